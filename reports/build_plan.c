/* The whole plan as one document. */
#include "reports/build.h"
#include "reports/join.h"
#include "reports/trend.h"
#include "text/message.h"

#include <stdlib.h>

/* ---- Goals and subgoals ---- */

/* Their numbers stand as labels where all have one, else in front of the titles. */
static void subgoals(struct build *build, const struct goal *goal)
{
    bool numbered = true;
    for (size_t i = 0; i < goal->subgoal_count; i++)
        numbered &= !text_absent(goal->subgoals[i].number);
    if (goal->subgoal_count == 0)
        return;
    doc_list_open(build->doc, numbered ? LIST_LABELS : LIST_BULLETS);
    for (size_t i = 0; i < goal->subgoal_count; i++) {
        const struct subgoal *subgoal = &goal->subgoals[i];
        doc_item_open(build->doc, numbered ? subgoal->number : (struct text){ 0 });
        doc_paragraph_open(build->doc, STYLE_BODY, ALIGN_START);
        if (!numbered && !text_absent(subgoal->number)) {
            doc_text(build->doc, subgoal->number);
            doc_text(build->doc, text_of(" ", LANG_NONE));
        }
        doc_text(build->doc, subgoal->title);
        doc_paragraph_close(build->doc);
        doc_item_close(build->doc);
    }
    doc_list_close(build->doc);
}

static void goals(struct build *build)
{
    doc_part_break(build->doc);
    doc_heading(build->doc, 2, tr_text(build->lang, "Goals and subgoals"));
    for (size_t i = 0; i < build->plan->goal_count; i++) {
        doc_heading(build->doc, 3, build_goal_heading(build, &build->plan->goals[i]));
        build_targets(build, &build->plan->goals[i]);
        subgoals(build, &build->plan->goals[i]);
    }
}

/* ---- Indicators ---- */

static void goal_indicators(struct build *build)
{
    bool any = false;
    for (size_t i = 0; i < build->plan->goal_count; i++) {
        const struct goal *goal = &build->plan->goals[i];
        struct indicator_list list = build_indicators_of(build, goal);
        if (list.count == 0)
            continue;
        if (!any) {
            doc_part_break(build->doc);
            doc_heading(build->doc, 2, tr_text(build->lang, "Indicators by goal"));
        }
        any = true;
        doc_heading(build->doc, 3, build_goal_heading(build, goal));
        build_indicator_tables(build, &(struct indicator_tables){
                                          .indicators = list.indicators, .count = list.count, .heading_level = 4 });
    }
}

/* Those that follow no subgoal; they are all the indicators of a plan that does not tell what they follow. */
static void other_indicators(struct build *build)
{
    const struct plan *plan = build->plan;
    const struct indicator **others = arena_array(build->job->arena, plan->indicator_count, sizeof *others);
    size_t count = 0;
    for (size_t i = 0; others != NULL && i < plan->indicator_count; i++)
        if (plan->indicators[i].subgoal_count == 0)
            others[count++] = &plan->indicators[i];
    if (count == 0)
        return;
    doc_part_break(build->doc);
    doc_heading(build->doc, 2,
                count == plan->indicator_count ? tr_text(build->lang, "Indicators")
                                               : tr_text(build->lang, "Other indicators"));
    build_indicators_by_theme(build,
                              &(struct indicator_tables){ .indicators = others, .count = count, .heading_level = 3 });
}

static void explanations(struct build *build)
{
    const struct plan *plan = build->plan;
    const struct indicator **all = arena_array(build->job->arena, plan->indicator_count, sizeof *all);
    if (all == NULL || plan->indicator_count == 0)
        return;
    for (size_t i = 0; i < plan->indicator_count; i++)
        all[i] = &plan->indicators[i];
    doc_heading(build->doc, 2, tr_text(build->lang, "Explanations of the indicators"));
    build_indicator_explanations(build, all, plan->indicator_count);
}

/* ---- Ease and impact ---- */

typedef bool subgoal_test(const struct subgoal *subgoal, enum impact impact, enum ease ease);

static bool in_box(const struct subgoal *subgoal, enum impact impact, enum ease ease)
{
    return subgoal->impact == impact && subgoal->ease == ease;
}

static bool not_judged(const struct subgoal *subgoal, enum impact impact, enum ease ease)
{
    (void)impact;
    (void)ease;
    return !subgoal_judged(subgoal);
}

/* The plan's subgoals that pass the test, a paragraph each. */
static void subgoals_where(struct build *build, enum style_id style, subgoal_test *test, enum impact impact,
                           enum ease ease)
{
    const struct plan *plan = build->plan;
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i].subgoal_count; j++)
            if (test(&plan->goals[i].subgoals[j], impact, ease))
                doc_paragraph(build->doc, style, build_subgoal_label(build, &plan->goals[i].subgoals[j]));
}

static bool any_subgoal(const struct build *build, subgoal_test *test)
{
    for (size_t i = 0; i < build->plan->goal_count; i++)
        for (size_t j = 0; j < build->plan->goals[i].subgoal_count; j++)
            if (test(&build->plan->goals[i].subgoals[j], IMPACT_NONE, EASE_NONE))
                return true;
    return false;
}

