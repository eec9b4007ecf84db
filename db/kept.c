#include "db/kept.h"

#include "db/translations.h"
#include "text/message.h"

#include <string.h>

struct keeping {
    struct db *db;
    struct job *job;
    int64_t old;
    enum lang old_lang;
    struct resolver *resolver;
    bool drop;
    struct kept_counts *counts;
};

/* Rows of the old plan. */
static enum status rows_of(struct keeping *keeping, const char *sql, sqlite3_stmt **rows)
{
    enum status status = sql_prepare(keeping->db, sql, rows, &keeping->job->err);
    return status == STATUS_OK ? sql_bind(*rows, &keeping->job->err, "i", keeping->old) : status;
}

static enum status count_rows(struct keeping *keeping, const char *sql, size_t *count)
{
    sqlite3_stmt *rows;
    bool row = false;
    *count = 0;
    enum status status = rows_of(keeping, sql, &rows);
    if (status == STATUS_OK)
        status = sql_step(rows, &row, &keeping->job->err);
    if (row) {
        *count = (size_t)sqlite3_column_int64(rows, 0);
        sqlite3_reset(rows);
    }
    return status;
}

/* A text of the old plan in the languages' places of the new one: the new file may be in another language. */
static enum status read_words(struct keeping *keeping, sqlite3_stmt *rows, int column, struct text_name name,
                              struct words *words)
{
    struct arena *arena = keeping->job->arena;
    enum lang lang = keeping->resolver->file->language;
    bool any;
    struct text texts[LANG_COUNT] = { { NULL, 0, LANG_NONE } };
    enum status status = translations_read(keeping->db, keeping->job, keeping->old, &name, texts, &any);
    if (status != STATUS_OK)
        return status;
    texts[keeping->old_lang] = sql_text(rows, column, keeping->old_lang, arena);
    words->own = texts[lang];
    texts[lang] = (struct text){ NULL, 0, LANG_NONE };
    words->others = NULL;
    bool others = false;
    for (enum lang other = LANG_FI; other < LANG_COUNT; other++)
        others = others || !text_absent(texts[other]);
    if (!others)
        return STATUS_OK;
    struct text *kept = arena_array(arena, LANG_COUNT, sizeof *kept);
    if (kept != NULL)
        memcpy(kept, texts, sizeof texts);
    words->others = kept;
    return STATUS_OK;
}

