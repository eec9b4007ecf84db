#include "reports/verify.h"

#include "base/hash.h"
#include "base/version.h"
#include "reports/pdf_id.h"
#include "reports/provenance.h"

#include <string.h>

struct verifying {
    struct db *db;
    struct job *job;
    const struct buf *pdf;
    struct provenance made; /* as the file tells it */
    struct report_query query;
    struct difference *differences;
    size_t count, capacity;
    bool plan_differs, plan_gone; /* the report's own */
};

static void add(struct verifying *verifying, struct difference difference)
{
    if (arena_grow(verifying->job->arena, &verifying->differences, verifying->count, &verifying->capacity,
                   sizeof difference))
        verifying->differences[verifying->count++] = difference;
}

static bool differ(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a != b : strcmp(a, b) != 0;
}

/* ---- What the file tells, against what there is ---- */

/* The version of a plan as a report reads it: NULL where it may not. */
static enum status version_now(struct verifying *verifying, size_t place, const char **out)
{
    struct plan_version version;
    struct err err = ERR_NONE;
    enum status status = db_plan_version(verifying->db, verifying->made.plans[place].id, &version, &err);
    *out = NULL;
    if (status == STATUS_NOTFOUND || (status == STATUS_OK && place > 0 && version.draft))
        return STATUS_OK;
    if (status != STATUS_OK)
        return err_set(&verifying->job->err, status, "%s", err.text);
    *out = arena_text(verifying->job->arena, version.version, strlen(version.version));
    return *out == NULL ? job_status(verifying->job) : STATUS_OK;
}

static enum status compare_plans(struct verifying *verifying)
{
    for (size_t i = 0; i < verifying->made.plan_count; i++) {
        const struct plan_read *plan = &verifying->made.plans[i];
        const char *now;
        enum status status = version_now(verifying, i, &now);
        if (status != STATUS_OK)
            return status;
        if (!differ(plan->version, now))
            continue;
        if (i == 0) {
            verifying->plan_differs = true;
            verifying->plan_gone = now == NULL;
        }
        add(verifying,
            (struct difference){ .kind = DIFFERENCE_PLAN, .name = plan->id, .made = plan->version, .now = now });
    }
    return STATUS_OK;
}

static enum status compare_hyphenation(struct verifying *verifying)
{
    char version[65];
    enum status status = db_hyphenation_version(verifying->db, version, &verifying->job->err);
    const char *made = verifying->made.hyphenation;
    const char *now = status == STATUS_OK ? arena_text(verifying->job->arena, version, strlen(version)) : NULL;
    if (now != NULL && differ(made, now[0] == '\0' ? NULL : now))
        add(verifying,
            (struct difference){ .kind = DIFFERENCE_WORDS, .made = made, .now = now[0] == '\0' ? NULL : now });
    return status == STATUS_OK ? job_status(verifying->job) : status;
}

static void compare_program(struct verifying *verifying)
{
    if (differ(verifying->made.program, program_version()))
        add(verifying, (struct difference){
                           .kind = DIFFERENCE_PROGRAM, .made = verifying->made.program, .now = program_version() });
}

/* False, with the difference told, where it is no address of a report. */
static bool read_query(struct verifying *verifying)
{
    const char *query = verifying->made.query;
    bool fine = query != NULL && report_address_read(verifying->job->arena, query, &verifying->query) == STATUS_OK;
    if (!fine)
        add(verifying, (struct difference){ .kind = DIFFERENCE_QUERY });
    verifying->query.drafts = true;
    verifying->query.authors = verifying->made.authors;
    return fine;
}

/* ---- The report made anew ---- */

/* Why the query cannot be answered: in a plan that has changed since, what it names may have been there. */
static void tell_unanswered(struct verifying *verifying)
{
    struct err *err = &verifying->job->err;
    const char *why = arena_text(verifying->job->arena, err->text, strlen(err->text));
    bool data = err->status == STATUS_NOTFOUND && verifying->plan_differs &&
                strcmp(verifying->query.plan, verifying->made.plans[0].id) == 0;
    err_clear(err);
    if (data && verifying->plan_gone)
        return; /* that was told */
    add(verifying, (struct difference){ .kind = data ? DIFFERENCE_DATA : DIFFERENCE_QUERY, .made = why });
}

