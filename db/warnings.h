/* Figures, gaps and references that look wrong: found when a plan is imported, kept with it, told in any language. */
#ifndef VK_DB_WARNINGS_H
#define VK_DB_WARNINGS_H

#include "db/referents.h"
#include "db/resolve.h"
#include "db/sqlite.h"

enum warning_kind {
    WARNING_SHARE_OUTSIDE,    /* a share outside 0..100 */
    WARNING_FAR_FROM_SISTERS, /* more than 50 points from the median of the indicator's other populations, same area and
                                 year */
    WARNING_NATIONAL_MISSING, /* an own value without a national one */
    WARNING_ROW_MISSING,      /* an organisation without a row for a subgoal that all others answer */
    WARNING_ADDRESS_SHARED,   /* a member's id is another's too, so its appendix has no address of its own */
    /* References between cells, in the order of enum reference_fault_kind */
    WARNING_REFERENCE_FIRST,
    WARNING_REFERENCE_UNKNOWN,
    WARNING_REFERENCE_AMBIGUOUS,
    WARNING_REFERENCE_NO_ROW,
    WARNING_MORE /* there were more than are kept */
};
extern const struct codes codes_warning;

/* Numbers as in the schema's table; ROW_NONE where the kind has none. */
struct file_warning {
    enum warning_kind kind;
    size_t series, area, organisation, subgoal, member;
    int64_t year; /* 0: none */
    double value, median;
    int64_t count;                       /* WARNING_MORE: how many */
    size_t place;                        /* the observation in the file; ROW_NONE: kept from the database, or none */
    const struct reference_fault *fault; /* NULL: not about a reference */
};

struct file_warnings {
    struct file_warning *items;
    size_t count;
};

/* Looks through a file that was resolved without errors (and has taken over what is kept), and at the faults among its
 * references. At most LIMIT_WARNINGS. Memory being out shows in the arena. */
void warnings_find(const struct resolver *resolver, const struct file_referents *referents,
                   struct file_warnings *warnings);

/* Stores them with the plan of that number. */
enum status warnings_store(struct db *db, struct job *job, int64_t plan, const struct file_warnings *warnings) MUST_USE;

/* The place in the file. */
struct pointer warning_pointer(const struct file_warning *warning);

/* db_warnings (db.h) of the plan with that number: the words of those stored, in their order. */
enum status warnings_words(struct db *db, struct job *job, int64_t plan, enum lang lang, const char *const **out,
                           size_t *count) MUST_USE;

#endif
