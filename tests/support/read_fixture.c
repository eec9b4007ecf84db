#include "tests/support/read_fixture.h"

#include "tests/support/plan_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int read_set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    const char *path = plan_rows_path("read.db");
    plan_rows_write(path, plan_rows_sql);
    fixture->job.arena = arena_new(64 * MIB);
    if (db_open(path, &fixture->db, &fixture->job.err) != STATUS_OK) {
        return -1;
    }
    *state = fixture;
    return 0;
}

int read_tear_down(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->db);
    arena_free(fixture->job.arena);
    free(fixture);
    return 0;
}

void forget(struct job *job)
{
    arena_reset(job->arena);
    err_clear(&job->err);
}

const struct plan *plan_of(struct fixture *fixture, const struct plan_scope *scope)
{
    const struct plan *plan = NULL;
    forget(&fixture->job);
    if (db_plan(fixture->db, &fixture->job, scope, &plan) != STATUS_OK)
        fail_msg("%s", fixture->job.err.text);
    return plan;
}

void same_text(struct text text, enum lang lang, const char *expected)
{
    if (expected == NULL) {
        assert_true(text_absent(text));
        return;
    }
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
    assert_int_equal(text.lang, lang);
}

/* ---- Walking: adds up all that a plan points to, so that a sanitizer sees each address ---- */

static size_t sum;

static void walk_text(struct text text)
{
    for (uint32_t i = 0; i < text.length; i++)
        sum += (unsigned char)text.bytes[i];
}

static void walk_string(const char *string)
{
    if (string != NULL)
        sum += strlen(string);
}

static void walk_named(const struct named *named, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        walk_string(named[i].id);
        walk_text(named[i].name);
    }
}

static void walk_area(const struct area *area)
{
    for (; area != NULL; area = area->parent) {
        walk_string(area->id);
        walk_text(area->name);
        sum += area->kind;
    }
}

static void walk_organisations(const struct plan *plan)
{
    for (size_t i = 0; i < plan->organisation_count; i++) {
        const struct organisation *organisation = &plan->organisations[i];
        walk_string(organisation->id);
        walk_text(organisation->name);
        for (size_t j = 0; j < organisation->member_count; j++) {
            walk_string(organisation->members[j].id);
            walk_text(organisation->members[j].name);
            walk_area(organisation->members[j].area);
        }
        for (size_t j = 0; j < organisation->area_count; j++)
            walk_area(organisation->areas[j]);
        for (size_t j = 0; j < organisation->succeed_count; j++)
            walk_string(organisation->succeeds[j]->id);
    }
}

static void walk_goals(const struct plan *plan)
{
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct goal *goal = &plan->goals[i];
        walk_string(goal->id);
        walk_text(goal->number);
        walk_text(goal->title);
        for (size_t j = 0; j < goal->target_count; j++)
            walk_text(goal->targets[j]);
        for (size_t j = 0; j < goal->subgoal_count; j++) {
            walk_string(goal->subgoals[j].id);
            walk_text(goal->subgoals[j].title);
            walk_string(goal->subgoals[j].goal->id);
            walk_named(goal->subgoals[j].group, goal->subgoals[j].group != NULL);
            walk_string(goal->subgoals[j].based_on_plan);
            walk_string(goal->subgoals[j].based_on_subgoal);
        }
    }
}

static void walk_followup(const struct followup *followup)
{
    assert_in_range(followup->status, 0, FOLLOW_COUNT - 1);
    walk_text(followup->progress);
    walk_string(followup->author);
    walk_string(followup->date);
    for (size_t i = 0; i < followup->figure_count; i++) {
        walk_text(followup->figures[i].name);
        walk_text(followup->figures[i].unit);
        sum += followup->figures[i].value > 0;
    }
}

static void walk_actions(const struct plan *plan)
{
    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];
        walk_string(action->id);
        walk_string(action->organisation->id);
        walk_string(action->subgoal->goal->id);
        for (int field = 0; field < FIELD_COUNT; field++) {
            walk_text(action->cells[field].text);
            assert_in_range(action->cells[field].owner, 0, i);
        }
        for (size_t j = 0; j < action->followup_count; j++)
            walk_followup(&action->followups[j]);
    }
}

static void walk_series(const struct series *series)
{
    walk_named(series->population, series->population != NULL);
    walk_text(series->unit);
    for (size_t i = 0; i < series->observation_count; i++) {
        walk_area(series->observations[i].area);
        walk_text(series->observations[i].note);
        sum += series->observations[i].value > 0;
    }
}

