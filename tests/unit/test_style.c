/* The style table: sizes that can be read, contrasts by WCAG 2.1, marks told apart; metrics, figures, sketches. */
#include "reports/figure.h"
#include "reports/mark.h"
#include "reports/style.h"
#include "tests/support/fake_metrics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Contrast: WCAG 2.1, relative luminance and contrast ratio ---- */

static double channel(unsigned value)
{
    double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(colour tone)
{
    return 0.2126 * channel(tone >> 16 & 255) + 0.7152 * channel(tone >> 8 & 255) + 0.0722 * channel(tone & 255);
}

static double contrast(colour a, colour b)
{
    double first = luminance(a);
    double second = luminance(b);
    return first > second ? (first + 0.05) / (second + 0.05) : (second + 0.05) / (first + 0.05);
}

static const enum tint pale[] = { TINT_WHITE,       TINT_HEAD_GROUND,    TINT_BAND_GROUND,      TINT_FOLLOW_GROUND,
                                  TINT_GOOD_GROUND, TINT_NEUTRAL_GROUND, TINT_CONCERNING_GROUND };
#define PALE (sizeof pale / sizeof pale[0])

static void the_ratio_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(fabs(contrast(0x000000, 0xFFFFFF) - 21.0) < 0.01);
    assert_true(fabs(contrast(0x767676, 0xFFFFFF) - 4.54) < 0.01);
    assert_true(fabs(contrast(0x777777, 0xFFFFFF) - 4.48) < 0.01);
}

static void every_text_is_read_on_every_ground(void **state)
{
    (void)state;
    for (int id = 0; id < STYLE_COUNT; id++)
        for (size_t g = 0; g < PALE; g++)
            if (contrast(style_of((enum style_id)id)->ink, tint_colour(pale[g])) < 4.5)
                fail_msg("style %d on tint %d: %.2f", id, (int)pale[g],
                         contrast(style_of((enum style_id)id)->ink, tint_colour(pale[g])));
}

static void words_in_a_meaning_s_colour_are_read(void **state)
{
    (void)state;
    for (int tint = TINT_GOOD; tint <= TINT_CONCERNING; tint++) {
        assert_true(contrast(tint_colour((enum tint)tint), tint_colour(TINT_WHITE)) >= 4.5);
        assert_true(contrast(tint_colour((enum tint)tint),
                             tint_colour((enum tint)(tint - TINT_GOOD + TINT_GOOD_GROUND))) >= 4.5);
        assert_true(contrast(tint_colour((enum tint)tint), tint_colour(TINT_FOLLOW_GROUND)) >= 4.5);
    }
    for (int tint = TINT_NOT_STARTED; tint <= TINT_NOT_REPORTED; tint++)
        assert_true(contrast(tint_colour((enum tint)tint), tint_colour(TINT_WHITE)) >= 4.5);
    assert_true(contrast(tint_colour(TINT_WHITE), tint_colour(TINT_BRAND)) >= 4.5);
}

static void every_mark_is_seen_on_every_ground(void **state)
{
    (void)state;
    for (int mark = MARK_NONE + 1; mark < MARK_COUNT; mark++)
        for (size_t g = 0; g < PALE; g++)
            assert_true(contrast(tint_colour(mark_shape((enum mark)mark)->fill), tint_colour(pale[g])) >= 3.0);
}

/* In grey the assessments still differ, and so do the shapes of all marks but the two dashes. */
static void marks_differ_without_colour(void **state)
{
    (void)state;
    static const enum tint assessments[] = { TINT_CONCERNING, TINT_GOOD, TINT_NEUTRAL };
    for (int i = 0; i < 2; i++)
        assert_true(contrast(tint_colour(assessments[i]), tint_colour(assessments[i + 1])) >= 1.1);
    for (int a = 1; a < MARK_COUNT; a++) {
        for (int b = a + 1; b < MARK_COUNT; b++) {
            const struct mark_shape *one = mark_shape((enum mark)a);
            const struct mark_shape *other = mark_shape((enum mark)b);
            bool same =
                one->count == other->count && memcmp(one->steps, other->steps, one->count * sizeof *one->steps) == 0;
            assert_false(same);
        }
    }
}

