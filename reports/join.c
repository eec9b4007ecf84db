#include "reports/join.h"

#include "base/percent.h"
#include "text/number.h"

#include <stdio.h>
#include <string.h>

/* Room for `more` bytes and a NUL behind them. */
static bool make_room(struct join *join, size_t more)
{
    size_t whole;
    if (__builtin_add_overflow(join->length + 1, more, &whole) || whole > UINT32_MAX)
        return false;
    if (whole <= join->capacity)
        return true;
    size_t capacity = whole < 64 ? 64 : whole > UINT32_MAX / 2 ? whole : whole * 2;
    char *bytes = arena_raw(join->arena, capacity);
    if (bytes == NULL)
        return false;
    if (join->length > 0)
        memcpy(bytes, join->bytes, join->length);
    join->bytes = bytes;
    join->capacity = capacity;
    return true;
}

static void add(struct join *join, const char *bytes, size_t length)
{
    if (length == 0 || !make_room(join, length))
        return;
    memcpy(join->bytes + join->length, bytes, length);
    join->length += length;
    join->bytes[join->length] = '\0';
}

void join_word(struct join *join, const char *word)
{
    if (word != NULL)
        add(join, word, strlen(word));
}

void join_text(struct join *join, struct text text)
{
    add(join, text.bytes, text.length);
}

void join_int(struct join *join, int64_t number)
{
    char out[NUMBER_MAX];
    add(join, out, number_format_int(out, number, join->lang));
}

void join_number(struct join *join, double value, int decimals)
{
    char out[NUMBER_MAX];
    add(join, out, number_format(out, value, decimals, join->lang));
}

void join_year(struct join *join, int year)
{
    char out[16];
    int length = snprintf(out, sizeof out, "%d", year);
    add(join, out, (size_t)length);
}

void join_between(struct join *join, const char *between)
{
    if (join->length > 0)
        join_word(join, between);
}

void join_parameter(struct join *join, const char *name, const char *value)
{
    if (value == NULL)
        return;
    join_word(join, join->bytes == NULL || memchr(join->bytes, '?', join->length) == NULL ? "?" : "&");
    join_word(join, name);
    join_word(join, "=");
    for (const char *at = value; *at != '\0'; at++) {
        char code[PERCENT_MAX];
        percent_encode(*at, code);
        join_word(join, code);
    }
}

struct text join_end(const struct join *join)
{
    return (struct text){ join->length > 0 ? join->bytes : NULL, (uint32_t)join->length, join->lang };
}

const char *join_string(struct join *join)
{
    return join->length > 0 ? join->bytes : "";
}

struct text join_printf(struct arena *arena, enum lang lang, const char *format, ...)
{
    size_t length;
    va_list args;
    va_start(args, format);
    char *bytes = arena_vprintf(arena, &length, format, args);
    va_end(args);
    return bytes == NULL ? (struct text){ NULL, 0, lang } : (struct text){ bytes, (uint32_t)length, lang };
}

const char *join_copy(struct arena *arena, struct text text)
{
    const char *copy = text_absent(text) ? "" : arena_text(arena, text.bytes, text.length);
    return copy == NULL ? "" : copy;
}

bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}
