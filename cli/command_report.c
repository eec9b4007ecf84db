/* The commands that make reports: one, or every report of a plan or of all plans. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "db/db.h"
#include "reports/report.h"
#include "text/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --year and --lang of a call. */
static enum status read_choices(struct call *call, size_t year, size_t lang, struct report_query *query)
{
    const char *const *values = call->args.values;
    struct err *err = &call->job.err;
    if (values[year] != NULL && args_number("--year", values[year], 1900, 2200, &query->year, err) != STATUS_OK)
        return err->status;
    if (values[lang] != NULL && (query->lang = lang_of_tag(values[lang])) == LANG_NONE)
        return err_set(err, STATUS_BADREQ, "--lang must be fi, sv or en, not \"%s\"", values[lang]);
    return STATUS_OK;
}

/* ---- report ---- */

enum { REPORT_OUTPUT = OPTION_OWN, REPORT_YEAR, REPORT_LANG, REPORT_MEETING, REPORT_ATTACHMENT };
static const struct option report_options[] = {
    COMMON_OPTIONS,        { "output", 'o', "FILE" }, { "year", 0, "YEAR" },
    { "lang", 0, "LANG" }, { "meeting", 0, "TEXT" },  { "attachment", 0, "TEXT" },
};

static enum status read_query(struct call *call, struct report_query *query)
{
    const struct args *args = &call->args;
    struct err *err = &call->job.err;
    const char *word = args->operands[1];
    *query = (struct report_query){
        .kind = report_kind_of(word),
        .plan = args->operands[0],
        .id = args->operand_count > 2 ? args->operands[2] : NULL,
        .meeting = args->values[REPORT_MEETING],
        .attachment = args->values[REPORT_ATTACHMENT],
        .drafts = true,
        .authors = true,
    };
    if (query->kind == REPORT_KIND_COUNT)
        return err_set(err, STATUS_BADREQ, "there is no report %s (organisation, goal, appendix, plan, indicators, indicator)",
                       word);
    bool whole = query->kind == REPORT_PLAN || query->kind == REPORT_INDICATORS;
    if (whole && query->id != NULL)
        return err_set(err, STATUS_BADREQ, "the report %s takes no id: %s", word, query->id);
    if (!whole && query->id == NULL)
        return err_set(err, STATUS_BADREQ, "the report %s needs an id", word);
    return read_choices(call, REPORT_YEAR, REPORT_LANG, query);
}

/* Where a report goes: where -o says, else to standard output; on a terminal, to the file named as the service does. */
static enum status write_report(struct call *call, struct db *db, const struct report_query *query,
                                const struct buf *pdf)
{
    const char *path = call->args.values[REPORT_OUTPUT];
    struct err *err = &call->job.err;
    if (path != NULL || isatty(STDOUT_FILENO) != 1)
        return output_write(path != NULL ? path : "-", pdf->bytes, pdf->length, err);
    struct report_head head;
    enum status status = report_head(db, query, &call->job, &head);
    if (status == STATUS_OK)
        status = output_write(head.file_name, pdf->bytes, pdf->length, err);
    if (status == STATUS_OK)
        printf("%s\n", head.file_name);
    return status;
}

static enum status run_report(struct call *call)
{
    struct report_query query;
    struct db *db = NULL;
    struct fonts *fonts = NULL;
    struct buf pdf;
    struct err *err = &call->job.err;
    buf_init(&pdf, LIMIT_PDF);
    enum status status = read_query(call, &query);
    if (status == STATUS_OK)
        status = db_open(call->db, &db, err);
    if (status == STATUS_OK)
        status = fonts_load(&fonts, err);
    if (status == STATUS_OK)
        status = report_pdf(db, fonts, &query, &call->job, &pdf, NULL);
    if (status == STATUS_OK)
        status = write_report(call, db, &query, &pdf);
    buf_free(&pdf);
    fonts_free(fonts);
    db_close(db);
    return status;
}

