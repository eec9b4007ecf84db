/* Importing plan files: what is taken, what is kept of the plan before, versions, several files. */
#include "tests/support/import_fixture.h"

#include "base/json.h"
#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PLAN "pieni-2021-2024"

static void import_small(struct import_fixture *fixture)
{
    import_changed(fixture, NULL, NULL);
}

/* Imports the small plan with changes; must fail with exactly these messages, and leave the database as it was. */
static void import_fails(struct import_fixture *fixture, const char *messages)
{
    enum status status = import_text(fixture, fixture->text.bytes, fixture->text.length);
    assert_int_equal(status, STATUS_DATA);
    assert_string_equal(fixture->messages.bytes, messages);
}

static void version_of(struct import_fixture *fixture, char version[65])
{
    struct db *db;
    struct plan_version at;
    struct err err = ERR_NONE;
    assert_int_equal(db_open(fixture->path, &db, &err), STATUS_OK);
    assert_int_equal(db_plan_version(db, PLAN, &at, &err), STATUS_OK);
    memcpy(version, at.version, 65);
    db_close(db);
}

static void assert_in(const struct buf *text, const char *part)
{
    if (strstr(text->bytes, part) == NULL)
        fail_msg("%s\nis not in\n%s", part, text->bytes);
}

static void assert_not_in(const struct buf *text, const char *part)
{
    if (strstr(text->bytes, part) != NULL)
        fail_msg("%s\nis in\n%s", part, text->bytes);
}

/* ---- What is taken ---- */

static void the_whole_file_is_taken(void **state)
{
    struct import_fixture *fixture = *state;
    import_small(fixture);
    const struct import_result *result = &fixture->result;
    assert_string_equal(result->plan, PLAN);
    assert_int_equal(result->organisations, 4);
    assert_int_equal(result->goals, 2);
    assert_int_equal(result->subgoals, 3);
    assert_int_equal(result->actions, 10);
    assert_int_equal(result->indicators, 2);
    assert_int_equal(result->observations, 4);
    assert_int_equal(result->events, 2);
    assert_int_equal(result->followups, 2);
    assert_false(result->replaced);
    assert_int_equal(fixture->messages.length, 0);
    static const struct {
        const char *sql;
        int64_t number;
    } rows[] = {
        { "SELECT newest_year FROM plans", 2022 },
        { "SELECT abs(imported_at - unixepoch()) < 100 FROM plans", 1 },
        { "SELECT count(*) FROM members WHERE area IS NOT NULL", 1 },
        { "SELECT count(*) FROM successions", 1 },
        { "SELECT parent FROM areas WHERE id = 'kunta'", 1 },
        { "SELECT owner FROM cells WHERE action = 1 AND field = 'measure'", 0 },
        { "SELECT count(*) FROM cells WHERE action = 2", 1 }, /* a null cell is no cell */
        { "SELECT count(*) FROM series", 4 },                 /* three populations, and one indicator without any */
        { "SELECT series FROM observations WHERE value = 162812", 3 },
        { "SELECT count(*) FROM translations WHERE lang = 'sv'", 4 },
        { "SELECT translated FROM plans", 1 },
        { "SELECT truth FROM figures WHERE position = 1", 1 },
        { "SELECT applies FROM actions WHERE action = 5", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (number_in(fixture, rows[i].sql) != rows[i].number)
            fail_msg("%s is %lld, not %lld", rows[i].sql, (long long)number_in(fixture, rows[i].sql),
                     (long long)rows[i].number);
    assert_int_equal(files_in(fixture->folder), 1);
}

static void texts_are_cleaned(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, "\"title\": \"Pieni suunnitelma 2021–2024\"",
                   "\"title\": \"Ka\\u0308rki\\u0007\\u0000\\tx\\ufeff \"");
    export_to(fixture, PLAN, &fixture->text);
    assert_in(&fixture->text, "\"title\": \"Kärki x\"");
}

static void null_empty_and_absent_are_one(void **state)
{
    struct import_fixture *fixture = *state;
    static const char find[] = "\"goal_label\": \"Päätavoite\",";
    static const char *const ways[] = { "",
                                        "\"goal_label\": null,",
                                        "\"goal_label\": \"\",",
                                        "\"goal_label\": \" \",",
                                        "\"goal_label\": {\"sv\": \"\"},",
                                        "\"goal_label\": {\"fi\": null}," };
    char first[65], version[65];
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        import_changed(fixture, find, ways[i]);
        version_of(fixture, i == 0 ? first : version);
        if (i > 0)
            assert_string_equal(version, first);
    }
    import_changed(fixture, "\"x-made\": \"2021-06-14\"", "\"x-made\": null");
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM extensions"), 1);
}

