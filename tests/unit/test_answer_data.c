/* What the service gives as data: the API, CSV and iCalendar of the small plan of tests/data, and what is refused. */
#include "tests/support/golden.h"
#include "tests/support/import_fixture.h"

#include "base/json_out.h"
#include "db/db.h"
#include "fcgi/api_rows.h"
#include "fcgi/app.h"
#include "fcgi/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PLAN "/plans/pieni-2021-2024"
#define API  "/api/v1" PLAN

static struct web *web;
static struct fonts *fonts;

static int load_web(void **state)
{
    (void)state;
    return fonts_load(&fonts, NULL) == STATUS_OK &&
                   web_load(&(struct web_options){ .owner = NULL }, &web, NULL) == STATUS_OK
               ? 0
               : 1;
}

static int free_web(void **state)
{
    (void)state;
    web_free(web);
    fonts_free(fonts);
    return 0;
}

static struct app *new_app(struct import_fixture *fixture, size_t memory, int deadline_ms)
{
    struct app_options options = { .db = fixture->path, .memory = memory, .deadline_ms = deadline_ms, .fonts = fonts,
                                   .web = web };
    struct app *app = app_new(&options);
    assert_non_null(app);
    return app;
}

static struct app *app_of_small(struct import_fixture *fixture)
{
    assert_int_equal(import_text(fixture, fixture->small.bytes, fixture->small.length), STATUS_OK);
    return new_app(fixture, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
}

static const struct http_response *ask(struct app *app, const char *target)
{
    struct app_times times;
    struct http_fields fields = { .method = "GET", .target = target };
    return app_answer(app, &fields, &times);
}

/* The answer's JSON with its lines and without the version, which changes with every change of the small plan. */
static void lay_out(const struct buf *body, struct buf *out)
{
    struct json *json;
    struct err err = ERR_NONE;
    int line, column;
    if (json_read(body->bytes, body->length, &json, &err, &line, &column) != STATUS_OK)
        fail_msg("%s: %.*s", err.text, (int)body->length, body->bytes);
    struct json_out writer = { .out = out };
    const void *at = NULL;
    const char *key;
    const struct json *value;
    json_out_open(&writer, NULL, '{');
    while (json_next(json, &at, &key, &value))
        if (strcmp(key, "version") != 0)
            json_out_value(&writer, key, value);
    json_out_close(&writer, '}');
    buf_char(out, '\n');
    json_free(json);
}

static void every_list_of_the_api_is_as_its_golden(void **state)
{
    static const struct {
        const char *target, *golden;
    } rows[] = {
        { API "/areas", "api-areas" },
        { API "/organisations", "api-organisations" },
        { API "/goals", "api-goals" },
        { API "/subgoals", "api-subgoals" },
        { API "/subgoals?goal=II&lang=en", "api-subgoals-of-goal" },
        { API "/actions", "api-actions" },
        { API "/actions?lang=sv&organisation=kunta&goal=I&subgoal=I.2&year=2021", "api-actions-of-subgoal" },
        { API "/follow-ups", "api-follow-ups" },
        { API "/follow-ups?status=delayed&lang=sv", "api-follow-ups-delayed" },
        { API "/indicators", "api-indicators" },
        { API "/indicators/kiusaaminen?lang=sv&year=2021", "api-indicator" },
        { API "/observations", "api-observations" },
        { API "/observations?area=maakunta&indicator=vaesto", "api-observations-of-area" },
        { API "/observations?year=2020", "api-observations-2020" },
        { API "/assessments?lang=en", "api-assessments" },
        { API "/events", "api-events" },
        { API "/reports?lang=en", "api-reports" },
    };
    struct app *app = app_of_small(*state);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out;
        buf_init(&out, MIB);
        const struct http_response *response = ask(app, rows[i].target);
        if (response->status != 200)
            fail_msg("%s: %d: %s", rows[i].target, response->status, response->body.bytes);
        assert_string_equal(response->content_type, "application/json");
        lay_out(&response->body, &out);
        golden_check("data", rows[i].golden, &out);
        buf_free(&out);
    }
    app_free(app);
}

