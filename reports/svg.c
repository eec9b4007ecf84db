#include "reports/svg.h"

#include "reports/mark.h"
#include "text/html.h"
#include "text/utf8.h"

struct svg {
    struct device device;
    struct job *job;
    struct buf *out;
    const char *class;
    const struct item *line; /* whose element is open, so that the next such line goes on in it; NULL: none */
};

/* ---- Words ---- */

/* In 1/1000 pt. Where something stands is told to a tenth of a point, which no eye can tell from the very place and
 * packs best; how large it is and what shape it has, to a hundredth. */
#define WHOLE     1000
#define TENTH     100
#define HUNDREDTH 10

static int64_t rounded(int64_t length, int to)
{
    return (length + (length < 0 ? -to : to) / 2) / to * to;
}

/* In points. */
static void put_length(struct buf *out, fix length)
{
    buf_milli(out, rounded(length, HUNDREDTH));
}

static void put_attribute(struct buf *out, const char *name, fix length, int to)
{
    buf_char(out, ' ');
    buf_text(out, name);
    buf_text(out, "=\"");
    buf_milli(out, rounded(length, to));
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

/* A number of a path behind its letter, or behind a blank, which a sign does without. */
static void put_number(struct buf *out, char before, int64_t number)
{
    if (before != ' ' || number >= 0)
        buf_char(out, before);
    buf_milli(out, number);
}

/* Where a path stands, how large it is drawn, and how exactly its first points and their distances are told. */
struct origin {
    fix x, y, scale;
    int first, distance;
};

/* A coordinate of a step as its distances are told. */
static int64_t told(const struct origin *origin, fix step)
{
    return rounded((int64_t)step * origin->scale, origin->distance);
}

/* From one point to the next, along one axis. */
static void put_distance(struct buf *out, const struct origin *origin, char before, fix from, fix to)
{
    put_number(out, before, told(origin, to) - told(origin, from));
}

static void put_line(struct buf *out, const struct origin *origin, const struct path_step *from,
                     const struct path_step *to)
{
    bool across = told(origin, to->y) == told(origin, from->y), down = told(origin, to->x) == told(origin, from->x);
    if (!down)
        put_distance(out, origin, across ? 'h' : 'l', from->x, to->x);
    if (!across)
        put_distance(out, origin, down ? 'v' : ' ', from->y, to->y);
}

/* Behind a path's first point each is told by its distance from the one before, so that a shape is the same bytes
 * wherever it stands: a packed page holds it once. */
static void put_steps(struct buf *out, const struct path_step *steps, size_t count, const struct origin *origin)
{
    const struct path_step *from = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct path_step *step = &steps[i];
        switch (step->op) {
        case PATH_MOVE:
            put_number(out, 'M', rounded(origin->x + (int64_t)step->x * origin->scale, origin->first));
            put_number(out, ' ', rounded(origin->y + (int64_t)step->y * origin->scale, origin->first));
            break;
        case PATH_LINE: put_line(out, origin, from, step); break;
        case PATH_CURVE:
            put_distance(out, origin, 'c', from->x, step->x1);
            put_distance(out, origin, ' ', from->y, step->y1);
            put_distance(out, origin, ' ', from->x, step->x2);
            put_distance(out, origin, ' ', from->y, step->y2);
            put_distance(out, origin, ' ', from->x, step->x);
            put_distance(out, origin, ' ', from->y, step->y);
            break;
        case PATH_CLOSE: buf_char(out, 'z'); break;
        }
        from = step;
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
    buf_text(svg->out, "<svg class=\"");
    buf_text(svg->out, svg->class);
    buf_text(svg->out, "\" viewBox=\"0 0 ");
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
    put_attribute(out, "x", item->x, TENTH);
    put_attribute(out, "y", item->y, TENTH);
    put_attribute(out, "font-size", box ? item->box.size : item->text.size, HUNDREDTH);
    put_attribute(out, "textLength", box ? item->box.width : item->text.width, TENTH);
    buf_text(out, " lengthAdjust=\"spacingAndGlyphs\" class=\"f-");
    buf_text(out, tint_word(tint_of(box ? item->box.ink : item->text.ink)));
    buf_text(out, box ? "" : classes[item->text.face]);
    buf_text(out, "\">");
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
    put_attribute(out, "x", item->x, HUNDREDTH);
    put_attribute(out, "y", item->y, HUNDREDTH);
    put_attribute(out, "width", item->rect.width, HUNDREDTH);
    put_attribute(out, "height", item->rect.height, HUNDREDTH);
    buf_printf(out, " class=\"f-%s\"/>", tint_word(tint_of(item->rect.fill)));
}

/* True where a line looks as another does, so that they may be one element. What is filled is one alone: it could lie
 * over what was drawn between. */
static bool goes_on(const struct item *line, const struct item *item)
{
    return line != NULL && item->kind == ITEM_PATH && item->path.fill == COLOUR_NONE &&
           item->path.stroke == line->path.stroke && item->path.line_width == line->path.line_width &&
           item->path.dashed == line->path.dashed;
}

static void end_path(struct buf *out, const struct item *item)
{
    enum tint fill = tint_of(item->path.fill), stroke = tint_of(item->path.stroke);
    buf_text(out, "\" class=\"f-");
    buf_text(out, fill == TINT_NONE ? "none" : tint_word(fill));
    if (stroke != TINT_NONE) {
        buf_text(out, " s-");
        buf_text(out, tint_word(stroke));
    }
    buf_char(out, '"');
    if (stroke != TINT_NONE) {
        put_attribute(out, "stroke-width", item->path.line_width, HUNDREDTH);
        if (item->path.dashed)
            buf_text(out, " stroke-dasharray=\"3 2\"");
    }
    buf_text(out, "/>");
}

static void svg_path(struct svg *svg, const struct item *item)
{
    if (svg->line == NULL)
        buf_text(svg->out, "<path d=\"");
    put_steps(svg->out, item->path.steps, item->path.count, &(struct origin){ item->x, item->y, 1, TENTH, HUNDREDTH });
    if (item->path.fill == COLOUR_NONE)
        svg->line = item;
    else
        end_path(svg->out, item);
}

static void end_line(struct svg *svg)
{
    if (svg->line != NULL)
        end_path(svg->out, svg->line);
    svg->line = NULL;
}

static void svg_use(struct buf *out, const struct item *item)
{
    buf_printf(out, "<use href=\"#mark-%s\"", mark_name(item->mark.mark));
    put_attribute(out, "x", item->x, TENTH);
    put_attribute(out, "y", item->y, TENTH);
    put_attribute(out, "width", item->mark.size, HUNDREDTH);
    put_attribute(out, "height", item->mark.size, HUNDREDTH);
    buf_text(out, "/>");
}

static bool svg_item(struct device *device, const struct item *item)
{
    struct svg *svg = (struct svg *)device;
    if (!goes_on(svg->line, item))
        end_line(svg);
    switch (item->kind) {
    case ITEM_TEXT:
    case ITEM_BOX:
        svg_text(svg->out, item);
        break;
    case ITEM_RECT:
        svg_rect(svg->out, item);
        break;
    case ITEM_PATH:
        svg_path(svg, item);
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
    end_line(svg);
    buf_text(svg->out, "</svg>");
    return going_on(svg);
}

static enum status draw(const struct figure *figure, const char *class, enum lang around, struct job *job,
                        struct buf *out)
{
    struct svg svg = { .device = { svg_begin, svg_page_begin, svg_item, svg_page_end, svg_end },
                       .job = job,
                       .out = out,
                       .class = class };
    const struct page page = { .items = figure->items, .item_count = figure->item_count };
    const struct laid laid = { .width = figure->width, .height = figure->height, .pages = &page, .page_count = 1 };
    const struct doc_meta meta = { .title = figure->alt, .lang = around };
    return draw_laid(&laid, &meta, &svg.device, job);
}

enum status svg_figure(const struct figure *figure, enum lang around, struct job *job, struct buf *out)
{
    if (figure->narrow == NULL)
        return draw(figure, "chart", around, job, out);
    enum status status = draw(figure, "chart for-wide", around, job, out);
    return status == STATUS_OK ? draw(figure->narrow, "chart for-narrow", around, job, out) : status;
}

/* ---- Marks ---- */

void svg_mark(struct buf *out, enum mark mark, struct text meaning, enum lang around)
{
    buf_text(out, "<svg class=\"mark\"");
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
        buf_printf(out, "<symbol id=\"mark-%s\" viewBox=\"0 0 100 100\"><path class=\"f-%s\" d=\"", mark_name(mark),
                   tint_word(shape->fill));
        put_steps(out, shape->steps, shape->count, &(struct origin){ 0, 0, 100, WHOLE, WHOLE });
        buf_text(out, "\"/></symbol>");
    }
    if (any)
        buf_text(out, "</svg>\n");
}