/* In grey, whichever of a bar's parts are beside each other. */
static void parts_of_bars_differ_without_colour(void **state)
{
    (void)state;
    static const enum tint ladder[] = { TINT_BAR_DONE,       TINT_BAR_DELAYED,     TINT_BAR_CANCELLED,
                                        TINT_BAR_CONTINUOUS, TINT_BAR_IN_PROGRESS, TINT_BAR_NOT_STARTED };
    for (size_t i = 0; i + 1 < sizeof ladder / sizeof *ladder; i++) {
        colour darker = tint_colour(ladder[i]), paler = tint_colour(ladder[i + 1]);
        assert_true(luminance(darker) < luminance(paler));
        assert_true(contrast(darker, paler) >= 1.35);
    }
}

static void every_mark_stays_in_its_box(void **state)
{
    (void)state;
    assert_int_equal(mark_shape(MARK_NONE)->count, 0);
    assert_string_equal(mark_character(MARK_NONE), "");
    assert_ptr_equal(mark_shape(MARK_COUNT), mark_shape(MARK_NONE));
    for (int mark = 1; mark < MARK_COUNT; mark++) {
        const struct mark_shape *shape = mark_shape((enum mark)mark);
        assert_true(shape->count > 3 && shape->count <= MARK_STEPS_MAX);
        assert_int_equal(shape->steps[0].op, PATH_MOVE);
        assert_int_equal(shape->steps[shape->count - 1].op, PATH_CLOSE);
        assert_true(mark_character((enum mark)mark)[0] != '\0');
        for (size_t i = 0; i < shape->count; i++)
            assert_true(shape->steps[i].x >= 0 && shape->steps[i].x <= 1000 && shape->steps[i].y >= 0 &&
                        shape->steps[i].y <= 1000);
    }
}

/* ---- Sizes ---- */

static void sizes_can_be_read(void **state)
{
    (void)state;
    for (int id = 0; id < STYLE_COUNT; id++) {
        const struct style *style = style_of((enum style_id)id);
        assert_true(style->size >= PT(7.5) && style->size <= PT(36));
        assert_true(style->leading >= style->size * 11 / 10);
        assert_true(style->face < FACE_COUNT);
    }
    assert_ptr_equal(style_of(STYLE_COUNT), style_of(STYLE_BODY));
    assert_int_equal(tint_colour(TINT_NONE), COLOUR_NONE);
    assert_int_equal(tint_colour(TINT_COUNT), COLOUR_NONE);
    assert_true(page_style.head_baseline < page_style.top &&
                page_style.foot_baseline > page_style.height - page_style.bottom);
}

static void faces_get_bold_and_italic(void **state)
{
    (void)state;
    assert_int_equal(style_face(FACE_TEXT, true, false), FACE_TEXT_BOLD);
    assert_int_equal(style_face(FACE_NARROW, false, true), FACE_NARROW_ITALIC);
    assert_int_equal(style_face(FACE_NARROW, false, false), FACE_NARROW);
    assert_int_equal(style_face(FACE_TEXT_BOLD, false, true), FACE_TEXT_BOLD);
    assert_int_equal(style_face(FACE_TEXT_ITALIC, false, true), FACE_TEXT);
    assert_int_equal(style_face(FACE_TEXT_ITALIC, true, false), FACE_TEXT_BOLD);
    assert_int_equal(metrics_spare(FACE_NARROW_BOLD), FACE_SPARE_BOLD);
    assert_int_equal(metrics_spare(FACE_TEXT_ITALIC), FACE_SPARE_ITALIC);
    assert_int_equal(metrics_spare(FACE_NARROW), FACE_SPARE);
}

/* ---- Metrics ---- */

