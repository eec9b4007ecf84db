#include "db/insert.h"

#include "base/clock.h"
#include "db/index.h"
#include "db/search_fill.h"

#include <stdlib.h>
#include <string.h>

struct insertion {
    struct db *db;
    struct job *job;
    const struct plan_file *file;
    int64_t plan;
    bool translated;    /* a text in another language was stored */
    enum status status; /* the first failure; then nothing more is stored */
};

/* ---- Helpers ---- */

/* Runs `sql`, an INSERT whose first parameter is the plan, with sql_bind's arguments for the others. */
static void put(struct insertion *in, const char *sql, const char *format, ...)
{
    sqlite3_stmt *statement;
    if (in->status != STATUS_OK)
        return;
    in->status = sql_prepare(in->db, sql, &statement, &in->job->err);
    if (in->status == STATUS_OK)
        in->status = sql_bind(statement, &in->job->err, "i", in->plan);
    va_list args;
    va_start(args, format);
    if (in->status == STATUS_OK)
        in->status = sql_vbind(statement, &in->job->err, 2, format, args);
    va_end(args);
    if (in->status == STATUS_OK)
        in->status = sql_run(statement, &in->job->err);
}

/* A row's number, as sql_bind's 'n' takes it. */
static int64_t number(size_t row)
{
    return row == ROW_NONE ? -1 : (int64_t)row;
}

struct text_key { /* which text, in the table `translations` */
    const char *entity;
    size_t item, part;
    int64_t year;
    const char *field;
};

/* The other languages of a text whose own language is stored already. */
static void put_others(struct insertion *in, const struct words *words, struct text_key key)
{
    static const char sql[] = "INSERT INTO translations (plan, entity, item, part, year, field, lang, text)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    for (enum lang lang = LANG_FI; words->others != NULL && lang < LANG_COUNT; lang++) {
        if (text_absent(words->others[lang]))
            continue;
        in->translated = true;
        put(in, sql, "siiisst", key.entity, (int64_t)key.item, (int64_t)key.part, key.year, key.field, lang_tag(lang),
            words->others[lang]);
    }
}

static bool has_words(const struct words *words)
{
    return !text_absent(words->own) || words->others != NULL;
}

/* ---- The plan itself ---- */

/* The default year of its reports: the newest with follow-up, else of the observations, else the plan's first. */
static int64_t newest_year(const struct plan_file *file)
{
    int64_t newest = 0;
    for (size_t i = 0; i < file->followups.count; i++)
        if (file->followups.items[i].year.value > newest)
            newest = file->followups.items[i].year.value;
    for (size_t i = 0; file->followups.count == 0 && i < file->observations.count; i++)
        if (file->observations.items[i].year.value > newest)
            newest = file->observations.items[i].year.value;
    return newest == 0 ? file->plan.period.from.value : newest;
}

static void put_plan(struct insertion *in)
{
    static const char sql[] =
        "INSERT INTO plans (plan, id, title, part, note, goal_label, area, from_year, to_year, language, state,"
        " tolerance_kind, tolerance_size, newest_year, version, imported_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    /* Until plan_stamp */
    static const char unknown[] = "0000000000000000000000000000000000000000000000000000000000000000";
    const struct file_header *plan = &in->file->plan;
    put(in, sql, "sttttniisssris", plan->id, plan->title.own, plan->part.own, plan->note.own, plan->goal_label.own,
        number(plan->area.row), plan->period.from.value, plan->period.to.value, plan->language, plan->state,
        plan->tolerance.kind, plan->tolerance.kind != NULL, plan->tolerance.size, newest_year(in->file), unknown);
    put_others(in, &plan->title, (struct text_key){ "plans", 0, 0, 0, "title" });
    put_others(in, &plan->part, (struct text_key){ "plans", 0, 0, 0, "part" });
    put_others(in, &plan->note, (struct text_key){ "plans", 0, 0, 0, "note" });
    put_others(in, &plan->goal_label, (struct text_key){ "plans", 0, 0, 0, "goal_label" });
}

