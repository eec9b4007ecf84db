/* Looking for things: what readers ask the sample plans, in Finnish and Swedish; hostile words; limits; memory out;
 * what comes and goes with a plan; databases that an older program made. */
#include "db/db.h"
#include "db/sqlite.h"
#include "tests/support/import_fixture.h"
#include "tests/support/sample_plans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SMALL "pieni-2021-2024"
#define K     "kymenlaakso-2020-2024"
#define P     "pyhtaa-2021-2025"

static struct db *samples;
static struct arena *arena;

static int open_samples(void **state)
{
    (void)state;
    samples = sample_plans_open("search.db");
    arena = arena_new(64 * MIB);
    return samples != NULL && arena != NULL ? 0 : -1;
}

static int close_samples(void **state)
{
    (void)state;
    db_close(samples);
    arena_free(arena);
    return 0;
}

static struct search_hits ask(struct db *db, const char *words, enum lang lang)
{
    struct job job = { .arena = arena };
    struct query query;
    struct search_hits hits;
    arena_reset(arena);
    assert_true(query_read(arena, words, strlen(words), &query));
    if (db_search(db, &job, &query, lang, &hits) != STATUS_OK)
        fail_msg("%s: %s", words, job.err.text);
    return hits;
}

/* ---- What readers ask ---- */

static const struct {
    const char *words;
    enum search_kind kind;
    const char *plan, *id; /* of the first hit; NULL: nothing is found */
} asked[] = {
    /* as it stands, in another form, in the basic form */
    { "lapset", SEARCH_SUBGOAL, K, "I.3" },
    { "lapsen oikeus", SEARCH_SUBGOAL, K, "I.3" },
    { "lasten oikeuksien", SEARCH_SUBGOAL, K, "I.3" }, /* "Lapsen oikeuksien": both forms are in texts */
    { "pyhtää suunnitelma", SEARCH_PLAN, P, P },
    { "Pyhtään kunta", SEARCH_ORGANISATION, K, "pyhtaa" },
    { "haminan kaupunki", SEARCH_ORGANISATION, K, "hamina" },
    { "HAMINA", SEARCH_ORGANISATION, K, "hamina" },
    { "poliisi", SEARCH_ORGANISATION, K, "poliisi" },
    { "seurakunta", SEARCH_ORGANISATION, K, "seurakunnat" },
    { "mll", SEARCH_ORGANISATION, K, "mll" },
    { "mielenterveyden edistäminen", SEARCH_SUBGOAL, P, "2.15" },
    { "palvelu esteetön", SEARCH_SUBGOAL, P, "4.2" },
    { "työtön", SEARCH_INDICATOR, K, "5" },
    { "päihteet", SEARCH_GOAL, P, "1" },
    /* the beginning of a word, a compound's later part, a word that it is derived from */
    { "hyvinvointisuunn", SEARCH_PLAN, P, P },
    { "suunnitelma kymenlaakso", SEARCH_PLAN, K, K },
    { "lastensuojelu", SEARCH_INDICATOR, K, "16" },
    { "turvallisuus", SEARCH_SUBGOAL, P, "3.4" },
    { "tupakka", SEARCH_SUBGOAL, P, "1.6" },
    { "liikkua", SEARCH_SUBGOAL, P, "4.4" },
    { "erota", SEARCH_SUBGOAL, K, "I.3" },
    /* forms that no text has */
    { "kotkalla", SEARCH_ORGANISATION, K, "kotka" },
    { "mielenterveyttä", SEARCH_GOAL, P, "2" },
    { "vanhemmat", SEARCH_SUBGOAL, K, "I.2" },
    { "nuorisotyöttömyys", SEARCH_INDICATOR, K, "4" },
    { "pyhtään kunnalle", SEARCH_ORGANISATION, K, "pyhtaa" }, /* "kunna": "kunta" */
    { "kotkan kaupungeille", SEARCH_ORGANISATION, K, "kotka" },
    { "mahdollisuuksien", SEARCH_SUBGOAL, P, "2.2" }, /* "mahdollisuudet" */
    /* numbers */
    { "1.3", SEARCH_SUBGOAL, P, "1.3" },
    { " 2.15 ", SEARCH_SUBGOAL, P, "2.15" },
    { "ii.4.", SEARCH_SUBGOAL, K, "II.4" },
    { "II", SEARCH_GOAL, K, "II" },
    /* Swedish */
    { "barn", SEARCH_ORGANISATION, K, "mll" },
    { "ungas delaktighet", SEARCH_GOAL, K, "II" },
    { "välfärdsplan", SEARCH_PLAN, P, P },
    { "Fredrikshamn", SEARCH_ORGANISATION, K, "hamina" },
    { "kouvola stad", SEARCH_ORGANISATION, K, "kouvola" },
    { "polisen", SEARCH_ORGANISATION, K, "poliisi" },
    { "arbetslösa", SEARCH_INDICATOR, K, "5" },
    { "psykisk hälsa", SEARCH_GOAL, P, "2" },
    { "församling", SEARCH_ORGANISATION, K, "seurakunnat" },
    { "pyttis kommun", SEARCH_ORGANISATION, K, "pyhtaa" },
    { "arbete", SEARCH_GOAL, K, "III" }, /* a compound's later part */
    { "skydd", SEARCH_ORGANISATION, K, "ensi-ja-turvakoti" },
    /* letters of their own; all words must be there; nothing like it */
    { "tyottomat", SEARCH_KIND_COUNT, NULL, NULL },
    { "hamina kotka", SEARCH_KIND_COUNT, NULL, NULL },
    { "kunnossapito", SEARCH_KIND_COUNT, NULL, NULL },
    /* what could be a sign of the index's language is a word or nothing */
    { "lapset OR poliisi", SEARCH_KIND_COUNT, NULL, NULL },
    { "stems:lapsi", SEARCH_KIND_COUNT, NULL, NULL },
    { "NEAR(lapset, 2)", SEARCH_KIND_COUNT, NULL, NULL },
    { "\"hamina", SEARCH_ORGANISATION, K, "hamina" },
    { "^hamina*", SEARCH_ORGANISATION, K, "hamina" },
    { "'; DROP TABLE plans; --", SEARCH_KIND_COUNT, NULL, NULL },
    { "\"\"\"*():-^{}", SEARCH_KIND_COUNT, NULL, NULL },
    { "%s%n", SEARCH_KIND_COUNT, NULL, NULL },
    { "\xff\xfe", SEARCH_KIND_COUNT, NULL, NULL },
    { "\xF0\x9F\x98\x80", SEARCH_KIND_COUNT, NULL, NULL },
    { "", SEARCH_KIND_COUNT, NULL, NULL },
};

