/* Requests spoilt at random: each is answered by one of the contract's statuses, whole, and nothing that was asked comes back as markup.
 * FUZZ_CASES=N in the environment tries N instead of 3000, FUZZ_SEED=N begins elsewhere. */
#include "fcgi/app.h"
#include "tests/support/import_fixture.h"
#include "tests/support/random_plan.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TARGET_MAX 12000

struct spoilt {
    struct random random;
    char target[TARGET_MAX + 1];
    size_t length;
};

static const char *const sound[] = { "/",
                                     "/plans/satunnainen",
                                     "/plans/satunnainen?lang=sv&year=2021",
                                     "/plans/satunnainen/plan.pdf?year=2021&lang=en",
                                     "/plans/satunnainen/goals/G0.pdf",
                                     "/plans/satunnainen/indicators.pdf?attachment=Liite+1",
                                     "/plans/satunnainen/organisations/org-0.pdf?meeting=Kv%20%C2%A7%2045&year=2022",
                                     "/plans/satunnainen/appendices/org-0.pdf?lang=fi",
                                     "/api/v1/plans",
                                     "/api/v1/plans/satunnainen",
                                     "/api/v1/plans/satunnainen/actions?organisation=org-0&goal=G0&year=2021",
                                     "/api/v1/plans/satunnainen/follow-ups?status=done&lang=sv",
                                     "/api/v1/plans/satunnainen/assessments?lang=en",
                                     "/api/v1/plans/satunnainen/indicators/x",
                                     "/plans/satunnainen/organisations/org-0.csv?dialect=excel-fi",
                                     "/plans/satunnainen/status.csv?year=2021&lang=sv",
                                     "/plans/satunnainen/clock.ics?lang=en",
                                     "/plans/satunnainen/attach?report=goals/G0&meeting=Kv%20%C2%A7&year=2021&report_lang=sv",
                                     "/plans/satunnainen/organisations/org-0?lang=en&year=2021",
                                     "/plans/satunnainen/indicators?lang=sv",
                                     "/search?q=org%20%C3%A4&lang=fi",
                                     "/accessibility?lang=sv",
                                     "/healthz" };
static const char *const strange[] = { "%00",   "%2e%2e%2f", "/../",  "//",       "%",        "%f",         "%zz",      "?",       "&",
                                       "&&&&",  "=",         "#",     "+",        "%C3",      "%C3%A4",     "%ED%A0%80", "%F0%9F%91%8D",
                                       "%0d%0aSet-Cookie:x", "\r\n",  "\xff",     "<script>", "%3Cscript%3E", "%s%n%n",  "'\"",     ".pdf",
                                       "?year=2021&year=2021", "&lang=fi", "&meeting=", "%E2%80%AE", "99999999999999999999", "-1", ";", "\\", "\x01" };

static uint32_t below(struct spoilt *spoilt, uint32_t limit)
{
    return random_below(&spoilt->random, limit);
}

static void put(struct spoilt *spoilt, size_t at, size_t cut, const char *bytes, size_t length)
{
    if (at > spoilt->length || cut > spoilt->length - at || spoilt->length - cut + length > TARGET_MAX)
        return;
    memmove(spoilt->target + at + length, spoilt->target + at + cut, spoilt->length - at - cut);
    memcpy(spoilt->target + at, bytes, length);
    spoilt->length += length - cut;
    spoilt->target[spoilt->length] = '\0';
}

static void spoil(struct spoilt *spoilt)
{
    char copy[TARGET_MAX];
    size_t at = below(spoilt, (uint32_t)spoilt->length + 1);
    size_t rest = spoilt->length - at;
    size_t cut = rest == 0 ? 0 : below(spoilt, (uint32_t)rest);
    const char *word = strange[below(spoilt, sizeof strange / sizeof strange[0])];
    char byte = (char)(1 + below(spoilt, 255));
    switch (below(spoilt, 7)) {
    case 0: /* a byte changed */
        put(spoilt, at, rest > 0, &byte, 1);
        break;
    case 1: /* left out */
        put(spoilt, at, cut % 12, "", 0);
        break;
    case 2: /* doubled, some many times */
        memcpy(copy, spoilt->target + at, cut);
        for (uint32_t times = below(spoilt, 20) == 0 ? 400 : 1; times > 0; times--)
            put(spoilt, at, 0, copy, cut);
        break;
    case 3: /* grown with another address */
        word = sound[below(spoilt, sizeof sound / sizeof sound[0])];
        put(spoilt, at, below(spoilt, 2) * rest, word, strlen(word));
        break;
    default:
        put(spoilt, at, 0, word, strlen(word));
    }
}

