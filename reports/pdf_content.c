#include "reports/pdf_ops.h"
#include "reports/pdf_put.h"
#include "text/utf8.h"

#include <string.h>

/* A page is written in three layers, one after the other: grounds and rules below; text and figures; marks that
 * decorate words above. Where artifacts stand in the order of drawing makes no difference to a reader; gathered, they
 * do not cut the text into pieces, and one text object holds most of a page. */
enum layer_id { LAYER_BELOW, LAYER_TEXT, LAYER_ABOVE, LAYER_COUNT };

#define MARK_MAX PT(20) /* an artifact up to this size is a mark; a larger one may be the ground of something */

struct sequence {  /* what stands before a marked-content sequence (ISO 32000-1, 14.6), and makes it another one than
                      that before */
    uint32_t elem; /* 0: an artifact */
    enum artifact artifact;
    uint32_t box; /* the character that a frame stands for, told in the mark as no element tells it; 0: none */
};

struct layer {
    struct pdf *pdf;
    struct pdf_ops ops;
    struct sequence mark;
    bool marked;        /* a sequence is open */
    bool mark_in_text;  /* it was opened inside a text object */
    bool shown;         /* text was shown in it */
    fix mark_x, mark_y; /* where its first item stands */
};

struct pdf_content {
    struct layer layers[LAYER_COUNT];
    struct pdf_ops page; /* the layers together */
};

static const struct elem *elem_of(const struct layer *layer, uint32_t elem)
{
    return &layer->pdf->laid->elems[elem];
}

/* ---- Marked content ---- */

