/* Indicators: which rows and columns a table has, what it says, explanations, the report; hostile data, memory out. */
#include "reports/indicator_rows.h"
#include "reports/join.h"
#include "tests/support/doc_dump.h"
#include "tests/support/golden.h"
#include "tests/support/plan_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FI(words)                                                                                                      \
    {                                                                                                                  \
        words, sizeof(words) - 1, LANG_FI                                                                              \
    }
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct area areas[] = {
    { "maa", FI("Koko maa"), AREA_COUNTRY, NULL },
    { "alue", FI("Kymenlaakso"), AREA_REGION, &areas[0] },
    { "hamina", FI("Hamina"), AREA_MUNICIPALITY, &areas[1] },
    { "virolahti", FI("Virolahti"), AREA_MUNICIPALITY, &areas[1] },
};
enum { MAA, ALUE, OMA, TOINEN };
static const struct area *const two_areas[] = { &areas[OMA], &areas[TOINEN] };
static const struct named eights = { "8-9", FI("8. ja 9. luokkalaiset") }, high = { "lukio", FI("Lukiolaiset") };
static const struct named themes[] = { { "elintaso", FI("Elintaso & työssäkäynti") },
                                       { "tyhja", FI("Tyhjä") },
                                       { "terveys", FI("Terveys") } };
static const struct text two_sources[] = { FI("Kouluterveyskysely 2021"), FI("THL") };

#define SEEN(area_, year_, value_)                                                                                     \
    {                                                                                                                  \
        .area = &areas[area_], .year = year_, .value = value_                                                          \
    }
#define LACKS(area_, year_, why)                                                                                       \
    {                                                                                                                  \
        .area = &areas[area_], .year = year_, .missing = why                                                           \
    }
#define SERIES(population_, observations_)                                                                             \
    {                                                                                                                  \
        .population = population_, .unit = FI("%"), .decimals = -1, .observations = observations_,                     \
        .observation_count = COUNT(observations_)                                                                      \
    }
#define INDICATOR(number_, title_, series_)                                                                            \
    .id = #number_, .number = number_, .title = FI(title_), .unit = FI("%"), .series = series_,                        \
    .series_count = COUNT(series_)

static const struct observation work[] = { SEEN(MAA, 2019, 10.5), SEEN(MAA, 2021, 9.7), SEEN(OMA, 2019, 11),
                                           SEEN(OMA, 2020, 12.5), SEEN(OMA, 2021, 12) };
static const struct series work_series[] = { SERIES(NULL, work) };
static const struct observation content_8[] = { SEEN(MAA, 2019, 75.2),
                                                SEEN(MAA, 2021, 74),
                                                SEEN(OMA, 2019, 75.4),
                                                { .area = &areas[OMA],
                                                  .year = 2021,
                                                  .value = 80.1,
                                                  .n = 1204,
                                                  .has_low = true,
                                                  .low = 77.8,
                                                  .has_high = true,
                                                  .high = 82.2,
                                                  .note = FI("Vain yksi koulu.") } };
static const struct observation content_high[] = { SEEN(MAA, 2021, 74.5), LACKS(OMA, 2021, MISSING_SUPPRESSED) };
static const struct observation content_national[] = { SEEN(MAA, 2020, 90) };
static const struct named guardians = { "huoltajat", FI("4-vuotiaiden huoltajat") };
static const struct series content_series[] = { SERIES(&eights, content_8), SERIES(&high, content_high),
                                                SERIES(&guardians, content_national) };
static const struct target_value content_targets[] = { { 2024, 82, &eights }, { 2026, 85, &eights } };
static const struct series silent_series[] = { { .unit = FI("%"), .decimals = -1 } };

static const struct indicator indicators[] = {
    { INDICATOR(4, "Työttömät", work_series), .theme = &themes[0], .direction = DIRECTION_LOWER,
      .definition = FI("ilmaisee työttömien osuuden.") },
    { INDICATOR(7, "Tyytyväinen elämäänsä", content_series), .theme = &themes[2], .direction = DIRECTION_HIGHER,
      .targets = content_targets, .target_count = 2, .sources = two_sources, .source_count = 2,
      .definition = FI("Osuus vastaajista.\n- eka\n- toka") },
    { INDICATOR(15, "Tapaamiset toimivat", silent_series), .theme = &themes[2] },
};

