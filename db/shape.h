/* The shape of a plan file: plan.schema.json as tables that validate.h walks along. */
#ifndef VK_DB_SHAPE_H
#define VK_DB_SHAPE_H

#include "db/codes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shape_kind {                  /* where it is put: */
                  SHAPE_ID,        /* const char *: small letters, digits and hyphens */
                  SHAPE_GOAL_ID,   /* const char * */
                  SHAPE_REF,       /* struct ref to a SHAPE_ID */
                  SHAPE_GOAL_REF,  /* struct ref to a SHAPE_GOAL_ID */
                  SHAPE_LINE,      /* struct words: one line */
                  SHAPE_TEXT,      /* struct words */
                  SHAPE_CELL,      /* struct file_cell */
                  SHAPE_PLAIN,     /* struct text, of no language */
                  SHAPE_WHOLE,     /* struct whole between least and most */
                  SHAPE_REAL,      /* struct real, at least `least` where that is 0 */
                  SHAPE_TRUTH,     /* struct whole, 0 or 1 */
                  SHAPE_CODE,      /* const char *, one of `codes` */
                  SHAPE_DATE,      /* const char *: a day that exists */
                  SHAPE_TOLERANCE, /* struct file_tolerance */
                  SHAPE_FIGURE,    /* struct figure_value */
                  SHAPE_SERIES,    /* struct file_series: an id or an object */
                  SHAPE_OBJECT,    /* `object`, put at this place */
                  SHAPE_LIST       /* LIST_OF what `item` says */
};

struct shape_key {
    const char *name;
    enum shape_kind kind;
    bool required;
    size_t offset;                     /* in the object's struct */
    int64_t least, most;               /* of a number; of a list's items (most 0: LIMIT_LIST) */
    const struct codes *codes;         /* SHAPE_CODE */
    const struct shape_object *object; /* SHAPE_OBJECT, and lists of objects */
    enum shape_kind item;              /* SHAPE_LIST: of what kind */
    size_t item_size;                  /* SHAPE_LIST: of one, in bytes */
};

struct shape_object {
    const struct shape_key *keys;
    size_t count;
};

extern const struct shape_object shape_file; /* struct plan_file, but for "format", "version" and the keys with "x-" */
extern const struct shape_object shape_series; /* struct file_series */

#endif
