/* Indicators, observations, and the assessments with the rule that gave each (reports/compare.h). */
#include "base/decimal.h"
#include "db/codes.h"
#include "fcgi/api_rows.h"
#include "reports/compare.h"

#include <stdio.h>

#define P_VALUE_PLACES 6 /* the last digits of a double differ between machines */

/* ---- Indicators ---- */

/* {"absolute": size} or {"relative": share}, as in the plan file. */
static void put_tolerance(struct json_out *json, struct tolerance tolerance)
{
    if (tolerance.kind == TOLERANCE_NONE)
        return;
    json_out_open(json, "tolerance", '{');
    json_out_real(json, codes_name(&codes_tolerance, (int)tolerance.kind), tolerance.size);
    json_out_close(json, '}');
}

/* Each series with the unit, scale and decimals that it has of its own or of the indicator. */
static void put_series(struct api *api, const struct indicator *indicator)
{
    json_out_open(&api->json, "series", '[');
    for (size_t i = 0; i < indicator->series_count; i++) {
        const struct series *series = &indicator->series[i];
        char path[API_PATH];
        json_out_open(&api->json, NULL, '{');
        snprintf(path, sizeof path, "series/%zu/population", i);
        api_named(api, path, "population", series->population);
        snprintf(path, sizeof path, "series/%zu/unit", i);
        api_text_at(api, path, "unit", series->unit);
        json_out_word(&api->json, "scale", codes_name(&codes_scale, (int)series->scale));
        if (series->decimals >= 0)
            json_out_whole(&api->json, "decimals", series->decimals);
        json_out_close(&api->json, '}');
    }
    json_out_close(&api->json, ']');
}

static void put_targets(struct json_out *json, const struct indicator *indicator)
{
    if (indicator->target_count == 0)
        return;
    json_out_open(json, "targets", '[');
    for (size_t i = 0; i < indicator->target_count; i++) {
        const struct target_value *target = &indicator->targets[i];
        json_out_open(json, NULL, '{');
        json_out_whole(json, "year", target->year);
        json_out_real(json, "value", target->value);
        if (target->population != NULL)
            json_out_word(json, "population", target->population->id);
        json_out_close(json, '}');
    }
    json_out_close(json, ']');
}

static void put_indicator(struct api *api, const char *key, const struct indicator *indicator)
{
    struct json_out *json = &api->json;
    api_object(api, key);
    json_out_word(json, "id", indicator->id);
    json_out_whole(json, "number", indicator->number);
    api_named(api, "theme", "theme", indicator->theme);
    api_text(api, "title", indicator->title);
    api_text(api, "definition", indicator->definition);
    api_text(api, "unit", indicator->unit);
    json_out_word(json, "direction", codes_name(&codes_direction, (int)indicator->direction));
    put_tolerance(json, indicator->tolerance);
    api_texts(api, "sources", indicator->sources, indicator->source_count);
    put_series(api, indicator);
    json_out_open(json, "subgoals", '[');
    for (size_t i = 0; i < indicator->subgoal_count; i++)
        json_out_word(json, NULL, indicator->subgoals[i]->id);
    json_out_close(json, ']');
    put_targets(json, indicator);
    api_object_end(api);
}

void api_indicators(struct api_rows *rows)
{
    json_out_open(&rows->api.json, "indicators", '[');
    for (size_t i = 0; i < rows->plan->indicator_count && !api_rows_late(rows, i); i++)
        put_indicator(&rows->api, NULL, &rows->plan->indicators[i]);
    json_out_close(&rows->api.json, ']');
}

void api_indicator(struct api_rows *rows)
{
    put_indicator(&rows->api, "indicator", rows->indicator);
    api_observations(rows);
    api_assessments(rows);
}

/* ---- Observations ---- */

static void put_series_name(struct json_out *json, const struct indicator *indicator, const struct series *series)
{
    json_out_word(json, "indicator", indicator->id);
    if (series->population != NULL)
        json_out_word(json, "population", series->population->id);
}

/* `assessment` is there only where it was set by hand: the others are reckoned, and told as such (api_assessments). */
static void put_observation(struct api_rows *rows, const struct indicator *indicator, const struct series *series,
                            const struct observation *observation)
{
    struct json_out *json = &rows->api.json;
    api_object(&rows->api, NULL);
    put_series_name(json, indicator, series);
    json_out_word(json, "area", observation->area->id);
    json_out_whole(json, "year", observation->year);
    if (observation->missing == MISSING_NO)
        json_out_real(json, "value", observation->value);
    else
        json_out_word(json, "missing", codes_name(&codes_missing, (int)observation->missing));
    if (observation->has_low)
        json_out_real(json, "low", observation->low);
    if (observation->has_high)
        json_out_real(json, "high", observation->high);
    if (observation->n > 0)
        json_out_whole(json, "n", observation->n);
    json_out_word(json, "assessment", codes_name(&codes_assessment, (int)observation->assessment));
    api_text(&rows->api, "note", observation->note);
    api_object_end(&rows->api);
}

