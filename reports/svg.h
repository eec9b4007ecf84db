/* The screen's device: a figure as SVG within a page of HTML, and the marks beside words. No colour, face or other
 * style is told but by classes (f-good: filled; s-rule: drawn round; narrow, bold, italic), so that web/style.css gives
 * light and dark; no script or style is in it, so that a strict content security policy lets it through. */
#ifndef VK_REPORTS_SVG_H
#define VK_REPORTS_SVG_H

#include "base/buf.h"
#include "reports/draw.h"

/* Appends the figure: an image to listeners, by its alternative text; as wide as its page at most, and by nature as
 * wide as it is printed. Its labels keep their printed widths in whatever font the page has. Its marks are those of
 * svg_symbols. Numbers with at most two decimals, whatever the locale. `around`: the language of what is around. A
 * figure that has a narrow one gives both, of the classes for-wide and for-narrow, of which the style sheet shows one. */
enum status svg_figure(const struct figure *figure, enum lang around, struct job *job, struct buf *out) MUST_USE;

/* A mark, as high as the text beside it. `meaning`: what a listener hears; absent: the word beside it tells. */
void svg_mark(struct buf *out, enum mark mark, struct text meaning, enum lang around);

/* The shapes of these marks, by enum mark: once a page, before the first of them. Nothing where there are none. */
void svg_symbols(struct buf *out, const bool marks[MARK_COUNT]);

#endif
