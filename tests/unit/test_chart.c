/* Charts: places and sizes from known values, alternative texts, what there is too much of, hostile labels, memory out.
 */
#include "reports/build.h"
#include "reports/chart.h"
#include "reports/join.h"
#include "tests/support/even_metrics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct job job;
    struct plan plan;
    struct build build;
};

static void bench_open(struct bench *bench, enum lang lang)
{
    *bench = (struct bench){ .job = { .arena = arena_new(64 * MIB) } };
    bench->plan.from = 2020;
    bench->plan.to = 2024;
    bench->build = (struct build){ .job = &bench->job, .metrics = even_metrics(), .plan = &bench->plan, .lang = lang };
}

static void bench_close(struct bench *bench)
{
    arena_free(bench->job.arena);
}

static struct text label(const char *words)
{
    return text_of(words, LANG_EN);
}

static void assert_alt(const struct figure *figure, const char *expected)
{
    char *alt = strndup(figure->alt.bytes, figure->alt.length);
    assert_string_equal(alt, expected);
    free(alt);
}

/* The n-th rectangle of this fill; NULL: there are not so many. */
static const struct item *rect_of(const struct figure *figure, enum tint fill, size_t n)
{
    for (size_t i = 0; i < figure->item_count; i++)
        if (figure->items[i].kind == ITEM_RECT && figure->items[i].rect.fill == tint_colour(fill) && n-- == 0)
            return &figure->items[i];
    return NULL;
}

/* The n-th text of these words. */
static const struct item *text_at(const struct figure *figure, const char *words, size_t n)
{
    for (size_t i = 0; i < figure->item_count; i++) {
        const struct item *item = &figure->items[i];
        if (item->kind == ITEM_TEXT && item->text.length == strlen(words) &&
            memcmp(item->text.bytes, words, item->text.length) == 0 && n-- == 0)
            return item;
    }
    return NULL;
}

/* Nothing is drawn outside of the figure's box but the half of a line's width. */
static void assert_inside(const struct figure *figure)
{
    for (size_t i = 0; i < figure->item_count; i++) {
        const struct item *item = &figure->items[i];
        assert_in_range(item->x + PT(1), 0, figure->width + PT(2));
        assert_in_range(item->y + PT(1), 0, figure->height + PT(2));
        if (item->kind == ITEM_RECT)
            assert_true(item->x + item->rect.width <= figure->width && item->y + item->rect.height <= figure->height);
        if (item->kind == ITEM_TEXT)
            assert_true(item->x + item->text.width <= figure->width + PT(1));
    }
}

/* ---- Status ---- */

static const struct figure *status_of(struct bench *bench, const struct status_row *rows, size_t count, fix width)
{
    return chart_status(&bench->build, &(struct status_rows){ .rows = rows, .count = count }, width);
}

static void a_bar_is_as_wide_as_its_count(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    /* the label is 3 characters of 4 pt wide; the bars have 412 - 12 - 8 (gap) - 1 (line) = 391 pt for 10 actions */
    const struct status_row rows[] = {
        { .label = label("one"), .counts = { [FOLLOW_DONE] = 4, [FOLLOW_DELAYED] = 5 }, .not_reported = 1 },
        { .label = label("two"), .counts = { [FOLLOW_DONE] = 5 } },
    };
    const struct figure *figure = status_of(&bench, rows, 2, PT(412));
    const struct item *done = rect_of(figure, TINT_BAR_DONE, 0), *delayed = rect_of(figure, TINT_BAR_DELAYED, 0);
    const struct item *second = rect_of(figure, TINT_BAR_DONE, 1);
    assert_int_equal(done->x, PT(20));
    assert_int_equal(done->rect.width, PT(391) * 4 / 10);
    assert_int_equal(delayed->x, PT(20) + PT(391) * 4 / 10);
    assert_int_equal(delayed->rect.width, PT(391) * 5 / 10);
    assert_int_equal(second->x, PT(20));
    assert_int_equal(second->rect.width, PT(391) * 5 / 10);
    assert_true(second->y > done->y + done->rect.height);
    /* the count stands in the middle of its part */
    const struct item *five = text_at(figure, "5", 0);
    assert_int_equal(five->x + five->text.width / 2, delayed->x + delayed->rect.width / 2);
    assert_inside(figure);
    assert_alt(figure,
               "15 actions: Done 9, Delayed 5, Not reported 1. one: Done 4, Delayed 5, Not reported 1. two: Done 5.");
    bench_close(&bench);
}

