/* Figures as SVG: places from known values, classes instead of colours, hostile words, memory and room out. */
#include "fcgi/web.h"
#include "reports/mark.h"
#include "reports/svg.h"
#include "tests/support/even_metrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct job job;
    struct buf out;
};

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    if (bench == NULL)
        return -1;
    bench->job.arena = arena_new(64 * MIB);
    buf_init(&bench->out, 16 * MIB);
    *state = bench;
    return 0;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;
    buf_free(&bench->out);
    arena_free(bench->job.arena);
    free(bench);
    return 0;
}

static struct sketch *sketch_of(struct bench *bench)
{
    return sketch_new(&bench->job, even_metrics(), PT(300), PT(100));
}

/* The figure between its opening and closing tag. */
static const char *drawn(struct bench *bench, struct sketch *sketch)
{
    const struct figure *figure = sketch_finish(sketch, text_of("Alt", LANG_EN));
    buf_reset(&bench->out);
    assert_int_equal(svg_figure(figure, LANG_EN, &bench->job, &bench->out), STATUS_OK);
    char *start = strchr(bench->out.bytes, '>') + 1, *end = strstr(start, "</svg>");
    assert_non_null(end);
    return arena_text(bench->job.arena, start, (size_t)(end - start));
}

static void a_figure_is_an_image_by_its_words(void **state)
{
    struct bench *bench = *state;
    const struct figure *figure = sketch_finish(sketch_of(bench), text_of("A \"<b>\" & 'c'", LANG_SV));
    assert_int_equal(svg_figure(figure, LANG_FI, &bench->job, &bench->out), STATUS_OK);
    assert_string_equal(bench->out.bytes, "<svg class=\"chart\" viewBox=\"0 0 300 100\" width=\"400\" height=\"133\" "
                                          "lang=\"sv\" role=\"img\" aria-label=\"A &quot;&lt;b&gt;&quot; &amp; "
                                          "&#39;c&#39;\"></svg>");
}

static void a_narrow_form_goes_with_it(void **state)
{
    struct bench *bench = *state;
    const struct figure *wide = sketch_finish(sketch_of(bench), text_of("Alt", LANG_FI));
    const struct figure *narrow =
        sketch_finish(sketch_new(&bench->job, even_metrics(), FIGURE_NARROW, PT(60)), text_of("Alt", LANG_FI));
    const struct figure *pair = figure_pair(bench->job.arena, wide, narrow);
    assert_int_equal(svg_figure(pair, LANG_FI, &bench->job, &bench->out), STATUS_OK);
    assert_string_equal(bench->out.bytes,
                        "<svg class=\"chart for-wide\" viewBox=\"0 0 300 100\" width=\"400\" height=\"133\" "
                        "role=\"img\" aria-label=\"Alt\"></svg>"
                        "<svg class=\"chart for-narrow\" viewBox=\"0 0 240 60\" width=\"320\" height=\"80\" "
                        "role=\"img\" aria-label=\"Alt\"></svg>");
    assert_null(figure_pair(bench->job.arena, NULL, narrow));
}

static void shapes_stand_where_they_were_drawn(void **state)
{
    struct bench *bench = *state;
    struct sketch *sketch = sketch_of(bench);
    sketch_rect(sketch, PT(1), PT(2.5), PT(10), PT(0.333), TINT_BAR_DELAYED);
    assert_string_equal(drawn(bench, sketch),
                        "<rect x=\"1\" y=\"2.5\" width=\"10\" height=\"0.33\" class=\"f-bar-delayed\"/>");
    sketch = sketch_of(bench);
    sketch_line(sketch, PT(10), PT(20), PT(5), PT(20.126), PT(0.4), TINT_RULE);
    assert_string_equal(drawn(bench, sketch),
                        "<path d=\"M10 20l-5 0.13\" class=\"f-none s-rule\" stroke-width=\"0.4\"/>");
    sketch = sketch_of(bench);
    sketch_polygon(sketch, (const fix[]){ 0, 0, PT(4), 0, PT(4), PT(3) }, 3, TINT_GOOD_GROUND, TINT_NONE);
    assert_string_equal(drawn(bench, sketch), "<path d=\"M0 0h4v3z\" class=\"f-good-ground\"/>");
    sketch = sketch_of(bench);
    sketch_mark(sketch, PT(50), PT(40), PT(8), MARK_DELAYED);
    assert_string_equal(drawn(bench, sketch), "<use href=\"#mark-delayed\" x=\"46\" y=\"36\" "
                                              "width=\"8\" height=\"8\"/>");
    sketch = sketch_of(bench);
    sketch_circle(sketch, PT(50), PT(50), PT(10), TINT_NONE, TINT_INK);
    assert_non_null(strstr(drawn(bench, sketch), "d=\"M50 40c"));
}

