#include "fcgi/app.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/version.h"
#include "db/db.h"
#include "fcgi/pages.h"
#include "fcgi/route.h"
#include "text/message.h"
#include "text/utf8.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_LANG LANG_FI
#define RETRY_AFTER_SECONDS 5
#define KEPT_BODY (4 * MIB)  /* a larger body is given back before the next request */
#define KEPT_WORK (16 * MIB) /* a request that took more leaves a heap that is worth trimming */
/* May be kept, and must be asked about each time: an import shows at once, and an unchanged report costs a 304. */
#define REVALIDATE "public, max-age=0, must-revalidate"

struct app {
    struct app_options options;
    struct arena *arena;
    struct db *db; /* NULL until it could be opened */
    struct http_response response;
};

/* What one request works with. */
struct answer {
    struct app *app;
    struct job job;
    struct http_request request;
    struct route route;
    enum lang lang; /* LANG_NONE: not given */
    int year;       /* 0: not given */
    const char *meeting, *attachment;
    struct app_times *times;
};

struct app *app_new(const struct app_options *options)
{
    struct app *app = calloc(1, sizeof *app);
    if (app == NULL)
        return NULL;
    app->options = *options;
    app->arena = arena_new(options->memory);
    if (app->arena == NULL) {
        free(app);
        return NULL;
    }
    buf_init(&app->response.body, LIMIT_PDF);
    return app;
}

void app_free(struct app *app)
{
    if (app == NULL)
        return;
    db_close(app->db);
    buf_free(&app->response.body);
    arena_free(app->arena);
    free(app);
}

/* Which HTTP status tells a failure. */
static int http_status(enum status status)
{
    switch (status) {
    case STATUS_OK: return 200;
    case STATUS_BADREQ: return 400;
    case STATUS_NOTFOUND: return 404;
    case STATUS_NOMEM:
    case STATUS_LIMIT:
    case STATUS_DEADLINE:
    case STATUS_IO: return 503;
    case STATUS_DATA:
    case STATUS_BUG: break;
    }
    return 500;
}

/* Of what a reader sent, the first `length` bytes as text that may stand in an answer: no control characters, well-formed. "" when memory is
 * out. */
static const char *presentable(struct arena *arena, const char *bytes, size_t length)
{
    char *out = arena_raw(arena, length * 3 + 1); /* U+FFFD takes three bytes and stands for one or more */
    size_t used = 0;
    if (out == NULL)
        return "";
    for (size_t at = 0; at < length;) {
        uint32_t code = utf8_next(bytes, length, &at);
        bool shown = code >= 0x20 && code != 0x7F && !utf8_is_bidi_control(code);
        used += utf8_put(shown ? code : UTF8_BAD, out + used);
    }
    out[used] = '\0';
    return out;
}

/* Replaces whatever the response was by an error page. */
static void answer_problem(struct answer *answer, int status)
{
    struct http_response *response = &answer->app->response;
    enum lang lang = answer->lang != LANG_NONE ? answer->lang : DEFAULT_LANG;
    bool told = status == 400 || status == 404;
    const char *detail = told ? answer->job.err.text : "";
    const char *target = answer->request.target;
    struct problem problem = { .status = status, .lang = lang };
    problem.detail = presentable(answer->job.arena, detail, strlen(detail));
    problem.instance = presentable(answer->job.arena, target, strcspn(target, "?#"));
    struct buf body = response->body;
    buf_reset(&body);
    *response = (struct http_response){ .status = status, .cache_control = "no-store", .allow = status == 405 };
    response->retry_after = status == 503 ? RETRY_AFTER_SECONDS : 0;
    if (answer->request.wants_json) {
        response->content_type = "application/problem+json";
        json_problem(&body, &problem);
    } else {
        response->content_type = "text/html; charset=utf-8";
        response->language = lang_tag(lang);
        page_problem(&body, &problem);
    }
    if (buf_status(&body) != STATUS_OK)
        buf_reset(&body);
    response->body = body;
    if (status >= 500)
        log_line(LOG_ERROR, "%s: %s", answer->request.target, answer->job.err.text);
}

/* ---- Parameters ---- */

