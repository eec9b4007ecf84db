/* Lines. The ends of all lines of a paragraph are chosen together, so that the whole is best (Knuth and Plass, Breaking
 * Paragraphs into Lines, 1981), for text that is ragged on the right: a line is the worse the more it leaves free, a
 * hyphen costs, and so does a line. From the left to the right, each place where a line may end becomes a knot with the
 * best way to it from the knots before; those from which a line could still reach on are active. No hyphen hangs over
 * the column's side: in columns ragged on that side nobody would see it. */
#include "reports/layout_inner.h"
#include "text/utf8.h"

/* What is bad, in squares of a tenth of the type's size: a line that leaves 3 em free costs 900. */
#define COST_LINE     2500  /* each line */
#define COST_COMPOUND 625   /* a hyphen between the parts of a compound: as 2.5 em free */
#define COST_SYLLABLE 2500  /* one between syllables */
#define COST_STUB     2000  /* one that leaves less than four letters to the next line */
#define COST_SECOND   2500  /* a hyphen on the line after one that has one */
#define COST_POOR     10000 /* a line that begins with what belongs to the one before; a heading's word in syllables */
#define COST_LAST     1000000 /* what only a word wider than its line excuses */
#define FREE_MOST     3000    /* tenths of an em: beyond that nothing gets worse */
#define FREE_FEW      25      /* a line so full is not made fuller by a hyphen */
#define FREE_MANY     70      /* a line that leaves more is looked at only where none is fuller: hyphens are better */

#define HYPHENS_MOST 2    /* lines in a row that end in one */
#define ACTIVE_MAX   64   /* knots that are tried: more pieces than that no line of a table has */
#define KNOTS_MAX    4096 /* then the best lines so far are settled: memory stays bounded */
#define NO_KNOT      UINT32_MAX

/* A place where a line begins, with the line before it. */
struct knot {
    int64_t reach;   /* width of all that is before it in a row */
    int64_t cost;    /* of the best lines to here */
    uint32_t from;   /* the knot where the line before begins; NO_KNOT: it is the first */
    uint32_t start;  /* byte */
    uint32_t end;    /* byte where the line before ends */
    fix width;       /* of that line, its hyphen included */
    uint8_t hyphens; /* lines in a row before it that end in one */
    bool space;      /* as of struct line */
};

/* True for a character that does not part from the one before it: combining marks (Unicode's Grapheme_Extend, the
 * blocks that occur in texts), joiners, selectors, emoji modifiers. */
static bool joins_before(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x0300, 0x036F }, { 0x0483, 0x0489 },   { 0x0591, 0x05BD },   { 0x05BF, 0x05C7 },   { 0x0610, 0x061A },
        { 0x064B, 0x065F }, { 0x0670, 0x0670 },   { 0x06D6, 0x06ED },   { 0x0711, 0x0711 },   { 0x0730, 0x074A },
        { 0x0900, 0x0903 }, { 0x093A, 0x094F },   { 0x0E31, 0x0E3A },   { 0x0E47, 0x0E4E },   { 0x1AB0, 0x1AFF },
        { 0x1DC0, 0x1DFF }, { 0x200C, 0x200D },   { 0x20D0, 0x20FF },   { 0x3099, 0x309A },   { 0xFE00, 0xFE0F },
        { 0xFE20, 0xFE2F }, { 0x1F3FB, 0x1F3FF }, { 0xE0020, 0xE007F }, { 0xE0100, 0xE01EF },
    };
    if (code < ranges[0].first)
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* A paragraph being broken. */
struct breaker {
    struct layout *layout;
    struct para *para;
    fix width;
    size_t count; /* of lines */
    size_t knot_count;
    uint32_t active[ACTIVE_MAX];
    size_t active_count;
    uint32_t begun;            /* the knot before the piece at hand; NO_KNOT: lines go on over that place */
    int64_t reach;             /* width of all pieces before the one at hand in a row */
    const struct seg *divided; /* the piece that `points` are of */
    struct point points[POINTS_MAX];
    size_t point_count;
};

