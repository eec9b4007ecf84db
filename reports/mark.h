/* The marks: small drawn shapes that stand beside a word (never without one), told apart by shape first, then
 * colour, in grey too. */
#ifndef VK_REPORTS_MARK_H
#define VK_REPORTS_MARK_H

#include "reports/doc.h"

#define MARK_STEPS_MAX 24

/* The mark's outline of at most MARK_STEPS_MAX steps, to be filled, in a box of 1000 x 1000 (y downwards). Constant. */
struct mark_shape {
    const struct path_step *steps;
    size_t count; /* 0: MARK_NONE */
    enum tint fill;
};
const struct mark_shape *mark_shape(enum mark mark);

/* The character that says the same: "▲", "●", "▼", "–", ... for extraction. */
const char *mark_character(enum mark mark);

/* "not-started": its name on the screen. "" for MARK_NONE. */
const char *mark_name(enum mark mark);

#endif
