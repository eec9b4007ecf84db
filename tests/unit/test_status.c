#include "tests/support/plan_fixture.h"

#include "text/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_status_has_its_own_mark_and_words(void **state)
{
    static const struct {
        enum follow_status status;
        enum mark mark;
        const char *fi, *sv, *en;
    } rows[] = {
        { FOLLOW_NOT_STARTED, MARK_NOT_STARTED, "Ei aloitettu", "Inte påbörjad", "Not started" },
        { FOLLOW_IN_PROGRESS, MARK_IN_PROGRESS, "Käynnissä", "Pågår", "In progress" },
        { FOLLOW_DONE, MARK_DONE, "Toteutunut", "Genomförd", "Done" },
        { FOLLOW_CONTINUOUS, MARK_CONTINUOUS, "Jatkuva", "Fortlöpande", "Continuous" },
        { FOLLOW_DELAYED, MARK_DELAYED, "Viivästynyt", "Försenad", "Delayed" },
        { FOLLOW_CANCELLED, MARK_CANCELLED, "Peruttu", "Inställd", "Cancelled" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_int_equal(status_mark(rows[i].status), rows[i].mark);
        assert_string_equal(status_word(rows[i].status, LANG_FI), rows[i].fi);
        assert_string_equal(status_word(rows[i].status, LANG_SV), rows[i].sv);
        assert_string_equal(status_word(rows[i].status, LANG_EN), rows[i].en);
    }
    assert_string_equal(mark_word(MARK_NOT_REPORTED, LANG_FI), "Ei raportoitu");
    assert_string_equal(mark_word(MARK_NOT_APPLICABLE, LANG_FI), "Ei koske organisaatiota");
    assert_string_equal(mark_word(MARK_GOOD, LANG_FI), "");
}

static void follow_up_is_of_its_year_alone(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct action *action = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    plan_fixture_follow(fixture, action, 2022, FOLLOW_DONE, NULL);
    plan_fixture_follow(fixture, action, 2020, FOLLOW_DELAYED, NULL);
    assert_ptr_equal(action_followup(action, 2022), &action->followups[0]);
    assert_null(action_followup(action, 2021));
    assert_ptr_equal(action_followup(action, 2020), &action->followups[1]);
    assert_ptr_equal(action_followup_before(action, 2022), &action->followups[1]);
    assert_ptr_equal(action_followup_before(action, 2021), &action->followups[1]);
    assert_null(action_followup_before(action, 2020));
    assert_int_equal(action_mark(action, 2022), MARK_DONE);
    assert_int_equal(action_mark(action, 2021), MARK_NOT_REPORTED);
    plan_fixture_free(fixture);
}

static void not_reported_counts_only_actions_that_apply(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct status_row row = { 0 };
    struct action *action = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    status_row_add(&row, action, 2022);
    action->applies = false;
    status_row_add(&row, action, 2022);
    assert_int_equal(action_mark(action, 2022), MARK_NOT_APPLICABLE);
    plan_fixture_follow(fixture, action, 2022, FOLLOW_CONTINUOUS, NULL);
    status_row_add(&row, action, 2022); /* reported all the same: that counts */
    status_row_add(&row, action, 2021);
    assert_int_equal(row.not_reported, 1);
    assert_int_equal(row.not_applicable, 2);
    assert_int_equal(row.counts[FOLLOW_CONTINUOUS], 1);
    assert_int_equal(status_row_total(&row), 2);
    plan_fixture_free(fixture);
}

static void the_year_before_is_the_newest_of_all_actions(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct action *first = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    struct action *second = plan_fixture_action(fixture, HAMINA, I_2, "B", NULL, NULL);
    const struct action *const both[] = { first, second };
    assert_int_equal(actions_year_before(both, 2, 2022), 0);
    plan_fixture_follow(fixture, first, 2022, FOLLOW_DONE, NULL);
    plan_fixture_follow(fixture, first, 2019, FOLLOW_DONE, NULL);
    assert_int_equal(actions_year_before(both, 2, 2022), 2019);
    plan_fixture_follow(fixture, second, 2021, FOLLOW_DONE, NULL);
    assert_int_equal(actions_year_before(both, 2, 2022), 2021);
    assert_int_equal(actions_year_before(both, 1, 2022), 2019);
    assert_int_equal(actions_year_before(both, 0, 2022), 0);
    plan_fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_own_mark_and_words),
        cmocka_unit_test(follow_up_is_of_its_year_alone),
        cmocka_unit_test(not_reported_counts_only_actions_that_apply),
        cmocka_unit_test(the_year_before_is_the_newest_of_all_actions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
