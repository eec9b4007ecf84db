/* Figures and gaps that look wrong: which are found, where they are told to be, and in which words. */
#include "tests/support/import_fixture.h"

#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PLAN     "pieni-2021-2024"
#define NATIONAL "\"area\": \"maa\", \"year\": 2021, \"value\": 7.2"
#define OWN_POPULATION                                                                                                 \
    "\"population\": \"ylakoulu\", \"area\": \"maakunta\", \"year\": 2021, \"missing\": \"suppressed\""
#define INDICATOR "indicator 1 (Kiusattuna viikoittain)"

static const struct {
    const char *find, *put;
    const char *messages; /* "": none */
} rows[] = {
    { NULL, NULL, "" },
    /* Shares */
    { NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"value\": 100", "" },
    { NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"value\": 0", "" },
    { NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"value\": 100.01",
      "plan.json:/observations/0: warning: " INDICATOR
      ", 4.–5. lk, Koko maa 2021: the share 100.01 is not between 0 and 100 (line 79)\n" },
    { NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"value\": -0.5",
      "plan.json:/observations/0: warning: " INDICATOR
      ", 4.–5. lk, Koko maa 2021: the share −0.5 is not between 0 and 100 (line 79)\n" },
    { "\"value\": 162812", "\"value\": -1", "" }, /* a count is no share */
    /* Sisters: two others at least, more than 50 points from their median */
    { "{\"indicator\": \"kiusaaminen\", \"population\": \"alakoulu\", " NATIONAL "}",
      "{\"indicator\": \"kiusaaminen\", \"population\": \"alakoulu\", \"area\": \"maa\", \"year\": 2021, \"value\": "
      "23.2},"
      "{\"indicator\": \"kiusaaminen\", \"population\": \"ylakoulu\", \"area\": \"maa\", \"year\": 2021, \"value\": "
      "95.9},"
      "{\"indicator\": \"kiusaaminen\", \"population\": \"lukio\", \"area\": \"maa\", \"year\": 2021, \"value\": 97.8}",
      "plan.json:/observations/0: warning: " INDICATOR
      ", 4.–5. lk, Koko maa 2021: the value 23.2 is more than 50 points from "
      "96.85, the median of the other populations (line 79)\n" },
    { "{\"indicator\": \"kiusaaminen\", \"population\": \"alakoulu\", " NATIONAL "}",
      "{\"indicator\": \"kiusaaminen\", \"population\": \"alakoulu\", \"area\": \"maa\", \"year\": 2021, \"value\": "
      "45.9},"
      "{\"indicator\": \"kiusaaminen\", \"population\": \"ylakoulu\", \"area\": \"maa\", \"year\": 2021, \"value\": "
      "95.9},"
      "{\"indicator\": \"kiusaaminen\", \"population\": \"lukio\", \"area\": \"maa\", \"year\": 2021, \"value\": 95.9}",
      "" }, /* exactly 50 */
    { "{\"indicator\": \"kiusaaminen\", \"population\": \"alakoulu\", " NATIONAL "}",
      "{\"indicator\": \"kiusaaminen\", \"population\": \"alakoulu\", \"area\": \"maa\", \"year\": 2021, \"value\": 5},"
      "{\"indicator\": \"kiusaaminen\", \"population\": \"ylakoulu\", \"area\": \"maa\", \"year\": 2021, \"value\": "
      "95.9}",
      "" }, /* one sister only */
    /* No national value */
    { NATIONAL, "\"area\": \"maa\", \"year\": 2020, \"value\": 7.2",
      "plan.json:/observations/1: warning: " INDICATOR
      ", 4.–5. lk, Maakunta 2021: there is no national value to compare with (line 80)\n" },
    { NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"missing\": \"not_available\"",
      "plan.json:/observations/1: warning: " INDICATOR
      ", 4.–5. lk, Maakunta 2021: there is no national value to compare with (line 80)\n" },
    { OWN_POPULATION, "\"population\": \"ylakoulu\", \"area\": \"kunta\", \"year\": 2021, \"value\": 8",
      "plan.json:/observations/2: warning: " INDICATOR
      ", 8.–9. lk, Kunta 2021: there is no national value to compare with (line 82)\n" },
    /* Rows: those of the organisation that was succeeded count for the successor */
    { "{\"organisation\": \"kunnat\", \"subgoal\": \"I.1\", \"action\": \"kerhot\"},", "",
      "plan.json:/actions: warning: Itä ja Länsi has no row for the subgoal I.1 (Arvostaminen), which all others "
      "answer (line 53)\n" },
    { "{\"organisation\": \"kunnat\", \"subgoal\": \"II.1\", \"action\": \"illat\"},\n    {\"organisation\": "
      "\"kuntayhtyma\", \"subgoal\": \"I.1\", \"action\": \"neuvola\"},\n"
      "    {\"organisation\": \"kuntayhtyma\", \"subgoal\": \"I.2\", \"action\": \"perhekeskus\"},\n"
      "    {\"organisation\": \"kuntayhtyma\", \"subgoal\": \"II.1\", \"action\": \"asiakasraati\"}",
      "{\"organisation\": \"kuntayhtyma\", \"subgoal\": \"I.1\"}, {\"organisation\": \"kuntayhtyma\", \"subgoal\": "
      "\"I.2\"}",
      "" }, /* two lack it */
    { "{\"organisation\": \"kuntayhtyma\", \"subgoal\": \"I.1\", \"action\": \"neuvola\"},", "",
      "plan.json:/actions: warning: Hyvinvointialue has no row for the subgoal I.1 (Arvostaminen), which all others "
      "answer (line 53)\n" },
    { "\"id\": \"alue\", \"name\": \"Hyvinvointialue\", \"kind\": \"joint_authority\", \"succeeds\": [\"kuntayhtyma\"]",
      "\"id\": \"alue\", \"name\": \"Hyvinvointialue\", \"kind\": \"joint_authority\"",
      "plan.json:/actions: warning: Hyvinvointialue has no row for the subgoal I.1 (Arvostaminen), which all others "
      "answer (line 53)\n"
      "plan.json:/actions: warning: Hyvinvointialue has no row for the subgoal I.2 (Vanhemmuus), which all others "
      "answer (line 53)\n"
      "plan.json:/actions: warning: Hyvinvointialue has no row for the subgoal II.1 (Kuuleminen), which all others "
      "answer (line 53)\n" },
    /* Addresses */
    { "{\"id\": \"ita\", \"name\": \"Itä\"}", "{\"id\": \"kunta\", \"name\": \"Itä\"}",
      "plan.json:/organisations/1/members/0: warning: the member \"kunta\" of Itä ja Länsi shares its id with another, "
      "so that its "
      "appendix has no address of its own (line 33)\n" },
    { "{\"id\": \"ita\", \"name\": \"Itä\"}", "{\"id\": \"kunnat\", \"name\": \"Itä\"}",
      "" }, /* its own organisation's */
};

