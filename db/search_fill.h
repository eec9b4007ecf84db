/* What is looked for, written while a plan is imported: read by db_search (db/db.h). */
#ifndef VK_DB_SEARCH_FILL_H
#define VK_DB_SEARCH_FILL_H

#include "db/sqlite.h"

/* Makes the rows of every plan that has none in `search`: of the plans that were imported now, and of all where the
 * database is of a program that did not search. What a plan's rows say depends on its texts and the Finnish dictionary
 * alone; without the dictionary they hold the words as they stand. Within the import's transaction. */
enum status search_fill(struct db *db, struct job *job) MUST_USE;

#endif