static bool add_line(struct breaker *breaker, struct line line)
{
    struct layout *layout = breaker->layout;
    if (!arena_grow(layout->arena, &layout->lines, breaker->count, &layout->line_room, sizeof *layout->lines))
        return false;
    layout->lines[breaker->count++] = line;
    return true;
}

/* ---- Knots ---- */

static bool add_knot(struct breaker *breaker, const struct knot *knot)
{
    struct layout *layout = breaker->layout;
    if (!arena_grow(layout->arena, &layout->knots, breaker->knot_count, &layout->knot_room, sizeof *layout->knots))
        return false;
    layout->knots[breaker->knot_count++] = *knot;
    return true;
}

/* The knot added last becomes active; where there are too many, in the place of the worst. */
static void activate(struct breaker *breaker)
{
    const struct knot *knots = breaker->layout->knots;
    size_t place = breaker->active_count;
    if (place < ACTIVE_MAX) {
        breaker->active_count++;
    } else {
        place = 0;
        for (size_t i = 1; i < ACTIVE_MAX; i++)
            if (knots[breaker->active[i]].cost > knots[breaker->active[place]].cost)
                place = i;
    }
    breaker->active[place] = (uint32_t)breaker->knot_count - 1;
}

/* The lines that lead to a knot become the paragraph's; it is the first knot of what follows. */
static bool settle(struct breaker *breaker, uint32_t last)
{
    struct layout *layout = breaker->layout;
    size_t first = breaker->count;
    for (uint32_t at = last; layout->knots[at].from != NO_KNOT; at = layout->knots[at].from) {
        const struct knot *knot = &layout->knots[at];
        struct line line = { .start = layout->knots[knot->from].start,
                             .end = knot->end,
                             .width = knot->width,
                             .space = knot->space,
                             .hyphen = knot->hyphens > 0 };
        if (!add_line(breaker, line))
            return false;
    }
    for (size_t i = first, k = breaker->count; i + 1 < k; i++) {
        struct line line = layout->lines[--k];
        layout->lines[k] = layout->lines[i];
        layout->lines[i] = line;
    }
    layout->knots[0] = layout->knots[last];
    layout->knots[0].from = NO_KNOT;
    breaker->knot_count = 1;
    breaker->active[0] = 0;
    breaker->active_count = 1;
    breaker->begun = 0;
    return !job_late(layout->job);
}

/* What a line so wide leaves free, in tenths of the type's size. */
static int64_t free_of(const struct breaker *breaker, int64_t width)
{
    int64_t free = (breaker->width - width) * 10 / breaker->para->style->size;
    return free > FREE_MOST ? FREE_MOST : free;
}

static int64_t line_cost(const struct breaker *breaker, int64_t width)
{
    int64_t free = free_of(breaker, width);
    return COST_LINE + free * free;
}

/* ---- Hyphens ---- */

/* Adds a knot behind a hyphen, or betters the one that is there already. */
static bool offer(struct breaker *breaker, const struct knot *knot)
{
    struct knot *knots = breaker->layout->knots;
    for (size_t i = breaker->active_count; i-- > 0;) {
        struct knot *other = &knots[breaker->active[i]];
        if (other->start != knot->start || other->hyphens != knot->hyphens)
            continue;
        if (knot->cost < other->cost)
            *other = *knot;
        return true;
    }
    if (breaker->active_count == ACTIVE_MAX) /* the knot that this one comes from has left room for one */
        return true;
    if (!add_knot(breaker, knot))
        return false;
    activate(breaker);
    return true;
}