static struct plan_fixture *open_fixture(const struct indicator *rows, size_t count, enum report_kind kind)
{
    struct plan_fixture *fixture = plan_fixture_new(kind);
    fixture->plan.areas = areas;
    fixture->plan.area_count = COUNT(areas);
    fixture->plan.area = &areas[OMA];
    fixture->plan.themes = themes;
    fixture->plan.theme_count = COUNT(themes);
    fixture->plan.indicators = rows;
    fixture->plan.indicator_count = count;
    return fixture;
}

static const struct indicator **all_of(struct plan_fixture *fixture)
{
    const struct indicator **all = arena_array(fixture->job.arena, fixture->plan.indicator_count + 1, sizeof *all);
    for (size_t i = 0; all != NULL && i < fixture->plan.indicator_count; i++)
        all[i] = &fixture->plan.indicators[i];
    return all;
}

static void tables(struct plan_fixture *fixture)
{
    build_indicator_tables(&fixture->build, &(struct indicator_tables){ .indicators = all_of(fixture),
                                                                        .count = fixture->plan.indicator_count });
}

static void golden(struct plan_fixture *fixture, const char *name)
{
    struct buf buf;
    buf_init(&buf, MIB);
    assert_int_equal(doc_status(fixture->build.doc), STATUS_OK);
    doc_dump(fixture->build.doc, &buf);
    golden_check("reports", name, &buf);
    buf_free(&buf);
}

static struct indicator_rows rows_of(struct plan_fixture *fixture)
{
    return indicator_rows_collect(&fixture->build, all_of(fixture), fixture->plan.indicator_count);
}

/* ---- Rows ---- */

static void a_row_is_a_series_and_area(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(indicators, 3, REPORT_INDICATORS);
    struct indicator_rows rows = rows_of(fixture);
    assert_int_equal(rows.count, 4);
    assert_ptr_equal(rows.rows[0].area, &areas[OMA]);
    assert_int_equal(rows.rows[0].value_count, 3);
    assert_int_equal(rows.rows[0].national->year, 2021);
    assert_ptr_equal(rows.rows[3].area, NULL); /* national figures alone */
    assert_int_equal(rows.rows[3].values[0].year, 2020);
    assert_int_equal(rows.rows[2].first, 1);
    assert_int_equal(rows.rows[2].count, 3);
    assert_int_equal(rows.silent_count, 1);
    assert_ptr_equal(rows.silent[0], &indicators[2]);
    assert_int_equal(rows.year_count, 3);
    assert_int_equal(rows.years[0], 2019);
    assert_int_equal(rows.years[2], 2021);
    assert_int_equal(rows.national_year, 0); /* 2021 and 2020 */
    assert_true(rows.own && rows.populations && rows.numbers && rows.intervals && rows.blanks);
    assert_false(rows.several_areas);
    plan_fixture_free(fixture);
}

static void areas_are_the_organisation_s_else_the_plan_s(void **state)
{
    (void)state;
    static const struct observation seen[] = { SEEN(MAA, 2021, 5), SEEN(ALUE, 2021, 6), SEEN(TOINEN, 2021, 7) };
    static const struct observation regional[] = { SEEN(MAA, 2021, 5), SEEN(ALUE, 2020, 6), SEEN(ALUE, 2021, 6) };
    static const struct series series[] = { SERIES(&eights, seen), SERIES(&high, regional) };
    static const struct indicator one[] = { { INDICATOR(1, "Yksi", series) } };
    struct plan_fixture *fixture = open_fixture(one, 1, REPORT_ORGANISATION);
    fixture->plan.area = &areas[ALUE];
    struct indicator_rows rows = rows_of(fixture); /* Hamina tells no areas */
    assert_int_equal(rows.count, 2);
    assert_ptr_equal(rows.area, &areas[ALUE]);
    /* areas that have observations, the plan's where these have none */
    fixture->organisations[HAMINA].areas = two_areas;
    fixture->organisations[HAMINA].area_count = 2;
    fixture->build.own_areas = NULL;
    rows = rows_of(fixture);
    assert_int_equal(rows.count, 2);
    assert_ptr_equal(rows.rows[0].area, &areas[TOINEN]);
    assert_ptr_equal(rows.rows[1].area, &areas[ALUE]);
    assert_true(rows.several_areas);
    assert_ptr_equal(rows.area, NULL);
    /* areas without any observation are as none */
    fixture->organisations[HAMINA].area_count = 1;
    fixture->build.own_areas = NULL;
    rows = rows_of(fixture);
    assert_ptr_equal(rows.area, &areas[ALUE]);
    /* a plan of the whole country compares nothing with itself */
    fixture->plan.area = &areas[MAA];
    fixture->organisations[HAMINA].area_count = 0;
    fixture->build.own_areas = NULL;
    rows = rows_of(fixture);
    assert_int_equal(rows.count, 2);
    assert_false(rows.own);
    plan_fixture_free(fixture);
}

