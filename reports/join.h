/* A text put together from pieces, in the job's arena. Failures are the arena's and sticky: join without looking. */
#ifndef VK_REPORTS_JOIN_H
#define VK_REPORTS_JOIN_H

#include "base/arena.h"
#include "text/text.h"

struct join {
    struct arena *arena;
    enum lang lang; /* of the numbers, and of the whole text */
    char *bytes;
    size_t length, capacity;
};

static inline struct join join_start(struct arena *arena, enum lang lang)
{
    return (struct join){ .arena = arena, .lang = lang };
}

void join_word(struct join *join, const char *word); /* NULL adds nothing */
void join_text(struct join *join, struct text text);
void join_int(struct join *join, int64_t number);                /* as the language writes it */
void join_number(struct join *join, double value, int decimals); /* as number_format */
void join_year(struct join *join, int year);                     /* digits alone */

/* `between` where something stands already: join_between(&join, ", ") before each piece of a list. */
void join_between(struct join *join, const char *between);

/* A parameter of the address that stands so far, percent-encoded: "?name=value", "&name=value" behind another. NULL adds
 * nothing. */
void join_parameter(struct join *join, const char *name, const char *value);

/* The text so far; absent where nothing was joined or memory is out. */
struct text join_end(const struct join *join);
/* The same as a C string; "" where absent. For the arguments of a translated format. */
const char *join_string(struct join *join);

/* Words of the program: a translated format with C strings in it, as a text in `lang`. Absent when memory is out. */
struct text join_printf(struct arena *arena, enum lang lang, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same words; their languages do not count. */
bool text_equal(struct text a, struct text b);
/* A copy that ends in NUL, "" where absent or memory is out. */
const char *join_copy(struct arena *arena, struct text text);

#endif
