/* The PDF device: files that hold together, say what was laid out, and fail cleanly. With PDF_DIR set, every file stays
 * there for veraPDF (make check-pdf). */
#include "base/clock.h"
#include "reports/draw.h"
#include "reports/pdf_inner.h"
#include "text/utf8.h"

#include "tests/support/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct fonts *fonts;

struct work {
    struct job job;
    struct sheet sheet;
    struct buf out;
};

static void start(struct work *work)
{
    memset(work, 0, sizeof *work);
    work->job.arena = arena_new(LIMIT_REQUEST_MEMORY);
    buf_init(&work->out, LIMIT_PDF);
    sheet_begin(&work->sheet, &work->job, fonts_metrics(fonts));
}

static void stop(struct work *work)
{
    buf_free(&work->out);
    arena_free(work->job.arena);
}

static void draw(struct work *work)
{
    enum status status = sheet_pdf(&work->sheet, fonts, &work->out);
    if (status != STATUS_OK)
        fail_msg("%s: %s", status_name(status), work->job.err.text);
}

static void assert_status(struct work *work, enum status expected, const char *told)
{
    assert_int_equal(sheet_pdf(&work->sheet, fonts, &work->out), expected);
    if (strstr(work->job.err.text, told) == NULL)
        fail_msg("'%s' does not say '%s'", work->job.err.text, told);
}

/* ---- Reading back with others' programs ---- */

static bool has_tool(const char *name)
{
    char command[100];
    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", name);
    return system(command) == 0;
}

/* Writes the file as PDF_DIR/name or a temporary file and gives its name; release with drop. */
static char *keep(const struct work *work, const char *name)
{
    const char *folder = getenv("PDF_DIR");
    char *path = malloc(4096);
    assert_non_null(path);
    snprintf(path, 4096, "%s/%s-%s.pdf", folder != NULL ? folder : "/tmp", folder != NULL ? "unit" : "vuosikello-XXXXXX", name);
    int file = folder != NULL ? -1 : mkstemps(path, (int)strlen(name) + 5);
    FILE *stream = file < 0 ? fopen(path, "wb") : fdopen(file, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(work->out.bytes, 1, work->out.length, stream), work->out.length);
    assert_int_equal(fclose(stream), 0);
    return path;
}

static void drop(char *path)
{
    if (getenv("PDF_DIR") == NULL)
        unlink(path);
    free(path);
}