static void parts_stand_in_one_order(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    struct status_row row = { .label = label("all"), .not_reported = 1, .not_applicable = 1 };
    for (enum follow_status status = 0; status < FOLLOW_COUNT; status++)
        row.counts[status] = 1;
    const struct figure *figure = status_of(&bench, &row, 1, PT(420));
    static const enum tint order[] = {
        TINT_BAR_DONE,      TINT_BAR_CONTINUOUS, TINT_BAR_IN_PROGRESS, TINT_BAR_NOT_STARTED, TINT_BAR_DELAYED,
        TINT_BAR_CANCELLED, TINT_WHITE
    };
    for (size_t i = 1; i < sizeof order / sizeof *order; i++)
        assert_true(rect_of(figure, order[i], 0)->x > rect_of(figure, order[i - 1], 0)->x);
    assert_alt(figure, "8 actions: Done 1, Continuous 1, In progress 1, Not started 1, Delayed 1, Cancelled 1, "
                       "Not reported 1, Does not concern the organisation 1.");
    bench_close(&bench);
}

static void nothing_counted_is_no_chart(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    const struct status_row rows[] = { { .label = label("none") }, { .label = label("one"), .counts = { 1 } } };
    assert_null(status_of(&bench, rows, 0, PT(400)));
    assert_null(status_of(&bench, rows, 1, PT(400)));
    const struct figure *figure = status_of(&bench, rows, 2, PT(400));
    assert_non_null(text_at(figure, "No actions", 0));
    assert_alt(figure, "1 action: Not started 1. none: No actions. one: Not started 1.");
    bench_close(&bench);
}

static void a_count_without_room_is_left_to_the_table(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    const struct status_row row = { .counts = { [FOLLOW_DONE] = 999, [FOLLOW_DELAYED] = 1 } };
    const struct figure *figure = status_of(&bench, &row, 1, PT(401));
    assert_int_equal(rect_of(figure, TINT_BAR_DELAYED, 0)->rect.width, PT(0.4));
    assert_non_null(text_at(figure, "999", 0));
    assert_null(text_at(figure, "1", 0));
    bench_close(&bench);
}

static void many_rows_stand_closer_and_more_become_one(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    static struct status_row rows[1000];
    for (size_t i = 0; i < 1000; i++)
        rows[i] = (struct status_row){ .label = label("row"), .counts = { [FOLLOW_DONE] = 1 }, .not_reported = 1 };
    const struct figure *twelve = status_of(&bench, rows, 12, PT(400));
    const struct figure *thirty = status_of(&bench, rows, 30, PT(400));
    const struct figure *thousand = status_of(&bench, rows, 1000, PT(400));
    assert_true(twelve->height < PT(420) && thirty->height < PT(450)); /* a page has some 490 pt */
    assert_non_null(rect_of(thirty, TINT_BAR_DONE, 29));
    assert_null(rect_of(thousand, TINT_BAR_DONE, 1));
    assert_non_null(text_at(thousand, "All together", 0));
    assert_alt(thousand, "2,000 actions: Done 1,000, Not reported 1,000.");
    bench_close(&bench);
}

static void a_chart_speaks_the_report_s_language(void **state)
{
    (void)state;
    struct bench bench;
    const struct status_row row = { .counts = { [FOLLOW_DONE] = 1000 }, .not_reported = 234 };
    bench_open(&bench, LANG_FI);
    assert_alt(status_of(&bench, &row, 1, PT(400)),
               "1\u00A0234 toimenpidettä: Toteutunut 1\u00A0000, Ei raportoitu 234.");
    bench.build.lang = LANG_SV;
    assert_non_null(strstr(status_of(&bench, &row, 1, PT(400))->alt.bytes, "åtgärder"));
    bench_close(&bench);
}

