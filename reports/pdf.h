/* The PDF device: laid-out pages as a PDF 1.7 file through libharu's objects, tagged as PDF/UA-1 (ISO 14289-1) and
 * PDF/A-2a (ISO 19005-2) want it. The same pages and metadata give the same bytes.
 *
 * Of each page it gathers artifacts: grounds and rules below all text, small marks above it; all else is drawn in the
 * order given. A failure is told in the job: STATUS_NOMEM; STATUS_LIMIT where the file outgrows `out`; STATUS_DEADLINE;
 * STATUS_BUG where the pages contradict themselves (an element before its parent, a link outside of a Link element or
 * to no place, a character in a face that lacks it). */
#ifndef VK_REPORTS_PDF_H
#define VK_REPORTS_PDF_H

#include "base/buf.h"
#include "reports/draw.h"
#include "reports/font.h"

/* A device that writes into `out` when its `end` is called; lives in the job's arena, as does all that libharu
 * allocates. NULL when memory is out. `fonts`, and what is drawn, must outlive it. Several may be used by turns. */
struct device *pdf_device(struct job *job, const struct fonts *fonts, struct buf *out);

/* The same pages without structure and without what PDF/A asks: to measure what these cost. */
struct device *pdf_device_plain(struct job *job, const struct fonts *fonts, struct buf *out);

#endif
