/* db_export: a plan as a plan file in its canonical form. Keys stand in the schema's order, absent and empty ones are
 * left out; lists stand in the plan's order, observations by indicator, population, area and year, follow-up by action
 * and year. */
#include "db/export.h"

#include "db/db.h"
#include "db/insert.h"

#include <string.h>

/* The rows of `sql`, whose parameter 1 is the plan and 2, where `item` >= 0, is that. NULL on failure, kept in
 * e->status. */
sqlite3_stmt *export_rows_of(struct export *e, const char *sql, int64_t item)
{
    sqlite3_stmt *rows = NULL;
    if (e->status == STATUS_OK)
        e->status = sql_prepare(e->db, sql, &rows, &e->job->err);
    if (e->status == STATUS_OK)
        e->status = sql_bind(rows, &e->job->err, item < 0 ? "i" : "ii", e->plan, item);
    return e->status == STATUS_OK ? rows : NULL;
}

/* The next row; false at the end and on failure, which stops the whole export. */
bool export_next(struct export *e, sqlite3_stmt *rows)
{
    bool row = false;
    if (e->status == STATUS_OK && rows != NULL)
        e->status = sql_step(rows, &row, &e->job->err);
    if (row && buf_status(e->json.out) != STATUS_OK)
        e->status = buf_status(e->json.out);
    if (row && e->status != STATUS_OK)
        sqlite3_reset(rows);
    return row && e->status == STATUS_OK;
}

/* ---- Columns as keys; a column that is NULL is left out ---- */

void export_string(struct export *e, const char *key, sqlite3_stmt *rows, int column)
{
    const char *bytes = (const char *)sqlite3_column_text(rows, column);
    if (bytes != NULL)
        json_out_string(&e->json, key, bytes, (size_t)sqlite3_column_bytes(rows, column));
}

void export_whole(struct export *e, const char *key, sqlite3_stmt *rows, int column)
{
    if (!sql_null(rows, column))
        json_out_whole(&e->json, key, sqlite3_column_int64(rows, column));
}

void export_real(struct export *e, const char *key, sqlite3_stmt *rows, int column)
{
    if (!sql_null(rows, column))
        json_out_real(&e->json, key, sqlite3_column_double(rows, column));
}

void export_truth(struct export *e, const char *key, sqlite3_stmt *rows, int column)
{
    if (!sql_null(rows, column))
        json_out_truth(&e->json, key, sqlite3_column_int(rows, column) != 0);
}

/* Two columns: kind and size. */
void export_tolerance(struct export *e, sqlite3_stmt *rows, int column)
{
    if (sql_null(rows, column))
        return;
    json_out_open(&e->json, "tolerance", '{');
    export_real(e, (const char *)sqlite3_column_text(rows, column), rows, column + 1);
    json_out_close(&e->json, '}');
}

/* A text in the plan's language from `column`, or an object with all its languages. */
void export_words(struct export *e, const char *key, sqlite3_stmt *rows, int column, struct text_name name)
{
    struct text texts[LANG_COUNT] = { { NULL, 0, LANG_NONE } };
    if (e->status != STATUS_OK)
        return;
    bool any = false;
    if (e->translated)
        e->status = translations_read(e->db, e->job, e->plan, &name, texts, &any);
    if (!any) {
        export_string(e, key, rows, column);
        return;
    }
    texts[e->lang] = (struct text){ (const char *)sqlite3_column_text(rows, column),
                                    (uint32_t)sqlite3_column_bytes(rows, column), e->lang };
    json_out_open(&e->json, key, '{');
    for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++)
        if (!text_absent(texts[lang]))
            json_out_string(&e->json, lang_tag(lang), texts[lang].bytes, texts[lang].length);
    json_out_close(&e->json, '}');
}

/* A list under `key`, left out where it has no rows: `sql` gives position and text, for the thing `item` of `entity`.
 */
