#include "reports/doc_inner.h"
#include "text/utf8.h"

#include <string.h>

/* ---- The document ---- */

struct doc *doc_new(struct job *job, const struct doc_meta *meta)
{
    struct doc *doc = arena_alloc(job->arena, sizeof *doc);
    if (doc == NULL)
        return NULL;
    doc->job = job;
    doc->meta = *meta;
    doc->frames[0] = (struct frame){ .kind = FRAME_BODY, .blocks = &doc->body };
    doc->depth = 1;
    if (!arena_grow(job->arena, &doc->placed, 0, &doc->anchor_capacity, sizeof *doc->placed))
        return NULL;
    doc->anchor_count = 1;
    return doc;
}

enum status doc_status(struct doc *doc)
{
    if (doc->depth != 1)
        doc_misuse(doc, "something opened in a document is not closed");
    return job_status(doc->job);
}

const struct doc_meta *doc_meta(const struct doc *doc)
{
    return &doc->meta;
}

/* A failed allocation leaves things unopened; what follows from that is no misuse. */
void doc_misuse(struct doc *doc, const char *what)
{
    if (!arena_failed(doc->job->arena))
        err_set(&doc->job->err, STATUS_BUG, "%s", what);
}

struct frame *doc_frame(struct doc *doc)
{
    return &doc->frames[doc->depth - 1];
}

bool doc_push(struct doc *doc, struct frame frame)
{
    if (doc->depth == LIMIT_NESTING) {
        err_set(&doc->job->err, STATUS_LIMIT, "lists are nested deeper than %d", LIMIT_NESTING);
        return false;
    }
    doc->frames[doc->depth++] = frame;
    return true;
}

bool doc_pop(struct doc *doc, enum frame_kind kind, const char *misuse)
{
    if (doc->depth < 2 || doc_frame(doc)->kind != kind) {
        doc_misuse(doc, misuse);
        return false;
    }
    doc->depth--;
    return true;
}

/* ---- Places ---- */

uint32_t doc_anchor_new(struct doc *doc)
{
    if (!arena_grow(doc->job->arena, &doc->placed, doc->anchor_count, &doc->anchor_capacity, sizeof *doc->placed))
        return 1;
    doc->placed[doc->anchor_count] = false;
    return (uint32_t)doc->anchor_count++;
}

void doc_anchor_here(struct doc *doc, uint32_t anchor)
{
    if (anchor == 0 || anchor >= doc->anchor_count || doc->placed[anchor]) {
        doc_misuse(doc, "an anchor is placed twice or was never made");
        return;
    }
    struct anchor_here *here = arena_alloc(doc->job->arena, sizeof *here);
    if (here == NULL)
        return;
    doc->placed[anchor] = true;
    here->anchor = anchor;
    here->next = doc->pending;
    doc->pending = here;
}

void doc_anchor_name(struct doc *doc, uint32_t anchor, const char *name)
{
    if (anchor == 0 || anchor >= doc->anchor_count)
        doc_misuse(doc, "an anchor is named that was never made");
    else if (name != NULL && arena_grow(doc->job->arena, &doc->anchor_names, doc->anchor_name_count,
                                        &doc->anchor_name_capacity, sizeof *doc->anchor_names))
        doc->anchor_names[doc->anchor_name_count++] = (struct anchor_name){ anchor, name };
}

struct anchor_here *doc_take_anchors(struct doc *doc)
{
    struct anchor_here *anchors = doc->pending;
    doc->pending = NULL;
    return anchors;
}

/* ---- Languages ---- */

/* U+2000 to U+2FFF are punctuation and signs. */
static bool is_letter(uint32_t code)
{
    return code < 0x80 ? (code | 32) >= 'a' && (code | 32) <= 'z'
                       : code >= 0xC0 && code != 0xD7 && code != 0xF7 && (code < 0x2000 || code >= 0x3000);
}

/* Two letters side by side make a word. */
static bool has_word(struct text text)
{
    bool letter = false;
    for (size_t at = 0; at < text.length;) {
        bool before = letter;
        letter = is_letter(utf8_next(text.bytes, text.length, &at));
        if (before && letter)
            return true;
    }
    return false;
}

/* Neither letters nor digits: "%", "–". */
static bool is_sign(struct text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code = utf8_next(text.bytes, text.length, &at);
        if (is_letter(code) || (code >= '0' && code <= '9'))
            return false;
    }
    return true;
}

/* A text is put in: its language is noted. Given back as it is to be kept: a sign, "%", is in no language. */
static struct text spoken(struct doc *doc, struct text text)
{
    if (text.lang == LANG_NONE || text.lang == doc->meta.lang)
        return text;
    if (has_word(text))
        doc->spoken[text.lang] = true;
    else if (is_sign(text))
        text.lang = LANG_NONE;
    return text;
}

