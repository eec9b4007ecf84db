/* The PDF device: files that hold together, say what was laid out, and fail cleanly. */
#include "reports/pdf.h"

#include "tests/support/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fonts *fonts;

struct work {
    struct job job;
    struct sheet sheet;
    struct buf out;
};

static void start(struct work *work)
{
    memset(work, 0, sizeof *work);
    work->job.arena = arena_new(LIMIT_REQUEST_MEMORY);
    buf_init(&work->out, LIMIT_PDF);
    sheet_begin(&work->sheet, &work->job, fonts_metrics(fonts));
}

static void stop(struct work *work)
{
    buf_free(&work->out);
    arena_free(work->job.arena);
}

static void draw(struct work *work)
{
    enum status status = sheet_pdf(&work->sheet, fonts, &work->out);
    if (status != STATUS_OK)
        fail_msg("%s: %s", status_name(status), work->job.err.text);
}


static void sample(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    draw(&work);
    assert_memory_equal(work.out.bytes, "%PDF-1.7", 8);
    stop(&work);
}

static int load(void **state)
{
    (void)state;
    struct err err = ERR_NONE;
    return fonts_load(&fonts, &err) == STATUS_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    fonts_free(fonts);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample),
    };
    return cmocka_run_group_tests_name("pdf", tests, load, unload);
}
