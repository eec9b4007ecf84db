/* A query, checked and completed; and what is known of its report before it is built. */
#include "base/hash.h"
#include "base/version.h"
#include "reports/report_inner.h"
#include "text/message.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* ---- The query, checked and completed ---- */

/* Controls, line separators, and what turns the direction of writing, so that a text reads otherwise than it is. */
static bool forbidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0x061C ||
           code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* A text that who asks for the report gives: one line, at most LIMIT_REQUEST_TEXT characters. */
static enum status request_text(struct job *job, const char *name, const char *given, struct text *out)
{
    *out = (struct text){ 0 };
    if (given == NULL || given[0] == '\0')
        return STATUS_OK;
    size_t length = strlen(given), characters = 0;
    for (size_t at = 0; at < length; characters++) {
        uint32_t code = utf8_next(given, length, &at);
        if (code == UTF8_BAD)
            return err_set(&job->err, STATUS_BADREQ, "%s: the text is not UTF-8", name);
        if (forbidden(code))
            return err_set(&job->err, STATUS_BADREQ, "%s: the text has control characters", name);
    }
    if (characters > LIMIT_REQUEST_TEXT)
        return err_set(&job->err, STATUS_BADREQ, "%s: the text has more than %d characters", name, LIMIT_REQUEST_TEXT);
    char *clean;
    size_t clean_length, fault_at;
    enum utf8_fault fault = utf8_clean(job->arena, given, length, &clean, &clean_length, &fault_at);
    if (fault == UTF8_NO_MEMORY)
        return job_status(job);
    if (fault != UTF8_CLEAN)
        return err_set(&job->err, STATUS_BADREQ, "%s: the text is not UTF-8", name);
    *out = (struct text){ clean, (uint32_t)clean_length, LANG_NONE };
    return STATUS_OK;
}

static enum status check_query(const struct report_query *query, struct job *job)
{
    if (query->kind >= REPORT_KIND_COUNT || query->plan == NULL)
        return err_set(&job->err, STATUS_BUG, "a report of no kind or no plan is asked for");
    if (report_kinds[query->kind].folder != NULL && query->id == NULL)
        return err_set(&job->err, STATUS_BADREQ, "id: a report of this kind needs one");
    if (query->year != 0 && (query->year < YEAR_FIRST || query->year > YEAR_LAST))
        return err_set(&job->err, STATUS_BADREQ, "year: not between %d and %d", YEAR_FIRST, YEAR_LAST);
    if (query->lang < LANG_NONE || query->lang >= LANG_COUNT)
        return err_set(&job->err, STATUS_BADREQ, "lang: not fi, sv or en");
    return STATUS_OK;
}

/* Finds what the id names; a member's id is good for an appendix alone. */
static enum status resolve_id(struct db *db, struct resolved *out, struct job *job)
{
    const struct report_query *query = out->query;
    enum status status = STATUS_OK;
    switch (query->kind) {
    case REPORT_GOAL:
        out->goal = query->id;
        return db_find_goal(db, job, query->plan, query->id);
    case REPORT_ORGANISATION:
        status = db_member_owner(db, job, query->plan, query->id, &out->organisation);
        if (status == STATUS_OK && strcmp(out->organisation, query->id) != 0)
            status = err_set(&job->err, STATUS_NOTFOUND, "the plan \"%s\" has no organisation \"%s\"", query->plan,
                             query->id);
        return status;
    case REPORT_APPENDIX:
        return db_member_owner(db, job, query->plan, query->id, &out->organisation);
    case REPORT_INDICATORS:
        if (!out->version.indicators)
            status = err_set(&job->err, STATUS_NOTFOUND, "the plan \"%s\" has no indicators", query->plan);
        return status;
    case REPORT_INDICATOR:
        return db_find_indicator(db, job, query->plan, query->id);
    case REPORT_PLAN:
    case REPORT_KIND_COUNT:
        break;
    }
    return status;
}

/* ---- Which plans it reads ---- */

static const char *copy_version(struct job *job, const struct plan_version *version)
{
    return arena_text(job->arena, version->version, strlen(version->version));
}

