#include "reports/pdf_inner.h"

#include <hpdf_annotation.h>
#include <string.h>

/* Beyond so many pages they hang in groups of this size. */
#define PAGE_GROUP 100

/* ---- libharu's memory ---- */

/* libharu's allocator has no user pointer: the arena of the document that is worked on, set by every entry into this
 * file. */
static struct arena *haru_arena;

static void *haru_alloc(HPDF_UINT size)
{
    return haru_arena == NULL ? NULL : arena_raw(haru_arena, size);
}

static void haru_free(void *place)
{
    (void)place; /* the arena takes it back with all else */
}

static struct pdf *enter(struct device *device)
{
    struct pdf *pdf = (struct pdf *)device;
    haru_arena = pdf->job->arena;
    return pdf;
}

bool pdf_sound(struct pdf *pdf)
{
    if (job_status(pdf->job) == STATUS_OK && HPDF_GetError(pdf->doc) != HPDF_OK)
        err_set(&pdf->job->err, STATUS_BUG, "libharu told error 0x%04X, %d", (unsigned)HPDF_GetError(pdf->doc),
                (int)HPDF_GetErrorDetail(pdf->doc));
    return job_status(pdf->job) == STATUS_OK;
}

bool pdf_stop(struct pdf *pdf)
{
    if (pdf_sound(pdf))
        err_set(&pdf->job->err, STATUS_BUG, "a report could not be drawn");
    return false;
}

HPDF_Dict pdf_dict(struct pdf *pdf, HPDF_Dict_OnWriteFunc write, void *attr)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
    if (dict == NULL || HPDF_Xref_Add(pdf->doc->xref, dict) != HPDF_OK)
        return NULL;
    dict->write_fn = write;
    dict->attr = attr;
    return dict;
}

/* ---- Links ---- */

/* [page /XYZ 0 y null], a direct array for Dest. */
static HPDF_Array make_destination(struct pdf *pdf, uint32_t anchor)
{
    const struct laid *laid = pdf->laid;
    if (anchor == 0 || anchor >= laid->anchor_count || laid->anchors[anchor].page >= laid->page_count) {
        err_set(&pdf->job->err, STATUS_BUG, "a link leads to no place of the report");
        return NULL;
    }
    const struct place *place = &laid->anchors[anchor];
    HPDF_Array array = HPDF_Array_New(pdf->doc->mmgr);
    if (array == NULL)
        return NULL;
    HPDF_Array_Add(array, pdf->pages[place->page]);
    HPDF_Array_AddName(array, "XYZ");
    HPDF_Array_AddNumber(array, 0);
    HPDF_Array_AddNumber(array, (laid->height - place->y + 999) / 1000);
    return HPDF_Array_Add(array, HPDF_Null_New(pdf->doc->mmgr)) == HPDF_OK ? array : NULL;
}

/* An address as ASCII (RFC 3986, 2.1): all bytes that are not become %XX. NULL when memory is out. */
static char *escape_uri(struct arena *arena, const char *uri)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t length = strlen(uri);
    if (length > PDF_STRING_MAX / 3)
        length = PDF_STRING_MAX / 3;
    char *escaped = arena_raw(arena, 3 * length + 1), *at = escaped;
    for (size_t i = 0; escaped != NULL && i < length; i++) {
        unsigned char byte = (unsigned char)uri[i];
        if (byte > 0x20 && byte < 0x7F && strchr("<>\"{}|\\^`", byte) == NULL) {
            *at++ = (char)byte;
            continue;
        }
        *at++ = '%';
        *at++ = digits[byte >> 4];
        *at++ = digits[byte & 15];
    }
    if (escaped != NULL)
        *at = '\0';
    return escaped;
}

static HPDF_Rect rect_of(const struct laid *laid, const struct item *item)
{
    fix bottom = laid->height - item->y - item->link.height;
    return (HPDF_Rect){ (HPDF_REAL)item->x / 1000, (HPDF_REAL)bottom / 1000,
                        (HPDF_REAL)(item->x + item->link.width) / 1000,
                        (HPDF_REAL)(bottom + item->link.height) / 1000 };
}

