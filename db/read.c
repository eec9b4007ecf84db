/* Reading a plan by its scope, and the small questions about it. */
#include "db/reader.h"

#include <string.h>

static enum status no_plan(struct err *err, const char *id)
{
    return err_set(err, STATUS_NOTFOUND, "there is no plan \"%s\"", id);
}

/* The plan's own row, the one at hand. */
static void fill_plan(struct reader *reader, sqlite3_stmt *statement, enum lang lang, int year)
{
    struct plan *plan = reader->plan;
    reader->number = sqlite3_column_int64(statement, 0);
    reader->language = (enum lang)reader_code(reader, statement, 9, &codes_lang);
    reader->translated = sqlite3_column_int(statement, 13) != 0;
    reader->lang = lang != LANG_NONE ? lang : reader->language;
    reader->year = year != 0 ? year : reader_year(reader, statement, 14);
    reader->area = reader_place(reader, statement, 6, READER_LAST);
    struct translations translations = reader_translations(reader, "plans", 0, 0);
    plan->id = reader_id(reader, statement, 1);
    plan->title = reader_text(reader, statement, 2, &translations, (struct text_key){ .field = "title" });
    plan->part = reader_text(reader, statement, 3, &translations, (struct text_key){ .field = "part" });
    plan->note = reader_text(reader, statement, 4, &translations, (struct text_key){ .field = "note" });
    plan->goal_label = reader_text(reader, statement, 5, &translations, (struct text_key){ .field = "goal_label" });
    plan->from = reader_year(reader, statement, 7);
    plan->to = reader_year(reader, statement, 8);
    plan->language = reader->language;
    plan->draft = reader_code_or(reader, statement, 10, &codes_state, 1) == 0;
    plan->tolerance.kind = (enum tolerance_kind)reader_code_or(reader, statement, 11, &codes_tolerance, TOLERANCE_NONE);
    plan->tolerance.size = reader_value(reader, statement, 12);
    plan->version = reader_id(reader, statement, 15);
    plan->year = reader->year;
    plan->lang = reader->lang;
}

void reader_begin(struct reader *reader, struct db *db, struct job *job, const char *id, enum lang lang, int year)
{
    static const char sql[] =
        "SELECT plan, id, title, part, note, goal_label, area, from_year, to_year, language, state,"
        " tolerance_kind, tolerance_size, translated, newest_year, version FROM plans WHERE id = ?1";
    *reader = (struct reader){ .db = db, .job = job, .area = -1 };
    reader->plan = arena_alloc(job->arena, sizeof *reader->plan);
    sqlite3_stmt *statement = NULL;
    if (reader->plan == NULL || reader_prepare(db, sql, &statement, &job->err) != STATUS_OK ||
        sql_bind(statement, &job->err, "s", id) != STATUS_OK)
        return;
    if (reader_row(reader, statement))
        fill_plan(reader, statement, lang, year);
    else if (!reader_failed(reader))
        no_plan(&job->err, id);
    reader_leave(statement);
}

/* The number that a question about the plan and an id gives; -1: none. */
static int64_t find_number(struct reader *reader, const char *sql, const char *id)
{
    int64_t number = -1;
    sqlite3_stmt *statement = reader_ask_text(reader, sql, reader->number, id);
    if (reader_row(reader, statement))
        number = sqlite3_column_int64(statement, 0);
    reader_leave(statement);
    return number;
}

/* Which indicators the scope names. */
static bool find_indicators(struct reader *reader, const struct plan_scope *scope, const struct action_scope *actions,
                            struct indicator_scope *out)
{
    static const char sql[] = "SELECT indicator FROM indicators WHERE plan = ?1 AND id = ?2";
    *out = (struct indicator_scope){ -1, actions->first_subgoal, actions->last_subgoal };
    if (scope->indicator == NULL)
        return true;
    out->indicator = find_number(reader, sql, scope->indicator);
    if (out->indicator < 0 && !reader_failed(reader))
        err_set(&reader->job->err, STATUS_NOTFOUND, "the plan \"%s\" has no indicator \"%s\"", scope->plan,
                scope->indicator);
    return !reader_failed(reader);
}

