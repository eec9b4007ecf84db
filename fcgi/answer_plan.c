/* `/plans/{plan}`: a plan at a glance. */
#include "fcgi/webpage.h"
#include "text/message.h"

#include <string.h>

static const char *kind_heading(enum report_kind kind, enum lang lang)
{
    switch (kind) {
    case REPORT_PLAN: return tr(lang, "The whole plan");
    case REPORT_INDICATORS: return tr(lang, "Indicators");
    case REPORT_GOAL: return tr(lang, "Progress by goal");
    case REPORT_ORGANISATION: return tr(lang, "Progress by organisation");
    default: return tr(lang, "Appendices for an agenda");
    }
}

static void add_reports(struct webpage *page, const struct report_entry *reports, size_t count)
{
    struct view *kind = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || reports[i].kind != reports[i - 1].kind) {
            kind = view_item(page->view, "kinds");
            view_string(kind, "heading", kind_heading(reports[i].kind, page->lang));
        }
        struct view *item = view_item(kind, "reports");
        view_text(item, "name", reports[i].title);
        view_string(item, "address", webpage_link(page, reports[i].address));
    }
}

enum status answer_plan(struct answer *answer)
{
    struct plan_version version;
    struct webpage page;
    const struct plan *plan;
    const struct report_entry *reports;
    size_t count;
    enum status status = answer_find_plan(answer, &version);
    struct plan_scope scope = { .plan = answer->route.plan, .year = answer->year, .lang = answer->lang };
    if (status == STATUS_OK)
        status = db_plan(answer->db, &answer->job, &scope, &plan);
    if (status == STATUS_OK)
        status = report_list(answer->db, answer->route.plan, plan->lang, &answer->job, &reports, &count);
    if (status != STATUS_OK)
        return status;
    webpage_open(&page, answer, plan->lang, plan->title);
    webpage_crumb(&page, plan->title, NULL);
    view_text(page.view, "part", plan->part);
    view_int(page.view, "from", plan->from);
    view_int(page.view, "to", plan->to);
    webpage_years(&page, plan->from, version.newest_year, plan->year);
    add_reports(&page, reports, count);
    return webpage_close(&page, "plan");
}
