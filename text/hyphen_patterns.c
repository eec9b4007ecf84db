/* The one file that knows libhyphen. */
#include "base/hash.h"
#include "base/log.h"
#include "text/hyphen_inner.h"
#include "text/utf8.h"

#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATTERNS_BYTES (1024 * KIB) /* of a file of patterns */

struct patterns {
    char *bytes; /* of the file */
    size_t length;
    char digest[HASH_HEX];
    bool parsed;            /* which is done for the first word: it takes six milliseconds */
    HyphenDict *dictionary; /* NULL: not parsed, or no patterns */
};

static bool read_file(struct patterns *patterns, const char *name)
{
    FILE *file = fopen(name, "rbe");
    if (file == NULL)
        return false;
    patterns->bytes = malloc(PATTERNS_BYTES);
    if (patterns->bytes != NULL)
        patterns->length = fread(patterns->bytes, 1, PATTERNS_BYTES, file);
    bool whole = patterns->length > 0 && patterns->length < PATTERNS_BYTES && ferror(file) == 0;
    fclose(file);
    return whole;
}

struct patterns *patterns_open(const char *locale)
{
    char name[256];
    struct patterns *patterns = calloc(1, sizeof *patterns);
    if (patterns == NULL)
        return NULL;
    snprintf(name, sizeof name, HYPHEN_FOLDER "/hyph_%s.dic", locale);
    if (read_file(patterns, name)) {
        hash_hex(patterns->bytes, patterns->length, patterns->digest);
        return patterns;
    }
    log_line(LOG_WARNING, "%.2s words are not hyphenated: %s cannot be read", locale, name);
    patterns_close(patterns);
    return NULL;
}

void patterns_close(struct patterns *patterns)
{
    if (patterns == NULL)
        return;
    if (patterns->dictionary != NULL)
        hnj_hyphen_free(patterns->dictionary);
    free(patterns->bytes);
    free(patterns);
}

/* Parses the bytes whose digest is told, not the file once more. */
static bool parse(struct patterns *patterns)
{
    if (!patterns->parsed) {
        FILE *file = fmemopen(patterns->bytes, patterns->length, "r");
        patterns->parsed = true;
        if (file != NULL) {
            patterns->dictionary = hnj_hyphen_load_file(file);
            fclose(file);
        }
    }
    return patterns->dictionary != NULL;
}

void patterns_version(const struct patterns *patterns, char out[HYPHEN_VERSION_MAX])
{
    snprintf(out, HYPHEN_VERSION_MAX, "%s", patterns == NULL ? "none" : patterns->digest);
}

/* The word in the patterns' characters, UTF-8 or ISO 8859-1, into `out`; 0 where it has others. */
static size_t transcode(const struct patterns *patterns, const char *word, char out[WORD_BYTES_MAX + 1])
{
    size_t length = strlen(word);
    size_t count = 0;
    if (patterns->dictionary->utf8) {
        memcpy(out, word, length + 1);
        return length;
    }
    for (size_t at = 0; at < length;) {
        uint32_t code = utf8_next(word, length, &at);
        if (code > 0xFF)
            return 0;
        out[count++] = (char)code;
    }
    out[count] = '\0';
    return count;
}

void patterns_divide(struct patterns *patterns, const char *word, char ranks[WORD_LETTERS_MAX])
{
    char own[WORD_BYTES_MAX + 1];
    char marks[WORD_BYTES_MAX + 5] = ""; /* one a letter, odd where a line may end behind it; it asks for five more */
    char **changed = NULL;
    int *positions = NULL;
    int *cuts = NULL;
    size_t length = parse(patterns) ? transcode(patterns, word, own) : 0;
    if (length == 0 || hnj_hyphen_hyphenate3(patterns->dictionary, own, (int)length, marks, NULL, &changed, &positions,
                                             &cuts, 2, 3, 2, 3) != 0)
        return;
    unsigned letters = (unsigned)utf8_count(word, strlen(word));
    for (unsigned i = 0; i + 1 < letters; i++) /* not where the spelling would change, as of "tillåta" */
        if ((marks[i] & 1) != 0 && (changed == NULL || changed[i] == NULL))
            ranks[i + 1] = WORD_SYLLABLE;
    for (size_t i = 0; changed != NULL && i < length; i++)
        free(changed[i]);
    free(changed);
    free(positions);
    free(cuts);
}