static const char *shown(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *column_text(sqlite3_stmt *rows, int column)
{
    return (const char *)sqlite3_column_text(rows, column);
}

static struct real real_column(sqlite3_stmt *rows, int column)
{
    return (struct real){ .there = !sql_null(rows, column), .value = sqlite3_column_double(rows, column) };
}

/* ---- Follow-up ---- */

static const char followups_sql[] =
    "SELECT f.action, f.year, f.status, f.progress, f.author, f.date, a.id, o.id, s.id FROM followups f"
    " JOIN actions a ON a.plan = f.plan AND a.action = f.action"
    " JOIN organisations o ON o.plan = a.plan AND o.organisation = a.organisation"
    " JOIN subgoals s ON s.plan = a.plan AND s.subgoal = a.subgoal WHERE f.plan = ? ORDER BY a.id IS NULL, f.action, "
    "f.year";

static void tell_followup(struct keeping *keeping, sqlite3_stmt *rows)
{
    struct findings *findings = keeping->resolver->findings;
    enum lang lang = findings->lang;
    int year = sqlite3_column_int(rows, 1);
    const char *organisation = shown(column_text(rows, 7));
    if (keeping->drop)
        keeping->counts->dropped++;
    else if (id_index_lookup(&keeping->resolver->ids[REF_ORGANISATION], organisation) == ROW_NONE)
        finding_error(
            findings, "/organisations",
            tr(lang, "the database keeps follow-up of %d by the organisation \"%s\", which this file no longer has; "
                     "add it, or drop the follow-up with --drop-orphans"),
            year, organisation);
    else if (!sql_null(rows, 6))
        finding_error(
            findings, "/actions",
            tr(lang,
               "the database keeps follow-up of %d for the action \"%s\" of the organisation \"%s\", which this file "
               "no longer has; add it, or drop the follow-up with --drop-orphans"),
            year, shown(column_text(rows, 6)), organisation);
    else
        finding_error(findings, "/actions",
                      tr(lang,
                         "the database keeps follow-up of %d for the row of the organisation \"%s\" for the subgoal "
                         "\"%s\", which "
                         "this file no longer has as its only one; add it, or drop the follow-up with --drop-orphans"),
                      year, organisation, shown(column_text(rows, 8)));
}

/* The row of the new file that the old row at hand means; ROW_NONE where it means none. */
static size_t find_action(const struct keeping *keeping, sqlite3_stmt *rows)
{
    const struct resolver *resolver = keeping->resolver;
    bool several;
    if (!sql_null(rows, 6))
        return id_index_lookup(&resolver->ids[REF_ACTION], shown(column_text(rows, 6)));
    size_t organisation = id_index_lookup(&resolver->ids[REF_ORGANISATION], shown(column_text(rows, 7)));
    size_t subgoal = id_index_lookup(&resolver->ids[REF_SUBGOAL], shown(column_text(rows, 8)));
    return organisation == ROW_NONE || subgoal == ROW_NONE ? ROW_NONE
                                                           : resolver_action(resolver, organisation, subgoal, &several);
}

static enum status read_figures(struct keeping *keeping, int64_t action, int64_t year, struct file_followup *followup)
{
    static const char sql[] = "SELECT position, name, unit, value, truth FROM figures"
                              " WHERE plan = ? AND action = ? AND year = ? ORDER BY position";
    sqlite3_stmt *rows;
    size_t capacity = 0;
    bool row = true;
    struct job *job = keeping->job;
    enum status status = sql_prepare(keeping->db, sql, &rows, &job->err);
    if (status == STATUS_OK)
        status = sql_bind(rows, &job->err, "iii", keeping->old, action, year);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &job->err);
        if (status != STATUS_OK || !row)
            break;
        if (!arena_grow(job->arena, &followup->figures.items, followup->figures.count, &capacity,
                        sizeof *followup->figures.items))
            return job_status(job);
        struct file_figure *figure = &followup->figures.items[followup->figures.count++];
        int64_t position = sqlite3_column_int64(rows, 0);
        figure->value.number = real_column(rows, 3);
        figure->value.truth = (struct whole){ !sql_null(rows, 4), sqlite3_column_int64(rows, 4) };
        status = read_words(keeping, rows, 1, (struct text_name){ "figures", action, position, year, "name" },
                            &figure->name);
        if (status == STATUS_OK)
            status = read_words(keeping, rows, 2, (struct text_name){ "figures", action, position, year, "unit" },
                                &figure->unit);
    }
    return status;
}

static enum status read_followup(struct keeping *keeping, sqlite3_stmt *rows, size_t action,
                                 struct file_followup *followup)
{
    struct arena *arena = keeping->job->arena;
    int64_t old_action = sqlite3_column_int64(rows, 0);
    int64_t year = sqlite3_column_int64(rows, 1);
    *followup = (struct file_followup){
        .organisation = { NULL, ROW_NONE, false },
        .subgoal = { NULL, ROW_NONE, false },
        .action = { NULL, action, false },
        .year = { true, year },
        .status = sql_string(rows, 2, arena),
        .author = sql_text(rows, 4, LANG_NONE, arena),
        .date = sql_string(rows, 5, arena),
        .place = ROW_NONE,
    };
    enum status status = read_words(
        keeping, rows, 3, (struct text_name){ "followups", old_action, 0, year, "progress" }, &followup->progress);
    return status == STATUS_OK ? read_figures(keeping, old_action, year, followup) : status;
}

/* Room for the rows of `count_sql` behind the `*count` that are in `*items` already. */
static enum status make_room(struct keeping *keeping, const char *count_sql, void *items, size_t count, size_t size)
{
    size_t more;
    enum status status = count_rows(keeping, count_sql, &more);
    if (status != STATUS_OK || more == 0)
        return status;
    unsigned char *place = arena_array(keeping->job->arena, count + more, size);
    if (place == NULL)
        return job_status(keeping->job);
    void *old;
    memcpy(&old, items, sizeof old);
    if (count > 0)
        memcpy(place, old, count * size);
    memcpy(items, &place, sizeof place);
    return STATUS_OK;
}

/* The action of the new file for the row at hand, unless another old action was the first to mean it. */
static size_t claim_action(struct keeping *keeping, sqlite3_stmt *rows, size_t *claimed)
{
    size_t old_action = (size_t)sqlite3_column_int64(rows, 0);
    size_t action = find_action(keeping, rows);
    if (action == ROW_NONE || (claimed[action] != 0 && claimed[action] != old_action + 1))
        return ROW_NONE;
    claimed[action] = old_action + 1;
    return action;
}