static const char *one_of(struct spoilt *spoilt, const char *const *words, uint32_t count)
{
    return words[below(spoilt, count)];
}

static void check_response(const char *target, const struct http_response *response, long seed)
{
    static const int statuses[] = { 200, 304, 400, 404, 405, 414 };
    bool known = false;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        known = known || response->status == statuses[i];
    if (!known || buf_status(&response->body) != STATUS_OK)
        fail_msg("seed %ld: %d for %s: %.300s", seed, response->status, target, response->body.length > 0 ? response->body.bytes : "");
    if ((response->body.length == 0) != (response->status == 304))
        fail_msg("seed %ld: %d with %zu bytes for %s", seed, response->status, response->body.length, target);
    if (response->status == 304 || strcmp(response->content_type, "application/pdf") == 0)
        return;
    for (size_t at = 0; at < response->body.length;)
        if (utf8_next(response->body.bytes, response->body.length, &at) == UTF8_BAD)
            fail_msg("seed %ld: the answer is not well-formed text for %s", seed, target);
    if (strncmp(response->content_type, "text/html", 9) == 0 && strstr(response->body.bytes, "<script>") != NULL)
        fail_msg("seed %ld: markup comes back for %s", seed, target);
    struct buf header;
    buf_init(&header, 64 * KIB);
    http_header(response, &header);
    assert_int_equal(buf_status(&header), STATUS_OK);
    if (strstr(header.bytes, "Set-Cookie") != NULL)
        fail_msg("seed %ld: a header field comes back for %s", seed, target);
    buf_free(&header);
}

static long from_environment(const char *name, long otherwise)
{
    const char *value = getenv(name);
    return value == NULL ? otherwise : atol(value);
}

static void spoilt_requests_are_answered(void **state)
{
    static const char *const methods[] = { "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "", "\xff" };
    static const char *const accepts[] = { NULL, "text/html", "application/json", "application/json;q=0.5,text/html;q=0.9", ";;q=,,", "*/*;q=2",
                                           "application/problem+json;q=0.0000000000001" };
    static const char *const tags[] = { NULL, NULL, NULL, "*", "\"", "W/", "W/\"x\", \"y", ",,,\"\"", "W/\"\\\"" };
    struct import_fixture *fixture = *state;
    static struct spoilt spoilt;
    struct app_options options = { .db = fixture->path, .memory = LIMIT_REQUEST_MEMORY, .deadline_ms = 600000 };
    long cases = from_environment("FUZZ_CASES", 3000);
    long first = from_environment("FUZZ_SEED", 1);
    size_t found = 0;
    random_plan(&fixture->text, 5, &(struct random_size){ 2, 2, 2, 2, 2 });
    assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
    assert_int_equal(fonts_load(&options.fonts, &fixture->job.err), STATUS_OK);
    struct web *web;
    assert_int_equal(web_load(&(struct web_options){ .owner = NULL }, &web, &fixture->job.err), STATUS_OK);
    options.web = web;
    struct app *app = app_new(&options);
    assert_non_null(app);
    for (long i = first; i < first + cases; i++) {
        struct app_times times;
        spoilt.random.state = (uint64_t)i * 0x9E3779B97F4A7C15ULL + 1;
        spoilt.length = 0;
        const char *start = one_of(&spoilt, sound, sizeof sound / sizeof sound[0]);
        put(&spoilt, 0, 0, start, strlen(start));
        for (uint32_t count = below(&spoilt, 4); count > 0; count--)
            spoil(&spoilt);
        struct http_fields fields = { .target = spoilt.target };
        fields.method = one_of(&spoilt, methods, sizeof methods / sizeof methods[0]);
        fields.accept = one_of(&spoilt, accepts, sizeof accepts / sizeof accepts[0]);
        fields.if_none_match = one_of(&spoilt, tags, sizeof tags / sizeof tags[0]);
        const struct http_response *response = app_answer(app, &fields, &times);
        check_response(spoilt.target, response, i);
        found += response->status == 200;
    }
    assert_true(found > (size_t)cases / 10);
    app_free(app);
    web_free(web);
    fonts_free(options.fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(spoilt_requests_are_answered, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
