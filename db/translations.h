/* The table `translations`: texts in other languages than their plan's. */
#ifndef VK_DB_TRANSLATIONS_H
#define VK_DB_TRANSLATIONS_H

#include "db/sqlite.h"

/* Which text it is: see db/schema.sql. */
struct text_name {
    const char *entity;
    int64_t item, part, year;
    const char *field;
};

/* The text's other languages into `texts`, where each has its place; the rest of `texts` stays. `*any`: there was one.
 */
enum status translations_read(struct db *db, struct job *job, int64_t plan, const struct text_name *name,
                              struct text texts[LANG_COUNT], bool *any) MUST_USE;

#endif
