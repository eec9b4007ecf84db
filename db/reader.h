/* Reading's inner header: one reading of rows into a job's arena. Failures are sticky in the job: ask for rows until
 * there are none, look at job_status once at the end. */
#ifndef VK_DB_READER_H
#define VK_DB_READER_H

#include "db/db.h"
#include "db/sqlite.h"

/* Greater than any number within a plan. */
#define READER_LAST INT32_MAX

struct reader {
    struct db *db;
    struct job *job;
    int64_t number;                 /* plans.plan */
    bool translated;                /* the plan has texts in other languages than its own */
    enum lang language;             /* the plan's own */
    enum lang lang;                 /* the texts' */
    int year;                       /* nothing newer is read */
    unsigned row_count;             /* read so far */
    struct plan *plan;              /* being filled */
    int area;                       /* the plan's area, as a place among its areas; -1: none */
    bool framed;                    /* reader_frame has read what rows refer to */
    const struct subgoal *subgoals; /* all the plan's, by number */
    size_t subgoal_count;
};

/* Tells a failure of SQLite's. A file that the program's own SQL does not fit is damaged: no STATUS_BUG comes of it. */
enum status reader_failure(const struct err *words, struct err *err);

/* As sql_prepare, failures told by reader_failure. */
enum status reader_prepare(struct db *db, const char *sql, sqlite3_stmt **out, struct err *err) MUST_USE;

/* Asks a query whose parameters are whole numbers; the rows come by reader_row. NULL on failure. */
sqlite3_stmt *reader_ask(struct reader *reader, const char *sql, size_t count, const int64_t *numbers);
#define READER_ASK(reader, sql, ...)                                                                                   \
    reader_ask(reader, sql, sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t),                                \
               (const int64_t[]){ __VA_ARGS__ })

/* The same for a query of a number and a text, which must stay until its rows are read. */
sqlite3_stmt *reader_ask_text(struct reader *reader, const char *sql, int64_t number, const char *text);

/* True while there is a row at hand; false at the end and after any failure. A NULL statement has no rows. Looks at the
 * deadline every few hundred rows. */
bool reader_row(struct reader *reader, sqlite3_stmt *statement);

/* Leaves the rows that were not asked for. */
void reader_leave(sqlite3_stmt *statement);

/* The job has failed, or its arena. */
bool reader_failed(struct reader *reader);

/* Says that the file is damaged: it holds what no import writes. Gives false. */
bool reader_damaged(struct reader *reader);

/* Columns of the row at hand, checked: what no import writes makes the reading fail and gives something harmless. */
const char *reader_id(struct reader *reader, sqlite3_stmt *statement, int column); /* never NULL */
int reader_whole(struct reader *reader, sqlite3_stmt *statement, int column, int least, int most);
int reader_whole_or(struct reader *reader, sqlite3_stmt *statement, int column, int least, int most, int absent);
int reader_year(struct reader *reader, sqlite3_stmt *statement, int column);
double reader_value(struct reader *reader, sqlite3_stmt *statement, int column); /* finite; NULL gives 0 */
int reader_code(struct reader *reader, sqlite3_stmt *statement, int column, const struct codes *codes);
int reader_code_or(struct reader *reader, sqlite3_stmt *statement, int column, const struct codes *codes, int absent);

/* A number that is a place in an array of `count`; -1 where the column is NULL, and on failure. */
int reader_place(struct reader *reader, sqlite3_stmt *statement, int column, size_t count);

/* The rows of a list are numbered from 0 on: this one's number is `expected`. */
bool reader_next_number(struct reader *reader, sqlite3_stmt *statement, int column, size_t expected);

/* Makes room for one more piece, zeroed, at the end of `*items` (as arena_grow) and counts it: its place, or NULL. */
void *reader_add(struct reader *reader, void *items, size_t *count, size_t *capacity, size_t size);

/* ---- Texts in several languages (reader_texts.c) ---- */

struct translation {
    int64_t item, part;
    int year;
    const char *field;
    struct text text;
};

/* The translations of one table's rows, by item, part, year, field. */
struct translations {
    const struct translation *rows;
    size_t count;
};

/* Those of the items `first` to `last`; none, without asking, where the plan has none at all. */
struct translations reader_translations(struct reader *reader, const char *table, int64_t first, int64_t last);

/* Which text: as the table `translations` names it. */
struct text_key {
    int64_t item, part;
    int year;
    const char *field;
};

/* The text of a column in the reader's language where it has it, else in the plan's, else in Finnish, Swedish or
 * English. */
struct text reader_text(struct reader *reader, sqlite3_stmt *statement, int column,
                        const struct translations *translations, struct text_key key);

/* In the plan's language where it is there, whatever language was asked for. */
struct text reader_own_text(struct reader *reader, sqlite3_stmt *statement, int column,
                            const struct translations *translations, struct text_key key);

/* ---- Parts of a plan ---- */

/* Begins a reading: finds the plan and reads its own row into `reader->plan`. LANG_NONE: the plan's language; year 0:
 * its newest. STATUS_NOTFOUND in the job where there is no such plan. */
void reader_begin(struct reader *reader, struct db *db, struct job *job, const char *plan, enum lang lang, int year);

/* What a plan always gives: slogans, columns, approvals, areas, organisations, groups, goals, themes, populations. */
void reader_frame(struct reader *reader);

void reader_events(struct reader *reader);

/* Which actions, by the numbers of an organisation (-1: any) and of the first and last subgoal. */
struct action_scope {
    int64_t organisation;
    int64_t first_subgoal, last_subgoal;
};

/* Actions with their cells and follow-up. Without a frame (of another plan) their organisation and subgoal are NULL. */
void reader_actions(struct reader *reader, const struct action_scope *scope);

/* Which indicators: that of a number (-1: any), else those that follow one of the subgoals from the first to the last; all
 * where the last is READER_LAST. */
struct indicator_scope {
    int64_t indicator;
    int64_t first_subgoal, last_subgoal;
};

/* Indicators with their series and observations. */
void reader_indicators(struct reader *reader, const struct indicator_scope *scope);

#endif
