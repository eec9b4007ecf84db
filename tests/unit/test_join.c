/* Texts put together: pieces, languages, growth, memory out. */
#include "reports/join.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void pieces_are_put_together(void **state)
{
    struct join join = join_start(*state, LANG_FI);
    assert_true(text_absent(join_end(&join)));
    assert_string_equal(join_string(&join), "");
    join_between(&join, ", "); /* nothing stands before it */
    join_word(&join, NULL);
    join_text(&join, (struct text){ 0 });
    join_int(&join, 1234567);
    join_between(&join, ", ");
    join_number(&join, -1.25, 1);
    join_between(&join, ", ");
    join_year(&join, 2022);
    join_text(&join, text_of("%s", LANG_SV));
    assert_string_equal(join_string(&join), "1\u00A0234\u00A0567, −1,3, 2022%s");
    assert_int_equal(join_end(&join).lang, LANG_FI);
    assert_int_equal(join_end(&join).length, strlen(join_string(&join)));
}

static void parameters_are_encoded(void **state)
{
    struct join join = join_start(*state, LANG_NONE);
    join_parameter(&join, "q", "a b&<");
    join_parameter(&join, "none", NULL);
    join_parameter(&join, "year", "2022");
    assert_string_equal(join_string(&join), "?q=a%20b%26%3C&year=2022");
}

static void a_text_grows(void **state)
{
    struct join join = join_start(*state, LANG_EN);
    for (int i = 0; i < 10000; i++)
        join_word(&join, "12345678901");
    struct text text = join_end(&join);
    assert_int_equal(text.length, 110000);
    assert_memory_equal(text.bytes + 109989, "12345678901", 12); /* its NUL too */
}

static void formats_are_filled_in(void **state)
{
    struct text text = join_printf(*state, LANG_SV, "%s av %zu", "ett", (size_t)2);
    assert_int_equal(text.length, strlen("ett av 2"));
    assert_memory_equal(text.bytes, "ett av 2", text.length);
    assert_int_equal(text.lang, LANG_SV);
    assert_int_equal(join_printf(*state, LANG_SV, "%s", "").length, 0);
    assert_string_equal(join_copy(*state, (struct text){ "abcd", 2, LANG_NONE }), "ab");
    assert_string_equal(join_copy(*state, (struct text){ 0 }), "");
}

static void words_are_compared_without_their_language(void **state)
{
    (void)state;
    assert_true(text_equal(text_of("a", LANG_FI), text_of("a", LANG_SV)));
    assert_true(text_equal((struct text){ 0 }, text_of("", LANG_FI)));
    assert_false(text_equal(text_of("a", LANG_FI), text_of("ab", LANG_FI)));
    assert_false(text_equal(text_of("a", LANG_FI), text_of("b", LANG_FI)));
}

static void memory_out_gives_less_but_no_harm(void **state)
{
    struct arena *arena = *state;
    arena_fail_after(arena, 1);
    struct join join = join_start(arena, LANG_EN);
    join_word(&join, "first");
    for (int i = 0; i < 100; i++)
        join_word(&join, "more than sixty-four bytes will hold ");
    assert_memory_equal(join_string(&join), "first", 5);
    assert_true(arena_failed(arena));
    assert_true(text_absent(join_printf(arena, LANG_EN, "%d", 1)));
    assert_string_equal(join_copy(arena, text_of("a", LANG_EN)), "");
    arena_fail_after(arena, -1);
}

static int set_up(void **state)
{
    *state = arena_new(16 * MIB);
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
        cmocka_unit_test_setup_teardown(pieces_are_put_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parameters_are_encoded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_text_grows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formats_are_filled_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_compared_without_their_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_out_gives_less_but_no_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
