#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE (256 * KIB)
#define KEPT_BLOCKS 32 /* of that size stay through a reset: fresh pages from the machine are a tenth of a report's time */
#define ALIGNMENT alignof(max_align_t)

struct block {
    struct block *next;
    size_t size; /* of `bytes` */
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *current; /* the newest of a chain */
    struct block *spare;   /* blocks of BLOCK_SIZE kept by resets; counted in `held` */
    size_t spare_count;
    size_t ceiling;
    size_t held; /* bytes taken from the machine */
    size_t used;
    long fail_after;
    bool failed;
    bool at_ceiling;
};

static void block_free(struct arena *arena, struct block *block)
{
    arena->held -= sizeof *block + block->size;
    free(block);
}

static struct block *block_use(struct arena *arena, struct block *block)
{
    block->next = arena->current;
    block->used = 0;
    arena->current = block;
    return block;
}

static struct block *block_new(struct arena *arena, size_t size)
{
    size_t whole;
    struct block *kept = arena->spare;
    if (kept != NULL && size == BLOCK_SIZE) {
        arena->spare = kept->next;
        arena->spare_count--;
        return block_use(arena, kept);
    }
    while (arena->spare != NULL) { /* a larger one is wanted: the ceiling counts what is kept */
        kept = arena->spare;
        if (size <= arena->ceiling && arena->held <= arena->ceiling - size - sizeof *kept)
            break;
        arena->spare = kept->next;
        arena->spare_count--;
        block_free(arena, kept);
    }
    if (__builtin_add_overflow(sizeof(struct block), size, &whole))
        return NULL;
    if (whole > arena->ceiling || arena->held > arena->ceiling - whole) {
        arena->at_ceiling = true;
        return NULL;
    }
    struct block *block = malloc(whole);
    if (block == NULL)
        return NULL;
    block->size = size;
    arena->held += whole;
    return block_use(arena, block);
}

struct arena *arena_new(size_t ceiling)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        return NULL;
    arena->ceiling = ceiling;
    arena->held = sizeof *arena;
    arena->fail_after = -1;
    return arena;
}

void arena_reset(struct arena *arena)
{
    while (arena->current != NULL) {
        struct block *block = arena->current;
        arena->current = block->next;
        if (block->size == BLOCK_SIZE && arena->spare_count < KEPT_BLOCKS) {
            block->next = arena->spare;
            arena->spare = block;
            arena->spare_count++;
        } else {
            block_free(arena, block);
        }
    }
    arena->used = 0;
    arena->failed = false;
    arena->at_ceiling = false;
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    arena_reset(arena);
    while (arena->spare != NULL) {
        struct block *block = arena->spare;
        arena->spare = block->next;
        block_free(arena, block);
    }
    free(arena);
}

static void *refuse(struct arena *arena)
{
    arena->failed = true;
    return NULL;
}

void *arena_raw(struct arena *arena, size_t size)
{
    if (arena->failed)
        return NULL;
    if (arena->fail_after >= 0 && arena->fail_after-- == 0)
        return refuse(arena);
    size_t padded;
    if (__builtin_add_overflow(size, ALIGNMENT - 1, &padded))
        return refuse(arena);
    padded -= padded % ALIGNMENT;
    struct block *block = arena->current;
    if (block == NULL || block->size - block->used < padded) {
        block = block_new(arena, padded > BLOCK_SIZE ? padded : BLOCK_SIZE);
        if (block == NULL)
            return refuse(arena);
    }
    void *place = block->bytes + block->used;
    block->used += padded;
    arena->used += padded;
    return place;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *place = arena_raw(arena, size);
    if (place != NULL)
        memset(place, 0, size);
    return place;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t whole;
    if (__builtin_mul_overflow(count, size, &whole))
        return refuse(arena);
    return arena_alloc(arena, whole);
}

bool arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t wanted = *capacity == 0 ? 8 : *capacity;
    size_t whole;
    if (*capacity != 0 && __builtin_mul_overflow(wanted, (size_t)2, &wanted))
        return refuse(arena) != NULL;
    if (__builtin_mul_overflow(wanted, size, &whole))
        return refuse(arena) != NULL;
    void *place = arena_raw(arena, whole);
    if (place == NULL)
        return false;
    void *old;
    memcpy(&old, items, sizeof old);
    if (count > 0)
        memcpy(place, old, count * size);
    memset((unsigned char *)place + count * size, 0, whole - count * size);
    memcpy(items, &place, sizeof place);
    *capacity = wanted;
    return true;
}

char *arena_text(struct arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        return refuse(arena);
    char *copy = arena_raw(arena, length + 1);
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_vprintf(struct arena *arena, size_t *length, const char *format, va_list args)
{
    char scratch[256]; /* most fits here, so that it is formatted once */
    va_list again;
    va_copy(again, args);
    int told = vsnprintf(scratch, sizeof scratch, format, args);
    size_t size = told < 0 ? 0 : (size_t)told;
    char *text = told < 0 ? refuse(arena) : arena_raw(arena, size + 1);
    if (text != NULL && size < sizeof scratch)
        memcpy(text, scratch, size + 1);
    else if (text != NULL)
        vsnprintf(text, size + 1, format, again);
    va_end(again);
    *length = text == NULL ? 0 : size;
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    size_t length;
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, &length, format, args);
    va_end(args);
    return text;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}

bool arena_at_ceiling(const struct arena *arena)
{
    return arena->at_ceiling;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

void arena_fail_after(struct arena *arena, long count)
{
    arena->fail_after = count;
}