static void widths_count_every_character(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        fix width;
    } rows[] = {
        { "", 0 },      { "ab", PT(10) }, { "a b", PT(12.5) },    { "W", PT(10) },        { "a\u0301", PT(5) },
        { "→", PT(5) }, { "中", PT(6) },  { "\xFF\xFE", PT(12) }, { "a\u200Db", PT(15) }, { "\uFE0F", 0 },
        { "Ж", PT(5) },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(metrics_width(fake_metrics(), FACE_TEXT, PT(10), rows[i].text, strlen(rows[i].text)),
                         rows[i].width);
    assert_int_equal(metrics_scale(UINT32_MAX, PT(100)), WIDTH_MAX);
    assert_int_equal(metrics_advance(fake_metrics(), FACE_TEXT, 0x110000), ADVANCE_LACKING);
}

static void runs_are_of_one_face(void **state)
{
    (void)state;
    static const char text[] = "a→b中\uFE0F\xFF";
    static const struct {
        size_t length;
        enum face face;
        uint32_t code;
    } rows[] = {
        { 1, FACE_TEXT_BOLD, 0 },      { 3, FACE_SPARE_BOLD, 0 },     { 1, FACE_TEXT_BOLD, 0 },
        { 3, FACE_TEXT_BOLD, 0x4E2D }, { 1, FACE_TEXT_BOLD, 0xFFFD },
    };
    struct text_run run;
    size_t at = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(metrics_run(fake_metrics(), FACE_TEXT_BOLD, text, sizeof text - 1, &at, &run));
        assert_int_equal(run.length, rows[i].length);
        assert_int_equal(run.face, rows[i].face);
        assert_int_equal(run.code, rows[i].code);
    }
    assert_false(metrics_run(fake_metrics(), FACE_TEXT_BOLD, text, sizeof text - 1, &at, &run));
    assert_int_equal(at, sizeof text - 1);
}

/* ---- Sketches ---- */

static const struct text alt = { "What it says", 12, LANG_FI };

static void a_quarter_sector_ends_where_it_should(void **state)
{
    (void)state;
    struct job job = { .arena = arena_new(MIB) };
    struct sketch *sketch = sketch_new(&job, fake_metrics(), PT(100), PT(100));
    sketch_sector(sketch, &(struct sector){ PT(50), PT(50), PT(10), PT(40), 0, 250 }, TINT_BRAND, TINT_NONE);
    const struct figure *figure = sketch_finish(sketch, alt);
    assert_non_null(figure);
    assert_int_equal(figure->item_count, 1);
    const struct item *item = &figure->items[0];
    assert_int_equal(item->x, PT(50));
    const struct path_step *steps = item->path.steps;
    assert_true(abs(steps[0].x) < 10 && abs(steps[0].y + PT(40)) < 10); /* 12 o'clock, outside */
    bool right = false;
    for (size_t i = 0; i < item->path.count; i++)
        right = right || (abs(steps[i].x - PT(40)) < 10 && abs(steps[i].y) < 10);
    assert_true(right); /* 3 o'clock */
    arena_free(job.arena);
}

static void a_circle_is_round(void **state)
{
    (void)state;
    struct job job = { .arena = arena_new(MIB) };
    struct sketch *sketch = sketch_new(&job, fake_metrics(), PT(100), PT(100));
    sketch_circle(sketch, 0, 0, PT(30), TINT_BRAND, TINT_NONE);
    const struct item *item = &sketch_finish(sketch, alt)->items[0];
    fix x = item->path.steps[0].x;
    fix y = item->path.steps[0].y;
    for (size_t i = 1; i + 1 < item->path.count; i++) {
        const struct path_step *step = &item->path.steps[i];
        for (double t = 0; t <= 1; t += 0.25) { /* points of the curve are a radius from the middle */
            double u = 1 - t;
            double px = u * u * u * x + 3 * u * u * t * step->x1 + 3 * u * t * t * step->x2 + t * t * t * step->x;
            double py = u * u * u * y + 3 * u * u * t * step->y1 + 3 * u * t * t * step->y2 + t * t * t * step->y;
            assert_true(fabs(sqrt(px * px + py * py) - PT(30)) < 30);
        }
        x = step->x;
        y = step->y;
    }
    arena_free(job.arena);
}

