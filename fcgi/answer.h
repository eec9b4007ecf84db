/* One request while it is answered, and what the answers share. Inside fcgi/ only: app.c calls them by the table of
 * routes; each fills the response and returns a status, which app.c turns into an error page where it is none of
 * STATUS_OK. */
#ifndef VK_FCGI_ANSWER_H
#define VK_FCGI_ANSWER_H

#include "db/db.h"
#include "fcgi/app.h"
#include "text/csv.h"

#define DEFAULT_LANG  LANG_FI
#define DIALECT_EXCEL "excel-fi" /* as an address has it */

/* Which rows are asked for, by id or code. */
enum filter {
    FILTER_ORGANISATION,
    FILTER_GOAL,
    FILTER_SUBGOAL,
    FILTER_INDICATOR,
    FILTER_AREA,
    FILTER_STATUS, /* one of codes_follow_status */
    FILTER_COUNT
};

struct answer {
    struct job job;
    struct db *db; /* open; NULL for /metrics, where there is none */
    struct fonts *fonts;
    const struct web *web;
    const struct counters *counters;
    struct http_request request;
    struct route route;
    enum lang lang; /* LANG_NONE: not given */
    int year;       /* 0: not given */
    const char *meeting, *attachment; /* NULL: not given */
    enum csv_dialect dialect;
    const char *words;     /* `q`, cleaned; NULL: none */
    const char *choice;    /* `report`; NULL: not given */
    enum lang report_lang; /* LANG_NONE: not given */
    const char *why;       /* the message of the last answer_bad_parameter */
    const char *wrong[HTTP_PARAMETERS_MAX]; /* of TAKES_FORM, by place in the request: why a value cannot be; NULL: it can */
    const char *filters[FILTER_COUNT]; /* NULL: not given, all rows */
    const char *missing; /* of STATUS_NOTFOUND: the message about the plan and `missing_id`; NULL: by the route */
    const char *missing_id;
    struct http_response *response;
    struct app_times *times;
};

/* The language asked for, else `otherwise`. */
enum lang answer_lang(const struct answer *answer, enum lang otherwise);

/* The query's parameters, checked against what the route takes. STATUS_BADREQ tells which one and why, in the language
 * asked for. answer_read_language before it: errors are told in that language, whatever else is wrong. */
void answer_read_language(struct answer *answer);
enum status answer_read_parameters(struct answer *answer) MUST_USE;
/* STATUS_BADREQ about one parameter; `why` is a message, marked by N_. */
enum status answer_bad_parameter(struct answer *answer, const char *name, const char *why) MUST_USE;

/* Sets the entity tag; true where the reader has that very answer: the response is a 304 then, without a body. */
bool answer_not_modified(struct answer *answer, const char *etag);

/* For a body that is cheap to make: its entity tag is its digest. To be called when it is written. */
enum status answer_tag_body(struct answer *answer) MUST_USE;

/* The entity tag of what comes of one version of a plan, this program and the address; NULL when memory is out. */
const char *answer_plan_tag(struct answer *answer, const struct plan_version *version);

/* The plan that the address names, if it is there and no draft. */
enum status answer_find_plan(struct answer *answer, struct plan_version *version) MUST_USE;

/* The report that the address names, with what the query gives of it; and what is known of a report before it is built,
 * for as long as the answer. */
struct report_query answer_query(const struct answer *answer);
enum status answer_head(struct answer *answer, const struct report_query *query, const struct report_head **out) MUST_USE;

/* STATUS_NOTFOUND about something of the plan; `message` is marked by N_ and takes the plan's id and this one. */
enum status answer_missing(struct answer *answer, const char *message, const char *id) MUST_USE;

/* True where the address or a parameter names something that the plan must have: then whether it has comes before
 * whether the reader has the answer. */
bool answer_names_something(const struct answer *answer);

/* Says in the reader's language what is not there, for STATUS_NOTFOUND. */
void answer_tell_missing(struct answer *answer);

/* What an address gives. */
enum status answer_home(struct answer *answer) MUST_USE;
enum status answer_plan(struct answer *answer) MUST_USE;
enum status answer_search(struct answer *answer) MUST_USE;
enum status answer_attach(struct answer *answer) MUST_USE;
enum status answer_statement(struct answer *answer) MUST_USE;
enum status answer_static(struct answer *answer) MUST_USE;
enum status answer_icon(struct answer *answer) MUST_USE;
enum status answer_report(struct answer *answer) MUST_USE;
enum status answer_page(struct answer *answer) MUST_USE; /* a report as a page */
enum status answer_api_plans(struct answer *answer) MUST_USE;
enum status answer_api_plan(struct answer *answer) MUST_USE;
enum status answer_api_part(struct answer *answer) MUST_USE; /* every list of one plan's rows */
enum status answer_api_reports(struct answer *answer) MUST_USE;
enum status answer_api_document(struct answer *answer) MUST_USE; /* and the plan file's schema */
enum status answer_csv(struct answer *answer) MUST_USE;
enum status answer_csv_indicator(struct answer *answer) MUST_USE;
enum status answer_csv_status(struct answer *answer) MUST_USE;
enum status answer_clock(struct answer *answer) MUST_USE; /* the annual clock as iCalendar */
enum status answer_health(struct answer *answer) MUST_USE;
enum status answer_ready(struct answer *answer) MUST_USE;
enum status answer_metrics(struct answer *answer) MUST_USE;

#endif
