#include "text/catalogue.h"

#include <stdbool.h>
#include <string.h>

#define MAGIC        0x950412DEu
#define HEADER_BYTES 20 /* magic, revision, count, the places of the two tables */
#define ENTRY_BYTES  8  /* length, place */
#define CONTEXT_END  '\004'

static uint32_t number_at(const unsigned char *bytes, size_t at)
{
    return (uint32_t)bytes[at] | (uint32_t)bytes[at + 1] << 8 | (uint32_t)bytes[at + 2] << 16 |
           (uint32_t)bytes[at + 3] << 24;
}

static const char *string_at(const struct catalogue *catalogue, uint32_t table, uint32_t index, size_t *length)
{
    size_t entry = table + (size_t)index * ENTRY_BYTES;
    *length = number_at(catalogue->bytes, entry);
    return (const char *)catalogue->bytes + number_at(catalogue->bytes, entry + 4);
}

static bool strings_lie_within(const struct catalogue *catalogue, uint32_t table, size_t length)
{
    for (uint32_t i = 0; i < catalogue->count; i++) {
        size_t entry = table + (size_t)i * ENTRY_BYTES;
        size_t size = number_at(catalogue->bytes, entry);
        size_t place = number_at(catalogue->bytes, entry + 4);
        if (place >= length || size >= length - place || catalogue->bytes[place + size] != '\0')
            return false;
    }
    return true;
}

static bool in_order(const struct catalogue *catalogue)
{
    size_t length;
    for (uint32_t i = 1; i < catalogue->count; i++)
        if (strcmp(string_at(catalogue, catalogue->originals, i - 1, &length),
                   string_at(catalogue, catalogue->originals, i, &length)) >= 0)
            return false;
    return true;
}

static bool table_lies_within(uint32_t table, uint32_t count, size_t length)
{
    return table <= length && count <= (length - table) / ENTRY_BYTES;
}

enum status catalogue_open(struct catalogue *catalogue, const unsigned char *bytes, size_t length, struct err *err)
{
    *catalogue = (struct catalogue){ .count = 0 };
    if (length < HEADER_BYTES || number_at(bytes, 0) != MAGIC)
        return err_set(err, STATUS_DATA, "no little-endian MO file");
    if (number_at(bytes, 4) >> 16 != 0)
        return err_set(err, STATUS_DATA, "an MO file of a revision that is not known");
    struct catalogue found = { bytes, number_at(bytes, 8), number_at(bytes, 12), number_at(bytes, 16) };
    if (!table_lies_within(found.originals, found.count, length) ||
        !table_lies_within(found.translations, found.count, length) ||
        !strings_lie_within(&found, found.originals, length) || !strings_lie_within(&found, found.translations, length))
        return err_set(err, STATUS_DATA, "an MO file whose strings lie outside of it");
    if (!in_order(&found))
        return err_set(err, STATUS_DATA, "an MO file whose messages are not in order");
    *catalogue = found;
    return STATUS_OK;
}

/* strcmp of "context\004message" with `original`. */
static int compare(const char *context, const char *message, const char *original)
{
    if (context != NULL) {
        size_t length = strlen(context);
        int order = strncmp(context, original, length);
        if (order != 0)
            return order;
        order = CONTEXT_END - (unsigned char)original[length];
        if (order != 0)
            return order;
        original += length + 1;
    }
    return strcmp(message, original);
}

const char *catalogue_lookup(const struct catalogue *catalogue, const char *context, const char *message,
                             size_t *length)
{
    uint32_t low = 0;
    uint32_t high = catalogue->count;
    if (message[0] == '\0')
        return NULL;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare(context, message, string_at(catalogue, catalogue->originals, middle, length));
        if (order == 0) {
            const char *translation = string_at(catalogue, catalogue->translations, middle, length);
            return translation[0] == '\0' ? NULL : translation;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

struct catalogue_entry catalogue_entry(const struct catalogue *catalogue, uint32_t number)
{
    struct catalogue_entry entry;
    entry.message = string_at(catalogue, catalogue->originals, number, &entry.message_length);
    entry.translation = string_at(catalogue, catalogue->translations, number, &entry.translation_length);
    return entry;
}
