/* Words that may be divided at a line's end: found in a text, and in the form in which they are looked up. */
#ifndef VK_TEXT_WORD_H
#define VK_TEXT_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORD_LETTERS_MIN 6  /* a shorter word is never divided */
#define WORD_LETTERS_MAX 80 /* nor a longer one: it is none */
#define WORD_BYTES_MAX   (2 * WORD_LETTERS_MAX)

/* How good a break is. */
enum word_rank {
    WORD_WHOLE,    /* none here */
    WORD_SYLLABLE, /* between syllables */
    WORD_COMPOUND  /* between the parts of a compound */
};

struct word {
    size_t start, end; /* bytes */
    unsigned letters;
};

/* The next word of `bytes[0..length)` that begins at `*at` or behind it, and `*at` moved behind it; false at the end.
 * Words are runs of WORD_LETTERS_MIN to _MAX letters of the Latin alphabet (to U+017F), of which only the first may be
 * a capital: no abbreviation, no name in capitals. Left out is what is part of something else: with a digit or another
 * sign beside it ("17-vuotiaat", "MLL:n", "hamina.fi", "nimi@"), the letters of another script. Behind and before a
 * hyphen, a dash or a slash a word is one of its own. Linear in what is passed over. */
bool word_next(const char *bytes, size_t length, size_t *at, struct word *word);

/* The word in small letters, as many as it has, into `out`; returns its bytes. */
size_t word_fold(const char *bytes, const struct word *word, char out[WORD_BYTES_MAX]);

#endif
