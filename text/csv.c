#include "text/csv.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define BULLET          "•"
#define PLAIN_DIGITS    15 /* a spreadsheet's numbers hold so many; a longer row of digits is a text to it no more */

struct csv csv_start(struct buf *out, enum csv_dialect dialect)
{
    if (dialect == CSV_EXCEL_FI)
        buf_text(out, BYTE_ORDER_MARK);
    return (struct csv){ .out = out, .dialect = dialect, .row = out->length };
}

/* Separates the cell that follows from the one before it. */
static void begin(struct csv *csv)
{
    if (csv->cells)
        buf_char(csv->out, csv->dialect == CSV_EXCEL_FI ? ';' : ',');
    csv->cells = true;
}

/* Digits and what stands between them in dates and numbers: "1.2", "1/2", "5-7", "08", "1e5". Plain numbers such as a
 * year are not: nothing is lost where they are read as one. */
static bool looks_like_value(const char *bytes, size_t length)
{
    size_t digits = 0;
    for (size_t i = 0; i < length; i++) {
        bool digit = bytes[i] >= '0' && bytes[i] <= '9';
        if (!digit && (i == 0 || strchr(".,:/-eE% ", bytes[i]) == NULL || bytes[i] == '\0'))
            return false;
        digits += digit;
    }
    bool plain = digits == length && digits <= PLAIN_DIGITS && (length == 1 || bytes[0] != '0');
    return digits > 0 && !plain;
}

static bool needs_apostrophe(const char *bytes, size_t length)
{
    return length > 0 && text_item_mark(bytes, length) == 0 &&
           ((bytes[0] != '\0' && strchr("=+-@\t\r", bytes[0]) != NULL) || looks_like_value(bytes, length));
}

/* What stands between quotation marks. */
static void put_quotable(struct csv *csv, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        const char *mark = memchr(bytes + i, '"', length - i);
        size_t end = mark == NULL ? length : (size_t)(mark + 1 - bytes);
        buf_add(csv->out, bytes + i, end - i);
        if (mark != NULL)
            buf_char(csv->out, '"');
        i = end;
    }
}

/* A text with the items of its lists as people read them. */
static void put_items(struct csv *csv, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    for (const char *line = bytes, *next; line < end; line = next) {
        const char *feed = memchr(line, '\n', (size_t)(end - line));
        const char *line_end = feed == NULL ? end : feed;
        next = feed == NULL ? end : feed + 1;
        if (text_item_mark(line, (size_t)(line_end - line)) > 0) {
            buf_text(csv->out, BULLET);
            line++;
        }
        put_quotable(csv, line, (size_t)(next - line));
    }
}

static void put(struct csv *csv, const char *bytes, size_t length)
{
    bool excel = csv->dialect == CSV_EXCEL_FI;
    char separator = excel ? ';' : ',';
    bool quoted = false;
    for (size_t i = 0; i < length && !quoted; i++)
        quoted = bytes[i] == separator || bytes[i] == '"' || bytes[i] == '\r' || bytes[i] == '\n';
    begin(csv);
    if (quoted)
        buf_char(csv->out, '"');
    if (excel && needs_apostrophe(bytes, length))
        buf_char(csv->out, '\'');
    if (excel)
        put_items(csv, bytes, length);
    else
        put_quotable(csv, bytes, length);
    if (quoted)
        buf_char(csv->out, '"');
}

void csv_text(struct csv *csv, struct text text)
{
    put(csv, text.bytes, text.length);
}

void csv_word(struct csv *csv, const char *word)
{
    put(csv, word, word == NULL ? 0 : strlen(word));
}

void csv_whole(struct csv *csv, int64_t number)
{
    begin(csv);
    buf_int(csv->out, number);
}

/* No quotation marks: a number has no separator in it, the decimal comma of one dialect being none. */
void csv_real(struct csv *csv, double number)
{
    char text[DECIMAL_MAX];
    begin(csv);
    if (!isfinite(number))
        return;
    size_t length = decimal_format(text, decimal_of_double(number));
    char *point = memchr(text, '.', length);
    if (point != NULL && csv->dialect == CSV_EXCEL_FI)
        *point = ',';
    buf_add(csv->out, text, length);
}

void csv_day(struct csv *csv, const char *iso)
{
    begin(csv);
    buf_text(csv->out, iso == NULL ? "" : iso);
}

/* A row of one empty cell would be an empty line, which readers pass over. */
void csv_row_end(struct csv *csv)
{
    if (csv->out->length == csv->row)
        buf_text(csv->out, "\"\"");
    buf_text(csv->out, "\r\n");
    csv->row = csv->out->length;
    csv->cells = false;
}
