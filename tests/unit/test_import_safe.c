/* The database is replaced as a whole: killed imports, two at once, full disks, links, modes, locks. IMPORT_KILLS=N in
 * the environment kills N imports instead of 20. */
#include "tests/support/import_fixture.h"
#include "tests/support/random_plan.h"

#include "base/clock.h"
#include "base/json.h"
#include "db/db.h"

#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define PLAN "pieni-2021-2024"

/* What a database must be at any moment: whole, with one plan of one of these titles. */
static bool is_whole(struct import_fixture *fixture, const char *id, int64_t *actions)
{
    struct db *db;
    struct buf faults;
    buf_init(&faults, MIB);
    import_forget(fixture);
    enum status status = db_open(fixture->path, &db, &fixture->job.err);
    if (status == STATUS_OK) {
        status = db_check(db, &fixture->job, &faults);
        db_close(db);
    }
    if (status == STATUS_OK) {
        char sql[160];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM actions JOIN plans USING (plan) WHERE plans.id = '%s'", id);
        *actions = number_in(fixture, sql);
    } else {
        print_error("%s: %s%s\n", status_name(status), fixture->job.err.text, faults.length > 0 ? faults.bytes : "");
    }
    buf_free(&faults);
    return status == STATUS_OK;
}

/* Imports in a child process, after `before` was called there; the child's status is db_import's. */
static pid_t import_in_child(struct import_fixture *fixture, const struct buf *text, void (*before)(void *),
                             void *context)
{
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child > 0)
        return child;
    if (before != NULL)
        before(context);
    _exit((int)import_text(fixture, text->bytes, text->length));
}

static int status_of(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- Killed ---- */

static void killed_imports_leave_the_old_or_the_new(void **state)
{
    struct import_fixture *fixture = *state;
    const struct random_size small = { 3, 2, 4, 3, 1 };
    const struct random_size large = { 12, 4, 8, 20, 2 };
    struct buf plans[2];
    int64_t actions[2], here = 0;
    const char *wanted = getenv("IMPORT_KILLS");
    int kills = wanted == NULL ? 20 : atoi(wanted);
    int64_t took = 0;
    for (int i = 0; i < 2; i++) {
        buf_init(&plans[i], 16 * MIB);
        random_plan(&plans[i], 7, i == 0 ? &small : &large);
        fixture->options.drop_orphans = true;
        took = clock_monotonic_us();
        assert_int_equal(import_text(fixture, plans[i].bytes, plans[i].length), STATUS_OK);
        took = clock_monotonic_us() - took;
        assert_true(is_whole(fixture, "satunnainen", &actions[i]));
    }
    assert_int_not_equal(actions[0], actions[1]);
    int died = 0, old = 0;
    for (int i = 0; i < kills; i++) {
        int next = here == actions[1] ? 0 : 1;
        int64_t until = clock_monotonic_us() + took * (i + 1) / kills + (i % 3) * 500;
        pid_t child = import_in_child(fixture, &plans[next], NULL, NULL);
        while (clock_monotonic_us() < until)
            usleep(100);
        kill(child, SIGKILL);
        if (status_of(child) == -1)
            died++;
        else
            took -= took / 4; /* done before that moment: a busy machine made the measure too long */
        assert_true(is_whole(fixture, "satunnainen", &here));
        assert_true(here == actions[0] || here == actions[1]);
        old += here != actions[next];
    }
    assert_true(died > kills / 5); /* else the moments were too late to tell anything */
    assert_true(old > 0);
    /* What they left lying about is swept by the next one */
    assert_int_equal(import_text(fixture, plans[0].bytes, plans[0].length), STATUS_OK);
    assert_int_equal(files_in(fixture->folder), 1);
    buf_free(&plans[0]);
    buf_free(&plans[1]);
}

static void a_lock_that_a_killed_one_left_does_not_block(void **state)
{
    struct import_fixture *fixture = *state;
    char name[PATH_MAX];
    static const char *const left[] = { ".lock", ".new", ".new-journal" };
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", fixture->path, left[i]);
        FILE *file = fopen(name, "w");
        assert_non_null(file);
        fputs("what a killed import left", file);
        fclose(file);
    }
    import_changed(fixture, NULL, NULL);
    assert_int_equal(files_in(fixture->folder), 1);
}

