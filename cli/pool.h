/* Tasks shared out to worker processes: a crash costs one task, and the rest go on. */
#ifndef VK_CLI_POOL_H
#define VK_CLI_POOL_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* What came of a task; sent through a pipe in one piece. */
struct pool_outcome {
    size_t task;
    enum status status;
    char name[256];            /* what was made; "" where nothing was */
    char text[LIMIT_ERR_TEXT]; /* why it failed */
};

struct pool_work {
    void *context;
    size_t task_count;
    int workers; /* 1 or more */

    /* In a worker, once: makes ready what may not be shared. A failure ends the whole work. */
    enum status (*begin)(void *context, struct err *err);
    /* In a worker: does one task; fills all of `outcome` but `task`. */
    void (*work)(void *context, size_t task, struct pool_outcome *outcome);
    /* In the parent: one task is done, has failed, or took its worker with it. Tasks come in the order in which they
     * end. */
    void (*told)(void *context, const struct pool_outcome *outcome);
};

/* Runs all tasks. STATUS_OK where each was told, failed or not. */
enum status pool_run(const struct pool_work *work, struct err *err) MUST_USE;

#endif
