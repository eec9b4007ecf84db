/* Where lines end. In the tables a line's end is '|', a hyphen of ours '-|'; each character is half as wide as the
 * type is large. */
#include "reports/font.h"
#include "reports/layout_inner.h"
#include "tests/support/even_metrics.h"
#include "text/hyphen.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct bench {
    struct job job;
    struct doc *doc;
    struct layout layout;
    struct hyphenator *hyphenator;
    struct wordbooks words;
    struct buf book;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct err err = ERR_NONE;
    *state = bench;
    bench->job.arena = arena_new(256 * MIB);
    buf_init(&bench->book, MIB);
    return hyphenator_new(&bench->hyphenator, &err) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    hyphenator_free(bench->hyphenator);
    buf_free(&bench->book);
    arena_free(bench->job.arena);
    free(bench);
    return 0;
}

static void divide(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    hyphenator_divide(with, LANG_FI, word, length, ranks);
}

/* A Finnish paragraph in lines so many characters wide; its words may be divided. */
static const struct para *set(struct bench *bench, enum style_id style, const char *text, size_t length, int width)
{
    struct arena *arena = bench->job.arena;
    arena_reset(arena);
    bench->job.err = (struct err)ERR_NONE;
    buf_reset(&bench->book);
    struct wordbook_maker *maker = wordbook_new(arena);
    wordbook_add(maker, text, length);
    wordbook_write(maker, divide, bench->hyphenator, &bench->book);
    assert_int_equal(buf_status(&bench->book), STATUS_OK);
    bench->words.of[LANG_FI] = (struct wordbook){ (unsigned char *)bench->book.bytes, bench->book.length };
    const struct doc_meta meta = { .lang = LANG_FI, .foot_page = "%zu %zu", .words = &bench->words };
    bench->doc = doc_new(&bench->job, &meta);
    bench->layout = (struct layout){
        .job = &bench->job, .arena = arena, .metrics = even_metrics(), .doc = bench->doc
    };
    struct para *para = text_plain(&bench->layout, style, (struct text){ text, (uint32_t)length, LANG_FI });
    assert_non_null(para);
    assert_true(text_break(&bench->layout, para, style_of(style)->size / 2 * width));
    return para;
}

static void mark(const struct para *para, char out[600])
{
    size_t put = 0;
    for (uint32_t i = 0; i < para->line_count; i++) {
        const struct line *line = &para->lines[i];
        memcpy(out + put, para->bytes + line->start, line->end - line->start);
        put += line->end - line->start;
        if (line->hyphen)
            out[put++] = '-';
        if (i + 1 < para->line_count)
            out[put++] = '|';
    }
    out[put] = '\0';
}

struct setting {
    int width;
    const char *text, *lines;
    size_t emergencies;
};

static void try_all(struct bench *bench, enum style_id style, const struct setting *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char lines[600];
        const struct para *para = set(bench, style, rows[i].text, strlen(rows[i].text), rows[i].width);
        mark(para, lines);
        assert_string_equal(lines, rows[i].lines);
        assert_int_equal(bench->layout.emergency_breaks, rows[i].emergencies);
        for (uint32_t k = 0; k < para->line_count; k++) {
            const struct line *line = &para->lines[k];
            size_t characters = utf8_count(para->bytes + line->start, line->end - line->start);
            assert_int_equal(line->width, (fix)(characters + line->hyphen) * (para->style->size / 2));
        }
    }
}

