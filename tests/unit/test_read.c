/* Reading plans: every column's way out, and in which language. */
#include "tests/support/read_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_plan_tells_about_itself(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS });
    assert_string_equal(plan->id, "p");
    assert_int_equal(strlen(plan->version), 64);
    same_text(plan->title, LANG_FI, "Suunnitelma");
    same_text(plan->part, LANG_SV, "Del"); /* neither Finnish nor asked for: the first of fi, sv, en */
    same_text(plan->note, LANG_FI, "Huom");
    same_text(plan->goal_label, LANG_FI, "Päätavoite");
    assert_int_equal(plan->slogan_count, 2);
    same_text(plan->slogans[0], LANG_FI, "Eka");
    same_text(plan->slogans[1], LANG_EN, "Second");
    assert_ptr_equal(plan->area, &plan->areas[1]);
    assert_int_equal(plan->from, 2020);
    assert_int_equal(plan->to, 2024);
    assert_int_equal(plan->language, LANG_FI);
    assert_int_equal(plan->lang, LANG_FI);
    assert_int_equal(plan->year, 2022);
    assert_false(plan->draft);
    assert_int_equal(plan->tolerance.kind, TOLERANCE_RELATIVE);
    assert_true(plan->tolerance.size == 0.05);
    assert_int_equal(plan->column_count, 3);
    assert_int_equal(plan->columns[1].field, FIELD_ACTION);
    same_text(plan->columns[1].heading, LANG_FI, "toimenpide");
    same_text(plan->columns[1].prompt, LANG_FI, "Mitä?");
    assert_int_equal(plan->columns[2].field, FIELD_RESOURCES);
    same_text(plan->columns[2].heading, LANG_SV, "resurser");
    same_text(plan->columns[2].prompt, LANG_NONE, NULL);
    assert_int_equal(plan->approval_count, 2);
    same_text(plan->approvals[0].body, LANG_FI, "Valtuusto");
    assert_string_equal(plan->approvals[0].date, "2020-11-30");
    assert_string_equal(plan->approvals[0].section, "§ 45");
    assert_string_equal(plan->approvals[0].diary_number, "D/1");
    assert_null(plan->approvals[1].section);
    assert_null(plan->approvals[1].diary_number);
}

static void areas_and_organisations_are_tied_together(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p" });
    assert_int_equal(plan->area_count, 3);
    assert_string_equal(plan->areas[2].id, "kunta");
    same_text(plan->areas[2].name, LANG_FI, "Kunta");
    assert_int_equal(plan->areas[2].kind, AREA_MUNICIPALITY);
    assert_ptr_equal(plan->areas[2].parent, &plan->areas[1]);
    assert_null(plan->areas[0].parent);
    assert_int_equal(plan->organisation_count, 3);
    const struct organisation *sote = &plan->organisations[0];
    const struct organisation *pair = &plan->organisations[1];
    const struct organisation *mll = &plan->organisations[2];
    assert_string_equal(pair->id, "pari");
    same_text(pair->name, LANG_FI, "Kaksi kuntaa");
    assert_int_equal(sote->kind, ORG_JOINT_AUTHORITY);
    assert_int_equal(mll->kind, ORG_ASSOCIATION);
    assert_int_equal(sote->member_count, 0);
    assert_int_equal(pair->member_count, 2);
    assert_string_equal(pair->members[0].id, "yksi");
    same_text(pair->members[0].name, LANG_FI, "Yksi");
    assert_ptr_equal(pair->members[0].area, &plan->areas[2]);
    assert_null(pair->members[1].id);
    assert_null(pair->members[1].area);
    assert_int_equal(sote->area_count, 1);
    assert_ptr_equal(sote->areas[0], &plan->areas[1]);
    assert_int_equal(pair->area_count, 2);
    assert_ptr_equal(pair->areas[0], &plan->areas[2]);
    assert_int_equal(sote->succeed_count, 2);
    assert_ptr_equal(sote->succeeds[0], mll);
    assert_ptr_equal(sote->succeeds[1], pair);
    assert_int_equal(mll->succeed_count, 0);
}