static void every_file_is_as_its_golden(void **state)
{
    static const struct {
        const char *target, *golden, *file, *type;
    } rows[] = {
        { PLAN "/organisations/kunta.csv", "csv-organisation", "pieni-2021-2024_kunta_2022.csv", "text/csv" },
        { PLAN "/organisations/alue.csv?year=2021", "csv-organisation-chain", "pieni-2021-2024_alue_2021.csv",
          "text/csv" },
        { PLAN "/goals/I.csv", "csv-goal", "pieni-2021-2024_tavoite-I_2022.csv", "text/csv" },
        { PLAN "/appendices/kunnat.csv", "csv-appendix", "pieni-2021-2024_liite-kunnat_2022.csv", "text/csv" },
        { PLAN "/appendices/ita.csv?lang=sv", "csv-appendix-member", "pieni-2021-2024_bilaga-ita_2022_sv.csv",
          "text/csv" },
        { PLAN "/plan.csv?lang=en", "csv-plan", "pieni-2021-2024_plan_2022_en.csv", "text/csv" },
        { PLAN "/plan.csv?dialect=excel-fi", "csv-plan-excel", "pieni-2021-2024_suunnitelma_2022.csv", "text/csv" },
        { PLAN "/plan.csv?dialect=rfc4180&lang=en", "csv-plan", "pieni-2021-2024_plan_2022_en.csv", "text/csv" },
        { PLAN "/indicators.csv", "csv-indicators", "pieni-2021-2024_indikaattorit_2022.csv", "text/csv" },
        { PLAN "/indicators.csv?dialect=excel-fi&lang=sv", "csv-indicators-excel",
          "pieni-2021-2024_indikatorer_2022_sv.csv", "text/csv" },
        { PLAN "/indicators/vaesto.csv?year=2023", "csv-indicator", "pieni-2021-2024_indikaattori-vaesto_2023.csv",
          "text/csv" },
        { PLAN "/status.csv", "csv-status", "pieni-2021-2024_tilanne_2022.csv", "text/csv" },
        { PLAN "/status.csv?lang=en&dialect=excel-fi", "csv-status-excel", "pieni-2021-2024_status_2022_en.csv",
          "text/csv" },
        { PLAN "/clock.ics", "clock", "pieni-2021-2024_vuosikello.ics", "text/calendar" },
        { PLAN "/clock.ics?lang=en", "clock-en", "pieni-2021-2024_clock_en.ics", "text/calendar" },
    };
    struct app *app = app_of_small(*state);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct http_response *response = ask(app, rows[i].target);
        if (response->status != 200)
            fail_msg("%s: %d: %s", rows[i].target, response->status, response->body.bytes);
        assert_memory_equal(response->content_type, rows[i].type, strlen(rows[i].type));
        assert_string_equal(response->file_name, rows[i].file);
        assert_true(response->attachment);
        golden_check("data", rows[i].golden, &response->body);
    }
    app_free(app);
}