static void lines_are_chosen(void **state)
{
    static const struct setting rows[] = {
        { 10, "", "", 0 },
        { 10, "   ", "", 0 },
        { 10, "sana", "sana", 0 },
        { 10, "sana\ntoinen", "sana|toinen", 0 },
        { 10, "sana\n\ntoinen", "sana||toinen", 0 },
        { 10, "sana  toinen kolmas", "sana|toinen|kolmas", 0 },
        { 10, "0123456789", "0123456789", 0 },
        /* an early line gives a word away where a later one would be the worse for it */
        { 20, "AAAAAAAAAA BBBB CCCC DDDDDDDDD EEEEEEEEEEEE", "AAAAAAAAAA BBBB|CCCC DDDDDDDDD|EEEEEEEEEEEE", 0 },
        /* what belongs together stays together where there is a choice, and else parts */
        { 20, "Lue esityksen liite 12 tai sitten", "Lue esityksen|liite 12 tai sitten", 0 },
        { 5, "liite 12", "liite|12", 0 },
        /* nobody can help: anywhere, at least one character a line */
        { 4, "0123456789", "0123|4567|89", 2 },
        { 4, "ab 0123456789 cd", "ab|0123|4567|89|cd", 2 },
    };
    try_all(*state, STYLE_CELL, rows, sizeof rows / sizeof rows[0]);
}

static void hyphens_help(void **state)
{
    static const struct setting rows[] = {
        /* between parts rather than between syllables, which would fill the line better */
        { 20, "Kunta tekee toimintasuunnitelman", "Kunta tekee|toimintasuunnitelman", 0 },
        { 21, "Kunta tekee toimintasuunnitelman", "Kunta tekee toiminta-|suunnitelman", 0 },
        { 27, "Kunta tekee toimintasuunnitelman", "Kunta tekee toiminta-|suunnitelman", 0 },
        /* a line that is full enough needs none */
        { 16, "Kunta järjestää toimintaa", "Kunta järjestää|toimintaa", 0 },
        /* wide words */
        { 17, "lastensuojelutarpeenselvityksiä", "lastensuojelutar-|peenselvityksiä", 0 },
        { 18, "hyvinvointioppimissuunnitelma", "hyvinvointi-|oppimissuunnitelma", 0 },
        { 9, "varhaiskasvatussuunnitelma", "varhais-|kasvatus-|suunni-|telma", 0 },
        /* no stub on the last line, less than four letters: the whole word goes down */
        { 14, "Meillä toimintaan", "Meillä|toimintaan", 0 },
        /* none in capitals, numbers, addresses */
        { 12, "Laaja LASTENSUOJELUTARVE", "Laaja|LASTENSUOJEL|UTARVE", 1 },
        { 24, "katso https://kunta.fi/hyvinvointisuunnitelma", "katso https://kunta.fi/|hyvinvointisuunnitelma", 0 },
        { 26, "katso lastensuojelutarpeet@kunta.fi", "katso lastensuojelutarpeet|@kunta.fi", 0 },
        /* beside other signs */
        { 18, "(ks. \xE2\x80\x9Dvarhaiskasvatussuunnitelma\xE2\x80\x9D).",
          "(ks. \xE2\x80\x9Dvarhais-|kasvatus-|suunnitelma\xE2\x80\x9D).", 0 },
        { 16, "lasten-/nuortenvalmennuksia", "lasten-/nuorten-|valmennuksia", 0 },
    };
    try_all(*state, STYLE_CELL, rows, sizeof rows / sizeof rows[0]);
}

static void headings_are_divided_only_where_they_must(void **state)
{
    static const struct setting rows[] = {
        { 21, "Kunta tekee toimintasuunnitelman", "Kunta tekee|toimintasuunnitelman", 0 },
        { 19, "Kunta tekee toimintasuunnitelman", "Kunta tekee|toiminta-|suunnitelman", 0 },
    };
    try_all(*state, STYLE_H3, rows, sizeof rows / sizeof rows[0]);
}

/* Words alone in many widths: hyphens never come three in a row where each word fits on a line, and leave no stub. */
static void hyphens_are_few(void **state)
{
    static const char text[] = "Hyvinvointisuunnitelma varhaiskasvatussuunnitelma lastensuojelutarpeenselvityksiä"
                               " moniammatillisuus kouluterveydenhuolto yhteistyöverkosto osallistaminen"
                               " toimeentulotukea perhekeskustoiminta opiskeluhuoltosuunnitelma";
    for (int width = 31; width < 120; width++) {
        const struct para *para = set(*state, STYLE_CELL, text, sizeof text - 1, width);
        unsigned row = 0;
        for (uint32_t i = 0; i < para->line_count; i++) {
            row = para->lines[i].hyphen ? row + 1 : 0;
            assert_true(row <= 2);
            assert_true(para->lines[i].width <= style_of(STYLE_CELL)->size / 2 * width);
        }
        const struct line *last = &para->lines[para->line_count - 1];
        assert_true(utf8_count(text + last->start, last->end - last->start) >= 4);
    }
}

