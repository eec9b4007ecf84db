/* Parts become items: grounds, rules, text runs, marks, links, in reading order. */
#include "reports/layout_inner.h"
#include "text/utf8.h"

void emit_item(struct layout *layout, const struct item *item)
{
    if (arena_grow(layout->arena, &layout->items, layout->item_count, &layout->item_room, sizeof *layout->items))
        layout->items[layout->item_count++] = *item;
}

static void emit_rect(struct layout *layout, fix x, fix y, fix width, fix height, colour fill)
{
    struct item item = { .kind = ITEM_RECT, .artifact = ARTIFACT_LAYOUT, .x = x, .y = y };
    item.rect.width = width;
    item.rect.height = height;
    item.rect.fill = fill;
    if (width > 0 && height > 0 && fill != COLOUR_NONE)
        emit_item(layout, &item);
}

/* ---- Lines ---- */

/* A line being drawn from left to right. */
struct pen {
    struct layout *layout;
    const struct para *para;
    fix x, top, baseline;
    bool repeat; /* a repeated head: an artifact without links */
};

static bool is_link(const struct span *span)
{
    return span != NULL && (span->uri != NULL || span->anchor != 0);
}

/* The element of a stretch's text: a link, a part in another language, else the paragraph's own. */
static uint32_t stretch_elem(struct layout *layout, const struct para *para, struct stretch *stretch)
{
    const struct span *span = stretch->span;
    if (span == NULL || stretch->elem != 0)
        return stretch->elem == 0 ? para->elem : stretch->elem;
    enum lang lang = span->text.lang == LANG_NONE ? para->lang : span->text.lang;
    bool link = is_link(span) && (span->uri != NULL || layout->doc->placed[span->anchor]);
    if (!link && lang == para->lang)
        return para->elem;
    uint32_t elem = layout_elem(layout, link ? ROLE_LINK : ROLE_SPAN, para->elem);
    if (elem != 0)
        layout->elems[elem].lang = lang_told(lang, para->lang);
    stretch->elem = elem;
    return elem;
}

/* Puts an item where the pen is. */
static void place_item(const struct pen *pen, struct item *item, uint32_t elem)
{
    item->artifact = pen->repeat ? ARTIFACT_REPEAT : ARTIFACT_LAYOUT;
    item->elem = pen->repeat ? 0 : elem;
    item->x = pen->x;
    item->y = pen->baseline;
}

static void draw_text(struct pen *pen, const struct text_run *run, fix width, const struct stretch *stretch,
                      uint32_t elem)
{
    struct item item = item_of_run(run, pen->para->style->size, stretch->ink);
    place_item(pen, &item, elem);
    item.text.width = width;
    emit_item(pen->layout, &item);
    pen->x += width;
}

/* A character that no face has: a box in an element of its own that tells the character. */
static void draw_box(struct pen *pen, const struct text_run *run, const struct stretch *stretch, uint32_t parent)
{
    struct layout *layout = pen->layout;
    uint32_t elem = 0;
    if (!pen->repeat) {
        char *code = arena_raw(layout->arena, 4);
        elem = layout_elem(layout, ROLE_SPAN, parent);
        if (code == NULL || elem == 0)
            return;
        layout->elems[elem].actual = (struct text){ code, (uint32_t)utf8_put(run->code, code), LANG_NONE };
        layout->lacking++;
    }
    struct item item = item_of_run(run, pen->para->style->size, stretch->ink);
    place_item(pen, &item, elem);
    emit_item(layout, &item);
    pen->x += item.box.width;
}

