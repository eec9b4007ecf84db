/* Text of a PDF written byte by byte into room that the caller has seen to: the two busiest places of the PDF writer, a
 * page's operators and the structure's elements, are made with these. Each gives where to write on. */
#ifndef VK_REPORTS_PDF_PUT_H
#define VK_REPORTS_PDF_PUT_H

#include <stdint.h>
#include <string.h>

#define PUT_INT_MAX 10 /* bytes of a number at most */

/* Of a string constant the compiler knows the length. */
static inline char *put(char *at, const char *text)
{
    size_t length = strlen(text);
    memcpy(at, text, length);
    return at + length;
}

static inline char *put_int(char *at, uint32_t number)
{
    int count = 1;
    for (uint32_t rest = number; rest >= 10; rest /= 10)
        count++;
    char *end = at + count;
    do {
        *--end = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return at + count;
}

/* A number of 1/100: "12.5", ".07", "-3". */
static inline char *put_hundredths(char *at, int32_t number)
{
    uint32_t size = number < 0 ? 0u - (uint32_t)number : (uint32_t)number;
    uint32_t rest = size % 100;
    if (number < 0)
        *at++ = '-';
    if (size >= 100 || size == 0)
        at = put_int(at, size / 100);
    if (rest > 0) {
        *at++ = '.';
        *at++ = (char)('0' + rest / 10);
        if (rest % 10 > 0)
            *at++ = (char)('0' + rest % 10);
    }
    return at;
}

static inline char *put_pair(char *at, int32_t first, int32_t second)
{
    at = put_hundredths(at, first);
    *at++ = ' ';
    at = put_hundredths(at, second);
    *at++ = ' ';
    return at;
}

#endif
