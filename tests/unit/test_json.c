/* JSON: what is read, what is refused and where, what is written. */
#include "base/json.h"
#include "base/json_out.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void bad_text_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *message;
    } rows[] = {
        { "", 1, 1, "there is nothing to read" },
        { " \n ", 2, 2, "there is nothing to read" },
        { "\xEF\xBB\xBF", 1, 1, "there is nothing to read" },
        { "{\n  \"a\": [1, 2", 2, 13, "the text ends too early: the '[' of line 2, column 8 is not closed" },
        { "{\"a\": 1", 1, 8, "the text ends too early: the '{' of line 1, column 1 is not closed" },
        { "{\"a\": \"x", 1, 9, "the text ends within the string that begins at line 1, column 7" },
        { "\"x\\\"", 1, 5, "the text ends within the string that begins at line 1, column 1" },
        { "\"", 1, 2, "the text ends within the string that begins at line 1, column 1" },
        { "{\"a\": 1,\n \"a\": 2}", 2, 2, "the key \"a\" stands twice in one object" },
        { "{\"\xC3\xA4\": {\"a-long-key-of-which-jansson-tells-nothing\": "
          "1,\n\"a-long-key-of-which-jansson-tells-nothing\": 2}}",
          2, 1, "the key \"a-long-key-of-which-jansson-tells-nothi stands twice in one object" },
        { "[1, 2,]", 1, 7, "there is a ',' before the ']', but nothing between them" },
        { "{\"a\": 1 ,\n}", 2, 1, "there is a ',' before the '}', but nothing between them" },
        { "{\"a\": 13,6}", 1, 10, "decimals stand behind a point, not a comma: 6" },
        { "{\"a\": 13, 6}", 1, 11, "a key in double quotes or '}' must stand here, not 6" },
        { "{\"a\": \"b \"c\" d\"}", 1, 11,
          "a quotation mark within a string must be written \\\"; here one ends the string before c" },
        { "[\"a\"\"b\"]", 1, 5,
          "a quotation mark within a string must be written \\\"; here one ends the string before \"b\"" },
        { "[\"a\" \"b\"]", 1, 6, "a ',' or ']' is missing before \"b\"" },
        { "[\xE2\x80\x9D"
          "a\xE2\x80\x9D]",
          1, 2, "a string stands between straight quotation marks (\"), not these: \xE2\x80\x9D" },
        { "{\xC2\xAB"
          "a\xC2\xBB: 1}",
          1, 2, "a string stands between straight quotation marks (\"), not these: \xC2\xAB" },
        { "{a: 1}", 1, 2, "a key in double quotes or '}' must stand here, not a" },
        { "{1: 1}", 1, 2, "a key in double quotes or '}' must stand here, not 1" },
        { "{\"a\" 1}", 1, 6, "a ':' is missing before 1" },
        { "{\"a\": 1 \"b\": 2}", 1, 9, "a ',' or '}' is missing before \"b\"" },
        { "[\"\xC3\xA4\xC3\xA4\" 2]", 1, 7, "a ',' or ']' is missing before 2" },
        { "{\"a\": 1]", 1, 8, "a ',' or '}' is missing before ]" },
        { "[1] x", 1, 5, "nothing may follow the end of the value, but here is x" },
        { "{} {}", 1, 4, "nothing may follow the end of the value, but here is {" },
        { "[NaN]", 1, 2, "here cannot stand NaN" },
        { "['a']", 1, 2, "here cannot stand '" },
        { "[}", 1, 2, "here cannot stand }" },
        { "[01]", 1, 2, "here cannot stand 0" },
        { "[1.]", 1, 2, "here cannot stand 1." },
        { "[True]", 1, 2, "here cannot stand True" },
        { "[\"a\nb\"]", 1, 4, "a string goes on over the end of the line: write \\n for a line break" },
        { "[\"a\tb\"]", 1, 4, "a string holds the control character U+0009; it must be written \\u0009" },
        { "[\"\xC3\xA4\\x\"]", 1, 5,
          "behind the backslash must stand one of \" \\ / b f n r t, or u and four hexadecimal digits" },
        { "[\"\\u12\"]", 1, 7,
          "behind the backslash must stand one of \" \\ / b f n r t, or u and four hexadecimal digits" },
        { "[\"\\ud800\"]", 1, 2, "the string holds a \\u that is no character" },
        { "[\"\\udc00\\ud800\"]", 1, 2, "the string holds a \\u that is no character" },
        { "{\"a\\u0000b\": 1}", 1, 2, "a key holds the character U+0000" },
        { "[1e400]", 1, 2, "the number 1e400 is too large" },
        { "[9223372036854775808]", 1, 2, "the number 9223372036854775808 is too large" },
        { "[-9223372036854775809]", 1, 2, "the number -9223372036854775809 is too large" },
        { "[\"\xE4iti\"]", 1, 3, "the byte 0xE4 does not belong here: the text must be UTF-8" },
        { "[\"\xC0\x80\"]", 1, 3, "the byte 0xC0 does not belong here: the text must be UTF-8" },
        { "[\"\xED\xA0\x80\"]", 1, 3, "the byte 0xED does not belong here: the text must be UTF-8" },
        { "[\"\xE2\x82\"]", 1, 3, "the byte 0xE2 does not belong here: the text must be UTF-8" },
        { "[\"\xE2\x82", 1, 3, "the byte 0xE2 does not belong here: the text must be UTF-8" },
        { "[1]\xE2", 1, 4, "the byte 0xE2 does not belong here: the text must be UTF-8" },
        { "\xFF\xFE{", 1, 1, "the byte 0xFF does not belong here: the text must be UTF-8" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct json *json;
        struct err err = ERR_NONE;
        int line, column;
        /* On the heap and without a NUL behind, so that a sanitizer sees a byte read too far */
        size_t length = strlen(rows[i].text);
        char *bytes = malloc(length + 1);
        memcpy(bytes + 1, rows[i].text, length);
        enum status status = json_read(bytes + 1, length, &json, &err, &line, &column);
        free(bytes);
        assert_int_equal(status, STATUS_DATA);
        assert_null(json);
        assert_string_equal(err.text, rows[i].message);
        assert_int_equal(err.status, STATUS_DATA);
        if (line != rows[i].line || column != rows[i].column)
            fail_msg("%s: %d:%d instead of %d:%d", rows[i].text, line, column, rows[i].line, rows[i].column);
    }
}

