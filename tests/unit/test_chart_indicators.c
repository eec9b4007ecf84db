/* The picture of an indicator table: places from known values, scales, years, what is missing, words, hostile labels,
 * memory out. */
#include "reports/chart_indicators.h"
#include "reports/join.h"
#include "tests/support/even_metrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WIDTH PT(400)

static const struct area areas[] = { { "maa", { "Land", 4, LANG_EN }, AREA_COUNTRY, NULL },
                                     { "oma", { "Area", 4, LANG_EN }, AREA_MUNICIPALITY, &areas[0] } };

struct bench {
    struct job job;
    struct plan plan;
    struct report_query query;
    struct build build;
    struct indicator indicator;
    struct series series;
    struct observation observations[32]; /* of the country, then of the area */
};

/* An indicator "7 Work" of shares, more is better, without observations. The label is 6 characters of 4 pt; behind
 * 12 pt the dots have 400 - 24 - 2 * 12 - 134 (years) = 218 pt. */
#define DOTS       PT(36)
#define DOTS_WIDTH PT(218)

static void bench_open(struct bench *bench)
{
    *bench = (struct bench){ .job = { .arena = arena_new(64 * MIB) }, .query = { .kind = REPORT_INDICATORS } };
    bench->indicator = (struct indicator){ .id = "7",
                                           .number = 7,
                                           .title = { "Work", 4, LANG_EN },
                                           .direction = DIRECTION_HIGHER,
                                           .series = &bench->series,
                                           .series_count = 1 };
    bench->series = (struct series){ .decimals = 1, .observations = bench->observations };
    bench->plan = (struct plan){ .areas = areas, .area_count = 2, .area = &areas[1] };
    bench->build = (struct build){
        .job = &bench->job, .metrics = even_metrics(), .plan = &bench->plan, .query = &bench->query, .lang = LANG_EN
    };
}

static void bench_close(struct bench *bench)
{
    arena_free(bench->job.arena);
}

static struct observation *seen(struct bench *bench, int area, int year, double value)
{
    struct observation *observation = &bench->observations[bench->series.observation_count++];
    *observation = (struct observation){ .area = &areas[area], .year = year, .value = value };
    return observation;
}

static struct indicator_rows rows_of(struct bench *bench)
{
    const struct indicator *indicator = &bench->indicator;
    return indicator_rows_collect(&bench->build, &indicator, 1);
}

static const struct figure *chart_of(struct bench *bench, const struct indicator_rows *rows, fix width)
{
    const struct chart_places places = chart_indicators_places(&bench->build, rows, width);
    return chart_indicators(&bench->build, rows, &places, 0, rows->count);
}

static const struct figure *draw(struct bench *bench)
{
    struct indicator_rows rows = rows_of(bench);
    const struct figure *figure = chart_of(bench, &rows, WIDTH);
    assert_non_null(figure);
    return figure;
}

static const struct item *text_at(const struct figure *figure, const char *words)
{
    for (size_t i = 0; i < figure->item_count; i++)
        if (figure->items[i].kind == ITEM_TEXT && figure->items[i].text.length == strlen(words) &&
            memcmp(figure->items[i].text.bytes, words, strlen(words)) == 0)
            return &figure->items[i];
    return NULL;
}

static const struct item *mark_of(const struct figure *figure, enum mark mark)
{
    for (size_t i = 0; i < figure->item_count; i++)
        if (figure->items[i].kind == ITEM_MARK && figure->items[i].mark.mark == mark)
            return &figure->items[i];
    return NULL;
}

/* The first line or outline of this width, stroke and number of steps. */
static const struct item *path_of(const struct figure *figure, fix line_width, enum tint stroke, size_t steps)
{
    for (size_t i = 0; i < figure->item_count; i++) {
        const struct item *item = &figure->items[i];
        if (item->kind == ITEM_PATH && item->path.line_width == line_width &&
            item->path.stroke == tint_colour(stroke) && item->path.count == steps)
            return item;
    }
    return NULL;
}

