/* On which line of a JSON text a value stands. */
#ifndef VK_BASE_JSON_LINE_H
#define VK_BASE_JSON_LINE_H

#include <stddef.h>

/* A text, and where the item of a list was found that was asked for last: the next one is looked for from there on. */
struct json_lines {
    const char *bytes;
    size_t length;
    char list[64]; /* the pointer to the list; "": none */
    size_t item;
    size_t at, line; /* where that begins */
};
/* The text is one that json_read has read; it is not copied. */
struct json_lines json_lines_of(const char *bytes, size_t length);

/* The line, from 1, on which the value begins that the JSON pointer (RFC 6901) leads to; where it leads nowhere, the
 * deepest value on the way. 0: nothing on the way is there. Keys are compared as they are written. Linear in the text up
 * to there; pointers in the order of the items of one list take one walk through it. Allocates nothing. */
size_t json_line(struct json_lines *lines, const char *pointer);

#endif