/* The numbers of what the scope names. */
static bool find_scope(struct reader *reader, const struct plan_scope *scope, struct action_scope *out)
{
    const struct plan *plan = reader->plan;
    *out = (struct action_scope){ .organisation = -1, .first_subgoal = 0, .last_subgoal = READER_LAST };
    if (scope->organisation != NULL) {
        const struct organisation *organisation = plan_organisation(plan, scope->organisation);
        if (organisation == NULL) {
            err_set(&reader->job->err, STATUS_NOTFOUND, "the plan \"%s\" has no organisation \"%s\"", plan->id,
                    scope->organisation);
            return false;
        }
        out->organisation = organisation - plan->organisations;
    }
    if (scope->goal != NULL) {
        const struct goal *goal = plan_goal(plan, scope->goal);
        if (goal == NULL) {
            err_set(&reader->job->err, STATUS_NOTFOUND, "the plan \"%s\" has no goal \"%s\"", plan->id, scope->goal);
            return false;
        }
        out->first_subgoal = goal->subgoals - reader->subgoals;
        out->last_subgoal = out->first_subgoal + (int64_t)goal->subgoal_count - 1;
    }
    return true;
}

enum status db_plan(struct db *db, struct job *job, const struct plan_scope *scope, const struct plan **out)
{
    struct reader reader;
    struct action_scope actions;
    struct indicator_scope indicators;
    *out = NULL;
    if (job_late(job))
        return job_status(job);
    reader_begin(&reader, db, job, scope->plan, scope->lang, scope->year);
    if (!reader_failed(&reader))
        reader_frame(&reader);
    if (!reader_failed(&reader) && find_scope(&reader, scope, &actions) &&
        find_indicators(&reader, scope, &actions, &indicators)) {
        if (scope->parts & PART_ACTIONS)
            reader_actions(&reader, &actions);
        if (scope->parts & PART_INDICATORS)
            reader_indicators(&reader, &indicators);
        if (scope->parts & PART_EVENTS)
            reader_events(&reader);
    }
    if (job_status(job) == STATUS_OK)
        *out = reader.plan;
    return job_status(job);
}

enum status db_plan_version(struct db *db, const char *plan, struct plan_version *out, struct err *err)
{
    static const char sql[] = "SELECT version, state, language, newest_year, imported_at,"
                              " EXISTS (SELECT 1 FROM indicators i WHERE i.plan = plans.plan) FROM plans WHERE id = ?1";
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *out = (struct plan_version){ .draft = true };
    enum status status = reader_prepare(db, sql, &statement, err);
    if (status == STATUS_OK)
        status = sql_bind(statement, err, "s", plan);
    if (status == STATUS_OK)
        status = sql_step(statement, &row, err);
    if (status == STATUS_OK && !row)
        return no_plan(err, plan);
    if (status != STATUS_OK)
        return status;
    const char *version = (const char *)sqlite3_column_text(statement, 0);
    strncat(out->version, version != NULL ? version : "", sizeof out->version - 1);
    out->draft = sql_code(statement, 1, &codes_state, 1) == 0;
    out->language = (enum lang)sql_code(statement, 2, &codes_lang, LANG_NONE);
    out->newest_year = sqlite3_column_int(statement, 3);
    out->imported_at = sqlite3_column_int64(statement, 4);
    out->indicators = sqlite3_column_int(statement, 5) != 0;
    sqlite3_reset(statement);
    return STATUS_OK;
}

enum status db_reported(struct db *db, struct job *job, const char *plan, int year, bool *out)
{
    /* The first row will do: nearly always the first one that is looked at. */
    static const char sql[] = "SELECT 1 FROM followups WHERE plan = ?1 AND year <= ?2 LIMIT 1";
    struct reader reader;
    *out = false;
    reader_begin(&reader, db, job, plan, LANG_NONE, year);
    sqlite3_stmt *statement = READER_ASK(&reader, sql, reader.number, year);
    *out = reader_row(&reader, statement);
    reader_leave(statement);
    return job_status(job);
}

/* STATUS_NOTFOUND, without words where the plan is there, for a row that is not. */
static enum status find_row(struct db *db, struct job *job, const char *sql, const char *plan, const char *id)
{
    struct reader reader;
    reader_begin(&reader, db, job, plan, LANG_NONE, 0);
    sqlite3_stmt *statement = reader_ask_text(&reader, sql, reader.number, id);
    bool found = reader_row(&reader, statement);
    reader_leave(statement);
    enum status status = job_status(job);
    return status == STATUS_OK && !found ? STATUS_NOTFOUND : status;
}

enum status db_find_goal(struct db *db, struct job *job, const char *plan, const char *goal)
{
    enum status status = find_row(db, job, "SELECT 1 FROM goals WHERE plan = ?1 AND id = ?2", plan, goal);
    if (status == STATUS_NOTFOUND)
        err_set(&job->err, STATUS_NOTFOUND, "the plan \"%s\" has no goal \"%s\"", plan, goal);
    return status;
}

enum status db_find_indicator(struct db *db, struct job *job, const char *plan, const char *indicator)
{
    enum status status = find_row(db, job, "SELECT 1 FROM indicators WHERE plan = ?1 AND id = ?2", plan, indicator);
    if (status == STATUS_NOTFOUND)
        err_set(&job->err, STATUS_NOTFOUND, "the plan \"%s\" has no indicator \"%s\"", plan, indicator);
    return status;
}

