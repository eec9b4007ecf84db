/* Exporting plans: importing the export into an empty database and exporting again gives the same bytes. */
#include "tests/support/golden.h"
#include "tests/support/import_fixture.h"
#include "tests/support/random_plan.h"
#include "tests/support/same_plan.h"

#include "db/db.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Imports the text into an empty database and exports it, then once more from what came out; both mean what the text
 * meant. */
static void go_round(struct import_fixture *fixture, const char *name, const struct buf *text)
{
    struct buf once, twice;
    char plan[65];
    buf_init(&once, LIMIT_PLAN_FILE);
    buf_init(&twice, LIMIT_PLAN_FILE);
    for (int round = 0; round < 2; round++) {
        unlink(fixture->path);
        enum status status =
            import_text(fixture, round == 0 ? text->bytes : once.bytes, round == 0 ? text->length : once.length);
        if (status != STATUS_OK)
            fail_msg("%s: %s: %s\n%s", name, status_name(status), fixture->job.err.text, fixture->messages.bytes);
        memcpy(plan, fixture->result.plan, sizeof plan);
        export_to(fixture, plan, round == 0 ? &once : &twice);
    }
    assert_same_plan(text, &once);
    assert_int_equal(once.length, twice.length);
    assert_memory_equal(once.bytes, twice.bytes, once.length);
    buf_free(&once);
    buf_free(&twice);
}

static void the_small_plan_is_exported_in_its_canonical_form(void **state)
{
    struct import_fixture *fixture = *state;
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_OK);
    export_to(fixture, "pieni-2021-2024", &fixture->text);
    golden_check("export", "small", &fixture->text);
}

static void the_export_of_an_export_is_the_same(void **state)
{
    struct import_fixture *fixture = *state;
    go_round(fixture, "small", &fixture->small);
}

static void random_plans_come_back_the_same(void **state)
{
    struct import_fixture *fixture = *state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        char name[32];
        struct random_size size = { 1 + (int)seed % 4, 1 + (int)seed % 3, (int)seed % 5 + 1, (int)seed % 7,
                                    (int)seed % 3 };
        snprintf(name, sizeof name, "seed %d", (int)seed);
        random_plan(&fixture->text, seed, &size);
        go_round(fixture, name, &fixture->text);
    }
}

/* All plan files of a folder; false where there is no such folder. */
static bool folder_goes_round(struct import_fixture *fixture, const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[PATH_MAX];
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 5, ".json") != 0)
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        buf_reset(&fixture->text);
        read_whole(name, &fixture->text);
        go_round(fixture, name, &fixture->text);
    }
    closedir(folder);
    return true;
}

static void the_sample_plans_come_back_the_same(void **state)
{
    if (!folder_goes_round(*state, "db/sample"))
        skip();
}

static void the_plans_of_PLANS_come_back_the_same(void **state)
{
    const char *plans = getenv("PLANS");
    if (plans == NULL || plans[0] == '\0' || !folder_goes_round(*state, plans))
        skip();
}

static void authors_are_left_out_where_asked(void **state)
{
    struct import_fixture *fixture = *state;
    struct db *db;
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_OK);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    buf_reset(&fixture->text);
    assert_int_equal(db_export(db, &fixture->job, "pieni-2021-2024", false, &fixture->text), STATUS_OK);
    assert_null(strstr(fixture->text.bytes, "\"author\""));
    assert_null(strstr(fixture->text.bytes, "Laatija"));
    assert_non_null(strstr(fixture->text.bytes, "Tehty."));
    db_close(db);
}

static void an_unknown_plan_is_not_found(void **state)
{
    struct import_fixture *fixture = *state;
    struct db *db;
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_OK);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_export(db, &fixture->job, "muu", true, &fixture->text), STATUS_NOTFOUND);
    assert_string_equal(fixture->job.err.text, "there is no plan \"muu\"");
    db_close(db);
}

static void a_buffer_that_is_full_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    struct db *db;
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_OK);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    for (size_t room = 0; room < 6000; room += 97) {
        struct buf out;
        buf_init(&out, room);
        err_clear(&fixture->job.err);
        assert_int_equal(db_export(db, &fixture->job, "pieni-2021-2024", true, &out), STATUS_LIMIT);
        buf_free(&out);
    }
    db_close(db);
}

static void memory_that_is_out_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    struct db *db;
    struct job *job = &fixture->job;
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_OK);
    assert_int_equal(db_open(fixture->path, &db, &job->err), STATUS_OK);
    enum status status = STATUS_NOMEM;
    long count = 0;
    for (; status == STATUS_NOMEM; count++) {
        import_forget(fixture);
        buf_reset(&fixture->text);
        arena_fail_after(job->arena, count);
        status = db_export(db, job, "pieni-2021-2024", true, &fixture->text);
    }
    assert_int_equal(status, STATUS_OK);
    assert_true(count > 3);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, import_set_up, import_tear_down)
        TEST(the_small_plan_is_exported_in_its_canonical_form),
        TEST(the_export_of_an_export_is_the_same),
        TEST(random_plans_come_back_the_same),
        TEST(the_sample_plans_come_back_the_same),
        TEST(the_plans_of_PLANS_come_back_the_same),
        TEST(authors_are_left_out_where_asked),
        TEST(an_unknown_plan_is_not_found),
        TEST(a_buffer_that_is_full_is_told),
        TEST(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