static void numbers_may_be_written_any_way(void **state)
{
    struct import_fixture *fixture = *state;
    char first[65], version[65];
    import_small(fixture);
    version_of(fixture, first);
    import_changed(fixture, "\"year\": 2022, \"status\": \"done\"", "\"year\": 2.022e3, \"status\": \"done\"");
    version_of(fixture, version);
    assert_string_equal(version, first);
    import_changed(fixture, "\"value\": 162812", "\"value\": 1.62812E+5");
    version_of(fixture, version);
    assert_string_equal(version, first);
}

static void figures_come_back_as_the_same_double(void **state)
{
    static const char *const values[] = {
        "0.1", "-16.3", "1e-300", "123456789012345680", "5e-324", "1.7976931348623157e+308", "0", "43.05", "100"
    };
    struct import_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char put[64], expected[64];
        snprintf(put, sizeof put, "\"value\": %s", values[i]);
        import_changed(fixture, "\"value\": 162812", put);
        export_to(fixture, PLAN, &fixture->text);
        const char *at = strstr(fixture->text.bytes, "\"year\": 2022,\n      \"value\": ");
        assert_non_null(at);
        snprintf(expected, sizeof expected, "%.17g", strtod(values[i], NULL));
        char got[64];
        snprintf(got, sizeof got, "%.17g", strtod(at + strlen("\"year\": 2022,\n      \"value\": "), NULL));
        assert_string_equal(got, expected);
    }
}

static void merged_cells_share_the_first_ones_text(void **state)
{
    struct import_fixture *fixture = *state;
    change_small(
        fixture, &fixture->text, "{\"organisation\": \"kunta\", \"subgoal\": \"I.2\",",
        "{\"organisation\": \"kunta\", \"subgoal\": \"I.2\", \"id\": \"a\",",
        "\"organisation\": \"kunnat\", \"subgoal\": \"I.2\", \"action\": \"-\"",
        "\"organisation\": \"kunta\", \"subgoal\": \"I.2\", \"id\": \"b\", \"measure\": {\"merge\": \"above\"}", NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    /* Rows 0, 1 and 5, with another band and another organisation between them */
    assert_int_equal(number_in(fixture, "SELECT group_concat(action) = '0,1,5' AND sum(owner) = 0 FROM"
                                        " (SELECT * FROM cells WHERE field = 'measure' ORDER BY action)"),
                     1);
}

static void an_interval_may_be_a_point(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, "\"low\": 7.1, \"high\": 9.9", "\"low\": 7.1, \"high\": 7.1");
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM observations WHERE low = high"), 1);
}

/* ---- Versions ---- */

static void one_file_has_one_version(void **state)
{
    struct import_fixture *fixture = *state;
    char first[65], version[65];
    import_small(fixture);
    version_of(fixture, first);
    import_small(fixture);
    assert_true(fixture->result.replaced);
    version_of(fixture, version);
    assert_string_equal(version, first);
    /* Beside another plan, and imported behind it */
    assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_OK);
    import_changed(fixture, "\"id\": \"pieni-2021-2024\"", "\"id\": \"toinen\"");
    import_small(fixture);
    version_of(fixture, version);
    assert_string_equal(version, first);
    /* One letter changes it, an author too */
    import_changed(fixture, "\"author\": \"A. Laatija\"", "\"author\": \"B. Laatija\"");
    version_of(fixture, version);
    assert_string_not_equal(version, first);
}