static void numbers_of_a_table_have_one_exactness(void **state)
{
    (void)state;
    static const struct observation exact[] = { SEEN(MAA, 2021, 28.35), SEEN(OMA, 2021, 43) };
    static const struct observation whole[] = { SEEN(MAA, 2021, 43) };
    struct series series[] = { SERIES(&eights, exact), SERIES(&high, whole), SERIES(&guardians, whole) };
    series[2].scale = SCALE_RATE;
    const struct indicator one = { INDICATOR(1, "Yksi", series) };
    struct plan_fixture *fixture = open_fixture(&one, 1, REPORT_INDICATORS);
    struct indicator_rows rows = rows_of(fixture);
    assert_int_equal(rows.rows[0].decimals, 2);
    assert_int_equal(rows.rows[1].decimals, 2); /* as its sister */
    assert_int_equal(rows.rows[2].decimals, 0); /* another scale */
    series[0].decimals = 1;
    rows = rows_of(fixture);
    assert_int_equal(rows.rows[0].decimals, 1); /* told */
    assert_int_equal(rows.rows[1].decimals, 0);
    plan_fixture_free(fixture);
}

static void a_unit_is_told_once(void **state)
{
    (void)state;
    static const struct {
        const char *title, *unit;
        bool told; /* behind the title */
    } cases[] = {
        { "Yksinäiset", "%", true },
        { "Yksinäiset (%)", "%", false },
        { "Yksinäiset, %", "%", false },
        { "Alle 5 %", "%", true },
        { "Kulut, euroa", "euroa/asukas", true },
        { "Kulut (euroa)", "euroa", false },
        { "%", "%", true },
        { "(%)", "%", true },
        { "Yksinäiset (%), osuus", "%", true },
        { "Väestö", "", false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct text unit = indicator_unit_beside(text_of(cases[i].title, LANG_FI), text_of(cases[i].unit, LANG_FI));
        if (text_absent(unit) == cases[i].told)
            fail_msg("%s, %s", cases[i].title, cases[i].unit);
    }
}

static void too_many_years_are_newest_and_earlier(void **state)
{
    (void)state;
    static const struct observation even[] = { SEEN(OMA, 2002, 1), SEEN(OMA, 2004, 2), SEEN(OMA, 2006, 3) };
    static const struct observation odd[] = { SEEN(OMA, 2013, 4), SEEN(OMA, 2015, 5), SEEN(OMA, 2017, 6),
                                              SEEN(OMA, 2019, 7.5) };
    static const struct observation more[] = { SEEN(OMA, 2021, 8) };
    static const struct series first[] = { SERIES(NULL, even) }, second[] = { SERIES(NULL, odd) },
                               third[] = { SERIES(NULL, more) };
    static const struct indicator three[] = { { INDICATOR(1, "Yksi", first) },
                                              { INDICATOR(2, "Kaksi", second) },
                                              { INDICATOR(3, "Kolme", third) } };
    struct plan_fixture *fixture = open_fixture(three, 2, REPORT_INDICATORS);
    struct indicator_rows rows = rows_of(fixture);
    assert_int_equal(rows.year_count, 6); /* the three newest of each */
    assert_int_equal(rows.years[0], 2002);
    assert_int_equal(rows.years[3], 2015);
    fixture->plan.indicator_count = 3;
    rows = rows_of(fixture);
    assert_int_equal(rows.year_count, 0);
    tables(fixture);
    golden(fixture, "indicators-many-years");
    plan_fixture_free(fixture);
}

static void no_year_between_others_is_left_out(void **state)
{
    (void)state;
    static const struct observation even[] = { SEEN(OMA, 2019, 1), SEEN(OMA, 2021, 2), SEEN(OMA, 2023, 3) };
    static const struct observation each[] = { SEEN(OMA, 2018, 1), SEEN(OMA, 2019, 1), SEEN(OMA, 2020, 1),
                                               SEEN(OMA, 2021, 1), SEEN(OMA, 2022, 1), SEEN(OMA, 2023, 1),
                                               SEEN(OMA, 2024, 1) };
    static const struct observation long_ago[] = { SEEN(OMA, 2018, 1), SEEN(OMA, 2023, 1), SEEN(OMA, 2024, 1) };
    static const struct series first[] = { SERIES(NULL, even) }, second[] = { SERIES(NULL, each) },
                               third[] = { SERIES(NULL, long_ago) };
    static const struct indicator three[] = { { INDICATOR(1, "Yksi", first) },
                                              { INDICATOR(2, "Kaksi", second) },
                                              { INDICATOR(3, "Kolme", third) } };
    struct plan_fixture *fixture = open_fixture(three, 2, REPORT_INDICATORS);
    struct indicator_rows rows = rows_of(fixture);
    assert_int_equal(rows.year_count, 6);
    for (int i = 0; i < 6; i++)
        assert_int_equal(rows.years[i], 2019 + i); /* 2020 too, of which only the second's fourth newest is */
    fixture->plan.indicator_count = 3;
    rows = rows_of(fixture);
    assert_int_equal(rows.year_count, 6); /* seven would be too many */
    assert_int_equal(rows.years[0], 2018);
    assert_int_equal(rows.years[2], 2021);
    plan_fixture_free(fixture);
    fixture = open_fixture(&three[1], 1, REPORT_INDICATORS);
    rows = rows_of(fixture);
    assert_int_equal(rows.year_count, 3);
    plan_fixture_free(fixture);
    fixture = open_fixture(&three[1], 1, REPORT_INDICATOR); /* alone it has room for more */
    rows = rows_of(fixture);
    assert_int_equal(rows.year_count, 6);
    assert_int_equal(rows.years[0], 2019);
    plan_fixture_free(fixture);
}

/* ---- Tables ---- */

static void notes_of_earlier_figures_are_told(void **state)
{
    (void)state;
    static const struct observation costs[] = {
        SEEN(OMA, 2021, 239),
        { .area = &areas[OMA], .year = 2022, .value = 1269, .note = FI("Kertakirjaus.") },
        SEEN(OMA, 2023, 281),
        { .area = &areas[OMA], .year = 2024, .value = 290, .note = FI("Ennakkotieto.") },
    };
    static const struct series series[] = { SERIES(NULL, costs) };
    static const struct indicator one[] = { { INDICATOR(1, "Kustannukset", series) } };
    struct plan_fixture *fixture = open_fixture(one, 1, REPORT_ORGANISATION);
    tables(fixture);
    golden(fixture, "indicators-earlier-notes");
    plan_fixture_free(fixture);
}

static void a_table_tells_all_that_is_known(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(indicators, 3, REPORT_INDICATORS);
    tables(fixture);
    golden(fixture, "indicators-own");
    plan_fixture_free(fixture);
}

static void national_figures_alone_need_no_comparison(void **state)
{
    (void)state;
    static const struct observation first[] = { SEEN(MAA, 2018, 12.3) }, second[] = { SEEN(MAA, 2019, 7) };
    static const struct series one[] = { SERIES(NULL, first) }, two[] = { SERIES(&eights, second) };
    static const struct indicator national[] = { { INDICATOR(1, "Yksi", one), .direction = DIRECTION_HIGHER },
                                                 { INDICATOR(2, "Kaksi", two) } };
    struct plan_fixture *fixture = open_fixture(national, 2, REPORT_INDICATORS);
    tables(fixture);
    golden(fixture, "indicators-national");
    plan_fixture_free(fixture);
}

static void several_areas_have_a_row_each(void **state)
{
    (void)state;
    static const struct observation seen[] = { SEEN(MAA, 2021, 50), SEEN(OMA, 2021, 48), SEEN(TOINEN, 2021, 40) };
    static const struct observation few[] = { SEEN(MAA, 2021, 50) };
    static const struct series series[] = { SERIES(&eights, seen), SERIES(&high, few) };
    static const struct indicator one[] = { { INDICATOR(1, "Yksi", series), .direction = DIRECTION_HIGHER } };
    struct plan_fixture *fixture = open_fixture(one, 1, REPORT_ORGANISATION);
    fixture->organisations[HAMINA].areas = two_areas;
    fixture->organisations[HAMINA].area_count = 2;
    tables(fixture);
    golden(fixture, "indicators-areas");
    plan_fixture_free(fixture);
}

/* Where a report is not about the figures: the newest beside the earlier ones, the difference beside its word; the
 * country's year only where the own figure beside it is of another, or there is none. */
static void a_brief_table_has_the_newest_figures(void **state)
{
    (void)state;
    static const struct observation ahead[] = { SEEN(MAA, 2019, 50), SEEN(MAA, 2021, 51), SEEN(OMA, 2017, 40),
                                                SEEN(OMA, 2021, 48), SEEN(OMA, 2022, 47.5) };
    static const struct observation level[] = { SEEN(MAA, 2020, 50), SEEN(OMA, 2020, 50) };
    static const struct observation few[] = { SEEN(MAA, 2021, 50) };
    static const struct series first[] = { SERIES(&eights, ahead), SERIES(&high, few) };
    static const struct series second[] = { SERIES(NULL, level) };
    static const struct indicator two[] = { { INDICATOR(1, "Yksi", first), .direction = DIRECTION_HIGHER },
                                            { INDICATOR(2, "Kaksi", second), .direction = DIRECTION_LOWER } };
    struct plan_fixture *fixture = open_fixture(two, 2, REPORT_GOAL);
    tables(fixture);
    golden(fixture, "indicators-brief");
    plan_fixture_free(fixture);
}

/* One column of values needs one row of headings: whose they are. */
static void a_brief_table_of_the_country_has_one_head_row(void **state)
{
    (void)state;
    static const struct observation first[] = { SEEN(MAA, 2018, 12.3) }, second[] = { SEEN(MAA, 2019, 7) };
    static const struct series one[] = { SERIES(NULL, first) }, two[] = { SERIES(&eights, second) };
    static const struct indicator national[] = { { INDICATOR(1, "Yksi", one), .direction = DIRECTION_HIGHER },
                                                 { INDICATOR(2, "Kaksi", two) } };
    struct plan_fixture *fixture = open_fixture(national, 2, REPORT_GOAL);
    tables(fixture);
    golden(fixture, "indicators-brief-national");
    plan_fixture_free(fixture);
}

/* An area's row needs no population to be named. */
static void areas_without_populations(void **state)
{
    (void)state;
    static const struct observation seen[] = { SEEN(MAA, 2021, 50), SEEN(OMA, 2021, 48), SEEN(TOINEN, 2021, 40) };
    static const struct observation few[] = { SEEN(MAA, 2021, 50) };
    static const struct series first[] = { SERIES(NULL, seen) };
    static const struct series second[] = { SERIES(NULL, few) };
    static const struct indicator two[] = { { INDICATOR(1, "Yksi", first), .direction = DIRECTION_HIGHER },
                                            { INDICATOR(2, "Kaksi", second) } };
    struct plan_fixture *fixture = open_fixture(two, 2, REPORT_ORGANISATION);
    fixture->organisations[HAMINA].areas = two_areas;
    fixture->organisations[HAMINA].area_count = 2;
    tables(fixture);
    golden(fixture, "indicators-areas-alone");
    plan_fixture_free(fixture);
}

static void each_rule_tells_its_indicators(void **state)
{
    (void)state;
    static const struct observation plain[] = { SEEN(MAA, 2021, 50), SEEN(OMA, 2021, 48) };
    static const struct observation hand[] = {
        SEEN(MAA, 2021, 50), { .area = &areas[OMA], .year = 2021, .value = 48, .assessment = ASSESS_GOOD }
    };
    static const struct observation few[] = { { .area = &areas[MAA], .year = 2021, .value = 4, .n = 5000 },
                                              { .area = &areas[OMA], .year = 2021, .value = 8, .n = 50 } };
    static const struct series first[] = { SERIES(NULL, plain) }, second[] = { SERIES(NULL, hand) },
                               fifth[] = { SERIES(NULL, few) };
    static const struct indicator five[] = { { INDICATOR(1, "Yksi", first), .direction = DIRECTION_HIGHER },
                                             { INDICATOR(2, "Kaksi", second), .direction = DIRECTION_HIGHER },
                                             { INDICATOR(3, "Kolme", first), .direction = DIRECTION_LOWER },
                                             { INDICATOR(4, "Neljä", first) },
                                             { INDICATOR(5, "Viisi", fifth), .direction = DIRECTION_LOWER } };
    struct plan_fixture *fixture = open_fixture(five, 5, REPORT_INDICATORS);
    fixture->plan.tolerance = (struct tolerance){ TOLERANCE_ABSOLUTE, 1.5 };
    tables(fixture);
    golden(fixture, "indicators-rules");
    plan_fixture_free(fixture);
}

static void nothing_to_show_says_so_or_nothing(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(indicators, 0, REPORT_INDICATORS);
    tables(fixture);
    build_indicators_by_theme(&fixture->build, &(struct indicator_tables){ 0 });
    build_indicator_explanations(&fixture->build, NULL, 0);
    plan_fixture_expect(fixture, "");
    plan_fixture_free(fixture);
    fixture = open_fixture(&indicators[2], 1, REPORT_INDICATORS);
    tables(fixture);
    plan_fixture_expect(fixture, "small: Ilman lukuja: 15 Tapaamiset toimivat.\n");
    plan_fixture_free(fixture);
}

static void notes_with_the_same_words_share_a_number(void **state)
{
    (void)state;
    static const struct observation seen[] = {
        { .area = &areas[OMA], .year = 2019, .value = 1, .note = FI("Sama.") },
        { .area = &areas[OMA], .year = 2020, .value = 2, .note = FI("Toinen.") },
        { .area = &areas[OMA], .year = 2021, .value = 3, .note = FI("Sama.") },
    };
    static const struct series series[] = { SERIES(NULL, seen) };
    static const struct indicator one[] = { { INDICATOR(1, "Yksi", series) } };
    struct plan_fixture *fixture = open_fixture(one, 1, REPORT_INDICATORS);
    tables(fixture);
    struct buf buf;
    buf_init(&buf, MIB);
    doc_dump(fixture->build.doc, &buf);
    assert_non_null(strstr(buf.bytes, "1{_¹⁾ = Huomautus 1}"));
    assert_non_null(strstr(buf.bytes, "2{_²⁾ = Huomautus 2}"));
    assert_non_null(strstr(buf.bytes, "3{_¹⁾ = Huomautus 1}"));
    assert_null(strstr(buf.bytes, "³"));
    buf_free(&buf);
    plan_fixture_free(fixture);
}

/* ---- Explanations and the report ---- */

/* A column of sources is there only where there are any. */
static void explanations_stand_in_a_table(void **state)
{
    (void)state;
    static const struct text source = FI("Kysely 2019");
    static const struct {
        const char *definition;
        size_t sources;
        const char *expected;
    } cases[] = {
        { NULL, 0, "    1 th row cell: 1 *Nimi*\n    2 td: empty\n" },
        { "Eka.\nToka.", 0, "    1 th row cell: 1 *Nimi*\n    2 td:\n      cell: Eka.\n      cell: Toka.\n" },
        { "Osuus.", 1, "    1 th row cell: 1 *Nimi*\n    2 td cell: Osuus.\n    3 td cell: Kysely 2019\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct indicator one = { .number = 1,
                                       .title = FI("Nimi"),
                                       .sources = &source,
                                       .source_count = cases[i].sources,
                                       .definition = text_of(cases[i].definition, LANG_FI) };
        const struct indicator *const list[] = { &one };
        struct plan_fixture *fixture = open_fixture(&one, 1, REPORT_INDICATORS);
        build_indicator_explanations(&fixture->build, list, 1);
        char expected[400];
        snprintf(
            expected, sizeof expected,
            "TABLE %d columns\n  head\n    1 th column head: Indikaattori\n    2 th column head: Selitys\n%s  row\n%s",
            cases[i].sources > 0 ? 3 : 2, cases[i].sources > 0 ? "    3 th column head: Lähteet ja vuodet\n" : "",
            cases[i].expected);
        plan_fixture_expect(fixture, expected);
        plan_fixture_free(fixture);
    }
}

static void years_on_end_are_a_range(void **state)
{
    (void)state;
    static const struct {
        int years[6];
        const char *expected;
    } cases[] = {
        { { 0 }, "" },
        { { 2019 }, "luvut vuodelta 2019" },
        { { 2019, 2020 }, "luvut vuosilta 2019, 2020" },
        { { 2015, 2017, 2018, 2019, 2021 }, "luvut vuosilta 2015, 2017–2019, 2021" },
        { { 1900, 1901, 1902, 2198, 2199, 2200 }, "luvut vuosilta 1900–1902, 2198–2200" },
    };
    struct plan_fixture *fixture = open_fixture(NULL, 0, REPORT_INDICATORS);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct year_set years = { 0 };
        for (size_t j = 0; j < COUNT(cases[i].years); j++)
            year_set_add(&years, cases[i].years[j]);
        struct text told = build_years_text(&fixture->build, &years);
        assert_string_equal(join_copy(fixture->build.job->arena, told), cases[i].expected);
    }
    plan_fixture_free(fixture);
}