static void each_kind_is_found_and_told(void **state)
{
    struct import_fixture *fixture = *state;
    fixture->options.drop_orphans = true;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        import_changed(fixture, rows[i].find, rows[i].put);
        const char *told = fixture->messages.length == 0 ? "" : fixture->messages.bytes;
        if (strcmp(told, rows[i].messages) != 0)
            fail_msg("row %zu:\n%snot\n%s", i, told, rows[i].messages);
        import_forget(fixture);
        assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_OK);
    }
}

/* Years that are mistyped: each told once, and not kept. */
static void years_outside_of_the_period_are_told(void **state)
{
    struct import_fixture *fixture = *state;
    struct db *db;
    const char *const *words;
    size_t count;
    change_small(fixture, &fixture->text, "\"period\": {\"from\": 2021, \"to\": 2024}",
                 "\"period\": {\"from\": 2023, \"to\": 2025}",
                 "\"area\": \"maakunta\", \"year\": 2022, \"value\": 162812",
                 "\"area\": \"maakunta\", \"year\": 2052, \"value\": 162812", NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_string_equal(fixture->messages.bytes,
                        "plan.json:/followups/0/year: warning: follow-up of 2022, outside of the plan's period "
                        "2023–2025 (line 90)\n"
                        "plan.json:/observations/3/year: warning: a figure of 2052, later than the plan's period "
                        "2023–2025 (line 83)\n");
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_warnings(db, &fixture->job, PLAN, LANG_FI, &words, &count), STATUS_OK);
    assert_int_equal(count, 0);
    db_close(db);
    /* the period's first and last year belong to it */
    import_changed(fixture, "\"period\": {\"from\": 2021, \"to\": 2024}", "\"period\": {\"from\": 2022, \"to\": 2022}");
    assert_int_equal(fixture->messages.length, 0);
}

