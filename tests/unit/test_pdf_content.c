/* What the PDF device writes for a page: operators, marks, codes, strings. */
#include "reports/draw.h"
#include "reports/pdf_inner.h"
#include "tests/support/pdf_work.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void operators_are_few(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1), q = sheet_elem(&work.sheet, ROLE_P, 1);
    for (int i = 0; i < 3; i++) {
        struct item *rect = sheet_item(&work.sheet, ITEM_RECT, 0, 10 + i, 20);
        rect->rect.width = PT(1);
        rect->rect.height = 1005;
        rect->rect.fill = i < 2 ? 0x3366FF : 0x808080;
    }
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 100, "yksi")->text.space = true;
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 110, "kaksi")->text.space = true;
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 120, "(kol)")->text.hyphen = true;
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 130, "me")->text.ink = 0x010203;
    sheet_text(&work.sheet, q, FACE_TEXT_BOLD, 60, 130, "–");
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    char *text = work_content(&work, "operators");
    if (text != NULL)
        assert_string_equal(text, "q\n/Artifact<</Type/Layout>>BDC\n"
                                  ".2 .4 1 rg 10 574.3 1 1 re\n"
                                  "11 574.3 1 1 re\n"
                                  "f\n"
                                  ".502 g 12 574.3 1 1 re\n"
                                  "f\n"
                                  "EMC\nQ\n"
                                  "BT\n"
                                  "/P<</MCID 0>>BDC\n"
                                  "/F0 8 Tf 50 495.3 Td(yksi )Tj\n"
                                  "0 -10 TD(kaksi )Tj\n"
                                  "(\\(kol\\)\xAD)'\n"
                                  ".004 .008 .012 rg (me)'\n"
                                  "EMC\n"
                                  "/P<</MCID 1>>BDC\n"
                                  "0 g /F1 8 Tf 10 0 Td(\x01)Tj\n"
                                  "EMC\n"
                                  "ET\n");
    free(text);
    work_stop(&work);
}

static void marks_and_text_objects_nest(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 100, "a");
    struct item *rect = sheet_item(&work.sheet, ITEM_RECT, p, 10, 20);
    rect->rect.width = rect->rect.height = PT(1);
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 110, "b");
    uint32_t span = sheet_elem(&work.sheet, ROLE_SPAN, p);
    sheet_last(&work.sheet)->actual = text_of("●", LANG_NONE);
    rect = sheet_item(&work.sheet, ITEM_RECT, span, 10, 20);
    rect->rect.width = rect->rect.height = PT(1);
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    char *text = work_content(&work, "nesting");
    if (text != NULL)
        assert_string_equal(
            text,
            "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.3 Td(a)Tj\nEMC\nET\n"
            "/P<</MCID 1>>BDC\n10 574.3 1 1 re\nf\nBT\n50 485.3 Td(b)Tj\nET\nEMC\n"
            "/Span<</MCID 2/ActualText(\xFE\xFF\x25\xCF)>>BDC\n10 574.3 1 1 re\nf\nBT\n10 575.3 Td( )Tj\nET\nEMC\n");
    free(text);
    work_stop(&work);
}

/* A figure's text and shapes are one sequence, whichever comes first. */
static void figures_are_one_sequence(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t figure = sheet_elem(&work.sheet, ROLE_FIGURE, 1);
    sheet_last(&work.sheet)->alt = text_of("a", LANG_NONE);
    sheet_text(&work.sheet, figure, FACE_TEXT, 50, 100, "a");
    struct item *rect = sheet_item(&work.sheet, ITEM_RECT, figure, 10, 20);
    rect->rect.width = rect->rect.height = PT(1);
    sheet_text(&work.sheet, figure, FACE_TEXT, 50, 110, "b");
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    char *text = work_content(&work, "figure");
    if (text != NULL)
        assert_string_equal(text, "/Figure<</MCID 0>>BDC\nBT\n/F0 8 Tf 50 495.3 Td(a)Tj\nET\n10 574.3 1 1 re\nf\n"
                                  "BT\n50 485.3 Td(b)Tj\nET\nEMC\n");
    free(text);
    work_stop(&work);
}

/* Numbers begin anew on each page, and the parent tree names each sequence's element in their order. */
#define PAGE_PARENTS "trailer/Root/StructTreeRoot/ParentTree/Kids/1/Nums/"