static void the_report_stands_by_theme(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(indicators, 3, REPORT_INDICATORS);
    build_indicators(&fixture->build);
    golden(fixture, "indicators-report");
    plan_fixture_free(fixture);
}

static void the_report_speaks_its_language(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(indicators, 3, REPORT_INDICATORS);
    fixture->build.lang = LANG_SV;
    tables(fixture);
    golden(fixture, "indicators-sv");
    assert_non_null(plan_fixture_again(fixture));
    fixture->build.lang = LANG_EN;
    tables(fixture);
    golden(fixture, "indicators-en");
    plan_fixture_free(fixture);
}

static void hostile_words_are_printed_as_they_are(void **state)
{
    (void)state;
    static const struct observation seen[] = {
        { .area = &areas[OMA], .year = 2021, .value = -1e300, .n = 1, .note = FI("%s%n <b>") }
    };
    static const struct series series[] = { SERIES(&high, seen) };
    static const struct indicator one[] = { { INDICATOR(-1, "%s%n </script> (", series), .definition = FI("- %n") } };
    struct plan_fixture *fixture = open_fixture(one, 1, REPORT_INDICATORS);
    fixture->plan.area = &areas[OMA];
    build_indicators(&fixture->build);
    golden(fixture, "indicators-hostile");
    plan_fixture_free(fixture);
}

