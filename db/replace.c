#include "db/replace.h"

#include "base/limits.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINKS_MAX  40 /* as Linux itself */
#define COPY_BLOCK (64 * KIB)

/* `format`: "%s: what was being done: %s", of the path and of what the system says. */
static enum status fail(struct err *err, const char *path, const char *format)
{
    int code = errno;
    return err_set(err, code == ENOMEM ? STATUS_NOMEM : STATUS_IO, format, path, err_system(code));
}

/* ---- Names ---- */

static bool join(char out[PATH_MAX], const char *folder, size_t folder_length, const char *rest)
{
    int length = snprintf(out, PATH_MAX, "%.*s%s", (int)folder_length, folder, rest);
    return length >= 0 && length < PATH_MAX;
}

/* How many bytes of a path are its folder, the last slash included; 0: the working folder. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Follows symbolic links by hand, because the last may lead to a file that is not there yet. */
static enum status follow_links(const char *path, char out[PATH_MAX], struct err *err)
{
    if (!join(out, path, strlen(path), ""))
        return err_set(err, STATUS_IO, "%s: the name is too long", path);
    for (int links = 0; links < LINKS_MAX; links++) {
        char to[PATH_MAX];
        char next[PATH_MAX];
        ssize_t length = readlink(out, to, sizeof to - 1);
        if (length < 0)
            return STATUS_OK; /* no link, or nothing there */
        to[length] = '\0';
        if (!join(next, out, to[0] == '/' ? 0 : folder_length(out), to))
            return err_set(err, STATUS_IO, "%s: the name is too long", path);
        memcpy(out, next, sizeof next);
    }
    errno = ELOOP;
    return fail(err, path, "%s: following symbolic links: %s");
}

static enum status name_files(struct replacement *replacement, const char *path, struct err *err)
{
    enum status status = follow_links(path, replacement->target, err);
    if (status != STATUS_OK)
        return status;
    size_t length = strlen(replacement->target);
    if (length == 0 || !join(replacement->copy, replacement->target, length, ".new") ||
        !join(replacement->lock, replacement->target, length, ".lock"))
        return err_set(err, STATUS_IO, "%s: the name of the database is empty or too long", path);
    return STATUS_OK;
}

/* ---- The lock ---- */

/* True where the open lock file still is the one of that name: who held it before may have removed it. */
static bool still_named(int file, const char *name)
{
    struct stat open_one, named_one;
    return fstat(file, &open_one) == 0 && stat(name, &named_one) == 0 && open_one.st_dev == named_one.st_dev &&
           open_one.st_ino == named_one.st_ino;
}

static int lock_waiting(int file, const char *name, bool *told)
{
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
        return 0;
    if (errno != EWOULDBLOCK)
        return -1;
    if (!*told)
        log_line(LOG_INFO, "waiting for another program that changes the database (%s)", name);
    *told = true;
    int code;
    do
        code = flock(file, LOCK_EX);
    while (code != 0 && errno == EINTR);
    return code;
}

/* The lock is the kernel's: it ends with the process, however that ends. The file is removed by whoever held it, while
 * it is held. */
static enum status take_lock(struct replacement *replacement, struct err *err)
{
    bool told = false;
    for (;;) {
        int file = open(replacement->lock, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (file < 0)
            return fail(err, replacement->lock, "%s: making the lock file: %s");
        if (lock_waiting(file, replacement->lock, &told) != 0) {
            enum status status = fail(err, replacement->lock, "%s: locking: %s");
            close(file);
            return status;
        }
        if (still_named(file, replacement->lock)) {
            replacement->lock_file = file;
            return STATUS_OK;
        }
        close(file);
    }
}

static void release_lock(struct replacement *replacement)
{
    if (replacement->lock_file < 0)
        return;
    unlink(replacement->lock);
    close(replacement->lock_file);
    replacement->lock_file = -1;
}

/* ---- The copy ---- */

/* Removes a copy and what SQLite may have put beside it. */
static void remove_copy(const struct replacement *replacement)
{
    static const char *const endings[] = { "", "-journal", "-wal", "-shm" };
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char name[PATH_MAX];
        if (join(name, replacement->copy, strlen(replacement->copy), endings[i]))
            unlink(name);
    }
}

static enum status copy_by_blocks(int from, int to, const char *name, struct err *err)
{
    char block[COPY_BLOCK];
    for (;;) {
        ssize_t got = read(from, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 ? STATUS_OK : fail(err, name, "%s: reading: %s");
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, block + done, (size_t)(got - done));
            if (put < 0 && errno != EINTR)
                return fail(err, name, "%s: copying: %s");
            done += put < 0 ? 0 : put;
        }
    }
}

/* The kernel copies, and shares blocks where the file system can; else by blocks. Both files stand at their beginnings.
 */
