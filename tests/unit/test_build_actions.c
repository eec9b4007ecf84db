#include "tests/support/doc_dump.h"
#include "tests/support/plan_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Instead of another plan in a database: subgoal I.1 is followed up elsewhere. */
struct based_on build_based_on_read(struct build *build, const struct subgoal *subgoal)
{
    static const struct followup_of entry = { .followup = { .year = 2021, .status = FOLLOW_DONE } };
    (void)build;
    return strcmp(subgoal->id, "I.1") == 0 ? (struct based_on){ &entry, 1 } : (struct based_on){ NULL, 0 };
}

void build_based_on_fill(struct build *build, const struct based_on *based_on)
{
    (void)based_on;
    doc_paragraph(build->doc, STYLE_FOLLOW, text_of("muualla", LANG_FI));
}

#define HEAD                                                                                                           \
    "  head\n"                                                                                                         \
    "    1 th column:\n      head: välitavoite\n      prompt: Missä onnistuttava?\n"                                 \
    "    2 th column head: toimenpide\n    3 th column head: mittari\n    4 th column head: toimija\n"

static void write_table(struct plan_fixture *fixture, struct action_table spec)
{
    struct action_list list = build_actions_of(&fixture->build, NULL, NULL);
    spec.actions = (const struct action *const *)list.actions;
    spec.count = list.count;
    build_action_table(&fixture->build, &spec);
}

static void a_table_without_rows_is_left_out(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    write_table(fixture, (struct action_table){ .followup = true });
    plan_fixture_expect(fixture, "");
    plan_fixture_free(fixture);
}

static void empty_cells_lists_and_numberless_subgoals(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_1, "- Eka\n- Toka", NULL, "%s%n");
    plan_fixture_action(fixture, HAMINA, I_4, NULL, "Rivi\nRivi", NULL);
    write_table(fixture, (struct action_table){ .caption = text_of("Taulu", LANG_FI) });
    plan_fixture_expect(
        fixture,
        "TABLE 4 columns: Taulu\n" HEAD
        "  row\n    1 th row cell: *1* Kuuleminen\n    2 td:\n      -\n        cell: Eka\n      -\n        cell: Toka\n"
        "    3 td: empty\n    4 td cell: %s%n\n"
        "  row\n    1 th row cell: Muu\n    2 td: empty\n    3 td:\n      cell: Rivi\n      cell: Rivi\n"
        "    4 td: empty\n");
    plan_fixture_free(fixture);
}

static void rows_of_one_subgoal_stand_under_one_cell(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_1, "B", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "C", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_1, "D", NULL, NULL);
    write_table(fixture, (struct action_table){ .followup = true });
    plan_fixture_expect(
        fixture, "TABLE 4 columns\n" HEAD
                 "  row\n    1 th row rows=4 cell: *1* Kuuleminen\n    2 td cell: A\n    3 td: empty\n    4 td: empty\n"
                 "  under\n    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n"
                 "  row\n    2 td cell: B\n    3 td: empty\n    4 td: empty\n"
                 "  under\n    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n"
                 "  row\n    1 th row rows=2 cell: *2* Tuki\n    2 td cell: C\n    3 td: empty\n    4 td: empty\n"
                 "  under\n    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n"
                 "  row\n    1 th row rows=2 cell: *1* Kuuleminen\n    2 td cell: D\n    3 td: empty\n    4 td: empty\n"
                 "  under\n    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n");
    plan_fixture_free(fixture);
}

