/* Verifying reports: the same bytes, and each thing that may differ, told by its name. */
#include "reports/verify.h"

#include "reports/pdf_id.h"
#include "tests/support/import_fixture.h"
#include "tests/support/plan_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A plan whose subgoal is based on one of the plan "other". */
static const char plan_text[] =
    "{\"format\":\"vuosikello/"
    "plan\",\"version\":1,\"plan\":{\"id\":\"%s\",\"title\":\"%s\",\"period\":{\"from\":2020,\"to\":2024},"
    "\"language\":\"fi\",\"columns\":[{\"field\":\"subgoal\",\"heading\":\"v\"},{\"field\":\"action\",\"heading\":"
    "\"t\"}]},"
    "\"organisations\":[{\"id\":\"%s\",\"name\":\"Haminan kaupunki\",\"kind\":\"municipality\"}],"
    "\"goals\":[{\"id\":\"I\",\"number\":\"I\",\"title\":\"Hyvinvointi\",\"subgoals\":[{\"id\":\"I.1\",\"title\":"
    "\"Tuki\"%s}]}],"
    "\"actions\":[{\"organisation\":\"%s\",\"subgoal\":\"I.1\",\"action\":\"Kerho\"}],\"followups\":[{\"organisation\":"
    "\"%s\","
    "\"subgoal\":\"I.1\",\"year\":2022,\"status\":\"done\",\"author\":\"Aino\",\"date\":\"2022-12-01\"}]}";

struct world {
    struct import_fixture *fixture;
    struct fonts *fonts;
    struct job job;
    struct buf pdf;
};

static void import_plan(struct world *world, const char *id, const char *title, const char *organisation)
{
    char text[4096];
    const char *based = strcmp(id, "p") == 0 ? ",\"based_on\":{\"plan\":\"other\",\"subgoal\":\"I.1\"}" : "";
    int length = snprintf(text, sizeof text, plan_text, id, title, organisation, based, organisation, organisation);
    world->fixture->options.drop_orphans = true;
    assert_int_equal(import_text(world->fixture, text, (size_t)length), STATUS_OK);
}

static int set_up(void **state)
{
    static struct world world;
    void *fixture;
    if (import_set_up(&fixture) != 0)
        return -1;
    world = (struct world){ .fixture = fixture, .job = { .arena = arena_new(256 * MIB) } };
    buf_init(&world.pdf, LIMIT_PDF);
    import_plan(&world, "p", "Suunnitelma", "hamina");
    import_plan(&world, "other", "Toinen", "hamina");
    *state = &world;
    return fonts_load(&world.fonts, &world.job.err) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    void *fixture = world->fixture;
    fonts_free(world->fonts);
    buf_free(&world->pdf);
    arena_free(world->job.arena);
    return import_tear_down(&fixture);
}

static struct db *open_again(struct world *world)
{
    struct db *db;
    arena_reset(world->job.arena);
    err_clear(&world->job.err);
    assert_int_equal(db_open(world->fixture->path, &db, &world->job.err), STATUS_OK);
    return db;
}

static const struct report_query appendix = { .kind = REPORT_APPENDIX,
                                              .plan = "p",
                                              .id = "hamina",
                                              .authors = true,
                                              .meeting = "Kokous § 4 & 5",
                                              .attachment = "Liite 100 %" };

static void make(struct world *world, const struct report_query *query)
{
    struct db *db = open_again(world);
    buf_reset(&world->pdf);
    assert_int_equal(report_pdf(db, world->fonts, query, &world->job, &world->pdf, NULL), STATUS_OK);
    db_close(db);
}

