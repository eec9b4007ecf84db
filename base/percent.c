#include "base/percent.h"

#include <string.h>

void percent_encode(char byte, char out[PERCENT_MAX])
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char code = (unsigned char)byte;
    bool letter = (code | 32) >= 'a' && (code | 32) <= 'z';
    if (letter || (code >= '0' && code <= '9') || (code != 0 && strchr("-._~", code) != NULL)) {
        out[0] = byte;
        out[1] = '\0';
        return;
    }
    out[0] = '%';
    out[1] = digits[code >> 4];
    out[2] = digits[code & 15];
    out[3] = '\0';
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

char *percent_decode(struct arena *arena, const char *bytes, size_t length, bool plus)
{
    char *out = arena_raw(arena, length + 1);
    size_t used = 0;
    if (out == NULL)
        return NULL;
    for (size_t at = 0; at < length; at++) { /* what is decoded is never longer than what was encoded */
        char c = bytes[at];
        if (c == '%') {
            int high = at + 2 < length ? hex_digit(bytes[at + 1]) : -1;
            int low = high >= 0 ? hex_digit(bytes[at + 2]) : -1;
            if (low < 0)
                return NULL;
            c = (char)(high * 16 + low);
            at += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (c == '\0')
            return NULL;
        out[used++] = c;
    }
    out[used] = '\0';
    return out;
}