/* ---- What a replaced plan leaves ---- */

static const char followups[] = "{\"organisation\": \"kunta\", \"subgoal\": \"I.1\", \"year\": 2022, \"status\": "
                                "\"done\", \"progress\": \"Tehty.\",\n"
                                "     \"figures\": [{\"name\": \"kuultuja\", \"value\": 120, \"unit\": \"lasta\"}, "
                                "{\"name\": \"ohje valmis\", \"value\": true}],\n"
                                "     \"author\": \"A. Laatija\", \"date\": \"2022-12-12\"},\n"
                                "    {\"action\": \"raati\", \"year\": 2022, \"status\": \"delayed\", \"progress\": "
                                "{\"fi\": \"Myöhässä.\", \"sv\": \"Försenad.\"}}";

static void follow_up_that_the_file_does_not_bring_stays(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf before;
    buf_init(&before, MIB);
    import_small(fixture);
    export_to(fixture, PLAN, &before);
    import_changed(fixture, followups, "");
    assert_int_equal(fixture->result.kept_followups, 2);
    assert_int_equal(fixture->result.kept_observations, 0);
    assert_int_equal(fixture->result.followups, 0);
    export_to(fixture, PLAN, &fixture->text);
    assert_string_equal(fixture->text.bytes, before.bytes); /* figures, languages, author, date and all */
    assert_int_equal(number_in(fixture, "SELECT newest_year FROM plans"), 2022);
    buf_free(&before);
}

static void follow_up_that_the_file_brings_replaces(void **state)
{
    struct import_fixture *fixture = *state;
    import_small(fixture);
    import_changed(
        fixture, followups,
        "{\"action\": \"raati\", \"year\": 2022, \"status\": \"done\"}, {\"action\": \"raati\", \"year\": 2023, "
        "\"status\": \"continuous\"}");
    assert_int_equal(fixture->result.kept_followups, 1);
    export_to(fixture, PLAN, &fixture->text);
    assert_not_in(&fixture->text, "Myöhässä.");
    assert_in(&fixture->text, "Tehty.");
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM followups"), 3);
    assert_int_equal(number_in(fixture, "SELECT newest_year FROM plans"), 2023);
}

