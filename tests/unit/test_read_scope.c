/* Reading plans: scopes, years, merged cells, the small questions, memory, time, indexes. */
#include "db/reader.h"
#include "tests/support/plan_rows.h"
#include "tests/support/read_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* "place field owner merged text" of every cell that is merged or shares its text, in a scope. */
static void merged_cells_show_their_owners_text(void **state)
{
    static const struct {
        const char *organisation, *goal;
        size_t actions;
        struct {
            size_t place;
            enum field field;
            size_t owner;
            const char *text;
        } cells[6];
    } cases[] = {
        /* everything: 1 merged with 0 (empty there: "measure" of 0), 4, 5, 6 with 3 */
        { NULL,
          NULL,
          7,
          { { 1, FIELD_MEASURE, 0, "Mittari 0" },
            { 3, FIELD_ACTION, 3, "Teko 3" },
            { 4, FIELD_ACTION, 3, "Teko 3" },
            { 5, FIELD_ACTION, 3, "Teko 3" },
            { 6, FIELD_ACTION, 3, "Teko 3" },
            { 2, FIELD_ACTION, 2, NULL } } },
        /* 0, 1, 2, 5: the owner of 5 lies outside */
        { "sote",
          NULL,
          4,
          { { 1, FIELD_MEASURE, 0, "Mittari 0" },
            { 3, FIELD_ACTION, 3, "Teko 3" },
            { 0, FIELD_ACTION, 0, "Teko 0" } } },
        /* 2, 4, 5, 6: three that share one outside */
        { NULL,
          "II",
          4,
          { { 1, FIELD_ACTION, 1, "Teko 3" },
            { 2, FIELD_ACTION, 1, "Teko 3" },
            { 3, FIELD_ACTION, 1, "Teko 3" },
            { 0, FIELD_ACTION, 0, NULL } } },
        { "pari", "II", 1, { { 0, FIELD_ACTION, 0, "Teko 3" }, { 0, FIELD_ACTORS, 0, "Toimija" } } },
        { "mll", "I", 0, { { 0 } } },
        { NULL, "III", 0, { { 0 } } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plan_scope scope = {
            .plan = "p", .parts = PART_ACTIONS, .organisation = cases[i].organisation, .goal = cases[i].goal
        };
        const struct plan *plan = plan_of(*state, &scope);
        assert_int_equal(plan->action_count, cases[i].actions);
        for (size_t j = 0; j < 6 && cases[i].cells[j].field != FIELD_SUBGOAL; j++) {
            const struct cell *cell = &plan->actions[cases[i].cells[j].place].cells[cases[i].cells[j].field];
            same_text(cell->text, LANG_FI, cases[i].cells[j].text);
            assert_int_equal(cell->owner, cases[i].cells[j].owner);
            assert_int_equal(cell->merged, cell->owner != cases[i].cells[j].place);
        }
    }
}

static void nothing_newer_than_the_year_is_read(void **state)
{
    static const struct {
        int year;
        size_t followups, observations;
    } cases[] = { { 2019, 0, 2 }, { 2020, 1, 2 }, { 2021, 2, 3 }, { 2022, 3, 3 }, { 0, 3, 3 }, { 2023, 3, 3 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct plan *plan =
            plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .year = cases[i].year });
        assert_int_equal(plan->year, cases[i].year != 0 ? cases[i].year : 2022);
        assert_int_equal(plan->actions[0].followup_count, cases[i].followups);
        assert_int_equal(plan->indicators[2].series[0].observation_count, cases[i].observations);
        assert_int_equal(plan->indicators[2].series[1].observation_count, cases[i].year >= 2023);
    }
}

/* A goal's indicators are those that follow one of its subgoals, each told once, with all that it follows. */
static void a_goal_has_its_indicators(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .goal = "I" });
    assert_int_equal(plan->indicator_count, 2);
    assert_string_equal(plan->indicators[0].id, "i3");
    assert_string_equal(plan->indicators[1].id, "i9");
    assert_int_equal(plan->indicators[1].subgoal_count, 2);
    assert_int_equal(plan->action_count, 3);
    assert_int_equal(plan->goal_count, 3);
    plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .goal = "II" });
    assert_int_equal(plan->indicator_count, 1);
    assert_int_equal(plan->indicators[0].series[1].decimals, 3);
    plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .goal = "III" });
    assert_int_equal(plan->indicator_count, 0);
    plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .organisation = "mll" });
    assert_int_equal(plan->indicator_count, 3);
    assert_int_equal(plan->action_count, 1);
    assert_ptr_equal(plan->actions[0].organisation, &plan->organisations[2]);
}

