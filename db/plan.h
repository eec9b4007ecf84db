/* A plan as rows: what the database gives and the report builders read. Everything is const once read, lies in the
 * job's arena, and is in print order. Texts are in the language asked for where the plan has them in it, else in the
 * plan's language, else in whichever it has; each tells its own. */
#ifndef VK_DB_PLAN_H
#define VK_DB_PLAN_H

#include "base/arena.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

enum field {
    FIELD_SUBGOAL,
    FIELD_ACTION,
    FIELD_MEASURE,
    FIELD_SCHEDULE,
    FIELD_ACTORS,
    FIELD_MONITORING,
    FIELD_RESOURCES,
    FIELD_COUNT
};
#define PLAN_COLUMNS_MAX 7

enum follow_status {
    FOLLOW_NOT_STARTED,
    FOLLOW_IN_PROGRESS,
    FOLLOW_DONE,
    FOLLOW_CONTINUOUS,
    FOLLOW_DELAYED,
    FOLLOW_CANCELLED,
    FOLLOW_COUNT
};

enum area_kind { AREA_COUNTRY, AREA_REGION, AREA_MUNICIPALITY };
enum organisation_kind { ORG_JOINT_AUTHORITY, ORG_MUNICIPALITY, ORG_PARISH, ORG_ASSOCIATION, ORG_POLICE, ORG_OTHER };
enum ease { EASE_NONE, EASE_EASY, EASE_HARD };
enum impact { IMPACT_NONE, IMPACT_LOW, IMPACT_MEDIUM, IMPACT_HIGH };
enum direction { DIRECTION_NONE, DIRECTION_HIGHER, DIRECTION_LOWER };
enum scale { SCALE_SHARE, SCALE_CHANGE, SCALE_RATE, SCALE_COUNT, SCALE_INDEX };
enum missing { MISSING_NO, MISSING_NOT_AVAILABLE, MISSING_NOT_APPLICABLE, MISSING_SUPPRESSED };
enum assessment { ASSESS_NONE, ASSESS_GOOD, ASSESS_NEUTRAL, ASSESS_CONCERNING };
enum event_kind { EVENT_NONE, EVENT_PLANNING, EVENT_ACTION, EVENT_FOLLOWUP, EVENT_EVALUATION, EVENT_DECISION };
enum tolerance_kind { TOLERANCE_NONE, TOLERANCE_ABSOLUTE, TOLERANCE_RELATIVE };

struct tolerance {
    enum tolerance_kind kind;
    double size;
};

struct area {
    const char *id;
    struct text name;
    enum area_kind kind;
    const struct area *parent; /* NULL: none */
};

struct named { /* a group, a theme, a population */
    const char *id;
    struct text name;
};

struct member {
    const char *id; /* NULL: cannot be asked for */
    struct text name;
    const struct area *area; /* NULL: none */
};

struct organisation {
    const char *id;
    struct text name;
    enum organisation_kind kind;
    const struct member *members;
    size_t member_count;
    const struct area *const *areas; /* those it serves */
    size_t area_count;
    const struct organisation *const *succeeds; /* whose work it took over */
    size_t succeed_count;
};

struct subgoal {
    const char *id;
    struct text number; /* may be absent */
    struct text title;
    const struct goal *goal;
    const struct named *group; /* its band; NULL: none */
    enum ease ease;
    enum impact impact;
    const char *based_on_plan; /* NULL: none */
    const char *based_on_subgoal;
};

struct goal {
    const char *id;
    struct text number;
    struct text title;
    const struct text *targets;
    size_t target_count;
    const struct subgoal *subgoals;
    size_t subgoal_count;
};

struct column {
    enum field field;
    struct text heading;
    struct text prompt; /* may be absent */
};

/* One cell of an action table. A merged cell shares the text of the one it was merged with: `owner` is that action's
 * place in plan->actions (its own where it is not merged); cells with one owner and neighbouring rows are printed
 * as one. Where the owner is outside of what was read, `text` still is the owner's, and the first action read that
 * shares it stands for the owner. */
struct cell {
    struct text text; /* absent: an empty cell */
    size_t owner;
    bool merged; /* this cell is not the owner's own */
};

/* A row that the words of a cell refer to ("Ks. edellinen kohta"), found when the plan was imported (db/referents.h).
 */
struct referent {
    enum field field;            /* the cell's */
    uint32_t from, to;           /* bytes of the cell's text that are the row's number; the same: where it can be put */
    bool onwards;                /* it, the next referent and all rows between them */
    const struct action *action; /* NULL: not among those read */
    const struct organisation *organisation;
    const struct subgoal *subgoal; /* whose id is the row's number */
};

struct followup_figure {
    struct text name;
    struct text unit; /* may be absent */
    double value;     /* truth: 1 or 0 */
    bool truth;       /* the value is yes or no */
};

struct followup {
    int year;
    enum follow_status status;
    struct text progress; /* may be absent */
    const struct followup_figure *figures;
    size_t figure_count;
    const char *author; /* NULL: none; never printed in what the service serves */
    const char *date;   /* ISO 8601; NULL: none */
};