static void readers_find_what_they_ask_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        struct search_hits hits = ask(samples, asked[i].words, LANG_FI);
        const struct search_hit *first = hits.items;
        if (hits.count == 0 && asked[i].plan == NULL)
            continue;
        if (hits.count == 0 || asked[i].plan == NULL || first->kind != asked[i].kind ||
            strcmp(first->plan, asked[i].plan) != 0 || strcmp(first->id, asked[i].id) != 0)
            fail_msg("\"%s\": %zu hits, the first is %d %s %s", asked[i].words, hits.count,
                     hits.count > 0 ? (int)first->kind : -1, hits.count > 0 ? first->plan : "",
                     hits.count > 0 ? first->id : "");
    }
}

static void equal(struct text text, enum lang lang, const char *expected)
{
    assert_int_equal(text.lang, lang);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
}

static void a_hit_tells_what_it_is(void **state)
{
    (void)state;
    struct search_hits hits = ask(samples, "II.5", LANG_FI);
    assert_true(hits.count >= 1);
    assert_string_equal(hits.items[0].number, "II.5");
    assert_string_equal(hits.items[0].goal, "II");
    equal(hits.items[0].title, LANG_FI, "Lähiyhteisöt mukana osallisuuden luomisessa");
    hits = ask(samples, "hamina", LANG_SV); /* asked in Finnish, told in Swedish */
    assert_int_equal(hits.count, 1);
    equal(hits.items[0].title, LANG_SV, "Fredrikshamns stad");
    assert_int_equal(hits.items[0].plan_title.lang, LANG_SV);
    assert_null(hits.items[0].number);
    assert_null(hits.items[0].goal);
}

