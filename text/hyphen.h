/* Where words divide, by the dictionaries of the machine: Finnish by libvoikko's morphology, Swedish and English by
 * libhyphen's patterns. The dearest step of all (14 to 33 µs a Finnish word), so it is done when a plan is imported
 * (text/wordbook.h keeps what it gives); the service is linked without it. */
#ifndef VK_TEXT_HYPHEN_H
#define VK_TEXT_HYPHEN_H

#include "base/err.h"
#include "text/finnish.h"
#include "text/text.h"
#include "text/word.h"

struct hyphenator;

/* Opens the dictionaries. One that is missing is told in the log, and the words of its language stay whole.
 * STATUS_NOMEM or STATUS_OK. Release with hyphenator_free, which accepts NULL. */
enum status hyphenator_new(struct hyphenator **out, struct err *err) MUST_USE;
void hyphenator_free(struct hyphenator *hyphenator);

/* Its dictionary of Finnish, which it keeps; NULL: none. */
struct finnish *hyphenator_finnish(struct hyphenator *hyphenator);

/* Which dictionaries and rules: two hyphenators of the same version divide alike. */
const char *hyphenator_version(const struct hyphenator *hyphenator);

/* Tells the break points of a word in small letters (word_fold) into `ranks`, which has one enum word_rank a letter,
 * that of the break before it. At least two letters stay before a break and two behind it, three in Swedish and
 * English. */
void hyphenator_divide(struct hyphenator *hyphenator, enum lang lang, const char *word, size_t length,
                       char ranks[WORD_LETTERS_MAX]);

#endif