static size_t count_lines_of_years(const struct figure *figure)
{
    size_t count = 0;
    for (size_t i = 0; i < figure->item_count; i++)
        count += figure->items[i].kind == ITEM_PATH && figure->items[i].path.line_width == PT(0.9);
    return count;
}

static void assert_inside(const struct figure *figure)
{
    assert_true(figure->width <= WIDTH);
    for (size_t i = 0; i < figure->item_count; i++) {
        const struct item *item = &figure->items[i];
        assert_in_range(item->x + PT(1), 0, figure->width + PT(2));
        assert_in_range(item->y + PT(1), 0, figure->height + PT(2));
        if (item->kind == ITEM_TEXT)
            assert_true(item->x + item->text.width <= figure->width + PT(1));
    }
}

static void assert_alt(const struct figure *figure, const char *expected)
{
    char *alt = strndup(figure->alt.bytes, figure->alt.length);
    assert_string_equal(alt, expected);
    free(alt);
}

#define PLACE(percent)    (DOTS + (fix)(DOTS_WIDTH * (percent) / 100))
#define ASSERT_NEAR(a, b) assert_in_range((a) - (b) + 20, 0, 40) /* a fiftieth of a point */

static void shares_stand_on_one_scale(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 0, 2021, 60)->n = 1000;
    seen(&bench, 1, 2021, 40)->n = 100;
    const struct figure *figure = draw(&bench);
    const struct item *mark = mark_of(figure, MARK_CONCERNING);
    ASSERT_NEAR(mark->x + mark->mark.size / 2, PLACE(40));
    ASSERT_NEAR(path_of(figure, PT(1.4), TINT_INK, 2)->x, PLACE(60));
    /* Wilson: 30.94 to 49.80 */
    const struct item *interval = path_of(figure, PT(1.2), TINT_INK_SOFT, 2);
    ASSERT_NEAR(interval->x, PLACE(30.94));
    ASSERT_NEAR(interval->x + interval->path.steps[1].x, PLACE(49.80));
    /* the test's neutral range: around 60, some 10 to each side */
    const struct item *range = path_of(figure, PT(0.6), TINT_NEUTRAL, 5);
    assert_in_range(range->x, PLACE(49), PLACE(51));
    assert_in_range(range->x + range->path.steps[1].x, PLACE(69), PLACE(71));
    ASSERT_NEAR(text_at(figure, "25")->x + text_at(figure, "25")->text.width / 2, PLACE(25));
    assert_inside(figure);
    assert_alt(
        figure,
        "Area, compared with: Land; concerning 1. Concerning, the country's figure in brackets: 7 Work 40.0 (60.0). "
        "The table that follows gives all the figures by year.");
    bench_close(&bench);
}

/* The zero line's label is before the dots, the end with its unit behind: 24 + 30, and 400 - 54 - 46 - 134 = 166. */
static void others_stand_on_their_own(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.series.scale = SCALE_CHANGE;
    bench.series.unit = text_of("pc", LANG_EN);
    seen(&bench, 0, 2021, -10);
    seen(&bench, 1, 2021, -20);
    const struct figure *figure = draw(&bench);
    const struct item *mark = mark_of(figure, MARK_CONCERNING); /* -20 to 0 */
    ASSERT_NEAR(mark->x + mark->mark.size / 2, PT(54));
    ASSERT_NEAR(path_of(figure, PT(1.4), TINT_INK, 2)->x, PT(54) + PT(166) / 2);
    assert_non_null(text_at(figure, "0\u00A0pc"));
    assert_non_null(text_at(figure, "−20"));
    assert_null(text_at(figure, "25")); /* nothing stands on the common scale */
    assert_inside(figure);
    bench_close(&bench);
}

static void a_share_beyond_100_has_its_own_scale(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 0, 2021, 60);
    seen(&bench, 1, 2021, 130);
    const struct figure *figure = draw(&bench);
    ASSERT_NEAR(path_of(figure, PT(1.4), TINT_INK, 2)->x, PT(54) + PT(166) * 60 / 150);
    assert_null(text_at(figure, "25"));
    bench_close(&bench);
}

