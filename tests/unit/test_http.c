/* Requests taken apart, responses put together, addresses found. */
#include "fcgi/http.h"
#include "fcgi/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void parameters_are_decoded(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    struct http_fields fields = { .method = "GET", .target = "/plans/a%2Db/plan.pdf?meeting=Kunnanvaltuusto+12.12.2022+%C2%A7%2045&&lang=sv&year" };
    struct http_request request;
    struct err err = ERR_NONE;
    assert_int_equal(http_parse(arena, &fields, &request, &err), STATUS_OK);
    assert_int_equal(request.method, HTTP_GET);
    assert_string_equal(request.path, "/plans/a-b/plan.pdf");
    assert_int_equal(request.parameter_count, 3);
    assert_string_equal(request.parameters[0].name, "meeting");
    assert_string_equal(request.parameters[0].value, "Kunnanvaltuusto 12.12.2022 \xC2\xA7 45");
    assert_string_equal(request.parameters[1].value, "sv");
    assert_string_equal(request.parameters[2].name, "year");
    assert_string_equal(request.parameters[2].value, "");
    arena_free(arena);
}

static void bad_addresses_are_told(void **state)
{
    (void)state;
    static char long_path[LIMIT_PATH + 3];
    static char long_query[LIMIT_QUERY + 8];
    memset(long_path, 'a', sizeof long_path - 1);
    long_path[0] = '/';
    memset(long_query, 'a', sizeof long_query - 1);
    memcpy(long_query, "/?a=", 4);
    const struct {
        const char *target;
        enum status status;
    } rows[] = {
        { "/%", STATUS_BADREQ },       { "/%4", STATUS_BADREQ },     { "/%zz", STATUS_BADREQ },   { "/%00", STATUS_BADREQ },
        { "/?a=%", STATUS_BADREQ },    { "/?a=%0", STATUS_BADREQ },  { "/?=x", STATUS_BADREQ },   { "/?a=%00b", STATUS_BADREQ },
        { "/%41", STATUS_OK },         { "/?", STATUS_OK },          { "/?&&&", STATUS_OK },      { long_path, STATUS_LIMIT },
        { long_query, STATUS_LIMIT },  { "/?a&a&a&a&a&a&a&a&a&a&a&a&a&a&a&a&a", STATUS_LIMIT },
    };
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_fields fields = { .method = "GET", .target = rows[i].target };
        struct http_request request;
        struct err err = ERR_NONE;
        if (http_parse(arena, &fields, &request, &err) != rows[i].status)
            fail_msg("%.40s: %s", rows[i].target, err.text);
        assert_int_equal(rows[i].status == STATUS_OK, err.text[0] == '\0');
    }
    arena_free(arena);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    struct http_fields fields = { .method = "HEAD", .target = "/plans/x?a=1&b=2" };
    for (long n = 0; n < 5; n++) {
        struct http_request request;
        struct err err = ERR_NONE;
        arena_reset(arena);
        arena_fail_after(arena, n);
        assert_int_equal(http_parse(arena, &fields, &request, &err), STATUS_NOMEM);
    }
    arena_free(arena);
}

