/* Taking a plan out, backing up, checking, bringing the schema up to date; and the small helpers of importing. */
#include "tests/support/import_fixture.h"

#include "db/db.h"
#include "db/findings.h"
#include "db/index.h"
#include "db/migrate.h"
#include "db/nearest.h"
#include "db/planfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PLAN "pieni-2021-2024"

static enum status check(struct import_fixture *fixture, const char *path, struct buf *faults)
{
    struct db *db;
    import_forget(fixture);
    buf_reset(faults);
    enum status status = db_open(path, &db, &fixture->job.err);
    if (status != STATUS_OK)
        return status;
    status = db_check(db, &fixture->job, faults);
    db_close(db);
    return status;
}

/* Changes the database behind the program's back. */
static void meddle(const char *path, const char *sql)
{
    sqlite3 *handle;
    struct err err = ERR_NONE;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sql_script(handle, sql, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.text);
    sqlite3_close(handle);
}

/* ---- Remove ---- */

static void a_plan_is_taken_out_and_the_others_stay(void **state)
{
    struct import_fixture *fixture = *state;
    static const char *const tables[] = { "actions",  "cells", "observations", "translations",
                                          "warnings", "areas", "series" };
    struct buf faults;
    buf_init(&faults, MIB);
    import_changed(fixture, NULL, NULL);
    import_changed(fixture, "\"id\": \"pieni-2021-2024\"", "\"id\": \"toinen\"");
    import_forget(fixture);
    assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_OK);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans WHERE id = 'toinen'"), 1);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans"), 1);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM actions"), 10);
    assert_int_equal(check(fixture, fixture->path, &faults), STATUS_OK);
    import_forget(fixture);
    assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_NOTFOUND);
    assert_string_equal(fixture->job.err.text, "there is no plan \"" PLAN "\"");
    import_forget(fixture);
    assert_int_equal(db_remove(fixture->path, "toinen", &fixture->job), STATUS_OK);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", tables[i]);
        assert_int_equal(number_in(fixture, sql), 0);
    }
    assert_int_equal(files_in(fixture->folder), 1);
    buf_free(&faults);
}

static void nothing_is_made_where_there_is_no_database(void **state)
{
    struct import_fixture *fixture = *state;
    assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_NOTFOUND);
    assert_int_equal(files_in(fixture->folder), 0);
}

/* ---- Backup ---- */

static void a_backup_is_the_whole_database(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf faults;
    char target[160];
    buf_init(&faults, MIB);
    snprintf(target, sizeof target, "%s/copy.db", fixture->folder);
    import_changed(fixture, NULL, NULL);
    for (int round = 0; round < 2; round++) { /* the second replaces the first */
        import_forget(fixture);
        assert_int_equal(db_backup(fixture->path, target, &fixture->job), STATUS_OK);
        assert_int_equal(check(fixture, target, &faults), STATUS_OK);
    }
    assert_int_equal(files_in(fixture->folder), 2);
    import_forget(fixture);
    assert_int_equal(db_backup(fixture->path, fixture->path, &fixture->job), STATUS_BADREQ);
    import_forget(fixture);
    assert_int_equal(db_backup("/nowhere/plans.db", target, &fixture->job), STATUS_IO);
    import_forget(fixture);
    assert_int_equal(db_backup("tests/data/small.json", target, &fixture->job), STATUS_DATA);
    assert_int_equal(check(fixture, target, &faults), STATUS_OK); /* the old backup is still there */
    assert_int_equal(files_in(fixture->folder), 2);
    buf_free(&faults);
}

/* ---- Check ---- */

static void faults_are_told(void **state)
{
    static const struct {
        const char *sql, *faults;
    } rows[] = {
        { "UPDATE cells SET text = 'muuta' WHERE action = 0 AND field = 'action'",
          "the plan " PLAN " is not what was imported" },
        { "PRAGMA foreign_keys = OFF; DELETE FROM organisations WHERE id = 'kunta'", "a row of " },
        { "PRAGMA foreign_keys = OFF; DELETE FROM populations",
          "a row of series refers to one of populations that is not there" },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'actions_by_subgoal'",
          "actions_by_subgoal" },
    };
    struct import_fixture *fixture = *state;
    struct buf faults;
    buf_init(&faults, MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unlink(fixture->path);
        import_changed(fixture, NULL, NULL);
        assert_int_equal(check(fixture, fixture->path, &faults), STATUS_OK);
        assert_int_equal(faults.length, 0);
        meddle(fixture->path, rows[i].sql);
        assert_int_equal(check(fixture, fixture->path, &faults), STATUS_DATA);
        if (strstr(faults.bytes, rows[i].faults) == NULL)
            fail_msg("%s is not in\n%s", rows[i].faults, faults.bytes);
    }
    buf_free(&faults);
}

