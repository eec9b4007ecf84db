/* Numbers and dates by language. U+00A0 is written \xC2\xA0, U+2212 \xE2\x88\x92. */
#include "text/number.h"

#include <limits.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define S "\xC2\xA0"
#define M "\xE2\x88\x92"

static void numbers_are_written_by_language(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *fi, *en;
    } rows[] = {
        { 0, -1, "0", "0" },
        { 0, 2, "0,00", "0.00" },
        { -0.0, 1, "0,0", "0.0" },
        { 8.45, -1, "8,45", "8.45" },
        { 8.45, 1, "8,5", "8.5" }, /* in binary 8.45 is a little less */
        { 2.675, 2, "2,68", "2.68" },
        { -2.675, 2, M "2,68", M "2.68" },
        { 0.05, 1, "0,1", "0.1" },
        { -0.04, 1, "0,0", "0.0" },
        { 0.1 + 0.2, -1, "0,3", "0.3" },
        { 1.0 / 3, -1, "0,3333", "0.3333" },
        { 0.99999, -1, "1", "1" },
        { 0.00004, -1, "0", "0" },
        { 100, -1, "100", "100" },
        { 999, 0, "999", "999" },
        { 999.5, 0, "1" S "000", "1,000" },
        { 1000, -1, "1" S "000", "1,000" },
        { 12345.678, 1, "12" S "345,7", "12,345.7" },
        { -1234567.5, -1, M "1" S "234" S "567,5", M "1,234,567.5" },
        { 100000, 0, "100" S "000", "100,000" },
        { 5e-324, -1, "0", "0" },
        { 999999999999999.9, -1, "999" S "999" S "999" S "999" S "999,9", "999,999,999,999,999.9" },
        { 123456789012345680.0, 15, "123" S "456" S "789" S "012" S "345" S "680,000000000000000",
          "123,456,789,012,345,680.000000000000000" },
        { 1.25, 99, "1,250000000000000", "1.250000000000000" },
        { 1e18, 0, "1e18", "1e18" },
        { -1.5e20, 2, M "1,5e20", M "1.5e20" },
        { 1.7976931348623157e308, INT_MAX, "1,7976931348623157e308", "1.7976931348623157e308" },
        { NAN, 1, "\xE2\x80\x93", "\xE2\x80\x93" },
        { -INFINITY, 1, "\xE2\x80\x93", "\xE2\x80\x93" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[NUMBER_MAX];
        size_t length = number_format(out, rows[i].value, rows[i].decimals, LANG_FI);
        assert_string_equal(out, rows[i].fi);
        assert_int_equal(length, strlen(out));
        number_format(out, rows[i].value, rows[i].decimals, LANG_SV);
        assert_string_equal(out, rows[i].fi);
        number_format(out, rows[i].value, rows[i].decimals, LANG_EN);
        assert_string_equal(out, rows[i].en);
        number_format(out, rows[i].value, rows[i].decimals, LANG_NONE);
        assert_string_equal(out, rows[i].en);
    }
}

static void signs_percents_and_whole_numbers(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *signs, *percent;
    } rows[] = {
        { 0.4, -1, "+0,4", "0,4" S "%" },
        { -1.2, 1, M "1,2", M "1,2" S "%" },
        { 0, -1,
          "\xC2\xB1"
          "0",
          "0" S "%" },
        { -0.04, 1,
          "\xC2\xB1"
          "0,0",
          "0,0" S "%" },
        { 1234.5, 1, "+1" S "234,5", "1" S "234,5" S "%" },
        { NAN, 1, "\xE2\x80\x93", "\xE2\x80\x93" S "%" },
        { 1e300, 1, "+1e300", "1e300" S "%" },
        { -123456789012345680.0, 15, M "123" S "456" S "789" S "012" S "345" S "680,000000000000000",
          M "123" S "456" S "789" S "012" S "345" S "680,000000000000000" S "%" },
    };
    char out[NUMBER_MAX];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(number_format_signed(out, rows[i].value, rows[i].decimals, LANG_FI), strlen(rows[i].signs));
        assert_string_equal(out, rows[i].signs);
        assert_int_equal(number_format_percent(out, rows[i].value, rows[i].decimals, LANG_SV), strlen(rows[i].percent));
        assert_string_equal(out, rows[i].percent);
    }
    number_format_int(out, INT64_MIN, LANG_EN);
    assert_string_equal(out, M "9,223,372,036,854,775,808");
    number_format_int(out, 12345, LANG_FI);
    assert_string_equal(out, "12" S "345");
    number_format_int(out, 0, LANG_SV);
    assert_string_equal(out, "0");
}

