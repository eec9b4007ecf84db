#include "fcgi/counters.h"

#include "base/clock.h"
#include "base/version.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

/* An addition that takes a lock would leave it behind with a killed worker. */
#if ATOMIC_LLONG_LOCK_FREE != 2
#error "this machine has no atomic 64-bit numbers"
#endif

typedef atomic_ullong tally;

/* Upper ends of the histograms' buckets, microseconds; one bucket more holds what is longer. */
static const unsigned bucket_ends[] = { 100,    250,    500,    1000,   2500,    5000,    10000,   25000,
                                        50000,  100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000 };
#define BUCKET_ENDS (sizeof bucket_ends / sizeof bucket_ends[0])

/* How many there were is the sum of the buckets. */
struct histogram {
    tally buckets[BUCKET_ENDS + 1];
    tally microseconds;
};

enum stage { STAGE_READ, STAGE_BUILD, STAGE_LAYOUT, STAGE_WRITE, STAGE_COUNT };
static const char *const stage_names[STAGE_COUNT] = { "read", "build", "layout", "write" };

/* By the first digit of the status: 1xx to 5xx. */
#define CLASSES 6

struct counters {
    int64_t started; /* seconds since 1970 */
    unsigned workers;
    tally requests[ROUTE_PLACES][CLASSES];
    tally failures[STATUS_BUG + 1];
    tally bytes;
    tally workers_ended;
    struct histogram took;
    struct histogram stages[STAGE_COUNT];
};

struct counters *counters_new(unsigned workers)
{
    void *memory = mmap(NULL, sizeof(struct counters), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    struct counters *counters = memory; /* all zero */
    counters->started = clock_unix_seconds();
    counters->workers = workers;
    return counters;
}

void counters_free(struct counters *counters)
{
    if (counters != NULL)
        munmap(counters, sizeof *counters);
}

/* ---- Counting ---- */

static void add(tally *number, unsigned long long more)
{
    atomic_fetch_add_explicit(number, more, memory_order_relaxed);
}

static void add_time(struct histogram *histogram, int64_t microseconds)
{
    unsigned long long time = microseconds > 0 ? (unsigned long long)microseconds : 0;
    size_t bucket = 0;
    while (bucket < BUCKET_ENDS && time > bucket_ends[bucket])
        bucket++;
    add(&histogram->buckets[bucket], 1);
    add(&histogram->microseconds, time);
}

void counters_request(struct counters *counters, const struct counted *counted)
{
    int class = counted->status / 100;
    if (class > 0 && class < CLASSES)
        add(&counters->requests[counted->place][class], 1);
    if (counted->failure != STATUS_OK)
        add(&counters->failures[counted->failure], 1);
    add(&counters->bytes, counted->bytes);
    if (!route_tells_state(counted->route)) /* they would hide how long readers wait */
        add_time(&counters->took, counted->took);
    if (!counted->made)
        return;
    add_time(&counters->stages[STAGE_READ], counted->read);
    add_time(&counters->stages[STAGE_BUILD], counted->build);
    add_time(&counters->stages[STAGE_LAYOUT], counted->layout);
    add_time(&counters->stages[STAGE_WRITE], counted->write);
}

void counters_worker_ended(struct counters *counters)
{
    add(&counters->workers_ended, 1);
}

/* ---- Telling ---- */

static unsigned long long value(const tally *number)
{
    return atomic_load_explicit(number, memory_order_relaxed);
}

static void write_head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP vuosikello_%s %s\n# TYPE vuosikello_%s %s\n", name, help, name, type);
}

/* One number without labels. */
static void write_number(struct buf *out, const char *name, const char *help, unsigned long long number)
{
    bool gauge = strstr(name, "_total") == NULL;
    write_head(out, name, gauge ? "gauge" : "counter", help);
    buf_printf(out, "vuosikello_%s %llu\n", name, number);
}

static void write_seconds(struct buf *out, unsigned long long microseconds)
{
    buf_printf(out, "%llu.%06llu", microseconds / 1000000, microseconds % 1000000);
}

/* `label`: "stage=\"read\"", or "". */
static void write_histogram(struct buf *out, const char *name, const char *label, const struct histogram *histogram)
{
    const char *comma = label[0] != '\0' ? "," : "";
    unsigned long long count = 0;
    for (size_t i = 0; i <= BUCKET_ENDS; i++) {
        count += value(&histogram->buckets[i]);
        buf_printf(out, "vuosikello_%s_bucket{%s%sle=\"", name, label, comma);
        if (i < BUCKET_ENDS)
            write_seconds(out, bucket_ends[i]);
        else
            buf_text(out, "+Inf");
        buf_printf(out, "\"} %llu\n", count);
    }
    const char *open = label[0] != '\0' ? "{" : "";
    const char *close = label[0] != '\0' ? "}" : "";
    buf_printf(out, "vuosikello_%s_sum%s%s%s ", name, open, label, close);
    write_seconds(out, value(&histogram->microseconds));
    buf_printf(out, "\nvuosikello_%s_count%s%s%s %llu\n", name, open, label, close, count);
}

static void write_times(const struct counters *counters, struct buf *out)
{
    write_head(out, "request_seconds", "histogram", "Time that readers' requests took in a worker.");
    write_histogram(out, "request_seconds", "", &counters->took);
    write_head(out, "report_stage_seconds", "histogram", "Time that the stages of making a report took.");
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        char label[32];
        snprintf(label, sizeof label, "stage=\"%s\"", stage_names[i]);
        write_histogram(out, "report_stage_seconds", label, &counters->stages[i]);
    }
}

void counters_write(const struct counters *counters, int64_t imported_at, struct buf *out)
{
    int64_t now = clock_unix_seconds();
    write_head(out, "build_info", "gauge", "The program's version.");
    buf_printf(out, "vuosikello_build_info{version=\"%s\"} 1\n", program_version());
    write_number(out, "start_time_seconds", "When the service started, seconds since 1970.", (unsigned long long)counters->started);
    if (imported_at > 0)
        write_number(out, "data_age_seconds", "Time since the newest data was imported.",
                     now > imported_at ? (unsigned long long)(now - imported_at) : 0);
    write_number(out, "workers", "Worker processes that are kept running.", counters->workers);
    write_number(out, "worker_restarts_total", "Workers that ended and were replaced.", value(&counters->workers_ended));
    write_head(out, "requests_total", "counter", "Requests that reached the service, by address and class of status.");
    for (size_t place = 0; route_pattern(place) != NULL; place++)
        for (int class = 2; class < CLASSES; class++)
            buf_printf(out, "vuosikello_requests_total{route=\"%s\",status=\"%dxx\"} %llu\n", route_pattern(place), class,
                       value(&counters->requests[place][class]));
    write_head(out, "errors_total", "counter", "Answers with a status from 500 on, by reason.");
    for (int status = STATUS_OK + 1; status <= STATUS_BUG; status++)
        buf_printf(out, "vuosikello_errors_total{reason=\"%s\"} %llu\n", status_name((enum status)status),
                   value(&counters->failures[status]));
    write_number(out, "response_bytes_total", "Bytes of the bodies sent.", value(&counters->bytes));
    write_times(counters, out);
}
