/* UTF-8: what is well-formed, what cleaning makes of a plan's text. */
#include "text/utf8.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include <cmocka.h>

static void every_code_point_is_written_and_read(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x110000; code++) {
        char bytes[4];
        size_t at = 0;
        size_t length = utf8_put(code, bytes);
        if (code >= 0xD800 && code <= 0xDFFF) {
            assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
            continue;
        }
        assert_int_equal(utf8_next(bytes, length, &at), code);
        assert_int_equal(at, length);
        for (size_t cut = 1; cut < length; cut++) { /* what is cut is bad, byte by byte */
            at = 0;
            assert_int_equal(utf8_next(bytes, cut, &at), UTF8_BAD);
            assert_int_equal(at, 1);
        }
    }
    char bytes[4];
    assert_int_equal(utf8_put(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void malformed_bytes_are_bad_one_by_one(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xC3",
        "\xC3(",
        "\xE0\x9F\xBF",
        "\xE2\x82",
        "\xE2(\xA1",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x8F\xBF\xBF",
        "\xF0\x9F\x98",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t at = 0;
        assert_int_equal(utf8_next(rows[i], strlen(rows[i]), &at), UTF8_BAD);
        assert_int_equal(at, 1);
    }
}

static void characters_are_counted(void **state)
{
    (void)state;
    static const char text[] = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80";
    assert_int_equal(utf8_count(text, 10), 4);
    assert_int_equal(utf8_count(NULL, 0), 0);
    static const size_t prefixes[] = { 0, 1, 3, 6, 10, 10 };
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(utf8_prefix(text, 10, i), prefixes[i]);
}

static void text_is_cleaned(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *clean;
    } rows[] = {
        { "", "" },
        { "Lapset ja nuoret", "Lapset ja nuoret" },
        { "a\r\nb\rc\nd\xC2\x85"
          "e\xE2\x80\xA8"
          "f\xE2\x80\xA9"
          "g\vh\fi",
          "a\nb\nc\nd\ne\nf\ng\nh\ni" },
        { "a\r\n\r\nb", "a\n\nb" },
        { "a\tb\xE3\x80\x80"
          "c\xE2\x80\x83"
          "d\xE2\x81\x9F"
          "e\xE1\x9A\x80"
          "f",
          "a b c d e f" },
        { "12\xC2\xA0%, 1\xE2\x80\xAF"
          "234\xE2\x80\x87",
          "12\xC2\xA0%, 1\xE2\x80\xAF"
          "234" },
        { "a\x01\x1F\x7F\xC2\x80\xC2\xAD"
          "b\xEF\xBB\xBF"
          "c\xEF\xBF\xBE"
          "d\xEF\xB7\x90"
          "e\xF3\xA0\x81\x81"
          "f\xEF\xBF\xBC"
          "g\xF4\x8F\xBF\xBF",
          "abcdefg" },
        { "a  \nb\t\r\nc \xC2\xA0 \n  d", "a\nb\nc\n  d" },
        { "\n \n\t\n a\n\n\n", " a" },
        { " \n\xC2\xA0\n", "" },
        { "   ", "" },
        { "a \x01\n", "a" },
        { "a\xCC\x88 o\xCC\x88 A\xCC\x8A", "\xC3\xA4 \xC3\xB6 \xC3\x85" }, /* ä ö Å of two characters each */
        { "a\x01\xCC\x88", "\xC3\xA4" },                      /* what is stripped does not keep them apart */
        { "\xE2\x84\xAB \xE2\x84\xA6", "\xC3\x85 \xCE\xA9" }, /* ANGSTROM SIGN, OHM SIGN */
        { "q\xCC\xA3\xCC\x87 q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87 q\xCC\xA3\xCC\x87" }, /* marks in their order */
        { "\xCC\x88"
          "a",
          "\xCC\x88"
          "a" },
        { "\xE2\x80\x8B\xE2\x80\x8D\xE2\x81\xA0", "\xE2\x80\x8B\xE2\x80\x8D\xE2\x81\xA0" },
        { "\xD0\x98\xD0\xB9 \xE2\x80\x93 \xE2\x86\x92 %s</script>(",
          "\xD0\x98\xD0\xB9 \xE2\x80\x93 \xE2\x86\x92 %s</script>(" },
    };
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *out;
        char *again;
        size_t length, where;
        assert_int_equal(utf8_clean(arena, rows[i].text, strlen(rows[i].text), &out, &length, &where), UTF8_CLEAN);
        assert_string_equal(out, rows[i].clean);
        assert_int_equal(length, strlen(rows[i].clean));
        assert_int_equal(utf8_clean(arena, out, length, &again, &length, &where), UTF8_CLEAN);
        assert_string_equal(again, rows[i].clean);
    }
    char *out;
    size_t length, where;
    assert_int_equal(utf8_clean(arena, "a\0b", 3, &out, &length, &where), UTF8_CLEAN);
    assert_string_equal(out, "ab");
    arena_free(arena);
}