void export_lines(struct export *e, const char *key, const char *sql, const char *entity, int64_t item)
{
    bool open = false;
    sqlite3_stmt *rows = export_rows_of(e, sql, item);
    while (export_next(e, rows)) {
        int64_t position = sqlite3_column_int64(rows, 0);
        struct text_name name = { entity, item < 0 ? position : item, item < 0 ? 0 : position, 0, "text" };
        if (!open)
            json_out_open(&e->json, key, '[');
        open = true;
        export_words(e, NULL, rows, 1, name);
    }
    if (open)
        json_out_close(&e->json, ']');
}

/* A list of ids under `key`, left out where it is empty. */
void export_ids(struct export *e, const char *key, const char *sql, int64_t item)
{
    bool open = false;
    sqlite3_stmt *rows = export_rows_of(e, sql, item);
    while (export_next(e, rows)) {
        if (!open)
            json_out_open(&e->json, key, '[');
        open = true;
        export_string(e, NULL, rows, 0);
    }
    if (open)
        json_out_close(&e->json, ']');
}

/* A list of objects under `key`, one a row, written by `put`; `required`: also where it is empty. */
void export_objects(struct export *e, const char *key, const char *sql, int64_t item, bool required,
                    void (*put)(struct export *, sqlite3_stmt *, int64_t))
{
    bool open = false;
    sqlite3_stmt *rows = export_rows_of(e, sql, item);
    if (required && rows != NULL) {
        json_out_open(&e->json, key, '[');
        open = true;
    }
    while (export_next(e, rows)) {
        if (!open)
            json_out_open(&e->json, key, '[');
        open = true;
        json_out_open(&e->json, NULL, '{');
        put(e, rows, item);
        json_out_close(&e->json, '}');
    }
    if (open)
        json_out_close(&e->json, ']');
}

/* ---- The plan itself ---- */

static void put_column(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    int64_t position = sqlite3_column_int64(rows, 0);
    export_string(e, "field", rows, 1);
    export_words(e, "heading", rows, 2, (struct text_name){ "plan_columns", position, 0, 0, "heading" });
    export_words(e, "prompt", rows, 3, (struct text_name){ "plan_columns", position, 0, 0, "prompt" });
}

static void put_approval(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    export_words(e, "body", rows, 1, (struct text_name){ "approvals", sqlite3_column_int64(rows, 0), 0, 0, "body" });
    export_string(e, "date", rows, 2);
    export_string(e, "section", rows, 3);
    export_string(e, "diary_number", rows, 4);
}

static const char plan_sql[] =
    "SELECT p.id, p.title, p.part, p.note, a.id, p.from_year, p.to_year, p.language, p.goal_label, p.tolerance_kind,"
    " p.tolerance_size, p.state FROM plans p LEFT JOIN areas a ON a.plan = p.plan AND a.area = p.area WHERE p.plan = ?";

static void put_plan(struct export *e)
{
    static const char slogans_sql[] = "SELECT position, text FROM slogans WHERE plan = ? ORDER BY position";
    static const char columns_sql[] =
        "SELECT position, field, heading, prompt FROM plan_columns WHERE plan = ? ORDER BY position";
    static const char approvals_sql[] =
        "SELECT position, body, date, section, diary_number FROM approvals WHERE plan = ? ORDER BY position";
    sqlite3_stmt *rows = export_rows_of(e, plan_sql, -1);
    if (!export_next(e, rows))
        return;
    json_out_open(&e->json, "plan", '{');
    export_string(e, "id", rows, 0);
    export_words(e, "title", rows, 1, (struct text_name){ "plans", 0, 0, 0, "title" });
    export_words(e, "part", rows, 2, (struct text_name){ "plans", 0, 0, 0, "part" });
    export_lines(e, "slogans", slogans_sql, "slogans", -1);
    export_words(e, "note", rows, 3, (struct text_name){ "plans", 0, 0, 0, "note" });
    export_string(e, "area", rows, 4);
    json_out_open(&e->json, "period", '{');
    export_whole(e, "from", rows, 5);
    export_whole(e, "to", rows, 6);
    json_out_close(&e->json, '}');
    export_string(e, "language", rows, 7);
    export_words(e, "goal_label", rows, 8, (struct text_name){ "plans", 0, 0, 0, "goal_label" });
    export_tolerance(e, rows, 9);
    export_objects(e, "columns", columns_sql, -1, true, put_column);
    export_string(e, "state", rows, 11);
    export_objects(e, "approvals", approvals_sql, -1, false, put_approval);
    json_out_close(&e->json, '}');
    sqlite3_reset(rows);
}

