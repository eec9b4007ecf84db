/* The annual clock: a ring of twelve months, January behind 12 o'clock, with an arc an event in as many lanes as it
 * takes. An arc shows its kind by a shape and its number, by which the table tells the rest. Where a month has more
 * events than there are lanes, those of one month share lanes: each has a part of the month's arc. */
#include "reports/build.h"
#include "reports/chart.h"
#include "reports/event_kind.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

#define MONTHS      12
#define MONTH_RING  PT(24) /* how wide the ring of the months' names is */
#define LANE_MOST   PT(22)
#define LANE_LEAST  PT(9)
#define LANE_SEAM   PT(1.5)
#define CORE        PT(36) /* the radius that stays free in the middle: further in a month is narrower than its label */
#define LANE_ROOMY  PT(14) /* from here on labels are larger */
#define LABEL       PT(19) /* how wide a shape with its number is */
#define LABEL_ROOMY PT(24)
#define KEY_GAP     PT(24) /* between ring and key */
#define KEY_LINE    PT(15)
#define KEY_WORD    PT(16) /* from a shape's place to its word */
#define KEY_ABOVE   PT(8)  /* between ring and key below it */
#define NOW_FRAME   PT(2)  /* how wide the frame of the month that it is */
#define LANES_MAX   64

struct arc {
    const struct event *event;
    size_t number;
    int months;    /* how many it lasts */
    unsigned mask; /* bit n: month n + 1 */
    size_t lane;   /* from the outside; SIZE_MAX: there was no room */
    unsigned slot; /* the place in its month's arc, of clock.shares */
};

struct clock {
    struct build *build;
    struct sketch *sketch;
    struct arc *arcs;
    size_t count, lanes, dropped;
    unsigned char shares[LANES_MAX][MONTHS]; /* how many of one month share the lane there */
    fix size, outer, lane_height;            /* of the lanes */
    unsigned kinds;                          /* which there are: bit by enum event_kind */
};

static const char *const month_short[MONTHS] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
                                                 N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };

static struct arc arc_of(const struct event *event, size_t number)
{
    int last = event->to_month == 0 ? event->month : event->to_month;
    struct arc arc = { .event = event, .number = number, .months = (last - event->month + MONTHS) % MONTHS + 1 };
    for (int i = 0; i < arc.months; i++)
        arc.mask |= 1u << (event->month - 1 + i) % MONTHS;
    return arc;
}

/* The shorter first: they lie outside, where a month is wide; else by number. */
static int shorter_first(const void *a, const void *b)
{
    const struct arc *first = a, *second = b;
    if (first->months != second->months)
        return first->months - second->months;
    return first->number < second->number ? -1 : 1;
}

/* The longer first: they lie outside, where they do not cut others' lanes; else by number. */
static int longer_first(const void *a, const void *b)
{
    const struct arc *first = a, *second = b;
    if (first->months != second->months)
        return second->months - first->months;
    return first->number < second->number ? -1 : 1;
}

/* How many labels have room side by side in one month of the lane: at least one. */
static unsigned char month_room(const struct clock *clock, size_t lane)
{
    fix radius = clock->outer - (fix)lane * clock->lane_height - clock->lane_height / 2;
    fix label = clock->lane_height >= LANE_ROOMY ? LABEL_ROOMY : LABEL;
    int64_t room = (int64_t)radius * 6283 / 1000 / MONTHS / label;
    return (unsigned char)(room > 1 ? room : 1);
}

/* The outermost lane that is free in all its months; SIZE_MAX: none. */
static size_t free_lane(const unsigned taken[LANES_MAX], const struct arc *arc, size_t lanes_max)
{
    for (size_t lane = 0; lane < lanes_max; lane++)
        if ((taken[lane] & arc->mask) == 0)
            return lane;
    return SIZE_MAX;
}

/* The outermost lane where the month of an arc has room for one more label; SIZE_MAX: none. */
static size_t shared_lane(const struct clock *clock, const struct arc *arc, size_t lanes_max)
{
    const int month = arc->event->month - 1;
    for (size_t lane = 0; lane < lanes_max; lane++)
        if (clock->shares[lane][month] < month_room(clock, lane))
            return lane;
    return SIZE_MAX;
}

/* Gives the arcs their places in so many lanes, counts those without room. Where lanes are shared the arcs of one month
 * come before the others. */
