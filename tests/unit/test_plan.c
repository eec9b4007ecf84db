/* What is looked up in a plan's rows, and the date of its data. */
#include "db/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct area areas[] = {
    { .id = "kunta", .kind = AREA_MUNICIPALITY },
    { .id = "maa", .kind = AREA_COUNTRY },
    { .id = "maa-2", .kind = AREA_COUNTRY },
};
static const struct member members[] = { { .id = NULL }, { .id = "miehikkala" }, { .id = "kotka" } };
static const struct organisation organisations[] = {
    { .id = "pari", .members = members, .member_count = 3 },
    { .id = "kotka" },
};
static const struct subgoal first_subgoals[] = { { .id = "I.1" } };
static const struct subgoal second_subgoals[] = { { .id = "II.1" }, { .id = "II.2" } };
static const struct goal goals[] = {
    { .id = "I", .subgoals = first_subgoals, .subgoal_count = 1 },
    { .id = "II", .subgoals = second_subgoals, .subgoal_count = 2 },
    { .id = "III" },
};
static const struct plan plan = {
    .areas = areas,
    .area_count = 3,
    .organisations = organisations,
    .organisation_count = 2,
    .goals = goals,
    .goal_count = 3,
    .from = 2020,
    .to = 2024,
};

static void things_are_found_by_id(void **state)
{
    (void)state;
    assert_ptr_equal(plan_goal(&plan, "II"), &goals[1]);
    assert_null(plan_goal(&plan, "II.2"));
    assert_ptr_equal(plan_subgoal(&plan, "II.2"), &second_subgoals[1]);
    assert_null(plan_subgoal(&plan, ""));
    assert_ptr_equal(plan_organisation(&plan, "kotka"), &organisations[1]);
    assert_null(plan_organisation(&plan, "miehikkala"));
    assert_ptr_equal(plan_country(&plan), &areas[1]);
    assert_null(plan_country(&(struct plan){ .areas = areas, .area_count = 1 }));
    assert_ptr_equal(plan_area(&plan, "maa-2"), &areas[2]);
    assert_null(plan_area(&plan, "Maa"));
    static const struct indicator indicators[] = { { .id = "1" }, { .id = "12" } };
    struct plan measured = { .indicators = indicators, .indicator_count = 2 };
    assert_ptr_equal(plan_indicator(&measured, "12"), &indicators[1]);
    assert_null(plan_indicator(&measured, "2"));
    assert_null(plan_indicator(&plan, "1"));
}

static void observations_are_found_by_area_and_year(void **state)
{
    (void)state;
    static const struct observation seen[] = {
        { .area = &areas[0], .year = 2019 }, { .area = &areas[0], .year = 2021 }, { .area = &areas[2], .year = 2019 },
        { .area = &areas[2], .year = 2020 }, { .area = &areas[2], .year = 2022 },
    };
    static const struct series series = { .observations = seen, .observation_count = 5 }, none = { .unit = { NULL } };
    size_t count;
    assert_ptr_equal(plan_observations(&series, &areas[0], &count), &seen[0]);
    assert_int_equal(count, 2);
    assert_ptr_equal(plan_observations(&series, &areas[2], &count), &seen[2]);
    assert_int_equal(count, 3);
    assert_null(plan_observations(&series, &areas[1], &count));
    assert_int_equal(count, 0);
    assert_null(plan_observations(&series, NULL, &count));
    assert_null(plan_observations(&none, &areas[0], &count));
    assert_ptr_equal(plan_observation(&series, &areas[2], 2022), &seen[4]);
    assert_ptr_equal(plan_observation(&series, &areas[0], 2019), &seen[0]);
    assert_null(plan_observation(&series, &areas[0], 2022));
    assert_null(plan_observation(&series, &areas[1], 2019));
    assert_null(plan_observation(&none, NULL, 2019));
}

/* a took over b's and c's work, b that of d, c that of d and of a: a circle ends. */
static void a_chain_names_each_organisation_once(void **state)
{
    (void)state;
    struct organisation line[4] = { { .id = "a" }, { .id = "b" }, { .id = "c" }, { .id = "d" } };
    const struct organisation *of_a[] = { &line[1], &line[2] }, *of_b[] = { &line[3] }, *of_c[] = { &line[3], &line[0] };
    struct plan work = { .organisations = line, .organisation_count = 4 };
    struct arena *arena = arena_new(MIB);
    size_t count;
    line[0].succeeds = of_a;
    line[0].succeed_count = 2;
    line[1].succeeds = of_b;
    line[1].succeed_count = 1;
    line[2].succeeds = of_c;
    line[2].succeed_count = 2;
    const struct organisation *const *chain = plan_chain(&work, &line[0], arena, &count);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(chain[i], &line[i]);
    chain = plan_chain(&work, &line[3], arena, &count);
    assert_int_equal(count, 1);
    assert_ptr_equal(chain[0], &line[3]);
    for (long failing = 0; failing < 2; failing++) {
        arena_reset(arena);
        arena_fail_after(arena, failing);
        assert_null(plan_chain(&work, &line[0], arena, &count));
        assert_int_equal(count, 0);
    }
    arena_free(arena);
}

static void a_body_is_an_organisation_or_a_member(void **state)
{
    (void)state;
    struct body body;
    assert_true(plan_body(&plan, "miehikkala", &body));
    assert_ptr_equal(body.organisation, &organisations[0]);
    assert_ptr_equal(body.member, &members[1]);
    /* an organisation's own id goes before a member's */
    assert_true(plan_body(&plan, "kotka", &body));
    assert_ptr_equal(body.organisation, &organisations[1]);
    assert_null(body.member);
    assert_false(plan_body(&plan, "virolahti", &body));
    assert_null(body.organisation);
}

static void the_date_of_the_data_is_the_newest_shown(void **state)
{
    (void)state;
    static const struct followup undated[] = { { .year = 2023, .date = NULL } };
    static const struct followup dated[] = { { .year = 2022, .date = "2022-12-01" },
                                             { .year = 2021, .date = "2023-01-05" } };
    static const struct observation seen[] = { { .year = 2019 }, { .year = 2021 }, { .year = 2020 } };
    static const struct series series[] = { { .observation_count = 0 },
                                            { .observations = seen, .observation_count = 3 } };
    static const struct indicator indicators[] = { { .series = series, .series_count = 2 } };
    static const struct action actions[] = {
        { .followups = undated, .followup_count = 1 },
        { .followup_count = 0 },
        { .followups = dated, .followup_count = 2 },
    };
    static const struct {
        size_t actions, indicators;
        const char *date;
    } cases[] = { { 3, 1, "2023-01-05" }, { 3, 0, "2023-01-05" }, { 2, 1, "2021-12-31" }, { 2, 0, "2020-01-01" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plan shown = plan;
        shown.actions = actions;
        shown.action_count = cases[i].actions;
        shown.indicators = indicators;
        shown.indicator_count = cases[i].indicators;
        char date[PLAN_DATE];
        plan_data_date(&shown, date);
        assert_string_equal(date, cases[i].date);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_are_found_by_id),
        cmocka_unit_test(observations_are_found_by_area_and_year),
        cmocka_unit_test(a_chain_names_each_organisation_once),
        cmocka_unit_test(a_body_is_an_organisation_or_a_member),
        cmocka_unit_test(the_date_of_the_data_is_the_newest_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
