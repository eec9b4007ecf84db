#include "tests/support/plan_fixture.h"

#include "tests/support/doc_dump.h"
#include "tests/support/even_metrics.h"
#include "tests/support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FI(words)                                                                                                      \
    {                                                                                                                  \
        words, sizeof(words) - 1, LANG_FI                                                                              \
    }

static const struct named groups[] = { { "lapset", FI("Lapset ja nuoret") }, { "aikuiset", FI("Työikäiset") } };
static const struct text targets[] = { FI("Tiloja on"), FI("Tiloja käytetään") };
static const struct member members[] = { { "yksi", FI("Yksi ry"), NULL }, { NULL, FI("Toinen ry"), NULL } };

static void fill_plan(struct plan_fixture *fixture)
{
    struct plan *plan = &fixture->plan;
    *plan = (struct plan){
        .id = "p",
        .version = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        .title = FI("Suunnitelma"),
        .goal_label = FI("Päätavoite"),
        .from = 2021,
        .to = 2024,
        .language = LANG_FI,
        .year = 2022,
        .lang = LANG_FI,
        .columns = { { FIELD_SUBGOAL, FI("välitavoite"), FI("Missä onnistuttava?") },
                     { FIELD_ACTION, FI("toimenpide"), { 0 } },
                     { FIELD_MEASURE, FI("mittari"), { 0 } },
                     { FIELD_ACTORS, FI("toimija"), { 0 } } },
        .column_count = 4,
    };
    fixture->organisations[HAMINA] =
        (struct organisation){ .id = "hamina", .name = FI("Haminan kaupunki"), .kind = ORG_MUNICIPALITY };
    fixture->organisations[LIITTO] = (struct organisation){
        .id = "liitto", .name = FI("Liitto"), .kind = ORG_ASSOCIATION, .members = members, .member_count = 2
    };
    fixture->organisations[VANHA] =
        (struct organisation){ .id = "vanha", .name = FI("Vanha yhtymä"), .kind = ORG_OTHER };
    fixture->subgoals[I_1] =
        (struct subgoal){ .id = "I.1", .number = FI("1"), .title = FI("Kuuleminen"), .group = &groups[1] };
    fixture->subgoals[I_2] =
        (struct subgoal){ .id = "I.2", .number = FI("2"), .title = FI("Tuki"), .group = &groups[0] };
    fixture->subgoals[I_3] =
        (struct subgoal){ .id = "I.3", .number = FI("3"), .title = FI("Terveys"), .group = &groups[1] };
    fixture->subgoals[I_4] = (struct subgoal){ .id = "I.4", .title = FI("Muu") };
    fixture->subgoals[II_1] = (struct subgoal){ .id = "II.1", .number = FI("1"), .title = FI("Tilat") };
    fixture->goals[0] = (struct goal){
        .id = "I", .number = FI("I"), .title = FI("Hyvinvointi"), .subgoals = fixture->subgoals, .subgoal_count = 4
    };
    fixture->goals[1] = (struct goal){ .id = "II",
                                       .number = FI("II"),
                                       .title = FI("Osallisuus"),
                                       .targets = targets,
                                       .target_count = 2,
                                       .subgoals = &fixture->subgoals[II_1],
                                       .subgoal_count = 1 };
    for (size_t i = 0; i < 5; i++)
        fixture->subgoals[i].goal = &fixture->goals[i == II_1];
    plan->organisations = fixture->organisations;
    plan->organisation_count = 3;
    plan->groups = groups;
    plan->group_count = 2;
    plan->goals = fixture->goals;
    plan->goal_count = 2;
    plan->actions = fixture->actions;
}

struct doc *plan_fixture_again(struct plan_fixture *fixture)
{
    static const struct plan_read plans[] = { { "p", "0123456789abcdef" } };
    static const struct provenance provenance = {
        .plans = plans, .plan_count = 1, .program = "0.0.0+test"
    };
    static const struct doc_meta meta = { .lang = LANG_FI, .provenance = &provenance, .foot_page = "%zu / %zu" };
    err_clear(&fixture->job.err);
    fixture->build.row_anchors = NULL;
    fixture->build.referents_placed = false;
    fixture->build.provenance = &provenance;
    fixture->build.doc = doc_new(&fixture->job, &meta);
    return fixture->build.doc;
}

