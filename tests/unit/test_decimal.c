/* Decimal numbers: what a double was written as, exact sums. */
#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct decimal of(const char *text)
{
    return decimal_of_double(strtod(text, NULL));
}

static void double_is_the_decimal_it_was_written_as(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *formatted; /* NULL: the same */
    } rows[] = {
        { "0", NULL },
        { "-0.0", "0" },
        { "8.45", NULL },
        { "8.4", NULL },
        { "-8.4", NULL },
        { "100", NULL },
        { "0.1", NULL },
        { "0.3", NULL },
        { "0.30000000000000004", NULL },
        { "1234567.8901", NULL },
        { "123456789012345", NULL },
        { "999999999999999.9", NULL },
        { "9007199254740993", "9007199254740992" },
        { "123456789012345678", "123456789012345680" },
        { "1e17", "100000000000000000" },
        { "1e18", "1e18" },
        { "1.5e20", "1.5e20" },
        { "0.000001", NULL },
        { "0.0000015", NULL },
        { "0.0000001", "1e-7" },
        { "0.00000012", "1.2e-7" },
        { "5e-324", "5e-324" },
        { "2.2250738585072014e-308", "2.2250738585072014e-308" },
        { "2.225073858507201e-308", "2.225073858507201e-308" },
        { "1.7976931348623157e308", "1.7976931348623157e308" },
        { "1e23", "1e23" },
        { "0.3333333333333333", NULL },
        { "66.66666666666667", NULL },
        { "inf", "1e400" },
        { "-inf", "-1e400" },
        { "nan", "0" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[DECIMAL_MAX];
        size_t length = decimal_format(out, of(rows[i].text));
        assert_int_equal(length, strlen(out));
        assert_string_equal(out, rows[i].formatted == NULL ? rows[i].text : rows[i].formatted);
    }
}

/* A generator of our own, so that a failure can be repeated. */
static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed ^ (*seed >> 29);
}

static void every_double_comes_back(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 50000; i++) {
        uint64_t bits = next_random(&seed);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (i % 2 == 0) /* the kind of a plan file */
            value = (double)(int64_t)(bits % 2000001 - 1000000) / (i % 4 == 0 ? 10 : 1000);
        if (isnan(value) || isinf(value))
            continue;
        struct decimal decimal = decimal_of_double(value);
        char out[DECIMAL_MAX];
        char shortest[40];
        decimal_format(out, decimal);
        assert_true(strtod(out, NULL) == value);
        assert_true(decimal_to_double(decimal) == value);
        /* 15 digits that read back are those that printf gives */
        snprintf(shortest, sizeof shortest, "%.15g", value);
        if (strtod(shortest, NULL) == value) {
            int digits = 0;
            for (__int128 rest = decimal.digits < 0 ? -decimal.digits : decimal.digits; rest > 0; rest /= 10)
                digits++;
            assert_true(digits <= 15);
        }
    }
}

static void comparison_is_exact(void **state)
{
    (void)state;
    static const struct {
        struct decimal a, b;
        int expected;
    } rows[] = {
        { { 0, 0 }, { 0, 0 }, 0 },
        { { 0, 5 }, { 0, -5 }, 0 },
        { { 1, 1 }, { 10, 0 }, 0 },
        { { 84, -1 }, { 840, -2 }, 0 },
        { { 84, -1 }, { 841, -2 }, -1 },
        { { -84, -1 }, { 83, -1 }, -1 },
        { { -1, 0 }, { -2, 0 }, 1 },
        { { -1, 0 }, { 0, 0 }, -1 },
        { { 1, INT32_MAX }, { 1, INT32_MIN }, 1 },
        { { -1, INT32_MAX }, { 1, INT32_MIN }, -1 },
        { { 1, INT32_MIN }, { 1, INT32_MAX }, -1 },
        { { 0, INT32_MAX }, { 1, INT32_MIN }, -1 },
        { { 1, 37 }, { (__int128)1000000000000000000 * 1000000000000000000, 1 }, 0 },
        { { 1, 38 }, { (__int128)1000000000000000000 * 1000000000000000000, 1 }, 1 },
        { { INT64_MAX, 0 }, { INT64_MAX - 1, 0 }, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(decimal_compare(rows[i].a, rows[i].b), rows[i].expected);
        assert_int_equal(decimal_compare(rows[i].b, rows[i].a), -rows[i].expected);
    }
    assert_int_equal(decimal_compare(of("inf"), of("1.7976931348623157e308")), 1);
    assert_int_equal(decimal_compare(of("5e-324"), of("0")), 1);
}

static void sums_and_products_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *difference, *product;
    } rows[] = {
        { "8.4", "8.0", "0.4", "67.2" },
        { "0.3", "0.1", "0.2", "0.03" },
        { "0.1", "0.3", "-0.2", "0.03" },
        { "-1.2", "-1.2", "0", "1.44" },
        { "0", "5", "-5", "0" },
        { "5", "0", "5", "0" },
        { "0.30000000000000004", "0.3", "4e-17", "0.090000000000000012" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[DECIMAL_MAX];
        decimal_format(out, decimal_subtract(of(rows[i].a), of(rows[i].b)));
        assert_string_equal(out, rows[i].difference);
        decimal_format(out, decimal_multiply(of(rows[i].a), of(rows[i].b)));
        assert_string_equal(out, rows[i].product);
    }
    /* The edge: |8.4 - 8.0| is 5 % of 8.0 */
    struct decimal edge = decimal_multiply(of("0.05"), of("8"));
    assert_int_equal(decimal_compare(decimal_subtract(of("8.4"), of("8")), edge), 0);
    assert_int_equal(decimal_compare(decimal_abs(decimal_subtract(of("7.6"), of("8"))), edge), 0);
}