static void goals_hold_their_subgoals(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p" });
    assert_int_equal(plan->group_count, 2);
    same_text(plan->groups[1].name, LANG_FI, "Nuoret");
    assert_int_equal(plan->theme_count, 2);
    assert_string_equal(plan->themes[1].id, "terveys");
    assert_int_equal(plan->population_count, 2);
    assert_int_equal(plan->goal_count, 3);
    const struct goal *first = &plan->goals[0];
    assert_string_equal(first->id, "I");
    same_text(first->number, LANG_NONE, "I");
    same_text(first->title, LANG_FI, "Ensimmäinen");
    assert_int_equal(first->target_count, 2);
    same_text(first->targets[1], LANG_FI, "Tavoite 2");
    same_text(plan->goals[1].targets[0], LANG_FI, "Tavoite 3");
    assert_int_equal(plan->goals[2].target_count, 0);
    assert_int_equal(plan->goals[2].subgoal_count, 0);
    assert_int_equal(first->subgoal_count, 2);
    const struct subgoal *subgoal = &first->subgoals[0];
    assert_string_equal(subgoal->id, "I.1");
    same_text(subgoal->number, LANG_NONE, "1");
    same_text(subgoal->title, LANG_FI, "Yksi");
    assert_ptr_equal(subgoal->goal, first);
    assert_ptr_equal(subgoal->group, &plan->groups[1]);
    assert_int_equal(subgoal->ease, EASE_EASY);
    assert_int_equal(subgoal->impact, IMPACT_HIGH);
    assert_string_equal(subgoal->based_on_plan, "other");
    assert_string_equal(subgoal->based_on_subgoal, "O.1");
    assert_true(text_absent(first->subgoals[1].number));
    assert_null(first->subgoals[1].group);
    assert_int_equal(first->subgoals[1].ease, EASE_HARD);
    assert_null(first->subgoals[1].based_on_plan);
    assert_null(first->subgoals[1].based_on_subgoal);
    assert_int_equal(plan->goals[1].subgoals[0].impact, IMPACT_NONE);
    assert_ptr_equal(plan->goals[1].subgoals[0].goal, &plan->goals[1]);
}

static void actions_have_cells_and_followup(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = PART_ACTIONS });
    assert_int_equal(plan->action_count, 7);
    assert_int_equal(plan->indicator_count, 0);
    assert_int_equal(plan->event_count, 0);
    const struct action *action = &plan->actions[0];
    assert_string_equal(action->id, "a0");
    assert_null(plan->actions[1].id);
    assert_ptr_equal(action->organisation, &plan->organisations[0]);
    assert_ptr_equal(plan->actions[4].organisation, &plan->organisations[1]);
    assert_ptr_equal(plan->actions[4].subgoal, &plan->goals[1].subgoals[0]);
    assert_true(action->applies);
    assert_true(plan->actions[1].applies);
    assert_false(plan->actions[2].applies);
    same_text(action->cells[FIELD_ACTION].text, LANG_FI, "Teko 0");
    same_text(plan->actions[6].cells[FIELD_MONITORING].text, LANG_FI, "Seuranta");
    same_text(plan->actions[6].cells[FIELD_RESOURCES].text, LANG_FI, "Raha");
    same_text(plan->actions[4].cells[FIELD_ACTORS].text, LANG_FI, "Toimija");
    same_text(plan->actions[1].cells[FIELD_SCHEDULE].text, LANG_SV, "Genast");
    assert_int_equal(plan->actions[3].referent_count, 1); /* those of the Swedish text are not read */
    const struct referent *referent = plan->actions[3].referents;
    assert_int_equal(referent->field, FIELD_ACTION);
    assert_int_equal(referent->from, 0);
    assert_int_equal(referent->to, 4);
    assert_ptr_equal(referent->action, &plan->actions[0]);
    assert_ptr_equal(referent->subgoal, plan->actions[0].subgoal);
    assert_int_equal(action->followup_count, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(action->followups[i].year, 2022 - i);
    const struct followup *followup = &action->followups[1];
    assert_int_equal(followup->status, FOLLOW_IN_PROGRESS);
    same_text(followup->progress, LANG_FI, "Alussa");
    assert_string_equal(followup->author, "Aino");
    assert_string_equal(followup->date, "2021-12-31");
    assert_int_equal(followup->figure_count, 2);
    same_text(followup->figures[0].name, LANG_FI, "Käyntejä");
    same_text(followup->figures[0].unit, LANG_FI, "kpl");
    assert_true(followup->figures[0].value == 12.5);
    assert_false(followup->figures[0].truth);
    assert_true(followup->figures[1].truth);
    assert_true(followup->figures[1].value == 1);
    assert_int_equal(action->followups[0].status, FOLLOW_DONE);
    assert_null(action->followups[0].author);
    assert_null(action->followups[0].date);
    assert_int_equal(action->followups[0].figure_count, 0);
    assert_int_equal(plan->actions[3].followups[0].figure_count, 2);
    assert_true(plan->actions[3].followups[0].figures[1].truth);
    assert_true(plan->actions[3].followups[0].figures[1].value == 0);
    assert_int_equal(plan->actions[1].followup_count, 0);
}

