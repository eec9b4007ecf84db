/* The pages of the service, and its errors, written into a buffer. HTML is escaped by construction: a text goes in only through html_text. */
#ifndef VK_FCGI_PAGES_H
#define VK_FCGI_PAGES_H

#include "db/db.h"
#include "fcgi/http.h"
#include "reports/report.h"

/* `/`: the plans. */
void page_home(struct buf *out, const struct plan_summary *plans, size_t count, enum lang lang);

/* `/plans/{plan}`: its reports by kind. `year` 0: the default. */
struct plan_page {
    const struct plan_summary *plan;
    const struct report_entry *reports;
    size_t count;
    enum lang lang;
    int year;
};
void page_plan(struct buf *out, const struct plan_page *page);

/* An error: HTML, or application/problem+json (RFC 9457). The texts are well-formed UTF-8; `detail` may be "". */
struct problem {
    int status;
    const char *detail;
    const char *instance; /* the path as it was asked for */
    enum lang lang;
};
void page_problem(struct buf *out, const struct problem *problem);
void json_problem(struct buf *out, const struct problem *problem);

#endif