/* A thing is told once, though it is found in two languages and by its number; the same order every time. */
static void hits_are_told_once_and_in_one_order(void **state)
{
    (void)state;
    char order[2][4096] = { "", "" };
    for (int round = 0; round < 2; round++) {
        struct search_hits hits = ask(samples, "pyhtää", LANG_FI);
        assert_true(hits.count > 2);
        for (size_t i = 0; i < hits.count; i++) {
            size_t used = strlen(order[round]);
            snprintf(order[round] + used, sizeof order[round] - used, "%d %s %s\n", (int)hits.items[i].kind,
                     hits.items[i].plan, hits.items[i].id);
            for (size_t j = 0; j < i; j++)
                assert_false(hits.items[i].kind == hits.items[j].kind &&
                             strcmp(hits.items[i].plan, hits.items[j].plan) == 0 &&
                             strcmp(hits.items[i].id, hits.items[j].id) == 0);
        }
    }
    assert_string_equal(order[0], order[1]);
}

static void long_queries_are_cut(void **state)
{
    (void)state;
    char words[4000];
    for (size_t i = 0; i + 1 < sizeof words; i++)
        words[i] = i % 2 == 0 ? 'q' : ' ';
    words[sizeof words - 1] = '\0';
    assert_int_equal(ask(samples, words, LANG_FI).count, 0);
    memset(words, 'q', sizeof words - 1);
    assert_int_equal(ask(samples, words, LANG_FI).count, 0);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct query query;
    struct search_hits hits;
    struct arena *small = arena_new(MIB);
    assert_true(query_read(arena, "lapset", 6, &query));
    for (long count = 0;; count++) {
        struct job job = { .arena = small };
        arena_reset(small);
        arena_fail_after(small, count);
        enum status status = db_search(samples, &job, &query, LANG_SV, &hits);
        arena_fail_after(small, -1);
        if (status == STATUS_OK)
            break;
        assert_int_equal(status, STATUS_NOMEM);
        assert_true(count < 10000);
    }
    assert_true(hits.count > 0);
    arena_free(small);
}

/* ---- What the import writes ---- */

static size_t found(struct import_fixture *fixture, const char *words)
{
    struct db *db;
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    struct search_hits hits = ask(db, words, LANG_FI);
    db_close(db);
    return hits.count;
}

