/* The data, for programs. */
#include "base/version.h"
#include "fcgi/answer.h"
#include "fcgi/pages.h"

enum status answer_api_plans(struct answer *answer)
{
    struct plan_summary *plans;
    size_t count;
    enum status status = db_plans(answer->db, &answer->job, answer_lang(answer, DEFAULT_LANG), &plans, &count);
    if (status != STATUS_OK)
        return status;
    answer->response->content_type = "application/json";
    json_plans(&answer->response->body, plans, count);
    return answer_tag_body(answer);
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
    char *etag = arena_printf(answer->job.arena, "\"%.32s-%s\"", version.version, program_version());
    if (etag == NULL)
        return job_status(&answer->job);
    if (answer_not_modified(answer, etag))
        return STATUS_OK;
    return db_export(answer->db, &answer->job, answer->route.plan, false, &response->body);
}

enum status answer_health(struct answer *answer)
{
    struct http_response *response = answer->response;
    enum status status = db_ping(answer->db, &answer->job.err);
    if (status != STATUS_OK)
        return STATUS_IO;
    response->content_type = "text/plain; charset=utf-8";
    response->cache_control = "no-store";
    buf_text(&response->body, "ok\n");
    return STATUS_OK;
}
