/* Writes JSON with two spaces a level, as plan files are exported. */
#ifndef VK_DB_PRETTY_H
#define VK_DB_PRETTY_H

#include "base/buf.h"
#include "base/json.h"

#include <stdbool.h>

struct pretty {
    struct buf *out; /* its failures are sticky: ask at the end */
    int depth;
    bool empty; /* nothing stands yet in what was opened last */
};

/* `key` NULL: an item of a list, or the whole text. `bracket`: '{' or '['; pretty_close takes its pair. */
void pretty_open(struct pretty *pretty, const char *key, char bracket);
void pretty_close(struct pretty *pretty, char bracket);

void pretty_string(struct pretty *pretty, const char *key, const char *bytes, size_t length);
void pretty_whole(struct pretty *pretty, const char *key, int64_t value);
void pretty_real(struct pretty *pretty, const char *key, double value);
void pretty_truth(struct pretty *pretty, const char *key, bool value);

/* Any value, as deep as json_read lets it be. */
void pretty_json(struct pretty *pretty, const char *key, const struct json *json);

#endif
