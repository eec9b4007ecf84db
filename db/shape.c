#include "db/shape.h"

#include "base/limits.h"
#include "db/planfile.h"

#define COUNT(row)             (sizeof(row) / sizeof((row)[0]))
#define OBJECT(name, keys_row) const struct shape_object name = { .keys = keys_row, .count = COUNT(keys_row) }

/* A key and the field of `type` with the same name that it is put into */
#define KEY(type, key, key_kind) .name = #key, .kind = key_kind, .offset = offsetof(struct type, key)
#define REQUIRED                 .required = true
#define NUMBERS(low, high)       .least = (low), .most = (high)
#define ANY_WHOLE                NUMBERS(INT64_MIN, INT64_MAX)
#define YEARS                    NUMBERS(1900, 2200)
#define OF_OBJECTS(type, shape)  .item = SHAPE_OBJECT, .item_size = sizeof(struct type), .object = &(shape)
#define OF_LINES                 .item = SHAPE_LINE, .item_size = sizeof(struct words)
#define OF_REFS(kind_of_ref)     .item = (kind_of_ref), .item_size = sizeof(struct ref)

static const struct shape_key named_keys[] = {
    { KEY(file_named, id, SHAPE_ID), REQUIRED },
    { KEY(file_named, name, SHAPE_LINE), REQUIRED },
};
static OBJECT(shape_named, named_keys);

/* ---- The plan itself ---- */

static const struct shape_key period_keys[] = {
    { KEY(file_period, from, SHAPE_WHOLE), REQUIRED, YEARS },
    { KEY(file_period, to, SHAPE_WHOLE), REQUIRED, YEARS },
};
static OBJECT(shape_period, period_keys);

static const struct shape_key column_keys[] = {
    { KEY(file_column, field, SHAPE_CODE), REQUIRED, .codes = &codes_field },
    { KEY(file_column, heading, SHAPE_LINE), REQUIRED },
    { KEY(file_column, prompt, SHAPE_LINE) },
};
static OBJECT(shape_column, column_keys);

static const struct shape_key approval_keys[] = {
    { KEY(file_approval, body, SHAPE_LINE), REQUIRED },
    { KEY(file_approval, date, SHAPE_DATE), REQUIRED },
    { KEY(file_approval, section, SHAPE_PLAIN) },
    { KEY(file_approval, diary_number, SHAPE_PLAIN) },
};
static OBJECT(shape_approval, approval_keys);

static const struct shape_key header_keys[] = {
    { KEY(file_header, id, SHAPE_ID), REQUIRED },
    { KEY(file_header, title, SHAPE_LINE), REQUIRED },
    { KEY(file_header, part, SHAPE_LINE) },
    { KEY(file_header, slogans, SHAPE_LIST), OF_LINES },
    { KEY(file_header, note, SHAPE_TEXT) },
    { KEY(file_header, area, SHAPE_REF) },
    { KEY(file_header, period, SHAPE_OBJECT), REQUIRED, .object = &shape_period },
    { KEY(file_header, language, SHAPE_CODE), REQUIRED, .codes = &codes_lang },
    { KEY(file_header, goal_label, SHAPE_LINE) },
    { KEY(file_header, tolerance, SHAPE_TOLERANCE) },
    { KEY(file_header, columns, SHAPE_LIST), REQUIRED, NUMBERS(2, 7), OF_OBJECTS(file_column, shape_column) },
    { KEY(file_header, state, SHAPE_CODE), .codes = &codes_state },
    { KEY(file_header, approvals, SHAPE_LIST), OF_OBJECTS(file_approval, shape_approval) },
};
static OBJECT(shape_header, header_keys);

/* ---- Areas and organisations ---- */

static const struct shape_key area_keys[] = {
    { KEY(file_area, id, SHAPE_ID), REQUIRED },
    { KEY(file_area, name, SHAPE_LINE), REQUIRED },
    { KEY(file_area, kind, SHAPE_CODE), REQUIRED, .codes = &codes_area_kind },
    { KEY(file_area, parent, SHAPE_REF) },
    { KEY(file_area, sotkanet_region, SHAPE_WHOLE), ANY_WHOLE },
};
static OBJECT(shape_area, area_keys);

static const struct shape_key member_keys[] = {
    { KEY(file_member, id, SHAPE_ID) },
    { KEY(file_member, name, SHAPE_LINE), REQUIRED },
    { KEY(file_member, area, SHAPE_REF) },
};
static OBJECT(shape_member, member_keys);

static const struct shape_key organisation_keys[] = {
    { KEY(file_organisation, id, SHAPE_ID), REQUIRED },
    { KEY(file_organisation, name, SHAPE_LINE), REQUIRED },
    { KEY(file_organisation, kind, SHAPE_CODE), REQUIRED, .codes = &codes_organisation_kind },
    { KEY(file_organisation, members, SHAPE_LIST), OF_OBJECTS(file_member, shape_member) },
    { KEY(file_organisation, areas, SHAPE_LIST), OF_REFS(SHAPE_REF) },
    { KEY(file_organisation, succeeds, SHAPE_LIST), OF_REFS(SHAPE_REF) },
};
static OBJECT(shape_organisation, organisation_keys);

