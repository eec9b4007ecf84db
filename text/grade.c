#include "text/grade.h"

#include "text/utf8.h"

#include <string.h>

#define LETTERS 5 /* a beginning of fewer keeps a vowel */

/* The first whose end fits holds; its others are the word's. "k" and nothing ("jalka", "jalan") are left out: a vowel
 * alone tells nothing. */
static const struct {
    const char *grade, *others[GRADES_MAX];
} grades[] = {
    { "nk", { "ng" } },     { "ng", { "nk" } }, { "mp", { "mm" } }, { "mm", { "mp" } }, { "nt", { "nn" } },
    { "nn", { "nt" } },     { "lt", { "ll" } }, { "ll", { "lt" } }, { "rt", { "rr" } }, { "rr", { "rt" } },
    /* "sairauksien", "sairauksia", "yksinäisyyksien": "sairaus", "sairauden", "yksinäisyys" */
    { "uks", { "us", "ud" } }, { "yks", { "ys", "yd" } }, { "uk", { "us", "ud", "ukk" } }, { "yk", { "ys", "yd", "ykk" } },
    { "kk", { "k" } },      { "pp", { "p" } },  { "tt", { "t" } },  { "k", { "kk" } },  { "p", { "pp", "v" } },
    { "t", { "tt", "d" } }, { "d", { "t" } },   { "v", { "p" } },
};

static size_t vowel_bytes(const char *at)
{
    static const char *const wide[] = { "ä", "ö", "å" };
    if (*at != '\0' && strchr("aeiouy", *at) != NULL)
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(at, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    return 0;
}

/* The bytes before the vowels at the end. */
static size_t without_vowels(const char *word, size_t length)
{
    while (length > 0) {
        size_t last = utf8_prefix(word, length, utf8_count(word, length) - 1);
        if (vowel_bytes(word + last) == 0)
            break;
        length = last;
    }
    return length;
}

size_t grade_others(const char *word, size_t length, char out[GRADES_MAX][GRADE_BYTES])
{
    if (length + 2 >= GRADE_BYTES)
        return 0;
    const size_t end = without_vowels(word, length);
    const size_t vowel = end < length ? vowel_bytes(word + end) : 0;
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        const size_t old = strlen(grades[i].grade);
        if (end <= old || memcmp(word + end - old, grades[i].grade, old) != 0)
            continue;
        size_t count = 0;
        for (; count < GRADES_MAX && grades[i].others[count] != NULL; count++) {
            size_t at = end - old;
            memcpy(out[count], word, at);
            memcpy(out[count] + at, grades[i].others[count], strlen(grades[i].others[count]));
            at += strlen(grades[i].others[count]);
            if (utf8_count(out[count], at) < LETTERS) {
                memcpy(out[count] + at, word + end, vowel);
                at += vowel;
            }
            out[count][at] = '\0';
        }
        return count;
    }
    return 0;
}
