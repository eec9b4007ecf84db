#include "tests/support/random_doc.h"

#include "reports/doc_inner.h"
#include "reports/figure.h"

#include <stdio.h>
#include <string.h>

struct maker {
    struct doc *doc;
    struct job *job;
    struct buf *expected;
    uint32_t state;
    unsigned tables;
    unsigned words; /* numbered, so that texts differ */
    bool hostile;   /* strings that nobody means well with are among the words */
};

static uint32_t any(struct maker *maker, uint32_t below)
{
    maker->state ^= maker->state << 13;
    maker->state ^= maker->state >> 17;
    maker->state ^= maker->state << 5;
    return maker->state % below;
}

static void expect(struct maker *maker, struct text text)
{
    for (uint32_t i = 0; maker->expected != NULL && i < text.length; i++)
        if (text.bytes[i] != ' ' && text.bytes[i] != '\n')
            buf_char(maker->expected, text.bytes[i]);
}

/* Some words, not expected yet. */
static struct text some_words(struct maker *maker, uint32_t count)
{
    static const char *const odd[] = { "hyvinvointioppimissuunnitelma",
                                       "→",
                                       "中",
                                       "é",
                                       "Жук",
                                       "שלום",
                                       "a\u0301",
                                       "12\u00A0%",
                                       "2020–2024",
                                       "kunta/kaupunki",
                                       "●" };
    static const char *const hostile[] = { "%s%n%999999d",
                                           "\\)(<</MCID 0>>BDC ET Q EMC",
                                           "endstream endobj",
                                           "]]></rdf:li>&amp;",
                                           "\u00AD\u200B\u2060\uFEFF",
                                           "\u202Eabc\u202C",
                                           "\uE000\uFFFD",
                                           "\U0001F600\U0001F468\u200D\U0001F469",
                                           "\u0301\u0301\u0301",
                                           "ffi fl \uFB01 Ǆ ẞ",
                                           "0000000000000000000000000000000000000000000000000000000000000000000000000000000000" };
    char text[16384];
    size_t length = 0;
    for (uint32_t i = 0; i < count && length < sizeof text - 200; i++) {
        if (i > 0)
            text[length++] = any(maker, 40) == 0 ? '\n' : ' ';
        if (maker->hostile && any(maker, 12) == 0)
            length += (size_t)sprintf(text + length, "%s", hostile[any(maker, sizeof hostile / sizeof hostile[0])]);
        else if (any(maker, 8) == 0)
            length += (size_t)sprintf(text + length, "%s", odd[any(maker, sizeof odd / sizeof odd[0])]);
        else
            length += (size_t)sprintf(text + length, "%.*s%u", (int)any(maker, 9) + 1, "abcdefghi", maker->words++);
    }
    enum lang lang = any(maker, 12) == 0 ? LANG_SV : LANG_FI;
    char *copy = arena_text(maker->job->arena, text, length);
    return copy == NULL ? (struct text){ 0 } : (struct text){ copy, (uint32_t)length, lang };
}

static struct text named(struct maker *maker, const char *name, unsigned number)
{
    struct text words = some_words(maker, 1 + any(maker, 3));
    return text_of(arena_printf(maker->job->arena, "%s%u. %.*s", name, number, (int)words.length, words.bytes),
                   LANG_FI);
}

static void paragraph(struct maker *maker, enum style_id style, uint32_t most)
{
    uint32_t count = 1 + any(maker, most);
    if (any(maker, 4) != 0) {
        struct text text = some_words(maker, count);
        expect(maker, text);
        doc_paragraph(maker->doc, style, text);
        return;
    }
    doc_paragraph_open(maker->doc, style, (enum alignment)any(maker, 3));
    for (uint32_t spans = 1 + any(maker, 4); spans > 0; spans--) {
        struct span span = { .bold = any(maker, 3) == 0, .italic = any(maker, 3) == 0 };
        if (spans == 1 || any(maker, 6) != 0) /* some text is seen in every paragraph */
            span.text = some_words(maker, 1 + any(maker, count));
        if (any(maker, 3) == 0)
            span.mark = (enum mark)(1 + any(maker, MARK_COUNT - 1));
        if (any(maker, 5) == 0)
            span.uri = "https://example.org/";
        expect(maker, span.text);
        doc_span(maker->doc, &span);
        doc_text(maker->doc, text_of(" ", LANG_NONE));
    }
    doc_paragraph_close(maker->doc);
}