static void faults_are_told_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum utf8_fault fault;
        size_t at;
    } rows[] = {
        { "\xFF", UTF8_MALFORMED, 1 },
        { "\xC3\xA4\xC3\xA4\xE2\x82", UTF8_MALFORMED, 3 },
        { "ab\xED\xA0\x80", UTF8_MALFORMED, 3 },
        { "a\xE2\x80\xAE"
          "b\xFF",
          UTF8_BIDI_CONTROL, 2 },
        { "\xD8\x9C", UTF8_BIDI_CONTROL, 1 },
        { "x\xE2\x80\x8E", UTF8_BIDI_CONTROL, 2 },
        { "x\xE2\x80\x8F", UTF8_BIDI_CONTROL, 2 },
        { "x\xE2\x80\xAA", UTF8_BIDI_CONTROL, 2 },
        { "x\xE2\x81\xA6", UTF8_BIDI_CONTROL, 2 },
        { "x\r\n\xE2\x81\xA9", UTF8_BIDI_CONTROL, 4 },
    };
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *out = NULL;
        size_t length = 7, where = 0;
        assert_int_equal(utf8_clean(arena, rows[i].text, strlen(rows[i].text), &out, &length, &where), rows[i].fault);
        assert_int_equal(where, rows[i].at);
        assert_null(out);
        assert_int_equal(length, 7);
    }
    arena_free(arena);
}

/* Cleaning leaves out libunistring where it takes a text for NFC: every character alone, and behind a letter that
 * composes with many marks, must come out as libunistring makes it. */
static void the_short_way_gives_the_normal_form(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (uint32_t code = 0x20; code < 0x3000; code++) {
        char pair[8] = "a";
        size_t length = 1 + utf8_put(code, pair + 1);
        char *out;
        size_t out_length, where;
        if (utf8_clean(arena, pair, length, &out, &out_length, &where) != UTF8_CLEAN)
            continue;
        uint8_t normal[64];
        size_t normal_length = sizeof normal;
        assert_non_null(u8_normalize(UNINORM_NFC, (const uint8_t *)out, out_length, normal, &normal_length));
        assert_int_equal(normal_length, out_length);
        assert_memory_equal(normal, out, out_length);
        if (code % 256 == 0)
            arena_reset(arena);
    }
    arena_free(arena);
}

static void hostile_bytes_do_no_harm(void **state)
{
    (void)state;
    struct arena *arena = arena_new(64 * MIB);
    uint64_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char *bytes = malloc(64);
        size_t length = 0;
        while (length < 60) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint32_t code = (uint32_t)(seed >> 40) & (seed >> 63 ? 0x7F : seed >> 62 ? 0x3FF : 0x1FFFF);
            length += utf8_put(code, bytes + length);
        }
        bytes = realloc(bytes, length);
        char *out;
        char *again;
        size_t out_length, again_length, where;
        if (utf8_clean(arena, bytes, length, &out, &out_length, &where) == UTF8_CLEAN) {
            assert_int_equal(utf8_clean(arena, out, out_length, &again, &again_length, &where), UTF8_CLEAN);
            assert_int_equal(out_length, again_length);
            assert_memory_equal(out, again, out_length);
        }
        free(bytes);
        arena_reset(arena);
    }
    /* A letter with half a megabyte of marks in the wrong order */
    size_t length = 0;
    char *bytes = malloc(MIB);
    bytes[length++] = 'a';
    while (length + 4 < MIB / 2)
        length += utf8_put(length % 4 < 2 ? 0x0307 : 0x0323, bytes + length);
    char *out;
    size_t out_length, where;
    assert_int_equal(utf8_clean(arena, bytes, length, &out, &out_length, &where), UTF8_CLEAN);
    free(bytes);
    arena_free(arena);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (long count = 0; count < 2; count++) {
        char *out = NULL;
        size_t length, where;
        arena_reset(arena);
        arena_fail_after(arena, count);
        assert_int_equal(utf8_clean(arena, "a\xCC\x88", 3, &out, &length, &where), UTF8_NO_MEMORY);
        assert_null(out);
    }
    arena_free(arena);
}

static void languages_have_tags(void **state)
{
    (void)state;
    assert_int_equal(lang_of_tag("fi"), LANG_FI);
    assert_int_equal(lang_of_tag("sv"), LANG_SV);
    assert_int_equal(lang_of_tag("en"), LANG_EN);
    assert_int_equal(lang_of_tag(""), LANG_NONE);
    assert_int_equal(lang_of_tag("FI"), LANG_NONE);
    assert_int_equal(lang_of_tag("finnish"), LANG_NONE);
    assert_string_equal(lang_tag(LANG_SV), "sv");
    assert_string_equal(lang_tag(LANG_NONE), "");
    assert_string_equal(lang_tag((enum lang)77), "");
    struct text text = text_of("abc", LANG_SV);
    assert_int_equal(text.length, 3);
    assert_int_equal(text.lang, LANG_SV);
    assert_false(text_absent(text));
    assert_true(text_absent(text_of(NULL, LANG_FI)));
    assert_true(text_absent(text_of("", LANG_FI)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_written_and_read),
        cmocka_unit_test(malformed_bytes_are_bad_one_by_one),
        cmocka_unit_test(characters_are_counted),
        cmocka_unit_test(text_is_cleaned),
        cmocka_unit_test(faults_are_told_with_their_place),
        cmocka_unit_test(the_short_way_gives_the_normal_form),
        cmocka_unit_test(hostile_bytes_do_no_harm),
        cmocka_unit_test(memory_that_is_out_is_told),
        cmocka_unit_test(languages_have_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
