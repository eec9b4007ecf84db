/* A book of words with their break points, as the database keeps one for each plan and language: made when a plan is
 * imported, looked up while a report is laid out.
 *
 * Its bytes: how many slots it has (a power of two); a slot each, where a word stands or 0; the words, each as its
 * length in bytes, its bytes, the number of its break points, and these, each the number of letters before it, with
 * bit 7 where it is between the parts of a compound. A word's slot is the first free one from its hash on, of so many as
 * are looked at for a word; a word for which none of them is free is not in the book. Numbers of more than a byte are of
 * four, the lowest first. */
#ifndef VK_TEXT_WORDBOOK_H
#define VK_TEXT_WORDBOOK_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/text.h"
#include "text/word.h"

#define WORD_PROBES_MAX 256 /* slots; only words that somebody has made to meet in one come near it */

/* ---- Looking up ---- */

/* Books may be damaged as any file: what is no book is one without words, and no look-up leaves it. */
struct wordbook {
    const unsigned char *bytes; /* not its own */
    size_t length;
};

/* The books of a plan by language; then those of plans whose texts are printed with it. */
struct wordbooks {
    struct wordbook of[LANG_COUNT];
    const struct wordbooks *next;
};

struct word_point {
    uint8_t letters; /* before it; rising */
    uint8_t rank;    /* enum word_rank */
};

/* The break points of a word in small letters (word_fold); 0: none, or the books lack it. */
size_t wordbooks_points(const struct wordbooks *books, enum lang lang, const char *word, size_t length,
                        struct word_point points[WORD_LETTERS_MAX]);

/* ---- Making ---- */

struct wordbook_maker;

/* A book that is being made in the arena, of at most LIMIT_WORDBOOK words; NULL when memory is out. */
struct wordbook_maker *wordbook_new(struct arena *arena);

/* Takes the words of a text. */
void wordbook_add(struct wordbook_maker *maker, const char *bytes, size_t length);

/* Tells a word's break points: ranks[k], one a letter, is the rank of the break before the letter k (enum word_rank);
 * they are WORD_WHOLE when it is called. */
typedef void word_divider(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX]);

/* Appends the book to `out`. It depends on nothing but the words and the divider. */
void wordbook_write(struct wordbook_maker *maker, word_divider *divide, void *with, struct buf *out);

#endif
