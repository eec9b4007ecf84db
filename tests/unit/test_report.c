/* Reports from a database to pages: what is known before, what is refused, and that nothing but its own data changes a
 * report. */
#include "reports/report.h"

#include "base/version.h"
#include "tests/support/plan_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct db *db;
    struct fonts *fonts;
    struct job job;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    const char *path = plan_rows_path("report.db");
    plan_rows_write(path, plan_rows_sql);
    /* What the rows lack for a report of every kind */
    plan_rows_change(path, "INSERT INTO plan_columns VALUES (9, 0, 'subgoal', 's', NULL), (9, 1, 'action', 'a', NULL),"
                           " (8, 0, 'subgoal', 's', NULL), (8, 1, 'action', 'a', NULL);"
                           /* whose ids others have before them: no address is theirs */
                           "INSERT INTO members VALUES (7, 2, 0, 'sote', 'Sote toisena', NULL),"
                           " (7, 2, 1, 'yksi', 'Yksi toisena', NULL), (7, 2, 2, 'mll', 'MLL itse', NULL)");
    fixture->job.arena = arena_new(64 * MIB);
    assert_int_equal(db_open(path, &fixture->db, &fixture->job.err), STATUS_OK);
    assert_int_equal(fonts_load(&fixture->fonts, &fixture->job.err), STATUS_OK);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    fonts_free(fixture->fonts);
    db_close(fixture->db);
    arena_free(fixture->job.arena);
    free(fixture);
    return 0;
}

static enum status head_of(struct fixture *fixture, const struct report_query *query, struct report_head *head)
{
    arena_reset(fixture->job.arena);
    err_clear(&fixture->job.err);
    return report_head(fixture->db, query, &fixture->job, head);
}

/* ---- What is refused ---- */