/* A packed page holds what is repeated once. */
static void a_shape_is_the_same_wherever_it_stands(void **state)
{
    struct bench *bench = *state;
    const char *first = NULL;
    for (fix at = 0; at < PT(40); at += 3333) {
        struct sketch *sketch = sketch_of(bench);
        sketch_circle(sketch, PT(50) + at, PT(50) - at / 7, PT(1.6), TINT_INK, TINT_NONE);
        const char *curves = strchr(strstr(drawn(bench, sketch), " d=\"M"), 'c');
        first = first == NULL ? curves : first;
        assert_string_equal(curves, first);
    }
}

static void lines_alike_are_one_element(void **state)
{
    struct bench *bench = *state;
    struct sketch *sketch = sketch_of(bench);
    sketch_line(sketch, PT(1), 0, PT(1), PT(9), PT(0.4), TINT_RULE);
    sketch_line(sketch, PT(2), 0, PT(2), PT(9), PT(0.4), TINT_RULE);
    sketch_line(sketch, PT(3), 0, PT(3), PT(9), PT(0.4), TINT_INK);
    sketch_line(sketch, PT(4), 0, PT(4), PT(9), PT(0.5), TINT_INK);
    sketch_rect(sketch, 0, 0, PT(1), PT(1), TINT_WHITE);
    sketch_line(sketch, PT(5), 0, PT(5), PT(9), PT(0.5), TINT_INK);
    sketch_polygon(sketch, (const fix[]){ 0, 0, PT(4), 0, PT(4), PT(3) }, 3, TINT_GOOD_GROUND, TINT_INK);
    assert_string_equal(drawn(bench, sketch),
                        "<path d=\"M1 0v9M2 0v9\" class=\"f-none s-rule\" stroke-width=\"0.4\"/>"
                        "<path d=\"M3 0v9\" class=\"f-none s-ink\" stroke-width=\"0.4\"/>"
                        "<path d=\"M4 0v9\" class=\"f-none s-ink\" stroke-width=\"0.5\"/>"
                        "<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" class=\"f-white\"/>"
                        "<path d=\"M5 0v9\" class=\"f-none s-ink\" stroke-width=\"0.5\"/>"
                        "<path d=\"M0 0h4v3z\" class=\"f-good-ground s-ink\" stroke-width=\"0.6\"/>");
}

static void labels_keep_their_widths(void **state)
{
    struct bench *bench = *state;
    struct sketch *sketch = sketch_of(bench);
    const struct label_spec spec = { FACE_NARROW_BOLD, PT(8), TINT_WHITE, ALIGN_END, 0 };
    sketch_text(sketch, PT(100), PT(20), &spec, text_of("a<b>&c", LANG_NONE)); /* 6 characters of 4 pt */
    assert_string_equal(drawn(bench, sketch),
                        "<text x=\"76\" y=\"20\" font-size=\"8\" textLength=\"24\" lengthAdjust=\"spacingAndGlyphs\" "
                        "class=\"f-white narrow bold\">a&lt;b&gt;&amp;c</text>");
    sketch = sketch_of(bench);
    sketch_text(sketch, 0, PT(20), &(struct label_spec){ FACE_TEXT, PT(10), TINT_INK_SOFT, ALIGN_START, 0 },
                text_of("\xE4\xB8\x80", LANG_NONE)); /* no face of ours has it; the reader's may */
    assert_string_equal(drawn(bench, sketch),
                        "<text x=\"0\" y=\"20\" font-size=\"10\" textLength=\"6\" "
                        "lengthAdjust=\"spacingAndGlyphs\" class=\"f-ink-soft\">\xE4\xB8\x80</text>");
}

