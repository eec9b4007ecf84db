/* The comparison with the country: the contract's rule at its edges. */
#include "reports/compare.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MISSING 1e99 /* in the table: there is no value */
#define HIGHER  DIRECTION_HIGHER
#define LOWER   DIRECTION_LOWER
#define GOOD    ASSESS_GOOD
#define NEUTRAL ASSESS_NEUTRAL
#define BAD     ASSESS_CONCERNING
#define NOT     ASSESS_NONE
#define ABSOLUTE(size)                                                                                                 \
    {                                                                                                                  \
        TOLERANCE_ABSOLUTE, size                                                                                       \
    }
#define RELATIVE(size)                                                                                                 \
    {                                                                                                                  \
        TOLERANCE_RELATIVE, size                                                                                       \
    }
#define NO_TOLERANCE                                                                                                   \
    {                                                                                                                  \
        TOLERANCE_NONE, 0                                                                                              \
    }

struct row {
    const char *what;
    enum direction direction;
    enum scale scale;
    double own;
    long long own_n;
    double national;
    long long national_n;
    double low, high; /* MISSING: not there */
    enum assessment by_hand;
    struct tolerance indicator, plan;
    enum assessment expected;
    enum compare_rule rule;
    enum tolerance_source source;
};

#define NO_INTERVAL MISSING, MISSING
#define DEFAULTS    NO_TOLERANCE, NO_TOLERANCE

