/* Reads a plan file's JSON tree: checks it against shape.h's tables and makes rows of it. What stands alone is checked
 * here; what refers to another place is resolve.h's. */
#ifndef VK_DB_VALIDATE_H
#define VK_DB_VALIDATE_H

#include "base/arena.h"
#include "base/json.h"
#include "db/findings.h"
#include "db/planfile.h"

/* Fills `file` from `json`, telling every fault to `findings`; rows with faults stay in place with what is right about
 * them. Ids and codes point into the tree. False where it is no plan file of this version at all (told), and nothing
 * was read. Memory being out shows in the arena. */
bool plan_file_read(const struct json *json, struct plan_file *file, struct findings *findings,
                    struct arena *arena) MUST_USE;

#endif