static void marks_are_told_once_and_used(void **state)
{
    struct bench *bench = *state;
    bool marks[MARK_COUNT] = { false };
    svg_symbols(&bench->out, marks);
    assert_int_equal(bench->out.length, 0);
    marks[MARK_NONE] = marks[MARK_GOOD] = true;
    svg_symbols(&bench->out, marks);
    assert_string_equal(bench->out.bytes,
                        "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\"><symbol id=\"mark-good\" "
                        "viewBox=\"0 0 100 100\"><path class=\"f-good\" d=\"M50 6l48 86h-96z\"/></symbol></svg>\n");
    buf_reset(&bench->out);
    svg_mark(&bench->out, MARK_GOOD, (struct text){ 0 }, LANG_FI);
    assert_string_equal(bench->out.bytes,
                        "<svg class=\"mark\" aria-hidden=\"true\"><use href=\"#mark-good\"/></svg>");
    buf_reset(&bench->out);
    svg_mark(&bench->out, MARK_GOOD, text_of("\"bra\"", LANG_SV), LANG_FI);
    assert_string_equal(bench->out.bytes, "<svg class=\"mark\" lang=\"sv\" role=\"img\" "
                                          "aria-label=\"&quot;bra&quot;\"><use href=\"#mark-good\"/></svg>");
}

/* Every colour has its class, and every mark and tint a name of its own. */
static void what_has_a_colour_has_a_name(void **state)
{
    (void)state;
    for (enum tint tint = TINT_INK; tint < TINT_COUNT; tint++) {
        assert_true(tint_word(tint)[0] != '\0');
        assert_int_equal(tint_colour(tint_of(tint_colour(tint))), tint_colour(tint));
        for (enum tint other = TINT_INK; other < tint; other++)
            assert_string_not_equal(tint_word(other), tint_word(tint));
    }
    assert_int_equal(tint_of(COLOUR_NONE), TINT_NONE);
    assert_int_equal(tint_of(0x123456), TINT_NONE);
    assert_string_equal(tint_word(TINT_COUNT), "");
    for (enum mark mark = MARK_GOOD; mark < MARK_COUNT; mark++)
        for (enum mark other = MARK_NONE; other < mark; other++)
            assert_string_not_equal(mark_name(other), mark_name(mark));
    assert_string_equal(mark_name(MARK_COUNT), "");
}

/* A shape of an ink that the style sheet does not know would be black. */
static void every_ink_stands_in_the_style_sheet(void **state)
{
    struct bench *bench = *state;
    struct web *web;
    assert_int_equal(web_load(&(struct web_options){ 0 }, &web, &bench->job.err), STATUS_OK);
    const struct asset *style = web_static_asset(web, WEB_STYLE);
    for (enum tint tint = TINT_INK; tint < TINT_COUNT; tint++) {
        const char *rule = arena_printf(bench->job.arena, "\n.f-%s {", tint_word(tint));
        if (memmem(style->bytes, style->length, rule, strlen(rule)) == NULL)
            fail_msg("web/style.css: no rule %s", rule + 1);
    }
    web_free(web);
}

static void room_out_is_told(void **state)
{
    struct bench *bench = *state;
    struct sketch *sketch = sketch_of(bench);
    char *words = malloc(MIB);
    assert_non_null(words);
    memset(words, '<', MIB);
    sketch_text(sketch, 0, 0, &(struct label_spec){ .face = FACE_TEXT, .size = PT(8) },
                (struct text){ words, MIB, LANG_NONE });
    const struct figure *figure = sketch_finish(sketch, text_of("Alt", LANG_EN));
    assert_int_equal(svg_figure(figure, LANG_EN, &bench->job, &bench->out), STATUS_OK);
    assert_true(bench->out.length > 4 * MIB);
    struct buf small;
    buf_init(&small, 2 * MIB);
    assert_int_equal(svg_figure(figure, LANG_EN, &bench->job, &small), STATUS_LIMIT);
    buf_free(&small);
    free(words);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_figure_is_an_image_by_its_words), TEST(a_narrow_form_goes_with_it),
        TEST(shapes_stand_where_they_were_drawn),
        TEST(a_shape_is_the_same_wherever_it_stands), TEST(lines_alike_are_one_element),
        TEST(labels_keep_their_widths),          TEST(marks_are_told_once_and_used),
        TEST(what_has_a_colour_has_a_name),      TEST(every_ink_stands_in_the_style_sheet),
        TEST(room_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
