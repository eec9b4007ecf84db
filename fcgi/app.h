/* The application: a request becomes a response. Knows addresses, database and reports; nothing of FastCGI. One a worker. */
#ifndef VK_FCGI_APP_H
#define VK_FCGI_APP_H

#include "fcgi/counters.h"
#include "fcgi/http.h"
#include "fcgi/route.h"
#include "fcgi/web.h"
#include "reports/font.h"

struct app;

struct app_options {
    const char *db;       /* the database file */
    size_t memory;        /* ceiling of one request, bytes */
    int deadline_ms;      /* of one request */
    struct fonts *fonts;  /* loaded before the workers are forked, so that they share them */
    const struct web *web; /* likewise */
    struct counters *counters; /* what /metrics tells, and the server counts */
};

/* NULL when memory is out. The database is opened with the first request, and anew whenever another file stands behind its name; without one the
 * service answers 503. */
struct app *app_new(const struct app_options *options);
void app_free(struct app *app);

/* What the log tells of one answered request. Microseconds. */
struct app_times {
    enum route_kind route;
    size_t place; /* of its address: struct route */
    enum status failure; /* why the status is from 500 on; else STATUS_OK */
    int64_t read, build, layout, write;
    size_t pages, lacking;
};

/* Answers one request. The response's texts and body belong to the app and hold until the next call. Never fails: what goes wrong becomes a status. */
const struct http_response *app_answer(struct app *app, const struct http_fields *fields, struct app_times *times);

/* Gives back what the last answer took, once it has been sent: what a large report needed goes back to the machine. The response is gone. */
void app_rest(struct app *app);

#endif
