/* The PDF device: files that hold together, say what was laid out, and fail cleanly. */
#include "base/clock.h"
#include "reports/draw.h"
#include "reports/pdf.h"
#include "tests/support/golden.h"
#include "tests/support/pdf_work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- The sample ---- */

static void sample_is_sound(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    work_draw(&work);
    work_is_sound(&work, "sample");
    assert_true(work.out.length < 30000);
    work_stop(&work);
}

static void sample_extracts_as_text(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    work_draw(&work);
    char *text = work_read(&work, "sample", "pdftotext", "-raw '%s' -");
    assert_holds(text, "Lasten, nuorten ja perheiden hyvinvointi — välfärdsplan (för \\alla\\) , 2020–2024.");
    assert_holds(text, "Terveyden ja hyvinvoinnin\nlaitos");
    assert_holds(text, "Käyntien määrä ≥ 12,3 %");
    assert_holds(text, "kohtaamis\xC2\xAD\npaikka"); /* our own hyphen is a soft one */
    assert_holds(text, "▲\nhyvä; 中");               /* a drawn mark, a box for a character that no face has */
    assert_holds(text, "→ ● ☐ ✓");
    assert_holds(text, "Жж čđŋšŧž ǥǧǩǯʒ õ € ½ ± − × ‰ ’ … § ≤");
    free(text);
    work_stop(&work);
}

static void sample_has_its_structure(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    work_draw(&work);
    char *said = work_read(&work, "sample", "pdfinfo", "-struct-text '%s' | sed 's/Object [0-9]* 0/Object/'");
    if (said != NULL) {
        const struct buf made = { .bytes = said, .length = strlen(said) };
        golden_check("pdf", "structure", &made);
    }
    free(said);
    work_stop(&work);
}

static void sample_tells_what_it_is(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    work_draw(&work);
    char *info = work_read(&work, "sample", "pdfinfo", "'%s'");
    assert_holds(info, "Title:           Haminan kaupunki – seuranta 2022\n");
    assert_holds(info, "Subject:         Kymenlaakson hyvinvointisuunnitelma\n");
    assert_holds(info, "Keywords:        hyvinvointi, <seuranta> & \"2022\"\n");
    assert_holds(info, "Author:          Haminan kaupunki\n");
    assert_holds(info, "Creator:         Vuosikello 0.1.0+0123456789\n");
    assert_holds(info, "Dec 12 ");
    assert_holds(info, "Tagged:          yes\n");
    assert_holds(info, "Pages:           3\n");
    assert_holds(info, "JavaScript:      no\n");
    free(info);
    char *xmp = work_read(&work, "sample", "pdfinfo", "-meta '%s'");
    assert_holds(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Haminan kaupunki – seuranta "
                      "2022</rdf:li></rdf:Alt></dc:title>");
    assert_holds(xmp, "<pdf:Keywords>hyvinvointi, &lt;seuranta&gt; &amp; \"2022\"</pdf:Keywords>");
    assert_holds(xmp, "<xmp:CreateDate>2022-12-12T00:00:00+00:00</xmp:CreateDate>");
    assert_holds(xmp, "<vuosikello:plans><rdf:Seq><rdf:li>kymenlaakso "
                      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef</rdf:li>"
                      "<rdf:li>pyhtaa -</rdf:li></rdf:Seq></vuosikello:plans>");
    assert_holds(xmp, "<vuosikello:query>/plans/kymenlaakso/organisations/hamina.pdf?year=2022&amp;lang=fi"
                      "</vuosikello:query>");
    assert_holds(xmp, "<vuosikello:authors>True</vuosikello:authors>");
    assert_holds(xmp, "<vuosikello:program>0.1.0+0123456789</vuosikello:program>");
    free(xmp);
    work_stop(&work);
}

static void sample_leads_to_its_places(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    work_draw(&work);
    char *json = work_read(&work, "sample", "qpdf", "--json --json-key=outlines --json-key=pagelabels '%s'");
    assert_holds(json, "\"title\": \"Toimenpiteet – åtgärder\"");
    assert_holds(json, "\"destpageposfrom1\": 2");
    assert_holds(json, "\"/St\": 2");
    free(json);
    char *plain = work_read(&work, "sample", "qpdf",
                            "--qdf --no-original-object-ids --object-streams=disable '%s' - | tr -d '\\000'");
    assert_holds(plain, "/URI (https://thl.fi/%C3%A4%20sivu?\\(x\\))");
    assert_holds(plain, "/DisplayDocTitle true");
    assert_holds(plain, "/Lang (fi)");
    assert_holds(plain, "/Lang (sv)");
    assert_holds(plain, "/Alt ");
    free(plain);
    work_stop(&work);
}

/* ---- The same bytes ---- */

