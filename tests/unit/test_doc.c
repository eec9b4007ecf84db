/* The document: what builders may do, what is told when they do what they may not, and tables whose cells do not add
 * up. */
#include "reports/doc_inner.h"
#include "reports/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct doc_meta meta = { .lang = LANG_FI };
static const struct cell_spec plain = { 0 };

#define FI(words) text_of(words, LANG_FI)

static void set_up(struct job *job, struct doc **doc)
{
    *job = (struct job){ .arena = arena_new(16 * MIB) };
    *doc = doc_new(job, &meta);
    assert_non_null(*doc);
}

static void a_later_paragraph_stands_at_its_place(void **state)
{
    (void)state;
    for (int behind = 0; behind < 2; behind++) /* the place is the cover's end, or something follows it */
        for (int before = 0; before < 2; before++) {
            struct job job;
            struct doc *doc;
            set_up(&job, &doc);
            doc_cover_open(doc);
            if (before)
                doc_paragraph(doc, STYLE_BODY, FI("before"));
            doc_later_here(doc);
            if (behind)
                doc_paragraph(doc, STYLE_BODY, FI("behind"));
            doc_cover_close(doc);
            doc_paragraph(doc, STYLE_BODY, FI("body"));
            doc_later_paragraph(doc, STYLE_BODY, FI("later"));
            doc_later_paragraph(doc, STYLE_BODY, FI("too late")); /* the place is taken: nothing */
            assert_int_equal(doc_status(doc), STATUS_OK);
            const struct block *block = doc->body.first->cover.first;
            if (before)
                block = block->next;
            assert_string_equal(block->paragraph.spans[0].text.bytes, "later");
            assert_ptr_equal(doc->body.first->cover.last, behind ? block->next : block);
            if (behind)
                assert_string_equal(block->next->paragraph.spans[0].text.bytes, "behind");
            assert_null(doc->body.first->cover.last->next);
            assert_string_equal(doc->body.first->next->paragraph.spans[0].text.bytes, "body");
            arena_free(job.arena);
        }
}

static void a_later_paragraph_may_stay_out(void **state)
{
    (void)state;
    struct job job;
    struct doc *doc;
    set_up(&job, &doc);
    doc_later_paragraph(doc, STYLE_BODY, FI("nowhere"));
    doc_later_here(doc);
    doc_later_paragraph(doc, STYLE_BODY, (struct text){ 0 });
    assert_int_equal(doc_status(doc), STATUS_OK);
    assert_null(doc->body.first);
    doc_later_here(doc);
    assert_int_equal(doc_status(doc), STATUS_BUG);
    arena_free(job.arena);
}

static void a_document_knows_its_languages(void **state)
{
    (void)state;
    struct job job;
    struct doc *doc;
    set_up(&job, &doc);
    doc_paragraph(doc, STYLE_BODY, text_of("100 %", LANG_SV)); /* no words */
    doc_paragraph(doc, STYLE_BODY, text_of("\xC2\xA7 4 a \xE2\x80\x93 5\xE2\x80\xB0", LANG_SV));
    doc_paragraph(doc, STYLE_BODY, text_of("word", LANG_NONE));
    for (int lang = LANG_FI; lang < LANG_COUNT; lang++)
        assert_false(doc_speaks(doc, (enum lang)lang));
    doc_paragraph(doc, STYLE_BODY, text_of("%", LANG_SV)); /* a sign is in no language; a number is read in its own */
    assert_int_equal(doc->body.last->paragraph.spans[0].text.lang, LANG_NONE);
    assert_int_equal(doc->body.first->paragraph.spans[0].text.lang, LANG_SV);
    doc_heading(doc, 2, FI("Otsikko")); /* the document's own language is not told */
    assert_false(doc_speaks(doc, LANG_FI));
    doc_list_open(doc, LIST_LABELS);
    doc_item_open(doc, text_of("\xC3\x85 \xC3\xA5r", LANG_SV));
    doc_item_close(doc);
    doc_list_close(doc);
    assert_true(doc_speaks(doc, LANG_SV));
    doc_table_open(doc, &(struct table_spec){ .columns = 1, .caption = text_of("Table", LANG_EN) });
    doc_table_close(doc);
    assert_true(doc_speaks(doc, LANG_EN));
    arena_free(job.arena);
}

static void an_empty_document_is_in_order(void **state)
{
    (void)state;
    struct job job;
    struct doc *doc;
    set_up(&job, &doc);
    assert_int_equal(doc_status(doc), STATUS_OK);
    assert_int_equal(doc_meta(doc)->lang, LANG_FI);
    arena_free(job.arena);
}

/* ---- Misuse ---- */

