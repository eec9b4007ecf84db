/* Level and change: which indicators are in the lists, at the rule's edges; what the lists say; memory out. */
#include "reports/trend.h"
#include "tests/support/plan_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FI(words)                                                                                                      \
    {                                                                                                                  \
        words, sizeof(words) - 1, LANG_FI                                                                              \
    }
#define HIGHER DIRECTION_HIGHER
#define LOWER  DIRECTION_LOWER

static const struct area areas[] = {
    { "maa", FI("Koko maa"), AREA_COUNTRY, NULL },
    { "hamina", FI("Hamina"), AREA_MUNICIPALITY, &areas[0] },
    { "virolahti", FI("Virolahti"), AREA_MUNICIPALITY, &areas[0] },
};

/* ---- The rule: the country 50 in 2021, the area 2017, 2019 and 2021 ---- */

static const struct {
    const char *what;
    enum direction direction;
    enum scale scale;
    double before, now;
    long long n;      /* of all three */
    double low, high; /* of now; both 0: none */
    enum assessment by_hand;
    enum trend_kind expected;
    double further; /* of 2017; 0: as in 2019 */
} cases[] = {
    { "worse and worsening by test", HIGHER, SCALE_SHARE, 46, 40, 1000, 0, 0, 0, TREND_WORSENING, 0 },
    { "worse, the change within chance", HIGHER, SCALE_SHARE, 44, 40, 1000, 0, 0, 0, TREND_NONE, 0 },
    { "worse but improving", HIGHER, SCALE_SHARE, 34, 40, 1000, 0, 0, 0, TREND_NONE, 0 },
    { "neutral and worsening", HIGHER, SCALE_SHARE, 56, 49, 1000, 0, 0, 0, TREND_NONE, 0 },
    { "better and improving by test", LOWER, SCALE_SHARE, 46, 40, 1000, 0, 0, 0, TREND_IMPROVING, 0 },
    { "better but worsening", LOWER, SCALE_SHARE, 34, 40, 1000, 0, 0, 0, TREND_NONE, 0 },
    { "one before does not matter to a test", HIGHER, SCALE_SHARE, 46, 40, 1000, 0, 0, 0, TREND_WORSENING, 30 },
    { "the earlier figure beyond the interval's end", HIGHER, SCALE_RATE, 45.1, 40, 0, 35, 45, 0, TREND_NONE, 0 },
    { "within both intervals, as wide as now: 7.07", HIGHER, SCALE_RATE, 47, 40, 0, 35, 45, 0, TREND_NONE, 0 },
    { "beyond both intervals", HIGHER, SCALE_RATE, 47.1, 40, 0, 35, 45, 0, TREND_WORSENING, 0 },
    { "a better figure within both", LOWER, SCALE_RATE, 47, 40, 0, 35, 45, 0, TREND_NONE, 0 },
    { "a better figure beyond both", LOWER, SCALE_RATE, 47.1, 40, 0, 35, 45, 0, TREND_IMPROVING, 0 },
    { "on the tolerance's edge: 5 % of 40 is 2", LOWER, SCALE_RATE, 40, 38, 0, 0, 0, 0, TREND_NONE, 0 },
    { "beyond the tolerance's edge", LOWER, SCALE_RATE, 40, 37.9, 0, 0, 0, 0, TREND_IMPROVING, 0 },
    { "beyond it, but not from the figure before that", LOWER, SCALE_RATE, 40, 37.9, 0, 0, 0, 0, TREND_NONE, 39 },
    { "beyond it, against the figure before that", LOWER, SCALE_RATE, 40, 37.9, 0, 0, 0, 0, TREND_NONE, 30 },
    { "the level by hand", HIGHER, SCALE_RATE, 60, 55, 0, 0, 0, ASSESS_CONCERNING, TREND_WORSENING, 0 },
    { "no direction", DIRECTION_NONE, SCALE_RATE, 60, 40, 0, 0, 0, 0, TREND_NONE, 0 },
    { "no direction, the level by hand", DIRECTION_NONE, SCALE_RATE, 60, 40, 0, 0, 0, ASSESS_GOOD, TREND_NONE, 0 },
    { "a count", HIGHER, SCALE_COUNT, 60, 40, 0, 0, 0, 0, TREND_NONE, 0 },
};

