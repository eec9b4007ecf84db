/* Reading the books of words with their break points. */
#include "db/reader.h"

#include <string.h>

enum status db_wordbooks(struct db *db, struct job *job, const char *plan, const struct wordbooks *next,
                         const struct wordbooks **out)
{
    static const char sql[] =
        "SELECT lang, book FROM wordbooks w JOIN plans p ON p.plan = w.plan WHERE p.id = ?1 ORDER BY lang";
    struct wordbooks *books = arena_alloc(job->arena, sizeof *books);
    sqlite3_stmt *rows = NULL;
    bool row = true;
    *out = NULL;
    if (books == NULL)
        return job_status(job);
    books->next = next;
    enum status status = reader_prepare(db, sql, &rows, &job->err);
    if (status == STATUS_OK)
        status = sql_bind(rows, &job->err, "s", plan);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &job->err);
        if (status != STATUS_OK || !row)
            break;
        struct wordbook *book = &books->of[sql_code(rows, 0, &codes_lang, LANG_NONE)];
        const void *bytes = sqlite3_column_blob(rows, 1);
        size_t length = (size_t)sqlite3_column_bytes(rows, 1);
        unsigned char *kept = bytes == NULL ? NULL : arena_raw(job->arena, length);
        if (kept == NULL)
            continue; /* no book; where memory is out, the arena remembers it */
        memcpy(kept, bytes, length);
        *book = (struct wordbook){ kept, length };
    }
    reader_leave(rows);
    if (status == STATUS_OK)
        status = job_status(job);
    if (status == STATUS_OK)
        *out = books;
    return status;
}

enum status db_hyphenation_version(struct db *db, char version[65], struct err *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    version[0] = '\0';
    enum status status = reader_prepare(db, "SELECT version FROM hyphenation", &rows, err);
    if (status == STATUS_OK)
        status = sql_step(rows, &row, err);
    const char *text = status == STATUS_OK && row ? (const char *)sqlite3_column_text(rows, 0) : NULL;
    if (text != NULL && strlen(text) == 64)
        memcpy(version, text, 65);
    reader_leave(rows);
    return status;
}
