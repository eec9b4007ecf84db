/* db_check: is the database whole? */
#include "db/db.h"

#include "base/hash.h"
#include "db/export.h"

#include <string.h>

struct checking {
    struct db *db;
    struct job *job;
    struct buf *out;
    size_t faults;
};

static void fault(struct checking *checking, const char *format, ...) PRINTF_LIKE(2, 3);
static void fault(struct checking *checking, const char *format, ...)
{
    struct err words = ERR_NONE;
    va_list args;
    va_start(args, format);
    err_vset(&words, STATUS_DATA, format, args);
    va_end(args);
    buf_printf(checking->out, "%s\n", words.text);
    checking->faults++;
}

/* Runs a check whose every row is a fault that `tell` words. */
static enum status check_rows(struct checking *checking, const char *sql,
                              void (*tell)(struct checking *checking, sqlite3_stmt *rows))
{
    sqlite3_stmt *rows;
    bool row = true;
    enum status status = sql_prepare(checking->db, sql, &rows, &checking->job->err);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &checking->job->err);
        if (status != STATUS_OK || !row)
            break;
        tell(checking, rows);
    }
    return status;
}

static void tell_page(struct checking *checking, sqlite3_stmt *rows)
{
    const char *text = (const char *)sqlite3_column_text(rows, 0);
    if (text != NULL && strcmp(text, "ok") != 0)
        fault(checking, "%s", text);
}

static void tell_reference(struct checking *checking, sqlite3_stmt *rows)
{
    const char *from = (const char *)sqlite3_column_text(rows, 0);
    const char *to = (const char *)sqlite3_column_text(rows, 2);
    fault(checking, "a row of %s refers to one of %s that is not there", from == NULL ? "?" : from, to == NULL ? "?" : to);
}

/* Each plan still gives the file whose digest was written down when it was imported. */
static enum status check_versions(struct checking *checking)
{
    static const char sql[] = "SELECT plan, id, version FROM plans ORDER BY id";
    sqlite3_stmt *rows;
    struct buf out;
    bool row = true;
    buf_init(&out, LIMIT_PLAN_FILE);
    enum status status = sql_prepare(checking->db, sql, &rows, &checking->job->err);
    while (status == STATUS_OK) {
        char version[HASH_HEX];
        status = sql_step(rows, &row, &checking->job->err);
        if (status != STATUS_OK || !row)
            break;
        buf_reset(&out);
        status = export_plan(checking->db, checking->job, sqlite3_column_int64(rows, 0), true, &out);
        if (status != STATUS_OK)
            break;
        hash_hex(out.bytes, out.length, version);
        const char *id = (const char *)sqlite3_column_text(rows, 1);
        const char *told = (const char *)sqlite3_column_text(rows, 2);
        if (id == NULL || told == NULL)
            status = err_set(&checking->job->err, STATUS_NOMEM, "out of memory");
        else if (strcmp(version, told) != 0)
            fault(checking, "the plan %s is not what was imported: its version is %s, it should be %s", id, version, told);
    }
    buf_free(&out);
    return status;
}

enum status db_check(struct db *db, struct job *job, struct buf *out)
{
    struct checking checking = { .db = db, .job = job, .out = out };
    enum status status = check_rows(&checking, "PRAGMA integrity_check", tell_page);
    if (status == STATUS_OK)
        status = check_rows(&checking, "PRAGMA foreign_key_check", tell_reference);
    if (status == STATUS_OK && checking.faults == 0)
        status = check_versions(&checking);
    if (status == STATUS_DATA) { /* too damaged to go on */
        buf_printf(out, "%s\n", job->err.text);
        checking.faults++;
    }
    if (status == STATUS_OK && checking.faults > 0)
        status = err_set(&job->err, STATUS_DATA, "faults in the database: %zu", checking.faults);
    return status;
}