static void meddle(struct import_fixture *fixture, const char *sql)
{
    sqlite3 *handle;
    struct err err = ERR_NONE;
    assert_int_equal(sqlite3_open(fixture->path, &handle), SQLITE_OK);
    if (sql_script(handle, sql, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.text);
    sqlite3_close(handle);
}

#define ROWS  "SELECT count(*) FROM search"
#define FORMS "SELECT count(*) FROM search_forms"

static void entries_go_with_their_plan(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    int64_t rows = number_in(fixture, ROWS), forms = number_in(fixture, FORMS);
    assert_true(rows > 0 && forms > 0);
    assert_int_equal(found(fixture, "pieni"), 1);
    import_changed(fixture, "Pieni suunnitelma", "Suuri suunnitelma");
    assert_int_equal(found(fixture, "pieni"), 0);
    assert_int_equal(found(fixture, "suuri"), 1);
    import_changed(fixture, "\"id\": \"" SMALL "\"", "\"id\": \"toinen\"");
    assert_int_equal(found(fixture, "suuri"), 1);
    import_forget(fixture);
    assert_int_equal(db_remove(fixture->path, SMALL, &fixture->job), STATUS_OK);
    assert_int_equal(found(fixture, "suuri"), 0);
    assert_int_equal(found(fixture, "pieni"), 1);
    assert_int_equal(number_in(fixture, ROWS), rows);
    assert_int_equal(number_in(fixture, FORMS), forms);
}

static void drafts_are_not_found(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    assert_true(found(fixture, "suunnitelma") > 0);
    assert_true(found(fixture, "i") > 0);
    meddle(fixture, "UPDATE plans SET state = 'draft'");
    assert_int_equal(found(fixture, "suunnitelma"), 0);
    assert_int_equal(found(fixture, "i"), 0);
}

static void no_more_than_the_limit_are_told(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    meddle(fixture, "WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n WHERE n < 300)"
                    " INSERT INTO organisations (plan, organisation, id, name, kind)"
                    " SELECT (SELECT min(plan) FROM plans), n, 'o' || n, 'Yhdistys', 'association' FROM n;"
                    "DELETE FROM search; DELETE FROM search_forms");
    assert_int_equal(found(fixture, "yhdistys"), 0);
    import_changed(fixture, "\"id\": \"" SMALL "\"", "\"id\": \"toinen\""); /* what lacks entries gets them */
    assert_int_equal(found(fixture, "yhdistys"), LIMIT_SEARCH_HITS);
}

/* Before the first row comes, too. */
static void a_search_ends_at_its_deadline(void **state)
{
    struct import_fixture *fixture = *state;
    struct job job = { .arena = arena, .deadline_us = 1 };
    struct db *db;
    struct query query;
    struct search_hits hits;
    import_changed(fixture, NULL, NULL);
    meddle(fixture, "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000)"
                    " INSERT INTO search (kind, plan, item, words) SELECT 'goal', 1, n, 'sana' FROM n");
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_true(query_read(arena, "sana", 4, &query));
    assert_int_equal(db_search(db, &job, &query, LANG_FI, &hits), STATUS_DEADLINE);
    job = (struct job){ .arena = arena };
    assert_int_equal(db_search(db, &job, &query, LANG_FI, &hits), STATUS_DATA); /* goals that are not there; asked in full */
    db_close(db);
}

/* What is kept for the search is no part of a plan. */
static void export_and_version_stay(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf with, without;
    struct plan_version version[2];
    buf_init(&with, MIB);
    buf_init(&without, MIB);
    for (int round = 0; round < 2; round++) {
        struct db *db;
        if (round == 0)
            import_changed(fixture, NULL, NULL);
        else
            meddle(fixture, "DELETE FROM search; DELETE FROM search_forms");
        export_to(fixture, SMALL, round == 0 ? &with : &without);
        assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
        assert_int_equal(db_plan_version(db, SMALL, &version[round], &fixture->job.err), STATUS_OK);
        db_close(db);
    }
    assert_int_equal(with.length, without.length);
    assert_memory_equal(with.bytes, without.bytes, with.length);
    assert_string_equal(version[0].version, version[1].version);
    buf_free(&with);
    buf_free(&without);
}

static void a_database_of_version_2_is_brought_up_to_date(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    int64_t things = number_in(fixture, "SELECT count(*) FROM sqlite_schema");
    int64_t length = number_in(fixture, "SELECT sum(length(sql)) FROM sqlite_schema");
    int64_t rows = number_in(fixture, ROWS);
    meddle(fixture, "DROP TABLE search; DROP TABLE search_forms; DROP VIEW search_texts; PRAGMA user_version = 2");
    import_changed(fixture, "\"id\": \"" SMALL "\"", "\"id\": \"toinen\"");
    assert_int_equal(found(fixture, "pieni"), 2); /* the plan that was there already, too */
    assert_int_equal(number_in(fixture, ROWS), 2 * rows);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM sqlite_schema"), things);
    assert_int_equal(number_in(fixture, "SELECT sum(length(sql)) FROM sqlite_schema"), length);
}

static void other_dictionaries_make_all_entries_anew(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, NULL, NULL);
    int64_t forms = number_in(fixture, FORMS);
    meddle(fixture, "DELETE FROM search_forms; UPDATE hyphenation SET version = replace(hex(zeroblob(32)), '0', 'f')");
    import_changed(fixture, "\"id\": \"" SMALL "\"", "\"id\": \"toinen\"");
    assert_int_equal(number_in(fixture, FORMS), 2 * forms);
}

/* Texts that are far longer than what is looked in, and words that no dictionary takes. */
static void hostile_texts_are_imported(void **state)
{
    struct import_fixture *fixture = *state;
    char title[60001];
    for (size_t i = 0; i < sizeof title - 1; i++)
        title[i] = i % 1000 == 0 ? ' ' : i % 3 == 0 ? '%' : 'n';
    title[sizeof title - 1] = '\0';
    memset(title, 'y', 5000);
    import_changed(fixture, "Pieni suunnitelma", title);
    assert_int_equal(found(fixture, "yyyy"), 1);
    import_changed(fixture, "Pieni suunnitelma", "AND OR NOT * NEAR(x) ' -- \xE2\x80\x9D %s%n");
    assert_int_equal(found(fixture, "near x"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_find_what_they_ask_for),
        cmocka_unit_test(a_hit_tells_what_it_is),
        cmocka_unit_test(hits_are_told_once_and_in_one_order),
        cmocka_unit_test(long_queries_are_cut),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test_setup_teardown(entries_go_with_their_plan, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(drafts_are_not_found, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(no_more_than_the_limit_are_told, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(a_search_ends_at_its_deadline, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(export_and_version_stay, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(a_database_of_version_2_is_brought_up_to_date, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(other_dictionaries_make_all_entries_anew, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(hostile_texts_are_imported, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, open_samples, close_samples);
}
