/* The progress report of one main goal across all organisations. */
#include "reports/build.h"
#include "reports/join.h"
#include "reports/trend.h"
#include "text/message.h"

#include <stdlib.h>

#define MATRIX_SUBGOALS 20     /* subgoals side by side; more go into a second matrix */
#define MATRIX_AROUND   MM(26) /* room that its caption, head and key take */
#define MATRIX_ROW      PT(16)
#define MATRIX_WHOLE    30 /* rows: more need not stand on one page */

struct goal_report {
    struct build *build;
    const struct goal *goal;
    struct action_list by_organisation; /* organisation, subgoal, file */
    struct action_list by_subgoal;      /* subgoal, organisation, file */
    uint32_t *subgoal_anchors;          /* of their headings */
};

/* ---- Order ---- */

static int compare_places(const void *a, const void *b)
{
    return a < b ? -1 : a > b;
}

/* Organisations, subgoals and actions lie in print order, so their addresses tell it. */
static int by_organisation(const void *left, const void *right)
{
    const struct action *a = *(const struct action *const *)left, *b = *(const struct action *const *)right;
    int order = compare_places(a->organisation, b->organisation);
    if (order == 0)
        order = compare_places(a->subgoal, b->subgoal);
    return order != 0 ? order : compare_places(a, b);
}

static int by_subgoal(const void *left, const void *right)
{
    const struct action *a = *(const struct action *const *)left, *b = *(const struct action *const *)right;
    int order = compare_places(a->subgoal, b->subgoal);
    return order != 0 ? order : by_organisation(left, right);
}

/* ---- The matrix ---- */

static void matrix_head(struct goal_report *report, size_t from, size_t to)
{
    struct doc *doc = report->build->doc;
    const struct cell_spec head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND };
    const struct cell_spec end = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND, .align = ALIGN_END };
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, tr_text(report->build->lang, "Organisation"));
    for (size_t i = from; i < to; i++) {
        doc_cell_open(doc, &end);
        doc_paragraph_open(doc, STYLE_TABLE_HEAD, ALIGN_END);
        doc_span(doc, &(struct span){ .text = text_of(report->goal->subgoals[i].id, LANG_NONE),
                                      .anchor = report->subgoal_anchors[i] });
        doc_paragraph_close(doc);
        doc_cell_close(doc);
    }
    doc_row_close(doc);
}

/* "◑ › ✔": the status of the follow-up before, where it was another, and the status now. */
static void matrix_mark(struct build *build, const struct action *action)
{
    const struct followup *before = action_followup_before(action, build->year);
    enum mark mark = action_mark(action, build->year);
    if (before != NULL && status_mark(before->status) != mark) {
        const char *word = status_word(before->status, build->lang);
        doc_span(build->doc, &(struct span){ .mark = status_mark(before->status),
                                             .meaning = join_printf(build->job->arena, build->lang, "%s (%d)", word,
                                                                    before->year) });
        doc_text(build->doc, text_of("\u00A0›\u00A0", LANG_NONE));
    }
    doc_span(build->doc, &(struct span){ .mark = mark, .meaning = tr_text(build->lang, mark_word(mark, LANG_NONE)) });
}

/* The marks of one organisation's actions for one subgoal, at the cell's end, so that the marks of now stand below each
 * other; [*at..) of the list, `*at` moves behind them. */
static void matrix_cell(struct goal_report *report, const struct organisation *organisation,
                        const struct subgoal *subgoal, size_t *at)
{
    struct build *build = report->build;
    const struct action_list *list = &report->by_organisation;
    doc_cell_open(build->doc, &(struct cell_spec){ .align = ALIGN_END });
    bool any = false;
    for (; *at < list->count && list->actions[*at]->organisation == organisation &&
           list->actions[*at]->subgoal == subgoal;
         (*at)++) {
        if (any)
            doc_text(build->doc, text_of("  ", LANG_NONE));
        else
            doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_END);
        any = true;
        matrix_mark(build, list->actions[*at]);
    }
    if (any)
        doc_paragraph_close(build->doc);
    doc_cell_close(build->doc);
}

/* The next of the list's actions, from `at` on, for one of the subgoals [from, to); the list's count where there is
 * none. */
