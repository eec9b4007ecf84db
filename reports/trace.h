/* The trace device: pages as text, one line an item, with places, faces and structure; for tests of layout. */
#ifndef VK_REPORTS_TRACE_H
#define VK_REPORTS_TRACE_H

#include "base/buf.h"
#include "reports/draw.h"

struct device *trace_device(struct job *job, struct buf *out); /* NULL when memory is out */

#endif
