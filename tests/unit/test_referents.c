/* What references between cells mean: found in the small plan of tests/data, changed, at import; read again in a scope
 * and a language. Its organisation "kunta" has the actions 0 (I.1), 1 (I.2, its measure merged with 0's), 2 and 3
 * (II.1); "kunnat" 4 (I.1), 5 (I.2), 6 (II.1); "kuntayhtyma" 7 (I.1), 8 (I.2), 9 (II.1). */
#include "tests/support/import_fixture.h"

#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PLAN "pieni-2021-2024"

#define RAATI   "\"id\": \"raati\", \"action\": \"raati\""
#define KYSELY  "\"id\": \"kysely\", \"action\": \"kysely\""
#define ILLAT   "\"action\": \"illat\""
#define PALAUTE "\"measure\": \"palaute\""
#define KURSSIT "\"action\": {\"fi\": \"kurssit\", \"sv\": \"kurser\"}"
#define TITLE   "\"title\": \"Vanhemmuus\""

#define WARNING(pointer, who, words) "plan.json:" pointer ": warning: " who ": \"" words "\" "
#define UNKNOWN(line)                "refers to a subgoal that the plan does not have (line " line ")\n"
#define FIRST(line)                  "refers to a row before it, but there is none (line " line ")\n"

/* What was read of all referents: "6.action[11]>4", the bytes where the words are the number themselves: "[10-13]"; "+"
 * behind one that reaches to the next. An action that was not read is told by its subgoal. */
static void read_all(struct import_fixture *fixture, const char *goal, enum lang lang, char *out, size_t size)
{
    static const char *const fields[] = { "subgoal", "action",     "measure",  "schedule",
                                          "actors",  "monitoring", "resources" };
    const struct plan_scope scope = { .plan = PLAN, .parts = PART_ACTIONS, .goal = goal, .lang = lang };
    const struct plan *plan;
    struct db *db;
    size_t length = 0;
    out[0] = '\0';
    import_forget(fixture);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_plan(db, &fixture->job, &scope, &plan), STATUS_OK);
    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t j = 0; j < plan->actions[i].referent_count; j++) {
            const struct referent *referent = &plan->actions[i].referents[j];
            char bytes[24], target[24];
            snprintf(bytes, sizeof bytes, referent->from == referent->to ? "%u" : "%u-%u", (unsigned)referent->from,
                     (unsigned)referent->to);
            snprintf(target, sizeof target, "%td", referent->action == NULL ? 0 : referent->action - plan->actions);
            length += (size_t)snprintf(out + length, size - length, "%s%zu.%s[%s]>%s%s", length == 0 ? "" : " ", i,
                                       fields[referent->field], bytes,
                                       referent->action == NULL ? referent->subgoal->id : target,
                                       referent->onwards ? "+" : "");
            assert_ptr_equal(referent->organisation,
                             referent->action == NULL ? referent->organisation : referent->action->organisation);
        }
    db_close(db);
}

