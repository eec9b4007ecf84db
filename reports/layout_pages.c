/* Units go to pages: paragraphs at lines, figures whole, headings with what follows. Tables are in layout_rows.c.
 * Decisions only: what is drawn comes from the parts that are left here. */
#include "reports/layout_inner.h"

/* ---- The page at hand ---- */

void pager_copy(struct pager *to, const struct pager *from)
{
    size_t columns = from->rows.box == NULL ? 0 : from->rows.box->table->spec.columns;
    memcpy(to, from, offsetof(struct pager, rows.open) + columns * sizeof from->rows.open[0]);
}

void pager_turn(struct pager *pager)
{
    pager->turned = true;
    pager->left = pager->bottom - pager->y;
    pager->open = false;
    pager->y = pager->top;
}

/* True where the page so far holds nothing that could be left behind: going to a new page would win nothing. */
static bool at_top(const struct pager *pager, fix y)
{
    return y <= pager->top;
}

bool pager_may_leave(const struct pager *pager, fix y)
{
    return (int64_t)(pager->bottom - y) * 3 <= pager->bottom - pager->top;
}

static bool begin_page(struct pager *pager)
{
    struct layout *layout = pager->layout;
    if (layout->plan_count == LIMIT_PAGES) {
        err_set(&layout->job->err, STATUS_LIMIT, "a report has more than %d pages", LIMIT_PAGES);
        return false;
    }
    if (job_late(layout->job) ||
        !arena_grow(layout->arena, &layout->plans, layout->plan_count, &layout->plan_room, sizeof *layout->plans))
        return false;
    layout->plans[layout->plan_count++] = (struct page_plan){ .cover = pager->cover };
    pager->open = true;
    return true;
}

struct part *pager_part(struct pager *pager, enum part_kind kind, fix y)
{
    struct layout *layout = pager->layout;
    if (pager->trial) {
        pager->open = true;
        return &pager->unseen;
    }
    if (!pager->open && !begin_page(pager))
        return NULL;
    struct part *part = arena_alloc(layout->arena, sizeof *part);
    if (part == NULL)
        return NULL;
    part->kind = kind;
    part->y = y;
    struct page_plan *plan = &layout->plans[layout->plan_count - 1];
    if (plan->last == NULL)
        plan->first = part;
    else
        plan->last->next = part;
    plan->last = part;
    return part;
}

static void place_anchor(struct pager *pager, uint32_t anchor, fix y)
{
    if (anchor != 0 && !pager->trial)
        pager->layout->anchors[anchor] = (struct place){ (uint32_t)pager->layout->plan_count - 1, y };
}

void pager_anchors(struct pager *pager, const struct anchor_here *anchors, fix y)
{
    for (; anchors != NULL; anchors = anchors->next)
        place_anchor(pager, anchors->anchor, y);
}

/* ---- What would begin where ---- */

#define SHORT_LINES 3 /* a paragraph so short is not broken: two lines must stay on both sides */

/* How many lines of a paragraph must stand where it begins: all of a short one, else two, and no hyphen behind the
 * last. */
static uint32_t first_lines(const struct para *para)
{
    uint32_t lines = 2;
    if (para->line_count <= SHORT_LINES)
        return para->line_count;
    while (lines < para->line_count && para->lines[lines - 1].hyphen)
        lines++;
    return para->line_count - lines < 2 ? para->line_count : lines;
}

/* One line with more text behind it, like a list's item: below a heading that is too little to stay with. */
static bool is_one_of_lines(const struct unit *unit)
{
    const struct unit *next = unit->next;
    return !unit->keep && unit->para->line_count == 1 && next != NULL && next->kind == UNIT_TEXT && !next->keep;
}