static void sequences_are_numbered_by_page(void **state)
{
    struct work work;
    work_start(&work, *state);
    for (int page = 0; page < 3; page++) {
        for (int i = 0; i <= page; i++)
            sheet_text(&work.sheet, sheet_elem(&work.sheet, ROLE_P, 1), FACE_TEXT, 50, 100 + 10 * i, "a");
        sheet_page_end(&work.sheet, false);
    }
    work_draw(&work);
    char *text = work_read(&work, "numbers", "mutool", "show -b '%s' pages/3/Contents 2>/dev/null");
    assert_holds(text, "/P<</MCID 0>>BDC");
    assert_holds(text, "/P<</MCID 2>>BDC");
    free(text);
    /* Objects by rising number: the root of the structure, Document, then the paragraphs */
    char *tree =
        work_read(&work, "numbers", "mutool",
                  "show -g '%s' " PAGE_PARENTS "2 " PAGE_PARENTS "4 " PAGE_PARENTS "6 2>/dev/null");
    unsigned a[6] = { 0 };
    if (tree != NULL) {
        assert_int_equal(sscanf(tree, "%*u 0 obj [%u 0 R] %*u 0 obj [%u 0 R %u 0 R] %*u 0 obj [%u 0 R %u 0 R %u 0 R]", &a[0], &a[1], &a[2], &a[3],
                                &a[4], &a[5]),
                         6);
        for (unsigned i = 1; i < 6; i++)
            assert_int_equal(a[i], a[0] + i);
    }
    free(tree);
    work_stop(&work);
}

/* Elements below an element stand where the first of them is drawn, however deep. */
static void mixed_content_keeps_the_order_of_drawing(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    uint32_t outer = sheet_elem(&work.sheet, ROLE_SPAN, p);
    uint32_t span = sheet_elem(&work.sheet, ROLE_SPAN, outer);
    sheet_last(&work.sheet)->lang = LANG_EN;
    uint32_t last = sheet_elem(&work.sheet, ROLE_SPAN, p);
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 100, "yksi");
    sheet_text(&work.sheet, span, FACE_TEXT, 80, 100, "two");
    sheet_text(&work.sheet, p, FACE_TEXT, 110, 100, "kolme");
    sheet_text(&work.sheet, last, FACE_TEXT, 140, 100, "neljä");
    sheet_text(&work.sheet, p, FACE_TEXT, 170, 100, "viisi");
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    char *said = work_read(&work, "mixed", "pdfinfo", "-struct-text '%s'");
    assert_holds(said, "    \"yksi\"\n    Span (inline)\n      Span (inline)\n        \"two\"\n");
    assert_holds(said, "    \"kolme\"\n    Span (inline)\n      \"neljä\"\n    \"viisi\"\n");
    free(said);
    work_stop(&work);
}

/* Grounds and rules go below the text, marks above it: neither cuts a paragraph in two. */
static void artifacts_do_not_cut_the_text(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    for (int i = 0; i < 3; i++) {
        sheet_text(&work.sheet, p, FACE_TEXT, 50, 100 + 10 * i, "tila ");
        struct item *mark = sheet_item(&work.sheet, ITEM_MARK, 0, 70, 92 + 10 * i);
        mark->mark.mark = i < 2 ? MARK_GOOD : MARK_CONCERNING;
        mark->mark.size = i == 0 ? PT(6.8) : PT(5);
        struct item *rule = sheet_item(&work.sheet, ITEM_RECT, 0, 50, 102 + 10 * i);
        rule->rect.width = PT(100);
        rule->rect.height = 400;
    }
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    work_is_sound(&work, "layers");
    char *text = work_content(&work, "layers");
    if (text != NULL)
        assert_string_equal(
            text, "q\n/Artifact<</Type/Layout>>BDC\n50 492.9 100 .4 re\n50 482.9 100 .4 re\n50 472.9 100 .4 "
                  "re\nf\nEMC\nQ\n"
                  "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.3 Td(tila )Tj\n0 -10 TD(tila )Tj\n(tila )'\nEMC\nET\n"
                  "/Artifact<</Type/Layout>>BDC\n"
                  "q .68 0 0 .68 70 503.3 cm/X1 Do Q\n" /* a form a mark, at its size */
                  "q .5 0 0 .5 70 493.3 cm/X1 Do Q\n"
                  "q .5 0 0 .5 70 483.3 cm/X3 Do Q\n"
                  "EMC\n");
    free(text);
    work_stop(&work);
}

