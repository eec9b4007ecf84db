/* Provenance: what a report's bytes come of. The XMP of its PDF tells it, and from there it is read again by who
 * verifies the file. What decides the bytes and may change (another version of something) belongs in here. */
#ifndef VK_REPORTS_PROVENANCE_H
#define VK_REPORTS_PROVENANCE_H

#include "base/arena.h"
#include "base/buf.h"

/* A plan that a report reads. */
struct plan_read {
    const char *id;
    const char *version; /* SHA-256 of its exported plan file, authors included: 64 hexadecimal digits; NULL: the plan
                            is not in the database, or may not be read, being a draft of another plan than asked for */
};

/* Whether drafts may be read decides whether there is a report, not its bytes, so it is not told. */
struct provenance {
    const struct plan_read *plans; /* the report's own first, then those that its subgoals are based on, by id */
    size_t plan_count;             /* 0: unknown */
    const char *hyphenation;       /* db_hyphenation_version; NULL: no word was divided, or unknown */
    const char *query;             /* the address with every parameter that the report was made with; NULL: unknown */
    bool authors;                  /* authors of follow-up are printed (the command), or left out (the service) */
    const char *program;           /* program_version(); NULL: unknown */
};

/* ---- As properties of XMP, a row each. Another version of something is one more member above, one more row, and one
 * comparison more in verify.c. ---- */

#define PROVENANCE_SPACE  "urn:vuosikello:provenance:1.0:"
#define PROVENANCE_PREFIX "vuosikello"

struct provenance_property {
    const char *name;        /* behind the prefix */
    const char *type;        /* as PDF/A's extension schemas name it */
    const char *description; /* likewise */
    enum { PROVENANCE_TEXT, PROVENANCE_TRUTH, PROVENANCE_PLANS } form;
    size_t offset; /* in the struct */
};
#define PROVENANCE_PROPERTIES 5
extern const struct provenance_property provenance_properties[PROVENANCE_PROPERTIES];

/* Writes the properties as elements of an rdf:Description; what is unknown is left out. */
void provenance_write(const struct provenance *provenance, struct buf *out);

/* Finds the packet of XMP in a file, whatever else the file holds, and reads the properties; of several packets the
 * last that has any of them. What a property has in another form than we write counts as unknown. STATUS_NOTFOUND,
 * without words, where the file tells no provenance of ours; STATUS_NOMEM. */
enum status provenance_read(struct arena *arena, const char *bytes, size_t length, struct provenance *out) MUST_USE;

#endif
