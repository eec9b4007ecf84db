#include "db/reader.h"

#include <math.h>
#include <string.h>

bool reader_failed(struct reader *reader)
{
    return reader->job->err.status != STATUS_OK || arena_failed(reader->job->arena);
}

static enum status damaged(struct err *err)
{
    return err_set(err, STATUS_DATA, "the database is damaged: put a copy back, or import the plans into a new one");
}

enum status reader_failure(const struct err *words, struct err *err)
{
    return words->status == STATUS_BUG ? damaged(err) : err_set(err, words->status, "%s", words->text);
}

bool reader_damaged(struct reader *reader)
{
    if (!reader_failed(reader))
        damaged(&reader->job->err);
    return false;
}

enum status reader_prepare(struct db *db, const char *sql, sqlite3_stmt **out, struct err *err)
{
    struct err words = ERR_NONE;
    return sql_prepare(db, sql, out, &words) == STATUS_OK ? STATUS_OK : reader_failure(&words, err);
}

static sqlite3_stmt *prepared(struct reader *reader, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (reader_failed(reader) || reader_prepare(reader->db, sql, &statement, &reader->job->err) != STATUS_OK)
        return NULL;
    return statement;
}

sqlite3_stmt *reader_ask(struct reader *reader, const char *sql, size_t count, const int64_t *numbers)
{
    sqlite3_stmt *statement = prepared(reader, sql);
    for (size_t i = 0; statement != NULL && i < count; i++) {
        int code = sqlite3_bind_int64(statement, (int)i + 1, numbers[i]);
        if (code != SQLITE_OK) {
            sql_fail(reader->db->handle, code, "asking the database: %s", &reader->job->err);
            return NULL;
        }
    }
    return statement;
}

sqlite3_stmt *reader_ask_text(struct reader *reader, const char *sql, int64_t number, const char *text)
{
    sqlite3_stmt *statement = prepared(reader, sql);
    if (statement == NULL || sql_bind(statement, &reader->job->err, "is", number, text) != STATUS_OK)
        return NULL;
    return statement;
}

bool reader_row(struct reader *reader, sqlite3_stmt *statement)
{
    bool row = false;
    struct err words = ERR_NONE;
    if (statement == NULL)
        return false;
    bool late = job_late_at(reader->job, ++reader->row_count);
    if (late || reader_failed(reader))
        sqlite3_reset(statement);
    else if (sql_step(statement, &row, &words) != STATUS_OK)
        reader_failure(&words, &reader->job->err);
    return row;
}

void reader_leave(sqlite3_stmt *statement)
{
    if (statement != NULL)
        sqlite3_reset(statement);
}

const char *reader_id(struct reader *reader, sqlite3_stmt *statement, int column)
{
    const char *id = sql_string(statement, column, reader->job->arena);
    if (id == NULL)
        reader_damaged(reader);
    return id != NULL ? id : "";
}

int reader_whole(struct reader *reader, sqlite3_stmt *statement, int column, int least, int most)
{
    int64_t number = sqlite3_column_int64(statement, column);
    if (sqlite3_column_type(statement, column) == SQLITE_INTEGER && number >= least && number <= most)
        return (int)number;
    reader_damaged(reader);
    return least;
}

int reader_whole_or(struct reader *reader, sqlite3_stmt *statement, int column, int least, int most, int absent)
{
    return sql_null(statement, column) ? absent : reader_whole(reader, statement, column, least, most);
}

int reader_year(struct reader *reader, sqlite3_stmt *statement, int column)
{
    return reader_whole(reader, statement, column, 1900, 2200);
}

int reader_place(struct reader *reader, sqlite3_stmt *statement, int column, size_t count)
{
    if (sql_null(statement, column))
        return -1;
    int64_t number = sqlite3_column_int64(statement, column);
    if (number >= 0 && (uint64_t)number < count && number <= INT32_MAX)
        return (int)number;
    reader_damaged(reader);
    return -1;
}

bool reader_next_number(struct reader *reader, sqlite3_stmt *statement, int column, size_t expected)
{
    if (sqlite3_column_int64(statement, column) == (int64_t)expected)
        return true;
    return reader_damaged(reader);
}

double reader_value(struct reader *reader, sqlite3_stmt *statement, int column)
{
    double value = sqlite3_column_double(statement, column);
    if (isfinite(value))
        return value;
    reader_damaged(reader);
    return 0;
}

int reader_code_or(struct reader *reader, sqlite3_stmt *statement, int column, const struct codes *codes, int absent)
{
    if (sql_null(statement, column))
        return absent;
    int value = sql_code(statement, column, codes, -1);
    if (value >= 0)
        return value;
    reader_damaged(reader);
    return codes->first;
}

int reader_code(struct reader *reader, sqlite3_stmt *statement, int column, const struct codes *codes)
{
    int value = reader_code_or(reader, statement, column, codes, -1);
    if (value >= 0)
        return value;
    reader_damaged(reader);
    return codes->first;
}

void *reader_add(struct reader *reader, void *items, size_t *count, size_t *capacity, size_t size)
{
    if (!arena_grow(reader->job->arena, items, *count, capacity, size))
        return NULL;
    char *place;
    memcpy(&place, items, sizeof place);
    return place + (*count)++ * size;
}
