/* Reading command lines. */
#include "cli/args.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { OUTPUT, YEAR, ALL, VERBOSE };
static const struct option options[] = {
    { "output", 'o', "FILE" },
    { "year", 0, "YEAR" },
    { "all", 'a', NULL },
    { "verbose", 'v', NULL },
};
static const struct option_table table = { options, 4 };

#define WORDS 8
struct call {
    enum args_order order;
    const char *words[WORDS]; /* up to NULL */
};

static char *words[WORDS];

static enum status read_call(const struct call *call, struct args *args, struct err *err)
{
    int count = 0;
    for (; count < WORDS && call->words[count] != NULL; count++)
        words[count] = (char *)(uintptr_t)call->words[count];
    err_clear(err);
    return args_read(&table, call->order, count, words, args, err);
}

static void same(const char *value, const char *expected)
{
    if (expected == NULL)
        assert_null(value);
    else
        assert_string_equal(value, expected);
}

static void good_calls_are_read(void **state)
{
    (void)state;
    static const struct {
        struct call call;
        const char *values[4];
        const char *operands[WORDS];
    } cases[] = {
        { { 0, { NULL } }, { NULL }, { NULL } },
        { { 0, { "a", "b" } }, { NULL }, { "a", "b" } },
        { { 0, { "-o", "f", "a" } }, { "f" }, { "a" } },
        { { 0, { "a", "-of" } }, { "f" }, { "a" } },
        { { 0, { "a", "--output=f", "b" } }, { "f" }, { "a", "b" } },
        { { 0, { "a", "--output", "f", "b" } }, { "f" }, { "a", "b" } },
        { { 0, { "--output=" } }, { "" }, { NULL } },
        { { 0, { "--output", "" } }, { "" }, { NULL } },
        { { 0, { "--output=a=b" } }, { "a=b" }, { NULL } },
        { { 0, { "--output", "--all" } }, { "--all" }, { NULL } },
        { { 0, { "-o", "-" } }, { "-" }, { NULL } },
        { { 0, { "-av" } }, { NULL, NULL, "", "" }, { NULL } },
        { { 0, { "-avof" } }, { "f", NULL, "", "" }, { NULL } },
        { { 0, { "-" } }, { NULL }, { "-" } },
        { { 0, { "", "x" } }, { NULL }, { "", "x" } },
        { { 0, { "--", "--all", "-x" } }, { NULL }, { "--all", "-x" } },
        { { 0, { "--all", "--", "--" } }, { NULL, NULL, "" }, { "--" } },
        { { 0, { "x", "--year", "-5" } }, { NULL, "-5" }, { "x" } },
        { { ARGS_STOP_AT_OPERAND, { "--all", "x", "--unknown", "-v" } },
          { NULL, NULL, "" },
          { "x", "--unknown", "-v" } },
        { { ARGS_STOP_AT_OPERAND, { "--", "--all" } }, { NULL }, { "--all" } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct args args;
        struct err err = ERR_NONE;
        assert_int_equal(read_call(&cases[i].call, &args, &err), STATUS_OK);
        for (size_t j = 0; j < 4; j++)
            same(args.values[j], cases[i].values[j]);
        for (size_t j = 0; j < args.operand_count; j++)
            same(args.operands[j], cases[i].operands[j]);
        assert_null(cases[i].operands[args.operand_count]);
    }
}

static void bad_calls_are_told(void **state)
{
    (void)state;
    static const struct {
        struct call call;
        const char *message;
    } cases[] = {
        { { 0, { "--unknown" } }, "unknown option --unknown" },
        { { 0, { "--unknown=x" } }, "unknown option --unknown" },
        { { 0, { "--al" } }, "unknown option --al" }, /* never shortened */
        { { 0, { "--allx" } }, "unknown option --allx" },
        { { 0, { "--=x" } }, "unknown option --" },
        { { 0, { "-x" } }, "unknown option -x" },
        { { 0, { "-ax" } }, "unknown option -x" },
        { { 0, { "-\xC3\xA4" } }, "unknown option -\xC3\xA4" },
        { { 0, { "--all=yes" } }, "option --all takes no value" },
        { { 0, { "--all=" } }, "option --all takes no value" },
        { { 0, { "--output" } }, "option --output needs a value (FILE)" },
        { { 0, { "-o" } }, "option -o needs a value (FILE)" },
        { { 0, { "-ao" } }, "option -o needs a value (FILE)" },
        { { 0, { "--all", "-a" } }, "option -a was given twice" },
        { { 0, { "-o", "a", "--output=b" } }, "option --output was given twice" },
        { { ARGS_STOP_AT_OPERAND, { "--unknown", "x" } }, "unknown option --unknown" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct args args;
        struct err err = ERR_NONE;
        assert_int_equal(read_call(&cases[i].call, &args, &err), STATUS_BADREQ);
        assert_string_equal(err.text, cases[i].message);
    }
}

static void numbers_are_whole_and_within_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int number; /* -1: refused */
    } cases[] = {
        { "1900", 1900 }, { "2200", 2200 }, { "002022", 2022 }, { "1899", -1 },        { "2201", -1 },
        { "", -1 },       { " 2022", -1 },  { "2022 ", -1 },    { "+2022", -1 },       { "-1", -1 },
        { "20x2", -1 },   { "2e3", -1 },    { "2022.0", -1 },   { "99999999999", -1 }, { "4294969318", -1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = ERR_NONE;
        int number = -1;
        enum status status = args_number("--year", cases[i].value, 1900, 2200, &number, &err);
        assert_int_equal(status, cases[i].number < 0 ? STATUS_BADREQ : STATUS_OK);
        assert_int_equal(number, cases[i].number);
        if (status != STATUS_OK)
            assert_non_null(strstr(err.text, "--year must be a whole number from 1900 to 2200, not \""));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_calls_are_read),
        cmocka_unit_test(bad_calls_are_told),
        cmocka_unit_test(numbers_are_whole_and_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