static void put_plan_lists(struct insertion *in)
{
    static const char slogans_sql[] = "INSERT INTO slogans (plan, position, text) VALUES (?, ?, ?)";
    static const char columns_sql[] =
        "INSERT INTO plan_columns (plan, position, field, heading, prompt) VALUES (?, ?, ?, ?, ?)";
    static const char approvals_sql[] =
        "INSERT INTO approvals (plan, position, body, date, section, diary_number) VALUES (?, ?, ?, ?, ?, ?)";
    static const char extensions_sql[] = "INSERT INTO extensions (plan, key, value) VALUES (?, ?, ?)";
    const struct file_header *plan = &in->file->plan;
    for (size_t i = 0; i < plan->slogans.count; i++) {
        put(in, slogans_sql, "it", (int64_t)i, plan->slogans.items[i].own);
        put_others(in, &plan->slogans.items[i], (struct text_key){ "slogans", i, 0, 0, "text" });
    }
    for (size_t i = 0; i < plan->columns.count; i++) {
        const struct file_column *column = &plan->columns.items[i];
        put(in, columns_sql, "istt", (int64_t)i, column->field, column->heading.own, column->prompt.own);
        put_others(in, &column->heading, (struct text_key){ "plan_columns", i, 0, 0, "heading" });
        put_others(in, &column->prompt, (struct text_key){ "plan_columns", i, 0, 0, "prompt" });
    }
    for (size_t i = 0; i < plan->approvals.count; i++) {
        const struct file_approval *approval = &plan->approvals.items[i];
        put(in, approvals_sql, "itstt", (int64_t)i, approval->body.own, approval->date, approval->section,
            approval->diary_number);
        put_others(in, &approval->body, (struct text_key){ "approvals", i, 0, 0, "body" });
    }
    for (size_t i = 0; i < in->file->extensions.count; i++)
        put(in, extensions_sql, "ss", in->file->extensions.items[i].key, in->file->extensions.items[i].json);
}

/* ---- Areas, organisations, goals ---- */

static void put_areas(struct insertion *in)
{
    static const char sql[] =
        "INSERT INTO areas (plan, area, id, name, kind, parent, sotkanet_region) VALUES (?, ?, ?, ?, ?, ?, ?)";
    for (size_t i = 0; i < in->file->areas.count; i++) {
        const struct file_area *area = &in->file->areas.items[i];
        put(in, sql, "istsno", (int64_t)i, area->id, area->name.own, area->kind, number(area->parent.row),
            area->sotkanet_region.there, area->sotkanet_region.value);
        put_others(in, &area->name, (struct text_key){ "areas", i, 0, 0, "name" });
    }
}

static void put_members(struct insertion *in, size_t at)
{
    static const char sql[] =
        "INSERT INTO members (plan, organisation, member, id, name, area) VALUES (?, ?, ?, ?, ?, ?)";
    const struct file_organisation *organisation = &in->file->organisations.items[at];
    for (size_t i = 0; i < organisation->members.count; i++) {
        const struct file_member *member = &organisation->members.items[i];
        put(in, sql, "iistn", (int64_t)at, (int64_t)i, member->id, member->name.own, number(member->area.row));
        put_others(in, &member->name, (struct text_key){ "members", at, i, 0, "name" });
    }
}

static void put_organisations(struct insertion *in)
{
    static const char sql[] = "INSERT INTO organisations (plan, organisation, id, name, kind) VALUES (?, ?, ?, ?, ?)";
    static const char areas_sql[] =
        "INSERT INTO organisation_areas (plan, organisation, position, area) VALUES (?, ?, ?, ?)";
    static const char succeeds_sql[] =
        "INSERT INTO successions (plan, organisation, position, predecessor) VALUES (?, ?, ?, ?)";
    const struct plan_file *file = in->file;
    for (size_t i = 0; i < file->organisations.count; i++) {
        const struct file_organisation *organisation = &file->organisations.items[i];
        put(in, sql, "ists", (int64_t)i, organisation->id, organisation->name.own, organisation->kind);
        put_others(in, &organisation->name, (struct text_key){ "organisations", i, 0, 0, "name" });
        put_members(in, i);
        for (size_t j = 0; j < organisation->areas.count; j++)
            put(in, areas_sql, "iin", (int64_t)i, (int64_t)j, number(organisation->areas.items[j].row));
    }
    for (size_t i = 0; i < file->organisations.count; i++)
        for (size_t j = 0; j < file->organisations.items[i].succeeds.count; j++)
            put(in, succeeds_sql, "iin", (int64_t)i, (int64_t)j,
                number(file->organisations.items[i].succeeds.items[j].row));
}