static void what_the_plan_lacks_is_told(void **state)
{
    static const struct {
        const char *target;
        int status;
        const char *told; /* in the detail */
    } rows[] = {
        { "/api/v1/plans/none/goals", 404, "there is no plan \\\"none\\\"" },
        { "/api/v1/plans/none/indicators/vaesto", 404, "there is no plan" },
        { "/api/v1/plans/none/actions?subgoal=I.1", 404, "there is no plan" },
        { API "/indicators/none", 404, "has no indicator \\\"none\\\"" },
        { API "/observations?indicator=%3Cb%3E", 404, "has no indicator \\\"<b>\\\"" },
        { API "/assessments?area=none", 404, "has no area \\\"none\\\"" },
        { API "/observations?area=", 404, "has no area" },
        { API "/actions?organisation=ita", 404, "has no organisation \\\"ita\\\"" }, /* a member's id is none */
        { API "/actions?goal=III", 404, "has no goal \\\"III\\\"" },
        { API "/actions?goal=I&organisation=none", 404, "has no organisation \\\"none\\\"" },
        { API "/actions?goal=III&organisation=none", 404, "has no goal" },
        { API "/actions?subgoal=I", 404, "has no subgoal \\\"I\\\"" },
        { API "/follow-ups?status=late", 400, "status: must be" },
        { API "/follow-ups?status=done&status=done", 400, "status: is given twice" },
        { API "/goals?year=2022", 400, "year: no such parameter" },
        { API "/actions?area=maa", 400, "area: no such parameter" },
        { API "/events?dialect=excel-fi", 400, "dialect: no such parameter" },
        { API "/assessments?year=22", 400, "year: must be" },
        { API "/assessments?lang=de", 400, "lang: must be" },
        { "/api/v1/openapi.json?x=1", 400, "x: no such parameter" },
        { API "/nothing", 404, "\"status\":404" },
        { API "/indicators/", 404, "\"status\":404" },
        { PLAN "/plan.csv?dialect=csv", 400, "dialect: must be rfc4180 or excel-fi" },
        { PLAN "/plan.csv?meeting=x", 400, "meeting: no such parameter" },
        { PLAN "/organisations/ita.csv", 404, "has no organisation &quot;ita&quot;" },
        { PLAN "/goals/III.csv", 404, "has no goal &quot;III&quot;" },
        { PLAN "/appendices/x.csv", 404, "has no organisation or member &quot;x&quot;" },
        { PLAN "/indicators/x.csv", 404, "has no indicator &quot;x&quot;" },
        { PLAN "/clock.ics?year=2022", 400, "year: no such parameter" },
        { "/plans/none/status.csv", 404, "there is no plan &quot;none&quot;" },
        { "/plans/none/indicators/x.csv", 404, "there is no plan &quot;none&quot;" },
        { "/plans/none/clock.ics", 404, "there is no plan &quot;none&quot;" },
    };
    struct app *app = app_of_small(*state);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char target[256];
        snprintf(target, sizeof target, "%s%slang=en", rows[i].target, strchr(rows[i].target, '?') == NULL ? "?" : "&");
        bool own = strstr(rows[i].target, "lang=") != NULL;
        const struct http_response *response = ask(app, own ? rows[i].target : target);
        if (response->status != rows[i].status)
            fail_msg("%s: %d: %s", target, response->status, response->body.bytes);
        if (!own && strstr(response->body.bytes, rows[i].told) == NULL)
            fail_msg("%s: %s", target, response->body.bytes);
        assert_null(response->file_name);
    }
    app_free(app);
}

static const char *const targets[] = {
    "/api/v1/plans",
    API,
    API "/areas",
    API "/organisations",
    API "/goals",
    API "/subgoals",
    API "/actions",
    API "/follow-ups",
    API "/indicators",
    API "/indicators/vaesto",
    API "/observations",
    API "/assessments",
    API "/events",
    API "/reports",
    API "/actions?goal=I",
    "/api/v1/openapi.json",
    "/api/v1/plan.schema.json",
    PLAN "/organisations/kunta.csv",
    PLAN "/goals/I.csv",
    PLAN "/appendices/ita.csv",
    PLAN "/plan.csv",
    PLAN "/indicators.csv",
    PLAN "/indicators/vaesto.csv",
    PLAN "/status.csv",
    PLAN "/clock.ics",
};
#define TARGET_COUNT (sizeof targets / sizeof targets[0])

static void data_is_open_and_revalidated(void **state)
{
    struct app *app = app_of_small(*state);
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        char etag[128];
        struct app_times times;
        const struct http_response *response = ask(app, targets[i]);
        assert_int_equal(response->status, 200);
        assert_true(response->cross_origin);
        snprintf(etag, sizeof etag, "%s", response->etag);
        struct http_fields fields = { .method = "GET", .target = targets[i], .if_none_match = etag };
        response = app_answer(app, &fields, &times);
        assert_int_equal(response->status, 304);
        assert_int_equal(response->body.length, 0);
        assert_string_equal(response->etag, etag);
        assert_true(response->cross_origin);
    }
    /* what is not there is not "not modified" */
    struct app_times times;
    struct http_fields fields = { .method = "GET", .target = API "/actions?subgoal=none", .if_none_match = "*" };
    assert_int_equal(app_answer(app, &fields, &times)->status, 404);
    fields.target = PLAN "/indicators/none.csv";
    assert_int_equal(app_answer(app, &fields, &times)->status, 404);
    /* pages are no data, but the API's errors are */
    assert_false(ask(app, PLAN)->cross_origin);
    assert_false(ask(app, PLAN "/plan.txt")->cross_origin);
    assert_true(ask(app, "/api/nothing")->cross_origin);
    assert_true(ask(app, PLAN "/plan.csv?x=1")->cross_origin);
    app_free(app);
}