static void what_is_read_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *written; /* NULL: the same */
    } rows[] = {
        { "{}", NULL },
        { "[]", NULL },
        { "null", NULL },
        { "\xEF\xBB\xBF [ true , false,null ] \r\n", "[true,false,null]" },
        { "{\"b\":1,\"a\":{\"\xC3\xA4\":[]}}", NULL }, /* the file's order */
        { "[8.45,0.1,-0.5,1e2,4.0,1E-7,9223372036854775807,-9223372036854775808]",
          "[8.45,0.1,-0.5,100,4,1e-7,9223372036854775807,-9223372036854775808]" },
        { "[0.30000000000000004,1e300,123456789012345680000.0,-0.0]",
          "[0.30000000000000004,1e300,1.2345678901234568e20,0]" },
        { "\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\\\/\\u00e4\\ud83d\\ude00\x7F\"",
          "\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\xC3\xA4\xF0\x9F\x98\x80\x7F\"" },
        { "\"\\u000b</script>%s\"", NULL },
    };
    struct buf buf;
    buf_init(&buf, 1000);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct json *json;
        struct err err = ERR_NONE;
        int line, column;
        assert_int_equal(json_read(rows[i].text, strlen(rows[i].text), &json, &err, &line, &column), STATUS_OK);
        buf_reset(&buf);
        json_write(json, &buf);
        assert_int_equal(buf_status(&buf), STATUS_OK);
        assert_string_equal(buf.bytes, rows[i].written == NULL ? rows[i].text : rows[i].written);
        json_free(json);
    }
    buf_free(&buf);
    json_free(NULL);
}

