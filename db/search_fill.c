#include "db/search_fill.h"

#include "base/buf.h"
#include "text/hyphen.h"
#include "text/query.h"
#include "text/utf8.h"

#include <string.h>

struct filling {
    struct db *db;
    struct job *job;
    struct hyphenator *hyphenator;
    struct finnish *finnish; /* the hyphenator's; NULL: no dictionary */
    int64_t plan;
    int64_t row; /* the next one's number */

    /* The thing at hand, in one language; `kind` NULL: none yet */
    const char *kind;
    int64_t item;
    enum lang lang;
    struct buf words, stems;

    const char *form; /* the word whose basic forms are being told */
    bool failed;      /* what was not kept of them, the job tells */
};

/* The form as a reader may ask for it, with its basic form. */
static void keep_form(struct filling *filling, const char *stem)
{
    static const char sql[] = "INSERT OR IGNORE INTO search_forms (form, stem, plan) VALUES (?, ?, ?)";
    sqlite3_stmt *statement;
    struct err *err = &filling->job->err;
    enum status status = sql_prepare(filling->db, sql, &statement, err);
    if (status == STATUS_OK)
        status = sql_bind(statement, err, "ssi", filling->form, stem, filling->plan);
    if (status == STATUS_OK)
        status = sql_run(statement, err);
    filling->failed = filling->failed || status != STATUS_OK;
}

/* A basic form is written as the texts' words are; one with a hyphen is several words, which nobody asks for as one. */
static void take_stem(void *with, const char *form, bool whole)
{
    struct filling *filling = with;
    size_t at = 0, length = strlen(form);
    const char *stem = query_next_word(filling->job->arena, form, length, &at);
    bool single = at == length;
    for (; stem != NULL; stem = query_next_word(filling->job->arena, form, length, &at)) {
        if (whole && single)
            keep_form(filling, stem);
        if (filling->stems.length + strlen(stem) < LIMIT_SEARCHED) {
            buf_text(&filling->stems, stem);
            buf_char(&filling->stems, ' ');
        }
    }
}

/* A Swedish compound's later parts, each to the word's end: "skolan" of "byaskolan". */
static void take_parts(struct filling *filling, const char *word, size_t length)
{
    char ranks[WORD_LETTERS_MAX];
    hyphenator_divide(filling->hyphenator, LANG_SV, word, length, ranks);
    for (size_t at = 0, letter = 0; at < length && letter < WORD_LETTERS_MAX; letter++) {
        size_t rest = length - at;
        if (ranks[letter] == WORD_COMPOUND && filling->stems.length + rest < LIMIT_SEARCHED) {
            buf_add(&filling->stems, word + at, rest);
            buf_char(&filling->stems, ' ');
        }
        (void)utf8_next(word, length, &at);
    }
}

static void take_text(struct filling *filling, const char *bytes, size_t length)
{
    struct job *job = filling->job;
    size_t at = 0;
    const char *word;
    while (!filling->failed && (word = query_next_word(job->arena, bytes, length, &at)) != NULL) {
        size_t letters = strlen(word);
        if (filling->words.length + letters >= LIMIT_SEARCHED)
            return;
        buf_add(&filling->words, word, letters);
        buf_char(&filling->words, ' ');
        filling->form = word;
        if (filling->lang == LANG_FI && filling->finnish != NULL && letters <= WORD_BYTES_MAX)
            finnish_stems(filling->finnish, word, take_stem, filling);
        if (filling->lang == LANG_SV)
            take_parts(filling, word, letters);
    }
}