/* Text that begins where the text before it ends needs no move, in whatever face. */
static void text_goes_on_where_it_ended(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    struct item *item = sheet_text(&work.sheet, p, FACE_TEXT, 50, 100, "yksi ");
    fix x = item->x + item->text.width;
    item = sheet_text(&work.sheet, p, FACE_TEXT, 0, 100, "kaksi ");
    item->x = x;
    x += item->text.width;
    item = sheet_text(&work.sheet, p, FACE_TEXT_BOLD, 0, 100, "kolme");
    item->x = x;
    x += item->text.width;
    sheet_text(&work.sheet, p, FACE_TEXT_BOLD, 0, 100, "!")->x = x + 100;
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 110, "rivi");
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    char *text = work_content(&work, "goes-on");
    if (text != NULL)
        assert_string_equal(text, "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.3 Td(yksi kaksi )Tj\n/F1 8 Tf (kolme)Tj\n"
                                  "58.7 0 Td(!)Tj\n/F0 8 Tf -58.7 -10 Td(rivi)Tj\nEMC\nET\n");
    free(text);
    work_stop(&work);
}

/* A string with a pair that kerns is an array; one that begins a line as the one before needs the move apart. */
static void pairs_are_kerned(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 100, "yksi ");
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 110, "kaksi ");
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 120, "11 TAVA (Vä) ");
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 130, "loppu");
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    char *text = work_content(&work, "kerned");
    if (text != NULL)
        assert_string_equal(text, "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.3 Td(yksi )Tj\n0 -10 TD(kaksi )Tj\n"
                                  "T*[(11 T)38(A)42(V)36(A \\(V)22(\xE4\\) )]TJ\n(loppu)'\nEMC\nET\n");
    free(text);
    work_stop(&work);
}

static void strings_take_the_shorter_encoding(void **state)
{
#define ROW(text, written)                                                                                             \
    {                                                                                                                  \
        text, written, sizeof(written) - 1                                                                             \
    }
    static const struct {
        const char *text, *written;
        size_t length;
    } rows[] = {
        ROW("", "()"),
        ROW("abc", "(abc)"),
        ROW("a(b)\\c", "(a\\(b\\)\\\\c)"),
        ROW("Åä – ”x” • …", "(\xC5\xE4 \x85 \x8Ex\x8E \x80 \x83)"), /* PDFDocEncoding */
        ROW("€Ž", "(\xA0\x99)"),
        ROW("ač", "(\xFE\xFF\0a\x01\\r)"), /* UTF-16; a byte that is CR is written as \r */
        ROW("𝄞", "(\xFE\xFF\xD8\x34\xDD\x1E)"),
        ROW("\n", "(\xFE\xFF\0\n)"),
        ROW("\xC3\xBE\xC3\xBF", "(\xFE\xFF\0\xFE\0\xFF)"), /* thorn, y diaeresis: would be UTF-16's mark */
        ROW("\xC3\xAF\xC2\xBB\xC2\xBF", "(\xFE\xFF\0\xEF\0\xBB\0\xBF)"), /* would be UTF-8's */
        ROW("\xFF", "(\xFE\xFF\xFF\xFD)"),                               /* malformed */
        ROW("\xC2\xAD", "(\xFE\xFF\0\xAD)"),
    };
#undef ROW
    (void)state;
    struct buf buf;
    buf_init(&buf, MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf_reset(&buf);
        pdf_put_string(&buf, rows[i].text, strlen(rows[i].text));
        assert_int_equal(buf.length, rows[i].length);
        assert_memory_equal(buf.bytes, rows[i].written, buf.length);
    }
    buf_free(&buf);
}

static void many_characters_take_further_fonts(void **state)
{
    (void)state;
    struct work work;
    struct buf text;
    work_start(&work, *state);
    buf_init(&text, MIB);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    int lines = 0;
    size_t characters = 0;
    for (uint32_t code = 0x21; code < 0x2300; code++) {
        bool combining = code >= 0x300 && code < 0x370; /* reading programs join these to what is before them */
        if (combining || (code >= 0x2000 && code < 0x2010) || (code >= 0x2028 && code < 0x2030) ||
            (code >= 0x205F && code < 0x2070) || code == 0xAD || code == 0xA0 || (code >= 0x483 && code <= 0x489) ||
            metrics_advance(fonts_metrics(*state), FACE_NARROW, code) == ADVANCE_LACKING)
            continue;
        char bytes[4];
        buf_add(&text, bytes, utf8_put(code, bytes));
        if (++characters % 40 == 0) {
            const char *line = arena_text(work.job.arena, text.bytes, text.length);
            sheet_text(&work.sheet, p, FACE_NARROW, 50, 40 + 12 * lines++, line);
            buf_reset(&text);
        }
    }
    assert_true(characters > 900);
    sheet_page_end(&work.sheet, false);
    work_draw(&work);
    work_is_sound(&work, "characters");
    char *content = work_content(&work, "characters"); /* a string's CR would be read as LF (ISO 32000-1, 7.3.4.2) */
    assert_true(content == NULL || strchr(content, '\r') == NULL);
    free(content);
    char *said = work_read(&work, "characters", "pdftotext", "-raw '%s' -");
    for (int i = 0; said != NULL && i < lines; i++) {
        const struct item *item = &work.sheet.laid.pages[0].items[i];
        assert_holds(said, item->text.bytes);
    }
    free(said);
    buf_free(&text);
    work_stop(&work);
}

