/* Areas, organisations, goals, actions, follow-up and events. Keys and codes are the plan file's
 * (docs/plan.schema.json) wherever it has them. */
#include "db/codes.h"
#include "fcgi/api_rows.h"
#include "reports/build.h"

#include <stdio.h>

bool api_rows_late(struct api_rows *rows, size_t row)
{
    return job_late_at(rows->api.job, row);
}

/* ---- Who and what ---- */

void api_areas(struct api_rows *rows)
{
    const struct plan *plan = rows->plan;
    struct api *api = &rows->api;
    json_out_open(&api->json, "areas", '[');
    for (size_t i = 0; i < plan->area_count; i++) {
        const struct area *area = &plan->areas[i];
        api_object(api, NULL);
        json_out_word(&api->json, "id", area->id);
        api_text(api, "name", area->name);
        json_out_word(&api->json, "kind", codes_name(&codes_area_kind, (int)area->kind));
        if (area->parent != NULL)
            json_out_word(&api->json, "parent", area->parent->id);
        api_object_end(api);
    }
    json_out_close(&api->json, ']');
}

/* A member without an id answers with the others, and cannot be asked for. */
static void put_members(struct api *api, const struct organisation *organisation)
{
    if (organisation->member_count == 0)
        return;
    json_out_open(&api->json, "members", '[');
    for (size_t i = 0; i < organisation->member_count; i++) {
        const struct member *member = &organisation->members[i];
        char path[API_PATH];
        snprintf(path, sizeof path, "members/%zu/name", i);
        json_out_open(&api->json, NULL, '{');
        json_out_word(&api->json, "id", member->id);
        api_text_at(api, path, "name", member->name);
        if (member->area != NULL)
            json_out_word(&api->json, "area", member->area->id);
        json_out_close(&api->json, '}');
    }
    json_out_close(&api->json, ']');
}

/* Other things are told by their ids: they have lists of their own. */
static void put_organisation(struct api *api, const struct organisation *organisation)
{
    struct json_out *json = &api->json;
    api_object(api, NULL);
    json_out_word(json, "id", organisation->id);
    api_text(api, "name", organisation->name);
    json_out_word(json, "kind", codes_name(&codes_organisation_kind, (int)organisation->kind));
    put_members(api, organisation);
    if (organisation->area_count > 0)
        json_out_open(json, "areas", '[');
    for (size_t i = 0; i < organisation->area_count; i++)
        json_out_word(json, NULL, organisation->areas[i]->id);
    if (organisation->area_count > 0)
        json_out_close(json, ']');
    if (organisation->succeed_count > 0)
        json_out_open(json, "succeeds", '[');
    for (size_t i = 0; i < organisation->succeed_count; i++)
        json_out_word(json, NULL, organisation->succeeds[i]->id);
    if (organisation->succeed_count > 0)
        json_out_close(json, ']');
    api_object_end(api);
}

void api_organisations(struct api_rows *rows)
{
    json_out_open(&rows->api.json, "organisations", '[');
    for (size_t i = 0; i < rows->plan->organisation_count; i++)
        put_organisation(&rows->api, &rows->plan->organisations[i]);
    json_out_close(&rows->api.json, ']');
}

/* The subgoals by id, in print order, also where there are none: a goal is what groups them. */
void api_goals(struct api_rows *rows)
{
    struct json_out *json = &rows->api.json;
    json_out_open(json, "goals", '[');
    for (size_t i = 0; i < rows->plan->goal_count; i++) {
        const struct goal *goal = &rows->plan->goals[i];
        api_object(&rows->api, NULL);
        json_out_word(json, "id", goal->id);
        api_text(&rows->api, "number", goal->number);
        api_text(&rows->api, "title", goal->title);
        api_texts(&rows->api, "targets", goal->targets, goal->target_count);
        json_out_open(json, "subgoals", '[');
        for (size_t j = 0; j < goal->subgoal_count; j++)
            json_out_word(json, NULL, goal->subgoals[j].id);
        json_out_close(json, ']');
        api_object_end(&rows->api);
    }
    json_out_close(json, ']');
}

static void put_subgoal(struct api *api, const struct subgoal *subgoal)
{
    struct json_out *json = &api->json;
    api_object(api, NULL);
    json_out_word(json, "id", subgoal->id);
    json_out_word(json, "goal", subgoal->goal->id);
    api_text(api, "number", subgoal->number);
    api_text(api, "title", subgoal->title);
    api_named(api, "group", "group", subgoal->group);
    json_out_word(json, "ease", codes_name(&codes_ease, (int)subgoal->ease));
    json_out_word(json, "impact", codes_name(&codes_impact, (int)subgoal->impact));
    if (subgoal->based_on_plan != NULL) {
        json_out_open(json, "based_on", '{');
        json_out_word(json, "plan", subgoal->based_on_plan);
        json_out_word(json, "subgoal", subgoal->based_on_subgoal);
        json_out_close(json, '}');
    }
    api_object_end(api);
}

void api_subgoals(struct api_rows *rows)
{
    json_out_open(&rows->api.json, "subgoals", '[');
    for (size_t i = 0; i < rows->plan->goal_count; i++) {
        const struct goal *goal = &rows->plan->goals[i];
        for (size_t j = 0; (rows->goal == NULL || rows->goal == goal) && j < goal->subgoal_count; j++)
            put_subgoal(&rows->api, &goal->subgoals[j]);
    }
    json_out_close(&rows->api.json, ']');
}