static void place_arcs(struct clock *clock, size_t lanes, bool share)
{
    unsigned taken[LANES_MAX] = { 0 };
    memset(clock->shares, 0, sizeof clock->shares);
    clock->lanes = clock->dropped = 0;
    for (size_t i = 0; i < clock->count; i++) {
        struct arc *arc = &clock->arcs[i];
        arc->lane = share && arc->months == 1 ? shared_lane(clock, arc, lanes) : free_lane(taken, arc, lanes);
        arc->slot = 0;
        if (arc->lane == SIZE_MAX) {
            clock->dropped++;
            continue;
        }
        taken[arc->lane] |= arc->mask;
        if (arc->months == 1)
            arc->slot = clock->shares[arc->lane][arc->event->month - 1]++;
        clock->lanes = arc->lane + 1 > clock->lanes ? arc->lane + 1 : clock->lanes;
    }
}

static void set_lane_height(struct clock *clock, size_t lanes)
{
    clock->lane_height = lanes == 0 ? LANE_MOST : (clock->outer - CORE) / (fix)lanes;
    if (clock->lane_height > LANE_MOST)
        clock->lane_height = LANE_MOST;
}

/* A lane an event in its months where there is room; else the fewest lanes that hold all with sharing. */
static void find_lanes(struct clock *clock)
{
    fix room = clock->outer - CORE;
    size_t most = room < LANE_LEAST ? 0 : (size_t)(room / LANE_LEAST);
    most = most < LANES_MAX ? most : LANES_MAX;
    qsort(clock->arcs, clock->count, sizeof *clock->arcs, longer_first);
    place_arcs(clock, most, false);
    set_lane_height(clock, clock->lanes);
    if (clock->dropped > 0)
        qsort(clock->arcs, clock->count, sizeof *clock->arcs, shorter_first);
    for (size_t lanes = 1; clock->dropped > 0 && lanes <= most; lanes++) {
        set_lane_height(clock, lanes);
        place_arcs(clock, lanes, true);
    }
}

/* 1/1000 of a turn that `length` takes along a circle of this radius. */
static int turn_of(fix length, fix radius)
{
    return (int)((int64_t)length * 1000 * 1000 / ((int64_t)radius * 6283));
}

/* A month's name in its part of the ring; below it, of the month that it is, that. */
static void draw_month(const struct clock *clock, int month, bool now)
{
    const struct metrics *metrics = clock->build->metrics;
    enum lang lang = clock->build->lang;
    fix middle = clock->size / 2;
    struct label_spec spec = { FACE_NARROW_BOLD, PT(8), now ? TINT_WHITE : TINT_INK, ALIGN_CENTRE, 0 };
    struct sector sector = { middle, middle, clock->outer, middle, 1000 * month / MONTHS, 1000 * (month + 1) / MONTHS };
    struct chart_point at = chart_polar(middle, middle, (clock->outer + middle) / 2, (sector.from + sector.to) / 2);
    fix line = now ? PT(4.5) : 0;
    sketch_sector(clock->sketch, &sector, now ? TINT_BRAND : TINT_HEAD_GROUND, TINT_WHITE);
    sketch_text(clock->sketch, at.x, chart_baseline(metrics, &spec, at.y - line), &spec,
                text_of(tr(lang, month_short[month]), lang));
    if (now)
        sketch_text(clock->sketch, at.x, chart_baseline(metrics, &spec, at.y + line), &spec, tr_text(lang, "Now"));
}

static void draw_months(const struct clock *clock)
{
    fix middle = clock->size / 2;
    for (int i = 0; i < MONTHS; i++)
        draw_month(clock, i, i + 1 == clock->build->now);
    for (int i = 0; i < MONTHS; i++) {
        struct chart_point inner = chart_polar(middle, middle, CORE, 1000 * i / MONTHS);
        struct chart_point rim = chart_polar(middle, middle, clock->outer, 1000 * i / MONTHS);
        sketch_line(clock->sketch, inner.x, inner.y, rim.x, rim.y, PT(0.5), TINT_RULE);
    }
}

/* From the middle to the rim along both sides of the month that it is. */
static void draw_now(const struct clock *clock)
{
    fix middle = clock->size / 2;
    for (int i = 0; i < 2; i++) {
        int side = 1000 * (clock->build->now - 1 + i) / MONTHS;
        struct chart_point inner = chart_polar(middle, middle, CORE, side);
        struct chart_point rim = chart_polar(middle, middle, middle, side);
        sketch_line(clock->sketch, inner.x, inner.y, rim.x, rim.y, NOW_FRAME, TINT_BRAND);
    }
}

