/* Which header cells head a cell, where rows and columns alone do not tell: in tables with bands and merged cells. For
 * the PDF's structure and for HTML alike. */
#ifndef VK_REPORTS_HEADERS_H
#define VK_REPORTS_HEADERS_H

#include "reports/doc_inner.h"

#define HEADERS_MAX (TABLE_COLUMNS_MAX * 2 + 1) /* of one cell: column heads, the band, row heads */

struct headers; /* of one table, while it is walked through from top to bottom */

struct headers *headers_new(struct arena *arena, const struct table *table); /* NULL when memory is out */

/* Goes on to the next row: each row in order, from 0. */
void headers_row(struct headers *headers, size_t row);

/* The header cells of a cell of that row, places in the table's cells, without repetition: column heads from top to
 * bottom, band, row heads. Returns how many; 0 in the head and in bands. */
size_t headers_of(const struct headers *headers, size_t cell, uint32_t found[HEADERS_MAX]);

#endif