/* True where the unit, and what it stays with, begins on this page when the space before it starts at `y`. */
static bool would_start(const struct pager *pager, const struct unit *unit, fix y, fix chain_y)
{
    bool headed = pager->headed;
    for (; unit != NULL; unit = unit->next) {
        if (!at_top(pager, y))
            y += unit->gap;
        if (y > pager->bottom)
            return false;
        fix room = pager->bottom - y;
        fix leading;
        uint32_t lines;
        switch (unit->kind) {
        case UNIT_TEXT:
            leading = unit->para->style->leading;
            lines = unit->para->line_count;
            if (!unit->keep && !(headed && is_one_of_lines(unit)))
                return (int64_t)leading * first_lines(unit->para) <= room;
            headed = unit->keep;
            if ((int64_t)leading * lines > room)
                return false;
            y += leading * (fix)lines;
            break;
        case UNIT_FIGURE:
            return unit->height <= room;
        case UNIT_TABLE:
            return rows_start(pager, unit->table, y, chain_y);
        case UNIT_SPACE:
        case UNIT_BAR:
            if (unit->height > room)
                return false;
            y += unit->height;
            break;
        case UNIT_BREAK:
        case UNIT_COVER:
        case UNIT_COVER_END:
            return true;
        }
    }
    return true;
}

/* Puts the unit's place behind the gap, or turns where it would not begin here; then it is to be asked again. True
 * where the unit stands here. */
static bool seek(struct pager *pager)
{
    const struct unit *unit = pager->unit;
    if (!pager->chained)
        pager->chain_y = pager->y;
    if (!at_top(pager, pager->chain_y) && !would_start(pager, unit, pager->y, pager->chain_y)) {
        pager_turn(pager);
        pager->chain_y = pager->y;
        return false;
    }
    if (!at_top(pager, pager->y))
        pager->y += unit->gap;
    return true;
}

/* ---- Units ---- */

/* How many lines from `line` on to place where `fits` of them fit; two stay on both sides, and none ends in a hyphen
 * over the page's end. 0: none here. */
static uint32_t lines_here(const struct para *para, uint32_t line, uint32_t fits)
{
    uint32_t rest = para->line_count - line;
    if (fits >= rest)
        return rest;
    uint32_t lines = fits;
    if (rest - lines < 2)
        lines = rest < 2 ? 0 : rest - 2;
    while (lines > 0 && para->lines[line + lines - 1].hyphen)
        lines--;
    if (line == 0 && lines < 2)
        lines = 0;
    return lines;
}

static void go_on(struct pager *pager, bool chained)
{
    pager->unit = pager->unit->next;
    pager->line = 0;
    pager->chained = chained;
    pager->headed = false;
}

/* The lines of the paragraph that this page takes. */
static bool place_text(struct pager *pager)
{
    const struct unit *unit = pager->unit;
    const struct para *para = unit->para;
    fix leading = para->style->leading;
    if (pager->line == 0 && !seek(pager))
        return true;
    fix room = pager->bottom - pager->y;
    uint32_t fits = room < leading ? 0 : (uint32_t)(room / leading);
    uint32_t rest = para->line_count - pager->line;
    uint32_t lines = lines_here(para, pager->line, fits);
    if (lines == 0 && at_top(pager, pager->y))
        lines = fits == 0 ? 1 : fits > rest ? rest : fits;
    if (lines > 0) {
        struct part *part = pager_part(pager, PART_LINES, pager->y);
        if (part == NULL)
            return false;
        part->unit = unit;
        part->from = pager->line;
        part->to = pager->line + lines;
        if (pager->line == 0) {
            place_anchor(pager, unit->anchor, pager->y);
            pager_anchors(pager, unit->anchors, pager->y);
        }
        pager->line += lines;
        pager->y += leading * (fix)lines;
    }
    if (pager->line < para->line_count)
        pager_turn(pager);
    else
        go_on(pager, unit->keep || (pager->headed && is_one_of_lines(unit)));
    pager->headed = unit->keep && pager->line == 0;
    return true;
}

static bool place_figure(struct pager *pager)
{
    const struct unit *unit = pager->unit;
    if (!seek(pager))
        return true;
    struct part *part = pager_part(pager, PART_FIGURE, pager->y);
    if (part == NULL)
        return false;
    part->unit = unit;
    pager_anchors(pager, unit->anchors, pager->y);
    pager->y += unit->height;
    go_on(pager, false);
    return true;
}

static bool place_bar(struct pager *pager)
{
    const struct unit *unit = pager->unit;
    bool top = at_top(pager, pager->y);
    fix y = top ? 0 : pager->y + unit->gap;
    struct part *part = pager_part(pager, PART_BAR, y);
    if (part == NULL)
        return false;
    part->unit = unit;
    y += unit->height;
    pager->y = y > pager->top ? y : pager->y + 1; /* what follows is not at the page's top any more */
    go_on(pager, false);
    return true;
}

