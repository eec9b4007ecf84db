/* The word that somebody may have meant. */
#ifndef VK_DB_NEAREST_H
#define VK_DB_NEAREST_H

#include <stddef.h>

/* Keeps the nearest of the candidates offered so far. */
struct nearest {
    const char *word;
    size_t length;
    size_t distance;  /* of `best`; at first the most that counts as near: one in three letters, at least one */
    const char *best; /* NULL: none is near */
};

struct nearest nearest_begin(const char *word);

/* Distance is that of Damerau and Levenshtein's optimal alignment: letters left out, put in, changed, or neighbours
 * swapped. The first of equals stays. Words longer than 64 bytes are never near. NULL is no candidate. */
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
