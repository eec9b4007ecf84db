/* db's inner header: SQLite, statements and rows. Only db's own files include it. */
#ifndef VK_DB_SQLITE_H
#define VK_DB_SQLITE_H

#include "base/job.h"
#include "db/codes.h"
#include "text/text.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/types.h>

#define SCHEMA_VERSION     3          /* user_version of db/schema.sql */
#define SCHEMA_APPLICATION 0x56754B65 /* application_id: "VuKe" */

#define SQL_STATEMENTS_MAX 128

/* An open database: SQLite's handle and the statements prepared so far, each kept until the close. */
struct db {
    sqlite3 *handle;
    struct {
        const char *sql; /* its address is the key */
        sqlite3_stmt *statement;
    } statements[SQL_STATEMENTS_MAX];
    size_t statement_count;

    /* The reader's: which file stands open */
    char *path;
    dev_t device;
    ino_t inode;
    off_t size;
    int64_t changed_ns; /* since 1970 */
};

/* What SQLite's result code asks of the caller, with its words in `err`: out of memory, disk, corrupt data, time limit,
 * else this program's fault. `format`: "reading the plan: %s", of what
 * SQLite says. */
enum status sql_fail(sqlite3 *handle, int code, const char *format, struct err *err);

/* The statement of `sql`, a string constant: prepared on the first call, reset and its bindings cleared on the others.
 * Not to be finalized by the caller. A statement still being stepped through may not be asked for again. */
enum status sql_prepare(struct db *db, const char *sql, sqlite3_stmt **out, struct err *err) MUST_USE;

/* Gives all statements back (before the handle is closed or the schema changed). */
void sql_finalize_all(struct db *db);

/* Binds `format`'s arguments from parameter 1 on, one character each: 'i' int64_t · 'n' int64_t, negative: NULL · 'd'
 * double · 'o' int and int64_t: NULL where the first is 0 · 'r' int and double: likewise · 's' const char *
 * (NUL-terminated; NULL: NULL) · 't' struct text (absent: NULL) · '0' no argument: NULL. Texts are not copied: they
 * must stay until the statement is reset. */
enum status sql_bind(sqlite3_stmt *statement, struct err *err, const char *format, ...) MUST_USE;
/* The same from parameter `first` on. */
enum status sql_vbind(sqlite3_stmt *statement, struct err *err, int first, const char *format, va_list args) MUST_USE;

/* The next row: `*row` true; at the end false, and the statement is reset. On failure the statement is reset too. */
enum status sql_step(sqlite3_stmt *statement, bool *row, struct err *err) MUST_USE;

/* Steps a statement that gives no row through to its end. */
enum status sql_run(sqlite3_stmt *statement, struct err *err) MUST_USE;

/* Runs SQL text that has neither parameters nor rows. */
enum status sql_script(sqlite3 *handle, const char *sql, struct err *err) MUST_USE;

/* A number that a pragma or another query of one value gives. */
enum status sql_number(sqlite3 *handle, const char *sql, int64_t *out, struct err *err) MUST_USE;

/* Columns of the row at hand, copied into the arena (whose failure is sticky). NULL gives the absent text, or NULL. */
struct text sql_text(sqlite3_stmt *statement, int column, enum lang lang, struct arena *arena);
const char *sql_string(sqlite3_stmt *statement, int column, struct arena *arena);

/* A whole number; `otherwise` where the column is NULL. */
int64_t sql_int(sqlite3_stmt *statement, int column, int64_t otherwise);

/* The enumeration's value of the column's code; `otherwise` where it is NULL or none of them. */
int sql_code(sqlite3_stmt *statement, int column, const struct codes *codes, int otherwise);

/* True where the column is NULL. */
static inline bool sql_null(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

#endif