static enum status keep_followups(struct keeping *keeping)
{
    struct plan_file *file = keeping->resolver->file;
    struct arena *arena = keeping->job->arena;
    struct number_index brought;
    sqlite3_stmt *rows;
    bool row = true;
    size_t *claimed = arena_array(arena, file->actions.count, sizeof *claimed);
    if (claimed == NULL || !number_index_new(&brought, file->followups.count, arena))
        return job_status(keeping->job);
    for (size_t i = 0; i < file->followups.count; i++)
        number_index_add(&brought, file->followups.items[i].action.row, (size_t)file->followups.items[i].year.value, 0,
                         i);
    number_index_sort(&brought);
    enum status status = make_room(keeping, "SELECT count(*) FROM followups WHERE plan = ?", &file->followups.items,
                                   file->followups.count, sizeof *file->followups.items);
    if (status == STATUS_OK)
        status = rows_of(keeping, followups_sql, &rows);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &keeping->job->err);
        if (status != STATUS_OK || !row)
            break;
        size_t action = claim_action(keeping, rows, claimed);
        size_t year = (size_t)sqlite3_column_int64(rows, 1);
        if (action == ROW_NONE) {
            tell_followup(keeping, rows);
        } else if (number_index_find(&brought, action, year, 0) == brought.count) {
            status = read_followup(keeping, rows, action, &file->followups.items[file->followups.count++]);
            keeping->counts->followups++;
        }
    }
    return status;
}

/* ---- Observations ---- */

static const char observations_sql[] =
    "SELECT o.series, o.area, o.year, i.id, p.id, a.id, o.value, o.n, o.assessment, o.note, o.missing, o.low, o.high"
    " FROM observations o JOIN series s ON s.plan = o.plan AND s.series = o.series"
    " JOIN indicators i ON i.plan = s.plan AND i.indicator = s.indicator"
    " LEFT JOIN populations p ON p.plan = s.plan AND p.population = s.population"
    " JOIN areas a ON a.plan = o.plan AND a.area = o.area WHERE o.plan = ? ORDER BY o.series, o.area, o.year";

static void tell_observation(struct keeping *keeping, sqlite3_stmt *rows, size_t indicator, size_t area)
{
    struct findings *findings = keeping->resolver->findings;
    enum lang lang = findings->lang;
    int year = sqlite3_column_int(rows, 2);
    const char *id = shown(column_text(rows, 3));
    if (keeping->drop)
        keeping->counts->dropped++;
    else if (indicator == ROW_NONE)
        finding_error(
            findings, "/indicators",
            tr(lang, "the database keeps an observation of %d for the indicator \"%s\", which this file no longer has; "
                     "add it, or drop the observation with --drop-orphans"),
            year, id);
    else if (area == ROW_NONE)
        finding_error(
            findings, "/areas",
            tr(lang,
               "the database keeps an observation of %d for the indicator \"%s\" in the area \"%s\", which this file "
               "no longer has; add it, or drop the observation with --drop-orphans"),
            year, id, shown(column_text(rows, 5)));
    else if (sql_null(rows, 4))
        finding_error(
            findings, pointer_of("/indicators/%zu", indicator).text,
            tr(lang,
               "the database keeps an observation of %d for the indicator \"%s\" without a population; now it has "
               "populations; drop the observation with --drop-orphans"),
            year, id);
    else
        finding_error(findings, pointer_of("/indicators/%zu", indicator).text,
                      tr(lang, "the database keeps an observation of %d for the indicator \"%s\" on the population "
                               "\"%s\", on which it is "
                               "no longer measured; add it, or drop the observation with --drop-orphans"),
                      year, id, shown(column_text(rows, 4)));
}

static size_t find_series(const struct keeping *keeping, sqlite3_stmt *rows, size_t indicator)
{
    const struct resolver *resolver = keeping->resolver;
    size_t population = ROW_NONE;
    if (!sql_null(rows, 4)) {
        population = id_index_lookup(&resolver->ids[REF_POPULATION], shown(column_text(rows, 4)));
        if (population == ROW_NONE)
            return ROW_NONE;
    }
    return indicator == ROW_NONE ? ROW_NONE : resolver_series(resolver, indicator, population);
}

