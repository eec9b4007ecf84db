/* Layout: a document and font metrics become pages of placed items, each with its place in the structure. Measures
 * and breaks first, so that everything about all pages is known before one is drawn. Linear in the document's size. */
#ifndef VK_REPORTS_LAYOUT_H
#define VK_REPORTS_LAYOUT_H

#include "reports/doc.h"
#include "reports/metrics.h"
#include "reports/page.h"

/* Lays the document out into the job's arena. STATUS_LIMIT beyond LIMIT_PAGES; STATUS_DEADLINE, _NOMEM, _LIMIT by
 * the job. */
enum status layout_doc(const struct doc *doc, const struct metrics *metrics, struct job *job,
                       const struct laid **out) MUST_USE;

#endif