/* Alone an indicator is what it is among all, in another language too. */
static void an_indicator_is_read_alone(void **state)
{
    struct fixture *fixture = *state;
    struct plan_scope scope = { .plan = "p", .parts = PART_INDICATORS, .lang = LANG_SV };
    const struct plan *all, *plan;
    forget(&fixture->job);
    assert_int_equal(db_plan(fixture->db, &fixture->job, &scope, &all), STATUS_OK);
    assert_int_equal(all->indicator_count, 3);
    for (size_t i = 0; i < all->indicator_count; i++) {
        const struct indicator *wanted = &all->indicators[i];
        scope.indicator = wanted->id;
        assert_int_equal(db_plan(fixture->db, &fixture->job, &scope, &plan), STATUS_OK);
        assert_int_equal(plan->indicator_count, 1);
        const struct indicator *alone = plan->indicators;
        assert_string_equal(alone->id, wanted->id);
        assert_int_equal(alone->title.length, wanted->title.length);
        assert_memory_equal(alone->title.bytes, wanted->title.bytes, wanted->title.length);
        assert_int_equal(alone->title.lang, wanted->title.lang);
        assert_int_equal(alone->source_count, wanted->source_count);
        assert_int_equal(alone->target_count, wanted->target_count);
        assert_int_equal(alone->subgoal_count, wanted->subgoal_count);
        assert_int_equal(alone->series_count, wanted->series_count);
        for (size_t j = 0; j < wanted->series_count; j++) {
            assert_int_equal(alone->series[j].observation_count, wanted->series[j].observation_count);
            for (size_t k = 0; k < wanted->series[j].observation_count; k++)
                assert_true(alone->series[j].observations[k].value == wanted->series[j].observations[k].value);
        }
    }
}

static void what_is_not_there_is_told(void **state)
{
    static const struct {
        struct plan_scope scope;
        const char *words;
    } cases[] = {
        { { .plan = "q" }, "there is no plan \"q\"" },
        { { .plan = "" }, "there is no plan \"\"" },
        { { .plan = "p", .organisation = "yksi" }, "the plan \"p\" has no organisation \"yksi\"" },
        { { .plan = "p", .organisation = "o" }, "the plan \"p\" has no organisation \"o\"" },
        { { .plan = "p", .goal = "IV" }, "the plan \"p\" has no goal \"IV\"" },
        { { .plan = "p", .goal = "%s%n" }, "the plan \"p\" has no goal \"%s%n\"" },
        { { .plan = "p", .indicator = "nolla" }, "the plan \"p\" has no indicator \"nolla\"" },
        { { .plan = "p", .parts = PART_INDICATORS, .indicator = "%s%n" }, "the plan \"p\" has no indicator \"%s%n\"" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct plan *plan;
        forget(&fixture->job);
        assert_int_equal(db_plan(fixture->db, &fixture->job, &cases[i].scope, &plan), STATUS_NOTFOUND);
        assert_string_equal(fixture->job.err.text, cases[i].words);
        assert_null(plan);
    }
    struct plan_version version;
    forget(&fixture->job);
    assert_int_equal(db_plan_version(fixture->db, "q", &version, &fixture->job.err), STATUS_NOTFOUND);
}

static void plans_are_listed_by_id(void **state)
{
    struct fixture *fixture = *state;
    struct plan_summary *plans;
    size_t count;
    forget(&fixture->job);
    assert_int_equal(db_plans(fixture->db, &fixture->job, LANG_SV, &plans, &count), STATUS_OK);
    assert_int_equal(count, 4);
    static const char *const ids[] = { "bare", "other", "p", "secret" };
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(plans[i].id, ids[i]);
        assert_int_equal(plans[i].draft, i == 3);
    }
    const struct plan_summary *plan = &plans[2];
    same_text(plan->title, LANG_SV, "Plan");
    same_text(plan->part, LANG_SV, "Del");
    same_text(plan->area, LANG_SV, "Området");
    same_text(plans[1].area, LANG_NONE, NULL);
    same_text(plans[0].title, LANG_EN, "Paljas");
    assert_int_equal(plan->from, 2020);
    assert_int_equal(plan->to, 2024);
    assert_int_equal(plan->language, LANG_FI);
    assert_int_equal(plan->newest_year, 2022);
    assert_int_equal(strlen(plan->version), 64);
    assert_int_equal(plan->organisation_count, 3);
    assert_int_equal(plan->goal_count, 3);
    assert_int_equal(plan->action_count, 7);
    assert_int_equal(plan->indicator_count, 3);
}

