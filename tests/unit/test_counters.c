/* What the service counts, and how it tells it: read back from the text, as a monitor does. */
#include "base/clock.h"
#include "base/version.h"
#include "fcgi/counters.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct counted report = { .route = ROUTE_REPORT, .place = 2, .status = 200, .bytes = 1000, .took = 7000, .made = true,
                                       .read = 900, .build = 100, .layout = 1001, .write = 20000000 };

static void write_all(const struct counters *counters, struct buf *out)
{
    buf_init(out, MIB);
    counters_write(counters, 0, out);
    assert_int_equal(buf_status(out), STATUS_OK);
}

/* The value of a line of the text; -1 where there is no such line. */
static double value_in(const char *text, const char *name)
{
    char line[160];
    snprintf(line, sizeof line, "\nvuosikello_%s ", name);
    const char *found = strstr(text, line);
    return found != NULL ? strtod(found + strlen(line), NULL) : -1;
}

static double told(const struct counters *counters, const char *name)
{
    struct buf out;
    write_all(counters, &out);
    double value = value_in(out.bytes, name);
    buf_free(&out);
    return value;
}

static void all_starts_at_nothing(void **state)
{
    (void)state;
    struct counters *counters = counters_new(3);
    assert_int_equal(told(counters, "workers"), 3);
    assert_int_equal(told(counters, "worker_restarts_total"), 0);
    assert_int_equal(told(counters, "response_bytes_total"), 0);
    assert_int_equal(told(counters, "request_seconds_count"), 0);
    assert_int_equal(told(counters, "requests_total{route=\"/\",status=\"2xx\"}"), 0);
    assert_int_equal(told(counters, "data_age_seconds"), -1);
    assert_true(told(counters, "start_time_seconds") >= (double)clock_unix_seconds() - 2);
    char version[80];
    snprintf(version, sizeof version, "build_info{version=\"%s\"}", program_version());
    assert_int_equal(told(counters, version), 1);
    counters_free(counters);
    counters_free(NULL);
}

static void requests_are_counted_by_address_and_class(void **state)
{
    (void)state;
    struct counters *counters = counters_new(1);
    counters_request(counters, &report);
    counters_request(counters, &report);
    counters_request(counters, &(struct counted){ .route = ROUTE_NONE, .status = 404, .bytes = 5, .took = 100 });
    counters_request(counters, &(struct counted){ .route = ROUTE_HOME, .place = 1, .status = 503, .failure = STATUS_DEADLINE, .took = 101 });
    counters_request(counters, &(struct counted){ .route = ROUTE_HOME, .place = 1, .status = 999, .took = -1 }); /* no status at all */
    counters_worker_ended(counters);
    assert_int_equal(told(counters, "requests_total{route=\"/plans/*\",status=\"2xx\"}"), 2);
    assert_int_equal(told(counters, "requests_total{route=\"none\",status=\"4xx\"}"), 1);
    assert_int_equal(told(counters, "requests_total{route=\"/\",status=\"5xx\"}"), 1);
    assert_int_equal(told(counters, "requests_total{route=\"/\",status=\"2xx\"}"), 0);
    assert_int_equal(told(counters, "errors_total{reason=\"deadline passed\"}"), 1);
    assert_int_equal(told(counters, "errors_total{reason=\"internal error\"}"), 0);
    assert_int_equal(told(counters, "response_bytes_total"), 2005);
    assert_int_equal(told(counters, "worker_restarts_total"), 1);
    counters_free(counters);
}

static void times_fall_into_buckets(void **state)
{
    (void)state;
    struct counters *counters = counters_new(1);
    counters_request(counters, &report);
    counters_request(counters, &(struct counted){ .status = 304, .took = 100 });
    counters_request(counters, &(struct counted){ .status = 304, .took = 101 });
    counters_request(counters, &(struct counted){ .route = ROUTE_READY, .status = 200, .took = 20 }); /* no reader's */
    assert_int_equal(told(counters, "request_seconds_bucket{le=\"0.000100\"}"), 1); /* the end is in it */
    assert_int_equal(told(counters, "request_seconds_bucket{le=\"0.000250\"}"), 2);
    assert_int_equal(told(counters, "request_seconds_bucket{le=\"0.005000\"}"), 2);
    assert_int_equal(told(counters, "request_seconds_bucket{le=\"0.010000\"}"), 3);
    assert_int_equal(told(counters, "request_seconds_bucket{le=\"+Inf\"}"), 3);
    assert_int_equal(told(counters, "request_seconds_count"), 3);
    assert_true(told(counters, "request_seconds_sum") == 0.007201);
    /* Only reports that were made have stages. */
    assert_int_equal(told(counters, "report_stage_seconds_count{stage=\"read\"}"), 1);
    assert_int_equal(told(counters, "report_stage_seconds_bucket{stage=\"build\",le=\"0.000100\"}"), 1);
    assert_int_equal(told(counters, "report_stage_seconds_bucket{stage=\"layout\",le=\"0.001000\"}"), 0);
    assert_int_equal(told(counters, "report_stage_seconds_bucket{stage=\"write\",le=\"10.000000\"}"), 0);
    assert_int_equal(told(counters, "report_stage_seconds_bucket{stage=\"write\",le=\"+Inf\"}"), 1);
    assert_true(told(counters, "report_stage_seconds_sum{stage=\"write\"}") == 20);
    counters_free(counters);
}

