/* Files that the command writes, worker processes, the progress bar. */
#include "cli/output.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "tests/support/plan_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void holds(const char *path, const char *expected)
{
    char bytes[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(bytes, expected);
}

static bool no_temporary_file_is_left(const char *path)
{
    char folder[256];
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    DIR *open = opendir(folder);
    bool left = false;
    for (struct dirent *entry = readdir(open); entry != NULL; entry = readdir(open))
        left = left || strstr(entry->d_name, ".tmp") != NULL;
    closedir(open);
    return !left;
}

static void a_file_is_written_whole_and_keeps_its_mode(void **state)
{
    (void)state;
    const char *path = plan_rows_path("out.pdf");
    struct err err = ERR_NONE;
    struct stat about;
    umask(022);
    assert_int_equal(output_write(path, "one", 3, &err), STATUS_OK);
    holds(path, "one");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0644);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(output_write(path, "other", 5, &err), STATUS_OK);
    holds(path, "other");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(output_write(path, "", 0, &err), STATUS_OK);
    holds(path, "");
    assert_true(no_temporary_file_is_left(path));
}

static void a_link_stays_a_link(void **state)
{
    (void)state;
    const char *path = plan_rows_path("real.pdf");
    const char *name = plan_rows_path("link.pdf");
    struct err err = ERR_NONE;
    struct stat about;
    assert_int_equal(output_write(path, "one", 3, &err), STATUS_OK);
    assert_int_equal(symlink("real.pdf", name), 0);
    assert_int_equal(output_write(name, "two", 3, &err), STATUS_OK);
    assert_int_equal(lstat(name, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    holds(path, "two");
}

/* What it leads to may be on a disk that is not there now. */
static void a_link_to_nothing_stays(void **state)
{
    (void)state;
    const char *name = plan_rows_path("nothing.pdf");
    struct err err = ERR_NONE;
    struct stat about;
    assert_int_equal(symlink("/nowhere/out.pdf", name), 0);
    assert_int_equal(output_write(name, "one", 3, &err), STATUS_IO);
    assert_non_null(strstr(err.text, "No such file"));
    assert_int_equal(lstat(name, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
}

static void what_cannot_be_written_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *path, *message;
    } cases[] = {
        { "/dev/full", "/dev/full: No space left on device" },
        { "/nowhere/out.pdf", "/nowhere/out.pdf: No such file or directory" },
        { "/dev", "/dev: Is a directory" },
        { "/dev/null/x", "/dev/null/x: Not a directory" },
        { "", ": No such file or directory" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = ERR_NONE;
        assert_int_equal(output_write(cases[i].path, "x", 1, &err), STATUS_IO);
        assert_string_equal(err.text, cases[i].message);
    }
    struct err err = ERR_NONE;
    struct stat about;
    assert_int_equal(output_write("/dev/null", "x", 1, &err), STATUS_OK);
    assert_int_equal(stat("/dev/null", &about), 0);
    assert_true(S_ISCHR(about.st_mode)); /* not replaced by a file */
}

/* A file that cannot be written whole leaves the old one, and nothing beside it. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    const char *path = plan_rows_path("old.pdf");
    struct err err = ERR_NONE;
    struct rlimit old;
    static char large[200000];
    assert_int_equal(output_write(path, "old", 3, &err), STATUS_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    const struct rlimit little = { .rlim_cur = 100000, .rlim_max = old.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    enum status status = output_write(path, large, sizeof large, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, before);
    assert_int_equal(status, STATUS_IO);
    assert_non_null(strstr(err.text, "File too large"));
    holds(path, "old");
    assert_true(no_temporary_file_is_left(path));
}

/* ---- Workers ---- */

#define TASKS 40
struct trial {
    int workers;
    bool crash_all, no_begin;
    size_t told[TASKS];
    size_t failed;
};

static enum status begin(void *context, struct err *err)
{
    const struct trial *trial = context;
    return trial->no_begin ? err_set(err, STATUS_IO, "cannot begin") : STATUS_OK;
}

/* Every tenth task kills its worker, every seventh fails. */
static void work(void *context, size_t task, struct pool_outcome *outcome)
{
    const struct trial *trial = context;
    if (trial->crash_all || task % 10 == 5)
        raise(SIGKILL);
    if (task % 7 == 3) {
        outcome->status = STATUS_DATA;
        snprintf(outcome->text, sizeof outcome->text, "task %zu is bad", task);
        return;
    }
    outcome->status = STATUS_OK;
    snprintf(outcome->name, sizeof outcome->name, "name %zu", task);
}

static void told(void *context, const struct pool_outcome *outcome)
{
    struct trial *trial = context;
    char expected[64];
    trial->told[outcome->task]++;
    trial->failed += outcome->status != STATUS_OK;
    if (outcome->status == STATUS_BUG) {
        assert_string_equal(outcome->text, "the process that made it ended by signal 9");
    } else if (outcome->status == STATUS_OK) {
        snprintf(expected, sizeof expected, "name %zu", outcome->task);
        assert_string_equal(outcome->name, expected);
    }
}

static enum status run_trial(struct trial *trial, size_t tasks, struct err *err)
{
    const struct pool_work all = {
        .context = trial,
        .task_count = tasks,
        .workers = trial->workers,
        .begin = begin,
        .work = work,
        .told = told,
    };
    return pool_run(&all, err);
}

static void each_task_is_told_once_whatever_crashes(void **state)
{
    (void)state;
    for (int workers = 1; workers <= 4; workers++) {
        struct trial trial = { .workers = workers };
        struct err err = ERR_NONE;
        assert_int_equal(run_trial(&trial, TASKS, &err), STATUS_OK);
        for (size_t i = 0; i < TASKS; i++)
            assert_int_equal(trial.told[i], 1);
        assert_int_equal(trial.failed, 4 + 6); /* 5 15 25 35, and 3 10 17 24 31 38 */
        trial = (struct trial){ .workers = workers, .crash_all = true };
        assert_int_equal(run_trial(&trial, TASKS, &err), STATUS_OK);
        assert_int_equal(trial.failed, TASKS);
    }
    struct trial none = { .workers = 2 };
    struct err err = ERR_NONE;
    assert_int_equal(run_trial(&none, 0, &err), STATUS_OK);
}

static void workers_that_cannot_begin_end_the_work(void **state)
{
    (void)state;
    struct trial trial = { .workers = 3, .no_begin = true };
    struct err err = ERR_NONE;
    assert_int_equal(run_trial(&trial, TASKS, &err), STATUS_IO);
    assert_string_equal(err.text, "cannot begin");
}

static void the_bar_fits_the_terminal(void **state)
{
    (void)state;
    static const struct {
        size_t done, total, columns;
        const char *line;
    } cases[] = {
        { 0, 48, 79, "[------------------------] 0/48 a.pdf" },
        { 12, 48, 79, "[######------------------] 12/48 a.pdf" },
        { 48, 48, 79, "[########################] 48/48 a.pdf" },
        { 0, 0, 79, "[########################] 0/0 a.pdf" },
        { 12, 48, 20, "[######-------------" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct progress progress = { .total = cases[i].total, .done = cases[i].done };
        char line[128];
        progress_line(&progress, "a.pdf", cases[i].columns, line, sizeof line);
        assert_string_equal(line, cases[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_written_whole_and_keeps_its_mode),
        cmocka_unit_test(a_link_stays_a_link),
        cmocka_unit_test(a_link_to_nothing_stays),
        cmocka_unit_test(what_cannot_be_written_is_told),
        cmocka_unit_test(a_full_disk_leaves_the_old_file),
        cmocka_unit_test(each_task_is_told_once_whatever_crashes),
        cmocka_unit_test(workers_that_cannot_begin_end_the_work),
        cmocka_unit_test(the_bar_fits_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
