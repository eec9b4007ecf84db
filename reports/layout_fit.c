/* Columns of units: how wide they want to be, how high they are, and how much of them stands in a height. */
#include "reports/layout_inner.h"

/* In a column too narrow for its lists' indents these shrink to half of it; a label that would reach into its text
 * then stands above it, as a unit of its own. */
static bool squeeze(struct layout *layout, struct unit *unit, fix width)
{
    if (unit->x <= width / 2)
        return true;
    unit->x = width / 2;
    while (unit->labels != NULL) {
        /* Innermost first: each goes between this unit, which becomes the label, and the units made before. */
        struct unit *text = arena_raw(layout->arena, sizeof *text);
        if (text == NULL)
            return false;
        *text = *unit;
        text->gap = 0;
        text->anchors = NULL;
        text->anchor = 0;
        text->labels = NULL;
        unit->para = unit->labels->para;
        unit->labels = unit->labels->next;
        unit->x = 0;
        unit->keep = true;
        unit->next = text;
    }
    return true;
}

/* How long a unit's lines may be in a column so wide. */
static fix line_room(const struct unit *unit, fix width)
{
    fix room = width - unit->x - unit->narrow;
    fix measure = unit->para->style->measure;
    return measure > 0 && measure < room ? measure : room;
}

bool flow_break(struct layout *layout, const struct flow *flow, fix width)
{
    for (struct unit *unit = flow->first; unit != NULL; unit = unit->next) {
        if (unit->kind != UNIT_TEXT)
            continue;
        if (!squeeze(layout, unit, width) || !text_break(layout, unit->para, line_room(unit, width)))
            return false;
    }
    return true;
}

fix flow_least(const struct layout *layout, const struct flow *flow)
{
    fix least = 0;
    for (const struct unit *unit = flow->first; unit != NULL; unit = unit->next) {
        fix part = unit->kind == UNIT_TEXT ? text_least(layout, unit->para) + unit->x : 0;
        least = part > least ? part : least;
    }
    return least;
}

struct flow_need flow_need(const struct flow *flow)
{
    struct flow_need need = { 0 };
    for (const struct unit *unit = flow->first; unit != NULL; unit = unit->next) {
        if (unit->kind != UNIT_TEXT)
            continue;
        const struct para *para = unit->para;
        if (para->minimum + unit->x > need.minimum)
            need.minimum = para->minimum + unit->x;
        if (para->natural + unit->x > need.natural)
            need.natural = para->natural + unit->x;
        need.area += para->area;
    }
    return need;
}

static int64_t unit_height(const struct unit *unit)
{
    return unit->kind == UNIT_TEXT ? (int64_t)unit->para->line_count * unit->para->style->leading : unit->height;
}

int64_t flow_height(const struct flow *flow)
{
    int64_t height = 0;
    for (const struct unit *unit = flow->first; unit != NULL; unit = unit->next)
        height += unit_height(unit) + (unit == flow->first ? 0 : unit->gap);
    return height;
}

/* How ending a part before `next` reads, when `placed` lines stand in the part. */
static enum fit_quality quality_of(const struct pos *next, uint32_t placed)
{
    const struct unit *unit = next->unit;
    if (next->line > 0 && unit->para->lines[next->line - 1].hyphen)
        return FIT_HYPHEN;
    uint32_t rest = unit->para->line_count - next->line;
    bool last = rest == 1 && unit->next == NULL;
    if (placed < 2 || last)
        return FIT_BAD;
    if (next->line == 1 || (next->line > 0 && rest == 1))
        return FIT_POOR;
    return FIT_GOOD;
}

struct fit flow_fit(struct pos from, int64_t height)
{
    struct fit best = { .to = from, .quality = FIT_NONE };
    fix used = 0;
    uint32_t placed = 0;
    bool kept = false; /* the unit placed last stays with its next */
    struct pos pos = from;
    while (pos.unit != NULL) {
        fix gap = pos.line == 0 && placed > 0 ? pos.unit->gap : 0;
        if (placed > 0) {
            enum fit_quality quality = quality_of(&pos, placed);
            if (kept && quality < FIT_BAD)
                quality = FIT_BAD;
            if (quality <= best.quality)
                best = (struct fit){ pos, used, gap, quality };
        }
        fix leading = pos.unit->para->style->leading;
        if (used + gap + leading > height)
            return best;
        used += gap + leading;
        placed++;
        pos.line++;
        kept = false;
        if (pos.line == pos.unit->para->line_count) {
            kept = pos.unit->keep;
            pos = (struct pos){ pos.unit->next, 0 };
        }
    }
    return (struct fit){ pos, used, 0, FIT_WHOLE };
}