/* Below each bar stands a thinner one of the time before, on the same scale, both with their years. */
static void the_time_before_is_a_thinner_bar(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    bench.build.year = 2022;
    const struct status_row now[] = { { .label = label("one"), .counts = { [FOLLOW_DONE] = 8 }, .not_reported = 2 },
                                      { .label = label("two"), .counts = { [FOLLOW_DONE] = 5 } } };
    const struct status_row before[] = { { .counts = { [FOLLOW_DELAYED] = 4 }, .not_reported = 6 },
                                         { .counts = { [FOLLOW_DONE] = 5 } } };
    /* 12 pt label, 8 gap, 18 year, 1 line: 391 of 430 for 10 actions */
    const struct status_rows rows = { now, before, 2, 2020 };
    const struct figure *figure = chart_status(&bench.build, &rows, PT(430));
    const struct item *done = rect_of(figure, TINT_BAR_DONE, 0), *delayed = rect_of(figure, TINT_BAR_DELAYED, 0);
    assert_int_equal(done->rect.width, PT(391) * 8 / 10);
    assert_int_equal(delayed->rect.width, PT(391) * 4 / 10);
    assert_int_equal(delayed->x, done->x);
    assert_true(delayed->y > done->y + done->rect.height && delayed->rect.height < done->rect.height);
    assert_true(rect_of(figure, TINT_BAR_DONE, 1)->y > delayed->y + delayed->rect.height);
    const struct item *year = text_at(figure, "2020", 0);
    assert_true(year->x > PT(12) && year->x + year->text.width < delayed->x);
    assert_in_range(year->y, delayed->y, delayed->y + delayed->rect.height);
    assert_non_null(text_at(figure, "2022", 1));
    assert_non_null(text_at(figure, "4", 0));
    assert_non_null(text_at(figure, "Delayed", 0)); /* the key has it, though nothing is delayed any more */
    assert_inside(figure);
    assert_alt(figure, "15 actions: Done 13, Not reported 2. 2020: Done 5, Delayed 4, Not reported 6. one: Done 8, "
                       "Not reported 2. two: Done 5.");
    bench_close(&bench);
}

static void many_rows_leave_the_time_before_to_the_table(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    static struct status_row now[40], before[40];
    for (size_t i = 0; i < 40; i++) {
        now[i] = (struct status_row){ .label = label("row"), .counts = { [FOLLOW_DONE] = 1 } };
        before[i] = (struct status_row){ .counts = { [FOLLOW_DELAYED] = 1 } };
    }
    const struct figure *ten = chart_status(&bench.build, &(struct status_rows){ now, before, 10, 2021 }, PT(400));
    const struct figure *eleven = chart_status(&bench.build, &(struct status_rows){ now, before, 11, 2021 }, PT(400));
    const struct figure *forty = chart_status(&bench.build, &(struct status_rows){ now, before, 40, 2021 }, PT(400));
    assert_true(ten->height < PT(440));
    assert_non_null(rect_of(ten, TINT_BAR_DELAYED, 9));
    assert_null(rect_of(eleven, TINT_BAR_DELAYED, 0));
    assert_non_null(rect_of(forty, TINT_BAR_DELAYED, 0));
    assert_null(rect_of(forty, TINT_BAR_DELAYED, 1));
    bench_close(&bench);
}

static void a_narrow_chart_has_its_labels_above(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    /* 66 characters of 4 pt: two lines of 240 pt */
    const struct status_row rows[] = {
        { .label = label("The first row has a label which is longer than a narrow figure's line"), .counts = { 2, 1, 3 } },
        { .label = label("two"), .counts = { 3 } },
    };
    const struct status_row before[] = { { .counts = { 1 } }, { .counts = { 1 } } };
    for (int doubled = 0; doubled <= 1; doubled++) {
        const struct status_rows all = { rows, doubled ? before : NULL, 2, 2021 };
        const struct figure *narrow = chart_status(&bench.build, &all, FIGURE_NARROW);
        const struct figure *wide = chart_status(&bench.build, &all, PT(412));
        assert_inside(narrow);
        assert_int_equal(narrow->width, FIGURE_NARROW);
        assert_true(narrow->height > wide->height);
        const struct item *bar = rect_of(narrow, TINT_BAR_DONE, 0), *second = text_at(narrow, "two", 0);
        const struct item *line = text_at(narrow, "figure's line", 0);
        assert_int_equal(line->x, 0);
        assert_true(line->y < bar->y);
        assert_true(bar->x <= PT(18)); /* a year at most is before it */
        assert_true(second->y > bar->y + bar->rect.height);
        assert_int_equal(second->x, 0);
        assert_true(text_equal(narrow->alt, wide->alt));
    }
    bench_close(&bench);
}