static void observations_that_the_file_does_not_bring_stay(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf before;
    buf_init(&before, MIB);
    import_small(fixture);
    export_to(fixture, PLAN, &before);
    change_small(fixture, &fixture->text, "\"observations\": [", "\"x-observations\": [", NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_int_equal(fixture->result.kept_observations, 4);
    import_changed(fixture, "\"population\": null, \"area\": \"maakunta\", \"year\": 2022, \"value\": 162812",
                   "\"population\": null, \"area\": \"maakunta\", \"year\": 2022, \"value\": 1");
    assert_int_equal(fixture->result.kept_observations, 0);
    import_small(fixture);
    export_to(fixture, PLAN, &fixture->text);
    assert_string_equal(fixture->text.bytes, before.bytes);
    buf_free(&before);
}

static void rows_are_known_again_where_they_moved(void **state)
{
    struct import_fixture *fixture = *state;
    import_small(fixture);
    /* The rows of another organisation come first, an id is given, another area stands in front */
    change_small(fixture, &fixture->text, followups, "",
                 "  \"actions\": [\n    {\"organisation\": \"kunta\", \"subgoal\": \"I.1\",",
                 "  \"actions\": [\n    {\"organisation\": \"alue\", \"subgoal\": \"I.1\"},\n"
                 "    {\"organisation\": \"kunta\", \"subgoal\": \"I.1\", \"id\": \"kuuleminen\",",
                 NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_int_equal(fixture->result.kept_followups, 2);
    assert_int_equal(number_in(fixture, "SELECT a.action FROM followups f JOIN actions a USING (plan, action)"
                                        " WHERE a.id = 'kuuleminen' AND f.status = 'done'"),
                     1);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM figures WHERE action = 1"), 2);
}

static void kept_texts_follow_the_plans_language(void **state)
{
    struct import_fixture *fixture = *state;
    import_small(fixture);
    change_small(fixture, &fixture->text, followups, "", "\"language\": \"fi\"", "\"language\": \"sv\"", NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    export_to(fixture, PLAN, &fixture->text);
    assert_in(&fixture->text, "\"progress\": {\n        \"fi\": \"Tehty.\"\n      }");
    assert_in(&fixture->text,
              "\"progress\": {\n        \"fi\": \"Myöhässä.\",\n        \"sv\": \"Försenad.\"\n      }");
    assert_int_equal(number_in(fixture, "SELECT progress = 'Försenad.' FROM followups WHERE status = 'delayed'"), 1);
}

/* A row without an id and one with become one: the id is the stronger name. */
static void two_rows_that_become_one_are_told(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, "{\"action\": \"raati\", \"year\": 2022, \"status\": \"delayed\"",
                   "{\"action\": \"raati\", \"year\": 2022, \"status\": \"delayed\"},\n"
                   "    {\"organisation\": \"kunnat\", \"subgoal\": \"II.1\", \"year\": 2022, \"status\": \"done\"");
    change_small(fixture, &fixture->text, followups, "", "\"id\": \"raati\", \"action\"",
                 "\"id\": \"foorumi\", \"action\"", "{\"organisation\": \"kunnat\", \"subgoal\": \"II.1\",",
                 "{\"organisation\": \"kunnat\", \"subgoal\": \"II.1\", \"id\": \"raati\",", NULL);
    import_fails(
        fixture,
        "plan.json:/actions: the database keeps follow-up of 2022 for the row of the organisation \"kunnat\" for "
        "the subgoal \"II.1\", which this file no longer has as its only one; add it, or drop the follow-up "
        "with --drop-orphans (line 53)\n");
    fixture->options.drop_orphans = true;
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_int_equal(fixture->result.dropped, 1);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM followups WHERE status = 'delayed'"), 1);
}

/* Each change takes something away that the database keeps follow-up or observations of. */
static const struct orphan {
    const char *find, *put, *find_too, *put_too;
    const char *message;
    size_t dropped;
} orphans[] = {
    { "\"id\": \"raati\", \"action\"", "\"id\": \"foorumi\", \"action\"", NULL, NULL,
      "plan.json:/actions: the database keeps follow-up of 2022 for the action \"raati\" of the organisation "
      "\"kunta\", which this "
      "file no longer has; add it, or drop the follow-up with --drop-orphans (line 53)\n",
      1 },
    { "{\"organisation\": \"kunta\", \"subgoal\": \"I.1\", \"action\"",
      "{\"organisation\": \"kunta\", \"subgoal\": \"I.1\", \"id\": \"b\"}, {\"organisation\": \"kunta\", \"subgoal\": "
      "\"I.1\", \"id\": \"a\", \"action\"",
      NULL, NULL,
      "plan.json:/actions: the database keeps follow-up of 2022 for the row of the organisation \"kunta\" for the "
      "subgoal \"I.1\", "
      "which this file no longer has as its only one; add it, or drop the follow-up with --drop-orphans (line 53)\n",
      1 },
    { "{\"id\": \"kiusaaminen\", \"number\"", "{\"id\": \"kiusattu\", \"number\"", NULL, NULL,
      "plan.json:/indicators: the database keeps an observation of 2021 for the indicator \"kiusaaminen\", which this "
      "file no longer "
      "has; add it, or drop the observation with --drop-orphans (line 70)\n",
      3 },
    { "\"alakoulu\", {\"population\": \"ylakoulu\", \"decimals\": 0, \"sotkanet\": 1514}, \"lukio\"",
      "\"alakoulu\", \"lukio\"", NULL, NULL,
      "plan.json:/indicators/0: the database keeps an observation of 2021 for the indicator \"kiusaaminen\" on the "
      "population "
      "\"ylakoulu\", on which it is no longer measured; add it, or drop the observation with --drop-orphans (line "
      "71)\n",
      1 },
    { "\"unit\": \"henkilöä\"", "\"populations\": [\"lukio\"], \"unit\": \"henkilöä\"", NULL, NULL,
      "plan.json:/indicators/1: the database keeps an observation of 2022 for the indicator \"vaesto\" without a "
      "population; now it "
      "has populations; drop the observation with --drop-orphans (line 76)\n",
      1 },
    { "{\"id\": \"maa\", \"name\"", "{\"id\": \"suomi\", \"name\"", "\"parent\": \"maa\"", "\"parent\": \"suomi\"",
      "plan.json:/areas: the database keeps an observation of 2021 for the indicator \"kiusaaminen\" in the area "
      "\"maa\", which this "
      "file no longer has; add it, or drop the observation with --drop-orphans (line 25)\n",
      1 },
};

static void orphans_are_told_and_dropped_where_asked(void **state)
{
    struct import_fixture *fixture = *state;
    char before[65], version[65];
    for (size_t i = 0; i < sizeof orphans / sizeof orphans[0]; i++) {
        const struct orphan *orphan = &orphans[i];
        import_small(fixture);
        version_of(fixture, before);
        change_small(fixture, &fixture->text, "\"observations\": [", "\"x-observations\": [", followups, "",
                     orphan->find, orphan->put, orphan->find_too, orphan->put_too, NULL);
        import_fails(fixture, orphan->message);
        version_of(fixture, version);
        assert_string_equal(version, before);
        fixture->options.drop_orphans = true;
        assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
        fixture->options.drop_orphans = false;
        assert_int_equal(fixture->result.dropped, orphan->dropped);
        assert_int_equal(fixture->result.kept_followups + fixture->result.kept_observations, 6 - orphan->dropped);
        assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_OK);
    }
}

static void an_organisation_that_is_gone_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    import_small(fixture);
    buf_reset(&fixture->text);
    buf_text(
        &fixture->text,
        "{\"format\": \"vuosikello/plan\", \"version\": 1, \"plan\": {\"id\": \"" PLAN "\", \"title\": \"x\","
        " \"period\": {\"from\": 2021, \"to\": 2024}, \"language\": \"fi\", \"columns\": [{\"field\": \"subgoal\","
        " \"heading\": \"a\"}, {\"field\": \"action\", \"heading\": \"b\"}]}, \"organisations\": [{\"id\": \"uusi\","
        " \"name\": \"Uusi\", \"kind\": \"other\"}], \"goals\": [{\"id\": \"1\", \"number\": \"1\", \"title\": \"x\","
        " \"subgoals\": []}], \"actions\": []}");
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_DATA);
    assert_int_equal(fixture->result.errors, 3); /* equal lines once */
    assert_in(&fixture->messages, "plan.json:/organisations: the database keeps follow-up of 2022 by the organisation "
                                  "\"kunta\", which this file no "
                                  "longer has; add it, or drop the follow-up with --drop-orphans (line 1)\n");
    fixture->options.drop_orphans = true;
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_int_equal(fixture->result.dropped, 6);
    assert_int_equal(number_in(fixture, "SELECT newest_year FROM plans"), 2021);
}