static void follow_up_is_told_whole(void **state)
{
    static const struct followup_figure figures[] = {
        { { "Käyntejä", 10, LANG_FI }, { "kpl", 3, LANG_FI }, 1234.5, false },
        { { "Käytössä", 11, LANG_FI }, { NULL, 0, LANG_NONE }, 1, true },
        { { "Loppuu", 6, LANG_FI }, { NULL, 0, LANG_NONE }, 0, true },
        { { "Osuus", 5, LANG_FI }, { "%", 1, LANG_NONE }, -3, false },
    };
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct action *action = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    struct followup *now = plan_fixture_follow(fixture, action, 2022, FOLLOW_DELAYED, "Odottaa.\n- yksi");
    now->date = "2022-12-01";
    now->author = "Maija %s";
    now->figures = figures;
    now->figure_count = 4;
    now->progress.lang = LANG_SV;
    plan_fixture_follow(fixture, action, 2021, FOLLOW_IN_PROGRESS, "Ei näy");
    plan_fixture_follow(fixture, action, 2020, FOLLOW_NOT_STARTED, NULL);
    static const char table[] =
        "TABLE 4 columns\n" HEAD
        "  row\n    1 th row rows=2 cell: *1* Kuuleminen\n    2 td cell: A\n    3 td: empty\n    4 td: empty\n"
        "  under\n    2 td columns=3:\n"
        "      follow: Seuranta 2022: [◆] *Viivästynyt* · 1.12.2022%s · aiemmin 2021:_[◑] Käynnissä, 2020:_[○] Ei "
        "aloitettu\n"
        "      follow: <sv Odottaa.>\n      -\n        follow: <sv yksi>\n"
        "      follow: Käyntejä: 1_234,5_kpl · Käytössä: kyllä · Loppuu: ei · Osuus: −3_%%\n";
    char expected[2048];
    write_table(fixture, (struct action_table){ .followup = true });
    snprintf(expected, sizeof(expected), table, "");
    plan_fixture_expect(fixture, expected);
    fixture->query.authors = true;
    plan_fixture_again(fixture);
    write_table(fixture, (struct action_table){ .followup = true });
    snprintf(expected, sizeof(expected), table, " · Maija %s");
    plan_fixture_expect(fixture, expected);
    plan_fixture_free(fixture);
}

static void rows_that_are_not_the_organisations_say_so(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_APPENDIX);
    plan_fixture_action(fixture, HAMINA, I_1, "-", NULL, NULL)->applies = false;
    plan_fixture_action(fixture, HAMINA, I_2, "B", NULL, NULL);
    write_table(fixture, (struct action_table){ .followup = false });
    plan_fixture_expect(
        fixture, "TABLE 4 columns\n" HEAD
                 "  row\n    1 th row rows=2 cell: *1* Kuuleminen\n    2 td cell: -\n    3 td: empty\n    4 td: empty\n"
                 "  under\n    2 td columns=3 follow: [–] *Ei koske organisaatiota*\n"
                 "  row\n    1 th row cell: *2* Tuki\n    2 td cell: B\n    3 td: empty\n    4 td: empty\n");
    plan_fixture_free(fixture);
}

static void a_plan_that_nobody_has_reported_on_has_no_follow_up_rows(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    fixture->build.reported = false;
    plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    write_table(fixture, (struct action_table){ .followup = true });
    plan_fixture_expect(
        fixture, "TABLE 4 columns\n" HEAD
                 "  row\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A\n    3 td: empty\n    4 td: empty\n");
    plan_fixture_free(fixture);
}

static void bands_stand_in_the_order_in_which_subgoals_name_them(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_2, "lapset", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "aikuiset", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_4, "ei vyötä", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_1, "aikuiset", NULL, NULL);
    write_table(fixture, (struct action_table){ .bands = true });
    plan_fixture_expect(
        fixture, "TABLE 4 columns, headers by band\n" HEAD
                 "  row\n    1 th row cell: Muu\n    2 td cell: ei vyötä\n    3 td: empty\n    4 td: empty\n"
                 "  band\n    1 th column columns=4 band: Työikäiset\n"
                 "  row\n    1 th row cell: *3* Terveys\n    2 td cell: aikuiset\n    3 td: empty\n    4 td: empty\n"
                 "  row\n    1 th row cell: *1* Kuuleminen\n    2 td cell: aikuiset\n    3 td: empty\n    4 td: empty\n"
                 "  band\n    1 th column columns=4 band: Lapset ja nuoret\n"
                 "  row\n    1 th row cell: *2* Tuki\n    2 td cell: lapset\n    3 td: empty\n    4 td: empty\n");
    plan_fixture_free(fixture);
}