static void a_count_stands_without_the_country(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.series.scale = SCALE_COUNT;
    seen(&bench, 0, 2021, 83100);
    seen(&bench, 1, 2021, 2311);
    const struct figure *figure = draw(&bench);
    assert_null(text_at(figure, "Land"));
    assert_null(path_of(figure, PT(1.4), TINT_INK, 2));
    assert_non_null(text_at(figure, "2,500"));
    assert_non_null(text_at(figure, "not compared"));
    bench_close(&bench);
}

static void all_noughts_have_a_place(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.series.scale = SCALE_RATE;
    seen(&bench, 0, 2021, 0);
    seen(&bench, 1, 2020, 0);
    seen(&bench, 1, 2021, 0);
    const struct figure *figure = draw(&bench);
    const struct item *mark = mark_of(figure, MARK_NEUTRAL);
    ASSERT_NEAR(mark->x + mark->mark.size / 2, PT(54));
    assert_inside(figure);
    bench_close(&bench);
}

/* ---- Years ---- */

static void years_are_a_line_with_labelled_ends(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 0, 2021, 60);
    seen(&bench, 1, 2017, 40);
    seen(&bench, 1, 2018, 45);
    seen(&bench, 1, 2021, 60);
    const struct figure *figure = draw(&bench);
    const struct item *line = path_of(figure, PT(0.9), TINT_INK_SOFT, 3);
    ASSERT_NEAR(line->path.steps[1].x, PT(46) / 4); /* one year of four, of 46 pt */
    ASSERT_NEAR(line->path.steps[2].x, PT(46));
    ASSERT_NEAR(line->path.steps[2].y, -PT(8)); /* from the foot to the top of two thirds of the row */
    ASSERT_NEAR(line->path.steps[1].y, -PT(2));
    assert_true(text_at(figure, "2017")->x < line->x && text_at(figure, "2021")->x > line->x + PT(46));
    assert_non_null(text_at(figure, "40.0"));
    bench_close(&bench);
}

static void a_small_change_is_drawn_small(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 1, 2020, 50);
    seen(&bench, 1, 2021, 51); /* a tenth of the 10 that fill the height */
    const struct figure *figure = draw(&bench);
    ASSERT_NEAR(path_of(figure, PT(0.9), TINT_INK_SOFT, 2)->path.steps[1].y, -PT(8) / 10);
    bench_close(&bench);
}

static void a_missing_year_breaks_the_line(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 1, 2017, 40);
    seen(&bench, 1, 2018, 45);
    seen(&bench, 1, 2019, 0)->missing = MISSING_SUPPRESSED;
    seen(&bench, 1, 2020, 50);
    seen(&bench, 1, 2021, 0)->missing = MISSING_NOT_AVAILABLE;
    const struct figure *figure = draw(&bench);
    assert_int_equal(count_lines_of_years(figure), 2);
    assert_non_null(text_at(figure, "2020"));
    assert_null(text_at(figure, "2021"));
    assert_non_null(text_at(figure, "not compared"));
    bench_close(&bench);
}

static void one_year_has_one_label(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 0, 2021, 50);
    seen(&bench, 1, 2021, 50);
    const struct figure *figure = draw(&bench);
    const struct item *year = text_at(figure, "2021");
    assert_true(year->x > DOTS + DOTS_WIDTH + PT(12) + PT(90));
    size_t labels = 0;
    for (size_t i = 0; i < figure->item_count; i++)
        labels += figure->items[i].kind == ITEM_TEXT && figure->items[i].text.length == 4 &&
                  memcmp(figure->items[i].text.bytes, "2021", 4) == 0;
    assert_int_equal(labels, 1);
    bench_close(&bench);
}

static void nothing_but_missing_is_an_empty_row(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 1, 2021, 0)->missing = MISSING_SUPPRESSED;
    const struct figure *figure = draw(&bench);
    assert_non_null(text_at(figure, "7 Work"));
    assert_int_equal(count_lines_of_years(figure), 0);
    assert_alt(figure, "Area, compared with: Land. The table that follows gives all the figures by year.");
    bench_close(&bench);
}

