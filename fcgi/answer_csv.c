/* Tables as CSV: each report's, and those that no report has alone. */
#include "fcgi/answer.h"
#include "fcgi/sheet.h"
#include "text/message.h"

#include <string.h>

/* True where the reader has that very table. `modified`: of the plan. */
static bool begin_table(struct answer *answer, const char *etag, const char *file_name, int64_t modified)
{
    struct http_response *response = answer->response;
    response->content_type = "text/csv; charset=utf-8; header=present";
    response->modified = modified;
    response->file_name = file_name;
    response->attachment = true;
    return answer_not_modified(answer, etag);
}

static struct sheet new_sheet(struct answer *answer, const struct plan *plan)
{
    answer->response->language = lang_tag(plan->lang);
    struct csv csv = csv_start(&answer->response->body, answer->dialect);
    return (struct sheet){ .csv = csv, .job = &answer->job, .plan = plan };
}

/* ---- A report's table ---- */

/* Which of the plan's rows the report reads. That what the address names is there was found before. */
static enum status read_report_plan(struct answer *answer, const struct report_head *head, const struct plan **out)
{
    const struct route *route = &answer->route;
    struct plan_scope scope = { .plan = route->plan,
                                .parts = route->report == REPORT_INDICATORS ? PART_INDICATORS : PART_ACTIONS,
                                .year = head->year,
                                .lang = head->lang };
    enum status status = STATUS_OK;
    if (route->report == REPORT_GOAL)
        scope.goal = route->id;
    if (route->report == REPORT_ORGANISATION || route->report == REPORT_APPENDIX)
        status = db_member_owner(answer->db, &answer->job, route->plan, route->id, &scope.organisation);
    if (status == STATUS_OK)
        status = db_plan(answer->db, &answer->job, &scope, out);
    if (status != STATUS_OK || route->report != REPORT_ORGANISATION)
        return status;
    /* Rows of organisations whose work it took over are its report's too: then everybody's are read. */
    if (plan_organisation(*out, route->id)->succeed_count == 0)
        return STATUS_OK;
    scope.organisation = NULL;
    return db_plan(answer->db, &answer->job, &scope, out);
}

/* An appendix is written under the name that was asked for, be it the organisation's or a member's. */
static enum status put_report_table(struct answer *answer, const struct plan *plan)
{
    struct sheet sheet = new_sheet(answer, plan);
    struct body body;
    switch (answer->route.report) {
    case REPORT_INDICATORS:
        sheet_indicators(&sheet);
        return job_status(&answer->job);
    case REPORT_ORGANISATION:
        sheet.organisations =
            plan_chain(plan, plan_organisation(plan, answer->route.id), answer->job.arena, &sheet.organisation_count);
        break;
    case REPORT_APPENDIX:
        if (plan_body(plan, answer->route.id, &body) && body.member != NULL)
            sheet.member = body.member->name;
        break;
    default:
        break;
    }
    sheet_actions(&sheet);
    return job_status(&answer->job);
}

/* Names, checks and entity tag are the report's, whose table it is. */
enum status answer_csv(struct answer *answer)
{
    struct report_query query = { .kind = answer->route.report,
                                  .plan = answer->route.plan,
                                  .id = answer->route.id,
                                  .year = answer->year,
                                  .lang = answer->lang };
    struct report_head head;
    const struct plan *plan = NULL;
    enum status status = report_head(answer->db, &query, &answer->job, &head);
    if (status != STATUS_OK)
        return status;
    const char *etag = arena_text(answer->job.arena, head.etag, strlen(head.etag));
    char *ending = strrchr(head.file_name, '.');
    const char *file_name = arena_printf(answer->job.arena, "%.*s.csv", (int)(ending - head.file_name), head.file_name);
    if (etag == NULL || file_name == NULL)
        return job_status(&answer->job);
    answer->response->language = lang_tag(head.lang);
    if (begin_table(answer, etag, file_name, head.modified))
        return STATUS_OK;
    status = read_report_plan(answer, &head, &plan);
    return status == STATUS_OK ? put_report_table(answer, plan) : status;
}

/* ---- Other tables ---- */

/* The plan with these parts, and what the response tells of a table of it. `part` of its name is a message with the
 * context "file". `*out` NULL: the reader has the table. */
static enum status open_table(struct answer *answer, unsigned parts, const char *part, const struct plan **out)
{
    struct plan_version version;
    const char *id = answer->route.id;
    struct plan_scope scope = {
        .plan = answer->route.plan, .parts = parts, .indicator = id, .year = answer->year, .lang = answer->lang
    };
    enum status status = answer_find_plan(answer, &version);
    const struct plan *plan = NULL;
    if (status == STATUS_OK)
        status = db_plan(answer->db, &answer->job, &scope, &plan);
    if (status == STATUS_NOTFOUND && id != NULL)
        return answer_missing(answer, N_("the plan \"%s\" has no indicator \"%s\""), id);
    if (status != STATUS_OK)
        return status;
    struct file_parts name = { .plan = plan->id,
                               .part = trc(plan->lang, "file", part),
                               .id = id == NULL ? "" : id,
                               .ending = "csv",
                               .year = plan->year,
                               .lang = plan->lang,
                               .plan_lang = plan->language };
    char *file_name = report_file_name(answer->job.arena, &name);
    const char *etag = answer_plan_tag(answer, &version);
    if (etag == NULL || file_name == NULL)
        return job_status(&answer->job);
    answer->response->language = lang_tag(plan->lang);
    *out = begin_table(answer, etag, file_name, version.imported_at) ? NULL : plan;
    return STATUS_OK;
}

enum status answer_csv_indicator(struct answer *answer)
{
    const struct plan *plan = NULL;
    enum status status = open_table(answer, PART_INDICATORS, NC_("file", "indicator"), &plan);
    if (status != STATUS_OK || plan == NULL)
        return status;
    struct sheet sheet = new_sheet(answer, plan);
    sheet.indicator = plan_indicator(plan, answer->route.id);
    sheet_indicators(&sheet);
    return job_status(&answer->job);
}

enum status answer_csv_status(struct answer *answer)
{
    const struct plan *plan = NULL;
    enum status status = open_table(answer, PART_ACTIONS, NC_("file", "status"), &plan);
    if (status != STATUS_OK || plan == NULL)
        return status;
    struct sheet sheet = new_sheet(answer, plan);
    sheet_status(&sheet);
    return job_status(&answer->job);
}
