/* Finnish words by libvoikko's morphology: where they divide, and what their basic forms are. An analysis takes 14 to
 * 33 µs, so it is made when a plan is imported; the service is linked without it. */
#ifndef VK_TEXT_FINNISH_H
#define VK_TEXT_FINNISH_H

#include "text/word.h"

#define FINNISH_VERSION_MAX 512

struct finnish;

/* NULL where the dictionary is missing, which is logged, or memory is out. finnish_close accepts NULL. */
struct finnish *finnish_open(void);
void finnish_close(struct finnish *finnish);

/* Library and dictionary, into `out`; "none" of NULL. */
void finnish_version(const struct finnish *finnish, char out[FINNISH_VERSION_MAX]);

/* As hyphenator_divide, before its rules; `word` ends in NUL. */
void finnish_divide(struct finnish *finnish, const char *word, char ranks[WORD_LETTERS_MAX]);

/* Calls `take` for the basic forms of a word in small letters, once for each reading that the dictionary has of it:
 * `whole` true for that of the whole word ("palvelujen": "palvelu"), false for those of a compound's parts and of what
 * a part is derived from ("mielenterveyspalvelujen": "mieli", "terve", "terveys", "palvella", "palvelu"). One form may
 * be told again. They may hold capitals, hyphens and whatever else the dictionary writes. */
typedef void finnish_taker(void *with, const char *form, bool whole);
void finnish_stems(struct finnish *finnish, const char *word, finnish_taker *take, void *with);

#endif
