/* A device draws laid-out pages: a table of functions. The PDF writer (reports/pdf.h) and the trace
 * (reports/trace.h, text for tests) are devices. */
#ifndef VK_REPORTS_DRAW_H
#define VK_REPORTS_DRAW_H

#include "base/job.h"
#include "reports/doc.h"
#include "reports/page.h"

struct device {
    /* Each returns false to stop; the reason is in job->err then. */
    bool (*begin)(struct device *device, const struct laid *laid, const struct doc_meta *meta);
    bool (*page_begin)(struct device *device, const struct page *page, size_t index);
    bool (*item)(struct device *device, const struct item *item);
    bool (*page_end)(struct device *device);
    bool (*end)(struct device *device);
};

/* Draws all pages in order, looking at the job's deadline once a page. */
enum status draw_laid(const struct laid *laid, const struct doc_meta *meta, struct device *device,
                      struct job *job) MUST_USE;

#endif
