#include "tests/support/import_fixture.h"

#include "db/db.h"
#include "db/sqlite.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

int import_set_up(void **state)
{
    struct import_fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return -1;
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/vuosikello-import-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return -1;
    snprintf(fixture->path, sizeof fixture->path, "%s/plans.db", fixture->folder);
    fixture->job.arena = arena_new(512 * MIB);
    fixture->options.lang = LANG_EN;
    buf_init(&fixture->messages, 4 * MIB);
    buf_init(&fixture->small, 4 * MIB);
    buf_init(&fixture->text, 64 * MIB);
    read_whole("tests/data/small.json", &fixture->small);
    *state = fixture;
    return 0;
}

int import_tear_down(void **state)
{
    struct import_fixture *fixture = *state;
    DIR *folder = opendir(fixture->folder);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char name[PATH_MAX];
        snprintf(name, sizeof name, "%s/%s", fixture->folder, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(name);
    }
    if (folder != NULL)
        closedir(folder);
    rmdir(fixture->folder);
    arena_free(fixture->job.arena);
    buf_free(&fixture->messages);
    buf_free(&fixture->small);
    buf_free(&fixture->text);
    free(fixture);
    return 0;
}

void import_forget(struct import_fixture *fixture)
{
    arena_reset(fixture->job.arena);
    arena_fail_after(fixture->job.arena, -1);
    err_clear(&fixture->job.err);
    buf_reset(&fixture->messages);
    memset(&fixture->result, 0, sizeof fixture->result);
}

void read_whole(const char *path, struct buf *out)
{
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is not there", path);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buf_add(out, block, got);
    fclose(file);
    assert_int_equal(buf_status(out), STATUS_OK);
}

enum status import_text(struct import_fixture *fixture, const char *bytes, size_t length)
{
    struct import_source source = { "plan.json", bytes, length };
    import_forget(fixture);
    return db_import(fixture->path, &source, 1, &fixture->options, &fixture->result, &fixture->messages, &fixture->job);
}

bool replace_once(struct buf *text, const char *find, const char *put)
{
    const char *at = strstr(text->bytes, find);
    if (at == NULL || strstr(at + 1, find) != NULL)
        return false;
    struct buf changed;
    buf_init(&changed, text->maximum);
    buf_add(&changed, text->bytes, (size_t)(at - text->bytes));
    buf_text(&changed, put);
    buf_text(&changed, at + strlen(find));
    buf_reset(text);
    buf_add(text, changed.bytes, changed.length);
    buf_free(&changed);
    return true;
}

void change_small(struct import_fixture *fixture, struct buf *out, const char *find, const char *put, ...)
{
    va_list args;
    buf_reset(out);
    buf_add(out, fixture->small.bytes, fixture->small.length);
    va_start(args, put);
    for (; find != NULL; find = va_arg(args, const char *), put = find == NULL ? NULL : va_arg(args, const char *))
        if (!replace_once(out, find, put))
            fail_msg("\"%s\" does not stand once in the small plan", find);
    va_end(args);
}

void import_changed(struct import_fixture *fixture, const char *find, const char *put)
{
    change_small(fixture, &fixture->text, find, put, NULL);
    enum status status = import_text(fixture, fixture->text.bytes, fixture->text.length);
    if (status != STATUS_OK)
        fail_msg("%s: %s\n%s", status_name(status), fixture->job.err.text,
                 fixture->messages.length > 0 ? fixture->messages.bytes : "");
}

void export_to(struct import_fixture *fixture, const char *plan, struct buf *out)
{
    struct db *db;
    buf_reset(out);
    import_forget(fixture);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_export(db, &fixture->job, plan, true, out), STATUS_OK);
    db_close(db);
}

size_t files_in(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

int64_t number_in(struct import_fixture *fixture, const char *sql)
{
    struct db *db;
    int64_t number = 0;
    struct err err = ERR_NONE;
    assert_int_equal(db_open(fixture->path, &db, &err), STATUS_OK);
    if (sql_number(db->handle, sql, &number, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.text);
    db_close(db);
    return number;
}
