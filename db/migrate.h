/* The schema's version and the way to it. */
#ifndef VK_DB_MIGRATE_H
#define VK_DB_MIGRATE_H

#include "db/sqlite.h"

/* Tells whether the open database has this program's schema: STATUS_OK and its version (0: it is empty), or STATUS_DATA
 * in words: another program's file, or made by a newer program. An older version is no failure here. */
enum status schema_version(sqlite3 *handle, int *version, struct err *err) MUST_USE;

/* Makes the schema in an empty database, or brings an older one up to SCHEMA_VERSION by db/migrate-N.sql, N rising, all
 * in one transaction. */
enum status schema_update(sqlite3 *handle, struct err *err) MUST_USE;

/* schema_update with another newest version and another place to find the scripts ("db/schema.sql",
 * "db/migrate-2.sql"): for tests. */
typedef const char *(*schema_script)(const char *name);
enum status schema_update_to(sqlite3 *handle, int newest, schema_script script, struct err *err) MUST_USE;

#endif
