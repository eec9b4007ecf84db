/* Changing the database: the command's side. Each call works on a copy of the file, syncs it and renames it over the
 * old one, under a lock file beside it; whatever is killed, a reader has the old data or the new. */
#ifndef VK_DB_WRITE_H
#define VK_DB_WRITE_H

#include "base/buf.h"
#include "base/job.h"
#include "text/text.h"

struct import_source {
    const char *name; /* for messages: the file's name, "-" for standard input */
    const char *bytes;
    size_t length;
};

struct import_options {
    bool drop_orphans; /* kept follow-up and observations whose action or indicator is gone are dropped, not an error */
    enum lang lang;    /* of the messages */
};

struct import_result { /* one a source */
    char plan[65];
    size_t organisations, goals, subgoals, actions, indicators, observations, events, followups;
    size_t kept_followups, kept_observations, dropped;
    bool replaced; /* the plan was there already */
    size_t errors;
};

/* Imports all sources in order, each whole or not at all; the database file is made where there is none. Messages, one
 * a line ("FILE:/json/pointer: what (line N)", "FILE:LINE:COLUMN: what", warnings as "FILE:/pointer: warning: what
 * (line N)"), go to `messages`. Where any source has an error (`errors` of its result) nothing of THAT source is taken,
 * the others are imported, and the status is STATUS_DATA with nothing in job->err. Where the database or the machine is
 * at fault, job->err tells it and nothing is imported at all, whatever the results say. */
enum status db_import(const char *path, const struct import_source *sources, size_t count,
                      const struct import_options *options, struct import_result *results, struct buf *messages,
                      struct job *job) MUST_USE;

/* Makes an empty database where there is none, and brings one that an older program made to this one's schema. */
enum status db_init(const char *path, struct err *err) MUST_USE;

/* Takes a plan out. STATUS_NOTFOUND where there is none. */
enum status db_remove(const char *path, const char *plan, struct job *job) MUST_USE;

/* Copies the database to another file, whole, while it is in use; an existing file is replaced as whole. */
enum status db_backup(const char *path, const char *target, struct job *job) MUST_USE;

#endif
