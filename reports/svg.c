#include "reports/svg.h"

#include "reports/mark.h"
#include "text/html.h"
#include "text/utf8.h"

struct svg {
    struct device device;
    struct job *job;
    struct buf *out;
};

/* ---- Words ---- */

/* In points, rounded to 1/100. */
static void put_length(struct buf *out, fix length)
{
    int64_t half = length < 0 ? -5 : 5;
    buf_milli(out, (length + half) / 10 * 10);
}

static void put_attribute(struct buf *out, const char *name, fix length)
{
    buf_printf(out, " %s=\"", name);
    put_length(out, length);
    buf_char(out, '"');
}

/* The attributes that tell a text which an element is known by. */
static void put_label(struct buf *out, struct text text, enum lang around)
{
    if (html_foreign(text, around))
        buf_printf(out, " lang=\"%s\"", lang_tag(text.lang));
    buf_text(out, " role=\"img\" aria-label=\"");
    html_put(out, text.bytes, text.length);
    buf_char(out, '"');
}

static void put_steps(struct buf *out, const struct path_step *steps, size_t count, fix x, fix y)
{
    static const char ops[] = "MLCZ";
    for (size_t i = 0; i < count; i++) {
        const struct path_step *step = &steps[i];
        const fix points[] = { step->x1, step->y1, step->x2, step->y2, step->x, step->y };
        size_t first = step->op == PATH_CURVE ? 0 : step->op == PATH_CLOSE ? 6 : 4;
        buf_char(out, ops[step->op]);
        for (size_t p = first; p < 6; p++) {
            if (p > first)
                buf_char(out, ' ');
            put_length(out, points[p] + (p % 2 == 0 ? x : y));
        }
    }
}

/* ---- The device ---- */

static bool going_on(const struct svg *svg)
{
    return buf_tell(svg->out, &svg->job->err) == STATUS_OK;
}

/* CSS pixels, of which a point has 4/3. */
static unsigned pixels(fix length)
{
    return (unsigned)((length * (int64_t)4 / 3 + 500) / 1000);
}

static bool svg_begin(struct device *device, const struct laid *laid, const struct doc_meta *meta)
{
    struct svg *svg = (struct svg *)device;
    buf_text(svg->out, "<svg class=\"chart\" viewBox=\"0 0 ");
    put_length(svg->out, laid->width);
    buf_char(svg->out, ' ');
    put_length(svg->out, laid->height);
    buf_printf(svg->out, "\" width=\"%u\" height=\"%u\"", pixels(laid->width), pixels(laid->height));
    put_label(svg->out, meta->title, meta->lang);
    buf_char(svg->out, '>');
    return going_on(svg);
}

static bool svg_page_begin(struct device *device, const struct page *page, size_t index)
{
    (void)page;
    (void)index;
    return going_on((struct svg *)device);
}

static void svg_text(struct buf *out, const struct item *item)
{
    static const char *const classes[FACE_COUNT] = { "",        " bold",        " italic",
                                                     " narrow", " narrow bold", " narrow italic",
                                                     "",        " bold",        " italic" };
    bool box = item->kind == ITEM_BOX;
    buf_text(out, "<text");
    put_attribute(out, "x", item->x);
    put_attribute(out, "y", item->y);
    put_attribute(out, "font-size", box ? item->box.size : item->text.size);
    put_attribute(out, "textLength", box ? item->box.width : item->text.width);
    buf_printf(out, " lengthAdjust=\"spacingAndGlyphs\" class=\"f-%s%s\">",
               tint_word(tint_of(box ? item->box.ink : item->text.ink)), box ? "" : classes[item->text.face]);
    if (box) { /* none of the report's fonts has it; the reader's may */
        char utf8[4];
        html_put(out, utf8, utf8_put(item->box.code, utf8));
    } else {
        html_put(out, item->text.bytes, item->text.length);
    }
    buf_text(out, "</text>");
}