/* The chart's field in words: a row an impact, a column an ease. */
static void ease_table(struct build *build)
{
    static const struct {
        enum impact impact;
        const char *heading;
    } rows[] = { { IMPACT_HIGH, N_("High impact") },
                 { IMPACT_MEDIUM, N_("Medium impact") },
                 { IMPACT_LOW, N_("Low impact") } };
    static const enum column_fit fits[] = { COLUMN_TIGHT, COLUMN_FLOW, COLUMN_FLOW };
    static const struct cell_spec column = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND },
                                  row = { .scope = SCOPE_ROW };
    struct doc *doc = build->doc;
    doc_table_open(doc, &(struct table_spec){ .columns = 3,
                                              .fits = fits,
                                              .caption = tr_text(build->lang, "Subgoals by ease and impact") });
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &column, STYLE_TABLE_HEAD, tr_text(build->lang, "Impact"));
    doc_cell(doc, &column, STYLE_TABLE_HEAD, tr_text(build->lang, "Hard to change"));
    doc_cell(doc, &column, STYLE_TABLE_HEAD, tr_text(build->lang, "Easy to change"));
    doc_row_close(doc);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        doc_row_open(doc, ROW_BODY);
        doc_cell(doc, &row, STYLE_TABLE_HEAD, tr_text(build->lang, rows[i].heading));
        for (int easy = 0; easy < 2; easy++) {
            doc_cell_open(doc, &(struct cell_spec){ .ground = TINT_NONE });
            subgoals_where(build, STYLE_CELL, in_box, rows[i].impact, easy ? EASE_EASY : EASE_HARD);
            doc_cell_close(doc);
        }
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

static void ease_and_impact(struct build *build)
{
    const struct figure *figure = chart_ease_impact(build, CHART_FIELD_WIDTH, CHART_FIELD_HEIGHT);
    if (figure == NULL)
        return;
    doc_part_break(build->doc);
    doc_heading(build->doc, 2, tr_text(build->lang, "Ease and impact of the subgoals"));
    doc_figure(build->doc, figure);
    ease_table(build);
    if (any_subgoal(build, not_judged)) {
        doc_heading(build->doc, 3, tr_text(build->lang, "Not judged"));
        subgoals_where(build, STYLE_BODY, not_judged, IMPACT_NONE, EASE_NONE);
    }
}

/* ---- Actions ---- */

/* Organisations, goals and actions lie in print order, so their addresses tell it. */
static int compare_actions(const void *left, const void *right)
{
    const struct action *a = *(const struct action *const *)left, *b = *(const struct action *const *)right;
    if (a->organisation != b->organisation)
        return a->organisation < b->organisation ? -1 : 1;
    if (a->subgoal->goal != b->subgoal->goal)
        return a->subgoal->goal < b->subgoal->goal ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* The organisation's tables, a goal each, and in one sentence the goals for which it has none. Its actions begin the
 * list, which is moved behind them. */
static void organisation_actions(struct build *build, const struct organisation *organisation, struct action_list *rest,
                                 int level)
{
    const struct plan *plan = build->plan;
    struct join lacking = join_start(build->job->arena, build->lang);
    size_t goals_with = 0;
    for (size_t i = 0; i < plan->goal_count; i++) {
        size_t count = 0;
        while (count < rest->count && rest->actions[count]->organisation == organisation &&
               rest->actions[count]->subgoal->goal == &plan->goals[i])
            count++;
        if (count == 0) {
            join_between(&lacking, "; ");
            join_text(&lacking, build_goal_heading(build, &plan->goals[i]));
            continue;
        }
        doc_heading(build->doc, level, build_goal_heading(build, &plan->goals[i]));
        build_action_table(build, &(struct action_table){ .actions = rest->actions, .count = count, .bands = true });
        rest->actions += count;
        rest->count -= count;
        goals_with++;
    }
    if (goals_with == 0)
        doc_paragraph(build->doc, STYLE_BODY, tr_text(build->lang, "The organisation has no actions in this plan."));
    else if (goals_with < plan->goal_count)
        doc_paragraph(
            build->doc, STYLE_BODY,
            join_printf(build->job->arena, build->lang, tr(build->lang, "No actions: %s."), join_string(&lacking)));
}

static void actions(struct build *build)
{
    const struct plan *plan = build->plan;
    struct action_list list = build_actions_of(build, NULL, NULL);
    if (list.count == 0)
        return;
    qsort(list.actions, list.count, sizeof *list.actions, compare_actions);
    doc_part_break(build->doc);
    if (plan->organisation_count == 1) { /* whose they are needs no heading */
        doc_heading(build->doc, 2, tr_text(build->lang, "Actions"));
        organisation_actions(build, &plan->organisations[0], &list, 3);
        return;
    }
    doc_heading(build->doc, 2, tr_text(build->lang, "Actions by organisation"));
    for (size_t i = 0; i < plan->organisation_count; i++) {
        const struct organisation *organisation = &plan->organisations[i];
        if (i > 0 && list.count > 0 && list.actions[0]->organisation == organisation)
            doc_part_break(build->doc);
        doc_heading(build->doc, 3, organisation->name);
        organisation_actions(build, organisation, &list, 4);
    }
}

void build_plan(struct build *build)
{
    build_cover(build, (struct text){ 0 }); /* the report is the plan: its title says so */
    build_contents(build, 3);
    goals(build);
    build_trends(build, build_indicators_of(build, NULL), 2);
    goal_indicators(build);
    other_indicators(build);
    explanations(build);
    ease_and_impact(build);
    actions(build);
    doc_part_break(build->doc);
    build_annual_clock(build, 2);
    build_about(build);
}
