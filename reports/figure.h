/* A figure: shapes and labels in a box of its own, made by the charts, placed by layout, drawn by any device.
 * Coordinates in 1/1000 pt from the box's upper left corner. Figures never break over pages. */
#ifndef VK_REPORTS_FIGURE_H
#define VK_REPORTS_FIGURE_H

#include "base/job.h"
#include "reports/page.h"

struct figure {
    fix width, height;
    struct text alt; /* the figure's message in words; never absent */
    const struct item *items; /* TEXT, BOX, RECT, PATH; `elem` is set where it is placed */
    size_t item_count;
    const struct figure *narrow; /* the same drawn for a narrow screen, for pages; NULL: none */
};

#define FIGURE_NARROW PT(240) /* how wide that is: its labels can be read where it fills a small screen */
#define FIGURE_SCREEN PT(620) /* the other: its labels can be read where it fills a page's column */

/* The figure with its narrow one, which may be NULL; NULL when memory is out. */
const struct figure *figure_pair(struct arena *arena, const struct figure *figure, const struct figure *narrow);

struct sketch; /* a figure in the making */

struct sketch *sketch_new(struct job *job, const struct metrics *metrics, fix width, fix height);
/* One line of text at a baseline; `x` is its start, middle or end by `align`. Cut with "…" where wider than
 * `max_width` (0: no limit). */
struct label_spec {
    enum face face;
    fix size;
    enum tint ink;
    enum alignment align;
    fix max_width;
};
void sketch_text(struct sketch *sketch, fix x, fix baseline, const struct label_spec *spec, struct text text);
void sketch_rect(struct sketch *sketch, fix x, fix y, fix width, fix height, enum tint fill);
void sketch_line(struct sketch *sketch, fix x1, fix y1, fix x2, fix y2, fix line_width, enum tint ink);
/* A line through points in pairs x, y. */
void sketch_path(struct sketch *sketch, const fix *points, size_t count, fix line_width, enum tint ink);
void sketch_circle(struct sketch *sketch, fix x, fix y, fix radius, enum tint fill, enum tint stroke);
/* Corners in pairs x, y. */
void sketch_polygon(struct sketch *sketch, const fix *corners, size_t count, enum tint fill, enum tint stroke);
/* A ring's sector between two angles in 1/1000 of a full turn, clockwise from 12 o'clock. */
struct sector {
    fix x, y, inner, outer;
    int from, to;
};
void sketch_sector(struct sketch *sketch, const struct sector *sector, enum tint fill, enum tint stroke);
/* The point at a distance from 0, 0, its angle in 1/1000 of a full turn, clockwise from 12 o'clock. In integers: the
 * same on every machine. */
void figure_polar(fix radius, int turn, fix *x, fix *y);
/* A mark (reports/mark.h) centred at x, y; `size` is the height of its box. */
void sketch_mark(struct sketch *sketch, fix x, fix y, fix size, int mark);
/* The finished figure; NULL when memory was out (the job tells). */
const struct figure *sketch_finish(struct sketch *sketch, struct text alt);

#endif