/* Numbers so far apart that no 38 digits hold both: the difference still is on the right side of everything. */
static void numbers_far_apart_still_compare_rightly(void **state)
{
    (void)state;
    struct decimal large = of("1e300");
    struct decimal small = of("1e-300");
    assert_int_equal(decimal_compare(decimal_subtract(large, small), large), -1);
    assert_int_equal(decimal_compare(decimal_subtract(small, large), (struct decimal){ -1, 300 }), 1);
    assert_int_equal(decimal_compare(decimal_subtract(large, of("-1e-300")), large), 1);
    assert_int_equal(decimal_compare(decimal_subtract(of("1e300"), of("-5e260")), large), 1);
    assert_int_equal(decimal_compare(decimal_subtract(large, of("0")), large), 0);
    struct decimal third = { (__int128)333333333333333333 * 1000000000000000000 + 333333333333333333, 0 };
    struct decimal product = decimal_multiply(third, third); /* 36 digits each: cut, never overflowing */
    assert_true(decimal_compare(product, (struct decimal){ 11, 70 }) > 0);
    assert_true(decimal_compare(product, (struct decimal){ 12, 70 }) < 0);
    product = decimal_multiply((struct decimal){ 1, INT32_MAX }, (struct decimal){ 1, INT32_MAX });
    assert_true(decimal_compare(product, large) > 0);
    product = decimal_multiply((struct decimal){ 1, INT32_MIN }, (struct decimal){ -1, INT32_MIN });
    assert_true(decimal_compare(product, of("-5e-324")) > 0);
    assert_true(decimal_compare(product, of("0")) < 0);
}

static void rounding_is_half_away_from_zero_in_decimal(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int places;
        const char *rounded;
    } rows[] = {
        { "2.675", 2, "2.68" }, { "-2.675", 2, "-2.68" }, { "1.005", 2, "1.01" },
        { "0.5", 0, "1" },      { "-0.5", 0, "-1" },      { "0.49999999999999994", 0, "0" },
        { "0.05", 1, "0.1" },   { "0.049", 1, "0" },      { "0.004", 1, "0" },
        { "5e-324", 4, "0" },   { "1e300", 2, "1e300" },  { "15", -1, "20" },
        { "14", -1, "10" },     { "4", -1, "0" },         { "5", -1, "10" },
        { "99.95", 1, "100" },  { "0", 3, "0" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[DECIMAL_MAX];
        decimal_format(out, decimal_round(of(rows[i].value), rows[i].places));
        assert_string_equal(out, rows[i].rounded);
    }
    assert_int_equal(decimal_round(of("1.5"), 4).exponent, -4);
    assert_int_equal(decimal_round(of("1.5"), 4).digits, 15000);
    assert_int_equal(decimal_round(of("0"), 2).exponent, -2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(double_is_the_decimal_it_was_written_as),
        cmocka_unit_test(every_double_comes_back),
        cmocka_unit_test(comparison_is_exact),
        cmocka_unit_test(sums_and_products_are_exact),
        cmocka_unit_test(numbers_far_apart_still_compare_rightly),
        cmocka_unit_test(rounding_is_half_away_from_zero_in_decimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
