#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *buf, size_t maximum)
{
    *buf = (struct buf){ .maximum = maximum };
}

void buf_free(struct buf *buf)
{
    free(buf->bytes);
    buf_init(buf, buf->maximum);
}

void buf_reset(struct buf *buf)
{
    buf->length = 0;
    buf->status = STATUS_OK;
    if (buf->bytes != NULL)
        buf->bytes[0] = '\0';
}

char *buf_room(struct buf *buf, size_t length)
{
    if (buf->status != STATUS_OK)
        return NULL;
    if (length > buf->maximum || buf->length > buf->maximum - length) {
        buf->status = STATUS_LIMIT;
        return NULL;
    }
    size_t wanted = buf->length + length + 1;
    if (wanted > buf->capacity) {
        size_t capacity = buf->capacity < 256 ? 256 : buf->capacity * 2;
        if (capacity > buf->maximum + 1)
            capacity = buf->maximum + 1;
        if (capacity < wanted)
            capacity = wanted;
        char *bytes = realloc(buf->bytes, capacity);
        if (bytes == NULL) {
            buf->status = STATUS_NOMEM;
            return NULL;
        }
        buf->bytes = bytes;
        buf->capacity = capacity;
    }
    return buf->bytes + buf->length;
}

void buf_grew(struct buf *buf, size_t length)
{
    buf->length += length;
    buf->bytes[buf->length] = '\0';
}

void buf_add(struct buf *buf, const void *bytes, size_t length)
{
    char *room = buf_room(buf, length);
    if (room == NULL)
        return;
    if (length > 0)
        memcpy(room, bytes, length);
    buf_grew(buf, length);
}

void buf_char(struct buf *buf, char byte)
{
    buf_add(buf, &byte, 1);
}

#define DIGITS_MAX 32 /* of a 64 bit number with sign and point */

static uint64_t size_of(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* Writes a whole number before `end`; returns where it begins. */
static char *digits_before(char *end, uint64_t number)
{
    do {
        *--end = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return end;
}

void buf_int(struct buf *buf, int64_t number)
{
    char digits[DIGITS_MAX];
    char *const end = digits + sizeof digits;
    char *start = digits_before(end, size_of(number));
    if (number < 0)
        *--start = '-';
    buf_add(buf, start, (size_t)(end - start));
}

void buf_milli(struct buf *buf, int64_t thousandths)
{
    char digits[DIGITS_MAX];
    char *const end = digits + sizeof digits;
    char *start = end;
    uint64_t rest = size_of(thousandths);
    for (int place = 0; place < 3; place++, rest /= 10)
        if (start < end || rest % 10 != 0)
            *--start = (char)('0' + rest % 10);
    if (start < end)
        *--start = '.';
    start = digits_before(start, rest);
    if (thousandths < 0)
        *--start = '-';
    buf_add(buf, start, (size_t)(end - start));
}

/* Written where there is room already; what does not fit is written once more where there is. */
void buf_printf(struct buf *buf, const char *format, ...)
{
    char *room = buf_room(buf, 0);
    if (room == NULL)
        return;
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    size_t left = buf->capacity - buf->length;
    int length = vsnprintf(room, left, format, args);
    va_end(args);
    if (length >= 0 && (size_t)length >= left) {
        *room = '\0';
        room = buf_room(buf, (size_t)length);
        if (room != NULL)
            vsnprintf(room, (size_t)length + 1, format, again);
    }
    if (length >= 0 && room != NULL)
        buf_grew(buf, (size_t)length);
    va_end(again);
}

enum status buf_status(const struct buf *buf)
{
    return buf->status;
}

enum status buf_tell(const struct buf *buf, struct err *err)
{
    if (buf->status == STATUS_LIMIT)
        return err_set(err, STATUS_LIMIT, "what is to be written is longer than %zu bytes", buf->maximum);
    return buf->status == STATUS_OK ? STATUS_OK : err_set(err, buf->status, "out of memory");
}
