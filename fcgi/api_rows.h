/* The rows of a plan as the API's objects, a list each. Inside fcgi/ only: answer_api_part.c calls these by its table.
 */
#ifndef VK_FCGI_API_ROWS_H
#define VK_FCGI_API_ROWS_H

#include "fcgi/api.h"

/* What is written, and which rows of it: those asked for, found in the plan; NULL: all. */
struct api_rows {
    struct api api;
    const struct plan *plan;
    const struct goal *goal;
    const struct subgoal *subgoal;
    const struct indicator *indicator;
    const struct area *area;
    const char *status; /* a code of codes_follow_status */
};

/* True every so many rows where the deadline has passed, so that a long answer ends. */
bool api_rows_late(struct api_rows *rows, size_t row);

/* api_rows.c */
void api_areas(struct api_rows *rows);
void api_organisations(struct api_rows *rows);
void api_goals(struct api_rows *rows);
void api_subgoals(struct api_rows *rows);
void api_actions(struct api_rows *rows);
void api_followups(struct api_rows *rows);
void api_events(struct api_rows *rows);

/* api_indicators.c */
void api_indicators(struct api_rows *rows);
void api_indicator(struct api_rows *rows); /* one, with its observations and assessments */
void api_observations(struct api_rows *rows);
void api_assessments(struct api_rows *rows);

#endif
