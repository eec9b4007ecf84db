/* The appendix, the whole plan, the annual clock's part, follow-up of the plan that a subgoal is based on: as
 * documents. */
#include "db/write.h"
#include "reports/join.h"
#include "tests/support/doc_dump.h"
#include "tests/support/golden.h"
#include "tests/support/plan_fixture.h"
#include "tests/support/plan_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FI(words)                                                                                                      \
    {                                                                                                                  \
        words, sizeof(words) - 1, LANG_FI                                                                              \
    }
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- Another plan in a database: hamina has one action for O.1, two for O.2; the member "yksi" of "seura" one for O.1
 * ---- */

static const char other_plan[] =
    "{\"format\": \"vuosikello/plan\", \"version\": 1, \"plan\": {\"id\": \"maakunta\", \"title\": \"Maakunnan "
    "suunnitelma\","
    "\"period\": {\"from\": 2020, \"to\": 2024}, \"language\": \"fi\", \"columns\": [{\"field\": \"subgoal\", "
    "\"heading\": \"v\"},"
    "{\"field\": \"action\", \"heading\": \"t\"}]},"
    "\"organisations\": [{\"id\": \"hamina\", \"name\": \"Haminan kaupunki\", \"kind\": \"municipality\"},"
    "{\"id\": \"seura\", \"name\": \"Seurat\", \"kind\": \"association\", \"members\": [{\"id\": \"yksi\", \"name\": "
    "\"Yksi ry\"}]}],"
    "\"goals\": [{\"id\": \"O\", \"number\": \"O\", \"title\": \"T\", \"subgoals\": [{\"id\": \"O.1\", \"title\": "
    "\"a\"},"
    "{\"id\": \"O.2\", \"title\": \"b\"}]}],"
    "\"actions\": [{\"organisation\": \"hamina\", \"subgoal\": \"O.1\", \"action\": \"Yksin\"},"
    "{\"organisation\": \"hamina\", \"subgoal\": \"O.2\", \"id\": \"x\", \"action\": \"- Tehdään yhdessä\\n- Toinen\"},"
    "{\"organisation\": \"hamina\", \"subgoal\": \"O.2\", \"id\": \"y\", \"action\": \"Kolmas\"},"
    "{\"organisation\": \"seura\", \"subgoal\": \"O.1\", \"action\": null}],"
    "\"followups\": [{\"organisation\": \"hamina\", \"subgoal\": \"O.1\", \"year\": 2021, \"status\": \"delayed\", "
    "\"progress\": \"Siirtyi.\","
    "\"figures\": [{\"name\": \"Käynnit\", \"value\": 1234.5, \"unit\": \"kpl\"}], \"author\": \"Maija Meikäläinen\", "
    "\"date\": \"2021-12-01\"},"
    "{\"action\": \"x\", \"year\": 2022, \"status\": \"done\"}, {\"action\": \"y\", \"year\": 2022, \"status\": "
    "\"in_progress\"},"
    "{\"action\": \"y\", \"year\": 2023, \"status\": \"done\"},"
    "{\"organisation\": \"seura\", \"subgoal\": \"O.1\", \"year\": 2020, \"status\": \"cancelled\"}]}";

static struct db *open_other(void)
{
    const char *path = plan_rows_path("other.db");
    const struct import_source source = { "other.json", other_plan, sizeof other_plan - 1 };
    const struct import_options options = { .lang = LANG_EN };
    struct import_result result;
    struct job job = { .arena = arena_new(64 * MIB) };
    struct buf messages;
    struct db *db = NULL;
    buf_init(&messages, MIB);
    if (db_import(path, &source, 1, &options, &result, &messages, &job) != STATUS_OK)
        fail_msg("%s %s", job.err.text, messages.length > 0 ? messages.bytes : "");
    assert_int_equal(db_open(path, &db, &job.err), STATUS_OK);
    buf_free(&messages);
    arena_free(job.arena);
    return db;
}

/* ---- Names of goals ---- */

