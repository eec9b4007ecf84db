#include "db/nearest.h"

#include <string.h>

#define WORD_MAX 64

struct nearest nearest_begin(const char *word)
{
    struct nearest nearest = { .word = word, .length = strlen(word) };
    size_t most = nearest.length / 3 > 1 ? nearest.length / 3 : 1;
    nearest.distance = most + 1;
    return nearest;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][WORD_MAX + 1]; /* the row before the last, the last, this one: in turns */
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *here = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        here[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            here[j] = least(above[j] + 1, here[j - 1] + 1, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                size_t swap = rows[(i + 1) % 3][j - 2] + 1;
                here[j] = swap < here[j] ? swap : here[j];
            }
        }
    }
    return rows[a_length % 3][b_length];
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    if (candidate == NULL || nearest->length == 0)
        return;
    size_t length = strlen(candidate);
    size_t apart = length > nearest->length ? length - nearest->length : nearest->length - length;
    if (apart >= nearest->distance || length > WORD_MAX || nearest->length > WORD_MAX)
        return;
    size_t found = distance(nearest->word, nearest->length, candidate, length);
    if (found < nearest->distance) {
        nearest->distance = found;
        nearest->best = candidate;
    }
}
