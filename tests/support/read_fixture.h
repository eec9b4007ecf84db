/* What the tests of reading share: an open database with plan_rows_sql, and a job. */
#ifndef VK_TESTS_READ_FIXTURE_H
#define VK_TESTS_READ_FIXTURE_H

#include "db/db.h"

struct fixture {
    struct db *db;
    struct job job;
};

int read_set_up(void **state);
int read_tear_down(void **state);

/* The job as new. */
void forget(struct job *job);

#define ALL_PARTS (PART_ACTIONS | PART_INDICATORS | PART_EVENTS)

/* Reads a plan, which must succeed. */
const struct plan *plan_of(struct fixture *fixture, const struct plan_scope *scope);

/* NULL: the text is absent. */
void same_text(struct text text, enum lang lang, const char *expected);

/* All that a reader asks, until a failure; each answer is walked through, every byte of it. */
enum status ask_everything(struct db *db, struct job *job);

#endif
