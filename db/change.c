#include "db/change.h"

#include "db/insert.h"
#include "db/migrate.h"
#include "db/write.h"

#include <sys/stat.h>

/* The copy is thrown away when anything fails: no journal on the disk, no sync before the one at the end. */
static const char settings[] =
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
    " PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;";

static void close_copy(struct change *change)
{
    sql_finalize_all(&change->db);
    sqlite3_close(change->db.handle);
    change->db.handle = NULL;
}

static enum status open_copy(struct change *change, struct err *err)
{
    int code = sqlite3_open_v2(change->replacement.copy, &change->db.handle,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        return sql_fail(change->db.handle, code, "opening the database: %s", err);
    enum status status = sql_script(change->db.handle, settings, err);
    if (status == STATUS_OK)
        status = schema_update(change->db.handle, err);
    return status == STATUS_OK ? sql_script(change->db.handle, "BEGIN", err) : status;
}

enum status change_begin(struct change *change, const char *path, bool create, struct err *err)
{
    struct err words = ERR_NONE;
    *change = (struct change){ .replacement = { .lock_file = -1 } };
    enum status status = replacement_begin(&change->replacement, path, NULL, err);
    if (status != STATUS_OK)
        return status;
    if (!change->replacement.existed && !create)
        status = err_set(err, STATUS_NOTFOUND, "there is no database %s", path);
    else if ((status = open_copy(change, &words)) != STATUS_OK)
        err_set(err, status, "%s: %s", path, words.text);
    if (status != STATUS_OK)
        change_abandon(change);
    return status;
}

enum status change_commit(struct change *change, struct err *err)
{
    sql_finalize_all(&change->db);
    enum status status = sql_script(change->db.handle, "COMMIT", err);
    if (status == STATUS_OK) {
        int code = sqlite3_close(change->db.handle);
        if (code != SQLITE_OK)
            status = sql_fail(change->db.handle, code, "closing the database: %s", err);
        else
            change->db.handle = NULL;
    }
    if (status != STATUS_OK) {
        change_abandon(change);
        return status;
    }
    return replacement_finish(&change->replacement, err);
}

void change_abandon(struct change *change)
{
    close_copy(change);
    replacement_abandon(&change->replacement);
}

/* ---- Promised in db/write.h ---- */

enum status db_init(const char *path, struct err *err)
{
    struct change change;
    enum status status = change_begin(&change, path, true, err);
    return status == STATUS_OK ? change_commit(&change, err) : status;
}

enum status db_remove(const char *path, const char *plan, struct job *job)
{
    struct change change;
    int64_t number = -1;
    enum status status = change_begin(&change, path, false, &job->err);
    if (status != STATUS_OK)
        return status;
    status = plan_require(&change.db, job, plan, &number);
    if (status == STATUS_OK)
        status = plan_delete(&change.db, job, number);
    if (status == STATUS_OK)
        return change_commit(&change, &job->err);
    change_abandon(&change);
    return status;
}

/* True where the two names are one file. */
static bool same_file(const char *a, const char *b)
{
    struct stat stat_a, stat_b;
    return stat(a, &stat_a) == 0 && stat(b, &stat_b) == 0 && stat_a.st_dev == stat_b.st_dev &&
           stat_a.st_ino == stat_b.st_ino;
}

/* Tells whether a copied file is a database of ours at all. */
static enum status look_at(const char *file, struct err *err)
{
    sqlite3 *handle = NULL;
    int version;
    int code = sqlite3_open_v2(file, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    enum status status = code == SQLITE_OK ? schema_version(handle, &version, err)
                                           : sql_fail(handle, code, "opening the database: %s", err);
    sqlite3_close(handle);
    return status;
}

/* The database is never changed in place, so its file, once open, is whole. */
enum status db_backup(const char *path, const char *target, struct job *job)
{
    struct replacement replacement;
    if (same_file(path, target))
        return err_set(&job->err, STATUS_BADREQ, "%s is the database itself", target);
    enum status status = replacement_begin(&replacement, target, path, &job->err);
    if (status != STATUS_OK)
        return status;
    status = look_at(replacement.copy, &job->err);
    if (status == STATUS_OK)
        return replacement_finish(&replacement, &job->err);
    replacement_abandon(&replacement);
    return status;
}