static void open_paragraph(struct doc *doc)
{
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
}
static void open_cover(struct doc *doc)
{
    doc_cover_open(doc);
}
static void open_list(struct doc *doc)
{
    doc_list_open(doc, LIST_BULLETS);
}
static void open_table(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 1 });
}
static void close_paragraph(struct doc *doc)
{
    doc_paragraph_close(doc);
}
static void close_cover(struct doc *doc)
{
    doc_cover_close(doc);
}
static void close_list(struct doc *doc)
{
    doc_list_close(doc);
}
static void close_item(struct doc *doc)
{
    doc_item_close(doc);
}
static void close_table(struct doc *doc)
{
    doc_table_close(doc);
}
static void close_row(struct doc *doc)
{
    doc_row_close(doc);
}
static void close_cell(struct doc *doc)
{
    doc_cell_close(doc);
}
static void item_without_list(struct doc *doc)
{
    doc_item_open(doc, FI("x"));
}
static void row_without_table(struct doc *doc)
{
    doc_row_open(doc, ROW_BODY);
}
static void cell_without_row(struct doc *doc)
{
    doc_cell_open(doc, &plain);
}
static void one_cell_without_row(struct doc *doc)
{
    doc_cell(doc, &plain, STYLE_CELL, FI("x"));
}
static void span_without_paragraph(struct doc *doc)
{
    doc_text(doc, FI("x"));
}
static void table_without_columns(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ 0 });
}
static void heading_of_level_5(struct doc *doc)
{
    (void)doc_heading(doc, 5, FI("x"));
}
static void unknown_anchor(struct doc *doc)
{
    doc_anchor_here(doc, 9);
}
static void no_figure(struct doc *doc)
{
    doc_figure(doc, NULL);
}
static void anchor_twice(struct doc *doc)
{
    uint32_t anchor = doc_anchor_new(doc);
    doc_anchor_here(doc, anchor);
    doc_anchor_here(doc, anchor);
}
static void paragraph_in_a_list(struct doc *doc)
{
    open_list(doc);
    doc_paragraph(doc, STYLE_BODY, FI("x"));
    close_list(doc);
}
static void heading_in_a_cell(struct doc *doc)
{
    open_table(doc);
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &plain);
    (void)doc_heading(doc, 2, FI("x"));
    doc_cell_close(doc);
    doc_row_close(doc);
    doc_table_close(doc);
}
static void table_in_a_cell(struct doc *doc)
{
    open_table(doc);
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &plain);
    open_table(doc);
    doc_cell_close(doc);
    doc_row_close(doc);
    doc_table_close(doc);
}
static void later_in_a_cell(struct doc *doc)
{
    open_table(doc);
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &plain);
    doc_later_here(doc);
    doc_cell_close(doc);
    doc_row_close(doc);
    doc_table_close(doc);
}
static void one_cell_too_many(struct doc *doc)
{
    open_table(doc);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &plain, STYLE_CELL, FI("a"));
    doc_cell(doc, &plain, STYLE_CELL, FI("b"));
    doc_row_close(doc);
    doc_table_close(doc);
}
static void head_behind_the_body(struct doc *doc)
{
    open_table(doc);
    doc_row_open(doc, ROW_BODY);
    doc_row_close(doc);
    doc_row_open(doc, ROW_HEAD);
    doc_table_close(doc);
}
static void cover_in_a_cover(struct doc *doc)
{
    open_cover(doc);
    open_cover(doc);
    doc_cover_close(doc);
}

static void misuse_is_told(void **state)
{
    (void)state;
    static void (*const misuses[])(struct doc *) = {
        open_paragraph,
        open_cover,
        open_list,
        open_table,
        close_paragraph,
        close_cover,
        close_list,
        close_item,
        close_table,
        close_row,
        close_cell,
        item_without_list,
        row_without_table,
        cell_without_row,
        one_cell_without_row,
        span_without_paragraph,
        table_without_columns,
        heading_of_level_5,
        unknown_anchor,
        no_figure,
        anchor_twice,
        paragraph_in_a_list,
        heading_in_a_cell,
        table_in_a_cell,
        later_in_a_cell,
        one_cell_too_many,
        head_behind_the_body,
        cover_in_a_cover,
    };
    for (size_t i = 0; i < sizeof misuses / sizeof misuses[0]; i++) {
        struct job job;
        struct doc *doc;
        set_up(&job, &doc);
        misuses[i](doc);
        if (doc_status(doc) != STATUS_BUG)
            fail_msg("misuse %zu is not told", i);
        arena_free(job.arena);
    }
}

