/* The first page of an organisation's report: how many actions have which status, what is delayed, what was not reported, what
 * has changed. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

/* ---- The table of counts ---- */

#define COUNT_COLUMNS (FOLLOW_COUNT + 2) /* the statuses, not reported, not applicable */

static enum mark count_mark(size_t column)
{
    if (column < FOLLOW_COUNT)
        return status_mark((enum follow_status)column);
    return column == FOLLOW_COUNT ? MARK_NOT_REPORTED : MARK_NOT_APPLICABLE;
}

static unsigned count_of(const struct status_row *row, size_t column)
{
    if (column < FOLLOW_COUNT)
        return row->counts[column];
    return column == FOLLOW_COUNT ? row->not_reported : row->not_applicable;
}

static void add_row(struct status_row *total, const struct status_row *row)
{
    for (size_t i = 0; i < FOLLOW_COUNT; i++)
        total->counts[i] += row->counts[i];
    total->not_reported += row->not_reported;
    total->not_applicable += row->not_applicable;
}

static void number_cell(struct build *build, unsigned number, bool bold)
{
    char digits[NUMBER_MAX];
    number_format_int(digits, number, build->lang);
    doc_cell_open(build->doc, &(struct cell_spec){ .align = ALIGN_END });
    doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_END);
    doc_span(build->doc, &(struct span){ .text = join_printf(build->job->arena, LANG_NONE, "%s", digits), .bold = bold });
    doc_paragraph_close(build->doc);
    doc_cell_close(build->doc);
}

static void counts_row(struct build *build, const struct status_row *row, const struct status_row *total, bool bold)
{
    struct doc *doc = build->doc;
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &(struct cell_spec){ .scope = SCOPE_ROW });
    doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
    doc_span(doc, &(struct span){ .text = row->label, .bold = bold });
    doc_paragraph_close(doc);
    doc_cell_close(doc);
    for (size_t i = 0; i < COUNT_COLUMNS; i++)
        if (count_of(total, i) > 0)
            number_cell(build, count_of(row, i), bold);
    number_cell(build, status_row_total(row) + row->not_applicable, true);
    doc_row_close(doc);
}

void build_status_table(struct build *build, struct text heading, const struct status_row *rows, size_t count)
{
    struct doc *doc = build->doc;
    struct status_row total = { .label = tr_text(build->lang, "Total") };
    static const enum column_fit fits[COUNT_COLUMNS + 2] = {
        COLUMN_FLOW,  COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT,
        COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_TIGHT,
    };
    size_t columns = 2;
    for (size_t i = 0; i < count; i++)
        add_row(&total, &rows[i]);
    for (size_t i = 0; i < COUNT_COLUMNS; i++)
        columns += count_of(&total, i) > 0;
    doc_table_open(doc, &(struct table_spec){ .columns = columns, .fits = fits,
                                              .caption = tr_text(build->lang, "Number of actions by status") });
    const struct cell_spec head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND };
    const struct cell_spec number_head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND, .align = ALIGN_END };
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, heading);
    for (size_t i = 0; i < COUNT_COLUMNS; i++) {
        if (count_of(&total, i) == 0)
            continue;
        doc_cell_open(doc, &number_head);
        doc_paragraph_open(doc, STYLE_TABLE_HEAD, ALIGN_END);
        doc_span(doc, &(struct span){ .mark = count_mark(i), .text = tr_text(build->lang, mark_word(count_mark(i), LANG_NONE)) });
        doc_paragraph_close(doc);
        doc_cell_close(doc);
    }
    doc_cell(doc, &number_head, STYLE_TABLE_HEAD, tr_text(build->lang, "Total"));
    doc_row_close(doc);
    for (size_t i = 0; i < count; i++)
        counts_row(build, &rows[i], &total, false);
    if (count > 1)
        counts_row(build, &total, &total, true);
    doc_table_close(doc);
}

/* ---- Lists of actions ---- */

/* The subgoal as a link to the action's row; where the organisation has several actions for it, also the action's first words. */
static void action_link(struct build *build, const struct action_list *list, size_t at)
{
    const struct action *action = list->actions[at];
    const struct text text = action->cells[FIELD_ACTION].text;
    doc_span(build->doc, &(struct span){ .text = build_subgoal_label(build, action->subgoal),
                                         .anchor = build_row_anchor(build, action) });
    bool several = (at > 0 && list->actions[at - 1]->subgoal == action->subgoal) ||
                   (at + 1 < list->count && list->actions[at + 1]->subgoal == action->subgoal);
    if (!several || text_absent(text))
        return;
    doc_text(build->doc, text_of(" – ", LANG_NONE));
    doc_text(build->doc, build_quote(build, text));
}

/* The actions of which `mark` is told, each a link to its row; the sentence where there are none. */
static void list_of(struct build *build, const struct action_list *list, enum mark mark, const char *none)
{
    struct doc *doc = build->doc;
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        if (action_mark(list->actions[i], build->year) != mark)
            continue;
        if (!any)
            doc_list_open(doc, LIST_BULLETS);
        any = true;
        doc_item_open(doc, (struct text){ 0 });
        doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
        action_link(build, list, i);
        doc_paragraph_close(doc);
        doc_item_close(doc);
    }
    if (any)
        doc_list_close(doc);
    else
        doc_paragraph(doc, STYLE_BODY, tr_text(build->lang, none));
}

/* ---- What has changed ---- */

