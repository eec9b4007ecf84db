/* What is looked for, written while a plan is imported: read by db_search (db/db.h). */
#ifndef VK_DB_SEARCH_FILL_H
#define VK_DB_SEARCH_FILL_H

#include "base/limits.h"
#include "db/sqlite.h"

/* A plan's rows in `search` are numbered from its own number times this on: one a thing and language. */
#define SEARCH_ROWS 65536
_Static_assert((1 + LIMIT_ORGANISATIONS + LIMIT_GOALS + LIMIT_SUBGOALS + LIMIT_INDICATORS) * (LANG_COUNT - 1) <= SEARCH_ROWS,
               "the rows of one plan stay apart from the next's");
#define SEARCH_ROWS_TEXT(number) #number
#define SEARCH_ROWS_SQL_OF(number) SEARCH_ROWS_TEXT(number)
#define SEARCH_ROWS_SQL SEARCH_ROWS_SQL_OF(SEARCH_ROWS) /* the number in a statement */

/* Makes the rows of every plan that has none in `search`: of the plans that were imported now, and of all where the
 * database is of a program that did not search. What a plan's rows say depends on its texts and the dictionaries
 * (text/hyphen.h) alone; without them they hold the words as they stand. Within the import's transaction. */
enum status search_fill(struct db *db, struct job *job) MUST_USE;

#endif