/* ---- Goals and actions ---- */

static const struct shape_key based_on_keys[] = {
    { KEY(file_based_on, plan, SHAPE_ID), REQUIRED },
    { KEY(file_based_on, subgoal, SHAPE_GOAL_ID), REQUIRED },
};
static OBJECT(shape_based_on, based_on_keys);

static const struct shape_key subgoal_keys[] = {
    { KEY(file_subgoal, id, SHAPE_GOAL_ID), REQUIRED },
    { KEY(file_subgoal, number, SHAPE_PLAIN) },
    { KEY(file_subgoal, title, SHAPE_LINE), REQUIRED },
    { KEY(file_subgoal, group, SHAPE_REF) },
    { KEY(file_subgoal, ease, SHAPE_CODE), .codes = &codes_ease },
    { KEY(file_subgoal, impact, SHAPE_CODE), .codes = &codes_impact },
    { KEY(file_subgoal, based_on, SHAPE_OBJECT), .object = &shape_based_on },
};
static OBJECT(shape_subgoal, subgoal_keys);

static const struct shape_key goal_keys[] = {
    { KEY(file_goal, id, SHAPE_GOAL_ID), REQUIRED },
    { KEY(file_goal, number, SHAPE_PLAIN), REQUIRED },
    { KEY(file_goal, title, SHAPE_LINE), REQUIRED },
    { KEY(file_goal, targets, SHAPE_LIST), OF_LINES },
    { KEY(file_goal, subgoals, SHAPE_LIST), REQUIRED, NUMBERS(0, LIMIT_SUBGOALS),
      OF_OBJECTS(file_subgoal, shape_subgoal) },
};
static OBJECT(shape_goal, goal_keys);

#define CELL(key_name, at)                                                                                             \
    .name = key_name, .kind = SHAPE_CELL,                                                                              \
    .offset = offsetof(struct file_action, cells[0]) + (at) * sizeof(struct file_cell)

static const struct shape_key action_keys[] = {
    { KEY(file_action, organisation, SHAPE_REF), REQUIRED },
    { KEY(file_action, subgoal, SHAPE_GOAL_REF), REQUIRED },
    { CELL("action", CELL_ACTION) },
    { CELL("measure", CELL_MEASURE) },
    { CELL("schedule", CELL_SCHEDULE) },
    { CELL("actors", CELL_ACTORS) },
    { CELL("monitoring", CELL_MONITORING) },
    { KEY(file_action, id, SHAPE_ID) },
    { CELL("resources", CELL_RESOURCES) },
    { KEY(file_action, applies, SHAPE_TRUTH) },
};
static OBJECT(shape_action, action_keys);

static const struct shape_key figure_keys[] = {
    { KEY(file_figure, name, SHAPE_LINE), REQUIRED },
    { KEY(file_figure, value, SHAPE_FIGURE), REQUIRED, ANY_WHOLE },
    { KEY(file_figure, unit, SHAPE_LINE) },
};
static OBJECT(shape_figure, figure_keys);

static const struct shape_key followup_keys[] = {
    { KEY(file_followup, organisation, SHAPE_REF) },
    { KEY(file_followup, subgoal, SHAPE_GOAL_REF) },
    { KEY(file_followup, year, SHAPE_WHOLE), REQUIRED, YEARS },
    { KEY(file_followup, status, SHAPE_CODE), REQUIRED, .codes = &codes_follow_status },
    { KEY(file_followup, progress, SHAPE_TEXT) },
    { KEY(file_followup, figures, SHAPE_LIST), OF_OBJECTS(file_figure, shape_figure) },
    { KEY(file_followup, author, SHAPE_PLAIN) },
    { KEY(file_followup, date, SHAPE_DATE) },
    { KEY(file_followup, action, SHAPE_REF) },
};
static OBJECT(shape_followup, followup_keys);

/* ---- Indicators ---- */

static const struct shape_key series_keys[] = {
    { KEY(file_series, population, SHAPE_REF), REQUIRED },
    { KEY(file_series, unit, SHAPE_LINE) },
    { KEY(file_series, scale, SHAPE_CODE), .codes = &codes_scale },
    { KEY(file_series, decimals, SHAPE_WHOLE), NUMBERS(0, 4) },
    { KEY(file_series, sotkanet, SHAPE_WHOLE), ANY_WHOLE },
};
OBJECT(shape_series, series_keys);

static const struct shape_key target_keys[] = {
    { KEY(file_target, year, SHAPE_WHOLE), REQUIRED, YEARS },
    { KEY(file_target, value, SHAPE_REAL), REQUIRED, ANY_WHOLE },
    { KEY(file_target, population, SHAPE_REF) },
};
static OBJECT(shape_target, target_keys);

