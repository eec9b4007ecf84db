/* The summary of an organisation's report, behind the contents: how many actions have which status, what is delayed,
 * what was not reported, what has changed. */
#include "reports/build.h"
#include "reports/join.h"
#include "reports/trend.h"
#include "text/message.h"
#include "text/number.h"

/* ---- The table of counts ---- */

static void add_row(struct status_row *total, const struct status_row *row)
{
    for (size_t i = 0; i < FOLLOW_COUNT; i++)
        total->counts[i] += row->counts[i];
    total->not_reported += row->not_reported;
    total->not_applicable += row->not_applicable;
}

/* "4", or "4 (2)" with the count before, which is soft. */
static void number_cell(struct build *build, unsigned number, const unsigned *before, bool bold)
{
    char digits[NUMBER_MAX];
    number_format_int(digits, number, build->lang);
    doc_cell_open(build->doc, &(struct cell_spec){ .align = ALIGN_END });
    doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_END);
    doc_span(build->doc,
             &(struct span){ .text = join_printf(build->job->arena, LANG_NONE, "%s", digits), .bold = bold });
    if (before != NULL) {
        number_format_int(digits, *before, build->lang);
        doc_span(build->doc, &(struct span){ .text = join_printf(build->job->arena, LANG_NONE, "\u00A0(%s)", digits),
                                             .tint = TINT_INK_SOFT });
    }
    doc_paragraph_close(build->doc);
    doc_cell_close(build->doc);
}

/* The statuses that a table of counts has as columns, and its last row. */
struct counts {
    struct status_row total, before;
    bool shown[STATUS_MARKS];
    size_t columns;
};

static struct counts counts_of(struct build *build, const struct status_rows *rows)
{
    struct counts counts = { .total = { .label = tr_text(build->lang, "Total") }, .columns = 2 };
    for (size_t i = 0; i < rows->count; i++) {
        add_row(&counts.total, &rows->rows[i]);
        if (rows->before != NULL)
            add_row(&counts.before, &rows->before[i]);
    }
    for (size_t i = 0; i < STATUS_MARKS; i++) {
        counts.shown[i] =
            status_row_count(&counts.total, status_order[i]) + status_row_count(&counts.before, status_order[i]) > 0;
        counts.columns += counts.shown[i];
    }
    return counts;
}

/* `before` NULL: without brackets. */
static void counts_row(struct build *build, const struct status_row *row, const struct status_row *before,
                       const struct counts *counts)
{
    struct doc *doc = build->doc;
    bool bold = row == &counts->total;
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &(struct cell_spec){ .scope = SCOPE_ROW });
    doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
    doc_span(doc, &(struct span){ .text = row->label, .bold = bold });
    doc_paragraph_close(doc);
    doc_cell_close(doc);
    for (size_t i = 0; i < STATUS_MARKS; i++) {
        unsigned earlier = before == NULL ? 0 : status_row_count(before, status_order[i]);
        if (counts->shown[i])
            number_cell(build, status_row_count(row, status_order[i]), before == NULL ? NULL : &earlier, bold);
    }
    number_cell(build, status_row_total(row) + row->not_applicable, NULL, true);
    doc_row_close(doc);
}

static void counts_head(struct build *build, struct text heading, const struct counts *counts)
{
    struct doc *doc = build->doc;
    const struct cell_spec head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND };
    const struct cell_spec number_head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND, .align = ALIGN_END };
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, heading);
    for (size_t i = 0; i < STATUS_MARKS; i++) {
        if (!counts->shown[i])
            continue;
        doc_cell_open(doc, &number_head);
        doc_paragraph_open(doc, STYLE_TABLE_HEAD, ALIGN_END);
        doc_span(doc, &(struct span){ .mark = status_order[i],
                                      .text = tr_text(build->lang, mark_word(status_order[i], LANG_NONE)) });
        doc_paragraph_close(doc);
        doc_cell_close(doc);
    }
    doc_cell(doc, &number_head, STYLE_TABLE_HEAD, tr_text(build->lang, "Total"));
    doc_row_close(doc);
}