/* ---- Two at once ---- */

static void two_imports_wait_for_each_other(void **state)
{
    struct import_fixture *fixture = *state;
    enum { CHILDREN = 6 };
    pid_t children[CHILDREN];
    for (int i = 0; i < CHILDREN; i++) {
        char id[32];
        snprintf(id, sizeof id, "\"id\": \"plan-%d\"", i);
        change_small(fixture, &fixture->text, "\"id\": \"pieni-2021-2024\"", id, NULL);
        children[i] = import_in_child(fixture, &fixture->text, NULL, NULL);
    }
    for (int i = 0; i < CHILDREN; i++)
        assert_int_equal(status_of(children[i]), STATUS_OK);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans"), CHILDREN);
    assert_int_equal(files_in(fixture->folder), 1);
}

static void an_import_waits_for_who_holds_the_lock(void **state)
{
    struct import_fixture *fixture = *state;
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s.lock", fixture->path);
    int lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(lock); /* it is the parent's */
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDERR_FILENO); /* it says that it waits */
        _exit((int)import_text(fixture, fixture->small.bytes, fixture->small.length));
    }
    usleep(50000);
    assert_int_equal(waitpid(child, NULL, WNOHANG), 0);
    assert_int_not_equal(access(fixture->path, F_OK), 0);
    close(lock);
    assert_int_equal(status_of(child), STATUS_OK);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans"), 1);
}

/* Who held the lock removes its file; who waited for that file must not think that it has the lock now. */
static void a_lock_that_was_replaced_is_taken_anew(void **state)
{
    struct import_fixture *fixture = *state;
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s.lock", fixture->path);
    int first = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(first, LOCK_EX), 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(first);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        _exit((int)import_text(fixture, fixture->small.bytes, fixture->small.length));
    }
    usleep(50000);
    assert_int_equal(unlink(name), 0);
    int second = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(second, LOCK_EX), 0);
    close(first);
    usleep(50000);
    assert_int_equal(waitpid(child, NULL, WNOHANG), 0); /* it waits for the second one */
    close(second);
    assert_int_equal(status_of(child), STATUS_OK);
    assert_int_equal(files_in(fixture->folder), 1);
}

/* ---- Full and forbidden ---- */

static void limit_files(void *bytes)
{
    struct rlimit limit = { *(rlim_t *)bytes, *(rlim_t *)bytes };
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        _exit(99);
}

static void a_file_that_cannot_grow_changes_nothing(void **state)
{
    struct import_fixture *fixture = *state;
    const struct random_size size = { 20, 4, 8, 12, 2 };
    int64_t actions;
    import_changed(fixture, NULL, NULL);
    random_plan(&fixture->text, 3, &size);
    for (rlim_t bytes = 0; bytes < 400 * KIB; bytes += 40 * KIB + 512) {
        assert_int_equal(status_of(import_in_child(fixture, &fixture->text, limit_files, &bytes)), STATUS_IO);
        assert_int_equal(files_in(fixture->folder), 1);
        assert_true(is_whole(fixture, PLAN, &actions));
        assert_int_equal(actions, 10);
    }
}

