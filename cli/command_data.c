/* The commands that change the database or copy it: import, export, remove, backup, check. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"
#include "db/db.h"
#include "db/write.h"
#include "text/message.h"
#include "text/number.h"

#include <stdio.h>

static const struct option common_options[] = { COMMON_OPTIONS };

/* ---- import ---- */

enum { OPTION_DROP_ORPHANS = OPTION_OWN };
static const struct option import_options[] = { COMMON_OPTIONS, { "drop-orphans", 0, NULL } };

/* A message of one "%s", the count as the language writes it. */
static void add_count(struct buf *out, enum lang lang, const char *format, size_t count)
{
    char number[NUMBER_MAX];
    number_format_int(number, (int64_t)count, lang);
    buf_printf(out, format, number);
}

/* "FILE: PLAN: 11 organisations, 3 goals, ..." */
static void write_result(struct buf *out, enum lang lang, const char *name, const struct import_result *result)
{
#define COUNT(one, many, count) ((count) > 0 ? add_count(out, lang, trn(lang, one, many, count), count) : (void)0)
    buf_printf(out, "%s: %s (%s): ", name, result->plan, result->replaced ? tr(lang, "replaced") : tr(lang, "new"));
    add_count(out, lang, trn(lang, "%s organisation", "%s organisations", result->organisations),
              result->organisations);
    COUNT(", %s goal", ", %s goals", result->goals);
    COUNT(", %s subgoal", ", %s subgoals", result->subgoals);
    COUNT(", %s action", ", %s actions", result->actions);
    COUNT(", %s indicator", ", %s indicators", result->indicators);
    COUNT(", %s observation", ", %s observations", result->observations);
    COUNT(", %s event", ", %s events", result->events);
    COUNT(", %s follow-up", ", %s follow-ups", result->followups);
    COUNT("; %s earlier observation kept", "; %s earlier observations kept", result->kept_observations);
    COUNT("; %s earlier follow-up kept", "; %s earlier follow-ups kept", result->kept_followups);
    COUNT("; %s orphan dropped", "; %s orphans dropped", result->dropped);
    buf_char(out, '\n');
#undef COUNT
}

struct import {
    struct call *call;
    struct import_source *sources; /* those that could be read */
    struct import_result *results;
    size_t count;
    bool failed;
};

/* Reads the files into the arena; what cannot be read is told and left out. */
static enum status read_sources(struct import *import)
{
    struct call *call = import->call;
    size_t count = call->args.operand_count;
    import->sources = arena_array(call->job.arena, count, sizeof *import->sources);
    import->results = arena_array(call->job.arena, count, sizeof *import->results);
    if (import->sources == NULL || import->results == NULL)
        return job_status(&call->job);
    for (size_t i = 0; i < count; i++) {
        const char *name = call->args.operands[i];
        struct buf bytes;
        struct err err = ERR_NONE;
        buf_init(&bytes, LIMIT_PLAN_FILE);
        if (input_read(name, &bytes, &err) == STATUS_LIMIT)
            err_set(&err, STATUS_LIMIT, "%s: a plan file holds at most %zu MiB", name, LIMIT_PLAN_FILE / MIB);
        if (err.status != STATUS_OK) {
            output_complain(err.text);
            import->failed = true;
        } else {
            const char *kept = arena_text(call->job.arena, bytes.length > 0 ? bytes.bytes : "", bytes.length);
            import->sources[import->count++] = (struct import_source){ name, kept, bytes.length };
        }
        buf_free(&bytes);
        if (arena_failed(call->job.arena))
            return job_status(&call->job);
    }
    return STATUS_OK;
}

/* Prints what was imported. A source that was not tells so beside its messages. */
static enum status print_results(struct import *import)
{
    struct call *call = import->call;
    struct buf out;
    struct err *err = &call->job.err;
    enum status status = STATUS_OK;
    buf_init(&out, LIMIT_LISTING);
    for (size_t i = 0; i < import->count; i++) {
        const struct import_result *result = &import->results[i];
        if (result->errors == 0) {
            write_result(&out, call->lang, import->sources[i].name, result);
            continue;
        }
        char line[LIMIT_ERR_TEXT];
        snprintf(line, sizeof line,
                 trn(call->lang, "%s: not imported: %zu error", "%s: not imported: %zu errors", result->errors),
                 import->sources[i].name, result->errors);
        output_complain(line);
        import->failed = true;
    }
    status = output_write("-", out.bytes, out.length, err);
    buf_free(&out);
    return status == STATUS_OK && import->failed ? STATUS_DATA : status;
}

