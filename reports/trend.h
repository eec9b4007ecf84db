/* Where an indicator's level and its change point the same way: worse than the country and getting worse, better and
 * improving. What a reader of a summary looks for first. */
#ifndef VK_REPORTS_TREND_H
#define VK_REPORTS_TREND_H

#include "reports/indicator_rows.h"

enum trend_kind { TREND_NONE, TREND_WORSENING, TREND_IMPROVING };

struct trend {
    enum trend_kind kind;
    /* The area's newest figure before the compared year; NULL: none, or nothing was compared, so that there is no trend
     * to tell */
    const struct observation *before;
};

/* Level: the assessment against the country at the newest compared year (docs/rules.md, "Comparison with the country"),
 * by hand or by rule. Change: that year's figure against the area's newest one before it, by the same rules
 * (compare_years): a z-test where both have n, else the intervals of both, else the tolerance of the earlier figure.
 * The tolerance knows nothing of chance, and one stray figure would be both worse than the country and worse than
 * before: there the figure must differ so from the two before it; with fewer there is no trend. Worsening is
 * concerning in all, improving good in all; a change that the rule calls neutral is none. */
struct trend trend_of(const struct indicator_row *row, struct tolerance plan_tolerance);

/* What a list of that kind says: "Worse than the country and getting worse". */
struct text trend_heading(enum trend_kind kind, enum lang lang);

/* One of the row's figures with its year, "66,0 (2021)"; absent where `observation` is NULL or lacks it. */
struct text trend_figure(struct arena *arena, enum lang lang, const struct indicator_row *row,
                         const struct observation *observation);

/* The two lists of these indicators, for the report's own areas (build_own_areas), as one table with the rule below it;
 * what is empty says so in a sentence. Nothing where no indicator has both a comparison and an earlier figure. They are
 * a part with a heading of this level; a table with a caption where that is 0. */
void build_trends(struct build *build, struct indicator_list list, int heading_level);

#endif
