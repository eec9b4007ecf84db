/* Made-up metrics, so that layout is tested without fonts: every character is 500/1000 em wide, but: space 250, 'i'
 * 'l' '.' ',' 250, 'W' 'M' 1000, combining marks 0; "VA" is narrower by 100. The faces have Latin, Greek, Cyrillic,
 * Hebrew, Arabic and general punctuation; only the spare ones have arrows (U+21xx) and geometric shapes (U+25xx), and
 * nobody has CJK (U+4Exx). */
#ifndef VK_TESTS_FAKE_METRICS_H
#define VK_TESTS_FAKE_METRICS_H

#include "reports/metrics.h"

const struct metrics *fake_metrics(void);

#endif