static void merged_cells_are_one_and_follow_up_stands_below_their_rows(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_1, "A1", "m", "t");
    plan_fixture_action(fixture, HAMINA, I_1, "A2 on paljon pitempi kuin se, mitä lainausmerkkien väliin mahtuu", "^",
                        "t2");
    plan_fixture_action(fixture, HAMINA, I_2, "B", "^", "^");
    plan_fixture_action(fixture, HAMINA, I_3, "C", "m", "t2");
    write_table(fixture, (struct action_table){ .followup = true });
    plan_fixture_expect(
        fixture, "TABLE 4 columns\n" HEAD "  row\n    1 th row rows=2 cell: *1* Kuuleminen\n    2 td cell: A1\n    3 "
                                          "td rows=3 cell: m\n    4 td cell: t\n"
                 "  row\n    2 td cell: A2 on paljon pitempi kuin se, mitä lainausmerkkien väliin mahtuu\n    4 td "
                 "rows=2 cell: t2\n"
                 "  row\n    1 th row cell: *2* Tuki\n    2 td cell: B\n"
                 "  under\n    1 th row rows=2 cell: *1* Kuuleminen\n"
                 "    2 td columns=3 follow: ”A1” – Seuranta 2022: [□] *Ei raportoitu*\n"
                 "  under\n    2 td columns=3 follow: ”A2 on paljon pitempi kuin se, mitä lainausmerkkien väliin…” – "
                 "Seuranta 2022: [□] *Ei raportoitu*\n"
                 "  under\n    1 th row cell: *2* Tuki\n    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n"
                 "  row\n    1 th row rows=2 cell: *3* Terveys\n    2 td cell: C\n    3 td cell: m\n    4 td cell: t2\n"
                 "  under\n    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n");
    plan_fixture_free(fixture);
}

/* A row without a cell is none to a listener: what is merged with the row above in all columns stands in that row. */
static void a_row_all_of_whose_cells_are_merged_is_that_above_it(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_1, "A", "m", "t");
    plan_fixture_follow(fixture, plan_fixture_action(fixture, HAMINA, I_1, "^", "^", "^"), 2022, FOLLOW_DONE, "valmis");
    plan_fixture_action(fixture, HAMINA, I_2, "^", "^", "^");
    write_table(fixture, (struct action_table){ .followup = true });
    plan_fixture_expect(fixture,
                        "TABLE 4 columns\n" HEAD
                        "  row\n    1 th row cell: *1* Kuuleminen\n    2 td rows=2 cell: A\n    3 td rows=2 cell: m\n"
                        "    4 td rows=2 cell: t\n"
                        "  row\n    1 th row cell: *2* Tuki\n"
                        "  under\n    1 th row rows=2 cell: *1* Kuuleminen\n"
                        "    2 td columns=3 follow: ”A” – Seuranta 2022: [□] *Ei raportoitu*\n"
                        "  under\n    2 td columns=3:\n      follow: ”A” – Seuranta 2022: [✔] *Toteutunut*\n"
                        "      follow: valmis\n"
                        "  under\n    1 th row cell: *2* Tuki\n"
                        "    2 td columns=3 follow: Seuranta 2022: [□] *Ei raportoitu*\n");
    plan_fixture_free(fixture);
}

