/* Which indicators a report shows, and of which years. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"

/* Adds the years of an area's figures; false where it has none. */
static bool add_years(const struct series *series, const struct area *area, struct year_set *out)
{
    size_t count;
    bool any = false;
    const struct observation *observations = plan_observations(series, area, &count);
    for (size_t i = 0; i < count; i++) {
        if (observations[i].missing != MISSING_NO)
            continue;
        year_set_add(out, observations[i].year);
        any = true;
    }
    return any;
}

bool build_indicator_years(struct build *build, const struct indicator *indicator, struct year_set *out)
{
    const struct area *country = plan_country(build->plan);
    bool any = false;
    for (size_t i = 0; i < indicator->series_count; i++) {
        const struct series *series = &indicator->series[i];
        const struct area *const *own = NULL;
        size_t own_count = build_series_areas(build, series, &own);
        any |= add_years(series, country, out);
        for (size_t j = 0; j < own_count; j++)
            any |= add_years(series, own[j], out);
    }
    return any;
}

/* The last of the years on end that begin with this one. */
static int run_end(const struct year_set *years, int year)
{
    while (year < YEAR_LAST && year_set_has(years, year + 1))
        year++;
    return year;
}

struct text build_years_text(struct build *build, const struct year_set *years)
{
    struct join join = join_start(build->job->arena, build->lang);
    unsigned long count = 0;
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        if (!year_set_has(years, year))
            continue;
        int last = run_end(years, year);
        join_between(&join, ", ");
        join_year(&join, year);
        count++;
        if (last - year < 2) /* two years are no range */
            continue;
        join_word(&join, "–");
        join_year(&join, last);
        count += (unsigned long)(last - year);
        year = last;
    }
    if (count == 0)
        return join_end(&join);
    return join_printf(build->job->arena, build->lang,
                       trn(build->lang, "figures of the year %s", "figures of the years %s", count), join_string(&join));
}

/* Of a goal's subgoals; with `goal` NULL as the report's kind has it. */
static bool indicator_wanted(const struct build *build, const struct indicator *indicator, const struct goal *goal,
                             const bool *shared)
{
    bool wanted = goal == NULL && build->query->kind != REPORT_ORGANISATION;
    if (build->indicator != NULL)
        return indicator == build->indicator;
    for (size_t i = 0; i < indicator->subgoal_count && !wanted; i++) {
        const struct goal *of = indicator->subgoals[i]->goal;
        wanted = goal == NULL ? shared[of - build->plan->goals] : of == goal;
    }
    return wanted;
}

struct indicator_list build_indicators_of(struct build *build, const struct goal *goal)
{
    const struct plan *plan = build->plan;
    const struct indicator **indicators =
        arena_array(build->job->arena, plan->indicator_count, sizeof(const struct indicator *));
    bool *shared = arena_array(build->job->arena, plan->goal_count, sizeof(bool));
    struct indicator_list list = { indicators, 0 };
    if (indicators == NULL || shared == NULL)
        return list;
    for (size_t i = 0; i < plan->goal_count && goal == NULL; i++)
        shared[i] = build_goal_shared(build, &plan->goals[i]);
    for (size_t i = 0; i < plan->indicator_count; i++) {
        struct year_set years = { 0 };
        if (indicator_wanted(build, &plan->indicators[i], goal, shared) &&
            build_indicator_years(build, &plan->indicators[i], &years))
            indicators[list.count++] = &plan->indicators[i];
    }
    return list;
}
