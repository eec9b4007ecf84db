#include "tests/support/random_doc.h"

#include "reports/doc_inner.h"

#include <stdio.h>
#include <string.h>

struct maker {
    struct doc *doc;
    struct job *job;
    struct buf *expected;
    uint32_t state;
    unsigned tables;
    unsigned words; /* numbered, so that texts differ */
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
    char text[16384];
    size_t length = 0;
    for (uint32_t i = 0; i < count && length < sizeof text - 100; i++) {
        if (i > 0)
            text[length++] = any(maker, 40) == 0 ? '\n' : ' ';
        if (any(maker, 8) == 0)
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

static void table(struct maker *maker)
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
    uint32_t rows = 1 + any(maker, 25);
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
            table(&maker);
            break;
        }
    }
}
