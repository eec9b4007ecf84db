#include "text/ical.h"

#include <string.h>

/* A content line that is being written; `octets` of it stand in its last piece. */
struct line {
    struct buf *out;
    size_t octets;
};

/* Bytes that may not be torn apart: a character, or an escape of two. */
static void put(struct line *line, const char *bytes, size_t length)
{
    if (line->octets + length > ICAL_LINE) {
        buf_text(line->out, "\r\n ");
        line->octets = 1;
    }
    buf_add(line->out, bytes, length);
    line->octets += length;
}

/* How many bytes the character at `bytes` has; of UTF-8 that is well-formed. */
static size_t character(const char *bytes, size_t length)
{
    size_t count = 1;
    while (count < length && ((unsigned char)bytes[count] & 0xC0) == 0x80)
        count++;
    return count;
}

/* Character by character, since a line may be folded behind any. */
static void put_word(struct line *line, const char *word)
{
    for (size_t at = 0, length = strlen(word), step; at < length; at += step) {
        step = character(word + at, length - at);
        put(line, word + at, step);
    }
}

void ical_line(struct buf *out, const char *name, const char *value)
{
    struct line line = { out, 0 };
    put_word(&line, name);
    put_word(&line, ":");
    put_word(&line, value);
    buf_text(out, "\r\n");
}

void ical_text(struct buf *out, const char *name, struct text text)
{
    struct line line = { out, 0 };
    if (text_absent(text))
        return;
    put_word(&line, name);
    if (text.lang != LANG_NONE) {
        put_word(&line, ";LANGUAGE=");
        put_word(&line, lang_tag(text.lang));
    }
    put_word(&line, ":");
    for (size_t at = 0, step; at < text.length; at += step) {
        const char *bytes = text.bytes + at;
        step = character(bytes, text.length - at);
        switch (*bytes) {
        case '\\':
            put(&line, "\\\\", 2);
            break;
        case ';':
            put(&line, "\\;", 2);
            break;
        case ',':
            put(&line, "\\,", 2);
            break;
        case '\n':
            put(&line, "\\n", 2);
            break;
        default:
            put(&line, bytes, step);
        }
    }
    buf_text(out, "\r\n");
}

/* Short, so never folded. */
void ical_month(struct buf *out, const char *name, int year, int month)
{
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    buf_printf(out, "%s;VALUE=DATE:%04d%02d01\r\n", name, year, month);
}