static void a_bad_query_is_refused_by_name(void **state)
{
    static char long_text[4 * LIMIT_REQUEST_TEXT], just_text[4 * LIMIT_REQUEST_TEXT];
    for (size_t i = 0; i <= LIMIT_REQUEST_TEXT; i++)
        strcat(long_text, "ä");
    for (size_t i = 0; i < LIMIT_REQUEST_TEXT; i++)
        strcat(just_text, "ä");
    const struct {
        struct report_query query;
        enum status status;
        const char *message;
    } rows[] = {
        { { .kind = REPORT_PLAN, .plan = "none" }, STATUS_NOTFOUND, "none" },
        { { .kind = REPORT_PLAN, .plan = "secret" }, STATUS_NOTFOUND, "secret" }, /* a draft */
        { { .kind = REPORT_PLAN, .plan = "secret", .drafts = true }, STATUS_OK, "" },
        { { .kind = REPORT_ORGANISATION, .plan = "p" }, STATUS_BADREQ, "id" },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "none" }, STATUS_NOTFOUND, "none" },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "yksi" }, STATUS_NOTFOUND, "yksi" }, /* a member */
        { { .kind = REPORT_APPENDIX, .plan = "p", .id = "yksi" }, STATUS_OK, "" },
        { { .kind = REPORT_APPENDIX, .plan = "p", .id = "none" }, STATUS_NOTFOUND, "none" },
        { { .kind = REPORT_GOAL, .plan = "p", .id = "i" }, STATUS_NOTFOUND, "\"i\"" },
        { { .kind = REPORT_GOAL, .plan = "p", .id = "III" }, STATUS_OK, "" }, /* it has no subgoals */
        { { .kind = REPORT_INDICATORS, .plan = "p" }, STATUS_OK, "" },
        { { .kind = REPORT_INDICATORS, .plan = "bare" }, STATUS_NOTFOUND, "indicators" },
        { { .kind = REPORT_INDICATOR, .plan = "p", .id = "none" }, STATUS_NOTFOUND, "none" },
        { { .kind = REPORT_INDICATOR, .plan = "p" }, STATUS_BADREQ, "id" },
        { { .kind = REPORT_PLAN, .plan = "p", .year = 1899 }, STATUS_BADREQ, "year" },
        { { .kind = REPORT_PLAN, .plan = "p", .year = 1900 }, STATUS_OK, "" },
        { { .kind = REPORT_PLAN, .plan = "p", .year = 2200 }, STATUS_OK, "" },
        { { .kind = REPORT_PLAN, .plan = "p", .year = 2201 }, STATUS_BADREQ, "year" },
        { { .kind = REPORT_PLAN, .plan = "p", .year = -1 }, STATUS_BADREQ, "year" },
        { { .kind = REPORT_PLAN, .plan = "p", .meeting = just_text }, STATUS_OK, "" },
        { { .kind = REPORT_PLAN, .plan = "p", .meeting = long_text }, STATUS_BADREQ, "meeting" },
        { { .kind = REPORT_PLAN, .plan = "p", .attachment = "a\nb" }, STATUS_BADREQ, "attachment" },
        { { .kind = REPORT_PLAN, .plan = "p", .attachment = "a\x1b" }, STATUS_BADREQ, "attachment" },
        { { .kind = REPORT_PLAN, .plan = "p", .attachment = "\xC2\x85" }, STATUS_BADREQ, "attachment" },
        { { .kind = REPORT_PLAN, .plan = "p", .attachment = "\xE2\x80\xAE" },
          STATUS_BADREQ,
          "attachment" }, /* turns the writing */
        { { .kind = REPORT_PLAN, .plan = "p", .meeting = "\xFF" }, STATUS_BADREQ, "meeting" },
        { { .kind = REPORT_PLAN, .plan = "p", .meeting = "%s%n</script>(" }, STATUS_OK, "" },
        { { .kind = REPORT_PLAN, .plan = "p", .lang = LANG_COUNT }, STATUS_BADREQ, "lang" },
        { { .kind = REPORT_KIND_COUNT, .plan = "p" }, STATUS_BUG, "" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct report_head head;
        assert_int_equal(head_of(fixture, &rows[i].query, &head), rows[i].status);
        assert_non_null(strstr(fixture->job.err.text, rows[i].message));
        struct buf out;
        struct report_times times;
        buf_init(&out, LIMIT_PDF);
        arena_reset(fixture->job.arena);
        err_clear(&fixture->job.err);
        if (rows[i].status != STATUS_OK)
            assert_int_equal(report_pdf(fixture->db, fixture->fonts, &rows[i].query, &fixture->job, &out, &times),
                             rows[i].status);
        assert_int_equal(out.length, 0);
        buf_free(&out);
    }
}

/* ---- What is known before ---- */

static void what_is_left_open_is_filled_in(void **state)
{
    static const struct {
        struct report_query query;
        const char *file;
        int year;
        enum lang lang;
        int64_t modified;
    } rows[] = {
        { { .kind = REPORT_PLAN, .plan = "p" }, "p_suunnitelma_2022.pdf", 2022, LANG_FI, 1700000000 },
        { { .kind = REPORT_INDICATORS, .plan = "p", .year = 2020 },
          "p_indikaattorit_2020.pdf",
          2020,
          LANG_FI,
          1700000000 },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" }, "p_sote_2022.pdf", 2022, LANG_FI, 1700000000 },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote", .lang = LANG_FI },
          "p_sote_2022.pdf",
          2022,
          LANG_FI,
          1700000000 },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote", .lang = LANG_SV },
          "p_sote_2022_sv.pdf",
          2022,
          LANG_SV,
          1700000000 },
        { { .kind = REPORT_GOAL, .plan = "p", .id = "II" }, "p_tavoite-II_2022.pdf", 2022, LANG_FI, 1700000000 },
        { { .kind = REPORT_GOAL, .plan = "p", .id = "II", .lang = LANG_SV },
          "p_mal-II_2022_sv.pdf",
          2022,
          LANG_SV,
          1700000000 },
        { { .kind = REPORT_GOAL, .plan = "p", .id = "II", .lang = LANG_EN },
          "p_goal-II_2022_en.pdf",
          2022,
          LANG_EN,
          1700000000 },
        /* It reads the plan that its subgoals are based on, imported later */
        { { .kind = REPORT_APPENDIX, .plan = "p", .id = "yksi" }, "p_liite-yksi_2022.pdf", 2022, LANG_FI, 1700000001 },
        { { .kind = REPORT_PLAN, .plan = "bare" }, "bare_plan_2030.pdf", 2030, LANG_EN, 1700000003 },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct report_head head;
        assert_int_equal(head_of(fixture, &rows[i].query, &head), STATUS_OK);
        assert_string_equal(head.file_name, rows[i].file);
        assert_int_equal(head.year, rows[i].year);
        assert_int_equal(head.lang, rows[i].lang);
        assert_int_equal(head.modified, rows[i].modified);
        assert_int_equal(strlen(head.etag), 66);
        assert_int_equal(head.etag[0], '"');
        assert_int_equal(head.etag[65], '"');
    }
}

