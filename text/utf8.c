#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

static bool is_tail(const char *bytes, size_t length, size_t at)
{
    return at < length && ((unsigned char)bytes[at] & 0xC0) == 0x80;
}

uint32_t utf8_next_wide(const char *bytes, size_t length, size_t *at)
{
    size_t start = (*at)++;
    unsigned char lead = (unsigned char)bytes[start];
    if (lead < 0xC2 || lead > 0xF4)
        return lead < 0x80 ? lead : UTF8_BAD;
    size_t tails = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t code = lead & (0x3Fu >> tails);
    for (size_t i = 1; i <= tails; i++) {
        if (!is_tail(bytes, length, start + i))
            return UTF8_BAD;
        code = code << 6 | ((unsigned char)bytes[start + i] & 0x3Fu);
    }
    if ((tails == 2 && code < 0x800) || (tails == 3 && code < 0x10000) || code > 0x10FFFF ||
        (code >= 0xD800 && code <= 0xDFFF))
        return UTF8_BAD;
    *at = start + 1 + tails;
    return code;
}

size_t utf8_put(uint32_t code, char out[4])
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t tails = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = { 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = tails; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(leads[tails] | code);
    return tails + 1;
}

size_t utf8_count(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

size_t utf8_prefix(const char *bytes, size_t length, size_t characters)
{
    size_t at = 0;
    for (; at < length; at++)
        if (((unsigned char)bytes[at] & 0xC0) != 0x80 && characters-- == 0)
            break;
    return at;
}

/* ---- Cleaning --------------------------------------------------------------------------------------------------- */

static bool within(uint32_t code, uint32_t first, uint32_t last)
{
    return code - first <= last - first;
}

bool utf8_is_bidi_control(uint32_t code)
{
    return code == 0x061C || within(code, 0x200E, 0x200F) || within(code, 0x202A, 0x202E) ||
           within(code, 0x2066, 0x2069);
}

static bool is_line_end(uint32_t code)
{
    return within(code, 0x0A, 0x0D) || code == 0x85 || within(code, 0x2028, 0x2029);
}

/* Unicode's White_Space but the line ends and what forbids a break. */
static bool is_plain_space(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0x1680 || (within(code, 0x2000, 0x200A) && code != 0x2007) ||
           code == 0x205F || code == 0x3000;
}

static bool is_unseen(uint32_t code)
{
    return code < 0x20 || within(code, 0x7F, 0x9F) || code == 0xAD || within(code, 0xFDD0, 0xFDEF) || code == 0xFEFF ||
           within(code, 0xFFF9, 0xFFFC) || (code & 0xFFFE) == 0xFFFE || within(code, 0xE0000, 0xE007F);
}

/* Blocks all whose characters are of NFC_Quick_Check=Yes and combining class 0: a text of such is NFC as it is. Nearly
 * every text is; the others go through libunistring. */
static bool is_composed(uint32_t code)
{
    return code < 0x300 || within(code, 0x400, 0x482) || within(code, 0x1E00, 0x1EFF) || within(code, 0x2002, 0x20CF) ||
           within(code, 0x2190, 0x2328);
}

/* The length of text without the white space that ends it. */
static size_t without_end_space(const char *text, size_t length)
{
    for (;;) {
        if (length >= 1 && text[length - 1] == ' ')
            length--;
        else if (length >= 2 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
            length -= 2;
        else if (length >= 3 && (memcmp(text + length - 3, "\xE2\x80\x87", 3) == 0 ||
                                 memcmp(text + length - 3, "\xE2\x80\xAF", 3) == 0))
            length -= 3;
        else
            return length;
    }
}

struct cleaning {
    char *text; /* room for as many bytes as the source has: no character becomes longer */
    size_t length;
    size_t characters; /* read so far */
    bool composed;
};

static void put_line_end(struct cleaning *to)
{
    to->length = without_end_space(to->text, to->length);
    if (to->length > 0)
        to->text[to->length++] = '\n';
}

static enum utf8_fault copy_clean(struct cleaning *to, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t start = at;
        uint32_t code = utf8_next(bytes, length, &at);
        to->characters++;
        if (within(code, 0x20, 0x7E)) {
            to->text[to->length++] = (char)code;
            continue;
        }
        if (code == UTF8_BAD)
            return UTF8_MALFORMED;
        if (utf8_is_bidi_control(code))
            return UTF8_BIDI_CONTROL;
        if (is_line_end(code)) {
            if (code == '\r' && at < length && bytes[at] == '\n')
                continue;
            put_line_end(to);
        } else if (is_plain_space(code)) {
            to->text[to->length++] = ' ';
        } else if (!is_unseen(code)) {
            memcpy(to->text + to->length, bytes + start, at - start);
            to->length += at - start;
            to->composed = to->composed && is_composed(code);
        }
    }
    to->length = without_end_space(to->text, to->length);
    while (to->length > 0 && to->text[to->length - 1] == '\n')
        to->length = without_end_space(to->text, to->length - 1);
    return UTF8_CLEAN;
}

/* Into `arena` as NFC; false when memory is out. */
static bool normalise(struct arena *arena, struct cleaning *text)
{
    size_t length = 0;
    uint8_t *normal = u8_normalize(UNINORM_NFC, (const uint8_t *)text->text, text->length, NULL, &length);
    char *copy = normal == NULL ? NULL : arena_text(arena, (const char *)normal, length);
    free(normal);
    text->text = copy;
    text->length = length;
    return copy != NULL;
}

enum utf8_fault utf8_clean(struct arena *arena, const char *bytes, size_t length, char **out, size_t *out_length,
                           size_t *at_character)
{
    char *room = length == SIZE_MAX ? NULL : arena_raw(arena, length + 1);
    struct cleaning text = { .text = room, .composed = true };
    if (room == NULL)
        return UTF8_NO_MEMORY;
    enum utf8_fault fault = copy_clean(&text, bytes, length);
    if (fault != UTF8_CLEAN) {
        *at_character = text.characters;
        return fault;
    }
    if (!text.composed && !normalise(arena, &text))
        return UTF8_NO_MEMORY;
    text.text[text.length] = '\0';
    *out = text.text;
    *out_length = text.length;
    return UTF8_CLEAN;
}