/* Every string of a PDF/A holds at most 32,767 bytes (ISO 19005-2, 6.1.13). */
static void huge_strings_are_held_to_the_limit(void **state)
{
    (void)state;
    enum { HUGE = 200000 };
    struct work work;
    work_start(&work, *state);
    char *ascii = arena_alloc(work.job.arena, HUGE + 1), *wide = arena_alloc(work.job.arena, 4 * HUGE + 1);
    memset(ascii, 'a', HUGE);
    ascii[HUGE / 2] = '(';
    for (size_t i = 0; i < HUGE; i++)
        memcpy(wide + 4 * i, "\xF0\x9D\x84\x9E", 4); /* U+1D11E, four bytes in UTF-8 and in UTF-16 */
    uint32_t anchor = sheet_anchor(&work.sheet, 50);
    uint32_t figure = sheet_elem(&work.sheet, ROLE_FIGURE, 1);
    sheet_last(&work.sheet)->alt = text_of(wide, LANG_NONE);
    sheet_text(&work.sheet, figure, FACE_TEXT, 50, 50, ascii);
    uint32_t span = sheet_elem(&work.sheet, ROLE_SPAN, sheet_elem(&work.sheet, ROLE_P, 1));
    sheet_last(&work.sheet)->actual = text_of(ascii, LANG_NONE);
    sheet_text(&work.sheet, span, FACE_TEXT, 50, 60, "x");
    uint32_t a = sheet_elem(&work.sheet, ROLE_LINK, sheet_elem(&work.sheet, ROLE_P, 1));
    sheet_text(&work.sheet, a, FACE_TEXT, 50, 70, "x");
    struct item *link = sheet_item(&work.sheet, ITEM_LINK, a, 50, 70);
    link->link.uri = wide;
    link->link.contents = text_of(wide, LANG_NONE);
    sheet_outline(&work.sheet, 1, wide, anchor);
    sheet_page_end(&work.sheet, false);
    struct doc_meta meta = sheet_meta;
    meta.title = text_of(wide, LANG_NONE);
    meta.subject = text_of(ascii, LANG_NONE);
    struct device *device = pdf_device(&work.job, *state, &work.out);
    assert_int_equal(draw_laid(sheet_end(&work.sheet), &meta, device, &work.job), STATUS_OK);
    work_is_sound(&work, "huge");
    char *content = work_content(&work, "huge");
    size_t longest = 0, length = 0;
    for (const char *at = content; at != NULL && *at != '\0'; at++) {
        length = *at == ')' && at[-1] != '\\' ? 0 : length + 1;
        longest = length > longest ? length : longest;
    }
    assert_true(content == NULL || (longest > 20000 && longest < PDF_STRING_MAX));
    free(content);
    work_stop(&work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_are_few),
        cmocka_unit_test(marks_and_text_objects_nest),
        cmocka_unit_test(figures_are_one_sequence),
        cmocka_unit_test(sequences_are_numbered_by_page),
        cmocka_unit_test(mixed_content_keeps_the_order_of_drawing),
        cmocka_unit_test(artifacts_do_not_cut_the_text),
        cmocka_unit_test(text_goes_on_where_it_ended),
        cmocka_unit_test(pairs_are_kerned),
        cmocka_unit_test(strings_take_the_shorter_encoding),
        cmocka_unit_test(many_characters_take_further_fonts),
        cmocka_unit_test(huge_strings_are_held_to_the_limit),
    };
    return cmocka_run_group_tests_name("pdf content", tests, work_load_fonts, work_free_fonts);
}
