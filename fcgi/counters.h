/* What the service counts, for monitors: in memory that the parent shares with its workers. Each number changes by one
 * atomic addition and whatever can be told from others is not kept, so that a worker that is killed at any moment leaves
 * no lock behind and nothing that contradicts itself. Numbers start at 0 with the parent. */
#ifndef VK_FCGI_COUNTERS_H
#define VK_FCGI_COUNTERS_H

#include "base/buf.h"
#include "fcgi/route.h"

struct counters;

/* To be made before the workers are forked. NULL when memory is out. */
struct counters *counters_new(unsigned workers);
void counters_free(struct counters *counters);

/* One answered request. Microseconds. */
struct counted {
    enum route_kind route;
    size_t place; /* of its address, below ROUTE_PLACES */
    int status;
    enum status failure; /* what a status from 500 on tells; else STATUS_OK */
    size_t bytes;        /* of the body, as sent */
    int64_t took;
    bool made; /* a report was made: the stages below tell of it */
    int64_t read, build, layout, write;
};
void counters_request(struct counters *counters, const struct counted *counted);

/* A worker ended that should not have. */
void counters_worker_ended(struct counters *counters);

/* All numbers in Prometheus' text format, version 0.0.4. `imported_at`: when the newest of the data was imported, seconds since 1970; 0: not
 * known, and then not told. */
void counters_write(const struct counters *counters, int64_t imported_at, struct buf *out);

#endif
