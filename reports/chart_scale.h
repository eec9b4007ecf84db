/* A linear scale: values along a line of the page. */
#ifndef VK_REPORTS_CHART_SCALE_H
#define VK_REPORTS_CHART_SCALE_H

#include "reports/fix.h"

struct chart_scale {
    double low, high; /* low < high */
    fix from, length; /* where `low` stands, and how far `high` is from it */
};

/* The scale of values between these two: from 0, or over it where they have both signs, since a length is read from 0;
 * to the next round number (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten). 0 to 1 where all are 0. */
struct chart_scale chart_scale_round(double least, double most, fix from, fix length);

/* The value's place; one beyond an end stands at the end, one that is no number at the beginning. */
fix chart_scale_at(const struct chart_scale *scale, double value);

#endif
