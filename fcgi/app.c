#include "fcgi/app.h"

#include "base/clock.h"
#include "fcgi/answer.h"
#include "fcgi/problem.h"
#include "text/message.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_BODY (4 * MIB)  /* a larger body is given back before the next request */
#define KEPT_WORK (16 * MIB) /* a request that took more leaves a heap that is worth trimming */

struct app {
    struct app_options options;
    struct arena *arena;
    struct db *db; /* NULL until it could be opened */
    struct http_response response;
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

/* The request could not be taken apart: what of it. Its language is not known yet. */
static enum status tell_ill_encoded(struct answer *answer)
{
    err_clear(&answer->job.err);
    if (answer->request.ill_encoded != NULL)
        return answer_bad_parameter(answer, answer->request.ill_encoded, N_("is not well encoded"));
    return err_set(&answer->job.err, STATUS_BADREQ, "%s", tr(DEFAULT_LANG, "the address is not well encoded"));
}

/* Opens the database with the first request, and anew where another file stands behind its name. */
static enum status open_db(struct app *app, struct err *err)
{
    enum status status = app->db == NULL ? db_open(app->options.db, &app->db, err) : db_refresh(app->db, err);
    return status == STATUS_OK ? STATUS_OK : STATUS_IO;
}

/* Open data is for every page's scripts to read, errors included: no answer depends on who asks, so there is nothing
 * that another site could learn through its reader. */
static bool is_open_data(const struct answer *answer)
{
    switch (answer->route.kind) {
    case ROUTE_CSV:
    case ROUTE_CSV_INDICATOR:
    case ROUTE_CSV_STATUS:
    case ROUTE_CLOCK: return true;
    default: return strncmp(answer->request.target, "/api/", 5) == 0;
    }
}

/* What the program carries itself is there without a database. */
static bool needs_data(enum route_kind kind)
{
    return kind != ROUTE_STATIC && kind != ROUTE_ICON && kind != ROUTE_STATEMENT;
}

static enum status answer_route(struct app *app, struct answer *answer)
{
    static enum status (*const answers[ROUTE_KIND_COUNT])(struct answer *) = {
        [ROUTE_HOME] = answer_home,
        [ROUTE_PLAN] = answer_plan,
        [ROUTE_REPORT] = answer_report,
        [ROUTE_PAGE] = answer_page,
        [ROUTE_API_PLANS] = answer_api_plans,
        [ROUTE_API_PLAN] = answer_api_plan,
        [ROUTE_API_AREAS] = answer_api_part,
        [ROUTE_API_ORGANISATIONS] = answer_api_part,
        [ROUTE_API_GOALS] = answer_api_part,
        [ROUTE_API_SUBGOALS] = answer_api_part,
        [ROUTE_API_ACTIONS] = answer_api_part,
        [ROUTE_API_FOLLOWUPS] = answer_api_part,
        [ROUTE_API_INDICATORS] = answer_api_part,
        [ROUTE_API_INDICATOR] = answer_api_part,
        [ROUTE_API_OBSERVATIONS] = answer_api_part,
        [ROUTE_API_ASSESSMENTS] = answer_api_part,
        [ROUTE_API_EVENTS] = answer_api_part,
        [ROUTE_API_REPORTS] = answer_api_reports,
        [ROUTE_API_DOCUMENT] = answer_api_document,
        [ROUTE_API_SCHEMA] = answer_api_document,
        [ROUTE_CSV] = answer_csv,
        [ROUTE_CSV_INDICATOR] = answer_csv_indicator,
        [ROUTE_CSV_STATUS] = answer_csv_status,
        [ROUTE_CLOCK] = answer_clock,
        [ROUTE_SEARCH] = answer_search,
        [ROUTE_ATTACH] = answer_attach,
        [ROUTE_STATEMENT] = answer_statement,
        [ROUTE_STATIC] = answer_static,
        [ROUTE_ICON] = answer_icon,
        [ROUTE_HEALTH] = answer_health,
        [ROUTE_READY] = answer_ready,
        [ROUTE_METRICS] = answer_metrics,
    };
    enum status status = answer_read_parameters(answer);
    if (status == STATUS_OK && needs_data(answer->route.kind))
        status = open_db(app, &answer->job.err);
    if (status == STATUS_IO && answer->route.kind == ROUTE_METRICS)
        status = STATUS_OK; /* a database that is not there is what monitors want to hear of */
    if (status != STATUS_OK)
        return status;
    answer->db = app->db;
    return answers[answer->route.kind](answer);
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
    struct answer answer = { .fonts = app->options.fonts, .web = app->options.web, .counters = app->options.counters,
                             .response = &app->response, .times = times };
    app_rest(app);
    *times = (struct app_times){ 0 };
    answer.job.arena = app->arena;
    answer.job.deadline_us = clock_monotonic_us() + (int64_t)app->options.deadline_ms * 1000;

    enum status status = http_parse(app->arena, fields, &answer.request, &answer.job.err);
    if (status == STATUS_OK) {
        answer_read_language(&answer);
        answer.route = route_lookup(app->arena, answer.request.path);
        if (answer.route.kind == ROUTE_METRICS && (fields->local == NULL || answer.counters == NULL))
            answer.route = (struct route){ .kind = ROUTE_NONE }; /* not the public's */
        times->route = answer.route.kind;
        times->place = answer.route.place;
        if (answer.request.method == HTTP_OTHER)
            answer_problem(&answer, 405);
        else if (answer.route.kind == ROUTE_NONE)
            answer_problem(&answer, arena_failed(app->arena) ? 503 : 404);
        else
            status = answer_route(app, &answer);
    } else if (status == STATUS_LIMIT) {
        answer_problem(&answer, 414);
        status = STATUS_OK;
    } else if (status == STATUS_BADREQ) {
        status = tell_ill_encoded(&answer);
    }
    if (status == STATUS_OK && buf_status(&app->response.body) != STATUS_OK)
        status = err_set(&answer.job.err, buf_status(&app->response.body), "the answer does not fit in memory");
    if (status == STATUS_NOTFOUND)
        answer_tell_missing(&answer);
    if (status != STATUS_OK)
        answer_problem(&answer, http_status(status));
    app->response.cross_origin = is_open_data(&answer);
    return &app->response;
}
