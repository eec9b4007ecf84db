/* Random documents for property tests: headings, paragraphs with spans, marks and links, nested lists, tables with
 * bands, merged cells, rows under rows, wide and long cells, characters that no face has. The same seed gives the
 * same document. */
#ifndef VK_TESTS_RANDOM_DOC_H
#define VK_TESTS_RANDOM_DOC_H

#include "base/buf.h"
#include "reports/doc.h"
#include "reports/metrics.h"

/* Fills an empty document. `expected` (may be NULL) gets the bytes of all texts but spaces and line ends, in reading
 * order, with bullets and numbers: what a reader of the whole must find, each once. A table's column heads begin
 * with "Hx" and its number ("Hx3."), bands with "Bx". */
void random_doc(struct doc *doc, uint32_t seed, struct buf *expected);

/* Fills an empty document as a report is built: a cover with the one H1, contents, headings that skip no level; besides random_doc's blocks
 * figures, links, tables without rows or of columns of one character, hostile strings. Where `rows` is not 0 it begins with a table of so many. */
void random_report(struct doc *doc, const struct metrics *metrics, uint32_t seed, uint32_t rows);

#endif
