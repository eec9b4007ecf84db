/* What a reader looks for: its words, its number, hostile queries, the limits, memory out. */
#include "text/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text, *words, *number;
} CASES[] = {
    { "Sotkamon kuntien", "sotkamon|kuntien|", NULL },
    { "ÄIDIN ÖLJY Åbo", "äidin|öljy|åbo|", NULL },
    { "a\u0308iti", "äiti|", NULL }, /* in two characters, as some keyboards write it */
    { "I.2", "i|2|", "i.2" },
    { " 1.3. ", "1|3|", "1.3" },
    { "lasten-hyvinvointi", "lasten|hyvinvointi|", NULL },
    { "\"a\" OR b* NEAR(c, 2) -d ^e title:f {g}", "a|or|b|near|c|2|d|e|title|f|g|", NULL },
    { "'; DROP TABLE plans; --", "drop|table|plans|", NULL },
    { "%s%n", "s|n|", NULL },
    { "\U0001F600 \U0001F3C3", "", NULL },
    { "\x01\x02\t\n\x7f", "", NULL },
    { "\"\"\"*():-^{}", "", NULL },
    { "...", "", NULL },
    { "", "", NULL },
    { "\xff\xfe", "", NULL },
    { "a\u202Eb", "", NULL },
};

static void words_are_read(void **state)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char words[256] = "";
        struct query query;
        assert_true(query_read(*state, CASES[i].text, strlen(CASES[i].text), &query));
        for (size_t k = 0; k < query.count; k++)
            snprintf(words + strlen(words), sizeof words - strlen(words), "%s|", query.words[k]);
        assert_string_equal(words, CASES[i].words);
        assert_string_equal(query.number == NULL ? "" : query.number, CASES[i].number == NULL ? "" : CASES[i].number);
    }
}

static void what_cannot_be_seen_is_stripped(void **state)
{
    struct query query;
    assert_true(query_read(*state, "1.\0002\x07", 5, &query));
    assert_int_equal(query.count, 2);
    assert_string_equal(query.number, "1.2");
}

static void the_limits_hold(void **state)
{
    char text[2 * LIMIT_SEARCH_TEXT];
    struct query query;
    memset(text, 'x', sizeof text);
    assert_true(query_read(*state, text, sizeof text, &query));
    assert_int_equal(query.count, 1);
    assert_int_equal(strlen(query.words[0]), LIMIT_SEARCH_TEXT);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = ' ';
    assert_true(query_read(*state, text, sizeof text, &query));
    assert_int_equal(query.count, LIMIT_SEARCH_WORDS);
}

static void memory_out_is_told(void **state)
{
    struct query query;
    long allowed = 0;
    for (bool read = false; !read; allowed++) {
        arena_reset(*state);
        arena_fail_after(*state, allowed);
        read = query_read(*state, "I.2", 3, &query);
        assert_int_equal(read, !arena_failed(*state));
    }
    arena_fail_after(*state, -1);
    assert_true(allowed > 3); /* its two words and its number */
}

static int set_up(void **state)
{
    *state = arena_new(MIB);
    return *state == NULL;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_seen_is_stripped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_limits_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_out_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
