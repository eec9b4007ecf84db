#include "reports/figure.h"

#include "reports/mark.h"
#include "reports/metrics.h"

struct sketch {
    struct job *job;
    const struct metrics *metrics;
    fix width, height;
    struct item *items;
    size_t count, capacity;
};

struct sketch *sketch_new(struct job *job, const struct metrics *metrics, fix width, fix height)
{
    struct sketch *sketch = arena_alloc(job->arena, sizeof *sketch);
    if (sketch != NULL)
        *sketch = (struct sketch){ .job = job, .metrics = metrics, .width = width, .height = height };
    return sketch;
}

static void add(struct sketch *sketch, struct item item)
{
    if (arena_grow(sketch->job->arena, &sketch->items, sketch->count, &sketch->capacity, sizeof *sketch->items))
        sketch->items[sketch->count++] = item;
}

/* Draws the runs of a text from `x` on; returns where it ends. */
static fix add_runs(struct sketch *sketch, const struct label_spec *spec, fix x, fix baseline, struct text text)
{
    struct text_run run;
    colour ink = tint_colour(spec->ink == TINT_NONE ? TINT_INK : spec->ink);
    for (size_t at = 0; metrics_run(sketch->metrics, spec->face, text.bytes, text.length, &at, &run);) {
        struct item item = item_of_run(&run, spec->size, ink);
        item.x = x;
        item.y = baseline;
        add(sketch, item);
        x += metrics_scale(run.advance, spec->size);
    }
    return x;
}

void sketch_text(struct sketch *sketch, fix x, fix baseline, const struct label_spec *spec, struct text text)
{
    static const char dots[] = "…";
    if (text_absent(text))
        return;
    fix width = metrics_width(sketch->metrics, spec->face, spec->size, text.bytes, text.length);
    bool cut = spec->max_width > 0 && width > spec->max_width;
    if (cut) {
        fix dots_width = metrics_width(sketch->metrics, spec->face, spec->size, dots, sizeof dots - 1);
        const struct text_run whole = { .bytes = text.bytes, .length = text.length, .face = spec->face };
        text.length = (uint32_t)metrics_fit(sketch->metrics, &whole, spec->size, spec->max_width - dots_width);
        width = metrics_width(sketch->metrics, spec->face, spec->size, text.bytes, text.length) + dots_width;
    }
    fix start = spec->align == ALIGN_START ? x : spec->align == ALIGN_CENTRE ? x - width / 2 : x - width;
    fix end = add_runs(sketch, spec, start, baseline, text);
    if (cut)
        (void)add_runs(sketch, spec, end, baseline, text_of(dots, LANG_NONE));
    /* Labels are words of their own, also where they touch. */
    if (sketch->count > 0 && sketch->items[sketch->count - 1].kind == ITEM_TEXT)
        sketch->items[sketch->count - 1].text.space = true;
}

void sketch_rect(struct sketch *sketch, fix x, fix y, fix width, fix height, enum tint fill)
{
    struct item item = { .kind = ITEM_RECT, .x = x, .y = y };
    item.rect.width = width;
    item.rect.height = height;
    item.rect.fill = tint_colour(fill);
    add(sketch, item);
}

/* The ink of what is drawn: a thin line round it where it has a stroke. */
struct pen {
    enum tint fill, stroke;
    fix line_width;
};

static void add_path(struct sketch *sketch, fix x, fix y, const struct path_step *steps, size_t count, struct pen pen)
{
    if (steps == NULL)
        return;
    struct item item = { .kind = ITEM_PATH, .x = x, .y = y };
    item.path.steps = steps;
    item.path.count = count;
    item.path.fill = tint_colour(pen.fill);
    item.path.stroke = tint_colour(pen.stroke);
    item.path.line_width = pen.line_width;
    add(sketch, item);
}

