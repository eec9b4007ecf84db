/* Sorted indexes over rows in memory: by id and by numbers. Sorting, not hashing: no file can make it slow. */
#ifndef VK_DB_INDEX_H
#define VK_DB_INDEX_H

#include "base/arena.h"

#include <stddef.h>

struct id_index {
    struct id_entry {
        const char *id;
        size_t row;
    } * items;
    size_t count;
};

/* Room for `capacity` ids; index_add only as often. NULL ids are passed over. After the last, index_sort. False when
 * memory is out. */
bool id_index_new(struct id_index *index, size_t capacity, struct arena *arena) MUST_USE;
void id_index_add(struct id_index *index, const char *id, size_t row);
void id_index_sort(struct id_index *index); /* by id, then row */

/* The first row of that id; ROW_NONE (planfile.h) where there is none. */
size_t id_index_lookup(const struct id_index *index, const char *id);

struct number_index {
    struct number_entry {
        size_t key[3];
        size_t row;
    } * items;
    size_t count;
};

bool number_index_new(struct number_index *index, size_t capacity, struct arena *arena) MUST_USE;
void number_index_add(struct number_index *index, size_t a, size_t b, size_t c, size_t row);
void number_index_sort(struct number_index *index); /* by the key, then row */

/* The place in `items` of the first entry with that key; `count` where there is none. Entries of one key stand behind
 * each other. */
size_t number_index_find(const struct number_index *index, size_t a, size_t b, size_t c);

/* True where the entry at `at` has the same key as the one before it. */
bool number_index_repeats(const struct number_index *index, size_t at);

#endif