/* A mark that has a meaning of its own, or no word beside it, is content; else it decorates the word. */
static void draw_mark(struct pen *pen, const struct stretch *stretch, uint32_t parent)
{
    struct layout *layout = pen->layout;
    const struct span *span = stretch->span;
    struct text actual = span->meaning;
    uint32_t elem = 0;
    if (text_absent(actual) && text_absent(span->text))
        actual = text_of(mark_character(span->mark), LANG_NONE);
    if (!text_absent(actual) && !pen->repeat) {
        elem = layout_elem(layout, ROLE_SPAN, parent);
        if (elem == 0)
            return;
        layout->elems[elem].actual = actual;
        if (actual.lang != LANG_NONE)
            layout->elems[elem].lang = lang_told(actual.lang, pen->para->lang);
    }
    fix size = text_mark_size(pen->para);
    struct item item = { .kind = ITEM_MARK };
    place_item(pen, &item, elem);
    const struct face_metrics *face = layout->metrics->faces[pen->para->style->face];
    item.y = pen->baseline - metrics_scale(face->cap_height, pen->para->style->size) / 2 - size / 2;
    item.mark.mark = span->mark;
    item.mark.size = size;
    emit_item(layout, &item);
    pen->x += text_mark_advance(pen->para, stretch);
}

static void draw_link(struct pen *pen, fix from, const struct span *span, uint32_t elem)
{
    struct item item = { .kind = ITEM_LINK, .elem = elem, .x = from, .y = pen->top };
    item.link.width = pen->x - from;
    item.link.height = pen->para->style->leading;
    item.link.anchor = span->uri == NULL ? span->anchor : 0;
    item.link.uri = span->uri;
    item.link.contents = text_absent(span->link_contents) ? span->text : span->link_contents;
    emit_item(pen->layout, &item);
}

/* The part of a line that belongs to one span. */
static void draw_stretch(struct pen *pen, struct stretch *stretch, uint32_t start, uint32_t end)
{
    struct layout *layout = pen->layout;
    const struct para *para = pen->para;
    uint32_t elem = pen->repeat ? 0 : stretch_elem(layout, para, stretch);
    fix from = pen->x;
    size_t at = start;
    if (stretch->span != NULL && stretch->span->mark != MARK_NONE && start == stretch->start) {
        draw_mark(pen, stretch, elem);
        at += 3;
    }
    struct text_run run;
    while (metrics_run(layout->metrics, stretch->face, para->bytes, end, &at, &run)) {
        if (run.code != 0)
            draw_box(pen, &run, stretch, elem);
        else
            draw_text(pen, &run, metrics_scale(run.advance, para->style->size), stretch, elem);
    }
    /* Text that is not seen (zero-width characters alone) gives a link all the same: a Link element needs its
     * annotation. */
    bool last = end == stretch->end && !stretch->linked;
    if (elem != 0 && stretch->elem == elem && layout->elems[elem].role == ROLE_LINK && (pen->x > from || last)) {
        draw_link(pen, from, stretch->span, elem);
        stretch->linked = true;
    }
}

/* Tells the line's last text, of the items from `first` on, what stands behind it. `whole`: that text is all of the
 * line, and as wide, its hyphen included. */
static void end_drawn_line(struct layout *layout, const struct para *para, const struct line *line, size_t first,
                           bool whole)
{
    size_t last = layout->item_count;
    while (last > first && layout->items[last - 1].kind == ITEM_LINK)
        last--;
    if (last == first || layout->items[last - 1].kind != ITEM_TEXT)
        return;
    struct item *item = &layout->items[last - 1];
    item->text.space = line->space || (para->runs_on && line == &para->lines[para->line_count - 1]);
    item->text.hyphen = line->hyphen;
    if (!line->hyphen || whole)
        return;
    fix hyphen = text_hyphen(layout, para, text_stretch_at(para, line->end - 1));
    item->text.width += hyphen;
    if (last < layout->item_count) /* the link over that text */
        layout->items[last].link.width += hyphen;
}

