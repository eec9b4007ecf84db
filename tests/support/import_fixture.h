/* What the tests of importing share: a folder of its own for the database, a job, messages, and the small plan of
 * tests/data. */
#ifndef VK_TESTS_IMPORT_FIXTURE_H
#define VK_TESTS_IMPORT_FIXTURE_H

#include "db/write.h"

#include <limits.h>

struct import_fixture {
    char folder[64];
    char path[128]; /* of the database, in it */
    struct job job;
    struct buf messages;
    struct import_options options; /* English, orphans are errors */
    struct import_result result;   /* of the newest import of one file */
    struct buf small;              /* tests/data/small.json */
    struct buf text;               /* for whoever makes a plan file */
};

int import_set_up(void **state);
int import_tear_down(void **state);

/* Forgets the job, the messages and the result. */
void import_forget(struct import_fixture *fixture);

/* Reads a file, which must be there. */
void read_whole(const char *path, struct buf *out);

/* Imports one text as "plan.json" after import_forget. */
enum status import_text(struct import_fixture *fixture, const char *bytes, size_t length);

/* The small plan with the one place where `find` stands changed to `put`, into `out`. More changes: NULL-terminated
 * pairs. */
void change_small(struct import_fixture *fixture, struct buf *out, const char *find, const char *put, ...);

/* Imports the small plan, changed; must succeed. */
void import_changed(struct import_fixture *fixture, const char *find, const char *put);

/* The plan's export, which must succeed, into `out`. */
void export_to(struct import_fixture *fixture, const char *plan, struct buf *out);

/* Replaces the one place of `find` in `text`; false where there are none or several. */
bool replace_once(struct buf *text, const char *find, const char *put);

/* How many files the fixture's folder holds. */
size_t files_in(const char *folder);

/* One number from a query on the database. */
int64_t number_in(struct import_fixture *fixture, const char *sql);

#endif