/* What is told of the PDF, a word a difference: "plan:other program". */
static const char *verdict_of(struct world *world)
{
    static const char *const words[] = {
        [DIFFERENCE_PLAN] = "plan:",      [DIFFERENCE_STORED] = "stored:", [DIFFERENCE_DATA] = "data",
        [DIFFERENCE_PROGRAM] = "program", [DIFFERENCE_QUERY] = "query",    [DIFFERENCE_FILE] = "file",
        [DIFFERENCE_HIDDEN] = "hidden",   [DIFFERENCE_WORDS] = "words"
    };
    static char told[512];
    struct verdict verdict;
    struct db *db = open_again(world);
    enum status status = report_verify(db, world->fonts, &world->pdf, &world->job, &verdict);
    db_close(db);
    snprintf(told, sizeof told, "%s", status == STATUS_OK ? verdict.same ? "same" : "" : status_name(status));
    assert_true(status != STATUS_OK || verdict.same == (verdict.count == 0));
    for (size_t i = 0; status == STATUS_OK && i < verdict.count; i++) {
        const struct difference *difference = &verdict.differences[i];
        size_t length = strlen(told);
        snprintf(told + length, sizeof told - length, "%s%s%s%s%s", length > 0 ? " " : "", words[difference->kind],
                 difference->name == NULL ? "" : difference->name,
                 difference->kind == DIFFERENCE_PLAN && difference->made == NULL ? "+" : "",
                 difference->kind == DIFFERENCE_PLAN && difference->now == NULL ? "-" : "");
    }
    return told;
}

static void what_was_not_changed_is_the_same(void **state)
{
    static const struct report_query queries[] = {
        { .kind = REPORT_PLAN, .plan = "p" },
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "hamina" },
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "hamina", .authors = true },
        { .kind = REPORT_GOAL, .plan = "p", .id = "I", .lang = LANG_SV },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "hamina", .year = 2021, .meeting = "a\xCC\x88 %41+&=?#<" },
        { .kind = REPORT_APPENDIX, .plan = "other", .id = "hamina", .attachment = " ]]> -- " },
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        make(world, &queries[i]);
        assert_string_equal(verdict_of(world), "same");
    }
}

static void changed_data_is_told_by_plan(void **state)
{
    struct world *world = *state;
    make(world, &appendix);
    assert_string_equal(verdict_of(world), "same");
    import_plan(world, "other", "Kolmas", "hamina");
    assert_string_equal(verdict_of(world), "plan:other");
    import_plan(world, "p", "Muutettu", "hamina");
    assert_string_equal(verdict_of(world), "plan:p plan:other");
    assert_int_equal(db_remove(world->fixture->path, "other", &world->fixture->job), STATUS_OK);
    assert_string_equal(verdict_of(world), "plan:p plan:other-");
    import_plan(world, "p", "Suunnitelma", "hamina");
    assert_string_equal(verdict_of(world), "plan:other-");
    make(world, &appendix);
    assert_string_equal(verdict_of(world), "same");
    import_plan(world, "other", "Toinen", "hamina");
    assert_string_equal(verdict_of(world), "plan:other+");
    plan_rows_change(world->fixture->path, "UPDATE plans SET state = 'draft' WHERE id = 'other'");
    assert_string_equal(verdict_of(world), "same"); /* another plan's draft is not read */
    import_plan(world, "other", "Toinen", "hamina");
    make(world, &appendix);
    plan_rows_change(world->fixture->path, "UPDATE plans SET state = 'draft' WHERE id = 'other'");
    assert_string_equal(verdict_of(world), "plan:other-");
    import_plan(world, "other", "Toinen", "hamina");
    import_plan(world, "p", "Suunnitelma", "kotka");
    assert_string_equal(verdict_of(world), "plan:p data");
    assert_int_equal(db_remove(world->fixture->path, "p", &world->fixture->job), STATUS_OK);
    assert_string_equal(verdict_of(world), "plan:p-");
    import_plan(world, "p", "Suunnitelma", "hamina");
    assert_string_equal(verdict_of(world), "same");
}

/* The query is told as it was understood, so that two ways of asking for the same give the same bytes. */
static void the_same_asked_for_otherwise_has_the_same_bytes(void **state)
{
    static const struct report_query asked = {
        .kind = REPORT_APPENDIX, .plan = "p", .id = "hamina", .meeting = "a\xCC\x88"
    };
    static const struct report_query told = { .kind = REPORT_APPENDIX,
                                              .plan = "p",
                                              .id = "hamina",
                                              .year = 2022,
                                              .lang = LANG_FI,
                                              .meeting = "\xC3\xA4",
                                              .attachment = "",
                                              .drafts = true };
    struct world *world = *state;
    make(world, &asked);
    struct buf first = world->pdf;
    buf_init(&world->pdf, LIMIT_PDF);
    make(world, &told);
    assert_int_equal(first.length, world->pdf.length);
    assert_memory_equal(first.bytes, world->pdf.bytes, first.length);
    buf_free(&first);
}

