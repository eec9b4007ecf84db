/* What is drawn is as wide as what was measured: a PDF's lines, with kerned pairs and hyphens at their ends, where
 * another program reads that they end. */
#include "reports/layout.h"
#include "reports/pdf.h"
#include "tests/support/pdf_work.h"
#include "text/hyphen.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NEAR 0.02 /* points: places in a PDF are told in hundredths */

#define WORDS                                                                                                          \
    "Työryhmät ja Tyttöjen AVATAR-ryhmät: lastensuojelutarpeenselvityksiä, varhaiskasvatussuunnitelma, "          \
    "hyvinvointioppimissuunnitelma, toimeentulotukiasiat, perhekeskustoiminta, opiskeluhuoltosuunnitelma, "            \
    "moniammatillisuus, kouluterveydenhuolto, LTO, Väylä, Yli-Vakka, TAVA (VAV) "
#define PAIRS "VAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVA"

static void divide(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    hyphenator_divide(with, LANG_FI, word, length, ranks);
}

/* The words' points, in the job's arena. */
static struct wordbook book_of(struct job *job, const char *text)
{
    struct err err = ERR_NONE;
    struct hyphenator *hyphenator;
    struct buf book;
    assert_int_equal(hyphenator_new(&hyphenator, &err), STATUS_OK);
    struct wordbook_maker *maker = wordbook_new(job->arena);
    wordbook_add(maker, text, strlen(text));
    buf_init(&book, MIB);
    wordbook_write(maker, divide, hyphenator, &book);
    assert_int_equal(buf_status(&book), STATUS_OK);
    const char *bytes = arena_text(job->arena, book.bytes, book.length);
    struct wordbook made = { (const unsigned char *)bytes, book.length };
    buf_free(&book);
    hyphenator_free(hyphenator);
    return made;
}

/* Lines of text over the page: broken at words, within them, by force and, where nothing else helps, within a pair. */
static const struct laid *lay(struct work *work, const struct doc_meta *meta)
{
    static const enum style_id styles[] = { STYLE_BODY, STYLE_SMALL, STYLE_H3 };
    const struct laid *laid;
    struct doc *doc = doc_new(&work->job, meta);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        doc_paragraph_open(doc, styles[i], ALIGN_START);
        doc_span(doc, &(struct span){ .text = text_of(WORDS WORDS, LANG_FI),
                                      .uri = i == 0 ? "https://example.org/" : NULL });
        doc_paragraph_close(doc);
        doc_paragraph(doc, styles[i], text_of("AVA\nTy\nYlä-\nVA (TA)", LANG_FI));
        doc_paragraph(doc, styles[i], text_of(PAIRS PAIRS PAIRS PAIRS, LANG_FI));
    }
    assert_int_equal(layout_doc(doc, fonts_metrics(work->fonts), &work->job, &laid), STATUS_OK);
    assert_int_equal(laid->page_count, 1);
    return laid;
}

/* Where the words on a line end, as poppler tells them: "<word xMin= yMin= xMax= yMax=>..."; 0 where there are none. */
static double read_end(const char *boxes, double baseline)
{
    double end = 0;
    for (const char *at = boxes; (at = strstr(at, "<word ")) != NULL; at++) {
        double left, top, right, bottom;
        if (sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &left, &top, &right, &bottom) ==
                4 &&
            top < baseline && baseline < bottom && right > end)
            end = right;
    }
    return end;
}

static void lines_are_as_wide_as_measured(void **state)
{
    struct work work;
    work_start(&work, *state);
    const struct metrics *metrics = fonts_metrics(work.fonts);
    struct wordbooks words = { 0 };
    words.of[LANG_FI] = book_of(&work.job, WORDS);
    const struct doc_meta meta = { .title = text_of("Leveys", LANG_FI), .lang = LANG_FI, .words = &words };
    const struct laid *laid = lay(&work, &meta);
    assert_int_equal(draw_laid(laid, &meta, pdf_device(&work.job, work.fonts, &work.out), &work.job), STATUS_OK);
    char *boxes = work_read(&work, "drawn", "pdftotext", "-bbox '%s' -");
    size_t hyphens = 0, pairs = 0, parted = 0, linked = 0;
    for (size_t i = 0; i < laid->pages[0].item_count; i++) {
        const struct item *item = &laid->pages[0].items[i];
        if (item->kind != ITEM_TEXT || item->elem == 0)
            continue;
        const char *text = item->text.bytes;
        const size_t length = item->text.length;
        hyphens += item->text.hyphen;
        if (item->text.hyphen && item[1].kind == ITEM_LINK) { /* as far as its text, once without the hyphen */
            assert_int_equal(item[1].x + item[1].link.width, item->x + item->text.width);
            linked++;
        }
        pairs += length > 1 && metrics_kern(metrics->faces[item->text.face], (unsigned char)text[length - 2],
                                            (unsigned char)text[length - 1]) != 0;
        parted += length > 40 && text[length - 1] == 'V' && text[length] == 'A';
        double end = boxes == NULL ? 0 : read_end(boxes, item->y / 1000.0);
        if (boxes != NULL && fabs(end - (item->x + item->text.width) / 1000.0) > NEAR)
            fail_msg("\"%.*s\" ends at %.3f, not at %.3f", (int)length, text, end,
                     (item->x + item->text.width) / 1000.0);
    }
    assert_true(hyphens > 2);
    assert_true(pairs > 8);
    assert_true(parted > 0);
    assert_true(linked > 0);
    free(boxes);
    work_stop(&work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_as_wide_as_measured),
    };
    return cmocka_run_group_tests(tests, work_load_fonts, work_free_fonts);
}