/* Groups, populations and themes: `sql` takes number, id and name. */
static void put_named(struct insertion *in, const char *sql, const char *entity, const struct file_named *items,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put(in, sql, "ist", (int64_t)i, items[i].id, items[i].name.own);
        put_others(in, &items[i].name, (struct text_key){ entity, i, 0, 0, "name" });
    }
}

static void put_subgoals(struct insertion *in, size_t at)
{
    static const char sql[] =
        "INSERT INTO subgoals (plan, subgoal, goal, id, number, title, age_group, ease, impact, based_on_plan,"
        " based_on_subgoal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    const struct file_goal *goal = &in->file->goals.items[at];
    for (size_t i = 0; i < goal->subgoals.count; i++) {
        const struct file_subgoal *subgoal = &goal->subgoals.items[i];
        size_t row = goal->first_subgoal + i;
        put(in, sql, "iisttnssss", (int64_t)row, (int64_t)at, subgoal->id, subgoal->number, subgoal->title.own,
            number(subgoal->group.row), subgoal->ease, subgoal->impact, subgoal->based_on.plan,
            subgoal->based_on.subgoal);
        put_others(in, &subgoal->title, (struct text_key){ "subgoals", row, 0, 0, "title" });
    }
}

static void put_goals(struct insertion *in)
{
    static const char sql[] = "INSERT INTO goals (plan, goal, id, number, title) VALUES (?, ?, ?, ?, ?)";
    static const char targets_sql[] = "INSERT INTO goal_targets (plan, goal, position, text) VALUES (?, ?, ?, ?)";
    for (size_t i = 0; i < in->file->goals.count; i++) {
        const struct file_goal *goal = &in->file->goals.items[i];
        put(in, sql, "istt", (int64_t)i, goal->id, goal->number, goal->title.own);
        put_others(in, &goal->title, (struct text_key){ "goals", i, 0, 0, "title" });
        for (size_t j = 0; j < goal->targets.count; j++) {
            put(in, targets_sql, "iit", (int64_t)i, (int64_t)j, goal->targets.items[j].own);
            put_others(in, &goal->targets.items[j], (struct text_key){ "goal_targets", i, j, 0, "text" });
        }
        put_subgoals(in, i);
    }
}

/* ---- Actions and follow-up ---- */

static void put_actions(struct insertion *in)
{
    static const char sql[] =
        "INSERT INTO actions (plan, action, organisation, subgoal, id, applies) VALUES (?, ?, ?, ?, ?, ?)";
    static const char cells_sql[] = "INSERT INTO cells (plan, action, field, owner, text) VALUES (?, ?, ?, ?, ?)";
    static const char *const fields[CELL_COUNT] = {
        "action", "measure", "schedule", "actors", "monitoring", "resources"
    };
    for (size_t i = 0; i < in->file->actions.count; i++) {
        const struct file_action *action = &in->file->actions.items[i];
        put(in, sql, "innso", (int64_t)i, number(action->organisation.row), number(action->subgoal.row), action->id,
            action->applies.there, action->applies.value);
        for (int j = 0; j < CELL_COUNT; j++) {
            const struct file_cell *cell = &action->cells[j];
            if (!cell->merged && !has_words(&cell->words))
                continue;
            put(in, cells_sql, "isit", (int64_t)i, fields[j], (int64_t)cell->owner, cell->words.own);
            put_others(in, &cell->words, (struct text_key){ "cells", i, 0, 0, fields[j] });
        }
        if (in->status == STATUS_OK && job_late_at(in->job, i))
            in->status = STATUS_DEADLINE;
    }
}

