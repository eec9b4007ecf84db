/* Tables of a plan as CSV: a head in the answer's language, then a row an action, observation or organisation. Inside
 * fcgi/ only. Texts are in the answer's language where the plan has them in it (a cell cannot tell its language; the
 * API does). */
#ifndef VK_FCGI_SHEET_H
#define VK_FCGI_SHEET_H

#include "base/job.h"
#include "db/plan.h"
#include "text/csv.h"

struct sheet {
    struct csv csv;
    struct job *job; /* tells a deadline that passed while rows were written */
    const struct plan *plan;
    /* Which rows: */
    const struct organisation *const *organisations; /* NULL: of all */
    size_t organisation_count;
    struct text member;                /* the name that stands for the organisation's; absent: its own */
    const struct indicator *indicator; /* NULL: all */
};

/* Each action with the cells of its columns and the follow-up of the plan's year (sheet_actions.c). */
void sheet_actions(struct sheet *sheet);
/* Organisations x subgoals, in each cell the statuses of the plan's year (sheet_status.c). */
void sheet_status(struct sheet *sheet);
/* Each observation with the country's of its year. The assessment and its rule stand where the area is compared: in the
 * row of the latest year that both have (sheet_indicators.c). */
void sheet_indicators(struct sheet *sheet);

#endif