struct plan_fixture *plan_fixture_new(enum report_kind kind)
{
    struct plan_fixture *fixture = calloc(1, sizeof(*fixture));
    assert_non_null(fixture);
    fixture->job.arena = arena_new(64 * MIB);
    assert_non_null(fixture->job.arena);
    fill_plan(fixture);
    fixture->query = (struct report_query){ .kind = kind, .plan = "p" };
    fixture->build = (struct build){ .job = &fixture->job,
                                     .metrics = even_metrics(),
                                     .plan = &fixture->plan,
                                     .query = &fixture->query,
                                     .lang = LANG_FI,
                                     .year = 2022,
                                     .reported = true,
                                     .newest_date = "2022-12-12" };
    if (kind == REPORT_ORGANISATION || kind == REPORT_APPENDIX) {
        fixture->build.organisation = &fixture->organisations[HAMINA];
        fixture->query.id = "hamina";
    }
    if (kind == REPORT_GOAL) {
        fixture->build.goal = &fixture->goals[0];
        fixture->query.id = "I";
    }
    assert_non_null(plan_fixture_again(fixture));
    return fixture;
}

void plan_fixture_free(struct plan_fixture *fixture)
{
    arena_free(fixture->job.arena);
    free(fixture);
}

static struct text text_fi(const char *words)
{
    return text_of(words, words == NULL ? LANG_NONE : LANG_FI);
}

static struct cell make_cell(const struct plan_fixture *fixture, enum field field, const char *words)
{
    size_t at = fixture->plan.action_count;
    if (words == NULL || strcmp(words, "^") != 0)
        return (struct cell){ .text = text_fi(words), .owner = at };
    struct cell cell = fixture->actions[at - 1].cells[field];
    cell.merged = true;
    return cell;
}

struct action *plan_fixture_action(struct plan_fixture *fixture, int organisation, int subgoal, const char *action,
                                   const char *measure, const char *actors)
{
    size_t at = fixture->plan.action_count;
    assert_true(at < FIXTURE_ACTIONS);
    fixture->actions[at] = (struct action){ .organisation = &fixture->organisations[organisation],
                                            .subgoal = &fixture->subgoals[subgoal],
                                            .applies = true,
                                            .followups = fixture->followups[at] };
    for (int field = 0; field < FIELD_COUNT; field++)
        fixture->actions[at].cells[field].owner = at;
    fixture->actions[at].cells[FIELD_ACTION] = make_cell(fixture, FIELD_ACTION, action);
    fixture->actions[at].cells[FIELD_MEASURE] = make_cell(fixture, FIELD_MEASURE, measure);
    fixture->actions[at].cells[FIELD_ACTORS] = make_cell(fixture, FIELD_ACTORS, actors);
    fixture->plan.action_count++;
    return &fixture->actions[at];
}

struct followup *plan_fixture_follow(struct plan_fixture *fixture, struct action *action, int year,
                                     enum follow_status status, const char *progress)
{
    assert_true(action->followup_count < FIXTURE_FOLLOWUPS);
    struct followup *followup = &fixture->followups[action - fixture->actions][action->followup_count++];
    *followup = (struct followup){ .year = year, .status = status, .progress = text_fi(progress) };
    return followup;
}

void plan_fixture_expect(struct plan_fixture *fixture, const char *expected)
{
    struct buf buf;
    buf_init(&buf, MIB);
    assert_int_equal(doc_status(fixture->build.doc), STATUS_OK);
    doc_dump(fixture->build.doc, &buf);
    assert_int_equal(buf_status(&buf), STATUS_OK);
    if (strcmp(buf.bytes == NULL ? "" : buf.bytes, expected) != 0)
        fprintf(stderr, "---- expected\n%s---- is\n%s----\n", expected, buf.bytes);
    assert_string_equal(buf.bytes == NULL ? "" : buf.bytes, expected);
    buf_free(&buf);
}

void plan_fixture_golden(struct plan_fixture *fixture, const char *name)
{
    struct buf buf;
    buf_init(&buf, MIB);
    assert_int_equal(doc_status(fixture->build.doc), STATUS_OK);
    doc_dump(fixture->build.doc, &buf);
    assert_int_equal(buf_status(&buf), STATUS_OK);
    golden_check("build", name, &buf);
    buf_free(&buf);
}
