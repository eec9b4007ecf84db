/* The lists of one plan's rows: each is an object that tells plan, version, year and language, and has the rows. */
#include "base/assets.h"
#include "fcgi/answer.h"
#include "fcgi/api_rows.h"
#include "text/message.h"

#include <string.h>

static const struct part {
    unsigned parts; /* of the plan that it reads, enum plan_part */
    void (*put)(struct api_rows *rows);
} parts[ROUTE_KIND_COUNT] = {
    [ROUTE_API_AREAS] = { 0, api_areas },
    [ROUTE_API_ORGANISATIONS] = { 0, api_organisations },
    [ROUTE_API_GOALS] = { 0, api_goals },
    [ROUTE_API_SUBGOALS] = { 0, api_subgoals },
    [ROUTE_API_ACTIONS] = { PART_ACTIONS, api_actions },
    [ROUTE_API_FOLLOWUPS] = { PART_ACTIONS, api_followups },
    [ROUTE_API_INDICATORS] = { PART_INDICATORS, api_indicators },
    [ROUTE_API_INDICATOR] = { PART_INDICATORS, api_indicator },
    [ROUTE_API_OBSERVATIONS] = { PART_INDICATORS, api_observations },
    [ROUTE_API_ASSESSMENTS] = { PART_INDICATORS, api_assessments },
    [ROUTE_API_EVENTS] = { PART_EVENTS, api_events },
};

/* ---- What is asked for, found in the plan ---- */

static const char *asked_indicator(const struct answer *answer)
{
    return answer->route.id != NULL ? answer->route.id : answer->filters[FILTER_INDICATOR];
}

/* Pointers into the plan, so that rows are compared by address; a missing one is told by its name. */
static enum status find_rows(struct answer *answer, struct api_rows *rows)
{
    const char *const *ids = answer->filters;
    const struct plan *plan = rows->plan;
    const char *indicator = asked_indicator(answer);
    rows->status = ids[FILTER_STATUS];
    if (ids[FILTER_GOAL] != NULL)
        rows->goal = plan_goal(plan, ids[FILTER_GOAL]);
    if (ids[FILTER_SUBGOAL] != NULL && (rows->subgoal = plan_subgoal(plan, ids[FILTER_SUBGOAL])) == NULL)
        return answer_missing(answer, N_("the plan \"%s\" has no subgoal \"%s\""), ids[FILTER_SUBGOAL]);
    if (indicator != NULL)
        rows->indicator = plan_indicator(plan, indicator);
    if (ids[FILTER_AREA] != NULL && (rows->area = plan_area(plan, ids[FILTER_AREA])) == NULL)
        return answer_missing(answer, N_("the plan \"%s\" has no area \"%s\""), ids[FILTER_AREA]);
    return STATUS_OK;
}

/* Reads the plan, its actions and indicators narrowed by what is asked for. */
static enum status read_plan(struct answer *answer, unsigned wanted, const struct plan **out)
{
    struct plan_scope scope = { .plan = answer->route.plan,
                                .parts = wanted,
                                .organisation = answer->filters[FILTER_ORGANISATION],
                                .goal = answer->filters[FILTER_GOAL],
                                .indicator = asked_indicator(answer),
                                .year = answer->year,
                                .lang = answer->lang };
    enum status status = db_plan(answer->db, &answer->job, &scope, out);
    if (status != STATUS_NOTFOUND)
        return status;
    err_clear(&answer->job.err);
    if (scope.goal != NULL && db_find_goal(answer->db, &answer->job, scope.plan, scope.goal) == STATUS_NOTFOUND)
        return answer_missing(answer, N_("the plan \"%s\" has no goal \"%s\""), scope.goal);
    if (scope.indicator != NULL)
        return answer_missing(answer, N_("the plan \"%s\" has no indicator \"%s\""), scope.indicator);
    return scope.organisation == NULL
               ? status
               : answer_missing(answer, N_("the plan \"%s\" has no organisation \"%s\""), scope.organisation);
}

/* ---- The answer ---- */

/* What all rows of the answer have in common. */
static void open_envelope(struct api *api, const struct answer *answer, const char *version)
{
    json_out_open(&api->json, NULL, '{');
    json_out_word(&api->json, "plan", answer->route.plan);
    json_out_word(&api->json, "version", version);
    json_out_word(&api->json, "lang", lang_tag(api->lang));
}