static void list(struct maker *maker, enum style_id style, int depth)
{
    enum list_kind kind = (enum list_kind)any(maker, 3);
    doc_list_open(maker->doc, kind);
    uint32_t items = 1 + any(maker, 4);
    for (uint32_t i = 1; i <= items; i++) {
        struct text label = { 0 };
        if (kind == LIST_LABELS)
            label = named(maker, "L", i);
        if (kind == LIST_BULLETS)
            expect(maker, text_of(depth % 2 == 0 ? "•" : "–", LANG_NONE));
        if (kind == LIST_NUMBERS)
            expect(maker, text_of(arena_printf(maker->job->arena, "%u.", (unsigned)i), LANG_NONE));
        expect(maker, label);
        doc_item_open(maker->doc, label);
        if (any(maker, 8) != 0)
            paragraph(maker, style, 30);
        if (depth < 3 && any(maker, 4) == 0)
            list(maker, style, depth + 1);
        doc_item_close(maker->doc);
    }
    doc_list_close(maker->doc);
}

static void cell(struct maker *maker, struct cell_spec spec, uint32_t most)
{
    doc_cell_open(maker->doc, &spec);
    for (uint32_t blocks = (spec.scope == SCOPE_NONE) + any(maker, 2); blocks > 0; blocks--) {
        if (any(maker, 5) == 0)
            list(maker, STYLE_CELL, 0);
        else
            paragraph(maker, STYLE_CELL, any(maker, 30) == 0 ? most * 30 : most);
    }
    doc_cell_close(maker->doc);
}

static void head(struct maker *maker, size_t columns, unsigned table)
{
    doc_row_open(maker->doc, ROW_HEAD);
    for (size_t c = 0; c < columns; c++) {
        struct text text = named(maker, "Hx", table);
        expect(maker, text);
        doc_cell(maker->doc, &(struct cell_spec){ .scope = SCOPE_COLUMN }, STYLE_TABLE_HEAD, text);
    }
    doc_row_close(maker->doc);
}

static void band(struct maker *maker, size_t columns, unsigned table)
{
    doc_row_open(maker->doc, ROW_BAND);
    struct text text = named(maker, "Bx", table);
    expect(maker, text);
    doc_cell(maker->doc, &(struct cell_spec){ .col_span = (uint16_t)columns, .scope = SCOPE_COLUMN }, STYLE_TABLE_BAND,
             text);
    doc_row_close(maker->doc);
}

static void table(struct maker *maker, uint32_t rows)
{
    size_t columns = 1 + any(maker, 7);
    unsigned number = ++maker->tables;
    enum column_fit fits[7];
    for (size_t i = 0; i < columns; i++)
        fits[i] = any(maker, 4) == 0 ? COLUMN_TIGHT : COLUMN_FLOW;
    struct table_spec spec = {
        .columns = columns, .fits = fits, .natural = any(maker, 4) == 0, .banded_headers = any(maker, 2) == 0
    };
    if (any(maker, 3) == 0) {
        spec.caption = some_words(maker, 4);
        expect(maker, spec.caption);
    }
    doc_table_open(maker->doc, &spec);
    head(maker, columns, number);
    uint16_t spanning = 0; /* rows that the first column's merged cell still covers */
    for (uint32_t r = 0; r < rows; r++) {
        if (any(maker, 7) == 0) {
            band(maker, columns, number);
            spanning = 0;
        }
        bool under = spanning == 0 && r > 0 && any(maker, 5) == 0;
        doc_row_open(maker->doc, under ? ROW_UNDER : any(maker, 6) == 0 ? ROW_TIED : ROW_BODY);
        if (under) {
            cell(maker, (struct cell_spec){ .col_span = (uint16_t)columns }, 60);
        } else {
            for (size_t c = spanning > 0; c < columns; c++) {
                struct cell_spec spec_of = { .align = (enum alignment)any(maker, 3),
                                             .ground = any(maker, 9) == 0 ? TINT_GOOD_GROUND : TINT_NONE };
                if (c == 0 && columns > 1 && any(maker, 3) == 0)
                    spec_of.row_span = (uint16_t)(1 + any(maker, 4));
                spec_of.scope = c == 0 && columns > 1 ? SCOPE_ROW : SCOPE_NONE;
                cell(maker, spec_of, c == 0 ? 60 : 20);
                if (c == 0)
                    spanning = spec_of.row_span;
            }
            if (spanning > 0)
                spanning--;
        }
        doc_row_close(maker->doc);
    }
    doc_table_close(maker->doc);
}

void random_doc(struct doc *doc, uint32_t seed, struct buf *expected)
{
    struct maker maker = { .doc = doc, .job = doc->job, .expected = expected, .state = seed * 2654435761u + 1 };
    for (uint32_t blocks = 4 + any(&maker, 12); blocks > 0; blocks--) {
        if (any(&maker, 3) == 0) {
            struct text title = some_words(&maker, 1 + any(&maker, 6));
            expect(&maker, title);
            (void)doc_heading(doc, 1 + (int)any(&maker, 4), title);
            paragraph(&maker, STYLE_BODY, 40);
        }
        switch (any(&maker, 4)) {
        case 0:
            list(&maker, STYLE_BODY, 0);
            break;
        case 1:
            paragraph(&maker, STYLE_BODY, 300);
            break;
        default:
            table(&maker, 1 + any(&maker, 25));
            break;
        }
    }
}

