/* What report.c and its parts share; for nobody else. */
#ifndef VK_REPORTS_REPORT_INNER_H
#define VK_REPORTS_REPORT_INNER_H

#include "reports/build.h"

/* The kinds of reports, a row each (report.c). */
struct report_kind_row {
    const char *word;   /* of a call */
    const char *folder; /* of the address; NULL: the report is the plan's own, and `word` its name */
    const char *file;   /* of the file's name, before the id; NULL: the id alone */
    unsigned parts;     /* of the plan that it reads */
    bool followup;      /* it shows follow-up: that dates it */
    void (*build)(struct build *build);
};
extern const struct report_kind_row report_kinds[REPORT_KIND_COUNT];

/* A query that was checked, with what it leaves open filled in. */
struct resolved {
    const struct report_query *query;
    const struct report_kind_row *kind;
    struct plan_version version;
    const char *organisation; /* ORGANISATION, APPENDIX: whose actions; else NULL */
    const char *goal;         /* GOAL; else NULL */
    int64_t modified;
    int year;
    enum lang lang;
    struct text meeting, attachment; /* in NFC, a NUL behind each */
    const struct provenance *provenance;
};

/* Checks and completes a query: what it names is in the database then. Statuses as report_head (report_query.c). */
enum status report_resolve(struct db *db, const struct report_query *query, struct job *job,
                           struct resolved *out) MUST_USE;

/* The document, empty, with its title, running head and metadata (report_meta.c). NULL when memory is out. */
struct doc *report_document(struct build *build);

#endif