static enum status run_import(struct call *call)
{
    struct import import = { .call = call };
    struct import_options options = { .drop_orphans = call->args.values[OPTION_DROP_ORPHANS] != NULL,
                                      .lang = call->lang };
    struct buf messages;
    struct job job = { .arena = call->job.arena };
    enum status status = read_sources(&import);
    if (status != STATUS_OK)
        return status;
    if (import.count == 0)
        return STATUS_IO;
    buf_init(&messages, LIMIT_LISTING);
    status = db_import(call->db, import.sources, import.count, &options, import.results, &messages, &job);
    output_beside(messages.bytes, messages.length);
    buf_free(&messages);
    if (job.err.status == STATUS_OK && (status == STATUS_OK || status == STATUS_DATA))
        return print_results(&import);
    return err_set(&call->job.err, status, "%s", job.err.text);
}

const struct command command_import = {
    .name = "import",
    .usage = "import [--drop-orphans] FILE...",
    .does = N_("reads plan files into the database"),
    .options = OPTION_TABLE(import_options),
    .least = 1,
    .most = SIZE_MAX,
    .run = run_import,
};

/* ---- export ---- */

enum { OPTION_OUTPUT = OPTION_OWN };
static const struct option export_options[] = { COMMON_OPTIONS, { "output", 'o', "FILE" } };

static enum status run_export(struct call *call)
{
    struct db *db = NULL;
    struct buf out;
    const char *path = call->args.values[OPTION_OUTPUT];
    struct err *err = &call->job.err;
    buf_init(&out, LIMIT_PLAN_FILE);
    enum status status = db_open(call->db, &db, err);
    if (status == STATUS_OK)
        status = db_export(db, &call->job, call->args.operands[0], true, &out);
    if (status == STATUS_OK)
        status = output_write(path != NULL ? path : "-", out.bytes, out.length, err);
    buf_free(&out);
    db_close(db);
    return status;
}

const struct command command_export = {
    .name = "export",
    .usage = "export PLAN [-o FILE]",
    .does = N_("writes a plan as a plan file"),
    .options = OPTION_TABLE(export_options),
    .least = 1,
    .most = 1,
    .run = run_export,
};

/* ---- init, remove, backup, check ---- */

static enum status run_init(struct call *call)
{
    return db_init(call->db, &call->job.err);
}

const struct command command_init = {
    .name = "init",
    .usage = "init",
    .does = N_("makes an empty database, or brings one up to date"),
    .options = OPTION_TABLE(common_options),
    .run = run_init,
};

static enum status run_remove(struct call *call)
{
    return db_remove(call->db, call->args.operands[0], &call->job);
}

const struct command command_remove = {
    .name = "remove",
    .usage = "remove PLAN",
    .does = N_("takes a plan out of the database"),
    .options = OPTION_TABLE(common_options),
    .least = 1,
    .most = 1,
    .run = run_remove,
};

static enum status run_backup(struct call *call)
{
    const char *to = call->args.operands[0];
    if (strcmp(to, "-") == 0)
        return err_set(&call->job.err, STATUS_BADREQ, "%s", tr(call->lang, "a backup goes to a file, not to standard output"));
    return db_backup(call->db, to, &call->job);
}

const struct command command_backup = {
    .name = "backup",
    .usage = "backup FILE",
    .does = N_("copies the database while it is in use"),
    .options = OPTION_TABLE(common_options),
    .least = 1,
    .most = 1,
    .run = run_backup,
};

static enum status run_check(struct call *call)
{
    struct db *db = NULL;
    struct buf out;
    struct job job = { .arena = call->job.arena };
    buf_init(&out, LIMIT_LISTING);
    enum status status = db_open(call->db, &db, &job.err);
    if (status == STATUS_OK)
        status = db_check(db, &job, &out);
    if (status == STATUS_OK)
        buf_printf(&out, "%s: %s\n", call->db, tr(call->lang, "the database is in order"));
    if (status != STATUS_OK) {
        output_beside(out.bytes, out.length);
        err_set(&call->job.err, status, "%s", job.err.text);
    } else {
        status = output_write("-", out.bytes, out.length, &call->job.err);
    }
    buf_free(&out);
    db_close(db);
    return status;
}

const struct command command_check = {
    .name = "check",
    .usage = "check",
    .does = N_("tests that the database is whole and of the right version"),
    .options = OPTION_TABLE(common_options),
    .least = 0,
    .most = 0,
    .run = run_check,
};