/* The least width is one at which no line is broken in an emergency, and no width below it is. */
static void the_least_width_is_enough(void **state)
{
    static const char *const texts[] = { "lastensuojelutarpeenselvityksiä", "hyvinvointioppimissuunnitelma", "THL",
                                         "Lasten ja nuorten varhaiskasvatussuunnitelma", "0123456789" };
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        fix unit = style_of(STYLE_CELL)->size / 2;
        int least = text_least(&bench->layout, set(bench, STYLE_CELL, texts[i], strlen(texts[i]), 100)) / unit;
        (void)set(bench, STYLE_CELL, texts[i], strlen(texts[i]), least);
        assert_int_equal(bench->layout.emergency_breaks, 0);
        (void)set(bench, STYLE_CELL, texts[i], strlen(texts[i]), least - 1);
        assert_true(bench->layout.emergency_breaks > 0);
    }
}

/* Much of what each step could go over again and again: knots, points, words, pieces without width. */
static void hostile_text_takes_linear_time(void **state)
{
    static const char *const pieces[] = { "a ", "a", "hyvinvointi", "hyvinvointi ", "hyvinvointisuunnitelma ", "-",
                                          "a-", "/a", "\xE2\x80\x8B ", "0 1 ", "esim. ", "@a.b ", "\n", "( " };
    struct bench *bench = *state;
    const size_t room = 512 * KIB;
    char *text = malloc(room);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t size = strlen(pieces[i]);
        size_t length = 0;
        for (; length + size <= room; length += size)
            memcpy(text + length, pieces[i], size);
        for (int width = 3; width < 400; width += 131) {
            const struct para *para = set(bench, STYLE_CELL, text, length, width);
            assert_true(para->line_count > 100);
            for (uint32_t k = 0; k < para->line_count; k++)
                assert_true(para->lines[k].width <= style_of(STYLE_CELL)->size / 2 * width);
        }
    }
    free(text);
}

static void memory_may_run_out(void **state)
{
    static const char text[] = "Kunta tekee hyvinvointisuunnitelman ja varhaiskasvatussuunnitelman 0123456789012";
    struct bench *bench = *state;
    bool whole = false;
    for (long count = 0; !whole; count++) {
        struct para para = *set(bench, STYLE_CELL, text, sizeof text - 1, 100);
        bench->layout.lines = NULL;
        bench->layout.line_room = 0;
        bench->layout.knots = NULL;
        bench->layout.knot_room = 0;
        bench->layout.breaker = NULL;
        arena_fail_after(bench->job.arena, count);
        whole = text_break(&bench->layout, &para, style_of(STYLE_CELL)->size / 2 * 12);
        assert_true(whole != arena_failed(bench->job.arena));
        arena_fail_after(bench->job.arena, -1);
    }
}

/* ---- Columns ---- */

#define NARROW 10 /* columns of a table: they are some 26 mm wide */

static const char *const long_words[] = { "lastensuojelutarpeenselvityksiä", "hyvinvointioppimissuunnitelma",
                                          "Lastensuojelutarpeenselvityksiä (esim. hyvinvointioppimissuunnitelma)." };
#define LONG_WORDS (sizeof long_words / sizeof long_words[0])