/* What a version does not tell: a row that was changed in the database by other means than an import. */
static enum status compare_content(struct verifying *verifying)
{
    for (size_t i = 0; i < verifying->made.plan_count; i++) {
        const struct plan_read *plan = &verifying->made.plans[i];
        struct buf file;
        char version[HASH_HEX] = "";
        if (plan->version == NULL)
            continue;
        buf_init(&file, LIMIT_PLAN_FILE);
        enum status status = db_export(verifying->db, verifying->job, plan->id, true, &file);
        if (status == STATUS_OK)
            hash_hex(file.bytes, file.length, version);
        buf_free(&file);
        if (status != STATUS_OK)
            return status;
        if (strcmp(version, plan->version) != 0)
            add(verifying, (struct difference){ .kind = DIFFERENCE_STORED, .name = plan->id });
    }
    return STATUS_OK;
}

static size_t first_difference(const struct buf *a, const struct buf *b)
{
    size_t at = 0;
    while (at < a->length && at < b->length && a->bytes[at] == b->bytes[at])
        at++;
    return at;
}

static bool holds(const struct buf *pdf)
{
    return pdf_id_holds(pdf->bytes, pdf->length);
}

/* The file's bytes against those of the report made anew, which decide; the differences told before only say why. */
static enum status compare_bytes(struct verifying *verifying, const struct buf *anew, bool *same)
{
    const struct buf *pdf = verifying->pdf;
    enum status status = STATUS_OK;
    size_t at = first_difference(pdf, anew);
    *same = at == pdf->length && at == anew->length;
    if (*same)
        verifying->count = 0;
    else if (verifying->count == 0)
        status = compare_content(verifying);
    if (status == STATUS_OK && !*same && verifying->count == 0)
        add(verifying, (struct difference){ .kind = holds(pdf) ? DIFFERENCE_HIDDEN : DIFFERENCE_FILE, .at = at });
    return status;
}

static enum status make_anew(struct verifying *verifying, struct fonts *fonts, bool *same)
{
    struct buf anew;
    buf_init(&anew, LIMIT_PDF);
    enum status status = report_pdf(verifying->db, fonts, &verifying->query, verifying->job, &anew, NULL);
    if (status == STATUS_OK) {
        status = compare_bytes(verifying, &anew, same);
    } else if (status == STATUS_NOTFOUND || status == STATUS_BADREQ) {
        tell_unanswered(verifying);
        status = STATUS_OK;
    }
    buf_free(&anew);
    return status;
}

enum status report_verify(struct db *db, struct fonts *fonts, const struct buf *pdf, struct job *job,
                          struct verdict *out)
{
    struct verifying verifying = { .db = db, .job = job, .pdf = pdf };
    *out = (struct verdict){ 0 };
    enum status status = provenance_read(job->arena, pdf->bytes, pdf->length, &verifying.made);
    if (status == STATUS_NOTFOUND)
        return status;
    if (status != STATUS_OK)
        return err_set(&job->err, status, "out of memory");
    status = compare_plans(&verifying);
    if (status == STATUS_OK)
        status = compare_hyphenation(&verifying);
    if (status == STATUS_OK) {
        compare_program(&verifying);
        if (read_query(&verifying))
            status = make_anew(&verifying, fonts, &out->same);
    }
    if (verifying.count > 0 && verifying.differences[verifying.count - 1].kind != DIFFERENCE_FILE && !holds(pdf))
        add(&verifying, (struct difference){ .kind = DIFFERENCE_FILE, .at = AT_UNKNOWN });
    if (status == STATUS_OK)
        status = job_status(job);
    out->differences = verifying.differences;
    out->count = verifying.count;
    return status;
}