static enum status read_observation(struct keeping *keeping, sqlite3_stmt *rows, struct file_observation *observation)
{
    struct arena *arena = keeping->job->arena;
    int64_t year = sqlite3_column_int64(rows, 2);
    *observation = (struct file_observation){
        .year = { true, year },
        .value = real_column(rows, 6),
        .n = { !sql_null(rows, 7), sqlite3_column_int64(rows, 7) },
        .assessment = sql_string(rows, 8, arena),
        .missing = sql_string(rows, 10, arena),
        .low = real_column(rows, 11),
        .high = real_column(rows, 12),
        .place = ROW_NONE,
    };
    struct text_name note = { "observations", sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1), year,
                              "note" };
    return read_words(keeping, rows, 9, note, &observation->note);
}

/* The row at hand, unless the file brings its own. */
static enum status keep_observation(struct keeping *keeping, sqlite3_stmt *rows, const struct number_index *brought)
{
    struct plan_file *file = keeping->resolver->file;
    const struct id_index *ids = keeping->resolver->ids;
    size_t indicator = id_index_lookup(&ids[REF_INDICATOR], shown(column_text(rows, 3)));
    size_t area = id_index_lookup(&ids[REF_AREA], shown(column_text(rows, 5)));
    size_t series = find_series(keeping, rows, indicator);
    if (series == ROW_NONE || area == ROW_NONE) {
        tell_observation(keeping, rows, indicator, area);
        return STATUS_OK;
    }
    if (number_index_find(brought, series, area, (size_t)sqlite3_column_int64(rows, 2)) < brought->count)
        return STATUS_OK;
    struct file_observation *observation = &file->observations.items[file->observations.count++];
    enum status status = read_observation(keeping, rows, observation);
    observation->series = series;
    observation->area = (struct ref){ NULL, area, false };
    observation->indicator = (struct ref){ NULL, indicator, false };
    keeping->counts->observations++;
    return status;
}

static enum status keep_observations(struct keeping *keeping)
{
    struct plan_file *file = keeping->resolver->file;
    struct number_index brought;
    sqlite3_stmt *rows;
    bool row = true;
    if (!number_index_new(&brought, file->observations.count, keeping->job->arena))
        return job_status(keeping->job);
    for (size_t i = 0; i < file->observations.count; i++) {
        const struct file_observation *observation = &file->observations.items[i];
        number_index_add(&brought, observation->series, observation->area.row, (size_t)observation->year.value, i);
    }
    number_index_sort(&brought);
    enum status status =
        make_room(keeping, "SELECT count(*) FROM observations WHERE plan = ?", &file->observations.items,
                  file->observations.count, sizeof *file->observations.items);
    if (status == STATUS_OK)
        status = rows_of(keeping, observations_sql, &rows);
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &keeping->job->err);
        if (status != STATUS_OK || !row)
            break;
        status = keep_observation(keeping, rows, &brought);
    }
    return status;
}

static void check_limits(struct keeping *keeping)
{
    struct findings *findings = keeping->resolver->findings;
    const struct plan_file *file = keeping->resolver->file;
    const char *format = tr(findings->lang, "with those that the database keeps there are %zu; at most %d fit");
    if (file->followups.count > LIMIT_FOLLOWUPS)
        finding_error(findings, "/followups", format, file->followups.count, LIMIT_FOLLOWUPS);
    if (file->observations.count > LIMIT_OBSERVATIONS)
        finding_error(findings, "/observations", format, file->observations.count, LIMIT_OBSERVATIONS);
}

enum status kept_take(struct db *db, struct job *job, int64_t old, struct resolver *resolver, bool drop,
                      struct kept_counts *counts)
{
    static const char language_sql[] = "SELECT language FROM plans WHERE plan = ?";
    struct keeping keeping = {
        .db = db, .job = job, .old = old, .resolver = resolver, .drop = drop, .counts = counts, .old_lang = LANG_FI
    };
    sqlite3_stmt *rows;
    bool row = false;
    enum status status = rows_of(&keeping, language_sql, &rows);
    if (status == STATUS_OK)
        status = sql_step(rows, &row, &job->err);
    if (row) {
        keeping.old_lang = (enum lang)sql_code(rows, 0, &codes_lang, LANG_FI);
        sqlite3_reset(rows);
    }
    if (status == STATUS_OK)
        status = keep_followups(&keeping);
    if (status == STATUS_OK)
        status = keep_observations(&keeping);
    if (status == STATUS_OK)
        check_limits(&keeping);
    return status == STATUS_OK ? job_status(job) : status;
}
