#include "text/hyphen_inner.h"

#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES          1 /* of this file and of hyphen_swedish.c: to be raised when they divide a word otherwise */
#define BESIDE_A_BREAK 3 /* letters from a compound's boundary within which no syllable ends */

struct hyphenator {
    struct finnish *finnish;  /* NULL: none */
    struct patterns *swedish; /* likewise */
    struct patterns *english;
    char version[3 * HYPHEN_VERSION_MAX + 64];
};

enum status hyphenator_new(struct hyphenator **out, struct err *err)
{
    char finnish[HYPHEN_VERSION_MAX];
    char swedish[HYPHEN_VERSION_MAX];
    char english[HYPHEN_VERSION_MAX];
    struct hyphenator *hyphenator = *out = calloc(1, sizeof *hyphenator);
    if (hyphenator == NULL)
        return err_set(err, STATUS_NOMEM, "out of memory");
    hyphenator->finnish = finnish_open();
    hyphenator->swedish = patterns_open("sv_SE");
    hyphenator->english = patterns_open("en_GB");
    finnish_version(hyphenator->finnish, finnish);
    patterns_version(hyphenator->swedish, swedish);
    patterns_version(hyphenator->english, english);
    snprintf(hyphenator->version, sizeof hyphenator->version, "rules %d\nfi %s\nsv %s\nen %s\n", RULES, finnish,
             swedish, english);
    return STATUS_OK;
}

void hyphenator_free(struct hyphenator *hyphenator)
{
    if (hyphenator == NULL)
        return;
    finnish_close(hyphenator->finnish);
    patterns_close(hyphenator->swedish);
    patterns_close(hyphenator->english);
    free(hyphenator);
}

struct finnish *hyphenator_finnish(struct hyphenator *hyphenator)
{
    return hyphenator->finnish;
}

const char *hyphenator_version(const struct hyphenator *hyphenator)
{
    return hyphenator->version;
}

/* Takes out the breaks too near to an end, and beside a compound's boundary those between syllables: whoever reads
 * "hyvinvointiop-" reads it wrongly. */
static void keep_distances(char ranks[WORD_LETTERS_MAX], unsigned letters, unsigned behind)
{
    for (unsigned i = 0; i < letters; i++)
        if (i < 2 || i + behind > letters)
            ranks[i] = WORD_WHOLE;
    for (unsigned i = 0; i < letters; i++) {
        unsigned first = i < BESIDE_A_BREAK ? 0 : i - BESIDE_A_BREAK + 1;
        for (unsigned k = first; ranks[i] == WORD_COMPOUND && k < letters && k < i + BESIDE_A_BREAK; k++)
            if (ranks[k] == WORD_SYLLABLE)
                ranks[k] = WORD_WHOLE;
    }
}

void hyphenator_divide(struct hyphenator *hyphenator, enum lang lang, const char *word, size_t length,
                       char ranks[WORD_LETTERS_MAX])
{
    char terminated[WORD_BYTES_MAX + 1];
    memset(ranks, WORD_WHOLE, WORD_LETTERS_MAX);
    unsigned letters = (unsigned)utf8_count(word, length);
    if (length > WORD_BYTES_MAX || letters < WORD_LETTERS_MIN || letters > WORD_LETTERS_MAX)
        return;
    memcpy(terminated, word, length);
    terminated[length] = '\0';
    if (lang == LANG_FI && hyphenator->finnish != NULL)
        finnish_divide(hyphenator->finnish, terminated, ranks);
    if (lang == LANG_EN && hyphenator->english != NULL)
        patterns_divide(hyphenator->english, terminated, ranks);
    if (lang == LANG_SV && hyphenator->swedish != NULL)
        swedish_divide(hyphenator->swedish, terminated, ranks);
    keep_distances(ranks, letters, lang == LANG_FI ? 2 : 3);
}
