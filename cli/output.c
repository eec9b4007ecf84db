#include "cli/output.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status told(const char *path, struct err *err)
{
    return err_set(err, STATUS_IO, "%s: %s", path, err_system(errno));
}

static enum status write_all(int file, const char *path, const char *bytes, size_t length, struct err *err)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR)
            return told(path, err);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return STATUS_OK;
}

/* A file system may tell that it is full only now. */
static enum status close_told(int file, const char *path, struct err *err)
{
    return close(file) == 0 ? STATUS_OK : told(path, err);
}

/* A device or a pipe. */
static enum status write_as_it_is(const char *path, const char *bytes, size_t length, struct err *err)
{
    int file = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return told(path, err);
    enum status status = write_all(file, path, bytes, length, err);
    if (status != STATUS_OK) {
        close(file);
        return status;
    }
    return close_told(file, path, err);
}

/* A new file beside `path`, its name into `name`. -1 with errno on failure. */
static int open_beside(const char *path, char name[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int folder = slash == NULL ? 0 : (int)(slash + 1 - path);
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        if (snprintf(name, PATH_MAX, "%.*s.vuosikello-%ld-%u.tmp", folder, path, (long)getpid(), attempt) >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST)
            return file;
    }
    return -1;
}

static enum status replace_file(const char *path, const struct stat *old, const char *bytes, size_t length,
                                struct err *err)
{
    char name[PATH_MAX];
    int file = open_beside(path, name);
    if (file < 0)
        return told(path, err);
    enum status status = write_all(file, path, bytes, length, err);
    if (status == STATUS_OK && old != NULL && fchmod(file, old->st_mode & 07777) != 0)
        status = told(path, err);
    if (status == STATUS_OK && fsync(file) != 0)
        status = told(path, err);
    if (status == STATUS_OK)
        status = close_told(file, path, err);
    else
        close(file);
    if (status == STATUS_OK && rename(name, path) != 0)
        status = told(path, err);
    if (status != STATUS_OK)
        unlink(name);
    return status;
}

enum status output_write(const char *path, const void *bytes, size_t length, struct err *err)
{
    struct stat old;
    char behind[PATH_MAX];
    if (strcmp(path, "-") == 0) {
        struct err reason = ERR_NONE;
        enum status status = write_all(STDOUT_FILENO, path, bytes, length, &reason);
        return status == STATUS_OK ? status : err_set(err, status, "standard output: %s", err_system(errno));
    }
    /* /dev/stdout may lead to an ordinary file that somebody else has open */
    if (strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0)
        return write_as_it_is(path, bytes, length, err);
    if (stat(path, &old) != 0) {
        int reason = errno;
        if (reason == ENOENT && lstat(path, &old) != 0)
            return replace_file(path, NULL, bytes, length, err);
        errno = reason; /* a link to nothing stays: what it leads to may be on a disk that is not there now */
        return told(path, err);
    }
    if (S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return told(path, err);
    }
    if (!S_ISREG(old.st_mode))
        return write_as_it_is(path, bytes, length, err);
    if (realpath(path, behind) == NULL)
        return told(path, err);
    return replace_file(behind, &old, bytes, length, err);
}

void output_beside(const char *bytes, size_t length)
{
    struct err ignored = ERR_NONE; /* there is nowhere left to tell it */
    if (bytes != NULL)
        (void)!write_all(STDERR_FILENO, "-", bytes, length, &ignored);
}

void output_complain(const char *text)
{
    struct buf line;
    buf_init(&line, 64 * KIB);
    buf_text(&line, "vuosikello: ");
    for (const char *at = text; *at != '\0'; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            buf_printf(&line, "\\x%02x", (unsigned char)*at);
        else
            buf_char(&line, *at);
    }
    buf_char(&line, '\n');
    output_beside(line.bytes, line.length);
    buf_free(&line);
}

void output_field(struct buf *out, struct text text)
{
    for (uint32_t i = 0; i < text.length; i++)
        buf_char(out, (unsigned char)text.bytes[i] < 0x20 || text.bytes[i] == 0x7F ? ' ' : text.bytes[i]);
}