static void a_subgoal_of_others_is_one_row(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_2, NULL, NULL, NULL)->applies = false;
    plan_fixture_action(fixture, HAMINA, I_3, "–", NULL, NULL)->applies = false; /* something to print */
    write_table(fixture, (struct action_table){ 0 });
    plan_fixture_expect(fixture,
                        "TABLE 4 columns\n" HEAD
                        "  row\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A\n    3 td: empty\n    4 td: empty\n"
                        "  row\n    1 th row cell: *2* Tuki\n    2 td columns=3 follow: [–] *Ei koske organisaatiota*\n"
                        "  row\n    1 th row rows=2 cell: *3* Terveys\n    2 td cell: –\n    3 td: empty\n    4 td: empty\n"
                        "  under\n    2 td columns=3 follow: [–] *Ei koske organisaatiota*\n");
    plan_fixture_free(fixture);
}

static void merged_cells_whose_rows_are_no_neighbours_repeat_their_text(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_GOAL);
    plan_fixture_action(fixture, HAMINA, I_1, "A", "m", NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "B", "^", NULL);
    plan_fixture_action(fixture, HAMINA, I_3, "C", "^", NULL);
    const struct action *apart[] = { &fixture->actions[0], &fixture->actions[2] };
    /* The middle one is elsewhere: the two are neighbours now, and one cell */
    build_action_table(&fixture->build, &(struct action_table){ .actions = apart, .count = 1, .organisations = true });
    build_action_table(&fixture->build,
                       &(struct action_table){ .actions = apart + 1, .count = 1, .organisations = true });
    static const char head[] =
        "TABLE 4 columns\n  head\n    1 th column head: Organisaatio\n    2 th column head: toimenpide\n"
        "    3 th column head: mittari\n    4 th column head: toimija\n";
    char expected[1024];
    snprintf(expected, sizeof(expected),
             "%s  row\n    1 th row cell: *Haminan kaupunki*\n    2 td cell: A\n    3 td cell: m\n    4 td: empty\n"
             "%s  row\n    1 th row cell: *Haminan kaupunki*\n    2 td cell: C\n    3 td cell: m\n    4 td: empty\n",
             head, head);
    plan_fixture_expect(fixture, expected);
    plan_fixture_free(fixture);
}

static void follow_up_of_another_plan_stands_below_the_subgoals_last_row(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_APPENDIX);
    fixture->subgoals[I_1].based_on_plan = "other";
    fixture->subgoals[I_2].based_on_plan = "other"; /* nothing is known of it there */
    plan_fixture_action(fixture, HAMINA, I_1, "A1", "m", NULL);
    plan_fixture_action(fixture, HAMINA, I_1, "A2", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "B", NULL, NULL);
    write_table(fixture, (struct action_table){ .based_on = true });
    plan_fixture_expect(
        fixture,
        "TABLE 4 columns\n" HEAD
        "  row\n    1 th row rows=3 cell: *1* Kuuleminen\n    2 td cell: A1\n    3 td cell: m\n    4 td: empty\n"
        "  row\n    2 td cell: A2\n    3 td: empty\n    4 td: empty\n"
        "  under\n    2 td columns=3 follow: muualla\n"
        "  row\n    1 th row cell: *2* Tuki\n    2 td cell: B\n    3 td: empty\n    4 td: empty\n");
    plan_fixture_free(fixture);
}

static void rows_that_are_linked_to_stand_at_their_anchor(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct action *linked = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    plan_fixture_action(fixture, HAMINA, I_2, "B", NULL, NULL);
    uint32_t anchor = build_row_anchor(&fixture->build, linked);
    assert_int_not_equal(anchor, 0);
    assert_int_equal(build_row_anchor(&fixture->build, linked), anchor);
    write_table(fixture, (struct action_table){ 0 });
    plan_fixture_expect(
        fixture,
        "TABLE 4 columns\n" HEAD
        "  row (linked to)\n    1 th row cell: *1* Kuuleminen\n    2 td cell: A\n    3 td: empty\n    4 td: empty\n"
        "  row\n    1 th row cell: *2* Tuki\n    2 td cell: B\n    3 td: empty\n    4 td: empty\n");
    plan_fixture_free(fixture);
}

