/* The other grades of words' beginnings. */
#include "text/grade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void beginnings_have_another_grade(void **state)
{
    static const struct {
        const char *word, *others[GRADES_MAX];
    } rows[] = {
        { "kaupungi", { "kaupunk" } },
        { "hyvinvoinni", { "hyvinvoint" } },
        { "kunna", { "kunta" } },
        { "kunni", { "kunti" } },
        { "tytö", { "tyttö", "tydö" } },
        { "vanhemma", { "vanhemp" } },
        { "liikkee", { "liike" } },
        { "opettaja", { NULL } },
        { "valloi", { "valto" } },
        { "kerro", { "kerto" } },
        { "hoidoi", { "hoito" } },
        { "tapa", { "tappa", "tava" } },
        { "leivä", { "leipä" } },
        { "kaupunki", { "kaupung" } },
        { "lapsi", { NULL } },
        { "työ", { NULL } },
        { "ee", { NULL } },
        { "k", { NULL } },
        { "", { NULL } },
        { "kunnossap", { "kunnossapp", "kunnossav" } },
        { "нт", { NULL } },
        { "muistisairauks", { "muistisairaus", "muistisairaud" } },
        { "muistisairauk", { "muistisairaus", "muistisairaud", "muistisairaukk" } },
        { "yksinäisyyks", { "yksinäisyys", "yksinäisyyd" } },
        { "kysyk", { "kysys", "kysyd", "kysykk" } },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char others[GRADES_MAX][GRADE_BYTES];
        size_t count = grade_others(rows[i].word, strlen(rows[i].word), others);
        for (size_t k = 0; k < GRADES_MAX; k++)
            if ((k < count) != (rows[i].others[k] != NULL) || (k < count && strcmp(others[k], rows[i].others[k]) != 0))
                fail_msg("%s: %zu: %s", rows[i].word, k, k < count ? others[k] : "none");
    }
}

/* No word is written beyond its room, whatever its length. */
static void long_words_have_none(void **state)
{
    char word[2 * GRADE_BYTES], others[GRADES_MAX][GRADE_BYTES];
    (void)state;
    memset(word, 'a', sizeof word);
    for (size_t length = 3; length < sizeof word; length++) {
        word[length - 2] = 'p';
        size_t count = grade_others(word, length, others);
        assert_int_equal(count, length + 2 < GRADE_BYTES ? 2 : 0);
        for (size_t i = 0; i < count; i++)
            assert_true(strlen(others[i]) <= length + 1);
        memset(word, 'a', length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beginnings_have_another_grade),
        cmocka_unit_test(long_words_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