static void the_country_alone_is_its_ticks_and_years(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    seen(&bench, 0, 2019, 40);
    seen(&bench, 0, 2021, 50);
    const struct figure *figure = draw(&bench);
    ASSERT_NEAR(path_of(figure, PT(1.4), TINT_INK, 2)->x, PLACE(50));
    assert_int_equal(count_lines_of_years(figure), 1);
    assert_null(text_at(figure, "Area:"));
    bench_close(&bench);
}

/* ---- Many rows, labels, failures ---- */

static void indicators_stay_whole(void **state)
{
    (void)state;
    static const struct {
        size_t sizes[6], expected[4];
    } cases[] = { { { 1 }, { 1 } },
                  { { 5, 1, 4, 1, 4, 4 }, { 11, 8 } },
                  { { 14, 1 }, { 14, 1 } },
                  { { 40 }, { 14, 14, 12 } },
                  { { 1, 1, 1, 1, 1, 1 }, { 6 } } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static struct indicator_row all[64];
        struct indicator_rows rows = { .rows = all };
        for (size_t j = 0; j < 6 && cases[i].sizes[j] > 0; j++) {
            size_t first = rows.count;
            for (size_t k = 0; k < cases[i].sizes[j]; k++)
                all[rows.count++] = (struct indicator_row){ .first = first, .count = cases[i].sizes[j] };
        }
        for (size_t from = 0, j = 0; from < rows.count; j++) {
            size_t count = chart_indicators_rows(&rows, from);
            assert_int_equal(count, cases[i].expected[j]);
            from += count;
        }
    }
}

/* Title, name and plot stand below each other, the scale's lines in the plots alone. */
static void a_narrow_picture_has_its_labels_above(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct named population = { "p", text_of("Pupils", LANG_EN) };
    bench.series.population = &population;
    seen(&bench, 0, 2021, 60)->n = 1000;
    seen(&bench, 1, 2019, 45)->n = 100;
    seen(&bench, 1, 2021, 40)->n = 100;
    struct indicator_rows rows = rows_of(&bench);
    const struct figure *narrow = chart_of(&bench, &rows, FIGURE_NARROW);
    const struct figure *wide = draw(&bench);
    assert_inside(narrow);
    assert_int_equal(narrow->width, FIGURE_NARROW);
    assert_true(text_equal(narrow->alt, wide->alt));
    const struct item *title = text_at(narrow, "7 Work"), *name = text_at(narrow, "Pupils");
    const struct item *mark = mark_of(narrow, MARK_CONCERNING), *line = path_of(narrow, PT(0.4), TINT_RULE, 2);
    assert_int_equal(title->x, 0);
    assert_int_equal(name->x, 0);
    assert_true(title->y < name->y && name->y < mark->y + mark->mark.size / 2);
    assert_true(line->y > name->y - PT(4));
    assert_non_null(text_at(narrow, "45.0"));
    assert_non_null(text_at(narrow, "2019"));
    for (enum assessment assessment = ASSESS_GOOD; assessment <= ASSESS_CONCERNING; assessment++)
        assert_true((text_at(narrow, assessment_word(assessment, LANG_EN)) != NULL) ==
                    (text_at(wide, assessment_word(assessment, LANG_EN)) != NULL));
    bench_close(&bench);
}

/* A unit in words would take the room of the dots: it stands in the title, above. */
static void a_narrow_picture_has_room_for_its_dots(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.series.scale = SCALE_RATE;
    bench.series.unit = text_of("of 1000", LANG_EN);
    seen(&bench, 0, 2021, 60);
    seen(&bench, 1, 2019, 61.2);
    seen(&bench, 1, 2021, 68.0);
    struct indicator_rows rows = rows_of(&bench);
    const struct figure *narrow = chart_of(&bench, &rows, FIGURE_NARROW);
    struct chart_places places = chart_indicators_places(&bench.build, &rows, FIGURE_NARROW);
    assert_inside(narrow);
    assert_true(places.plot_width >= PT(60));
    assert_int_equal(text_at(narrow, "7 Work, of 1000")->x, 0);
    assert_non_null(text_at(narrow, "80"));
    assert_null(text_at(draw(&bench), "7 Work, of 1000"));
    bench_close(&bench);
}

