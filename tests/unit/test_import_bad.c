/* Bad plan files and the messages they give: the table tests/import/bad.txt against tests/golden/import. */
#include "tests/support/golden.h"
#include "tests/support/import_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One case of the table, while it is read. */
struct bad_case {
    const char *name;
    size_t name_length;
    struct buf patch; /* its lines as they stand */
    struct buf file;  /* what is imported */
    struct buf find, put;
    char mark; /* of the line before */
};

/* A line's {{N:text}} and {{xHH}} written out. */
static void expand(struct buf *out, const char *line, size_t length)
{
    for (size_t i = 0; i < length;) {
        const char *end = memcmp(line + i, "{{", 2) == 0 ? strstr(line + i, "}}") : NULL;
        if (end == NULL) {
            buf_char(out, line[i++]);
            continue;
        }
        while (end[2] == '}') /* the text ends in a bracket of its own */
            end++;
        if (line[i + 2] == 'x') {
            buf_char(out, (char)strtol(line + i + 3, NULL, 16));
        } else {
            char *text;
            for (long times = strtol(line + i + 2, &text, 10); times > 0; times--)
                buf_add(out, text + 1, (size_t)(end - text - 1));
        }
        i = (size_t)(end - line) + 2;
    }
}

static void apply_pair(struct bad_case *bad)
{
    if (bad->mark != '+')
        return;
    if (!replace_once(&bad->file, bad->find.bytes, bad->put.bytes))
        fail_msg("%.*s: \"%s\" does not stand there once", (int)bad->name_length, bad->name, bad->find.bytes);
    buf_reset(&bad->find);
    buf_reset(&bad->put);
    bad->mark = '\0';
}

static void add_line(struct bad_case *bad, const char *line, size_t length)
{
    char mark = line[0];
    struct buf *to = mark == '-' ? &bad->find : mark == '+' ? &bad->put : &bad->file;
    buf_add(&bad->patch, line, length);
    buf_char(&bad->patch, '\n');
    if (mark == '-' && bad->mark == '+')
        apply_pair(bad);
    if (mark == '*' && bad->mark != '*')
        buf_reset(to);
    else if (mark == bad->mark)
        buf_char(to, '\n');
    buf_text(to, ""); /* there, be it empty */
    if (length > 2)
        expand(to, line + 2, length - 2);
    bad->mark = mark;
}

/* A case is whole: import it and add it to what was made. */
static void run_case(struct import_fixture *fixture, struct bad_case *bad, struct buf *made)
{
    if (bad->name == NULL)
        return;
    apply_pair(bad);
    enum status status = import_text(fixture, bad->file.bytes, bad->file.length);
    buf_printf(made, "# %.*s\n", (int)bad->name_length, bad->name);
    buf_add(made, bad->patch.bytes, bad->patch.length);
    buf_add(made, fixture->messages.bytes, fixture->messages.length);
    buf_char(made, '\n');
    if (status != STATUS_DATA || fixture->result.errors == 0)
        fail_msg("%.*s: %s", (int)bad->name_length, bad->name, status_name(status));
    assert_int_equal(files_in(fixture->folder), 0);
}

static void run_table(struct import_fixture *fixture, const char *golden)
{
    struct buf table, made;
    struct bad_case bad = { .name = NULL };
    buf_init(&table, MIB);
    buf_init(&made, 4 * MIB);
    buf_init(&bad.patch, MIB);
    buf_init(&bad.file, 4 * MIB);
    buf_init(&bad.find, MIB);
    buf_init(&bad.put, 4 * MIB);
    read_whole("tests/import/bad.txt", &table);
    size_t cases = 0;
    for (const char *line = table.bytes; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        if (line[0] == '#' && length > 2) {
            bad.name = line + 2;
            bad.name_length = length - 2;
            buf_reset(&bad.patch);
            buf_reset(&bad.file);
            buf_add(&bad.file, fixture->small.bytes, fixture->small.length);
            bad.mark = '\0';
            cases++;
        } else if (length > 0 && bad.name != NULL) {
            add_line(&bad, line, length);
        } else {
            run_case(fixture, &bad, &made);
            bad.name = NULL;
        }
        line += length + (line[length] == '\n');
    }
    run_case(fixture, &bad, &made);
    assert_true(cases > 100);
    golden_check("import", golden, &made);
    struct buf *const bufs[] = { &table, &made, &bad.patch, &bad.file, &bad.find, &bad.put };
    for (size_t i = 0; i < sizeof bufs / sizeof bufs[0]; i++)
        buf_free(bufs[i]);
}

static void bad_files_are_told_in_english(void **state)
{
    run_table(*state, "bad-en");
}

static void bad_files_are_told_in_finnish(void **state)
{
    struct import_fixture *fixture = *state;
    fixture->options.lang = LANG_FI;
    run_table(fixture, "bad-fi");
}

static void bad_files_are_told_in_swedish(void **state)
{
    struct import_fixture *fixture = *state;
    fixture->options.lang = LANG_SV;
    run_table(fixture, "bad-sv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bad_files_are_told_in_english, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(bad_files_are_told_in_finnish, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(bad_files_are_told_in_swedish, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
