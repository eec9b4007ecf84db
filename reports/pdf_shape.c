#include "reports/mark.h"
#include "reports/pdf_ops.h"
#include "reports/pdf_put.h"

/* ---- Rectangles ---- */

struct rect {
    fix x, y, width, height;
};

static void put_rect(struct pdf_ops *ops, const struct rect *rect)
{
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    /* Edges are rounded, not sizes: neighbours stay neighbours. */
    int32_t left = pdf_ops_near(rect->x), right = pdf_ops_near((int64_t)rect->x + rect->width);
    int32_t top = pdf_ops_near_up(ops, rect->y), bottom = pdf_ops_near_up(ops, (int64_t)rect->y + rect->height);
    at = put_pair(at, left, bottom);
    at = put_pair(at, right - left, top - bottom);
    pdf_ops_wrote(ops, put(at, "re\n"));
}

void pdf_ops_rect(struct pdf_ops *ops, const struct item *item)
{
    if (item->rect.fill == COLOUR_NONE)
        return;
    pdf_ops_set_fill(ops, item->rect.fill);
    put_rect(ops, &(struct rect){ item->x, item->y, item->rect.width, item->rect.height });
    ops->filling = true;
}

void pdf_ops_box(struct pdf_ops *ops, const struct item *item)
{
    fix size = item->box.size;
    pdf_ops_end_filling(ops);
    pdf_ops_set_stroke(ops, item->box.ink, size / 16, false);
    put_rect(ops,
             &(struct rect){ item->x + size / 12, item->y - size * 7 / 10, item->box.width - size / 6, size * 7 / 10 });
    pdf_ops_add(ops, "S\n");
}

/* ---- Paths ---- */

static char *put_point(const struct pdf_ops *ops, char *at, const struct item *item, fix x, fix y)
{
    return put_pair(at, pdf_ops_across((int64_t)item->x + x), pdf_ops_up(ops, (int64_t)item->y + y));
}

static void draw_step(struct pdf_ops *ops, const struct item *item, const struct path_step *step)
{
    static const char *const operators[] = {
        [PATH_MOVE] = "m\n", [PATH_LINE] = "l\n", [PATH_CURVE] = "c\n", [PATH_CLOSE] = "h\n"
    };
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    if (step->op == PATH_CURVE) {
        at = put_point(ops, at, item, step->x1, step->y1);
        at = put_point(ops, at, item, step->x2, step->y2);
    }
    if (step->op != PATH_CLOSE)
        at = put_point(ops, at, item, step->x, step->y);
    pdf_ops_wrote(ops, put(at, operators[step->op]));
}

static void draw_steps(struct pdf_ops *ops, const struct item *item)
{
    bool fills = item->path.fill != COLOUR_NONE, strokes = item->path.stroke != COLOUR_NONE;
    pdf_ops_end_filling(ops);
    if (fills)
        pdf_ops_set_fill(ops, item->path.fill);
    if (strokes)
        pdf_ops_set_stroke(ops, item->path.stroke, item->path.line_width, item->path.dashed);
    for (size_t i = 0; i < item->path.count; i++)
        draw_step(ops, item, &item->path.steps[i]);
    pdf_ops_add(ops, fills && strokes ? "B\n" : fills ? "f\n" : "S\n");
}

void pdf_ops_path(struct pdf_ops *ops, const struct item *item)
{
    if (item->path.count > 0 && (item->path.fill != COLOUR_NONE || item->path.stroke != COLOUR_NONE))
        draw_steps(ops, item);
}

/* ---- Marks: each a form, drawn once and placed wherever it stands (ISO 32000-1, 8.10) ---- */

#define FORM_SIDE 10 /* pt: a mark's box in its form */

struct pdf_forms {
    HPDF_Dict objects[MARK_COUNT]; /* NULL: the mark has not occurred */
};

struct pdf_forms *pdf_forms_new(struct job *job)
{
    return arena_alloc(job->arena, sizeof(struct pdf_forms));
}

