#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Read in pieces, whatever size the file tells: it may be a pipe, or grow meanwhile. */
enum status input_read(const char *name, struct buf *out, struct err *err)
{
    int file = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ssize_t got = 1; /* 0: the end */
    enum status status = STATUS_OK;
    if (file < 0)
        return err_set(err, STATUS_IO, "%s: %s", name, err_system(errno));
    while (got != 0 && status == STATUS_OK) {
        char piece[64 * 1024];
        got = read(file, piece, sizeof piece);
        if (got < 0 && errno != EINTR)
            status = err_set(err, STATUS_IO, "%s: %s", name, err_system(errno));
        if (got > 0) {
            buf_add(out, piece, (size_t)got);
            status = buf_status(out);
        }
    }
    if (file != STDIN_FILENO)
        close(file);
    if (status == STATUS_NOMEM)
        err_set(err, status, "%s: %s", name, "out of memory");
    return status;
}