static const struct {
    const char *find, *put;
    const char *referents, *messages;
} rows[] = {
    { NULL, NULL, "", "" },
    /* The row before, in the same column */
    { KYSELY, "\"id\": \"kysely\", \"action\": \"Ks. edellinen kohta\"", "3.action[19]>2", "" },
    { RAATI, "\"id\": \"raati\", \"action\": \"Kts. ed.\"", "2.action[8]>1", "" }, /* of the goal before */
    { "\"resources\": \"2 htv\"", "\"measure\": \"Kts. ed.\"", "3.measure[8]>1", "" }, /* 2 has an empty cell */
    { "\"action\": \"neuvola\"", "\"action\": \"Ks. ed.\"", "",
      WARNING("/actions/7/action", "Kuntayhtymä, subgoal I.1", "Ks. ed.") FIRST("61") },
    { "\"resources\": \"2 htv\"", "\"resources\": \"Ks. ed.\"", "",
      WARNING("/actions/3/resources", "Kunta, subgoal II.1", "Ks. ed.") FIRST("57") }, /* all cells before are empty */
    { ILLAT, "\"action\": \"Ks. edelliset kohdat\"", "6.action[20]>4+ 6.action[20]>5", "" },
    { "\"action\": \"-\"", "\"action\": \"Ks. edelliset kohdat\"", "5.action[20]>4", "" }, /* there is but one */
    /* Numbers: with a dot of the plan, without one of the same goal */
    { ILLAT, "\"action\": \"Ks. kohta I.1\"", "6.action[10-13]>4", "" },
    { ILLAT, "\"action\": \"ks. i.1.\"", "6.action[4-7]>4", "" },
    { "\"action\": \"perhekeskus\"", "\"action\": \"Ks. kohta 1.\"", "8.action[12]>7", "" },
    { ILLAT, "\"action\": \"Ks. kohta I.1 ja I.2\"", "6.action[10-13]>4 6.action[17-20]>5", "" },
    { ILLAT, "\"action\": \"Ks. kohta 2\"", "",
      WARNING("/actions/6/action", "Itä ja Länsi, subgoal II.1", "Ks. kohta 2") UNKNOWN("60") },
    { ILLAT, "\"action\": \"Ks. kohta I.1 ja I.9\"", "6.action[10-13]>4",
      WARNING("/actions/6/action", "Itä ja Länsi, subgoal II.1", "Ks. kohta I.1 ja I.9") UNKNOWN("60") },
    { ILLAT, "\"action\": \"Ks. kohta 1\"", "", /* itself */
      WARNING("/actions/6/action", "Itä ja Länsi, subgoal II.1", "Ks. kohta 1")
      "refers to the subgoal II.1, but there is no such row (line 60)\n" },
    { KYSELY, "\"id\": \"kysely\", \"action\": \"Ks. kohta 1\"", "3.action[11]>2", "" }, /* another row of its own subgoal */
    /* Another organisation's */
    { ILLAT, "\"action\": \"Ks. Kuntayhtymän rivi I.1\"", "6.action[23-26]>7", "" },
    { ILLAT, "\"action\": \"Ks. Kuntayhtymän kohta 1\"", "6.action[25]>9", "" },
    { ILLAT, "\"action\": \"Ks. lastensuojelulain kohta 1\"", "", "" },
    /* Names */
    { "\"action\": \"asiakasraati\"", "\"action\": \"Ks. kohta vanhemmuuden.\"", "9.action[23]>8", "" },
    { "\"action\": \"asiakasraati\"", "\"action\": \"Ks. kohta lapsivaikutusten arviointi\"", "",
      WARNING("/actions/9/action", "Kuntayhtymä, subgoal II.1", "Ks. kohta lapsivaikutusten arviointi") UNKNOWN("63") },
    /* Merged cells: for each of their rows, told once */
    { PALAUTE, "\"measure\": \"Ks. kohta II.1\"", "0.measure[10-14]>2 1.measure[10-14]>2", "" },
    { PALAUTE, "\"measure\": \"Kts. ed\"", "", WARNING("/actions/0/measure", "Kunta, subgoal I.1", "Kts. ed") FIRST("54") },
    /* By language */
    { KURSSIT, "\"action\": {\"fi\": \"kurssit\", \"sv\": \"Se punkt 1\"}", "", "" },
    { KURSSIT, "\"action\": {\"fi\": \"Ks. kohta 1\", \"sv\": \"kurser\"}", "1.action[11]>0", "" },
    { KURSSIT, "\"action\": {\"fi\": \"kurssit\", \"sv\": \"Se punkt 9\"}", "",
      WARNING("/actions/1/action/sv", "Kunta, subgoal I.2", "Se punkt 9") UNKNOWN("55") },
};

static void each_reference_means_its_row(void **state)
{
    struct import_fixture *fixture = *state;
    fixture->options.drop_orphans = true;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char found[400];
        import_changed(fixture, rows[i].find, rows[i].put);
        const char *told = fixture->messages.length == 0 ? "" : fixture->messages.bytes;
        if (strcmp(told, rows[i].messages) != 0)
            fail_msg("row %zu:\n%snot\n%s", i, told, rows[i].messages);
        read_all(fixture, NULL, LANG_FI, found, sizeof found);
        if (strcmp(found, rows[i].referents) != 0)
            fail_msg("row %zu: \"%s\", not \"%s\"", i, found, rows[i].referents);
        assert_int_equal(db_remove(fixture->path, PLAN, &fixture->job), STATUS_OK);
        assert_int_equal(number_in(fixture, "SELECT count(*) FROM referents"), 0);
    }
}

