/* References between cells as an action table shows them. */
#include "tests/support/plan_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The reports are of one plan here. */
struct based_on build_based_on_read(struct build *build, const struct subgoal *subgoal)
{
    (void)build;
    (void)subgoal;
    return (struct based_on){ NULL, 0 };
}

void build_based_on_fill(struct build *build, const struct based_on *based_on)
{
    (void)build;
    (void)based_on;
}

/* Adds to the newest action's first column a referent of the bytes [from, to), which is the row of `target`. */
static void refer(struct plan_fixture *fixture, struct referent *referents, uint32_t from, uint32_t to,
                  const struct action *target)
{
    struct action *action = &fixture->actions[fixture->plan.action_count - 1];
    action->referents = action->referent_count == 0 ? referents : action->referents;
    referents[action->referent_count++] = (struct referent){ .field = FIELD_ACTION,
                                                             .from = from,
                                                             .to = to,
                                                             .action = target,
                                                             .organisation = target->organisation,
                                                             .subgoal = target->subgoal };
}

static void write_table(struct plan_fixture *fixture)
{
    struct action_list list = build_actions_of(&fixture->build, NULL, NULL);
    build_action_table(&fixture->build, &(struct action_table){ .actions = (const struct action *const *)list.actions,
                                                                .count = list.count });
}


#define HEAD                                                                                                           \
    "TABLE 4 columns\n  head\n    1 th column:\n      head: välitavoite\n      prompt: Missä onnistuttava?\n"          \
    "    2 th column head: toimenpide\n    3 th column head: mittari\n    4 th column head: toimija\n"
#define REST "\n    3 td: empty\n    4 td: empty\n"

static void a_number_is_put_behind_the_words(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct referent referent = { 0 };
    const struct action *first = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "Ks. ed.\nLisää", NULL, NULL);
    refer(fixture, &referent, 7, 7, first);
    write_table(fixture);
    plan_fixture_expect(fixture, HEAD "  row (linked to)\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A" REST
                                      "  row\n    1 th row cell: *2* Tuki\n    2 td:\n"
                                      "      cell: Ks. ed. [→] {I.1 = Rivi I.1 Kuuleminen}\n      cell: Lisää" REST);
    plan_fixture_free(fixture);
}

static void words_that_tell_the_number_are_the_link(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct referent referents[2] = { { 0 } };
    const struct action *first = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    const struct action *second = plan_fixture_action(fixture, HAMINA, I_2, "B", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "- Ks. I.1 ja I.2.", NULL, NULL);
    refer(fixture, referents, 6, 9, first);
    refer(fixture, referents, 13, 16, second);
    write_table(fixture);
    plan_fixture_expect(fixture, HEAD "  row (linked to)\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A" REST
                                      "  row (linked to)\n    1 th row cell: *2* Tuki\n    2 td cell: B" REST
                                      "  row\n    1 th row cell: *3* Terveys\n    2 td:\n      -\n"
                                      "        cell: Ks. {I.1 = Rivi I.1 Kuuleminen} ja {I.2 = Rivi I.2 Tuki}." REST);
    plan_fixture_free(fixture);
}

static void several_numbers_follow_one_arrow(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct referent referents[3] = { { 0 } };
    const struct action *first = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    const struct action *second = plan_fixture_action(fixture, HAMINA, I_2, "B", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "Ks. ylh.", NULL, NULL);
    refer(fixture, referents, 8, 8, first);
    refer(fixture, referents, 8, 8, second);
    refer(fixture, referents, 8, 8, first);
    referents[0].onwards = true;
    write_table(fixture);
    plan_fixture_expect(fixture, HEAD "  row (linked to)\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A" REST
                                      "  row (linked to)\n    1 th row cell: *2* Tuki\n    2 td cell: B" REST
                                      "  row\n    1 th row cell: *3* Terveys\n"
                                      "    2 td cell: Ks. ylh. [→] {I.1 = Rivi I.1 Kuuleminen}–{I.2 = Rivi I.2 Tuki}, {I.1 = Rivi I.1 Kuuleminen}" REST);
    plan_fixture_free(fixture);
}

/* Not read at all, or read but of none that the report is of: the number alone, and words that tell it as they are. */
static void rows_that_are_not_shown_are_not_linked_to(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct referent referents[3] = { { 0 } };
    const struct organisation *chain[] = { &fixture->organisations[HAMINA] };
    fixture->build.chain = chain;
    fixture->build.chain_count = 1;
    const struct action *other = plan_fixture_action(fixture, LIITTO, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "Ks. I.1 ja yllä", NULL, NULL);
    refer(fixture, referents, 4, 7, other);
    refer(fixture, referents, 16, 16, other);
    refer(fixture, referents, 16, 16, other);
    referents[2].action = NULL;
    struct action_list list = build_actions_of(&fixture->build, NULL, &fixture->organisations[HAMINA]);
    build_action_table(&fixture->build, &(struct action_table){ .actions = list.actions, .count = list.count });
    plan_fixture_expect(fixture, HEAD "  row\n    1 th row cell: *3* Terveys\n"
                                      "    2 td cell: Ks. I.1 ja yllä [→] I.1, I.1" REST);
    plan_fixture_free(fixture);
}

static void another_organisations_row_says_whose_it_is(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_PLAN);
    struct referent referent = { 0 };
    const struct action *other = plan_fixture_action(fixture, LIITTO, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "Ks. Liiton rivi I.1", NULL, NULL);
    refer(fixture, &referent, 16, 19, other);
    write_table(fixture);
    plan_fixture_expect(fixture, HEAD "  row (linked to)\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A" REST
                                      "  row\n    1 th row cell: *3* Terveys\n"
                                      "    2 td cell: Ks. Liiton rivi {I.1 = Rivi I.1 Kuuleminen, Liitto}" REST);
    plan_fixture_free(fixture);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct referent referents[2] = { { 0 } };
    const struct action *first = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "Ks. I.1 ja ed.", NULL, NULL);
    refer(fixture, referents, 4, 7, first);
    refer(fixture, referents, 14, 14, first);
    enum status status = STATUS_NOMEM;
    for (long count = 0; status != STATUS_OK; count++) {
        arena_reset(fixture->job.arena);
        arena_fail_after(fixture->job.arena, count);
        if (plan_fixture_again(fixture) == NULL)
            continue;
        write_table(fixture);
        status = doc_status(fixture->build.doc);
        assert_true(status == STATUS_OK || status == STATUS_NOMEM);
        assert_true(count < 100000);
    }
    plan_fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_put_behind_the_words),
        cmocka_unit_test(words_that_tell_the_number_are_the_link),
        cmocka_unit_test(several_numbers_follow_one_arrow),
        cmocka_unit_test(rows_that_are_not_shown_are_not_linked_to),
        cmocka_unit_test(another_organisations_row_says_whose_it_is),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
