/* The reports of an organisation and of a goal, as documents. */
#include "tests/support/doc_dump.h"
#include "tests/support/plan_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FI(words)                                                                                                      \
    {                                                                                                                  \
        words, sizeof(words) - 1, LANG_FI                                                                              \
    }

/* ---- What a plan may have ---- */

static const struct area areas[] = { { "maa", FI("Koko maa"), AREA_COUNTRY, NULL },
                                     { "kymi", FI("Kymenlaakso"), AREA_REGION, &areas[0] } };
static const struct text sources[] = { FI("THL, Kouluterveyskysely"), FI("Kela") };
static const struct observation observations[] = {
    { .area = &areas[0], .year = 2019, .value = 10 },
    { .area = &areas[0], .year = 2021, .value = 11 },
    { .area = &areas[1], .year = 2021, .value = 12.5 },
};
static const struct observation missing = { .area = &areas[1], .year = 2021, .missing = MISSING_SUPPRESSED };
static const struct series series[] = {
    { .unit = FI("%"), .scale = SCALE_SHARE, .decimals = 1, .observations = observations, .observation_count = 3 },
    { .unit = FI("%"), .scale = SCALE_SHARE, .decimals = 1, .observations = &missing, .observation_count = 1 },
};
static const struct event events[] = { { .month = 3, .title = FI("Seurantatiedot kootaan"), .kind = EVENT_FOLLOWUP } };
static const struct approval approvals[] = { { FI("Valtuusto"), "2020-11-30", "§ 45", "D/1/2020" },
                                             { FI("Hallitus"), "2020-11-02", NULL, NULL } };
static const struct text slogans[] = { FI("Voidaan hyvin!") };

static struct indicator indicators[3];
static const struct subgoal *follows[2];

static void give_everything(struct plan_fixture *fixture)
{
    follows[0] = &fixture->subgoals[I_2];
    follows[1] = &fixture->subgoals[II_1];
    indicators[0] = (struct indicator){ .id = "a",
                                        .number = 1,
                                        .title = FI("Yksinäisyys"),
                                        .definition = FI("Kuinka moni."),
                                        .unit = FI("%"),
                                        .direction = DIRECTION_LOWER,
                                        .sources = sources,
                                        .source_count = 2,
                                        .series = &series[0],
                                        .series_count = 1,
                                        .subgoals = &follows[0],
                                        .subgoal_count = 1 };
    indicators[1] = indicators[0]; /* no figure: nowhere */
    indicators[1].id = "b";
    indicators[1].number = 2;
    indicators[1].series = &series[1];
    indicators[2] = indicators[0]; /* follows no subgoal: not in these reports */
    indicators[2].id = "c";
    indicators[2].number = 3;
    indicators[2].source_count = 1;
    indicators[2].subgoals = &follows[1];
    fixture->plan.indicators = indicators;
    fixture->plan.indicator_count = 3;
    fixture->plan.areas = areas;
    fixture->plan.area_count = 2;
    fixture->plan.area = &areas[1];
    fixture->plan.events = events;
    fixture->plan.event_count = 1;
    fixture->plan.approvals = approvals;
    fixture->plan.approval_count = 2;
    fixture->plan.slogans = slogans;
    fixture->plan.slogan_count = 1;
    fixture->plan.part = (struct text)FI("II Toimenpideosa");
    fixture->plan.note = (struct text)FI("Huomaa.\n- yksi");
    fixture->build.meeting = (struct text){ "Valtuusto § 45", 15, LANG_NONE };
    fixture->build.attachment = (struct text){ "Liite 1 %s", 10, LANG_NONE };
}