static void indicators_come_by_number_with_their_series(void **state)
{
    const struct plan *plan =
        plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = PART_INDICATORS, .year = 2030 });
    assert_int_equal(plan->action_count, 0);
    assert_int_equal(plan->indicator_count, 3);
    assert_string_equal(plan->indicators[0].id, "i3");
    assert_string_equal(plan->indicators[1].id, "i5");
    const struct indicator *nine = &plan->indicators[2];
    assert_int_equal(nine->number, 9);
    assert_ptr_equal(nine->theme, &plan->themes[1]);
    assert_null(plan->indicators[0].theme);
    same_text(nine->title, LANG_FI, "Yhdeksäs");
    same_text(nine->definition, LANG_FI, "Selitys");
    assert_true(text_absent(plan->indicators[1].definition));
    same_text(nine->unit, LANG_FI, "%");
    assert_int_equal(nine->direction, DIRECTION_LOWER);
    assert_int_equal(plan->indicators[0].direction, DIRECTION_NONE);
    assert_int_equal(nine->tolerance.kind, TOLERANCE_ABSOLUTE);
    assert_true(nine->tolerance.size == 0.5);
    assert_int_equal(plan->indicators[0].tolerance.kind, TOLERANCE_NONE);
    assert_int_equal(nine->source_count, 2);
    same_text(nine->sources[1], LANG_FI, "Kela");
    same_text(plan->indicators[1].sources[0], LANG_FI, "Tilastokeskus");
    assert_int_equal(nine->subgoal_count, 2);
    assert_ptr_equal(nine->subgoals[0], &plan->goals[1].subgoals[0]);
    assert_ptr_equal(nine->subgoals[1], &plan->goals[0].subgoals[0]);
    assert_int_equal(plan->indicators[1].subgoal_count, 0);
    assert_int_equal(nine->target_count, 2);
    assert_int_equal(nine->targets[0].year, 2024);
    assert_true(nine->targets[0].value == 7.5);
    assert_ptr_equal(nine->targets[0].population, &plan->populations[1]);
    assert_null(nine->targets[1].population);
    assert_int_equal(nine->series_count, 2);
    const struct series *first = &nine->series[0];
    const struct series *second = &nine->series[1];
    assert_ptr_equal(first->population, &plan->populations[1]);
    same_text(first->unit, LANG_FI, "%");
    assert_int_equal(first->scale, SCALE_SHARE); /* told by the unit */
    assert_int_equal(first->decimals, 1);
    assert_ptr_equal(second->population, &plan->populations[0]);
    same_text(second->unit, LANG_FI, "promille");
    assert_int_equal(second->scale, SCALE_RATE);
    assert_int_equal(second->decimals, 3);
    assert_null(plan->indicators[0].series[0].population);
    assert_int_equal(plan->indicators[0].series[0].scale, SCALE_COUNT);
    assert_int_equal(plan->indicators[0].series[0].decimals, -1);
    assert_int_equal(plan->indicators[1].series[0].scale, SCALE_INDEX);
}