static void limits_are_told_by_their_value(void **state)
{
    (void)state;
    struct job job;
    struct doc *doc;
    set_up(&job, &doc);
    doc_table_open(doc, &(struct table_spec){ .columns = TABLE_COLUMNS_MAX + 1 });
    assert_int_equal(doc_status(doc), STATUS_LIMIT);
    assert_non_null(strstr(job.err.text, "64"));
    arena_free(job.arena);
    set_up(&job, &doc);
    for (int i = 0; i < LIMIT_NESTING; i++) {
        doc_list_open(doc, LIST_BULLETS);
        doc_item_open(doc, (struct text){ 0 });
    }
    assert_int_equal(doc_status(doc), STATUS_LIMIT);
    assert_non_null(strstr(job.err.text, "24"));
    arena_free(job.arena);
}

/* ---- Tables ---- */

/* Rows as "2x1 1x1 | 1x1": columns x rows of each cell, what was made of them, and where. */
static void cells_are_cut_and_filled(void **state)
{
    (void)state;
    static const struct {
        size_t columns;
        struct {
            enum row_kind kind;
            struct {
                uint16_t cols, rows;
            } cells[4];
        } rows[4];
        size_t row_count;
        const char *made; /* row/column:cols x rows */
    } cases[] = {
        { 3, { { ROW_BODY, { { 1, 1 } } } }, 1, "0/0:1x1 0/1:1x1 0/2:1x1 " },
        { 3, { { ROW_BODY, { { 9, 1 } } } }, 1, "0/0:3x1 " },
        { 2, { { ROW_BODY, { { 1, 5 }, { 1, 1 } } }, { ROW_BODY, { { 1, 1 } } } }, 2, "0/0:1x2 0/1:1x1 1/1:1x1 " },
        { 2, { { ROW_BODY, { { 2, 2 } } }, { ROW_BODY, { { 0, 0 } } } }, 2, "0/0:2x2 " },
        { 3,
          { { ROW_BODY, { { 1, 1 }, { 1, 2 } } }, { ROW_BODY, { { 3, 1 } } } },
          2,
          "0/0:1x1 0/1:1x2 0/2:1x1 1/0:1x1 1/2:1x1 " },
        { 2, { { ROW_HEAD, { { 1, 3 }, { 1, 1 } } }, { ROW_BODY, { { 2, 1 } } } }, 2, "0/0:1x1 0/1:1x1 1/0:2x1 " },
        { 2, { { ROW_BODY, { { 1, 3 }, { 1, 1 } } }, { ROW_BAND, { { 2, 1 } } } }, 2, "0/0:1x1 0/1:1x1 1/0:2x1 " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct job job;
        struct doc *doc;
        set_up(&job, &doc);
        doc_table_open(doc, &(struct table_spec){ .columns = cases[i].columns });
        for (size_t r = 0; r < cases[i].row_count; r++) {
            doc_row_open(doc, cases[i].rows[r].kind);
            for (size_t c = 0; c < 4 && cases[i].rows[r].cells[c].cols > 0; c++)
                doc_cell(doc,
                         &(struct cell_spec){ cases[i].rows[r].cells[c].cols, cases[i].rows[r].cells[c].rows, 0, 0, 0 },
                         STYLE_CELL, FI("x"));
            doc_row_close(doc);
        }
        doc_table_close(doc);
        assert_int_equal(doc_status(doc), STATUS_OK);
        const struct table *table = doc->body.first->table;
        char made[200] = "";
        for (size_t c = 0; c < table->cell_count; c++) {
            const struct cell *cell = &table->cells[c];
            char *one =
                arena_printf(job.arena, "%u/%u:%ux%u ", cell->row, cell->column, cell->col_span, cell->row_span);
            strcat(made, one);
        }
        assert_string_equal(made, cases[i].made);
        arena_free(job.arena);
    }
}

static void anchors_go_to_the_next_thing(void **state)
{
    (void)state;
    struct job job;
    struct doc *doc;
    set_up(&job, &doc);
    uint32_t first = doc_anchor_new(doc);
    uint32_t second = doc_anchor_new(doc);
    assert_true(first != 0 && second != first);
    doc_anchor_here(doc, first);
    doc_space(doc, PT(10)); /* not a place */
    uint32_t heading = doc_heading(doc, 2, FI("x"));
    doc_anchor_here(doc, second);
    assert_int_equal(doc_status(doc), STATUS_OK);
    const struct block *block = doc->body.first->next;
    assert_int_equal(block->anchors->anchor, first);
    assert_int_equal(block->paragraph.anchor, heading);
    assert_int_equal(doc->pending->anchor, second);
    arena_free(job.arena);
}

static void markup_becomes_paragraphs_and_lists(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *blocks;
    } rows[] = {
        { "", "" },         { "a", "P" },         { "a\nb", "PP" },
        { "- a", "L1" },    { "- a\n- b", "L2" }, { "a\n- b\n- c\nd\n- e", "PL2PL1" },
        { "-a", "P" },      { "- ", "P" },        { "\n\n", "" },
        { "a\n\nb", "PP" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct job job;
        struct doc *doc;
        char made[64] = "";
        set_up(&job, &doc);
        doc_markup(doc, STYLE_BODY, FI(rows[i].text));
        assert_int_equal(doc_status(doc), STATUS_OK);
        for (const struct block *block = doc->body.first; block != NULL; block = block->next)
            strcat(made, block->kind == BLOCK_LIST ? arena_printf(job.arena, "L%zu", block->list.count) : "P");
        assert_string_equal(made, rows[i].blocks);
        arena_free(job.arena);
    }
}

/* Spans of their own within a text: instead of bytes, between them, at a line's ends; those that do not fit lose nothing
 * of the text. */
static void markup_takes_spans_within(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t at[2][2]; /* from, to */
        size_t count;
        const char *spans; /* "|" between spans, "/" between paragraphs */
    } rows[] = {
        { "abc", { { 1, 1 } }, 1, "a|X|bc" },       { "abc", { { 1, 2 } }, 1, "a|X|c" },
        { "abc", { { 0, 3 } }, 1, "X" },            { "abc", { { 0, 0 }, { 3, 3 } }, 2, "X|abc|X" },
        { "abc", { { 3, 3 }, { 3, 3 } }, 2, "abc|X|X" }, { "ab\ncd", { { 2, 2 } }, 1, "ab|X/cd" },
        { "ab\ncd", { { 4, 4 } }, 1, "ab/c|X|d" },  { "- ab\ncd", { { 3, 3 }, { 7, 7 } }, 2, "a|X|b/cd|X" },
        { "abc", { { 2, 3 }, { 1, 1 } }, 2, "ab|X|X" }, { "abc", { { 9, 9 } }, 1, "abc" },
        { "- ab", { { 0, 0 } }, 1, "X|ab" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct job job;
        struct doc *doc;
        struct span_within spans[2];
        char made[64] = "";
        set_up(&job, &doc);
        for (size_t j = 0; j < rows[i].count; j++)
            spans[j] = (struct span_within){ rows[i].at[j][0], rows[i].at[j][1], { .text = FI("X") } };
        doc_markup_spans(doc, STYLE_BODY, FI(rows[i].text), spans, rows[i].count);
        assert_int_equal(doc_status(doc), STATUS_OK);
        for (const struct block *block = doc->body.first; block != NULL; block = block->next) {
            const struct block *inner = block->kind == BLOCK_LIST ? block->list.first->body.first : block;
            for (size_t j = 0; j < inner->paragraph.span_count; j++) {
                const struct text text = inner->paragraph.spans[j].text;
                strcat(made, j > 0 ? "|" : made[0] != '\0' ? "/" : "");
                strncat(made, text.bytes, text.length);
            }
        }
        assert_string_equal(made, rows[i].spans);
        arena_free(job.arena);
    }
}

static void absent_texts_add_nothing(void **state)
{
    (void)state;
    struct job job;
    struct doc *doc;
    set_up(&job, &doc);
    doc_paragraph(doc, STYLE_BODY, (struct text){ 0 });
    doc_markup(doc, STYLE_BODY, (struct text){ 0 });
    assert_null(doc->body.first);
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_text(doc, (struct text){ 0 });
    doc_span(doc, &(struct span){ .mark = MARK_GOOD });
    doc_paragraph_close(doc);
    assert_int_equal(doc->body.first->paragraph.span_count, 1);
    arena_free(job.arena);
}

static void roles_have_names(void **state)
{
    (void)state;
    for (int role = ROLE_DOCUMENT; role < ROLE_COUNT; role++)
        assert_true(role_name((enum role)role)[0] != '\0');
    assert_string_equal(role_name(ROLE_LBODY), "LBody");
    assert_string_equal(role_name(ROLE_COUNT), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_paragraph_stands_at_its_place),
        cmocka_unit_test(a_later_paragraph_may_stay_out),
        cmocka_unit_test(a_document_knows_its_languages),
        cmocka_unit_test(an_empty_document_is_in_order),  cmocka_unit_test(misuse_is_told),
        cmocka_unit_test(limits_are_told_by_their_value), cmocka_unit_test(cells_are_cut_and_filled),
        cmocka_unit_test(anchors_go_to_the_next_thing),   cmocka_unit_test(markup_becomes_paragraphs_and_lists),
        cmocka_unit_test(markup_takes_spans_within),
        cmocka_unit_test(absent_texts_add_nothing),       cmocka_unit_test(roles_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
