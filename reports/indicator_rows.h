/* What a table of indicators shows, before it is drawn: a row a series and area, the years that make columns, which
 * columns there are at all. So that the table's design follows its data: a plan with national figures alone gets no
 * column for what it lacks. */
#ifndef VK_REPORTS_INDICATOR_ROWS_H
#define VK_REPORTS_INDICATOR_ROWS_H

#include "reports/build.h"
#include "reports/compare.h"

/* Of a row's own values at least, where it has so many; a report of one indicator has room for all. */
#define ROW_YEARS 3
/* Columns of years; where the rows have more between them, or the table is brief, each gives its newest value and a
 * cell of earlier ones. */
#define ROWS_YEARS_MAX 6

struct indicator_row {
    const struct indicator *indicator;
    const struct series *series;
    const struct area *area;          /* whose values; NULL: national ones alone */
    const struct observation *values; /* the area's, by year rising; of the country where `area` is NULL */
    size_t value_count;
    const struct observation *national; /* compared with, else the country's newest; NULL: none */
    struct comparison comparison;       /* meant where `area` is there */
    int decimals;                       /* of all its numbers */
    size_t first, count;                /* the indicator's first row and how many rows it has */
};

struct indicator_rows {
    struct indicator_row *rows; /* in the order of the indicators, their series, the areas */
    size_t count;
    const struct indicator **silent; /* those without any observation, in order */
    size_t silent_count;
    const struct area *area;   /* of all rows that have one, where they have the same */
    int years[ROWS_YEARS_MAX]; /* columns of own (else national) values, rising; none: newest, and `earlier` ones */
    size_t year_count;
    int national_year; /* of all national values shown, where they have the same; else 0 */
    bool own;          /* some row has an area */
    /* Where some row has: the country's values beside its own, a difference, an assessment */
    bool national, differences, assessments;
    /* Columns that there are */
    bool several_areas, populations, earlier, numbers, intervals;
    bool blanks; /* some cell of a year will be empty */
    bool brief;  /* without numbers and intervals; areas stand beside populations, differences beside assessments */
};

/* Into the job's arena; empty when memory is out. Brief but in the reports of indicators. */
struct indicator_rows indicator_rows_collect(struct build *build, const struct indicator *const *indicators,
                                             size_t count);

/* The unit that is told behind an indicator's title: absent where the title ends in it already, as registers write
 * theirs ("..., %", "... (%)"). */
struct text indicator_unit_beside(struct text title, struct text unit);

/* The row's observation of that year; NULL: none. */
const struct observation *indicator_row_value(const struct indicator_row *row, int year);
/* The newest observation with a value, else the newest; NULL: none. */
const struct observation *indicator_row_newest(const struct indicator_row *row);
/* The observation whose number asked and interval are told: the compared one, else the newest. NULL: none. */
const struct observation *indicator_row_told(const struct indicator_row *row);

#endif