static void tag_of(struct fixture *fixture, const struct report_query *query, char tag[72])
{
    struct report_head head;
    assert_int_equal(head_of(fixture, query, &head), STATUS_OK);
    memcpy(tag, head.etag, 72);
}

static void the_entity_tag_tells_reports_apart(void **state)
{
    static const struct report_query queries[] = {
        { .kind = REPORT_PLAN, .plan = "p" },
        { .kind = REPORT_INDICATORS, .plan = "p" },
        { .kind = REPORT_PLAN, .plan = "other" },
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "sote" },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "pari" },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "yksi" },
        { .kind = REPORT_PLAN, .plan = "p", .year = 2021 },
        { .kind = REPORT_PLAN, .plan = "p", .lang = LANG_SV },
        { .kind = REPORT_PLAN, .plan = "p", .meeting = "A" },
        { .kind = REPORT_PLAN, .plan = "p", .attachment = "A" },
        { .kind = REPORT_PLAN, .plan = "p", .meeting = "A", .attachment = "A" },
        { .kind = REPORT_PLAN, .plan = "p", .authors = true },
    };
    enum { COUNT = sizeof(queries) / sizeof(*queries) };
    char tags[COUNT][72];
    struct fixture *fixture = *state;
    for (size_t i = 0; i < COUNT; i++) {
        tag_of(fixture, &queries[i], tags[i]);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(tags[i], tags[j]);
    }
    char same[72];
    tag_of(fixture,
           &(struct report_query){
               .kind = REPORT_PLAN, .plan = "p", .year = 2022, .lang = LANG_FI, .meeting = "", .drafts = true },
           same);
    assert_string_equal(same, tags[0]);
    /* NFC: the same text, composed and not */
    char composed[72], apart[72];
    tag_of(fixture, &(struct report_query){ .kind = REPORT_PLAN, .plan = "p", .meeting = "\xC3\xA4" }, composed);
    tag_of(fixture, &(struct report_query){ .kind = REPORT_PLAN, .plan = "p", .meeting = "a\xCC\x88" }, apart);
    assert_string_equal(composed, apart);
}