static void put_followup(struct insertion *in, const struct file_followup *followup)
{
    static const char sql[] = "INSERT INTO followups (plan, action, year, status, progress, author, date)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)";
    static const char figures_sql[] = "INSERT INTO figures (plan, action, year, position, name, unit, value, truth)"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    size_t action = followup->action.row;
    int64_t year = followup->year.value;
    put(in, sql, "iistts", (int64_t)action, year, followup->status, followup->progress.own, followup->author,
        followup->date);
    put_others(in, &followup->progress, (struct text_key){ "followups", action, 0, year, "progress" });
    for (size_t i = 0; i < followup->figures.count; i++) {
        const struct file_figure *figure = &followup->figures.items[i];
        put(in, figures_sql, "iiittro", (int64_t)action, year, (int64_t)i, figure->name.own, figure->unit.own,
            figure->value.number.there, figure->value.number.value, figure->value.truth.there,
            figure->value.truth.value);
        put_others(in, &figure->name, (struct text_key){ "figures", action, i, year, "name" });
        put_others(in, &figure->unit, (struct text_key){ "figures", action, i, year, "unit" });
    }
}

/* In the key's order, so that the tables grow at their ends only. */
static void put_followups(struct insertion *in)
{
    const struct plan_file *file = in->file;
    struct number_index order;
    if (!number_index_new(&order, file->followups.count, in->job->arena))
        return;
    for (size_t i = 0; i < file->followups.count; i++) {
        const struct file_followup *followup = &file->followups.items[i];
        number_index_add(&order, followup->action.row, (size_t)followup->year.value, 0, i);
    }
    number_index_sort(&order);
    for (size_t i = 0; i < order.count; i++)
        put_followup(in, &file->followups.items[order.items[i].row]);
}

/* ---- Indicators and observations ---- */

static void put_series(struct insertion *in, size_t at)
{
    static const char sql[] =
        "INSERT INTO series (plan, series, indicator, population, unit, scale, decimals, sotkanet)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    const struct file_indicator *indicator = &in->file->indicators.items[at];
    for (size_t i = 0; i < indicator->series.count; i++) {
        const struct file_series *series = &indicator->series.items[i];
        size_t row = indicator->first_series + i;
        put(in, sql, "iintsoo", (int64_t)row, (int64_t)at, number(series->population.row), series->unit.own,
            series->scale, series->decimals.there, series->decimals.value, series->sotkanet.there,
            series->sotkanet.value);
        put_others(in, &series->unit, (struct text_key){ "series", row, 0, 0, "unit" });
    }
}

static void put_indicator_lists(struct insertion *in, size_t at)
{
    static const char sources_sql[] =
        "INSERT INTO indicator_sources (plan, indicator, position, text) VALUES (?, ?, ?, ?)";
    static const char subgoals_sql[] =
        "INSERT INTO indicator_subgoals (plan, indicator, position, subgoal) VALUES (?, ?, ?, ?)";
    static const char targets_sql[] =
        "INSERT INTO indicator_targets (plan, indicator, position, year, value, population) VALUES (?, ?, ?, ?, ?, ?)";
    const struct file_indicator *indicator = &in->file->indicators.items[at];
    for (size_t i = 0; i < indicator->sources.count; i++) {
        put(in, sources_sql, "iit", (int64_t)at, (int64_t)i, indicator->sources.items[i].own);
        put_others(in, &indicator->sources.items[i], (struct text_key){ "indicator_sources", at, i, 0, "text" });
    }
    for (size_t i = 0; i < indicator->subgoals.count; i++)
        put(in, subgoals_sql, "iin", (int64_t)at, (int64_t)i, number(indicator->subgoals.items[i].row));
    for (size_t i = 0; i < indicator->targets.count; i++) {
        const struct file_target *target = &indicator->targets.items[i];
        put(in, targets_sql, "iiidn", (int64_t)at, (int64_t)i, target->year.value, target->value.value,
            number(target->population.row));
    }
}

