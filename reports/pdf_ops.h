/* Operators of a content stream (ISO 32000-1, 8 and 9) in the making: bytes, and the graphics and text state that they
 * leave behind, so that only what changes is written. Knows nothing of structure (pdf_content.c does). */
#ifndef VK_REPORTS_PDF_OPS_H
#define VK_REPORTS_PDF_OPS_H

#include "reports/pdf_inner.h"

struct pdf_ops {
    struct pdf *pdf;
    char *bytes; /* in the arena */
    size_t length, capacity;
    fix height;   /* of the page: what is laid out runs down from its top, PDF up from its bottom */
    bool in_text; /* in a text object */
    bool filling; /* rectangles of `fill` wait to be filled */
    /* Text shown */
    bool in_string; /* "(" is written, its end not */
    bool moves;     /* the operator that ends the string moves to the next line */
    size_t string_start; /* where its "(" is */
    bool kerned;         /* the string is an array's, with kerning between its parts */
    size_t string_length;
    fix pen; /* where the text shown last ends, on its line */
    bool pen_known;
    const struct pdf_font *font;
    int32_t size, line_x, line_y, leading; /* 1/100 pt */
    /* Graphics state */
    colour fill, stroke;
    int32_t line_width; /* 1/100 pt; -1: not known */
    int dashes;         /* 0, 1; -1: not known */
};

/* Begins anew, keeping the memory. `fresh`: with a page's graphics state; else nothing is known of it. */
void pdf_ops_begin(struct pdf_ops *ops, struct pdf *pdf, fix height, bool fresh);

/* Room for `length` more bytes; NULL when memory is out. Follow with pdf_ops_wrote, which is told where they end. */
char *pdf_ops_room(struct pdf_ops *ops, size_t length);
void pdf_ops_wrote(struct pdf_ops *ops, const char *end);
void pdf_ops_add(struct pdf_ops *ops, const char *text);

#define PDF_OPERATOR_MAX 128 /* bytes of any one operator with its numbers */

/* A text object begins or ends; nothing where it did already. What fills is filled before. */
void pdf_ops_begin_text(struct pdf_ops *ops);
void pdf_ops_end_text(struct pdf_ops *ops);
void pdf_ops_end_filling(struct pdf_ops *ops);

void pdf_ops_set_fill(struct pdf_ops *ops, colour tone);
void pdf_ops_set_stroke(struct pdf_ops *ops, colour tone, fix line_width, bool dashed);

/* An ITEM_TEXT, inside a text object. */
void pdf_ops_show(struct pdf_ops *ops, const struct item *item);

/* Coordinates as they are written: in 1/100 pt, from the page's bottom up. */
int32_t pdf_ops_across(int64_t x);
int32_t pdf_ops_up(const struct pdf_ops *ops, int64_t y);
/* The same to the nearest 1/10 pt, for text, rectangles and marks: nobody sees a smaller step. */
int32_t pdf_ops_near(int64_t x);
int32_t pdf_ops_near_up(const struct pdf_ops *ops, int64_t y);

/* ---- pdf_shape.c: outside of text objects ---- */

void pdf_ops_rect(struct pdf_ops *ops, const struct item *item); /* ITEM_RECT */
void pdf_ops_box(struct pdf_ops *ops, const struct item *item); /* ITEM_BOX: a frame for a character that no face has */
void pdf_ops_path(struct pdf_ops *ops, const struct item *item); /* ITEM_PATH */
void pdf_ops_mark(struct pdf_ops *ops, const struct item *item); /* ITEM_MARK */

#endif
