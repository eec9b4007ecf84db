/* References that people write into the cells of a plan instead of saying a thing twice: "Ks. edellinen kohta",
 * "Kts. kohta 1", "Se ovanstående punkt". A small grammar, the same for all texts, for its words tell the language:
 *
 *   reference = opener [also] meant
 *   opener    = "ks." "kts." "katso" | "se" | "see"
 *             | "sama kuin" "kuten" | "samma som" "som" | "same as" "as", with nothing else in their line
 *   meant     = before [noun]           "edellinen kohta", "ed.", "yllä", "föregående punkt", "ovan", "previous point"
 *             | noun above              "punkten ovan", "the point above"
 *             | [noun] number...        "kohta 1", "I.5 ja III.1"; without a noun only numbers that have a dot
 *             | words [noun] number...  "Kymsoten rivi I.4"
 *             | noun name               "kohta lapsivaikutusten arviointi": up to the next punctuation
 *   noun      = "kohta" "rivi" "tavoite" ... | "punkt" "rad" "mål" ... | "point" "row" "goal" ..., inflected
 *
 * It may stand at the beginning of a line (behind "- " and in parentheses too) or be the line's last clause, behind
 * punctuation; what follows it must be punctuation or an "and". Elsewhere in running text nothing is looked for. */
#ifndef VK_TEXT_REFERENCE_H
#define VK_TEXT_REFERENCE_H

#include "text/text.h"

enum reference_kind {
    REFERENCE_PREVIOUS,     /* "Ks. edellinen kohta" */
    REFERENCE_ALL_PREVIOUS, /* "Ks. edelliset kohdat" */
    REFERENCE_NUMBERS,      /* "Kts. kohta 1" */
    REFERENCE_NAME          /* "Ks. kohta lapsivaikutusten arviointi" */
};

struct reference_span { /* bytes of the text */
    size_t from, to;    /* the same: none */
};

struct reference_number {
    struct reference_span span;
    bool onwards; /* all from this to the next: "1–3" */
};

#define REFERENCE_NUMBERS_MAX 8
#define REFERENCE_NAME_MAX    120 /* bytes; a longer name is none */

struct reference {
    enum reference_kind kind;
    struct reference_span span;  /* from the opener to the last word, without what closes it */
    size_t place;                /* where something can be added: behind `span`, and a full stop that ends the line */
    struct reference_span whose; /* NUMBERS: "Kymsoten"; none: the row's own organisation's */
    struct reference_number numbers[REFERENCE_NUMBERS_MAX];
    size_t number_count;
    struct reference_span name; /* NAME */
};

/* The first reference at `*at` or behind it, and `*at` moved behind it: begin with 0. False, and `*at` at the text's
 * end, where there is none. Any bytes will do; allocates nothing. Linear in the text's length over all calls. */
bool reference_next(struct text text, size_t *at, struct reference *out);

#endif