static void memory_out_is_told_at_the_end(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(indicators, 3, REPORT_INDICATORS);
    bool whole = false;
    for (long fail = 0; fail < 5000 && !whole; fail++) {
        arena_reset(fixture->job.arena);
        fixture->build.own_areas = NULL;
        arena_fail_after(fixture->job.arena, fail);
        if (plan_fixture_again(fixture) == NULL)
            continue;
        build_indicators(&fixture->build);
        whole = doc_status(fixture->build.doc) == STATUS_OK;
        assert_true(whole || fixture->job.err.status == STATUS_NOMEM);
    }
    assert_true(whole);
    plan_fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_series_and_area),
        cmocka_unit_test(areas_are_the_organisation_s_else_the_plan_s),
        cmocka_unit_test(numbers_of_a_table_have_one_exactness),
        cmocka_unit_test(no_year_between_others_is_left_out),
        cmocka_unit_test(a_unit_is_told_once),
        cmocka_unit_test(too_many_years_are_newest_and_earlier),
        cmocka_unit_test(notes_of_earlier_figures_are_told),
        cmocka_unit_test(a_table_tells_all_that_is_known),
        cmocka_unit_test(national_figures_alone_need_no_comparison),
        cmocka_unit_test(several_areas_have_a_row_each),
        cmocka_unit_test(a_brief_table_has_the_newest_figures),
        cmocka_unit_test(a_brief_table_of_the_country_has_one_head_row),
        cmocka_unit_test(areas_without_populations),
        cmocka_unit_test(each_rule_tells_its_indicators),
        cmocka_unit_test(nothing_to_show_says_so_or_nothing),
        cmocka_unit_test(notes_with_the_same_words_share_a_number),
        cmocka_unit_test(explanations_stand_in_a_table),
        cmocka_unit_test(years_on_end_are_a_range),
        cmocka_unit_test(the_report_stands_by_theme),
        cmocka_unit_test(the_report_speaks_its_language),
        cmocka_unit_test(hostile_words_are_printed_as_they_are),
        cmocka_unit_test(memory_out_is_told_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
