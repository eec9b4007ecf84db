/* Organisations x subgoals: how far each has come with what it promised. */
#include "fcgi/plan_page.h"
#include "text/message.h"

#include <string.h>

/* The actions of an organisation for a subgoal, counted by mark. */
struct tally {
    unsigned counts[MARK_COUNT];
    const struct action *first; /* NULL: there are none */
};

/* [subgoal][organisation], by their places in the plan. */
struct matrix {
    struct tally *tallies;
    size_t organisations;
    bool *has_actions; /* by organisation */
};

static size_t subgoal_place(const struct plan *plan, const struct subgoal *subgoal)
{
    size_t before = 0;
    for (const struct goal *goal = plan->goals; goal != subgoal->goal; goal++)
        before += goal->subgoal_count;
    return before + (size_t)(subgoal - subgoal->goal->subgoals);
}

static bool count(struct plan_page *page, struct matrix *matrix)
{
    const struct plan *plan = page->plan;
    struct arena *arena = page->page->arena;
    size_t subgoals = 0;
    for (size_t i = 0; i < plan->goal_count; i++)
        subgoals += plan->goals[i].subgoal_count;
    matrix->organisations = plan->organisation_count;
    matrix->tallies = arena_array(arena, subgoals * plan->organisation_count, sizeof *matrix->tallies);
    matrix->has_actions = arena_array(arena, plan->organisation_count, sizeof *matrix->has_actions);
    if (arena_failed(arena))
        return false;
    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];
        size_t organisation = (size_t)(action->organisation - plan->organisations);
        struct tally *tally = &matrix->tallies[subgoal_place(plan, action->subgoal) * matrix->organisations + organisation];
        tally->counts[action_mark(action, plan->year)]++;
        if (tally->first == NULL)
            tally->first = action;
        matrix->has_actions[organisation] = true;
    }
    return true;
}

static void add_cell(struct plan_page *page, struct view *row, const struct tally *tally)
{
    struct view *cell = view_item(row, "cells");
    view_list(cell, "marks");
    view_string(cell, "address", tally->first == NULL ? NULL : plan_page_row_link(page, tally->first));
    for (size_t i = 0; i < STATUS_MARKS; i++) {
        enum mark mark = status_order[i];
        if (tally->counts[mark] == 0)
            continue;
        struct view *item = view_item(cell, "marks");
        view_html(item, "mark", plan_page_mark(page, mark, tr_text(page->page->lang, mark_word(mark, LANG_NONE))));
        if (tally->counts[mark] > 1)
            view_int(item, "times", tally->counts[mark]);
        else
            view_string(item, "times", NULL);
    }
}

static void add_subgoal(struct plan_page *page, struct view *group, const struct matrix *matrix, const struct subgoal *subgoal)
{
    const struct plan *plan = page->plan;
    struct view *row = view_item(group, "subgoals");
    const struct tally *tallies = &matrix->tallies[subgoal_place(plan, subgoal) * matrix->organisations];
    view_string(row, "id", subgoal->id);
    view_text(row, "title", subgoal->title);
    view_list(row, "cells");
    view_string(row, "address", plan_page_subgoal_link(page, subgoal));
    for (size_t i = 0; i < plan->organisation_count; i++)
        if (matrix->has_actions[i])
            add_cell(page, row, &tallies[i]);
}

/* The marks that were used, each with its word. */
static void add_key(struct plan_page *page)
{
    for (size_t i = 0; i < STATUS_MARKS; i++) {
        if (!page->marks[status_order[i]])
            continue;
        struct view *item = view_item(page->page->view, "key");
        view_html(item, "mark", plan_page_mark(page, status_order[i], (struct text){ 0 }));
        view_text(item, "word", tr_text(page->page->lang, mark_word(status_order[i], LANG_NONE)));
    }
}

void plan_page_matrix(struct plan_page *page)
{
    const struct plan *plan = page->plan;
    struct view *view = page->page->view;
    struct matrix matrix = { 0 };
    size_t columns = 1;
    view_list(view, "columns");
    view_list(view, "groups");
    view_list(view, "key");
    if (!count(page, &matrix))
        return;
    for (size_t i = 0; i < plan->organisation_count; i++) {
        if (!matrix.has_actions[i])
            continue;
        struct view *item = view_item(view, "columns");
        view_text(item, "name", plan->organisations[i].name);
        view_string(item, "address", plan_page_link(page, "organisations", plan->organisations[i].id));
        columns++;
    }
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct goal *goal = &plan->goals[i];
        struct view *group = view_item(view, "groups");
        view_int(group, "span", (int64_t)columns);
        view_text(group, "name", build_goal_heading(page->build, goal));
        view_string(group, "address", plan_page_link(page, "goals", goal->id));
        view_list(group, "subgoals");
        for (size_t j = 0; j < goal->subgoal_count; j++)
            add_subgoal(page, group, &matrix, &goal->subgoals[j]);
    }
    add_key(page);
}