static size_t matrix_next(const struct goal_report *report, size_t at, size_t from, size_t to)
{
    const struct action_list *list = &report->by_organisation;
    const struct subgoal *subgoals = report->goal->subgoals;
    while (at < list->count &&
           (list->actions[at]->subgoal < &subgoals[from] || list->actions[at]->subgoal >= subgoals + to))
        at++;
    return at;
}

/* How many organisations have actions for the goal. */
static size_t organisation_count(const struct goal_report *report)
{
    const struct action_list *list = &report->by_organisation;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += i == 0 || list->actions[i]->organisation != list->actions[i - 1]->organisation;
    return count;
}

/* One matrix of the subgoals [from, to). Organisations without an action for one of them are left out; the matrix where
 * all are. */
static void matrix(struct goal_report *report, size_t from, size_t to)
{
    struct build *build = report->build;
    const struct action_list *list = &report->by_organisation;
    enum column_fit *fits = arena_array(build->job->arena, to - from + 1, sizeof(*fits));
    size_t at = matrix_next(report, 0, from, to);
    if (fits == NULL || at == list->count)
        return;
    for (size_t i = 1; i <= to - from; i++)
        fits[i] = COLUMN_TIGHT;
    doc_table_open(build->doc,
                   &(struct table_spec){ .columns = to - from + 1,
                                         .fits = fits,
                                         .natural = true,
                                         .caption = tr_text(build->lang, "Status by organisation and subgoal") });
    matrix_head(report, from, to);
    for (; at < list->count; at = matrix_next(report, at, from, to)) {
        const struct organisation *organisation = list->actions[at]->organisation;
        doc_row_open(build->doc, ROW_BODY);
        doc_cell(build->doc, &(struct cell_spec){ .scope = SCOPE_ROW }, STYLE_CELL, organisation->name);
        for (size_t i = from; i < to; i++)
            matrix_cell(report, organisation, &report->goal->subgoals[i], &at);
        doc_row_close(build->doc);
    }
    doc_table_close(build->doc);
}

/* True where an organisation of the matrix has no action for one of the subgoals. */
static bool has_empty_cells(const struct goal_report *report)
{
    const struct action_list *list = &report->by_organisation;
    size_t cells = 0;
    for (size_t i = 0; i < list->count; i++)
        cells += i == 0 || list->actions[i]->organisation != list->actions[i - 1]->organisation ||
                 list->actions[i]->subgoal != list->actions[i - 1]->subgoal;
    return cells < organisation_count(report) * report->goal->subgoal_count;
}

/* All matrices, the first on one page where a page is high enough. */
static void matrices(struct goal_report *report)
{
    const size_t subgoals = report->goal->subgoal_count, rows = organisation_count(report);
    if (rows <= MATRIX_WHOLE)
        doc_part_break_for(report->build->doc, MATRIX_AROUND + MATRIX_ROW * (fix)rows);
    for (size_t from = 0; from < subgoals; from += MATRIX_SUBGOALS)
        matrix(report, from, subgoals - from < MATRIX_SUBGOALS ? subgoals : from + MATRIX_SUBGOALS);
}

/* The marks that the matrix has, each with its word. */
static void matrix_key(struct goal_report *report)
{
    struct build *build = report->build;
    bool used[MARK_COUNT] = { false }, changed = false;
    for (size_t i = 0; i < report->by_organisation.count; i++) {
        const struct action *action = report->by_organisation.actions[i];
        const struct followup *before = action_followup_before(action, build->year);
        used[action_mark(action, build->year)] = true;
        if (before != NULL) {
            changed |= status_mark(before->status) != action_mark(action, build->year);
            used[status_mark(before->status)] = true;
        }
    }
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    doc_text(build->doc, tr_text(build->lang, "Marks:"));
    const char *before = " ";
    for (size_t i = 0; i < STATUS_MARKS; i++) {
        enum mark mark = status_order[i];
        if (!used[mark])
            continue;
        doc_text(build->doc, text_of(before, LANG_NONE));
        before = ", ";
        doc_span(build->doc, &(struct span){ .mark = mark, .text = tr_text(build->lang, mark_word(mark, LANG_NONE)) });
    }
    doc_paragraph_close(build->doc);
    if (changed)
        doc_paragraph(build->doc, STYLE_SMALL,
                      tr_text(build->lang, "Two marks with › between: the status of the follow-up before, and now."));
    if (has_empty_cells(report))
        doc_paragraph(build->doc, STYLE_SMALL,
                      tr_text(build->lang, "An empty cell: the organisation has no action for the subgoal."));
}