/* ---- Several files ---- */

static void a_bad_file_leaves_the_others(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf other;
    struct import_result results[3];
    buf_init(&other, MIB);
    change_small(fixture, &other, "\"id\": \"pieni-2021-2024\"", "\"id\": \"toinen\"", NULL);
    struct import_source sources[] = { { "small.json", fixture->small.bytes, fixture->small.length },
                                       { "bad.json", "{", 1 },
                                       { "-", other.bytes, other.length } };
    import_forget(fixture);
    assert_int_equal(
        db_import(fixture->path, sources, 3, &fixture->options, results, &fixture->messages, &fixture->job),
        STATUS_DATA);
    assert_string_equal(fixture->messages.bytes,
                        "bad.json:1:2: the text ends too early: the '{' of line 1, column 1 is not closed\n");
    assert_int_equal(results[0].errors, 0);
    assert_int_equal(results[1].errors, 1);
    assert_int_equal(results[2].errors, 0);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans"), 2);
    buf_free(&other);
}

/* A file whose faults show only when it meets the database is taken back whole. */
static void a_file_with_orphans_leaves_the_others(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf orphaned, other;
    struct import_result results[2];
    buf_init(&orphaned, MIB);
    buf_init(&other, MIB);
    import_small(fixture);
    change_small(fixture, &orphaned, followups, "", "\"id\": \"raati\", \"action\"", "\"id\": \"foorumi\", \"action\"",
                 NULL);
    change_small(fixture, &other, "\"id\": \"pieni-2021-2024\"", "\"id\": \"toinen\"", NULL);
    struct import_source sources[] = { { "orphaned.json", orphaned.bytes, orphaned.length },
                                       { "other.json", other.bytes, other.length } };
    import_forget(fixture);
    assert_int_equal(
        db_import(fixture->path, sources, 2, &fixture->options, results, &fixture->messages, &fixture->job),
        STATUS_DATA);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans"), 2);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM actions WHERE id = 'raati'"), 2);
    buf_free(&orphaned);
    buf_free(&other);
}