static void level_and_change_by_the_same_rule(void **state)
{
    (void)state;
    const struct tolerance none = { TOLERANCE_NONE, 0 };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct observation observations[] = {
            { .area = &areas[0], .year = 2021, .value = 50, .n = cases[i].n },
            { .area = &areas[1],
              .year = 2017,
              .value = cases[i].further == 0 ? cases[i].before : cases[i].further,
              .n = cases[i].n },
            { .area = &areas[1], .year = 2019, .value = cases[i].before, .n = cases[i].n },
            { .area = &areas[1],
              .year = 2021,
              .value = cases[i].now,
              .n = cases[i].n,
              .low = cases[i].low,
              .high = cases[i].high,
              .has_low = cases[i].high > 0,
              .has_high = cases[i].high > 0,
              .assessment = cases[i].by_hand },
        };
        const struct series series = { .scale = cases[i].scale, .observations = observations, .observation_count = 4 };
        const struct indicator indicator = { .direction = cases[i].direction, .series = &series, .series_count = 1 };
        struct indicator_row row = { &indicator, &series, &areas[1], observations + 1, 3, .national = observations };
        row.comparison = compare_country(&indicator, &series, &areas[1], &areas[0], none);
        if (trend_of(&row, none).kind != cases[i].expected)
            fail_msg("%s", cases[i].what);
    }
}

/* Intervals of 40 in 2021 against a figure of 2019 with its own, which is as wide to the side of the change. */
static void the_intervals_of_both_years_count(void **state)
{
    (void)state;
    static const struct {
        double before, low, high;
        enum assessment expected;
    } rows[] = {
        { 45, 45, 45, ASSESS_NEUTRAL },                                          /* exact: at the end */
        { 45.1, 45.1, 45.1, ASSESS_CONCERNING }, { 53, 41, 54, ASSESS_NEUTRAL }, /* 13 = the root of 5² + 12² */
        { 53.1, 41.1, 54, ASSESS_CONCERNING },   { 27, 26, 39, ASSESS_NEUTRAL }, { 26.9, 26, 38.9, ASSESS_GOOD },
        { 47, 48, 49, ASSESS_NEUTRAL }, /* not its own interval: as if it had none */
    };
    const struct indicator indicator = { .direction = HIGHER };
    const struct series series = { .scale = SCALE_RATE };
    const struct observation later = { .value = 40, .low = 35, .high = 45, .has_low = true, .has_high = true };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct observation before = {
            .value = rows[i].before, .low = rows[i].low, .high = rows[i].high, .has_low = true, .has_high = true
        };
        struct comparison change = compare_years(&indicator, &series, &later, &before, (struct tolerance){ 0 });
        assert_int_equal(change.rule, COMPARE_INTERVAL);
        if (change.assessment != rows[i].expected)
            fail_msg("row %zu", i);
    }
}

/* The change is that of the compared year, not of a later one; a missing year is passed over. */
static void the_year_before_is_the_newest_with_a_figure(void **state)
{
    (void)state;
    const struct tolerance none = { TOLERANCE_NONE, 0 };
    const struct observation observations[] = {
        { .area = &areas[0], .year = 2020, .value = 50 },
        { .area = &areas[1], .year = 2017, .value = 45 },
        { .area = &areas[1], .year = 2018, .value = 42 },
        { .area = &areas[1], .year = 2019, .missing = MISSING_SUPPRESSED },
        { .area = &areas[1], .year = 2020, .value = 39 },
        { .area = &areas[1], .year = 2022, .value = 60 },
    };
    const struct series series = { .scale = SCALE_RATE, .observations = observations, .observation_count = 6 };
    const struct indicator indicator = { .direction = HIGHER, .series = &series, .series_count = 1 };
    struct indicator_row row = { &indicator, &series, &areas[1], observations + 1, 5, .national = observations };
    row.comparison = compare_country(&indicator, &series, &areas[1], &areas[0], none);
    struct trend trend = trend_of(&row, none);
    assert_ptr_equal(trend.before, &observations[2]);
    assert_int_equal(trend.kind, TREND_WORSENING);
    row.values = &observations[2]; /* without a second figure before a tolerance tells no trend */
    row.value_count = 4;
    trend = trend_of(&row, none);
    assert_ptr_equal(trend.before, &observations[2]);
    assert_int_equal(trend.kind, TREND_NONE);
    row.values = &observations[4]; /* nothing before */
    row.value_count = 2;
    assert_null(trend_of(&row, none).before);
}