static void small_questions_are_answered(void **state)
{
    struct fixture *fixture = *state;
    struct plan_version version;
    const char *const *plans;
    const char *organisation;
    size_t count;
    forget(&fixture->job);
    assert_int_equal(db_ping(fixture->db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_plan_version(fixture->db, "secret", &version, &fixture->job.err), STATUS_OK);
    assert_int_equal(strlen(version.version), 64);
    assert_true(version.draft);
    assert_int_equal(version.language, LANG_SV);
    assert_int_equal(version.newest_year, 2025);
    assert_int_equal(version.imported_at, 1700000002);
    assert_false(version.indicators);
    assert_int_equal(db_plan_version(fixture->db, "p", &version, &fixture->job.err), STATUS_OK);
    assert_true(version.indicators);
    bool reported;
    assert_int_equal(db_reported(fixture->db, &fixture->job, "p", 2022, &reported), STATUS_OK);
    assert_true(reported);
    assert_int_equal(db_reported(fixture->db, &fixture->job, "p", 1999, &reported), STATUS_OK);
    assert_false(reported);
    assert_int_equal(db_reported(fixture->db, &fixture->job, "bare", 2022, &reported), STATUS_OK);
    assert_false(reported);
    assert_int_equal(db_find_goal(fixture->db, &fixture->job, "p", "I"), STATUS_OK);
    assert_int_equal(db_find_goal(fixture->db, &fixture->job, "p", "i"), STATUS_NOTFOUND);
    forget(&fixture->job);
    assert_int_equal(db_find_indicator(fixture->db, &fixture->job, "bare", "1"), STATUS_NOTFOUND);
    assert_non_null(strstr(fixture->job.err.text, "indicator \"1\""));
    forget(&fixture->job);
    assert_int_equal(db_based_on(fixture->db, &fixture->job, "p", &plans, &count), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(plans[0], "gone");
    assert_string_equal(plans[1], "other");
    assert_int_equal(db_based_on(fixture->db, &fixture->job, "other", &plans, &count), STATUS_OK);
    assert_int_equal(count, 0);
    assert_int_equal(db_member_owner(fixture->db, &fixture->job, "p", "yksi", &organisation), STATUS_OK);
    assert_string_equal(organisation, "pari");
    assert_int_equal(db_member_owner(fixture->db, &fixture->job, "p", "mll", &organisation), STATUS_OK);
    assert_string_equal(organisation, "mll");
    assert_int_equal(db_member_owner(fixture->db, &fixture->job, "p", "kaksi", &organisation), STATUS_NOTFOUND);
    assert_string_equal(fixture->job.err.text, "the plan \"p\" has no organisation or member \"kaksi\"");
    forget(&fixture->job);
    assert_int_equal(db_member_owner(fixture->db, &fixture->job, "q", "mll", &organisation), STATUS_NOTFOUND);
    forget(&fixture->job);
    assert_int_equal(db_based_on(fixture->db, &fixture->job, "q", &plans, &count), STATUS_NOTFOUND);
}

static void followup_of_another_plan_is_found(void **state)
{
    static const struct {
        struct followup_query query;
        size_t count;
        int first_year, last_year;
    } cases[] = {
        { { "other", "O.1", "sote", 2022, LANG_NONE }, 2, 2022, 2021 },    /* by a member's id; one a action */
        { { "other", "O.1", "yhdessa", 2021, LANG_NONE }, 2, 2020, 2021 }, /* by its own; the newest before */
        { { "other", "O.1", "sote", 2020, LANG_NONE }, 1, 2020, 2020 },
        { { "other", "O.1", "sote", 2019, LANG_NONE }, 0, 0, 0 },
        { { "other", "O.1", "mll", 2022, LANG_NONE }, 0, 0, 0 }, /* an action without follow-up */
        { { "other", "O.2", "sote", 2022, LANG_NONE }, 0, 0, 0 },
        { { "other", "O.1", "nobody", 2022, LANG_NONE }, 0, 0, 0 },
        { { "gone", "O.1", "sote", 2022, LANG_NONE }, 0, 0, 0 },
        { { "secret", "1.1", "sote", 2025, LANG_NONE }, 0, 0, 0 }, /* a draft */
    };
    struct fixture *fixture = *state;
    const struct followup_of *found;
    size_t count;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        forget(&fixture->job);
        assert_int_equal(db_followup_of(fixture->db, &fixture->job, &cases[i].query, &found, &count), STATUS_OK);
        assert_int_equal(count, cases[i].count);
        if (count > 0) {
            assert_int_equal(found[0].followup.year, cases[i].first_year);
            assert_int_equal(found[count - 1].followup.year, cases[i].last_year);
        }
    }
    struct followup_query query = { "other", "O.1", "sote", 2022, LANG_SV };
    assert_int_equal(db_followup_of(fixture->db, &fixture->job, &query, &found, &count), STATUS_OK);
    same_text(found[0].plan_title, LANG_SV, "Den andra planen");
    same_text(found[0].organisation, LANG_SV, "Tillsammans");
    same_text(found[0].action, LANG_FI, "Eka teko");
    same_text(found[1].action, LANG_FI, "Eka teko"); /* merged with the first */
    same_text(found[0].followup.progress, LANG_FI, "Nyt");
    assert_int_equal(found[0].followup.figure_count, 1);
    assert_int_equal(found[1].followup.status, FOLLOW_DELAYED);
}

static void memory_that_is_out_is_told(void **state)
{
    struct fixture *fixture = *state;
    long count = 0;
    enum status status = STATUS_NOMEM;
    for (; status != STATUS_OK; count++) {
        forget(&fixture->job);
        arena_fail_after(fixture->job.arena, count);
        status = ask_everything(fixture->db, &fixture->job);
        arena_fail_after(fixture->job.arena, -1);
        if (status != STATUS_OK)
            assert_int_equal(status, STATUS_NOMEM);
        assert_true(count < 100000);
    }
    assert_true(count > 500);
}

static void time_that_is_up_is_told(void **state)
{
    struct fixture *fixture = *state;
    const struct plan *plan;
    forget(&fixture->job);
    fixture->job.deadline_us = 1;
    assert_int_equal(
        db_plan(fixture->db, &fixture->job, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS }, &plan),
        STATUS_DEADLINE);
    assert_null(plan);
    fixture->job.deadline_us = 0;
}