static void a_goal_s_number_is_told_as_the_plan_writes_it(void **state)
{
    (void)state;
    static const struct {
        const char *label, *number, *name, *heading;
    } cases[] = {
        { "Painopiste", "1", "Painopiste 1", "Painopiste 1: Arki" },
        { "Painopiste", "1.", "Painopiste 1.", "Painopiste 1. Arki" },
        { "Painopiste", "(2)", "Painopiste (2)", "Painopiste (2) Arki" },
        { "Painopiste", "Painopiste 3", "Painopiste 3", "Painopiste 3: Arki" },
        { "Painopiste", "Painopiste", "Painopiste Painopiste", "Painopiste Painopiste: Arki" },
        { NULL, "IV", "Päätavoite IV", "Päätavoite IV: Arki" },
        { NULL, NULL, "Päätavoite", "Päätavoite: Arki" },
    };
    struct plan_fixture *fixture = plan_fixture_new(REPORT_PLAN);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct goal goal = { .number = text_of(cases[i].number, LANG_NONE), .title = text_of("Arki", LANG_FI) };
        fixture->plan.goal_label = text_of(cases[i].label, LANG_FI);
        struct arena *arena = fixture->build.job->arena;
        assert_string_equal(join_copy(arena, build_goal_name(&fixture->build, &goal)), cases[i].name);
        assert_string_equal(join_copy(arena, build_goal_heading(&fixture->build, &goal)), cases[i].heading);
    }
    plan_fixture_free(fixture);
}

/* ---- A plan ---- */

static const struct area areas[] = { { "maa", FI("Koko maa"), AREA_COUNTRY, NULL },
                                     { "alue", FI("Kymenlaakso"), AREA_REGION, NULL } };
static const struct observation seen[] = { { .area = &areas[0], .year = 2021, .value = 9.7 },
                                           { .area = &areas[1], .year = 2021, .value = 9.5 } };
static const struct series series[] = {
    { .unit = FI("%"), .decimals = 1, .observations = seen, .observation_count = 2 }
};
static const struct event events[] = {
    { .month = 11, .to_month = 2, .title = FI("Talousarvio"), .actors = FI("Valtuusto"), .kind = EVENT_DECISION },
    { .month = 3, .title = FI("Vuosiraportti"), .kind = EVENT_FOLLOWUP },
    { .month = 1, .to_month = 12, .title = FI("Koko vuosi") },
    { .month = 4, .to_month = 3, .title = FI("Ympäri") },
    { .month = 3, .to_month = 5, .title = FI("Kysely") },
};
static const struct approval approvals[] = { { FI("Valtuusto"), "2021-12-13", "§ 45", NULL } };
static struct indicator indicators[2];
static const struct subgoal *follows[1];

static struct plan_fixture *open_fixture(enum report_kind kind)
{
    struct plan_fixture *fixture = plan_fixture_new(kind);
    plan_fixture_action(fixture, HAMINA, I_1, "- Kuullaan\n- Kirjataan", "Määrä", "Sivistys");
    plan_fixture_action(fixture, HAMINA, I_1, "Toinen rivi", "^", NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "Tuetaan", NULL, "^");
    plan_fixture_action(fixture, LIITTO, I_1, "Kerho", NULL, NULL);
    plan_fixture_action(fixture, LIITTO, II_1, "Tila", NULL, NULL)->applies = false;
    return fixture;
}

static void give_everything(struct plan_fixture *fixture)
{
    struct plan *plan = &fixture->plan;
    follows[0] = &fixture->subgoals[I_2];
    indicators[0] = (struct indicator){ .id = "1",
                                        .number = 1,
                                        .title = FI("Työttömät"),
                                        .unit = FI("%"),
                                        .direction = DIRECTION_LOWER,
                                        .series = series,
                                        .series_count = 1,
                                        .subgoals = follows,
                                        .subgoal_count = 1,
                                        .definition = FI("Osuus.") };
    indicators[1] = indicators[0];
    indicators[1].number = 2;
    indicators[1].title = (struct text)FI("Muut");
    indicators[1].subgoal_count = 0;
    fixture->subgoals[I_1].ease = fixture->subgoals[I_2].ease = EASE_EASY;
    fixture->subgoals[I_3].ease = EASE_HARD;
    fixture->subgoals[I_1].impact = IMPACT_HIGH;
    fixture->subgoals[I_2].impact = fixture->subgoals[I_3].impact = IMPACT_LOW;
    plan->indicators = indicators;
    plan->indicator_count = 2;
    plan->areas = areas;
    plan->area_count = 2;
    plan->area = &areas[1];
    plan->events = events;
    plan->event_count = COUNT(events);
    plan->approvals = approvals;
    plan->approval_count = 1;
    plan->part = (struct text)FI("Liite 1: Taulukko");
    plan->note = (struct text)FI("Täsmennetään vuosittain.\n- eka");
}