static void draw_line(struct layout *layout, const struct para *para, const struct line *line, fix x, fix top,
                      bool repeat)
{
    const struct face_metrics *face = layout->metrics->faces[para->style->face];
    fix height = (fix)((int64_t)(face->ascender + face->descender) * para->style->size / 1000);
    struct pen pen = { .layout = layout,
                       .para = para,
                       .x = x,
                       .top = top,
                       .baseline = top + (para->style->leading + height) / 2,
                       .repeat = repeat || para->elem == 0 };
    size_t first = layout->item_count;
    bool whole = line->end > line->start && para->plain && !is_link(para->stretches[0].span);
    if (whole) {
        struct text_run run = { para->bytes + line->start, line->end - line->start, para->stretches[0].face, 0, 0 };
        uint32_t elem = pen.repeat ? 0 : stretch_elem(layout, para, &para->stretches[0]);
        draw_text(&pen, &run, line->width, &para->stretches[0], elem);
    } else {
        uint32_t i = (uint32_t)(text_stretch_at(para, line->start) - para->stretches);
        for (; i < para->stretch_count && para->stretches[i].start < line->end; i++) {
            struct stretch *stretch = &para->stretches[i];
            uint32_t start = stretch->start > line->start ? stretch->start : line->start;
            uint32_t end = stretch->end < line->end ? stretch->end : line->end;
            if (start < end)
                draw_stretch(&pen, stretch, start, end);
        }
    }
    end_drawn_line(layout, para, line, first, whole);
}

static fix aligned(const struct para *para, const struct line *line, fix width)
{
    fix free = width - line->width;
    if (free <= 0 || para->align == ALIGN_START)
        return 0;
    return para->align == ALIGN_END ? free : free / 2;
}

/* ---- Units ---- */

/* The dots from a title to its page's number. */
static void draw_leader(struct layout *layout, fix from, fix to, fix y)
{
    struct path_step *steps = arena_array(layout->arena, 2, sizeof *steps);
    if (steps == NULL)
        return;
    steps[1] = (struct path_step){ .op = PATH_LINE, .x = to - from };
    struct item item = { .kind = ITEM_PATH, .artifact = ARTIFACT_LAYOUT, .x = from, .y = y };
    item.path.steps = steps;
    item.path.count = 2;
    item.path.fill = COLOUR_NONE;
    item.path.stroke = tint_colour(TINT_RULE);
    item.path.line_width = page_style.rule;
    item.path.dashed = true;
    emit_item(layout, &item);
}

/* The number of the page that a line of the contents leads to, at the right side of its title's last line, which ends
 * at y. */
static void draw_number(struct layout *layout, const struct unit *unit, fix x, fix y, fix width)
{
    const struct para *title = unit->para;
    const char *digits = arena_printf(layout->arena, "%u", (unsigned)layout->anchors[unit->number_of].page + 1);
    struct para *para = digits == NULL ? NULL : arena_alloc(layout->arena, sizeof *para);
    if (para == NULL)
        return;
    *para = *title;
    para->bytes = digits;
    para->length = (uint32_t)strlen(digits);
    para->plain = true;
    fix wide = metrics_width(layout->metrics, title->stretches[0].face, title->style->size, digits, para->length);
    struct line line = { .end = para->length, .width = wide };
    fix top = y - title->style->leading;
    const struct line *last = &title->lines[title->line_count - 1];
    fix from = x + unit->x + last->width + PT(6);
    fix to = x + width - wide - PT(6);
    if (to > from)
        draw_leader(layout, from, to, y - title->style->leading / 4);
    draw_line(layout, para, &line, x + width - wide, top, false);
}

/* The link over all that stands of a line of the contents on the page: `lines` of its title, which end at y. */
static void draw_entry_link(struct layout *layout, const struct unit *unit, uint32_t lines, fix x, fix y, fix width)
{
    const struct para *title = unit->para;
    struct item link = { .kind = ITEM_LINK, .elem = title->elem, .x = x + unit->x };
    link.link.width = width - unit->x;
    link.link.height = title->style->leading * (fix)lines;
    link.y = y - link.link.height;
    link.link.anchor = unit->number_of;
    link.link.contents = (struct text){ title->bytes, title->length, title->lang };
    emit_item(layout, &link);
}

/* Labels from the outermost list's on. */
static void draw_labels(struct layout *layout, const struct label *label, fix x, fix y, bool repeat)
{
    if (label == NULL)
        return;
    draw_labels(layout, label->next, x, y, repeat);
    draw_line(layout, label->para, &label->para->lines[0], x + label->x, y, repeat);
}