/* The deadline is looked at while rows are read, not only before. */
static void time_that_runs_out_while_reading_is_told(void **state)
{
    struct fixture *fixture = *state;
    const char *path = plan_rows_path("many.db");
    struct db *db;
    plan_rows_write(path, plan_rows_sql);
    plan_rows_change(path, "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
                           " INSERT INTO slogans SELECT 10, i, 'x' FROM n");
    forget(&fixture->job);
    assert_int_equal(db_open(path, &db, &fixture->job.err), STATUS_OK);
    struct reader reader;
    reader_begin(&reader, db, &fixture->job, "bare", LANG_NONE, 0);
    fixture->job.deadline_us = 1;
    reader_frame(&reader);
    fixture->job.deadline_us = 0;
    assert_int_equal(job_status(&fixture->job), STATUS_DEADLINE);
    assert_in_range(reader.plan->slogan_count, 1, 300);
    db_close(db);
}

/* A step of a query plan that reads a table through, or a whole plan's part of it where less was asked for. */
static bool reads_too_much(const char *sql, const char *detail)
{
    static const char *const allowed[][2] = {
        { "FROM plans p ORDER BY p.id", "SCAN p USING INDEX" },                          /* the list of plans */
        { "FROM members WHERE plan = ?1 AND id = ?2", "SEARCH members USING COVERING" }, /* as many as organisations */
        { "SELECT 1 FROM followups WHERE plan = ?1 AND year", "SEARCH followups" },      /* the first row will do */
        { "FROM search WHERE search MATCH", "SCAN search VIRTUAL TABLE" },               /* by its own index */
        { "FROM search WHERE search MATCH", "SCAN m" },                                  /* what was found */
    };
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (strstr(sql, allowed[i][0]) != NULL && strncmp(detail, allowed[i][1], strlen(allowed[i][1])) == 0)
            return false;
    return strncmp(detail, "SCAN", 4) == 0 || (strstr(detail, "(plan=?)") != NULL && strstr(sql, "?2") != NULL);
}