static bool has_changed(const struct build *build, const struct action *action)
{
    const struct followup *now = action_followup(action, build->year);
    const struct followup *before = action_followup_before(action, build->year);
    return now != NULL && before != NULL && now->status != before->status;
}

static void status_cell(struct build *build, const struct followup *followup)
{
    struct doc *doc = build->doc;
    doc_cell_open(doc, &(struct cell_spec){ 0 });
    doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
    doc_text(doc, join_printf(build->job->arena, LANG_NONE, "%d: ", followup->year));
    doc_span(doc, &(struct span){ .text = tr_text(build->lang, mark_word(status_mark(followup->status), LANG_NONE)),
                                  .mark = status_mark(followup->status) });
    doc_paragraph_close(doc);
    doc_cell_close(doc);
}

static void changes_table(struct build *build, const struct action_list *list)
{
    static const enum column_fit fits[] = { COLUMN_FLOW, COLUMN_TIGHT, COLUMN_TIGHT };
    const struct cell_spec head = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND };
    struct doc *doc = build->doc;
    doc_table_open(doc, &(struct table_spec){ .columns = 3, .fits = fits, .natural = true });
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, build->plan->columns[0].heading);
    doc_cell(doc, &head, STYLE_TABLE_HEAD, tr_text(build->lang, "Before"));
    doc_cell(doc, &head, STYLE_TABLE_HEAD, tr_text(build->lang, "Now"));
    doc_row_close(doc);
    for (size_t i = 0; i < list->count; i++) {
        if (!has_changed(build, list->actions[i]))
            continue;
        doc_row_open(doc, ROW_BODY);
        doc_cell_open(doc, &(struct cell_spec){ .scope = SCOPE_ROW });
        doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
        action_link(build, list, i);
        doc_paragraph_close(doc);
        doc_cell_close(doc);
        status_cell(build, action_followup_before(list->actions[i], build->year));
        status_cell(build, action_followup(list->actions[i], build->year));
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

/* Left out where nothing was reported twice. */
static void changes(struct build *build, const struct action_list *list)
{
    bool comparable = false, changed = false;
    for (size_t i = 0; i < list->count; i++) {
        const struct action *action = list->actions[i];
        comparable = comparable || (action_followup(action, build->year) != NULL &&
                                    action_followup_before(action, build->year) != NULL);
        changed = changed || has_changed(build, action);
    }
    if (!comparable)
        return;
    doc_heading(build->doc, 3, tr_text(build->lang, "Change since the previous follow-up"));
    if (changed)
        changes_table(build, list);
    else
        doc_paragraph(build->doc, STYLE_BODY, tr_text(build->lang, "The status of no action has changed."));
}

/* ---- The page ---- */

/* One row a goal that the organisation has actions for. */
static struct status_row *rows_by_goal(struct build *build, const struct action_list *list, size_t *count)
{
    const struct plan *plan = build->plan;
    struct status_row *rows = arena_array(build->job->arena, plan->goal_count, sizeof(*rows));
    *count = 0;
    if (rows == NULL)
        return NULL;
    for (size_t i = 0; i < list->count; i++)
        status_row_add(&rows[list->actions[i]->subgoal->goal - plan->goals], list->actions[i], build->year);
    for (size_t i = 0; i < plan->goal_count; i++) {
        if (status_row_total(&rows[i]) + rows[i].not_applicable == 0)
            continue;
        rows[*count] = rows[i];
        rows[(*count)++].label = build_goal_heading(build, &plan->goals[i]);
    }
    return rows;
}

void build_reported_sentence(struct build *build, const struct action_list *list)
{
    unsigned reported = 0, expected = 0;
    for (size_t i = 0; i < list->count; i++) {
        enum mark mark = action_mark(list->actions[i], build->year);
        reported += mark != MARK_NOT_REPORTED && mark != MARK_NOT_APPLICABLE;
        expected += mark != MARK_NOT_APPLICABLE;
    }
    doc_paragraph(build->doc, STYLE_LEAD,
                  join_printf(build->job->arena, build->lang, tr(build->lang, "Actions reported for %d: %u of %u."), build->year,
                              reported, expected));
}

void build_summary(struct build *build)
{
    struct doc *doc = build->doc;
    enum lang lang = build->lang;
    struct action_list list = build_actions_of(build, NULL, build->organisation);
    if (list.count == 0)
        return;
    doc_page_break(doc);
    doc_heading(doc, 2, join_printf(build->job->arena, lang, tr(lang, "Summary %d"), build->year));
    if (!build->reported) {
        doc_paragraph(doc, STYLE_LEAD, tr_text(lang, "No follow-up of this plan has been reported yet."));
        return;
    }
    build_reported_sentence(build, &list);
    size_t count;
    const struct status_row *rows = rows_by_goal(build, &list, &count);
    const struct figure *figure = chart_status(build, rows, count, build_measure());
    if (figure != NULL)
        doc_figure(doc, figure);
    struct text heading = build->plan->goal_label;
    build_status_table(build, text_absent(heading) ? tr_text(lang, "Goal") : heading, rows, count);
    doc_heading(doc, 3, tr_text(lang, "Delayed"));
    list_of(build, &list, MARK_DELAYED, N_("No action is delayed."));
    doc_heading(doc, 3, join_printf(build->job->arena, lang, tr(lang, "Not reported for %d"), build->year));
    list_of(build, &list, MARK_NOT_REPORTED, N_("Every action has been reported."));
    changes(build, &list);
}