const struct command command_report = {
    .name = "report",
    .usage = "report PLAN KIND [ID] [-o FILE] [--year YEAR] [--lang fi|sv|en] [--meeting TEXT] [--attachment TEXT]",
    .does = N_("makes one report as PDF: organisation ID, goal ID, appendix ID, plan, indicators, indicator ID"),
    .options = OPTION_TABLE(report_options),
    .least = 2,
    .most = 3,
    .run = run_report,
};

/* ---- reports ---- */

enum { REPORTS_ALL = OPTION_OWN, REPORTS_OUT, REPORTS_JOBS, REPORTS_YEAR, REPORTS_LANG };
static const struct option reports_options[] = {
    COMMON_OPTIONS,       { "all", 0, NULL },    { "out", 0, "DIR" },
    { "jobs", 'j', "N" }, { "year", 0, "YEAR" }, { "lang", 0, "LANG" },
};

struct reports {
    struct call *call;
    const char *folder;
    struct report_query *queries;
    size_t count, capacity;
    size_t failed;
    bool lines; /* one a report on standard output */
    struct progress progress;
    struct fonts *fonts; /* loaded before the workers are started, so that they share them */
    struct db *db;       /* a worker's own */
    struct job job;      /* a worker's own */
};

static enum status add_plan(struct reports *reports, struct db *db, const char *plan,
                            const struct report_query *choices)
{
    struct job *job = &reports->call->job;
    const struct report_entry *entries;
    size_t count;
    enum status status = report_list(db, plan, choices->lang, job, &entries, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (!arena_grow(job->arena, &reports->queries, reports->count, &reports->capacity, sizeof *reports->queries))
            return job_status(job);
        struct report_query *query = &reports->queries[reports->count++];
        *query = *choices;
        query->kind = entries[i].kind;
        query->plan = plan;
        query->id = entries[i].id;
    }
    return status;
}