static void a_text_is_put_together(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "{\n  \"a\": [\n    1,\n    {},\n    \"\\\"\\n\"\n  ],\n  \"b\": 8.4,\n  \"c\": true,\n  \"d\": []\n}",
        "{\"a\":[1,{},\"\\\"\\n\"],\"b\":8.4,\"c\":true,\"d\":[]}",
    };
    for (int compact = 0; compact <= 1; compact++) {
        struct buf out;
        buf_init(&out, KIB);
        struct json_out json = { .out = &out, .compact = compact };
        json_out_open(&json, NULL, '{');
        json_out_open(&json, "a", '[');
        json_out_whole(&json, NULL, 1);
        json_out_open(&json, NULL, '{');
        json_out_close(&json, '}');
        json_out_word(&json, NULL, "\"\n");
        json_out_close(&json, ']');
        json_out_real(&json, "b", 8.4);
        json_out_truth(&json, "c", true);
        json_out_word(&json, "left out", NULL);
        json_out_open(&json, "d", '[');
        json_out_close(&json, ']');
        json_out_close(&json, '}');
        assert_string_equal(out.bytes, wanted[compact]);
        buf_free(&out);
        buf_init(&out, 10);
        json.out = &out;
        json_out_word(&json, "key", "longer than there is room for");
        assert_int_equal(buf_status(&out), STATUS_LIMIT);
        buf_free(&out);
    }
}

static void the_tree_tells_what_stands_where(void **state)
{
    (void)state;
    static const char text[] =
        "{\"n\":7,\"r\":4.0,\"s\":\"a\\u0000b\",\"t\":true,\"f\":false,\"z\":null,\"l\":[1,2,3]}";
    struct json *json;
    struct err err = ERR_NONE;
    int line, column;
    assert_int_equal(json_read(text, strlen(text), &json, &err, &line, &column), STATUS_OK);
    assert_int_equal(json_kind(json), JSON_KIND_OBJECT);
    assert_int_equal(json_count(json), 7);
    assert_int_equal(json_kind(json_member(json, "n")), JSON_KIND_INTEGER);
    assert_int_equal(json_whole(json_member(json, "n")), 7);
    assert_true(json_number_of(json_member(json, "n")) == 7.0);
    assert_int_equal(json_kind(json_member(json, "r")), JSON_KIND_REAL);
    assert_true(json_number_of(json_member(json, "r")) == 4.0);
    size_t length;
    const char *bytes = json_text(json_member(json, "s"), &length);
    assert_int_equal(json_kind(json_member(json, "s")), JSON_KIND_STRING);
    assert_int_equal(length, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    assert_int_equal(json_kind(json_member(json, "t")), JSON_KIND_BOOL);
    assert_true(json_truth(json_member(json, "t")));
    assert_int_equal(json_kind(json_member(json, "f")), JSON_KIND_BOOL);
    assert_false(json_truth(json_member(json, "f")));
    assert_int_equal(json_kind(json_member(json, "z")), JSON_KIND_NULL);
    assert_null(json_member(json, "x"));
    const struct json *list = json_member(json, "l");
    assert_int_equal(json_kind(list), JSON_KIND_ARRAY);
    assert_int_equal(json_count(list), 3);
    assert_int_equal(json_whole(json_item(list, 2)), 3);
    assert_null(json_item(list, 3));
    char order[8] = "";
    const void *at = NULL;
    const char *key;
    const struct json *value;
    while (json_next(json, &at, &key, &value)) {
        strcat(order, key);
        assert_ptr_equal(value, json_member(json, key));
    }
    assert_string_equal(order, "nrstfzl");
    json_free(json);
}

static enum status read_nested(int depth, const char *tail, struct err *err, int *column)
{
    char text[20000];
    memset(text, '[', (size_t)depth);
    strcpy(text + depth, tail);
    if (tail[0] == '\0') {
        memset(text + depth, ']', (size_t)depth);
        text[2 * depth] = '\0';
    }
    struct json *json;
    int line;
    enum status status = json_read(text, strlen(text), &json, err, &line, column);
    json_free(json);
    return status;
}

static void depth_has_its_limit(void **state)
{
    (void)state;
    struct err err = ERR_NONE;
    int column;
    assert_int_equal(read_nested(LIMIT_JSON_DEPTH, "", &err, &column), STATUS_OK);
    static const int depths[] = { LIMIT_JSON_DEPTH + 1, 2047, 2048, 2049, 9000 };
    for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
        err_clear(&err);
        assert_int_equal(read_nested(depths[i], "", &err, &column), STATUS_DATA);
        assert_string_equal(err.text, "more than 32 brackets are open inside each other");
        assert_int_equal(column, LIMIT_JSON_DEPTH + 1);
    }
    err_clear(&err); /* what is wrong before it is told first */
    assert_int_equal(read_nested(2, "x[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", &err, &column), STATUS_DATA);
    assert_string_equal(err.text, "here cannot stand x");
    static const char bracket_in_text[] = "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"";
    struct json *json;
    int line;
    err_clear(&err);
    assert_int_equal(json_read(bracket_in_text, strlen(bracket_in_text), &json, &err, &line, &column), STATUS_OK);
    json_free(json);
}

