/* One piece of work (a request, a report, an import): where its memory comes from, until when it may run, and its
 * first failure. Passed to whatever works for it. */
#ifndef VK_BASE_JOB_H
#define VK_BASE_JOB_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct job {
    struct arena *arena;
    int64_t deadline_us; /* on clock_monotonic_us; 0: none */
    struct err err;
};

/* True when the deadline has passed; then `job->err` says so. Ask once a page or a hundred rows, not once a word. */
bool job_late(struct job *job) MUST_USE;

/* The same for who counts rows: looks at the clock with the first and every 256th. */
bool job_late_at(struct job *job, size_t row) MUST_USE;

/* The job's status: its error's, else STATUS_NOMEM or STATUS_LIMIT where its arena failed (told in `err` then). */
enum status job_status(struct job *job) MUST_USE;

#endif