/* ---- A whole report ---- */

/* Of `columns` columns with a character in each; the heads of some have none. */
static void narrow_table(struct maker *maker, size_t columns)
{
    doc_table_open(maker->doc, &(struct table_spec){ .columns = columns });
    for (uint32_t r = 0; r < 4; r++) {
        doc_row_open(maker->doc, r == 0 ? ROW_HEAD : ROW_BODY);
        for (size_t c = 0; c < columns; c++)
            doc_cell(maker->doc, &(struct cell_spec){ .scope = r == 0 ? SCOPE_COLUMN : SCOPE_NONE }, STYLE_CELL,
                     text_of(any(maker, 5) == 0 ? NULL : "x", LANG_NONE));
        doc_row_close(maker->doc);
    }
    doc_table_close(maker->doc);
}

/* Nothing below the head, or rows without cells. */
static void empty_table(struct maker *maker)
{
    doc_table_open(maker->doc, &(struct table_spec){ .columns = 3, .banded_headers = any(maker, 2) == 0 });
    head(maker, 3, ++maker->tables);
    for (uint32_t rows = any(maker, 3); rows > 0; rows--) {
        doc_row_open(maker->doc, ROW_BODY);
        doc_row_close(maker->doc);
    }
    doc_table_close(maker->doc);
}

static void figure(struct maker *maker, const struct metrics *metrics)
{
    const struct label_spec label = { .face = FACE_NARROW, .size = PT(8), .ink = TINT_INK, .max_width = PT(120) };
    struct sketch *sketch = sketch_new(maker->job, metrics, PT(300), PT(80));
    if (sketch == NULL)
        return;
    sketch_rect(sketch, 0, 0, PT((int)any(maker, 300)), PT(20), TINT_GOOD_GROUND);
    sketch_circle(sketch, PT(40), PT(50), PT(10), TINT_GOOD_GROUND, TINT_INK);
    sketch_text(sketch, PT(60), PT(50), &label, some_words(maker, 8));
    struct text words = some_words(maker, 4);
    const char *alt = arena_printf(maker->job->arena, "Kuva %u: %.*s", any(maker, 100), (int)words.length, words.bytes);
    const struct figure *finished = sketch_finish(sketch, text_of(alt, LANG_FI));
    if (finished != NULL)
        doc_figure(maker->doc, finished);
}

/* Links to a place of the report and to outside, words in other languages. */
static void linking_paragraph(struct maker *maker, uint32_t anchor)
{
    doc_paragraph_open(maker->doc, STYLE_BODY, ALIGN_START);
    doc_span(maker->doc, &(struct span){ .text = some_words(maker, 12), .anchor = anchor });
    doc_text(maker->doc, text_of(" in other words ", LANG_EN));
    doc_span(maker->doc, &(struct span){ .text = some_words(maker, 3), .uri = "https://example.org/ä?(x)" });
    doc_span(maker->doc, &(struct span){ .mark = MARK_DELAYED, .meaning = text_of("myöhässä", LANG_FI) });
    doc_paragraph_close(maker->doc);
}

static void report_block(struct maker *maker, const struct metrics *metrics, uint32_t anchor)
{
    switch (any(maker, 9)) {
    case 0:
        list(maker, STYLE_BODY, 0);
        break;
    case 1:
        paragraph(maker, STYLE_BODY, 300);
        break;
    case 2:
        narrow_table(maker, 1 + any(maker, TABLE_COLUMNS_MAX));
        break;
    case 3:
        empty_table(maker);
        break;
    case 4:
        figure(maker, metrics);
        break;
    case 5:
        linking_paragraph(maker, anchor);
        break;
    default:
        table(maker, 1 + any(maker, 25));
        break;
    }
}

void random_report(struct doc *doc, const struct metrics *metrics, uint32_t seed, uint32_t rows)
{
    struct maker maker = { .doc = doc, .job = doc->job, .state = seed * 2654435761u + 1, .hostile = true };
    int level = 1;
    doc_cover_open(doc);
    uint32_t anchor = doc_heading(doc, 1, some_words(&maker, 4));
    paragraph(&maker, STYLE_BODY, 20);
    doc_cover_close(doc);
    doc_contents(doc, 3);
    if (rows > 0)
        table(&maker, rows);
    for (uint32_t blocks = 4 + any(&maker, 12); blocks > 0; blocks--) {
        if (any(&maker, 3) == 0) {
            level = 2 + (int)any(&maker, (uint32_t)(level < 4 ? level : 3));
            anchor = doc_heading(doc, level, some_words(&maker, 1 + any(&maker, 6)));
        }
        report_block(&maker, metrics, anchor);
    }
}
