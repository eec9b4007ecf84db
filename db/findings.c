#include "db/findings.h"

#include "text/message.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define QUOTE_CHARACTERS 60
#define ELLIPSIS         "\xE2\x80\xA6"

/* Appends to a fixed-size text and keeps it whole: where `more` does not fit, nothing is added and false returned. */
static bool append(char *text, size_t size, size_t *length, const char *more, size_t more_length)
{
    if (*length + more_length + sizeof ELLIPSIS > size)
        return false;
    memcpy(text + *length, more, more_length);
    *length += more_length;
    text[*length] = '\0';
    return true;
}

/* Appends one character as it may stand in a message's line. */
static bool append_shown(char *text, size_t size, size_t *length, uint32_t code)
{
    char shown[16];
    size_t count;
    if (code == '\n')
        count = (size_t)snprintf(shown, sizeof shown, "\\n");
    else if (code == UTF8_BAD)
        count = utf8_put(0xFFFD, shown);
    else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || utf8_is_bidi_control(code))
        count = (size_t)snprintf(shown, sizeof shown, "\\u%04x", (unsigned)code);
    else
        count = utf8_put(code, shown);
    return append(text, size, length, shown, count);
}

struct quote quote_of(const char *bytes, size_t length)
{
    struct quote quote = { "" };
    size_t used = 0;
    size_t at = 0;
    for (int characters = 0; at < length; characters++) {
        if (characters == QUOTE_CHARACTERS ||
            !append_shown(quote.text, sizeof quote.text, &used, utf8_next(bytes, length, &at))) {
            memcpy(quote.text + used, ELLIPSIS, sizeof ELLIPSIS);
            break;
        }
    }
    return quote;
}

struct quote quote_of_string(const char *string)
{
    return quote_of(string, strlen(string));
}

/* Appends a key with RFC 6901's escapes. */
static void append_key(struct pointer *pointer, size_t *length, const char *key)
{
    size_t size = strlen(key);
    size_t at = 0;
    for (int characters = 0; at < size; characters++) {
        uint32_t code = utf8_next(key, size, &at);
        bool fits = characters < QUOTE_CHARACTERS;
        if (fits && code == '~')
            fits = append(pointer->text, sizeof pointer->text, length, "~0", 2);
        else if (fits && code == '/')
            fits = append(pointer->text, sizeof pointer->text, length, "~1", 2);
        else if (fits)
            fits = append_shown(pointer->text, sizeof pointer->text, length, code);
        if (!fits) {
            append(pointer->text, sizeof pointer->text, length, ELLIPSIS, strlen(ELLIPSIS));
            return;
        }
    }
}

static void append_place(struct pointer *pointer, size_t *length, const struct place *place)
{
    if (place == NULL)
        return;
    append_place(pointer, length, place->within); /* as deep as the schema */
    char number[32];
    append(pointer->text, sizeof pointer->text, length, "/", 1);
    if (place->key != NULL) {
        append_key(pointer, length, place->key);
    } else {
        size_t digits = (size_t)snprintf(number, sizeof number, "%zu", place->at);
        append(pointer->text, sizeof pointer->text, length, number, digits);
    }
}

struct pointer pointer_of_place(const struct place *place)
{
    struct pointer pointer = { "" };
    size_t length = 0;
    append_place(&pointer, &length, place);
    return pointer;
}

struct pointer pointer_of(const char *format, ...)
{
    struct pointer pointer = { "" };
    va_list args;
    va_start(args, format);
    vsnprintf(pointer.text, sizeof pointer.text, format, args);
    va_end(args);
    return pointer;
}

/* " (line 12)" and the message's end. */
static void end_line(struct findings *findings, const char *pointer)
{
    size_t line = findings->lines.bytes == NULL ? 0 : json_line(&findings->lines, pointer);
    if (line > 0) {
        buf_text(findings->out, " (");
        buf_printf(findings->out, tr(findings->lang, "line %zu"), line);
        buf_char(findings->out, ')');
    }
    buf_char(findings->out, '\n');
}

/* What one missing organisation or indicator leaves behind may be hundreds of rows: the same words are told once. */
static bool is_told(const struct buf *out, size_t before)
{
    return out->length > before && memmem(out->bytes, before, out->bytes + before, out->length - before) != NULL;
}

void finding_error(struct findings *findings, const char *pointer, const char *format, ...)
{
    if (findings->errors >= LIMIT_IMPORT_ERRORS) {
        findings->errors++;
        return;
    }
    char words[4096];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    struct buf *out = findings->out;
    size_t before = out->length;
    buf_printf(out, "%s:%s: %s", findings->file, pointer, words);
    if (findings->errors > 0 && is_told(out, before)) { /* a file's first error always counts */
        out->length = before;
        out->bytes[before] = '\0';
        return;
    }
    end_line(findings, pointer);
    findings->errors++;
}

void finding_unreadable(struct findings *findings, int line, int column, const char *words)
{
    char shown[2 * LIMIT_ERR_TEXT] = "";
    size_t used = 0;
    size_t length = strlen(words);
    for (size_t at = 0; at < length;)
        if (!append_shown(shown, sizeof shown, &used, utf8_next(words, length, &at)))
            break;
    findings->errors++;
    buf_printf(findings->out, "%s:%d:%d: %s\n", findings->file, line, column, shown);
}

void finding_warning(struct findings *findings, const char *pointer, const char *words)
{
    buf_printf(findings->out, "%s%s%s: %s: %s", findings->file, pointer[0] == '\0' ? "" : ":", pointer,
               tr(findings->lang, "warning"), words);
    end_line(findings, pointer);
}

void findings_end(struct findings *findings)
{
    if (findings->errors <= LIMIT_IMPORT_ERRORS)
        return;
    size_t more = findings->errors - LIMIT_IMPORT_ERRORS;
    buf_printf(findings->out, "%s: ", findings->file);
    char number[NUMBER_MAX];
    number_format_int(number, (int64_t)more, findings->lang);
    buf_printf(findings->out, trn(findings->lang, "%s more error", "%s more errors", more), number);
    buf_char(findings->out, '\n');
}
