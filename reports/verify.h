/* Verifying a report: whether the database still gives a PDF's bytes, and if not, why. The PDF may be any file. */
#ifndef VK_REPORTS_VERIFY_H
#define VK_REPORTS_VERIFY_H

#include "reports/report.h"

enum difference_kind {
    DIFFERENCE_PLAN,    /* data: the plan `name` has the version `now`, it had `made`; NULL: it is not, was not there */
    DIFFERENCE_STORED,  /* data: the plan `name` in the database has not the content of its version */
    DIFFERENCE_WORDS,   /* data: the plans' words were divided with the dictionaries `made`, in the database with `now`;
                           NULL: not at all */
    DIFFERENCE_DATA,    /* data: `made` says what is not there any more */
    DIFFERENCE_PROGRAM, /* the report is of the version `made` (NULL: unknown), this program is `now` */
    DIFFERENCE_QUERY,   /* the query cannot be read; or `made` says why it cannot be answered */
    DIFFERENCE_FILE, /* the file was changed after it was made: its ID is not that of its bytes. The first at the offset
                        `at`, where nothing else differs; else AT_UNKNOWN */
    DIFFERENCE_HIDDEN /* nothing that the file tells of differs, and its ID holds: it was changed all the same, where
                         the ID does not cover it or with a new ID, or the program's libraries make other bytes; from
                         `at` on */
};

#define AT_UNKNOWN SIZE_MAX

struct difference {
    enum difference_kind kind;
    const char *name;
    const char *made, *now;
    size_t at;
};

struct verdict {
    bool same; /* the report made anew has the file's bytes; else at least one difference is told */
    const struct difference *differences;
    size_t count;
};

/* Makes the report anew with the query that the file tells and compares. Drafts are read. The verdict's texts lie in
 * the job's arena. STATUS_NOTFOUND, without words, where the file tells no provenance (it is none of our reports, or
 * that part of it is damaged); any other failure with its words in the job: memory, a limit, a database that cannot be
 * read. Never STATUS_BADREQ. */
enum status report_verify(struct db *db, struct fonts *fonts, const struct buf *pdf, struct job *job,
                          struct verdict *out) MUST_USE;

#endif
