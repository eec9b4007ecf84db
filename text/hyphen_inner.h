/* What hyphenation's files share: a language's dictionary each behind its file. Nobody else includes this. */
#ifndef VK_TEXT_HYPHEN_INNER_H
#define VK_TEXT_HYPHEN_INNER_H

#include "text/hyphen.h"

#define HYPHEN_VERSION_MAX 512

/* ---- Finnish: libvoikko (hyphen_finnish.c) ---- */

struct finnish;
/* NULL where the dictionary is missing, which is logged, or memory is out. */
struct finnish *finnish_open(void);
void finnish_close(struct finnish *finnish);
/* Library and dictionary, into `out`. */
void finnish_version(const struct finnish *finnish, char out[HYPHEN_VERSION_MAX]);
/* As hyphenator_divide, before its rules; `word` ends in NUL. */
void finnish_divide(struct finnish *finnish, const char *word, char ranks[WORD_LETTERS_MAX]);

/* ---- Patterns: libhyphen (hyphen_patterns.c) ---- */

struct patterns;
/* Those of a locale, "sv_SE". NULL as above. */
struct patterns *patterns_open(const char *locale);
void patterns_close(struct patterns *patterns);
void patterns_version(const struct patterns *patterns, char out[HYPHEN_VERSION_MAX]);
void patterns_divide(struct patterns *patterns, const char *word, char ranks[WORD_LETTERS_MAX]);

/* ---- Swedish: patterns and parts (hyphen_swedish.c) ---- */

/* As patterns_divide, with the patterns of Swedish, and mended. */
void swedish_divide(struct patterns *patterns, const char *word, char ranks[WORD_LETTERS_MAX]);

#endif