bool doc_speaks(const struct doc *doc, enum lang lang)
{
    return doc->spoken[lang];
}

enum lang paragraph_lang(const struct paragraph *source, enum lang around)
{
    enum lang lang = LANG_NONE;
    for (size_t i = 0; i < source->span_count; i++) {
        const struct text text = source->spans[i].text;
        enum lang told = text.lang == LANG_NONE ? around : text.lang;
        if (told == lang || !has_word(text)) /* numbers and signs are of any language */
            continue;
        if (lang != LANG_NONE)
            return around;
        lang = told;
    }
    return lang == LANG_NONE ? around : lang;
}

/* ---- Blocks ---- */

/* A new block at the end of what is open; NULL where none may stand there or memory is out. */
static struct block *block_add(struct doc *doc, enum block_kind kind)
{
    struct frame *frame = doc_frame(doc);
    bool narrow = frame->kind == FRAME_CELL || frame->kind == FRAME_ITEM;
    if (frame->blocks == NULL || (narrow && kind != BLOCK_PARAGRAPH && kind != BLOCK_LIST) ||
        (frame->kind == FRAME_COVER && kind == BLOCK_COVER)) {
        doc_misuse(doc, "a block stands where none of its kind may stand");
        return NULL;
    }
    struct block *block = arena_alloc(doc->job->arena, sizeof *block);
    if (block == NULL)
        return NULL;
    block->kind = kind;
    if (kind != BLOCK_SPACE && kind != BLOCK_BAR && kind != BLOCK_COVER && kind != BLOCK_PAGE_BREAK)
        block->anchors = doc_take_anchors(doc);
    if (frame->blocks->last == NULL)
        frame->blocks->first = block;
    else
        frame->blocks->last->next = block;
    frame->blocks->last = block;
    doc->elem_guess++;
    return block;
}

void doc_cover_open(struct doc *doc)
{
    if (doc_frame(doc)->kind != FRAME_BODY) {
        doc_misuse(doc, "a cover stands inside something");
        return;
    }
    struct block *block = block_add(doc, BLOCK_COVER);
    if (block != NULL)
        (void)doc_push(doc, (struct frame){ .kind = FRAME_COVER, .blocks = &block->cover });
}

void doc_cover_close(struct doc *doc)
{
    (void)doc_pop(doc, FRAME_COVER, "a cover is closed that is not open");
}

void doc_page_break(struct doc *doc)
{
    (void)block_add(doc, BLOCK_PAGE_BREAK);
}

void doc_part_break(struct doc *doc)
{
    doc_part_break_for(doc, page_style.part_room);
}

void doc_part_break_for(struct doc *doc, fix room)
{
    struct block *block = block_add(doc, BLOCK_PAGE_BREAK);
    if (block != NULL)
        block->height = room;
}

void doc_contents(struct doc *doc, int levels)
{
    struct block *block = block_add(doc, BLOCK_CONTENTS);
    if (block == NULL)
        return;
    block->contents.levels = levels;
    block->contents.first_heading = doc->heading_count;
}

void doc_space(struct doc *doc, fix height)
{
    struct block *block = block_add(doc, BLOCK_SPACE);
    if (block != NULL)
        block->height = height < 0 ? 0 : height;
}

void doc_bar(struct doc *doc, fix height, enum tint tint)
{
    struct block *block = block_add(doc, BLOCK_BAR);
    if (block == NULL)
        return;
    block->bar.height = height < 0 ? 0 : height;
    block->bar.tint = tint;
}

void doc_figure(struct doc *doc, const struct figure *figure)
{
    if (figure == NULL) { /* memory was out while it was drawn */
        if (!arena_failed(doc->job->arena))
            doc_misuse(doc, "a figure is missing");
        return;
    }
    struct block *block = block_add(doc, BLOCK_FIGURE);
    if (block != NULL)
        block->figure = figure;
}

/* ---- Paragraphs ---- */

/* A paragraph of one span. */
static struct paragraph *paragraph_add(struct doc *doc, enum style_id style, struct text text)
{
    struct block *block = block_add(doc, BLOCK_PARAGRAPH);
    if (block == NULL)
        return NULL;
    struct span *span = arena_alloc(doc->job->arena, sizeof *span);
    if (span == NULL)
        return NULL;
    span->text = spoken(doc, text);
    block->paragraph =
        (struct paragraph){ .style = style, .align = doc_frame(doc)->align, .spans = span, .span_count = 1 };
    return &block->paragraph;
}