/* ---- The lists ---- */

#define SEEN(area_, year_, value_)                                                                                     \
    {                                                                                                                  \
        .area = &areas[area_], .year = year_, .value = value_                                                          \
    }
static const struct observation work[] = { SEEN(0, 2021, 9.7),  SEEN(1, 2017, 11.4), SEEN(1, 2019, 11),
                                           SEEN(1, 2021, 12.5), SEEN(2, 2017, 8.5),  SEEN(2, 2019, 9),
                                           SEEN(2, 2021, 8) };
static const struct observation content[] = { SEEN(0, 2021, 74), SEEN(1, 2019, 74), SEEN(1, 2021, 74.5) };
static const struct named pupils = { "8-9", FI("8. ja 9. luokkalaiset") };
static const struct series work_series = { .unit = FI("%"),
                                           .decimals = -1,
                                           .observations = work,
                                           .observation_count = COUNT(work) },
                           content_series = { .population = &pupils,
                                              .unit = FI("%"),
                                              .decimals = -1,
                                              .observations = content,
                                              .observation_count = 3 },
                           new_series = { .unit = FI("%"), .observations = content + 2, .observation_count = 1 };
static const struct indicator indicators[] = {
    { .number = 4,
      .title = FI("Työttömät"),
      .unit = FI("%"),
      .direction = LOWER,
      .series = &work_series,
      .series_count = 1 },
    { .number = 7,
      .title = FI("Tyytyväinen"),
      .unit = FI("%"),
      .direction = HIGHER,
      .series = &content_series,
      .series_count = 1 },
    { .number = 9,
      .title = FI("Uusi"),
      .unit = FI("%"),
      .direction = HIGHER,
      .series = &new_series,
      .series_count = 1 },
};
static const struct area *const both[] = { &areas[1], &areas[2] };

static struct plan_fixture *open_fixture(void)
{
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    fixture->plan.areas = areas;
    fixture->plan.area_count = COUNT(areas);
    fixture->plan.area = &areas[1];
    return fixture;
}

static void build(struct plan_fixture *fixture, size_t from, size_t count, int level)
{
    const struct indicator *list[3];
    for (size_t i = 0; i < count; i++)
        list[i] = &indicators[from + i];
    build_trends(&fixture->build, (struct indicator_list){ list, count }, level);
}

static void the_lists_name_their_indicators(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture();
    fixture->build.own_areas = both;
    fixture->build.own_area_count = 2;
    build(fixture, 0, 2, 0);
    plan_fixture_golden(fixture, "trends");
    plan_fixture_free(fixture);
}

static void empty_lists_say_so(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture();
    build(fixture, 1, 1, 2);
    plan_fixture_golden(fixture, "trends-empty");
    plan_fixture_free(fixture);
}

static void nothing_compared_is_nothing_said(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture();
    build(fixture, 2, 1, 2);
    build(fixture, 0, 0, 2);
    plan_fixture_expect(fixture, "");
    plan_fixture_free(fixture);
}

static void memory_out_is_told(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture();
    bool done = false;
    for (long fail = 0; fail < 3000 && !done; fail++) {
        arena_reset(fixture->job.arena);
        arena_fail_after(fixture->job.arena, fail);
        if (plan_fixture_again(fixture) == NULL)
            continue;
        build(fixture, 0, 2, 0);
        done = doc_status(fixture->build.doc) == STATUS_OK;
        assert_true(done || fixture->job.err.status == STATUS_NOMEM);
    }
    assert_true(done);
    plan_fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(level_and_change_by_the_same_rule),
        cmocka_unit_test(the_intervals_of_both_years_count),
        cmocka_unit_test(the_year_before_is_the_newest_with_a_figure),
        cmocka_unit_test(the_lists_name_their_indicators),
        cmocka_unit_test(empty_lists_say_so),
        cmocka_unit_test(nothing_compared_is_nothing_said),
        cmocka_unit_test(memory_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