/* `last`: no piece comes behind the one that is divided. */
static int64_t hyphen_cost(const struct style *style, const struct knot *begin, const struct point *point, bool last)
{
    int64_t cost = point->rank == WORD_COMPOUND ? COST_COMPOUND : style->hyphens ? COST_SYLLABLE : COST_POOR;
    if (point->stub)
        cost += last ? COST_LAST : COST_STUB;
    if (begin->hyphens >= HYPHENS_MOST)
        return cost + COST_LAST;
    return begin->hyphens > 0 ? cost + COST_SECOND : cost;
}

/* The line that begins at the knot ends with a hyphen at the point. */
static bool offer_point(struct breaker *breaker, uint32_t from, const struct point *point, bool last)
{
    const struct knot *begin = &breaker->layout->knots[from];
    int64_t width = breaker->reach + point->width - begin->reach;
    int64_t hyphen = hyphen_cost(breaker->para->style, begin, point, last);
    struct knot knot = { .reach = breaker->reach + point->before,
                         .cost = begin->cost + line_cost(breaker, width) + hyphen,
                         .from = from,
                         .start = point->at,
                         .end = point->at,
                         .width = (fix)width,
                         .hyphens = begin->hyphens < HYPHENS_MOST ? begin->hyphens + 1 : HYPHENS_MOST };
    return offer(breaker, &knot);
}

/* The piece does not fit on the line that begins at the knot: but a part of it may, by a hyphen; of the points of one
 * rank the last is the best. `last`: no piece comes behind it. */
static bool divide(struct breaker *breaker, uint32_t from, const struct seg *seg, bool last)
{
    const struct knot *begin = &breaker->layout->knots[from];
    const struct point *best[WORD_COMPOUND + 1] = { NULL }; /* WORD_WHOLE: stubs on the last line */
    bool wide = seg->width > breaker->width;
    if (!wide && (begin->hyphens >= HYPHENS_MOST || !breaker->para->style->hyphens ||
                  free_of(breaker, breaker->reach - begin->reach) <= FREE_FEW))
        return true;
    if (breaker->divided != seg) {
        breaker->point_count = text_points(breaker->layout, breaker->para, seg, breaker->points);
        breaker->divided = seg;
    }
    for (size_t i = 0; i < breaker->point_count; i++) {
        const struct point *point = &breaker->points[i];
        if (point->at > begin->start && breaker->reach + point->width - begin->reach <= breaker->width)
            best[last && point->stub ? WORD_WHOLE : point->rank] = point;
    }
    if (!wide || best[WORD_SYLLABLE] != NULL || best[WORD_COMPOUND] != NULL)
        best[WORD_WHOLE] = NULL;
    for (int rank = WORD_WHOLE; rank <= WORD_COMPOUND; rank++)
        if (best[rank] != NULL && !offer_point(breaker, from, best[rank], last))
            return false;
    return true;
}

/* The knots from which no line reaches over the piece are no longer active. */
static bool retire(struct breaker *breaker, const struct seg *seg, bool last)
{
    for (size_t i = 0; i < breaker->active_count;) {
        uint32_t at = breaker->active[i];
        if (breaker->reach + seg->width - breaker->layout->knots[at].reach <= breaker->width) {
            i++;
            continue;
        }
        breaker->active[i] = breaker->active[--breaker->active_count];
        if (!divide(breaker, at, seg, last))
            return false;
    }
    return true;
}

/* ---- The last resort ---- */

/* How far from `from` on a line may reach inside a piece that ends at `end`: at least one character with what joins
 * it. */