/* ---- Areas, organisations, goals ---- */

static void put_area(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    export_string(e, "id", rows, 1);
    export_words(e, "name", rows, 2, (struct text_name){ "areas", sqlite3_column_int64(rows, 0), 0, 0, "name" });
    export_string(e, "kind", rows, 3);
    export_string(e, "parent", rows, 4);
    export_whole(e, "sotkanet_region", rows, 5);
}

static void put_member(struct export *e, sqlite3_stmt *rows, int64_t organisation)
{
    export_string(e, "id", rows, 1);
    export_words(e, "name", rows, 2,
                 (struct text_name){ "members", organisation, sqlite3_column_int64(rows, 0), 0, "name" });
    export_string(e, "area", rows, 3);
}

static void put_organisation(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    static const char members_sql[] =
        "SELECT m.member, m.id, m.name, a.id FROM members m LEFT JOIN areas a ON a.plan = m.plan AND a.area = m.area"
        " WHERE m.plan = ? AND m.organisation = ? ORDER BY m.member";
    static const char areas_sql[] =
        "SELECT a.id FROM organisation_areas o JOIN areas a ON a.plan = o.plan AND a.area = o.area"
        " WHERE o.plan = ? AND o.organisation = ? ORDER BY o.position";
    static const char succeeds_sql[] =
        "SELECT p.id FROM successions s JOIN organisations p ON p.plan = s.plan AND p.organisation = s.predecessor"
        " WHERE s.plan = ? AND s.organisation = ? ORDER BY s.position";
    (void)item;
    int64_t organisation = sqlite3_column_int64(rows, 0);
    export_string(e, "id", rows, 1);
    export_words(e, "name", rows, 2, (struct text_name){ "organisations", organisation, 0, 0, "name" });
    export_string(e, "kind", rows, 3);
    export_objects(e, "members", members_sql, organisation, false, put_member);
    export_ids(e, "areas", areas_sql, organisation);
    export_ids(e, "succeeds", succeeds_sql, organisation);
}

/* Groups, populations and themes. */
static void put_named(struct export *e, const char *key, const char *sql, const char *entity)
{
    bool open = false;
    sqlite3_stmt *rows = export_rows_of(e, sql, -1);
    while (export_next(e, rows)) {
        if (!open)
            json_out_open(&e->json, key, '[');
        open = true;
        json_out_open(&e->json, NULL, '{');
        export_string(e, "id", rows, 1);
        export_words(e, "name", rows, 2, (struct text_name){ entity, sqlite3_column_int64(rows, 0), 0, 0, "name" });
        json_out_close(&e->json, '}');
    }
    if (open)
        json_out_close(&e->json, ']');
}

static void put_subgoal(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    (void)item;
    export_string(e, "id", rows, 1);
    export_string(e, "number", rows, 2);
    export_words(e, "title", rows, 3, (struct text_name){ "subgoals", sqlite3_column_int64(rows, 0), 0, 0, "title" });
    export_string(e, "group", rows, 4);
    export_string(e, "ease", rows, 5);
    export_string(e, "impact", rows, 6);
    if (!sql_null(rows, 7)) {
        json_out_open(&e->json, "based_on", '{');
        export_string(e, "plan", rows, 7);
        export_string(e, "subgoal", rows, 8);
        json_out_close(&e->json, '}');
    }
}

