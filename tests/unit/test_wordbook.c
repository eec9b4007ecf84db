/* Words of a text, and the books that keep their break points. */
#include "text/wordbook.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Words ---- */

static void words_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words; /* in small letters, each with a ';' behind it */
    } rows[] = {
        { "", "" },
        { "koulu kouluja", "kouluja;" },
        { "Hyvinvointi, (suunnitelma) ”toiminta”.", "hyvinvointi;suunnitelma;toiminta;" },
        { "Äitiysneuvola ÅLÄND Åländska", "äitiysneuvola;åländska;" },
        { "Žilina ĻATVIJA Ļatvija Ÿabcdef Őrségben", "žilina;ļatvija;ÿabcdef;őrségben;" },
        { "HAMINAN kaupunki, ePalvelu, KymSote, LNPsos", "kaupunki;" },
        { "0–17-vuotiaat, 4H-kerho ja lapsi2-ryhmät", "" },
        { "MLL:n kuntaa:kuntaan hallitus:", "hallitus;" },
        { "www.kaupunki.fi nimensä@kaupunki.fi toimisto.doc", "" },
        { "lasten- ja nuortenpalvelut/-toiminta", "lasten;nuortenpalvelut;toiminta;" },
        { "kaupunki/seurakunta lapset–nuoret", "kaupunki;seurakunta;lapset;nuoret;" },
        { "raa'ankin d’arcyt", "" },
        { "palvelut! Toiminta? mittarit; seuranta…", "palvelut;toiminta;mittarit;seuranta;" },
        { "toiminta\nmittarit\xC2\xA0seuranta", "toiminta;mittarit;seuranta;" },
        { "\xEF\xBF\xBCmittarit", "mittarit;" },
        { "Россияне mittarit", "mittarit;" },
        { "mittariт mittarit\xCC\x81 50%mittarit +mittarit x_mittarit", "" },
        { "\xFFmittarit mitta\xC3rit mittarit\xC3", "" },
        { "mittarit,mittarit mittarit.) ja", "mittarit;" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char found[200] = "";
        size_t length = 0;
        struct word word;
        for (size_t at = 0; word_next(rows[i].text, strlen(rows[i].text), &at, &word);) {
            length += word_fold(rows[i].text, &word, found + length);
            found[length++] = ';';
        }
        found[length] = '\0';
        assert_string_equal(found, rows[i].words);
    }
}

static void long_words_are_none(void **state)
{
    (void)state;
    char text[WORD_LETTERS_MAX + 2];
    size_t at = 0;
    struct word word;
    memset(text, 'a', sizeof text);
    assert_true(word_next(text, WORD_LETTERS_MAX, &at, &word));
    assert_int_equal(word.letters, WORD_LETTERS_MAX);
    at = 0;
    assert_false(word_next(text, WORD_LETTERS_MAX + 1, &at, &word));
}

/* ---- Books ---- */

/* A break behind each two letters, between parts behind each four; words with q have none. */
static void divide(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    *(size_t *)with += 1;
    for (size_t i = 2; i + 2 <= length && memchr(word, 'q', length) == NULL; i += 2)
        ranks[i] = i % 4 == 0 ? WORD_COMPOUND : WORD_SYLLABLE;
}

static void make_book(struct arena *arena, const char *const *texts, size_t count, struct buf *out)
{
    size_t divided = 0;
    struct wordbook_maker *maker = wordbook_new(arena);
    for (size_t i = 0; i < count; i++)
        wordbook_add(maker, texts[i], strlen(texts[i]));
    wordbook_write(maker, divide, &divided, out);
    assert_int_equal(buf_status(out), STATUS_OK);
}

static size_t look_up(const struct wordbooks *books, enum lang lang, const char *word, struct word_point *points)
{
    return wordbooks_points(books, lang, word, strlen(word), points);
}

static void words_are_kept_and_found(void **state)
{
    (void)state;
    static const char *const texts[] = { "abcdef abcdefgh Abcdef", "xyzxyz qqqqqq" };
    static const char *const others[] = { "mnopqr", "mnoprs" };
    struct arena *arena = arena_new(16 * MIB);
    struct word_point points[WORD_LETTERS_MAX];
    struct buf first;
    struct buf second;
    buf_init(&first, MIB);
    buf_init(&second, MIB);
    make_book(arena, texts, 2, &first);
    make_book(arena, others, 2, &second);
    const struct wordbooks far = { .of = { [LANG_SV] = { (unsigned char *)second.bytes, second.length } } };
    const struct wordbooks near = { .of = { [LANG_FI] = { (unsigned char *)first.bytes, first.length } },
                                    .next = &far };
    assert_int_equal(look_up(&near, LANG_FI, "abcdefgh", points), 3);
    assert_int_equal(points[0].letters, 2);
    assert_int_equal(points[0].rank, WORD_SYLLABLE);
    assert_int_equal(points[1].letters, 4);
    assert_int_equal(points[1].rank, WORD_COMPOUND);
    assert_int_equal(points[2].letters, 6);
    assert_int_equal(look_up(&near, LANG_FI, "abcdef", points), 2);
    assert_int_equal(look_up(&near, LANG_FI, "qqqqqq", points), 0); /* it has no break */
    assert_int_equal(look_up(&near, LANG_FI, "abcdeg", points), 0);
    assert_int_equal(look_up(&near, LANG_SV, "abcdef", points), 0);
    assert_int_equal(look_up(&near, LANG_SV, "mnoprs", points), 2);
    assert_int_equal(look_up(NULL, LANG_SV, "mnoprs", points), 0);
    buf_free(&first);
    buf_free(&second);
    arena_free(arena);
}