/* Its operators, the same in every document of the process. */
static const struct pdf_stream *mark_stream(struct pdf *pdf, enum mark mark)
{
    static const struct pdf_stream *kept[MARK_COUNT];
    struct path_step steps[MARK_STEPS_MAX];
    const struct mark_shape *shape = mark_shape(mark);
    struct item item = { .kind = ITEM_PATH };
    struct pdf_ops ops = { .bytes = NULL };
    if (kept[mark] != NULL)
        return kept[mark];
    for (size_t i = 0; i < shape->count && i < MARK_STEPS_MAX; i++) {
        const struct path_step *from = &shape->steps[i];
        steps[i] = (struct path_step){ from->op,
                                       from->x * FORM_SIDE,
                                       from->y * FORM_SIDE,
                                       from->x1 * FORM_SIDE,
                                       from->y1 * FORM_SIDE,
                                       from->x2 * FORM_SIDE,
                                       from->y2 * FORM_SIDE };
    }
    item.path.steps = steps;
    item.path.count = shape->count;
    item.path.fill = tint_colour(shape->fill);
    item.path.stroke = COLOUR_NONE;
    pdf_ops_begin(&ops, pdf, 0, false);
    draw_steps(&ops, &item);
    if (arena_failed(pdf->job->arena) || !pdf_deflate_once(pdf->job, ops.bytes, ops.length, &kept[mark]))
        return NULL;
    return kept[mark];
}

static HPDF_Dict make_form(struct pdf *pdf, enum mark mark)
{
    const struct pdf_stream *stream = mark_stream(pdf, mark);
    HPDF_Dict form = stream == NULL ? NULL : pdf_stream(pdf, stream);
    HPDF_Array box = form == NULL ? NULL : HPDF_Array_New(pdf->doc->mmgr);
    if (box == NULL)
        return NULL;
    HPDF_Array_AddNumber(box, 0);
    HPDF_Array_AddNumber(box, -FORM_SIDE);
    HPDF_Array_AddNumber(box, FORM_SIDE);
    HPDF_Array_AddNumber(box, 0);
    HPDF_Dict_AddName(form, "Type", "XObject");
    HPDF_Dict_AddName(form, "Subtype", "Form");
    HPDF_Dict_Add(form, "BBox", box);
    HPDF_Dict_Add(form, "Resources", HPDF_Dict_New(pdf->doc->mmgr));
    return form;
}

void pdf_ops_mark(struct pdf_ops *ops, const struct item *item)
{
    enum mark mark = item->mark.mark;
    if (mark_shape(mark)->count == 0)
        return;
    HPDF_Dict *form = &ops->pdf->forms->objects[mark];
    if (*form == NULL)
        *form = make_form(ops->pdf, mark);
    pdf_ops_end_filling(ops);
    char *at = *form == NULL ? NULL : pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    int32_t scale = item->mark.size / (10 * FORM_SIDE); /* 1/100 of the form's */
    at = put(put_hundredths(put(at, "q "), scale), " 0 0 ");
    at = put(put_hundredths(at, scale), " ");
    at = put_pair(at, pdf_ops_near(item->x), pdf_ops_near_up(ops, item->y));
    pdf_ops_wrote(ops, put(put_int(put(at, "cm/X"), mark), " Do Q\n"));
}

bool pdf_forms_finish(struct pdf *pdf, HPDF_Dict resources)
{
    HPDF_Dict objects = NULL;
    for (unsigned mark = 0; mark < MARK_COUNT; mark++) {
        char name[2 + PUT_INT_MAX], *end = put_int(put(name, "X"), mark);
        *end = '\0';
        if (pdf->forms->objects[mark] == NULL)
            continue;
        if (objects == NULL)
            objects = HPDF_Dict_New(pdf->doc->mmgr);
        if (objects == NULL)
            return pdf_stop(pdf);
        HPDF_Dict_Add(objects, name, pdf->forms->objects[mark]);
    }
    if (objects != NULL)
        HPDF_Dict_Add(resources, "XObject", objects);
    return pdf_sound(pdf);
}
