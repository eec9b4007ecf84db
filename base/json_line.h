/* On which line of a JSON text a value stands. */
#ifndef VK_BASE_JSON_LINE_H
#define VK_BASE_JSON_LINE_H

#include <stddef.h>

/* The line, from 1, on which the value begins that the JSON pointer (RFC 6901) leads to; where it leads nowhere, the
 * deepest value on the way. 0: nothing on the way is there. The text is one that json_read has read; keys are compared
 * as they are written. Linear in the text up to there; allocates nothing. */
size_t json_line_of(const char *bytes, size_t length, const char *pointer);

#endif
