/* A text and the language it is in; the languages the program knows. */
#ifndef VK_TEXT_TEXT_H
#define VK_TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lang { LANG_NONE, LANG_FI, LANG_SV, LANG_EN, LANG_COUNT };

/* UTF-8 in NFC without control characters but '\n'; not necessarily NUL-terminated. Absent: bytes NULL, length 0.
 * Whoever made it owns the bytes (a request's arena, or constant memory). */
struct text {
    const char *bytes;
    uint32_t length;
    enum lang lang; /* LANG_NONE: no language, or that of what is around it */
};

/* A text from a C string. `bytes` NULL gives the absent text. */
struct text text_of(const char *bytes, enum lang lang);

static inline bool text_absent(struct text text)
{
    return text.length == 0;
}

/* How many bytes mark the line of a plan's text as an item of a list: 2 of "- one", 0 where it is none (plan.schema.json). */
static inline uint32_t text_item_mark(const char *line, size_t length)
{
    return length > 2 && line[0] == '-' && line[1] == ' ' ? 2 : 0;
}

/* "fi", "sv", "en" as in plan files, addresses and PDF's Lang; "" for LANG_NONE. */
const char *lang_tag(enum lang lang);

/* LANG_NONE where the tag is none of ours. */
enum lang lang_of_tag(const char *tag);

#endif
