/* Replacing the database file as a whole: a lock, a copy that is worked on, and a rename. Who reads the old file goes
 * on reading it; a process that is killed leaves the old file and a copy that the next one sweeps away. */
#ifndef VK_DB_REPLACE_H
#define VK_DB_REPLACE_H

#include "base/err.h"

#include <limits.h>
#include <stdbool.h>

struct replacement {
    char target[PATH_MAX]; /* the file itself: symbolic links followed */
    char copy[PATH_MAX];   /* TARGET.new, in the same folder */
    char lock[PATH_MAX];   /* TARGET.lock */
    int lock_file;         /* -1: not held */
    bool existed;          /* there was a target to copy */
};

/* Waits for the lock of `path`, sweeps what a killed process left, and copies the file of `source` (NULL: of `path`
 * itself, where there is one; else the copy is not made yet) to `copy`, with the mode and, where allowed, the owner of
 * the file that will be replaced. On failure nothing is held. Else end with replacement_finish or replacement_abandon.
 */
enum status replacement_begin(struct replacement *replacement, const char *path, const char *source,
                              struct err *err) MUST_USE;

/* Syncs the copy (closed by its user), renames it over the target, syncs the folder and gives the lock back. On failure
 * the target is as it was and the copy is gone. */
enum status replacement_finish(struct replacement *replacement, struct err *err) MUST_USE;

/* Removes the copy and gives the lock back; does nothing after replacement_finish. */
void replacement_abandon(struct replacement *replacement);

#endif
