/* UTF-8: decoding, checking, cleaning. */
#ifndef VK_TEXT_UTF8_H
#define VK_TEXT_UTF8_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFFFFFFu

/* utf8_next for bytes from 0x80 on. */
uint32_t utf8_next_wide(const char *bytes, size_t length, size_t *at);

/* The code point at `*at` of `bytes`, and `*at` moved behind it. Not well-formed (Unicode 15, table 3-7: overlong,
 * surrogate, beyond U+10FFFF, cut): UTF8_BAD, and `*at` moved by one byte. `*at` must be below `length`. */
static inline uint32_t utf8_next(const char *bytes, size_t length, size_t *at)
{
    unsigned char byte = (unsigned char)bytes[*at];
    if (byte < 0x80) {
        ++*at;
        return byte;
    }
    return utf8_next_wide(bytes, length, at);
}

/* Writes 1 to 4 bytes, returns how many. A code point that is none is written as U+FFFD. */
size_t utf8_put(uint32_t code, char out[4]);

/* Characters (code points) of well-formed text. */
size_t utf8_count(const char *bytes, size_t length);

/* How many bytes the first `characters` characters of well-formed text take; `length` where it has fewer. */
size_t utf8_prefix(const char *bytes, size_t length, size_t characters);

/* U+061C, U+200E, U+200F, U+202A..202E, U+2066..2069: they make a text look like another. */
bool utf8_is_bidi_control(uint32_t code);

enum utf8_fault {
    UTF8_CLEAN,
    UTF8_MALFORMED,    /* not UTF-8 */
    UTF8_BIDI_CONTROL, /* one of utf8_is_bidi_control */
    UTF8_NO_MEMORY
};

/* Cleans a text of a plan file: checks it, makes it NFC (Unicode Standard Annex 15), makes every line end ('\n', CR
 * LF, CR, VT, FF, U+0085, U+2028, U+2029) one '\n', TAB and other white space but the NO-BREAK kinds a space, strips
 * what cannot be seen (other control characters, noncharacters, U+FEFF, U+00AD, U+FFF9..FFFC, the tag characters
 * U+E0000..E007F), trims white space at line ends and empty lines at both ends. What was cleaned stays as it is when
 * cleaned again. The result lies in `arena`, a NUL behind it. On a fault the result is untouched and `*at_character`
 * tells where, counted in characters from 1 (a byte that belongs to none counts as one). */
enum utf8_fault utf8_clean(struct arena *arena, const char *bytes, size_t length, char **out, size_t *out_length,
                           size_t *at_character) MUST_USE;

#endif
