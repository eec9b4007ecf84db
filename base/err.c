#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define N_(message) message /* for xgettext */

static const char *(*translation_of)(const char *format);

void err_translate(const char *(*translate)(const char *format))
{
    translation_of = translate;
}

enum status err_vset(struct err *err, enum status status, const char *format, va_list args)
{
    if (err == NULL || err->status != STATUS_OK)
        return status;
    err->status = status;
    if (translation_of != NULL)
        format = translation_of(format);
    int length = vsnprintf(err->text, sizeof err->text, format, args);
    if (length < 0) {
        err->text[0] = '\0';
    } else if ((size_t)length >= sizeof err->text) {
        size_t end = sizeof err->text - 1;
        while (end > 0 && ((unsigned char)err->text[end - 1] & 0xC0) == 0x80)
            end--;
        if (end > 0 && ((unsigned char)err->text[end - 1] & 0xC0) == 0xC0)
            end--;
        err->text[end] = '\0';
    }
    return status;
}

enum status err_set(struct err *err, enum status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    err_vset(err, status, format, args);
    va_end(args);
    return status;
}

const char *err_system(int code)
{
    static const struct {
        int code;
        const char *words; /* as the GNU C library's in English */
    } known[] = {
        { ENOENT, N_("No such file or directory") },
        { EACCES, N_("Permission denied") },
        { EISDIR, N_("Is a directory") },
        { ENOTDIR, N_("Not a directory") },
        { ENOSPC, N_("No space left on device") },
        { EROFS, N_("Read-only file system") },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].code == code)
            return translation_of == NULL ? known[i].words : translation_of(known[i].words);
    return strerror(code);
}

void err_clear(struct err *err)
{
    err->status = STATUS_OK;
    err->text[0] = '\0';
}

const char *status_name(enum status status)
{
    static const char *const names[] = {
        [STATUS_OK] = "ok",           [STATUS_NOMEM] = "out of memory",
        [STATUS_BADREQ] = "bad request", [STATUS_NOTFOUND] = "not found",
        [STATUS_LIMIT] = "limit reached", [STATUS_DEADLINE] = "deadline passed",
        [STATUS_DATA] = "bad data",   [STATUS_IO] = "input or output failed",
        [STATUS_BUG] = "internal error",
    };
    if ((size_t)status >= sizeof names / sizeof names[0])
        return "unknown";
    return names[status];
}
