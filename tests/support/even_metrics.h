/* Made-up metrics: every character is half an em wide, so that a test reckons widths in its head. */
#ifndef VK_TESTS_EVEN_METRICS_H
#define VK_TESTS_EVEN_METRICS_H

#include "reports/metrics.h"

/* Of all characters but those from U+4E00 to U+4EFF, which no face has. Constant memory. */
const struct metrics *even_metrics(void);

#endif