/* "Toimenpiteiden tilanne 2022 (suluissa 2021)" */
static struct text counts_caption(struct build *build, const struct status_rows *rows)
{
    struct arena *arena = build->job->arena;
    enum lang lang = build->lang;
    if (rows->before == NULL)
        return join_printf(arena, lang, tr(lang, "Status of the actions in %d"), build->year);
    return join_printf(arena, lang, tr(lang, "Status of the actions in %d (in brackets %d)"), build->year,
                       rows->before_year);
}

/* A row each, the statuses that occur as columns, a total; the counts before in brackets. */
static void counts_table(struct build *build, const struct status_rows *rows)
{
    static const enum column_fit fits[STATUS_MARKS + 2] = {
        COLUMN_FLOW,  COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT,
        COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT,
    };
    const struct counts counts = counts_of(build, rows);
    struct text heading = build->plan->goal_label;
    doc_table_open(build->doc, &(struct table_spec){ .columns = counts.columns,
                                                     .fits = fits,
                                                     .caption = counts_caption(build, rows) });
    counts_head(build, text_absent(heading) ? tr_text(build->lang, "Goal") : heading, &counts);
    for (size_t i = 0; i < rows->count; i++)
        counts_row(build, &rows->rows[i], rows->before == NULL ? NULL : &rows->before[i], &counts);
    if (rows->count > 1)
        counts_row(build, &counts.total, rows->before == NULL ? NULL : &counts.before, &counts);
    doc_table_close(build->doc);
}

/* ---- What to look at ---- */

/* Why an action stands in the table below the counts: each a band of it. */
enum notable { NOTABLE_DELAYED, NOTABLE_NOT_REPORTED, NOTABLE_CHANGED, NOTABLE_COUNT };

static bool is_notable(const struct build *build, const struct action *action, enum notable notable)
{
    const struct followup *now = action_followup(action, build->year);
    const struct followup *before = action_followup_before(action, build->year);
    switch (notable) {
    case NOTABLE_DELAYED:
        return now != NULL && now->status == FOLLOW_DELAYED;
    case NOTABLE_NOT_REPORTED:
        return action_mark(action, build->year) == MARK_NOT_REPORTED;
    case NOTABLE_CHANGED:
        return now != NULL && before != NULL && now->status != before->status;
    case NOTABLE_COUNT:
        break;
    }
    return false;
}

static struct text notable_heading(struct build *build, enum notable notable)
{
    enum lang lang = build->lang;
    if (notable == NOTABLE_DELAYED)
        return tr_text(lang, "Delayed");
    if (notable == NOTABLE_NOT_REPORTED)
        return join_printf(build->job->arena, lang, tr(lang, "Not reported for %d"), build->year);
    return tr_text(lang, "Changed since the previous follow-up");
}

/* The subgoal as a link to the action's row; where the organisation has several actions for it, also the action's first
 * words. */
static void action_cell(struct build *build, const struct action_list *list, size_t at)
{
    const struct action *action = list->actions[at];
    const struct text text = action->cells[FIELD_ACTION].text;
    doc_cell_open(build->doc, &(struct cell_spec){ .scope = SCOPE_ROW });
    doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_START);
    doc_span(build->doc, &(struct span){ .text = build_subgoal_label(build, action->subgoal),
                                         .anchor = build_row_anchor(build, action) });
    bool several = (at > 0 && list->actions[at - 1]->subgoal == action->subgoal) ||
                   (at + 1 < list->count && list->actions[at + 1]->subgoal == action->subgoal);
    if (several && !text_absent(text)) {
        doc_text(build->doc, text_of(" – ", LANG_NONE));
        doc_text(build->doc, build_quote(build, text));
    }
    doc_paragraph_close(build->doc);
    doc_cell_close(build->doc);
}