static const struct shape_key indicator_keys[] = {
    { KEY(file_indicator, id, SHAPE_ID), REQUIRED },
    { KEY(file_indicator, number, SHAPE_WHOLE), REQUIRED, ANY_WHOLE },
    { KEY(file_indicator, theme, SHAPE_REF) },
    { KEY(file_indicator, title, SHAPE_LINE), REQUIRED },
    { KEY(file_indicator, definition, SHAPE_TEXT) },
    { KEY(file_indicator, unit, SHAPE_LINE), REQUIRED },
    { KEY(file_indicator, decimals, SHAPE_WHOLE), NUMBERS(0, 4) },
    { KEY(file_indicator, direction, SHAPE_CODE), REQUIRED, .codes = &codes_direction },
    { KEY(file_indicator, sources, SHAPE_LIST), OF_LINES },
    { .name = "populations",
      .kind = SHAPE_LIST,
      .offset = offsetof(struct file_indicator, series),
      .item = SHAPE_SERIES,
      .item_size = sizeof(struct file_series) },
    { KEY(file_indicator, subgoals, SHAPE_LIST), OF_REFS(SHAPE_GOAL_REF) },
    { KEY(file_indicator, tolerance, SHAPE_TOLERANCE) },
    { KEY(file_indicator, sotkanet, SHAPE_WHOLE), ANY_WHOLE },
    { KEY(file_indicator, scale, SHAPE_CODE), .codes = &codes_scale },
    { KEY(file_indicator, targets, SHAPE_LIST), OF_OBJECTS(file_target, shape_target) },
};
static OBJECT(shape_indicator, indicator_keys);

static const struct shape_key observation_keys[] = {
    { KEY(file_observation, indicator, SHAPE_REF), REQUIRED },
    { KEY(file_observation, population, SHAPE_REF) },
    { KEY(file_observation, area, SHAPE_REF), REQUIRED },
    { KEY(file_observation, year, SHAPE_WHOLE), REQUIRED, YEARS },
    { KEY(file_observation, value, SHAPE_REAL), ANY_WHOLE },
    { KEY(file_observation, n, SHAPE_WHOLE), NUMBERS(1, INT64_MAX) },
    { KEY(file_observation, assessment, SHAPE_CODE), .codes = &codes_assessment },
    { KEY(file_observation, note, SHAPE_TEXT) },
    { KEY(file_observation, missing, SHAPE_CODE), .codes = &codes_missing },
    { KEY(file_observation, low, SHAPE_REAL), ANY_WHOLE },
    { KEY(file_observation, high, SHAPE_REAL), ANY_WHOLE },
};
static OBJECT(shape_observation, observation_keys);

static const struct shape_key event_keys[] = {
    { KEY(file_event, month, SHAPE_WHOLE), REQUIRED, NUMBERS(1, 12) },
    { KEY(file_event, to_month, SHAPE_WHOLE), NUMBERS(1, 12) },
    { KEY(file_event, title, SHAPE_LINE), REQUIRED },
    { KEY(file_event, actors, SHAPE_LINE) },
    { KEY(file_event, kind, SHAPE_CODE), .codes = &codes_event_kind },
};
static OBJECT(shape_event, event_keys);

/* ---- The file ---- */

static const struct shape_key file_keys[] = {
    { KEY(plan_file, plan, SHAPE_OBJECT), REQUIRED, .object = &shape_header },
    { KEY(plan_file, areas, SHAPE_LIST), OF_OBJECTS(file_area, shape_area) },
    { KEY(plan_file, organisations, SHAPE_LIST), REQUIRED, NUMBERS(1, LIMIT_ORGANISATIONS),
      OF_OBJECTS(file_organisation, shape_organisation) },
    { KEY(plan_file, groups, SHAPE_LIST), OF_OBJECTS(file_named, shape_named) },
    { KEY(plan_file, goals, SHAPE_LIST), REQUIRED, NUMBERS(1, LIMIT_GOALS), OF_OBJECTS(file_goal, shape_goal) },
    { KEY(plan_file, actions, SHAPE_LIST), REQUIRED, NUMBERS(0, LIMIT_ACTIONS), OF_OBJECTS(file_action, shape_action) },
    { KEY(plan_file, populations, SHAPE_LIST), OF_OBJECTS(file_named, shape_named) },
    { KEY(plan_file, indicators, SHAPE_LIST), NUMBERS(0, LIMIT_INDICATORS),
      OF_OBJECTS(file_indicator, shape_indicator) },
    { KEY(plan_file, observations, SHAPE_LIST), NUMBERS(0, LIMIT_OBSERVATIONS),
      OF_OBJECTS(file_observation, shape_observation) },
    { KEY(plan_file, events, SHAPE_LIST), NUMBERS(0, LIMIT_EVENTS), OF_OBJECTS(file_event, shape_event) },
    { KEY(plan_file, followups, SHAPE_LIST), NUMBERS(0, LIMIT_FOLLOWUPS), OF_OBJECTS(file_followup, shape_followup) },
    { KEY(plan_file, themes, SHAPE_LIST), OF_OBJECTS(file_named, shape_named) },
};
OBJECT(shape_file, file_keys);
