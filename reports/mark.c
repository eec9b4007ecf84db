#include "reports/mark.h"

/* Shapes are filled outlines; a hole runs the other way round than what it is cut out of (non-zero winding). */

#define KAPPA(r) ((fix)((r) * 5523 / 10000)) /* how far a quarter circle's control points stand off */
#define AT(px, py) { .op = PATH_MOVE, .x = (px), .y = (py) }
#define TO(px, py) { .op = PATH_LINE, .x = (px), .y = (py) }
#define BY(ax, ay, bx, by, px, py) \
    { .op = PATH_CURVE, .x = (px), .y = (py), .x1 = (ax), .y1 = (ay), .x2 = (bx), .y2 = (by) }
#define END { .op = PATH_CLOSE }
#define CIRCLE(cx, cy, r) \
    AT((cx) + (r), (cy)), \
    BY((cx) + (r), (cy) + KAPPA(r), (cx) + KAPPA(r), (cy) + (r), (cx), (cy) + (r)), \
    BY((cx) - KAPPA(r), (cy) + (r), (cx) - (r), (cy) + KAPPA(r), (cx) - (r), (cy)), \
    BY((cx) - (r), (cy) - KAPPA(r), (cx) - KAPPA(r), (cy) - (r), (cx), (cy) - (r)), \
    BY((cx) + KAPPA(r), (cy) - (r), (cx) + (r), (cy) - KAPPA(r), (cx) + (r), (cy)), END
#define HOLE(cx, cy, r) \
    AT((cx) + (r), (cy)), \
    BY((cx) + (r), (cy) - KAPPA(r), (cx) + KAPPA(r), (cy) - (r), (cx), (cy) - (r)), \
    BY((cx) - KAPPA(r), (cy) - (r), (cx) - (r), (cy) - KAPPA(r), (cx) - (r), (cy)), \
    BY((cx) - (r), (cy) + KAPPA(r), (cx) - KAPPA(r), (cy) + (r), (cx), (cy) + (r)), \
    BY((cx) + KAPPA(r), (cy) + (r), (cx) + (r), (cy) + KAPPA(r), (cx) + (r), (cy)), END

static const struct path_step triangle_up[] = { AT(500, 60), TO(980, 920), TO(20, 920), END };
static const struct path_step triangle_down[] = { AT(20, 80), TO(980, 80), TO(500, 940), END };
static const struct path_step disc[] = { CIRCLE(500, 500, 420) };
static const struct path_step dash[] = { AT(100, 420), TO(900, 420), TO(900, 580), TO(100, 580), END };
static const struct path_step ring[] = { CIRCLE(500, 500, 450), HOLE(500, 500, 330) };
/* A ring, its right half full */
static const struct path_step half[] = {
    CIRCLE(500, 500, 450), HOLE(500, 500, 330), AT(500, 170),
    BY(500 + KAPPA(330), 170, 830, 500 - KAPPA(330), 830, 500),
    BY(830, 500 + KAPPA(330), 500 + KAPPA(330), 830, 500, 830), END
};
/* A disc with a check mark cut out */
static const struct path_step checked[] = {
    CIRCLE(500, 500, 470), AT(430, 770), TO(800, 390), TO(700, 290), TO(425, 575), TO(305, 455), TO(205, 555), END
};
/* Three quarters of a ring, from 3 o'clock on to 12, with a head that goes on */
static const struct path_step loop[] = {
    AT(950, 500), BY(950, 500 + KAPPA(450), 500 + KAPPA(450), 950, 500, 950),
    BY(500 - KAPPA(450), 950, 50, 500 + KAPPA(450), 50, 500),
    BY(50, 500 - KAPPA(450), 500 - KAPPA(450), 50, 500, 50), TO(500, 0), TO(820, 130), TO(500, 290), TO(500, 190),
    BY(500 - KAPPA(310), 190, 190, 500 - KAPPA(310), 190, 500),
    BY(190, 500 + KAPPA(310), 500 - KAPPA(310), 810, 500, 810),
    BY(500 + KAPPA(310), 810, 810, 500 + KAPPA(310), 810, 500), END
};
/* A square on its corner with an exclamation mark cut out */
static const struct path_step warning[] = {
    AT(500, 0), TO(1000, 500), TO(500, 1000), TO(0, 500), END,
    AT(430, 220), TO(455, 590), TO(545, 590), TO(570, 220), END,
    AT(440, 660), TO(440, 780), TO(560, 780), TO(560, 660), END
};
static const struct path_step cross[] = {
    AT(210, 80), TO(500, 370), TO(790, 80), TO(920, 210), TO(630, 500), TO(920, 790), TO(790, 920), TO(500, 630),
    TO(210, 920), TO(80, 790), TO(370, 500), TO(80, 210), END
};
static const struct path_step frame[] = {
    AT(150, 150), TO(850, 150), TO(850, 850), TO(150, 850), END,
    AT(250, 250), TO(250, 750), TO(750, 750), TO(750, 250), END
};
static const struct path_step arrow[] = {
    AT(60, 440), TO(720, 440), TO(500, 220), TO(590, 130), TO(960, 500), TO(590, 870), TO(500, 780), TO(720, 560),
    TO(60, 560), END
};
static const struct path_step short_dash[] = { AT(250, 440), TO(750, 440), TO(750, 560), TO(250, 560), END };