static void golden(struct plan_fixture *fixture, const char *name)
{
    struct buf buf;
    buf_init(&buf, MIB);
    assert_int_equal(doc_status(fixture->build.doc), STATUS_OK);
    doc_dump(fixture->build.doc, &buf);
    golden_check("reports", name, &buf);
    buf_free(&buf);
}

/* ---- The appendix ---- */

static void an_appendix_with_a_cover(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(REPORT_APPENDIX);
    give_everything(fixture);
    plan_fixture_follow(fixture, &fixture->actions[2], 2022, FOLLOW_DONE, "Tehty.");
    build_appendix(&fixture->build);
    golden(fixture, "appendix");
    plan_fixture_free(fixture);
}

static void an_attached_appendix_has_no_cover(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(REPORT_APPENDIX);
    give_everything(fixture);
    fixture->build.attachment = text_of("Liite 1", LANG_NONE);
    fixture->build.organisation = &fixture->organisations[LIITTO];
    fixture->build.member = &fixture->organisations[LIITTO].members[0];
    fixture->build.reported = false;
    build_appendix(&fixture->build);
    golden(fixture, "appendix-attached");
    plan_fixture_free(fixture);
}

static void an_appendix_without_actions_says_so(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(REPORT_APPENDIX);
    fixture->build.organisation = &fixture->organisations[VANHA];
    fixture->build.attachment = text_of("Liite", LANG_NONE);
    build_appendix(&fixture->build);
    golden(fixture, "appendix-empty");
    plan_fixture_free(fixture);
}

/* ---- What the other plan tells ---- */

static void base_on(struct subgoal *subgoal, const char *other_subgoal)
{
    subgoal->based_on_plan = "maakunta";
    subgoal->based_on_subgoal = other_subgoal;
}

static void the_other_plan_s_follow_up_stands_below_the_rows(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(REPORT_APPENDIX);
    fixture->build.db = open_other();
    fixture->build.attachment = text_of("Liite", LANG_NONE);
    base_on(&fixture->subgoals[I_1], "O.1");
    base_on(&fixture->subgoals[I_2], "O.2");
    build_appendix(&fixture->build);
    golden(fixture, "appendix-based-on");
    db_close(fixture->build.db);
    plan_fixture_free(fixture);
}

static void members_are_asked_for_where_the_organisation_is_not_there(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(REPORT_APPENDIX);
    struct db *db = open_other();
    base_on(&fixture->subgoals[I_1], "O.1");
    base_on(&fixture->subgoals[I_3], "O.9"); /* that plan has no such subgoal */
    fixture->build.db = db;
    const struct organisation *hamina = &fixture->organisations[HAMINA], *liitto = &fixture->organisations[LIITTO];
    const struct {
        const struct organisation *organisation;
        const struct member *member;
        int subgoal, year;
        size_t count;
        enum follow_status status;
    } cases[] = {
        { hamina, NULL, I_1, 2022, 1, FOLLOW_DELAYED }, /* the newest before */
        { hamina, NULL, I_1, 2020, 0, 0 },
        { hamina, NULL, I_2, 2022, 0, 0 }, /* based on nothing */
        { hamina, NULL, I_3, 2022, 0, 0 },
        { liitto, NULL, I_1, 2022, 1, FOLLOW_CANCELLED }, /* its member "yksi" answers there */
        { liitto, &liitto->members[0], I_1, 2022, 1, FOLLOW_CANCELLED },
        { &fixture->organisations[VANHA], NULL, I_1, 2022, 0, 0 },
        { NULL, NULL, I_1, 2022, 0, 0 }, /* a plan's report is nobody's */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        fixture->build.organisation = cases[i].organisation;
        fixture->build.member = cases[i].member;
        fixture->build.year = cases[i].year;
        fixture->build.based_on_reads = NULL; /* each case is another report */
        struct based_on found = build_based_on_read(&fixture->build, &fixture->subgoals[cases[i].subgoal]);
        assert_int_equal(found.count, cases[i].count);
        if (found.count > 0)
            assert_int_equal(found.entries[0].followup.status, cases[i].status);
        /* within one report it is read once */
        struct based_on again = build_based_on_read(&fixture->build, &fixture->subgoals[cases[i].subgoal]);
        assert_ptr_equal(again.entries, found.entries);
        assert_int_equal(again.count, found.count);
    }
    db_close(db);
    plan_fixture_free(fixture);
}

