/* The command that verifies reports. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"
#include "db/db.h"
#include "reports/verify.h"
#include "text/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct option verify_options[] = { COMMON_OPTIONS };

struct verify {
    struct call *call;
    struct db *db;
    struct fonts *fonts;
    struct job job; /* of one file; its memory is taken back before the next */
    size_t failed;
};

/* Which of the plan's two versions there is says what became of it. */
static void write_plan(struct buf *out, enum lang lang, const struct difference *difference)
{
    const char *name = difference->name, *made = difference->made, *now = difference->now;
    if (now == NULL)
        buf_printf(out,
                   tr(lang, "data: the plan %s: the report was made from version %s; the plan is not there any more"),
                   name, made);
    else if (made == NULL)
        buf_printf(
            out, tr(lang, "data: the plan %s: it was not there when the report was made; the database has version %s"),
            name, now);
    else
        buf_printf(out, tr(lang, "data: the plan %s: the report was made from version %s, the database has %s"), name,
                   made, now);
}

/* What differs, behind the name of the kind that it is of. */
static void write_difference(struct buf *out, enum lang lang, const struct difference *difference)
{
    const char *made = difference->made;
    switch (difference->kind) {
    case DIFFERENCE_PLAN:
        write_plan(out, lang, difference);
        break;
    case DIFFERENCE_STORED:
        buf_printf(out, tr(lang, "data: the plan %s in the database is not what was imported"), difference->name);
        break;
    case DIFFERENCE_WORDS:
        buf_printf(out,
                   tr(lang, "data: the words were divided with the dictionaries of version %s, those of the database "
                            "with %s"),
                   made == NULL ? "-" : made, difference->now == NULL ? "-" : difference->now);
        break;
    case DIFFERENCE_DATA:
        buf_printf(out, tr(lang, "data: %s"), made);
        break;
    case DIFFERENCE_PROGRAM:
        buf_printf(out, tr(lang, "program: the report was made by version %s, this is version %s"),
                   made == NULL ? "?" : made, difference->now);
        break;
    case DIFFERENCE_QUERY:
        buf_printf(out, tr(lang, "query: %s"), made == NULL ? tr(lang, "it cannot be read") : made);
        break;
    case DIFFERENCE_FILE:
        if (difference->at == AT_UNKNOWN)
            buf_text(out, tr(lang, "file: it was changed after it was made"));
        else
            buf_printf(out, tr(lang, "file: it was changed after it was made; the first difference is at offset %zu"),
                       difference->at);
        break;
    case DIFFERENCE_HIDDEN:
        buf_printf(out,
                   tr(lang, "file or program: it was changed in a way that its ID does not show, or the program's "
                            "libraries are other ones; the first difference is at offset %zu"),
                   difference->at);
        break;
    }
}

/* "vuosikello: FILE: WHAT" */
static void complain(const char *name, const char *what)
{
    struct buf line;
    buf_init(&line, 64 * KIB);
    buf_printf(&line, "%s: %s", name, what);
    output_complain(buf_status(&line) == STATUS_OK ? line.bytes : what);
    buf_free(&line);
}

static void tell_differences(const struct verify *verify, const char *name, const struct verdict *verdict)
{
    for (size_t i = 0; i < verdict->count; i++) {
        struct buf words;
        buf_init(&words, 64 * KIB);
        write_difference(&words, verify->call->lang, &verdict->differences[i]);
        if (words.bytes != NULL)
            complain(name, words.bytes);
        buf_free(&words);
    }
}

/* The verdict on standard output where nothing differs, else beside it as any complaint. */
static enum status verify_bytes(struct verify *verify, const char *name, const struct buf *pdf)
{
    enum lang lang = verify->call->lang;
    struct verdict verdict;
    enum status status = report_verify(verify->db, verify->fonts, pdf, &verify->job, &verdict);
    if (status == STATUS_NOTFOUND)
        complain(name, tr(lang, "this is no report of Vuosikello, or what it tells of itself is damaged"));
    else if (status != STATUS_OK)
        complain(name, verify->job.err.text[0] != '\0' ? verify->job.err.text : status_name(status));
    else if (verdict.same)
        printf(tr(lang, "%s: the database gives the same bytes\n"), name);
    else
        tell_differences(verify, name, &verdict);
    return status == STATUS_OK && !verdict.same ? STATUS_DATA : status;
}

/* A file that cannot be verified, or differs, is told and counted; the next ones are verified all the same. */
static void verify_file(struct verify *verify, const char *name)
{
    struct err err = ERR_NONE;
    struct buf pdf;
    arena_reset(verify->job.arena);
    err_clear(&verify->job.err);
    buf_init(&pdf, LIMIT_PDF);
    enum status status = input_read(name, &pdf, &err);
    if (status == STATUS_LIMIT)
        err_set(&err, status, "%s: a report holds at most %zu MiB", name, LIMIT_PDF / MIB);
    if (status != STATUS_OK)
        output_complain(err.text);
    else
        status = verify_bytes(verify, name, &pdf);
    verify->failed += status != STATUS_OK;
    buf_free(&pdf);
}

static enum status run_verify(struct call *call)
{
    struct verify verify = { .call = call, .job = { .arena = arena_new(LIMIT_COMMAND_MEMORY) } };
    struct err *err = &call->job.err;
    enum status status = verify.job.arena == NULL ? err_set(err, STATUS_NOMEM, "out of memory") : STATUS_OK;
    if (status == STATUS_OK)
        status = db_open(call->db, &verify.db, err);
    if (status == STATUS_OK)
        status = fonts_load(&verify.fonts, err);
    for (size_t i = 0; status == STATUS_OK && i < call->args.operand_count; i++)
        verify_file(&verify, call->args.operands[i]);
    if (status == STATUS_OK && fflush(stdout) != 0)
        status = err_set(err, STATUS_IO, "standard output: %s", err_system(errno));
    fonts_free(verify.fonts);
    db_close(verify.db);
    arena_free(verify.job.arena);
    return status == STATUS_OK && verify.failed > 0 ? STATUS_DATA : status;
}

const struct command command_verify = {
    .name = "verify",
    .usage = "verify FILE.pdf...",
    .does = N_("says whether the database still gives a report's bytes; if not, which differs: data, query or program"),
    .options = OPTION_TABLE(verify_options),
    .least = 1,
    .most = SIZE_MAX,
    .run = run_verify,
};