static void open_artifact(struct layer *layer, enum artifact artifact)
{
    static const char *const heads[] = {
        [ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
        [ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        [ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        [ARTIFACT_REPEAT] = "/Artifact<</Type/Pagination>>BDC\n",
    };
    pdf_ops_add(&layer->ops, heads[artifact]);
}

static void add_actual(struct layer *layer, const char *bytes, size_t length)
{
    struct buf buf;
    pdf_ops_add(&layer->ops, "/ActualText");
    buf_init(&buf, 4 * PDF_STRING_MAX);
    pdf_put_string(&buf, bytes, length);
    char *at = pdf_ops_room(&layer->ops, buf.length);
    if (buf_status(&buf) != STATUS_OK) {
        err_set(&layer->pdf->job->err, STATUS_NOMEM, "no memory for a text");
    } else if (at != NULL) {
        memcpy(at, buf.bytes, buf.length);
        pdf_ops_wrote(&layer->ops, at + buf.length);
    }
    buf_free(&buf);
}

static bool has_actual(const struct layer *layer)
{
    const struct sequence *mark = &layer->mark;
    return mark->box != 0 || (mark->elem != 0 && !text_absent(elem_of(layer, mark->elem)->actual));
}

/* ActualText stands in the mark as well as in the structure: programs that extract text read the former. */
static void open_elem(struct layer *layer)
{
    const struct elem *elem = elem_of(layer, layer->mark.elem);
    int number = pdf_tags_content(layer->pdf->tags, layer->mark.elem, layer->pdf->page);
    char *at = number < 0 ? NULL : pdf_ops_room(&layer->ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    *at++ = '/';
    at = put(at, layer->mark.box != 0 ? "Span" : role_name(elem->role));
    at = put(at, "<</MCID ");
    pdf_ops_wrote(&layer->ops, put_int(at, (uint32_t)number));
    if (layer->mark.box != 0) {
        char bytes[4];
        add_actual(layer, bytes, utf8_put(layer->mark.box, bytes));
    } else if (has_actual(layer)) {
        add_actual(layer, elem->actual.bytes, elem->actual.length);
    }
    pdf_ops_add(&layer->ops, ">>BDC\n");
}

/* A space where something drawn stands for a character: programs that extract text give the ActualText of shown glyphs
 * only. */
static void show_space(struct layer *layer)
{
    const struct item item = {
        .kind = ITEM_TEXT,
        .x = layer->mark_x,
        .y = layer->mark_y,
        .text = { .bytes = "", .face = FACE_TEXT, .size = PT(8), .ink = layer->ops.fill, .space = true }
    };
    pdf_ops_begin_text(&layer->ops);
    pdf_ops_show(&layer->ops, &item);
    pdf_ops_end_text(&layer->ops);
}

static void close_mark(struct layer *layer)
{
    if (!layer->marked)
        return;
    pdf_ops_end_filling(&layer->ops);
    if (has_actual(layer) && !layer->shown)
        show_space(layer);
    if (!layer->mark_in_text)
        pdf_ops_end_text(&layer->ops);
    pdf_ops_add(&layer->ops, "EMC\n");
    layer->marked = false;
}

/* Inside the text object where that can be, so that one object serves many marks; outside where something else may be
 * drawn in the mark. */
static void open_mark(struct layer *layer, const struct sequence *mark, const struct item *item, bool text)
{
    bool mixed = mark->elem != 0 && elem_of(layer, mark->elem)->role == ROLE_FIGURE;
    layer->mark = *mark;
    layer->marked = true;
    layer->shown = false;
    layer->mark_x = item->x;
    layer->mark_y = item->y;
    layer->mark_in_text = text && !mixed && !has_actual(layer);
    if (layer->mark_in_text)
        pdf_ops_begin_text(&layer->ops);
    else
        pdf_ops_end_text(&layer->ops);
    if (mark->elem == 0)
        open_artifact(layer, mark->artifact);
    else
        open_elem(layer);
}

/* Sees to it that what is drawn next stands in its own mark, and in a text object or outside as it needs. A mark that
 * was opened inside a text object ends before that does: the two must nest. Marks do not nest in each other, which not
 * every program follows. */
static void want(struct layer *layer, const struct item *item, bool text)
{
    if (layer->pdf->plain) {
        if (text)
            pdf_ops_begin_text(&layer->ops);
        else
            pdf_ops_end_text(&layer->ops);
        return;
    }
    bool box = item->kind == ITEM_BOX && item->elem != 0 && text_absent(elem_of(layer, item->elem)->actual);
    const struct sequence mark = { item->elem, item->artifact, box ? item->box.code : 0 };
    bool same = layer->marked && layer->mark.elem == mark.elem && layer->mark.box == 0 && mark.box == 0 &&
                (mark.elem != 0 || layer->mark.artifact == mark.artifact) && (text || !layer->mark_in_text);
    if (!same)
        close_mark(layer);
    if (!text)
        pdf_ops_end_text(&layer->ops);
    if (!same)
        open_mark(layer, &mark, item, text);
    if (text)
        pdf_ops_begin_text(&layer->ops);
}

/* ---- Items ---- */

static void grow(fix box[4], fix x, fix y)
{
    box[0] = x < box[0] ? x : box[0];
    box[1] = y < box[1] ? y : box[1];
    box[2] = x > box[2] ? x : box[2];
    box[3] = y > box[3] ? y : box[3];
}

/* Left, top, right, bottom of what is drawn. Text is as high as faces are. */
static void find_box(const struct item *item, fix box[4])
{
    fix x = item->x, y = item->y;
    box[0] = box[2] = x;
    box[1] = box[3] = y;
    switch (item->kind) {
    case ITEM_TEXT:
        grow(box, x + item->text.width, y - item->text.size * 93 / 100);
        grow(box, x, y + item->text.size / 4);
        break;
    case ITEM_BOX:
        grow(box, x + item->box.width, y - item->box.size);
        break;
    case ITEM_RECT:
        grow(box, x + item->rect.width, y + item->rect.height);
        break;
    case ITEM_PATH:
        if (item->path.count > 0) {
            box[0] = box[2] = x + item->path.steps[0].x;
            box[1] = box[3] = y + item->path.steps[0].y;
        }
        for (size_t i = 0; i < item->path.count; i++)
            if (item->path.steps[i].op != PATH_CLOSE)
                grow(box, x + item->path.steps[i].x, y + item->path.steps[i].y);
        break;
    case ITEM_MARK:
        grow(box, x + item->mark.size, y + item->mark.size);
        break;
    case ITEM_LINK:
        break;
    }
}

static enum layer_id layer_of(const struct item *item)
{
    if (item->elem != 0)
        return LAYER_TEXT;
    if (item->kind == ITEM_RECT)
        return LAYER_BELOW;
    if (item->kind != ITEM_PATH && item->kind != ITEM_MARK)
        return LAYER_TEXT;
    fix box[4];
    find_box(item, box);
    return box[2] - box[0] <= MARK_MAX && box[3] - box[1] <= MARK_MAX ? LAYER_ABOVE : LAYER_TEXT;
}

/* The box of a figure's part is a part of the figure's box. */
static bool extend_figure(struct layer *layer, const struct item *item)
{
    fix box[4];
    if (layer->pdf->plain || item->elem == 0 || elem_of(layer, item->elem)->role != ROLE_FIGURE ||
        (item->kind == ITEM_PATH && item->path.count == 0))
        return true;
    find_box(item, box);
    return pdf_tags_extend(layer->pdf->tags, item->elem, box);
}

void pdf_content_item(struct pdf_content *content, const struct item *item)
{
    struct layer *layer = &content->layers[layer_of(item)];
    bool text = item->kind == ITEM_TEXT;
    if (text && item->text.length == 0 && !item->text.hyphen && !item->text.space)
        return;
    if (!extend_figure(layer, item))
        return;
    want(layer, item, text);
    switch (item->kind) {
    case ITEM_TEXT:
        pdf_ops_show(&layer->ops, item);
        layer->shown = true;
        break;
    case ITEM_BOX:
        pdf_ops_box(&layer->ops, item);
        break;
    case ITEM_RECT:
        pdf_ops_rect(&layer->ops, item);
        break;
    case ITEM_PATH:
        pdf_ops_path(&layer->ops, item);
        break;
    case ITEM_MARK:
        pdf_ops_mark(&layer->ops, item);
        break;
    case ITEM_LINK:
        break;
    }
}

/* ---- Pages ---- */

struct pdf_content *pdf_content_new(struct pdf *pdf)
{
    struct pdf_content *content = arena_alloc(pdf->job->arena, sizeof *content);
    for (size_t i = 0; content != NULL && i < LAYER_COUNT; i++)
        content->layers[i].pdf = pdf;
    return content;
}

void pdf_content_begin(struct pdf_content *content)
{
    for (size_t i = 0; i < LAYER_COUNT; i++) {
        struct layer *layer = &content->layers[i];
        pdf_ops_begin(&layer->ops, layer->pdf, layer->pdf->laid->height, i != LAYER_ABOVE);
    }
}

static void append(struct pdf_ops *page, const struct pdf_ops *ops)
{
    char *at = pdf_ops_room(page, ops->length);
    if (at != NULL && ops->length > 0) {
        memcpy(at, ops->bytes, ops->length);
        pdf_ops_wrote(page, at + ops->length);
    }
}

bool pdf_content_end(struct pdf_content *content, struct pdf_stream *out)
{
    struct pdf *pdf = content->layers[0].pdf;
    struct pdf_ops *page = &content->page;
    for (size_t i = 0; i < LAYER_COUNT; i++) {
        close_mark(&content->layers[i]);
        pdf_ops_end_text(&content->layers[i].ops);
    }
    pdf_ops_begin(page, pdf, 0, true);
    if (content->layers[LAYER_BELOW].ops.length > 0) {
        pdf_ops_add(page, "q\n"); /* the layer of text begins with a fresh state, too */
        append(page, &content->layers[LAYER_BELOW].ops);
        pdf_ops_add(page, "Q\n");
    }
    append(page, &content->layers[LAYER_TEXT].ops);
    append(page, &content->layers[LAYER_ABOVE].ops);
    *out = (struct pdf_stream){ page->bytes, page->length, false };
    return pdf_sound(pdf);
}
