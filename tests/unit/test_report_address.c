/* Addresses of reports: written and read again; percent-encoding. */
#include "base/percent.h"
#include "reports/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The query as its address, read again, has the same parts. */
static const char *there_and_back(struct arena *arena, const struct report_query *query)
{
    struct report_query again;
    const char *address = report_address_query(arena, query);
    assert_non_null(address);
    assert_int_equal(report_address_read(arena, address, &again), STATUS_OK);
    assert_int_equal(again.kind, query->kind);
    assert_string_equal(again.plan, query->plan);
    assert_int_equal(again.id == NULL, query->id == NULL);
    if (query->id != NULL)
        assert_string_equal(again.id, query->id);
    assert_int_equal(again.year, query->year);
    assert_int_equal(again.lang, query->lang);
    if (query->meeting != NULL)
        assert_string_equal(again.meeting, query->meeting);
    if (query->attachment != NULL)
        assert_string_equal(again.attachment, query->attachment);
    assert_false(again.drafts || again.authors);
    return address;
}

static void a_query_is_read_as_it_was_written(void **state)
{
    static const struct {
        struct report_query query;
        const char *address;
    } rows[] = {
        { { .kind = REPORT_PLAN, .plan = "p" }, "/plans/p/plan.pdf" },
        { { .kind = REPORT_INDICATORS, .plan = "p", .lang = LANG_EN }, "/plans/p/indicators.pdf?lang=en" },
        { { .kind = REPORT_INDICATOR, .plan = "p", .id = "7" }, "/plans/p/indicators/7.pdf" },
        { { .kind = REPORT_GOAL, .plan = "p", .id = "I.pdf", .year = 1900, .lang = LANG_SV },
          "/plans/p/goals/I.pdf.pdf?year=1900&lang=sv" },
        { { .kind = REPORT_APPENDIX,
            .plan = "p-1",
            .id = "a-b",
            .year = 2022,
            .lang = LANG_FI,
            .attachment = "Liite 1" },
          "/plans/p-1/appendices/a-b.pdf?year=2022&lang=fi&attachment=Liite%201" },
        { { .kind = REPORT_ORGANISATION, .plan = "p", .id = "plan", .meeting = "\xC3\xA4&=?%+#~/" },
          "/plans/p/organisations/plan.pdf?meeting=%C3%A4%26%3D%3F%25%2B%23~%2F" },
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(there_and_back(arena, &rows[i].query), rows[i].address);
    const struct report_query goal = { .kind = REPORT_GOAL, .plan = "p", .id = "I", .year = 2022, .lang = LANG_SV };
    assert_string_equal(report_address_page(arena, &goal), "/plans/p/goals/I?year=2022&lang=sv");
    char text[256] = "";
    for (int byte = 1; byte < 256; byte++)
        text[byte - 1] = (char)byte;
    there_and_back(arena,
                   &(struct report_query){ .kind = REPORT_PLAN, .plan = "p", .meeting = text, .attachment = text });
    arena_free(arena);
}

static void what_is_found_leads_to_its_place(void **state)
{
    static const struct {
        struct search_hit hit;
        const char *address;
    } rows[] = {
        { { .kind = SEARCH_PLAN, .plan = "p", .id = "p" }, "/plans/p" },
        { { .kind = SEARCH_ORGANISATION, .plan = "p", .id = "hamina" }, "/plans/p/organisations/hamina" },
        { { .kind = SEARCH_GOAL, .plan = "p", .id = "I" }, "/plans/p/goals/I" },
        { { .kind = SEARCH_SUBGOAL, .plan = "p", .id = "I.1", .goal = "I" }, "/plans/p/goals/I#_I.1" },
        { { .kind = SEARCH_INDICATOR, .plan = "p", .id = "7" }, "/plans/p/indicators/7" },
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(report_address_hit(arena, &rows[i].hit), rows[i].address);
    arena_fail_after(arena, 0);
    assert_null(report_address_hit(arena, &rows[3].hit));
    arena_free(arena);
}

static void what_is_no_address_is_refused(void **state)
{
    static const char *const rows[] = {
        "",
        "/",
        "plans/p/plan.pdf",
        "/plans",
        "/plans/",
        "/plans/p",
        "/plans/p/",
        "/plans//plan.pdf",
        "/plans/p/plan",
        "/plans/p/.pdf",
        "/plans/p/plan.pdf/",
        "/plans/p/goal.pdf",
        "/plans/p/goals.pdf",
        "/plans/p/plan/x.pdf",
        "/plans/p/goals/",
        "/plans/p/goals/.pdf",
        "/plans/p/goals/I",
        "/plans/p/goals/I.pdf/",
        "/plans/p/goals/I/x.pdf",
        "/plans/p/nothing.pdf",
        "/plans/p/nothing/x.pdf",
        "/Plans/p/plan.pdf",
        "https://x/plans/p/plan.pdf",
        "/plans/p/plan.pdf?",
        "/plans/p/plan.pdf?year",
        "/plans/p/plan.pdf?year=",
        "/plans/p/plan.pdf?year=22",
        "/plans/p/plan.pdf?year=20222",
        "/plans/p/plan.pdf?year=-202",
        "/plans/p/plan.pdf?year=0000",
        "/plans/p/plan.pdf?year=2022&year=2022",
        "/plans/p/plan.pdf?lang=",
        "/plans/p/plan.pdf?lang=de",
        "/plans/p/plan.pdf?lang=fi&lang=fi",
        "/plans/p/plan.pdf?meeting=a&meeting=a",
        "/plans/p/plan.pdf?attachment=%",
        "/plans/p/plan.pdf?attachment=%0",
        "/plans/p/plan.pdf?attachment=%00",
        "/plans/p/plan.pdf?attachment=%zz",
        "/plans/p/plan.pdf?authors=1",
        "/plans/p/plan.pdf?&lang=fi",
        "/plans/p/plan.pdf?lang=fi&",
        "/plans/p/plan.pdf?=a",
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct report_query query;
        if (report_address_read(arena, rows[i], &query) != STATUS_BADREQ)
            fail_msg("%s", rows[i]);
    }
    arena_free(arena);
}

static void memory_that_is_out_is_told(void **state)
{
    static const struct report_query query = {
        .kind = REPORT_GOAL, .plan = "p", .id = "I", .year = 2022, .meeting = "a b"
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    long count = 0;
    const char *address = NULL;
    for (; address == NULL; count++) {
        arena_reset(arena);
        arena_fail_after(arena, count);
        address = report_address_query(arena, &query);
    }
    assert_true(count > 2);
    static const char written[] = "/plans/p/goals/I.pdf?year=2022&meeting=a%20b";
    assert_string_equal(address, written);
    struct report_query again;
    enum status status = STATUS_NOMEM;
    for (count = 0; status != STATUS_OK; count++) {
        arena_reset(arena);
        arena_fail_after(arena, count);
        status = report_address_read(arena, written, &again);
        assert_true(status == STATUS_OK || status == STATUS_NOMEM);
    }
    assert_true(count > 4);
    arena_free(arena);
}

static void bytes_are_decoded(void **state)
{
    static const struct {
        const char *text;
        bool plus;
        const char *decoded; /* NULL: ill-encoded */
    } rows[] = {
        { "", false, "" },      { "a+b", true, "a b" },  { "a+b", false, "a+b" }, { "%C3%a4", false, "\xC3\xA4" },
        { "%2B", true, "+" },   { "%", false, NULL },    { "a%2", false, NULL },  { "%2g", false, NULL },
        { "%00", false, NULL }, { "%%41", false, NULL },
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *decoded = percent_decode(arena, rows[i].text, strlen(rows[i].text), rows[i].plus);
        if (rows[i].decoded == NULL)
            assert_null(decoded);
        else
            assert_string_equal(decoded, rows[i].decoded);
    }
    assert_null(percent_decode(arena, "a\0b", 3, false));
    assert_string_equal(percent_decode(arena, "%41bc", 3, false), "A"); /* no byte behind the length is looked at */
    assert_null(percent_decode(arena, "%41", 2, false));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_is_read_as_it_was_written),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(what_is_found_leads_to_its_place),
        cmocka_unit_test(memory_that_is_out_is_told),
        cmocka_unit_test(bytes_are_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
