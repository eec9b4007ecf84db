/* The figures of an indicator table as a picture: a row a series and area. Its newest compared figure as the mark of
 * its assessment, the country's as a tick across the row, the 95 % interval as a bar, what would count as neutral as a
 * box; beside it the years as a line, its ends labelled. Shares stand on one scale of 0 to 100 %, so that they can be
 * compared down the page; all others on a scale of their indicator's own that tells its ends. */
#ifndef VK_REPORTS_CHART_INDICATORS_H
#define VK_REPORTS_CHART_INDICATORS_H

#include "reports/indicator_rows.h"

/* Where the columns stand: alike in all figures of a table. */
struct chart_places {
    bool narrow;            /* titles and names stand above the plots */
    fix title, name;        /* widths; 0: no such column, or no such line */
    fix plot, plot_width;   /* of the dots */
    fix trail, value, line; /* the years: where they begin, how wide a figure beside their line may be, and the line */
    fix start, end;         /* widths before and behind the dots, for the ends of an indicator's own scale */
    fix width;              /* of the whole */
    int first_year, last_year;
};

/* In a figure at most so wide: each column as wide as its widest label needs, up to a limit. Up to FIGURE_NARROW the
 * labels stand above the plots. */
struct chart_places chart_indicators_places(struct build *build, const struct indicator_rows *rows, fix width);

/* The rows [from, from + count), which is as many as `chart_indicators_rows` gives. The table that follows tells all
 * its figures. NULL where there are no rows or memory is out. */
const struct figure *chart_indicators(struct build *build, const struct indicator_rows *rows,
                                      const struct chart_places *places, size_t from, size_t count);

/* How many rows from `from` on make one figure: whole indicators where that is possible, no more than fill some two
 * fifths of a page. */
size_t chart_indicators_rows(const struct indicator_rows *rows, size_t from);

/* Places the figures of all rows, and below them how to read them. Nothing where there are no rows. */
void build_indicator_chart(struct build *build, const struct indicator_rows *rows);

#endif