static void observations_tell_what_was_seen(void **state)
{
    const struct plan *plan =
        plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = PART_INDICATORS, .year = 2030 });
    const struct series *series = &plan->indicators[2].series[0];
    assert_int_equal(series->observation_count, 3);
    const struct observation *one = &series->observations[0];
    assert_ptr_equal(one->area, &plan->areas[0]);
    assert_int_equal(one->year, 2019);
    assert_int_equal(one->missing, MISSING_NO);
    assert_true(one->value == 10.25);
    assert_true(one->has_low && one->has_high);
    assert_true(one->low == 9.5 && one->high == 11);
    assert_int_equal(one->n, 1200);
    assert_int_equal(one->assessment, ASSESS_GOOD);
    same_text(one->note, LANG_FI, "Huomaa");
    assert_int_equal(series->observations[1].missing, MISSING_SUPPRESSED);
    assert_int_equal(series->observations[1].year, 2021);
    assert_int_equal(series->observations[1].n, 0);
    assert_int_equal(series->observations[1].assessment, ASSESS_NONE);
    assert_ptr_equal(series->observations[2].area, &plan->areas[1]);
    assert_true(series->observations[2].has_low && !series->observations[2].has_high);
    assert_false(series->observations[2].has_low && series->observations[2].has_high);
    assert_true(text_absent(series->observations[2].note));
    assert_int_equal(plan->indicators[2].series[1].observation_count, 1);
    assert_int_equal(plan->indicators[2].series[1].observations[0].assessment, ASSESS_CONCERNING);
    assert_int_equal(plan->indicators[0].series[0].observations[0].assessment, ASSESS_NEUTRAL);
    assert_int_equal(plan->indicators[1].series[0].observations[0].missing, MISSING_NOT_AVAILABLE);
}

static void events_stand_in_the_files_order(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = PART_EVENTS });
    assert_int_equal(plan->event_count, 2);
    assert_int_equal(plan->events[0].month, 11);
    assert_int_equal(plan->events[0].to_month, 2);
    same_text(plan->events[0].title, LANG_FI, "Suunnittelu");
    same_text(plan->events[0].actors, LANG_FI, "Kaikki");
    assert_int_equal(plan->events[0].kind, EVENT_PLANNING);
    assert_int_equal(plan->events[1].to_month, 0);
    assert_true(text_absent(plan->events[1].actors));
    assert_int_equal(plan->events[1].kind, EVENT_NONE);
}

