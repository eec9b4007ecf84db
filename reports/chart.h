/* What the charts share: labels that wrap, places on a circle. */
#ifndef VK_REPORTS_CHART_H
#define VK_REPORTS_CHART_H

#include "reports/figure.h"

#define CHART_LINES 2 /* a label has at most so many lines; the last is cut with "…" where it is drawn */

/* Breaks a label at spaces into lines no wider than `width` where its words allow it. Returns how many: 0 for an absent
 * label, else 1 to CHART_LINES. The lines lie in the label's own bytes. */
size_t chart_wrap(const struct metrics *metrics, const struct label_spec *spec, struct text label,
                  struct text lines[CHART_LINES]);

/* A point at a distance from a centre, its angle in 1/1000 of a full turn, clockwise from 12 o'clock. */
struct chart_point {
    fix x, y;
};
struct chart_point chart_polar(fix x, fix y, fix radius, int angle);

/* The baseline at which a line of this style stands centred on `y`, by its capitals' height. */
fix chart_baseline(const struct metrics *metrics, const struct label_spec *spec, fix y);

#endif