static void same_pages_give_the_same_bytes(void **state)
{
    (void)state;
    struct work first, other, second;
    work_start(&first, *state);
    sheet_sample(&first.sheet);
    work_draw(&first);
    work_start(&other, *state); /* another document between leaves no trace */
    sheet_text(&other.sheet, sheet_elem(&other.sheet, ROLE_P, 1), FACE_TEXT, 50, 50, "muuta");
    sheet_page_end(&other.sheet, false);
    work_draw(&other);
    work_start(&second, *state);
    sheet_sample(&second.sheet);
    work_draw(&second);
    assert_int_equal(first.out.length, second.out.length);
    assert_memory_equal(first.out.bytes, second.out.bytes, first.out.length);
    assert_true(first.out.length != other.out.length);
    work_stop(&first);
    work_stop(&other);
    work_stop(&second);
}

static void devices_may_draw_by_turns(void **state)
{
    (void)state;
    struct work one, two;
    work_start(&one, *state);
    work_start(&two, *state);
    const struct laid *laid = sheet_sample(&one.sheet);
    struct buf a = one.out, b = two.out;
    struct device *first = pdf_device(&one.job, *state, &a), *second = pdf_device(&two.job, *state, &b);
    assert_true(first->begin(first, laid, &sheet_meta) && second->begin(second, laid, &sheet_meta));
    for (size_t i = 0; i < laid->page_count; i++) {
        assert_true(first->page_begin(first, &laid->pages[i], i) && second->page_begin(second, &laid->pages[i], i));
        for (size_t k = 0; k < laid->pages[i].item_count; k++)
            assert_true(first->item(first, &laid->pages[i].items[k]) && second->item(second, &laid->pages[i].items[k]));
        assert_true(first->page_end(first) && second->page_end(second));
    }
    assert_true(first->end(first) && second->end(second));
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.bytes, b.bytes, a.length);
    buf_free(&a);
    buf_free(&b);
    work_stop(&one);
    work_stop(&two);
}

/* ---- Sizes ---- */

static void forty_thousand_elements(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t table = sheet_elem(&work.sheet, ROLE_TABLE, 1);
    uint32_t body = sheet_elem(&work.sheet, ROLE_TBODY, table);
    for (int i = 0; i < 10000; i++) {
        uint32_t row = sheet_elem(&work.sheet, ROLE_TR, body);
        uint32_t head = sheet_elem(&work.sheet, ROLE_TH, row);
        sheet_last(&work.sheet)->scope = SCOPE_ROW;
        uint32_t cell = sheet_elem(&work.sheet, ROLE_TD, row);
        uint32_t p = sheet_elem(&work.sheet, ROLE_P, cell);
        if (work.sheet.elems != NULL && i % 2 == 0) {
            uint32_t *heads = arena_array(work.job.arena, 1, sizeof *heads);
            heads[0] = head;
            work.sheet.elems[cell].headers = heads;
            work.sheet.elems[cell].header_count = 1;
        }
        sheet_text(&work.sheet, head, FACE_NARROW, 50, 30 + 10 * (i % 50), "rivi");
        sheet_text(&work.sheet, p, FACE_NARROW, 90, 30 + 10 * (i % 50), "solu");
        if (i % 50 == 49)
            sheet_page_end(&work.sheet, false);
    }
    assert_int_equal(work.sheet.laid.elem_count, 40004);
    work_draw(&work);
    work_is_sound(&work, "elements");
    char *pages = work_read(&work, "elements", "pdfinfo", "'%s'");
    assert_holds(pages, "Pages:           200\n");
    free(pages);
    work_stop(&work);
}

static void pages_may_be_empty(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_elem(&work.sheet, ROLE_P, 1);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    sheet_page_end(&work.sheet, true);
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 50, "");
    sheet_page_end(&work.sheet, false);
    sheet_page_end(&work.sheet, true);
    work_draw(&work);
    work_is_sound(&work, "empty");
    work_stop(&work);
}

static void bad_bytes_in_metadata_do_no_harm(void **state)
{
    struct work work;
    work_start(&work, *state);
    uint32_t figure = sheet_elem(&work.sheet, ROLE_FIGURE, 1);
    sheet_last(&work.sheet)->alt = text_of("\xFF\xFE)\\( \xED\xA0\x80", LANG_NONE);
    sheet_text(&work.sheet, figure, FACE_TEXT, 50, 50, "x");
    sheet_page_end(&work.sheet, false);
    struct doc_meta meta = sheet_meta;
    meta.title = text_of("a\x01\x1F]]>\n</rdf:li>\xC3(%s%n", LANG_NONE);
    meta.author = text_of(NULL, LANG_NONE);
    meta.keywords = text_of("\xEF\xBF\xBE", LANG_NONE);
    meta.date = "2022-12-1%s";
    meta.provenance = &(const struct provenance){ .query = "<&>\"" };
    meta.lang = LANG_NONE;
    struct device *device = pdf_device(&work.job, *state, &work.out);
    assert_int_equal(draw_laid(sheet_end(&work.sheet), &meta, device, &work.job), STATUS_OK);
    work_is_sound(&work, "bad-bytes");
    char *info = work_read(&work, "bad-bytes", "pdfinfo", "'%s'");
    assert_holds(info, "Title:           a  ]]> </rdf:li>�(%s%n\n");
    free(info);
    work_stop(&work);
}

