/* What is looked up in a plan's rows, and the date of its data. */
#include "db/plan.h"

#include <setjmp.h>
#include <stdarg.h>
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
        cmocka_unit_test(a_body_is_an_organisation_or_a_member),
        cmocka_unit_test(the_date_of_the_data_is_the_newest_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
