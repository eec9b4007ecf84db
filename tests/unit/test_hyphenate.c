/* The books of words that the import makes: of each plan alone, made anew where the dictionaries are others, gone with
 * the plan; read for reports, and part of their entity tags. */
#include "tests/support/import_fixture.h"

#include "db/db.h"
#include "db/sqlite.h"
#include "reports/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PLAN "pieni-2021-2024"
#define WORD "varhaiskasvatussuunnitelma"

/* Changes the database behind the program's back. */
static void meddle(struct import_fixture *fixture, const char *sql)
{
    sqlite3 *handle;
    struct err err = ERR_NONE;
    assert_int_equal(sqlite3_open(fixture->path, &handle), SQLITE_OK);
    if (sql_script(handle, sql, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.text);
    sqlite3_close(handle);
}

/* The small plan, under an id, with a word in a title. */
static void import_as(struct import_fixture *fixture, const char *id, const char *title)
{
    char name[100];
    char words[200];
    struct buf text;
    buf_init(&text, MIB);
    snprintf(name, sizeof name, "\"id\": \"%s\"", id);
    snprintf(words, sizeof words, "\"title\": {\"fi\": \"%s\", \"sv\": \"Välfärdsplanen\"}, \"part\"", title);
    change_small(fixture, &text, "\"id\": \"" PLAN "\"", name, NULL);
    const char *old = strstr(text.bytes, "\"title\"");
    const char *next = strstr(old, "\"part\"");
    struct buf changed;
    buf_init(&changed, MIB);
    buf_add(&changed, text.bytes, (size_t)(old - text.bytes));
    buf_text(&changed, words);
    buf_text(&changed, next + strlen("\"part\""));
    import_forget(fixture);
    if (import_text(fixture, changed.bytes, changed.length) != STATUS_OK)
        fail_msg("%s%s", fixture->messages.length > 0 ? fixture->messages.bytes : "", fixture->job.err.text);
    buf_free(&changed);
    buf_free(&text);
}

/* The books of a plan, into the fixture's arena. */
static const struct wordbooks *books_of(struct import_fixture *fixture, const char *plan)
{
    const struct wordbooks *books;
    struct db *db;
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_wordbooks(db, &fixture->job, plan, NULL, &books), STATUS_OK);
    db_close(db);
    return books;
}

static size_t points_of(const struct wordbooks *books, enum lang lang, const char *word)
{
    struct word_point points[WORD_LETTERS_MAX];
    return wordbooks_points(books, lang, word, strlen(word), points);
}

static void words_are_kept_by_plan_and_language(void **state)
{
    struct import_fixture *fixture = *state;
    import_as(fixture, "eka", WORD);
    import_as(fixture, "toka", "Muu suunnitelma");
    const struct wordbooks *first = books_of(fixture, "eka");
    const struct wordbooks *second = books_of(fixture, "toka");
    assert_int_equal(points_of(first, LANG_FI, WORD), 8);
    assert_int_equal(points_of(first, LANG_SV, WORD), 0);
    assert_int_equal(points_of(second, LANG_FI, WORD), 0); /* a word of another plan */
    assert_int_equal(points_of(second, LANG_SV, "välfärdsplanen"), 3);
    assert_int_equal(points_of(books_of(fixture, "kolmas"), LANG_FI, WORD), 0); /* no such plan: no words */
}

/* What one database says of a plan, another says too, whatever else was imported before. */
static void the_same_plan_has_the_same_books(void **state)
{
    struct import_fixture *fixture = *state;
    import_as(fixture, "eka", WORD);
    import_as(fixture, "toka", "Muu suunnitelma");
    struct wordbook once[LANG_COUNT];
    memcpy(once, books_of(fixture, "toka")->of, sizeof once);
    /* importing forgets the arena's bytes: they are kept here */
    unsigned char *kept[LANG_COUNT] = { NULL };
    for (int lang = LANG_FI; lang < LANG_COUNT; lang++) {
        kept[lang] = malloc(once[lang].length);
        memcpy(kept[lang], once[lang].bytes, once[lang].length);
    }
    unlink(fixture->path);
    import_as(fixture, "toka", "Muu suunnitelma");
    const struct wordbooks *again = books_of(fixture, "toka");
    for (int lang = LANG_FI; lang < LANG_COUNT; lang++) {
        assert_int_equal(again->of[lang].length, once[lang].length);
        assert_memory_equal(again->of[lang].bytes, kept[lang], once[lang].length);
        free(kept[lang]);
    }
}

static void books_go_with_their_plan(void **state)
{
    struct import_fixture *fixture = *state;
    import_as(fixture, "eka", WORD);
    import_as(fixture, "toka", WORD);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM wordbooks"), 6);
    import_forget(fixture);
    assert_int_equal(db_remove(fixture->path, "eka", &fixture->job), STATUS_OK);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM wordbooks"), 3);
    assert_int_equal(points_of(books_of(fixture, "toka"), LANG_FI, WORD), 8);
}