/* Which reports there are to make. */
static enum status list_tasks(struct reports *reports, const struct report_query *choices)
{
    struct call *call = reports->call;
    struct db *db = NULL;
    struct plan_summary *plans = NULL;
    size_t count = 0;
    enum status status = db_open(call->db, &db, &call->job.err);
    if (status == STATUS_OK && call->args.values[REPORTS_ALL] != NULL)
        status = db_plans(db, &call->job, LANG_NONE, &plans, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = add_plan(reports, db, plans[i].id, choices);
    for (size_t i = 0; status == STATUS_OK && i < call->args.operand_count; i++)
        status = add_plan(reports, db, call->args.operands[i], choices);
    db_close(db);
    return status;
}

static enum status begin_worker(void *context, struct err *err)
{
    struct reports *reports = context;
    reports->job = (struct job){ .arena = arena_new(LIMIT_COMMAND_MEMORY) };
    if (reports->job.arena == NULL)
        return err_set(err, STATUS_NOMEM, "out of memory");
    return db_open(reports->call->db, &reports->db, err);
}

static void make_one(void *context, size_t task, struct pool_outcome *outcome)
{
    struct reports *reports = context;
    struct report_head head;
    struct buf pdf;
    struct job *job = &reports->job;
    arena_reset(job->arena);
    err_clear(&job->err);
    buf_init(&pdf, LIMIT_PDF);
    enum status status = report_head(reports->db, &reports->queries[task], job, &head);
    if (status == STATUS_OK)
        status = report_pdf(reports->db, reports->fonts, &reports->queries[task], job, &pdf, NULL);
    if (status == STATUS_OK) {
        const char *path = arena_printf(job->arena, "%s/%s", reports->folder, head.file_name);
        status = path == NULL ? job_status(job) : output_write(path, pdf.bytes, pdf.length, &job->err);
    }
    outcome->status = status;
    if (status == STATUS_OK)
        snprintf(outcome->name, sizeof outcome->name, "%s", head.file_name);
    memcpy(outcome->text, job->err.text, sizeof outcome->text);
    buf_free(&pdf);
}

static void tell_outcome(void *context, const struct pool_outcome *outcome)
{
    struct reports *reports = context;
    const struct report_query *query = &reports->queries[outcome->task];
    if (outcome->status == STATUS_OK) {
        if (reports->lines)
            printf("%s/%s\n", reports->folder, outcome->name);
    } else {
        char line[LIMIT_ERR_TEXT + 128];
        snprintf(line, sizeof line, "%s %s%s%s: %s", query->plan, report_kind_word(query->kind),
                 query->id != NULL ? " " : "", query->id != NULL ? query->id : "",
                 outcome->text[0] != '\0' ? outcome->text : status_name(outcome->status));
        progress_clear(&reports->progress);
        output_complain(line);
        reports->failed++;
    }
    progress_step(&reports->progress, outcome->name);
}

static enum status make_all(struct reports *reports, int workers)
{
    struct call *call = reports->call;
    struct err *err = &call->job.err;
    const struct pool_work work = {
        .context = reports,
        .task_count = reports->count,
        .workers = workers < (int)reports->count ? workers : (int)reports->count,
        .begin = begin_worker,
        .work = make_one,
        .told = tell_outcome,
    };
    progress_begin(&reports->progress, reports->count);
    reports->lines = !reports->progress.shown || isatty(STDOUT_FILENO) != 1;
    enum status status = pool_run(&work, err);
    progress_clear(&reports->progress);
    if (status == STATUS_OK && !reports->lines)
        fprintf(stderr, trn(call->lang, "%zu report in %s\n", "%zu reports in %s\n", reports->count - reports->failed),
                reports->count - reports->failed, reports->folder);
    if (status == STATUS_OK && fflush(stdout) != 0)
        status = err_set(err, STATUS_IO, "standard output: %s", err_system(errno));
    if (status == STATUS_OK && reports->failed > 0)
        status = err_set(err, STATUS_DATA, "%zu of %zu reports failed", reports->failed, reports->count);
    return status;
}

/* Makes the folder where it is not there yet. */
static enum status make_folder(const char *folder, struct err *err)
{
    struct stat there;
    if (mkdir(folder, 0777) == 0)
        return STATUS_OK;
    if (errno == EEXIST && stat(folder, &there) == 0) {
        if (S_ISDIR(there.st_mode))
            return STATUS_OK;
        errno = ENOTDIR;
    }
    return err_set(err, STATUS_IO, "%s: %s", folder, err_system(errno));
}

/* As many as there are processors to work on. */
static int default_jobs(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > LIMIT_JOBS ? LIMIT_JOBS : (int)processors;
}

static enum status run_reports(struct call *call)
{
    struct reports reports = { .call = call, .folder = call->args.values[REPORTS_OUT] };
    struct report_query choices = { .drafts = true, .authors = true };
    struct err *err = &call->job.err;
    const char *jobs = call->args.values[REPORTS_JOBS];
    int workers = default_jobs();
    if (reports.folder == NULL)
        return err_set(err, STATUS_BADREQ, "option %s is missing", "--out");
    if ((call->args.values[REPORTS_ALL] != NULL) == (call->args.operand_count > 0))
        return err_set(err, STATUS_BADREQ, "either a plan or --all is needed");
    if (jobs != NULL && args_number("--jobs", jobs, 1, LIMIT_JOBS, &workers, err) != STATUS_OK)
        return err->status;
    enum status status = read_choices(call, REPORTS_YEAR, REPORTS_LANG, &choices);
    if (status == STATUS_OK)
        status = list_tasks(&reports, &choices);
    if (status == STATUS_OK)
        status = make_folder(reports.folder, err);
    if (status == STATUS_OK)
        status = fonts_load(&reports.fonts, err);
    if (status == STATUS_OK)
        status = make_all(&reports, workers);
    fonts_free(reports.fonts);
    return status;
}

const struct command command_reports = {
    .name = "reports",
    .usage = "reports PLAN|--all --out DIR [--jobs N] [--year YEAR] [--lang fi|sv|en]",
    .does = N_("makes every report of a plan, or of all plans, as PDF files in a folder"),
    .options = OPTION_TABLE(reports_options),
    .least = 0,
    .most = 1,
    .run = run_reports,
};