/* What a report prints of one number, one share, one day: the three languages beside each other. */
static void each_language_has_its_way(void **state)
{
    (void)state;
    static const struct {
        enum lang lang;
        const char *whole, *percent, *change, *day;
        const char *units[4]; /* behind 1.5: "%", per mille, "kpl", "%-yks." */
    } rows[] = {
        { LANG_FI, "1" S "234", "12,3" S "%", M "0,5", "12.12.2022", { S, S, S, S } },
        { LANG_SV, "1" S "234", "12,3" S "%", M "0,5", "12.12.2022", { S, S, S, S } },
        { LANG_EN, "1,234", "12.3%", M "0.5", "12" S "December" S "2022", { "", "", S, S } },
        { LANG_NONE, "1,234", "12.3%", M "0.5", "12" S "December" S "2022", { "", "", S, S } },
    };
    static const char *const units[] = { "%", "\xE2\x80\xB0", "kpl", "%-yks." };
    char out[NUMBER_MAX];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        number_format_int(out, 1234, rows[i].lang);
        assert_string_equal(out, rows[i].whole);
        assert_int_equal(number_format_percent(out, 12.3, 1, rows[i].lang), strlen(rows[i].percent));
        assert_string_equal(out, rows[i].percent);
        number_format_signed(out, -0.5, 1, rows[i].lang);
        assert_string_equal(out, rows[i].change);
        date_format(out, "2022-12-12", rows[i].lang);
        assert_string_equal(out, rows[i].day);
        for (size_t k = 0; k < 4; k++)
            assert_string_equal(number_unit_gap(text_of(units[k], LANG_FI), rows[i].lang), rows[i].units[k]);
        assert_string_equal(number_unit_gap((struct text){ 0 }, rows[i].lang), S);
    }
}

static void the_locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const locales[] = { "fi_FI.UTF-8", "de_DE.UTF-8", "sv_SE.UTF-8", "C" };
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        char out[NUMBER_MAX];
        if (setlocale(LC_ALL, locales[i]) == NULL)
            continue;
        number_format(out, 1.23456789, 4, LANG_EN);
        assert_string_equal(out, "1.2346");
    }
    setlocale(LC_ALL, "C");
}

static void dates_are_written_by_language(void **state)
{
    (void)state;
    static const struct {
        const char *iso;
        bool valid;
        const char *fi, *en; /* NULL: as it is */
    } rows[] = {
        { "2022-12-12", true, "12.12.2022", "12" S "December" S "2022" },
        { "2022-01-02", true, "2.1.2022", "2" S "January" S "2022" },
        { "2024-02-29", true, "29.2.2024", "29" S "February" S "2024" },
        { "2000-02-29", true, "29.2.2000", "29" S "February" S "2000" },
        { "1900-01-01", true, "1.1.1900", "1" S "January" S "1900" },
        { "2200-12-31", true, "31.12.2200", "31" S "December" S "2200" },
        { "2023-02-29", false, NULL, NULL },
        { "1900-02-29", false, NULL, NULL },
        { "2022-04-31", false, NULL, NULL },
        { "2022-00-01", false, NULL, NULL },
        { "2022-13-01", false, NULL, NULL },
        { "2022-01-00", false, NULL, NULL },
        { "2022-01-32", false, NULL, NULL },
        { "1899-12-31", false, NULL, NULL },
        { "2201-01-01", false, NULL, NULL },
        { "2022-1-1", false, NULL, NULL },
        { "2022-01-01T00:00", false, NULL, NULL },
        { "2022/01/01", false, NULL, NULL },
        { " 2022-1-01", false, NULL, NULL },
        { "2022-0a-01", false, NULL, NULL },
        { "", false, NULL, NULL },
        { "%s%n</script>", false, NULL, NULL },
    };
    char out[NUMBER_MAX];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(date_valid(rows[i].iso), rows[i].valid);
        date_format(out, rows[i].iso, LANG_FI);
        assert_string_equal(out, rows[i].fi == NULL ? rows[i].iso : rows[i].fi);
        date_format(out, rows[i].iso, LANG_SV);
        assert_string_equal(out, rows[i].fi == NULL ? rows[i].iso : rows[i].fi);
        size_t length = date_format(out, rows[i].iso, LANG_EN);
        assert_int_equal(length, strlen(out));
        assert_string_equal(out, rows[i].en == NULL ? rows[i].iso : rows[i].en);
    }
    assert_false(date_valid(NULL));
    assert_int_equal(date_format(out, NULL, LANG_FI), 0);
    assert_string_equal(out, "");
    char long_text[100];
    memset(long_text, 'x', sizeof long_text);
    long_text[99] = '\0';
    assert_int_equal(date_format(out, long_text, LANG_FI), NUMBER_MAX - 1);
    memcpy(long_text + NUMBER_MAX - 2, "\xE2\x82\xAC", 3); /* the character that does not fit is left out whole */
    assert_int_equal(date_format(out, long_text, LANG_FI), NUMBER_MAX - 2);
    assert_int_equal(out[NUMBER_MAX - 3], 'x');
    long_text[NUMBER_MAX - 1] = '\0';
    long_text[NUMBER_MAX - 2] = 'y';
    assert_int_equal(date_format(out, long_text, LANG_FI), NUMBER_MAX - 1);
}

static void months_have_names(void **state)
{
    (void)state;
    assert_string_equal(month_name(1, LANG_FI), "tammikuu");
    assert_string_equal(month_name(6, LANG_FI), "kes\xC3\xA4kuu");
    assert_string_equal(month_name(12, LANG_SV), "december");
    assert_string_equal(month_name(5, LANG_SV), "maj");
    assert_string_equal(month_name(5, LANG_EN), "May");
    assert_string_equal(month_name(5, LANG_NONE), "May");
    assert_string_equal(month_name(0, LANG_FI), "");
    assert_string_equal(month_name(13, LANG_FI), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_by_language),
        cmocka_unit_test(signs_percents_and_whole_numbers),
        cmocka_unit_test(each_language_has_its_way),
        cmocka_unit_test(the_locale_changes_nothing),
        cmocka_unit_test(dates_are_written_by_language),
        cmocka_unit_test(months_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