struct action {
    const char *id; /* NULL: none of its own */
    const struct organisation *organisation;
    const struct subgoal *subgoal;
    bool applies;
    struct cell cells[FIELD_COUNT];   /* [FIELD_SUBGOAL] unused */
    const struct referent *referents; /* of all its cells' texts, by field, then by place in the text */
    size_t referent_count;
    const struct followup *followups; /* those up to the plan's `year`, newest first, one a year */
    size_t followup_count;
};

struct series {                     /* an indicator on one population */
    const struct named *population; /* NULL: the indicator has none */
    struct text unit;
    enum scale scale;
    int decimals;                           /* -1: not told */
    const struct observation *observations; /* of this series, up to `year`: by area in plan order, then year rising */
    size_t observation_count;
};

struct target_value {
    int year;
    double value;
    const struct named *population; /* NULL: any */
};

struct indicator {
    const char *id;
    long long number;
    const struct named *theme; /* NULL: none */
    struct text title;
    struct text definition; /* may be absent */
    struct text unit;
    enum direction direction;
    struct tolerance tolerance; /* its own; TOLERANCE_NONE: the plan's, else the default */
    const struct text *sources;
    size_t source_count;
    const struct series *series; /* at least one */
    size_t series_count;
    const struct subgoal *const *subgoals; /* none: among the "other indicators" */
    size_t subgoal_count;
    const struct target_value *targets;
    size_t target_count;
};

struct observation {
    const struct area *area;
    int year;
    enum missing missing; /* MISSING_NO: `value` is there */
    double value;
    double low, high; /* 95 % interval */
    bool has_low, has_high;
    long long n;                /* how many were asked; 0: not told */
    enum assessment assessment; /* set by hand */
    struct text note;           /* may be absent */
};

struct event {
    int month, to_month; /* 1 to 12; to_month 0: one month; smaller than month: over the new year */
    struct text title;
    struct text actors; /* may be absent */
    enum event_kind kind;
};

struct approval {
    struct text body;
    const char *date;
    const char *section;      /* NULL: none */
    const char *diary_number; /* NULL: none */
};

struct plan {
    const char *id;
    const char *version; /* SHA-256 of the exported plan file, 64 hexadecimal digits */
    struct text title, part, note, goal_label;
    const struct text *slogans;
    size_t slogan_count;
    const struct area *area; /* NULL: none */
    int from, to;            /* period */
    enum lang language;      /* the plan's own */
    bool draft;
    struct tolerance tolerance;
    struct column columns[PLAN_COLUMNS_MAX];
    size_t column_count;
    const struct approval *approvals;
    size_t approval_count;

    const struct area *areas;
    size_t area_count;
    const struct organisation *organisations;
    size_t organisation_count;
    const struct named *groups;
    size_t group_count;
    const struct goal *goals;
    size_t goal_count;
    const struct named *themes;
    size_t theme_count;
    const struct named *populations;
    size_t population_count;
    const struct event *events;
    size_t event_count;

    /* What the scope asked for */
    const struct action *actions; /* in the file's order */
    size_t action_count;
    const struct indicator *indicators; /* by number */
    size_t indicator_count;

    int year;       /* the year asked for, else the default (see plan_scope) */
    enum lang lang; /* the language asked for, else the plan's */
};

/* By id; NULL where the plan has none. */
const struct goal *plan_goal(const struct plan *plan, const char *id);
const struct subgoal *plan_subgoal(const struct plan *plan, const char *id);
const struct organisation *plan_organisation(const struct plan *plan, const char *id);
const struct area *plan_area(const struct plan *plan, const char *id);
const struct indicator *plan_indicator(const struct plan *plan, const char *id); /* among those read */

/* Who answers to an id: the organisation of that id (`member` NULL), else the one that has a member of that id. False
 * where there is neither. */
struct body {
    const struct organisation *organisation;
    const struct member *member;
};
bool plan_body(const struct plan *plan, const char *id, struct body *out);

/* The organisation, then those whose work it took over, and those whose work they did, nearest first and each once.
 * NULL and none when memory is out. */
const struct organisation *const *plan_chain(const struct plan *plan, const struct organisation *organisation,
                                             struct arena *arena, size_t *count);

/* The series' observations of an area (NULL: none has it), by year rising: neighbours in the series. NULL and 0 where
 * there are none. */
const struct observation *plan_observations(const struct series *series, const struct area *area, size_t *count);

/* The one of that year; NULL: none. */
const struct observation *plan_observation(const struct series *series, const struct area *area, int year);

/* The area that others are compared with: the first of kind country; NULL: none. */
const struct area *plan_country(const struct plan *plan);

/* The date of the data over the rows that were read, as ISO 8601: the newest date of a follow-up, else 31 December of
 * the newest observation's year, else 1 January of the period's first year. */
#define PLAN_DATE 11 /* bytes of an ISO 8601 day, its NUL included */
void plan_data_date(const struct plan *plan, char out[PLAN_DATE]);

#endif