/* An appendix changes with the plan it is based on: another version of it, its absence, its being a draft. */
static void the_entity_tag_covers_the_other_plans(void **state)
{
    static const struct report_query appendix = { .kind = REPORT_APPENDIX, .plan = "p", .id = "sote" };
    static const struct report_query organisation = { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" };
    static const char *const changes[] = { "",
                                           "UPDATE plans SET version = 'f' || substr(version, 2) WHERE id = 'other'",
                                           "UPDATE plans SET state = 'draft' WHERE id = 'other'",
                                           "UPDATE plans SET id = 'gone' WHERE id = 'other'" };
    struct fixture *fixture = *state;
    char tags[4][72], organisation_tags[4][72];
    for (size_t i = 0; i < 4; i++) {
        struct fixture changed = { .job = fixture->job };
        const char *path = plan_rows_path("changed.db");
        plan_rows_write(path, plan_rows_sql);
        plan_rows_change(path, changes[i]);
        assert_int_equal(db_open(path, &changed.db, &fixture->job.err), STATUS_OK);
        tag_of(&changed, &appendix, tags[i]);
        tag_of(&changed, &organisation, organisation_tags[i]);
        db_close(changed.db);
        assert_string_equal(organisation_tags[i], organisation_tags[0]);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(tags[i], tags[j]);
    }
}

static void names_of_files_never_meet(void **state)
{
    static const struct report_query queries[] = {
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" },
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "suunnitelma" },
        { .kind = REPORT_PLAN, .plan = "p" },
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "liite-sote" },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "sote" },
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "organisation-liite-sote" },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "liite-sote" },
    };
    static const char *const names[] = {
        "p_sote_2022.pdf",
        "p_organisation-suunnitelma_2022.pdf",
        "p_suunnitelma_2022.pdf",
        "p_organisation-liite-sote_2022.pdf",
        "p_liite-sote_2022.pdf",
        "p_organisation-organisation-liite-sote_2022.pdf",
        "p_liite-liite-sote_2022.pdf",
    };
    struct fixture *fixture = *state;
    struct fixture changed = { .job = fixture->job };
    const char *path = plan_rows_path("names.db");
    plan_rows_write(path, plan_rows_sql);
    plan_rows_change(
        path,
        "INSERT INTO organisations VALUES (7, 3, 'suunnitelma', 'S', 'other'), (7, 4, 'liite-sote', 'L', 'other'),"
        " (7, 5, 'organisation-liite-sote', 'O', 'other')");
    assert_int_equal(db_open(path, &changed.db, &fixture->job.err), STATUS_OK);
    for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
        struct report_head head;
        assert_int_equal(head_of(&changed, &queries[i], &head), STATUS_OK);
        assert_string_equal(head.file_name, names[i]);
    }
    db_close(changed.db);
}

/* ---- All reports ---- */

static void words_and_addresses_of_kinds(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(report_kind_of("organisation"), REPORT_ORGANISATION);
    assert_int_equal(report_kind_of("indicators"), REPORT_INDICATORS);
    assert_int_equal(report_kind_of("plans"), REPORT_KIND_COUNT);
    assert_int_equal(report_kind_of(""), REPORT_KIND_COUNT);
    assert_string_equal(report_kind_word(REPORT_APPENDIX), "appendix");
    assert_string_equal(report_address(fixture->job.arena, REPORT_ORGANISATION, "p", "sote"),
                        "/plans/p/organisations/sote.pdf");
    assert_string_equal(report_address(fixture->job.arena, REPORT_GOAL, "p", "I.1"), "/plans/p/goals/I.1.pdf");
    assert_string_equal(report_address(fixture->job.arena, REPORT_APPENDIX, "p", "yksi"),
                        "/plans/p/appendices/yksi.pdf");
    assert_string_equal(report_address(fixture->job.arena, REPORT_PLAN, "p", NULL), "/plans/p/plan.pdf");
    assert_string_equal(report_address(fixture->job.arena, REPORT_INDICATORS, "p", NULL), "/plans/p/indicators.pdf");
}

