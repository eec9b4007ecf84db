/* Errors: a status that says what the caller should do, and the first failure's words in a struct the caller
 * owns. Nothing is allocated, so memory being out can be told too. */
#ifndef VK_BASE_ERR_H
#define VK_BASE_ERR_H

#include "base/limits.h"

#include <stdarg.h>
#include <stddef.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text_at, first_at) __attribute__((format(printf, text_at, first_at)))

enum status {
    STATUS_OK,
    STATUS_NOMEM,    /* memory is out: try later */
    STATUS_BADREQ,   /* the caller asked for something that cannot be asked */
    STATUS_NOTFOUND, /* what was named is not there */
    STATUS_LIMIT,    /* a named limit was reached */
    STATUS_DEADLINE, /* the time was up: try later */
    STATUS_DATA,     /* the data is at fault */
    STATUS_IO,       /* the machine is at fault: disk, socket */
    STATUS_BUG       /* this program is at fault */
};

struct err {
    enum status status;
    char text[LIMIT_ERR_TEXT];
};

#define ERR_NONE { STATUS_OK, "" }

/* Keeps the first failure: does nothing where `err` already tells one. `err` may be NULL. A message too long is
 * cut at a character's boundary. Returns `status`, so that `return err_set(...)` reads well. */
enum status err_set(struct err *err, enum status status, const char *format, ...) PRINTF_LIKE(3, 4);
enum status err_vset(struct err *err, enum status status, const char *format, va_list args);

/* The words of failures in another language than English: `translate` gives a format's translation, with the same conversions.
 * For a program that speaks to one reader (the command); a log stays English. Set once, at the start; NULL: none. */
void err_translate(const char *(*translate)(const char *format));

/* What the system says of an errno, in the reader's language where that is among what a reader can do something about. */
const char *err_system(int code);

/* Forgets the failure. */
void err_clear(struct err *err);

/* "out of memory", "not found", ... in English, for logs. Never NULL. */
const char *status_name(enum status status);

#endif
