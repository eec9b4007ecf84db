/* The second half of export.c: the long lists. */
#include "db/export.h"

#include <string.h>

/* ---- Actions ---- */

static void put_cell(struct export *e, const char *field, int64_t action)
{
    static const char cell_sql[] =
        "SELECT owner <> action, text FROM cells WHERE plan = ? AND action = ? AND field = ?";
    sqlite3_stmt *rows = NULL;
    if (e->status == STATUS_OK)
        e->status = sql_prepare(e->db, cell_sql, &rows, &e->job->err);
    if (e->status == STATUS_OK)
        e->status = sql_bind(rows, &e->job->err, "iis", e->plan, action, field);
    while (export_next(e, rows)) {
        if (sqlite3_column_int(rows, 0) != 0) {
            json_out_open(&e->json, field, '{');
            json_out_string(&e->json, "merge", "above", strlen("above"));
            json_out_close(&e->json, '}');
        } else {
            export_words(e, field, rows, 1, (struct text_name){ "cells", action, 0, 0, field });
        }
    }
}

static void put_action(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    static const char *const fields[] = { "action", "measure", "schedule", "actors", "monitoring" };
    (void)item;
    int64_t action = sqlite3_column_int64(rows, 0);
    export_string(e, "organisation", rows, 1);
    export_string(e, "subgoal", rows, 2);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        put_cell(e, fields[i], action);
    export_string(e, "id", rows, 3);
    put_cell(e, "resources", action);
    export_truth(e, "applies", rows, 4);
}

void export_actions(struct export *e)
{
    static const char actions_sql[] =
        "SELECT a.action, o.id, s.id, a.id, a.applies FROM actions a"
        " JOIN organisations o ON o.plan = a.plan AND o.organisation = a.organisation"
        " JOIN subgoals s ON s.plan = a.plan AND s.subgoal = a.subgoal WHERE a.plan = ? ORDER BY a.action";
    export_objects(e, "actions", actions_sql, -1, true, put_action);
}

/* ---- Indicators and observations ---- */

static void put_populations(struct export *e, int64_t indicator)
{
    static const char series_sql[] =
        "SELECT s.series, p.id, s.unit, s.scale, s.decimals, s.sotkanet,"
        " EXISTS (SELECT 1 FROM translations t WHERE t.plan = s.plan AND t.entity = 'series' AND t.item = s.series)"
        " FROM series s JOIN populations p ON p.plan = s.plan AND p.population = s.population"
        " WHERE s.plan = ? AND s.indicator = ? ORDER BY s.series";
    bool open = false;
    sqlite3_stmt *rows = export_rows_of(e, series_sql, indicator);
    while (export_next(e, rows)) {
        bool plain = sqlite3_column_int(rows, 6) == 0;
        for (int column = 2; column <= 5; column++)
            plain = plain && sql_null(rows, column);
        if (!open)
            json_out_open(&e->json, "populations", '[');
        open = true;
        if (plain) {
            export_string(e, NULL, rows, 1);
            continue;
        }
        json_out_open(&e->json, NULL, '{');
        export_string(e, "population", rows, 1);
        export_words(e, "unit", rows, 2, (struct text_name){ "series", sqlite3_column_int64(rows, 0), 0, 0, "unit" });
        export_string(e, "scale", rows, 3);
        export_whole(e, "decimals", rows, 4);
        export_whole(e, "sotkanet", rows, 5);
        json_out_close(&e->json, '}');
    }
    if (open)
        json_out_close(&e->json, ']');
}

static void put_target(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    export_whole(e, "year", rows, 0);
    export_real(e, "value", rows, 1);
    export_string(e, "population", rows, 2);
}

static void put_indicator(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    static const char sources_sql[] =
        "SELECT position, text FROM indicator_sources WHERE plan = ? AND indicator = ? ORDER BY position";
    static const char subgoals_sql[] =
        "SELECT s.id FROM indicator_subgoals i JOIN subgoals s ON s.plan = i.plan AND s.subgoal = i.subgoal"
        " WHERE i.plan = ? AND i.indicator = ? ORDER BY i.position";
    static const char targets_sql[] = "SELECT t.year, t.value, p.id FROM indicator_targets t"
                                      " LEFT JOIN populations p ON p.plan = t.plan AND p.population = t.population"
                                      " WHERE t.plan = ? AND t.indicator = ? ORDER BY t.position";
    (void)item;
    int64_t indicator = sqlite3_column_int64(rows, 0);
    export_string(e, "id", rows, 1);
    export_whole(e, "number", rows, 2);
    export_string(e, "theme", rows, 3);
    export_words(e, "title", rows, 4, (struct text_name){ "indicators", indicator, 0, 0, "title" });
    export_words(e, "definition", rows, 5, (struct text_name){ "indicators", indicator, 0, 0, "definition" });
    export_words(e, "unit", rows, 6, (struct text_name){ "indicators", indicator, 0, 0, "unit" });
    export_whole(e, "decimals", rows, 7);
    export_string(e, "direction", rows, 8);
    export_lines(e, "sources", sources_sql, "indicator_sources", indicator);
    put_populations(e, indicator);
    export_ids(e, "subgoals", subgoals_sql, indicator);
    export_tolerance(e, rows, 9);
    export_whole(e, "sotkanet", rows, 11);
    export_string(e, "scale", rows, 12);
    export_objects(e, "targets", targets_sql, indicator, false, put_target);
}

void export_indicators(struct export *e)
{
    static const char indicators_sql[] =
        "SELECT i.indicator, i.id, i.number, t.id, i.title, i.definition, i.unit, i.decimals, i.direction,"
        " i.tolerance_kind, i.tolerance_size, i.sotkanet, i.scale FROM indicators i"
        " LEFT JOIN themes t ON t.plan = i.plan AND t.theme = i.theme WHERE i.plan = ? ORDER BY i.indicator";
    export_objects(e, "indicators", indicators_sql, -1, false, put_indicator);
}

