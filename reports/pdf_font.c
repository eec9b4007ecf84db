#include "reports/pdf_inner.h"

#define LATIN_FIRST 0xA0u
#define LATIN_LAST  0xFFu
#define NO_CODE     256u

struct entry {
    uint32_t character; /* 0: free */
    struct pdf_place place;
};

/* The fonts of one face. */
struct coder {
    struct pdf_font *first, *last;
    struct entry *entries;  /* characters beyond ASCII, a hash table with open addressing */
    size_t count, capacity; /* capacity: a power of two */
};

struct pdf_fonts {
    struct job *job;
    const struct fonts *fonts;
    struct coder coders[FACE_COUNT];
    unsigned numbers; /* given out to fonts */
};

struct pdf_fonts *pdf_fonts_new(struct job *job, const struct fonts *fonts)
{
    struct pdf_fonts *made = arena_alloc(job->arena, sizeof *made);
    if (made != NULL)
        *made = (struct pdf_fonts){ .job = job, .fonts = fonts };
    return made;
}

/* ---- Codes ---- */

static struct pdf_font *font_add(struct pdf_fonts *fonts, enum face face)
{
    struct coder *coder = &fonts->coders[face];
    struct pdf_font *font = arena_alloc(fonts->job->arena, sizeof *font);
    if (font == NULL)
        return NULL;
    font->face = face;
    font->number = fonts->numbers++;
    if (coder->last != NULL)
        coder->last->next = font;
    else
        coder->first = font;
    coder->last = font;
    return font;
}

struct pdf_font *pdf_font_first(struct pdf_fonts *fonts, enum face face)
{
    struct pdf_font *first = fonts->coders[face].first;
    return first != NULL ? first : font_add(fonts, face);
}

/* Line ends inside a string are read as one character (ISO 32000-1, 7.3.4.2), and brackets cost a backslash: codes that
 * need not be them are not. */
static bool code_is_plain(unsigned code)
{
    return code != '\n' && code != '\r' && code != '(' && code != ')' && code != '\\';
}

/* The next code to be given out in a font; NO_CODE when it is full. */
static unsigned code_next(const struct pdf_font *font, bool is_first)
{
    for (unsigned code = font->last + 1; code < 256; code++) {
        bool reserved = is_first && ((code >= 0x20 && code < 0x7F) || code >= LATIN_FIRST);
        if (!reserved && code_is_plain(code))
            return code;
    }
    return NO_CODE;
}

static struct entry *entry_find(const struct coder *coder, uint32_t character)
{
    size_t at = character * 2654435761u & (coder->capacity - 1);
    while (coder->entries[at].character != 0 && coder->entries[at].character != character)
        at = (at + 1) & (coder->capacity - 1);
    return &coder->entries[at];
}

/* Keeps the table at most half full. */
static bool entries_grow(struct pdf_fonts *fonts, struct coder *coder)
{
    if (coder->count * 2 < coder->capacity)
        return true;
    struct coder old = *coder;
    coder->capacity = old.capacity == 0 ? 128 : old.capacity * 2;
    coder->entries = arena_array(fonts->job->arena, coder->capacity, sizeof *coder->entries);
    if (coder->entries == NULL) {
        *coder = old;
        return false;
    }
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].character != 0)
            *entry_find(coder, old.entries[i].character) = old.entries[i];
    return true;
}

/* A code for a character that has none yet. */
static struct pdf_place place_add(struct pdf_fonts *fonts, enum face face, uint32_t character)
{
    static const struct pdf_place nowhere = { NULL, 0 };
    struct coder *coder = &fonts->coders[face];
    if (character == 0 || metrics_advance(fonts_metrics(fonts->fonts), face, character) == ADVANCE_LACKING) {
        err_set(&fonts->job->err, STATUS_BUG, "a page holds U+%04X in a face that lacks it", (unsigned)character);
        return nowhere;
    }
    struct pdf_font *font = pdf_font_first(fonts, face);
    unsigned code = character;
    if (font == NULL || !entries_grow(fonts, coder))
        return nowhere;
    /* U+00AD keeps out of its own code, which is our hyphen's */
    if (character < LATIN_FIRST || character > LATIN_LAST || character == PDF_CODE_HYPHEN) {
        font = code_next(coder->first, true) != NO_CODE ? coder->first : coder->last;
        code = code_next(font, font == coder->first);
        if (code == NO_CODE) {
            font = font_add(fonts, face);
            code = 1;
        }
        if (font == NULL)
            return nowhere;
        font->last = code;
    }
    font->characters[code] = character;
    struct entry *entry = entry_find(coder, character);
    *entry = (struct entry){ character, { font, (unsigned char)code } };
    coder->count++;
    return entry->place;
}

struct pdf_place pdf_font_place(struct pdf_fonts *fonts, struct pdf_font *first, uint32_t character)
{
    const struct coder *coder = &fonts->coders[first->face];
    if (character >= LATIN_FIRST && character <= LATIN_LAST && first->characters[character] == character &&
        character != PDF_CODE_HYPHEN)
        return (struct pdf_place){ first, (unsigned char)character };
    if (coder->capacity > 0 && character != 0) {
        const struct entry *entry = entry_find(coder, character);
        if (entry->character == character)
            return entry->place;
    }
    return place_add(fonts, first->face, character);
}

const struct pdf_font *pdf_fonts_of(const struct pdf_fonts *fonts, enum face face)
{
    return fonts->coders[face].first;
}