/* clang-format off */
static const struct row rows[] = {
    /* 1: by hand */
    { "by hand against all other rules",
      HIGHER, SCALE_SHARE, 90, 1000, 10, 1000, 80, 95, BAD, DEFAULTS, BAD, COMPARE_BY_HAND, 0 },
    { "by hand without direction",
      DIRECTION_NONE, SCALE_INDEX, 1, 0, 2, 0, NO_INTERVAL, GOOD, DEFAULTS, GOOD, COMPARE_BY_HAND, 0 },
    { "by hand for a count",
      LOWER, SCALE_COUNT, 1, 0, 2, 0, NO_INTERVAL, NEUTRAL, DEFAULTS, NEUTRAL, COMPARE_BY_HAND, 0 },
    { "by hand without a national value",
      LOWER, SCALE_INDEX, 1, 0, MISSING, 0, NO_INTERVAL, BAD, DEFAULTS, BAD, COMPARE_BY_HAND, 0 },
    { "by hand without any value",
      LOWER, SCALE_INDEX, MISSING, 0, MISSING, 0, NO_INTERVAL, GOOD, DEFAULTS, GOOD, COMPARE_BY_HAND, 0 },
    /* 2: not comparable */
    { "no direction",
      DIRECTION_NONE, SCALE_SHARE, 90, 1000, 10, 1000, 80, 95, NOT, RELATIVE(0), NO_TOLERANCE, NOT,
      COMPARE_NO_DIRECTION, 0 },
    { "a count", HIGHER, SCALE_COUNT, 90, 0, 10, 0, NO_INTERVAL, NOT, DEFAULTS, NOT, COMPARE_COUNT, 0 },
    { "no direction comes before no value",
      DIRECTION_NONE, SCALE_RATE, MISSING, 0, 10, 0, NO_INTERVAL, NOT, DEFAULTS, NOT, COMPARE_NO_DIRECTION, 0 },
    /* 3: no value */
    { "no own value", HIGHER, SCALE_RATE, MISSING, 0, 10, 0, NO_INTERVAL, NOT, DEFAULTS, NOT, COMPARE_NO_VALUE, 0 },
    { "no national value",
      HIGHER, SCALE_RATE, 10, 0, MISSING, 0, NO_INTERVAL, NOT, DEFAULTS, NOT, COMPARE_NO_VALUE, 0 },
    { "no values", HIGHER, SCALE_SHARE, MISSING, 10, MISSING, 10, 1, 2, NOT, DEFAULTS, NOT, COMPARE_NO_VALUE, 0 },
    /* 4: the test; the p-values are checked below */
    { "p 0.0501", HIGHER, SCALE_SHARE, 17.5, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "p 0.0416, lower, higher is better",
      HIGHER, SCALE_SHARE, 17.4, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TEST, 0 },
    { "p 0.0416, lower, lower is better",
      LOWER, SCALE_SHARE, 17.4, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TEST, 0 },
    { "higher, higher is better",
      HIGHER, SCALE_SHARE, 25, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TEST, 0 },
    { "higher, lower is better",
      LOWER, SCALE_SHARE, 25, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TEST, 0 },
    { "p 0.0503 by n", HIGHER, SCALE_SHARE, 45, 386, 50, 50000, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "p 0.0492 by n", HIGHER, SCALE_SHARE, 45, 390, 50, 50000, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TEST, 0 },
    { "equal", HIGHER, SCALE_SHARE, 20, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "none in both: no variance",
      HIGHER, SCALE_SHARE, 0, 10, 0, 20, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "all in both: no variance",
      LOWER, SCALE_SHARE, 100, 10, 100, 20, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "all against none, of one each",
      HIGHER, SCALE_SHARE, 100, 1, 0, 1, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "all against none, of many",
      HIGHER, SCALE_SHARE, 100, 1000000000000000, 0, 1000000000000000, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TEST,
      0 },
    { "none of 50 against 8 %", LOWER, SCALE_SHARE, 0, 50, 8, 50, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TEST, 0 },
    { "none of 50 against 7 %",
      LOWER, SCALE_SHARE, 0, 50, 7, 50, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TEST, 0 },
    { "the test comes before the interval",
      HIGHER, SCALE_SHARE, 17.5, 1000, 20, 50000, 17, 18, NOT, RELATIVE(0), NO_TOLERANCE, NEUTRAL, COMPARE_TEST, 0 },
    { "a rate is not tested",
      HIGHER, SCALE_RATE, 17.5, 1000, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "own n is not told",
      HIGHER, SCALE_SHARE, 17.5, 0, 20, 50000, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "national n is not told",
      HIGHER, SCALE_SHARE, 17.5, 1000, 20, 0, 15, 20, NOT, DEFAULTS, NEUTRAL, COMPARE_INTERVAL, 0 },
    { "n below 0 is none",
      HIGHER, SCALE_SHARE, 17.5, -1000, 20, 1000, 15, 20, NOT, DEFAULTS, NEUTRAL, COMPARE_INTERVAL, 0 },
    { "a share above 100 is not tested",
      HIGHER, SCALE_SHARE, 100.1, 1000, 90, 1000, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "a share below 0 is not tested",
      HIGHER, SCALE_SHARE, 5, 1000, -0.1, 1000, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    /* 5: the interval */
    { "national at the lower end",
      HIGHER, SCALE_RATE, 12, 0, 10, 0, 10, 14, NOT, DEFAULTS, NEUTRAL, COMPARE_INTERVAL, 0 },
    { "national at the upper end",
      HIGHER, SCALE_RATE, 12, 0, 14, 0, 10, 14, NOT, DEFAULTS, NEUTRAL, COMPARE_INTERVAL, 0 },
    { "national just below", HIGHER, SCALE_RATE, 12, 0, 9.99, 0, 10, 14, NOT, DEFAULTS, GOOD, COMPARE_INTERVAL, 0 },
    { "national just above", HIGHER, SCALE_RATE, 12, 0, 14.01, 0, 10, 14, NOT, DEFAULTS, BAD, COMPARE_INTERVAL, 0 },
    { "national below, lower is better",
      LOWER, SCALE_CHANGE, -1, 0, -3, 0, -2, 0, NOT, DEFAULTS, BAD, COMPARE_INTERVAL, 0 },
    { "national above, lower is better",
      LOWER, SCALE_CHANGE, -1, 0, 0.5, 0, -2, 0, NOT, DEFAULTS, GOOD, COMPARE_INTERVAL, 0 },
    { "an interval of one point",
      LOWER, SCALE_RATE, 12, 0, 12, 0, 12, 12, NOT, DEFAULTS, NEUTRAL, COMPARE_INTERVAL, 0 },
    { "the interval comes before the tolerance",
      LOWER, SCALE_RATE, 12, 0, 12.2, 0, 11.9, 12.1, NOT, RELATIVE(0.5), NO_TOLERANCE, GOOD, COMPARE_INTERVAL, 0 },
    { "only a lower end",
      HIGHER, SCALE_RATE, 12, 0, 11, 0, 10, MISSING, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
    { "only an upper end",
      HIGHER, SCALE_RATE, 12, 0, 13, 0, MISSING, 14, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
    { "ends the wrong way round",
      HIGHER, SCALE_RATE, 12, 0, 11, 0, 14, 10, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
    { "an interval beside its value",
      HIGHER, SCALE_RATE, 12, 0, 15, 0, 13, 14, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
    /* 6: the tolerance */
    { "8.4 against 8.0 is on the edge",
      HIGHER, SCALE_RATE, 8.4, 0, 8.0, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT
      },
    { "7.6 against 8.0 is on the edge",
      HIGHER, SCALE_RATE, 7.6, 0, 8.0, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT
      },
    { "8.41 is beyond it",
      HIGHER, SCALE_RATE, 8.41, 0, 8.0, 0, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT
      },
    { "7.59 is beyond it",
      HIGHER, SCALE_RATE, 7.59, 0, 8.0, 0, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
    { "8.400000000000002 is beyond it",
      LOWER, SCALE_RATE, 8.400000000000002, 0, 8.0, 0, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "23.1 against 22 is on the edge",
      LOWER, SCALE_SHARE, 23.1, 0, 22, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT
      },
    { "0.315 against 0.3 is on the edge",
      LOWER, SCALE_INDEX, 0.315, 0, 0.3, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "the size of a negative national value",
      HIGHER, SCALE_CHANGE, -7.6, 0, -8.0, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "beyond a negative one",
      HIGHER, SCALE_CHANGE, -7.5, 0, -8.0, 0, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "both 0",
      HIGHER, SCALE_CHANGE, 0, 0, 0, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT
      },
    { "0 and -0",
      HIGHER, SCALE_CHANGE, 0.0, 0, -0.0, 0, NO_INTERVAL, NOT, DEFAULTS, NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_BY_DEFAULT },
    { "nothing is within 5 % of 0",
      LOWER, SCALE_CHANGE, 0.0001, 0, 0, 0, NO_INTERVAL, NOT, DEFAULTS, BAD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT
      },
    { "signs that differ",
      LOWER, SCALE_CHANGE, -1, 0, 1, 0, NO_INTERVAL, NOT, DEFAULTS, GOOD, COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
    { "the plan's, absolute, edge",
      HIGHER, SCALE_RATE, 0.3, 0, 0.1, 0, NO_INTERVAL, NOT, NO_TOLERANCE, ABSOLUTE(0.2), NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_OF_PLAN },
    { "the plan's, absolute, beyond",
      HIGHER, SCALE_RATE, 0.31, 0, 0.1, 0, NO_INTERVAL, NOT, NO_TOLERANCE, ABSOLUTE(0.2), GOOD, COMPARE_TOLERANCE,
      TOLERANCE_OF_PLAN },
    { "the plan's, relative, edge",
      LOWER, SCALE_RATE, 110, 0, 100, 0, NO_INTERVAL, NOT, NO_TOLERANCE, RELATIVE(0.1), NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_OF_PLAN },
    { "the indicator's before the plan's",
      LOWER, SCALE_RATE, 110, 0, 100, 0, NO_INTERVAL, NOT, ABSOLUTE(9.9), RELATIVE(0.1), BAD, COMPARE_TOLERANCE,
      TOLERANCE_OF_INDICATOR },
    { "the indicator's of 0: equal",
      LOWER, SCALE_RATE, 100, 0, 100, 0, NO_INTERVAL, NOT, ABSOLUTE(0), RELATIVE(0.1), NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_OF_INDICATOR },
    { "the indicator's of 0: not equal",
      LOWER, SCALE_RATE, 100.1, 0, 100, 0, NO_INTERVAL, NOT, RELATIVE(0), RELATIVE(0.1), BAD, COMPARE_TOLERANCE,
      TOLERANCE_OF_INDICATOR },
    { "the whole value",
      LOWER, SCALE_RATE, 1e-300, 0, 1e300, 0, NO_INTERVAL, NOT, RELATIVE(1), NO_TOLERANCE, NEUTRAL, COMPARE_TOLERANCE,
      TOLERANCE_OF_INDICATOR },
    { "a little more than the whole value",
      LOWER, SCALE_RATE, -1e-300, 0, 1e300, 0, NO_INTERVAL, NOT, RELATIVE(1), NO_TOLERANCE, GOOD, COMPARE_TOLERANCE,
      TOLERANCE_OF_INDICATOR },
    { "the largest numbers",
      HIGHER, SCALE_RATE, 1.7976931348623157e308, 0, -1.7976931348623157e308, 0, NO_INTERVAL, NOT, DEFAULTS, GOOD,
      COMPARE_TOLERANCE, TOLERANCE_BY_DEFAULT },
};
/* clang-format on */

/* In the order in which their observations stand, as a plan's areas are. */
static const struct area areas[] = {
    { .id = "koko-maa", .kind = AREA_COUNTRY },
    { .id = "kouvola", .kind = AREA_MUNICIPALITY },
    { .id = "kymenlaakso", .kind = AREA_REGION },
};
#define country_area areas[0]
#define other_area   areas[1]
#define own_area     areas[2]

static struct observation value_of(const struct area *area, int year, double value)
{
    bool missing = value == MISSING;
    return (struct observation){
        .area = area, .year = year, .value = missing ? 0 : value, .missing = missing ? MISSING_SUPPRESSED : MISSING_NO
    };
}

static struct comparison compare_row(const struct row *row)
{
    static struct observation observations[2];
    observations[0] = value_of(&country_area, 2019, row->national);
    observations[0].n = row->national_n;
    observations[1] = value_of(&own_area, 2019, row->own);
    observations[1].n = row->own_n;
    observations[1].low = row->low;
    observations[1].high = row->high;
    observations[1].has_low = row->low != MISSING;
    observations[1].has_high = row->high != MISSING;
    observations[1].assessment = row->by_hand;
    struct series series = { .scale = row->scale, .observations = observations, .observation_count = 2 };
    struct indicator indicator = { .direction = row->direction, .tolerance = row->indicator };
    return compare_country(&indicator, &series, &own_area, &country_area, row->plan);
}

static void the_rule_holds_at_its_edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct comparison got = compare_row(row);
        if (got.assessment != row->expected || got.rule != row->rule)
            fail_msg("%s: assessment %d by rule %d instead of %d by %d", row->what, got.assessment, got.rule,
                     row->expected, row->rule);
        if (row->rule == COMPARE_TOLERANCE)
            assert_int_equal(got.source, row->source);
        bool both = row->own != MISSING && row->national != MISSING;
        assert_int_equal(got.has_difference, both && row->scale != SCALE_COUNT);
    }
}

static void p_values_are_those_of_the_test(void **state)
{
    (void)state;
    static const struct {
        double own;
        long long own_n;
        double national;
        long long national_n;
        double p;
        bool few;
    } tests[] = {
        { 15, 100, 25, 100, 0.07709987174354184, false }, /* z = 1.7678 */
        { 17.5, 1000, 20, 50000, 0.05014165756259391, false },
        { 17.4, 1000, 20, 50000, 0.041632123802161705, false },
        { 0, 10, 1, 1000, 0.7506328792528887, true },
        { 100, 1, 0, 1, 0.1572992070502852, true },
        { 0, 10, 0, 10, 1, true },
        { 100, 10, 100, 1000000000, 1, true },
        { 50, 10, 50, 10, 1, false }, /* 5 expected each way */
        { 40, 10, 50, 10, 0.653095114932182, true },
    };
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        struct row row = { .direction = HIGHER,
                           .scale = SCALE_SHARE,
                           .own = tests[i].own,
                           .own_n = tests[i].own_n,
                           .national = tests[i].national,
                           .national_n = tests[i].national_n,
                           .low = MISSING,
                           .high = MISSING };
        struct comparison got = compare_row(&row);
        assert_int_equal(got.rule, COMPARE_TEST);
        assert_true(fabs(got.p - tests[i].p) < 1e-9);
        assert_int_equal(got.few, tests[i].few);
    }
}

static void differences_are_decimal(void **state)
{
    (void)state;
    static const double numbers[][3] = { { 8.4, 8.0, 0.4 }, { 0.3, 0.1, 0.2 }, { 95.9, 97.8, -1.9 }, { 1, 1, 0 } };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct row row = { .direction = HIGHER,
                           .scale = SCALE_RATE,
                           .own = numbers[i][0],
                           .national = numbers[i][1],
                           .low = MISSING,
                           .high = MISSING };
        assert_true(compare_row(&row).difference == numbers[i][2]);
    }
}

/* Years: 0 ends a list; a value is its year, MISSING where the year is negative. */
static void the_latest_year_of_both_is_chosen(void **state)
{
    (void)state;
    static const struct {
        int own[4], national[4];
        int by_hand; /* the own year with an assessment by hand */
        int year, own_year, national_year;
        enum compare_rule rule;
    } cases[] = {
        { { 2017, 2019 }, { 2017, 2019 }, 0, 2019, 2019, 2019, COMPARE_TOLERANCE },
        { { 2017, 2019, 2021 }, { 2017, 2019 }, 0, 2019, 2019, 2019, COMPARE_TOLERANCE },
        { { 2017, 2019 }, { 2017, 2019, 2021 }, 0, 2019, 2019, 2019, COMPARE_TOLERANCE },
        { { 2017, 2019, -2021 }, { 2017, 2019, 2021 }, 0, 2019, 2019, 2019, COMPARE_TOLERANCE },
        { { 2017, 2019, 2021 }, { 2017, 2019, -2021 }, 0, 2019, 2019, 2019, COMPARE_TOLERANCE },
        { { 2016, 2018, 2020 }, { 2016, 2017, 2019 }, 0, 2016, 2016, 2016, COMPARE_TOLERANCE },
        { { 2018, 2020 }, { 2017, 2019 }, 0, 2020, 2020, 0, COMPARE_NO_VALUE },
        { { 2018, -2020 }, { 2017, 2019 }, 0, 2018, 2018, 0, COMPARE_NO_VALUE },
        { { 2018, -2020 }, { 2017, 2019 }, 2020, 2020, 2020, 0, COMPARE_BY_HAND },
        { { 2018, 2020 }, { 2017, 2019 }, 2018, 2020, 2020, 0, COMPARE_NO_VALUE },
        { { 2019, 2020 }, { 2019 }, 2019, 2019, 2019, 2019, COMPARE_BY_HAND },
        { { 2019, 2020 }, { 2019 }, 2020, 2019, 2019, 2019, COMPARE_TOLERANCE },
        { { 0 }, { 2017, 2019 }, 0, 2019, 0, 2019, COMPARE_NO_VALUE },
        { { -2020 }, { 2017, -2019 }, 0, 2017, 0, 2017, COMPARE_NO_VALUE },
        { { -2020 }, { -2020 }, 0, 0, 0, 0, COMPARE_NO_VALUE },
        { { 0 }, { 0 }, 0, 0, 0, 0, COMPARE_NO_VALUE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct observation observations[10];
        size_t count = 0;
        for (size_t k = 0; k < 4 && cases[i].national[k] != 0; k++) {
            int year = cases[i].national[k];
            observations[count++] = value_of(&country_area, year < 0 ? -year : year, year < 0 ? MISSING : year);
        }
        observations[count++] = value_of(&other_area, 2022, 5);
        for (size_t k = 0; k < 4 && cases[i].own[k] != 0; k++) {
            int year = cases[i].own[k];
            observations[count] = value_of(&own_area, year < 0 ? -year : year, year < 0 ? MISSING : year);
            if (observations[count].year == cases[i].by_hand)
                observations[count].assessment = BAD;
            count++;
        }
        struct series series = { .scale = SCALE_RATE, .observations = observations, .observation_count = count };
        struct indicator indicator = { .direction = HIGHER };
        struct tolerance none = { TOLERANCE_NONE, 0 };
        struct comparison got = compare_country(&indicator, &series, &own_area, &country_area, none);
        assert_int_equal(got.year, cases[i].year);
        assert_int_equal(got.own == NULL ? 0 : got.own->year, cases[i].own_year);
        assert_int_equal(got.national == NULL ? 0 : got.national->year, cases[i].national_year);
        assert_int_equal(got.rule, cases[i].rule);
        assert_true(got.own == NULL || got.own->area == &own_area);
        got = compare_country(&indicator, &series, NULL, NULL, none);
        assert_int_equal(got.year, 0);
        assert_int_equal(got.rule, COMPARE_NO_VALUE);
        got = compare_country(&indicator, &series, &country_area, &country_area, none);
        assert_int_equal(got.assessment, NOT);
        assert_null(got.national);
        got = compare_country(&indicator, &series, &own_area, NULL, none);
        assert_true(got.rule == COMPARE_NO_VALUE || got.rule == COMPARE_BY_HAND);
    }
}

#define S "\xC2\xA0"

static void the_rule_is_told_in_three_languages(void **state)
{
    (void)state;
    static const struct {
        enum compare_rule rule;
        struct tolerance tolerance;
        enum tolerance_source source;
        const char *unit;
        const char *fi, *sv, *en;
    } cases[] = {
        { COMPARE_BY_HAND, NO_TOLERANCE, 0, "%", "Arvio on annettu k\xC3\xA4sin suunnitelman tiedoissa.",
          "Bed\xC3\xB6mningen har angetts f\xC3\xB6r hand i planens uppgifter.",
          "The assessment was set by hand in the plan's data." },
        { COMPARE_TOLERANCE, RELATIVE(0.05), TOLERANCE_BY_DEFAULT, "%",
          "Neutraali, jos ero koko maan arvoon on enint\xC3\xA4\xC3\xA4n 5" S "% koko maan arvosta (yleinen raja).",
          "Neutral om skillnaden \xC3\xA4r h\xC3\xB6gst 5" S
          "% av hela landets v\xC3\xA4rde (allm\xC3\xA4n gr\xC3\xA4ns).",
          "Neutral where the difference from the national value is at most 5% of it (the general limit)." },
        { COMPARE_TOLERANCE, RELATIVE(0.125), TOLERANCE_OF_PLAN, "%",
          "Neutraali, jos ero koko maan arvoon on enint\xC3\xA4\xC3\xA4n 12,5" S "% koko maan arvosta (suunnitelman raja).",
          "Neutral om skillnaden \xC3\xA4r h\xC3\xB6gst 12,5" S
          "% av hela landets v\xC3\xA4rde (planens gr\xC3\xA4ns).",
          "Neutral where the difference from the national value is at most 12.5% of it (the plan's limit)." },
        { COMPARE_TOLERANCE, ABSOLUTE(0.5), TOLERANCE_OF_INDICATOR, "%",
          "Neutraali, jos ero koko maan arvoon on enint\xC3\xA4\xC3\xA4n 0,5" S
          "prosenttiyksikk\xC3\xB6\xC3\xA4 (indikaattorin oma raja).",
          "Neutral om skillnaden till hela landets v\xC3\xA4rde \xC3\xA4r h\xC3\xB6gst 0,5" S
          "procentenheter (indikatorns egen gr\xC3\xA4ns).",
          "Neutral where the difference from the national value is at most 0.5 percentage points (the indicator's own "
          "limit)." },
        { COMPARE_TOLERANCE, ABSOLUTE(2), TOLERANCE_OF_PLAN, "%s%n kpl",
          "Neutraali, jos ero koko maan arvoon on enint\xC3\xA4\xC3\xA4n 2" S "%s%n kpl (suunnitelman raja).",
          "Neutral om skillnaden till hela landets v\xC3\xA4rde \xC3\xA4r h\xC3\xB6gst 2" S
          "%s%n kpl (planens gr\xC3\xA4ns).",
          "Neutral where the difference from the national value is at most 2" S "%s%n kpl (the plan's limit)." },
        { COMPARE_TOLERANCE, ABSOLUTE(0.5), TOLERANCE_OF_PLAN, "\xE2\x80\xB0",
          "Neutraali, jos ero koko maan arvoon on enint\xC3\xA4\xC3\xA4n 0,5" S "\xE2\x80\xB0 (suunnitelman raja).",
          "Neutral om skillnaden till hela landets v\xC3\xA4rde \xC3\xA4r h\xC3\xB6gst 0,5" S
          "\xE2\x80\xB0 (planens gr\xC3\xA4ns).",
          "Neutral where the difference from the national value is at most 0.5\xE2\x80\xB0 (the plan's limit)." },
        { COMPARE_TOLERANCE, ABSOLUTE(1500), TOLERANCE_OF_PLAN, "",
          "Neutraali, jos ero koko maan arvoon on enint\xC3\xA4\xC3\xA4n 1" S "500 (suunnitelman raja).",
          "Neutral om skillnaden till hela landets v\xC3\xA4rde \xC3\xA4r h\xC3\xB6gst 1" S
          "500 (planens gr\xC3\xA4ns).",
          "Neutral where the difference from the national value is at most 1,500 (the plan's limit)." },
    };
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct comparison comparison = { .rule = cases[i].rule,
                                         .tolerance = cases[i].tolerance,
                                         .source = cases[i].source,
                                         .unit = text_of(cases[i].unit, LANG_FI) };
        assert_string_equal(compare_sentence(arena, &comparison, LANG_FI).bytes, cases[i].fi);
        assert_string_equal(compare_sentence(arena, &comparison, LANG_SV).bytes, cases[i].sv);
        assert_string_equal(compare_sentence(arena, &comparison, LANG_EN).bytes, cases[i].en);
    }
    for (int rule = COMPARE_BY_HAND; rule < COMPARE_TOLERANCE; rule++) { /* no rule is left untranslated */
        struct comparison comparison = { .rule = (enum compare_rule)rule };
        assert_int_equal(compare_sentence(arena, &comparison, LANG_FI).lang, LANG_FI);
        assert_int_equal(compare_sentence(arena, &comparison, LANG_SV).lang, LANG_SV);
        assert_true(compare_sentence(arena, &comparison, LANG_EN).length > 20);
    }
    struct comparison comparison = { .rule = COMPARE_TOLERANCE,
                                     .tolerance = RELATIVE(0.05),
                                     .source = TOLERANCE_BY_DEFAULT };
    for (long count = 0; count < 2; count++) {
        arena_reset(arena);
        arena_fail_after(arena, count);
        assert_true(text_absent(compare_sentence(arena, &comparison, LANG_FI)));
    }
    arena_free(arena);
}

static void like_sentences_are_found_alike(void **state)
{
    (void)state;
    struct comparison a = { .rule = COMPARE_TEST, .p = 0.1, .unit = text_of("%", LANG_FI) };
    struct comparison b = { .rule = COMPARE_TEST, .p = 0.2, .unit = text_of("kpl", LANG_FI) };
    assert_true(compare_same_sentence(&a, &b));
    b.rule = COMPARE_INTERVAL;
    assert_false(compare_same_sentence(&a, &b));
    a.rule = b.rule = COMPARE_TOLERANCE;
    a.tolerance = b.tolerance = (struct tolerance)RELATIVE(0.05);
    a.source = b.source = TOLERANCE_OF_PLAN;
    assert_true(compare_same_sentence(&a, &b)); /* of a share the unit is not told */
    a.tolerance = b.tolerance = (struct tolerance)ABSOLUTE(2);
    assert_false(compare_same_sentence(&a, &b));
    b.unit = a.unit;
    assert_true(compare_same_sentence(&a, &b));
    b.source = TOLERANCE_OF_INDICATOR;
    assert_false(compare_same_sentence(&a, &b));
    b.source = a.source;
    b.tolerance.size = 3;
    assert_false(compare_same_sentence(&a, &b));
    a.unit = b.unit = text_of(NULL, LANG_NONE);
    b.tolerance.size = 2;
    assert_true(compare_same_sentence(&a, &b));
}

static void assessments_have_words_and_marks(void **state)
{
    (void)state;
    static const struct {
        enum assessment assessment;
        enum mark mark;
        const char *fi, *sv, *en;
    } words[] = {
        { ASSESS_GOOD, MARK_GOOD, "hyv\xC3\xA4", "bra", "good" },
        { ASSESS_NEUTRAL, MARK_NEUTRAL, "neutraali", "neutral", "neutral" },
        { ASSESS_CONCERNING, MARK_CONCERNING, "huolestuttava",
          "orov\xC3\xA4"
          "ckande",
          "concerning" },
        { ASSESS_NONE, MARK_NOT_COMPARED, "ei vertailtavissa", "inte j\xC3\xA4mf\xC3\xB6rbar", "not compared" },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_string_equal(assessment_word(words[i].assessment, LANG_FI), words[i].fi);
        assert_string_equal(assessment_word(words[i].assessment, LANG_SV), words[i].sv);
        assert_string_equal(assessment_word(words[i].assessment, LANG_EN), words[i].en);
        assert_int_equal(assessment_mark(words[i].assessment), words[i].mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_holds_at_its_edges),
        cmocka_unit_test(p_values_are_those_of_the_test),
        cmocka_unit_test(differences_are_decimal),
        cmocka_unit_test(the_latest_year_of_both_is_chosen),
        cmocka_unit_test(the_rule_is_told_in_three_languages),
        cmocka_unit_test(like_sentences_are_found_alike),
        cmocka_unit_test(assessments_have_words_and_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
