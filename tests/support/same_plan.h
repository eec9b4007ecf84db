/* Whether two plan files mean the same: texts as they are cleaned, absent as empty, observations and follow-up in any
 * order. */
#ifndef VK_TESTS_SAME_PLAN_H
#define VK_TESTS_SAME_PLAN_H

#include "base/buf.h"

/* Fails the running test with the JSON pointer of the first difference. */
void assert_same_plan(const struct buf *file, const struct buf *exported);

#endif
