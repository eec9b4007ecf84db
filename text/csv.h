/* Writing CSV, for programs and for Excel. UTF-8; rows end in CR LF; a cell with the separator, a quotation mark or a
 * line end in it stands between quotation marks, which are doubled inside (RFC 4180, 2). Line ends within a text stay
 * LF.
 *
 * CSV_RFC4180 separates by commas, writes numbers with a point, and gives every text exactly as the plan has it.
 *
 * CSV_EXCEL_FI is what Excel and LibreOffice open right away in Finland: a byte order mark, semicolons, decimal commas.
 * A spreadsheet takes a cell for a formula where it begins with = + - @ (after a tab or CR too), and for a date or a
 * number where it looks like one: "- kerhoja" is an error there, "1.2" the first of February, "=cmd|..." an attack on
 * who opens the file (OWASP, CSV Injection). Such a text gets an apostrophe before it, which spreadsheets know for
 * "this is text"; the items of a list get a bullet for their hyphen instead, "• kerhoja", for they are many. The other
 * dialect must not: a program would read an apostrophe that the plan does not have, and RFC 4180 knows no way to tell a
 * text. Whoever gives people a link gives them this one (fcgi/webpage.h). */
#ifndef VK_TEXT_CSV_H
#define VK_TEXT_CSV_H

#include "base/buf.h"
#include "text/text.h"

enum csv_dialect { CSV_RFC4180, CSV_EXCEL_FI };

/* Failures are the buffer's and sticky. */
struct csv {
    struct buf *out;
    enum csv_dialect dialect;
    size_t row; /* where in `out` the row in hand begins */
    bool cells; /* it has cells already */
};

/* Writes the byte order mark where the dialect has one. */
struct csv csv_start(struct buf *out, enum csv_dialect dialect);

/* A cell each. */
void csv_text(struct csv *csv, struct text text); /* absent: an empty cell */
void csv_word(struct csv *csv, const char *word); /* a text; NULL: an empty cell */
void csv_whole(struct csv *csv, int64_t number);
void csv_real(struct csv *csv, double number);  /* the decimal that the plan file gave; not finite: an empty cell */
void csv_day(struct csv *csv, const char *iso); /* ISO 8601, which spreadsheets know for a date; NULL: an empty cell */

void csv_row_end(struct csv *csv);

#endif
