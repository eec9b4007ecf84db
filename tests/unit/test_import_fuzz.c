/* Plan files spoilt at random: an import takes them or tells what is wrong, and never anything else; what it takes
 * comes back the same from an export. FUZZ_CASES=N in the environment tries N instead of 400, FUZZ_SEED=N begins
 * elsewhere. */
#include "tests/support/import_fixture.h"
#include "tests/support/random_plan.h"

#include "db/db.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct token {
    size_t start, end;
};

struct spoiler {
    struct random random;
    struct buf *text;
    struct buf made;
    struct token tokens[65536]; /* strings, numbers, words and marks */
    size_t count;
};

static void find_tokens(struct spoiler *spoiler)
{
    const char *bytes = spoiler->text->bytes;
    size_t length = spoiler->text->length;
    spoiler->count = 0;
    for (size_t at = 0; at < length && spoiler->count < 65536;) {
        size_t start = at++;
        if (isspace((unsigned char)bytes[start]))
            continue;
        if (bytes[start] == '"') {
            while (at < length && bytes[at] != '"')
                at += bytes[at] == '\\' ? 2 : 1;
            at = at < length ? at + 1 : length;
        } else if (strchr("{}[],:", bytes[start]) == NULL) {
            while (at < length && strchr("{}[],: \n\"", bytes[at]) == NULL)
                at++;
        }
        spoiler->tokens[spoiler->count++] = (struct token){ start, at };
    }
}

/* The token's end with all that its bracket holds. */
static size_t value_end(const struct spoiler *spoiler, size_t token)
{
    int depth = 0;
    for (size_t i = token; i < spoiler->count; i++) {
        char mark = spoiler->text->bytes[spoiler->tokens[i].start];
        depth += mark == '{' || mark == '[';
        depth -= mark == '}' || mark == ']';
        if (depth <= 0)
            return spoiler->tokens[i].end;
    }
    return spoiler->text->length;
}

/* A value or a key, rather than a mark. */
static size_t pick(struct spoiler *spoiler)
{
    size_t token = 0;
    for (int i = 0; i < 8; i++) {
        token = random_below(&spoiler->random, (uint32_t)spoiler->count);
        if (strchr(",:}]", spoiler->text->bytes[spoiler->tokens[token].start]) == NULL)
            break;
    }
    return token;
}

static void put_between(struct spoiler *spoiler, size_t start, size_t end, const char *put, size_t length)
{
    struct buf *text = spoiler->text;
    struct buf *made = &spoiler->made;
    buf_reset(made);
    buf_add(made, text->bytes, start);
    buf_add(made, put, length);
    buf_add(made, text->bytes + end, text->length - end);
    buf_reset(text);
    buf_add(text, made->bytes, made->length);
}

/* Changes one thing: a value for another of the file or a strange one, a value left out or doubled, a byte. */
static void spoil_once(struct spoiler *spoiler)
{
    static const char *const strange[] = { "null",
                                           "\"\"",
                                           "0",
                                           "-1",
                                           "2.5",
                                           "1e308",
                                           "-0.0",
                                           "9223372036854775807",
                                           "true",
                                           "[]",
                                           "{}",
                                           "\"a\"",
                                           "\"\\u0000\"",
                                           "\"\\u202e\"",
                                           "[[[[]]]]",
                                           "{\"merge\": \"above\"}",
                                           "{\"sv\": \"x\"}",
                                           "\"%s%n\"",
                                           "2022",
                                           "\"I.1\"" };
    find_tokens(spoiler);
    if (spoiler->count == 0)
        return;
    size_t one = pick(spoiler);
    size_t other = pick(spoiler);
    size_t start = spoiler->tokens[one].start;
    size_t end = value_end(spoiler, one);
    const char *put = strange[random_below(&spoiler->random, sizeof strange / sizeof strange[0])];
    char *copy;
    switch (random_below(&spoiler->random, 6)) {
    case 0:
        put_between(spoiler, start, end, put, strlen(put));
        break;
    case 1:
    case 2: /* another value of the file */
        copy = strndup(spoiler->text->bytes + spoiler->tokens[other].start,
                       value_end(spoiler, other) - spoiler->tokens[other].start);
        assert_non_null(copy);
        put_between(spoiler, start, end, copy, strlen(copy));
        free(copy);
        break;
    case 3: /* left out, a key with its value, with the comma behind it */
        if (one + 2 < spoiler->count && spoiler->text->bytes[end] == ':')
            end = value_end(spoiler, one + 2);
        put_between(spoiler, start, end + (spoiler->text->bytes[end] == ','), "", 0);
        break;
    case 4: /* doubled */
        copy = malloc(end - start + 1);
        assert_non_null(copy);
        copy[0] = ',';
        memcpy(copy + 1, spoiler->text->bytes + start, end - start);
        put_between(spoiler, end, end, copy, end - start + 1);
        free(copy);
        break;
    default:
        spoiler->text->bytes[random_below(&spoiler->random, (uint32_t)spoiler->text->length)] =
            (char)random_below(&spoiler->random, 256);
        break;
    }
}