enum status db_based_on(struct db *db, struct job *job, const char *plan, const char *const **out, size_t *count)
{
    static const char sql[] = "SELECT DISTINCT based_on_plan FROM subgoals"
                              " WHERE plan = ?1 AND based_on_plan IS NOT NULL ORDER BY based_on_plan";
    struct reader reader;
    const char **plans = NULL;
    size_t capacity = 0;
    *count = 0;
    reader_begin(&reader, db, job, plan, LANG_NONE, 0);
    sqlite3_stmt *statement = READER_ASK(&reader, sql, reader.number);
    while (reader_row(&reader, statement)) {
        const char **one = reader_add(&reader, &plans, count, &capacity, sizeof(char *));
        if (one == NULL)
            break;
        *one = reader_id(&reader, statement, 0);
    }
    *out = plans;
    return job_status(job);
}

/* The number of the organisation that an id asks for: its own, else its member's. -1 where there is none. */
static int64_t find_body(struct reader *reader, const char *id)
{
    static const char own[] = "SELECT organisation FROM organisations WHERE plan = ?1 AND id = ?2";
    static const char of_member[] =
        "SELECT organisation FROM members WHERE plan = ?1 AND id = ?2 ORDER BY organisation LIMIT 1";
    int64_t number = find_number(reader, own, id);
    return number >= 0 ? number : find_number(reader, of_member, id);
}

enum status db_member_owner(struct db *db, struct job *job, const char *plan, const char *id, const char **organisation)
{
    static const char sql[] = "SELECT id FROM organisations WHERE plan = ?1 AND organisation = ?2";
    struct reader reader;
    *organisation = NULL;
    reader_begin(&reader, db, job, plan, LANG_NONE, 0);
    int64_t number = find_body(&reader, id);
    if (number < 0 && !reader_failed(&reader))
        err_set(&job->err, STATUS_NOTFOUND, "the plan \"%s\" has no organisation or member \"%s\"", plan, id);
    sqlite3_stmt *statement = READER_ASK(&reader, sql, reader.number, number);
    if (reader_row(&reader, statement))
        *organisation = reader_id(&reader, statement, 0);
    else
        reader_damaged(&reader);
    reader_leave(statement);
    return job_status(job);
}

static struct text organisation_name(struct reader *reader, int64_t number)
{
    static const char sql[] = "SELECT name FROM organisations WHERE plan = ?1 AND organisation = ?2";
    struct text name = { NULL, 0, LANG_NONE };
    struct translations translations = reader_translations(reader, "organisations", number, number);
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, number);
    if (reader_row(reader, statement))
        name = reader_text(reader, statement, 0, &translations, (struct text_key){ .item = number, .field = "name" });
    reader_leave(statement);
    return name;
}

static int64_t find_subgoal(struct reader *reader, const char *id)
{
    return find_number(reader, "SELECT subgoal FROM subgoals WHERE plan = ?1 AND id = ?2", id);
}

enum status db_followup_of(struct db *db, struct job *job, const struct followup_query *query,
                           const struct followup_of **out, size_t *count)
{
    struct reader reader;
    struct followup_of *found = NULL;
    size_t capacity = 0;
    *out = NULL;
    *count = 0;
    if (job_status(job) != STATUS_OK)
        return job_status(job);
    reader_begin(&reader, db, job, query->plan, query->lang, query->year);
    if (job->err.status == STATUS_NOTFOUND)
        err_clear(&job->err);
    else if (!reader_failed(&reader) && !reader.plan->draft) {
        struct action_scope scope = { .organisation = find_body(&reader, query->body),
                                      .first_subgoal = find_subgoal(&reader, query->subgoal) };
        scope.last_subgoal = scope.first_subgoal;
        if (scope.organisation >= 0 && scope.first_subgoal >= 0)
            reader_actions(&reader, &scope);
        struct text organisation = { NULL, 0, LANG_NONE };
        if (reader.plan->action_count > 0)
            organisation = organisation_name(&reader, scope.organisation);
        for (size_t i = 0; i < reader.plan->action_count; i++) {
            const struct action *action = &reader.plan->actions[i];
            if (action->followup_count == 0)
                continue;
            struct followup_of *one = reader_add(&reader, &found, count, &capacity, sizeof *one);
            if (one == NULL)
                break;
            one->plan_title = reader.plan->title;
            one->organisation = organisation;
            one->action = action->cells[FIELD_ACTION].text;
            one->followup = action->followups[0];
        }
    }
    *out = found;
    return job_status(job);
}
