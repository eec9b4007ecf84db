#include "tests/support/doc_dump.h"

#include "reports/doc_inner.h"
#include "reports/mark.h"

static void dump_blocks(const struct doc *doc, const struct blocks *blocks, int depth, struct buf *out);

static void indent(int depth, struct buf *out)
{
    for (int i = 0; i < depth; i++)
        buf_text(out, "  ");
}

static void dump_text(const struct doc *doc, struct text text, struct buf *out)
{
    bool foreign = text.lang != LANG_NONE && text.lang != doc->meta.lang && text.length > 0;
    if (foreign)
        buf_printf(out, "<%s ", lang_tag(text.lang));
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\n')
            buf_text(out, "\\n");
        else if ((unsigned char)text.bytes[i] == 0xC2 && i + 1 < text.length &&
                 (unsigned char)text.bytes[i + 1] == 0xA0)
            i++, buf_char(out, '_'); /* NO-BREAK SPACE is seen */
        else
            buf_char(out, text.bytes[i]);
    }
    if (foreign)
        buf_char(out, '>');
}

static void dump_span(const struct doc *doc, const struct span *span, struct buf *out)
{
    if (span->mark != MARK_NONE) {
        buf_printf(out, "[%s", mark_character(span->mark));
        if (!text_absent(span->meaning)) {
            buf_char(out, ' ');
            dump_text(doc, span->meaning, out);
        }
        buf_text(out, text_absent(span->text) ? "]" : "] ");
    }
    bool link = span->anchor != 0 || span->uri != NULL;
    buf_text(out, link ? "{" : "");
    buf_text(out, span->bold ? "*" : span->italic ? "/" : "");
    dump_text(doc, span->text, out);
    buf_text(out, span->bold ? "*" : span->italic ? "/" : "");
    if (link && !text_absent(span->link_contents)) {
        buf_text(out, " = ");
        dump_text(doc, span->link_contents, out);
    }
    buf_text(out, link ? "}" : "");
}

static void dump_spans(const struct doc *doc, const struct paragraph *paragraph, struct buf *out)
{
    for (size_t i = 0; i < paragraph->span_count; i++)
        dump_span(doc, &paragraph->spans[i], out);
}

static void dump_paragraph(const struct doc *doc, const struct paragraph *paragraph, struct buf *out)
{
    static const char *const names[STYLE_COUNT] = {
        [STYLE_COVER_TITLE] = "cover-title",
        [STYLE_COVER_PART] = "cover-part",
        [STYLE_COVER_SLOGAN] = "cover-slogan",
        [STYLE_COVER_LINE] = "cover-line",
        [STYLE_COVER_NOTE] = "cover-note",
        [STYLE_LEAD] = "lead",
        [STYLE_BODY] = "body",
        [STYLE_SMALL] = "small",
        [STYLE_CAPTION] = "caption",
        [STYLE_TABLE_HEAD] = "head",
        [STYLE_TABLE_PROMPT] = "prompt",
        [STYLE_TABLE_BAND] = "band",
        [STYLE_CELL] = "cell",
        [STYLE_CELL_SMALL] = "cell-small",
        [STYLE_FOLLOW] = "follow",
    };
    if (paragraph->level > 0)
        buf_printf(out, "H%d ", paragraph->level);
    else
        buf_printf(out, "%s: ", names[paragraph->style] == NULL ? "?" : names[paragraph->style]);
    dump_spans(doc, paragraph, out);
    buf_char(out, '\n');
}

static void dump_list(const struct doc *doc, const struct list *list, int depth, struct buf *out)
{
    size_t number = 0;
    for (const struct list_item *item = list->first; item != NULL; item = item->next) {
        indent(depth, out);
        number++;
        if (list->kind == LIST_BULLETS)
            buf_char(out, '-');
        else if (list->kind == LIST_NUMBERS)
            buf_printf(out, "%zu.", number);
        else
            dump_text(doc, item->label, out);
        buf_text(out, "\n");
        dump_blocks(doc, &item->body, depth + 1, out);
    }
}

static void dump_cell(const struct doc *doc, const struct cell *cell, struct buf *out)
{
    static const char *const scopes[] = {
        [SCOPE_NONE] = "td", [SCOPE_COLUMN] = "th column", [SCOPE_ROW] = "th row", [SCOPE_BOTH] = "th both"
    };
    indent(2, out);
    buf_printf(out, "%u %s", cell->column + 1u, scopes[cell->scope]);
    if (cell->col_span > 1)
        buf_printf(out, " columns=%u", cell->col_span);
    if (cell->row_span > 1)
        buf_printf(out, " rows=%u", cell->row_span);
    const struct block *only = cell->body.first;
    if (only == NULL) {
        buf_text(out, ": empty\n");
    } else if (only->next == NULL && only->kind == BLOCK_PARAGRAPH) {
        buf_text(out, " ");
        dump_paragraph(doc, &only->paragraph, out);
    } else {
        buf_text(out, ":\n");
        dump_blocks(doc, &cell->body, 3, out);
    }
}

static void dump_table(const struct doc *doc, const struct table *table, struct buf *out)
{
    static const char *const kinds[] = {
        [ROW_HEAD] = "head", [ROW_BAND] = "band", [ROW_BODY] = "row", [ROW_TIED] = "tied", [ROW_UNDER] = "under"
    };
    buf_printf(out, "TABLE %zu columns", table->spec.columns);
    if (table->spec.natural)
        buf_text(out, ", natural");
    if (table->spec.banded_headers)
        buf_text(out, ", headers by band");
    if (!text_absent(table->spec.caption)) {
        buf_text(out, ": ");
        dump_text(doc, table->spec.caption, out);
    }
    buf_char(out, '\n');
    for (size_t i = 0; i < table->row_count; i++) {
        const struct row *row = &table->rows[i];
        indent(1, out);
        buf_printf(out, "%s%s\n", kinds[row->kind], row->anchors == NULL ? "" : " (linked to)");
        for (size_t j = 0; j < row->cell_count; j++)
            dump_cell(doc, &table->cells[row->first_cell + j], out);
    }
}

static void dump_block(const struct doc *doc, const struct block *block, int depth, struct buf *out)
{
    if (block->kind != BLOCK_LIST)
        indent(depth, out);
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        dump_paragraph(doc, &block->paragraph, out);
        break;
    case BLOCK_LIST:
        dump_list(doc, &block->list, depth, out);
        break;
    case BLOCK_TABLE:
        dump_table(doc, block->table, out);
        break;
    case BLOCK_CONTENTS:
        buf_printf(out, "CONTENTS to level %d\n", block->contents.levels);
        break;
    case BLOCK_PAGE_BREAK:
        buf_text(out, block->height > 0 ? "PART\n" : "PAGE\n");
        break;
    case BLOCK_SPACE:
        buf_text(out, "SPACE\n");
        break;
    case BLOCK_BAR:
        buf_text(out, "BAR\n");
        break;
    case BLOCK_FIGURE:
        buf_text(out, "FIGURE ");
        dump_text(doc, block->figure->alt, out);
        buf_char(out, '\n');
        break;
    case BLOCK_COVER:
        buf_text(out, "COVER\n");
        dump_blocks(doc, &block->cover, depth + 1, out);
        break;
    }
}

static void dump_blocks(const struct doc *doc, const struct blocks *blocks, int depth, struct buf *out)
{
    for (const struct block *block = blocks->first; block != NULL; block = block->next)
        dump_block(doc, block, depth, out);
}

void doc_dump(const struct doc *doc, struct buf *out)
{
    dump_blocks(doc, &doc->body, 0, out);
}