/* A row changed by hand keeps the plan's version, but not what it stands for. */
static void a_change_behind_the_versions_back_is_told(void **state)
{
    struct world *world = *state;
    make(world, &appendix);
    plan_rows_change(world->fixture->path, "UPDATE plans SET title = 'Salaa' WHERE id = 'p'");
    assert_string_equal(verdict_of(world), "stored:p");
    import_plan(world, "p", "Suunnitelma", "hamina");
    assert_string_equal(verdict_of(world), "same");
}

static void other_dictionaries_are_told(void **state)
{
    struct world *world = *state;
    make(world, &appendix);
    plan_rows_change(world->fixture->path, "UPDATE hyphenation SET version = replace(hex(zeroblob(32)), '0', 'f')");
    assert_string_equal(verdict_of(world), "words");
    plan_rows_change(world->fixture->path, "DELETE FROM hyphenation; DELETE FROM wordbooks");
    assert_string_equal(verdict_of(world), "words");
    import_plan(world, "p", "Suunnitelma", "hamina");
    assert_string_equal(verdict_of(world), "same");
}

/* One place of the PDF changed to a text of the same length or another. */
static void change(struct world *world, const char *find, const char *put)
{
    make(world, &appendix);
    char *at = memmem(world->pdf.bytes, world->pdf.length, find, strlen(find));
    assert_non_null(at);
    struct buf out;
    buf_init(&out, LIMIT_PDF);
    buf_add(&out, world->pdf.bytes, (size_t)(at - world->pdf.bytes));
    buf_text(&out, put);
    at += strlen(find);
    buf_add(&out, at, world->pdf.length - (size_t)(at - world->pdf.bytes));
    buf_free(&world->pdf);
    world->pdf = out;
}

static void a_changed_copy_is_told_by_what_was_changed(void **state)
{
    static const struct {
        const char *find, *put, *told;
    } rows[] = {
        { "<vuosikello:program>", "<vuosikello:program>9", "program file" },
        { "vuosikello:program>", "vuosikello:programme>", "not found" }, /* no longer XML */
        { "<vuosikello:query>/plans", "<vuosikello:query>/plan", "query file" },
        { "<vuosikello:query>/plans", "<vuosikello:query> /plans", "query file" },
        { "<vuosikello:query>/plans/p/", "<vuosikello:query>/plans/q/", "query file" },
        { "/appendices/hamina", "/appendices/kotka", "query file" },
        { "/appendices/hamina.pdf", "/indicators.pdf", "query file" }, /* the plan has none */
        { "year=2022", "year=1899", "query file" },
        { "&amp;meeting=", "&amp;meeting=%0A", "query file" },
        { "year=2022", "year=2021", "file" },
        { "lang=fi", "lang=sv", "file" },
        { "/appendices/hamina", "/organisations/hamina", "file" },
        { "<vuosikello:query>/plans/p/", "<vuosikello:query>/plans/other/", "file" },
        { "<vuosikello:authors>True", "<vuosikello:authors>False", "file" },
        { "<rdf:li>p ", "<rdf:li>pp ", "plan:pp- file" },
        { "<rdf:li>p ", "<rdf:li>p 0", "file" },
        { "%PDF-1.7", "%PDF-1.6", "file" },
        { "%%EOF\n", "%%EOF\n\n", "file" },
        { "/XRef", "/Xref", "hidden" },
        { " xmlns:vuosikello=", " xmlns:vuosikella=", "not found" },
        { "<x:xmpmeta", "<!DOCTYPE x [<!ENTITY a \"b\">]><x:xmpmeta", "not found" },
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        change(world, rows[i].find, rows[i].put);
        const char *told = verdict_of(world);
        if (strcmp(told, rows[i].told) != 0)
            fail_msg("%s -> %s: %s, not %s", rows[i].find, rows[i].put, told, rows[i].told);
    }
}

