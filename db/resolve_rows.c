/* The second half of resolve.c: the long lists, whose rows refer to all the others. */
#include "db/resolve.h"

#include "text/message.h"

#include <string.h>

static enum lang told_in(const struct resolver *resolver)
{
    return resolver->findings->lang;
}

static const char *shown(const char *id)
{
    return id == NULL ? "" : id;
}

/* ---- Actions ---- */

static void tell_rows_without_id(struct resolver *resolver)
{
    const struct number_index *rows = &resolver->rows;
    const struct plan_file *file = resolver->file;
    for (size_t i = 0; i < rows->count; i++) {
        bool first = !number_index_repeats(rows, i);
        bool last = i + 1 == rows->count || !number_index_repeats(rows, i + 1);
        size_t row = rows->items[i].row;
        const struct file_action *action = &file->actions.items[row];
        if ((first && last) || action->id != NULL)
            continue;
        size_t other = rows->items[first ? i + 1 : i - 1].row;
        finding_error(
            resolver->findings, pointer_of("/actions/%zu", row).text,
            tr(told_in(resolver),
               "the organisation \"%s\" has several rows for the subgoal \"%s\" (also %s); each needs an \"id\""),
            action->organisation.id, action->subgoal.id, pointer_of("/actions/%zu", other).text);
    }
}

/* A band is what one organisation does in one goal for one group; the cell above is that of the band's row before. */
static void resolve_merged_cells(struct resolver *resolver)
{
    static const char *const keys[CELL_COUNT] = {
        "action", "measure", "schedule", "actors", "monitoring", "resources"
    };
    struct plan_file *file = resolver->file;
    struct number_index bands;
    if (!number_index_new(&bands, file->actions.count, resolver->arena))
        return;
    for (size_t i = 0; i < file->actions.count; i++) {
        const struct file_action *action = &file->actions.items[i];
        if (action->organisation.row == ROW_NONE || action->subgoal.row == ROW_NONE)
            continue;
        const struct flat_subgoal *subgoal = &resolver->subgoals[action->subgoal.row];
        const struct ref *group = &subgoal->subgoal->group;
        if (!group->given || group->row != ROW_NONE)
            number_index_add(&bands, action->organisation.row, subgoal->goal, group->row, i);
    }
    number_index_sort(&bands);
    for (size_t i = 0; i < bands.count; i++) {
        size_t row = bands.items[i].row;
        struct file_action *action = &file->actions.items[row];
        const struct file_action *above =
            number_index_repeats(&bands, i) ? &file->actions.items[bands.items[i - 1].row] : NULL;
        for (int cell = 0; cell < CELL_COUNT; cell++) {
            action->cells[cell].owner = row;
            if (!action->cells[cell].merged)
                continue;
            if (above != NULL)
                action->cells[cell].owner = above->cells[cell].owner;
            else
                finding_error(resolver->findings, pointer_of("/actions/%zu/%s", row, keys[cell]).text,
                              tr(told_in(resolver),
                                 "there is no cell above it to be merged with: this is the first row of its "
                                 "organisation, goal and group"));
        }
    }
}

void resolve_actions(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    if (!number_index_new(&resolver->rows, file->actions.count, resolver->arena))
        return;
    for (size_t i = 0; i < file->actions.count; i++) {
        struct file_action *action = &file->actions.items[i];
        bool found = resolve_ref(resolver, REF_ORGANISATION, &action->organisation,
                                 pointer_of("/actions/%zu/organisation", i).text);
        found =
            resolve_ref(resolver, REF_SUBGOAL, &action->subgoal, pointer_of("/actions/%zu/subgoal", i).text) && found;
        if (found)
            number_index_add(&resolver->rows, action->organisation.row, action->subgoal.row, 0, i);
    }
    number_index_sort(&resolver->rows);
    tell_rows_without_id(resolver);
    resolve_merged_cells(resolver);
}

size_t resolver_action(const struct resolver *resolver, size_t organisation, size_t subgoal, bool *several)
{
    const struct number_index *rows = &resolver->rows;
    size_t at = number_index_find(rows, organisation, subgoal, 0);
    *several = at + 1 < rows->count && number_index_repeats(rows, at + 1);
    return at == rows->count || *several ? ROW_NONE : rows->items[at].row;
}

/* ---- Indicators ---- */