static uint32_t reach(const struct breaker *breaker, uint32_t from, uint32_t end, fix *width)
{
    const struct para *para = breaker->para;
    const struct metrics *metrics = breaker->layout->metrics;
    const struct stretch *stretch = text_stretch_at(para, from);
    int64_t advance = 0;
    uint32_t safe = from;
    uint32_t before = 0;
    *width = 0;
    for (size_t at = from; at < end;) {
        size_t next = at;
        while (at >= stretch->end)
            stretch++;
        uint32_t code = utf8_next(para->bytes, end, &next);
        if (!joins_before(code) && before != 0x200D && at > from) {
            safe = (uint32_t)at;
            *width = metrics_scale(advance, para->style->size);
        }
        if (at == stretch->start && stretch->span != NULL && stretch->span->mark != MARK_NONE)
            advance += (int64_t)text_mark_advance(para, stretch) * 1000 / para->style->size;
        else
            advance += (int)metrics_choose(metrics, stretch->face, code).advance +
                       (at == stretch->start ? 0 : metrics_kern(metrics->faces[stretch->face], before, code));
        if (metrics_scale(advance, para->style->size) > breaker->width && safe > from)
            return safe;
        before = code;
        at = next;
    }
    *width = metrics_scale(advance, para->style->size);
    return end;
}

/* No line reaches over the piece, and no hyphen helps: it is broken anywhere. */
static bool break_inside(struct breaker *breaker, const struct seg *seg)
{
    struct layout *layout = breaker->layout;
    uint32_t from = breaker->begun;
    uint32_t at = seg->start;
    for (;;) {
        fix width;
        uint32_t end = reach(breaker, at, seg->end, &width);
        if (end >= seg->end) {
            layout->knots[from].reach = breaker->reach + seg->width - width; /* so wide is what its line has of it */
            breaker->active[0] = from;
            breaker->active_count = 1;
            return true;
        }
        struct knot knot = {
            .cost = layout->knots[from].cost + COST_LAST, .from = from, .start = end, .end = end, .width = width
        };
        from = (uint32_t)breaker->knot_count;
        if (!add_knot(breaker, &knot) || (breaker->knot_count >= KNOTS_MAX && !settle(breaker, from)))
            return false;
        from = (uint32_t)breaker->knot_count - 1;
        layout->emergency_breaks++;
        at = end;
    }
}

/* ---- Lines ---- */

/* The best line that ends behind the piece, as the knot behind it without its cost for what comes next. */
static struct knot best_line(const struct breaker *breaker, const struct seg *seg, bool last)
{
    const struct knot *knots = breaker->layout->knots;
    struct knot best = { .cost = INT64_MAX, .end = seg->end };
    for (size_t i = 0; i < breaker->active_count; i++) {
        const struct knot *begin = &knots[breaker->active[i]];
        int64_t width = breaker->reach + seg->width - begin->reach;
        int64_t cost = begin->cost + (last ? COST_LINE : line_cost(breaker, width));
        if (cost >= best.cost)
            continue;
        best.cost = cost;
        best.from = breaker->active[i];
        best.width = (fix)width;
    }
    return best;
}

/* A line goes on over the piece at hand to the end of the next. */
static bool goes_on(const struct breaker *breaker, const struct seg *seg, const struct seg *next)
{
    int64_t reach = breaker->reach + seg->width + seg->space + next->width;
    for (size_t i = 0; i < breaker->active_count; i++)
        if (reach - breaker->layout->knots[breaker->active[i]].reach <= breaker->width)
            return true;
    return false;
}

/* A line may end behind the piece, or must where it is the last. */
static bool end_line(struct breaker *breaker, const struct seg *seg, const struct seg *next, bool last)
{
    struct knot best = best_line(breaker, seg, last);
    bool thin = !last && free_of(breaker, best.width) > FREE_MANY && goes_on(breaker, seg, next);
    breaker->reach += (int64_t)seg->width + seg->space;
    breaker->begun = NO_KNOT;
    if (thin)
        return true;
    if (next != NULL && next->poor)
        best.cost += COST_POOR;
    best.reach = breaker->reach;
    best.start = next == NULL ? breaker->para->length : next->start;
    best.space = seg->forced || (next != NULL && seg->space > 0);
    breaker->begun = (uint32_t)breaker->knot_count;
    if (!add_knot(breaker, &best))
        return false;
    if (last)
        return settle(breaker, breaker->begun);
    activate(breaker);
    return breaker->knot_count < KNOTS_MAX || settle(breaker, breaker->begun);
}

