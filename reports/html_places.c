/* Which places of a document a page has, which of them links lead to, and which marks it shows. */
#include "reports/html_inner.h"

#include <string.h>

struct finding {
    struct html_places *places;
    const struct doc *doc;
    bool *asked; /* by anchor: a link leads there */
};

static void find_blocks(struct finding *finding, const struct blocks *blocks);

/* All anchors of one place have the id of the first: a named one where there is any. */
static void place(struct finding *finding, const struct anchor_here *anchors, uint32_t own)
{
    struct html_places *places = finding->places;
    uint32_t first = own;
    for (const struct anchor_here *here = anchors; here != NULL; here = here->next)
        if (first == 0 || places->names[here->anchor] != NULL)
            first = here->anchor;
    if (own != 0)
        places->at[own] = first;
    for (const struct anchor_here *here = anchors; here != NULL; here = here->next)
        places->at[here->anchor] = first;
    if (first != 0 && (own != 0 || places->names[first] != NULL))
        places->wanted[first] = true;
}

static void find_paragraph(struct finding *finding, const struct paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->span_count; i++) {
        const struct span *span = &paragraph->spans[i];
        finding->places->marks[span->mark] = true;
        finding->asked[span->anchor] = true;
    }
    if (paragraph->level > 0 && paragraph->level < finding->places->top_level)
        finding->places->top_level = paragraph->level;
}

static void find_figure(struct finding *finding, const struct figure *figure)
{
    for (size_t i = 0; i < figure->item_count; i++)
        if (figure->items[i].kind == ITEM_MARK)
            finding->places->marks[figure->items[i].mark.mark] = true;
}

static void find_table(struct finding *finding, const struct table *table)
{
    for (size_t r = 0; table != NULL && r < table->row_count; r++)
        place(finding, table->rows[r].anchors, 0);
    for (size_t c = 0; table != NULL && c < table->cell_count; c++)
        find_blocks(finding, &table->cells[c].body);
}

static void find_blocks(struct finding *finding, const struct blocks *blocks)
{
    for (const struct block *block = blocks->first; block != NULL; block = block->next) {
        bool heading = block->kind == BLOCK_PARAGRAPH && block->paragraph.level > 0;
        bool shown = block->kind != BLOCK_TABLE || (block->table != NULL && block->table->row_count > 0);
        if (shown)
            place(finding, block->anchors, heading ? block->paragraph.anchor : 0);
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            find_paragraph(finding, &block->paragraph);
            break;
        case BLOCK_LIST:
            for (const struct list_item *item = block->list.first; item != NULL; item = item->next) {
                place(finding, item->anchors, 0);
                find_blocks(finding, &item->body);
            }
            break;
        case BLOCK_FIGURE:
            find_figure(finding, block->figure);
            break;
        case BLOCK_TABLE:
            find_table(finding, block->table);
            break;
        case BLOCK_COVER: /* nothing leads to what stands on it */
        case BLOCK_SPACE:
        case BLOCK_BAR:
        case BLOCK_CONTENTS:
        case BLOCK_PAGE_BREAK:
            break;
        }
    }
}

bool html_find_places(struct html_writer *writer)
{
    const struct doc *doc = writer->doc;
    struct html_places *places = &writer->places;
    struct arena *arena = writer->job->arena;
    struct finding finding = { places, doc, arena_array(arena, doc->anchor_count, sizeof(bool)) };
    places->at = arena_array(arena, doc->anchor_count, sizeof *places->at);
    places->names = arena_array(arena, doc->anchor_count, sizeof *places->names);
    places->wanted = arena_array(arena, doc->anchor_count, sizeof *places->wanted);
    places->top_level = 4;
    if (arena_failed(arena))
        return false;
    for (size_t i = 0; i < doc->anchor_name_count; i++)
        places->names[doc->anchor_names[i].anchor] = doc->anchor_names[i].name;
    find_blocks(&finding, &doc->body);
    for (size_t i = 1; i < doc->anchor_count; i++)
        if (finding.asked[i])
            places->wanted[places->at[i]] = true;
    places->wanted[0] = false;
    return true;
}

void html_put_name(struct html_writer *writer, uint32_t anchor)
{
    uint32_t at = writer->places.at[anchor];
    const char *name = writer->places.names[at];
    if (name != NULL)
        html_put(writer->out, name, strlen(name));
    else
        buf_printf(writer->out, "a%u", (unsigned)at);
}

void html_put_id_of(struct html_writer *writer, uint32_t anchor)
{
    if (anchor == 0 || !writer->places.wanted[writer->places.at[anchor]])
        return;
    buf_text(writer->out, " id=\"");
    html_put_name(writer, anchor);
    buf_char(writer->out, '"');
}

void html_put_id(struct html_writer *writer, const struct anchor_here *anchors)
{
    html_put_id_of(writer, anchors == NULL ? 0 : anchors->anchor);
}
