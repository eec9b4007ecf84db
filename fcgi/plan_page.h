/* The parts of a plan's page (fcgi/answer_plan.c), each in a file of its own. Inside fcgi/ only. */
#ifndef VK_FCGI_PLAN_PAGE_H
#define VK_FCGI_PLAN_PAGE_H

#include "fcgi/webpage.h"
#include "reports/build.h"

struct plan_page {
    struct webpage *page;
    const struct plan *plan;
    struct build *build; /* for what reports know: areas, trends, the annual clock */
    bool marks[MARK_COUNT]; /* used so far: their shapes must be on the page */
};

/* A mark that a listener hears as its word. */
const struct html *plan_page_mark(struct plan_page *page, enum mark mark, struct text word);

/* "Raportoitu 143 / 176 toimenpiteestä": the words and the share for their bar, into `view`. */
void plan_page_reported(const struct webpage *page, struct view *view, size_t reported, size_t due);

/* The page of an organisation, goal or all indicators ("organisations", "hamina"; "indicators", NULL). */
const char *plan_page_link(const struct plan_page *page, const char *folder, const char *id);
/* An action's row on its organisation's page, a subgoal's place on its goal's. */
const char *plan_page_row_link(const struct plan_page *page, const struct action *action);
const char *plan_page_subgoal_link(const struct plan_page *page, const struct subgoal *subgoal);

void plan_page_matrix(struct plan_page *page); /* plan_matrix.c */
void plan_page_late(struct plan_page *page);   /* plan_late.c */
void plan_page_trends(struct plan_page *page); /* plan_trends.c */
void plan_page_clock(struct plan_page *page, int month); /* plan_clock.c; `month`: now, 1 to 12 */

#endif