static void quotations_end_at_words(void **state)
{
    static const struct {
        const char *text, *quote;
    } rows[] = {
        { "Lyhyt", "”Lyhyt”" },
        { "- Kohta\n- Toinen", "”Kohta”" },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "”aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa”" },
        { "äaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaä",
          "”äaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…”" },
        { "-", "”-”" },
        { "- x", "”x”" },
    };
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct text quote = build_quote(&fixture->build, text_of(rows[i].text, LANG_FI));
        assert_int_equal(quote.length, strlen(rows[i].quote));
        assert_memory_equal(quote.bytes, rows[i].quote, quote.length);
    }
    plan_fixture_free(fixture);
}

/* A span is held in 16 bits: a subgoal of more rows than that has its cell again. */
static void a_subgoal_of_very_many_rows_has_its_cell_again(void **state)
{
    enum { COUNT = 30000 };
    static const struct action *actions[COUNT];
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct action *action = plan_fixture_action(fixture, HAMINA, I_1, "A", NULL, NULL);
    for (size_t i = 0; i < COUNT; i++)
        actions[i] = action;
    build_action_table(&fixture->build, &(struct action_table){ .actions = actions, .count = COUNT, .followup = true });
    struct buf buf;
    buf_init(&buf, 64 * MIB);
    assert_int_equal(doc_status(fixture->build.doc), STATUS_OK);
    doc_dump(fixture->build.doc, &buf);
    const char *first = strstr(buf.bytes, "th row rows=50000");
    assert_non_null(first);
    const char *second = strstr(first + 1, "th row rows=10000");
    assert_non_null(second);
    assert_null(strstr(second + 1, "th row"));
    buf_free(&buf);
    plan_fixture_free(fixture);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct plan_fixture *fixture = plan_fixture_new(REPORT_ORGANISATION);
    struct action *action = plan_fixture_action(fixture, HAMINA, I_1, "A1", "m", "t");
    plan_fixture_action(fixture, HAMINA, I_2, "B", "^", NULL);
    plan_fixture_follow(fixture, action, 2022, FOLLOW_DONE, "- Valmis");
    plan_fixture_follow(fixture, action, 2021, FOLLOW_DELAYED, NULL);
    enum status status = STATUS_NOMEM;
    for (long count = 0; status != STATUS_OK; count++) {
        arena_reset(fixture->job.arena);
        arena_fail_after(fixture->job.arena, count);
        if (plan_fixture_again(fixture) == NULL)
            continue;
        write_table(fixture, (struct action_table){ .followup = true, .bands = true });
        status = doc_status(fixture->build.doc);
        assert_true(status == STATUS_OK || status == STATUS_NOMEM);
        assert_true(count < 100000);
    }
    plan_fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_without_rows_is_left_out),
        cmocka_unit_test(empty_cells_lists_and_numberless_subgoals),
        cmocka_unit_test(rows_of_one_subgoal_stand_under_one_cell),
        cmocka_unit_test(follow_up_is_told_whole),
        cmocka_unit_test(rows_that_are_not_the_organisations_say_so),
        cmocka_unit_test(a_plan_that_nobody_has_reported_on_has_no_follow_up_rows),
        cmocka_unit_test(bands_stand_in_the_order_in_which_subgoals_name_them),
        cmocka_unit_test(merged_cells_are_one_and_follow_up_stands_below_their_rows),
        cmocka_unit_test(a_row_all_of_whose_cells_are_merged_is_that_above_it),
        cmocka_unit_test(a_subgoal_of_others_is_one_row),
        cmocka_unit_test(merged_cells_whose_rows_are_no_neighbours_repeat_their_text),
        cmocka_unit_test(follow_up_of_another_plan_stands_below_the_subgoals_last_row),
        cmocka_unit_test(rows_that_are_linked_to_stand_at_their_anchor),
        cmocka_unit_test(quotations_end_at_words),
        cmocka_unit_test(a_subgoal_of_very_many_rows_has_its_cell_again),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