/* The populations of one indicator as series; one without any has one series without. */
static bool resolve_series(struct resolver *resolver, struct file_indicator *indicator, size_t at)
{
    indicator->has_populations = indicator->series.count > 0;
    if (!indicator->has_populations) {
        indicator->series.items = arena_array(resolver->arena, 1, sizeof *indicator->series.items);
        if (indicator->series.items == NULL)
            return false;
        indicator->series.count = 1;
    }
    struct number_index populations;
    if (!number_index_new(&populations, indicator->series.count, resolver->arena))
        return false;
    struct pointer list = pointer_of("/indicators/%zu/populations", at);
    for (size_t i = 0; i < indicator->series.count; i++) {
        struct ref *population = &indicator->series.items[i].population;
        if (resolve_ref(resolver, REF_POPULATION, population, pointer_of("%s/%zu", list.text, i).text))
            number_index_add(&populations, population->row, 0, 0, i);
    }
    number_index_sort(&populations);
    tell_repeats(resolver, &populations, list.text, IN_LIST_ALREADY);
    indicator->first_series = resolver->file->series_count;
    resolver->file->series_count += indicator->series.count;
    return true;
}

static void resolve_targets(struct resolver *resolver, struct file_indicator *indicator, size_t at)
{
    struct number_index targets;
    if (!number_index_new(&targets, indicator->targets.count, resolver->arena))
        return;
    for (size_t i = 0; i < indicator->targets.count; i++) {
        struct file_target *target = &indicator->targets.items[i];
        struct pointer pointer = pointer_of("/indicators/%zu/targets/%zu/population", at, i);
        bool found = resolve_ref(resolver, REF_POPULATION, &target->population, pointer.text);
        if (found && resolver_series(resolver, at, target->population.row) == ROW_NONE)
            finding_error(resolver->findings, pointer.text,
                          tr(told_in(resolver), "the indicator \"%s\" is not measured on the population \"%s\""),
                          shown(indicator->id), target->population.id);
        if ((found || !target->population.given) && target->year.there)
            number_index_add(&targets, (size_t)target->year.value, target->population.row, 0, i);
    }
    number_index_sort(&targets);
    tell_repeats(resolver, &targets, pointer_of("/indicators/%zu/targets", at).text,
                 N_("the target for this year and population is there already, at %s"));
}

void resolve_indicators(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    for (size_t i = 0; i < file->indicators.count; i++)
        if (!resolve_series(resolver, &file->indicators.items[i], i))
            return;
    if (!number_index_new(&resolver->series, file->series_count, resolver->arena))
        return;
    for (size_t i = 0; i < file->indicators.count; i++) {
        const struct file_indicator *indicator = &file->indicators.items[i];
        for (size_t j = 0; j < indicator->series.count; j++)
            number_index_add(&resolver->series, i, indicator->series.items[j].population.row, 0,
                             indicator->first_series + j);
    }
    number_index_sort(&resolver->series);
    for (size_t i = 0; i < file->indicators.count; i++) {
        struct file_indicator *indicator = &file->indicators.items[i];
        resolve_ref(resolver, REF_THEME, &indicator->theme, pointer_of("/indicators/%zu/theme", i).text);
        resolve_refs(resolver, REF_SUBGOAL, indicator->subgoals.items, indicator->subgoals.count,
                     pointer_of("/indicators/%zu/subgoals", i).text);
        resolve_targets(resolver, indicator, i);
    }
}

size_t resolver_series(const struct resolver *resolver, size_t indicator, size_t population)
{
    size_t at = number_index_find(&resolver->series, indicator, population, 0);
    return at == resolver->series.count ? ROW_NONE : resolver->series.items[at].row;
}

/* ---- Observations ---- */

static void resolve_population(struct resolver *resolver, struct file_observation *observation, size_t at)
{
    const struct file_indicator *indicator = &resolver->file->indicators.items[observation->indicator.row];
    struct pointer pointer = pointer_of("/observations/%zu/population", at);
    bool given = observation->population.given;
    if (given && !resolve_ref(resolver, REF_POPULATION, &observation->population, pointer.text))
        return;
    observation->series = resolver_series(resolver, observation->indicator.row, observation->population.row);
    if (observation->series != ROW_NONE)
        return;
    if (given)
        finding_error(resolver->findings, pointer.text,
                      tr(told_in(resolver), "the indicator \"%s\" is not measured on the population \"%s\""),
                      shown(indicator->id), observation->population.id);
    else
        finding_error(
            resolver->findings, pointer.text,
            tr(told_in(resolver), "\"population\" is missing: the indicator \"%s\" is measured on certain populations"),
            shown(indicator->id));
}

static void check_values(struct resolver *resolver, const struct file_observation *observation, size_t at)
{
    struct pointer pointer = pointer_of("/observations/%zu", at);
    if (observation->value.there && observation->missing != NULL)
        finding_error(
            resolver->findings, pointer.text,
            tr(told_in(resolver), "there is a value, so it cannot be \"missing\" as well; leave one of the two out"));
    if (!observation->value.there && !observation->value.wrong && observation->missing == NULL)
        finding_error(resolver->findings, pointer.text,
                      tr(told_in(resolver), "give a \"value\" or tell in \"missing\" why there is none"));
    if (observation->low.there && observation->high.there && observation->low.value > observation->high.value)
        finding_error(resolver->findings, pointer.text, tr(told_in(resolver), "\"low\" is greater than \"high\""));
}