/* The version of a plan that an appendix reads besides its own; one that is not there, or a draft, has none. */
static enum status resolve_other(struct db *db, struct resolved *out, struct job *job, struct plan_read *plan)
{
    struct plan_version version;
    struct err err = ERR_NONE;
    enum status status = db_plan_version(db, plan->id, &version, &err);
    if (status == STATUS_NOTFOUND || (status == STATUS_OK && version.draft))
        return STATUS_OK;
    if (status != STATUS_OK)
        return err_set(&job->err, status, "%s", err.text);
    plan->version = copy_version(job, &version);
    if (version.imported_at > out->modified)
        out->modified = version.imported_at;
    return STATUS_OK;
}

/* An appendix also reads the plans that its plan's subgoals are based on. */
static enum status resolve_plans(struct db *db, struct resolved *out, struct job *job, struct provenance *provenance)
{
    const char *const *ids = NULL;
    size_t count = 0;
    enum status status = STATUS_OK;
    if (out->query->kind == REPORT_APPENDIX)
        status = db_based_on(db, job, out->query->plan, &ids, &count);
    struct plan_read *plans = status == STATUS_OK ? arena_array(job->arena, count + 1, sizeof(*plans)) : NULL;
    if (plans == NULL)
        return job_status(job);
    plans[0] = (struct plan_read){ out->query->plan, copy_version(job, &out->version) };
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        plans[1 + i].id = ids[i];
        status = resolve_other(db, out, job, &plans[1 + i]);
    }
    provenance->plans = plans;
    provenance->plan_count = count + 1;
    return status == STATUS_OK ? job_status(job) : status;
}

/* With which dictionaries the words were divided; NULL: not at all. */
static enum status resolve_hyphenation(struct db *db, struct job *job, const char **out)
{
    char version[65];
    enum status status = db_hyphenation_version(db, version, &job->err);
    *out = status == STATUS_OK && version[0] != '\0' ? arena_text(job->arena, version, strlen(version)) : NULL;
    return status == STATUS_OK ? job_status(job) : status;
}

/* What the report is made of. Its query is told completed, so that it asks for the same when newer data has come. */
static enum status resolve_provenance(struct db *db, struct resolved *out, struct job *job)
{
    struct report_query query = *out->query;
    struct provenance *provenance = arena_alloc(job->arena, sizeof(*provenance));
    if (provenance == NULL)
        return job_status(job);
    query.year = out->year;
    query.lang = out->lang;
    query.meeting = out->meeting.bytes;
    query.attachment = out->attachment.bytes;
    *provenance = (struct provenance){ .query = report_address_query(job->arena, &query),
                                       .authors = query.authors && out->kind->followup,
                                       .program = program_version() };
    out->provenance = provenance;
    enum status status = resolve_hyphenation(db, job, &provenance->hyphenation);
    return status == STATUS_OK ? resolve_plans(db, out, job, provenance) : status;
}

enum status report_resolve(struct db *db, const struct report_query *query, struct job *job, struct resolved *out)
{
    *out = (struct resolved){ .query = query };
    enum status status = check_query(query, job);
    if (status == STATUS_OK)
        status = request_text(job, "meeting", query->meeting, &out->meeting);
    if (status == STATUS_OK)
        status = request_text(job, "attachment", query->attachment, &out->attachment);
    if (status == STATUS_OK)
        status = db_plan_version(db, query->plan, &out->version, &job->err);
    if (status == STATUS_OK && out->version.draft && !query->drafts)
        status = err_set(&job->err, STATUS_NOTFOUND, "there is no plan \"%s\"", query->plan);
    if (status != STATUS_OK)
        return status;
    out->kind = &report_kinds[query->kind];
    out->year = query->year != 0 ? query->year : out->version.newest_year;
    out->lang = query->lang != LANG_NONE ? query->lang : out->version.language;
    out->modified = out->version.imported_at;
    status = resolve_id(db, out, job);
    return status == STATUS_OK ? resolve_provenance(db, out, job) : status;
}

/* ---- What is known before the report is built ---- */

