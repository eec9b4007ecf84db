/* db's inner header of the export: for whoever has a plan's number, and between export.c and its second half,
 * export_rows.c. */
#ifndef VK_DB_EXPORT_H
#define VK_DB_EXPORT_H

#include "base/json_out.h"
#include "db/sqlite.h"
#include "db/translations.h"

/* db_export (db.h) of the plan with that number in the database. */
enum status export_plan(struct db *db, struct job *job, int64_t plan, bool authors, struct buf *out) MUST_USE;

struct export
{
    struct db *db;
    struct job *job;
    struct json_out json;
    int64_t plan;
    enum lang lang;  /* the plan's */
    bool translated; /* it has texts in other languages */
    bool authors;
    enum status status; /* the first failure; then nothing more is read */
};

/* The rows of `sql`, whose first parameter is the plan and second, where `item` >= 0, is that. NULL on failure. */
sqlite3_stmt *export_rows_of(struct export *e, const char *sql, int64_t item);

/* The next row; false at the end and on failure. */
bool export_next(struct export *e, sqlite3_stmt *rows);

/* A column as the value of `key`; one that is NULL is left out. */
void export_string(struct export *e, const char *key, sqlite3_stmt *rows, int column);
void export_whole(struct export *e, const char *key, sqlite3_stmt *rows, int column);
void export_real(struct export *e, const char *key, sqlite3_stmt *rows, int column);
void export_truth(struct export *e, const char *key, sqlite3_stmt *rows, int column);
/* Two columns: kind and size. */
void export_tolerance(struct export *e, sqlite3_stmt *rows, int column);
/* A text in the plan's language from `column`, or an object with all its languages. */
void export_words(struct export *e, const char *key, sqlite3_stmt *rows, int column, struct text_name name);

/* Lists, left out where they are empty: of texts (`sql` gives position and text, of the thing `item` of `entity`); of
 * ids; of objects, one a row, written by `put` (`required`: the list stands there empty too). */
void export_lines(struct export *e, const char *key, const char *sql, const char *entity, int64_t item);
void export_ids(struct export *e, const char *key, const char *sql, int64_t item);
void export_objects(struct export *e, const char *key, const char *sql, int64_t item, bool required,
                    void (*put)(struct export *, sqlite3_stmt *, int64_t));

void export_actions(struct export *e);
void export_indicators(struct export *e);
void export_observations(struct export *e);
void export_events(struct export *e);
void export_followups(struct export *e);
void export_extensions(struct export *e);

#endif