/* Lines `from` to `to` of a unit in a column at x, so wide; returns where they end. */
static fix draw_lines(struct layout *layout, const struct unit *unit, uint32_t from, uint32_t to, fix x, fix y,
                      fix width, bool repeat)
{
    const struct para *para = unit->para;
    for (uint32_t i = from; i < to; i++) {
        if (i == 0)
            draw_labels(layout, unit->labels, x, y, repeat);
        fix start = x + unit->x + aligned(para, &para->lines[i], width - unit->x - unit->narrow);
        draw_line(layout, para, &para->lines[i], start, y, repeat);
        y += para->style->leading;
    }
    if (unit->number_of != 0 && to == para->line_count)
        draw_number(layout, unit, x, y, width);
    if (unit->number_of != 0)
        draw_entry_link(layout, unit, to - from, x, y, width);
    return y;
}

static void draw_figure(struct layout *layout, const struct unit *unit, fix y)
{
    const struct figure *figure = unit->figure;
    for (size_t i = 0; i < figure->item_count; i++) {
        struct item item = figure->items[i];
        item.elem = unit->elem;
        item.x += page_style.left + unit->x;
        item.y += y;
        layout->lacking += item.kind == ITEM_BOX;
        emit_item(layout, &item);
    }
}

/* ---- Rows ---- */

static fix cell_right(const struct row_part *row, const struct cell_part *part)
{
    return row->table->edges[part->box->cell->column + part->box->cell->col_span];
}

static enum tint cell_ground(const struct row_part *row, const struct cell_part *part)
{
    static const enum tint grounds[] = { [ROW_HEAD] = TINT_HEAD_GROUND,
                                         [ROW_BAND] = TINT_BAND_GROUND,
                                         [ROW_BODY] = TINT_NONE,
                                         [ROW_TIED] = TINT_NONE,
                                         [ROW_UNDER] = TINT_FOLLOW_GROUND };
    enum tint ground = part->box->cell->ground;
    if (ground == TINT_NONE)
        ground = grounds[row->table->table->rows[part->box->cell->row].kind];
    return ground == TINT_WHITE ? TINT_NONE : ground;
}

/* Neighbours of one colour and height become one rectangle. */
static void draw_grounds(struct layout *layout, const struct row_part *row, fix shift)
{
    const struct cell_part *part = row->cells;
    while (part != NULL) {
        const struct cell_part *first = part;
        enum tint ground = cell_ground(row, first);
        fix right = cell_right(row, part);
        for (part = part->next; part != NULL && cell_ground(row, part) == ground && part->height == first->height &&
                                row->table->edges[part->box->cell->column] == right;
             part = part->next)
            right = cell_right(row, part);
        fix left = row->table->edges[first->box->cell->column];
        emit_rect(layout, left, first->top + shift, right - left, first->height, tint_colour(ground));
    }
}

static void draw_rule(struct layout *layout, const struct row_part *row, uint64_t columns, fix y)
{
    size_t count = row->table->table->spec.columns;
    for (size_t c = 0; c < count; c++) { /* behind each run of columns one without a rule */
        size_t first = c;
        while (c < count && (columns >> c & 1) != 0)
            c++;
        fix left = row->table->edges[first];
        /* all of it above the line: the ground of what is below comes later */
        emit_rect(layout, left, y - page_style.rule, row->table->edges[c] - left, page_style.rule,
                  tint_colour(TINT_RULE));
    }
}

struct column {
    fix x, width;
};

static void draw_cell(struct layout *layout, const struct cell_part *part, const struct column *column, fix y,
                      bool repeat)
{
    struct pos pos = part->from;
    while (pos.unit != NULL && (pos.unit != part->to.unit || pos.line < part->to.line)) {
        bool here = pos.unit == part->to.unit;
        if (pos.line == 0 && pos.unit != part->from.unit)
            y += pos.unit->gap;
        y = draw_lines(layout, pos.unit, pos.line, here ? part->to.line : pos.unit->para->line_count, column->x, y,
                       column->width, repeat);
        pos = here ? part->to : (struct pos){ pos.unit->next, 0 };
    }
}

/* The name of rows that go on from the page before, where its cell has nothing else to show: as much of its first
 * paragraph as there is room for, and that it continues. An artifact, as the head that stands above it. */