static void svg_rect(struct buf *out, const struct item *item)
{
    buf_text(out, "<rect");
    put_attribute(out, "x", item->x);
    put_attribute(out, "y", item->y);
    put_attribute(out, "width", item->rect.width);
    put_attribute(out, "height", item->rect.height);
    buf_printf(out, " class=\"f-%s\"/>", tint_word(tint_of(item->rect.fill)));
}

static void svg_path(struct buf *out, const struct item *item)
{
    enum tint fill = tint_of(item->path.fill), stroke = tint_of(item->path.stroke);
    buf_text(out, "<path d=\"");
    put_steps(out, item->path.steps, item->path.count, item->x, item->y);
    buf_text(out, "\" class=\"");
    buf_printf(out, "f-%s", fill == TINT_NONE ? "none" : tint_word(fill));
    if (stroke != TINT_NONE)
        buf_printf(out, " s-%s", tint_word(stroke));
    buf_char(out, '"');
    if (stroke != TINT_NONE) {
        put_attribute(out, "stroke-width", item->path.line_width);
        if (item->path.dashed)
            buf_text(out, " stroke-dasharray=\"3 2\"");
    }
    buf_text(out, "/>");
}

static void svg_use(struct buf *out, const struct item *item)
{
    buf_printf(out, "<use href=\"#mark-%s\" class=\"f-%s\"", mark_name(item->mark.mark),
               tint_word(mark_shape(item->mark.mark)->fill));
    put_attribute(out, "x", item->x);
    put_attribute(out, "y", item->y);
    put_attribute(out, "width", item->mark.size);
    put_attribute(out, "height", item->mark.size);
    buf_text(out, "/>");
}

static bool svg_item(struct device *device, const struct item *item)
{
    struct svg *svg = (struct svg *)device;
    switch (item->kind) {
    case ITEM_TEXT:
    case ITEM_BOX:
        svg_text(svg->out, item);
        break;
    case ITEM_RECT:
        svg_rect(svg->out, item);
        break;
    case ITEM_PATH:
        svg_path(svg->out, item);
        break;
    case ITEM_MARK:
        svg_use(svg->out, item);
        break;
    case ITEM_LINK: /* an image has no links to a listener: what a figure leads to stands in the text beside it */
        break;
    }
    return going_on(svg);
}

static bool svg_page_end(struct device *device)
{
    return going_on((struct svg *)device);
}

static bool svg_end(struct device *device)
{
    struct svg *svg = (struct svg *)device;
    buf_text(svg->out, "</svg>");
    return going_on(svg);
}

enum status svg_figure(const struct figure *figure, enum lang around, struct job *job, struct buf *out)
{
    struct svg svg = { .device = { svg_begin, svg_page_begin, svg_item, svg_page_end, svg_end },
                       .job = job,
                       .out = out };
    const struct page page = { .items = figure->items, .item_count = figure->item_count };
    const struct laid laid = { .width = figure->width, .height = figure->height, .pages = &page, .page_count = 1 };
    const struct doc_meta meta = { .title = figure->alt, .lang = around };
    return draw_laid(&laid, &meta, &svg.device, job);
}

/* ---- Marks ---- */

void svg_mark(struct buf *out, enum mark mark, struct text meaning, enum lang around)
{
    buf_printf(out, "<svg class=\"mark f-%s\"", tint_word(mark_shape(mark)->fill));
    if (text_absent(meaning))
        buf_text(out, " aria-hidden=\"true\"");
    else
        put_label(out, meaning, around);
    buf_printf(out, "><use href=\"#mark-%s\"/></svg>", mark_name(mark));
}

void svg_symbols(struct buf *out, const bool marks[MARK_COUNT])
{
    bool any = false;
    for (enum mark mark = MARK_NONE + 1; mark < MARK_COUNT; mark++) {
        const struct mark_shape *shape = mark_shape(mark);
        if (!marks[mark])
            continue;
        if (!any)
            buf_text(out, "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
        any = true;
        buf_printf(out, "<symbol id=\"mark-%s\" viewBox=\"0 0 1 1\"><path d=\"", mark_name(mark));
        put_steps(out, shape->steps, shape->count, 0, 0);
        buf_text(out, "\"/></symbol>");
    }
    if (any)
        buf_text(out, "</svg>\n");
}