static enum status copy_bytes(int from, int to, const char *name, struct err *err)
{
    for (;;) {
        ssize_t copied = copy_file_range(from, NULL, to, NULL, 1 << 30, 0);
        if (copied == 0)
            return copy_by_blocks(from, to, name, err); /* the end; or a file system that cannot tell */
        if (copied > 0 || errno == EINTR)
            continue;
        if (errno == EXDEV || errno == ENOSYS || errno == EINVAL || errno == EOPNOTSUPP || errno == EPERM)
            return copy_by_blocks(from, to, name, err);
        return fail(err, name, "%s: copying: %s");
    }
}

/* Another program's unfinished change lies beside the file, so that the file alone is not whole. */
static bool is_unfinished(const char *path)
{
    static const char *const endings[] = { "-journal", "-wal" };
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char name[PATH_MAX];
        struct stat stat_of;
        if (join(name, path, strlen(path), endings[i]) && stat(name, &stat_of) == 0 && stat_of.st_size > 0)
            return true;
    }
    return false;
}

static enum status copy_file(struct replacement *replacement, int from, const char *source, struct err *err)
{
    struct stat model; /* whose mode and owner the copy takes: the file it replaces, else its source */
    bool modelled = stat(replacement->target, &model) == 0 || fstat(from, &model) == 0;
    if (modelled && !S_ISREG(model.st_mode))
        return err_set(err, STATUS_IO, "%s: this is not a file", replacement->target);
    if (is_unfinished(source))
        return err_set(err, STATUS_DATA,
                       "%s: another program left a change unfinished (a file ending in -journal or -wal beside it); "
                       "let that program finish first",
                       source);
    int to = open(replacement->copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (to < 0)
        return fail(err, replacement->copy, "%s: making the copy: %s");
    enum status status = copy_bytes(from, to, replacement->copy, err);
    if (status == STATUS_OK && modelled) {
        if (fchown(to, model.st_uid, model.st_gid) != 0 && fchown(to, (uid_t)-1, model.st_gid) != 0)
            errno = 0; /* not allowed: then it stays the one's who imports */
        if (fchmod(to, model.st_mode & 07777) != 0)
            status = fail(err, replacement->copy, "%s: setting the mode: %s");
    }
    if (close(to) != 0 && status == STATUS_OK)
        status = fail(err, replacement->copy, "%s: closing: %s");
    return status;
}

enum status replacement_begin(struct replacement *replacement, const char *path, const char *source, struct err *err)
{
    *replacement = (struct replacement){ .lock_file = -1 };
    enum status status = name_files(replacement, path, err);
    if (status == STATUS_OK)
        status = take_lock(replacement, err);
    if (status != STATUS_OK)
        return status;
    remove_copy(replacement);
    char from[PATH_MAX]; /* links followed, so that another program's journal is looked for in the right place */
    status = follow_links(source == NULL ? replacement->target : source, from, err);
    int file = status == STATUS_OK ? open(from, O_RDONLY | O_CLOEXEC) : -1;
    if (file >= 0) {
        replacement->existed = true;
        status = copy_file(replacement, file, from, err);
        close(file);
    } else if (status == STATUS_OK && (errno != ENOENT || source != NULL)) {
        status = fail(err, from, "%s: opening: %s");
    }
    if (status != STATUS_OK)
        replacement_abandon(replacement);
    return status;
}

/* ---- The end ---- */

static enum status sync_copy(const char *name, struct err *err)
{
    int file = open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail(err, name, "%s: opening: %s");
    enum status status = fsync(file) == 0 ? STATUS_OK : fail(err, name, "%s: writing to the disk: %s");
    close(file);
    return status;
}

/* The folder of the target, so that what is renamed in it can be brought to the disk. */
static enum status open_folder(const struct replacement *replacement, int *out, struct err *err)
{
    char folder[PATH_MAX];
    size_t length = folder_length(replacement->target);
    if (!join(folder, length == 0 ? "." : replacement->target, length == 0 ? 1 : length, ""))
        folder[0] = '\0';
    *out = open(folder, O_DIRECTORY | O_RDONLY | O_CLOEXEC);
    return *out < 0 ? fail(err, folder, "%s: opening: %s") : STATUS_OK;
}

enum status replacement_finish(struct replacement *replacement, struct err *err)
{
    int folder = -1;
    enum status status = sync_copy(replacement->copy, err);
    if (status == STATUS_OK)
        status = open_folder(replacement, &folder, err);
    if (status == STATUS_OK && rename(replacement->copy, replacement->target) != 0)
        status = fail(err, replacement->target, "%s: renaming the copy over it: %s");
    /* Replaced it is, whatever the disk says now; some file systems cannot sync a folder. */
    if (status == STATUS_OK && fsync(folder) != 0 && errno != EINVAL)
        log_line(LOG_WARNING, "%s: the disk may lose the change when power fails: %s", replacement->target,
                 strerror(errno));
    if (folder >= 0)
        close(folder);
    if (status == STATUS_OK)
        release_lock(replacement);
    else
        replacement_abandon(replacement);
    return status;
}

void replacement_abandon(struct replacement *replacement)
{
    if (replacement->lock_file < 0)
        return;
    remove_copy(replacement);
    release_lock(replacement);
}