/* Small as a file, but its export would not be: found when all is stored already, and taken back. */
static void a_plan_that_could_not_be_exported_is_told(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf put;
    buf_init(&put, 16 * MIB);
    buf_text(&put, "\"x-made\": ");
    for (int i = 0; i < 30; i++)
        buf_char(&put, '[');
    for (int i = 0; i < 1050000; i++)
        buf_text(&put, i == 0 ? "1" : ",1");
    for (int i = 0; i < 30; i++)
        buf_char(&put, ']');
    import_small(fixture);
    change_small(fixture, &fixture->text, "\"x-made\": \"2021-06-14\"", put.bytes, "Pieni suunnitelma",
                 "Suuri suunnitelma", NULL);
    import_fails(fixture, "plan.json:: exported, the plan would be more than 67108864 bytes long\n");
    struct buf other;
    struct import_result results[2];
    buf_init(&other, MIB);
    change_small(fixture, &other, "\"id\": \"pieni-2021-2024\"", "\"id\": \"toinen\"", NULL);
    struct import_source sources[] = { { "plan.json", fixture->text.bytes, fixture->text.length },
                                       { "other.json", other.bytes, other.length } };
    import_forget(fixture);
    assert_int_equal(
        db_import(fixture->path, sources, 2, &fixture->options, results, &fixture->messages, &fixture->job),
        STATUS_DATA);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM plans WHERE title LIKE 'Pieni%'"), 2);
    buf_free(&put);
    buf_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, import_set_up, import_tear_down)
        TEST(the_whole_file_is_taken),
        TEST(texts_are_cleaned),
        TEST(null_empty_and_absent_are_one),
        TEST(numbers_may_be_written_any_way),
        TEST(figures_come_back_as_the_same_double),
        TEST(merged_cells_share_the_first_ones_text),
        TEST(an_interval_may_be_a_point),
        TEST(one_file_has_one_version),
        TEST(follow_up_that_the_file_does_not_bring_stays),
        TEST(follow_up_that_the_file_brings_replaces),
        TEST(observations_that_the_file_does_not_bring_stay),
        TEST(rows_are_known_again_where_they_moved),
        TEST(kept_texts_follow_the_plans_language),
        TEST(two_rows_that_become_one_are_told),
        TEST(orphans_are_told_and_dropped_where_asked),
        TEST(an_organisation_that_is_gone_is_told),
        TEST(a_bad_file_leaves_the_others),
        TEST(a_file_with_orphans_leaves_the_others),
        TEST(a_plan_that_could_not_be_exported_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
