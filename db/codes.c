#include "db/codes.h"

#include "db/db.h"

#include <string.h>

#define CODES(first_value, ...)                                                                                        \
    {                                                                                                                  \
        .names = (const char *const[]){ __VA_ARGS__ },                                                                 \
        .count = (int)(sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)), .first = (first_value)          \
    }

const struct codes codes_lang = CODES(LANG_FI, "fi", "sv", "en");
const struct codes codes_field =
    CODES(FIELD_SUBGOAL, "subgoal", "action", "measure", "schedule", "actors", "monitoring", "resources");
const struct codes codes_follow_status =
    CODES(FOLLOW_NOT_STARTED, "not_started", "in_progress", "done", "continuous", "delayed", "cancelled");
const struct codes codes_area_kind = CODES(AREA_COUNTRY, "country", "region", "municipality");
const struct codes codes_organisation_kind =
    CODES(ORG_JOINT_AUTHORITY, "joint_authority", "municipality", "parish", "association", "police", "other");
const struct codes codes_ease = CODES(EASE_EASY, "easy", "hard");
const struct codes codes_impact = CODES(IMPACT_LOW, "low", "medium", "high");
const struct codes codes_direction = CODES(DIRECTION_NONE, "none", "higher_is_better", "lower_is_better");
const struct codes codes_scale = CODES(SCALE_SHARE, "share", "change", "rate", "count", "index");
const struct codes codes_missing = CODES(MISSING_NOT_AVAILABLE, "not_available", "not_applicable", "suppressed");
const struct codes codes_assessment = CODES(ASSESS_GOOD, "good", "neutral", "concerning");
const struct codes codes_event_kind = CODES(EVENT_PLANNING, "planning", "action", "followup", "evaluation", "decision");
const struct codes codes_tolerance = CODES(TOLERANCE_ABSOLUTE, "absolute", "relative");
const struct codes codes_search_kind =
    CODES(SEARCH_PLAN, "plan", "organisation", "goal", "subgoal", "indicator");
const struct codes codes_state = CODES(0, "draft", "published");

const char *codes_name(const struct codes *codes, int value)
{
    return value < codes->first || value >= codes->first + codes->count ? NULL : codes->names[value - codes->first];
}

int codes_value(const struct codes *codes, const char *name, int otherwise)
{
    for (int i = 0; name != NULL && i < codes->count; i++)
        if (strcmp(name, codes->names[i]) == 0)
            return codes->first + i;
    return otherwise;
}
