/* The break points of the plans' words, computed while a plan is imported. */
#ifndef VK_DB_HYPHENATE_H
#define VK_DB_HYPHENATE_H

#include "db/sqlite.h"

/* Makes the books (text/wordbook.h) of every plan that has none: of the plans that were imported now, and of all where
 * the dictionaries are others than those that the database's books were made with. What a plan's book says depends on
 * its texts and the dictionaries alone. Within the import's transaction. */
enum status hyphenate_plans(struct db *db, struct job *job) MUST_USE;

#endif