/* A column is as wide as its widest figure: none is cut, which would be another figure. */
static void long_figures_are_whole(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.series.scale = SCALE_RATE;
    bench.series.unit = text_of("e", LANG_NONE);
    bench.series.decimals = 0;
    seen(&bench, 1, 2019, -123456);
    seen(&bench, 1, 2021, 1234567);
    struct indicator_rows rows = rows_of(&bench);
    const struct figure *figure = chart_of(&bench, &rows, build_measure());
    assert_non_null(text_at(figure, "\u2212123,456"));
    assert_non_null(text_at(figure, "1,234,567"));
    assert_non_null(text_at(figure, "1,500,000\u00A0e"));
    bench_close(&bench);
}

static void hostile_labels_stay_in_their_place(void **state)
{
    (void)state;
    size_t length = 1000 * 1000;
    char *long_word = malloc(length);
    memset(long_word, 'x', length);
    const struct text labels[] = { { long_word, (uint32_t)length, LANG_NONE },
                                   text_of("%s%n </script> ( \\ ) \u4E01 \u05D0\u05D1", LANG_NONE),
                                   text_of("", LANG_NONE) };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct bench bench;
        bench_open(&bench);
        struct named population = { "p", labels[i] };
        bench.indicator.title = labels[i];
        bench.series.unit = labels[i];
        bench.series.population = &population;
        bench.series.scale = SCALE_RATE;
        seen(&bench, 0, 2021, 1e15);
        seen(&bench, 1, 2019, -1e15);
        seen(&bench, 1, 2021, 1e-4);
        struct indicator_rows rows = rows_of(&bench);
        const fix widths[] = { build_measure(), FIGURE_NARROW };
        for (size_t w = 0; w < 2; w++) {
            const struct figure *figure = chart_of(&bench, &rows, widths[w]);
            for (size_t j = 0; j < figure->item_count; j++)
                if (figure->items[j].kind == ITEM_TEXT)
                    assert_true(figure->items[j].x >= -PT(1) &&
                                figure->items[j].x + figure->items[j].text.width <= figure->width + PT(1));
        }
        bench_close(&bench);
    }
    free(long_word);
}

static void memory_out_gives_no_picture(void **state)
{
    (void)state;
    for (long fail = 0; fail < 2000; fail++) {
        struct bench bench;
        bench_open(&bench);
        seen(&bench, 0, 2021, 60)->n = 1000;
        seen(&bench, 1, 2019, 40)->n = 100;
        seen(&bench, 1, 2021, 40)->n = 100;
        struct indicator_rows rows = rows_of(&bench);
        arena_fail_after(bench.job.arena, fail);
        bool made = chart_of(&bench, &rows, WIDTH) != NULL;
        assert_int_equal(made, !arena_failed(bench.job.arena));
        bench_close(&bench);
        if (made)
            return;
    }
    fail_msg("it never ends");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_stand_on_one_scale),
        cmocka_unit_test(others_stand_on_their_own),
        cmocka_unit_test(a_share_beyond_100_has_its_own_scale),
        cmocka_unit_test(a_count_stands_without_the_country),
        cmocka_unit_test(all_noughts_have_a_place),
        cmocka_unit_test(years_are_a_line_with_labelled_ends),
        cmocka_unit_test(a_small_change_is_drawn_small),
        cmocka_unit_test(a_missing_year_breaks_the_line),
        cmocka_unit_test(one_year_has_one_label),
        cmocka_unit_test(nothing_but_missing_is_an_empty_row),
        cmocka_unit_test(the_country_alone_is_its_ticks_and_years),
        cmocka_unit_test(indicators_stay_whole),
        cmocka_unit_test(a_narrow_picture_has_its_labels_above),
        cmocka_unit_test(a_narrow_picture_has_room_for_its_dots),
        cmocka_unit_test(long_figures_are_whole),
        cmocka_unit_test(hostile_labels_stay_in_their_place),
        cmocka_unit_test(memory_out_gives_no_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
