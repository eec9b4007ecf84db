/* Opening the database for reading, and opening it anew when another file stands behind its name. */
#include "db/reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What a reader keeps of the file in memory: enough for a region's plans whole. No mapping of the file: one that
 * somebody cuts short in place would end the process. */
#define READER_PRAGMAS                                                                                                 \
    "PRAGMA cache_size = -6144;" /* KiB */                                                                             \
    "PRAGMA mmap_size = 0;"                                                                                            \
    "PRAGMA temp_store = MEMORY;"                                                                                      \
    "PRAGMA trusted_schema = OFF;"                                                                                     \
    "PRAGMA cell_size_check = ON;"

/* An address that SQLite reads (https://www.sqlite.org/uri.html): every byte of the path but the plainest
 * percent-encoded. A relative path begins with "./", so that none of SQLite's special names (":memory:") is meant. */
static char *uri_of(const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    static const char digits[] = "0123456789ABCDEF";
    static const char start[] = "file:";
    static const char end[] = "?immutable=1";
    char *uri = malloc(sizeof start + 2 + 3 * strlen(path) + sizeof end);
    if (uri == NULL)
        return NULL;
    char *at = stpcpy(stpcpy(uri, start), path[0] == '/' ? "//" : "./");
    for (const char *byte = path; *byte != '\0'; byte++) {
        if (strchr(plain, *byte) != NULL) {
            *at++ = *byte;
        } else {
            *at++ = '%';
            *at++ = digits[(unsigned char)*byte >> 4];
            *at++ = digits[(unsigned char)*byte & 15];
        }
    }
    strcpy(at, end);
    return uri;
}

/* Which file stands behind the name: its place, size and time of change into `db`. */
static enum status identify(const char *path, struct db *db, struct err *err)
{
    struct stat file;
    if (stat(path, &file) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return err_set(err, STATUS_NOTFOUND, "there is no database %s (importing a plan makes one)", path);
        return err_set(err, STATUS_IO, "%s: %s", path, err_system(errno));
    }
    if (!S_ISREG(file.st_mode))
        return err_set(err, STATUS_DATA, "%s is not a file", path);
    if (file.st_size == 0)
        return err_set(err, STATUS_DATA, "%s is empty, not a database", path);
    db->device = file.st_dev;
    db->inode = file.st_ino;
    db->size = file.st_size;
    db->changed_ns = (int64_t)file.st_mtim.tv_sec * 1000000000 + file.st_mtim.tv_nsec;
    return STATUS_OK;
}

static bool same_file(const struct db *a, const struct db *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size && a->changed_ns == b->changed_ns;
}

/* The file is this program's, and its schema is of the version that this program reads. */
static enum status check_version(const struct db *db, struct err *err)
{
    int64_t application = 0;
    int64_t version = 0;
    enum status status = sql_number(db->handle, "PRAGMA application_id", &application, err);
    if (status == STATUS_OK)
        status = sql_number(db->handle, "PRAGMA user_version", &version, err);
    if (status != STATUS_OK)
        return status;
    if (application != SCHEMA_APPLICATION)
        return err_set(err, STATUS_DATA, "%s is a database of another program", db->path);
    if (version > SCHEMA_VERSION)
        return err_set(
            err, STATUS_DATA,
            "%s was written by a newer version of this program (schema %d, this one reads %d): update this program",
            db->path, (int)version, SCHEMA_VERSION);
    if (version < SCHEMA_VERSION)
        return err_set(
            err, STATUS_DATA,
            "%s was written by an older version of this program (schema %d, this one reads %d): \"vuosikello "
            "init\" brings it up to date",
            db->path, (int)version, SCHEMA_VERSION);
    return STATUS_OK;
}

static void close_handle(struct db *db)
{
    sql_finalize_all(db);
    sqlite3_close(db->handle);
    db->handle = NULL;
}

static enum status fail_opening(struct db *db, int code, struct err *err)
{
    struct err words = ERR_NONE;
    enum status status = sql_fail(db->handle, code, "opening the database: %s", &words);
    return err_set(err, status, "%s: %s", db->path, words.text);
}

static enum status open_handle(struct db *db, struct err *err)
{
    char *uri = uri_of(db->path);
    if (uri == NULL)
        return err_set(err, STATUS_NOMEM, "out of memory");
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(uri, &db->handle, flags, NULL);
    free(uri);
    if (code != SQLITE_OK)
        return fail_opening(db, code, err);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    code = sqlite3_exec(db->handle, READER_PRAGMAS, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return fail_opening(db, code, err);
    return check_version(db, err);
}

/* Opens what stands behind the name. The name is looked at before and after: where it was given to another file
 * between, again, so that what is known of the file is of the one that is open. */
static enum status open_file(struct db *db, struct err *err)
{
    enum status status = STATUS_OK;
    for (int attempt = 0; attempt < 5; attempt++) {
        struct db after = { .handle = NULL };
        struct err words = ERR_NONE;
        status = identify(db->path, db, err);
        if (status == STATUS_OK && open_handle(db, &words) != STATUS_OK)
            status = reader_failure(&words, err);
        if (status == STATUS_OK)
            status = identify(db->path, &after, err);
        if (status == STATUS_OK && same_file(db, &after))
            return STATUS_OK;
        close_handle(db);
        if (status != STATUS_OK)
            return status;
    }
    return err_set(err, STATUS_IO, "%s is being replaced all the time", db->path);
}

enum status db_open(const char *path, struct db **out, struct err *err)
{
    *out = NULL;
    struct db *db = calloc(1, sizeof *db);
    char *kept = strdup(path);
    if (db == NULL || kept == NULL) {
        free(db);
        free(kept);
        return err_set(err, STATUS_NOMEM, "out of memory");
    }
    db->path = kept;
    enum status status = open_file(db, err);
    if (status == STATUS_OK)
        *out = db;
    else
        db_close(db);
    return status;
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    close_handle(db);
    free(db->path);
    free(db);
}

enum status db_refresh(struct db *db, struct err *err)
{
    struct db now = { .path = db->path };
    struct err missing = ERR_NONE;
    enum status status = identify(db->path, &now, &missing);
    if (status == STATUS_NOTFOUND || (status == STATUS_OK && same_file(db, &now)))
        return STATUS_OK;
    if (status == STATUS_OK)
        status = open_file(&now, &missing);
    if (status == STATUS_NOTFOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return err_set(err, status, "%s", missing.text);
    close_handle(db);
    *db = now;
    return STATUS_OK;
}

void db_file_tag(const struct db *db, char out[DB_FILE_TAG])
{
    snprintf(out, DB_FILE_TAG, "%llx-%llx-%llx-%llx", (unsigned long long)db->device, (unsigned long long)db->inode,
             (unsigned long long)db->size, (unsigned long long)db->changed_ns);
}

/* The one number of a query's one row; of NULL 0. */
static enum status ask_number(struct db *db, const char *sql, int64_t *out, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum status status = reader_prepare(db, sql, &statement, err);
    if (status == STATUS_OK)
        status = sql_step(statement, &row, err);
    *out = row ? sqlite3_column_int64(statement, 0) : 0;
    reader_leave(statement);
    return status;
}

enum status db_imported_at(struct db *db, int64_t *out, struct err *err)
{
    return ask_number(db, "SELECT max(imported_at) FROM plans", out, err);
}

enum status db_ping(struct db *db, struct err *err)
{
    int64_t first;
    return ask_number(db, "SELECT min(plan) FROM plans", &first, err);
}
