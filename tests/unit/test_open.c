/* Opening the database, opening it anew, and files that are not what they should be. */
#include "db/sqlite.h"
#include "tests/support/plan_rows.h"
#include "tests/support/read_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void write_file(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static char *read_file(const char *path, size_t *length)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    char *bytes = malloc((size_t)about.st_size);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    *length = fread(bytes, 1, (size_t)about.st_size, file);
    fclose(file);
    return bytes;
}

static void opens_to(const char *path, enum status status, const char *words)
{
    struct err err = ERR_NONE;
    struct db *db = NULL;
    assert_int_equal(db_open(path, &db, &err), status);
    assert_int_equal(db != NULL, status == STATUS_OK);
    if (strstr(err.text, words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", err.text, words);
    db_close(db);
}

static void files_that_are_no_database_are_told(void **state)
{
    (void)state;
    const char *path = plan_rows_path("open.db");
    opens_to(path, STATUS_NOTFOUND, "there is no database");
    opens_to("/dev/null", STATUS_DATA, "is not a file");
    opens_to("", STATUS_NOTFOUND, "there is no database");
    write_file(path, "", 0);
    opens_to(path, STATUS_DATA, "is empty, not a database");
    write_file(path, "SQLite format 3", 15);
    opens_to(path, STATUS_DATA, "not a database");
    char noise[8192];
    memset(noise, 'x', sizeof noise);
    write_file(path, noise, sizeof noise);
    opens_to(path, STATUS_DATA, "not a database");
    db_close(NULL);
}

static void versions_are_checked(void **state)
{
    (void)state;
    const char *path = plan_rows_path("version.db");
    char sql[64];
    plan_rows_write(path, "");
    opens_to(path, STATUS_OK, "");
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", SCHEMA_VERSION + 1);
    plan_rows_change(path, sql);
    opens_to(path, STATUS_DATA, "newer version of this program (schema 4, this one reads 3): update this program");
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", SCHEMA_VERSION - 1);
    plan_rows_change(path, sql);
    opens_to(path, STATUS_DATA,
             "older version of this program (schema 2, this one reads 3): \"vuosikello init\" brings it up");
    plan_rows_change(path, "PRAGMA application_id = 7");
    opens_to(path, STATUS_DATA, "is a database of another program");
}

/* Names that an address would read otherwise. */
static void any_name_is_opened(void **state)
{
    (void)state;
    static const char *const names[] = { "a b.db", "100%41.db", "why?.db",       "#.db",
                                         "ä→.db",  ":memory:",  "a&mode=memory", "'\"\\.db" };
    char back[4096];
    assert_non_null(getcwd(back, sizeof back));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = plan_rows_path(names[i]);
        const char *plain = plan_rows_path("plain.db");
        plan_rows_write(plain, "");
        assert_int_equal(rename(plain, path), 0);
        opens_to(path, STATUS_OK, "");
        char folder[256];
        snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
        assert_int_equal(chdir(folder), 0);
        opens_to(names[i], STATUS_OK, "");
        assert_int_equal(chdir(back), 0);
        char doubled[300];
        snprintf(doubled, sizeof doubled, "/%s", path);
        opens_to(doubled, STATUS_OK, "");
    }
}

/* Neither a journal nor a lock file appears, and the file and its folder may be read-only. */
static void reading_leaves_no_trace(void **state)
{
    (void)state;
    const char *path = plan_rows_path("trace.db");
    struct job job = { .arena = arena_new(MIB) };
    struct db *db;
    plan_rows_write(path, plan_rows_sql);
    assert_int_equal(chmod(path, 0400), 0);
    assert_int_equal(db_open(path, &db, &job.err), STATUS_OK);
    assert_int_equal(ask_everything(db, &job), STATUS_OK);
    char other[300];
    static const char *const ends[] = { "-journal", "-wal", "-shm" };
    for (size_t i = 0; i < 3; i++) {
        snprintf(other, sizeof other, "%s%s", path, ends[i]);
        assert_int_not_equal(access(other, F_OK), 0);
    }
    db_close(db);
    arena_free(job.arena);
}

static size_t plan_count(struct db *db, struct job *job)
{
    struct plan_summary *plans;
    size_t count;
    arena_reset(job->arena);
    assert_int_equal(db_plans(db, job, LANG_NONE, &plans, &count), STATUS_OK);
    return count;
}

static void a_replaced_file_is_opened_anew(void **state)
{
    (void)state;
    const char *path = plan_rows_path("replaced.db");
    struct job job = { .arena = arena_new(MIB) };
    struct db *db;
    plan_rows_write(path, plan_rows_sql);
    assert_int_equal(db_open(path, &db, &job.err), STATUS_OK);
    assert_int_equal(plan_count(db, &job), 4);
    const sqlite3 *handle = db->handle;
    assert_int_equal(db_refresh(db, &job.err), STATUS_OK);
    assert_ptr_equal(db->handle, handle); /* the same file: nothing is done */
    assert_true(db->statement_count > 0);

    plan_rows_write(path, "");
    assert_int_equal(plan_count(db, &job), 4); /* not before it is asked to */
    assert_int_equal(db_refresh(db, &job.err), STATUS_OK);
    assert_int_equal(plan_count(db, &job), 0);

    assert_int_equal(unlink(path), 0);
    assert_int_equal(db_refresh(db, &job.err), STATUS_OK);
    assert_int_equal(plan_count(db, &job), 0);
    assert_int_equal(db_ping(db, &job.err), STATUS_OK);

    write_file(path, "what is this", 12);
    assert_int_equal(db_refresh(db, &job.err), STATUS_DATA);
    assert_true(strstr(job.err.text, "not a database") != NULL);
    err_clear(&job.err);
    assert_int_equal(plan_count(db, &job), 0);

    plan_rows_write(path, plan_rows_sql);
    assert_int_equal(db_refresh(db, &job.err), STATUS_OK);
    assert_int_equal(plan_count(db, &job), 4);
    db_close(db);
    arena_free(job.arena);
}

/* What a row may not hold is told as damage; what it refers to must be there. Constraints are off, as in a file that
 * was damaged. */
static void rows_that_no_import_writes_are_damage(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE areas SET parent = 2 WHERE area = 0",
        "UPDATE areas SET parent = 99 WHERE area = 0",
        "UPDATE areas SET kind = 'town' WHERE area = 0",
        "UPDATE plans SET area = 17 WHERE id = 'p'",
        "UPDATE plans SET language = 'xx' WHERE id = 'p'",
        "UPDATE plans SET from_year = 1000000 WHERE id = 'p'",
        "DELETE FROM areas WHERE area = 0",
        "UPDATE members SET organisation = 50",
        "UPDATE members SET area = -1",
        "UPDATE organisation_areas SET area = 3 WHERE organisation = 0",
        "UPDATE successions SET predecessor = 3 WHERE position = 0",
        "INSERT INTO plan_columns VALUES (7, 8, 'x', 'h', NULL), (7, 9, 'y', 'h', NULL), (7, 10, 'z', 'h', NULL), (7, "
        "11, 'w', 'h', NULL)",
        "INSERT INTO plan_columns VALUES (7, 3, 'measure', 'h', NULL), (7, 4, 'schedule', 'h', NULL), (7, 5, 'actors', "
        "'h', NULL),"
        " (7, 6, 'monitoring', 'h', NULL), (7, 7, 'another', 'h', NULL)",
        "UPDATE subgoals SET goal = 1 WHERE subgoal = 0",
        "DELETE FROM subgoals; DELETE FROM indicator_subgoals", /* once actions had no organisation then */
        "UPDATE subgoals SET goal = 9 WHERE subgoal = 2",
        "UPDATE subgoals SET subgoal = 8 WHERE subgoal = 2",
        "UPDATE subgoals SET age_group = 2 WHERE subgoal = 2",
        "UPDATE subgoals SET based_on_subgoal = NULL",
        "UPDATE actions SET organisation = 3 WHERE action = 6",
        "UPDATE actions SET subgoal = 3 WHERE action = 6",
        "UPDATE cells SET field = 'else' WHERE action = 6 AND field = 'resources'",
        "UPDATE referents SET field = 'else' WHERE position = 0",
        "UPDATE referents SET to_byte = 99",
        "UPDATE referents SET from_byte = to_byte + 1",
        "UPDATE followups SET status = 'no' WHERE action = 0",
        "DELETE FROM followups WHERE action = 0 AND year = 2021",
        "UPDATE figures SET value = 9e999 WHERE position = 0",
        "UPDATE figures SET truth = 2 WHERE truth = 1",
        "UPDATE indicators SET theme = 2 WHERE indicator = 0",
        "UPDATE indicators SET decimals = 400 WHERE indicator = 0",
        "UPDATE indicator_subgoals SET subgoal = 3 WHERE position = 0 AND indicator = 0",
        "DELETE FROM series WHERE indicator = 1",
        "UPDATE series SET population = 2 WHERE series = 0",
        "UPDATE observations SET area = 3 WHERE series = 0 AND area = 1",
        "UPDATE observations SET year = 1500 WHERE series = 3",
        "UPDATE events SET month = 13 WHERE event = 0",
        "UPDATE events SET to_month = 0 WHERE event = 0",
        "UPDATE translations SET lang = 'xx' WHERE entity = 'goals'",
        "DROP TABLE events",
        "ALTER TABLE cells RENAME COLUMN owner TO landlord",
    };
    const char *path = plan_rows_path("rows.db");
    struct job job = { .arena = arena_new(16 * MIB) };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct db *db;
        char sql[512];
        plan_rows_write(path, plan_rows_sql);
        snprintf(sql, sizeof sql, "PRAGMA ignore_check_constraints = ON; %s", changes[i]);
        plan_rows_change(path, sql);
        arena_reset(job.arena);
        err_clear(&job.err);
        assert_int_equal(db_open(path, &db, &job.err), STATUS_OK);
        enum status status = ask_everything(db, &job);
        if (status != STATUS_DATA || strstr(job.err.text, "damaged") == NULL)
            fail_msg("%s: %s (%s)", changes[i], status_name(status), job.err.text);
        db_close(db);
    }
    arena_free(job.arena);
}

