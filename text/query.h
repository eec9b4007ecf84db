/* What a reader looks for, as words: the only form in which it goes on to the search, so that no sign of it can mean
 * anything to the search's own language. A word is letters and digits of any script (Unicode's categories L, M, N) in
 * small letters, in normal form C; whatever else stands between them (quotation marks, `*`, `:`, hyphens, emoji) only
 * separates words; what cannot be seen is stripped first, as from a plan's texts (utf8_clean). The letters å, ä and ö
 * stay what they are: in Finnish and Swedish they are letters of their own ("tähti" is not "tahti"). */
#ifndef VK_TEXT_QUERY_H
#define VK_TEXT_QUERY_H

#include "base/arena.h"
#include "base/limits.h"

#include <stdbool.h>
#include <stddef.h>

struct query {
    const char *words[LIMIT_SEARCH_WORDS]; /* each ends in NUL; further words are not looked for */
    size_t count;
    /* The whole where it is one number of a goal or subgoal ("1.3", "I.2", "IV"): ASCII letters, digits and dots, in
     * small letters and without a dot at its end; else NULL. */
    const char *number;
};

/* Takes the first LIMIT_SEARCH_TEXT characters of `bytes` apart into the arena. Text that is no UTF-8 or holds bidi
 * controls has no words. False when memory is out. */
bool query_read(struct arena *arena, const char *bytes, size_t length, struct query *out) MUST_USE;

/* The next word of `bytes[0..length)`, which is clean text, that begins at `*at` or behind it, into the arena; `*at` is
 * moved behind it. NULL at the end, and when memory is out, which the arena tells. */
const char *query_next_word(struct arena *arena, const char *bytes, size_t length, size_t *at);

#endif