static void version_of(struct import_fixture *fixture, char version[65])
{
    struct db *db;
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_hyphenation_version(db, version, &fixture->job.err), STATUS_OK);
    db_close(db);
}

static void other_dictionaries_make_all_books_anew(void **state)
{
    struct import_fixture *fixture = *state;
    char version[65];
    char again[65];
    import_as(fixture, "eka", WORD);
    version_of(fixture, version);
    assert_int_equal(strlen(version), 64);
    meddle(fixture, "UPDATE wordbooks SET book = x'00'");
    import_as(fixture, "toka", WORD); /* the same dictionaries: the first plan's books stay as they are */
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM wordbooks WHERE book = x'00'"), 3);
    meddle(fixture, "UPDATE hyphenation SET version = replace(hex(zeroblob(32)), '0', 'f')");
    import_as(fixture, "toka", WORD);
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM wordbooks WHERE book = x'00'"), 0);
    assert_int_equal(points_of(books_of(fixture, "eka"), LANG_FI, WORD), 8);
    version_of(fixture, again);
    assert_string_equal(again, version);
}

/* ---- Databases of the first version ---- */

#define FORMER                                                                                                         \
    "DROP TABLE search; DROP TABLE search_forms; DROP VIEW search_texts;"                                              \
    "DROP VIEW plan_texts; DROP TABLE wordbooks; DROP TABLE hyphenation; DROP TABLE referents;"                        \
    "PRAGMA user_version = 1"

static void a_former_database_is_brought_up_to_date(void **state)
{
    struct import_fixture *fixture = *state;
    char schema[2][65] = { "", "" };
    import_as(fixture, "eka", WORD);
    int64_t things = number_in(fixture, "SELECT count(*) FROM sqlite_schema");
    int64_t length = number_in(fixture, "SELECT sum(length(sql)) FROM sqlite_schema");
    version_of(fixture, schema[0]);
    meddle(fixture, FORMER);
    import_as(fixture, "toka", WORD);
    version_of(fixture, schema[1]);
    assert_string_equal(schema[0], schema[1]);
    assert_int_equal(points_of(books_of(fixture, "eka"), LANG_FI, WORD), 8);
    /* the script that migrates makes what the schema has */
    assert_int_equal(number_in(fixture, "SELECT count(*) FROM sqlite_schema"), things);
    assert_int_equal(number_in(fixture, "SELECT sum(length(sql)) FROM sqlite_schema"), length);
}

static enum status head_of(struct import_fixture *fixture, struct report_head *head)
{
    struct db *db;
    const struct report_query query = { .kind = REPORT_PLAN, .plan = "eka" };
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    enum status status = report_head(db, &query, &fixture->job, head);
    db_close(db);
    return status;
}

static void a_database_without_books_gives_reports(void **state)
{
    struct import_fixture *fixture = *state;
    struct fonts *fonts;
    struct db *db;
    struct buf out;
    char version[65];
    const struct report_query query = { .kind = REPORT_PLAN, .plan = "eka" };
    buf_init(&out, LIMIT_PDF);
    import_as(fixture, "eka", WORD);
    meddle(fixture, "DELETE FROM wordbooks; DELETE FROM hyphenation");
    version_of(fixture, version);
    assert_string_equal(version, "");
    assert_int_equal(fonts_load(&fonts, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_open(fixture->path, &db, &fixture->job.err), STATUS_OK);
    assert_int_equal(report_pdf(db, fonts, &query, &fixture->job, &out, NULL), STATUS_OK);
    db_close(db);
    fonts_free(fonts);
    buf_free(&out);
}

static void the_entity_tag_tells_the_dictionaries(void **state)
{
    struct import_fixture *fixture = *state;
    struct report_head before;
    struct report_head after;
    import_as(fixture, "eka", WORD);
    assert_int_equal(head_of(fixture, &before), STATUS_OK);
    assert_int_equal(head_of(fixture, &after), STATUS_OK);
    assert_string_equal(before.etag, after.etag);
    meddle(fixture, "UPDATE hyphenation SET version = replace(hex(zeroblob(32)), '0', 'f')");
    assert_int_equal(head_of(fixture, &after), STATUS_OK);
    assert_string_not_equal(before.etag, after.etag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_kept_by_plan_and_language, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(the_same_plan_has_the_same_books, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(books_go_with_their_plan, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(other_dictionaries_make_all_books_anew, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(a_former_database_is_brought_up_to_date, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(a_database_without_books_gives_reports, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(the_entity_tag_tells_the_dictionaries, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
