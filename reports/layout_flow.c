/* Blocks of the document become units below each other, with their elements; how much of a column fits a height. */
#include "reports/layout_inner.h"

/* ---- Units ---- */

static const struct anchor_here *join_anchors(struct layout *layout, const struct anchor_here *first,
                                              const struct anchor_here *second)
{
    if (first == NULL || second == NULL)
        return first == NULL ? second : first;
    for (; first != NULL; first = first->next) {
        struct anchor_here *here = arena_alloc(layout->arena, sizeof *here);
        if (here == NULL)
            return NULL;
        here->anchor = first->anchor;
        /* the joined list shares the second's tail, which is const */
        memcpy(&here->next, &second, sizeof second);
        second = here;
    }
    return second;
}

/* What is being filled, and where. */
struct filling {
    struct layout *layout;
    struct flow *flow;
    struct flow_place place; /* labels and anchors are taken by the first unit */
};

static struct unit *unit_add(struct filling *filling, enum unit_kind kind, fix before, fix after)
{
    struct flow *flow = filling->flow;
    struct unit *unit = arena_alloc(filling->layout->arena, sizeof *unit);
    if (unit == NULL)
        return NULL;
    unit->kind = kind;
    unit->x = filling->place.x;
    unit->gap = before > flow->after ? before : flow->after;
    flow->after = after;
    if (flow->last == NULL)
        flow->first = unit;
    else
        flow->last->next = unit;
    flow->last = unit;
    if (kind != UNIT_SPACE && kind != UNIT_BREAK && kind != UNIT_BAR) {
        unit->anchors = filling->place.anchors;
        filling->place.anchors = NULL;
    }
    if (kind == UNIT_TEXT) {
        unit->labels = filling->place.labels;
        filling->place.labels = NULL;
    }
    return unit;
}

/* ---- Paragraphs ---- */

static colour span_ink(const struct style *style, const struct span *span)
{
    if (span->tint != TINT_NONE)
        return tint_colour(span->tint);
    return span->anchor != 0 || span->uri != NULL ? tint_colour(TINT_BRAND) : style->ink;
}

/* One string of all spans, a placeholder for each mark. */
static bool join_spans(struct layout *layout, struct para *para, const struct paragraph *source)
{
    size_t length = 0;
    for (size_t i = 0; i < source->span_count; i++)
        length += source->spans[i].text.length + (source->spans[i].mark == MARK_NONE ? 0 : 3);
    if (length > UINT32_MAX / 2) {
        err_set(&layout->job->err, STATUS_LIMIT, "a paragraph is longer than 2 GiB");
        return false;
    }
    char *bytes = arena_raw(layout->arena, length + 1);
    if (bytes == NULL)
        return false;
    uint32_t at = 0;
    for (size_t i = 0; i < source->span_count; i++) {
        const struct span *span = &source->spans[i];
        para->stretches[i].start = at;
        if (span->mark != MARK_NONE) {
            memcpy(bytes + at, "\xEF\xBF\xBC", 3);
            at += 3;
        }
        if (span->text.length > 0)
            memcpy(bytes + at, span->text.bytes, span->text.length);
        at += span->text.length;
        para->stretches[i].end = at;
    }
    para->bytes = bytes;
    para->length = at;
    return true;
}

static struct para *para_new(struct layout *layout, const struct paragraph *source)
{
    struct para *para = arena_alloc(layout->arena, sizeof *para);
    size_t count = source->span_count == 0 ? 1 : source->span_count;
    struct stretch *stretches = arena_array(layout->arena, count, sizeof *stretches);
    if (para == NULL || stretches == NULL)
        return NULL;
    para->style = style_of(source->style);
    para->align = source->align;
    para->stretches = stretches;
    para->stretch_count = (uint32_t)count;
    stretches[0].face = para->style->face;
    for (size_t i = 0; i < source->span_count; i++) {
        const struct span *span = &source->spans[i];
        stretches[i].span = span;
        stretches[i].face =
            span->bold || span->italic ? style_face(para->style->face, span->bold, span->italic) : para->style->face;
        stretches[i].ink = span_ink(para->style, span);
    }
    if (source->span_count == 1 && source->spans[0].mark == MARK_NONE) {
        para->bytes = source->spans[0].text.bytes;
        para->length = stretches[0].end = source->spans[0].text.length;
    } else if (!join_spans(layout, para, source)) {
        return NULL;
    }
    return text_measure(layout, para) ? para : NULL;
}