static void draw_name_again(struct layout *layout, const struct cell_part *part, const struct column *column, fix y,
                            fix bottom)
{
    const struct unit *unit = part->box->flow.first;
    const struct para *word = layout->continued;
    if (part->box->cell->scope == SCOPE_NONE || unit == NULL)
        return;
    fix leading = unit->para->style->leading;
    fix kept = word == NULL || word->natural > column->width || bottom - y < leading + word->style->leading
                   ? 0
                   : word->style->leading;
    fix room = bottom - kept < y ? 0 : (bottom - kept - y) / leading;
    uint32_t lines = (uint32_t)room < unit->para->line_count ? (uint32_t)room : unit->para->line_count;
    while (lines > 0 && unit->para->lines[lines - 1].hyphen)
        lines--;
    if (lines == 0)
        return;
    y = draw_lines(layout, unit, 0, lines, column->x, y, column->width, true);
    const struct line *last = &unit->para->lines[lines - 1];
    fix end = column->x + unit->x + aligned(unit->para, last, column->width - unit->x - unit->narrow) + last->width;
    if (lines < unit->para->line_count && layout->cut != NULL) /* in the padding, if need be */
        draw_line(layout, layout->cut, &layout->cut->lines[0], end, y - leading, true);
    if (kept > 0)
        draw_line(layout, word, &word->lines[0], column->x + unit->x, y, true);
}

static void draw_row(struct layout *layout, const struct row_part *row, fix shift, bool repeat)
{
    draw_grounds(layout, row, shift);
    /* Within the row, so that the next one's ground does not cover half of it. */
    if (row->rule_above)
        draw_rule(layout, row, UINT64_MAX, row->y + page_style.rule / 2 + shift);
    draw_rule(layout, row, row->rule_below, row->y + row->height - page_style.rule / 2 + shift);
    for (const struct cell_part *part = row->cells; part != NULL; part = part->next) {
        struct column column = { row->table->edges[part->box->cell->column] + row->table->pad_x, 0 };
        column.width = cell_right(row, part) - row->table->pad_x - column.x;
        fix top = part->top + row->table->pad_y + shift;
        if (part->from.unit == NULL)
            draw_name_again(layout, part, &column, top, top + part->height - 2 * row->table->pad_y);
        else
            draw_cell(layout, part, &column, top, repeat);
    }
}

/* ---- Pages ---- */

static void draw_part(struct layout *layout, const struct part *part)
{
    fix measure = page_style.width - page_style.left - page_style.right;
    switch (part->kind) {
    case PART_LINES:
        (void)draw_lines(layout, part->unit, part->from, part->to, page_style.left, part->y, measure, false);
        break;
    case PART_FIGURE:
        draw_figure(layout, part->unit, part->y);
        break;
    case PART_BAR:
        emit_rect(layout, 0, part->y, page_style.width, part->unit->height, tint_colour(part->unit->tint));
        break;
    case PART_ROW:
        draw_row(layout, part->row, part->repeat ? part->y : 0, part->repeat);
        break;
    }
}

bool emit_pages(struct layout *layout)
{
    layout->pages = arena_array(layout->arena, layout->plan_count, sizeof *layout->pages);
    for (size_t i = 0; i < layout->plan_count; i++) {
        if (arena_failed(layout->arena) || job_late(layout->job))
            return false;
        const struct page_plan *plan = &layout->plans[i];
        layout->item_count = 0;
        if (plan->cover)
            emit_cover_head(layout);
        else
            emit_head(layout);
        for (const struct part *part = plan->first; part != NULL; part = part->next)
            draw_part(layout, part);
        if (!plan->cover)
            emit_foot(layout, i);
        struct item *items = arena_raw(layout->arena, layout->item_count * sizeof *items);
        if (items == NULL)
            return false;
        if (layout->item_count > 0)
            memcpy(items, layout->items, layout->item_count * sizeof *items);
        layout->pages[i] = (struct page){ items, layout->item_count, plan->cover };
    }
    return !arena_failed(layout->arena);
}
