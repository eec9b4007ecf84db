/* Warnings in the database, and their words. */
#include "db/warnings.h"

#include "db/db.h"
#include "db/insert.h"
#include "text/message.h"
#include "text/number.h"

#include <stdio.h>

static int64_t number(size_t row)
{
    return row == ROW_NONE ? -1 : (int64_t)row;
}

enum status warnings_store(struct db *db, struct job *job, int64_t plan, const struct file_warnings *warnings)
{
    static const char sql[] = "INSERT INTO warnings (plan, warning, kind, series, area, year, value, median, "
                              "organisation, subgoal, member, count, words, candidates)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    enum status status = STATUS_OK;
    for (size_t i = 0; i < warnings->count && status == STATUS_OK; i++) {
        const struct file_warning *warning = &warnings->items[i];
        const struct reference_fault *fault = warning->fault;
        bool observed = warning->series != ROW_NONE;
        sqlite3_stmt *statement;
        status = sql_prepare(db, sql, &statement, &job->err);
        if (status == STATUS_OK)
            status = sql_bind(
                statement, &job->err, "iisnnorrnnnots", plan, (int64_t)i, codes_warning.names[warning->kind],
                number(warning->series), number(warning->area), observed, warning->year,
                observed && warning->kind != WARNING_NATIONAL_MISSING, warning->value,
                warning->kind == WARNING_FAR_FROM_SISTERS, warning->median, number(warning->organisation),
                number(warning->subgoal), number(warning->member), warning->kind == WARNING_MORE, warning->count,
                fault == NULL ? (struct text){ 0 } : fault->words, fault == NULL ? NULL : fault->candidates);
        if (status == STATUS_OK)
            status = sql_run(statement, &job->err);
    }
    return status;
}

/* ---- Words ---- */

/* Names in the plan's language; the few that it has in others only are told by their ids. */
static const char warnings_sql[] =
    "SELECT w.kind, i.number, coalesce(i.title, i.id), p.id IS NOT NULL, coalesce(p.name, p.id), coalesce(a.name, "
    "a.id), w.year,"
    " w.value, w.median, coalesce(o.name, o.id), coalesce(s.id, ''), coalesce(s.title, ''), m.id, w.count, "
    "w.words, w.candidates FROM warnings w"
    " LEFT JOIN series r ON r.plan = w.plan AND r.series = w.series"
    " LEFT JOIN indicators i ON i.plan = r.plan AND i.indicator = r.indicator"
    " LEFT JOIN populations p ON p.plan = r.plan AND p.population = r.population"
    " LEFT JOIN areas a ON a.plan = w.plan AND a.area = w.area"
    " LEFT JOIN organisations o ON o.plan = w.plan AND o.organisation = w.organisation"
    " LEFT JOIN subgoals s ON s.plan = w.plan AND s.subgoal = w.subgoal"
    " LEFT JOIN members m ON m.plan = w.plan AND m.organisation = w.organisation AND m.member = w.member"
    " WHERE w.plan = ? ORDER BY w.warning";

/* A name, as messages quote: it may be as long as a text. */
static struct quote name(sqlite3_stmt *rows, int at)
{
    const char *text = (const char *)sqlite3_column_text(rows, at);
    return quote_of_string(text == NULL ? "" : text);
}

/* "indicator 9 (Bullied at school), 8th and 9th grade, Kymenlaakso 2019" */
static const char *observation_words(sqlite3_stmt *rows, enum lang lang, struct arena *arena)
{
    bool population = sqlite3_column_int(rows, 3) != 0;
    const char *indicator = arena_printf(arena, tr(lang, "indicator %lld (%s)"),
                                         (long long)sqlite3_column_int64(rows, 1), name(rows, 2).text);
    return arena_printf(arena, "%s%s%s, %s %d", indicator == NULL ? "" : indicator, population ? ", " : "",
                        population ? name(rows, 4).text : "", name(rows, 5).text, sqlite3_column_int(rows, 6));
}

