#include "base/job.h"

#include "base/clock.h"

bool job_late(struct job *job)
{
    if (job->deadline_us == 0 || clock_monotonic_us() < job->deadline_us)
        return false;
    err_set(&job->err, STATUS_DEADLINE, "the time limit was reached");
    return true;
}

bool job_late_at(struct job *job, size_t row)
{
    return row % 256 == 0 && job_late(job);
}

enum status job_status(struct job *job)
{
    if (job->err.status == STATUS_OK && arena_failed(job->arena)) {
        if (arena_at_ceiling(job->arena))
            err_set(&job->err, STATUS_LIMIT, "the memory limit of one request was reached");
        else
            err_set(&job->err, STATUS_NOMEM, "out of memory");
    }
    return job->err.status;
}