static void long_words_fit_a_cell_of_28_mm(void **state)
{
    struct bench *bench = *state;
    struct fonts *fonts;
    fix width = MM(28) - 2 * page_style.cell_pad_x;
    assert_int_equal(fonts_load(&fonts, &bench->job.err), STATUS_OK);
    for (size_t i = 0; i < LONG_WORDS; i++) {
        struct text text = text_of(long_words[i], LANG_FI);
        (void)set(bench, STYLE_CELL, text.bytes, text.length, 100); /* makes the book of the words */
        bench->layout.metrics = fonts_metrics(fonts);
        struct para *para = text_plain(&bench->layout, STYLE_CELL, text);
        assert_true(text_break(&bench->layout, para, width));
        assert_int_equal(bench->layout.emergency_breaks, 0);
        for (uint32_t k = 0; k < para->line_count; k++)
            assert_true(para->lines[k].width <= width);
    }
    fonts_free(fonts);
}

/* A table of columns that their longest words do not fit: all of it is on the page, with hyphens alone. */
static void long_words_fit_narrow_columns(void **state)
{
    struct bench *bench = *state;
    struct fonts *fonts;
    assert_int_equal(fonts_load(&fonts, &bench->job.err), STATUS_OK);
    for (size_t i = 0; i < LONG_WORDS; i++) {
        const struct laid *laid;
        size_t hyphens = 0;
        (void)set(bench, STYLE_CELL, long_words[i], strlen(long_words[i]), 100);
        doc_table_open(bench->doc, &(struct table_spec){ .columns = NARROW });
        doc_row_open(bench->doc, ROW_BODY);
        for (int k = 0; k < NARROW; k++)
            doc_cell(bench->doc, &(struct cell_spec){ 0 }, STYLE_CELL, text_of(long_words[i], LANG_FI));
        doc_row_close(bench->doc);
        doc_table_close(bench->doc);
        assert_int_equal(doc_status(bench->doc), STATUS_OK);
        assert_int_equal(layout_doc(bench->doc, fonts_metrics(fonts), &bench->job, &laid), STATUS_OK);
        assert_int_equal(laid->emergency_breaks, 0);
        for (size_t k = 0; k < laid->pages[0].item_count; k++) {
            const struct item *item = &laid->pages[0].items[k];
            if (item->kind != ITEM_TEXT || item->elem == 0)
                continue;
            assert_true(item->x + item->text.width <= page_style.width - page_style.right);
            hyphens += item->text.hyphen;
        }
        assert_true(hyphens >= NARROW / 2);
    }
    fonts_free(fonts);
}

/* Where whole words have room, columns are as wide as their longest. */
static void words_stay_whole_where_there_is_room(void **state)
{
    static const char word[] = "hyvinvointioppimissuunnitelma";
    struct bench *bench = *state;
    const struct laid *laid;
    (void)set(bench, STYLE_CELL, word, sizeof word - 1, 100);
    doc_table_open(bench->doc, &(struct table_spec){ .columns = 2 });
    doc_row_open(bench->doc, ROW_BODY);
    doc_cell(bench->doc, &(struct cell_spec){ 0 }, STYLE_CELL, text_of(word, LANG_FI));
    doc_cell(bench->doc, &(struct cell_spec){ 0 }, STYLE_CELL,
             text_of("Kunta tekee suunnitelman ja lapset ja nuoret ja perheet ja kaikki muut saavat olla mukana sen "
                     "tekemisessä niin kuin he itse tahtovat eikä kukaan heistä jää sen ulkopuolelle koskaan",
                     LANG_FI));
    doc_row_close(bench->doc);
    doc_table_close(bench->doc);
    assert_int_equal(layout_doc(bench->doc, even_metrics(), &bench->job, &laid), STATUS_OK);
    for (size_t k = 0; k < laid->pages[0].item_count; k++)
        assert_false(laid->pages[0].items[k].kind == ITEM_TEXT && laid->pages[0].items[k].text.hyphen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_chosen),
        cmocka_unit_test(hyphens_help),
        cmocka_unit_test(headings_are_divided_only_where_they_must),
        cmocka_unit_test(hyphens_are_few),
        cmocka_unit_test(the_least_width_is_enough),
        cmocka_unit_test(hostile_text_takes_linear_time),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test(long_words_fit_a_cell_of_28_mm),
        cmocka_unit_test(long_words_fit_narrow_columns),
        cmocka_unit_test(words_stay_whole_where_there_is_room),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
