/* The single values of a plan file: texts, ids, numbers, codes, days. Each is checked, told where it is wrong, and put
 * where it belongs. */
#ifndef VK_DB_VALUES_H
#define VK_DB_VALUES_H

#include "base/arena.h"
#include "base/json.h"
#include "db/findings.h"
#include "db/planfile.h"
#include "db/shape.h"

/* What reading a file needs everywhere. Memory being out is the arena's sticky failure; ask it at the end. */
struct reading {
    struct findings *findings;
    struct arena *arena;
    enum lang language; /* the plan's */
};

/* The language of the messages. */
static inline enum lang told_in(const struct reading *reading)
{
    return reading->findings->lang;
}

/* True where a value is as good as not there: null, an empty text, no key at all. */
bool value_absent(const struct json *json);

/* Tells that another kind of value stands here than should; `expected` is a translated noun phrase. */
void value_unexpected(struct reading *reading, const struct place *place, const char *expected,
                      const struct json *json);

/* Tells a misspelled or unknown key at `place`; `shape` says what there is. */
void value_unknown_key(struct reading *reading, const struct place *place, const char *key,
                       const struct shape_object *shape);

/* Reads a value of a single kind (all but SHAPE_CELL, SHAPE_TOLERANCE, SHAPE_SERIES, SHAPE_OBJECT and SHAPE_LIST) that
 * is not absent into `out`. `out` stays as it is (zeroed) where the value is wrong. Returns false where it turned out
 * empty (a text of spaces). */
bool value_read(struct reading *reading, const struct place *place, const struct shape_key *key,
                const struct json *json, void *out);

#endif