/* ---- The whole plan ---- */

static void a_plan_with_everything(void **state)
{
    (void)state;
    struct plan_fixture *fixture = open_fixture(REPORT_PLAN);
    give_everything(fixture);
    build_plan(&fixture->build);
    golden(fixture, "plan");
    plan_fixture_free(fixture);
}

static void a_plan_lacks_its_optional_parts(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_PLAN);
    build_plan(&fixture->build);
    golden(fixture, "plan-bare");
    plan_fixture_free(fixture);
}

static void a_plan_of_one_organisation_does_not_name_it(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_PLAN);
    fixture->plan.organisation_count = 1;
    plan_fixture_action(fixture, HAMINA, I_1, "Kuullaan", NULL, NULL);
    build_plan(&fixture->build);
    golden(fixture, "plan-of-one");
    plan_fixture_free(fixture);
}

static void memory_out_is_told_at_the_end(void **state)
{
    (void)state;
    static void (*const builders[])(struct build *) = { build_plan, build_appendix };
    for (size_t i = 0; i < COUNT(builders); i++) {
        struct plan_fixture *fixture = open_fixture(i == 0 ? REPORT_PLAN : REPORT_APPENDIX);
        give_everything(fixture);
        bool whole = false;
        for (long fail = 0; fail < 20000 && !whole; fail++) {
            arena_reset(fixture->job.arena);
            fixture->build.own_areas = NULL;
            arena_fail_after(fixture->job.arena, fail);
            if (plan_fixture_again(fixture) == NULL)
                continue;
            builders[i](&fixture->build);
            whole = doc_status(fixture->build.doc) == STATUS_OK;
            assert_true(whole || fixture->job.err.status == STATUS_NOMEM);
        }
        assert_true(whole);
        plan_fixture_free(fixture);
    }
}

/* ---- The annual clock ---- */

static void the_clock_s_events_are_a_table(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_PLAN);
    build_annual_clock(&fixture->build, 2);
    plan_fixture_expect(fixture, "");
    fixture->plan.events = events;
    fixture->plan.event_count = COUNT(events);
    build_annual_clock(&fixture->build, 2);
    golden(fixture, "clock");
    assert_non_null(plan_fixture_again(fixture));
    static const struct event plain[] = { { .month = 12, .title = FI("%s%n") } };
    fixture->plan.events = plain; /* nobody is told, no kind: no columns for them */
    fixture->plan.event_count = 1;
    fixture->build.lang = LANG_EN;
    build_annual_clock(&fixture->build, 3);
    golden(fixture, "clock-plain");
    plan_fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_s_number_is_told_as_the_plan_writes_it),
        cmocka_unit_test(an_appendix_with_a_cover),
        cmocka_unit_test(an_attached_appendix_has_no_cover),
        cmocka_unit_test(an_appendix_without_actions_says_so),
        cmocka_unit_test(the_other_plan_s_follow_up_stands_below_the_rows),
        cmocka_unit_test(members_are_asked_for_where_the_organisation_is_not_there),
        cmocka_unit_test(a_plan_with_everything),
        cmocka_unit_test(a_plan_lacks_its_optional_parts),
        cmocka_unit_test(a_plan_of_one_organisation_does_not_name_it),
        cmocka_unit_test(memory_out_is_told_at_the_end),
        cmocka_unit_test(the_clock_s_events_are_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
