/* A compiled message catalogue: the GNU MO format (GNU gettext manual, "The Format of GNU MO Files"), little-endian,
 * UTF-8, as msgfmt writes it. */
#ifndef VK_TEXT_CATALOGUE_H
#define VK_TEXT_CATALOGUE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct catalogue {
    const unsigned char *bytes; /* not its own */
    uint32_t count;             /* messages, the header's entry included; 0: none */
    uint32_t originals;         /* where the tables of lengths and places begin */
    uint32_t translations;
};

/* Looks through a catalogue's bytes once, so that no later look-up leaves them: every string must lie within with a NUL
 * behind it, and the originals in order. STATUS_DATA where not; the catalogue then is empty. */
enum status catalogue_open(struct catalogue *catalogue, const unsigned char *bytes, size_t length,
                           struct err *err) MUST_USE;

/* The translation (its first plural form), `*length` all its bytes with the NULs between the forms. NULL where there
 * is none, or an empty one, and for the empty message, which is the header's. `context` may be NULL. */
const char *catalogue_lookup(const struct catalogue *catalogue, const char *context, const char *message,
                             size_t *length);

/* An entry by its number, which must be below `count`. Entry 0 may be the header: its message is empty. */
struct catalogue_entry {
    const char *message; /* with its context before it */
    const char *translation;
    size_t message_length, translation_length;
};
struct catalogue_entry catalogue_entry(const struct catalogue *catalogue, uint32_t number);

#endif
