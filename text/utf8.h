/* UTF-8: decoding, checking, cleaning. */
#ifndef VK_TEXT_UTF8_H
#define VK_TEXT_UTF8_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFFFFFFu

/* The code point at `*at` of `bytes`, and `*at` moved behind it. Not well-formed (Unicode 15, table 3-7: overlong,
 * surrogate, beyond U+10FFFF, cut): UTF8_BAD, and `*at` moved by one byte. `*at` must be below `length`. */
uint32_t utf8_next(const char *bytes, size_t length, size_t *at);

/* Writes 1 to 4 bytes, returns how many. A code point that is none is written as U+FFFD. */
size_t utf8_put(uint32_t code, char out[4]);

/* Characters (code points) of well-formed text. */
size_t utf8_count(const char *bytes, size_t length);

enum utf8_fault {
    UTF8_CLEAN,
    UTF8_MALFORMED,    /* not UTF-8 */
    UTF8_BIDI_CONTROL, /* U+061C, U+200E, U+200F, U+202A..202E, U+2066..2069: they can make a text read otherwise than it is */
    UTF8_NO_MEMORY
};

/* Cleans a text of a plan file: checks it, makes it NFC (Unicode Standard Annex 15), makes CR LF and CR one '\n', TAB
 * and other white space but NO-BREAK SPACE kinds a space, strips control characters (Cc but '\n', and noncharacters,
 * U+FEFF, U+00AD, lone surrogates cannot occur), trims spaces at line ends and empty lines at both ends. The
 * result lies in `arena`. On a fault `*at_character` tells where, counted in characters from 1. */
enum utf8_fault utf8_clean(struct arena *arena, const char *bytes, size_t length, char **out, size_t *out_length,
                           size_t *at_character) MUST_USE;

#endif
