/* Percent-encoding (RFC 3986, 2.1): bytes as they stand in an address. */
#ifndef VK_BASE_PERCENT_H
#define VK_BASE_PERCENT_H

#include "base/arena.h"

#define PERCENT_MAX 4 /* bytes of one that is encoded, its NUL included */

/* A byte as it may stand anywhere in an address: the unreserved characters (2.3) as they are, all else as "%C3". */
void percent_encode(char byte, char out[PERCENT_MAX]);

/* Decodes into the arena; `plus` makes '+' a space, as forms do. NULL where it is ill-encoded, holds a NUL, or memory
 * is out (the arena tells). */
char *percent_decode(struct arena *arena, const char *bytes, size_t length, bool plus) MUST_USE;

#endif