static void hostile_labels_stay_in_their_place(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    size_t length = 1000 * 1000;
    char *long_word = malloc(length);
    memset(long_word, 'x', length);
    static const char signs[] = "%s%n </script> ( \\ ) \u4E01 \u05D0\u05D1";
    const struct text labels[] = { { long_word, (uint32_t)length, LANG_NONE }, label(signs), label("   "), label("") };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const struct status_row row = { .label = labels[i], .counts = { 3 } };
        assert_inside(status_of(&bench, &row, 1, PT(400)));
        assert_inside(status_of(&bench, &row, 1, FIGURE_NARROW));
    }
    free(long_word);
    bench_close(&bench);
}

static void memory_out_gives_no_status_chart(void **state)
{
    (void)state;
    for (long fail = 0; fail < 1000; fail++) {
        struct bench bench;
        bench_open(&bench, LANG_EN);
        const struct status_row rows[] = { { .label = label("a b"), .counts = { 1, 2, 3 } }, { .not_reported = 4 } };
        arena_fail_after(bench.job.arena, fail);
        bool made = status_of(&bench, rows, 2, PT(400)) != NULL;
        assert_int_equal(made, !arena_failed(bench.job.arena));
        bench_close(&bench);
        if (made)
            return;
    }
    fail_msg("it never ends");
}

/* ---- What charts share ---- */

static void labels_wrap_at_spaces(void **state)
{
    (void)state;
    static const struct {
        const char *label, *first, *second;
    } cases[] = {
        { "", NULL, NULL },
        { "short", "short", NULL },
        { "exactly twenty chars", "exactly twenty chars", NULL },
        { "two lines of words here", "two lines of words", "here" },
        { "  spaces   around  ", "spaces   around", NULL },
        { "averyveryverylongwordhere tail", "averyveryverylongwordhere", "tail" },
        { "more than two lines of words, the last one is cut where it is drawn", "more than two lines",
          "of words, the last one is cut where it is drawn" },
    };
    const struct label_spec spec = { FACE_NARROW, PT(8), TINT_INK, ALIGN_START, PT(80) }; /* 20 characters of 4 pt */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text lines[CHART_LINES];
        size_t count = chart_wrap(even_metrics(), &spec, label(cases[i].label), lines);
        const char *expected[CHART_LINES] = { cases[i].first, cases[i].second };
        assert_int_equal(count, (expected[0] != NULL) + (expected[1] != NULL));
        for (size_t j = 0; j < count; j++) {
            assert_int_equal(lines[j].length, strlen(expected[j]));
            assert_memory_equal(lines[j].bytes, expected[j], lines[j].length);
        }
    }
}

