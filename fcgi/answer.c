/* What the answers share. */
#include "fcgi/answer.h"

#include "base/hash.h"
#include "base/version.h"
#include "text/message.h"

#include <string.h>

/* May be kept, and must be asked about each time: an import shows at once, and an unchanged report costs a 304. */
#define REVALIDATE "public, max-age=0, must-revalidate"

enum lang answer_lang(const struct answer *answer, enum lang otherwise)
{
    return answer->lang != LANG_NONE ? answer->lang : otherwise;
}

bool answer_not_modified(struct answer *answer, const char *etag)
{
    struct http_response *response = answer->response;
    response->etag = etag;
    response->cache_control = REVALIDATE;
    if (answer->request.if_none_match == NULL || !http_etag_matches(answer->request.if_none_match, etag))
        return false;
    response->status = 304;
    buf_reset(&response->body);
    return true;
}

enum status answer_tag_body(struct answer *answer)
{
    struct http_response *response = answer->response;
    char hex[HASH_HEX];
    if (buf_status(&response->body) != STATUS_OK)
        return err_set(&answer->job.err, buf_status(&response->body), "the answer does not fit in memory");
    hash_hex(response->body.bytes, response->body.length, hex);
    char *etag = arena_printf(answer->job.arena, "\"%.32s\"", hex);
    if (etag == NULL)
        return job_status(&answer->job);
    (void)answer_not_modified(answer, etag);
    return STATUS_OK;
}

const char *answer_plan_tag(struct answer *answer, const struct plan_version *version)
{
    return arena_printf(answer->job.arena, "\"%.32s-%s\"", version->version, program_version());
}

enum status answer_find_plan(struct answer *answer, struct plan_version *version)
{
    enum status status = db_plan_version(answer->db, answer->route.plan, version, &answer->job.err);
    if (status == STATUS_OK && version->draft)
        status = STATUS_NOTFOUND;
    return status;
}

struct report_query answer_query(const struct answer *answer)
{
    return (struct report_query){ .kind = answer->route.report, .plan = answer->route.plan, .id = answer->route.id,
                                  .year = answer->year, .lang = answer->lang, .meeting = answer->meeting,
                                  .attachment = answer->attachment };
}

enum status answer_head(struct answer *answer, const struct report_query *query, const struct report_head **out)
{
    struct report_head *head = arena_alloc(answer->job.arena, sizeof *head);
    *out = head;
    return head == NULL ? job_status(&answer->job) : report_head(answer->db, query, &answer->job, head);
}

enum status answer_missing(struct answer *answer, const char *message, const char *id)
{
    answer->missing = message;
    answer->missing_id = id;
    return STATUS_NOTFOUND;
}

bool answer_names_something(const struct answer *answer)
{
    bool named = answer->route.id != NULL;
    for (size_t i = 0; i < FILTER_COUNT; i++)
        named |= answer->filters[i] != NULL;
    return named;
}

/* A draft is told as a plan that is not there is. */
void answer_tell_missing(struct answer *answer)
{
    const struct route *route = &answer->route;
    struct plan_version version;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    struct err *err = &answer->job.err;
    err_clear(err);
    if (route->plan == NULL)
        return;
    enum status status = answer_find_plan(answer, &version);
    err_clear(err);
    if (status != STATUS_OK) {
        err_set(err, STATUS_NOTFOUND, tr(lang, "there is no plan \"%s\""), route->plan);
        return;
    }
    if (answer->missing != NULL) {
        err_set(err, STATUS_NOTFOUND, tr(lang, answer->missing), route->plan, answer->missing_id);
        return;
    }
    switch (route->report) {
    case REPORT_ORGANISATION:
        err_set(err, STATUS_NOTFOUND, tr(lang, "the plan \"%s\" has no organisation \"%s\""), route->plan, route->id);
        break;
    case REPORT_GOAL:
        err_set(err, STATUS_NOTFOUND, tr(lang, "the plan \"%s\" has no goal \"%s\""), route->plan, route->id);
        break;
    case REPORT_APPENDIX:
        err_set(err, STATUS_NOTFOUND, tr(lang, "the plan \"%s\" has no organisation or member \"%s\""), route->plan, route->id);
        break;
    case REPORT_INDICATORS:
        err_set(err, STATUS_NOTFOUND, tr(lang, "the plan \"%s\" has no indicators"), route->plan);
        break;
    case REPORT_INDICATOR:
        err_set(err, STATUS_NOTFOUND, tr(lang, "the plan \"%s\" has no indicator \"%s\""), route->plan, route->id);
        break;
    default: break;
    }
}
