/* Documents as HTML: a golden of a document that has everything, hostile words in every place, links that lead nowhere,
 * random documents well-formed with ids of their own, memory and room out. */
#include "reports/html.h"
#include "tests/support/even_metrics.h"
#include "tests/support/golden.h"
#include "tests/support/random_doc.h"
#include "text/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct doc_meta meta = { .title = { "Otsikko", 7, LANG_FI }, .lang = LANG_FI };

struct bench {
    struct job job;
    struct doc *doc;
};

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    if (bench == NULL)
        return -1;
    bench->job.arena = arena_new(256 * MIB);
    bench->doc = doc_new(&bench->job, &meta);
    *state = bench;
    return 0;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;
    arena_free(bench->job.arena);
    free(bench);
    return 0;
}

static struct text fi(const char *words)
{
    return text_of(words, LANG_FI);
}

static struct text sv(const char *words)
{
    return text_of(words, LANG_SV);
}

static const char *made(struct bench *bench)
{
    const struct html *html;
    assert_int_equal(doc_status(bench->doc), STATUS_OK);
    enum status status = html_document(bench->doc, &bench->job, &html);
    if (status != STATUS_OK)
        fail_msg("%s", bench->job.err.text);
    assert_int_equal(strlen(html->bytes), html->length);
    return html->bytes;
}

static void assert_holds(const char *html, const char *part)
{
    if (strstr(html, part) == NULL)
        fail_msg("%s is not in %s", part, html);
}

/* ---- A document that has everything ---- */

static void put_cover(struct doc *doc)
{
    doc_cover_open(doc);
    doc_bar(doc, PT(8), TINT_BRAND);
    doc_paragraph(doc, STYLE_COVER_PART, fi("Suunnitelma"));
    doc_heading(doc, 1, fi("Haminan kaupunki"));
    doc_later_here(doc);
    doc_paragraph(doc, STYLE_COVER_LINE, fi("Tietojen päiväys: 23.1.2023"));
    doc_paragraph(doc, STYLE_COVER_NOTE, sv("En anmärkning\nav två rader"));
    doc_markup(doc, STYLE_COVER_NOTE, fi("Huomautus:\n- jossa on\n- luettelo"));
    doc_cover_close(doc);
    doc_heading(doc, 2, fi("Sisällys"));
    doc_contents(doc, 3);
}

static void put_spans(struct doc *doc, uint32_t row)
{
    doc_paragraph(doc, STYLE_LEAD, fi("Johdanto"));
    doc_paragraph(doc, STYLE_SMALL, sv("Liten text"));
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_text(doc, fi("Tavallinen, "));
    doc_span(doc, &(struct span){ .text = fi("lihava"), .bold = true });
    doc_span(doc, &(struct span){ .text = sv("kursiv"), .italic = true });
    doc_span(doc, &(struct span){ .text = fi("vaalea"), .tint = TINT_INK_SOFT });
    doc_span(doc, &(struct span){ .text = fi("Valmis"), .mark = MARK_DONE });
    doc_span(doc, &(struct span){ .mark = MARK_DELAYED, .meaning = fi("Myöhässä") });
    doc_span(doc, &(struct span){ .text = fi("I.3"), .anchor = row, .link_contents = fi("Rivi I.3") });
    doc_span(doc, &(struct span){ .text = fi("THL"), .uri = "https://example.org/?a=1&b=2" });
    doc_span(doc, &(struct span){ .text = fi("sivu"), .uri = "/plans/p/goals/I?year=2022" });
    doc_paragraph_close(doc);
}

static void put_lists(struct doc *doc)
{
    doc_markup(doc, STYLE_BODY, fi("Ensin\n- yksi\n- kaksi"));
    doc_list_open(doc, LIST_NUMBERS);
    doc_item_open(doc, (struct text){ 0 });
    doc_paragraph(doc, STYLE_BODY, fi("Kappale"));
    doc_list_open(doc, LIST_LABELS);
    doc_item_open(doc, fi("I.1"));
    doc_paragraph(doc, STYLE_BODY, sv("Nimetty"));
    doc_item_close(doc);
    doc_list_close(doc);
    doc_item_close(doc);
    doc_list_close(doc);
}

