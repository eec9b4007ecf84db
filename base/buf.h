/* A growable row of bytes with a declared maximum. Failures are sticky: append without looking, ask once at the
 * end. The bytes live on the heap (a report outlives no request, but doubling inside an arena would keep every
 * former copy). */
#ifndef VK_BASE_BUF_H
#define VK_BASE_BUF_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct buf {
    char *bytes;     /* NUL after the last byte, once anything was appended */
    size_t length;
    size_t capacity;
    size_t maximum;  /* of `length` */
    enum status status;
};

/* Nothing is allocated yet. */
void buf_init(struct buf *buf, size_t maximum);
void buf_free(struct buf *buf);

/* Length 0 again and no failure; the memory stays. */
void buf_reset(struct buf *buf);

void buf_add(struct buf *buf, const void *bytes, size_t length);
/* Here, so that of a string constant the compiler knows the length. */
static inline void buf_text(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}
void buf_char(struct buf *buf, char byte);
void buf_int(struct buf *buf, int64_t number);
/* `thousandths` / 1000 with a point and no trailing zeros: 1500 -> "1.5". No locale. */
void buf_milli(struct buf *buf, int64_t thousandths);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

/* Room for `length` more bytes: where to write them, or NULL. Follow with buf_grew. */
char *buf_room(struct buf *buf, size_t length) MUST_USE;
void buf_grew(struct buf *buf, size_t length);

/* STATUS_OK, STATUS_NOMEM or STATUS_LIMIT; in the last two the bytes are not whole. */
enum status buf_status(const struct buf *buf) MUST_USE;
/* The same, told in `err` where it is not STATUS_OK. */
enum status buf_tell(const struct buf *buf, struct err *err) MUST_USE;

#endif
