/* A PDF's ID (ISO 32000-1, 14.4) is the digest of all that stands before its cross-reference stream, so that a file
 * tells of itself whether it is as it was made. That is no signature: who changes a file on purpose can make the ID
 * anew. */
#ifndef VK_REPORTS_PDF_ID_H
#define VK_REPORTS_PDF_ID_H

#include <stdbool.h>
#include <stddef.h>

#define PDF_ID_HEX 33 /* bytes of an ID in hexadecimal, its NUL included: half of a SHA-256 */

/* The ID of a file of which these bytes stand before the cross-reference stream. */
void pdf_id_make(const char *bytes, size_t length, char out[PDF_ID_HEX]);

/* Whether a file ends as ours do and holds the bytes that its ID was made of. Any bytes may be asked about. */
bool pdf_id_holds(const char *bytes, size_t length);

#endif
