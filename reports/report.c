/* From a query to bytes: the query is checked and completed (report_query.c), the plan is read, a builder fills the
 * document, layout breaks it into pages, a device writes them. */
#include "base/clock.h"
#include "reports/build.h"
#include "reports/html.h"
#include "reports/join.h"
#include "reports/layout.h"
#include "reports/pdf.h"
#include "reports/report_inner.h"
#include "reports/trace.h"
#include "text/message.h"

#include <stdio.h>
#include <string.h>

/* ---- The kinds ---- */

#define PARTS_ALL (PART_ACTIONS | PART_INDICATORS | PART_EVENTS)

const struct report_kind_row report_kinds[REPORT_KIND_COUNT] = {
    [REPORT_ORGANISATION] = { "organisation", "organisations", NULL, PARTS_ALL, true, build_organisation },
    [REPORT_GOAL] = { "goal", "goals", NC_("file", "goal"), PART_ACTIONS | PART_INDICATORS, true, build_goal },
    [REPORT_APPENDIX] = { "appendix", "appendices", NC_("file", "appendix"), PART_ACTIONS, true, build_appendix },
    [REPORT_PLAN] = { "plan", NULL, NC_("file", "plan"), PARTS_ALL, false, build_plan },
    [REPORT_INDICATOR] = { "indicator", "indicators", NC_("file", "indicator"), PART_INDICATORS, false, build_indicator },
    [REPORT_INDICATORS] = { "indicators", NULL, NC_("file", "indicators"), PART_INDICATORS, false, build_indicators },
};

enum report_kind report_kind_of(const char *word)
{
    int kind = 0;
    while (kind < REPORT_KIND_COUNT && strcmp(report_kinds[kind].word, word) != 0)
        kind++;
    return (enum report_kind)kind;
}

const char *report_kind_word(enum report_kind kind)
{
    return report_kinds[kind].word;
}

/* ---- Reading ---- */

static enum status read_scope(struct db *db, const struct resolved *resolved, bool everybody, struct build *build)
{
    struct plan_scope scope = {
        .plan = resolved->query->plan,
        .parts = resolved->kind->parts,
        .organisation = everybody ? NULL : resolved->organisation,
        .goal = resolved->goal,
        .indicator = resolved->query->kind == REPORT_INDICATOR ? resolved->query->id : NULL,
        .year = resolved->year,
        .lang = resolved->lang,
    };
    enum status status = db_plan(db, build->job, &scope, &build->plan);
    if (status == STATUS_OK && resolved->organisation != NULL) {
        struct body body;
        if (!plan_body(build->plan, resolved->query->id, &body))
            return err_set(&build->job->err, STATUS_BUG, "the plan was read without what was asked for");
        build->organisation = body.organisation;
        build->member = body.member;
    }
    if (status == STATUS_OK && resolved->goal != NULL)
        build->goal = plan_goal(build->plan, resolved->goal);
    if (status == STATUS_OK && resolved->query->kind == REPORT_INDICATOR)
        build->indicator = plan_indicator(build->plan, resolved->query->id);
    return status;
}

/* The words of the plan, of the plans whose follow-up is printed with it, and of the program's own messages. */
static enum status read_words(struct db *db, const struct resolved *resolved, struct build *build)
{
    const struct wordbooks *words = message_words();
    enum status status = STATUS_OK;
    for (size_t i = resolved->provenance->plan_count; i-- > 0 && status == STATUS_OK;) {
        const struct plan_read *plan = &resolved->provenance->plans[i];
        if (plan->version != NULL)
            status = db_wordbooks(db, build->job, plan->id, words, &words);
    }
    build->words = words;
    return status;
}

/* An organisation that took over another's work shows that one's rows too, so then everybody's are read. */
static enum status read_plan(struct db *db, const struct resolved *resolved, struct build *build)
{
    enum status status = read_scope(db, resolved, false, build);
    if (status == STATUS_OK && resolved->query->kind == REPORT_ORGANISATION && build->organisation->succeed_count > 0)
        status = read_scope(db, resolved, true, build);
    if (status == STATUS_OK)
        status = read_words(db, resolved, build);
    if (status != STATUS_OK)
        return status;
    if (resolved->query->kind == REPORT_ORGANISATION)
        build->chain = plan_chain(build->plan, build->organisation, build->job->arena, &build->chain_count);
    build->provenance = resolved->provenance;
    build->meeting = resolved->meeting;
    build->attachment = resolved->attachment;
    return db_reported(db, build->job, resolved->query->plan, resolved->year, &build->reported);
}