static void put_observation(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    struct text_name note = { "observations", sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
                              sqlite3_column_int64(rows, 5), "note" };
    export_string(e, "indicator", rows, 2);
    export_string(e, "population", rows, 3);
    export_string(e, "area", rows, 4);
    export_whole(e, "year", rows, 5);
    export_real(e, "value", rows, 6);
    export_whole(e, "n", rows, 7);
    export_string(e, "assessment", rows, 8);
    export_words(e, "note", rows, 9, note);
    export_string(e, "missing", rows, 10);
    export_real(e, "low", rows, 11);
    export_real(e, "high", rows, 12);
}

void export_observations(struct export *e)
{
    static const char observations_sql[] =
        "SELECT o.series, o.area, i.id, p.id, a.id, o.year, o.value, o.n, o.assessment, o.note, o.missing, o.low, "
        "o.high"
        " FROM observations o JOIN series s ON s.plan = o.plan AND s.series = o.series"
        " JOIN indicators i ON i.plan = s.plan AND i.indicator = s.indicator"
        " LEFT JOIN populations p ON p.plan = s.plan AND p.population = s.population"
        " JOIN areas a ON a.plan = o.plan AND a.area = o.area WHERE o.plan = ? ORDER BY o.series, o.area, o.year";
    export_objects(e, "observations", observations_sql, -1, false, put_observation);
}

/* ---- The annual clock, follow-up, extensions ---- */

static void put_event(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    int64_t event = sqlite3_column_int64(rows, 0);
    export_whole(e, "month", rows, 1);
    export_whole(e, "to_month", rows, 2);
    export_words(e, "title", rows, 3, (struct text_name){ "events", event, 0, 0, "title" });
    export_words(e, "actors", rows, 4, (struct text_name){ "events", event, 0, 0, "actors" });
    export_string(e, "kind", rows, 5);
}

void export_events(struct export *e)
{
    static const char events_sql[] =
        "SELECT event, month, to_month, title, actors, kind FROM events WHERE plan = ? ORDER BY event";
    export_objects(e, "events", events_sql, -1, false, put_event);
}

static void put_figures(struct export *e, int64_t action, int64_t year)
{
    static const char figures_sql[] = "SELECT position, name, value, truth, unit FROM figures"
                                      " WHERE plan = ? AND action = ? AND year = ? ORDER BY position";
    sqlite3_stmt *rows = NULL;
    bool open = false;
    if (e->status == STATUS_OK)
        e->status = sql_prepare(e->db, figures_sql, &rows, &e->job->err);
    if (e->status == STATUS_OK)
        e->status = sql_bind(rows, &e->job->err, "iii", e->plan, action, year);
    while (export_next(e, rows)) {
        int64_t position = sqlite3_column_int64(rows, 0);
        if (!open)
            json_out_open(&e->json, "figures", '[');
        open = true;
        json_out_open(&e->json, NULL, '{');
        export_words(e, "name", rows, 1, (struct text_name){ "figures", action, position, year, "name" });
        export_real(e, "value", rows, 2);
        export_truth(e, "value", rows, 3);
        export_words(e, "unit", rows, 4, (struct text_name){ "figures", action, position, year, "unit" });
        json_out_close(&e->json, '}');
    }
    if (open)
        json_out_close(&e->json, ']');
}

/* The action is named by its id where it has one, else by organisation and subgoal. */
static void put_followup(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    int64_t action = sqlite3_column_int64(rows, 0);
    int64_t year = sqlite3_column_int64(rows, 3);
    bool named = !sql_null(rows, 8);
    if (!named) {
        export_string(e, "organisation", rows, 1);
        export_string(e, "subgoal", rows, 2);
    }
    export_whole(e, "year", rows, 3);
    export_string(e, "status", rows, 4);
    export_words(e, "progress", rows, 5, (struct text_name){ "followups", action, 0, year, "progress" });
    put_figures(e, action, year);
    if (e->authors)
        export_string(e, "author", rows, 6);
    export_string(e, "date", rows, 7);
    if (named)
        export_string(e, "action", rows, 8);
}

void export_followups(struct export *e)
{
    static const char followups_sql[] =
        "SELECT f.action, o.id, s.id, f.year, f.status, f.progress, f.author, f.date, a.id FROM followups f"
        " JOIN actions a ON a.plan = f.plan AND a.action = f.action"
        " JOIN organisations o ON o.plan = a.plan AND o.organisation = a.organisation"
        " JOIN subgoals s ON s.plan = a.plan AND s.subgoal = a.subgoal WHERE f.plan = ? ORDER BY f.action, f.year";
    export_objects(e, "followups", followups_sql, -1, false, put_followup);
}

void export_extensions(struct export *e)
{
    static const char extensions_sql[] = "SELECT key, value FROM extensions WHERE plan = ? ORDER BY key";
    sqlite3_stmt *rows = export_rows_of(e, extensions_sql, -1);
    while (export_next(e, rows)) {
        struct json *json = NULL;
        int line, column;
        const char *key = (const char *)sqlite3_column_text(rows, 0);
        const char *text = (const char *)sqlite3_column_text(rows, 1);
        e->status = text == NULL
                        ? STATUS_NOMEM
                        : json_read(text, (size_t)sqlite3_column_bytes(rows, 1), &json, &e->job->err, &line, &column);
        if (e->status == STATUS_OK)
            json_out_value(&e->json, key, json);
        json_free(json);
    }
    if (e->status != STATUS_OK && rows != NULL)
        sqlite3_reset(rows);
}