static enum status close_envelope(struct api *api)
{
    json_out_close(&api->json, '}');
    buf_char(api->json.out, '\n');
    return job_status(api->job);
}

/* What the response tells of an answer about one version of a plan; true where the reader has it already. */
static bool begin_answer(struct answer *answer, const struct plan_version *version, const char *etag)
{
    struct http_response *response = answer->response;
    response->content_type = "application/json";
    response->modified = version->imported_at;
    response->language = lang_tag(answer_lang(answer, version->language));
    return answer_not_modified(answer, etag);
}

/* A reader that has the version needs no reading, unless something may be named that the plan has not: a 304 must not
 * stand where a 404 would. */
enum status answer_api_part(struct answer *answer)
{
    const struct part *part = &parts[answer->route.kind];
    struct api_rows rows = { .plan = NULL };
    struct plan_version version;
    enum status status = answer_find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    const char *etag = answer_plan_tag(answer, &version);
    if (etag == NULL)
        return job_status(&answer->job);
    if (!answer_names_something(answer) && begin_answer(answer, &version, etag))
        return STATUS_OK;
    status = read_plan(answer, part->parts, &rows.plan);
    if (status == STATUS_OK)
        status = find_rows(answer, &rows);
    if (status != STATUS_OK || begin_answer(answer, &version, etag))
        return status;
    rows.api = api_start(&answer->job, &answer->response->body, rows.plan->lang);
    open_envelope(&rows.api, answer, version.version);
    if ((answer->route.takes & TAKES_YEAR) != 0)
        json_out_whole(&rows.api.json, "year", rows.plan->year);
    part->put(&rows);
    return close_envelope(&rows.api);
}

/* A report's page stands where its PDF does, without an ending, the whole plan's at the plan's own address. NULL where
 * there is none: an appendix has no page. */
static const char *page_of(struct arena *arena, const struct report_entry *report)
{
    size_t length = strlen(report->address) - strlen(".pdf");
    if (report->kind == REPORT_PLAN)
        length -= strlen("/plan");
    const char *page = arena_text(arena, report->address, length);
    return page != NULL && route_lookup(arena, page).kind != ROUTE_NONE ? page : NULL;
}

/* A report's table stands where its PDF does, with another ending. */
static void put_report(struct api *api, const struct report_entry *report)
{
    struct json_out *json = &api->json;
    size_t ending = strlen(report->address) - strlen(".pdf");
    api_object(api, NULL);
    json_out_word(json, "kind", report_kind_word(report->kind));
    json_out_word(json, "id", report->id);
    api_text(api, "title", report->title);
    json_out_word(json, "page", page_of(api->job->arena, report));
    json_out_word(json, "pdf", report->address);
    json_out_word(json, "csv", arena_printf(api->job->arena, "%.*s.csv", (int)ending, report->address));
    api_object_end(api);
}

enum status answer_api_reports(struct answer *answer)
{
    const struct report_entry *reports;
    struct plan_version version;
    size_t count;
    enum status status = answer_find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    const char *etag = answer_plan_tag(answer, &version);
    if (etag == NULL)
        return job_status(&answer->job);
    if (begin_answer(answer, &version, etag))
        return STATUS_OK;
    enum lang lang = answer_lang(answer, version.language);
    status = report_list(answer->db, answer->route.plan, lang, &answer->job, &reports, &count);
    if (status != STATUS_OK)
        return status;
    struct api api = api_start(&answer->job, &answer->response->body, lang);
    open_envelope(&api, answer, version.version);
    json_out_open(&api.json, "reports", '[');
    for (size_t i = 0; i < count; i++)
        put_report(&api, &reports[i]);
    json_out_close(&api.json, ']');
    return close_envelope(&api);
}

/* Both documents are the program's own: the entity tag is that of their bytes. */
enum status answer_api_document(struct answer *answer)
{
    bool schema = answer->route.kind == ROUTE_API_SCHEMA;
    const struct asset *asset = asset_lookup(schema ? "docs/plan.schema.json" : "fcgi/openapi.json");
    if (asset == NULL)
        return err_set(&answer->job.err, STATUS_BUG, "the program lacks a document");
    answer->response->content_type = schema ? "application/schema+json" : "application/json";
    buf_add(&answer->response->body, asset->bytes, asset->length);
    return answer_tag_body(answer);
}