/* Spaces at a line's beginning: a line that begins here begins behind them. */
static void skip(struct breaker *breaker, const struct seg *seg, const struct seg *next)
{
    breaker->reach += (int64_t)seg->width + seg->space;
    if (breaker->begun == NO_KNOT)
        return;
    struct knot *begin = &breaker->layout->knots[breaker->begun];
    begin->reach = breaker->reach;
    begin->start = next->start;
}

static bool break_pieces(struct breaker *breaker)
{
    const struct para *para = breaker->para;
    uint32_t count = para->seg_count;
    while (count > 0 && para->segs[count - 1].start == para->segs[count - 1].end && !para->segs[count - 1].forced)
        count--; /* nothing but spaces */
    struct knot first = { .from = NO_KNOT, .start = count == 0 ? 0 : para->segs[0].start };
    if (!add_knot(breaker, &first))
        return false;
    activate(breaker);
    for (uint32_t i = 0; i < count; i++) {
        const struct seg *seg = &para->segs[i];
        const struct seg *next = i + 1 < count ? seg + 1 : NULL;
        bool last = next == NULL || seg->forced;
        if (seg->start == seg->end && !seg->forced) {
            skip(breaker, seg, next);
            continue;
        }
        if (!retire(breaker, seg, last) || (breaker->active_count == 0 && !break_inside(breaker, seg)) ||
            !end_line(breaker, seg, next, last))
            return false;
    }
    return true;
}

uint32_t text_lines_at(const struct para *para, fix width)
{
    uint32_t lines = 1;
    int64_t filled = 0;
    for (uint32_t i = 0; i < para->seg_count; i++) {
        const struct seg *seg = &para->segs[i];
        if (filled > 0 && filled + seg->width > width) {
            lines++;
            filled = 0;
        }
        if (seg->width > width)
            lines += (uint32_t)(seg->width / width);
        filled += seg->width + seg->space;
        if (seg->forced && i + 1 < para->seg_count) {
            lines++;
            filled = 0;
        }
    }
    return lines;
}

/* Where everything fits: a line ends where it must. */
static bool break_where_forced(struct breaker *breaker)
{
    const struct para *para = breaker->para;
    struct line line = { 0 };
    int64_t width = 0; /* with the spaces behind it */
    bool begun = false;
    for (uint32_t i = 0; i < para->seg_count; i++) {
        const struct seg *seg = &para->segs[i];
        if (!begun && seg->start == seg->end && !seg->forced)
            continue;
        if (!begun)
            line = (struct line){ .start = seg->start };
        line.end = seg->end;
        line.width = (fix)((begun ? width : 0) + seg->width);
        line.space = seg->forced;
        width = (int64_t)line.width + seg->space;
        begun = !seg->forced;
        if (seg->forced && !add_line(breaker, line))
            return false;
    }
    return !begun || add_line(breaker, line);
}

bool text_break(struct layout *layout, struct para *para, fix width)
{
    if (layout->breaker == NULL && (layout->breaker = arena_alloc(layout->arena, sizeof *layout->breaker)) == NULL)
        return false;
    struct breaker *breaker = layout->breaker;
    breaker->layout = layout;
    breaker->para = para;
    breaker->width = width;
    breaker->count = breaker->knot_count = breaker->active_count = 0;
    breaker->begun = 0;
    breaker->reach = 0;
    breaker->divided = NULL;
    if (!(para->natural <= width ? break_where_forced(breaker) : break_pieces(breaker)) ||
        (breaker->count == 0 && !add_line(breaker, (struct line){ 0 })))
        return false;
    struct line *lines = arena_raw(layout->arena, breaker->count * sizeof *lines);
    if (lines == NULL)
        return false;
    memcpy(lines, layout->lines, breaker->count * sizeof *lines);
    para->lines = lines;
    para->line_count = (uint32_t)breaker->count;
    return true;
}
