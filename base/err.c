#include "base/err.h"

#include <stdio.h>

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