static HPDF_Dict make_annotation(struct pdf *pdf, const struct item *item)
{
    HPDF_Rect rect = rect_of(pdf->laid, item);
    HPDF_Doc doc = pdf->doc;
    if (item->link.anchor != 0) {
        HPDF_Array destination = make_destination(pdf, item->link.anchor);
        return destination == NULL ? NULL : HPDF_LinkAnnot_New(doc->mmgr, doc->xref, rect, destination);
    }
    if (item->link.uri == NULL || item->link.uri[0] == '\0') {
        err_set(&pdf->job->err, STATUS_BUG, "a link leads nowhere");
        return NULL;
    }
    char *uri = escape_uri(pdf->job->arena, item->link.uri);
    return uri == NULL ? NULL : HPDF_URILinkAnnot_New(doc->mmgr, doc->xref, rect, uri);
}

/* The page's list of annotations, made when it has none. */
static HPDF_Array annotations_of(struct pdf *pdf, HPDF_Page page)
{
    HPDF_Array array = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);
    if (array != NULL)
        return array;
    array = HPDF_Array_New(pdf->doc->mmgr);
    return array != NULL && HPDF_Dict_Add(page, "Annots", array) == HPDF_OK ? array : NULL;
}

static bool add_link(struct pdf *pdf, const struct item *item)
{
    enum { PRINTED = 4 };
    HPDF_Dict annotation = make_annotation(pdf, item);
    HPDF_Array array = annotation == NULL ? NULL : annotations_of(pdf, pdf->pages[pdf->page]);
    if (array == NULL)
        return pdf_stop(pdf);
    struct text contents = item->link.contents;
    if (text_absent(contents))
        contents = item->link.anchor != 0 ? pdf->meta->title : text_of(item->link.uri, LANG_NONE);
    HPDF_LinkAnnot_SetBorderStyle(annotation, 0, 0, 0);
    HPDF_Dict_AddNumber(annotation, "F", PRINTED);
    HPDF_Array_Add(array, annotation);
    if (pdf->tags == NULL)
        return pdf_sound(pdf);
    const struct pdf_entry entry = { "/Contents", contents };
    return pdf_add_texts(pdf, annotation, &entry, 1) &&
           pdf_tags_annotation(pdf->tags, item->elem, pdf->page, annotation);
}

/* ---- Outline ---- */

#define OUTLINE_LEVELS 16

static bool add_outline(struct pdf *pdf)
{
    HPDF_Outline parents[OUTLINE_LEVELS + 1] = { NULL };
    int deepest = 0;
    for (size_t i = 0; i < pdf->laid->outline_count; i++) {
        const struct outline_entry *entry = &pdf->laid->outline[i];
        int level = entry->level < 1 ? 1 : entry->level > deepest + 1 ? deepest + 1 : entry->level;
        if (level > OUTLINE_LEVELS)
            level = OUTLINE_LEVELS;
        HPDF_Outline outline = HPDF_CreateOutline(pdf->doc, parents[level - 1], "", NULL);
        HPDF_Array destination = outline == NULL ? NULL : make_destination(pdf, entry->anchor);
        const struct pdf_entry title = { "/Title", entry->title };
        if (destination == NULL || HPDF_Dict_Add(outline, "Dest", destination) != HPDF_OK ||
            !pdf_add_texts(pdf, outline, &title, 1))
            return pdf_stop(pdf);
        HPDF_Dict_RemoveElement(outline, "Title"); /* libharu's own, empty */
        HPDF_Dict_RemoveElement(outline, "Type");
        HPDF_Outline_SetOpened(outline, level == 1);
        parents[level] = outline;
        deepest = level;
    }
    return pdf_sound(pdf);
}

/* ---- The device ---- */

