/* Ranges of a figure: intervals of known shares, and the neutral range against the rule that it stands for. */
#include "reports/chart_scale.h"
#include "reports/interval.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct observation share(double value, long long n)
{
    return (struct observation){ .value = value, .n = n };
}

static void wilson_s_interval_of_known_shares(void **state)
{
    (void)state;
    static const struct {
        double value;
        long long n;
        double low, high;
    } cases[] = {
        { 40, 100, 30.9401, 49.7997 },
        { 0, 10, 0, 27.7533 },
        { 100, 10, 72.2467, 100 },
        { 50, 1, 5.4621, 94.5379 },
        { 0, 1, 0, 79.3451 },
        { 86.4, 2874, 85.0981, 87.6047 },
        { 20, 1000000000000, 19.9999, 20.0001 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct observation observation = share(cases[i].value, cases[i].n);
        struct interval interval = interval_of(&observation, SCALE_SHARE);
        assert_int_equal(interval.source, INTERVAL_WILSON);
        assert_true(fabs(interval.low - cases[i].low) < 0.0002 && fabs(interval.high - cases[i].high) < 0.0002);
    }
}

static void a_told_interval_comes_first(void **state)
{
    (void)state;
    struct observation told = { .value = 12, .n = 100, .has_low = true, .low = 10, .has_high = true, .high = 15 };
    struct interval interval = interval_of(&told, SCALE_SHARE);
    assert_int_equal(interval.source, INTERVAL_TOLD);
    assert_true(interval.low == 10 && interval.high == 15);
    told.low = 13; /* does not hold its value */
    assert_int_equal(interval_of(&told, SCALE_SHARE).source, INTERVAL_WILSON);
    told.low = 16;
    assert_int_equal(interval_of(&told, SCALE_RATE).source, INTERVAL_NONE);
    told.has_high = false;
    assert_int_equal(interval_of(&told, SCALE_RATE).source, INTERVAL_NONE);
}

static void bad_data_have_no_interval(void **state)
{
    (void)state;
    struct observation cases[] = { share(50, 0),   share(50, -4),       share(-1, 100),
                                   share(101, 10), share(INFINITY, 10), share(NAN, 10) };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(interval_of(&cases[i], SCALE_SHARE).source, INTERVAL_NONE);
    struct observation missing = { .value = 50, .n = 10, .missing = MISSING_SUPPRESSED };
    assert_int_equal(interval_of(&missing, SCALE_SHARE).source, INTERVAL_NONE);
    struct observation rate = share(50, 10);
    assert_int_equal(interval_of(&rate, SCALE_RATE).source, INTERVAL_NONE);
}

/* ---- The neutral range ---- */

/* In the order in which their observations stand, as a plan's areas are. */
static const struct area areas[] = { { .id = "own" }, { .id = "country", .kind = AREA_COUNTRY } };
#define own_area areas[0]
#define country  areas[1]

static struct comparison compared(struct observation observations[2], enum scale scale, struct tolerance tolerance)
{
    const struct series series = { .scale = scale, .observations = observations, .observation_count = 2 };
    const struct indicator indicator = { .direction = DIRECTION_HIGHER };
    return compare_country(&indicator, &series, &own_area, &country, tolerance);
}

static struct comparison compared_shares(double own, long long n, double national, long long national_n)
{
    static struct observation pair[2];
    pair[0] = (struct observation){ .area = &own_area, .year = 2020, .value = own, .n = n };
    pair[1] = (struct observation){ .area = &country, .year = 2020, .value = national, .n = national_n };
    return compared(pair, SCALE_SHARE, (struct tolerance){ TOLERANCE_NONE, 0 });
}

/* Just inside the range the test calls a value neutral, just outside it does not. */
static void the_test_s_range_ends_where_the_test_does(void **state)
{
    (void)state;
    static const struct {
        long long n;
        double national;
        long long national_n;
    } cases[] = { { 1000, 20, 50000 }, { 344, 74.1, 30000 }, { 30, 50, 30 },  { 100, 1, 100000 },
                  { 50, 98.5, 1000 },  { 50000, 33, 90 },    { 20, 0.3, 40 }, { 2874, 88, 91560 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        double low, high;
        struct comparison middle =
            compared_shares(cases[i].national, cases[i].n, cases[i].national, cases[i].national_n);
        assert_int_equal(middle.rule, COMPARE_TEST);
        assert_true(interval_neutral(&middle, &low, &high));
        assert_true(low >= 0 && low <= cases[i].national && cases[i].national <= high && high <= 100);
        const double ends[] = { low, high };
        for (int j = 0; j < 2; j++) {
            double outwards = j == 0 ? -1e-6 : 1e-6;
            assert_int_equal(
                compared_shares(ends[j] - outwards, cases[i].n, cases[i].national, cases[i].national_n).assessment,
                ASSESS_NEUTRAL);
            if (ends[j] > 0 && ends[j] < 100)
                assert_int_not_equal(
                    compared_shares(ends[j] + outwards, cases[i].n, cases[i].national, cases[i].national_n).assessment,
                    ASSESS_NEUTRAL);
        }
    }
}

static void none_and_all_have_a_range_of_one_side(void **state)
{
    (void)state;
    double low, high;
    struct comparison none = compared_shares(0, 100, 0, 1000);
    assert_true(interval_neutral(&none, &low, &high));
    assert_true(low == 0 && high >= 0 && high < 1);
    struct comparison all = compared_shares(100, 100, 100, 1000);
    assert_true(interval_neutral(&all, &low, &high));
    assert_true(high > 99.9999 && low > 99 && low < 99.9);
}

static void intervals_and_tolerances_stand_around_the_country(void **state)
{
    (void)state;
    double low, high;
    struct observation pair[2] = {
        { .area = &own_area, .year = 2020, .value = 12, .has_low = true, .low = 11, .has_high = true, .high = 15 },
        { .area = &country, .year = 2020, .value = -20 },
    };
    struct comparison comparison = compared(pair, SCALE_RATE, (struct tolerance){ TOLERANCE_NONE, 0 });
    assert_true(interval_neutral(&comparison, &low, &high));
    assert_true(low == -23 && high == -19);
    pair[0].has_low = false;
    comparison = compared(pair, SCALE_RATE, (struct tolerance){ TOLERANCE_RELATIVE, 0.1 });
    assert_true(interval_neutral(&comparison, &low, &high));
    assert_true(low == -22 && high == -18);
    comparison = compared(pair, SCALE_RATE, (struct tolerance){ TOLERANCE_ABSOLUTE, 0.5 });
    assert_true(interval_neutral(&comparison, &low, &high));
    assert_true(low == -20.5 && high == -19.5);
    comparison = compared(pair, SCALE_COUNT, (struct tolerance){ TOLERANCE_NONE, 0 });
    assert_false(interval_neutral(&comparison, &low, &high));
    pair[0].assessment = ASSESS_GOOD; /* by hand */
    comparison = compared(pair, SCALE_RATE, (struct tolerance){ TOLERANCE_NONE, 0 });
    assert_false(interval_neutral(&comparison, &low, &high));
}

/* ---- Scales ---- */

static void scales_begin_at_nought_and_end_round(void **state)
{
    (void)state;
    static const struct {
        double least, most, low, high;
    } cases[] = {
        { 3, 17, 0, 20 },        { 0, 20, 0, 20 },   { 0, 20.01, 0, 25 },    { -29.5, -12.9, -30, 0 },
        { -3.2, 41, -4, 50 },    { 0, 0, 0, 1 },     { 5, 5, 0, 5 },         { 0.0031, 0.0042, 0, 0.005 },
        { 1200, 83100, 0, 1e5 }, { NAN, NAN, 0, 1 }, { 0, 1e300, 0, 1e300 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chart_scale scale = chart_scale_round(cases[i].least, cases[i].most, 100, 1000);
        assert_true(fabs(scale.low - cases[i].low) <= 1e-9 * fabs(cases[i].low));
        assert_true(fabs(scale.high - cases[i].high) <= 1e-9 * fabs(cases[i].high));
    }
}

static void values_stand_at_their_place(void **state)
{
    (void)state;
    const struct chart_scale scale = { -50, 150, 1000, 20000 }, upwards = { 0, 10, 900, -800 };
    static const struct {
        double value;
        fix at;
    } cases[] = { { -50, 1000 },    { 150, 21000 },  { 0, 6000 },     { 50, 11000 }, { -51, 1000 },
                  { 1e300, 21000 }, { 0.004, 6000 }, { 0.006, 6001 }, { NAN, 1000 } };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(chart_scale_at(&scale, cases[i].value), cases[i].at);
    assert_int_equal(chart_scale_at(&upwards, 0), 900);
    assert_int_equal(chart_scale_at(&upwards, 2.5), 700);
    assert_int_equal(chart_scale_at(&upwards, 10), 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_s_interval_of_known_shares),
        cmocka_unit_test(a_told_interval_comes_first),
        cmocka_unit_test(bad_data_have_no_interval),
        cmocka_unit_test(the_test_s_range_ends_where_the_test_does),
        cmocka_unit_test(none_and_all_have_a_range_of_one_side),
        cmocka_unit_test(intervals_and_tolerances_stand_around_the_country),
        cmocka_unit_test(scales_begin_at_nought_and_end_round),
        cmocka_unit_test(values_stand_at_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