static enum status bad_parameter(struct answer *answer, const char *name, const char *why)
{
    enum lang lang = answer->lang != LANG_NONE ? answer->lang : DEFAULT_LANG;
    return err_set(&answer->job.err, STATUS_BADREQ, "%s: %s", name, tr(lang, why));
}

static enum status read_year(struct answer *answer, const char *value)
{
    int year = 0;
    for (const char *digit = value; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9' || digit - value >= 4)
            return bad_parameter(answer, "year", N_("must be a year from 1900 to 2200"));
        year = year * 10 + (*digit - '0');
    }
    if (year < 1900 || year > 2200)
        return bad_parameter(answer, "year", N_("must be a year from 1900 to 2200"));
    answer->year = year;
    return STATUS_OK;
}

/* A text that will be printed: cleaned as an imported one is. */
static enum status read_line(struct answer *answer, const char *name, const char *value, const char **out)
{
    char *clean;
    size_t length, where;
    if (strpbrk(value, "\n\r\t") != NULL)
        return bad_parameter(answer, name, N_("must be one line"));
    switch (utf8_clean(answer->job.arena, value, strlen(value), &clean, &length, &where)) {
    case UTF8_CLEAN: break;
    case UTF8_MALFORMED: return bad_parameter(answer, name, N_("is not UTF-8"));
    case UTF8_BIDI_CONTROL: return bad_parameter(answer, name, N_("holds a control character of text direction"));
    case UTF8_NO_MEMORY: return job_status(&answer->job);
    }
    if (utf8_count(clean, length) > LIMIT_REQUEST_TEXT)
        return bad_parameter(answer, name, N_("is longer than 120 characters"));
    *out = length > 0 ? clean : NULL;
    return STATUS_OK;
}

static enum status read_parameter(struct answer *answer, const struct http_parameter *parameter, unsigned *given)
{
    static const struct {
        const char *name;
        unsigned bit;
    } known[] = { { "lang", TAKES_LANG }, { "year", TAKES_YEAR }, { "meeting", TAKES_MEETING }, { "attachment", TAKES_ATTACHMENT } };
    unsigned bit = 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, parameter->name) == 0)
            bit = known[i].bit;
    if ((bit & answer->route.takes) == 0)
        return bad_parameter(answer, parameter->name, N_("no such parameter at this address"));
    if ((*given & bit) != 0)
        return bad_parameter(answer, parameter->name, N_("is given twice"));
    *given |= bit;
    if (bit == TAKES_LANG) {
        answer->lang = lang_of_tag(parameter->value);
        return answer->lang == LANG_NONE ? bad_parameter(answer, "lang", N_("must be fi, sv or en")) : STATUS_OK;
    }
    if (bit == TAKES_YEAR)
        return read_year(answer, parameter->value);
    return read_line(answer, parameter->name, parameter->value, bit == TAKES_MEETING ? &answer->meeting : &answer->attachment);
}

/* Errors are told in the language asked for, whatever else is wrong with the request. */
static void read_language(struct answer *answer)
{
    for (size_t i = 0; i < answer->request.parameter_count && answer->lang == LANG_NONE; i++)
        if (strcmp(answer->request.parameters[i].name, "lang") == 0)
            answer->lang = lang_of_tag(answer->request.parameters[i].value);
}