static double luminance(enum tint tint)
{
    static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(tint_colour(tint) >> (16 - 8 * i) & 255) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(enum tint a, enum tint b)
{
    double first = luminance(a) + 0.05, second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

/* WCAG 2.1, 1.4.3: counts on their parts; and parts that are neighbours differ without colour. */
static void parts_of_a_bar_can_be_read(void **state)
{
    (void)state;
    assert_true(contrast(TINT_WHITE, TINT_BAR_DONE) >= 4.5);
    assert_true(contrast(TINT_INK, TINT_BAR_CONTINUOUS) >= 4.5);
    assert_true(contrast(TINT_INK, TINT_BAR_IN_PROGRESS) >= 4.5);
    assert_true(contrast(TINT_INK, TINT_BAR_NOT_STARTED) >= 4.5);
    assert_true(contrast(TINT_WHITE, TINT_BAR_DELAYED) >= 4.5);
    assert_true(contrast(TINT_INK, TINT_BAR_CANCELLED) >= 4.5);
    static const enum tint order[] = {
        TINT_BAR_DONE,      TINT_BAR_CONTINUOUS, TINT_BAR_IN_PROGRESS, TINT_BAR_NOT_STARTED, TINT_BAR_DELAYED,
        TINT_BAR_CANCELLED, TINT_WHITE
    };
    for (size_t i = 1; i < sizeof order / sizeof *order; i++)
        assert_true(contrast(order[i - 1], order[i]) >= 1.35);
}

/* ---- The annual clock ---- */

static const struct event events[] = {
    { .month = 11, .to_month = 2, .title = { "Over the new year", 17, LANG_EN }, .kind = EVENT_PLANNING },
    { .month = 3, .title = { "One month", 9, LANG_EN }, .kind = EVENT_DECISION },
    { .month = 1, .to_month = 12, .title = { "All year", 8, LANG_EN }, .kind = EVENT_ACTION },
    { .month = 3, .to_month = 3, .title = { "Another", 7, LANG_EN } },
};

static void events_stand_by_month(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    assert_null(build_events_sorted(&bench.build));
    assert_null(chart_annual_clock(&bench.build, PT(300)));
    bench.plan.events = events;
    bench.plan.event_count = 4;
    const struct event *const *sorted = build_events_sorted(&bench.build);
    static const size_t expected[] = { 2, 1, 3, 0 };
    for (size_t i = 0; i < 4; i++)
        assert_ptr_equal(sorted[i], &events[expected[i]]);
    bench_close(&bench);
}

/* Where a number stands tells the months of its arc: 1/1000 of a turn from 12 o'clock. */
static int angle_of(const struct figure *figure, fix size, const char *number)
{
    const struct item *item = text_at(figure, number, 0);
    double x = item->x + item->text.width / 2.0 - size / 2.0;
    double y = item->y - 0.35 * item->text.size - size / 2.0; /* cap height is 0.7 em */
    double turn = atan2(x, -y) / (2 * M_PI) * 1000;
    return (int)lround(turn < 0 ? turn + 1000 : turn);
}

static void arcs_lie_in_their_months(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    bench.plan.events = events;
    bench.plan.event_count = 4;
    const struct figure *figure = chart_annual_clock(&bench.build, PT(300));
    assert_int_equal(figure->height, PT(300));
    assert_inside(figure);
    /* 2 and 3 in March: from 166 to 250; 4 from November to February, its middle at 12 o'clock */
    assert_in_range(angle_of(figure, PT(300), "2"), 166, 250);
    assert_in_range(angle_of(figure, PT(300), "3"), 166, 250);
    int over = angle_of(figure, PT(300), "4");
    assert_true(over < 40 || over > 960);
    assert_in_range(angle_of(figure, PT(300), "1"), 450, 550);
    assert_non_null(text_at(figure, "2020–2024", 0));
    assert_non_null(text_at(figure, "planning", 0));
    assert_null(text_at(figure, "evaluation", 0));
    assert_alt(figure, "Ring of the twelve months with 4 events. Most events are going on in one month: March, 3. "
                       "The events are listed in the table that follows.");
    bench_close(&bench);
}

/* The month that it is, whichever: by a word in its part of the ring, by a shape, by the words for listeners. No report
 * knows it. */
static void the_month_that_it_is_is_framed(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    bench.plan.events = events;
    bench.plan.event_count = 4;
    const struct figure *plain = chart_annual_clock(&bench.build, PT(300));
    assert_null(text_at(plain, "Now", 0));
    for (int month = 1; month <= 12; month++) {
        bench.build.now = month;
        const struct figure *figure = chart_annual_clock(&bench.build, PT(300));
        assert_inside(figure);
        assert_int_equal(figure->width, plain->width);
        assert_int_equal(figure->item_count, plain->item_count + 3); /* the word, two sides */
        assert_in_range(angle_of(figure, PT(300), "Now"), 1000 * (month - 1) / 12, 1000 * month / 12);
        assert_null(text_at(figure, "Now", 1));
    }
    assert_alt(chart_annual_clock(&bench.build, PT(300)),
               "Ring of the twelve months with 4 events. Most events are going on in one month: March, 3. "
               "The current month, December, is framed. The events are listed below.");
    bench_close(&bench);
}

/* A screen may be narrow: nothing stands beside the ring there. */
static void on_a_screen_the_key_stands_below(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    bench.plan.events = events;
    bench.plan.event_count = 4;
    const struct figure *paper = chart_annual_clock(&bench.build, PT(300));
    assert_true(text_at(paper, "planning", 0)->x > PT(300));
    bench.build.screen = true;
    const struct figure *screen = chart_annual_clock(&bench.build, PT(300));
    assert_inside(screen);
    assert_int_equal(screen->width, PT(300));
    assert_true(text_at(screen, "planning", 0)->y > PT(300));
    assert_int_equal(screen->item_count, paper->item_count);
    bench_close(&bench);
}

static void a_ring_holds_what_it_can(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    static struct event many[1000];
    for (size_t i = 0; i < 1000; i++)
        many[i] = (struct event){ .month = 5, .title = { "May", 3, LANG_EN }, .kind = (enum event_kind)(i % 6) };
    bench.plan.events = many;
    bench.plan.event_count = 1000;
    const struct figure *figure = chart_annual_clock(&bench.build, PT(260));
    assert_inside(figure);
    /* (130 - 24 - 36) / 9 = 7 lanes of 10 pt; three of them are wide enough for two in a month */
    assert_non_null(text_at(figure, "10", 0));
    assert_null(text_at(figure, "11", 0));
    assert_non_null(text_at(figure, "+ 990 in the table only", 0));
    assert_non_null(chart_annual_clock(&bench.build, PT(50)));
    bench.plan.event_count = 24; /* two a month: all have a place */
    for (size_t i = 0; i < 24; i++)
        many[i].month = (int)i / 2 + 1;
    figure = chart_annual_clock(&bench.build, PT(260));
    assert_non_null(text_at(figure, "24", 0));
    bench_close(&bench);
}

/* A label's box, or a shape's circle; both by their middle. */
struct blot {
    double x, y, half_width, half_height;
    bool circle;
};

static struct blot blot_of_path(const struct item *item)
{
    fix left = 0, right = 0, top = 0, bottom = 0;
    for (size_t i = 0; i < item->path.count; i++) {
        if (item->path.steps[i].op == PATH_CLOSE)
            continue;
        left = item->path.steps[i].x < left || i == 0 ? item->path.steps[i].x : left;
        right = item->path.steps[i].x > right || i == 0 ? item->path.steps[i].x : right;
        top = item->path.steps[i].y < top || i == 0 ? item->path.steps[i].y : top;
        bottom = item->path.steps[i].y > bottom || i == 0 ? item->path.steps[i].y : bottom;
    }
    return (struct blot){ item->x + (left + right) / 2.0, item->y + (top + bottom) / 2.0, (right - left) / 2.0,
                          (bottom - top) / 2.0, true };
}

/* A circle is no larger than its half width or height, and a box touches it where its nearest point lies in it. */
static bool blots_touch(const struct blot *a, const struct blot *b)
{
    double x = fabs(a->x - b->x), y = fabs(a->y - b->y), reach = 0;
    const struct blot *const both[] = { a, b };
    for (int i = 0; i < 2; i++) {
        reach += both[i]->circle ? fmax(both[i]->half_width, both[i]->half_height) : 0;
        x -= both[i]->circle ? 0 : both[i]->half_width;
        y -= both[i]->circle ? 0 : both[i]->half_height;
    }
    return reach == 0 ? x < 0 && y < 0 : hypot(fmax(x, 0), fmax(y, 0)) < reach;
}

/* All numbers and shapes of the ring are there and none touches another. */
static void assert_readable(const struct figure *figure, size_t expected)
{
    struct blot blots[128];
    size_t count = 0, numbers = 0;
    for (size_t i = 0; i < figure->item_count; i++) {
        const struct item *item = &figure->items[i];
        if (item->kind == ITEM_TEXT && item->text.length <= 2 && item->text.bytes[0] <= '9') {
            double half = 0.36 * item->text.size; /* capitals' and digits' height is 0.7 em */
            blots[count++] =
                (struct blot){ item->x + item->text.width / 2.0, item->y - half, item->text.width / 2.0, half, false };
            numbers++;
        } else if (item->kind == ITEM_PATH && item->path.fill == tint_colour(TINT_INK)) {
            blots[count++] = blot_of_path(item);
        }
    }
    assert_int_equal(numbers, expected);
    assert_true(count >= 2 * expected);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (blots_touch(&blots[i], &blots[j]))
                fail_msg("at %.0f, %.0f and %.0f, %.0f", blots[i].x, blots[i].y, blots[j].x, blots[j].y);
}

static void twenty_four_events_can_be_read(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    static struct event many[24];
    bench.plan.events = many;
    bench.plan.event_count = 24;
    for (int month = 1; month <= 12; month++) { /* all in one month */
        for (int i = 0; i < 24; i++)
            many[i] = (struct event){ .month = month, .title = { "x", 1, LANG_EN }, .kind = (enum event_kind)(i % 6) };
        assert_readable(chart_annual_clock(&bench.build, PT(360)), 24);
    }
    for (int i = 0; i < 24; i++) /* two a month */
        many[i] = (struct event){ .month = i / 2 + 1, .title = { "x", 1, LANG_EN }, .kind = (enum event_kind)(i % 6) };
    assert_readable(chart_annual_clock(&bench.build, PT(260)), 24);
    for (int i = 0; i < 6; i++) { /* long ones among them, one over the new year */
        many[i].month = 2 * i + 1;
        many[i].to_month = (2 * i + 4) % 12 + 1;
    }
    assert_readable(chart_annual_clock(&bench.build, PT(260)), 24);
    for (int i = 6; i < 24; i++)
        many[i].month = 5;
    assert_readable(chart_annual_clock(&bench.build, PT(360)), 24);
    bench_close(&bench);
}

/* ---- Ease and impact ---- */

static const struct subgoal judged[] = {
    { .id = "I.1", .ease = EASE_EASY, .impact = IMPACT_HIGH },
    { .id = "I.2", .ease = EASE_HARD, .impact = IMPACT_LOW },
    { .id = "I.3", .ease = EASE_EASY, .impact = IMPACT_MEDIUM },
    { .id = "I.4", .ease = EASE_EASY },
    { .id = "I.5", .impact = IMPACT_HIGH },
};
static const struct goal judged_goal = { .id = "I", .subgoals = judged, .subgoal_count = 5 };

static void subgoals_stand_in_their_box(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    assert_null(chart_ease_impact(&bench.build, PT(400), PT(200)));
    bench.plan.goals = &judged_goal;
    bench.plan.goal_count = 1;
    const struct figure *figure = chart_ease_impact(&bench.build, PT(400), PT(200));
    assert_inside(figure);
    /* "Medium impact" is 13 characters of 4 pt; 8 pt of space: the boxes are from 60 to 399, and 182 high */
    const struct item *first = text_at(figure, "I.1", 0), *second = text_at(figure, "I.2", 0);
    const struct item *third = text_at(figure, "I.3", 0);
    assert_in_range(first->x, PT(229.5), PT(399));
    assert_in_range(first->y, 0, PT(182) / 3);
    assert_in_range(second->x, PT(60), PT(229.5));
    assert_in_range(second->y, PT(182) * 2 / 3, PT(182));
    assert_in_range(third->x, PT(229.5), PT(399));
    assert_in_range(third->y, PT(182) / 3, PT(182) * 2 / 3);
    assert_null(text_at(figure, "I.4", 0));
    assert_null(text_at(figure, "I.5", 0));
    assert_alt(figure,
               "3 subgoals by ease and impact. Easy to change with a high impact: I.1. The table that follows tells "
               "them all.");
    bench_close(&bench);
}

/* 16 and 40 subgoals, even where all are of one kind: every id inside its box, none upon another, none left out. */
static void forty_subgoals_stay_in_their_box(void **state)
{
    (void)state;
    static const size_t counts[] = { 16, 40 };
    static struct subgoal many[40];
    static char ids[40][8];
    for (size_t n = 0; n < 2; n++) {
        struct bench bench;
        bench_open(&bench, LANG_FI);
        for (size_t i = 0; i < counts[n]; i++) {
            snprintf(ids[i], sizeof ids[i], "III.%zu", i + 1);
            many[i] = (struct subgoal){ .id = ids[i], .ease = EASE_EASY, .impact = IMPACT_HIGH };
        }
        const struct goal goal = { .id = "III", .subgoals = many, .subgoal_count = counts[n] };
        bench.plan.goals = &goal;
        bench.plan.goal_count = 1;
        const struct figure *figure = chart_ease_impact(&bench.build, CHART_FIELD_WIDTH, CHART_FIELD_HEIGHT);
        const struct item *medium = text_at(figure, "Keskisuuri vaikutus", 0), *before = NULL;
        assert_inside(figure);
        for (size_t i = 0; i < counts[n]; i++) {
            const struct item *id = text_at(figure, ids[i], 0);
            assert_non_null(id);
            assert_in_range(id->x, figure->width / 2, figure->width);
            assert_in_range(id->x + id->text.width, 0, figure->width);
            assert_in_range(id->y - id->text.size, 0, medium->y);
            assert_in_range(id->y, 0, medium->y - PT(20));
            assert_true(before == NULL || id->x >= before->x + before->text.width ||
                        id->y >= before->y + id->text.size);
            before = id;
        }
        bench_close(&bench);
    }
}

static void a_full_box_ends_in_dots(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, LANG_EN);
    static struct subgoal many[2000];
    static char ids[2000][8];
    for (size_t i = 0; i < 2000; i++) {
        snprintf(ids[i], sizeof ids[i], "A.%zu", i + 1);
        many[i] = (struct subgoal){ .id = ids[i], .ease = EASE_HARD, .impact = IMPACT_HIGH };
    }
    const struct goal goal = { .id = "A", .subgoals = many, .subgoal_count = 2000 };
    bench.plan.goals = &goal;
    bench.plan.goal_count = 1;
    const struct figure *figure = chart_ease_impact(&bench.build, PT(400), PT(200));
    assert_inside(figure);
    assert_non_null(text_at(figure, "A.1", 0));
    assert_null(text_at(figure, "A.2000", 0));
    const struct item *dots = text_at(figure, "…", 0);
    assert_non_null(dots);
    assert_in_range(dots->y, 0, text_at(figure, "Medium impact", 0)->y - PT(30)); /* ten lines, and no more */
    assert_true(figure->height < PT(300));
    bench_close(&bench);
}

static void memory_out_gives_no_chart(void **state)
{
    (void)state;
    bool made = false;
    for (long fail = 0; fail < 2000 && !made; fail++) {
        struct bench bench;
        bench_open(&bench, LANG_FI);
        bench.plan.events = events;
        bench.plan.event_count = 4;
        bench.plan.goals = &judged_goal;
        bench.plan.goal_count = 1;
        arena_fail_after(bench.job.arena, fail);
        bool clock = chart_annual_clock(&bench.build, PT(300)) != NULL;
        bool field = chart_ease_impact(&bench.build, PT(400), PT(200)) != NULL;
        made = clock && field;
        assert_int_equal(made, !arena_failed(bench.job.arena));
        bench_close(&bench);
    }
    assert_true(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_as_wide_as_its_count),
        cmocka_unit_test(parts_stand_in_one_order),
        cmocka_unit_test(nothing_counted_is_no_chart),
        cmocka_unit_test(a_count_without_room_is_left_to_the_table),
        cmocka_unit_test(many_rows_stand_closer_and_more_become_one),
        cmocka_unit_test(a_chart_speaks_the_report_s_language),
        cmocka_unit_test(the_time_before_is_a_thinner_bar),
        cmocka_unit_test(many_rows_leave_the_time_before_to_the_table),
        cmocka_unit_test(a_narrow_chart_has_its_labels_above),
        cmocka_unit_test(hostile_labels_stay_in_their_place),
        cmocka_unit_test(memory_out_gives_no_status_chart),
        cmocka_unit_test(labels_wrap_at_spaces),
        cmocka_unit_test(parts_of_a_bar_can_be_read),
        cmocka_unit_test(events_stand_by_month),
        cmocka_unit_test(arcs_lie_in_their_months),
        cmocka_unit_test(the_month_that_it_is_is_framed),
        cmocka_unit_test(on_a_screen_the_key_stands_below),
        cmocka_unit_test(a_ring_holds_what_it_can),
        cmocka_unit_test(twenty_four_events_can_be_read),
        cmocka_unit_test(subgoals_stand_in_their_box),
        cmocka_unit_test(forty_subgoals_stay_in_their_box),
        cmocka_unit_test(a_full_box_ends_in_dots),
        cmocka_unit_test(memory_out_gives_no_chart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
