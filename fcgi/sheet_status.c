#include "db/index.h"
#include "fcgi/sheet.h"
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"

/* "I.1 Lasten arvostaminen" */
static struct text subgoal_label(struct sheet *sheet, const struct subgoal *subgoal)
{
    struct join join = join_start(sheet->job->arena, sheet->plan->lang);
    join_word(&join, subgoal->id);
    join_word(&join, " ");
    join_text(&join, subgoal->title);
    return join_end(&join);
}

static void put_head(struct sheet *sheet)
{
    const struct plan *plan = sheet->plan;
    csv_word(&sheet->csv, tr(plan->lang, "Organisation id"));
    csv_word(&sheet->csv, tr(plan->lang, "Organisation"));
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i].subgoal_count; j++)
            csv_text(&sheet->csv, subgoal_label(sheet, &plan->goals[i].subgoals[j]));
    csv_row_end(&sheet->csv);
}

/* The plan's actions by organisation, goal and subgoal, so that each cell's stand together. */
static bool sort_actions(struct sheet *sheet, struct number_index *index)
{
    const struct plan *plan = sheet->plan;
    if (!number_index_new(index, plan->action_count, sheet->job->arena))
        return false;
    for (size_t i = 0; i < plan->action_count; i++) {
        const struct action *action = &plan->actions[i];
        const struct goal *goal = action->subgoal->goal;
        number_index_add(index, (size_t)(action->organisation - plan->organisations), (size_t)(goal - plan->goals),
                         (size_t)(action->subgoal - goal->subgoals), i);
    }
    number_index_sort(index);
    return true;
}

/* The statuses of a cell's actions, which stand in the index from `*next` on: "Valmis, Ei raportoitu". */
static void put_cell(struct sheet *sheet, const struct number_index *index, const size_t key[3], size_t *next)
{
    const struct plan *plan = sheet->plan;
    struct join join = join_start(sheet->job->arena, plan->lang);
    for (; *next < index->count; ++*next) {
        const struct number_entry *entry = &index->items[*next];
        if (entry->key[0] != key[0] || entry->key[1] != key[1] || entry->key[2] != key[2])
            break;
        join_between(&join, ", ");
        join_word(&join, mark_word(action_mark(&plan->actions[entry->row], plan->year), plan->lang));
    }
    csv_text(&sheet->csv, join_end(&join));
}

void sheet_status(struct sheet *sheet)
{
    const struct plan *plan = sheet->plan;
    struct number_index index;
    size_t next = 0;
    if (!sort_actions(sheet, &index))
        return;
    put_head(sheet);
    for (size_t i = 0; i < plan->organisation_count && !job_late(sheet->job); i++) {
        csv_word(&sheet->csv, plan->organisations[i].id);
        csv_text(&sheet->csv, plan->organisations[i].name);
        for (size_t j = 0; j < plan->goal_count; j++)
            for (size_t k = 0; k < plan->goals[j].subgoal_count; k++)
                put_cell(sheet, &index, (const size_t[3]){ i, j, k }, &next);
        csv_row_end(&sheet->csv);
    }
}
