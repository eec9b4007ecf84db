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
    int32_t left = pdf_ops_across(rect->x), right = pdf_ops_across((int64_t)rect->x + rect->width);
    int32_t top = pdf_ops_up(ops, rect->y), bottom = pdf_ops_up(ops, (int64_t)rect->y + rect->height);
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

/* ---- Forms: a shape that is drawn again and again is told once (ISO 32000-1, 8.10) ---- */

#define FORM_SLOTS 64 /* shapes remembered; a new one may push out another that has no form */
#define FORM_STEPS 4  /* shapes simpler than this are shorter where they stand */

struct form {
    const struct item *item; /* the first one seen; NULL: free */
    HPDF_Dict object;        /* NULL: seen once only */
    unsigned number;         /* of its name in the resources, "X3" */
};

struct pdf_forms {
    struct form slots[FORM_SLOTS];
    unsigned count; /* of objects */
};

struct pdf_forms *pdf_forms_new(struct job *job)
{
    return arena_alloc(job->arena, sizeof(struct pdf_forms));
}

static bool same_step(const struct path_step *a, const struct path_step *b)
{
    if (a->op != b->op || a->op == PATH_CLOSE)
        return a->op == b->op;
    return a->x == b->x && a->y == b->y &&
           (a->op != PATH_CURVE || (a->x1 == b->x1 && a->y1 == b->y1 && a->x2 == b->x2 && a->y2 == b->y2));
}

static bool same_shape(const struct item *a, const struct item *b)
{
    if (a->path.count != b->path.count || a->path.fill != b->path.fill || a->path.stroke != b->path.stroke ||
        a->path.line_width != b->path.line_width || a->path.dashed != b->path.dashed)
        return false;
    for (size_t i = 0; a->path.steps != b->path.steps && i < a->path.count; i++)
        if (!same_step(&a->path.steps[i], &b->path.steps[i]))
            return false;
    return true;
}

static struct form *find_slot(struct pdf_forms *forms, const struct item *item)
{
    const struct path_step *last = &item->path.steps[item->path.count - 2], *first = &item->path.steps[0];
    uint32_t digest = (uint32_t)item->path.count * 31 + (uint32_t)first->x;
    digest = digest * 31 + (uint32_t)first->y;
    digest = digest * 31 + (uint32_t)last->x;
    digest = digest * 31 + (uint32_t)last->y + item->path.fill * 7 + item->path.stroke;
    return &forms->slots[digest % FORM_SLOTS];
}

/* The box that the shape certainly stays within: that of all its points, control points too, and half a line's width.
 */
static HPDF_Array shape_box(struct pdf *pdf, const struct item *item)
{
    fix left = 0, top = 0, right = 0, bottom = 0;
    for (size_t i = 0; i < item->path.count; i++) {
        const struct path_step *step = &item->path.steps[i];
        const fix points[3][2] = { { step->x, step->y }, { step->x1, step->y1 }, { step->x2, step->y2 } };
        for (size_t k = 0; k < (step->op == PATH_CURVE ? 3 : step->op == PATH_CLOSE ? 0 : 1); k++) {
            left = points[k][0] < left ? points[k][0] : left;
            right = points[k][0] > right ? points[k][0] : right;
            top = points[k][1] < top ? points[k][1] : top;
            bottom = points[k][1] > bottom ? points[k][1] : bottom;
        }
    }
    fix margin = item->path.stroke == COLOUR_NONE ? 0 : 5 * item->path.line_width; /* corners may stand out */
    HPDF_Array box = HPDF_Array_New(pdf->doc->mmgr);
    if (box == NULL)
        return NULL;
    HPDF_Array_AddNumber(box, (left - margin) / 1000 - 1);
    HPDF_Array_AddNumber(box, -((bottom + margin) / 1000) - 1);
    HPDF_Array_AddNumber(box, (right + margin) / 1000 + 1);
    HPDF_Array_AddNumber(box, -((top - margin) / 1000) + 1);
    return box;
}

static HPDF_Dict make_form(struct pdf *pdf, const struct item *item)
{
    struct pdf_ops ops = { .bytes = NULL };
    struct item shape = *item;
    struct pdf_stream stream;
    shape.x = shape.y = 0;
    pdf_ops_begin(&ops, pdf, 0, false);
    draw_steps(&ops, &shape);
    if (arena_failed(pdf->job->arena) || !pdf_deflate(pdf->job, ops.bytes, ops.length, &stream))
        return NULL;
    HPDF_Dict form = pdf_stream(pdf, &stream);
    if (form == NULL)
        return NULL;
    HPDF_Dict_AddName(form, "Type", "XObject");
    HPDF_Dict_AddName(form, "Subtype", "Form");
    HPDF_Dict_Add(form, "BBox", shape_box(pdf, item));
    HPDF_Dict_Add(form, "Resources", HPDF_Dict_New(pdf->doc->mmgr));
    return form;
}

/* The form of a shape that was seen before; NULL where it is to be drawn where it stands. */
static const struct form *form_of(struct pdf *pdf, const struct item *item)
{
    if (item->path.count < FORM_STEPS)
        return NULL;
    struct form *form = find_slot(pdf->forms, item);
    if (form->item == NULL || !same_shape(form->item, item)) {
        if (form->object == NULL)
            form->item = item;
        return NULL;
    }
    if (form->object == NULL) {
        form->object = make_form(pdf, item);
        form->number = pdf->forms->count++;
    }
    return form->object == NULL ? NULL : form;
}

void pdf_ops_path(struct pdf_ops *ops, const struct item *item)
{
    if (item->path.count == 0 || (item->path.fill == COLOUR_NONE && item->path.stroke == COLOUR_NONE))
        return;
    const struct form *form = form_of(ops->pdf, item);
    if (form == NULL) {
        draw_steps(ops, item);
        return;
    }
    pdf_ops_end_filling(ops);
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    at = put_pair(put(at, "q 1 0 0 1 "), pdf_ops_across(item->x), pdf_ops_up(ops, item->y));
    pdf_ops_wrote(ops, put(put_int(put(at, "cm/X"), form->number), " Do Q\n"));
}

bool pdf_forms_finish(struct pdf *pdf, HPDF_Dict resources)
{
    HPDF_Dict objects = pdf->forms->count == 0 ? NULL : HPDF_Dict_New(pdf->doc->mmgr);
    for (size_t i = 0; i < FORM_SLOTS && objects != NULL; i++) {
        const struct form *form = &pdf->forms->slots[i];
        char name[16], *end = put_int(put(name, "X"), form->number);
        *end = '\0';
        if (form->object != NULL)
            HPDF_Dict_Add(objects, name, form->object);
    }
    if (objects != NULL)
        HPDF_Dict_Add(resources, "XObject", objects);
    return pdf_sound(pdf);
}