static enum role heading_role(struct layout *layout, int level)
{
    static const enum role roles[] = { ROLE_P, ROLE_H1, ROLE_H2, ROLE_H3, ROLE_H4 };
    if (level > layout->role_level + 1)
        level = layout->role_level + 1; /* no level is skipped */
    layout->role_level = level;
    return roles[level];
}

/* `alone`: the parent holds the text itself. */
static bool build_paragraph(struct filling *filling, const struct paragraph *source, bool alone)
{
    struct layout *layout = filling->layout;
    const struct flow_place *place = &filling->place;
    struct para *para = para_new(layout, source);
    if (para == NULL)
        return false;
    uint32_t elem = place->parent;
    enum lang lang = paragraph_lang(source, place->lang);
    if (!alone) {
        elem = layout_elem(layout, source->level > 0 ? heading_role(layout, source->level) : ROLE_P, place->parent);
        if (elem == 0)
            return false;
        if (source->level > 0)
            layout->elems[elem].title = source->spans[0].text;
    }
    if (lang != place->lang)
        layout->elems[elem].lang = lang;
    para->elem = elem;
    para->lang = lang;
    struct unit *unit = unit_add(filling, UNIT_TEXT, para->style->space_before, para->style->space_after);
    if (unit == NULL)
        return false;
    unit->para = para;
    unit->keep = para->style->keep_with_next;
    unit->anchor = source->anchor;
    return true;
}

/* ---- Lists ---- */

#define LABEL_GAP  PT(4)
#define LABEL_MOST PT(120) /* a wider label stands above its text */

static struct text item_label(struct layout *layout, const struct list *list, const struct list_item *item,
                              size_t place, int depth)
{
    if (list->kind == LIST_LABELS)
        return item->label;
    if (list->kind == LIST_BULLETS)
        return text_of(depth % 2 == 0 ? "•" : "–", LANG_NONE);
    return text_of(arena_printf(layout->arena, "%zu.", place), LANG_NONE);
}

/* The style of the first paragraph below: labels look like it. */
static enum style_id list_style(const struct list *list)
{
    for (const struct list_item *item = list->first; item != NULL; item = item->next) {
        const struct block *block = item->body.first;
        if (block != NULL)
            return block->kind == BLOCK_LIST ? list_style(&block->list) : block->paragraph.style;
    }
    return STYLE_BODY;
}

/* Beside the text, or above it where it is too wide or has several lines. */
static bool hangs(const struct para *label)
{
    return label->natural <= LABEL_MOST && (label->length == 0 || memchr(label->bytes, '\n', label->length) == NULL);
}

static bool build_item(struct filling *list_filling, const struct list_item *item, struct para *label, fix indent,
                       enum style_id style)
{
    struct layout *layout = list_filling->layout;
    struct filling filling = *list_filling;
    struct flow_place *place = &filling.place;
    uint32_t elem = layout_elem(layout, ROLE_LI, place->parent);
    uint32_t lbl = label == NULL ? 0 : layout_elem(layout, ROLE_LBL, elem);
    uint32_t body = layout_elem(layout, ROLE_LBODY, elem);
    if (elem == 0 || body == 0)
        return false;
    place->anchors = join_anchors(layout, item->anchors, place->anchors);
    if (label != NULL) {
        label->elem = lbl;
        label->lang = place->lang;
        if (!text_absent(item->label) && item->label.lang != LANG_NONE && item->label.lang != place->lang)
            layout->elems[lbl].lang = label->lang = item->label.lang;
        if (!hangs(label)) {
            struct unit *unit = unit_add(&filling, UNIT_TEXT, label->style->space_before, 0);
            if (unit == NULL)
                return false;
            unit->para = label;
            unit->keep = true;
        } else {
            struct label *hung = arena_alloc(layout->arena, sizeof *hung);
            if (hung == NULL || !text_break(layout, label, WIDTH_MAX))
                return false;
            /* labels of lists that begin an item stand beside the same line */
            *hung = (struct label){ .para = label, .x = place->x };
            memcpy(&hung->next, &place->labels, sizeof hung->next);
            place->labels = hung;
        }
    }
    place->x += indent;
    place->parent = body;
    place->depth++;
    if (item->body.first != NULL)
        return flow_build(layout, filling.flow, &item->body, place);
    return build_paragraph(&filling, &(struct paragraph){ .style = style }, true);
}

