/* Reading what the importer wrote: the sample plans whole, and scope by scope, must tell the same. */
#include "tests/support/read_fixture.h"
#include "tests/support/sample_plans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct db *db;

static int set_up(void **state)
{
    (void)state;
    db = sample_plans_open("sample.db");
    return db != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    db_close(db);
    return 0;
}

static const struct plan *read_plan(struct job *job, const struct plan_scope *scope)
{
    const struct plan *plan = NULL;
    if (db_plan(db, job, scope, &plan) != STATUS_OK)
        fail_msg("%s", job->err.text);
    return plan;
}

static void equal_texts(struct text a, struct text b)
{
    assert_int_equal(a.length, b.length);
    assert_int_equal(a.lang, b.lang);
    if (a.length > 0)
        assert_memory_equal(a.bytes, b.bytes, a.length);
}

static void equal_actions(const struct action *a, const struct action *b)
{
    assert_int_equal(a->id == NULL, b->id == NULL);
    assert_string_equal(a->organisation->id, b->organisation->id);
    assert_string_equal(a->subgoal->id, b->subgoal->id);
    assert_int_equal(a->applies, b->applies);
    for (int field = FIELD_ACTION; field < FIELD_COUNT; field++)
        equal_texts(a->cells[field].text, b->cells[field].text);
    assert_int_equal(a->followup_count, b->followup_count);
    for (size_t i = 0; i < a->followup_count; i++) {
        assert_int_equal(a->followups[i].year, b->followups[i].year);
        assert_int_equal(a->followups[i].status, b->followups[i].status);
        equal_texts(a->followups[i].progress, b->followups[i].progress);
        assert_int_equal(a->followups[i].figure_count, b->followups[i].figure_count);
        for (size_t j = 0; j < a->followups[i].figure_count; j++)
            equal_texts(a->followups[i].figures[j].name, b->followups[i].figures[j].name);
    }
}

static void equal_indicators(const struct indicator *a, const struct indicator *b)
{
    assert_string_equal(a->id, b->id);
    equal_texts(a->title, b->title);
    equal_texts(a->unit, b->unit);
    assert_int_equal(a->source_count, b->source_count);
    assert_int_equal(a->series_count, b->series_count);
    for (size_t i = 0; i < a->series_count; i++) {
        assert_int_equal(a->series[i].scale, b->series[i].scale);
        assert_int_equal(a->series[i].observation_count, b->series[i].observation_count);
        for (size_t j = 0; j < a->series[i].observation_count; j++) {
            assert_string_equal(a->series[i].observations[j].area->id, b->series[i].observations[j].area->id);
            assert_int_equal(a->series[i].observations[j].year, b->series[i].observations[j].year);
            assert_true(a->series[i].observations[j].value == b->series[i].observations[j].value);
        }
    }
}

/* The rows of the whole plan that belong to the scope are the scope's, in its order. How many there are. */
static size_t compare_scope(const struct plan *whole, const char *organisation, const char *goal, enum lang lang)
{
    struct job job = { .arena = arena_new(64 * MIB) };
    const struct plan_scope scope = {
        .plan = whole->id, .parts = ALL_PARTS, .organisation = organisation, .goal = goal, .lang = lang
    };
    const struct plan *part = read_plan(&job, &scope);
    size_t count = 0;
    for (size_t i = 0; i < whole->action_count; i++) {
        const struct action *action = &whole->actions[i];
        if ((organisation != NULL && strcmp(action->organisation->id, organisation) != 0) ||
            (goal != NULL && strcmp(action->subgoal->goal->id, goal) != 0))
            continue;
        assert_true(count < part->action_count);
        equal_actions(action, &part->actions[count++]);
    }
    assert_int_equal(count, part->action_count);
    size_t followed = 0;
    for (size_t i = 0; i < whole->indicator_count; i++) {
        bool follows = goal == NULL;
        for (size_t j = 0; j < whole->indicators[i].subgoal_count; j++)
            follows = follows || strcmp(whole->indicators[i].subgoals[j]->goal->id, goal) == 0;
        if (follows)
            equal_indicators(&whole->indicators[i], &part->indicators[followed++]);
    }
    assert_int_equal(followed, part->indicator_count);
    arena_free(job.arena);
    return count;
}

static void scopes_are_parts_of_the_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_PLANS; i++) {
        for (enum lang lang = LANG_NONE; lang < LANG_COUNT; lang++) {
            struct job job = { .arena = arena_new(64 * MIB) };
            const struct plan *plan =
                read_plan(&job, &(struct plan_scope){ .plan = sample_plans[i], .parts = ALL_PARTS, .lang = lang });
            size_t by_organisation = 0;
            size_t by_goal = 0;
            size_t by_both = 0;
            for (size_t j = 0; j < plan->organisation_count; j++)
                by_organisation += compare_scope(plan, plan->organisations[j].id, NULL, lang);
            for (size_t j = 0; j < plan->goal_count; j++)
                by_goal += compare_scope(plan, NULL, plan->goals[j].id, lang);
            for (size_t j = 0; j < plan->organisation_count; j++)
                by_both += compare_scope(plan, plan->organisations[j].id, plan->goals[0].id, lang);
            assert_int_equal(by_organisation, plan->action_count);
            assert_int_equal(by_goal, plan->action_count);
            assert_in_range(by_both, 1, plan->action_count);
            arena_free(job.arena);
        }
    }
}

/* The sample is real-sized: eleven organisations with sixteen subgoals, two rounds of follow-up, three years of
 * observations. */
static void the_sample_is_read_whole(void **state)
{
    (void)state;
    struct job job = { .arena = arena_new(64 * MIB) };
    const struct plan *plan = read_plan(&job, &(struct plan_scope){ .plan = sample_plans[0], .parts = ALL_PARTS });
    assert_int_equal(plan->organisation_count, 11);
    assert_true(plan->action_count >= 176);
    assert_int_equal(plan->indicator_count, 32);
    char date[PLAN_DATE];
    plan_data_date(plan, date);
    assert_int_equal(strlen(date), 10);
    const char *organisation;
    assert_int_equal(db_member_owner(db, &job, sample_plans[0], "miehikkala", &organisation), STATUS_OK);
    struct body body;
    assert_true(plan_body(plan, "miehikkala", &body));
    assert_string_equal(body.organisation->id, organisation);
    /* cells merged down a column in the municipal plan */
    plan = read_plan(&job, &(struct plan_scope){ .plan = sample_plans[1], .parts = ALL_PARTS });
    size_t merged = 0;
    for (size_t i = 0; i < plan->action_count; i++)
        for (int field = FIELD_ACTION; field < FIELD_COUNT; field++) {
            const struct cell *cell = &plan->actions[i].cells[field];
            assert_int_equal(cell->merged, cell->owner != i);
            merged += cell->merged;
            if (cell->merged)
                assert_ptr_equal(cell->text.bytes, plan->actions[cell->owner].cells[field].text.bytes);
        }
    assert_true(merged > 5);
    arena_free(job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scopes_are_parts_of_the_whole),
        cmocka_unit_test(the_sample_is_read_whole),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