/* A change whose ID was made anew looks like one that was made so: what a program with other libraries would give. */
static void a_change_under_a_new_id_is_told(void **state)
{
    struct world *world = *state;
    char id[PDF_ID_HEX];
    change(world, "lang=fi", "lang=sv");
    char *rows = strstr(world->pdf.bytes + world->pdf.length - 24, "startxref\n");
    size_t start = strtoul(rows + strlen("startxref\n"), NULL, 10);
    pdf_id_make(world->pdf.bytes, start, id);
    char *place = memmem(world->pdf.bytes + start, world->pdf.length - start, "/ID[<", 5);
    memcpy(place + 5, id, PDF_ID_HEX - 1);
    assert_string_equal(verdict_of(world), "hidden");
}

static void the_first_difference_is_told(void **state)
{
    struct world *world = *state;
    struct verdict verdict;
    make(world, &appendix);
    size_t places[] = { 0, world->pdf.length / 2, world->pdf.length - 1 };
    for (size_t i = 0; i < 3; i++) {
        struct db *db = open_again(world);
        world->pdf.bytes[places[i]] ^= 1;
        assert_int_equal(report_verify(db, world->fonts, &world->pdf, &world->job, &verdict), STATUS_OK);
        assert_int_equal(verdict.count, 1);
        assert_int_equal(verdict.differences[0].at, places[i]);
        world->pdf.bytes[places[i]] ^= 1;
        db_close(db);
    }
}

/* Whatever is cut off or flipped: never the same, and never anything but an answer. */
static void damaged_files_are_never_the_same(void **state)
{
    struct world *world = *state;
    make(world, &appendix);
    struct buf whole = world->pdf;
    unsigned random = 12345;
    for (int i = 0; i < 150; i++) {
        struct buf copy;
        buf_init(&copy, LIMIT_PDF);
        random = random * 1103515245u + 12345u;
        size_t at = (random >> 4) % whole.length;
        if (i % 3 == 0) {
            buf_add(&copy, whole.bytes, at);
        } else {
            /* Of two flips one in the packet, where it is read */
            const char *packet = memmem(whole.bytes, whole.length, "<?xpacket", 9);
            size_t start = (size_t)(packet - whole.bytes),
                   end = start + 3000 < whole.length ? start + 3000 : whole.length;
            buf_add(&copy, whole.bytes, whole.length);
            copy.bytes[i % 3 == 1 ? at : start + (random >> 4) % (end - start)] ^= (char)(1 << (random >> 28 & 7));
        }
        world->pdf = copy;
        assert_string_not_equal(verdict_of(world), "same");
        buf_free(&copy);
    }
    world->pdf = whole;
    assert_string_equal(verdict_of(world), "same");
}

static void memory_that_is_out_is_told(void **state)
{
    struct world *world = *state;
    make(world, &appendix);
    import_plan(world, "other", "Kolmas", "hamina");
    for (long count = 0; count < 1500; count += count < 100 ? 1 : 37) {
        struct verdict verdict;
        struct db *db = open_again(world);
        arena_fail_after(world->job.arena, count);
        enum status status = report_verify(db, world->fonts, &world->pdf, &world->job, &verdict);
        arena_fail_after(world->job.arena, -1);
        assert_true(status == STATUS_NOMEM || status == STATUS_OK);
        assert_true(status != STATUS_NOMEM || world->job.err.text[0] != '\0');
        assert_true(status != STATUS_OK || (!verdict.same && verdict.count == 1));
        db_close(db);
    }
    import_plan(world, "other", "Toinen", "hamina");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_not_changed_is_the_same),
        cmocka_unit_test(the_same_asked_for_otherwise_has_the_same_bytes),
        cmocka_unit_test(changed_data_is_told_by_plan),
        cmocka_unit_test(a_change_behind_the_versions_back_is_told),
        cmocka_unit_test(other_dictionaries_are_told),
        cmocka_unit_test(a_changed_copy_is_told_by_what_was_changed),
        cmocka_unit_test(a_change_under_a_new_id_is_told),
        cmocka_unit_test(the_first_difference_is_told),
        cmocka_unit_test(damaged_files_are_never_the_same),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
