#include "text/wordbook.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_BYTES 4
#define COMPOUND_BIT 0x80u

static uint32_t hash_of(const char *word, size_t length)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)word[i]) * 16777619u;
    return hash;
}

/* ---- Looking up ---- */

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* The word's break points at `place`, `*count` of them; NULL where another word stands there, or none. */
static const unsigned char *points_at(const struct wordbook *book, size_t place, const char *word, size_t length,
                                      size_t *count)
{
    if (place >= book->length || book->length - place < length + 2 || book->bytes[place] != length ||
        memcmp(book->bytes + place + 1, word, length) != 0)
        return NULL;
    const unsigned char *points = book->bytes + place + 1 + length;
    *count = *points++;
    return *count > WORD_LETTERS_MAX || book->length - (size_t)(points - book->bytes) < *count ? NULL : points;
}

static size_t book_points(const struct wordbook *book, const char *word, size_t length,
                          struct word_point out[WORD_LETTERS_MAX])
{
    uint32_t slots = book->length < NUMBER_BYTES ? 0 : number_at(book->bytes);
    if (slots == 0 || (slots & (slots - 1)) != 0 || (book->length - NUMBER_BYTES) / NUMBER_BYTES < slots)
        return 0;
    uint32_t slot = hash_of(word, length) & (slots - 1);
    for (uint32_t tries = 0; tries < slots && tries < WORD_PROBES_MAX; tries++, slot = (slot + 1) & (slots - 1)) {
        size_t count;
        uint32_t place = number_at(book->bytes + NUMBER_BYTES + (size_t)slot * NUMBER_BYTES);
        if (place == 0)
            return 0;
        const unsigned char *points = points_at(book, place, word, length, &count);
        if (points == NULL)
            continue;
        for (size_t i = 0; i < count; i++)
            out[i] = (struct word_point){ (uint8_t)(points[i] & ~COMPOUND_BIT),
                                          (points[i] & COMPOUND_BIT) != 0 ? WORD_COMPOUND : WORD_SYLLABLE };
        return count;
    }
    return 0;
}

size_t wordbooks_points(const struct wordbooks *books, enum lang lang, const char *word, size_t length,
                        struct word_point points[WORD_LETTERS_MAX])
{
    for (; books != NULL; books = books->next) {
        size_t count = book_points(&books->of[lang], word, length, points);
        if (count > 0)
            return count;
    }
    return 0;
}

/* ---- Making ---- */

struct entry {
    const char *word;
    uint32_t hash;
    uint16_t length;
    uint16_t letters;
};

struct wordbook_maker {
    struct arena *arena;
    struct entry *entries;
    size_t count, room;
    uint32_t *slots; /* an entry's number from 1 on; 0: free */
    size_t slot_count;
};

struct wordbook_maker *wordbook_new(struct arena *arena)
{
    struct wordbook_maker *maker = arena_alloc(arena, sizeof *maker);
    if (maker != NULL)
        maker->arena = arena;
    return maker;
}

/* Puts the value into the first free slot of those that are looked at; nowhere where none is. */
static void settle(uint32_t *slots, size_t slot_count, uint32_t hash, uint32_t value)
{
    size_t slot = hash & (slot_count - 1);
    for (int tries = 0; tries < WORD_PROBES_MAX; tries++, slot = (slot + 1) & (slot_count - 1)) {
        if (slots[slot] != 0)
            continue;
        slots[slot] = value;
        return;
    }
}

/* At most half of the slots are taken. */
static bool room_for_slots(struct wordbook_maker *maker)
{
    if (maker->count * 2 < maker->slot_count)
        return true;
    size_t count = maker->slot_count == 0 ? 4096 : maker->slot_count * 2;
    uint32_t *slots = arena_array(maker->arena, count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < maker->count; i++)
        settle(slots, count, maker->entries[i].hash, (uint32_t)i + 1);
    maker->slots = slots;
    maker->slot_count = count;
    return true;
}