void resolve_observations(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    struct number_index taken;
    if (!number_index_new(&taken, file->observations.count, resolver->arena))
        return;
    for (size_t i = 0; i < file->observations.count; i++) {
        struct file_observation *observation = &file->observations.items[i];
        observation->place = i;
        observation->series = ROW_NONE;
        observation->population.row = ROW_NONE;
        bool found = resolve_ref(resolver, REF_AREA, &observation->area, pointer_of("/observations/%zu/area", i).text);
        if (resolve_ref(resolver, REF_INDICATOR, &observation->indicator,
                        pointer_of("/observations/%zu/indicator", i).text))
            resolve_population(resolver, observation, i);
        check_values(resolver, observation, i);
        if (found && observation->series != ROW_NONE && observation->year.there)
            number_index_add(&taken, observation->series, observation->area.row, (size_t)observation->year.value, i);
    }
    number_index_sort(&taken);
    tell_repeats(resolver, &taken, "/observations",
                 N_("the observation of this indicator, population, area and year is there already, at %s"));
}

/* ---- Follow-up ---- */

/* The action named by its id; organisation and subgoal, where they are told too, must be its own. */
static void resolve_by_id(struct resolver *resolver, struct file_followup *followup, size_t at)
{
    struct plan_file *file = resolver->file;
    if (!resolve_ref(resolver, REF_ACTION, &followup->action, pointer_of("/followups/%zu/action", at).text))
        return;
    const struct file_action *action = &file->actions.items[followup->action.row];
    if (followup->organisation.row != ROW_NONE && action->organisation.row != ROW_NONE &&
        followup->organisation.row != action->organisation.row)
        finding_error(resolver->findings, pointer_of("/followups/%zu/organisation", at).text,
                      tr(told_in(resolver), "the action \"%s\" is that of the organisation \"%s\""),
                      followup->action.id, action->organisation.id);
    if (followup->subgoal.row != ROW_NONE && action->subgoal.row != ROW_NONE &&
        followup->subgoal.row != action->subgoal.row)
        finding_error(resolver->findings, pointer_of("/followups/%zu/subgoal", at).text,
                      tr(told_in(resolver), "the action \"%s\" is one of the subgoal \"%s\""), followup->action.id,
                      action->subgoal.id);
}

static void resolve_by_row(struct resolver *resolver, struct file_followup *followup, size_t at)
{
    bool several;
    struct pointer pointer = pointer_of("/followups/%zu", at);
    followup->action.row = resolver_action(resolver, followup->organisation.row, followup->subgoal.row, &several);
    if (several)
        finding_error(resolver->findings, pointer.text,
                      tr(told_in(resolver),
                         "the organisation \"%s\" has several rows for the subgoal \"%s\"; name the row by its id "
                         "in \"action\""),
                      followup->organisation.id, followup->subgoal.id);
    else if (followup->action.row == ROW_NONE)
        finding_error(resolver->findings, pointer.text,
                      tr(told_in(resolver), "the organisation \"%s\" has no row for the subgoal \"%s\""),
                      followup->organisation.id, followup->subgoal.id);
}

void resolve_followups(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    struct number_index taken;
    if (!number_index_new(&taken, file->followups.count, resolver->arena))
        return;
    for (size_t i = 0; i < file->followups.count; i++) {
        struct file_followup *followup = &file->followups.items[i];
        followup->place = i;
        bool row = resolve_ref(resolver, REF_ORGANISATION, &followup->organisation,
                               pointer_of("/followups/%zu/organisation", i).text);
        row =
            resolve_ref(resolver, REF_SUBGOAL, &followup->subgoal, pointer_of("/followups/%zu/subgoal", i).text) && row;
        followup->action.row = ROW_NONE;
        if (followup->action.given)
            resolve_by_id(resolver, followup, i);
        else if (row)
            resolve_by_row(resolver, followup, i);
        else if (!followup->organisation.given || !followup->subgoal.given)
            finding_error(resolver->findings, pointer_of("/followups/%zu", i).text, "%s",
                          tr(told_in(resolver),
                             "name the action by \"organisation\" and \"subgoal\", or by its id in \"action\""));
        if (followup->action.row != ROW_NONE && followup->year.there)
            number_index_add(&taken, followup->action.row, (size_t)followup->year.value, 0, i);
    }
    number_index_sort(&taken);
    tell_repeats(resolver, &taken, "/followups",
                 N_("the follow-up of this action for this year is there already, at %s"));
}
