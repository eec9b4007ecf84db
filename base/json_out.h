/* Writing JSON (RFC 8259) piece by piece: plan files with two spaces a level, answers of the service compact. Commas
 * and ends of lines are placed here; that keys differ and what was opened is closed is the caller's. */
#ifndef VK_BASE_JSON_OUT_H
#define VK_BASE_JSON_OUT_H

#include "base/buf.h"
#include "base/json.h"

#include <stdbool.h>

struct json_out {
    struct buf *out; /* its failures are sticky: ask at the end */
    bool compact;    /* no white space */
    int depth;
    bool empty; /* nothing stands yet in what was opened last */
};

/* `key` NULL: an item of a list, or the whole text. `bracket`: '{' or '['; json_out_close takes its pair. */
void json_out_open(struct json_out *json, const char *key, char bracket);
void json_out_close(struct json_out *json, char bracket);

void json_out_string(struct json_out *json, const char *key, const char *bytes, size_t length);
void json_out_word(struct json_out *json, const char *key, const char *word); /* NUL-terminated; NULL: left out */
void json_out_whole(struct json_out *json, const char *key, int64_t value);
/* The decimal that the plan file gave (json_number). */
void json_out_real(struct json_out *json, const char *key, double value);
void json_out_truth(struct json_out *json, const char *key, bool value);

/* Any value, as deep as json_read lets it be. */
void json_out_value(struct json_out *json, const char *key, const struct json *value);

#endif