/* A small file system of its own, where the machine lets us make one. */
static void a_disk_that_is_full_changes_nothing(void **state)
{
    struct import_fixture *fixture = *state;
    const struct random_size size = { 20, 4, 8, 12, 2 };
    random_plan(&fixture->text, 3, &size);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct stat before, after;
        if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
            mount("vuosikello", fixture->folder, "tmpfs", 0, "size=720k") != 0)
            _exit(99);
        if (import_text(fixture, fixture->small.bytes, fixture->small.length) != STATUS_OK ||
            stat(fixture->path, &before) != 0)
            _exit(1);
        if (import_text(fixture, fixture->text.bytes, fixture->text.length) != STATUS_IO)
            _exit(2);
        if (stat(fixture->path, &after) != 0 || before.st_ino != after.st_ino || files_in(fixture->folder) != 1)
            _exit(3);
        _exit(import_text(fixture, fixture->small.bytes, fixture->small.length) == STATUS_OK ? 0 : 4);
    }
    int status = status_of(child);
    if (status == 99)
        skip();
    assert_int_equal(status, 0);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    char path[sizeof fixture->path];
    memcpy(path, fixture->path, sizeof path);
    snprintf(fixture->path, sizeof fixture->path, "%s/no/plans.db", fixture->folder);
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_IO);
    assert_non_null(strstr(fixture->job.err.text, "No such file or directory"));
    memcpy(fixture->path, path, sizeof path);
}

static void become_nobody(void *folder)
{
    (void)folder;
    if (setgid(65534) != 0 || setuid(65534) != 0)
        _exit(99);
}

static void a_folder_that_is_not_ours_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    assert_int_equal(chmod(fixture->folder, 0555), 0);
    int status =
        status_of(import_in_child(fixture, &fixture->small, geteuid() == 0 ? become_nobody : NULL, fixture->folder));
    assert_int_equal(chmod(fixture->folder, 0755), 0);
    assert_int_equal(status, STATUS_IO);
    assert_int_equal(files_in(fixture->folder), 1);
}

/* ---- What the file is ---- */

static void the_mode_of_the_file_stays(void **state)
{
    struct import_fixture *fixture = *state;
    struct stat before, after;
    import_changed(fixture, NULL, NULL);
    assert_int_equal(chmod(fixture->path, 0640), 0);
    if (geteuid() == 0)
        assert_int_equal(chown(fixture->path, 65534, 65534), 0);
    assert_int_equal(stat(fixture->path, &before), 0);
    import_changed(fixture, NULL, NULL);
    assert_int_equal(stat(fixture->path, &after), 0);
    assert_int_equal(after.st_mode & 07777, 0640);
    assert_int_equal(after.st_uid, before.st_uid);
    assert_int_equal(after.st_gid, before.st_gid);
    assert_int_not_equal(after.st_ino, before.st_ino); /* another file: who reads the old one keeps it */
}

static void a_symbolic_link_is_followed(void **state)
{
    struct import_fixture *fixture = *state;
    struct stat link;
    char target[PATH_MAX];
    snprintf(target, sizeof target, "%s/real.db", fixture->folder);
    assert_int_equal(symlink("real.db", fixture->path), 0); /* to what is not there yet */
    import_changed(fixture, NULL, NULL);
    import_changed(fixture, NULL, NULL);
    assert_int_equal(lstat(fixture->path, &link), 0);
    assert_true(S_ISLNK(link.st_mode));
    assert_int_equal(lstat(target, &link), 0);
    assert_true(S_ISREG(link.st_mode));
    assert_int_equal(files_in(fixture->folder), 2);
}

static void links_in_a_ring_are_told(void **state)
{
    struct import_fixture *fixture = *state;
    assert_int_equal(symlink("plans.db", fixture->path), 0);
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_IO);
}

static void what_is_no_database_of_ours_stays_as_it_is(void **state)
{
    struct import_fixture *fixture = *state;
    FILE *file = fopen(fixture->path, "w");
    assert_non_null(file);
    fputs("A letter to the municipality. It is long enough to be taken for a database, if anybody were so minded, "
          "and tells of nothing else but the weather in Hamina, which was fair.",
          file);
    fclose(file);
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_DATA);
    assert_non_null(strstr(fixture->job.err.text, "file is not a database"));
    buf_reset(&fixture->text);
    read_whole(fixture->path, &fixture->text);
    assert_non_null(strstr(fixture->text.bytes, "A letter"));
    assert_int_equal(files_in(fixture->folder), 1);
}