static void put_row(struct doc *doc, const char *a, const char *b)
{
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_ROW, .row_span = 2 }, STYLE_CELL, fi(a));
    doc_cell(doc, &(struct cell_spec){ .align = ALIGN_END }, STYLE_CELL, sv(b));
    doc_cell(doc, &(struct cell_spec){ .ground = TINT_GOOD_GROUND }, STYLE_CELL_SMALL, fi("Hyvä"));
    doc_cell(doc, &(struct cell_spec){ 0 }, STYLE_CELL, (struct text){ 0 });
    doc_row_close(doc);
    doc_row_open(doc, ROW_UNDER);
    doc_cell_open(doc, &(struct cell_spec){ .col_span = 3 });
    doc_paragraph(doc, STYLE_FOLLOW, fi("Seuranta"));
    doc_paragraph(doc, STYLE_FOLLOW, sv("Uppföljning"));
    doc_cell_close(doc);
    doc_row_close(doc);
}

/* Two rows of heads, a band, merged cells, rows under rows. */
static void put_table(struct doc *doc, uint32_t row, bool natural)
{
    const struct cell_spec head = { .scope = SCOPE_COLUMN };
    doc_table_open(doc, &(struct table_spec){
                            .columns = 4, .caption = fi("Taulukko"), .banded_headers = true, .natural = natural });
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_COLUMN, .row_span = 2 }, STYLE_TABLE_HEAD, fi("Välitavoite"));
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_COLUMN, .col_span = 2 }, STYLE_TABLE_HEAD, fi("Molemmat"));
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_COLUMN, .row_span = 2 }, STYLE_TABLE_HEAD, (struct text){ 0 });
    doc_row_close(doc);
    doc_row_open(doc, ROW_HEAD);
    doc_cell_open(doc, &head);
    doc_paragraph(doc, STYLE_TABLE_HEAD, fi("Toimi"));
    doc_paragraph(doc, STYLE_TABLE_PROMPT, fi("Mitä?"));
    doc_cell_close(doc);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, fi("Arvio"));
    doc_row_close(doc);
    put_row(doc, "Ennen", "Före");
    doc_row_open(doc, ROW_BAND);
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_COLUMN, .col_span = 4 }, STYLE_TABLE_BAND, fi("Ryhmä"));
    doc_row_close(doc);
    if (row != 0)
        doc_anchor_here(doc, row);
    put_row(doc, "Jälkeen", "Efter");
    doc_table_close(doc);
}

static void put_figure(struct bench *bench)
{
    struct sketch *sketch = sketch_new(&bench->job, even_metrics(), PT(300), PT(30));
    sketch_rect(sketch, 0, 0, PT(30), PT(10), TINT_BAR_DONE);
    sketch_mark(sketch, PT(40), PT(5), PT(8), MARK_CONTINUOUS);
    doc_figure(bench->doc, sketch_finish(sketch, fi("Palkki")));
    doc_table_open(bench->doc, &(struct table_spec){ .columns = 2 });
    doc_row_open(bench->doc, ROW_BODY);
    doc_cell(bench->doc, &(struct cell_spec){ .scope = SCOPE_ROW }, STYLE_CELL, fi("Valmiit"));
    doc_cell(bench->doc, &(struct cell_spec){ .align = ALIGN_END }, STYLE_CELL, fi("30"));
    doc_row_close(bench->doc);
    doc_table_close(bench->doc);
}

