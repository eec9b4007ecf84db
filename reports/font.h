/* The fonts the program carries (fonts/fonts.mk): parsed once a process, measured by layout, embedded as subsets by the
 * PDF writer. HarfBuzz stands behind this file. */
#ifndef VK_REPORTS_FONT_H
#define VK_REPORTS_FONT_H

#include "base/buf.h"
#include "reports/metrics.h"

#include <stdbool.h>

struct fonts;

/* Once a process; release with fonts_free. STATUS_BUG where a font inside the program cannot be read, STATUS_NOMEM. */
enum status fonts_load(struct fonts **out, struct err *err) MUST_USE;
void fonts_free(struct fonts *fonts);
const struct metrics *fonts_metrics(const struct fonts *fonts);

/* ---- For embedding ---- */

/* What a PDF's font descriptor tells of a face (ISO 32000-1, table 122); lengths in 1/1000 em. Constant. */
struct font_traits {
    const char *name; /* PostScript name: "RobotoCondensed-Bold" */
    int box[4];       /* of all glyphs: left, bottom, right, top */
    int italic_angle; /* degrees, counter-clockwise from upright: -12 */
    int stem;         /* thickness of upright stems */
    bool bold, italic;
};
const struct font_traits *fonts_traits(const struct fonts *fonts, enum face face);

/* Appends to `out` a TrueType file of the glyphs of these characters (in any order, repeats allowed; .notdef and the
 * parts of composed glyphs come along), with nothing in it but what a PDF reader needs, and tells in `places[i]` the
 * number that the glyph of codes[i] has in it; 0 where the face lacks it. The same characters give the same bytes.
 * STATUS_NOMEM, or _LIMIT of `out`. */
enum status fonts_subset(const struct fonts *fonts, enum face face, const uint32_t *codes, size_t count,
                         uint16_t *places, struct buf *out) MUST_USE;

#endif
