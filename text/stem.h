/* Words in their inflected forms, as far as that can be told without a dictionary: Finnish, Swedish and English inflect
 * at a word's end, so two forms of one word begin alike. Two words count as forms of one where they are the same, or
 * share at least STEM_SHARED letters and neither has more than STEM_ENDING others behind them: "arviointi" and
 * "arvioinnin", "tukeminen" and "tukemisen", "point" and "points"; not "lapset" and "lasten" (the stem changes), nor
 * "palvelut" and "palveluohjaus" (another word). Capital letters count as small ones. */
#ifndef VK_TEXT_STEM_H
#define VK_TEXT_STEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STEM_SHARED 4
#define STEM_ENDING 3

/* A letter of the languages' alphabets as a small one; other characters as they are. */
uint32_t stem_fold(uint32_t code);

/* A letter or a digit: what words are made of. Whatever is not ASCII counts, but spaces, dashes and quotation marks. */
bool stem_is_letter(uint32_t code);

enum stem_match { STEM_NONE, STEM_WITHIN, STEM_AT_START };

/* Whether `words` stand in `title` one behind the other, in whatever forms; the first place counts. Only the beginning
 * of a title that is longer than STEM_TITLE bytes is looked at. No words match nothing. */
#define STEM_TITLE 300
enum stem_match stem_find(const char *title, size_t title_length, const char *words, size_t words_length);

#endif