static void texts_come_in_the_language_asked_for(void **state)
{
    const struct plan *plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .lang = LANG_SV });
    assert_int_equal(plan->lang, LANG_SV);
    assert_int_equal(plan->language, LANG_FI);
    same_text(plan->title, LANG_SV, "Plan");
    same_text(plan->part, LANG_SV, "Del");
    same_text(plan->note, LANG_FI, "Huom");
    same_text(plan->slogans[0], LANG_FI, "Eka");
    same_text(plan->columns[1].heading, LANG_FI, "toimenpide");
    same_text(plan->columns[1].prompt, LANG_SV, "Vad?");
    same_text(plan->approvals[0].body, LANG_SV, "Fullmäktige");
    same_text(plan->areas[1].name, LANG_SV, "Området");
    same_text(plan->areas[2].name, LANG_FI, "Kunta");
    same_text(plan->organisations[1].name, LANG_SV, "Två kommuner");
    same_text(plan->organisations[1].members[0].name, LANG_FI, "Yksi");
    same_text(plan->organisations[1].members[1].name, LANG_SV, "Den andra");
    same_text(plan->groups[1].name, LANG_SV, "Unga");
    same_text(plan->goals[1].title, LANG_SV, "Andra");
    same_text(plan->goals[0].targets[1], LANG_SV, "Mål 2");
    same_text(plan->goals[0].targets[0], LANG_FI, "Tavoite 1");
    same_text(plan->goals[1].subgoals[0].title, LANG_SV, "Tre");
    same_text(plan->themes[1].name, LANG_SV, "Hälsa");
    same_text(plan->populations[1].name, LANG_SV, "Gymnasium");
    same_text(plan->actions[3].cells[FIELD_ACTION].text, LANG_SV, "Åtgärd 3");
    same_text(plan->actions[6].cells[FIELD_ACTION].text, LANG_SV, "Åtgärd 3");
    same_text(plan->actions[0].followups[1].progress, LANG_SV, "I början");
    same_text(plan->actions[0].followups[1].figures[0].name, LANG_SV, "Besök");
    same_text(plan->actions[0].followups[1].figures[0].unit, LANG_SV, "st");
    same_text(plan->actions[0].followups[1].figures[1].name, LANG_FI, "Valmis");
    const struct indicator *nine = &plan->indicators[2];
    same_text(nine->title, LANG_SV, "Nionde");
    same_text(nine->unit, LANG_SV, "procent");
    same_text(nine->sources[0], LANG_FI, "THL 2021");
    same_text(nine->sources[1], LANG_SV, "FPA");
    same_text(nine->series[0].unit, LANG_SV, "procent");
    assert_int_equal(nine->series[0].scale, SCALE_SHARE); /* in every language */
    same_text(nine->series[0].observations[0].note, LANG_SV, "Obs");
    same_text(plan->events[0].title, LANG_FI, "Suunnittelu");
    same_text(plan->events[0].actors, LANG_SV, "Alla");
    plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .lang = LANG_EN });
    same_text(plan->title, LANG_EN, "The plan");
    same_text(plan->part, LANG_EN, "Part");
    /* an owner outside of what is read is translated too */
    plan = plan_of(*state, &(struct plan_scope){ .plan = "p", .parts = ALL_PARTS, .goal = "II", .lang = LANG_SV });
    same_text(plan->actions[3].cells[FIELD_ACTION].text, LANG_SV, "Åtgärd 3");
}

static void a_plan_may_lack_all_that_it_may(void **state)
{
    const struct plan *plan =
        plan_of(*state, &(struct plan_scope){ .plan = "bare", .parts = ALL_PARTS, .organisation = "o", .goal = "1" });
    assert_int_equal(plan->column_count, 2);
    assert_null(plan->area);
    assert_int_equal(plan->slogan_count + plan->approval_count + plan->area_count + plan->group_count +
                         plan->theme_count + plan->population_count + plan->event_count + plan->action_count +
                         plan->indicator_count,
                     0);
    assert_int_equal(plan->year, 2030);
    plan = plan_of(*state, &(struct plan_scope){ .plan = "secret", .parts = ALL_PARTS });
    assert_true(plan->draft);
    assert_int_equal(plan->lang, LANG_SV);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_tells_about_itself),
        cmocka_unit_test(areas_and_organisations_are_tied_together),
        cmocka_unit_test(goals_hold_their_subgoals),
        cmocka_unit_test(actions_have_cells_and_followup),
        cmocka_unit_test(indicators_come_by_number_with_their_series),
        cmocka_unit_test(observations_tell_what_was_seen),
        cmocka_unit_test(events_stand_in_the_files_order),
        cmocka_unit_test(texts_come_in_the_language_asked_for),
        cmocka_unit_test(a_plan_may_lack_all_that_it_may),
    };
    return cmocka_run_group_tests(tests, read_set_up, read_tear_down);
}
