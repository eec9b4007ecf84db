/* Memory that is out at any moment of a real-sized report: told each time, nothing half made, nothing leaked (under AddressSanitizer), and the
 * next report is as if nothing had been. */
#include "reports/report.h"
#include "tests/support/import_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PLAN "kymenlaakso-2020-2024"
#define MOMENTS 300

struct maker {
    struct db *db;
    struct fonts *fonts;
    struct job job;
    struct buf out;
    bool screen; /* a page is made instead of a PDF */
};

static int set_up(void **state)
{
    struct maker *maker = calloc(1, sizeof *maker);
    void *made = NULL;
    if (maker == NULL || import_set_up(&made) != 0)
        return -1;
    struct import_fixture *fixture = made;
    read_whole("db/sample/" PLAN ".json", &fixture->text);
    buf_init(&maker->out, LIMIT_PDF);
    maker->job.arena = arena_new(LIMIT_REQUEST_MEMORY);
    bool ready = import_text(fixture, fixture->text.bytes, fixture->text.length) == STATUS_OK &&
                 fonts_load(&maker->fonts, &maker->job.err) == STATUS_OK && db_open(fixture->path, &maker->db, &maker->job.err) == STATUS_OK;
    *state = maker;
    return import_tear_down(&made) != 0 || !ready ? -1 : 0; /* the open database stays, its file need not */
}

static int tear_down(void **state)
{
    struct maker *maker = *state;
    db_close(maker->db);
    fonts_free(maker->fonts);
    buf_free(&maker->out);
    arena_free(maker->job.arena);
    free(maker);
    return 0;
}

/* One report; the allocation after `count` more fails, -1: none. */
static enum status make(struct maker *maker, const struct report_query *query, long count)
{
    arena_reset(maker->job.arena);
    err_clear(&maker->job.err);
    buf_reset(&maker->out);
    arena_fail_after(maker->job.arena, count);
    struct report_page page;
    enum status status = maker->screen ? report_html(maker->db, maker->fonts, query, &maker->job, &page)
                                       : report_pdf(maker->db, maker->fonts, query, &maker->job, &maker->out, NULL);
    if (maker->screen && status == STATUS_OK)
        buf_add(&maker->out, page.body->bytes, page.body->length);
    arena_fail_after(maker->job.arena, -1);
    return status;
}

/* How many allocations a report takes. */
static long allocations(struct maker *maker, const struct report_query *query)
{
    long low = 0;
    long high = 1;
    while (make(maker, query, high) != STATUS_OK)
        high *= 2;
    while (low + 1 < high) {
        long middle = low + (high - low) / 2;
        if (make(maker, query, middle) == STATUS_OK)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static void fails_cleanly(struct maker *maker, const struct report_query *query)
{
    struct buf whole;
    buf_init(&whole, LIMIT_PDF);
    assert_int_equal(make(maker, query, -1), STATUS_OK);
    buf_add(&whole, maker->out.bytes, maker->out.length);
    long count = allocations(maker, query);
    assert_true(count > 100);
    for (long moment = 0; moment < MOMENTS; moment++) {
        long at = count * moment / MOMENTS;
        assert_int_equal(make(maker, query, at), STATUS_NOMEM);
        assert_int_equal(maker->out.length, 0);
        assert_string_not_equal(maker->job.err.text, "");
        if (moment % 20 != 0)
            continue;
        assert_int_equal(make(maker, query, -1), STATUS_OK);
        assert_int_equal(maker->out.length, whole.length);
        assert_memory_equal(maker->out.bytes, whole.bytes, whole.length);
    }
    buf_free(&whole);
}

static void an_organisations_report_fails_cleanly(void **state)
{
    fails_cleanly(*state, &(struct report_query){ .kind = REPORT_ORGANISATION, .plan = PLAN, .id = "hamina" });
}

static void a_goals_report_fails_cleanly(void **state)
{
    fails_cleanly(*state, &(struct report_query){ .kind = REPORT_GOAL, .plan = PLAN, .id = "I", .lang = LANG_SV });
}

static void pages_fail_cleanly(void **state)
{
    struct maker *maker = *state;
    maker->screen = true;
    fails_cleanly(maker, &(struct report_query){ .kind = REPORT_ORGANISATION, .plan = PLAN, .id = "hamina" });
    fails_cleanly(maker, &(struct report_query){ .kind = REPORT_INDICATOR, .plan = PLAN, .id = "4", .lang = LANG_EN });
    maker->screen = false;
}

/* A ceiling instead of a failure: from nothing to what the report needs. */
static void a_ceiling_is_told(void **state)
{
    struct maker *maker = *state;
    const struct report_query query = { .kind = REPORT_ORGANISATION, .plan = PLAN, .id = "hamina" };
    struct arena *roomy = maker->job.arena;
    enum status status = STATUS_LIMIT;
    int refused = 0;
    for (size_t ceiling = 4 * KIB; status != STATUS_OK; ceiling += 48 * KIB) {
        maker->job.arena = arena_new(ceiling);
        assert_non_null(maker->job.arena);
        status = make(maker, &query, -1);
        if (status != STATUS_OK && (status != STATUS_LIMIT || maker->out.length > 0))
            fail_msg("%zu KiB: %s (%s), %zu bytes", ceiling / KIB, status_name(status), maker->job.err.text, maker->out.length);
        refused += status != STATUS_OK;
        arena_free(maker->job.arena);
    }
    maker->job.arena = roomy;
    assert_true(refused >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_organisations_report_fails_cleanly),
        cmocka_unit_test(a_goals_report_fails_cleanly),
        cmocka_unit_test(pages_fail_cleanly),
        cmocka_unit_test(a_ceiling_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