/* Calls `put` for every observation that is asked for, in the plan's order. */
static void each_observation(struct api_rows *rows, void (*put)(struct api_rows *, const struct indicator *,
                                                                const struct series *, const struct observation *))
{
    size_t row = 0;
    for (size_t i = 0; i < rows->plan->indicator_count; i++) {
        const struct indicator *indicator = &rows->plan->indicators[i];
        for (size_t j = 0; (rows->indicator == NULL || rows->indicator == indicator) && j < indicator->series_count;
             j++)
            for (size_t k = 0; k < indicator->series[j].observation_count; k++) {
                const struct observation *observation = &indicator->series[j].observations[k];
                if (api_rows_late(rows, row++))
                    return;
                if (rows->area == NULL || rows->area == observation->area)
                    put(rows, indicator, &indicator->series[j], observation);
            }
    }
}

void api_observations(struct api_rows *rows)
{
    json_out_open(&rows->api.json, "observations", '[');
    each_observation(rows, put_observation);
    json_out_close(&rows->api.json, ']');
}

/* ---- Assessments ---- */

/* The rule by name and in words, and what it reckoned with. */
static void put_rule(struct api *api, const struct comparison *comparison)
{
    static const char *const rules[] = {
        [COMPARE_BY_HAND] = "by_hand",     [COMPARE_NO_DIRECTION] = "no_direction",
        [COMPARE_COUNT] = "count",         [COMPARE_NO_VALUE] = "no_value",
        [COMPARE_TEST] = "test",           [COMPARE_INTERVAL] = "interval",
        [COMPARE_TOLERANCE] = "tolerance",
    };
    static const char *const sources[] = {
        [TOLERANCE_OF_INDICATOR] = "indicator", [TOLERANCE_OF_PLAN] = "plan", [TOLERANCE_BY_DEFAULT] = "default"
    };
    struct json_out *json = &api->json;
    json_out_word(json, "rule", rules[comparison->rule]);
    api_text(api, "rule_text", compare_sentence(api->job->arena, comparison, api->lang));
    if (comparison->rule == COMPARE_TEST)
        json_out_real(json, "p", decimal_to_double(decimal_round(decimal_of_double(comparison->p), P_VALUE_PLACES)));
    if (comparison->rule == COMPARE_TOLERANCE) {
        put_tolerance(json, comparison->tolerance);
        json_out_word(json, "tolerance_of", sources[comparison->source]);
    }
}

/* One assessed by hand may lack its value. */
static void put_value(struct json_out *json, const char *key, const struct observation *observation)
{
    if (observation != NULL && observation->missing == MISSING_NO)
        json_out_real(json, key, observation->value);
}

/* Of the first observation of an area in a series: the area's comparison with the country. */
static void put_assessment(struct api_rows *rows, const struct indicator *indicator, const struct series *series,
                           const struct observation *observation)
{
    struct json_out *json = &rows->api.json;
    const struct area *area = observation->area;
    if (observation > series->observations && observation[-1].area == area)
        return;
    const struct area *country = plan_country(rows->plan);
    if (area == country)
        return;
    struct comparison comparison = compare_country(indicator, series, area, country, rows->plan->tolerance);
    api_object(&rows->api, NULL);
    put_series_name(json, indicator, series);
    json_out_word(json, "area", area->id);
    if (comparison.year != 0)
        json_out_whole(json, "year", comparison.year);
    put_value(json, "value", comparison.own);
    put_value(json, "national_value", comparison.national);
    if (comparison.has_difference)
        json_out_real(json, "difference", comparison.difference);
    bool compared = comparison.assessment != ASSESS_NONE;
    json_out_word(json, "assessment",
                  compared ? codes_name(&codes_assessment, (int)comparison.assessment) : "not_compared");
    put_rule(&rows->api, &comparison);
    api_object_end(&rows->api);
}

void api_assessments(struct api_rows *rows)
{
    json_out_open(&rows->api.json, "assessments", '[');
    each_observation(rows, put_assessment);
    json_out_close(&rows->api.json, ']');
}