/* A deterministic row of numbers (xorshift). */
static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Bytes flipped anywhere in the file: an error or an answer, never this program's fault, never a crash. */
static void damaged_bytes_are_an_error_never_a_crash(void **state)
{
    (void)state;
    const char *path = plan_rows_path("whole.db");
    const char *damaged = plan_rows_path("damaged.db");
    struct job job = { .arena = arena_new(16 * MIB) };
    uint32_t seed = 20240229;
    size_t length;
    size_t told = 0;
    plan_rows_write(path, plan_rows_sql);
    char *bytes = read_file(path, &length);
    char *copy = malloc(length);
    for (int trial = 0; trial < 600; trial++) {
        struct db *db = NULL;
        memcpy(copy, bytes, length);
        for (uint32_t flips = 1 + next_random(&seed) % 8; flips > 0; flips--)
            copy[next_random(&seed) % length] ^= (char)(1 + next_random(&seed) % 255);
        write_file(damaged, copy, trial % 10 == 9 ? length - next_random(&seed) % length : length);
        arena_reset(job.arena);
        err_clear(&job.err);
        enum status status = db_open(damaged, &db, &job.err);
        if (status == STATUS_OK)
            status = ask_everything(db, &job);
        if (status == STATUS_BUG)
            fail_msg("trial %d: %s", trial, job.err.text);
        told += status != STATUS_OK;
        db_close(db);
    }
    assert_in_range(told, 100, 599);
    free(copy);
    free(bytes);
    arena_free(job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_that_are_no_database_are_told),
        cmocka_unit_test(versions_are_checked),
        cmocka_unit_test(any_name_is_opened),
        cmocka_unit_test(reading_leaves_no_trace),
        cmocka_unit_test(a_replaced_file_is_opened_anew),
        cmocka_unit_test(rows_that_no_import_writes_are_damage),
        cmocka_unit_test(damaged_bytes_are_an_error_never_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