static void a_draft_is_not_served(void **state)
{
    struct import_fixture *fixture = *state;
    import_changed(fixture, "\"state\": \"published\"", "\"state\": \"draft\"");
    struct app *app = new_app(fixture, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 1; i < TARGET_COUNT; i++)
        if (strstr(targets[i], "pieni") != NULL)
            assert_int_equal(ask(app, targets[i])->status, 404);
    assert_null(strstr(ask(app, "/api/v1/plans")->body.bytes, "pieni"));
    app_free(app);
}

static void authors_are_not_served(void **state)
{
    struct app *app = app_of_small(*state);
    for (size_t i = 0; i < TARGET_COUNT; i++)
        assert_null(strstr(ask(app, targets[i])->body.bytes, "Laatija"));
    app_free(app);
}

static void memory_and_time_that_are_out_are_told(void **state)
{
    struct app *app = app_of_small(*state);
    app_free(app);
    app = new_app(*state, 100 * KIB, LIMIT_REQUEST_MS); /* too little for one block of the arena */
    assert_int_equal(ask(app, PLAN "/plan.csv")->status, 503);
    assert_int_equal(ask(app, PLAN "/clock.ics")->status, 503);
    assert_int_equal(ask(app, API "/actions")->status, 503);
    app_free(app);
    app = new_app(*state, LIMIT_REQUEST_MEMORY, 0);
    assert_int_equal(ask(app, PLAN "/plan.csv")->status, 503);
    assert_null(ask(app, PLAN "/plan.csv")->file_name);
    assert_int_equal(ask(app, PLAN "/status.csv")->status, 503);
    assert_int_equal(ask(app, PLAN "/indicators.csv")->status, 503);
    assert_int_equal(ask(app, API "/observations")->status, 503);
    assert_int_equal(ask(app, API "/actions")->status, 503);
    app_free(app);
}

/* Writes everything of the plan that is written here. */
static void write_all(const struct plan *plan, struct job *job, struct buf *out)
{
    void (*const lists[])(struct api_rows *) = { api_areas,       api_organisations, api_goals,      api_subgoals,
                                                 api_actions,     api_followups,     api_indicators, api_observations,
                                                 api_assessments, api_events };
    void (*const sheets[])(struct sheet *) = { sheet_actions, sheet_status, sheet_indicators };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct api_rows rows = { .api = api_start(job, out, LANG_SV), .plan = plan };
        json_out_open(&rows.api.json, NULL, '{');
        lists[i](&rows);
        json_out_close(&rows.api.json, '}');
    }
    for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++) {
        struct sheet sheet = { .csv = csv_start(out, CSV_EXCEL_FI), .job = job, .plan = plan };
        sheets[i](&sheet);
    }
}

/* Whichever allocation fails: told, nothing read or written beyond. */
static void every_allocation_may_fail(void **state)
{
    struct import_fixture *fixture = *state;
    app_free(app_of_small(fixture));
    struct job reading = { .arena = arena_new(4 * MIB) }, writing = { .arena = arena_new(4 * MIB) };
    struct plan_scope scope = { .plan = "pieni-2021-2024", .parts = PART_ACTIONS | PART_INDICATORS | PART_EVENTS };
    const struct plan *plan;
    struct db *db;
    struct buf out;
    buf_init(&out, MIB);
    assert_int_equal(db_open(fixture->path, &db, &reading.err), STATUS_OK);
    assert_int_equal(db_plan(db, &reading, &scope, &plan), STATUS_OK);
    enum status status = STATUS_NOMEM;
    long failures = 0;
    for (; status != STATUS_OK; failures++) {
        arena_reset(writing.arena);
        err_clear(&writing.err);
        buf_reset(&out);
        arena_fail_after(writing.arena, failures);
        write_all(plan, &writing, &out);
        status = job_status(&writing);
        assert_true(status == STATUS_OK || status == STATUS_NOMEM);
    }
    assert_true(failures > 20);
    buf_free(&out);
    db_close(db);
    arena_free(reading.arena);
    arena_free(writing.arena);
}