void doc_later_here(struct doc *doc)
{
    struct blocks *blocks = doc_frame(doc)->blocks;
    if (blocks == NULL || doc->later != NULL || doc_frame(doc)->kind == FRAME_CELL) { /* cells move */
        doc_misuse(doc, "a place for a later paragraph is made twice or inside of a paragraph or cell");
        return;
    }
    doc->later_blocks = blocks;
    doc->later = blocks->last == NULL ? &blocks->first : &blocks->last->next;
}

void doc_later_paragraph(struct doc *doc, enum style_id style, struct text text)
{
    struct blocks alone = { NULL, NULL };
    if (doc->later == NULL || text_absent(text) ||
        !doc_push(doc, (struct frame){ .kind = FRAME_BODY, .blocks = &alone }))
        return;
    if (paragraph_add(doc, style, text) != NULL) {
        alone.first->next = *doc->later;
        *doc->later = alone.first;
        if (alone.first->next == NULL)
            doc->later_blocks->last = alone.first;
        doc->later = NULL;
    }
    (void)doc_pop(doc, FRAME_BODY, "");
}

uint32_t doc_heading(struct doc *doc, int level, struct text text)
{
    static const enum style_id styles[] = { STYLE_H1, STYLE_H2, STYLE_H3, STYLE_H4 };
    uint32_t anchor = doc_anchor_new(doc);
    struct frame *frame = doc_frame(doc);
    if (level < 1 || level > 4 || (frame->kind != FRAME_BODY && frame->kind != FRAME_COVER)) {
        doc_misuse(doc, "a heading stands inside something or has no level");
        return anchor;
    }
    enum style_id style = frame->kind == FRAME_COVER && level == 1 ? STYLE_COVER_TITLE : styles[level - 1];
    struct paragraph *paragraph = paragraph_add(doc, style, text);
    if (paragraph == NULL ||
        !arena_grow(doc->job->arena, &doc->headings, doc->heading_count, &doc->heading_capacity, sizeof *doc->headings))
        return anchor;
    doc->headings[doc->heading_count++] = (struct heading){ level, text, anchor };
    doc->placed[anchor] = true;
    paragraph->level = level;
    paragraph->anchor = anchor;
    return anchor;
}

void doc_paragraph(struct doc *doc, enum style_id style, struct text text)
{
    if (!text_absent(text))
        (void)paragraph_add(doc, style, text);
}

void doc_paragraph_open(struct doc *doc, enum style_id style, enum alignment align)
{
    enum alignment around = doc_frame(doc)->align;
    struct block *block = block_add(doc, BLOCK_PARAGRAPH);
    if (block == NULL)
        return;
    block->paragraph.style = style;
    block->paragraph.align = align == ALIGN_START ? around : align;
    doc->span_count = 0;
    (void)doc_push(doc, (struct frame){ .kind = FRAME_PARAGRAPH, .paragraph = &block->paragraph });
}

void doc_span(struct doc *doc, const struct span *span)
{
    if (doc_frame(doc)->kind != FRAME_PARAGRAPH) {
        doc_misuse(doc, "a span stands outside of a paragraph");
        return;
    }
    if (text_absent(span->text) && span->mark == MARK_NONE)
        return;
    if (!arena_grow(doc->job->arena, &doc->spans, doc->span_count, &doc->span_capacity, sizeof *doc->spans))
        return;
    doc->spans[doc->span_count] = *span;
    doc->spans[doc->span_count++].text = spoken(doc, span->text);
}

void doc_text(struct doc *doc, struct text text)
{
    doc_span(doc, &(struct span){ .text = text });
}

void doc_bold(struct doc *doc, struct text text)
{
    doc_span(doc, &(struct span){ .text = text, .bold = true });
}

void doc_paragraph_close(struct doc *doc)
{
    struct paragraph *paragraph = doc_frame(doc)->paragraph;
    if (!doc_pop(doc, FRAME_PARAGRAPH, "a paragraph is closed that is not open"))
        return;
    struct span *spans = arena_array(doc->job->arena, doc->span_count, sizeof *spans);
    if (spans == NULL)
        return;
    if (doc->span_count > 0)
        memcpy(spans, doc->spans, doc->span_count * sizeof *spans);
    paragraph->spans = spans;
    paragraph->span_count = doc->span_count;
    doc->elem_guess += doc->span_count;
}

/* ---- Markup ---- */

static struct text line_of(struct text text, uint32_t *at)
{
    const char *start = text.bytes + *at;
    size_t rest = text.length - *at;
    const char *end = memchr(start, '\n', rest);
    size_t length = end == NULL ? rest : (size_t)(end - start);
    *at += (uint32_t)length + (end != NULL);
    return (struct text){ start, (uint32_t)length, text.lang };
}

static struct text bytes_of(struct text text, uint32_t from, uint32_t to)
{
    return (struct text){ text.bytes + from, to - from, text.lang };
}