static bool shown(const struct build *build, const struct action *action)
{
    bool any = build->chain_count == 0;
    for (size_t i = 0; i < build->chain_count && !any; i++)
        any = action->organisation == build->chain[i];
    return any;
}

/* The newer of two dates, either of which may be NULL. */
static const char *newer(const char *a, const char *b)
{
    return a == NULL || (b != NULL && strcmp(b, a) > 0) ? b : a;
}

/* The newest date of the follow-up that the report shows, that of other plans in an appendix included; NULL: none. */
static const char *newest_followup(struct build *build)
{
    const struct plan *plan = build->plan;
    const char *newest = NULL;
    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];
        if (!shown(build, action))
            continue;
        for (size_t j = 0; j < action->followup_count; j++)
            newest = newer(newest, action->followups[j].date);
        if (build->query->kind != REPORT_APPENDIX || (i > 0 && action[-1].subgoal == action->subgoal))
            continue;
        struct based_on based_on = build_based_on_read(build, action->subgoal);
        for (size_t j = 0; j < based_on.count; j++)
            newest = newer(newest, based_on.entries[j].followup.date);
    }
    return newest;
}

static void date_data(struct build *build)
{
    const char *newest = report_kinds[build->query->kind].followup ? newest_followup(build) : NULL;
    struct plan rest = *build->plan;
    rest.action_count = 0;
    if (newest != NULL)
        snprintf(build->newest_date, sizeof(build->newest_date), "%.10s", newest);
    else
        plan_data_date(&rest, build->newest_date);
}

/* ---- From the query to pages ---- */

struct made {
    const struct build *build;
    const struct doc *doc;
    const struct laid *laid;
    int newest_year;
    struct report_times times;
    bool screen;
};

static int64_t lap(int64_t *since)
{
    int64_t now = clock_monotonic_us(), passed = now - *since;
    *since = now;
    return passed;
}

/* The document. `made->screen` tells what it is for. */
static enum status fill(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                        struct made *made)
{
    struct resolved resolved;
    struct build *build = arena_alloc(job->arena, sizeof(*build));
    int64_t clock = clock_monotonic_us();
    if (build == NULL)
        return job_status(job);
    enum status status = report_resolve(db, query, job, &resolved);
    if (status != STATUS_OK)
        return status;
    *build = (struct build){ .job = job,
                             .db = db,
                             .metrics = fonts_metrics(fonts),
                             .query = query,
                             .lang = resolved.lang,
                             .year = resolved.year,
                             .screen = made->screen };
    status = read_plan(db, &resolved, build);
    made->times.read = lap(&clock);
    if (status != STATUS_OK || job_late(job))
        return job_status(job);
    date_data(build);
    build->doc = report_document(build);
    if (build->doc == NULL)
        return job_status(job);
    resolved.kind->build(build);
    build_languages(build);
    made->build = build;
    made->doc = build->doc;
    made->newest_year = resolved.version.newest_year;
    status = doc_status(build->doc);
    made->times.build = lap(&clock);
    return status != STATUS_OK || job_late(job) ? job_status(job) : STATUS_OK;
}

/* The document, laid out on paper. */
static enum status make(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                        struct made *made)
{
    *made = (struct made){ 0 };
    enum status status = fill(db, fonts, query, job, made);
    int64_t clock = clock_monotonic_us();
    if (status == STATUS_OK)
        status = layout_doc(made->doc, fonts_metrics(fonts), job, &made->laid);
    made->times.layout = lap(&clock);
    if (status != STATUS_OK)
        return status;
    made->times.pages = made->laid->page_count;
    made->times.lacking = made->laid->lacking;
    made->times.emergency_breaks = made->laid->emergency_breaks;
    return STATUS_OK;
}

static enum status draw(const struct made *made, struct device *device, struct job *job, struct buf *out)
{
    if (device == NULL)
        return job_status(job);
    enum status status = draw_laid(made->laid, doc_meta(made->doc), device, job);
    if (status == STATUS_OK && buf_status(out) == STATUS_LIMIT)
        status = err_set(&job->err, STATUS_LIMIT, "the report is larger than %zu bytes", out->maximum);
    else if (status == STATUS_OK)
        status = buf_tell(out, &job->err);
    if (status != STATUS_OK)
        buf_reset(out); /* half a report is none, also where the failure came with the last bytes */
    return status;
}

