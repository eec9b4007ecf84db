/* The data, for programs: the plans, and one as a plan file. */
#include "fcgi/answer.h"
#include "fcgi/api.h"

static void put_plan(struct api *api, const struct plan_summary *plan)
{
    struct json_out *json = &api->json;
    api_object(api, NULL);
    json_out_word(json, "id", plan->id);
    api_text(api, "title", plan->title);
    api_text(api, "part", plan->part);
    json_out_open(json, "period", '{');
    json_out_whole(json, "from", plan->from);
    json_out_whole(json, "to", plan->to);
    json_out_close(json, '}');
    json_out_word(json, "language", lang_tag(plan->language));
    json_out_whole(json, "newest_year", plan->newest_year);
    api_text(api, "area", plan->area);
    json_out_whole(json, "organisations", (int64_t)plan->organisation_count);
    json_out_whole(json, "goals", (int64_t)plan->goal_count);
    json_out_whole(json, "actions", (int64_t)plan->action_count);
    json_out_whole(json, "indicators", (int64_t)plan->indicator_count);
    json_out_word(json, "version", plan->version);
    json_out_word(json, "href", arena_printf(api->job->arena, "/api/v1/plans/%s", plan->id));
    api_object_end(api);
}

enum status answer_api_plans(struct answer *answer)
{
    struct plan_summary *plans;
    size_t count;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    enum status status = db_plans(answer->db, &answer->job, lang, &plans, &count);
    if (status != STATUS_OK)
        return status;
    answer->response->content_type = "application/json";
    answer->response->language = lang_tag(lang);
    struct api api = api_start(&answer->job, &answer->response->body, lang);
    json_out_open(&api.json, NULL, '{');
    json_out_open(&api.json, "plans", '[');
    for (size_t i = 0; i < count; i++)
        if (!plans[i].draft)
            put_plan(&api, &plans[i]);
    json_out_close(&api.json, ']');
    json_out_close(&api.json, '}');
    buf_char(&answer->response->body, '\n');
    return arena_failed(answer->job.arena) ? job_status(&answer->job) : answer_tag_body(answer);
}

enum status answer_api_plan(struct answer *answer)
{
    struct http_response *response = answer->response;
    struct plan_version version;
    enum status status = answer_find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    response->content_type = "application/json";
    response->modified = version.imported_at;
    const char *etag = answer_plan_tag(answer, &version);
    if (etag == NULL)
        return job_status(&answer->job);
    if (answer_not_modified(answer, etag))
        return STATUS_OK;
    return db_export(answer->db, &answer->job, answer->route.plan, false, &response->body);
}