static enum status read_parameters(struct answer *answer)
{
    unsigned given = 0;
    for (size_t i = 0; i < answer->request.parameter_count; i++) {
        enum status status = read_parameter(answer, &answer->request.parameters[i], &given);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* The request could not be taken apart: what of it. Its language is not known yet. */
static enum status tell_ill_encoded(struct answer *answer)
{
    err_clear(&answer->job.err);
    if (answer->request.ill_encoded != NULL)
        return bad_parameter(answer, answer->request.ill_encoded, N_("is not well encoded"));
    return err_set(&answer->job.err, STATUS_BADREQ, "%s", tr(DEFAULT_LANG, "the address is not well encoded"));
}

/* ---- Answers ---- */

static enum status open_db(struct answer *answer)
{
    struct app *app = answer->app;
    if (app->db == NULL)
        return db_open(app->options.db, &app->db, &answer->job.err) == STATUS_OK ? STATUS_OK : STATUS_IO;
    return db_refresh(app->db, &answer->job.err) == STATUS_OK ? STATUS_OK : STATUS_IO;
}

static bool not_modified(struct answer *answer, const char *etag)
{
    struct http_response *response = &answer->app->response;
    response->etag = etag;
    response->cache_control = REVALIDATE;
    if (answer->request.if_none_match == NULL || !http_etag_matches(answer->request.if_none_match, etag))
        return false;
    response->status = 304;
    buf_reset(&response->body);
    return true;
}

/* A body that is cheap to make is its own entity tag. */
static enum status tag_body(struct answer *answer)
{
    struct http_response *response = &answer->app->response;
    char hex[HASH_HEX];
    if (buf_status(&response->body) != STATUS_OK)
        return err_set(&answer->job.err, buf_status(&response->body), "the answer does not fit in memory");
    hash_hex(response->body.bytes, response->body.length, hex);
    char *etag = arena_printf(answer->job.arena, "\"%.32s\"", hex);
    if (etag == NULL)
        return job_status(&answer->job);
    (void)not_modified(answer, etag);
    return STATUS_OK;
}

static enum status answer_report(struct answer *answer)
{
    struct http_response *response = &answer->app->response;
    struct report_query query = { .kind = answer->route.report, .plan = answer->route.plan, .id = answer->route.id,
                                  .year = answer->year, .lang = answer->lang, .meeting = answer->meeting,
                                  .attachment = answer->attachment };
    struct report_head *head = arena_alloc(answer->job.arena, sizeof *head);
    if (head == NULL)
        return job_status(&answer->job);
    enum status status = report_head(answer->app->db, &query, &answer->job, head);
    if (status != STATUS_OK)
        return status;
    response->content_type = "application/pdf";
    response->modified = head->modified;
    response->file_name = head->file_name;
    response->language = lang_tag(head->lang);
    if (not_modified(answer, head->etag))
        return STATUS_OK;
    struct report_times times = { 0 };
    status = report_pdf(answer->app->db, answer->app->options.fonts, &query, &answer->job, &response->body, &times);
    *answer->times = (struct app_times){ times.read, times.build, times.layout, times.write, times.pages, times.lacking,
                                         times.emergency_breaks };
    return status;
}

static enum status answer_home(struct answer *answer)
{
    struct http_response *response = &answer->app->response;
    struct plan_summary *plans;
    size_t count;
    enum lang lang = answer->lang != LANG_NONE ? answer->lang : DEFAULT_LANG;
    enum status status = db_plans(answer->app->db, &answer->job, lang, &plans, &count);
    if (status != STATUS_OK)
        return status;
    if (answer->route.kind == ROUTE_API_PLANS) {
        response->content_type = "application/json";
        json_plans(&response->body, plans, count);
    } else {
        response->content_type = "text/html; charset=utf-8";
        response->language = lang_tag(lang);
        page_home(&response->body, plans, count, lang);
    }
    return tag_body(answer);
}

/* The plan that the address names, if it is there and no draft. */
static enum status find_plan(struct answer *answer, struct plan_version *version)
{
    enum status status = db_plan_version(answer->app->db, answer->route.plan, version, &answer->job.err);
    if (status == STATUS_OK && version->draft)
        status = STATUS_NOTFOUND;
    return status;
}

/* Says in the reader's language what is not there. A draft is told as a plan that is not there is. */
static void tell_missing(struct answer *answer)
{
    const struct route *route = &answer->route;
    struct plan_version version;
    enum lang lang = answer->lang != LANG_NONE ? answer->lang : DEFAULT_LANG;
    struct err *err = &answer->job.err;
    err_clear(err);
    enum status status = find_plan(answer, &version);
    err_clear(err);
    if (status != STATUS_OK) {
        err_set(err, STATUS_NOTFOUND, tr(lang, "there is no plan \"%s\""), route->plan);
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
    default: break;
    }
}

static enum status answer_plan(struct answer *answer)
{
    struct http_response *response = &answer->app->response;
    struct plan_version version;
    struct plan_summary *plans;
    struct plan_page page = { .year = answer->year };
    size_t count;
    enum status status = find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    page.lang = answer->lang != LANG_NONE ? answer->lang : version.language;
    status = db_plans(answer->app->db, &answer->job, page.lang, &plans, &count);
    if (status == STATUS_OK)
        status = report_list(answer->app->db, answer->route.plan, page.lang, &answer->job, &page.reports, &page.count);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        if (strcmp(plans[i].id, answer->route.plan) == 0)
            page.plan = &plans[i];
    if (page.plan == NULL)
        return STATUS_NOTFOUND;
    response->content_type = "text/html; charset=utf-8";
    response->language = lang_tag(page.lang);
    page_plan(&response->body, &page);
    return tag_body(answer);
}

static enum status answer_api_plan(struct answer *answer)
{
    struct http_response *response = &answer->app->response;
    struct plan_version version;
    enum status status = find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    response->content_type = "application/json";
    response->modified = version.imported_at;
    char *etag = arena_printf(answer->job.arena, "\"%.32s-%s\"", version.version, program_version());
    if (etag == NULL)
        return job_status(&answer->job);
    if (not_modified(answer, etag))
        return STATUS_OK;
    return db_export(answer->app->db, &answer->job, answer->route.plan, false, &response->body);
}

static enum status answer_health(struct answer *answer)
{
    struct http_response *response = &answer->app->response;
    enum status status = db_ping(answer->app->db, &answer->job.err);
    if (status != STATUS_OK)
        return STATUS_IO;
    response->content_type = "text/plain; charset=utf-8";
    response->cache_control = "no-store";
    buf_text(&response->body, "ok\n");
    return STATUS_OK;
}

static enum status answer_route(struct answer *answer)
{
    enum status status = read_parameters(answer);
    if (status == STATUS_OK)
        status = open_db(answer);
    if (status != STATUS_OK)
        return status;
    switch (answer->route.kind) {
    case ROUTE_HOME:
    case ROUTE_API_PLANS: return answer_home(answer);
    case ROUTE_PLAN: return answer_plan(answer);
    case ROUTE_REPORT: return answer_report(answer);
    case ROUTE_API_PLAN: return answer_api_plan(answer);
    case ROUTE_HEALTH: return answer_health(answer);
    case ROUTE_NONE: break;
    }
    return STATUS_BUG; /* app_answer has answered it */
}

void app_rest(struct app *app)
{
    struct buf body = app->response.body;
    bool large = arena_used(app->arena) + body.capacity > KEPT_WORK;
    arena_reset(app->arena);
    if (body.capacity > KEPT_BODY)
        buf_free(&body);
    buf_reset(&body);
    app->response = (struct http_response){ .status = 200, .body = body };
    /* Freed memory below a block that is still in use stays with the process otherwise. */
    if (large)
        malloc_trim(0);
}

const struct http_response *app_answer(struct app *app, const struct http_fields *fields, struct app_times *times)
{
    struct answer answer = { .app = app, .times = times };
    app_rest(app);
    *times = (struct app_times){ 0 };
    answer.job.arena = app->arena;
    answer.job.deadline_us = clock_monotonic_us() + (int64_t)app->options.deadline_ms * 1000;

    enum status status = http_parse(app->arena, fields, &answer.request, &answer.job.err);
    if (status == STATUS_OK) {
        read_language(&answer);
        answer.route = route_lookup(app->arena, answer.request.path);
        if (answer.request.method == HTTP_OTHER)
            answer_problem(&answer, 405);
        else if (answer.route.kind == ROUTE_NONE)
            answer_problem(&answer, arena_failed(app->arena) ? 503 : 404);
        else
            status = answer_route(&answer);
    } else if (status == STATUS_LIMIT) {
        answer_problem(&answer, 414);
        status = STATUS_OK;
    } else if (status == STATUS_BADREQ) {
        status = tell_ill_encoded(&answer);
    }
    if (status == STATUS_OK && app->response.status == 200 && buf_status(&app->response.body) != STATUS_OK)
        status = err_set(&answer.job.err, buf_status(&app->response.body), "the answer does not fit in memory");
    if (status == STATUS_NOTFOUND)
        tell_missing(&answer);
    if (status != STATUS_OK)
        answer_problem(&answer, http_status(status));
    return &app->response;
}