static bool build_list(struct filling *filling, const struct list *list)
{
    static const enum numbering numberings[] = {
        [LIST_BULLETS] = NUMBERING_BULLETS, [LIST_NUMBERS] = NUMBERING_NUMBERS, [LIST_LABELS] = NUMBERING_OWN
    };
    struct layout *layout = filling->layout;
    enum style_id style = list_style(list);
    uint32_t elem = layout_elem(layout, ROLE_L, filling->place.parent);
    struct para **labels = arena_array(layout->arena, list->count, sizeof *labels);
    if (elem == 0 || labels == NULL)
        return false;
    layout->elems[elem].numbering = numberings[list->kind];
    fix indent = style_of(style)->indent;
    size_t number = 0;
    for (const struct list_item *item = list->first; item != NULL; item = item->next, number++) {
        struct text label = item_label(layout, list, item, number + 1, filling->place.depth);
        if (text_absent(label))
            continue;
        labels[number] = text_plain(layout, style, label);
        if (labels[number] == NULL)
            return false;
        fix width = labels[number]->natural + LABEL_GAP;
        if (width > indent && hangs(labels[number]))
            indent = width;
    }
    struct filling inner = *filling;
    inner.place.parent = elem;
    number = 0;
    for (const struct list_item *item = list->first; item != NULL; item = item->next) {
        if (!build_item(&inner, item, labels[number++], indent, style))
            return false;
        inner.place.labels = NULL;
        inner.place.anchors = NULL;
        if (item->next != NULL)
            filling->flow->after /= 2; /* items stand closer than paragraphs */
    }
    if (list->first != NULL) {
        filling->place.labels = NULL;
        filling->place.anchors = NULL;
    }
    return true;
}

/* ---- Contents ---- */

#define CONTENTS_NUMBER PT(36) /* room for a page's number */

static bool build_entry(struct filling *filling, const struct heading *heading, int depth)
{
    struct layout *layout = filling->layout;
    uint32_t toci = layout_elem(layout, ROLE_TOCI, filling->place.parent);
    uint32_t reference = layout_elem(layout, ROLE_REFERENCE, toci);
    uint32_t link = layout_elem(layout, ROLE_LINK, reference);
    const struct style *style = style_of(depth == 0 ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2);
    struct para *para =
        link == 0 ? NULL : text_plain(layout, depth == 0 ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2, heading->text);
    struct unit *unit = para == NULL ? NULL : unit_add(filling, UNIT_TEXT, style->space_before, style->space_after);
    if (unit == NULL)
        return false;
    if (heading->text.lang != LANG_NONE)
        layout->elems[toci].lang = lang_told(heading->text.lang, filling->place.lang);
    para->elem = link;
    para->lang = heading->text.lang;
    unit->para = para;
    unit->x += depth * style->indent;
    unit->narrow = CONTENTS_NUMBER;
    unit->number_of = heading->anchor;
    return true;
}

static bool build_contents(struct filling *filling, const struct block *block)
{
    struct layout *layout = filling->layout;
    const struct doc *doc = layout->doc;
    int top = 4;
    for (size_t i = block->contents.first_heading; i < doc->heading_count; i++)
        if (doc->headings[i].level < top)
            top = doc->headings[i].level;
    uint32_t toc = 0;
    struct filling inner = *filling;
    for (size_t i = block->contents.first_heading; i < doc->heading_count; i++) {
        const struct heading *heading = &doc->headings[i];
        if (heading->level > block->contents.levels)
            continue;
        if (toc == 0)
            inner.place.parent = toc = layout_elem(layout, ROLE_TOC, filling->place.parent);
        if (toc == 0 || !build_entry(&inner, heading, heading->level - top))
            return false;
    }
    return true;
}

/* ---- Other blocks ---- */

static bool build_figure(struct filling *filling, const struct figure *figure)
{
    struct layout *layout = filling->layout;
    uint32_t elem = layout_elem(layout, ROLE_FIGURE, filling->place.parent);
    struct unit *unit =
        elem == 0 ? NULL : unit_add(filling, UNIT_FIGURE, page_style.block_space, page_style.block_space);
    if (unit == NULL)
        return false;
    layout->elems[elem].alt = figure->alt;
    layout->elems[elem].lang =
        figure->alt.lang == LANG_NONE ? LANG_NONE : lang_told(figure->alt.lang, filling->place.lang);
    unit->elem = elem;
    unit->height = figure->height;
    unit->figure = figure;
    return true;
}

