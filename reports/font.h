/* The fonts the program carries (fonts/fonts.mk): parsed once a process, measured by layout, embedded as subsets by the PDF writer.
 * HarfBuzz stands behind this file. */
#ifndef VK_REPORTS_FONT_H
#define VK_REPORTS_FONT_H

#include "base/buf.h"
#include "reports/metrics.h"

struct fonts;

/* Once a process; release with fonts_free. STATUS_BUG where a font inside the program cannot be read. */
enum status fonts_load(struct fonts **out, struct err *err) MUST_USE;
void fonts_free(struct fonts *fonts);
const struct metrics *fonts_metrics(const struct fonts *fonts);

#endif
