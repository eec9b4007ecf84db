/* A change of the database: the copy that replace.h makes, opened with SQLite. */
#ifndef VK_DB_CHANGE_H
#define VK_DB_CHANGE_H

#include "db/replace.h"
#include "db/sqlite.h"

struct change {
    struct replacement replacement;
    struct db db; /* the copy, within a transaction */
};

/* Takes the lock, copies the database, opens the copy, brings its schema up to date and begins a transaction. Where
 * there is no database, `create` makes an empty one; else STATUS_NOTFOUND. On failure nothing is held. Else end with
 * change_commit or change_abandon. */
enum status change_begin(struct change *change, const char *path, bool create, struct err *err) MUST_USE;

/* Commits, closes and puts the copy in the place of the database. On failure the database is as it was. */
enum status change_commit(struct change *change, struct err *err) MUST_USE;

/* Leaves the database as it was. Does nothing after change_commit. */
void change_abandon(struct change *change);

#endif
