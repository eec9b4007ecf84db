/* db_import: plan files into the database. */
#include "db/write.h"

#include "base/hash.h"
#include "base/json.h"
#include "db/change.h"
#include "db/export.h"
#include "db/hyphenate.h"
#include "db/insert.h"
#include "db/kept.h"
#include "db/referents.h"
#include "db/search_fill.h"
#include "db/validate.h"
#include "db/slips.h"
#include "db/warnings.h"
#include "text/message.h"

#include <stdio.h>
#include <string.h>

struct importing {
    struct db *db;
    struct job *job;
    const struct import_options *options;
    struct findings findings; /* of the file at hand */
    struct import_result *result;
};

/* ---- One file, checked ---- */

static void count_rows(struct import_result *result, const struct plan_file *file)
{
    result->organisations = file->organisations.count;
    result->goals = file->goals.count;
    result->subgoals = file->subgoal_count;
    result->actions = file->actions.count;
    result->indicators = file->indicators.count;
    result->observations = file->observations.count;
    result->events = file->events.count;
    result->followups = file->followups.count;
    if (file->plan.id != NULL)
        snprintf(result->plan, sizeof result->plan, "%s", file->plan.id);
}

static const char *say(int lang, const char *message)
{
    return tr((enum lang)lang, message);
}

/* The file's tree; NULL in `json` where it cannot be read, which is told. */
static enum status read_tree(struct importing *importing, const struct import_source *source, struct json **json)
{
    enum lang lang = importing->options->lang;
    struct json_words words = { say, (int)lang };
    struct json_fault fault;
    *json = NULL;
    if (source->length > LIMIT_PLAN_FILE) {
        struct err too_long = ERR_NONE;
        err_set(&too_long, STATUS_LIMIT, tr(lang, "the file is %zu bytes long; at most %zu fit"), source->length,
                LIMIT_PLAN_FILE);
        finding_unreadable(&importing->findings, 1, 1, too_long.text);
        return STATUS_OK;
    }
    enum status status = json_read_in(source->bytes, source->length, &words, json, &fault);
    if (status == STATUS_DATA || status == STATUS_LIMIT) {
        finding_unreadable(&importing->findings, fault.line, fault.column, fault.err.text);
        return STATUS_OK;
    }
    return status == STATUS_OK ? status : err_set(&importing->job->err, status, "%s", fault.err.text);
}

/* ---- One file, stored ---- */

/* The plan's version is the digest of what its export would be, which must itself be a file that can be imported. */
static enum status stamp(struct importing *importing, int64_t plan)
{
    char version[HASH_HEX];
    struct buf out;
    struct job *job = importing->job;
    struct job exporting = { .arena = job->arena, .deadline_us = job->deadline_us };
    buf_init(&out, LIMIT_PLAN_FILE);
    enum status status = export_plan(importing->db, &exporting, plan, true, &out);
    if (buf_status(&out) == STATUS_LIMIT) {
        finding_error(&importing->findings, "",
                      tr(importing->options->lang, "exported, the plan would be more than %zu bytes long"),
                      LIMIT_PLAN_FILE);
        status = STATUS_OK;
    } else if (status == STATUS_OK) {
        hash_hex(out.bytes, out.length, version);
        status = plan_stamp(importing->db, job, plan, version);
    } else {
        err_set(&job->err, status, "%s", exporting.err.text);
    }
    buf_free(&out);
    return status;
}

static enum status tell_warnings(struct importing *importing, int64_t plan, const struct file_warnings *warnings)
{
    const char *const *words;
    size_t count;
    enum status status = warnings_words(importing->db, importing->job, plan, importing->options->lang, &words, &count);
    for (size_t i = 0; status == STATUS_OK && i < count && i < warnings->count; i++)
        finding_warning(&importing->findings, warning_pointer(&warnings->items[i]).text, words[i]);
    return status;
}

static enum status next_number(struct importing *importing, int64_t *plan)
{
    return sql_number(importing->db->handle, "SELECT coalesce(max(plan), 0) + 1 FROM plans", plan,
                      &importing->job->err);
}