enum status report_pdf(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                       struct buf *out, struct report_times *times)
{
    struct made made;
    enum status status = make(db, fonts, query, job, &made);
    int64_t clock = clock_monotonic_us();
    if (status == STATUS_OK)
        status = draw(&made, query->plain ? pdf_device_plain(job, fonts, out) : pdf_device(job, fonts, out), job, out);
    made.times.write = lap(&clock);
    if (times != NULL)
        *times = made.times;
    return status;
}

enum status report_trace(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                         struct buf *out)
{
    struct made made;
    enum status status = make(db, fonts, query, job, &made);
    if (status == STATUS_OK)
        status = draw(&made, trace_device(job, out), job, out);
    return status;
}

enum status report_html(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                        struct report_page *out)
{
    struct made made = { .screen = true };
    *out = (struct report_page){ 0 };
    enum status status = fill(db, fonts, query, job, &made);
    if (status == STATUS_OK)
        status = html_document(made.doc, job, &out->body);
    if (status != STATUS_OK)
        return status;
    const struct build *build = made.build;
    out->title = doc_meta(made.doc)->title;
    out->plan = build->plan->title;
    out->from = build->plan->from;
    out->newest = made.newest_year;
    out->year = build->year;
    out->lang = build->lang;
    return STATUS_OK;
}

/* ---- All reports of a plan ---- */

struct listing {
    struct job *job;
    const struct plan *plan;
    struct report_entry *entries;
    size_t count;
};

static void list_one(struct listing *listing, enum report_kind kind, const char *id, struct text title)
{
    listing->entries[listing->count++] =
        (struct report_entry){ .kind = kind,
                               .id = id,
                               .title = title,
                               .address = report_address(listing->job->arena, kind, listing->plan->id, id) };
}

static struct text list_goal_title(struct listing *listing, const struct goal *goal)
{
    struct join join = join_start(listing->job->arena, goal->title.lang);
    join_text(&join, goal->number);
    join_between(&join, " ");
    join_text(&join, goal->title);
    return join_end(&join);
}

/* An id that several bodies have leads to the first. */
static bool has_appendix(const struct plan *plan, const struct member *member)
{
    struct body body;
    return member->id != NULL && plan_body(plan, member->id, &body) && body.member == member;
}

static void list_all(struct listing *listing, bool indicators)
{
    const struct plan *plan = listing->plan;
    list_one(listing, REPORT_PLAN, NULL, tr_text(plan->lang, "The whole plan"));
    if (indicators)
        list_one(listing, REPORT_INDICATORS, NULL, tr_text(plan->lang, "Indicators"));
    for (size_t i = 0; i < plan->goal_count; i++)
        list_one(listing, REPORT_GOAL, plan->goals[i].id, list_goal_title(listing, &plan->goals[i]));
    for (size_t i = 0; i < plan->organisation_count; i++)
        list_one(listing, REPORT_ORGANISATION, plan->organisations[i].id, plan->organisations[i].name);
    for (size_t i = 0; i < plan->organisation_count; i++) {
        const struct organisation *organisation = &plan->organisations[i];
        list_one(listing, REPORT_APPENDIX, organisation->id, organisation->name);
        for (size_t j = 0; j < organisation->member_count; j++)
            if (has_appendix(plan, &organisation->members[j]))
                list_one(listing, REPORT_APPENDIX, organisation->members[j].id, organisation->members[j].name);
    }
}

enum status report_list(struct db *db, const char *plan, enum lang lang, struct job *job,
                        const struct report_entry **out, size_t *count)
{
    struct listing listing = { .job = job };
    struct plan_version version;
    *out = NULL;
    *count = 0;
    enum status status = db_plan_version(db, plan, &version, &job->err);
    if (status == STATUS_OK)
        status = db_plan(db, job, &(struct plan_scope){ .plan = plan, .lang = lang }, &listing.plan);
    if (status != STATUS_OK)
        return status;
    size_t most = 2 + listing.plan->goal_count + 2 * listing.plan->organisation_count;
    for (size_t i = 0; i < listing.plan->organisation_count; i++)
        most += listing.plan->organisations[i].member_count;
    listing.entries = arena_array(job->arena, most, sizeof(*listing.entries));
    if (listing.entries == NULL)
        return job_status(job);
    list_all(&listing, version.indicators);
    *out = listing.entries;
    *count = listing.count;
    return job_status(job);
}