/* What a command, its "%s" the file, prints; NULL where the tool is not there. Fails the test where the command fails. */
static char *read_back(const struct work *work, const char *name, const char *tool, const char *arguments)
{
    if (!has_tool(tool))
        return NULL;
    char *path = keep(work, name);
    char command[5000], part[4096];
    struct buf text;
    buf_init(&text, 64 * MIB);
    snprintf(command, sizeof command, "%s ", tool);
    size_t length = strlen(command);
    snprintf(command + length, sizeof command - length, arguments, path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    for (size_t got; (got = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_add(&text, part, got);
    int status = pclose(pipe);
    if (status != 0)
        fail_msg("%s: %d\n%s", command, status, text.bytes == NULL ? "" : text.bytes);
    buf_char(&text, '\0');
    drop(path);
    return text.bytes;
}

/* qpdf finds no fault in it. */
static void assert_sound(const struct work *work, const char *name)
{
    assert_true(work->out.length > 100);
    assert_memory_equal(work->out.bytes, "%PDF-1.7\n", 9);
    assert_memory_equal(work->out.bytes + work->out.length - 6, "%%EOF\n", 6);
    free(read_back(work, name, "qpdf", "--check '%s' 2>&1"));
}

static void assert_says(const struct work *work, const char *name, const char *tool, const char *arguments, const char *expected)
{
    char *text = read_back(work, name, tool, arguments);
    if (text != NULL && strcmp(text, expected) != 0)
        fail_msg("%s says\n%s\ninstead of\n%s", tool, text, expected);
    free(text);
}

static void assert_holds(const char *text, const char *part)
{
    if (text != NULL && strstr(text, part) == NULL)
        fail_msg("'%s' is not in\n%s", part, text);
}

/* ---- The sample ---- */

static void sample_is_sound(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    draw(&work);
    assert_sound(&work, "sample");
    assert_true(work.out.length < 30000);
    stop(&work);
}

static void sample_extracts_as_text(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    draw(&work);
    char *text = read_back(&work, "sample", "pdftotext", "-raw '%s' -");
    assert_holds(text, "Lasten, nuorten ja perheiden hyvinvointi — välfärdsplan (för \\alla\\) , 2020–2024.");
    assert_holds(text, "Terveyden ja hyvinvoinnin\nlaitos");
    assert_holds(text, "Käyntien määrä ≥ 12,3 %");
    assert_holds(text, "kohtaamis\xC2\xAD\npaikka"); /* our own hyphen is a soft one */
    assert_holds(text, "▲\nhyvä; 中");                /* a drawn mark, a box for a character that no face has */
    assert_holds(text, "→ ● ☐ ✓");
    assert_holds(text, "Жж čđŋšŧž ǥǧǩǯʒ õ € ½ ± − × ‰ ’ … § ≤");
    free(text);
    stop(&work);
}

static void sample_has_its_structure(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    draw(&work);
    assert_says(&work, "sample", "pdfinfo", "-struct-text '%s' | sed 's/Object [0-9]* 0/Object/'",
        "Document\n"
        "  H1 (block)\n"
        "    \"Haminan kaupunki – seuranta 2022\"\n"
        "  P (block)\n"
        "    \"Lasten, nuorten ja perheiden hyvinvointi — \"\n"
        "    Span (inline)\n"
        "      \"välfärdsplan (för \\alla\\)\"\n"
        "    \", 2020–2024.\"\n"
        "  TOC\n"
        "    TOCI\n"
        "      Reference (inline)\n"
        "        Link (inline)\n"
        "          \"1 Toimenpiteet 2\"\n"
        "          Object\n"
        "  P (block)\n"
        "    Link (inline)\n"
        "      \"Terveyden ja hyvinvoinnin laitos\"\n"
        "      Object\n"
        "      Object\n"
        "  H2 (block)\n"
        "    \"1 Toimenpiteet\"\n"
        "  Table (block)\n"
        "    Caption\n"
        "      \"Taulukko 1. Toimenpiteet\"\n"
        "    THead\n"
        "      TR\n"
        "        TH <1>:\n"
        "           /Scope /Column\n"
        "          P (block)\n"
        "            \"Tavoite\"\n"
        "        TH:\n"
        "           /Scope /Column\n"
        "          P (block)\n"
        "            \"Mittari ja tulos\"\n"
        "    TBody\n"
        "      TR\n"
        "        TH <2>:\n"
        "           /Scope /Both\n"
        "           /ColSpan 2\n"
        "          P (block)\n"
        "            \"Lapset\"\n"
        "      TR\n"
        "        TD:\n"
        "           /RowSpan 2\n"
        "           /Headers [(1) (2)]\n"
        "          P (block)\n"
        "            \"Matalan kynnyksen kohtaamispaikka ja vertais\"\n"
        "            \"ryhmät (koulu/päiväkoti)\"\n" /* on the next page */
        "        TD\n"
        "          L (block):\n"
        "             /ListNumbering /Disc\n"
        "            LI (block)\n"
        "              Lbl (block)\n"
        "                \"•\"\n"
        "              LBody (block)\n"
        "                P (block)\n"
        "                  \"Käyntien määrä ≥ 12,3 %\"\n"
        "      TR\n"
        "        TD\n"
        "          P (block)\n"
        "            \"sama\"\n"
        "  Figure:\n"
        "     /Placement /Block\n"
        "     /BBox [300 468 400 516]\n"
        "    \"toteutunut\"\n"
        "  P (block)\n"
        "    Span (inline)\n"
        "      \" \"\n"
        "    \"hyvä; \"\n"
        "    \" \"\n" /* the box */
        "    \"→ ● ☐ ✓Жж čđŋšŧž ǥǧǩǯʒ õ € ½ ± − × ‰ ’ … § ≤\"\n");
    stop(&work);
}

static void sample_tells_what_it_is(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    draw(&work);
    char *info = read_back(&work, "sample", "pdfinfo", "'%s'");
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
    char *xmp = read_back(&work, "sample", "pdfinfo", "-meta '%s'");
    assert_holds(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Haminan kaupunki – seuranta 2022</rdf:li></rdf:Alt></dc:title>");
    assert_holds(xmp, "<pdf:Keywords>hyvinvointi, &lt;seuranta&gt; &amp; \"2022\"</pdf:Keywords>");
    assert_holds(xmp, "<xmp:CreateDate>2022-12-12T00:00:00+00:00</xmp:CreateDate>");
    assert_holds(xmp, "<vuosikello:query>organisations/hamina.pdf?year=2022&amp;lang=fi</vuosikello:query>");
    free(xmp);
    stop(&work);
}

static void sample_leads_to_its_places(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    draw(&work);
    char *json = read_back(&work, "sample", "qpdf", "--json --json-key=outlines --json-key=pagelabels '%s'");
    assert_holds(json, "\"title\": \"Toimenpiteet – åtgärder\"");
    assert_holds(json, "\"destpageposfrom1\": 2");
    assert_holds(json, "\"/St\": 2");
    free(json);
    char *plain = read_back(&work, "sample", "qpdf", "--qdf --no-original-object-ids --object-streams=disable '%s' - | tr -d '\\000'");
    assert_holds(plain, "/URI (https://thl.fi/%C3%A4%20sivu?\\(x\\))");
    assert_holds(plain, "/DisplayDocTitle true");
    assert_holds(plain, "/Lang (fi)");
    assert_holds(plain, "/Lang (sv)");
    assert_holds(plain, "/Alt ");
    free(plain);
    stop(&work);
}

/* ---- The same bytes ---- */

static void same_pages_give_the_same_bytes(void **state)
{
    (void)state;
    struct work first, other, second;
    start(&first);
    sheet_sample(&first.sheet);
    draw(&first);
    start(&other); /* another document between leaves no trace */
    sheet_text(&other.sheet, sheet_elem(&other.sheet, ROLE_P, 1), FACE_TEXT, 50, 50, "muuta");
    sheet_page_end(&other.sheet, false);
    draw(&other);
    start(&second);
    sheet_sample(&second.sheet);
    draw(&second);
    assert_int_equal(first.out.length, second.out.length);
    assert_memory_equal(first.out.bytes, second.out.bytes, first.out.length);
    assert_true(first.out.length != other.out.length);
    stop(&first);
    stop(&other);
    stop(&second);
}

static void devices_may_draw_by_turns(void **state)
{
    (void)state;
    struct work one, two;
    start(&one);
    start(&two);
    const struct laid *laid = sheet_sample(&one.sheet);
    struct buf a = one.out, b = two.out;
    struct device *first = pdf_device(&one.job, fonts, &a), *second = pdf_device(&two.job, fonts, &b);
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
    stop(&one);
    stop(&two);
}

/* ---- Content ---- */

/* The first page's operators. */
static char *content_of(const struct work *work, const char *name)
{
    char *text = read_back(work, name, "mutool", "show -b '%s' pages/1/Contents 2>/dev/null");
    return text;
}

static void operators_are_few(void **state)
{
    (void)state;
    struct work work;
    start(&work);
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
    draw(&work);
    char *text = content_of(&work, "operators");
    if (text != NULL)
        assert_string_equal(text,
            "q\n/Artifact<</Type/Layout>>BDC\n"
            ".2 .4 1 rg 10 574.27 1 1.01 re\n"
            "11 574.27 1 1.01 re\n"
            "f\n"
            ".502 g 12 574.27 1 1.01 re\n"
            "f\n"
            "EMC\nQ\n"
            "BT\n"
            "/P<</MCID 0>>BDC\n"
            "/F0 8 Tf 50 495.28 Td(yksi )Tj\n"
            "0 -10 TD(kaksi )Tj\n"
            "(\\(kol\\)\xAD)'\n"
            ".004 .008 .012 rg (me)'\n"
            "EMC\n"
            "/P<</MCID 1>>BDC\n"
            "0 g /F1 8 Tf 10 0 Td(\x01)Tj\n"
            "EMC\n"
            "ET\n");
    free(text);
    stop(&work);
}

static void marks_and_text_objects_nest(void **state)
{
    (void)state;
    struct work work;
    start(&work);
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
    draw(&work);
    char *text = content_of(&work, "nesting");
    if (text != NULL)
        assert_string_equal(text,
            "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.28 Td(a)Tj\nEMC\nET\n"
            "/P<</MCID 1>>BDC\n10 574.28 1 1 re\nf\nBT\n50 485.28 Td(b)Tj\nET\nEMC\n"
            "/Span<</MCID 2/ActualText(\xFE\xFF\x25\xCF)>>BDC\n10 574.28 1 1 re\nf\nBT\n10 575.28 Td( )Tj\nET\nEMC\n");
    free(text);
    stop(&work);
}

/* Grounds and rules go below the text, marks above it: neither cuts a paragraph in two. */
static void artifacts_do_not_cut_the_text(void **state)
{
    static const struct path_step dot[] = {
        { .op = PATH_MOVE, .x = 0, .y = 0 }, { .op = PATH_LINE, .x = 4000, .y = 0 },
        { .op = PATH_CURVE, .x = 0, .y = 4000, .x1 = 4000, .y1 = 2000, .x2 = 2000, .y2 = 4000 }, { .op = PATH_CLOSE },
    };
    (void)state;
    struct work work;
    start(&work);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    for (int i = 0; i < 3; i++) {
        sheet_text(&work.sheet, p, FACE_TEXT, 50, 100 + 10 * i, "tila ");
        struct item *mark = sheet_item(&work.sheet, ITEM_PATH, 0, 70, 92 + 10 * i);
        mark->path.steps = dot;
        mark->path.count = 4;
        mark->path.fill = i < 2 ? 0 : 0xFFFFFF;
        mark->path.stroke = COLOUR_NONE;
        struct item *rule = sheet_item(&work.sheet, ITEM_RECT, 0, 50, 102 + 10 * i);
        rule->rect.width = PT(100);
        rule->rect.height = 400;
    }
    sheet_page_end(&work.sheet, false);
    draw(&work);
    assert_sound(&work, "layers");
    char *text = content_of(&work, "layers");
    if (text != NULL)
        assert_string_equal(text,
            "q\n/Artifact<</Type/Layout>>BDC\n50 492.88 100 .4 re\n50 482.88 100 .4 re\n50 472.88 100 .4 re\nf\nEMC\nQ\n"
            "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.28 Td(tila )Tj\n0 -10 TD(tila )Tj\n(tila )'\nEMC\nET\n"
            "/Artifact<</Type/Layout>>BDC\n"
            "0 g 70 503.28 m\n74 503.28 l\n74 501.28 72 499.28 70 499.28 c\nh\nf\n" /* the first time as it is */
            "q 1 0 0 1 70 493.28 cm/X0 Do Q\n"                                         /* then by its form */
            "1 g 70 483.28 m\n74 483.28 l\n74 481.28 72 479.28 70 479.28 c\nh\nf\n"  /* another colour is another shape */
            "EMC\n");
    free(text);
    stop(&work);
}

/* Text that begins where the text before it ends needs no move, in whatever face. */
static void text_goes_on_where_it_ended(void **state)
{
    (void)state;
    struct work work;
    start(&work);
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
    draw(&work);
    char *text = content_of(&work, "goes-on");
    if (text != NULL)
        assert_string_equal(text, "BT\n/P<</MCID 0>>BDC\n/F0 8 Tf 50 495.28 Td(yksi kaksi )Tj\n/F1 8 Tf (kolme)Tj\n"
                                  "58.68 0 Td(!)Tj\n/F0 8 Tf -58.68 -10 Td(rivi)Tj\nEMC\nET\n");
    free(text);
    stop(&work);
}

static void strings_take_the_shorter_encoding(void **state)
{
#define ROW(text, written) { text, written, sizeof(written) - 1 }
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
        ROW("\xFF", "(\xFE\xFF\xFF\xFD)"), /* malformed */
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

/* ---- Sizes ---- */

static void many_characters_take_further_fonts(void **state)
{
    (void)state;
    struct work work;
    struct buf text;
    start(&work);
    buf_init(&text, MIB);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    int lines = 0;
    size_t characters = 0;
    for (uint32_t code = 0x21; code < 0x2300; code++) {
        bool combining = code >= 0x300 && code < 0x370; /* reading programs join these to what is before them */
        if (combining || (code >= 0x2000 && code < 0x2010) || (code >= 0x2028 && code < 0x2030) || (code >= 0x205F && code < 0x2070) || code == 0xAD || code == 0xA0 ||
            (code >= 0x483 && code <= 0x489) || metrics_advance(fonts_metrics(fonts), FACE_NARROW, code) == ADVANCE_LACKING)
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
    draw(&work);
    assert_sound(&work, "characters");
    char *said = read_back(&work, "characters", "pdftotext", "-raw '%s' -");
    for (int i = 0; said != NULL && i < lines; i++) {
        const struct item *item = &work.sheet.laid.pages[0].items[i];
        assert_holds(said, item->text.bytes);
    }
    free(said);
    buf_free(&text);
    stop(&work);
}

static void forty_thousand_elements(void **state)
{
    (void)state;
    struct work work;
    start(&work);
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
    draw(&work);
    assert_sound(&work, "elements");
    char *pages = read_back(&work, "elements", "pdfinfo", "'%s'");
    assert_holds(pages, "Pages:           200\n");
    free(pages);
    stop(&work);
}

static void pages_may_be_empty(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_elem(&work.sheet, ROLE_P, 1);
    uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1);
    sheet_page_end(&work.sheet, true);
    sheet_text(&work.sheet, p, FACE_TEXT, 50, 50, "");
    sheet_page_end(&work.sheet, false);
    sheet_page_end(&work.sheet, true);
    draw(&work);
    assert_sound(&work, "empty");
    stop(&work);
}

/* Every string of a PDF/A holds at most 32,767 bytes (ISO 19005-2, 6.1.13). */
static void huge_strings_are_held_to_the_limit(void **state)
{
    (void)state;
    enum { HUGE = 200000 };
    struct work work;
    start(&work);
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
    struct device *device = pdf_device(&work.job, fonts, &work.out);
    assert_int_equal(draw_laid(sheet_end(&work.sheet), &meta, device, &work.job), STATUS_OK);
    assert_sound(&work, "huge");
    char *content = content_of(&work, "huge");
    size_t longest = 0, length = 0;
    for (const char *at = content; at != NULL && *at != '\0'; at++) {
        length = *at == ')' && at[-1] != '\\' ? 0 : length + 1;
        longest = length > longest ? length : longest;
    }
    assert_true(content == NULL || (longest > 20000 && longest < PDF_STRING_MAX));
    free(content);
    stop(&work);
}

static void bad_bytes_in_metadata_do_no_harm(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    uint32_t figure = sheet_elem(&work.sheet, ROLE_FIGURE, 1);
    sheet_last(&work.sheet)->alt = text_of("\xFF\xFE)\\( \xED\xA0\x80", LANG_NONE);
    sheet_text(&work.sheet, figure, FACE_TEXT, 50, 50, "x");
    sheet_page_end(&work.sheet, false);
    struct doc_meta meta = sheet_meta;
    meta.title = text_of("a\x01\x1F]]>\n</rdf:li>\xC3(%s%n", LANG_NONE);
    meta.author = text_of(NULL, LANG_NONE);
    meta.keywords = text_of("\xEF\xBF\xBE", LANG_NONE);
    meta.date = "2022-12-1%s";
    meta.query = "<&>\"";
    meta.program = NULL;
    meta.lang = LANG_NONE;
    struct device *device = pdf_device(&work.job, fonts, &work.out);
    assert_int_equal(draw_laid(sheet_end(&work.sheet), &meta, device, &work.job), STATUS_OK);
    assert_sound(&work, "bad-bytes");
    char *info = read_back(&work, "bad-bytes", "pdfinfo", "'%s'");
    assert_holds(info, "Title:           a  ]]> </rdf:li>�(%s%n\n");
    free(info);
    stop(&work);
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
        start(&work);
        uint32_t p = sheet_elem(&work.sheet, ROLE_P, 1), link = sheet_elem(&work.sheet, ROLE_LINK, p);
        struct item *item;
        switch (i) {
        case 1: sheet_text(&work.sheet, 9, FACE_TEXT, 1, 1, "x"); break;
        case 2: work.sheet.elems[p].parent = link; break;
        case 3: work.sheet.elems[p].headers = beyond, work.sheet.elems[p].header_count = 1; break;
        case 4: sheet_item(&work.sheet, ITEM_LINK, p, 1, 1)->link.uri = "https://thl.fi"; break;
        case 5: sheet_item(&work.sheet, ITEM_LINK, link, 1, 1)->link.anchor = 5; break;
        case 6: sheet_item(&work.sheet, ITEM_LINK, link, 1, 1)->link.uri = ""; break;
        case 7: sheet_text(&work.sheet, p, FACE_TEXT, 1, 1, "a中"); break;
        case 8: sheet_text(&work.sheet, p, FACE_TEXT, 1, 1, "a\xFF"); break;
        case 9: sheet_outline(&work.sheet, 1, "x", 3); break;
        case 10: work.sheet.elems[1].role = ROLE_P; break;
        case 11:
            item = sheet_text(&work.sheet, 0, FACE_TEXT, 1, 1, "x");
            item->artifact = (enum artifact)17;
            break;
        default: break;
        }
        if (i > 0)
            sheet_page_end(&work.sheet, false);
        assert_status(&work, STATUS_BUG, rows[i].told);
        stop(&work);
    }
}

static void late_is_told(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    work.job.deadline_us = clock_monotonic_us() - 1;
    assert_status(&work, STATUS_DEADLINE, "");
    stop(&work);
}

static void a_report_beyond_its_limit_is_told(void **state)
{
    (void)state;
    struct work work;
    start(&work);
    sheet_sample(&work.sheet);
    buf_init(&work.out, 10000);
    assert_status(&work, STATUS_LIMIT, "10000 bytes");
    stop(&work);
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
        start(&work);
        sheet_sample(&work.sheet);
        assert_false(arena_failed(work.job.arena));
        arena_fail_after(work.job.arena, i);
        status = sheet_pdf(&work.sheet, fonts, &work.out);
        if (status != STATUS_OK) {
            assert_int_equal(status, STATUS_NOMEM);
            failures++;
        }
        stop(&work);
        assert_true(i < 20000);
    }
    assert_true(failures > 500);
}

static int load(void **state)
{
    (void)state;
    struct err err = ERR_NONE;
    return fonts_load(&fonts, &err) == STATUS_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    fonts_free(fonts);
    return 0;
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
        cmocka_unit_test(operators_are_few),
        cmocka_unit_test(marks_and_text_objects_nest),
        cmocka_unit_test(artifacts_do_not_cut_the_text),
        cmocka_unit_test(text_goes_on_where_it_ended),
        cmocka_unit_test(strings_take_the_shorter_encoding),
        cmocka_unit_test(many_characters_take_further_fonts),
        cmocka_unit_test(forty_thousand_elements),
        cmocka_unit_test(pages_may_be_empty),
        cmocka_unit_test(huge_strings_are_held_to_the_limit),
        cmocka_unit_test(bad_bytes_in_metadata_do_no_harm),
        cmocka_unit_test(broken_structure_is_a_bug),
        cmocka_unit_test(late_is_told),
        cmocka_unit_test(a_report_beyond_its_limit_is_told),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests_name("pdf", tests, load, unload);
}
