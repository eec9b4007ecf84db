#include "db/migrate.h"

#include "base/assets.h"

#include <stdio.h>

static const char *asset_script(const char *name)
{
    const struct asset *asset = asset_lookup(name);
    return asset == NULL ? NULL : (const char *)asset->bytes; /* a NUL stands behind it */
}

static enum status read_version(sqlite3 *handle, int newest, int *version, struct err *err)
{
    int64_t application = 0, tables = 0, number = 0;
    enum status status = sql_number(handle, "PRAGMA application_id", &application, err);
    if (status == STATUS_OK)
        status = sql_number(handle, "PRAGMA user_version", &number, err);
    if (status == STATUS_OK)
        status = sql_number(handle, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status != STATUS_OK)
        return status;
    *version = (int)number;
    if (application == 0 && number == 0 && tables == 0)
        return STATUS_OK;
    if (application != SCHEMA_APPLICATION || number < 1)
        return err_set(err, STATUS_DATA, "this is a database, but not Vuosikello's");
    if (number > newest)
        return err_set(
            err, STATUS_DATA,
            "the database was made by a newer program (its schema is version %d, this program knows %d); use that "
            "program, or import the plan files into a new database",
            *version, newest);
    return STATUS_OK;
}

enum status schema_version(sqlite3 *handle, int *version, struct err *err)
{
    return read_version(handle, SCHEMA_VERSION, version, err);
}

static enum status run_script(sqlite3 *handle, schema_script script, const char *name, int version, struct err *err)
{
    char pragmas[96];
    const char *sql = script(name);
    if (sql == NULL)
        return err_set(err, STATUS_BUG, "the program lacks %s", name);
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION,
             version);
    enum status status = sql_script(handle, sql, err);
    return status == STATUS_OK ? sql_script(handle, pragmas, err) : status;
}

enum status schema_update_to(sqlite3 *handle, int newest, schema_script script, struct err *err)
{
    int version;
    enum status status = read_version(handle, newest, &version, err);
    if (status != STATUS_OK || version == newest)
        return status;
    status = sql_script(handle, "BEGIN", err);
    if (status == STATUS_OK && version == 0) {
        status = run_script(handle, script, "db/schema.sql", newest, err);
        version = newest;
    }
    while (status == STATUS_OK && version < newest) {
        char name[40];
        snprintf(name, sizeof name, "db/migrate-%d.sql", ++version);
        status = run_script(handle, script, name, version, err);
    }
    if (status == STATUS_OK)
        status = sql_script(handle, "COMMIT", err);
    if (status != STATUS_OK)
        sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum status schema_update(sqlite3 *handle, struct err *err)
{
    return schema_update_to(handle, SCHEMA_VERSION, asset_script, err);
}