/* Writes the thing at hand, if there is one. */
static enum status end_thing(struct filling *filling)
{
    static const char sql[] =
        "INSERT INTO search (rowid, kind, plan, item, lang, words, stems) VALUES (?, ?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *statement;
    struct err *err = &filling->job->err;
    if (filling->kind == NULL)
        return STATUS_OK;
    struct text words = { filling->words.bytes, (uint32_t)filling->words.length, filling->lang };
    struct text stems = { filling->stems.bytes, (uint32_t)filling->stems.length, filling->lang };
    enum status status = buf_tell(&filling->words, err);
    if (status == STATUS_OK)
        status = buf_tell(&filling->stems, err);
    if (status == STATUS_OK)
        status = sql_prepare(filling->db, sql, &statement, err);
    if (status == STATUS_OK)
        status = sql_bind(statement, err, "isiistt", filling->row++, filling->kind, filling->plan, filling->item,
                          lang_tag(filling->lang), words, stems);
    if (status == STATUS_OK)
        status = sql_run(statement, err);
    buf_reset(&filling->words);
    buf_reset(&filling->stems);
    return status;
}

static enum status take_row(struct filling *filling, sqlite3_stmt *rows)
{
    const char *kind = codes_name(&codes_search_kind, sql_code(rows, 0, &codes_search_kind, -1));
    int64_t item = sqlite3_column_int64(rows, 1);
    enum lang lang = (enum lang)sql_code(rows, 2, &codes_lang, LANG_NONE);
    enum status status = STATUS_OK;
    if (kind != filling->kind || item != filling->item || lang != filling->lang)
        status = end_thing(filling);
    if (status != STATUS_OK)
        return status;
    filling->kind = kind;
    filling->item = item;
    filling->lang = lang;
    const char *text = (const char *)sqlite3_column_text(rows, 3);
    if (text != NULL)
        take_text(filling, text, (size_t)sqlite3_column_bytes(rows, 3));
    return job_status(filling->job);
}

static enum status fill_plan(struct filling *filling)
{
    static const char sql[] =
        "SELECT kind, item, lang, text FROM search_texts WHERE plan = ? ORDER BY kind, item, lang, text";
    sqlite3_stmt *rows;
    struct err *err = &filling->job->err;
    bool row = true;
    filling->kind = NULL;
    filling->row = filling->plan * SEARCH_ROWS;
    enum status status = sql_prepare(filling->db, sql, &rows, err);
    if (status == STATUS_OK)
        status = sql_bind(rows, err, "i", filling->plan);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, err);
        if (status != STATUS_OK || !row)
            break;
        status = take_row(filling, rows);
    }
    return status == STATUS_OK ? end_thing(filling) : status;
}

/* The next plan behind `filling->plan` without rows; -1: none. */
static enum status next_plan(struct filling *filling)
{
    static const char sql[] =
        "SELECT min(plan) FROM plans WHERE plan > ?1 AND NOT EXISTS"
        " (SELECT 1 FROM search s WHERE s.rowid BETWEEN plans.plan * " SEARCH_ROWS_SQL
        " AND plans.plan * " SEARCH_ROWS_SQL " + " SEARCH_ROWS_SQL " - 1)";
    sqlite3_stmt *rows;
    bool row = false;
    struct err *err = &filling->job->err;
    enum status status = sql_prepare(filling->db, sql, &rows, err);
    if (status == STATUS_OK)
        status = sql_bind(rows, err, "i", filling->plan);
    if (status == STATUS_OK)
        status = sql_step(rows, &row, err);
    filling->plan = status == STATUS_OK && row ? sql_int(rows, 0, -1) : -1;
    if (status == STATUS_OK)
        sqlite3_reset(rows);
    return status;
}

enum status search_fill(struct db *db, struct job *job)
{
    struct filling filling = { .db = db, .job = job };
    enum status status = hyphenator_new(&filling.hyphenator, &job->err);
    if (status != STATUS_OK)
        return status;
    filling.finnish = hyphenator_finnish(filling.hyphenator);
    buf_init(&filling.words, LIMIT_SEARCHED + 1);
    buf_init(&filling.stems, LIMIT_SEARCHED + 1);
    status = next_plan(&filling);
    while (status == STATUS_OK && filling.plan >= 0) {
        status = fill_plan(&filling);
        if (status == STATUS_OK)
            status = next_plan(&filling);
    }
    buf_free(&filling.words);
    buf_free(&filling.stems);
    hyphenator_free(filling.hyphenator);
    return status;
}
