#include "db/hyphenate.h"

#include "base/hash.h"
#include "text/hyphen.h"
#include "text/wordbook.h"

#include <string.h>

struct hyphenating {
    struct db *db;
    struct job *job;
    struct hyphenator *hyphenator;
    enum lang lang; /* of the book at hand */
};

static enum status run(struct hyphenating *hyphenating, const char *sql, const char *text)
{
    sqlite3_stmt *statement;
    struct err *err = &hyphenating->job->err;
    enum status status = sql_prepare(hyphenating->db, sql, &statement, err);
    if (status == STATUS_OK && text != NULL)
        status = sql_bind(statement, err, "s", text);
    return status == STATUS_OK ? sql_run(statement, err) : status;
}

/* Where the database's books are of other dictionaries, none of them stays, and nothing of what is looked for, which
 * is made with the Finnish one. */
static enum status keep_version(struct hyphenating *hyphenating)
{
#define OTHERS " WHERE NOT EXISTS (SELECT 1 FROM hyphenation WHERE version = ?)"
    static const char *const drop_sql[] = { "DELETE FROM wordbooks" OTHERS, "DELETE FROM search_forms" OTHERS,
                                            "DELETE FROM search" OTHERS };
#undef OTHERS
    static const char forget_sql[] = "DELETE FROM hyphenation";
    static const char keep_sql[] = "INSERT INTO hyphenation (version) VALUES (?)";
    char version[HASH_HEX];
    const char *told = hyphenator_version(hyphenating->hyphenator);
    hash_hex(told, strlen(told), version);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof drop_sql / sizeof drop_sql[0] && status == STATUS_OK; i++)
        status = run(hyphenating, drop_sql[i], version);
    if (status == STATUS_OK)
        status = run(hyphenating, forget_sql, NULL);
    return status == STATUS_OK ? run(hyphenating, keep_sql, version) : status;
}

/* The plan's texts in one language, and their words. */
static enum status gather(struct hyphenating *hyphenating, int64_t plan, struct wordbook_maker *maker)
{
    static const char sql[] = "SELECT text FROM plan_texts WHERE plan = ? AND lang = ? AND text IS NOT NULL";
    sqlite3_stmt *rows;
    struct job *job = hyphenating->job;
    bool row = true;
    enum status status = sql_prepare(hyphenating->db, sql, &rows, &job->err);
    if (status == STATUS_OK)
        status = sql_bind(rows, &job->err, "is", plan, lang_tag(hyphenating->lang));
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &job->err);
        if (status != STATUS_OK || !row)
            break;
        const char *text = (const char *)sqlite3_column_text(rows, 0);
        if (text != NULL)
            wordbook_add(maker, text, (size_t)sqlite3_column_bytes(rows, 0));
    }
    return status == STATUS_OK ? job_status(job) : status;
}

static void divide(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    struct hyphenating *hyphenating = with;
    hyphenator_divide(hyphenating->hyphenator, hyphenating->lang, word, length, ranks);
}

static enum status store(struct hyphenating *hyphenating, int64_t plan, const struct buf *book)
{
    static const char sql[] = "INSERT INTO wordbooks (plan, lang, book) VALUES (?, ?, ?)";
    sqlite3_stmt *statement;
    struct err *err = &hyphenating->job->err;
    enum status status = sql_prepare(hyphenating->db, sql, &statement, err);
    if (status == STATUS_OK)
        status = sql_bind(statement, err, "is", plan, lang_tag(hyphenating->lang));
    if (status == STATUS_OK && sqlite3_bind_blob64(statement, 3, book->bytes, book->length, SQLITE_STATIC) != SQLITE_OK)
        status = err_set(err, STATUS_NOMEM, "out of memory");
    return status == STATUS_OK ? sql_run(statement, err) : status;
}

static enum status make_book(struct hyphenating *hyphenating, int64_t plan)
{
    struct job *job = hyphenating->job;
    struct buf book;
    struct wordbook_maker *maker = wordbook_new(job->arena);
    enum status status = maker == NULL ? job_status(job) : gather(hyphenating, plan, maker);
    if (status != STATUS_OK)
        return status;
    buf_init(&book, LIMIT_WORDBOOK_BYTES);
    wordbook_write(maker, divide, hyphenating, &book);
    status = buf_status(&book);
    if (status != STATUS_OK)
        err_set(&job->err, status, "the book of words: %s", status_name(status));
    else
        status = store(hyphenating, plan, &book);
    buf_free(&book);
    return status;
}

/* The next plan without books into `*plan`; -1: none. */
static enum status next_plan(struct hyphenating *hyphenating, int64_t *plan)
{
    static const char sql[] =
        "SELECT min(plan) FROM plans WHERE NOT EXISTS (SELECT 1 FROM wordbooks w WHERE w.plan = plans.plan)";
    sqlite3_stmt *rows;
    bool row = false;
    enum status status = sql_prepare(hyphenating->db, sql, &rows, &hyphenating->job->err);
    if (status == STATUS_OK)
        status = sql_step(rows, &row, &hyphenating->job->err);
    *plan = status == STATUS_OK && row ? sql_int(rows, 0, -1) : -1;
    return status;
}

enum status hyphenate_plans(struct db *db, struct job *job)
{
    struct hyphenating hyphenating = { .db = db, .job = job };
    int64_t plan = -1;
    enum status status = hyphenator_new(&hyphenating.hyphenator, &job->err);
    if (status == STATUS_OK)
        status = keep_version(&hyphenating);
    while (status == STATUS_OK) {
        status = next_plan(&hyphenating, &plan);
        if (plan < 0)
            break;
        for (enum lang lang = LANG_FI; lang < LANG_COUNT && status == STATUS_OK; lang++) {
            hyphenating.lang = lang;
            status = make_book(&hyphenating, plan);
        }
    }
    hyphenator_free(hyphenating.hyphenator);
    return status;
}