static void another_programs_unfinished_change_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    char name[PATH_MAX];
    import_changed(fixture, NULL, NULL);
    snprintf(name, sizeof name, "%s-wal", fixture->path);
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs("something", file);
    fclose(file);
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_DATA);
    assert_non_null(strstr(fixture->job.err.text, "unfinished"));
}

/* ---- Memory ---- */

static void memory_that_is_out_changes_nothing(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    struct import_source source = { "plan.json", fixture->small.bytes, fixture->small.length };
    enum status status = STATUS_NOMEM;
    long count = 0;
    for (; status == STATUS_NOMEM; count++) {
        struct stat before, after;
        import_forget(fixture);
        arena_fail_after(fixture->job.arena, count);
        assert_int_equal(stat(fixture->path, &before), 0);
        status = db_import(fixture->path, &source, 1, &fixture->options, &fixture->result, &fixture->messages,
                           &fixture->job);
        assert_int_equal(stat(fixture->path, &after), 0);
        assert_true(status == STATUS_OK || before.st_ino == after.st_ino);
        assert_int_equal(files_in(fixture->folder), 1);
    }
    assert_int_equal(status, STATUS_OK);
    assert_true(count > 100);
}

/* SQLite's own memory, ever a little more of it. */
static void memory_that_is_out_in_sqlite_changes_nothing(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    enum status status = STATUS_NOMEM;
    int failed = 0;
    for (sqlite3_int64 most = sqlite3_memory_used() + 4096; status == STATUS_NOMEM; most += 20480) {
        sqlite3_hard_heap_limit64(most);
        status = import_text(fixture, fixture->small.bytes, fixture->small.length);
        sqlite3_hard_heap_limit64(0);
        failed += status == STATUS_NOMEM;
        assert_int_equal(files_in(fixture->folder), 1);
        assert_int_equal(number_in(fixture, "SELECT count(*) FROM actions"), 10);
    }
    if (status != STATUS_OK)
        fail_msg("%s: %s", status_name(status), fixture->job.err.text);
    assert_true(failed > 10);
}

static void memory_that_is_out_while_reading_json_changes_nothing(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    enum status status = STATUS_NOMEM;
    long count = 0;
    for (; status == STATUS_NOMEM; count += 7) {
        json_fail_after(count);
        status = import_text(fixture, fixture->small.bytes, fixture->small.length);
        assert_int_equal(files_in(fixture->folder), 1);
    }
    json_fail_after(-1);
    assert_int_equal(status, STATUS_OK);
    assert_true(count > 100);
}

static void a_deadline_changes_nothing(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    struct import_source source = { "plan.json", fixture->small.bytes, fixture->small.length };
    import_forget(fixture);
    fixture->job.deadline_us = clock_monotonic_us();
    assert_int_equal(
        db_import(fixture->path, &source, 1, &fixture->options, &fixture->result, &fixture->messages, &fixture->job),
        STATUS_DEADLINE);
    fixture->job.deadline_us = 0;
    assert_int_equal(files_in(fixture->folder), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, import_set_up, import_tear_down)
        TEST(killed_imports_leave_the_old_or_the_new),
        TEST(a_lock_that_a_killed_one_left_does_not_block),
        TEST(two_imports_wait_for_each_other),
        TEST(an_import_waits_for_who_holds_the_lock),
        TEST(a_lock_that_was_replaced_is_taken_anew),
        TEST(a_file_that_cannot_grow_changes_nothing),
        TEST(a_disk_that_is_full_changes_nothing),
        TEST(a_folder_that_is_not_there_is_told),
        TEST(a_folder_that_is_not_ours_is_told),
        TEST(the_mode_of_the_file_stays),
        TEST(a_symbolic_link_is_followed),
        TEST(links_in_a_ring_are_told),
        TEST(what_is_no_database_of_ours_stays_as_it_is),
        TEST(another_programs_unfinished_change_is_told),
        TEST(memory_that_is_out_changes_nothing),
        TEST(memory_that_is_out_in_sqlite_changes_nothing),
        TEST(memory_that_is_out_while_reading_json_changes_nothing),
        TEST(a_deadline_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
