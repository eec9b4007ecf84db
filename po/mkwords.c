/* mkwords LANG CATALOGUE OUT: writes the book of the words of all messages in one language (text/wordbook.h), for the
 * program to carry. English messages are those that the others translate. */
#include "base/arena.h"
#include "text/catalogue.h"
#include "text/hyphen.h"
#include "text/wordbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dividing {
    struct hyphenator *hyphenator;
    enum lang lang;
};

static void divide(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    struct dividing *dividing = with;
    hyphenator_divide(dividing->hyphenator, dividing->lang, word, length, ranks);
}

static bool read_file(const char *name, struct buf *out)
{
    char block[4096];
    size_t length;
    FILE *file = fopen(name, "rb");
    if (file == NULL)
        return false;
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        buf_add(out, block, length);
    bool whole = ferror(file) == 0;
    fclose(file);
    return whole && buf_status(out) == STATUS_OK;
}

static bool write_file(const char *name, const struct buf *book)
{
    FILE *file = fopen(name, "wb");
    if (file == NULL)
        return false;
    bool whole = fwrite(book->bytes, 1, book->length, file) == book->length;
    return fclose(file) == 0 && whole && buf_status(book) == STATUS_OK;
}

int main(int argc, char **argv)
{
    struct err err = ERR_NONE;
    struct catalogue catalogue;
    struct dividing dividing = { .lang = argc == 4 ? lang_of_tag(argv[1]) : LANG_NONE };
    struct arena *arena = arena_new(64 * MIB);
    struct wordbook_maker *maker = arena == NULL ? NULL : wordbook_new(arena);
    struct buf file;
    struct buf book;
    buf_init(&file, 16 * MIB);
    buf_init(&book, LIMIT_WORDBOOK_BYTES);
    bool done = dividing.lang != LANG_NONE && maker != NULL && read_file(argv[2], &file) &&
                catalogue_open(&catalogue, (const unsigned char *)file.bytes, file.length, &err) == STATUS_OK &&
                hyphenator_new(&dividing.hyphenator, &err) == STATUS_OK;
    for (uint32_t i = 0; done && i < catalogue.count; i++) {
        struct catalogue_entry entry = catalogue_entry(&catalogue, i);
        if (dividing.lang == LANG_EN)
            wordbook_add(maker, entry.message, entry.message_length);
        else if (entry.message_length > 0) /* the empty message's translation is the catalogue's header */
            wordbook_add(maker, entry.translation, entry.translation_length);
    }
    if (done) {
        wordbook_write(maker, divide, &dividing, &book);
        done = !arena_failed(arena) && write_file(argv[3], &book);
    }
    if (!done)
        fprintf(stderr, "mkwords: %s\n", argc == 4 ? argv[2] : "usage: mkwords LANG CATALOGUE OUT");
    hyphenator_free(dividing.hyphenator);
    buf_free(&book);
    buf_free(&file);
    arena_free(arena);
    return done ? 0 : 1;
}