static void put_indicators(struct insertion *in)
{
    static const char sql[] =
        "INSERT INTO indicators (plan, indicator, id, number, theme, title, definition, unit, decimals, direction,"
        " scale, tolerance_kind, tolerance_size, sotkanet) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    for (size_t i = 0; i < in->file->indicators.count; i++) {
        const struct file_indicator *indicator = &in->file->indicators.items[i];
        put(in, sql, "isintttosssro", (int64_t)i, indicator->id, indicator->number.value, number(indicator->theme.row),
            indicator->title.own, indicator->definition.own, indicator->unit.own, indicator->decimals.there,
            indicator->decimals.value, indicator->direction, indicator->scale, indicator->tolerance.kind,
            indicator->tolerance.kind != NULL, indicator->tolerance.size, indicator->sotkanet.there,
            indicator->sotkanet.value);
        put_others(in, &indicator->title, (struct text_key){ "indicators", i, 0, 0, "title" });
        put_others(in, &indicator->definition, (struct text_key){ "indicators", i, 0, 0, "definition" });
        put_others(in, &indicator->unit, (struct text_key){ "indicators", i, 0, 0, "unit" });
        put_series(in, i);
        put_indicator_lists(in, i);
    }
}

static void put_observation(struct insertion *in, const struct file_observation *observation)
{
    static const char sql[] =
        "INSERT INTO observations (plan, series, area, year, value, missing, n, low, high, assessment, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    put(in, sql, "iiirsorrst", (int64_t)observation->series, (int64_t)observation->area.row, observation->year.value,
        observation->value.there, observation->value.value, observation->missing, observation->n.there,
        observation->n.value, observation->low.there, observation->low.value, observation->high.there,
        observation->high.value, observation->assessment, observation->note.own);
    put_others(in, &observation->note,
               (struct text_key){ "observations", observation->series, observation->area.row, observation->year.value,
                                  "note" });
}

static void put_observations(struct insertion *in)
{
    const struct plan_file *file = in->file;
    struct number_index order;
    if (!number_index_new(&order, file->observations.count, in->job->arena))
        return;
    for (size_t i = 0; i < file->observations.count; i++) {
        const struct file_observation *observation = &file->observations.items[i];
        number_index_add(&order, observation->series, observation->area.row, (size_t)observation->year.value, i);
    }
    number_index_sort(&order);
    for (size_t i = 0; i < order.count && in->status == STATUS_OK; i++) {
        put_observation(in, &file->observations.items[order.items[i].row]);
        if (job_late_at(in->job, i))
            in->status = STATUS_DEADLINE;
    }
}

static void put_events(struct insertion *in)
{
    static const char sql[] =
        "INSERT INTO events (plan, event, month, to_month, title, actors, kind) VALUES (?, ?, ?, ?, ?, ?, ?)";
    for (size_t i = 0; i < in->file->events.count; i++) {
        const struct file_event *event = &in->file->events.items[i];
        put(in, sql, "iiotts", (int64_t)i, event->month.value, event->to_month.there, event->to_month.value,
            event->title.own, event->actors.own, event->kind);
        put_others(in, &event->title, (struct text_key){ "events", i, 0, 0, "title" });
        put_others(in, &event->actors, (struct text_key){ "events", i, 0, 0, "actors" });
    }
}

/* ---- The whole ---- */

enum status plan_insert(struct db *db, struct job *job, const struct plan_file *file, int64_t plan)
{
    static const char translated_sql[] = "UPDATE plans SET translated = 1 WHERE plan = ?";
    struct insertion in = { .db = db, .job = job, .file = file, .plan = plan };
    put_plan(&in);
    put_plan_lists(&in);
    put_areas(&in);
    put_organisations(&in);
    put_named(&in, "INSERT INTO age_groups (plan, age_group, id, name) VALUES (?, ?, ?, ?)", "age_groups",
              file->groups.items, file->groups.count);
    put_goals(&in);
    put_actions(&in);
    put_followups(&in);
    put_named(&in, "INSERT INTO themes (plan, theme, id, name) VALUES (?, ?, ?, ?)", "themes", file->themes.items,
              file->themes.count);
    put_named(&in, "INSERT INTO populations (plan, population, id, name) VALUES (?, ?, ?, ?)", "populations",
              file->populations.items, file->populations.count);
    put_indicators(&in);
    put_observations(&in);
    put_events(&in);
    if (in.translated)
        put(&in, translated_sql, "");
    return in.status == STATUS_OK ? job_status(job) : in.status;
}