static void numbers_do_not_heed_the_locale(void **state)
{
    (void)state;
    /* Where the machine has none of these, the test says little, but the reading of "%.*e" is tested all the same */
    static const char *const locales[] = { "fi_FI.UTF-8", "sv_SE.UTF-8", "de_DE.UTF-8", "C" };
    struct buf buf;
    buf_init(&buf, 100);
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        if (setlocale(LC_NUMERIC, locales[i]) == NULL)
            continue;
        struct json *json;
        struct err err = ERR_NONE;
        int line, column;
        assert_int_equal(json_read("[8.45,0.123456789]", 18, &json, &err, &line, &column), STATUS_OK);
        buf_reset(&buf);
        json_write(json, &buf);
        assert_string_equal(buf.bytes, "[8.45,0.123456789]");
        json_free(json);
    }
    setlocale(LC_NUMERIC, "C");
    buf_reset(&buf);
    json_number(&buf, NAN);
    json_number(&buf, -INFINITY);
    assert_string_equal(buf.bytes, "nullnull");
    buf_free(&buf);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    static const char text[] =
        "{\"a\": [1, 2.5, \"three\", {\"four\": null}], \"b\": \"\\u00e4\", \"c\": 1, \"d\": [[[]]], "
        "\"e\": 1, \"f\": 1, \"g\": 1, \"h\": 1, \"i\": 1, \"j\": 1}";
    enum status status = STATUS_NOMEM;
    long most = 0;
    for (; status != STATUS_OK; most++) {
        struct json *json;
        struct err err = ERR_NONE;
        int line, column;
        json_fail_after(most);
        status = json_read(text, strlen(text), &json, &err, &line, &column);
        if (status == STATUS_OK) {
            json_free(json);
        } else {
            assert_int_equal(status, STATUS_NOMEM);
            assert_string_equal(err.text, "out of memory");
            assert_null(json);
        }
    }
    json_fail_after(-1);
    assert_true(most > 20);
    struct buf small; /* and a buffer that is full stays in order */
    buf_init(&small, 3);
    json_quote(&small, "abc", 3);
    assert_int_equal(buf_status(&small), STATUS_LIMIT);
    buf_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_put_together),     cmocka_unit_test(bad_text_is_told_with_its_place),
        cmocka_unit_test(what_is_read_is_written),    cmocka_unit_test(the_tree_tells_what_stands_where),
        cmocka_unit_test(depth_has_its_limit),        cmocka_unit_test(numbers_do_not_heed_the_locale),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
