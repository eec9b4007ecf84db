/* Stores a resolved plan file as rows of the database, and takes a plan's rows out. Within the caller's transaction. */
#ifndef VK_DB_INSERT_H
#define VK_DB_INSERT_H

#include "db/planfile.h"
#include "db/sqlite.h"

/* Stores all of `file` as the plan with that number, which the database must not have. Its version is not known yet:
 * plan_stamp. */
enum status plan_insert(struct db *db, struct job *job, const struct plan_file *file, int64_t plan) MUST_USE;

/* Writes down the plan's version (HASH_HEX) and the time of its import. */
enum status plan_stamp(struct db *db, struct job *job, int64_t plan, const char *version) MUST_USE;

/* Takes out all rows of the plan with that number. */
enum status plan_delete(struct db *db, struct job *job, int64_t plan) MUST_USE;

/* The number of the plan with that id; -1 where there is none. */
enum status plan_lookup(struct db *db, struct job *job, const char *id, int64_t *plan) MUST_USE;
/* The same; STATUS_NOTFOUND, told, where there is none. */
enum status plan_require(struct db *db, struct job *job, const char *id, int64_t *plan) MUST_USE;

#endif
