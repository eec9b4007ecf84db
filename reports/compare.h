/* The comparison of an area with the country, by the rule of the contract (docs/rules.md, "Comparison with the
 * country"). Reckoned from the rows alone: the same rows give the same answer, whoever asks. */
#ifndef VK_REPORTS_COMPARE_H
#define VK_REPORTS_COMPARE_H

#include "base/arena.h"
#include "db/plan.h"
#include "reports/doc.h"

/* Which rule gave the answer; in the contract's order. */
enum compare_rule {
    COMPARE_BY_HAND,      /* 1: an assessment set by hand holds */
    COMPARE_NO_DIRECTION, /* 2: not compared, neither direction is better */
    COMPARE_COUNT,        /* 2: not compared, counts of areas of different size */
    COMPARE_NO_VALUE,     /* 3: not compared, no year has both values */
    COMPARE_TEST,         /* 4: two-sided z-test of two proportions, pooled variance */
    COMPARE_INTERVAL,     /* 5: the national value within the own 95 % interval, its ends included */
    COMPARE_TOLERANCE     /* 6: the difference within a tolerance, its edge included */
};

enum tolerance_source { TOLERANCE_OF_INDICATOR, TOLERANCE_OF_PLAN, TOLERANCE_BY_DEFAULT };

#define COMPARE_SIGNIFICANCE      0.05 /* p-values from here on are neutral */
#define COMPARE_FEW               5    /* fewer expected to answer one of the two ways: the test only points a way */
#define COMPARE_DEFAULT_TOLERANCE 0.05 /* of the national value's size */

struct comparison {
    int year;                           /* of what follows; 0: neither has anything to show */
    const struct observation *own;      /* NULL: none in that year. May lack its value if assessed by hand */
    const struct observation *national; /* NULL: none in that year */
    bool has_difference;
    double difference;          /* own - national, exact in decimal; not for counts */
    enum assessment assessment; /* ASSESS_NONE: not compared */
    enum compare_rule rule;
    double p;                   /* of COMPARE_TEST: the p-value, 0 to 1 */
    bool few;                   /* of COMPARE_TEST: below COMPARE_FEW in either year or area */
    struct tolerance tolerance; /* of COMPARE_TOLERANCE: the one that held */
    enum tolerance_source source;
    struct text unit; /* the series' */
};

/* Compares at the latest year for which both areas have a value in this series. Where there is no such year, `year`
 * and `own` are those of the area's latest observation with a value or an assessment set by hand, and an assessment
 * set by hand on it still holds; where there is none of these either, `year` and `national` are the country's latest.
 * `own` and `country` may be NULL; an area is not compared with itself. `plan_tolerance` is the plan's.
 *
 * Bad data: a share outside of 0 to 100 is not tested (rule 4 is passed over); an interval whose ends are the wrong
 * way round or that does not hold its own value is none (rule 5 is passed over). */
struct comparison compare_country(const struct indicator *indicator, const struct series *series,
                                  const struct area *own, const struct area *country, struct tolerance plan_tolerance);

/* own - national, exact in decimal; false where one has no value, or for counts of areas of different size. */
bool compare_difference(const struct series *series, const struct observation *own, const struct observation *national,
                        double *out);

/* The observation tells an interval that holds its value. */
bool compare_has_interval(const struct observation *observation);

/* The same rules 4 to 6 between two years of one area: `own` is the later observation, `national` the earlier one, both
 * with a value; good is a change to the better, neutral none that the rule can tell. Rule 5 takes the intervals of both
 * figures together: the country's figure is as good as exact, an earlier one of the area is not. Not compared where the
 * indicator has no direction. */
struct comparison compare_years(const struct indicator *indicator, const struct series *series,
                                const struct observation *later, const struct observation *earlier,
                                struct tolerance plan_tolerance);

/* The rule in a sentence, for printing once beside a table: "Neutraali, jos ero koko maan arvoon on enintään 5 % siitä
 * (yleinen raja ...)." The absent text when memory is out. */
struct text compare_sentence(struct arena *arena, const struct comparison *comparison, enum lang lang);

/* True where both have one and the same sentence. */
bool compare_same_sentence(const struct comparison *a, const struct comparison *b);

/* "hyvä", "neutraali", "huolestuttava", "ei vertailtavissa"; the mark that stands beside it. */
const char *assessment_word(enum assessment assessment, enum lang lang);
enum mark assessment_mark(enum assessment assessment);

/* "ei saatavilla", "ei sovellu", "salattu"; "" for MISSING_NO. */
const char *missing_word(enum missing missing, enum lang lang);

#endif