static void place_space(struct pager *pager)
{
    fix height = pager->unit->height;
    fix room = pager->bottom - pager->y;
    if (!at_top(pager, pager->y))
        pager->y += height > room ? room : height;
    go_on(pager, pager->chained);
}

static void place_turn(struct pager *pager, bool cover)
{
    if (pager->open) {
        pager_turn(pager);
        pager->part_ends = true;
    }
    pager->cover = cover;
    go_on(pager, false);
}

/* So much at a page's top and no more above a heading reads as left over from the page before. */
#define SCRAP_MAX PT(48)

static void note_scrap(struct pager *pager)
{
    const struct unit *unit = pager->unit;
    bool heading = unit->kind == UNIT_TEXT && unit->anchor != 0 && pager->line == 0;
    if (heading && !at_top(pager, pager->y) && pager->y - pager->top <= SCRAP_MAX)
        pager->scrap = true;
}

bool pager_step(struct pager *pager)
{
    const struct unit *unit = pager->unit;
    note_scrap(pager);
    switch (unit->kind) {
    case UNIT_TEXT:
        return place_text(pager);
    case UNIT_FIGURE:
        return place_figure(pager);
    case UNIT_BAR:
        return place_bar(pager);
    case UNIT_SPACE:
        place_space(pager);
        return true;
    case UNIT_TABLE:
        if (pager->rows.box == NULL && !seek(pager))
            return true;
        if (!rows_step(pager))
            return false;
        if (pager->rows.box == NULL)
            go_on(pager, false);
        return true;
    case UNIT_BREAK:
        if (unit->height > 0 && pager->bottom - pager->y >= unit->height)
            go_on(pager, pager->chained);
        else
            place_turn(pager, pager->cover);
        return true;
    case UNIT_COVER:
    case UNIT_COVER_END:
        place_turn(pager, unit->kind == UNIT_COVER);
        return true;
    }
    return true;
}

/* ---- Pages ---- */

struct page_place pager_place(const struct pager *pager)
{
    return (struct page_place){ pager->unit, pager->rows.box == NULL ? 0 : pager->rows.row };
}

bool pager_may_stop(const struct pager *pager)
{
    const struct unit *unit = pager->unit;
    if (unit == NULL || !pager->open || pager->chained || pager->line > 0)
        return false;
    if (pager->rows.box != NULL)
        return !pager->rows.opened && pager->rows.row < pager->rows.box->table->row_count && rows_closed(&pager->rows);
    return unit->kind == UNIT_TEXT || unit->kind == UNIT_FIGURE || unit->kind == UNIT_TABLE;
}

void pager_stop(struct pager *pager)
{
    if (pager->rows.box != NULL)
        rows_turn(pager);
    else
        pager_turn(pager);
    pager->chain_y = pager->y;
}

void pager_begin(struct pager *pager)
{
    pager->turned = pager->part_ends = pager->row_split = pager->scrap = false;
}

bool pager_page(struct pager *pager, const struct page_place *stop)
{
    pager_begin(pager);
    while (pager->unit != NULL && !pager->turned) {
        struct page_place place = pager_place(pager);
        if (place.unit == stop->unit && place.row == stop->row && pager_may_stop(pager))
            pager_stop(pager);
        else if (!pager_step(pager))
            return false;
    }
    return true;
}

bool pager_run(struct layout *layout, const struct flow *flow)
{
    struct pager pager = { .layout = layout,
                           .unit = flow->first,
                           .top = page_style.top,
                           .bottom = page_style.height - page_style.bottom,
                           .y = page_style.top };
    struct page_ends found;
    if (!search_ends(&pager, &found))
        return false;
    for (size_t page = 0; pager.unit != NULL; page++) {
        struct page_end end = page < found.count ? found.ends[page] : (struct page_end){ 0 };
        pager.split = end.split;
        if (!pager_page(&pager, &end.stop))
            return false;
    }
    if (layout->plan_count == 0 && !begin_page(&pager))
        return false;
    pager_anchors(&pager, layout->doc->pending, pager.y);
    return true;
}
