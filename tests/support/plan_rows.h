/* Databases for the tests of reading, written row by row so that each column's way out can be seen. */
#ifndef VK_TESTS_PLAN_ROWS_H
#define VK_TESTS_PLAN_ROWS_H

/* A plan "p" with something in every column and texts in three languages; "other" (the plan it is based on), "secret"
 * (a draft) and "bare" (nothing that a plan may lack). */
extern const char plan_rows_sql[];

/* Makes a database file with the schema and the rows; replaces one that is there, by another file. */
void plan_rows_write(const char *path, const char *sql);

/* Runs SQL on a database file in place. */
void plan_rows_change(const char *path, const char *sql);

/* A name for a file in a folder of this process' own, which is removed at its end. Constant memory, four names at a
 * time. */
const char *plan_rows_path(const char *name);

#endif
