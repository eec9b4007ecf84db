#include "db/plan.h"

#include <stdio.h>
#include <string.h>

const struct goal *plan_goal(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->goal_count; i++)
        if (strcmp(plan->goals[i].id, id) == 0)
            return &plan->goals[i];
    return NULL;
}

const struct subgoal *plan_subgoal(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i].subgoal_count; j++)
            if (strcmp(plan->goals[i].subgoals[j].id, id) == 0)
                return &plan->goals[i].subgoals[j];
    return NULL;
}

const struct organisation *plan_organisation(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->organisation_count; i++)
        if (strcmp(plan->organisations[i].id, id) == 0)
            return &plan->organisations[i];
    return NULL;
}

const struct area *plan_area(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->area_count; i++)
        if (strcmp(plan->areas[i].id, id) == 0)
            return &plan->areas[i];
    return NULL;
}

const struct indicator *plan_indicator(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->indicator_count; i++)
        if (strcmp(plan->indicators[i].id, id) == 0)
            return &plan->indicators[i];
    return NULL;
}

bool plan_body(const struct plan *plan, const char *id, struct body *out)
{
    *out = (struct body){ plan_organisation(plan, id), NULL };
    for (size_t i = 0; i < plan->organisation_count && out->organisation == NULL; i++) {
        const struct organisation *organisation = &plan->organisations[i];
        for (size_t j = 0; j < organisation->member_count; j++)
            if (organisation->members[j].id != NULL && strcmp(organisation->members[j].id, id) == 0)
                *out = (struct body){ organisation, &organisation->members[j] };
    }
    return out->organisation != NULL;
}

const struct organisation *const *plan_chain(const struct plan *plan, const struct organisation *organisation,
                                             struct arena *arena, size_t *count)
{
    const struct organisation **chain =
        arena_array(arena, plan->organisation_count, sizeof(const struct organisation *));
    bool *met = arena_array(arena, plan->organisation_count, sizeof(bool));
    *count = 0;
    if (chain == NULL || met == NULL)
        return NULL;
    chain[(*count)++] = organisation;
    met[organisation - plan->organisations] = true;
    for (size_t i = 0; i < *count; i++)
        for (size_t j = 0; j < chain[i]->succeed_count; j++) {
            const struct organisation *former = chain[i]->succeeds[j];
            if (met[former - plan->organisations])
                continue;
            met[former - plan->organisations] = true;
            chain[(*count)++] = former;
        }
    return chain;
}

/* Observations stand by area in the plan's order, which is that of the areas' addresses. */
const struct observation *plan_observations(const struct series *series, const struct area *area, size_t *count)
{
    size_t from = 0, to = series->observation_count;
    *count = 0;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (series->observations[middle].area < area)
            from = middle + 1;
        else
            to = middle;
    }
    while (from + *count < series->observation_count && series->observations[from + *count].area == area)
        ++*count;
    return *count == 0 ? NULL : &series->observations[from];
}

const struct observation *plan_observation(const struct series *series, const struct area *area, int year)
{
    size_t count;
    const struct observation *observations = plan_observations(series, area, &count);
    for (size_t i = 0; i < count; i++)
        if (observations[i].year == year)
            return &observations[i];
    return NULL;
}

const struct area *plan_country(const struct plan *plan)
{
    for (size_t i = 0; i < plan->area_count; i++)
        if (plan->areas[i].kind == AREA_COUNTRY)
            return &plan->areas[i];
    return NULL;
}

static const char *newest_followup_date(const struct plan *plan)
{
    const char *newest = NULL;
    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t j = 0; j < plan->actions[i].followup_count; j++) {
            const char *date = plan->actions[i].followups[j].date;
            if (date != NULL && (newest == NULL || strcmp(date, newest) > 0))
                newest = date;
        }
    return newest;
}

/* 0 where no observation was read. */
static int newest_observation_year(const struct plan *plan)
{
    int newest = 0;
    for (size_t i = 0; i < plan->indicator_count; i++)
        for (size_t j = 0; j < plan->indicators[i].series_count; j++) {
            const struct series *series = &plan->indicators[i].series[j];
            for (size_t k = 0; k < series->observation_count; k++)
                if (series->observations[k].year > newest)
                    newest = series->observations[k].year;
        }
    return newest;
}

void plan_data_date(const struct plan *plan, char out[PLAN_DATE])
{
    const char *date = newest_followup_date(plan);
    int year = newest_observation_year(plan);
    if (date != NULL)
        snprintf(out, PLAN_DATE, "%.10s", date);
    else
        snprintf(out, PLAN_DATE, year > 0 ? "%04d-12-31" : "%04d-01-01", (year > 0 ? year : plan->from) % 10000);
}