static bool make_pages(struct pdf *pdf)
{
    const struct laid *laid = pdf->laid;
    pdf->pages = arena_array(pdf->job->arena, laid->page_count, sizeof *pdf->pages);
    if (pdf->pages == NULL)
        return pdf_stop(pdf);
    if (laid->page_count > PAGE_GROUP)
        HPDF_SetPagesConfiguration(pdf->doc, PAGE_GROUP);
    for (size_t i = 0; i < laid->page_count; i++) {
        pdf->pages[i] = HPDF_AddPage(pdf->doc);
        if (pdf->pages[i] == NULL)
            return pdf_stop(pdf);
        HPDF_Page_SetWidth(pdf->pages[i], (HPDF_REAL)laid->width / 1000);
        HPDF_Page_SetHeight(pdf->pages[i], (HPDF_REAL)laid->height / 1000);
        if (pdf->tags == NULL)
            continue;
        HPDF_Dict_AddNumber(pdf->pages[i], "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(pdf->pages[i], "Tabs", "S");
    }
    return pdf_sound(pdf);
}

static bool pdf_begin(struct device *device, const struct laid *laid, const struct doc_meta *meta)
{
    struct pdf *pdf = enter(device);
    pdf->laid = laid;
    pdf->meta = meta;
    if (laid->page_count == 0 || laid->page_count > LIMIT_PAGES) {
        err_set(&pdf->job->err, STATUS_BUG, "a report of %zu pages cannot be drawn", laid->page_count);
        return false;
    }
    pdf->doc = HPDF_NewEx(NULL, haru_alloc, haru_free, 0, NULL);
    pdf->coder = pdf_fonts_new(pdf->job, pdf->fonts);
    pdf->forms = pdf_forms_new(pdf->job);
    pdf->content = pdf_content_new(pdf);
    if (pdf->doc == NULL || pdf->coder == NULL || pdf->forms == NULL || pdf->content == NULL) {
        if (job_status(pdf->job) == STATUS_OK)
            err_set(&pdf->job->err, STATUS_NOMEM, "no memory for the report");
        return false;
    }
    /* libharu's list of objects grows by this many at a time: at once for all pages, so that it is copied seldom */
    pdf->doc->xref->entries->items_per_block = (HPDF_UINT)(8 * laid->page_count + 1024);
    pdf->tags = pdf->plain ? NULL : pdf_tags_new(pdf);
    return pdf->plain || pdf->tags != NULL ? make_pages(pdf) : pdf_stop(pdf);
}

static bool pdf_page_begin(struct device *device, const struct page *page, size_t index)
{
    struct pdf *pdf = enter(device);
    (void)page;
    pdf->page = index;
    pdf_content_begin(pdf->content);
    return index < pdf->laid->page_count;
}

static bool pdf_item(struct device *device, const struct item *item)
{
    struct pdf *pdf = enter(device);
    if (item->elem >= pdf->laid->elem_count || (unsigned)item->artifact > ARTIFACT_REPEAT) {
        err_set(&pdf->job->err, STATUS_BUG, "something drawn belongs to no element");
        return false;
    }
    if (item->kind == ITEM_LINK)
        return add_link(pdf, item);
    pdf_content_item(pdf->content, item);
    return !arena_failed(pdf->job->arena) && pdf->job->err.status == STATUS_OK;
}

static bool pdf_page_end(struct device *device)
{
    struct pdf *pdf = enter(device);
    struct pdf_stream *stream = arena_raw(pdf->job->arena, sizeof *stream);
    struct pdf_stream plain;
    if (stream == NULL || !pdf_content_end(pdf->content, &plain) ||
        !pdf_deflate(pdf->job, false, plain.bytes, plain.length, stream))
        return pdf_stop(pdf);
    HPDF_PageAttr attr = pdf->pages[pdf->page]->attr;
    pdf_stream_adopt(attr->contents, stream);
    return true;
}

static bool pdf_end(struct device *device)
{
    struct pdf *pdf = enter(device);
    HPDF_Dict resources = pdf_dict(pdf, NULL, NULL);
    if (resources == NULL || !pdf_fonts_finish(pdf, resources) || !pdf_forms_finish(pdf, resources))
        return pdf_stop(pdf);
    for (size_t i = 0; i < pdf->laid->page_count; i++)
        if (HPDF_Dict_Add(pdf->pages[i], "Resources", resources) != HPDF_OK)
            return pdf_stop(pdf);
    return (pdf->plain || pdf_tags_finish(pdf->tags)) && add_outline(pdf) && pdf_meta_finish(pdf) && pdf_save(pdf);
}

struct device *pdf_device(struct job *job, const struct fonts *fonts, struct buf *out)
{
    struct pdf *pdf = arena_alloc(job->arena, sizeof *pdf);
    if (pdf == NULL)
        return NULL;
    *pdf = (struct pdf){
        .device = { pdf_begin, pdf_page_begin, pdf_item, pdf_page_end, pdf_end }, .job = job, .fonts = fonts, .out = out
    };
    return &pdf->device;
}

struct device *pdf_device_plain(struct job *job, const struct fonts *fonts, struct buf *out)
{
    struct pdf *pdf = (struct pdf *)pdf_device(job, fonts, out);
    if (pdf == NULL)
        return NULL;
    pdf->plain = true;
    return &pdf->device;
}
