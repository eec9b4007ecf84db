/* JSON (RFC 8259): reading trees and finding what stands where. The one user of jansson. */
#ifndef VK_BASE_JSON_H
#define VK_BASE_JSON_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct json; /* a value; borrowed from its tree */

/* An INTEGER is written without point and exponent and fits 64 bits; "4.0" is a REAL. */
enum json_type {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_INTEGER,
    JSON_KIND_REAL,
    JSON_KIND_STRING,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT
};

/* Reads a whole text; a byte order mark before it is passed over. Duplicate keys, depth beyond LIMIT_JSON_DEPTH, bad
 * UTF-8 and what follows the value are errors. On failure STATUS_DATA (or NOMEM) with the words in `err` (a sentence in
 * English without its full stop), and where: line and column (characters) from 1, of what is at fault. Release with
 * json_free, which accepts NULL. */
enum status json_read(const char *bytes, size_t length, struct json **out, struct err *err, int *line,
                      int *column) MUST_USE;

/* json_read with its messages in another language: `say` gives the translation of an English one, which is a format of
 * printf (msgids for xgettext stand in json.c behind N_). */
struct json_words {
    const char *(*say)(int lang, const char *message);
    int lang;
};
struct json_fault {
    struct err err;
    int line;
    int column;
};
enum status json_read_in(const char *bytes, size_t length, const struct json_words *words, struct json **out,
                         struct json_fault *fault) MUST_USE;

void json_free(struct json *json);

enum json_type json_kind(const struct json *json);
bool json_truth(const struct json *json);
int64_t json_whole(const struct json *json);    /* of JSON_KIND_INTEGER */
double json_number_of(const struct json *json); /* of INTEGER and REAL */
/* Bytes may hold NUL; `length` tells. */
const char *json_text(const struct json *json, size_t *length);

size_t json_count(const struct json *json);                               /* of an array or object */
const struct json *json_item(const struct json *json, size_t at);         /* of an array */
const struct json *json_member(const struct json *json, const char *key); /* of an object; NULL: not there */
/* The members of an object in the file's order: `*at` starts at NULL; false at the end. */
bool json_next(const struct json *json, const void **at, const char **key, const struct json **value);

/* The value as compact JSON text. */
void json_write(const struct json *json, struct buf *out);

/* Appends a string as JSON, quotes included: `"`, `\` and control characters escaped, the rest as UTF-8. */
void json_quote(struct buf *out, const char *bytes, size_t length);
/* Appends the shortest decimal that reads back as the same double (base/decimal.h); a whole number without a point.
 * What is no number or not finite, which JSON cannot say, becomes null. */
void json_number(struct buf *out, double value);

/* For tests: of the allocations that json_read makes the one after `count` more fails; a negative number takes the
 * order back. */
void json_fail_after(long count);

#endif
