/* Where a value stands in a text of JSON. */
#include "base/json_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "\xEF\xBB\xBF\n{\n" /* the object begins on line 2 */
                           "  \"plan\": {\"id\": \"a\",\n"
                           "           \"note\": \"}],\\\"\\n\\\\\", \"columns\": [\n"
                           "    {\"field\": \"x\"},\n"
                           "    {\"field\":\n"
                           "      \"y\"}\n"
                           "  ]},\n"
                           "  \"list\": [[1, 2], [\n"
                           "    3, null, {}, []], \"[\"\n"
                           "  , true],\n"
                           "  \"a/b~c\": 1,\n"
                           "  \"\": 2, \"last\": -1.5e3\n"
                           "}\n";

static void values_have_lines(void **state)
{
    (void)state;
    static const struct {
        const char *pointer;
        size_t line;
    } rows[] = {
        { "/plan", 3 },
        { "/plan/id", 3 },
        { "/plan/columns", 4 },
        { "/plan/columns/0/field", 5 },
        { "/plan/columns/1", 6 },
        { "/plan/columns/1/field", 7 },
        { "/list/1/0", 10 },
        { "/list/1/2", 10 },
        { "/list/2", 10 },
        { "/list/3", 11 },
        { "/a~1b~0c", 12 },
        { "/", 13 },
        { "/last", 13 },
        /* the way as far as it goes */
        { "/plan/columns/2/field", 4 },
        { "/plan/columns/1/none", 6 },
        { "/plan/id/deeper", 3 },
        { "/list/1/3/0", 10 },
        { "/lis", 0 },
        { "/last1", 0 },
        { "/a~1b", 0 },
        { "", 0 },
        { "plan", 0 },
    };
    /* each for itself, all behind each other, and each behind each: what was found last changes nothing */
    struct json_lines kept = json_lines_of(text, strlen(text));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct json_lines fresh = json_lines_of(text, strlen(text));
        size_t line = json_line(&fresh, rows[i].pointer);
        if (line != rows[i].line || json_line(&kept, rows[i].pointer) != line)
            fail_msg("%s: %zu instead of %zu", rows[i].pointer, line, rows[i].line);
        for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
            if (json_line(&fresh, rows[i].pointer) != line || json_line(&fresh, rows[k].pointer) != rows[k].line)
                fail_msg("%s behind %s", rows[k].pointer, rows[i].pointer);
    }
}

/* Whatever the text and wherever it ends, nothing behind it is read: the copy ends where its memory does. */
static void no_text_is_read_beyond_its_end(void **state)
{
    (void)state;
    for (size_t length = 0; length <= strlen(text); length++) {
        char *copy = malloc(length + (length == 0));
        assert_non_null(copy);
        memcpy(copy, text, length);
        struct json_lines lines = json_lines_of(copy, length);
        assert_true(json_line(&lines, "/list/1/2") <= 14);
        assert_true(json_line(&lines, "/list/2") <= 14);
        assert_true(json_line(&lines, "/last/x") <= 14);
        free(copy);
    }
    static const char odd[] = "]}],\"\\", open[] = "{\"a\"";
    struct json_lines lines = json_lines_of(odd, strlen(odd));
    assert_int_equal(json_line(&lines, "/0"), 0);
    lines = json_lines_of(open, strlen(open));
    assert_int_equal(json_line(&lines, "/a/b"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_lines),
        cmocka_unit_test(no_text_is_read_beyond_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
