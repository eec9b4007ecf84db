/* One request while it is answered, and what the answers share. Inside fcgi/ only: app.c calls them by the table of
 * routes; each fills the response and returns a status, which app.c turns into an error page where it is none of
 * STATUS_OK. */
#ifndef VK_FCGI_ANSWER_H
#define VK_FCGI_ANSWER_H

#include "db/db.h"
#include "fcgi/app.h"
#include "fcgi/route.h"

#define DEFAULT_LANG LANG_FI

struct answer {
    struct job job;
    struct db *db; /* open */
    struct fonts *fonts;
    struct http_request request;
    struct route route;
    enum lang lang; /* LANG_NONE: not given */
    int year;       /* 0: not given */
    const char *meeting, *attachment; /* NULL: not given */
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

/* The plan that the address names, if it is there and no draft. */
enum status answer_find_plan(struct answer *answer, struct plan_version *version) MUST_USE;

/* Says in the reader's language what is not there, for STATUS_NOTFOUND. */
void answer_tell_missing(struct answer *answer);

/* What an address gives. */
enum status answer_home(struct answer *answer) MUST_USE;
enum status answer_plan(struct answer *answer) MUST_USE;
enum status answer_report(struct answer *answer) MUST_USE;
enum status answer_api_plans(struct answer *answer) MUST_USE;
enum status answer_api_plan(struct answer *answer) MUST_USE;
enum status answer_health(struct answer *answer) MUST_USE;

#endif