static void draw_arc(const struct clock *clock, const struct arc *arc)
{
    fix middle = clock->size / 2;
    fix outer = clock->outer - (fix)arc->lane * clock->lane_height - LANE_SEAM;
    fix inner = outer - clock->lane_height + LANE_SEAM;
    int from = 1000 * (arc->event->month - 1) / MONTHS;
    int to = 1000 * (arc->event->month - 1 + arc->months) / MONTHS;
    int shares = arc->months == 1 ? clock->shares[arc->lane][arc->event->month - 1] : 1;
    int whole = to - from;
    to = from + whole * ((int)arc->slot + 1) / shares;
    from += whole * (int)arc->slot / shares;
    int seam = turn_of(PT(1), (inner + outer) / 2);
    struct sector sector = { middle, middle, inner, outer, from + seam, to - seam };
    sketch_sector(clock->sketch, &sector, event_kind_ground(arc->event->kind), TINT_INK_SOFT);

    /* The pair of shape and number reads from left to right, also where clockwise runs from right to left. */
    bool roomy = clock->lane_height >= LANE_ROOMY;
    int half = turn_of(roomy ? PT(6) : PT(5), (inner + outer) / 2);
    int at = (from + to) / 2, place = at % 1000;
    bool leftwards = place > 250 && place < 750;
    struct chart_point shape = chart_polar(middle, middle, (inner + outer) / 2, leftwards ? at + half : at - half);
    struct chart_point digits = chart_polar(middle, middle, (inner + outer) / 2, leftwards ? at - half : at + half);
    event_kind_draw(clock->sketch, shape.x, shape.y, roomy ? PT(8) : PT(7), arc->event->kind);
    struct label_spec spec = { FACE_NARROW_BOLD, roomy ? PT(9) : PT(7), TINT_INK, ALIGN_CENTRE, 0 };
    struct join number = join_start(clock->build->job->arena, clock->build->lang);
    join_int(&number, (int64_t)arc->number);
    sketch_text(clock->sketch, digits.x, chart_baseline(clock->build->metrics, &spec, digits.y), &spec,
                join_end(&number));
}

static void draw_middle(const struct clock *clock)
{
    struct label_spec spec = { FACE_NARROW, PT(8), TINT_INK_SOFT, ALIGN_CENTRE, 2 * CORE };
    struct join join = join_start(clock->build->job->arena, clock->build->lang);
    join_year(&join, clock->build->plan->from);
    if (clock->build->plan->to != clock->build->plan->from) {
        join_word(&join, "–");
        join_year(&join, clock->build->plan->to);
    }
    sketch_text(clock->sketch, clock->size / 2, chart_baseline(clock->build->metrics, &spec, clock->size / 2), &spec,
                join_end(&join));
}

/* What the key tells: the shapes with their words, and how many events the ring lacks room for. */
struct key {
    struct {
        enum event_kind kind; /* EVENT_NONE: no shape */
        struct text word;
    } entries[EVENT_KIND_COUNT + 1];
    size_t count, columns;
    fix width, height; /* 0 where there is nothing to tell */
    fix column;        /* how wide each is */
};

static void add_entry(const struct clock *clock, struct key *key, enum event_kind kind, struct text word)
{
    const struct style *style = style_of(STYLE_FIGURE);
    fix width = metrics_width(clock->build->metrics, style->face, style->size, word.bytes, word.length);
    width += kind == EVENT_NONE ? 0 : KEY_WORD;
    key->entries[key->count].kind = kind;
    key->entries[key->count++].word = word;
    key->column = width > key->column ? width : key->column;
}

/* Beside the ring; on a screen, which may be narrow, below it. */
static struct key key_of(const struct clock *clock)
{
    enum lang lang = clock->build->lang;
    struct key key = { .columns = 1 };
    for (enum event_kind kind = EVENT_PLANNING; kind < EVENT_KIND_COUNT; kind++)
        if ((clock->kinds & 1u << kind) != 0)
            add_entry(clock, &key, kind, text_of(event_kind_word(kind, lang), lang));
    if (clock->dropped > 0) {
        struct join number = join_start(clock->build->job->arena, lang);
        join_int(&number, (int64_t)clock->dropped);
        add_entry(clock, &key, EVENT_NONE,
                  join_printf(number.arena, lang, tr(lang, "+ %s in the table only"), join_string(&number)));
    }
    if (key.count == 0)
        return key;
    if (!clock->build->screen) {
        key.width = KEY_GAP + key.column;
        return key;
    }
    key.column += KEY_WORD;
    key.columns = key.column < clock->size ? (size_t)(clock->size / key.column) : 1;
    key.height = KEY_ABOVE + KEY_LINE * (fix)((key.count + key.columns - 1) / key.columns);
    return key;
}