/* ---- The schema ---- */

static void a_database_is_made_or_kept(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf faults;
    buf_init(&faults, MIB);
    assert_int_equal(db_init(fixture->path, &fixture->job.err), STATUS_OK);
    assert_int_equal(check(fixture, fixture->path, &faults), STATUS_OK);
    meddle(fixture->path, "CREATE TABLE kept (x)");
    assert_int_equal(db_init(fixture->path, &fixture->job.err), STATUS_OK);
    meddle(fixture->path, "INSERT INTO kept VALUES (1)"); /* fails where it is not kept */
    assert_int_equal(db_init("/nowhere/none.db", &fixture->job.err), STATUS_IO);
    import_forget(fixture);
    buf_free(&faults);
}

static const char *scripts(const char *name)
{
    if (strcmp(name, "db/schema.sql") == 0)
        return "CREATE TABLE newest (a)";
    if (strcmp(name, "db/migrate-2.sql") == 0)
        return "CREATE TABLE two (a)";
    if (strcmp(name, "db/migrate-3.sql") == 0)
        return "CREATE TABLE three (a); INSERT INTO two VALUES (3)";
    if (strcmp(name, "db/migrate-4.sql") == 0)
        return "CREATE TABLE four (a); SELECT no_such_function()";
    return NULL;
}

static void migrations_run_in_order_and_whole(void **state)
{
    (void)state;
    sqlite3 *handle;
    struct err err = ERR_NONE;
    int64_t number = 0;
    int version;
    assert_int_equal(sqlite3_open(":memory:", &handle), SQLITE_OK);
    assert_int_equal(schema_version(handle, &version, &err), STATUS_OK);
    assert_int_equal(version, 0);
    assert_int_equal(schema_update_to(handle, 1, scripts, &err), STATUS_OK);
    assert_int_equal(schema_update_to(handle, 3, scripts, &err), STATUS_OK);
    assert_int_equal(sql_number(handle, "SELECT a FROM two", &number, &err), STATUS_OK);
    assert_int_equal(number, 3);
    assert_int_equal(sql_number(handle, "PRAGMA user_version", &number, &err), STATUS_OK);
    assert_int_equal(number, 3);
    assert_int_equal(schema_update_to(handle, 3, scripts, &err), STATUS_OK); /* nothing to do */
    assert_int_not_equal(schema_update_to(handle, 4, scripts, &err), STATUS_OK);
    err_clear(&err);
    assert_int_equal(sql_number(handle, "SELECT count(*) FROM sqlite_schema", &number, &err), STATUS_OK);
    assert_int_equal(number, 3); /* nothing of the fourth */
    assert_int_equal(schema_update_to(handle, 5, scripts, &err), STATUS_BUG);
    err_clear(&err);
    assert_int_equal(sql_script(handle, "PRAGMA user_version = 99", &err), STATUS_OK);
    assert_int_equal(schema_version(handle, &version, &err), STATUS_DATA); /* newer than the program */
    assert_non_null(strstr(err.text, "newer program"));
    sqlite3_close(handle);
}

static void another_programs_database_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    meddle(fixture->path, "CREATE TABLE songs (name)");
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_DATA);
    assert_non_null(strstr(fixture->job.err.text, "plans.db: this is a database, but not Vuosikello's"));
    unlink(fixture->path);
    import_changed(fixture, NULL, NULL);
    meddle(fixture->path, "PRAGMA user_version = 99");
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_DATA);
    assert_non_null(strstr(fixture->job.err.text, "newer program"));
}

/* ---- Helpers ---- */

