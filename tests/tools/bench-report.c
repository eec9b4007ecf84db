/* bench-report --db FILE PLAN KIND [ID] [-n N]: the median warm milliseconds of one report, database to bytes, in one process. With -s also by
 * stage; with -p plain, neither tagged nor archivable; with -r the ratio of the two, made by turns in one run. */
#include "base/clock.h"
#include "base/log.h"
#include "reports/report.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS_MAX 1000000

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static double median_ms(int64_t *times, size_t count)
{
    qsort(times, count, sizeof *times, compare);
    return (double)times[count / 2] / 1000;
}

struct bench {
    struct db *db;
    struct fonts *fonts;
    struct arena *arena;
    struct buf out;
    struct report_query query;
    int64_t *times[6]; /* whole, read, build, layout, write, head */
    size_t pages;
};

static enum status run(struct bench *bench, size_t at)
{
    struct job job = { .arena = bench->arena };
    struct report_times stages = { 0 };
    struct report_head head;
    arena_reset(bench->arena);
    buf_reset(&bench->out);
    int64_t start = clock_monotonic_us();
    enum status status = report_head(bench->db, &bench->query, &job, &head);
    int64_t headed = clock_monotonic_us();
    if (status == STATUS_OK)
        status = report_pdf(bench->db, bench->fonts, &bench->query, &job, &bench->out, &stages);
    int64_t end = clock_monotonic_us();
    if (status != STATUS_OK) {
        fprintf(stderr, "bench-report: %s\n", job.err.text);
        return status;
    }
    const int64_t told[6] = { end - start, stages.read, stages.build, stages.layout, stages.write, headed - start };
    for (size_t i = 0; i < 6; i++)
        bench->times[i][at] = told[i];
    bench->pages = stages.pages;
    return STATUS_OK;
}

/* By turns, so that what else the machine does weighs on both. */
static int compare_plain(struct bench *bench, size_t runs)
{
    double whole[2];
    int64_t *times = calloc(runs, sizeof *times);
    for (size_t i = 0; times != NULL && i < runs; i++) {
        bench->query.plain = true;
        if (run(bench, i) != STATUS_OK)
            return 1;
        times[i] = bench->times[0][i];
        bench->query.plain = false;
        if (run(bench, i) != STATUS_OK)
            return 1;
    }
    if (times == NULL)
        return 1;
    whole[0] = median_ms(times, runs);
    whole[1] = median_ms(bench->times[0], runs);
    printf("%.3f ms, plain %.3f ms: tagging and PDF/A add %.0f %%\n", whole[1], whole[0], 100 * (whole[1] / whole[0] - 1));
    free(times);
    return 0;
}

int main(int argc, char **argv)
{
    const char *path = "vuosikello.db";
    size_t runs = 101;
    bool stages = false;
    bool ratio = false;
    bool plain = false;
    struct bench bench = { 0 };
    struct err err = ERR_NONE;
    static const struct option known[] = { { "db", required_argument, NULL, 'd' }, { NULL, 0, NULL, 0 } };
    int found;
    while ((found = getopt_long(argc, argv, "n:srp", known, NULL)) != -1) {
        if (found == 'd')
            path = optarg;
        else if (found == 'n')
            runs = (size_t)strtoul(optarg, NULL, 10);
        else if (found == 's')
            stages = true;
        else if (found == 'r')
            ratio = true;
        else if (found == 'p')
            plain = true;
        else
            return 2;
    }
    if (argc - optind < 2 || argc - optind > 3 || runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: bench-report --db FILE PLAN KIND [ID] [-n N] [-s] [-p | -r]\n");
        return 2;
    }
    bench.query = (struct report_query){ .kind = report_kind_of(argv[optind + 1]), .plan = argv[optind], .id = argv[optind + 2],
                                         .drafts = true, .plain = plain };
    bench.arena = arena_new(LIMIT_REQUEST_MEMORY);
    buf_init(&bench.out, LIMIT_PDF);
    for (size_t i = 0; i < 6; i++)
        bench.times[i] = calloc(runs, sizeof(int64_t));
    if (bench.arena == NULL || fonts_load(&bench.fonts, &err) != STATUS_OK || db_open(path, &bench.db, &err) != STATUS_OK) {
        fprintf(stderr, "bench-report: %s\n", err.text);
        return 1;
    }
    for (size_t i = 0; i < 5; i++)
        if (run(&bench, 0) != STATUS_OK)
            return 1;
    if (ratio)
        return compare_plain(&bench, runs);
    for (size_t i = 0; i < runs; i++)
        if (run(&bench, i) != STATUS_OK)
            return 1;
    printf("%.3f ms", median_ms(bench.times[0], runs));
    if (stages)
        printf(" (head %.3f, read %.3f, build %.3f, layout %.3f, write %.3f; %zu pages, %zu bytes)", median_ms(bench.times[5], runs),
               median_ms(bench.times[1], runs), median_ms(bench.times[2], runs), median_ms(bench.times[3], runs),
               median_ms(bench.times[4], runs), bench.pages, bench.out.length);
    printf("\n");
    for (size_t i = 0; i < 6; i++)
        free(bench.times[i]);
    buf_free(&bench.out);
    arena_free(bench.arena);
    db_close(bench.db);
    fonts_free(bench.fonts);
    return 0;
}