static void draw_key(const struct clock *clock, const struct key *key)
{
    const struct metrics *metrics = clock->build->metrics;
    const struct style *style = style_of(STYLE_FIGURE);
    struct label_spec spec = { style->face, style->size, TINT_INK, ALIGN_START, 0 };
    bool beside = key->width > 0;
    for (size_t i = 0; i < key->count; i++) {
        enum event_kind kind = key->entries[i].kind;
        fix x = beside ? clock->size + KEY_GAP : (fix)(i % key->columns) * key->column;
        fix y = (beside ? MONTH_RING : clock->size + KEY_ABOVE) + (fix)(i / key->columns) * KEY_LINE + KEY_LINE / 2;
        if (kind != EVENT_NONE)
            event_kind_draw(clock->sketch, x + PT(5), y, PT(8), kind);
        sketch_text(clock->sketch, kind == EVENT_NONE ? x : x + KEY_WORD, chart_baseline(metrics, &spec, y), &spec,
                    key->entries[i].word);
    }
}

static struct text describe(const struct clock *clock)
{
    enum lang lang = clock->build->lang;
    struct arena *arena = clock->build->job->arena;
    size_t by_month[MONTHS] = { 0 };
    int busiest = 0;
    for (size_t i = 0; i < clock->count; i++)
        for (int month = 0; month < MONTHS; month++)
            by_month[month] += clock->arcs[i].mask >> month & 1;
    for (int month = 1; month < MONTHS; month++)
        if (by_month[month] > by_month[busiest])
            busiest = month;
    struct join events = join_start(arena, lang), most = join_start(arena, lang), all = join_start(arena, lang);
    join_int(&events, (int64_t)clock->count);
    join_int(&most, (int64_t)by_month[busiest]);
    join_text(&all, join_printf(arena, lang,
                                trn(lang, "Ring of the twelve months with %s event.",
                                    "Ring of the twelve months with %s events.", clock->count),
                                join_string(&events)));
    if (by_month[busiest] > 1) {
        join_word(&all, " ");
        /* TRANSLATORS: the month with most events, and how many */
        join_text(&all, join_printf(arena, lang, tr(lang, "Most events are going on in one month: %s, %s."),
                                    month_name(busiest + 1, lang), join_string(&most)));
    }
    join_word(&all, " ");
    if (clock->build->now == 0) {
        join_word(&all, tr(lang, "The events are listed in the table that follows."));
    } else {
        join_text(&all, join_printf(arena, lang, tr(lang, "The current month, %s, is framed."),
                                    month_name(clock->build->now, lang)));
        join_word(&all, " ");
        join_word(&all, tr(lang, "The events are listed below."));
    }
    return join_end(&all);
}

const struct figure *chart_annual_clock(struct build *build, fix size)
{
    const struct event *const *events = build_events_sorted(build);
    size_t count = build->plan->event_count;
    struct clock clock = { .build = build, .size = size, .outer = size / 2 - MONTH_RING, .count = count };
    if (events == NULL || (clock.arcs = arena_array(build->job->arena, count, sizeof *clock.arcs)) == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        clock.arcs[i] = arc_of(events[i], i + 1);
        clock.kinds |= 1u << events[i]->kind;
    }
    find_lanes(&clock);
    const struct key key = key_of(&clock);
    clock.sketch = sketch_new(build->job, build->metrics, size + key.width, size + key.height);
    if (clock.sketch == NULL)
        return NULL;
    draw_months(&clock);
    for (size_t i = 0; i < count; i++)
        if (clock.arcs[i].lane != SIZE_MAX)
            draw_arc(&clock, &clock.arcs[i]);
    if (build->now != 0)
        draw_now(&clock);
    draw_middle(&clock);
    draw_key(&clock, &key);
    return sketch_finish(clock.sketch, describe(&clock));
}