static void every_report_is_listed_in_order_and_can_be_made(void **state)
{
    static const char *const addresses[] = {
        "/plans/p/plan.pdf",
        "/plans/p/indicators.pdf",
        "/plans/p/goals/I.pdf",
        "/plans/p/goals/II.pdf",
        "/plans/p/goals/III.pdf",
        "/plans/p/organisations/sote.pdf",
        "/plans/p/organisations/pari.pdf",
        "/plans/p/organisations/mll.pdf",
        "/plans/p/appendices/sote.pdf",
        "/plans/p/appendices/pari.pdf",
        "/plans/p/appendices/yksi.pdf",
        "/plans/p/appendices/mll.pdf",
    };
    struct fixture *fixture = *state;
    struct job listing = { .arena = arena_new(MIB) };
    const struct report_entry *entries;
    size_t count;
    assert_int_equal(report_list(fixture->db, "none", LANG_NONE, &listing, &entries, &count), STATUS_NOTFOUND);
    assert_int_equal(count, 0);
    err_clear(&listing.err);
    assert_int_equal(report_list(fixture->db, "bare", LANG_NONE, &listing, &entries, &count), STATUS_OK);
    assert_int_equal(count, 4); /* no indicators */
    assert_memory_equal(entries[0].title.bytes, "The whole plan", 14);
    assert_int_equal(report_list(fixture->db, "p", LANG_SV, &listing, &entries, &count), STATUS_OK);
    assert_int_equal(count, sizeof(addresses) / sizeof(*addresses));
    assert_memory_equal(entries[3].title.bytes, "II Andra", 8);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(entries[i].address, addresses[i]);
        struct report_query query = { .kind = entries[i].kind, .plan = "p", .id = entries[i].id };
        struct report_times times;
        struct buf first, second;
        buf_init(&first, LIMIT_PDF);
        buf_init(&second, LIMIT_PDF);
        arena_reset(fixture->job.arena);
        assert_int_equal(report_pdf(fixture->db, fixture->fonts, &query, &fixture->job, &first, &times), STATUS_OK);
        arena_reset(fixture->job.arena);
        assert_int_equal(report_pdf(fixture->db, fixture->fonts, &query, &fixture->job, &second, NULL), STATUS_OK);
        assert_true(times.pages >= 2);
        assert_int_equal(first.length, second.length);
        assert_memory_equal(first.bytes, second.bytes, first.length);
        assert_memory_equal(first.bytes, "%PDF-1.7", 8);
        buf_free(&first);
        buf_free(&second);
    }
    arena_free(listing.arena);
}

/* ---- What a report says of itself, in the trace of its pages ---- */

static char *trace_of(struct fixture *fixture, const struct report_query *query, struct buf *out)
{
    buf_init(out, 16 * MIB);
    arena_reset(fixture->job.arena);
    err_clear(&fixture->job.err);
    assert_int_equal(report_trace(fixture->db, fixture->fonts, query, &fixture->job, out), STATUS_OK);
    return out->bytes;
}

static void meeting_attachment_and_authors_are_told(void **state)
{
    struct fixture *fixture = *state;
    struct buf out;
    struct report_query query = { .kind = REPORT_ORGANISATION,
                                  .plan = "p",
                                  .id = "sote",
                                  .year = 2021,
                                  .meeting = "Valtuusto %s",
                                  .attachment = "Liite 7" };
    const char *trace = trace_of(fixture, &query, &out);
    assert_non_null(strstr(trace, "Valtuusto %s · Liite 7"));
    assert_non_null(strstr(trace, "31.12.2021"));
    assert_null(strstr(trace, "Aino"));
    assert_null(strstr(trace, "2022"));
    buf_free(&out);
    query.authors = true;
    assert_non_null(strstr(trace_of(fixture, &query, &out), "Aino"));
    buf_free(&out);
    struct report_query draft = { .kind = REPORT_PLAN, .plan = "secret", .drafts = true };
    assert_non_null(strstr(trace_of(fixture, &draft, &out), "UTKAST"));
    buf_free(&out);
}

/* The date of the data is that of the follow-up shown, else of the observations, else of the period. */
static void a_report_is_dated_by_what_it_shows(void **state)
{
    static const struct {
        struct report_query query;
        const char *change, *date;
    } rows[] = {
        /* sote took over the work of pari, who reported on 2022-06-01 */
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" }, "", "1.6.2022" },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" },
          "DELETE FROM successions WHERE predecessor = 1",
          "31.12.2021" },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote", .year = 2020 },
          "",
          "31.12.2020" }, /* of the observations */
        { { .kind = REPORT_GOAL, .plan = "p", .id = "I" }, "", "1.6.2022" },
        { { .kind = REPORT_PLAN, .plan = "p" }, "", "31.12.2021" }, /* it shows no follow-up */
        { { .kind = REPORT_INDICATORS, .plan = "p", .year = 2019 }, "", "31.12.2019" },
        { { .kind = REPORT_APPENDIX, .plan = "p", .id = "sote" }, "", "31.12.2021" },
        { { .kind = REPORT_APPENDIX, .plan = "p", .id = "sote" },
          "UPDATE followups SET date = '2022-11-11' WHERE plan = 8 AND year = 2022",
          "11.11.2022" }, /* of the plan it is based on */
        { { .kind = REPORT_APPENDIX, .plan = "other", .id = "mll" }, "", "1.1.2020" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fixture changed = { .job = fixture->job, .fonts = fixture->fonts };
        struct buf out;
        char line[64];
        const char *path = plan_rows_path("dated.db");
        plan_rows_write(path, plan_rows_sql);
        plan_rows_change(path,
                         "INSERT INTO plan_columns VALUES (8, 0, 'subgoal', 's', NULL), (8, 1, 'action', 'a', NULL)");
        plan_rows_change(path, rows[i].change);
        assert_int_equal(db_open(path, &changed.db, &fixture->job.err), STATUS_OK);
        snprintf(line, sizeof(line), "Tietojen päiväys: %s", rows[i].date);
        const char *trace = trace_of(&changed, &rows[i].query, &out);
        if (strstr(trace, line) == NULL)
            fail_msg("row %zu is not dated %s", i, rows[i].date);
        buf_free(&out);
        db_close(changed.db);
    }
}

