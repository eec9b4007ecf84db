#include "tests/support/sheet.h"

#include "reports/draw.h"
#include "reports/pdf.h"

#include <string.h>

static const struct plan_read plans[] = {
    { "kymenlaakso", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    { "pyhtaa", NULL },
};
static const struct provenance provenance = {
    .plans = plans,
    .plan_count = 2,
    .query = "/plans/kymenlaakso/organisations/hamina.pdf?year=2022&lang=fi",
    .authors = true,
    .program = "0.1.0+0123456789",
};

const struct doc_meta sheet_meta = {
    .title = { "Haminan kaupunki – seuranta 2022", sizeof "Haminan kaupunki – seuranta 2022" - 1, LANG_FI },
    .subject = { "Kymenlaakson hyvinvointisuunnitelma", sizeof "Kymenlaakson hyvinvointisuunnitelma" - 1, LANG_FI },
    .author = { "Haminan kaupunki", sizeof "Haminan kaupunki" - 1, LANG_FI },
    .keywords = { "hyvinvointi, <seuranta> & \"2022\"", sizeof "hyvinvointi, <seuranta> & \"2022\"" - 1, LANG_FI },
    .lang = LANG_FI,
    .date = "2022-12-12",
    .provenance = &provenance,
    .foot_page = "sivu %zu / %zu",
};

void sheet_begin(struct sheet *sheet, struct job *job, const struct metrics *metrics)
{
    *sheet = (struct sheet){ .job = job, .metrics = metrics };
    sheet->laid.width = page_style.width;
    sheet->laid.height = page_style.height;
    sheet->laid.elem_count = 1;
    sheet->laid.anchor_count = 1;
    /* Element and anchor 0 are not used */
    if (!arena_grow(job->arena, &sheet->elems, 0, &sheet->elem_capacity, sizeof *sheet->elems) ||
        !arena_grow(job->arena, &sheet->anchors, 0, &sheet->anchor_capacity, sizeof *sheet->anchors))
        return;
    sheet_elem(sheet, ROLE_DOCUMENT, 0);
}

uint32_t sheet_elem(struct sheet *sheet, enum role role, uint32_t parent)
{
    size_t count = sheet->laid.elem_count;
    if (sheet->elems == NULL ||
        !arena_grow(sheet->job->arena, &sheet->elems, count, &sheet->elem_capacity, sizeof *sheet->elems))
        return 0;
    sheet->elems[count] = (struct elem){ .role = role, .parent = parent, .row_span = 1, .col_span = 1 };
    return (uint32_t)sheet->laid.elem_count++;
}

struct elem *sheet_last(struct sheet *sheet)
{
    static struct elem spare;
    return sheet->elems == NULL ? &spare : &sheet->elems[sheet->laid.elem_count - 1];
}

struct item *sheet_item(struct sheet *sheet, enum item_kind kind, uint32_t elem, int x, int y)
{
    static struct item spare;
    if (!arena_grow(sheet->job->arena, &sheet->items, sheet->item_count, &sheet->item_capacity, sizeof *sheet->items))
        return &spare;
    struct item *item = &sheet->items[sheet->item_count++];
    *item = (struct item){ .kind = kind, .elem = elem, .x = PT(x), .y = PT(y) };
    return item;
}

struct item *sheet_text(struct sheet *sheet, uint32_t elem, enum face face, int x, int y, const char *text)
{
    struct item *item = sheet_item(sheet, ITEM_TEXT, elem, x, y);
    item->text.bytes = text;
    item->text.length = (uint32_t)strlen(text);
    item->text.face = face;
    item->text.size = PT(8);
    item->text.width = metrics_width(sheet->metrics, face, PT(8), text, item->text.length);
    return item;
}

uint32_t sheet_anchor(struct sheet *sheet, int y)
{
    size_t count = sheet->laid.anchor_count;
    if (sheet->anchors == NULL ||
        !arena_grow(sheet->job->arena, &sheet->anchors, count, &sheet->anchor_capacity, sizeof *sheet->anchors))
        return 0;
    sheet->anchors[count] = (struct place){ (uint32_t)sheet->laid.page_count, PT(y) };
    return (uint32_t)sheet->laid.anchor_count++;
}

void sheet_outline(struct sheet *sheet, int level, const char *title, uint32_t anchor)
{
    size_t count = sheet->laid.outline_count;
    if (!arena_grow(sheet->job->arena, &sheet->outline, count, &sheet->outline_capacity, sizeof *sheet->outline))
        return;
    sheet->outline[sheet->laid.outline_count++] = (struct outline_entry){ level, text_of(title, LANG_FI), anchor };
}

void sheet_page_end(struct sheet *sheet, bool cover)
{
    size_t count = sheet->laid.page_count;
    if (!arena_grow(sheet->job->arena, &sheet->pages, count, &sheet->page_capacity, sizeof *sheet->pages))
        return;
    sheet->pages[sheet->laid.page_count++] = (struct page){ sheet->items, sheet->item_count, cover };
    sheet->items = NULL;
    sheet->item_count = sheet->item_capacity = 0;
}

const struct laid *sheet_end(struct sheet *sheet)
{
    sheet->laid.elems = sheet->elems;
    sheet->laid.pages = sheet->pages;
    sheet->laid.anchors = sheet->anchors;
    sheet->laid.outline = sheet->outline;
    return &sheet->laid;
}

enum status sheet_pdf(struct sheet *sheet, struct fonts *fonts, struct buf *out)
{
    const struct laid *laid = sheet_end(sheet);
    struct device *device = pdf_device(sheet->job, fonts, out);
    if (device == NULL || arena_failed(sheet->job->arena))
        return job_status(sheet->job);
    return draw_laid(laid, &sheet_meta, device, sheet->job);
}

/* ---- The sample ---- */

static void furniture(struct sheet *sheet)
{
    sheet_text(sheet, 0, FACE_NARROW, 50, 30, "Haminan kaupunki – seuranta 2022")->artifact = ARTIFACT_HEADER;
    sheet_text(sheet, 0, FACE_NARROW, 750, 575, "sivu 2 / 3")->artifact = ARTIFACT_FOOTER;
}

static void ground(struct sheet *sheet, int x, int y, int width, int height, colour fill)
{
    struct item *item = sheet_item(sheet, ITEM_RECT, 0, x, y);
    item->rect.width = PT(width);
    item->rect.height = PT(height);
    item->rect.fill = fill;
}

static void link(struct sheet *sheet, uint32_t elem, int x, int y, uint32_t anchor, const char *uri)
{
    struct item *item = sheet_item(sheet, ITEM_LINK, elem, x, y - 8);
    item->link.width = PT(120);
    item->link.height = PT(10);
    item->link.anchor = anchor;
    item->link.uri = uri;
    item->link.contents = text_of(anchor != 0 ? "Toimenpiteet, sivu 2" : "THL:n sivut", LANG_FI);
}

static void cover(struct sheet *sheet, uint32_t anchor)
{
    ground(sheet, 0, 0, 842, 120, 0x1F4E79);
    struct item *title =
        sheet_text(sheet, sheet_elem(sheet, ROLE_H1, 1), FACE_TEXT_BOLD, 50, 200, "Haminan kaupunki – seuranta 2022");
    title->text.size = PT(28);
    uint32_t p = sheet_elem(sheet, ROLE_P, 1);
    sheet_text(sheet, p, FACE_TEXT, 50, 240, "Lasten, nuorten ja perheiden hyvinvointi — ")->text.ink = 0x333333;
    uint32_t span = sheet_elem(sheet, ROLE_SPAN, p);
    sheet_last(sheet)->lang = LANG_SV;
    sheet_text(sheet, span, FACE_TEXT_ITALIC, 240, 240, "välfärdsplan (för \\alla\\)");
    sheet_text(sheet, p, FACE_TEXT, 340, 240, ", 2020–2024.");
    uint32_t toc = sheet_elem(sheet, ROLE_TOC, 1);
    uint32_t reference = sheet_elem(sheet, ROLE_REFERENCE, sheet_elem(sheet, ROLE_TOCI, toc));
    uint32_t a = sheet_elem(sheet, ROLE_LINK, reference);
    sheet_text(sheet, a, FACE_TEXT, 50, 300, "1 Toimenpiteet")->text.space = true;
    sheet_text(sheet, a, FACE_TEXT, 160, 300, "2");
    link(sheet, a, 50, 300, anchor, NULL);
    uint32_t note = sheet_elem(sheet, ROLE_P, 1);
    uint32_t b = sheet_elem(sheet, ROLE_LINK, note);
    sheet_text(sheet, b, FACE_TEXT, 50, 330, "Terveyden ja hyvinvoinnin")->text.space = true;
    sheet_text(sheet, b, FACE_TEXT, 50, 340, "laitos");
    link(sheet, b, 50, 330, 0, "https://thl.fi/ä sivu?(x)");
    link(sheet, b, 50, 340, 0, "https://thl.fi/ä sivu?(x)");
    sheet_page_end(sheet, true);
}

static const struct path_step triangle[] = {
    { .op = PATH_MOVE, .x = 4000, .y = 0 },
    { .op = PATH_LINE, .x = 8000, .y = 7000 },
    { .op = PATH_CURVE, .x = 0, .y = 7000, .x1 = 6000, .y1 = 9000, .x2 = 2000, .y2 = 9000 },
    { .op = PATH_CLOSE }
};

static void mark(struct sheet *sheet, uint32_t elem, int x, int y)
{
    struct item *item = sheet_item(sheet, ITEM_PATH, elem, x, y);
    item->path.steps = triangle;
    item->path.count = 4;
    item->path.fill = 0x2E7D32;
    item->path.stroke = 0x2E7D32;
    item->path.line_width = 500;
}

static uint32_t header(struct sheet *sheet, uint32_t row, enum scope scope, const char *text, int x, int y)
{
    uint32_t cell = sheet_elem(sheet, ROLE_TH, row);
    sheet_last(sheet)->scope = scope;
    uint32_t p = sheet_elem(sheet, ROLE_P, cell);
    sheet_text(sheet, p, FACE_NARROW_BOLD, x, y, text);
    return cell;
}

static void cell(struct sheet *sheet, uint32_t row, const char *text, int x, int y)
{
    sheet_text(sheet, sheet_elem(sheet, ROLE_P, sheet_elem(sheet, ROLE_TD, row)), FACE_NARROW, x, y, text);
}

/* A table with a band, a cell and a row that go on on the next page, and a repeated header. */
static void table(struct sheet *sheet)
{
    uint32_t table = sheet_elem(sheet, ROLE_TABLE, 1);
    sheet_text(sheet, sheet_elem(sheet, ROLE_CAPTION, table), FACE_TEXT_BOLD, 50, 100, "Taulukko 1. Toimenpiteet");
    uint32_t row = sheet_elem(sheet, ROLE_TR, sheet_elem(sheet, ROLE_THEAD, table));
    ground(sheet, 50, 110, 300, 14, 0xDDE6EE);
    ground(sheet, 350, 110, 300, 14, 0xDDE6EE);
    uint32_t first = header(sheet, row, SCOPE_COLUMN, "Tavoite", 52, 120);
    uint32_t second = header(sheet, row, SCOPE_COLUMN, "Mittari ja tulos", 352, 120);
    uint32_t body = sheet_elem(sheet, ROLE_TBODY, table);
    row = sheet_elem(sheet, ROLE_TR, body);
    uint32_t band = header(sheet, row, SCOPE_BOTH, "Lapset", 52, 140);
    if (band != 0)
        sheet->elems[band].col_span = 2;
    row = sheet_elem(sheet, ROLE_TR, body);
    uint32_t *heads = arena_array(sheet->job->arena, 2, sizeof *heads);
    uint32_t split = sheet_elem(sheet, ROLE_TD, row);
    struct elem *td = sheet_last(sheet);
    if (heads != NULL && split != 0) {
        heads[0] = first;
        heads[1] = band;
        td->headers = heads;
        td->header_count = 2;
    }
    td->row_span = 2;
    uint32_t p = sheet_elem(sheet, ROLE_P, split);
    sheet_text(sheet, p, FACE_NARROW, 52, 160, "Matalan kynnyksen kohtaamis")->text.hyphen = true;
    sheet_text(sheet, p, FACE_NARROW, 52, 170, "paikka ja vertais")->text.hyphen = true;
    uint32_t other = sheet_elem(sheet, ROLE_TD, row);
    uint32_t list = sheet_elem(sheet, ROLE_L, other);
    uint32_t item = sheet_elem(sheet, ROLE_LI, list);
    sheet_text(sheet, sheet_elem(sheet, ROLE_LBL, item), FACE_NARROW, 352, 160, "•");
    uint32_t inner = sheet_elem(sheet, ROLE_P, sheet_elem(sheet, ROLE_LBODY, item));
    sheet_text(sheet, inner, FACE_NARROW, 360, 160, "Käyntien määrä ≥ 12,3 %");
    row = sheet_elem(sheet, ROLE_TR, body);
    cell(sheet, row, "sama", 352, 300);
    furniture(sheet);
    sheet_page_end(sheet, false);
    sheet_text(sheet, 0, FACE_NARROW_BOLD, 52, 60, "Tavoite")->artifact = ARTIFACT_REPEAT;
    sheet_text(sheet, p, FACE_NARROW, 52, 80, "ryhmät (koulu/päiväkoti)");
    (void)second;
}

static void last_page(struct sheet *sheet)
{
    uint32_t figure = sheet_elem(sheet, ROLE_FIGURE, 1);
    sheet_last(sheet)->alt = text_of("Kuvio: 3 tavoitetta toteutui (hyvin), 1 myöhässä", LANG_FI);
    struct item *bar = sheet_item(sheet, ITEM_RECT, figure, 300, 80);
    bar->rect.width = PT(100);
    bar->rect.height = PT(10);
    bar->rect.fill = 0x2E7D32;
    sheet_text(sheet, figure, FACE_NARROW, 300, 110, "toteutunut");
    struct item *line = sheet_item(sheet, ITEM_PATH, figure, 300, 120);
    line->path.steps = triangle;
    line->path.count = 3;
    line->path.fill = COLOUR_NONE;
    line->path.stroke = 0x555555;
    line->path.line_width = 750;
    line->path.dashed = true;
    uint32_t p = sheet_elem(sheet, ROLE_P, 1);
    uint32_t span = sheet_elem(sheet, ROLE_SPAN, p);
    sheet_last(sheet)->actual = text_of("▲", LANG_NONE);
    mark(sheet, span, 52, 200);
    sheet_text(sheet, p, FACE_TEXT, 64, 207, "hyvä; ");
    struct item *box = sheet_item(sheet, ITEM_BOX, p, 90, 207);
    box->box.code = 0x4E2D;
    box->box.size = PT(8);
    box->box.width = 4800;
    sheet_text(sheet, p, FACE_SPARE, 100, 207, "→ ● ☐ ✓")->text.hyphen = true;
    sheet_text(sheet, p, FACE_TEXT, 150, 207, "Жж čđŋšŧž ǥǧǩǯʒ õ € ½ ± − × ‰ ’ … § ≤");
    furniture(sheet);
    sheet_page_end(sheet, false);
}

const struct laid *sheet_sample(struct sheet *sheet)
{
    uint32_t anchor = sheet_anchor(sheet, 60);
    cover(sheet, anchor);
    if (sheet->anchors != NULL && anchor != 0)
        sheet->anchors[anchor].page = 1;
    uint32_t heading = sheet_elem(sheet, ROLE_H2, 1);
    sheet_last(sheet)->title = text_of("Toimenpiteet", LANG_FI);
    sheet_text(sheet, heading, FACE_TEXT_BOLD, 50, 70, "1 Toimenpiteet");
    sheet_outline(sheet, 1, "Toimenpiteet – åtgärder", anchor);
    sheet_outline(sheet, 2, "Taulukko", anchor);
    sheet_outline(sheet, 1, "Loppu", anchor);
    table(sheet);
    last_page(sheet);
    return sheet_end(sheet);
}