/* What must differ for two reports to differ, one a line (no part has a line's end in it). */
static enum status entity_tag(const struct resolved *resolved, struct job *job, char etag[72])
{
    const struct report_query *query = resolved->query;
    struct buf buf;
    char hex[HASH_HEX];
    buf_init(&buf, MIB);
    const char *hyphenation = resolved->provenance->hyphenation;
    buf_printf(&buf, "%s\n%s\n%s\n%s\n%s\n%d\n%s\n%d\n%s\n", program_version(), resolved->kind->word, query->plan,
               resolved->version.version, resolved->kind->folder == NULL ? "" : query->id, resolved->year,
               lang_tag(resolved->lang), query->authors, hyphenation == NULL ? "" : hyphenation);
    buf_add(&buf, resolved->meeting.bytes, resolved->meeting.length);
    buf_char(&buf, '\n');
    buf_add(&buf, resolved->attachment.bytes, resolved->attachment.length);
    for (size_t i = 1; i < resolved->provenance->plan_count; i++) {
        const struct plan_read *plan = &resolved->provenance->plans[i];
        buf_printf(&buf, "\n%s %s", plan->id, plan->version == NULL ? "-" : plan->version);
    }
    enum status status = buf_status(&buf);
    if (status == STATUS_OK) {
        hash_hex(buf.bytes, buf.length, hex);
        snprintf(etag, 72, "\"%s\"", hex);
    } else {
        err_set(&job->err, status, "the entity tag could not be made");
    }
    buf_free(&buf);
    return status;
}

/* True where an organisation's id reads like the name of another kind's file: "liite", "liite-hamina". */
static bool reads_like_kind(const char *id, enum lang lang)
{
    for (int kind = 0; kind < REPORT_KIND_COUNT; kind++) {
        const char *word =
            report_kinds[kind].file == NULL ? "organisation" : trc(lang, "file", report_kinds[kind].file);
        size_t length = strlen(word);
        if (strncmp(id, word, length) == 0 && (id[length] == '\0' || id[length] == '-'))
            return true;
    }
    return false;
}

char *report_file_name(struct arena *arena, const struct file_parts *parts)
{
    bool both = parts->part[0] != '\0' && parts->id[0] != '\0', foreign = parts->lang != parts->plan_lang;
    char year[16] = "";
    if (parts->year != 0)
        snprintf(year, sizeof year, "_%d", parts->year);
    return arena_printf(arena, "%s_%s%s%s%s%s%s.%s", parts->plan, parts->part, both ? "-" : "", parts->id, year,
                        foreign ? "_" : "", foreign ? lang_tag(parts->lang) : "", parts->ending);
}

/* "kymenlaakso-2020-2024_hamina_2022.pdf", "..._liite-hamina_2022_sv.pdf": plan, report, year, and the language where
 * it is not the plan's. Two reports never share a name: ids have no '_'. */
static enum status file_name(const struct resolved *resolved, struct job *job, char *out, size_t size)
{
    const struct report_kind_row *kind = resolved->kind;
    const char *id = kind->folder == NULL ? "" : resolved->query->id;
    const char *word = kind->file == NULL ? "" : trc(resolved->lang, "file", kind->file);
    if (kind->file == NULL && reads_like_kind(id, resolved->lang))
        word = "organisation";
    struct file_parts parts = { resolved->query->plan, word, id, "pdf", resolved->year, resolved->lang,
                                resolved->version.language };
    const char *name = report_file_name(job->arena, &parts);
    if (name == NULL)
        return job_status(job);
    snprintf(out, size, "%s", name);
    return STATUS_OK;
}

enum status report_head(struct db *db, const struct report_query *query, struct job *job, struct report_head *out)
{
    struct resolved resolved;
    *out = (struct report_head){ 0 };
    enum status status = report_resolve(db, query, job, &resolved);
    if (status == STATUS_OK)
        status = entity_tag(&resolved, job, out->etag);
    if (status != STATUS_OK)
        return status;
    out->modified = resolved.modified;
    out->year = resolved.year;
    out->lang = resolved.lang;
    return file_name(&resolved, job, out->file_name, sizeof(out->file_name));
}