/* "2021: ● Käynnissä"; an empty cell for year 0. */
static void status_cell(struct build *build, int year, enum mark mark)
{
    struct doc *doc = build->doc;
    doc_cell_open(doc, &(struct cell_spec){ 0 });
    if (year != 0) {
        doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
        doc_text(doc, join_printf(build->job->arena, LANG_NONE, "%d: ", year));
        doc_span(doc, &(struct span){ .text = tr_text(build->lang, mark_word(mark, LANG_NONE)), .mark = mark });
        doc_paragraph_close(doc);
    }
    doc_cell_close(doc);
}

static void notable_row(struct build *build, const struct action_list *list, size_t at, bool earlier)
{
    const struct followup *before = action_followup_before(list->actions[at], build->year);
    doc_row_open(build->doc, ROW_BODY);
    action_cell(build, list, at);
    if (earlier)
        status_cell(build, before == NULL ? 0 : before->year, before == NULL ? MARK_NONE : status_mark(before->status));
    status_cell(build, build->year, action_mark(list->actions[at], build->year));
    doc_row_close(build->doc);
}

static void notable_band(struct build *build, const struct action_list *list, enum notable notable, bool earlier)
{
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        if (!is_notable(build, list->actions[i], notable))
            continue;
        if (!any) {
            doc_row_open(build->doc, ROW_BAND);
            doc_cell(
                build->doc,
                &(struct cell_spec){ .col_span = earlier ? 3 : 2, .scope = SCOPE_COLUMN, .ground = TINT_BAND_GROUND },
                STYLE_TABLE_BAND, notable_heading(build, notable));
            doc_row_close(build->doc);
        }
        any = true;
        notable_row(build, list, i, earlier);
    }
}

/* What is delayed, what was not reported, what has changed, each with its status now and, where anything was reported
 * earlier, before, and a link to its row. Nothing where there is none of them. */
static void notable_table(struct build *build, const struct action_list *list)
{
    static const enum column_fit fits[] = { COLUMN_FLOW, COLUMN_TIGHT, COLUMN_TIGHT };
    const struct cell_spec head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND };
    struct doc *doc = build->doc;
    bool any = false, earlier = false;
    for (size_t i = 0; i < list->count; i++)
        for (enum notable notable = 0; notable < NOTABLE_COUNT; notable++) {
            bool found = is_notable(build, list->actions[i], notable);
            any = any || found;
            earlier = earlier || (found && action_followup_before(list->actions[i], build->year) != NULL);
        }
    if (!any)
        return;
    doc_table_open(doc,
                   &(struct table_spec){ .columns = earlier ? 3 : 2,
                                         .fits = fits,
                                         .banded_headers = true,
                                         .caption = tr_text(build->lang, "Actions delayed, not reported or changed") });
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, build->plan->columns[0].heading);
    if (earlier)
        doc_cell(doc, &head, STYLE_TABLE_HEAD, tr_text(build->lang, "Before"));
    doc_cell(doc, &head, STYLE_TABLE_HEAD, tr_text(build->lang, "Now"));
    doc_row_close(doc);
    for (enum notable notable = 0; notable < NOTABLE_COUNT; notable++)
        notable_band(build, list, notable, earlier);
    doc_table_close(doc);
}

/* ---- The page ---- */

/* One row a goal that the list has actions for. */
static struct status_rows rows_by_goal(struct build *build, const struct action_list *list)
{
    const struct plan *plan = build->plan;
    struct status_row *rows = arena_array(build->job->arena, plan->goal_count, sizeof(*rows));
    struct status_row *before = arena_array(build->job->arena, plan->goal_count, sizeof(*before));
    struct status_rows out = { .rows = rows };
    out.before_year = actions_year_before((const struct action *const *)list->actions, list->count, build->year);
    if (rows == NULL || before == NULL)
        return out;
    if (out.before_year != 0)
        out.before = before;
    for (size_t i = 0; i < list->count; i++) {
        size_t goal = (size_t)(list->actions[i]->subgoal->goal - plan->goals);
        status_row_add(&rows[goal], list->actions[i], build->year);
        status_row_add(&before[goal], list->actions[i], out.before_year);
    }
    for (size_t i = 0; i < plan->goal_count; i++) {
        if (status_row_total(&rows[i]) + rows[i].not_applicable == 0)
            continue;
        before[out.count] = before[i];
        rows[out.count] = rows[i];
        rows[out.count++].label = build_goal_heading(build, &plan->goals[i]);
    }
    return out;
}

