/* Ease and impact: the subgoals by id in a field of two by three, the easy ones with a high impact in the upper right
 * corner. */
#include "reports/build.h"
#include "reports/chart.h"
#include "reports/join.h"
#include "text/message.h"

#define COLUMNS   2
#define ROWS      3
#define AXIS      PT(14) /* the lines of the axes' words: below, and beside at the left by their widest */
#define AXIS_ROOM (AXIS + PT(4))
#define PADDING   PT(8)
#define ID_LINE   PT(13) /* from one line of ids to the next */
#define LINES_MAX 10     /* of a box: three of them fit on a page */
#define CHIP_GAP  PT(7)  /* between two ids */

static const char *const ease_words[COLUMNS] = { N_("Hard to change"), N_("Easy to change") };
static const char *const impact_words[ROWS] = { N_("High impact"), N_("Medium impact"),
                                                N_("Low impact") }; /* from the top */

struct plane {
    struct build *build;
    struct sketch *sketch;
    fix left, width;    /* of the six boxes together */
    fix tops[ROWS + 1]; /* of the rows; the first is 0, the last where they end */
    struct label_spec label;
};

struct box { /* one of the six */
    const struct subgoal **subgoals;
    size_t count;
    fix x;
};

static int column_of(const struct subgoal *subgoal)
{
    return subgoal->ease == EASE_EASY ? 1 : 0;
}

static int row_of(const struct subgoal *subgoal)
{
    return subgoal->impact == IMPACT_HIGH ? 0 : subgoal->impact == IMPACT_MEDIUM ? 1 : 2;
}

bool subgoal_judged(const struct subgoal *subgoal)
{
    return subgoal->ease != EASE_NONE && subgoal->impact != IMPACT_NONE;
}

/* The ids of one box in print order, as many a line as there is room for, from `y` on; where they are more than
 * LINES_MAX lines the last ends in "…" (the table tells all). Draws where `draw`; returns the height in either case. */
static fix lay_ids(const struct plane *plane, const struct box *box, fix y, bool draw)
{
    const struct metrics *metrics = plane->build->metrics;
    const fix width = plane->width / COLUMNS - 2 * PADDING;
    struct label_spec spec = { FACE_NARROW_BOLD, plane->label.size + PT(1), TINT_INK, ALIGN_START, width };
    fix across = 0, line = 0;
    for (size_t i = 0; i < box->count; i++) {
        struct text id = text_of(box->subgoals[i]->id, LANG_NONE);
        fix wide = metrics_width(metrics, spec.face, spec.size, id.bytes, id.length);
        if (across > 0 && across + wide > width) {
            across = 0;
            line++;
        }
        bool full = line + 1 >= LINES_MAX && i + 1 < box->count && across + 2 * wide + CHIP_GAP > width;
        if (draw)
            sketch_text(plane->sketch, box->x + PADDING + across,
                        chart_baseline(metrics, &spec, y + line * ID_LINE + ID_LINE / 2), &spec,
                        full ? text_of("…", LANG_NONE) : id);
        if (full)
            break;
        across += wide + CHIP_GAP;
    }
    return (line + 1) * ID_LINE;
}

static struct box box_of(const struct plane *plane, int column, int row)
{
    const struct plan *plan = plane->build->plan;
    struct box box = { .x = plane->left + column * plane->width / COLUMNS };
    size_t most = 0;
    for (size_t i = 0; i < plan->goal_count; i++)
        most += plan->goals[i].subgoal_count;
    box.subgoals = arena_array(plane->build->job->arena, most, sizeof *box.subgoals);
    for (size_t i = 0; box.subgoals != NULL && i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i].subgoal_count; j++) {
            const struct subgoal *subgoal = &plan->goals[i].subgoals[j];
            if (subgoal_judged(subgoal) && column_of(subgoal) == column && row_of(subgoal) == row)
                box.subgoals[box.count++] = subgoal;
        }
    return box;
}

static void draw_box(const struct plane *plane, const struct box *box, bool first, int row)
{
    fix top = plane->tops[row], bottom = plane->tops[row + 1], right = box->x + plane->width / COLUMNS;
    const fix corners[] = { box->x, top, right, top, right, bottom, box->x, bottom };
    sketch_polygon(plane->sketch, corners, 4, first ? TINT_BAND_GROUND : TINT_WHITE, TINT_RULE);
    lay_ids(plane, box, top + (bottom - top - lay_ids(plane, box, 0, false)) / 2, true);
}

