#include "db/sqlite.h"

#include <string.h>

enum status sql_fail(sqlite3 *handle, int code, const char *format, struct err *err)
{
    enum status status;
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return err_set(err, STATUS_NOMEM, "out of memory");
    case SQLITE_INTERRUPT:
        return err_set(err, STATUS_DEADLINE, "the time limit was reached");
    case SQLITE_CANTOPEN:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        status = STATUS_IO;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_SCHEMA:
        status = STATUS_DATA;
        break;
    case SQLITE_TOOBIG:
        status = STATUS_LIMIT;
        break;
    default:
        status = STATUS_BUG;
        break;
    }
    return err_set(err, status, format, handle != NULL ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
}

static void forget_bindings(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

enum status sql_prepare(struct db *db, const char *sql, sqlite3_stmt **out, struct err *err)
{
    *out = NULL;
    for (size_t i = 0; i < db->statement_count; i++) {
        if (db->statements[i].sql == sql) {
            *out = db->statements[i].statement;
            forget_bindings(*out);
            return STATUS_OK;
        }
    }
    if (db->statement_count == SQL_STATEMENTS_MAX)
        return err_set(err, STATUS_BUG, "more than %d statements", SQL_STATEMENTS_MAX);
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (code != SQLITE_OK)
        return sql_fail(db->handle, code, "preparing a query: %s", err);
    db->statements[db->statement_count].sql = sql;
    db->statements[db->statement_count].statement = statement;
    db->statement_count++;
    *out = statement;
    return STATUS_OK;
}

void sql_finalize_all(struct db *db)
{
    while (db->statement_count > 0)
        sqlite3_finalize(db->statements[--db->statement_count].statement);
}

/* Binds one argument of sql_bind's; SQLite's result code. */
static int bind_one(sqlite3_stmt *statement, int at, char kind, va_list *args)
{
    switch (kind) {
    case 'i':
        return sqlite3_bind_int64(statement, at, va_arg(*args, int64_t));
    case 'n': {
        int64_t number = va_arg(*args, int64_t);
        return number < 0 ? sqlite3_bind_null(statement, at) : sqlite3_bind_int64(statement, at, number);
    }
    case 'o': {
        int there = va_arg(*args, int);
        int64_t number = va_arg(*args, int64_t);
        return there ? sqlite3_bind_int64(statement, at, number) : sqlite3_bind_null(statement, at);
    }
    case 'r': {
        int there = va_arg(*args, int);
        double number = va_arg(*args, double);
        return there ? sqlite3_bind_double(statement, at, number) : sqlite3_bind_null(statement, at);
    }
    case 'd':
        return sqlite3_bind_double(statement, at, va_arg(*args, double));
    case 's':
        return sqlite3_bind_text(statement, at, va_arg(*args, const char *), -1, SQLITE_STATIC);
    case 't': {
        struct text text = va_arg(*args, struct text);
        return text_absent(text) ? sqlite3_bind_null(statement, at)
                                 : sqlite3_bind_text(statement, at, text.bytes, (int)text.length, SQLITE_STATIC);
    }
    case '0':
        return sqlite3_bind_null(statement, at);
    default:
        return SQLITE_MISUSE;
    }
}

enum status sql_vbind(sqlite3_stmt *statement, struct err *err, int first, const char *format, va_list args)
{
    int code = SQLITE_OK;
    va_list rest;
    va_copy(rest, args);
    for (int i = 0; code == SQLITE_OK && format[i] != '\0'; i++)
        code = bind_one(statement, first + i, format[i], &rest);
    va_end(rest);
    if (code != SQLITE_OK)
        return sql_fail(sqlite3_db_handle(statement), code, "binding: %s", err);
    return STATUS_OK;
}

enum status sql_bind(sqlite3_stmt *statement, struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    enum status status = sql_vbind(statement, err, 1, format, args);
    va_end(args);
    return status;
}

enum status sql_step(sqlite3_stmt *statement, bool *row, struct err *err)
{
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (*row)
        return STATUS_OK;
    enum status status = STATUS_OK;
    if (code != SQLITE_DONE)
        status = sql_fail(sqlite3_db_handle(statement), code, "the database: %s", err);
    sqlite3_reset(statement);
    return status;
}

enum status sql_run(sqlite3_stmt *statement, struct err *err)
{
    bool row = true;
    enum status status = STATUS_OK;
    while (row && status == STATUS_OK)
        status = sql_step(statement, &row, err);
    return status;
}

enum status sql_script(sqlite3 *handle, const char *sql, struct err *err)
{
    int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return sql_fail(handle, code, "the database: %s", err);
    return STATUS_OK;
}

enum status sql_number(sqlite3 *handle, const char *sql, int64_t *out, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    else
        status = sql_fail(handle, code, "the database: %s", err);
    sqlite3_finalize(statement);
    return status;
}

struct text sql_text(sqlite3_stmt *statement, int column, enum lang lang, struct arena *arena)
{
    struct text text = { NULL, 0, LANG_NONE };
    const char *bytes = (const char *)sqlite3_column_text(statement, column);
    if (bytes == NULL)
        return text;
    int length = sqlite3_column_bytes(statement, column);
    text.bytes = arena_text(arena, bytes, (size_t)length);
    if (text.bytes != NULL) {
        text.length = (uint32_t)length;
        text.lang = lang;
    }
    return text;
}

const char *sql_string(sqlite3_stmt *statement, int column, struct arena *arena)
{
    return sql_text(statement, column, LANG_NONE, arena).bytes;
}

int64_t sql_int(sqlite3_stmt *statement, int column, int64_t otherwise)
{
    return sql_null(statement, column) ? otherwise : sqlite3_column_int64(statement, column);
}

int sql_code(sqlite3_stmt *statement, int column, const struct codes *codes, int otherwise)
{
    return codes_value(codes, (const char *)sqlite3_column_text(statement, column), otherwise);
}