static void hostile_texts_stay_texts(void **state)
{
    struct import_fixture *fixture = *state;
    struct buf text;
    buf_init(&text, MIB);
    change_small(fixture, &text, "\"Raportti\"", "\"x\\\";%s%n\\\\, END:VEVENT\"", "\"kerhot\"",
                 "\"=HYPERLINK(\\\"http://x\\\";1)\\n,\\\"%s\"", NULL);
    assert_int_equal(import_text(fixture, text.bytes, text.length), STATUS_OK);
    buf_free(&text);
    struct app *app = new_app(fixture, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    static const struct {
        const char *target, *told;
    } rows[] = {
        { PLAN "/plan.csv", ",\"=HYPERLINK(\"\"http://x\"\";1)\n,\"\"%s\"," },
        { PLAN "/plan.csv?dialect=excel-fi", ";\"'=HYPERLINK(\"\"http://x\"\";1)\n,\"\"%s\";" },
        { PLAN "/clock.ics", "\r\nSUMMARY;LANGUAGE=fi:x\"\\;%s%n\\\\\\, END:VEVENT\r\n" },
        { API "/actions", "\"action\":\"=HYPERLINK(\\\"http://x\\\";1)\\n,\\\"%s\"" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct http_response *response = ask(app, rows[i].target);
        if (strstr(response->body.bytes, rows[i].told) == NULL)
            fail_msg("%s: %s", rows[i].target, response->body.bytes);
    }
    app_free(app);
}

/* The UID of the event whose summary it is, in `out`. */
static void uid_of(struct app *app, const char *target, const char *summary, char out[64])
{
    const char *body = ask(app, target)->body.bytes;
    const char *event = strstr(body, summary);
    assert_non_null(event);
    const char *uid = NULL;
    for (const char *at = body; (at = strstr(at, "\r\nUID:")) != NULL && at < event; at += 2)
        uid = at + 6;
    assert_non_null(uid);
    snprintf(out, 64, "%.*s", (int)strcspn(uid, "\r"), uid);
}

static void an_event_keeps_its_uid(void **state)
{
    struct import_fixture *fixture = *state;
    struct app *app = app_of_small(fixture);
    char first[64], other[64];
    uid_of(app, PLAN "/clock.ics", "Raportti", first);
    uid_of(app, PLAN "/clock.ics?lang=sv", "Raportti", other);
    assert_string_equal(first, other);
    uid_of(app, PLAN "/clock.ics", "Talousarvio", other);
    assert_string_not_equal(first, other);
    app_free(app);
    /* one more before it; it has a Swedish name now; one that is the same twice */
    import_changed(
        fixture, "{\"month\": 5, \"title\": \"Raportti\"}",
        "{\"month\": 1, \"title\": \"Uusi\"}, {\"month\": 5, \"title\": {\"fi\": \"Raportti\", \"sv\": \"Rapport\"}},"
        " {\"month\": 5, \"title\": \"Raportti\", \"actors\": \"toiset\"}");
    app = new_app(fixture, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    uid_of(app, PLAN "/clock.ics", "Raportti", other);
    assert_string_equal(first, other);
    uid_of(app, PLAN "/clock.ics?lang=sv", "Rapport", other);
    assert_string_equal(first, other);
    uid_of(app, PLAN "/clock.ics", "toiset", other);
    assert_string_not_equal(first, other);
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_list_of_the_api_is_as_its_golden, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(every_file_is_as_its_golden, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(what_the_plan_lacks_is_told, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(data_is_open_and_revalidated, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(a_draft_is_not_served, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(authors_are_not_served, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(memory_and_time_that_are_out_are_told, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(every_allocation_may_fail, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(hostile_texts_stay_texts, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(an_event_keeps_its_uid, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, load_web, free_web);
}