static void accept_field_decides_between_json_and_html(void **state)
{
    (void)state;
    static const struct {
        const char *accept;
        bool json;
    } rows[] = {
        { "", false },
        { "*/*", false },
        { "application/json", true },
        { "application/problem+json", true },
        { "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false },
        { "application/json, text/html", false },
        { "application/json, text/html;q=0.9", true },
        { "text/html;q=0.5 , application/json ; q=0.6", true },
        { "application/json;q=0", false },
        { "APPLICATION/JSON", true },
        { "application/jsonx", false },
        { ",,,;;q=,application/json;q=1.000", true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (http_prefers_json(rows[i].accept) != rows[i].json)
            fail_msg("%s", rows[i].accept);
}

static void entity_tags_are_compared_weakly(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        bool match;
    } rows[] = {
        { "\"abc\"", true },       { "W/\"abc\"", true },           { "*", true },         { "\"x\", \"abc\"", true },
        { " \"abc\"", true },      { "\"x\" , W/\"abc\" ", true },  { "\"ab\"", false },   { "\"abcd\"", false },
        { "abc", false },          { "\"abc", false },              { "", false },         { "\"x,\"abc\"", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (http_etag_matches(rows[i].field, "\"abc\"") != rows[i].match)
            fail_msg("%s", rows[i].field);
}

static void header_is_written(void **state)
{
    (void)state;
    struct buf out;
    struct http_response response = { .status = 200, .content_type = "application/pdf", .etag = "\"e\"", .modified = 1670844896,
                                      .cache_control = "no-cache", .file_name = "a.pdf", .language = "fi" };
    buf_init(&out, KIB);
    buf_init(&response.body, KIB);
    buf_text(&response.body, "12345");
    http_header(&response, &out);
    assert_string_equal(out.bytes, "Status: 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 5\r\nETag: \"e\"\r\n"
                                   "Last-Modified: Mon, 12 Dec 2022 11:34:56 GMT\r\nCache-Control: no-cache\r\n"
                                   "Content-Disposition: inline; filename=\"a.pdf\"\r\nContent-Language: fi\r\n\r\n");
    buf_reset(&out);
    buf_reset(&response.body);
    response = (struct http_response){ .status = 200, .file_name = "a.csv", .attachment = true, .cross_origin = true,
                                       .body = response.body };
    http_header(&response, &out);
    assert_string_equal(out.bytes, "Status: 200 OK\r\nContent-Length: 0\r\nContent-Disposition: attachment; "
                                   "filename=\"a.csv\"\r\nAccess-Control-Allow-Origin: *\r\n\r\n");
    buf_reset(&out);
    response = (struct http_response){ .status = 503, .retry_after = 5, .body = response.body };
    buf_reset(&response.body);
    http_header(&response, &out);
    assert_string_equal(out.bytes, "Status: 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n\r\n");
    buf_reset(&out);
    response = (struct http_response){ .status = 304, .etag = "\"e\"", .body = response.body };
    http_header(&response, &out);
    assert_string_equal(out.bytes, "Status: 304 Not Modified\r\nETag: \"e\"\r\n\r\n");
    static const int64_t no_dates[] = { INT64_MAX, INT64_MIN, 253402300800, -99999999999 };
    for (size_t i = 0; i < sizeof no_dates / sizeof no_dates[0]; i++) {
        buf_reset(&out);
        response = (struct http_response){ .status = 304, .modified = no_dates[i], .body = response.body };
        http_header(&response, &out);
        assert_string_equal(out.bytes, "Status: 304 Not Modified\r\n\r\n");
    }
    buf_free(&response.body);
    buf_free(&out);
}

static void every_address_of_the_contract_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum route_kind kind;
        enum report_kind report;
        const char *plan, *id;
    } rows[] = {
        { "/", ROUTE_HOME, 0, NULL, NULL },
        { "/plans/x-1", ROUTE_PLAN, 0, "x-1", NULL },
        { "/plans/x/organisations/hamina.pdf", ROUTE_REPORT, REPORT_ORGANISATION, "x", "hamina" },
        { "/plans/x/goals/I.1-a.pdf", ROUTE_REPORT, REPORT_GOAL, "x", "I.1-a" },
        { "/plans/x/appendices/pyhtaa.pdf", ROUTE_REPORT, REPORT_APPENDIX, "x", "pyhtaa" },
        { "/plans/x/plan.pdf", ROUTE_REPORT, REPORT_PLAN, "x", NULL },
        { "/plans/x/indicators.pdf", ROUTE_REPORT, REPORT_INDICATORS, "x", NULL },
        { "/plans/x/indicators/a-1.pdf", ROUTE_REPORT, REPORT_INDICATOR, "x", "a-1" },
        { "/plans/x/organisations/hamina", ROUTE_PAGE, REPORT_ORGANISATION, "x", "hamina" },
        { "/plans/x/goals/I.1", ROUTE_PAGE, REPORT_GOAL, "x", "I.1" },
        { "/plans/x/indicators", ROUTE_PAGE, REPORT_INDICATORS, "x", NULL },
        { "/plans/x/indicators/a-1", ROUTE_PAGE, REPORT_INDICATOR, "x", "a-1" },
        { "/api/v1/plans", ROUTE_API_PLANS, 0, NULL, NULL },
        { "/api/v1/plans/x", ROUTE_API_PLAN, 0, "x", NULL },
        { "/plans/x/organisations/hamina.csv", ROUTE_CSV, REPORT_ORGANISATION, "x", "hamina" },
        { "/plans/x/goals/I.csv", ROUTE_CSV, REPORT_GOAL, "x", "I" },
        { "/plans/x/appendices/pyhtaa.csv", ROUTE_CSV, REPORT_APPENDIX, "x", "pyhtaa" },
        { "/plans/x/plan.csv", ROUTE_CSV, REPORT_PLAN, "x", NULL },
        { "/plans/x/indicators.csv", ROUTE_CSV, REPORT_INDICATORS, "x", NULL },
        { "/plans/x/indicators/a-1.csv", ROUTE_CSV_INDICATOR, 0, "x", "a-1" },
        { "/plans/x/status.csv", ROUTE_CSV_STATUS, 0, "x", NULL },
        { "/plans/x/clock.ics", ROUTE_CLOCK, 0, "x", NULL },
        { "/api/v1/plans/x/actions", ROUTE_API_ACTIONS, 0, "x", NULL },
        { "/api/v1/plans/x/indicators", ROUTE_API_INDICATORS, 0, "x", NULL },
        { "/api/v1/plans/x/indicators/a-1", ROUTE_API_INDICATOR, 0, "x", "a-1" },
        { "/api/v1/openapi.json", ROUTE_API_DOCUMENT, 0, NULL, NULL },
        { "/api/v1/plan.schema.json", ROUTE_API_SCHEMA, 0, NULL, NULL },
        { "/healthz", ROUTE_HEALTH, 0, NULL, NULL },
        { "/readyz", ROUTE_READY, 0, NULL, NULL },
        { "/metrics", ROUTE_METRICS, 0, NULL, NULL },
        { "", ROUTE_NONE, 0, NULL, NULL },
        { "//", ROUTE_NONE, 0, NULL, NULL },
        { "/plans", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/x/", ROUTE_NONE, 0, NULL, NULL },
        { "/plans//plan.pdf", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/x/goals/.pdf", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/x/goals/", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/x/goals/I.pdf/", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/x/goals/a/b.pdf", ROUTE_NONE, 0, NULL, NULL },
        { "/plans/x/plan.pdf.pdf", ROUTE_NONE, 0, NULL, NULL },
        { "/healthz/", ROUTE_NONE, 0, NULL, NULL },
    };
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct route route = route_lookup(arena, rows[i].path);
        if (route.kind != rows[i].kind)
            fail_msg("%s: kind %d", rows[i].path, (int)route.kind);
        assert_non_null(route_pattern(route.place));
        assert_int_equal(strcmp(route_pattern(route.place), "none") == 0, rows[i].kind == ROUTE_NONE);
        if (route.kind == ROUTE_REPORT || route.kind == ROUTE_PAGE || route.kind == ROUTE_CSV)
            assert_int_equal(route.report, rows[i].report);
        if (rows[i].plan != NULL)
            assert_string_equal(route.plan, rows[i].plan);
        if (rows[i].id != NULL)
            assert_string_equal(route.id, rows[i].id);
    }
    arena_fail_after(arena, 0);
    assert_int_equal(route_lookup(arena, "/plans/x").kind, ROUTE_NONE);
    arena_free(arena);
}

static void an_origin_is_a_host_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        const char *host, *https, *origin; /* NULL: none */
    } rows[] = {
        { "example.fi", NULL, "http://example.fi" },
        { "example.fi", "", "http://example.fi" },
        { "example.fi:8443", "on", "https://example.fi:8443" },
        { "127.0.0.1:80", NULL, "http://127.0.0.1:80" },
        { "[::1]", NULL, "http://[::1]" },
        { "[fe80::1]:8080", "on", "https://[fe80::1]:8080" },
        { NULL, "on", NULL },
        { "", NULL, NULL },
        { "example.fi/", NULL, NULL },
        { "example.fi\"><script>", NULL, NULL },
        { "user@example.fi", NULL, NULL },
        { "user:word@example.fi", NULL, NULL },
        { "example.fi:", NULL, NULL },
        { "example.fi:123456", NULL, NULL },
        { "example.fi:80:80", NULL, NULL },
        { "example.fi%00", NULL, NULL },
        { "ex\xC3\xA4mple.fi", NULL, NULL },
        { ":80", NULL, NULL },
        { "[]", NULL, NULL },
        { "[::1", NULL, NULL },
        { "[::1]x", NULL, NULL },
    };
    struct arena *arena = arena_new(MIB);
    char long_host[512];
    memset(long_host, 'a', sizeof long_host - 1);
    long_host[sizeof long_host - 1] = '\0';
    for (size_t i = 0; i <= sizeof rows / sizeof rows[0]; i++) {
        bool last = i == sizeof rows / sizeof rows[0];
        struct http_fields fields = { .method = "GET", .target = "/", .host = last ? long_host : rows[i].host,
                                      .https = last ? NULL : rows[i].https };
        struct http_request request;
        struct err err = ERR_NONE;
        assert_int_equal(http_parse(arena, &fields, &request, &err), STATUS_OK);
        const char *wanted = last ? NULL : rows[i].origin;
        if (wanted == NULL)
            assert_null(request.origin);
        else
            assert_string_equal(request.origin, wanted);
    }
    assert_false(http_is_origin("example.fi"));
    assert_false(http_is_origin("ftp://example.fi"));
    assert_false(http_is_origin("https://"));
    assert_false(http_is_origin("https://example.fi/x"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_origin_is_a_host_and_nothing_else),
        cmocka_unit_test(parameters_are_decoded),
        cmocka_unit_test(bad_addresses_are_told),
        cmocka_unit_test(memory_that_is_out_is_told),
        cmocka_unit_test(accept_field_decides_between_json_and_html),
        cmocka_unit_test(entity_tags_are_compared_weakly),
        cmocka_unit_test(header_is_written),
        cmocka_unit_test(every_address_of_the_contract_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