void sketch_path(struct sketch *sketch, const fix *points, size_t count, fix line_width, enum tint ink)
{
    struct path_step *steps = count == 0 ? NULL : arena_array(sketch->job->arena, count, sizeof *steps);
    if (steps == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        steps[i] = (struct path_step){ .op = i == 0 ? PATH_MOVE : PATH_LINE,
                                       .x = points[2 * i] - points[0],
                                       .y = points[2 * i + 1] - points[1] };
    add_path(sketch, points[0], points[1], steps, count, (struct pen){ TINT_NONE, ink, line_width });
}

void sketch_line(struct sketch *sketch, fix x1, fix y1, fix x2, fix y2, fix line_width, enum tint ink)
{
    const fix points[] = { x1, y1, x2, y2 };
    sketch_path(sketch, points, 2, line_width, ink);
}

#define STROKE PT(0.6)

void sketch_polygon(struct sketch *sketch, const fix *corners, size_t count, enum tint fill, enum tint stroke)
{
    struct path_step *steps = count == 0 ? NULL : arena_array(sketch->job->arena, count + 1, sizeof *steps);
    if (steps == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        steps[i] = (struct path_step){ .op = i == 0 ? PATH_MOVE : PATH_LINE,
                                       .x = corners[2 * i] - corners[0],
                                       .y = corners[2 * i + 1] - corners[1] };
    steps[count] = (struct path_step){ .op = PATH_CLOSE };
    add_path(sketch, corners[0], corners[1], steps, count + 1, (struct pen){ fill, stroke, STROKE });
}

/* ---- Circles and sectors ---- */

#define UNIT 1000000000 /* of sines */

/* The sine, times UNIT, of an angle in 1/1000 of a full turn: Taylor's series in the first quarter, right to 4 in a
 * million. */
static int64_t sine(int turn)
{
    turn = ((turn % 1000) + 1000) % 1000;
    if (turn >= 500)
        return -sine(turn - 500);
    if (turn > 250)
        turn = 500 - turn;
    int64_t angle = (int64_t)turn * 6283185; /* 2 pi UNIT / 1000 */
    int64_t square = angle * angle / UNIT;
    int64_t term = angle;
    int64_t sum = angle;
    for (int n = 2; n <= 10; n += 2) {
        term = -term * square / UNIT / (n * (n + 1));
        sum += term;
    }
    return sum;
}

void figure_polar(fix radius, int turn, fix *x, fix *y)
{
    *x = (fix)(radius * sine(turn) / UNIT);
    *y = (fix)(-radius * sine(turn + 250) / UNIT);
}

/* A circle's arc as curves of at most an eighth of a turn. `op` is how its first point is reached. */
static size_t add_arc(struct path_step *steps, enum path_op op, fix radius, int from, int to)
{
    size_t count = 0;
    int span = to - from;
    int pieces = (span < 0 ? -span : span) / 125 + 1;
    fix x, y;
    figure_polar(radius, from, &x, &y);
    steps[count++] = (struct path_step){ .op = op, .x = x, .y = y };
    for (int i = 0; i < pieces; i++) {
        int start = from + span * i / pieces;
        int end = from + span * (i + 1) / pieces;
        /* k = 4/3 tan(a/4) of an arc a; tan(x) = x + x^3/3, a in radians: 1e6 * 2 pi / 1000 = 6283 a step */
        int64_t quarter = (int64_t)(end - start) * 6283185 / 1000 / 4;
        int64_t tangent = quarter + quarter * quarter / 1000000 * quarter / 1000000 / 3;
        fix handle = (fix)(radius * (4 * tangent / 3) / 1000000);
        fix ax, ay, bx, by, sx, sy, ex, ey;
        figure_polar(radius, start, &sx, &sy);
        figure_polar(radius, end, &ex, &ey);
        figure_polar(handle, start + 250, &ax, &ay);
        figure_polar(handle, end + 250, &bx, &by);
        steps[count++] = (struct path_step){
            .op = PATH_CURVE, .x = ex, .y = ey, .x1 = sx + ax, .y1 = sy + ay, .x2 = ex - bx, .y2 = ey - by
        };
    }
    return count;
}

#define ARC_STEPS 10 /* of a whole turn, at most */

void sketch_circle(struct sketch *sketch, fix x, fix y, fix radius, enum tint fill, enum tint stroke)
{
    struct path_step *steps = arena_array(sketch->job->arena, ARC_STEPS + 1, sizeof *steps);
    if (steps == NULL)
        return;
    size_t count = add_arc(steps, PATH_MOVE, radius, 0, 1000);
    steps[count++] = (struct path_step){ .op = PATH_CLOSE };
    add_path(sketch, x, y, steps, count, (struct pen){ fill, stroke, STROKE });
}

void sketch_sector(struct sketch *sketch, const struct sector *sector, enum tint fill, enum tint stroke)
{
    struct path_step *steps = arena_array(sketch->job->arena, 2 * ARC_STEPS + 1, sizeof *steps);
    if (steps == NULL)
        return;
    int to = sector->to > sector->from + 1000 ? sector->from + 1000 : sector->to;
    size_t count = add_arc(steps, PATH_MOVE, sector->outer, sector->from, to);
    count += add_arc(steps + count, PATH_LINE, sector->inner, to, sector->from);
    steps[count++] = (struct path_step){ .op = PATH_CLOSE };
    add_path(sketch, sector->x, sector->y, steps, count, (struct pen){ fill, stroke, STROKE });
}

/* ---- Marks, the finished figure ---- */

void sketch_mark(struct sketch *sketch, fix x, fix y, fix size, int mark)
{
    struct item item = { .kind = ITEM_MARK, .x = x - size / 2, .y = y - size / 2 };
    item.mark.mark = (enum mark)mark;
    item.mark.size = size;
    if (mark_shape(item.mark.mark)->count > 0)
        add(sketch, item);
}

const struct figure *figure_pair(struct arena *arena, const struct figure *figure, const struct figure *narrow)
{
    struct figure *pair = figure == NULL ? NULL : arena_alloc(arena, sizeof *pair);
    if (pair == NULL)
        return NULL;
    *pair = *figure;
    pair->narrow = narrow;
    return pair;
}

const struct figure *sketch_finish(struct sketch *sketch, struct text alt)
{
    struct figure *figure = arena_alloc(sketch->job->arena, sizeof *figure);
    if (figure == NULL || arena_failed(sketch->job->arena))
        return NULL;
    *figure = (struct figure){ sketch->width, sketch->height, alt, sketch->items, sketch->count, NULL };
    return figure;
}