/* "Vuodelta 2022 raportoituja toimenpiteitä: 12 / 16. Yksikään toimenpide ei ole viivästynyt." */
static void reported_sentence(struct build *build, const struct action_list *list)
{
    struct status_row row = { 0 };
    for (size_t i = 0; i < list->count; i++)
        status_row_add(&row, list->actions[i], build->year);
    unsigned total = status_row_total(&row);
    struct join join = join_start(build->job->arena, build->lang);
    char reported[NUMBER_MAX], all[NUMBER_MAX], delayed[NUMBER_MAX];
    number_format_int(reported, total - row.not_reported, build->lang);
    number_format_int(all, total, build->lang);
    number_format_int(delayed, row.counts[FOLLOW_DELAYED], build->lang);
    join_text(&join, join_printf(build->job->arena, build->lang, tr(build->lang, "Actions reported for %d: %s of %s."),
                                 build->year, reported, all));
    if (total > row.not_reported) {
        join_word(&join, " ");
        if (row.counts[FOLLOW_DELAYED] == 0)
            join_word(&join, tr(build->lang, "No action is delayed."));
        else
            join_text(&join,
                      join_printf(build->job->arena, build->lang, tr(build->lang, "Delayed actions: %s."), delayed));
    }
    doc_paragraph(build->doc, STYLE_LEAD, join_end(&join));
}

void build_summary_heading(struct build *build)
{
    enum lang lang = build->lang;
    if (build->reported)
        doc_heading(build->doc, 2, join_printf(build->job->arena, lang, tr(lang, "Summary %d"), build->year));
    else
        doc_heading(build->doc, 2, tr_text(lang, "Summary"));
}

#define HEADING_ROOM MM(24) /* of the page: heading and first sentence with the spaces around them */
#define TARGET_ROOM  MM(8)  /* of one of the goal's targets */

/* Heading, sentence and chart stand together, behind the contents where there is room for them. */
void build_summary_start(struct build *build, const struct action_list *list)
{
    const struct status_rows rows = rows_by_goal(build, list);
    const struct figure *figure = chart_status(build, &rows, build->screen ? FIGURE_SCREEN : build_measure());
    if (build->screen && figure != NULL) { /* one bar needs no more room than a small screen has */
        const struct figure *narrow = chart_status(build, &rows, FIGURE_NARROW);
        figure = rows.count == 1 ? narrow : figure_pair(build->job->arena, figure, narrow);
    }
    fix room = HEADING_ROOM + (figure == NULL ? 0 : figure->height);
    if (build->goal != NULL)
        room += TARGET_ROOM * (fix)build->goal->target_count;
    doc_part_break_for(build->doc, room);
    build_summary_heading(build);
    if (build->goal != NULL)
        build_targets(build, build->goal);
    reported_sentence(build, list);
    if (figure != NULL)
        doc_figure(build->doc, figure);
    counts_table(build, &rows);
}

void build_summary(struct build *build)
{
    struct action_list list = build_actions_of(build, NULL, build->organisation);
    if (list.count == 0)
        return;
    if (!build->reported) {
        build_summary_heading(build);
        doc_paragraph(build->doc, STYLE_LEAD, tr_text(build->lang, "No follow-up of this plan has been reported yet."));
        return;
    }
    build_summary_start(build, &list);
    notable_table(build, &list);
    build_trends(build, build_indicators_of(build, NULL), 0);
}
