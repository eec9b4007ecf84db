/* The one file that knows libvoikko. */
#include "text/finnish.h"

#include "base/hash.h"
#include "base/log.h"

#include <libvoikko/voikko.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INDEX_BYTES 4096 /* as much of a dictionary's description as tells it from others */

struct finnish {
    struct VoikkoHandle *voikko;
};

struct finnish *finnish_open(void)
{
    const char *fault = NULL;
    struct finnish *finnish = calloc(1, sizeof *finnish);
    if (finnish == NULL)
        return NULL;
    finnish->voikko = voikkoInit(&fault, "fi", VOIKKO_FOLDER);
    if (finnish->voikko == NULL) {
        log_line(LOG_WARNING, "Finnish words are not hyphenated: %s", fault);
        free(finnish);
        return NULL;
    }
    voikkoSetBooleanOption(finnish->voikko, VOIKKO_OPT_NO_UGLY_HYPHENATION, 1);
    voikkoSetBooleanOption(finnish->voikko, VOIKKO_OPT_HYPHENATE_UNKNOWN_WORDS, 1);
    return finnish;
}

void finnish_close(struct finnish *finnish)
{
    if (finnish == NULL)
        return;
    voikkoTerminate(finnish->voikko);
    free(finnish);
}

/* The library does not tell the dictionary's version; the description beside it has it, and the day it was made. */
void finnish_version(const struct finnish *finnish, char out[FINNISH_VERSION_MAX])
{
    char index[INDEX_BYTES];
    char digest[HASH_HEX];
    size_t length = 0;
    if (finnish == NULL) {
        snprintf(out, FINNISH_VERSION_MAX, "none");
        return;
    }
    FILE *file = fopen(VOIKKO_FOLDER "/5/mor-standard/index.txt", "rbe");
    if (file != NULL) {
        length = fread(index, 1, sizeof index, file);
        fclose(file);
    }
    hash_hex(index, length, digest);
    snprintf(out, FINNISH_VERSION_MAX, "voikko %s %s", voikkoGetVersion(), digest);
}

/* Lowers `boundaries` to those that this reading of the word has too: in its structure each '=' begins a part and each
 * other sign is a letter. */
static void keep_boundaries(const char *structure, bool boundaries[WORD_LETTERS_MAX])
{
    size_t letter = 0;
    bool begins = false;
    for (; *structure != '\0' && letter < WORD_LETTERS_MAX; structure++) {
        if (*structure == '=') {
            begins = true;
            continue;
        }
        boundaries[letter] = boundaries[letter] && begins;
        begins = false;
        letter++;
    }
}

/* Where every reading that the dictionary has of the word sees a compound's boundary. */
static void find_boundaries(struct finnish *finnish, const char *word, bool boundaries[WORD_LETTERS_MAX])
{
    struct voikko_mor_analysis **readings = voikkoAnalyzeWordCstr(finnish->voikko, word);
    memset(boundaries, readings != NULL && readings[0] != NULL, WORD_LETTERS_MAX * sizeof *boundaries);
    for (size_t i = 0; readings != NULL && readings[i] != NULL; i++) {
        char *structure = voikko_mor_analysis_value_cstr(readings[i], "STRUCTURE");
        keep_boundaries(structure == NULL ? "" : structure, boundaries);
        voikko_free_mor_analysis_value_cstr(structure);
    }
    voikko_free_mor_analysis(readings);
}

void finnish_divide(struct finnish *finnish, const char *word, char ranks[WORD_LETTERS_MAX])
{
    bool boundaries[WORD_LETTERS_MAX];
    char *signs = voikkoHyphenateCstr(finnish->voikko, word);
    if (signs == NULL)
        return;
    find_boundaries(finnish, word, boundaries);
    for (size_t i = 0; i < WORD_LETTERS_MAX && signs[i] != '\0'; i++)
        if (signs[i] == '-')
            ranks[i] = boundaries[i] ? WORD_COMPOUND : WORD_SYLLABLE;
    voikkoFreeCstr(signs);
}

/* One part of a compound while it is read. */
struct part {
    char letters[2 * WORD_BYTES_MAX + 1]; /* as it stands in the word, with the endings that derive it */
    size_t length;
    bool derived;
};

/* A basic form without the boundaries ('=') within. */
static void tell_base(const char *base, size_t length, finnish_taker *take, void *with)
{
    char form[WORD_BYTES_MAX + 1];
    size_t end = 0;
    for (size_t i = 0; i < length && end < WORD_BYTES_MAX; i++)
        if (base[i] != '=')
            form[end++] = base[i];
    form[end] = '\0';
    take(with, form, false);
}

static void end_part(struct part *part, finnish_taker *take, void *with)
{
    part->letters[part->length] = '\0';
    if (part->derived)
        take(with, part->letters, false);
    *part = (struct part){ .length = 0 };
}

/* The parts of a compound in the library's writing, "+palvel(palvella)+u(+u)", "+toimi(toimia)+v+a(+a)": how each
 * stands in the word, and in brackets its basic form. Without one, or with one that begins with '+', it is an ending
 * that derives a word of the part before it. */
static void tell_parts(const char *bases, finnish_taker *take, void *with)
{
    struct part part = { .length = 0 };
    while (*bases == '+') {
        const char *letters = bases + 1;
        size_t length = strcspn(letters, "(+");
        const char *base = letters + length + (letters[length] == '(');
        size_t base_length = letters[length] == '(' ? strcspn(base, ")") : 0;
        bool ending = base_length == 0 || *base == '+';
        if (!ending)
            end_part(&part, take, with);
        if (part.length + length >= sizeof part.letters)
            return;
        memcpy(part.letters + part.length, letters, length);
        part.length += length;
        part.derived = ending;
        if (!ending)
            tell_base(base, base_length, take, with);
        bases = base + base_length + (base[base_length] == ')');
    }
    end_part(&part, take, with);
}

void finnish_stems(struct finnish *finnish, const char *word, finnish_taker *take, void *with)
{
    struct voikko_mor_analysis **readings = voikkoAnalyzeWordCstr(finnish->voikko, word);
    for (size_t i = 0; readings != NULL && readings[i] != NULL; i++) {
        char *whole = voikko_mor_analysis_value_cstr(readings[i], "BASEFORM");
        char *bases = voikko_mor_analysis_value_cstr(readings[i], "WORDBASES");
        if (whole != NULL)
            take(with, whole, true);
        if (bases != NULL)
            tell_parts(bases, take, with);
        voikko_free_mor_analysis_value_cstr(whole);
        voikko_free_mor_analysis_value_cstr(bases);
    }
    voikko_free_mor_analysis(readings);
}