static void everything_matches_golden(void **state)
{
    struct bench *bench = *state;
    struct doc *doc = bench->doc;
    uint32_t row = doc_anchor_new(doc), other = doc_anchor_new(doc);
    doc_anchor_name(doc, row, "hamina_I.3");
    put_cover(doc);
    doc_page_break(doc);
    doc_heading(doc, 2, fi("Ensimmäinen & <toinen>"));
    put_spans(doc, row);
    doc_heading(doc, 3, sv("Listor"));
    put_lists(doc);
    doc_heading(doc, 2, fi("Taulukot"));
    doc_heading(doc, 4, fi("Ilman välitasoa"));
    put_table(doc, row, false);
    put_table(doc, 0, true);
    doc_anchor_here(doc, other);
    put_figure(bench);
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_span(doc, &(struct span){ .text = fi("Kuvaan"), .anchor = other });
    doc_paragraph_close(doc);
    doc_later_paragraph(doc, STYLE_COVER_NOTE, fi("Osa teksteistä on ruotsiksi."));
    const char *html = made(bench);
    struct buf out = { .bytes = (char *)(uintptr_t)html, .length = strlen(html) };
    golden_check("html", "everything", &out);
}

/* ---- Places ---- */

static void a_link_to_what_is_not_on_the_page_is_none(void **state)
{
    struct bench *bench = *state;
    struct doc *doc = bench->doc;
    uint32_t nowhere = doc_anchor_new(doc), covered = doc_anchor_new(doc);
    doc_cover_open(doc);
    doc_anchor_here(doc, covered);
    doc_paragraph(doc, STYLE_COVER_LINE, fi("Kansi"));
    doc_cover_close(doc);
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_span(doc, &(struct span){ .text = fi("ei mihinkään"), .anchor = nowhere });
    doc_span(doc, &(struct span){ .text = fi("kanteen"), .anchor = covered });
    doc_span(doc, &(struct span){ .text = fi("ohjelma"), .uri = "javascript:alert(1)" });
    doc_span(doc, &(struct span){ .text = fi("tieto"), .uri = "data:text/html,<b>" });
    doc_paragraph_close(doc);
    assert_null(strstr(made(bench), "<a "));
}

static void a_place_of_several_anchors_has_one_id(void **state)
{
    struct bench *bench = *state;
    struct doc *doc = bench->doc;
    uint32_t first = doc_anchor_new(doc), second = doc_anchor_new(doc);
    doc_anchor_name(doc, first, "nimi");
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_span(doc, &(struct span){ .text = fi("a"), .anchor = first });
    doc_span(doc, &(struct span){ .text = fi("b"), .anchor = second });
    doc_paragraph_close(doc);
    doc_anchor_here(doc, first);
    doc_anchor_here(doc, second);
    doc_paragraph(doc, STYLE_BODY, fi("Paikka"));
    const char *html = made(bench);
    assert_holds(html, "<a href=\"#nimi\">a</a><a href=\"#nimi\">b</a>");
    assert_holds(html, "<p id=\"nimi\">Paikka</p>");
}

static void headings_stand_below_the_pages_own(void **state)
{
    struct bench *bench = *state;
    doc_heading(bench->doc, 1, fi("Yksi"));
    doc_heading(bench->doc, 2, fi("Kaksi"));
    doc_heading(bench->doc, 4, fi("Neljä"));
    const char *html = made(bench);
    assert_holds(html, "<h2 id=\"a1\">Yksi</h2>");
    assert_holds(html, "<h3 id=\"a2\">Kaksi</h3>");
    assert_holds(html, "<h4 id=\"a3\">Neljä</h4>");
}

/* ---- Hostile words ---- */