static void the_age_of_the_data_is_told(void **state)
{
    (void)state;
    struct counters *counters = counters_new(1);
    struct buf out;
    buf_init(&out, MIB);
    counters_write(counters, clock_unix_seconds() - 3600, &out);
    assert_true(value_in(out.bytes, "data_age_seconds") >= 3600 && value_in(out.bytes, "data_age_seconds") <= 3602);
    buf_reset(&out);
    counters_write(counters, clock_unix_seconds() + 3600, &out); /* a clock that was set back */
    assert_int_equal(value_in(out.bytes, "data_age_seconds"), 0);
    buf_free(&out);
    counters_free(counters);
}

/* Each line is told about before, or is `name{label="value",...} number`. */
static void the_text_has_the_form(void **state)
{
    (void)state;
    struct counters *counters = counters_new(1);
    struct buf out;
    char help[80] = "", type[80] = "", word[80];
    counters_request(counters, &report);
    write_all(counters, &out);
    assert_int_equal(out.bytes[out.length - 1], '\n');
    for (char *line = strtok(out.bytes, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (sscanf(line, "# HELP %79s", help) == 1)
            continue;
        if (sscanf(line, "# TYPE %79s %79s", type, word) == 2) {
            assert_string_equal(type, help);
            assert_true(strcmp(word, "counter") == 0 || strcmp(word, "gauge") == 0 || strcmp(word, "histogram") == 0);
            assert_int_equal(strcmp(word, "counter") == 0, strstr(type, "_total") != NULL);
            continue;
        }
        assert_int_equal(strncmp(line, type, strlen(type)), 0);
        const char *number = strrchr(line, ' ');
        char *end;
        assert_non_null(number);
        strtod(number + 1, &end);
        assert_true(end > number + 1 && *end == '\0');
        assert_int_equal(strchr(line, '{') != NULL, number[-1] == '}');
    }
    buf_free(&out);
    counters_free(counters);
}

/* Processes that count at once lose nothing; one that is killed while it counts leaves numbers that agree. */
static void processes_count_together(void **state)
{
    (void)state;
    enum { PROCESSES = 4, TIMES = 20000 };
    struct counters *counters = counters_new(PROCESSES);
    pid_t pids[PROCESSES + 1];
    for (size_t i = 0; i <= PROCESSES; i++) {
        pids[i] = fork();
        if (pids[i] != 0)
            continue;
        for (size_t times = 0; i == PROCESSES || times < TIMES; times++)
            counters_request(counters, i == PROCESSES ? &(struct counted){ .status = 304, .took = 1 } : &report);
        _exit(0);
    }
    for (size_t i = 0; i < PROCESSES; i++)
        assert_int_equal(waitpid(pids[i], NULL, 0), pids[i]);
    kill(pids[PROCESSES], SIGKILL);
    waitpid(pids[PROCESSES], NULL, 0);
    assert_int_equal(told(counters, "requests_total{route=\"/plans/*\",status=\"2xx\"}"), PROCESSES * TIMES);
    assert_int_equal(told(counters, "response_bytes_total"), 1000.0 * PROCESSES * TIMES);
    double others = told(counters, "requests_total{route=\"none\",status=\"3xx\"}");
    double all = told(counters, "request_seconds_count");
    assert_true(all == PROCESSES * TIMES + others || all == PROCESSES * TIMES + others - 1);
    assert_true(all == told(counters, "request_seconds_bucket{le=\"+Inf\"}"));
    counters_free(counters);
}

/* A text that has no room is told by the buffer. */
static void no_room_is_told(void **state)
{
    (void)state;
    struct counters *counters = counters_new(1);
    struct buf out;
    buf_init(&out, 100);
    counters_write(counters, 0, &out);
    assert_int_not_equal(buf_status(&out), STATUS_OK);
    buf_free(&out);
    counters_free(counters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_starts_at_nothing),
        cmocka_unit_test(requests_are_counted_by_address_and_class),
        cmocka_unit_test(times_fall_into_buckets),
        cmocka_unit_test(the_age_of_the_data_is_told),
        cmocka_unit_test(the_text_has_the_form),
        cmocka_unit_test(processes_count_together),
        cmocka_unit_test(no_room_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
