/* What hyphenation's files share: patterns behind their file (Finnish: text/finnish.h). For them alone. */
#ifndef VK_TEXT_HYPHEN_INNER_H
#define VK_TEXT_HYPHEN_INNER_H

#include "text/finnish.h"
#include "text/hyphen.h"

#define HYPHEN_VERSION_MAX FINNISH_VERSION_MAX

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