/* Of a reference: whose cell it is, its words, and what they may mean. */
static const char *reference_words(sqlite3_stmt *rows, enum warning_kind kind, enum lang lang, struct arena *arena)
{
    struct quote who = name(rows, 9), where = name(rows, 10), said = name(rows, 14), meant = name(rows, 15);
    switch (kind) {
    case WARNING_REFERENCE_FIRST:
        return arena_printf(arena, tr(lang, "%s, subgoal %s: \"%s\" refers to a row before it, but there is none"),
                            who.text, where.text, said.text);
    case WARNING_REFERENCE_AMBIGUOUS:
        return arena_printf(arena, tr(lang, "%s, subgoal %s: \"%s\" may refer to any of the subgoals %s"), who.text,
                            where.text, said.text, meant.text);
    case WARNING_REFERENCE_NO_ROW:
        return arena_printf(arena,
                            tr(lang, "%s, subgoal %s: \"%s\" refers to the subgoal %s, but there is no such row"),
                            who.text, where.text, said.text, meant.text);
    default:
        return arena_printf(arena, tr(lang, "%s, subgoal %s: \"%s\" refers to a subgoal that the plan does not have"),
                            who.text, where.text, said.text);
    }
}

static const char *words_of(sqlite3_stmt *rows, enum lang lang, struct arena *arena)
{
    char value[NUMBER_MAX], median[NUMBER_MAX];
    const char *what = observation_words(rows, lang, arena);
    unsigned long count = (unsigned long)sqlite3_column_int64(rows, 13);
    number_format(value, sqlite3_column_double(rows, 7), -1, lang);
    number_format(median, sqlite3_column_double(rows, 8), -1, lang);
    if (what == NULL)
        return NULL;
    enum warning_kind kind = (enum warning_kind)sql_code(rows, 0, &codes_warning, WARNING_MORE);
    switch (kind) {
    case WARNING_SHARE_OUTSIDE:
        return arena_printf(arena, tr(lang, "%s: the share %s is not between 0 and 100"), what, value);
    case WARNING_FAR_FROM_SISTERS:
        return arena_printf(
            arena, tr(lang, "%s: the value %s is more than 50 points from %s, the median of the other populations"),
            what, value, median);
    case WARNING_NATIONAL_MISSING:
        return arena_printf(arena, tr(lang, "%s: there is no national value to compare with"), what);
    case WARNING_ROW_MISSING:
        return arena_printf(arena, tr(lang, "%s has no row for the subgoal %s (%s), which all others answer"),
                            name(rows, 9).text, name(rows, 10).text, name(rows, 11).text);
    case WARNING_ADDRESS_SHARED:
        return arena_printf(
            arena,
            tr(lang, "the member \"%s\" of %s shares its id with another, so that its appendix has no address "
                     "of its own"),
            name(rows, 12).text, name(rows, 9).text);
    case WARNING_REFERENCE_FIRST:
    case WARNING_REFERENCE_UNKNOWN:
    case WARNING_REFERENCE_AMBIGUOUS:
    case WARNING_REFERENCE_NO_ROW:
        return reference_words(rows, kind, lang, arena);
    default:
        number_format_int(value, (int64_t)count, lang);
        return arena_printf(arena, trn(lang, "%s more warning", "%s more warnings", count), value);
    }
}

enum status warnings_words(struct db *db, struct job *job, int64_t plan, enum lang lang, const char *const **out,
                           size_t *count)
{
    sqlite3_stmt *rows;
    const char **words = NULL;
    size_t capacity = 0;
    bool row = true;
    *count = 0;
    enum status status = sql_prepare(db, warnings_sql, &rows, &job->err);
    if (status == STATUS_OK)
        status = sql_bind(rows, &job->err, "i", plan);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &job->err);
        if (status != STATUS_OK || !row)
            break;
        if (arena_grow(job->arena, &words, *count, &capacity, sizeof *words))
            words[*count] = words_of(rows, lang, job->arena);
        if (arena_failed(job->arena)) {
            sqlite3_reset(rows);
            status = job_status(job);
        } else {
            ++*count;
        }
    }
    *out = words;
    return status;
}

enum status db_warnings(struct db *db, struct job *job, const char *plan, enum lang lang, const char *const **out,
                        size_t *count)
{
    int64_t at;
    *out = NULL;
    *count = 0;
    enum status status = plan_require(db, job, plan, &at);
    if (status != STATUS_OK)
        return status;
    return warnings_words(db, job, at, lang, out, count);
}
