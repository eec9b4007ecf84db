#include "tests/support/same_plan.h"

#include "base/arena.h"
#include "base/json.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct comparison {
    struct arena *arena;
    const char *language; /* the plan's */
    char where[256];      /* the first difference */
};

static bool same(struct comparison *with, const char *pointer, const struct json *a, const struct json *b);

static bool differ(struct comparison *with, const char *pointer)
{
    if (with->where[0] == '\0')
        snprintf(with->where, sizeof with->where, "%s", pointer);
    return false;
}

/* A string as it is cleaned; NULL where nothing is left. */
static const char *cleaned(struct comparison *with, const struct json *json)
{
    size_t length, clean_length, at;
    char *clean = NULL;
    const char *bytes = json_text(json, &length);
    assert_int_equal(utf8_clean(with->arena, bytes, length, &clean, &clean_length, &at), UTF8_CLEAN);
    return clean_length == 0 ? NULL : arena_text(with->arena, clean, clean_length);
}

static bool is_languages(const struct json *json)
{
    return json_member(json, "fi") != NULL || json_member(json, "sv") != NULL || json_member(json, "en") != NULL;
}

/* Null, an empty text or list, and a text by language without any. */
static bool is_empty(struct comparison *with, const struct json *json)
{
    const void *at = NULL;
    const char *key;
    const struct json *value;
    bool empty = true;
    if (json == NULL || json_kind(json) == JSON_KIND_NULL)
        return true;
    if (json_kind(json) == JSON_KIND_STRING)
        return cleaned(with, json) == NULL;
    if (json_kind(json) == JSON_KIND_ARRAY)
        return json_count(json) == 0;
    if (json_kind(json) != JSON_KIND_OBJECT || !is_languages(json))
        return false;
    while (json_next(json, &at, &key, &value))
        empty = empty && is_empty(with, value);
    return empty;
}

/* {"fi": "x"} in a Finnish plan is "x", {"population": "x"} too. */
static const struct json *unwrapped(const struct comparison *with, const struct json *json)
{
    if (json_kind(json) != JSON_KIND_OBJECT || json_count(json) != 1)
        return json;
    const struct json *own = json_member(json, with->language);
    own = own == NULL ? json_member(json, "population") : own;
    return own == NULL ? json : own;
}

static bool same_objects(struct comparison *with, const char *pointer, const struct json *a, const struct json *b)
{
    for (int turn = 0; turn < 2; turn++) {
        const void *at = NULL;
        const char *key;
        const struct json *value;
        while (json_next(turn == 0 ? a : b, &at, &key, &value)) {
            char here[256];
            const struct json *other = json_member(turn == 0 ? b : a, key);
            snprintf(here, sizeof here, "%s/%s", pointer, key);
            if (!same(with, here, value, other))
                return false;
        }
    }
    return true;
}

/* Rows that may stand anywhere: each of one list is in the other, as often. */
static bool same_rows(struct comparison *with, const char *pointer, const struct json *a, const struct json *b)
{
    size_t count = json_count(a);
    bool *used = calloc(count + 1, sizeof *used);
    assert_non_null(used);
    bool all = json_count(b) == count || differ(with, pointer);
    for (size_t i = 0; all && i < count; i++) {
        char where[sizeof with->where];
        memcpy(where, with->where, sizeof where);
        size_t j = 0;
        while (j < count && (used[j] || !same(with, "", json_item(a, i), json_item(b, j))))
            j++;
        memcpy(with->where, where, sizeof where);
        snprintf(where, sizeof where, "%s/%zu", pointer, i);
        all = j < count || differ(with, where);
        used[j] = true;
    }
    free(used);
    return all;
}

static bool same_lists(struct comparison *with, const char *pointer, const struct json *a, const struct json *b)
{
    if (strcmp(pointer, "/observations") == 0 || strcmp(pointer, "/followups") == 0)
        return same_rows(with, pointer, a, b);
    if (json_count(a) != json_count(b))
        return differ(with, pointer);
    for (size_t i = 0; i < json_count(a); i++) {
        char here[256];
        snprintf(here, sizeof here, "%s/%zu", pointer, i);
        if (!same(with, here, json_item(a, i), json_item(b, i)))
            return false;
    }
    return true;
}

static bool is_number(const struct json *json)
{
    return json_kind(json) == JSON_KIND_INTEGER || json_kind(json) == JSON_KIND_REAL;
}

static bool same(struct comparison *with, const char *pointer, const struct json *a, const struct json *b)
{
    if (is_empty(with, a) || is_empty(with, b))
        return (is_empty(with, a) && is_empty(with, b)) || strncmp(pointer, "/x-", 3) == 0 || differ(with, pointer);
    a = unwrapped(with, a);
    b = unwrapped(with, b);
    if (is_number(a) && is_number(b)) {
        double apart = json_number_of(a) - json_number_of(b);
        return (apart <= 0 && apart >= 0) || differ(with, pointer);
    }
    if (json_kind(a) != json_kind(b))
        return differ(with, pointer);
    switch (json_kind(a)) {
    case JSON_KIND_OBJECT:
        return same_objects(with, pointer, a, b);
    case JSON_KIND_ARRAY:
        return same_lists(with, pointer, a, b);
    case JSON_KIND_STRING:
        return strcmp(cleaned(with, a), cleaned(with, b)) == 0 || differ(with, pointer);
    default:
        return json_truth(a) == json_truth(b) || differ(with, pointer);
    }
}

static struct json *tree_of(const struct buf *text)
{
    struct json *json;
    struct err err = ERR_NONE;
    int line, column;
    if (json_read(text->bytes, text->length, &json, &err, &line, &column) != STATUS_OK)
        fail_msg("%d:%d: %s", line, column, err.text);
    return json;
}

void assert_same_plan(const struct buf *file, const struct buf *exported)
{
    struct json *a = tree_of(file);
    struct json *b = tree_of(exported);
    size_t length;
    struct comparison with = { .arena = arena_new(512 * MIB) };
    with.language = json_text(json_member(json_member(b, "plan"), "language"), &length);
    bool equal = same(&with, "", a, b);
    assert_false(arena_failed(with.arena));
    arena_free(with.arena);
    json_free(a);
    json_free(b);
    if (!equal)
        fail_msg("the export differs from the file at %s", with.where);
}
