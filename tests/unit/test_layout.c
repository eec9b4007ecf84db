/* Layout by goldens: each case builds a document and compares its pages, as text, with tests/golden/layout. */
#include "reports/doc_inner.h"
#include "reports/layout.h"
#include "reports/trace.h"
#include "tests/support/fake_metrics.h"
#include "tests/support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct doc_meta meta(void)
{
    return (struct doc_meta){ .title = text_of("Title", LANG_FI),
                              .lang = LANG_FI,
                              .head_left = text_of("Report", LANG_FI),
                              .head_right = text_of("Meeting", LANG_FI),
                              .foot_page = "sivu %zu / %zu",
                              .continued = { "(jatkuu)", 8, LANG_FI } };
}

#include "tests/unit/layout_cases.h"

/* A brief trace shows texts, links and boxes of the body and leaves out grounds, rules and the running head and
 * foot. */
static void make_brief(struct buf *out, const struct buf *full)
{
    bool structure = false;
    for (size_t at = 0; at < full->length;) {
        const char *line = full->bytes + at;
        size_t length = strcspn(line, "\n") + 1;
        at += length;
        structure = structure || strncmp(line, "structure", 9) == 0;
        if (strncmp(line, "anchors", 7) == 0)
            structure = false;
        bool dull = strncmp(line, "  rect", 6) == 0 || memmem(line, length, " (header) ", 10) != NULL ||
                    memmem(line, length, " (footer) ", 10) != NULL;
        if (!dull && !structure)
            buf_add(out, line, length);
    }
}

static void layout_matches_golden(void **state)
{
    const struct layout_case *test = *state;
    struct job job = { .arena = arena_new(256 * MIB) };
    const struct doc_meta told = meta();
    struct doc *doc = doc_new(&job, &told);
    test->build(doc);
    assert_int_equal(doc_status(doc), STATUS_OK);
    const struct laid *laid;
    enum status status = layout_doc(doc, fake_metrics(), &job, &laid);
    if (status != STATUS_OK)
        fail_msg("%s", job.err.text);
    struct buf full, brief;
    buf_init(&full, 64 * MIB);
    buf_init(&brief, 64 * MIB);
    assert_int_equal(draw_laid(laid, &told, trace_device(&job, &full), &job), STATUS_OK);
    make_brief(&brief, &full);
    golden_check("layout", test->name, test->brief ? &brief : &full);
    buf_free(&full);
    buf_free(&brief);
    arena_free(job.arena);
}

int main(void)
{
    struct CMUnitTest tests[sizeof layout_cases / sizeof layout_cases[0]];
    size_t count = sizeof layout_cases / sizeof layout_cases[0];
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){ layout_cases[i].name, layout_matches_golden, NULL, NULL,
                                        (void *)(uintptr_t)&layout_cases[i] };
    return _cmocka_run_group_tests("layout", tests, count, NULL, NULL);
}
