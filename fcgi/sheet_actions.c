#include "fcgi/sheet.h"
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

/* ---- Cells: ids stand beside names, since names change with the language and ids do not ---- */

static void organisation_id(struct sheet *sheet, const struct action *action)
{
    csv_word(&sheet->csv, action->organisation->id);
}

static void organisation(struct sheet *sheet, const struct action *action)
{
    csv_text(&sheet->csv, text_absent(sheet->member) ? action->organisation->name : sheet->member);
}

static void goal_id(struct sheet *sheet, const struct action *action)
{
    csv_word(&sheet->csv, action->subgoal->goal->id);
}

static void goal(struct sheet *sheet, const struct action *action)
{
    csv_text(&sheet->csv, action->subgoal->goal->title);
}

static void subgoal_id(struct sheet *sheet, const struct action *action)
{
    csv_word(&sheet->csv, action->subgoal->id);
}

static void subgoal(struct sheet *sheet, const struct action *action)
{
    csv_text(&sheet->csv, action->subgoal->title);
}

static void group(struct sheet *sheet, const struct action *action)
{
    const struct named *named = action->subgoal->group;
    csv_text(&sheet->csv, named == NULL ? text_of(NULL, LANG_NONE) : named->name);
}

static void action_id(struct sheet *sheet, const struct action *action)
{
    csv_word(&sheet->csv, action->id);
}

/* Of all rows the same, so that tables of several years can be put under one another. */
static void year(struct sheet *sheet, const struct action *action)
{
    (void)action;
    csv_whole(&sheet->csv, sheet->plan->year);
}

/* The word that the report prints; also of those not reported, or that do not concern the organisation. */
static void status(struct sheet *sheet, const struct action *action)
{
    csv_word(&sheet->csv, mark_word(action_mark(action, sheet->plan->year), sheet->plan->lang));
}

static void progress(struct sheet *sheet, const struct action *action)
{
    const struct followup *followup = action_followup(action, sheet->plan->year);
    csv_text(&sheet->csv, followup == NULL ? text_of(NULL, LANG_NONE) : followup->progress);
}

/* "kuultuja: 120 lasta; ohje valmis: kyllä": as many as there are, so they share a cell, as the report prints them. */
static void figures(struct sheet *sheet, const struct action *action)
{
    const struct followup *followup = action_followup(action, sheet->plan->year);
    enum lang lang = sheet->plan->lang;
    struct join join = join_start(sheet->job->arena, lang);
    for (size_t i = 0; followup != NULL && i < followup->figure_count; i++) {
        const struct followup_figure *figure = &followup->figures[i];
        join_between(&join, "; ");
        join_text(&join, figure->name);
        join_word(&join, ": ");
        if (figure->truth) {
            join_word(&join, tr(lang, figure->value != 0 ? N_("yes") : N_("no")));
            continue;
        }
        join_number(&join, figure->value, -1);
        if (!text_absent(figure->unit)) {
            join_word(&join, number_unit_gap(figure->unit, lang));
            join_text(&join, figure->unit);
        }
    }
    csv_text(&sheet->csv, join_end(&join));
}

static void day(struct sheet *sheet, const struct action *action)
{
    const struct followup *followup = action_followup(action, sheet->plan->year);
    csv_day(&sheet->csv, followup == NULL ? NULL : followup->date);
}

/* ---- Columns: before those of the plan, and behind them ---- */

struct column_of {
    const char *heading;
    void (*cell)(struct sheet *sheet, const struct action *action);
};

static const struct column_of before[] = {
    { N_("Organisation id"), organisation_id },
    { N_("Organisation"), organisation },
    { N_("Goal id"), goal_id },
    { N_("Goal"), goal },
    { N_("Subgoal id"), subgoal_id },
    { N_("Subgoal"), subgoal },
    { N_("Group"), group },
    { N_("Action id"), action_id },
};

static const struct column_of behind[] = {
    { N_("Year of follow-up"), year }, { N_("Status"), status },         { N_("Progress"), progress },
    { N_("Figures"), figures },        { N_("Date of follow-up"), day },
};

#define COUNT_OF(columns) (sizeof(columns) / sizeof(columns)[0])

/* The plan's own headings stand over its own columns. The subgoal has its own above. */
static void put_head(struct sheet *sheet)
{
    const struct plan *plan = sheet->plan;
    for (size_t i = 0; i < COUNT_OF(before); i++)
        csv_word(&sheet->csv, tr(plan->lang, before[i].heading));
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field != FIELD_SUBGOAL)
            csv_text(&sheet->csv, plan->columns[i].heading);
    for (size_t i = 0; i < COUNT_OF(behind); i++)
        csv_word(&sheet->csv, tr(plan->lang, behind[i].heading));
    csv_row_end(&sheet->csv);
}

static void put_action(struct sheet *sheet, const struct action *action)
{
    const struct plan *plan = sheet->plan;
    for (size_t i = 0; i < COUNT_OF(before); i++)
        before[i].cell(sheet, action);
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field != FIELD_SUBGOAL)
            csv_text(&sheet->csv, action->cells[plan->columns[i].field].text);
    for (size_t i = 0; i < COUNT_OF(behind); i++)
        behind[i].cell(sheet, action);
    csv_row_end(&sheet->csv);
}

static bool is_wanted(const struct sheet *sheet, const struct action *action)
{
    bool wanted = sheet->organisations == NULL;
    for (size_t i = 0; i < sheet->organisation_count && !wanted; i++)
        wanted = sheet->organisations[i] == action->organisation;
    return wanted;
}

void sheet_actions(struct sheet *sheet)
{
    const struct plan *plan = sheet->plan;
    put_head(sheet);
    for (size_t i = 0; i < plan->action_count; i++) {
        if (job_late_at(sheet->job, i))
            return;
        if (is_wanted(sheet, &plan->actions[i]))
            put_action(sheet, &plan->actions[i]);
    }
}