static bool build_caption(struct filling *filling, const struct table *table, uint32_t elem)
{
    struct layout *layout = filling->layout;
    if (text_absent(table->spec.caption))
        return true;
    struct span span = { .text = table->spec.caption };
    struct span *kept = arena_raw(layout->arena, sizeof *kept);
    uint32_t caption = layout_elem(layout, ROLE_CAPTION, elem);
    if (kept == NULL || caption == 0)
        return false;
    *kept = span;
    struct paragraph paragraph = { .style = STYLE_CAPTION, .spans = kept, .span_count = 1 };
    struct filling inner = *filling;
    inner.place.parent = caption;
    return build_paragraph(&inner, &paragraph, true);
}

static bool build_table(struct filling *filling, const struct table *table)
{
    struct layout *layout = filling->layout;
    uint32_t elem = layout_elem(layout, ROLE_TABLE, filling->place.parent);
    if (elem == 0)
        return false;
    bool captioned = !text_absent(table->spec.caption);
    if (!build_caption(filling, table, elem))
        return false;
    if (captioned)
        filling->place.anchors = NULL;
    fix before = captioned ? 0 : page_style.block_space;
    struct unit *unit = unit_add(filling, UNIT_TABLE, before, page_style.block_space);
    if (unit == NULL)
        return false;
    unit->table = table_build(layout, table, elem, filling->place.lang);
    return unit->table != NULL;
}

static bool build_cover(struct filling *filling, const struct blocks *blocks)
{
    if (unit_add(filling, UNIT_COVER, 0, 0) == NULL)
        return false;
    filling->flow->after = 0;
    if (!flow_build(filling->layout, filling->flow, blocks, &filling->place))
        return false;
    return unit_add(filling, UNIT_COVER_END, 0, 0) != NULL;
}

static bool build_plain_unit(struct filling *filling, const struct block *block)
{
    enum unit_kind kind = block->kind == BLOCK_SPACE ? UNIT_SPACE : block->kind == BLOCK_BAR ? UNIT_BAR : UNIT_BREAK;
    struct unit *unit = unit_add(filling, kind, 0, 0);
    if (unit == NULL)
        return false;
    if (kind == UNIT_SPACE || kind == UNIT_BREAK)
        unit->height = block->height;
    if (kind == UNIT_BAR) {
        unit->height = block->bar.height;
        unit->tint = block->bar.tint;
    }
    return true;
}

/* True where the blocks need no elements of their own: one paragraph in a cell or a list's item; in a header cell,
 * which is one label to a listener, also several in one language. */
static bool parent_holds_text(const struct layout *layout, const struct blocks *blocks, const struct flow_place *place)
{
    enum role around = layout->elems[place->parent].role;
    if (blocks->first == NULL || (around != ROLE_LBODY && around != ROLE_TD && around != ROLE_TH))
        return false;
    if (around != ROLE_TH)
        return blocks->first->next == NULL;
    for (const struct block *block = blocks->first; block != NULL; block = block->next)
        if (block->kind != BLOCK_PARAGRAPH ||
            paragraph_lang(&block->paragraph, place->lang) != paragraph_lang(&blocks->first->paragraph, place->lang))
            return false;
    return true;
}

bool flow_build(struct layout *layout, struct flow *flow, const struct blocks *blocks, const struct flow_place *place)
{
    struct filling filling = { .layout = layout, .flow = flow, .place = *place };
    bool alone = parent_holds_text(layout, blocks, place);
    bool done = true;
    for (const struct block *block = blocks->first; block != NULL && done; block = block->next) {
        filling.place.anchors = join_anchors(layout, block->anchors, filling.place.anchors);
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            done = build_paragraph(&filling, &block->paragraph, alone);
            if (done && alone && block->next != NULL)
                flow->last->para->runs_on = true;
            break;
        case BLOCK_LIST:
            done = build_list(&filling, &block->list);
            break;
        case BLOCK_FIGURE:
            done = build_figure(&filling, block->figure);
            break;
        case BLOCK_TABLE:
            done = block->table == NULL || block->table->row_count == 0 || build_table(&filling, block->table);
            break;
        case BLOCK_CONTENTS:
            done = build_contents(&filling, block);
            break;
        case BLOCK_COVER:
            done = build_cover(&filling, &block->cover);
            break;
        case BLOCK_SPACE:
        case BLOCK_BAR:
        case BLOCK_PAGE_BREAK:
            done = build_plain_unit(&filling, block);
            break;
        }
    }
    return done && !arena_failed(layout->arena);
}