static void give_actions(struct plan_fixture *fixture)
{
    struct action *action = plan_fixture_action(fixture, HAMINA, I_1, "Kuullaan nuoria", "Kysely", "Nuorisotoimi");
    plan_fixture_follow(fixture, action, 2022, FOLLOW_DONE, "Kysely tehtiin.");
    plan_fixture_follow(fixture, action, 2021, FOLLOW_IN_PROGRESS, NULL);
    action = plan_fixture_action(fixture, HAMINA, I_2, "Ryhmät", NULL, NULL);
    plan_fixture_follow(fixture, action, 2022, FOLLOW_DELAYED, "Ohjaaja puuttuu.");
    plan_fixture_follow(fixture, action, 2020, FOLLOW_NOT_STARTED, NULL);
    action = plan_fixture_action(fixture, HAMINA, I_2, "Neuvonta", NULL, NULL);
    plan_fixture_follow(fixture, action, 2022, FOLLOW_CONTINUOUS, NULL);
    plan_fixture_follow(fixture, action, 2021, FOLLOW_CONTINUOUS, NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "Liikunta", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_4, "-", NULL, NULL)->applies = false;
    action = plan_fixture_action(fixture, VANHA, I_1, "Vanha työ", NULL, NULL);
    plan_fixture_follow(fixture, action, 2021, FOLLOW_DONE, NULL);
    action = plan_fixture_action(fixture, VANHA, II_1, "Tila", NULL, NULL);
    plan_fixture_follow(fixture, action, 2022, FOLLOW_CANCELLED, NULL);
}

static void set_chain(struct plan_fixture *fixture, size_t count)
{
    static const struct organisation *chain[2];
    chain[0] = &fixture->organisations[HAMINA];
    chain[1] = &fixture->organisations[VANHA];
    fixture->build.chain = chain;
    fixture->build.chain_count = count;
}

/* ---- Goldens ---- */

static void an_organisations_report_with_everything(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    give_actions(fixture);
    give_everything(fixture);
    set_chain(fixture, 2);
    build_organisation(&fixture->build);
    plan_fixture_golden(fixture, "organisation");
    plan_fixture_free(fixture);
}

static void an_organisations_report_of_a_plan_that_has_nothing_but_actions(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_1, "Kuullaan", NULL, NULL);
    fixture->plan.goal_label = (struct text){ 0 };
    fixture->build.reported = false;
    set_chain(fixture, 1);
    build_organisation(&fixture->build);
    plan_fixture_golden(fixture, "organisation-bare");
    plan_fixture_free(fixture);
}

static void an_organisation_without_actions_is_told_so(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, LIITTO, I_1, "Muiden työ", NULL, NULL);
    set_chain(fixture, 1);
    build_organisation(&fixture->build);
    plan_fixture_golden(fixture, "organisation-none");
    plan_fixture_free(fixture);
}

static void a_goals_report_with_everything(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_GOAL);
    give_actions(fixture);
    give_everything(fixture);
    fixture->plan.action_count--; /* the last is of another goal: the reader does not give it */
    fixture->plan.indicator_count = 2;
    build_goal(&fixture->build);
    plan_fixture_golden(fixture, "goal");
    plan_fixture_free(fixture);
}

static void a_goals_report_of_a_plan_that_has_nothing_but_actions(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_GOAL);
    plan_fixture_action(fixture, HAMINA, I_1, "Kuullaan", NULL, NULL);
    fixture->build.reported = false;
    build_goal(&fixture->build);
    plan_fixture_golden(fixture, "goal-bare");
    plan_fixture_free(fixture);
}

static void a_goal_with_many_subgoals_has_several_matrices(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_GOAL);
    static struct subgoal many[45];
    static char ids[45][8];
    for (size_t i = 0; i < 45; i++) {
        snprintf(ids[i], sizeof(ids[i]), "I.%zu", i + 1);
        many[i] = (struct subgoal){ .id = ids[i], .title = FI("Välitavoite"), .goal = &fixture->goals[0] };
    }
    fixture->goals[0].subgoals = many;
    fixture->goals[0].subgoal_count = 45;
    plan_fixture_action(fixture, HAMINA, I_1, "Eka", NULL, NULL)->subgoal = &many[0];
    plan_fixture_action(fixture, HAMINA, I_1, "Toka", NULL, NULL)->subgoal = &many[20];
    plan_fixture_follow(fixture, plan_fixture_action(fixture, HAMINA, I_1, "Kolmas", NULL, NULL), 2022, FOLLOW_DONE,
                        NULL);
    fixture->actions[2].subgoal = &many[20];
    plan_fixture_action(fixture, VANHA, I_1, "Vika", NULL, NULL)->subgoal = &many[44];
    build_goal(&fixture->build);
    plan_fixture_golden(fixture, "goal-many");
    plan_fixture_free(fixture);
}