/* "Ei toimenpiteitä tässä tavoitteessa: ..." */
static void without_actions(struct goal_report *report)
{
    struct build *build = report->build;
    const struct action_list *list = &report->by_organisation;
    bool any = false;
    for (size_t i = 0, at = 0; i < build->plan->organisation_count; i++) {
        const struct organisation *organisation = &build->plan->organisations[i];
        bool shares = false;
        for (; at < list->count && list->actions[at]->organisation == organisation; at++)
            shares = true;
        if (shares)
            continue;
        if (!any)
            doc_paragraph_open(build->doc, STYLE_BODY, ALIGN_START);
        if (!any)
            doc_text(build->doc, tr_text(build->lang, "No actions for this goal:"));
        doc_text(build->doc, text_of(any ? ", " : " ", LANG_NONE));
        doc_text(build->doc, organisation->name);
        any = true;
    }
    if (any)
        doc_paragraph_close(build->doc);
}

static void overview(struct goal_report *report)
{
    struct build *build = report->build;
    if (build->reported && report->by_organisation.count > 0) {
        build_summary_start(build, &report->by_organisation);
        matrices(report);
        matrix_key(report);
    } else {
        build_summary_heading(build);
        build_targets(build, report->goal);
        if (!build->reported)
            doc_paragraph(build->doc, STYLE_LEAD,
                          tr_text(build->lang, "No follow-up of this plan has been reported yet."));
    }
    without_actions(report);
    build_trends(build, build_indicators_of(build, NULL), 0);
}

/* ---- The rows ---- */

static void subgoal_part(struct goal_report *report, size_t index, size_t *at)
{
    struct build *build = report->build;
    const struct subgoal *subgoal = &report->goal->subgoals[index];
    const struct action_list *list = &report->by_subgoal;
    size_t from = *at;
    while (*at < list->count && list->actions[*at]->subgoal == subgoal)
        (*at)++;
    doc_anchor_here(build->doc, report->subgoal_anchors[index]);
    doc_heading(build->doc, 2, build_subgoal_label(build, subgoal));
    if (*at == from)
        doc_paragraph(build->doc, STYLE_BODY, tr_text(build->lang, "No organisation has actions for this subgoal."));
    build_action_table(build, &(struct action_table){ .actions = (const struct action *const *)list->actions + from,
                                                      .count = *at - from,
                                                      .followup = true,
                                                      .organisations = true });
}

static void indicators(struct build *build)
{
    struct indicator_list list = build_indicators_of(build, NULL);
    if (list.count == 0)
        return;
    doc_part_break(build->doc);
    doc_heading(build->doc, 2, tr_text(build->lang, "Indicators"));
    build_indicator_tables(build, &(struct indicator_tables){ .indicators = list.indicators,
                                                              .count = list.count,
                                                              .heading_level = 3,
                                                              .explanations = true,
                                                              .caption = build_goal_heading(build, build->goal) });
}

void build_goal(struct build *build)
{
    struct goal_report report = {
        .build = build,
        .goal = build->goal,
        .by_organisation = build_actions_of(build, build->goal, NULL),
        .by_subgoal = build_actions_of(build, build->goal, NULL),
        .subgoal_anchors = arena_array(build->job->arena, build->goal->subgoal_count, sizeof(uint32_t)),
    };
    if (arena_failed(build->job->arena))
        return;
    for (size_t i = 0; i < build->goal->subgoal_count; i++) {
        report.subgoal_anchors[i] = doc_anchor_new(build->doc);
        doc_anchor_name(build->doc, report.subgoal_anchors[i],
                        report_place_subgoal(build->job->arena, build->goal->subgoals[i].id));
    }
    qsort(report.by_organisation.actions, report.by_organisation.count, sizeof(const struct action *), by_organisation);
    qsort(report.by_subgoal.actions, report.by_subgoal.count, sizeof(const struct action *), by_subgoal);
    build_cover(build, build_goal_heading(build, build->goal));
    build_contents(build, 2);
    overview(&report);
    if (build->reported)
        doc_part_break(build->doc);
    for (size_t i = 0, at = 0; i < build->goal->subgoal_count; i++)
        subgoal_part(&report, i, &at);
    indicators(build);
    build_about(build);
}