/* Words with one hash, as far as slots go (FNV-1a): once each of them was looked for behind all others, and a report of a
 * plan made of such took minutes. */
static void words_made_to_meet_cost_little(void **state)
{
    (void)state;
    enum { WORDS = 2 * WORD_PROBES_MAX, BYTES = 10 };
    static char text[WORDS * BYTES + 1];
    size_t count = 0, found = 0;
    for (uint32_t number = 0; count < WORDS; number++) {
        char word[BYTES + 1];
        uint32_t hash = 2166136261u;
        for (size_t i = 0; i + 1 < BYTES; i++) {
            word[i] = (char)('a' + (i < 7 ? number >> (4 * i) & 15 : 0));
            hash = (hash ^ (unsigned char)word[i]) * 16777619u;
        }
        word[BYTES - 1] = ' ';
        if ((hash & 4095) == 0)
            memcpy(text + BYTES * count++, word, BYTES);
    }
    const char *const twice[] = { text, text };
    struct arena *arena = arena_new(16 * MIB);
    struct word_point points[WORD_LETTERS_MAX];
    struct buf book;
    buf_init(&book, MIB);
    make_book(arena, twice, 2, &book);
    const struct wordbooks books = { .of = { [LANG_FI] = { (unsigned char *)book.bytes, book.length } } };
    for (size_t i = 0; i < WORDS; i++)
        found += wordbooks_points(&books, LANG_FI, text + BYTES * i, BYTES - 1, points) > 0;
    assert_int_equal(found, WORD_PROBES_MAX); /* the others stay whole */
    buf_free(&book);
    arena_free(arena);
}

static void a_book_depends_on_its_words_alone(void **state)
{
    (void)state;
    static const char *const one[] = { "kolmas ensimmainen", "toinen", "neljas" };
    static const char *const other[] = { "toinen neljas toinen", "ensimmainen", "Kolmas" };
    struct arena *arena = arena_new(16 * MIB);
    struct buf a;
    struct buf b;
    buf_init(&a, MIB);
    buf_init(&b, MIB);
    make_book(arena, one, 3, &a);
    make_book(arena, other, 3, &b);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.bytes, b.bytes, a.length);
    buf_free(&a);
    buf_free(&b);
    arena_free(arena);
}

/* Whatever stands in a book, a look-up ends and stays within it. */
static void damaged_books_are_harmless(void **state)
{
    (void)state;
    static const char *const texts[] = { "abcdef abcdefgh mnoprs tuvxyz" };
    struct arena *arena = arena_new(16 * MIB);
    struct word_point points[WORD_LETTERS_MAX];
    struct buf book;
    buf_init(&book, MIB);
    make_book(arena, texts, 1, &book);
    for (size_t at = 0; at < book.length; at++)
        for (int bit = 0; bit < 8; bit++) {
            unsigned char *copy = malloc(book.length);
            memcpy(copy, book.bytes, book.length);
            copy[at] ^= (unsigned char)(1 << bit);
            const struct wordbooks books = { .of = { [LANG_FI] = { copy, book.length } } };
            assert_true(look_up(&books, LANG_FI, "mnoprs", points) <= WORD_LETTERS_MAX);
            free(copy);
        }
    for (size_t length = 0; length < book.length; length++) {
        unsigned char *copy = malloc(length + 1);
        memcpy(copy, book.bytes, length);
        const struct wordbooks books = { .of = { [LANG_FI] = { copy, length } } };
        assert_true(look_up(&books, LANG_FI, "tuvxyz", points) <= WORD_LETTERS_MAX);
        free(copy);
    }
    buf_free(&book);
    arena_free(arena);
}

static void books_have_an_end(void **state)
{
    (void)state;
    struct arena *arena = arena_new(64 * MIB);
    struct wordbook_maker *maker = wordbook_new(arena);
    struct buf book;
    size_t divided = 0;
    buf_init(&book, 64 * MIB);
    for (unsigned i = 0; i < LIMIT_WORDBOOK + 100; i++) {
        char word[8];
        for (unsigned k = 0, rest = i; k < 7; k++, rest /= 20)
            word[k] = (char)('a' + rest % 20);
        wordbook_add(maker, word, 7);
    }
    wordbook_write(maker, divide, &divided, &book);
    assert_int_equal(buf_status(&book), STATUS_OK);
    assert_int_equal(divided, LIMIT_WORDBOOK);
    buf_free(&book);
    arena_free(arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static const char text[] = "kolmas ensimmainen toinen";
    for (long count = 0; count < 12; count++) {
        struct arena *arena = arena_new(16 * MIB);
        struct buf book;
        size_t divided = 0;
        buf_init(&book, MIB);
        arena_fail_after(arena, count);
        struct wordbook_maker *maker = wordbook_new(arena);
        if (maker != NULL) {
            wordbook_add(maker, text, sizeof text - 1);
            wordbook_write(maker, divide, &divided, &book);
            assert_true(buf_status(&book) == STATUS_OK || arena_failed(arena));
        }
        buf_free(&book);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(long_words_are_none),
        cmocka_unit_test(words_are_kept_and_found),
        cmocka_unit_test(words_made_to_meet_cost_little),
        cmocka_unit_test(a_book_depends_on_its_words_alone),
        cmocka_unit_test(damaged_books_are_harmless),
        cmocka_unit_test(books_have_an_end),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