static void walk_indicators(const struct plan *plan)
{
    for (size_t i = 0; i < plan->indicator_count; i++) {
        const struct indicator *indicator = &plan->indicators[i];
        walk_string(indicator->id);
        walk_text(indicator->title);
        walk_text(indicator->definition);
        walk_text(indicator->unit);
        walk_named(indicator->theme, indicator->theme != NULL);
        for (size_t j = 0; j < indicator->source_count; j++)
            walk_text(indicator->sources[j]);
        for (size_t j = 0; j < indicator->subgoal_count; j++)
            walk_string(indicator->subgoals[j]->goal->id);
        for (size_t j = 0; j < indicator->target_count; j++)
            walk_named(indicator->targets[j].population, indicator->targets[j].population != NULL);
        assert_in_range(indicator->series_count, 1, SIZE_MAX);
        for (size_t j = 0; j < indicator->series_count; j++)
            walk_series(&indicator->series[j]);
    }
}

static void walk_plan(const struct plan *plan)
{
    walk_string(plan->id);
    walk_string(plan->version);
    walk_text(plan->title);
    walk_text(plan->part);
    walk_text(plan->note);
    walk_text(plan->goal_label);
    walk_area(plan->area);
    for (size_t i = 0; i < plan->slogan_count; i++)
        walk_text(plan->slogans[i]);
    for (size_t i = 0; i < plan->column_count; i++) {
        assert_in_range(plan->columns[i].field, 0, FIELD_COUNT - 1);
        walk_text(plan->columns[i].heading);
        walk_text(plan->columns[i].prompt);
    }
    for (size_t i = 0; i < plan->approval_count; i++) {
        walk_text(plan->approvals[i].body);
        walk_string(plan->approvals[i].date);
        walk_string(plan->approvals[i].section);
        walk_string(plan->approvals[i].diary_number);
    }
    for (size_t i = 0; i < plan->event_count; i++) {
        assert_in_range(plan->events[i].month, 1, 12);
        assert_in_range(plan->events[i].to_month, 0, 12);
        walk_text(plan->events[i].title);
        walk_text(plan->events[i].actors);
    }
    walk_named(plan->groups, plan->group_count);
    walk_named(plan->themes, plan->theme_count);
    walk_named(plan->populations, plan->population_count);
    walk_organisations(plan);
    walk_goals(plan);
    walk_actions(plan);
    walk_indicators(plan);
}

enum status ask_everything(struct db *db, struct job *job)
{
    const struct plan_scope scopes[] = {
        { .plan = "p", .parts = ALL_PARTS, .lang = LANG_SV },
        { .plan = "p", .parts = ALL_PARTS, .organisation = "sote" },
        { .plan = "p", .parts = ALL_PARTS, .goal = "II" },
        { .plan = "p", .parts = ALL_PARTS, .organisation = "pari", .goal = "II" },
    };
    const struct followup_query query = { "other", "O.1", "sote", 2022, LANG_SV };
    const struct query words = { .words = { "ii", "avain" }, .count = 2, .number = "ii" };
    const struct plan *plan;
    const struct followup_of *found;
    struct search_hits hits;
    const char *const *plans;
    const char *organisation;
    struct plan_summary *summaries;
    struct plan_version version;
    bool reported;
    size_t count;
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof scopes / sizeof *scopes; i++) {
        status = db_plan(db, job, &scopes[i], &plan);
        if (status == STATUS_OK)
            walk_plan(plan);
    }
    if (status == STATUS_OK)
        status = db_followup_of(db, job, &query, &found, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        walk_followup(&found[i].followup);
    if (status == STATUS_OK)
        status = db_plans(db, job, LANG_SV, &summaries, &count);
    if (status == STATUS_OK)
        status = db_based_on(db, job, "p", &plans, &count);
    if (status == STATUS_OK)
        status = db_member_owner(db, job, "p", "yksi", &organisation);
    if (status == STATUS_OK)
        status = db_plan_version(db, "p", &version, &job->err);
    if (status == STATUS_OK)
        status = db_reported(db, job, "p", 2022, &reported);
    if (status == STATUS_OK)
        status = db_find_goal(db, job, "p", "II");
    if (status == STATUS_OK)
        status = db_search(db, job, &words, LANG_SV, &hits);
    for (size_t i = 0; status == STATUS_OK && i < hits.count; i++) {
        walk_text(hits.items[i].title);
        walk_text(hits.items[i].plan_title);
    }
    return status;
}
