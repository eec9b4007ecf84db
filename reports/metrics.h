/* What layout knows of fonts: faces, their heights, and how far each character advances. A plain table, so that
 * tests lay out with made-up metrics and no font. fonts_metrics (reports/font.h) gives the real ones. */
#ifndef VK_REPORTS_METRICS_H
#define VK_REPORTS_METRICS_H

#include "reports/fix.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum face {
    FACE_TEXT,          /* headings, running text */
    FACE_TEXT_BOLD,
    FACE_TEXT_ITALIC,
    FACE_NARROW,        /* the condensed cut: tables */
    FACE_NARROW_BOLD,
    FACE_NARROW_ITALIC,
    FACE_SPARE,         /* stands in for characters that the others lack */
    FACE_SPARE_BOLD,
    FACE_SPARE_ITALIC,
    FACE_COUNT
};

#define ADVANCE_LACKING 0xFFFFu /* the face has no glyph for the character */

/* How much nearer two characters of a face stand (or farther apart), by classes of those that kern alike: made while
 * building (fonts/mkkern.c), nothing but bytes. Latin only; no pair has a space, a hyphen or two digits. */
#define KERN_CODES   0x180 /* characters from this on do not kern */
#define KERN_ROWS    64
#define KERN_COLUMNS 64
#define KERN_BIAS    220 /* stands for 0 among the values */
struct kerning {
    uint8_t left[KERN_CODES];  /* class as the first of the two; 0: never kerns */
    uint8_t right[KERN_CODES]; /* as the second */
    uint8_t values[KERN_ROWS][KERN_COLUMNS]; /* 1/1000 em, more by KERN_BIAS */
};

struct face_metrics {
    int ascender;   /* 1/1000 em above the baseline */
    int descender;  /* 1/1000 em, negative: below the baseline */
    int cap_height; /* 1/1000 em */
    int x_height;   /* 1/1000 em */
    /* advances[code >> 8][code & 255] in 1/1000 em, or ADVANCE_LACKING; NULL: none of these 256 */
    const uint16_t *advances[0x110000 >> 8];
    const struct kerning *kerning; /* NULL: none */
};

struct metrics {
    const struct face_metrics *faces[FACE_COUNT];
};

static inline unsigned metrics_advance(const struct metrics *metrics, enum face face, uint32_t code)
{
    const uint16_t *page = code < 0x110000 ? metrics->faces[face]->advances[code >> 8] : NULL;
    return page == NULL ? ADVANCE_LACKING : page[code & 255];
}

/* What a character's right neighbours kern by, to be asked of metrics_kern_by while a text is walked through; NULL for
 * a face that does not kern. */
static inline const uint8_t *metrics_kern_row(const struct kerning *kerning, uint32_t left)
{
    return kerning == NULL ? NULL : kerning->values[left < KERN_CODES ? kerning->left[left] : 0];
}

/* Mostly 0; 1/1000 em. No look at the class: which letters never kern is nothing that a processor foresees. */
static inline int metrics_kern_by(const struct kerning *kerning, const uint8_t *row, uint32_t right)
{
    return row == NULL ? 0 : row[right < KERN_CODES ? kerning->right[right] : 0] - KERN_BIAS;
}

/* What is added between two characters of one face that stand side by side, in 1/1000 em. */
static inline int metrics_kern(const struct face_metrics *face, uint32_t left, uint32_t right)
{
    return metrics_kern_by(face->kerning, metrics_kern_row(face->kerning, left), right);
}

/* The face that stands in for `face`: the spare one of its weight and slope. */
enum face metrics_spare(enum face face);

/* The width of UTF-8 text at `size`, spare faces and boxes for lacking characters included. Malformed bytes count as
 * boxes. */
fix metrics_width(const struct metrics *metrics, enum face face, fix size, const char *bytes, size_t length);

/* Width of the box that is drawn for a character that no face has, in 1/1000 em. */
#define ADVANCE_BOX 600u

/* Which glyph stands for a character: of the face, else of the spare face of its weight and slope, else of the
 * upright spare face, else a box. Characters that show nothing by nature (joiners, variation selectors) are left out
 * where the face lacks them. */
enum glyph_kind { GLYPH_OF_FACE, GLYPH_BOX, GLYPH_NOTHING };
struct glyph_choice {
    enum glyph_kind kind;
    enum face face;
    unsigned advance; /* 1/1000 em */
};
struct glyph_choice metrics_choose(const struct metrics *metrics, enum face face, uint32_t code);

/* A stretch of text in one face, or one character that no face has. */
struct text_run {
    const char *bytes;
    uint32_t length;
    enum face face;
    uint32_t code;    /* of the box; 0: text */
    int64_t advance; /* 1/1000 em */
};
/* The run that begins at `*at`, and `*at` moved behind it; false at the end. */
bool metrics_run(const struct metrics *metrics, enum face face, const char *bytes, size_t length, size_t *at,
                 struct text_run *run);

#define WIDTH_MAX 1000000000 /* what a width is cut to: a text may be longer than a length can tell */

/* How many bytes of a text in one face fit into a width: whole characters, and no spaces at their end. */
size_t metrics_fit(const struct metrics *metrics, const struct text_run *text, fix size, fix width);

/* An advance in 1/1000 em at a size. */
static inline fix metrics_scale(int64_t advance, fix size)
{
    int64_t width = (advance * size + 500) / 1000;
    return width > WIDTH_MAX ? WIDTH_MAX : (fix)width;
}

#endif
