#include "tests/support/pdf_work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void work_start(struct work *work, struct fonts *fonts)
{
    memset(work, 0, sizeof *work);
    work->fonts = fonts;
    work->job.arena = arena_new(LIMIT_REQUEST_MEMORY);
    buf_init(&work->out, LIMIT_PDF);
    sheet_begin(&work->sheet, &work->job, fonts_metrics(fonts));
}

void work_stop(struct work *work)
{
    buf_free(&work->out);
    arena_free(work->job.arena);
}

void work_draw(struct work *work)
{
    enum status status = sheet_pdf(&work->sheet, work->fonts, &work->out);
    if (status != STATUS_OK)
        fail_msg("%s: %s", status_name(status), work->job.err.text);
}

void work_fails(struct work *work, enum status expected, const char *told)
{
    assert_int_equal(sheet_pdf(&work->sheet, work->fonts, &work->out), expected);
    if (strstr(work->job.err.text, told) == NULL)
        fail_msg("'%s' does not say '%s'", work->job.err.text, told);
}

/* ---- Reading back with others' programs ---- */

static bool has_tool(const char *name)
{
    char command[100];
    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", name);
    return system(command) == 0;
}

/* Writes the file as PDF_DIR/name or a temporary file and gives its name; release with drop. */
static char *keep(const struct work *work, const char *name)
{
    const char *folder = getenv("PDF_DIR");
    char *path = malloc(4096);
    assert_non_null(path);
    snprintf(path, 4096, "%s/%s-%s.pdf", folder != NULL ? folder : "/tmp",
             folder != NULL ? "unit" : "vuosikello-XXXXXX", name);
    int file = folder != NULL ? -1 : mkstemps(path, (int)strlen(name) + 5);
    FILE *stream = file < 0 ? fopen(path, "wb") : fdopen(file, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(work->out.bytes, 1, work->out.length, stream), work->out.length);
    assert_int_equal(fclose(stream), 0);
    return path;
}

static void drop(char *path)
{
    if (getenv("PDF_DIR") == NULL)
        unlink(path);
    free(path);
}

char *work_read(const struct work *work, const char *name, const char *tool, const char *arguments)
{
    if (!has_tool(tool))
        return NULL;
    char *path = keep(work, name);
    char command[5000], part[4096];
    struct buf text;
    buf_init(&text, 64 * MIB);
    snprintf(command, sizeof command, "%s ", tool);
    size_t length = strlen(command);
    snprintf(command + length, sizeof command - length, arguments, path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    for (size_t got; (got = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_add(&text, part, got);
    int status = pclose(pipe);
    if (status != 0)
        fail_msg("%s: %d\n%s", command, status, text.bytes == NULL ? "" : text.bytes);
    buf_char(&text, '\0');
    drop(path);
    return text.bytes;
}

void work_is_sound(const struct work *work, const char *name)
{
    assert_true(work->out.length > 100);
    assert_memory_equal(work->out.bytes, "%PDF-1.7\n", 9);
    assert_memory_equal(work->out.bytes + work->out.length - 6, "%%EOF\n", 6);
    free(work_read(work, name, "qpdf", "--check '%s' 2>&1"));
}

void assert_holds(const char *text, const char *part)
{
    if (text != NULL && strstr(text, part) == NULL)
        fail_msg("'%s' is not in\n%s", part, text);
}

char *work_content(const struct work *work, const char *name)
{
    return work_read(work, name, "mutool", "show -b '%s' pages/1/Contents 2>/dev/null");
}

int work_load_fonts(void **state)
{
    struct err err = ERR_NONE;
    struct fonts *fonts;
    enum status status = fonts_load(&fonts, &err);
    *state = fonts;
    return status == STATUS_OK ? 0 : -1;
}

int work_free_fonts(void **state)
{
    fonts_free(*state);
    return 0;
}
