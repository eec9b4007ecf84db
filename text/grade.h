/* Finnish consonants that change within a word when it is inflected (consonant gradation, Iso suomen kielioppi § 41):
 * "kaupunki" and "kaupungin", "kunta" and "kunnan", "tyttö" and "tytön"; and what the nouns in -us and -ys have in
 * their place: "sairaus" and "sairauksien". For a search, where no dictionary is at hand: what it gives are guesses, and
 * most of them no words. */
#ifndef VK_TEXT_GRADE_H
#define VK_TEXT_GRADE_H

#include <stddef.h>

#define GRADES_MAX  3
#define GRADE_BYTES 64

/* Of a word's beginning in small letters, its ending cut off: how the same word may begin with the other grade of its
 * last consonants. "kaupungi": "kaupunk"; a short one keeps its next vowel, for it would be the beginning of too much:
 * "kunna": "kunta". Returns how many; 0 for a beginning as long as GRADE_BYTES. */
size_t grade_others(const char *word, size_t length, char out[GRADES_MAX][GRADE_BYTES]);

#endif