static void the_nearest_word_is_found(void **state)
{
    (void)state;
    static const char *const words[] = { "title", "part", "slogans", "goal_label", "tolerance" };
    static const struct {
        const char *word, *nearest;
    } rows[] = { { "titel", "title" },
                 { "tilte", "title" },
                 { "titles", "title" },
                 { "titl", "title" },
                 { "goallabel", "goal_label" },
                 { "parts", "part" },
                 { "x", NULL },
                 { "", NULL },
                 { "area", NULL },
                 { "tolerence", "tolerance" },
                 { "TITLE", NULL } };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nearest nearest = nearest_begin(rows[i].word);
        for (size_t j = 0; j < sizeof words / sizeof words[0]; j++)
            nearest_offer(&nearest, words[j]);
        nearest_offer(&nearest, NULL);
        if (rows[i].nearest == NULL)
            assert_null(nearest.best);
        else
            assert_string_equal(nearest.best, rows[i].nearest);
    }
    char huge[200];
    memset(huge, 'a', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    struct nearest nearest = nearest_begin(huge);
    nearest_offer(&nearest, huge);
    assert_null(nearest.best); /* never looked at */
}

static void indexes_find_the_first_of_equals(void **state)
{
    struct import_fixture *fixture = *state;
    struct arena *arena = fixture->job.arena;
    struct id_index ids;
    struct number_index numbers;
    assert_true(id_index_new(&ids, 4, arena));
    id_index_add(&ids, "b", 0);
    id_index_add(&ids, NULL, 1);
    id_index_add(&ids, "a", 2);
    id_index_add(&ids, "b", 3);
    id_index_sort(&ids);
    assert_int_equal(ids.count, 3);
    assert_int_equal(id_index_lookup(&ids, "a"), 2);
    assert_int_equal(id_index_lookup(&ids, "b"), 0);
    assert_true(id_index_lookup(&ids, "c") == ROW_NONE);
    assert_true(number_index_new(&numbers, 3, arena));
    assert_int_equal(number_index_find(&numbers, 0, 0, 0), 0);
    number_index_add(&numbers, 1, 2, 3, 9);
    number_index_add(&numbers, 1, 2, 2, 8);
    number_index_add(&numbers, 1, 2, 3, 7);
    number_index_sort(&numbers);
    size_t at = number_index_find(&numbers, 1, 2, 3);
    assert_int_equal(numbers.items[at].row, 7);
    assert_true(number_index_repeats(&numbers, at + 1));
    assert_false(number_index_repeats(&numbers, at));
    assert_int_equal(number_index_find(&numbers, 1, 3, 0), numbers.count);
    arena_fail_after(arena, 0);
    assert_false(id_index_new(&ids, 4, arena));
    arena_reset(arena);
    arena_fail_after(arena, 0);
    assert_false(number_index_new(&numbers, 4, arena));
}

static void pointers_and_quotes_fit_their_line(void **state)
{
    (void)state;
    struct place top = { .key = "a/b~c" };
    struct place item = { .within = &top, .at = 12 };
    struct place key = { .within = &item, .key = "" };
    assert_string_equal(pointer_of_place(NULL).text, "");
    assert_string_equal(pointer_of_place(&item).text, "/a~1b~0c/12");
    assert_string_equal(pointer_of_place(&key).text, "/a~1b~0c/12/");
    assert_string_equal(quote_of("a\nb\x1B[0m\0z", 8).text, "a\\nb\\u001b[0m\\u0000");
    assert_string_equal(quote_of("\xFF\xE2\x80\xAE", 4).text, "\xEF\xBF\xBD\\u202e");
    char huge[1000];
    memset(huge, '\x01', sizeof huge);
    assert_true(strlen(quote_of(huge, sizeof huge).text) < QUOTE_MAX);
    struct place deep[64];
    memset(huge, 'k', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    for (size_t i = 0; i < 64; i++)
        deep[i] = (struct place){ .within = i == 0 ? NULL : &deep[i - 1], .key = huge };
    assert_true(strlen(pointer_of_place(&deep[63]).text) < POINTER_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, import_set_up, import_tear_down)
        TEST(a_database_is_made_or_kept),
        TEST(a_plan_is_taken_out_and_the_others_stay),
        TEST(nothing_is_made_where_there_is_no_database),
        TEST(a_backup_is_the_whole_database),
        TEST(faults_are_told),
        TEST(migrations_run_in_order_and_whole),
        TEST(another_programs_database_is_told),
        TEST(the_nearest_word_is_found),
        TEST(indexes_find_the_first_of_equals),
        TEST(pointers_and_quotes_fit_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
