/* Ties a plan file's rows together: every reference becomes the number of the row that it means, and what can be told
 * only by looking at several places is checked: duplicates, cycles, merged cells, rows that need an id, values. */
#ifndef VK_DB_RESOLVE_H
#define VK_DB_RESOLVE_H

#include "base/arena.h"
#include "db/findings.h"
#include "db/index.h"
#include "db/planfile.h"
#include "text/message.h"

enum ref_kind {
    REF_AREA,
    REF_ORGANISATION,
    REF_GROUP,
    REF_SUBGOAL,
    REF_ACTION,
    REF_POPULATION,
    REF_INDICATOR,
    REF_THEME,
    REF_KINDS
};

struct flat_subgoal { /* a subgoal by its number in the whole plan */
    const struct file_subgoal *subgoal;
    size_t goal;
    size_t at; /* in its goal */
};

struct resolver {
    struct plan_file *file;
    struct findings *findings;
    struct arena *arena;
    struct id_index ids[REF_KINDS];
    bool incomplete[REF_KINDS];    /* for a fault told already; then what is not found is not told */
    struct flat_subgoal *subgoals; /* file->subgoal_count */
    struct number_index rows;      /* actions by organisation and subgoal */
    struct number_index series;    /* by indicator and population (ROW_NONE: none); the row is the number in the plan */
    bool has_country;              /* an area is one */
};

/* Resolves all of `file`, telling every fault to `findings`. Memory being out shows in the arena; then nothing is to be
 * relied on. */
void resolve_file(struct resolver *resolver, struct plan_file *file, struct findings *findings, struct arena *arena);

/* The one action of an organisation for a subgoal; ROW_NONE where there is none, and `*several` tells that there are
 * more. */
size_t resolver_action(const struct resolver *resolver, size_t organisation, size_t subgoal, bool *several);

/* The number of an indicator's series on a population (ROW_NONE: on none); ROW_NONE where it has no such. */
size_t resolver_series(const struct resolver *resolver, size_t indicator, size_t population);

/* ---- Between resolve.c and its second half, resolve_rows.c ---- */

/* Looks a reference up and tells one that leads nowhere. Absent references stay ROW_NONE. True where it was found. */
bool resolve_ref(struct resolver *resolver, enum ref_kind kind, struct ref *ref, const char *pointer);

/* A list of references in which each may stand once; `list` is its pointer: "/organisations/2/areas". */
void resolve_refs(struct resolver *resolver, enum ref_kind kind, struct ref *refs, size_t count, const char *list);

/* Tells the rows of a list that have the key of an earlier one; `message` is marked for translation and has a "%s" for
 * the first's pointer. */
#define IN_LIST_ALREADY N_("this is in the list already, at %s")
void tell_repeats(struct resolver *resolver, const struct number_index *index, const char *list, const char *message);

void resolve_actions(struct resolver *resolver);
void resolve_indicators(struct resolver *resolver);
void resolve_observations(struct resolver *resolver);
void resolve_followups(struct resolver *resolver);

#endif
