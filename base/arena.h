/* An arena: memory that is handed out piece by piece and given back all at once, with a ceiling. One a request.
 * Allocation failures are sticky, so that code that only builds need not look at each of them. */
#ifndef VK_BASE_ARENA_H
#define VK_BASE_ARENA_H

#include "base/err.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* `ceiling`: bytes at most, the arena's own included. NULL when memory is out. Release with arena_free. */
struct arena *arena_new(size_t ceiling);
void arena_free(struct arena *arena);

/* Takes everything back and forgets a failure. Up to 8 MiB stay with the arena for its next use; the rest is freed. */
void arena_reset(struct arena *arena);

/* Zeroed, aligned for any type, valid until reset or free. NULL when memory or the ceiling is reached; from then
 * on every allocation fails until the reset. A size of 0 gives a valid address. */
void *arena_alloc(struct arena *arena, size_t size) MUST_USE;

/* As arena_alloc for `count` pieces of `size` bytes; a product that overflows fails like memory being out. */
void *arena_array(struct arena *arena, size_t count, size_t size) MUST_USE;

/* As arena_alloc, but not zeroed: for large buffers that are filled at once. */
void *arena_raw(struct arena *arena, size_t size) MUST_USE;

/* Makes room for one more of `size` bytes in `*items` that holds `count` of `*capacity`: the pieces move to a place
 * twice as large where needed. The old place stays in the arena (nothing is freed singly). False on failure. */
bool arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size) MUST_USE;

/* A copy that ends in NUL. NULL on failure. */
char *arena_text(struct arena *arena, const char *bytes, size_t length) MUST_USE;

/* printf into the arena; NULL on failure. Never for numbers with a decimal sign (text/number.h). */
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3) MUST_USE;
/* The same of arguments at hand, and its length in bytes (0 with NULL). */
char *arena_vprintf(struct arena *arena, size_t *length, const char *format, va_list args) PRINTF_LIKE(3, 0) MUST_USE;

/* True once an allocation failed. `arena_at_ceiling`: it was the ceiling, not the machine. */
bool arena_failed(const struct arena *arena);
bool arena_at_ceiling(const struct arena *arena);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

/* For tests: the allocation after `count` more fails; a negative number takes the order back. */
void arena_fail_after(struct arena *arena, long count);

#endif
