/* Ranges of a figure: how sure it is (its 95 % interval), and where it would count as neutral against the country. From
 * the rows alone, as reports/compare.h; for drawing, the assessment itself is compare's. */
#ifndef VK_REPORTS_INTERVAL_H
#define VK_REPORTS_INTERVAL_H

#include "reports/compare.h"

enum interval_source {
    INTERVAL_NONE,
    INTERVAL_TOLD,  /* the plan's data tell both ends */
    INTERVAL_WILSON /* reckoned from a share and how many answered */
};

struct interval {
    double low, high; /* low <= high; meant where there is a source */
    enum interval_source source;
};

/* The observation's 95 % interval: the one told, where its ends are the right way round and hold the value (the source
 * knows its sample's design); else of a share with `n` Wilson's score interval (E. B. Wilson, 1927), which stays within
 * 0 to 100 and has a width at 0 and 100 too. */
struct interval interval_of(const struct observation *observation, enum scale scale);

/* The values of its own that the comparison's rule would call neutral, all else equal: by the test those that do not
 * differ significantly from the country's (its equation solved, 0 to 100); by the interval those whose interval, as
 * wide as now, holds the country's; by the tolerance those within it. False where the rule sets no such limits. */
bool interval_neutral(const struct comparison *comparison, double *low, double *high);

#endif
