/* The marks: small drawn shapes that stand beside a word (never without one), told apart by shape first, then
 * colour, in grey too. */
#ifndef VK_REPORTS_MARK_H
#define VK_REPORTS_MARK_H

#include "reports/doc.h"

/* The mark's outline in a box of 1000 x 1000 (y downwards), its fill and stroke. Constant. */
struct mark_shape {
    const struct path_step *steps;
    size_t count;
    enum tint fill, stroke;
    fix line_width; /* in the box's units */
};
const struct mark_shape *mark_shape(enum mark mark);

/* Its outline as wide and high as `size`, ready for an item. NULL when memory is out. */
const struct path_step *mark_steps(struct arena *arena, enum mark mark, fix size) MUST_USE;

/* The character that says the same: "▲", "●", "▼", "–", ... for extraction. */
const char *mark_character(enum mark mark);

#endif
