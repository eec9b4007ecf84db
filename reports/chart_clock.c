/* The annual clock: a ring of twelve months, January behind 12 o'clock, with an arc an event in as many lanes as it
 * takes. An arc shows its kind by a shape and its number, by which the table tells the rest. */
#include "reports/build.h"
#include "reports/chart.h"
#include "reports/event_kind.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#include <stdlib.h>

#define MONTHS     12
#define MONTH_RING PT(24) /* how wide the ring of the months' names is */
#define LANE_MOST  PT(22)
#define LANE_LEAST PT(9)
#define LANE_SEAM  PT(1.5)
#define CORE       PT(22) /* the radius that stays free in the middle */
#define KEY_GAP    PT(24) /* between ring and key */
#define KEY_LINE   PT(15)
#define LANES_MAX  64

struct arc {
    const struct event *event;
    size_t number;
    int months;    /* how many it lasts */
    unsigned mask; /* bit n: month n + 1 */
    size_t lane;   /* from the outside; SIZE_MAX: there was no room */
};

struct clock {
    struct build *build;
    struct sketch *sketch;
    struct arc *arcs;
    size_t count, lanes, dropped;
    fix size, outer, lane_height; /* of the lanes */
    unsigned kinds;               /* which there are: bit by enum event_kind */
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

/* The longer first: they lie outside, where they do not cut others' lanes; else by number. */
static int compare_arcs(const void *a, const void *b)
{
    const struct arc *first = a, *second = b;
    if (first->months != second->months)
        return second->months - first->months;
    return first->number < second->number ? -1 : 1;
}

static void place_arcs(struct clock *clock, size_t lanes_max)
{
    unsigned taken[LANES_MAX] = { 0 };
    qsort(clock->arcs, clock->count, sizeof *clock->arcs, compare_arcs);
    for (size_t i = 0; i < clock->count; i++) {
        struct arc *arc = &clock->arcs[i];
        arc->lane = 0;
        while (arc->lane < lanes_max && (taken[arc->lane] & arc->mask) != 0)
            arc->lane++;
        if (arc->lane == lanes_max) {
            arc->lane = SIZE_MAX;
            clock->dropped++;
            continue;
        }
        taken[arc->lane] |= arc->mask;
        clock->lanes = arc->lane + 1 > clock->lanes ? arc->lane + 1 : clock->lanes;
    }
}

/* 1/1000 of a turn that `length` takes along a circle of this radius. */
static int turn_of(fix length, fix radius)
{
    return (int)((int64_t)length * 1000 * 1000 / ((int64_t)radius * 6283));
}

static void draw_months(const struct clock *clock)
{
    fix middle = clock->size / 2;
    struct label_spec spec = { FACE_NARROW_BOLD, PT(8), TINT_INK, ALIGN_CENTRE, 0 };
    for (int i = 0; i < MONTHS; i++) {
        struct sector sector = { middle, middle, clock->outer, middle, 1000 * i / MONTHS, 1000 * (i + 1) / MONTHS };
        sketch_sector(clock->sketch, &sector, TINT_HEAD_GROUND, TINT_WHITE);
        struct chart_point at = chart_polar(middle, middle, (clock->outer + middle) / 2, (sector.from + sector.to) / 2);
        sketch_text(clock->sketch, at.x, chart_baseline(clock->build->metrics, &spec, at.y), &spec,
                    text_of(tr(clock->build->lang, month_short[i]), clock->build->lang));
    }
    for (int i = 0; i < MONTHS; i++) {
        struct chart_point inner = chart_polar(middle, middle, CORE, 1000 * i / MONTHS);
        struct chart_point rim = chart_polar(middle, middle, clock->outer, 1000 * i / MONTHS);
        sketch_line(clock->sketch, inner.x, inner.y, rim.x, rim.y, PT(0.5), TINT_RULE);
    }
}

static void draw_arc(const struct clock *clock, const struct arc *arc)
{
    fix middle = clock->size / 2;
    fix outer = clock->outer - (fix)arc->lane * clock->lane_height - LANE_SEAM;
    fix inner = outer - clock->lane_height + LANE_SEAM;
    int from = 1000 * (arc->event->month - 1) / MONTHS;
    int to = 1000 * (arc->event->month - 1 + arc->months) / MONTHS;
    int seam = turn_of(PT(1), (inner + outer) / 2);
    struct sector sector = { middle, middle, inner, outer, from + seam, to - seam };
    sketch_sector(clock->sketch, &sector, event_kind_ground(arc->event->kind), TINT_INK_SOFT);

    /* The pair of shape and number reads from left to right, also where clockwise runs from right to left. */
    bool roomy = clock->lane_height >= PT(14);
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

/* The shapes with their words, and how many events the ring lacks room for, beside it; returns how wide that is, and
 * draws where `draw`. */
static fix key(const struct clock *clock, bool draw)
{
    const struct metrics *metrics = clock->build->metrics;
    const struct style *style = style_of(STYLE_FIGURE);
    struct label_spec spec = { style->face, style->size, TINT_INK, ALIGN_START, 0 };
    fix x = clock->size + KEY_GAP, y = MONTH_RING, width = 0;
    for (enum event_kind kind = EVENT_PLANNING; kind < EVENT_KIND_COUNT; kind++) {
        if ((clock->kinds & 1u << kind) == 0)
            continue;
        struct text word = text_of(event_kind_word(kind, clock->build->lang), clock->build->lang);
        fix wide = PT(16) + metrics_width(metrics, spec.face, spec.size, word.bytes, word.length);
        width = wide > width ? wide : width;
        if (draw) {
            event_kind_draw(clock->sketch, x + PT(5), y + KEY_LINE / 2, PT(8), kind);
            sketch_text(clock->sketch, x + PT(16), chart_baseline(metrics, &spec, y + KEY_LINE / 2), &spec, word);
        }
        y += KEY_LINE;
    }
    if (clock->dropped > 0) {
        struct join join = join_start(clock->build->job->arena, clock->build->lang);
        join_word(&join, "+ ");
        join_int(&join, (int64_t)clock->dropped);
        struct text more = join_end(&join);
        fix wide = metrics_width(metrics, spec.face, spec.size, more.bytes, more.length);
        width = wide > width ? wide : width;
        if (draw)
            sketch_text(clock->sketch, x, chart_baseline(metrics, &spec, y + KEY_LINE / 2), &spec, more);
    }
    return width == 0 ? 0 : KEY_GAP + width;
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
    join_word(&all, tr(lang, "The events are listed in the table that follows."));
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
    fix room = clock.outer - CORE;
    size_t lanes_max = room < LANE_LEAST ? 0 : (size_t)(room / LANE_LEAST);
    place_arcs(&clock, lanes_max < LANES_MAX ? lanes_max : LANES_MAX);
    clock.lane_height = clock.lanes == 0 ? LANE_MOST : room / (fix)clock.lanes;
    if (clock.lane_height > LANE_MOST)
        clock.lane_height = LANE_MOST;
    clock.sketch = sketch_new(build->job, build->metrics, size + key(&clock, false), size);
    if (clock.sketch == NULL)
        return NULL;
    draw_months(&clock);
    for (size_t i = 0; i < count; i++)
        if (clock.arcs[i].lane != SIZE_MAX)
            draw_arc(&clock, &clock.arcs[i]);
    draw_middle(&clock);
    key(&clock, true);
    return sketch_finish(clock.sketch, describe(&clock));
}
