/* The PDF device: laid-out pages as a PDF 1.7 file, through libharu's objects. The same pages give the same bytes. */
#ifndef VK_REPORTS_PDF_H
#define VK_REPORTS_PDF_H

#include "base/buf.h"
#include "reports/draw.h"
#include "reports/font.h"

/* A device that writes into `out` when its `end` is called; lives in the job's arena, as does all that libharu
 * allocates. NULL when memory is out. `fonts` must outlive it. */
struct device *pdf_device(struct job *job, struct fonts *fonts, struct buf *out);

#endif
