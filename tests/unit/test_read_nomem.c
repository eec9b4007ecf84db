/* SQLite's own memory running out while a database is opened and read: told as such, or done without, never a crash. */
#include "db/sqlite.h"
#include "tests/support/plan_rows.h"
#include "tests/support/read_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static sqlite3_mem_methods machine;
static long remaining = -1; /* allocations until the one that fails; negative: none does */
static bool for_ever;       /* all later ones fail too */

static bool refused(void)
{
    if (remaining > 0)
        remaining--;
    else if (remaining == 0) {
        if (!for_ever)
            remaining = -1;
        return true;
    }
    return false;
}

static void *refusing_malloc(int size)
{
    return refused() ? NULL : machine.xMalloc(size);
}

static void *refusing_realloc(void *old, int size)
{
    return refused() ? NULL : machine.xRealloc(old, size);
}

static int set_up(void **state)
{
    (void)state;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &machine) != SQLITE_OK)
        return -1;
    sqlite3_mem_methods refusing = machine;
    refusing.xMalloc = refusing_malloc;
    refusing.xRealloc = refusing_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &refusing) == SQLITE_OK && sqlite3_initialize() == SQLITE_OK ? 0 : -1;
}

/* Opens and reads with the allocation after `count` failing. True where none was asked for any more. */
static bool try_with(const char *path, struct job *job, long count, size_t *told)
{
    struct db *db = NULL;
    arena_reset(job->arena);
    err_clear(&job->err);
    remaining = count;
    enum status status = db_open(path, &db, &job->err);
    if (status == STATUS_OK)
        status = ask_everything(db, job);
    bool whole = remaining > 0;
    remaining = -1;
    if (status != STATUS_OK && status != STATUS_NOMEM)
        fail_msg("allocation %ld: %s: %s", count, status_name(status), job->err.text);
    *told += status == STATUS_NOMEM;
    /* what stays open answers when there is memory again */
    if (db != NULL && status == STATUS_NOMEM) {
        arena_reset(job->arena);
        err_clear(&job->err);
        assert_int_equal(ask_everything(db, job), STATUS_OK);
    }
    db_close(db);
    return whole;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    const char *path = plan_rows_path("nomem.db");
    struct job job = { .arena = arena_new(16 * MIB) };
    plan_rows_write(path, plan_rows_sql);
    for (int round = 0; round < 2; round++) {
        size_t told = 0;
        long count = 0;
        for_ever = round == 1;
        while (!try_with(path, &job, count, &told))
            count += 1 + count / 60; /* each of the first ones, then ever fewer */
        assert_true(count > 500);
        assert_true(told > 50);
    }
    arena_free(job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(each_allocation_may_fail) };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
