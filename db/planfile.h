/* A plan file as rows: what shape.h's tables read out of JSON, resolve.h ties together and insert.h stores. The rows
 * stand in the file's order; a row with errors keeps its place, so that a number tells where it stood in the file. All
 * lies in the import's arena or in the file's JSON tree. */
#ifndef VK_DB_PLANFILE_H
#define VK_DB_PLANFILE_H

#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROW_NONE SIZE_MAX /* no row: not referred to, or not found */

#define LIST_OF(type)                                                                                                  \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t count;                                                                                                  \
        bool unread; /* it is wrong as a whole (told already), so that it is empty here */                             \
    }

/* A text in the plan's language and in others. */
struct words {
    struct text own;           /* in the plan's language; may be absent */
    const struct text *others; /* [LANG_COUNT], absent where there is none; NULL: none at all */
};

/* A code ("done") that is none of those allowed, which was told already; an absent one is NULL. */
#define CODE_WRONG ""

struct whole { /* a whole number, or a truth, that may be absent */
    bool there;
    int64_t value;
};

struct real {
    bool there;
    bool wrong; /* something stands there, but not such a number (told already) */
    double value;
};

struct ref {        /* a reference */
    const char *id; /* as in the file; NULL: absent, or ill-formed (told already) */
    size_t row;     /* of what it refers to, once resolved; ROW_NONE: nothing */
    bool given;     /* it is there, be it ill-formed */
};

struct file_tolerance {
    const char *kind; /* "absolute", "relative"; NULL: none */
    double size;
};

struct file_named { /* group, theme, population */
    const char *id;
    struct words name;
};

struct file_area {
    const char *id;
    struct words name;
    const char *kind;
    struct ref parent;
    struct whole sotkanet_region;
};

struct file_member {
    const char *id;
    struct words name;
    struct ref area;
};

struct file_organisation {
    const char *id;
    struct words name;
    const char *kind;
    LIST_OF(struct file_member) members;
    LIST_OF(struct ref) areas;
    LIST_OF(struct ref) succeeds;
};

struct file_based_on {
    const char *plan; /* NULL: not based on another's */
    const char *subgoal;
};

struct file_subgoal {
    const char *id;
    struct text number;
    struct words title;
    struct ref group;
    const char *ease;
    const char *impact;
    struct file_based_on based_on;
};

struct file_goal {
    const char *id;
    struct text number;
    struct words title;
    LIST_OF(struct words) targets;
    LIST_OF(struct file_subgoal) subgoals;
    size_t first_subgoal; /* the number of its first in the whole plan */
};

/* The cells of an action, in the schema's order. */
enum { CELL_ACTION, CELL_MEASURE, CELL_SCHEDULE, CELL_ACTORS, CELL_MONITORING, CELL_RESOURCES, CELL_COUNT };

struct file_cell {
    struct words words;
    bool merged;
    size_t owner; /* whose cell it was merged with, once resolved; its own row where not merged */
};

struct file_action {
    const char *id;
    struct ref organisation;
    struct ref subgoal;
    struct file_cell cells[CELL_COUNT];
    struct whole applies;
};

struct file_series {
    struct ref population; /* absent in the one series of an indicator that has no populations */
    struct words unit;
    const char *scale;
    struct whole decimals;
    struct whole sotkanet;
};

struct file_target {
    struct whole year;
    struct real value;
    struct ref population;
};

struct file_indicator {
    const char *id;
    struct whole number;
    struct ref theme;
    struct words title;
    struct words definition;
    struct words unit;
    struct whole decimals;
    const char *direction;
    LIST_OF(struct words) sources;
    LIST_OF(struct file_series) series; /* once resolved at least one */
    LIST_OF(struct ref) subgoals;
    struct file_tolerance tolerance;
    struct whole sotkanet;
    const char *scale;
    LIST_OF(struct file_target) targets;
    size_t first_series; /* the number of its first in the whole plan */
    bool has_populations;
};

struct file_observation {
    struct ref indicator;
    struct ref population;
    struct ref area;
    struct whole year;
    struct real value;
    struct whole n;
    const char *assessment;
    struct words note;
    const char *missing;
    struct real low, high;
    size_t series; /* number in the whole plan, once resolved */
    size_t place;  /* in the file; ROW_NONE: kept from the database */
};

struct file_event {
    struct whole month, to_month;
    struct words title;
    struct words actors;
    const char *kind;
};

struct figure_value { /* a number or a truth */
    struct real number;
    struct whole truth;
};

struct file_figure {
    struct words name;
    struct figure_value value;
    struct words unit;
};

struct file_followup {
    struct ref organisation;
    struct ref subgoal;
    struct whole year;
    const char *status;
    struct words progress;
    LIST_OF(struct file_figure) figures;
    struct text author;
    const char *date;
    struct ref action; /* once resolved, its row is set even where the file has no id */
    size_t place;      /* in the file; ROW_NONE: kept from the database */
};

struct file_column {
    const char *field;
    struct words heading;
    struct words prompt;
};

struct file_approval {
    struct words body;
    const char *date;
    struct text section;
    struct text diary_number;
};

struct file_extension { /* a key that starts with "x-" */
    const char *key;
    const char *json; /* compact */
};

struct file_period {
    struct whole from, to;
};

struct file_header {
    const char *id;
    struct words title;
    struct words part;
    LIST_OF(struct words) slogans;
    struct words note;
    struct ref area;
    struct file_period period;
    const char *language;
    struct words goal_label;
    struct file_tolerance tolerance;
    LIST_OF(struct file_column) columns;
    const char *state;
    LIST_OF(struct file_approval) approvals;
};

struct plan_file {
    struct file_header plan;
    LIST_OF(struct file_area) areas;
    LIST_OF(struct file_organisation) organisations;
    LIST_OF(struct file_named) groups;
    LIST_OF(struct file_goal) goals;
    LIST_OF(struct file_action) actions;
    LIST_OF(struct file_named) populations;
    LIST_OF(struct file_indicator) indicators;
    LIST_OF(struct file_observation) observations;
    LIST_OF(struct file_event) events;
    LIST_OF(struct file_followup) followups;
    LIST_OF(struct file_named) themes;
    LIST_OF(struct file_extension) extensions;
    enum lang language;   /* of its texts */
    size_t subgoal_count; /* of all goals */
    size_t series_count;  /* of all indicators */
};

#endif