static void put_goal(struct export *e, sqlite3_stmt *rows, int64_t item)
{
    static const char targets_sql[] =
        "SELECT position, text FROM goal_targets WHERE plan = ? AND goal = ? ORDER BY position";
    static const char subgoals_sql[] =
        "SELECT s.subgoal, s.id, s.number, s.title, g.id, s.ease, s.impact, s.based_on_plan, s.based_on_subgoal"
        " FROM subgoals s LEFT JOIN age_groups g ON g.plan = s.plan AND g.age_group = s.age_group"
        " WHERE s.plan = ? AND s.goal = ? ORDER BY s.subgoal";
    (void)item;
    int64_t goal = sqlite3_column_int64(rows, 0);
    export_string(e, "id", rows, 1);
    export_string(e, "number", rows, 2);
    export_words(e, "title", rows, 3, (struct text_name){ "goals", goal, 0, 0, "title" });
    export_lines(e, "targets", targets_sql, "goal_targets", goal);
    export_objects(e, "subgoals", subgoals_sql, goal, true, put_subgoal);
}

/* ---- The whole ---- */

static void put_file(struct export *e)
{
    static const char areas_sql[] =
        "SELECT a.area, a.id, a.name, a.kind, p.id, a.sotkanet_region FROM areas a"
        " LEFT JOIN areas p ON p.plan = a.plan AND p.area = a.parent WHERE a.plan = ? ORDER BY a.area";
    static const char organisations_sql[] =
        "SELECT organisation, id, name, kind FROM organisations WHERE plan = ? ORDER BY organisation";
    static const char groups_sql[] = "SELECT age_group, id, name FROM age_groups WHERE plan = ? ORDER BY age_group";
    static const char goals_sql[] = "SELECT goal, id, number, title FROM goals WHERE plan = ? ORDER BY goal";
    static const char populations_sql[] =
        "SELECT population, id, name FROM populations WHERE plan = ? ORDER BY population";
    static const char themes_sql[] = "SELECT theme, id, name FROM themes WHERE plan = ? ORDER BY theme";
    json_out_open(&e->json, NULL, '{');
    json_out_string(&e->json, "format", "vuosikello/plan", strlen("vuosikello/plan"));
    json_out_whole(&e->json, "version", 1);
    put_plan(e);
    export_objects(e, "areas", areas_sql, -1, false, put_area);
    export_objects(e, "organisations", organisations_sql, -1, true, put_organisation);
    put_named(e, "groups", groups_sql, "age_groups");
    export_objects(e, "goals", goals_sql, -1, true, put_goal);
    export_actions(e);
    put_named(e, "populations", populations_sql, "populations");
    export_indicators(e);
    export_observations(e);
    export_events(e);
    export_followups(e);
    put_named(e, "themes", themes_sql, "themes");
    export_extensions(e);
    json_out_close(&e->json, '}');
    buf_char(e->json.out, '\n');
}

enum status export_plan(struct db *db, struct job *job, int64_t plan, bool authors, struct buf *out)
{
    static const char header_sql[] = "SELECT language, translated FROM plans WHERE plan = ?";
    struct export e = {
        .db = db, .job = job, .json = { .out = out, .empty = true }, .plan = plan, .authors = authors
    };
    sqlite3_stmt *rows = export_rows_of(&e, header_sql, -1);
    if (export_next(&e, rows)) {
        e.lang = (enum lang)sql_code(rows, 0, &codes_lang, LANG_FI);
        e.translated = sqlite3_column_int(rows, 1) != 0;
        sqlite3_reset(rows);
        put_file(&e);
    }
    if (e.status == STATUS_OK)
        e.status = job_status(job);
    return e.status == STATUS_OK ? buf_tell(out, &job->err) : e.status;
}

enum status db_export(struct db *db, struct job *job, const char *plan, bool authors, struct buf *out)
{
    int64_t at;
    enum status status = plan_require(db, job, plan, &at);
    if (status != STATUS_OK)
        return status;
    return export_plan(db, job, at, authors, out);
}