#define SHAPE(steps, fill) { steps, sizeof steps / sizeof steps[0], fill }

const struct mark_shape *mark_shape(enum mark mark)
{
    static const struct mark_shape shapes[MARK_COUNT] = {
        [MARK_NONE] = { NULL, 0, TINT_NONE },
        [MARK_GOOD] = SHAPE(triangle_up, TINT_GOOD),
        [MARK_NEUTRAL] = SHAPE(disc, TINT_NEUTRAL),
        [MARK_CONCERNING] = SHAPE(triangle_down, TINT_CONCERNING),
        [MARK_NOT_COMPARED] = SHAPE(dash, TINT_NOT_REPORTED),
        [MARK_NOT_STARTED] = SHAPE(ring, TINT_NOT_STARTED),
        [MARK_IN_PROGRESS] = SHAPE(half, TINT_IN_PROGRESS),
        [MARK_DONE] = SHAPE(checked, TINT_DONE),
        [MARK_CONTINUOUS] = SHAPE(loop, TINT_CONTINUOUS),
        [MARK_DELAYED] = SHAPE(warning, TINT_DELAYED),
        [MARK_CANCELLED] = SHAPE(cross, TINT_CANCELLED),
        [MARK_NOT_REPORTED] = SHAPE(frame, TINT_NOT_REPORTED),
        [MARK_NOT_APPLICABLE] = SHAPE(short_dash, TINT_NOT_REPORTED),
        [MARK_ELSEWHERE] = SHAPE(arrow, TINT_BRAND),
    };
    return &shapes[(unsigned)mark < MARK_COUNT ? mark : MARK_NONE];
}

const char *mark_character(enum mark mark)
{
    static const char *const characters[MARK_COUNT] = {
        [MARK_NONE] = "",
        [MARK_GOOD] = "▲", [MARK_NEUTRAL] = "●", [MARK_CONCERNING] = "▼", [MARK_NOT_COMPARED] = "–",
        [MARK_NOT_STARTED] = "○", [MARK_IN_PROGRESS] = "◑", [MARK_DONE] = "✔", [MARK_CONTINUOUS] = "↻",
        [MARK_DELAYED] = "◆", [MARK_CANCELLED] = "✕", [MARK_NOT_REPORTED] = "□", [MARK_NOT_APPLICABLE] = "–",
        [MARK_ELSEWHERE] = "→",
    };
    return (unsigned)mark < MARK_COUNT ? characters[mark] : "";
}

const char *mark_name(enum mark mark)
{
    static const char *const names[MARK_COUNT] = {
        [MARK_NONE] = "",
        [MARK_GOOD] = "good", [MARK_NEUTRAL] = "neutral", [MARK_CONCERNING] = "concerning",
        [MARK_NOT_COMPARED] = "not-compared", [MARK_NOT_STARTED] = "not-started", [MARK_IN_PROGRESS] = "in-progress",
        [MARK_DONE] = "done", [MARK_CONTINUOUS] = "continuous", [MARK_DELAYED] = "delayed",
        [MARK_CANCELLED] = "cancelled", [MARK_NOT_REPORTED] = "not-reported",
        [MARK_NOT_APPLICABLE] = "not-applicable", [MARK_ELSEWHERE] = "elsewhere",
    };
    return (unsigned)mark < MARK_COUNT ? names[mark] : "";
}