/* False also of a word that has found no slot: it is taken in once more. */
static bool is_known(const struct wordbook_maker *maker, const char *word, size_t length, uint32_t hash)
{
    size_t slot = hash & (maker->slot_count - 1);
    for (int tries = 0; tries < WORD_PROBES_MAX && maker->slots[slot] != 0; tries++) {
        const struct entry *entry = &maker->entries[maker->slots[slot] - 1];
        if (entry->hash == hash && entry->length == length && memcmp(entry->word, word, length) == 0)
            return true;
        slot = (slot + 1) & (maker->slot_count - 1);
    }
    return false;
}

void wordbook_add(struct wordbook_maker *maker, const char *bytes, size_t length)
{
    struct word word;
    for (size_t at = 0; maker->count < LIMIT_WORDBOOK && word_next(bytes, length, &at, &word);) {
        char folded[WORD_BYTES_MAX];
        size_t size = word_fold(bytes, &word, folded);
        uint32_t hash = hash_of(folded, size);
        if (!room_for_slots(maker))
            return;
        if (is_known(maker, folded, size, hash))
            continue;
        const char *kept = arena_text(maker->arena, folded, size);
        if (kept == NULL ||
            !arena_grow(maker->arena, &maker->entries, maker->count, &maker->room, sizeof *maker->entries))
            return;
        maker->entries[maker->count++] = (struct entry){ kept, hash, (uint16_t)size, (uint16_t)word.letters };
        settle(maker->slots, maker->slot_count, hash, (uint32_t)maker->count);
    }
}

static int by_word(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    return strcmp(x->word, y->word);
}

static void put_number(struct buf *out, uint32_t number)
{
    const unsigned char bytes[NUMBER_BYTES] = { (unsigned char)number, (unsigned char)(number >> 8),
                                                (unsigned char)(number >> 16), (unsigned char)(number >> 24) };
    buf_add(out, bytes, sizeof bytes);
}

/* Appends the word to `words`; false where it has no break point. */
static bool put_word(const struct entry *entry, word_divider *divide, void *with, struct buf *words)
{
    char ranks[WORD_LETTERS_MAX] = { 0 };
    unsigned char points[WORD_LETTERS_MAX];
    size_t count = 0;
    divide(with, entry->word, entry->length, ranks);
    for (unsigned i = 1; i < entry->letters; i++)
        if (ranks[i] != WORD_WHOLE)
            points[count++] = (unsigned char)(ranks[i] == WORD_COMPOUND ? i | COMPOUND_BIT : i);
    if (count == 0)
        return false;
    buf_char(words, (char)entry->length);
    buf_add(words, entry->word, entry->length);
    buf_char(words, (char)count);
    buf_add(words, points, count);
    return true;
}

void wordbook_write(struct wordbook_maker *maker, word_divider *divide, void *with, struct buf *out)
{
    struct buf words;
    size_t slot_count = 2;
    while (slot_count < maker->count * 2)
        slot_count *= 2;
    uint32_t *slots = arena_array(maker->arena, slot_count, sizeof *slots);
    if (slots == NULL) {
        if (out->status == STATUS_OK)
            out->status = STATUS_NOMEM;
        return;
    }
    buf_init(&words, out->maximum);
    if (maker->count > 0)
        qsort(maker->entries, maker->count, sizeof *maker->entries, by_word);
    for (size_t i = 0; i < maker->count; i++) {
        size_t place = (slot_count + 1) * NUMBER_BYTES + words.length;
        if (i > 0 && by_word(&maker->entries[i - 1], &maker->entries[i]) == 0)
            continue; /* taken in once more */
        if (put_word(&maker->entries[i], divide, with, &words))
            settle(slots, slot_count, maker->entries[i].hash, (uint32_t)place);
    }
    put_number(out, (uint32_t)slot_count);
    for (size_t i = 0; i < slot_count; i++)
        put_number(out, slots[i]);
    buf_add(out, words.bytes, words.length);
    if (buf_status(&words) != STATUS_OK && out->status == STATUS_OK)
        out->status = buf_status(&words);
    buf_free(&words);
}
