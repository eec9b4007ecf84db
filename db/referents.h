/* What the cells of a plan file refer to (text/reference.h), found when it is imported and kept with it: a report is of
 * some rows and one language, and could find neither the row before nor a title in another language.
 *
 * - "Previous" is the nearest row of the same organisation before this one, as its report prints them (by goal, the
 *   goal's bands, the file's order), that has words in the same column. It may belong to an earlier goal.
 * - "All previous" are the rows from the first of that row's goal to that row.
 * - A number with a dot is a subgoal's id, or its goal's number, a dot and its own ("I.3"). A number without one is a
 *   subgoal of the same goal: in a row of goal III "kohta 1" is III.1.
 * - A name is of the subgoal whose title begins with its words, else of the one that has them, in whatever forms
 *   (text/stem.h), in the cell's language or the plan's. Of several that fit, those count for which there is a row.
 * - The row meant is the organisation's first for that subgoal, of those for its own subgoal the first other one. Words
 *   before a number may name another organisation; where they name none, they mean something else than this plan. */
#ifndef VK_DB_REFERENTS_H
#define VK_DB_REFERENTS_H

#include "db/resolve.h"
#include "db/sqlite.h"

struct file_referent {
    size_t action;
    int cell; /* CELL_... */
    enum lang lang;
    size_t from, to; /* bytes of the text: the row's whole number, or an empty place where it can be put */
    size_t target;   /* the action meant */
    bool onwards;    /* it, the next referent and all between them */
};

enum reference_fault_kind {
    FAULT_FIRST,     /* "previous", and there is no row before it */
    FAULT_UNKNOWN,   /* no subgoal has the number or name */
    FAULT_AMBIGUOUS, /* several have the name */
    FAULT_NO_ROW     /* the subgoal has no other row of the organisation */
};

struct reference_fault {
    enum reference_fault_kind kind;
    size_t action;
    int cell;
    enum lang lang;
    bool by_language;       /* the file gives the cell's text by language */
    struct text words;      /* the reference's */
    const char *candidates; /* ids of the subgoals that it may mean; NULL: none */
};

struct file_referents {
    struct file_referent *items; /* by action, cell, language, then place */
    size_t count, capacity;
    struct reference_fault *faults; /* LIMIT_WARNINGS at most are kept */
    size_t fault_count;             /* all of them */
};

/* Looks through the cells of a file that was resolved without errors. Memory being out shows in the arena. */
void referents_find(const struct resolver *resolver, struct file_referents *out);

/* Stores them with the plan of that number. */
enum status referents_store(struct db *db, struct job *job, int64_t plan,
                            const struct file_referents *referents) MUST_USE;

#endif