/* Of a region's many councils: all on the cover, or all at the end. */
static void approvals_that_the_cover_has_no_room_for_stand_at_the_end(void **state)
{
    (void)state;
    static struct approval many[40];
    const size_t all = sizeof many / sizeof *many;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct buf buf;
    buf_init(&buf, MIB);
    for (size_t i = 0; i < all; i++)
        many[i] = approvals[0];
    fixture->plan.approvals = many;
    for (size_t count = 1; count <= all; count += all - 1) {
        fixture->plan.approval_count = count;
        plan_fixture_again(fixture);
        set_chain(fixture, 1);
        build_organisation(&fixture->build);
        buf_reset(&buf);
        doc_dump(fixture->build.doc, &buf);
        bool fits = count == 1;
        assert_int_equal(fits, strstr(buf.bytes, "  cover-line: Hyväksytty: Valtuusto 30.11.2020 § 45 (dnro") != NULL);
        assert_int_equal(!fits, strstr(buf.bytes, "  cover-line: Suunnitelman hyväksynnät ovat raportin lopussa.") != NULL);
        assert_int_equal(!fits, strstr(buf.bytes, "H3 Suunnitelman hyväksynnät\n-\n  body: Valtuusto 30.11.2020") != NULL);
    }
    buf_free(&buf);
    plan_fixture_free(fixture);
}

static void a_note_that_the_cover_has_no_room_for_stands_at_the_end(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    static char note[8192] = "Ensimmäinen rivi.\n- kohta";
    for (size_t length = strlen(note); length + 6 < sizeof(note); length += 5)
        strcpy(note + length, " sana");
    fixture->plan.note = text_of(note, LANG_FI);
    set_chain(fixture, 1);
    build_organisation(&fixture->build);
    struct buf buf;
    buf_init(&buf, MIB);
    doc_dump(fixture->build.doc, &buf);
    const char *first =
        strstr(buf.bytes,
               "  cover-note: Ensimmäinen rivi.\n  cover-note: Suunnitelman huomautus on kokonaan raportin lopussa.\n");
    assert_non_null(first);
    const char *end = strstr(first, "H3 Suunnitelman huomautus\nbody: Ensimmäinen rivi.\n-\n  body: kohta sana sana");
    assert_non_null(end);
    assert_string_equal(buf.bytes + buf.length - 11, " sana sana\n");
    buf_free(&buf);
    plan_fixture_free(fixture);
}

/* ---- Memory ---- */

static void memory_that_is_out_is_told(void **state)
{
    static void (*const builders[])(struct build *) = { build_organisation, build_goal };
    static const enum report_kind kinds[] = { REPORT_ORGANISATION, REPORT_GOAL };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct plan_fixture *fixture = plan_fixture_new(kinds[i]);
        give_actions(fixture);
        give_everything(fixture);
        if (i == 0)
            set_chain(fixture, 2);
        else
            fixture->plan.action_count--;
        enum status status = STATUS_NOMEM;
        for (long count = 0; status != STATUS_OK; count += 1 + count / 50) {
            arena_reset(fixture->job.arena);
            arena_fail_after(fixture->job.arena, count);
            if (plan_fixture_again(fixture) == NULL)
                continue;
            builders[i](&fixture->build);
            status = doc_status(fixture->build.doc);
            assert_true(status == STATUS_OK || status == STATUS_NOMEM);
            assert_true(count < 100000);
        }
        plan_fixture_free(fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_organisations_report_with_everything),
        cmocka_unit_test(an_organisations_report_of_a_plan_that_has_nothing_but_actions),
        cmocka_unit_test(an_organisation_without_actions_is_told_so),
        cmocka_unit_test(a_goals_report_with_everything),
        cmocka_unit_test(a_goals_report_of_a_plan_that_has_nothing_but_actions),
        cmocka_unit_test(a_goal_with_many_subgoals_has_several_matrices),
        cmocka_unit_test(approvals_that_the_cover_has_no_room_for_stand_at_the_end),
        cmocka_unit_test(a_note_that_the_cover_has_no_room_for_stands_at_the_end),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