/* ---- Actions and their follow-up ---- */

/* The status of the plan's year by the plan file's codes, and what it has none for. */
static const char *status_code(const struct action *action, int year)
{
    const struct followup *followup = action_followup(action, year);
    if (followup != NULL)
        return codes_name(&codes_follow_status, (int)followup->status);
    return action->applies ? "not_reported" : "not_applicable";
}

/* The fields whose cell is merged with another action's, whose text it shows. */
static void put_merged(struct json_out *json, const struct action *action)
{
    bool any = false;
    for (int field = 0; field < FIELD_COUNT; field++) {
        if (!action->cells[field].merged)
            continue;
        if (!any)
            json_out_open(json, "merged", '[');
        any = true;
        json_out_word(json, NULL, codes_name(&codes_field, field));
    }
    if (any)
        json_out_close(json, ']');
}

/* All fields that have a text, also those that the plan's tables have no column for. */
static void put_action(struct api_rows *rows, const struct action *action)
{
    struct json_out *json = &rows->api.json;
    api_object(&rows->api, NULL);
    json_out_word(json, "id", action->id);
    json_out_word(json, "organisation", action->organisation->id);
    json_out_word(json, "subgoal", action->subgoal->id);
    for (int field = 0; field < FIELD_COUNT; field++)
        api_text(&rows->api, codes_name(&codes_field, field), action->cells[field].text);
    put_merged(json, action);
    json_out_truth(json, "applies", action->applies);
    json_out_word(json, "status", status_code(action, rows->plan->year));
    api_object_end(&rows->api);
}

void api_actions(struct api_rows *rows)
{
    json_out_open(&rows->api.json, "actions", '[');
    for (size_t i = 0; i < rows->plan->action_count && !api_rows_late(rows, i); i++)
        if (rows->subgoal == NULL || rows->plan->actions[i].subgoal == rows->subgoal)
            put_action(rows, &rows->plan->actions[i]);
    json_out_close(&rows->api.json, ']');
}

/* A figure is a number or yes and no, as in the plan file. */
static void put_figures(struct api *api, const struct followup *followup)
{
    if (followup->figure_count == 0)
        return;
    json_out_open(&api->json, "figures", '[');
    for (size_t i = 0; i < followup->figure_count; i++) {
        const struct followup_figure *figure = &followup->figures[i];
        char path[API_PATH];
        json_out_open(&api->json, NULL, '{');
        snprintf(path, sizeof path, "figures/%zu/name", i);
        api_text_at(api, path, "name", figure->name);
        if (figure->truth)
            json_out_truth(&api->json, "value", figure->value != 0);
        else
            json_out_real(&api->json, "value", figure->value);
        snprintf(path, sizeof path, "figures/%zu/unit", i);
        api_text_at(api, path, "unit", figure->unit);
        json_out_close(&api->json, '}');
    }
    json_out_close(&api->json, ']');
}

/* The author is nobody's business here. */
static void put_followup(struct api *api, const struct action *action, const struct followup *followup)
{
    struct json_out *json = &api->json;
    api_object(api, NULL);
    json_out_word(json, "organisation", action->organisation->id);
    json_out_word(json, "subgoal", action->subgoal->id);
    json_out_word(json, "action", action->id);
    json_out_whole(json, "year", followup->year);
    json_out_word(json, "status", codes_name(&codes_follow_status, (int)followup->status));
    api_text(api, "progress", followup->progress);
    put_figures(api, followup);
    json_out_word(json, "date", followup->date);
    api_object_end(api);
}

/* Newest first within an action, as they are read; none is newer than the year asked for. */
void api_followups(struct api_rows *rows)
{
    int status = codes_value(&codes_follow_status, rows->status, FOLLOW_COUNT);
    json_out_open(&rows->api.json, "followups", '[');
    for (size_t i = 0; i < rows->plan->action_count && !api_rows_late(rows, i); i++) {
        const struct action *action = &rows->plan->actions[i];
        if (rows->subgoal != NULL && action->subgoal != rows->subgoal)
            continue;
        for (size_t j = 0; j < action->followup_count; j++)
            if (status == FOLLOW_COUNT || (int)action->followups[j].status == status)
                put_followup(&rows->api, action, &action->followups[j]);
    }
    json_out_close(&rows->api.json, ']');
}

/* ---- The annual clock ---- */

/* In the plan's order. There is no year in them: they come back every year. */
void api_events(struct api_rows *rows)
{
    struct json_out *json = &rows->api.json;
    json_out_open(json, "events", '[');
    for (size_t i = 0; i < rows->plan->event_count; i++) {
        const struct event *event = &rows->plan->events[i];
        api_object(&rows->api, NULL);
        json_out_whole(json, "month", event->month);
        if (event->to_month != 0)
            json_out_whole(json, "to_month", event->to_month);
        api_text(&rows->api, "title", event->title);
        api_text(&rows->api, "actors", event->actors);
        json_out_word(json, "kind", codes_name(&codes_event_kind, (int)event->kind));
        api_object_end(&rows->api);
    }
    json_out_close(json, ']');
}
