/* What a replaced plan leaves to the new one: follow-up and observations that the new file does not bring. */
#ifndef VK_DB_KEPT_H
#define VK_DB_KEPT_H

#include "db/resolve.h"
#include "db/sqlite.h"

struct kept_counts {
    size_t followups, observations; /* taken over */
    size_t dropped;
};

/* Appends to the resolver's file the follow-up and observations of the plan `old` of the database that the file does
 * not bring itself. One whose organisation, action or indicator (subgoal, population, area) the file no longer has is
 * an error told to the resolver's findings, or dropped where `drop` says so. Actions are known again by their id, else
 * by organisation and subgoal. */
enum status kept_take(struct db *db, struct job *job, int64_t old, struct resolver *resolver, bool drop,
                      struct kept_counts *counts) MUST_USE;

#endif
