/* The codes of the plan file and the database ("municipality", "delayed"), in the order of plan.h's enumerations. */
#ifndef VK_DB_CODES_H
#define VK_DB_CODES_H

struct codes {
    const char *const *names; /* names[0] stands for the value `first`, names[1] for the next */
    int count;
    int first;
};

extern const struct codes codes_lang, codes_field, codes_follow_status, codes_area_kind, codes_organisation_kind,
    codes_ease, codes_impact, codes_direction, codes_scale, codes_missing, codes_assessment, codes_event_kind,
    codes_tolerance, codes_search_kind, codes_state; /* state: 0 draft, 1 published */

/* The code of an enumeration's value; NULL where it has none ("none"). */
const char *codes_name(const struct codes *codes, int value);

/* The enumeration's value of a code; `otherwise` where it is NULL or none of them. */
int codes_value(const struct codes *codes, const char *name, int otherwise);

#endif
