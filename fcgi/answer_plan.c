/* `/plans/{plan}`: a plan at a glance. */
#include "base/clock.h"
#include "fcgi/plan_page.h"
#include "reports/html.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#include <time.h>

/* The month that it is where the service stands (the machine's time zone, else TZ), 1 to 12. The page's tag is its
 * body's, so that it changes with the month. */
static int this_month(void)
{
    struct tm here;
    time_t now = (time_t)clock_unix_seconds();
    localtime_r(&now, &here);
    return here.tm_mon + 1;
}

const struct html *plan_page_mark(struct plan_page *page, enum mark mark, struct text word)
{
    page->marks[mark] = true;
    return html_mark(&page->page->answer->job, mark, word, page->page->lang);
}

void plan_page_reported(const struct webpage *page, struct view *view, size_t reported, size_t due)
{
    char some[NUMBER_MAX], all[NUMBER_MAX];
    if (due == 0) {
        view_string(view, "reported", NULL);
        return;
    }
    number_format_int(some, (int64_t)reported, page->lang);
    number_format_int(all, (int64_t)due, page->lang);
    view_text(view, "reported", join_printf(page->arena, page->lang, tr(page->lang, "%s of %s actions reported"), some, all));
    view_int(view, "share", (int64_t)(reported * 100 / due));
}

const char *plan_page_link(const struct plan_page *page, const char *folder, const char *id)
{
    struct arena *arena = page->page->arena;
    const char *path = id == NULL ? arena_printf(arena, "/plans/%s/%s", page->plan->id, folder)
                                  : arena_printf(arena, "/plans/%s/%s/%s", page->plan->id, folder, id);
    return path == NULL ? NULL : webpage_link(page->page, path);
}

/* The same with a place on that page. */
static const char *link_to_place(const struct plan_page *page, const char *link, const char *place)
{
    return link == NULL || place == NULL ? NULL : arena_printf(page->page->arena, "%s#%s", link, place);
}

const char *plan_page_row_link(const struct plan_page *page, const struct action *action)
{
    return link_to_place(page, plan_page_link(page, "organisations", action->organisation->id),
                         build_row_name(page->build, action));
}

const char *plan_page_subgoal_link(const struct plan_page *page, const struct subgoal *subgoal)
{
    return link_to_place(page, plan_page_link(page, "goals", subgoal->goal->id),
                         report_place_subgoal(page->page->arena, subgoal->id));
}

static void add_goals(struct plan_page *page)
{
    const struct plan *plan = page->plan;
    view_list(page->page->view, "goals");
    for (size_t i = 0; i < plan->goal_count; i++) {
        struct view *item = view_item(page->page->view, "goals");
        struct status_row row = { 0 };
        for (size_t j = 0; j < plan->action_count; j++)
            if (plan->actions[j].subgoal->goal == &plan->goals[i])
                status_row_add(&row, &plan->actions[j], plan->year);
        unsigned due = status_row_total(&row);
        view_text(item, "name", build_goal_heading(page->build, &plan->goals[i]));
        view_string(item, "address", plan_page_link(page, "goals", plan->goals[i].id));
        view_string(item, "pdf", webpage_link(page->page, report_address(page->page->arena, REPORT_GOAL, plan->id, plan->goals[i].id)));
        plan_page_reported(page->page, item, due - row.not_reported, page->build->reported ? due : 0);
    }
}

/* What can be taken along. */
static void add_files(struct plan_page *page, bool indicators)
{
    struct arena *arena = page->page->arena;
    struct view *view = page->page->view;
    const char *id = page->plan->id;
    static const struct {
        const char *name, *file;
        const char *(*link)(const struct webpage *page, const char *path);
        bool of_indicators;
    } files[] = {
        { "plan_pdf", "plan.pdf", webpage_link, false },
        { "plan_csv", "plan.csv", webpage_link_table, false },
        { "status_csv", "status.csv", webpage_link_table, false },
        { "indicators_pdf", "indicators.pdf", webpage_link, true },
        { "indicators_csv", "indicators.csv", webpage_link_table, true },
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const char *path = arena_printf(arena, "/plans/%s/%s", id, files[i].file);
        bool there = path != NULL && (indicators || !files[i].of_indicators);
        view_string(view, files[i].name, there ? files[i].link(page->page, path) : NULL);
    }
    view_string(view, "attach", webpage_link(page->page, arena_printf(arena, "/plans/%s/attach", id)));
    view_string(view, "plan_api", arena_printf(arena, "/api/v1/plans/%s", id));
}

/* The appendices of organisations and of those members that have their own. */
static enum status add_appendices(struct plan_page *page)
{
    struct answer *answer = page->page->answer;
    const struct report_entry *reports;
    size_t count;
    enum status status = report_list(answer->db, page->plan->id, page->page->lang, &answer->job, &reports, &count);
    view_list(page->page->view, "appendices");
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (reports[i].kind != REPORT_APPENDIX)
            continue;
        struct view *item = view_item(page->page->view, "appendices");
        view_text(item, "name", reports[i].title);
        view_string(item, "pdf", webpage_link(page->page, reports[i].address));
    }
    return status;
}

static void add_head(struct plan_page *page, const struct plan_version *version)
{
    const struct plan *plan = page->plan;
    struct view *view = page->page->view;
    struct status_row row = { 0 };
    for (size_t i = 0; i < plan->action_count; i++)
        status_row_add(&row, &plan->actions[i], plan->year);
    unsigned due = status_row_total(&row);
    webpage_crumb(page->page, plan->title, NULL);
    webpage_years(page->page, plan->from, version->newest_year, plan->year);
    view_text(view, "part", plan->part);
    view_int(view, "from", plan->from);
    view_int(view, "to", plan->to);
    view_int(view, "year", plan->year);
    view_text(view, "area", plan->area == NULL ? (struct text){ 0 } : plan->area->name);
    view_flag(view, "told", page->build->reported);
    plan_page_reported(page->page, view, due - row.not_reported, page->build->reported ? due : 0);
}

enum status answer_plan(struct answer *answer)
{
    struct plan_version version;
    struct webpage webpage;
    const struct plan *plan;
    enum status status = answer_find_plan(answer, &version);
    struct plan_scope scope = { .plan = answer->route.plan, .year = answer->year, .lang = answer->lang,
                                .parts = PART_ACTIONS | PART_INDICATORS | PART_EVENTS };
    if (status == STATUS_OK)
        status = db_plan(answer->db, &answer->job, &scope, &plan);
    if (status != STATUS_OK)
        return status;
    webpage_open(&webpage, answer, plan->lang, plan->title);
    struct report_query query = { .kind = REPORT_PLAN, .plan = plan->id, .year = plan->year, .lang = plan->lang };
    struct build build = { .job = &answer->job, .db = answer->db, .plan = plan, .query = &query, .lang = plan->lang,
                           .year = plan->year, .now = this_month(), .screen = true,
                           .metrics = fonts_metrics(answer->fonts) };
    struct plan_page page = { .page = &webpage, .plan = plan, .build = &build };
    status = db_reported(answer->db, &answer->job, plan->id, plan->year, &build.reported);
    if (status != STATUS_OK)
        return status;
    add_head(&page, &version);
    add_files(&page, version.indicators);
    add_goals(&page);
    plan_page_late(&page);
    plan_page_matrix(&page);
    plan_page_trends(&page);
    plan_page_clock(&page);
    status = add_appendices(&page);
    if (status != STATUS_OK)
        return status;
    view_html(webpage.view, "symbols", html_symbols(&answer->job, page.marks));
    return webpage_close(&webpage, "plan");
}