static void a_name_that_fits_several_is_told_with_them(void **state)
{
    struct import_fixture *fixture = *state;
    change_small(fixture, &fixture->text, TITLE, "\"title\": \"Arvostaminen kotona\"", ILLAT,
                 "\"action\": \"Ks. kohta arvostamisen\"", NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_string_equal(fixture->messages.bytes,
                        WARNING("/actions/6/action", "Itä ja Länsi, subgoal II.1", "Ks. kohta arvostamisen")
                        "may refer to any of the subgoals I.1, I.2 (line 60)\n");
    /* A title that begins with the name comes before one that has it within */
    buf_reset(&fixture->text);
    change_small(fixture, &fixture->text, TITLE, "\"title\": \"Toisen arvostaminen\"", ILLAT,
                 "\"action\": \"Ks. kohta arvostamisen\"", NULL);
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_int_equal(fixture->messages.length, 0);
    assert_int_equal(number_in(fixture, "SELECT target FROM referents"), 4);
}

static void rows_follow_the_bands_of_their_goal(void **state)
{
    struct import_fixture *fixture = *state;
    /* Rows without a band come first: that of I.2 before that of I.1 */
    change_small(fixture, &fixture->text, TITLE ", \"group\": \"lapset\"", TITLE,
                 "\"measure\": {\"merge\": \"above\"}", "\"measure\": null", "\"action\": \"kerhot\"", "\"action\": \"Ks. ed.\"", NULL);
    if (import_text(fixture, fixture->text.bytes, fixture->text.length) != STATUS_OK)
        fail_msg("%s", fixture->messages.bytes);
    assert_int_equal(number_in(fixture, "SELECT target FROM referents WHERE action = 4"), 5);
}

static void what_is_read_is_of_the_scope_and_language(void **state)
{
    struct import_fixture *fixture = *state;
    char found[400];
    import_changed(fixture, RAATI, "\"id\": \"raati\", \"action\": \"Kts. ed.\"");
    read_all(fixture, "II", LANG_FI, found, sizeof found);
    assert_string_equal(found, "0.action[8]>I.2"); /* the row itself is of another goal */
    read_all(fixture, "I", LANG_FI, found, sizeof found);
    assert_string_equal(found, "");
    import_changed(fixture, KURSSIT, "\"action\": {\"fi\": \"Ks. ed.\", \"sv\": \"Som i punkt 1, se ovan\"}");
    read_all(fixture, NULL, LANG_SV, found, sizeof found);
    assert_string_equal(found, "1.action[22]>0");
    read_all(fixture, NULL, LANG_EN, found, sizeof found);
    assert_string_equal(found, "1.action[7]>0");
}

static void faults_are_told_in_each_language(void **state)
{
    static const struct {
        enum lang lang;
        const char *words;
    } told[] = {
        { LANG_FI,
          "Itä ja Länsi, välitavoite II.1: ”Ks. kohta 7” viittaa välitavoitteeseen, jota suunnitelmassa ei ole" },
        { LANG_SV, "Itä ja Länsi, delmål II.1: ”Ks. kohta 7” hänvisar till ett delmål som planen inte har" },
        { LANG_EN, "Itä ja Länsi, subgoal II.1: \"Ks. kohta 7\" refers to a subgoal that the plan does not have" },
    };
    struct import_fixture *fixture = *state;
    const char *const *words;
    size_t count;
    struct db *db;
    import_changed(fixture, ILLAT, "\"action\": \"Ks. kohta 7\"");
    import_forget(fixture);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        assert_int_equal(db_warnings(db, &fixture->job, PLAN, told[i].lang, &words, &count), STATUS_OK);
        assert_int_equal(count, 1);
        assert_string_equal(words[0], told[i].words);
    }
    db_close(db);
}

static void faults_beyond_the_limit_are_counted(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf many;
    buf_init(&many, MIB);
    buf_text(&many, "\"action\": \"");
    for (int i = 0; i < LIMIT_WARNINGS + 8; i++)
        buf_text(&many, "Ks. kohta 7\\n");
    buf_text(&many, "\"");
    import_changed(fixture, ILLAT, many.bytes);
    assert_non_null(strstr(fixture->messages.bytes, "\nplan.json: warning: 8 more warnings\n"));
    buf_free(&many);
}

static void memory_may_run_out_anywhere(void **state)
{
    struct import_fixture *fixture = *state;
    const struct plan_scope scope = { .plan = PLAN, .parts = PART_ACTIONS };
    const struct plan *plan;
    enum status status = STATUS_NOMEM;
    struct db *db;
    change_small(fixture, &fixture->text, ILLAT, "\"action\": \"Ks. kohta I.1 ja I.9\"", RAATI,
                 "\"id\": \"raati\", \"action\": \"Ks. kohta vanhemmuuden\"", NULL);
    for (long i = 0; status == STATUS_NOMEM; i++) {
        const struct import_source source = { "plan.json", fixture->text.bytes, fixture->text.length };
        import_forget(fixture);
        arena_fail_after(fixture->job.arena, i);
        status = db_import(fixture->path, &source, 1, &fixture->options, &fixture->result, &fixture->messages,
                           &fixture->job);
    }
    assert_int_equal(status, STATUS_OK);
    import_forget(fixture);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    status = STATUS_NOMEM;
    for (long i = 0; status == STATUS_NOMEM; i++) {
        import_forget(fixture);
        arena_fail_after(fixture->job.arena, i);
        status = db_plan(db, &fixture->job, &scope, &plan);
    }
    assert_int_equal(status, STATUS_OK);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, import_set_up, import_tear_down)
        TEST(each_reference_means_its_row),
        TEST(a_name_that_fits_several_is_told_with_them),
        TEST(rows_follow_the_bands_of_their_goal),
        TEST(what_is_read_is_of_the_scope_and_language),
        TEST(faults_are_told_in_each_language),
        TEST(faults_beyond_the_limit_are_counted),
        TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