/* The bytes [from, to) of a text, a line of it, as a paragraph; the spans that lie in it are taken. */
static void line_paragraph(struct doc *doc, enum style_id style, struct text text, struct text line,
                           const struct span_within **next, const struct span_within *end)
{
    uint32_t at = (uint32_t)(line.bytes - text.bytes), to = at + line.length;
    if (*next == end || (*next)->from > to) {
        doc_paragraph(doc, style, line);
        return;
    }
    doc_paragraph_open(doc, style, ALIGN_START);
    for (; *next != end && (*next)->from <= to; ++*next) {
        const struct span_within *within = *next;
        if (within->from > at)
            doc_text(doc, bytes_of(text, at, within->from));
        doc_span(doc, &within->span);
        at = within->to > at ? within->to : at;
    }
    if (at < to)
        doc_text(doc, bytes_of(text, at, to));
    doc_paragraph_close(doc);
}

void doc_markup(struct doc *doc, enum style_id style, struct text text)
{
    doc_markup_spans(doc, style, text, NULL, 0);
}

void doc_markup_spans(struct doc *doc, enum style_id style, struct text text, const struct span_within *spans,
                      size_t count)
{
    const struct span_within *next = spans, *end = count == 0 ? spans : spans + count;
    bool listing = false;
    for (uint32_t at = 0; at < text.length;) {
        struct text line = line_of(text, &at);
        uint32_t mark = text_item_mark(line.bytes, line.length);
        bool item = mark > 0;
        if (item && !listing)
            doc_list_open(doc, LIST_BULLETS);
        if (!item && listing)
            doc_list_close(doc);
        listing = item;
        if (!item) {
            line_paragraph(doc, style, text, line, &next, end);
            continue;
        }
        doc_item_open(doc, (struct text){ 0 });
        line_paragraph(doc, style, text, bytes_of(line, mark, line.length), &next, end);
        doc_item_close(doc);
    }
    if (listing)
        doc_list_close(doc);
}

/* ---- Lists ---- */

void doc_list_open(struct doc *doc, enum list_kind kind)
{
    enum alignment align = doc_frame(doc)->align;
    struct block *block = block_add(doc, BLOCK_LIST);
    if (block == NULL)
        return;
    block->list.kind = kind;
    (void)doc_push(doc, (struct frame){ .kind = FRAME_LIST, .list = &block->list, .align = align });
}

void doc_item_open(struct doc *doc, struct text label)
{
    struct frame *frame = doc_frame(doc);
    if (frame->kind != FRAME_LIST) {
        doc_misuse(doc, "a list item stands outside of a list");
        return;
    }
    struct list_item *item = arena_alloc(doc->job->arena, sizeof *item);
    if (item == NULL)
        return;
    struct list *list = frame->list;
    item->label = spoken(doc, label);
    item->anchors = doc_take_anchors(doc);
    if (list->last == NULL)
        list->first = item;
    else
        list->last->next = item;
    list->last = item;
    list->count++;
    doc->elem_guess += 3;
    (void)doc_push(doc, (struct frame){ .kind = FRAME_ITEM, .blocks = &item->body, .align = frame->align });
}

void doc_item_close(struct doc *doc)
{
    (void)doc_pop(doc, FRAME_ITEM, "a list item is closed that is not open");
}

void doc_list_close(struct doc *doc)
{
    (void)doc_pop(doc, FRAME_LIST, "a list is closed that is not open");
}

/* ---- Tables begin as a block like others; the rest of them is in doc_table.c ---- */

void doc_table_open(struct doc *doc, const struct table_spec *spec)
{
    if (spec->columns < 1 || spec->columns > TABLE_COLUMNS_MAX) {
        err_set(&doc->job->err, spec->columns == 0 ? STATUS_BUG : STATUS_LIMIT,
                "a table has %zu columns; 1 to %d can be set", spec->columns, TABLE_COLUMNS_MAX);
        return;
    }
    struct block *block = block_add(doc, BLOCK_TABLE);
    if (block == NULL)
        return;
    struct table *table = arena_alloc(doc->job->arena, sizeof *table);
    enum column_fit *fits = arena_array(doc->job->arena, spec->columns, sizeof *fits);
    if (table == NULL || fits == NULL)
        return;
    for (size_t i = 0; i < spec->columns; i++)
        fits[i] = spec->fits == NULL ? COLUMN_FLOW : spec->fits[i];
    table->spec = *spec;
    table->spec.caption = spoken(doc, spec->caption);
    table->spec.fits = fits;
    block->table = table;
    doc->elem_guess += 4;
    (void)doc_push(doc, (struct frame){ .kind = FRAME_TABLE, .table = table });
}