enum status plan_stamp(struct db *db, struct job *job, int64_t plan, const char *version)
{
    static const char sql[] = "UPDATE plans SET version = ?, imported_at = ? WHERE plan = ?";
    sqlite3_stmt *statement;
    enum status status = sql_prepare(db, sql, &statement, &job->err);
    if (status == STATUS_OK)
        status = sql_bind(statement, &job->err, "sii", version, clock_unix_seconds(), plan);
    return status == STATUS_OK ? sql_run(statement, &job->err) : status;
}

enum status plan_lookup(struct db *db, struct job *job, const char *id, int64_t *plan)
{
    static const char sql[] = "SELECT plan FROM plans WHERE id = ?";
    sqlite3_stmt *rows;
    bool row = false;
    *plan = -1;
    enum status status = sql_prepare(db, sql, &rows, &job->err);
    if (status == STATUS_OK)
        status = sql_bind(rows, &job->err, "s", id);
    if (status == STATUS_OK)
        status = sql_step(rows, &row, &job->err);
    if (row)
        *plan = sqlite3_column_int64(rows, 0);
    if (row)
        sqlite3_reset(rows);
    return status;
}

enum status plan_require(struct db *db, struct job *job, const char *id, int64_t *plan)
{
    enum status status = plan_lookup(db, job, id, plan);
    if (status == STATUS_OK && *plan < 0)
        status = err_set(&job->err, STATUS_NOTFOUND, "there is no plan \"%s\"", id);
    return status;
}

enum status plan_delete(struct db *db, struct job *job, int64_t plan)
{
    /* Who refers to others goes first */
    static const char *const statements[] = {
        "DELETE FROM search WHERE rowid BETWEEN ?1 * " SEARCH_ROWS_SQL " AND ?1 * " SEARCH_ROWS_SQL " + " SEARCH_ROWS_SQL
        " - 1",
        "DELETE FROM search_forms WHERE plan = ?",
        "DELETE FROM wordbooks WHERE plan = ?",
        "DELETE FROM translations WHERE plan = ?",
        "DELETE FROM warnings WHERE plan = ?",
        "DELETE FROM extensions WHERE plan = ?",
        "DELETE FROM events WHERE plan = ?",
        "DELETE FROM observations WHERE plan = ?",
        "DELETE FROM indicator_targets WHERE plan = ?",
        "DELETE FROM series WHERE plan = ?",
        "DELETE FROM indicator_subgoals WHERE plan = ?",
        "DELETE FROM indicator_sources WHERE plan = ?",
        "DELETE FROM indicators WHERE plan = ?",
        "DELETE FROM populations WHERE plan = ?",
        "DELETE FROM themes WHERE plan = ?",
        "DELETE FROM figures WHERE plan = ?",
        "DELETE FROM followups WHERE plan = ?",
        "DELETE FROM referents WHERE plan = ?",
        "DELETE FROM cells WHERE plan = ?",
        "DELETE FROM actions WHERE plan = ?",
        "DELETE FROM subgoals WHERE plan = ?",
        "DELETE FROM goal_targets WHERE plan = ?",
        "DELETE FROM goals WHERE plan = ?",
        "DELETE FROM age_groups WHERE plan = ?",
        "DELETE FROM successions WHERE plan = ?",
        "DELETE FROM organisation_areas WHERE plan = ?",
        "DELETE FROM members WHERE plan = ?",
        "DELETE FROM organisations WHERE plan = ?",
        "UPDATE plans SET area = NULL WHERE plan = ?",
        "DELETE FROM areas WHERE plan = ?",
        "DELETE FROM approvals WHERE plan = ?",
        "DELETE FROM plan_columns WHERE plan = ?",
        "DELETE FROM slogans WHERE plan = ?",
        "DELETE FROM plans WHERE plan = ?",
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof statements / sizeof statements[0] && status == STATUS_OK; i++) {
        sqlite3_stmt *statement = NULL;
        int code = sqlite3_prepare_v2(db->handle, statements[i], -1, &statement, NULL);
        status = code == SQLITE_OK ? sql_bind(statement, &job->err, "i", plan)
                                   : sql_fail(db->handle, code, "preparing a query: %s", &job->err);
        if (status == STATUS_OK)
            status = sql_run(statement, &job->err);
        sqlite3_finalize(statement);
    }
    return status;
}