static void every_question_has_its_index(void **state)
{
    struct fixture *fixture = *state;
    forget(&fixture->job);
    assert_int_equal(ask_everything(fixture->db, &fixture->job), STATUS_OK);
    assert_true(fixture->db->statement_count > 25);
    for (size_t i = 0; i < fixture->db->statement_count; i++) {
        const char *sql = fixture->db->statements[i].sql;
        char explain[2048];
        snprintf(explain, sizeof explain, "EXPLAIN QUERY PLAN %s", sql);
        sqlite3_stmt *statement = NULL;
        assert_int_equal(sqlite3_prepare_v2(fixture->db->handle, explain, -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const char *detail = (const char *)sqlite3_column_text(statement, 3);
            if (reads_too_much(sql, detail))
                fail_msg("%s: %s", sql, detail);
        }
        sqlite3_finalize(statement);
    }
}

/* What SQLite did for the statements of one table, in its own steps. */
static int steps_of(struct db *db, const char *table)
{
    int steps = 0;
    for (size_t i = 0; i < db->statement_count; i++)
        if (strstr(db->statements[i].sql, table) != NULL)
            steps += sqlite3_stmt_status(db->statements[i].statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    return steps;
}

/* One of 500 organisations costs what it has, not what all have. */
static void a_scope_costs_what_it_holds(void **state)
{
    struct fixture *fixture = *state;
    const char *path = plan_rows_path("wide.db");
    struct db *db;
    const struct plan *plan;
    plan_rows_write(path, plan_rows_sql);
    plan_rows_change(
        path,
        "CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)"
        " SELECT i FROM n;"
        "DELETE FROM organisations WHERE plan = 10;"
        "INSERT INTO organisations SELECT 10, i, 'o' || i, 'O', 'other' FROM n WHERE i < 500;"
        "INSERT INTO goals SELECT 10, i, 'g' || i, 'g', 'G' FROM n WHERE i BETWEEN 1 AND 99;"
        "INSERT INTO subgoals SELECT 10, i, i, 's' || i, 's', 'S', NULL, NULL, NULL, NULL, NULL FROM n WHERE i < 100;"
        "INSERT INTO actions SELECT 10, i, i / 10, i % 100, NULL, NULL FROM n;"
        "INSERT INTO cells SELECT 10, i, 'action', i, 'x' FROM n;"
        "INSERT INTO followups SELECT 10, i, 2022, 'done', 'x', NULL, NULL FROM n;"
        "INSERT INTO indicators SELECT 10, i, 'i' || i, i, NULL, 'I', NULL, '%', NULL, 'none', NULL, NULL, NULL, NULL"
        " FROM n WHERE i < 1000;"
        "INSERT INTO indicator_subgoals SELECT 10, i, 0, i % 100 FROM n WHERE i < 1000;"
        "INSERT INTO series SELECT 10, i, i, NULL, NULL, NULL, NULL, NULL FROM n WHERE i < 1000;");
    forget(&fixture->job);
    assert_int_equal(db_open(path, &db, &fixture->job.err), STATUS_OK);
    const struct plan_scope scopes[] = {
        { .plan = "bare", .parts = PART_ACTIONS, .organisation = "o250", .year = 2022 },
        { .plan = "bare", .parts = PART_ACTIONS, .organisation = "o250", .goal = "g3", .year = 2022 },
        { .plan = "bare", .parts = PART_ACTIONS | PART_INDICATORS, .goal = "g3", .year = 2022 },
        { .plan = "bare", .parts = PART_INDICATORS, .indicator = "i250", .year = 2022 },
    };
    static const struct {
        size_t actions, indicators;
        int steps;
    } expected[] = { { 10, 0, 1500 }, { 1, 0, 1500 }, { 50, 10, 6000 }, { 0, 1, 200 } };
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
        forget(&fixture->job);
        assert_int_equal(db_plan(db, &fixture->job, &scopes[i], &plan), STATUS_OK);
        assert_int_equal(plan->action_count, expected[i].actions);
        assert_int_equal(plan->indicator_count, expected[i].indicators);
        static const char *const tables[] = { "FROM actions",      "FROM cells",      "FROM followups", "FROM series",
                                              "FROM observations", "FROM indicators", "FROM indicator_" };
        for (size_t j = 0; j < sizeof tables / sizeof *tables; j++)
            assert_in_range(steps_of(db, tables[j]), 0, expected[i].steps);
    }
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merged_cells_show_their_owners_text),
        cmocka_unit_test(nothing_newer_than_the_year_is_read),
        cmocka_unit_test(a_goal_has_its_indicators),
        cmocka_unit_test(an_indicator_is_read_alone),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(plans_are_listed_by_id),
        cmocka_unit_test(small_questions_are_answered),
        cmocka_unit_test(followup_of_another_plan_is_found),
        cmocka_unit_test(memory_that_is_out_is_told),
        cmocka_unit_test(time_that_is_up_is_told),
        cmocka_unit_test(time_that_runs_out_while_reading_is_told),
        cmocka_unit_test(every_question_has_its_index),
        cmocka_unit_test(a_scope_costs_what_it_holds),
    };
    return cmocka_run_group_tests(tests, read_set_up, read_tear_down);
}
