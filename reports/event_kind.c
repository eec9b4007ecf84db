#include "reports/event_kind.h"

#include "reports/chart.h"
#include "text/message.h"

static const struct {
    const char *word;
    enum tint ground;
    int corners;   /* of the shape; 0: a circle */
    int turn;      /* of its first corner, in 1/1000 of a full turn */
    int per_mille; /* its radius by the size it is drawn in: so that all look equally large */
    bool star;     /* every other corner lies further in */
} kinds[EVENT_KIND_COUNT] = {
    [EVENT_NONE] = { NULL, TINT_FOLLOW_GROUND, 0, 0, 260, false },
    [EVENT_PLANNING] = { N_("planning"), TINT_NEUTRAL_GROUND, 4, 125, 600, false },
    [EVENT_ACTION] = { N_("action"), TINT_GOOD_GROUND, 0, 0, 480, false },
    [EVENT_FOLLOWUP] = { N_("follow-up"), TINT_BAND_GROUND, 3, 0, 620, false },
    [EVENT_EVALUATION] = { N_("evaluation"), TINT_HEAD_GROUND, 4, 0, 580, false },
    [EVENT_DECISION] = { N_("decision"), TINT_CONCERNING_GROUND, 10, 0, 620, true },
};

const char *event_kind_word(enum event_kind kind, enum lang lang)
{
    return kinds[kind].word == NULL ? "" : tr(lang, kinds[kind].word);
}

enum tint event_kind_ground(enum event_kind kind)
{
    return kinds[kind].ground;
}

void event_kind_draw(struct sketch *sketch, fix x, fix y, fix size, enum event_kind kind)
{
    enum { CORNERS_MAX = 10 };
    fix corners[2 * CORNERS_MAX];
    fix radius = (fix)((int64_t)size * kinds[kind].per_mille / 1000);
    int count = kinds[kind].corners;
    if (count == 0) {
        sketch_circle(sketch, x, y, radius, TINT_INK, TINT_NONE);
        return;
    }
    for (int i = 0; i < count; i++) {
        fix reach = kinds[kind].star && i % 2 == 1 ? radius * 2 / 5 : radius;
        struct chart_point point = chart_polar(x, y, reach, kinds[kind].turn + 1000 * i / count);
        corners[2 * i] = point.x;
        corners[2 * i + 1] = point.y;
    }
    sketch_polygon(sketch, corners, (size_t)count, TINT_INK, TINT_NONE);
}
