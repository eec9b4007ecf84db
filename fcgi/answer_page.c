/* `/plans/{plan}/organisations/{organisation}` and the other reports as pages: what the PDF has, made by the same
 * builders, and links to the PDF and to the tables. */
#include "fcgi/webpage.h"
#include "text/message.h"

#include <string.h>

/* The report's other forms, at the page's address with another ending. */
static void add_forms(struct webpage *page, const struct report_query *query)
{
    struct arena *arena = page->arena;
    const char *pdf = report_address(arena, query->kind, query->plan, query->id);
    const char *csv = pdf == NULL ? NULL : arena_printf(arena, "%.*s.csv", (int)(strlen(pdf) - 4), pdf);
    if (csv == NULL)
        return;
    view_string(page->view, "pdf", webpage_link(page, pdf));
    view_string(page->view, "csv", webpage_link(page, csv));
}

/* An organisation takes its appendix to a meeting, not its follow-up. One indicator alone is attached to nothing. */
static void add_attach(struct webpage *page, const struct report_query *query)
{
    struct arena *arena = page->arena;
    const char *form = arena_printf(arena, "/plans/%s/attach", query->plan), *report = NULL;
    switch (query->kind) {
    case REPORT_ORGANISATION: report = arena_printf(arena, "appendices/%s", query->id); break;
    case REPORT_GOAL: report = arena_printf(arena, "goals/%s", query->id); break;
    case REPORT_INDICATORS: report = "indicators"; break;
    default: break;
    }
    bool there = form != NULL && report != NULL;
    view_string(page->view, "attach", there ? webpage_link_with(page, form, "report", report) : NULL);
}

static void add_crumbs(struct webpage *page, const struct report_query *query, const struct report_page *report)
{
    struct arena *arena = page->arena;
    const char *plan = arena_printf(arena, "/plans/%s", query->plan);
    if (plan == NULL)
        return;
    webpage_crumb(page, report->plan, webpage_link(page, plan));
    if (query->kind == REPORT_INDICATOR) {
        const char *all = arena_printf(arena, "%s/indicators", plan);
        webpage_crumb(page, tr_text(page->lang, "Indicators"), all == NULL ? NULL : webpage_link(page, all));
    }
    webpage_crumb(page, report->title, NULL);
}

/* Its entity tag is told before anything is built: that of the PDF, and of what stands around every page. */
static const char *page_tag(struct answer *answer, const struct report_head *head)
{
    return arena_printf(answer->job.arena, "\"%.40s-page-%.8s\"", head->etag + 1, web_tag(answer->web));
}

enum status answer_page(struct answer *answer)
{
    const struct report_query query = { .kind = answer->route.report,
                                        .plan = answer->route.plan,
                                        .id = answer->route.id,
                                        .year = answer->year,
                                        .lang = answer->lang };
    struct report_head head;
    struct report_page report;
    struct webpage page;
    enum status status = report_head(answer->db, &query, &answer->job, &head);
    const char *etag = status == STATUS_OK ? page_tag(answer, &head) : NULL;
    if (etag == NULL)
        return status == STATUS_OK ? job_status(&answer->job) : status;
    answer->response->modified = head.modified;
    answer->response->language = lang_tag(head.lang);
    if (answer_not_modified(answer, etag))
        return STATUS_OK;
    status = report_html(answer->db, answer->fonts, &query, &answer->job, &report);
    if (status != STATUS_OK)
        return status;
    webpage_open(&page, answer, report.lang, report.title);
    add_crumbs(&page, &query, &report);
    webpage_years(&page, report.from, report.newest, report.year);
    add_forms(&page, &query);
    add_attach(&page, &query);
    view_html(page.view, "body", report.body);
    return webpage_fill(&page, "report");
}