/* What was taken comes back the same, through an empty database. */
static void check_taken(struct import_fixture *fixture, int seed)
{
    struct buf first, second;
    char plan[65];
    buf_init(&first, LIMIT_PLAN_FILE);
    buf_init(&second, LIMIT_PLAN_FILE);
    memcpy(plan, fixture->result.plan, sizeof plan);
    export_to(fixture, plan, &first);
    unlink(fixture->path);
    if (import_text(fixture, first.bytes, first.length) != STATUS_OK)
        fail_msg("seed %d: the export is not taken: %s%s", seed, fixture->job.err.text, fixture->messages.bytes);
    export_to(fixture, plan, &second);
    if (first.length != second.length || memcmp(first.bytes, second.bytes, first.length) != 0)
        fail_msg("seed %d: the export differs", seed);
    buf_free(&first);
    buf_free(&second);
}

static long from_environment(const char *name, long otherwise)
{
    const char *value = getenv(name);
    return value == NULL ? otherwise : atol(value);
}

static void spoilt_files_are_taken_or_told(void **state)
{
    struct import_fixture *fixture = *state;
    struct spoiler *spoiler = calloc(1, sizeof *spoiler);
    long cases = from_environment("FUZZ_CASES", 400);
    long first = from_environment("FUZZ_SEED", 1);
    int taken = 0;
    assert_non_null(spoiler);
    buf_init(&spoiler->made, 64 * MIB);
    spoiler->text = &fixture->text;
    import_changed(fixture, NULL, NULL);
    for (long i = first; i < first + cases; i++) {
        spoiler->random.state = (uint64_t)i * 0x9E3779B97F4A7C15ULL + 1;
        if (i % 40 == 3) {
            buf_reset(&fixture->text);
            read_whole("db/sample/pyhtaa-2021-2025.json", &fixture->text);
        } else if (i % 4 == 0) {
            random_plan(&fixture->text, (uint64_t)i, &(struct random_size){ 2, 2, 2, 2, 1 });
        } else {
            change_small(fixture, &fixture->text, NULL, NULL);
        }
        for (uint32_t times = 1 + random_below(&spoiler->random, 3); times > 0; times--)
            spoil_once(spoiler);
        fixture->options.drop_orphans = i % 2 == 0;
        enum status status = import_text(fixture, fixture->text.bytes, fixture->text.length);
        if (status != STATUS_OK && (status != STATUS_DATA || fixture->result.errors == 0))
            fail_msg("seed %ld: %s: %s", i, status_name(status), fixture->job.err.text);
        if (status == STATUS_OK) {
            taken++;
            check_taken(fixture, (int)i);
        }
    }
    assert_true(taken > cases / 50);
    assert_true(taken < cases);
    buf_free(&spoiler->made);
    free(spoiler);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(spoilt_files_are_taken_or_told, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