/* ---- What must not be ---- */

static void broken_structure_is_a_bug(void **state)
{
    static const struct {
        const char *what, *told;
    } rows[] = {
        { "no pages", "0 pages" },
        { "element out of range", "no element" },
        { "parent behind", "before its parent" },
        { "header out of range", "header" },
        { "link outside of Link", "outside of a Link" },
        { "link to no place", "no place" },
        { "link without address", "leads nowhere" },
        { "character that the face lacks", "U+4E2D" },
        { "malformed UTF-8", "U+FFFFFFFF" },
        { "outline to no place", "no place" },
        { "no Document", "no Document" },
        { "artifact out of range", "no element" },
    };
    static const uint32_t beyond[] = { 77 };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct work work;
        work_start(&work, *state);
        uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1), link = sheet_elem(&work.sheet, ROLE_LINK, p);
        struct item *item;
        switch (i) {
        case 1:
            sheet_text(&work.sheet, 9, FACE_TEXT, 1, 1, "x");
            break;
        case 2:
            work.sheet.elems[p].parent = link;
            break;
        case 3:
            work.sheet.elems[p].headers = beyond, work.sheet.elems[p].header_count = 1;
            break;
        case 4:
            sheet_item(&work.sheet, ITEM_LINK, p, 1, 1)->link.uri = "https://thl.fi";
            break;
        case 5:
            sheet_item(&work.sheet, ITEM_LINK, link, 1, 1)->link.anchor = 5;
            break;
        case 6:
            sheet_item(&work.sheet, ITEM_LINK, link, 1, 1)->link.uri = "";
            break;
        case 7:
            sheet_text(&work.sheet, p, FACE_TEXT, 1, 1, "a中");
            break;
        case 8:
            sheet_text(&work.sheet, p, FACE_TEXT, 1, 1, "a\xFF");
            break;
        case 9:
            sheet_outline(&work.sheet, 1, "x", 3);
            break;
        case 10:
            work.sheet.elems[1].role = ROLE_P;
            break;
        case 11:
            item = sheet_text(&work.sheet, 0, FACE_TEXT, 1, 1, "x");
            item->artifact = (enum artifact)17;
            break;
        default:
            break;
        }
        if (i > 0)
            sheet_page_end(&work.sheet, false);
        work_fails(&work, STATUS_BUG, rows[i].told);
        work_stop(&work);
    }
}

static void late_is_told(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    work.job.deadline_us = clock_monotonic_us() - 1;
    work_fails(&work, STATUS_DEADLINE, "");
    work_stop(&work);
}

static void a_report_beyond_its_limit_is_told(void **state)
{
    struct work work;
    work_start(&work, *state);
    sheet_sample(&work.sheet);
    buf_init(&work.out, 10000);
    work_fails(&work, STATUS_LIMIT, "10000 bytes");
    work_stop(&work);
}

/* Whatever allocation fails, the device tells it and nothing is lost. */
static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    enum status status = STATUS_NOMEM;
    long failures = 0;
    /* Every one of the first allocations, then every seventh: they are alike, and some thousands */
    for (long i = 0; status != STATUS_OK; i += i < 1000 ? 1 : 7) {
        struct work work;
        work_start(&work, *state);
        sheet_sample(&work.sheet);
        assert_false(arena_failed(work.job.arena));
        arena_fail_after(work.job.arena, i);
        status = sheet_pdf(&work.sheet, *state, &work.out);
        if (status != STATUS_OK) {
            assert_int_equal(status, STATUS_NOMEM);
            failures++;
        }
        work_stop(&work);
        assert_true(i < 20000);
    }
    assert_true(failures > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_is_sound),
        cmocka_unit_test(sample_extracts_as_text),
        cmocka_unit_test(sample_has_its_structure),
        cmocka_unit_test(sample_tells_what_it_is),
        cmocka_unit_test(sample_leads_to_its_places),
        cmocka_unit_test(same_pages_give_the_same_bytes),
        cmocka_unit_test(devices_may_draw_by_turns),
        cmocka_unit_test(forty_thousand_elements),
        cmocka_unit_test(pages_may_be_empty),
        cmocka_unit_test(bad_bytes_in_metadata_do_no_harm),
        cmocka_unit_test(broken_structure_is_a_bug),
        cmocka_unit_test(late_is_told),
        cmocka_unit_test(a_report_beyond_its_limit_is_told),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests_name("pdf", tests, work_load_fonts, work_free_fonts);
}