/* ---- Failures ---- */

static void limits_are_told(void **state)
{
    struct fixture *fixture = *state;
    struct report_query query = { .kind = REPORT_PLAN, .plan = "p" };
    struct buf out;
    buf_init(&out, 100);
    arena_reset(fixture->job.arena);
    err_clear(&fixture->job.err);
    assert_int_equal(report_pdf(fixture->db, fixture->fonts, &query, &fixture->job, &out, NULL), STATUS_LIMIT);
    buf_free(&out);
    buf_init(&out, LIMIT_PDF);
    struct job late = { .arena = fixture->job.arena, .deadline_us = 1 };
    assert_int_equal(report_pdf(fixture->db, fixture->fonts, &query, &late, &out, NULL), STATUS_DEADLINE);
    struct job small = { .arena = arena_new(32 * KIB) };
    assert_int_equal(report_pdf(fixture->db, fixture->fonts, &query, &small, &out, NULL), STATUS_LIMIT);
    arena_free(small.arena);
    buf_free(&out);
}

static void memory_that_is_out_is_told(void **state)
{
    static const struct report_query queries[] = {
        { .kind = REPORT_ORGANISATION, .plan = "p", .id = "sote" },
        { .kind = REPORT_APPENDIX, .plan = "p", .id = "yksi", .meeting = "M" }
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 2; i++) {
        enum status status = STATUS_NOMEM;
        for (long count = 0; status != STATUS_OK; count += 1 + count / 20) {
            struct buf out;
            buf_init(&out, LIMIT_PDF);
            arena_reset(fixture->job.arena);
            err_clear(&fixture->job.err);
            arena_fail_after(fixture->job.arena, count);
            status = report_pdf(fixture->db, fixture->fonts, &queries[i], &fixture->job, &out, NULL);
            assert_true(status == STATUS_OK || status == STATUS_NOMEM);
            assert_true(status == STATUS_OK || out.length == 0);
            buf_free(&out);
        }
        arena_fail_after(fixture->job.arena, -1);
        struct report_head head;
        status = STATUS_NOMEM;
        for (long count = 0; status != STATUS_OK; count++) {
            arena_reset(fixture->job.arena);
            err_clear(&fixture->job.err);
            arena_fail_after(fixture->job.arena, count);
            status = report_head(fixture->db, &queries[i], &fixture->job, &head);
            assert_true(status == STATUS_OK || status == STATUS_NOMEM);
        }
        arena_fail_after(fixture->job.arena, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bad_query_is_refused_by_name),
        cmocka_unit_test(what_is_left_open_is_filled_in),
        cmocka_unit_test(the_entity_tag_tells_reports_apart),
        cmocka_unit_test(the_entity_tag_covers_the_other_plans),
        cmocka_unit_test(names_of_files_never_meet),
        cmocka_unit_test(words_and_addresses_of_kinds),
        cmocka_unit_test(every_report_is_listed_in_order_and_can_be_made),
        cmocka_unit_test(meeting_attachment_and_authors_are_told),
        cmocka_unit_test(a_report_is_dated_by_what_it_shows),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