static void put_everywhere(struct bench *bench, struct text words)
{
    struct doc *doc = bench->doc;
    uint32_t anchor = doc_anchor_new(doc);
    doc_anchor_name(doc, anchor, arena_text(bench->job.arena, words.bytes, words.length));
    doc_heading(doc, 2, words);
    doc_contents(doc, 2);
    doc_heading(doc, 2, words);
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_span(doc, &(struct span){ .text = words, .anchor = anchor, .link_contents = words });
    doc_span(doc, &(struct span){ .text = words,
                                  .uri = arena_printf(bench->job.arena, "https://e/%.*s", 100, words.bytes) });
    doc_span(doc, &(struct span){ .mark = MARK_GOOD, .meaning = words });
    doc_paragraph_close(doc);
    doc_list_open(doc, LIST_LABELS);
    doc_item_open(doc, words);
    doc_paragraph(doc, STYLE_BODY, words);
    doc_item_close(doc);
    doc_list_close(doc);
    struct sketch *sketch = sketch_new(&bench->job, even_metrics(), PT(300), PT(30));
    sketch_text(sketch, 0, PT(10), &(struct label_spec){ .face = FACE_TEXT, .size = PT(8) }, words);
    doc_figure(doc, sketch_finish(sketch, words));
    doc_table_open(doc, &(struct table_spec){ .columns = 4, .caption = words });
    for (int r = 0; r < 2; r++) {
        if (r == 1)
            doc_anchor_here(doc, anchor);
        doc_row_open(doc, r == 0 ? ROW_HEAD : ROW_BODY);
        for (int c = 0; c < 4; c++)
            doc_cell(doc, &(struct cell_spec){ .scope = r == 0 ? SCOPE_COLUMN : SCOPE_NONE }, STYLE_CELL, words);
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

/* The fragment as XML, but for its void elements. */
static const struct xml *parsed(struct bench *bench, const char *html)
{
    struct buf out;
    const struct xml *root = NULL;
    struct err err = ERR_NONE;
    buf_init(&out, 64 * MIB);
    buf_text(&out, "<x>");
    for (const char *at = html; *at != '\0';) {
        const char *next = strstr(at, "<br>");
        buf_add(&out, at, next == NULL ? strlen(at) : (size_t)(next - at));
        buf_text(&out, next == NULL ? "" : "<br/>");
        at = next == NULL ? at + strlen(at) : next + 4;
    }
    buf_text(&out, "</x>");
    if (xml_read(bench->job.arena, out.bytes, out.length, &root, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    buf_free(&out);
    return root;
}

/* The ids and links of a fragment; nothing in it may run. */
#define IDS_MAX 20000

struct ids {
    const char *ids[IDS_MAX], *links[IDS_MAX];
    size_t count, link_count;
};

static void note(struct ids *ids, const struct xml *element)
{
    for (; element != NULL; element = element->next) {
        for (size_t i = 0; i < element->attribute_count; i++) {
            const char *name = element->attributes[i].name, *value = element->attributes[i].value;
            if (strcmp(name, "id") == 0 && ids->count < IDS_MAX)
                ids->ids[ids->count++] = value;
            if (strcmp(name, "href") == 0 && value[0] == '#' && ids->link_count < IDS_MAX)
                ids->links[ids->link_count++] = value + 1;
            if (strcmp(name, "style") == 0 || strncmp(name, "on", 2) == 0)
                fail_msg("an attribute %s", name);
        }
        note(ids, element->first);
    }
}

static void hostile_words_stay_words(void **state)
{
    static const char *const hostile[] = {
        "</script><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "' onload='alert(1)",
        "&amp;&#60;&lt;",
        "<!--",
        "]]>",
        "</td></tr></table>",
        "%s%n%99999d",
        "{{title}}{{>head}}",
        "\x01\x02\x7F",
        "\xC3\x28\xFF\xED\xA0\x80",
        "\xE2\x80\xAE",
    };
    struct bench *bench = *state;
    struct ids *ids = malloc(sizeof *ids);
    assert_non_null(ids);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        arena_reset(bench->job.arena);
        bench->doc = doc_new(&bench->job, &meta);
        put_everywhere(bench, fi(hostile[i]));
        const char *html = made(bench);
        assert_null(strstr(html, "<script"));
        ids->count = ids->link_count = 0;
        note(ids, parsed(bench, html));
    }
    free(ids);
}

static void a_megabyte_in_every_place(void **state)
{
    struct bench *bench = *state;
    size_t length = 64 * KIB; /* LIMIT_TEXT */
    char *words = malloc(length);
    assert_non_null(words);
    memset(words, '<', length);
    put_everywhere(bench, (struct text){ words, (uint32_t)length, LANG_SV });
    const char *html = made(bench);
    assert_true(strlen(html) > 10 * 4 * length);
    assert_null(strstr(html, "<<"));
    free(words);
}

static void too_much_is_told(void **state)
{
    struct bench *bench = *state;
    const struct html *html;
    char *words = malloc(2 * MIB);
    assert_non_null(words);
    memset(words, '&', 2 * MIB); /* five bytes each */
    doc_paragraph(bench->doc, STYLE_BODY, (struct text){ words, 2 * MIB, LANG_FI });
    assert_int_equal(html_document(bench->doc, &bench->job, &html), STATUS_LIMIT);
    assert_null(html);
    free(words);
}

/* Once the page went out without the mark. */
static void a_mark_that_fails_is_told(void **state)
{
    struct bench *bench = *state;
    struct job *job = &bench->job;
    char *words = malloc(2 * MIB);
    assert_non_null(words);
    memset(words, '&', 2 * MIB);
    assert_non_null(html_mark(job, MARK_GOOD, fi("hyvä"), LANG_FI));
    assert_int_equal(job_status(job), STATUS_OK);
    assert_null(html_mark(job, MARK_GOOD, (struct text){ words, 2 * MIB, LANG_FI }, LANG_FI));
    assert_int_equal(job_status(job), STATUS_LIMIT);
    free(words);
}

/* ---- Random documents ---- */

#define DOCUMENTS 200

static int by_words(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void random_documents_are_whole(void **state)
{
    struct bench *bench = *state;
    struct ids *ids = malloc(sizeof *ids);
    assert_non_null(ids);
    for (uint32_t seed = 1; seed <= DOCUMENTS; seed++) {
        arena_reset(bench->job.arena);
        bench->doc = doc_new(&bench->job, &meta);
        if (seed % 2 == 0)
            random_doc(bench->doc, seed, NULL);
        else
            random_report(bench->doc, even_metrics(), seed, 0);
        ids->count = ids->link_count = 0;
        const char *html = made(bench);
        if (strlen(html) >= LIMIT_XMP)
            continue;
        note(ids, parsed(bench, html));
        qsort(ids->ids, ids->count, sizeof ids->ids[0], by_words);
        for (size_t i = 1; i < ids->count; i++)
            assert_string_not_equal(ids->ids[i - 1], ids->ids[i]);
        for (size_t i = 0; i < ids->link_count; i++)
            if (bsearch(&ids->links[i], ids->ids, ids->count, sizeof ids->ids[0], by_words) == NULL)
                fail_msg("seed %u: nothing has the id %s", (unsigned)seed, ids->links[i]);
    }
    free(ids);
}

static void memory_out_at_any_moment(void **state)
{
    struct bench *bench = *state;
    bool done = false;
    for (long count = 0; !done; count++) {
        const struct html *html;
        arena_reset(bench->job.arena);
        err_clear(&bench->job.err);
        bench->doc = doc_new(&bench->job, &meta);
        put_table(bench->doc, 0, false);
        put_figure(bench);
        arena_fail_after(bench->job.arena, count);
        enum status status = html_document(bench->doc, &bench->job, &html);
        arena_fail_after(bench->job.arena, -1);
        done = status == STATUS_OK;
        if (!done) {
            assert_int_equal(status, STATUS_NOMEM);
            assert_null(html);
        }
        assert_true(count < 100);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(everything_matches_golden),
        TEST(a_link_to_what_is_not_on_the_page_is_none),
        TEST(a_place_of_several_anchors_has_one_id),
        TEST(headings_stand_below_the_pages_own),
        TEST(hostile_words_stay_words),
        TEST(a_megabyte_in_every_place),
        TEST(too_much_is_told),
        TEST(a_mark_that_fails_is_told),
        TEST(random_documents_are_whole),
        TEST(memory_out_at_any_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