/* Puts a file without errors in the place of the plan of the same id. */
static enum status store(struct importing *importing, struct resolver *resolver)
{
    struct job *job = importing->job;
    struct import_result *result = importing->result;
    struct file_referents referents;
    struct file_warnings warnings;
    struct kept_counts kept = { 0, 0, 0 };
    int64_t plan = -1;
    enum status status = plan_lookup(importing->db, job, resolver->file->plan.id, &plan);
    if (status == STATUS_OK && plan >= 0)
        status = kept_take(importing->db, job, plan, resolver, importing->options->drop_orphans, &kept);
    if (status != STATUS_OK || importing->findings.errors > 0)
        return status;
    result->kept_followups = kept.followups;
    result->kept_observations = kept.observations;
    result->dropped = kept.dropped;
    result->replaced = plan >= 0;
    status = plan >= 0 ? plan_delete(importing->db, job, plan) : next_number(importing, &plan);
    if (status == STATUS_OK)
        status = plan_insert(importing->db, job, resolver->file, plan);
    referents_find(resolver, &referents);
    warnings_find(resolver, &referents, &warnings);
    if (status == STATUS_OK)
        status = job_status(job);
    if (status == STATUS_OK)
        status = referents_store(importing->db, job, plan, &referents);
    if (status == STATUS_OK)
        status = warnings_store(importing->db, job, plan, &warnings);
    if (status == STATUS_OK)
        status = stamp(importing, plan);
    if (status == STATUS_OK && importing->findings.errors == 0)
        status = tell_warnings(importing, plan, &warnings);
    return status;
}

static enum status read_and_store(struct importing *importing, const struct json *json)
{
    struct plan_file file;
    struct resolver resolver;
    struct job *job = importing->job;
    if (!plan_file_read(json, &file, &importing->findings, job->arena) || arena_failed(job->arena))
        return job_status(job);
    resolve_file(&resolver, &file, &importing->findings, job->arena);
    if (job_status(job) != STATUS_OK || job_late(job))
        return job->err.status;
    count_rows(importing->result, &file);
    if (importing->findings.errors > 0)
        return STATUS_OK;
    slips_tell(&file, &importing->findings);
    return store(importing, &resolver);
}

/* One file within a savepoint: whole or not at all. Its faults are told and counted in its result; the status is
 * STATUS_OK then. */
static enum status import_one(struct importing *importing, const struct import_source *source)
{
    struct json *json;
    struct err *err = &importing->job->err;
    enum status status = read_tree(importing, source, &json);
    if (json == NULL)
        return status;
    status = sql_script(importing->db->handle, "SAVEPOINT source", err);
    if (status == STATUS_OK)
        status = read_and_store(importing, json);
    json_free(json);
    if (status != STATUS_OK)
        return status; /* all is given up */
    if (importing->findings.errors > 0) {
        sql_finalize_all(importing->db);
        return sql_script(importing->db->handle, "ROLLBACK TO source; RELEASE source", err);
    }
    return sql_script(importing->db->handle, "RELEASE source", err);
}

/* ---- All files ---- */

enum status db_import(const char *path, const struct import_source *sources, size_t count,
                      const struct import_options *options, struct import_result *results, struct buf *messages,
                      struct job *job)
{
    struct change change;
    size_t taken = 0;
    memset(results, 0, count * sizeof *results);
    enum status status = change_begin(&change, path, true, &job->err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct importing importing = {
            .db = &change.db,
            .job = job,
            .options = options,
            .findings = { .file = sources[i].name,
                          .lang = options->lang,
                          .out = messages,
                          .lines = json_lines_of(sources[i].bytes, sources[i].length) },
            .result = &results[i],
        };
        status = import_one(&importing, &sources[i]);
        findings_end(&importing.findings);
        results[i].errors = importing.findings.errors;
        taken += importing.findings.errors == 0;
    }
    if (status == STATUS_OK && taken > 0)
        status = hyphenate_plans(&change.db, job);
    if (status == STATUS_OK && taken > 0)
        status = search_fill(&change.db, job);
    if (status == STATUS_OK)
        status = buf_tell(messages, &job->err);
    if (status != STATUS_OK || taken == 0)
        change_abandon(&change);
    else
        status = change_commit(&change, &job->err);
    return status == STATUS_OK && taken < count ? STATUS_DATA : status;
}