/* What no report would show, at the first of each column. */
static void texts_without_a_column_are_told(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, ", {\"field\": \"resources\", \"heading\": \"Resurssit\"}", "");
    assert_string_equal(fixture->messages.bytes, "plan.json:/actions/3/resources: warning: the plan has no column "
                                                 "\"resources\": no report shows its texts (1) (line 57)\n");
    import_forget(fixture);
    import_changed(fixture, "{\"field\": \"measure\", \"heading\": \"Mittari\"}, ", "");
    assert_non_null(strstr(fixture->messages.bytes, "/measure: warning: the plan has no column \"measure\": no report "
                                                    "shows its texts ("));
    assert_null(strstr(fixture->messages.bytes, "resources"));
}

static void warnings_are_kept_and_told_in_any_language(void **state)
{
    struct import_fixture *fixture = *state;
    const char *const *words;
    struct db *db;
    size_t count;
    import_changed(fixture, NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"value\": 100.01");
    import_forget(fixture);
    struct job *job = &fixture->job;
    assert_int_equal(db_open(fixture->path, &db, &job->err), STATUS_OK);
    assert_int_equal(db_warnings(db, job, PLAN, LANG_FI, &words, &count), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(
        words[0],
        "indikaattori 1 (Kiusattuna viikoittain), 4.–5. lk, Koko maa 2021: osuus 100,01 ei ole välillä 0–100");
    assert_int_equal(db_warnings(db, job, PLAN, LANG_SV, &words, &count), STATUS_OK);
    assert_string_equal(
        words[0],
        "indikator 1 (Kiusattuna viikoittain), 4.–5. lk, Koko maa 2021: andelen 100,01 är inte mellan 0 och 100");
    assert_int_equal(db_warnings(db, job, "muu", LANG_SV, &words, &count), STATUS_NOTFOUND);
    enum status status = STATUS_NOMEM;
    for (long i = 0; status == STATUS_NOMEM; i++) {
        import_forget(fixture);
        arena_fail_after(job->arena, i);
        status = db_warnings(db, job, PLAN, LANG_FI, &words, &count);
    }
    assert_int_equal(status, STATUS_OK);
    db_close(db);
}

static void observations_that_are_kept_are_looked_at_too(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NATIONAL, "\"area\": \"maa\", \"year\": 2021, \"value\": 100.01");
    import_changed(fixture, "\"observations\": [", "\"x-observations\": [");
    assert_string_equal(fixture->messages.bytes,
                        "plan.json:/observations: warning: " INDICATOR
                        ", 4.–5. lk, Koko maa 2021: the share 100.01 is not between 0 and 100\n");
}

static void no_more_are_kept_than_the_limit(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf many;
    buf_init(&many, MIB);
    for (int i = 0; i < LIMIT_WARNINGS + 8; i++)
        buf_printf(
            &many,
            "{\"indicator\": \"kiusaaminen\", \"population\": \"%s\", \"area\": \"%s\", \"year\": %d, \"value\": 101},",
            i % 2 == 0 ? "alakoulu" : "lukio", i % 4 < 2 ? "kunta" : "maa", 2030 + i / 4);
    buf_text(&many, "{\"indicator\": \"vaesto\", \"area\": \"kunta\", \"year\": 2022, \"value\": 1},");
    change_small(fixture, &fixture->text, "\"observations\": [\n", "\"observations\": [\n@", NULL);
    assert_true(replace_once(&fixture->text, "@", many.bytes));
    if (import_text(fixture, fixture->text.bytes, fixture->text.length) != STATUS_OK)
        fail_msg("%s", fixture->messages.bytes);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM warnings"), LIMIT_WARNINGS + 1);
    assert_non_null(strstr(fixture->messages.bytes, "\nplan.json: warning: 8 more warnings\n"));
    buf_free(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, import_set_up, import_tear_down)
        TEST(each_kind_is_found_and_told),
        TEST(texts_without_a_column_are_told),
        TEST(years_outside_of_the_period_are_told),
        TEST(warnings_are_kept_and_told_in_any_language),
        TEST(observations_that_are_kept_are_looked_at_too),
        TEST(no_more_are_kept_than_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
