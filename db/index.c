#include "db/index.h"

#include "db/planfile.h"

#include <stdlib.h>
#include <string.h>

bool id_index_new(struct id_index *index, size_t capacity, struct arena *arena)
{
    index->count = 0;
    index->items = arena_array(arena, capacity, sizeof *index->items);
    return index->items != NULL;
}

void id_index_add(struct id_index *index, const char *id, size_t row)
{
    if (id != NULL)
        index->items[index->count++] = (struct id_entry){ id, row };
}

static int by_id(const void *left, const void *right)
{
    const struct id_entry *a = left;
    const struct id_entry *b = right;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

void id_index_sort(struct id_index *index)
{
    if (index->count > 1)
        qsort(index->items, index->count, sizeof *index->items, by_id);
}

size_t id_index_lookup(const struct id_index *index, const char *id)
{
    size_t low = 0;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && strcmp(index->items[low].id, id) == 0 ? index->items[low].row : ROW_NONE;
}

bool number_index_new(struct number_index *index, size_t capacity, struct arena *arena)
{
    index->count = 0;
    index->items = arena_array(arena, capacity, sizeof *index->items);
    return index->items != NULL;
}

void number_index_add(struct number_index *index, size_t a, size_t b, size_t c, size_t row)
{
    index->items[index->count++] = (struct number_entry){ { a, b, c }, row };
}

static int compare_keys(const size_t *a, const size_t *b)
{
    for (int i = 0; i < 3; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static int by_key(const void *left, const void *right)
{
    const struct number_entry *a = left;
    const struct number_entry *b = right;
    int order = compare_keys(a->key, b->key);
    return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

void number_index_sort(struct number_index *index)
{
    if (index->count > 1)
        qsort(index->items, index->count, sizeof *index->items, by_key);
}

size_t number_index_find(const struct number_index *index, size_t a, size_t b, size_t c)
{
    const size_t key[3] = { a, b, c };
    size_t low = 0;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(index->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && compare_keys(index->items[low].key, key) == 0 ? low : index->count;
}

bool number_index_repeats(const struct number_index *index, size_t at)
{
    return at > 0 && compare_keys(index->items[at - 1].key, index->items[at].key) == 0;
}
