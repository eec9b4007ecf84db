/* Kinds of the annual clock's events: a shape and a word each. */
#ifndef VK_REPORTS_EVENT_KIND_H
#define VK_REPORTS_EVENT_KIND_H

#include "db/plan.h"
#include "reports/figure.h"

#define EVENT_KIND_COUNT (EVENT_DECISION + 1)

/* "planning", ...; for EVENT_NONE the empty word. */
const char *event_kind_word(enum event_kind kind, enum lang lang);

/* The ground of its arc. */
enum tint event_kind_ground(enum event_kind kind);

/* Its shape, filled with the ink, `size` high, centred. Told apart by outline alone: square, circle, triangle, diamond,
 * star; EVENT_NONE has a dot. */
void event_kind_draw(struct sketch *sketch, fix x, fix y, fix size, enum event_kind kind);

#endif