static void draw_axes(const struct plane *plane)
{
    enum lang lang = plane->build->lang;
    struct label_spec spec = plane->label;
    for (int row = 0; row < ROWS; row++) {
        fix middle = (plane->tops[row] + plane->tops[row + 1]) / 2;
        sketch_text(plane->sketch, 0, chart_baseline(plane->build->metrics, &spec, middle), &spec,
                    tr_text(lang, impact_words[row]));
    }
    spec.align = ALIGN_CENTRE;
    for (int column = 0; column < COLUMNS; column++)
        sketch_text(plane->sketch, plane->left + (2 * column + 1) * plane->width / (2 * COLUMNS),
                    chart_baseline(plane->build->metrics, &spec, plane->tops[ROWS] + AXIS / 2 + PT(2)), &spec,
                    tr_text(lang, ease_words[column]));
}

static fix widest_word(const struct plane *plane)
{
    fix widest = 0;
    for (int row = 0; row < ROWS; row++) {
        struct text word = tr_text(plane->build->lang, impact_words[row]);
        fix width = metrics_width(plane->build->metrics, plane->label.face, plane->label.size, word.bytes, word.length);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* How many there are of all, and which are the easy ones with a high impact: what a reader looks for first. */
static struct text describe(const struct plane *plane)
{
    const struct plan *plan = plane->build->plan;
    enum lang lang = plane->build->lang;
    struct arena *arena = plane->build->job->arena;
    struct join number = join_start(arena, lang), best = join_start(arena, lang), all = join_start(arena, lang);
    size_t judged = 0;
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i].subgoal_count; j++) {
            const struct subgoal *subgoal = &plan->goals[i].subgoals[j];
            judged += subgoal_judged(subgoal);
            if (subgoal->ease != EASE_EASY || subgoal->impact != IMPACT_HIGH)
                continue;
            join_between(&best, ", ");
            join_word(&best, subgoal->id);
        }
    join_int(&number, (int64_t)judged);
    join_text(&all, join_printf(arena, lang,
                                trn(lang, "%s subgoal by ease and impact.", "%s subgoals by ease and impact.", judged),
                                join_string(&number)));
    join_word(&all, " ");
    if (text_absent(join_end(&best)))
        join_word(&all, tr(lang, "None of them is easy to change with a high impact."));
    else
        join_text(&all,
                  join_printf(arena, lang, tr(lang, "Easy to change with a high impact: %s."), join_string(&best)));
    join_word(&all, " ");
    join_word(&all, tr(lang, "The table that follows tells them all."));
    return join_end(&all);
}

const struct figure *chart_ease_impact(struct build *build, fix width, fix height)
{
    const struct style *style = style_of(STYLE_FIGURE);
    struct plane plane = { .build = build };
    struct box boxes[ROWS][COLUMNS];
    bool any = false;
    for (size_t i = 0; i < build->plan->goal_count; i++)
        for (size_t j = 0; j < build->plan->goals[i].subgoal_count; j++)
            any = any || subgoal_judged(&build->plan->goals[i].subgoals[j]);
    if (!any)
        return NULL;
    plane.label = (struct label_spec){ style->face, style->size, TINT_INK_SOFT, ALIGN_START, 0 };
    plane.left = widest_word(&plane) + PADDING;
    plane.width = width - plane.left - PT(1);
    for (int row = 0; row < ROWS; row++) { /* as high as their third, or as their ids need */
        fix high = (height - AXIS_ROOM) / ROWS;
        for (int column = 0; column < COLUMNS; column++) {
            boxes[row][column] = box_of(&plane, column, row);
            fix needed = lay_ids(&plane, &boxes[row][column], 0, false) + PADDING;
            high = needed > high ? needed : high;
        }
        plane.tops[row + 1] = plane.tops[row] + high;
    }
    plane.sketch = sketch_new(build->job, build->metrics, width, plane.tops[ROWS] + AXIS_ROOM);
    if (plane.sketch == NULL)
        return NULL;
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            draw_box(&plane, &boxes[row][column], column == 1 && row == 0, row);
    draw_axes(&plane);
    return sketch_finish(plane.sketch, describe(&plane));
}
