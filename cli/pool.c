#include "cli/pool.h"

#include "base/process.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

_Static_assert(sizeof(struct pool_outcome) <= PIPE_BUF, "an outcome is written to the pipe in one piece");


/* Shared between the parent and its workers. */
struct board {
    atomic_size_t next;    /* the first task that nobody has taken */
    atomic_bool told[]; /* one a task */
};

struct pool {
    const struct pool_work *work;
    struct board *board;
    size_t board_size;
    struct err *err;
    int last_signal; /* that ended a worker; 0: none did */
};

#define NO_TASK SIZE_MAX /* in an outcome: the worker could not begin */

static void send_outcome(int pipe, const struct pool_outcome *outcome)
{
    while (write(pipe, outcome, sizeof *outcome) < 0 && errno == EINTR)
        continue;
}

static void run_worker(const struct pool *pool, int pipe)
{
    const struct pool_work *work = pool->work;
    struct pool_outcome outcome = { .task = NO_TASK };
    struct err err = ERR_NONE;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (work->begin(work->context, &err) != STATUS_OK) {
        outcome.status = err.status;
        memcpy(outcome.text, err.text, sizeof outcome.text);
        send_outcome(pipe, &outcome);
        return;
    }
    for (;;) {
        size_t task = atomic_fetch_add(&pool->board->next, 1);
        if (task >= work->task_count)
            return;
        outcome = (struct pool_outcome){ .task = task };
        work->work(work->context, task, &outcome);
        send_outcome(pipe, &outcome);
    }
}

/* The number of workers that were started. */
static int start_workers(const struct pool *pool, int ends[2])
{
    int count = 0;
    fflush(NULL);
    for (; count < pool->work->workers; count++) {
        pid_t worker = fork();
        if (worker < 0)
            break;
        if (worker == 0) {
            close(ends[0]);
            run_worker(pool, ends[1]);
            process_end(0);
        }
    }
    return count;
}

/* Tells outcomes until no worker is left that could send one. */
static void receive(struct pool *pool, int pipe)
{
    struct pool_outcome outcome;
    for (;;) {
        ssize_t got = read(pipe, &outcome, sizeof outcome);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != (ssize_t)sizeof outcome)
            return;
        if (outcome.task >= pool->work->task_count) {
            err_set(pool->err, outcome.status, "%s", outcome.text);
            continue;
        }
        atomic_store(&pool->board->told[outcome.task], true);
        pool->work->told(pool->work->context, &outcome);
    }
}

static void await_workers(struct pool *pool, int count)
{
    for (int status; count > 0; count--) {
        if (wait(&status) > 0 && WIFSIGNALED(status))
            pool->last_signal = WTERMSIG(status);
    }
}

/* Tasks that were taken and never told went with their worker. */
static void tell_lost(const struct pool *pool)
{
    size_t taken = atomic_load(&pool->board->next); /* and more: each worker looked once past the end */
    for (size_t task = 0; task < taken && task < pool->work->task_count; task++) {
        if (atomic_load(&pool->board->told[task]))
            continue;
        struct err lost = ERR_NONE;
        struct pool_outcome outcome = { .task = task, .status = STATUS_BUG };
        err_set(&lost, STATUS_BUG, "the process that made it ended by signal %d", pool->last_signal);
        memcpy(outcome.text, lost.text, sizeof outcome.text);
        atomic_store(&pool->board->told[task], true);
        pool->work->told(pool->work->context, &outcome);
    }
}

/* One round of workers, which ends when all have ended: when the tasks are done or all of them have crashed. */
static enum status run_round(struct pool *pool)
{
    int ends[2];
    size_t before = atomic_load(&pool->board->next);
    if (pipe(ends) != 0)
        return err_set(pool->err, STATUS_IO, "the worker processes cannot be started: %s", err_system(errno));
    int count = start_workers(pool, ends);
    int reason = errno;
    close(ends[1]);
    if (count == 0)
        err_set(pool->err, STATUS_IO, "the worker processes cannot be started: %s", err_system(reason));
    receive(pool, ends[0]);
    close(ends[0]);
    await_workers(pool, count);
    tell_lost(pool);
    if (pool->err->status == STATUS_OK && atomic_load(&pool->board->next) == before)
        err_set(pool->err, STATUS_BUG, "the process that made it ended by signal %d", pool->last_signal);
    return pool->err->status;
}

enum status pool_run(const struct pool_work *work, struct err *err)
{
    struct pool pool = { .work = work, .err = err };
    enum status status = STATUS_OK;
    pool.board_size = sizeof *pool.board + work->task_count * sizeof pool.board->told[0];
    void *board = mmap(NULL, pool.board_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED)
        return err_set(err, STATUS_NOMEM, "out of memory");
    pool.board = board;
    while (status == STATUS_OK && atomic_load(&pool.board->next) < work->task_count)
        status = run_round(&pool);
    munmap(board, pool.board_size);
    return status;
}
