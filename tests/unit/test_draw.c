/* Drawing pages on a device, and the trace: calls in order, what stops them, what cannot be seen made visible. */
#include "reports/draw.h"
#include "reports/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct doc_meta meta = { .lang = LANG_SV };

/* A device that writes down its calls and stops at the one told. */
struct noter {
    struct device device;
    char calls[64];
    char stop_at;
    struct job *job; /* where its reason goes; NULL: it gives none */
};

static bool note(struct device *device, char call)
{
    struct noter *noter = (struct noter *)device;
    size_t length = strlen(noter->calls);
    noter->calls[length] = call;
    if (call == noter->stop_at && noter->job != NULL)
        err_set(&noter->job->err, STATUS_LIMIT, "enough");
    return call != noter->stop_at;
}

static bool note_begin(struct device *device, const struct laid *laid, const struct doc_meta *told)
{
    (void)laid;
    assert_ptr_equal(told, &meta);
    return note(device, 'b');
}
static bool note_page(struct device *device, const struct page *page, size_t index)
{
    (void)page;
    return note(device, (char)('0' + index));
}
static bool note_item(struct device *device, const struct item *item)
{
    (void)item;
    return note(device, 'i');
}
static bool note_page_end(struct device *device)
{
    return note(device, 'p');
}
static bool note_end(struct device *device)
{
    return note(device, 'e');
}

static const struct item items[] = { { .kind = ITEM_RECT }, { .kind = ITEM_RECT } };
static const struct page pages[] = { { items, 2, true }, { items, 1, false } };
static const struct elem elems[] = { { 0 }, { .role = ROLE_DOCUMENT, .row_span = 1, .col_span = 1 } };
static const struct laid laid = {
    .width = PT(100), .height = PT(50), .pages = pages, .page_count = 2, .elems = elems, .elem_count = 2
};

static void devices_are_called_in_order_until_they_stop(void **state)
{
    (void)state;
    static const struct {
        char stop_at;
        bool reason;
        enum status status;
        const char *calls;
    } rows[] = {
        { 0, false, STATUS_OK, "b0iip1ipe" },  { 'b', true, STATUS_LIMIT, "b" },
        { '1', true, STATUS_LIMIT, "b0iip1" }, { 'i', true, STATUS_LIMIT, "b0i" },
        { 'p', true, STATUS_LIMIT, "b0iip" },  { 'e', true, STATUS_LIMIT, "b0iip1ipe" },
        { 'i', false, STATUS_BUG, "b0i" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct job job = { .arena = arena_new(MIB) };
        struct noter noter = { { note_begin, note_page, note_item, note_page_end, note_end },
                               "",
                               rows[i].stop_at,
                               rows[i].reason ? &job : NULL };
        assert_int_equal(draw_laid(&laid, &meta, &noter.device, &job), rows[i].status);
        assert_string_equal(noter.calls, rows[i].calls);
        arena_free(job.arena);
    }
}

static void a_deadline_stops_drawing(void **state)
{
    (void)state;
    struct job job = { .arena = arena_new(MIB), .deadline_us = 1 };
    struct noter noter = { { note_begin, note_page, note_item, note_page_end, note_end }, "", 0, NULL };
    assert_int_equal(draw_laid(&laid, &meta, &noter.device, &job), STATUS_DEADLINE);
    assert_string_equal(noter.calls, "b");
    arena_free(job.arena);
}

static void the_trace_shows_what_cannot_be_seen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown;
    } rows[] = {
        { "a \"b\" \\", "\"a \\\"b\\\" \\\\\"" },
        { "a\nb", "\"a\\nb\"" },
        { "a\u00A0b", "\"a\\u{A0}b\"" },
        { "\xFF", "\"\\xFF\"" },
        { "\u202E%s", "\"\\u{202E}%s\"" },
        { "a\u0301", "\"a\\u{301}\"" },
        { "\x01", "\"\\u{1}\"" },
        { "åЖ→", "\"åЖ→\"" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct job job = { .arena = arena_new(MIB) };
        struct item item = { .kind = ITEM_TEXT, .elem = 1 };
        item.text.bytes = rows[i].text;
        item.text.length = (uint32_t)strlen(rows[i].text);
        const struct page page = { &item, 1, false };
        struct laid one = laid;
        one.pages = &page;
        one.page_count = 1;
        struct buf out;
        buf_init(&out, MIB);
        assert_int_equal(draw_laid(&one, &meta, trace_device(&job, &out), &job), STATUS_OK);
        assert_non_null(strstr(out.bytes, rows[i].shown));
        buf_free(&out);
        arena_free(job.arena);
    }
}

static void a_trace_that_is_too_long_is_told(void **state)
{
    (void)state;
    struct job job = { .arena = arena_new(MIB) };
    struct buf out;
    buf_init(&out, 80);
    assert_int_equal(draw_laid(&laid, &meta, trace_device(&job, &out), &job), STATUS_LIMIT);
    buf_free(&out);
    arena_reset(job.arena);
    arena_fail_after(job.arena, 0);
    assert_null(trace_device(&job, &out));
    arena_free(job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(devices_are_called_in_order_until_they_stop),
        cmocka_unit_test(a_deadline_stops_drawing),
        cmocka_unit_test(the_trace_shows_what_cannot_be_seen),
        cmocka_unit_test(a_trace_that_is_too_long_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