static void labels_stand_where_they_are_told(void **state)
{
    (void)state;
    struct job job = { .arena = arena_new(MIB) };
    struct sketch *sketch = sketch_new(&job, fake_metrics(), PT(100), PT(100));
    static const struct {
        enum alignment align;
        fix max;
        const char *text;
        fix x;
        const char *shown;
    } rows[] = {
        { ALIGN_START, 0, "abcd", PT(50), "abcd" },        { ALIGN_CENTRE, 0, "abcd", PT(40), "abcd" },
        { ALIGN_END, 0, "abcd", PT(30), "abcd" },          { ALIGN_START, PT(20), "abcd", PT(50), "abcd" },
        { ALIGN_START, PT(20) - 1, "abcd", PT(50), "ab" }, { ALIGN_END, PT(20), "ab defgh", PT(32.5), "ab" },
        { ALIGN_START, 1, "abcd", PT(50), "…" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        sketch_text(sketch, PT(50), PT(10),
                    &(struct label_spec){ FACE_TEXT, PT(10), TINT_INK, rows[i].align, rows[i].max },
                    text_of(rows[i].text, LANG_FI));
    sketch_text(sketch, 0, 0, &(struct label_spec){ .size = PT(10) }, (struct text){ 0 });
    const struct figure *figure = sketch_finish(sketch, alt);
    size_t at = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct item *item = &figure->items[at++];
        bool dots = strcmp(rows[i].shown, rows[i].text) != 0;
        if (rows[i].align != ALIGN_END || !dots)
            assert_int_equal(item->x, rows[i].x);
        assert_int_equal(item->text.length, strlen(rows[i].shown));
        assert_memory_equal(item->text.bytes, rows[i].shown, item->text.length);
        at += dots && strcmp(rows[i].shown, "…") != 0;
    }
    assert_int_equal(at, figure->item_count);
    arena_free(job.arena);
}

static void a_sketch_fails_with_its_memory(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    bool done = false;
    for (long count = 0; !done; count++) {
        arena_reset(arena);
        arena_fail_after(arena, count);
        struct job job = { .arena = arena };
        struct sketch *sketch = sketch_new(&job, fake_metrics(), PT(10), PT(10));
        if (sketch == NULL)
            continue;
        sketch_line(sketch, 0, 0, 1, 1, 1, TINT_INK);
        sketch_circle(sketch, 0, 0, 1, TINT_INK, TINT_INK);
        sketch_sector(sketch, &(struct sector){ 0, 0, 1, 2, 0, 2000 }, TINT_INK, TINT_INK);
        sketch_polygon(sketch, (const fix[]){ 0, 0, 1, 1 }, 2, TINT_INK, TINT_INK);
        sketch_polygon(sketch, NULL, 0, TINT_INK, TINT_INK);
        sketch_mark(sketch, 0, 0, PT(8), MARK_CONTINUOUS);
        sketch_mark(sketch, 0, 0, PT(8), MARK_NONE);
        sketch_text(sketch, 0, 0, &(struct label_spec){ .size = PT(8) }, text_of("a→", LANG_FI));
        const struct figure *figure = sketch_finish(sketch, alt);
        done = figure != NULL;
        assert_true(done == !arena_failed(arena));
        if (done)
            assert_int_equal(figure->item_count, 7);
    }
    arena_fail_after(arena, -1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ratio_is_that_of_wcag),
        cmocka_unit_test(every_text_is_read_on_every_ground),
        cmocka_unit_test(words_in_a_meaning_s_colour_are_read),
        cmocka_unit_test(every_mark_is_seen_on_every_ground),
        cmocka_unit_test(marks_differ_without_colour),
        cmocka_unit_test(parts_of_bars_differ_without_colour),
        cmocka_unit_test(every_mark_stays_in_its_box),
        cmocka_unit_test(sizes_can_be_read),
        cmocka_unit_test(faces_get_bold_and_italic),
        cmocka_unit_test(widths_count_every_character),
        cmocka_unit_test(runs_are_of_one_face),
        cmocka_unit_test(a_quarter_sector_ends_where_it_should),
        cmocka_unit_test(a_circle_is_round),
        cmocka_unit_test(labels_stand_where_they_are_told),
        cmocka_unit_test(a_sketch_fails_with_its_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
