/* A document as HTML: a fragment that stands in a page below the page's h1. The same words and marks as in the PDF, in
 * the same order; what makes sense on paper only is left out: of the cover all but its facts and notes, breaks, running
 * heads, page numbers. The contents become links to the headings.
 *
 * Every text is escaped by the one function for it (text/html.h). What is in another language than what is around it
 * tells so. There are no styles in it, but classes for web/style.css:
 * - lead, small, caption, prompt: paragraphs of that style; end, centre: alignment
 * - f-..., g-...: ink and ground, by tint_word
 * - labels, label: lists with labels of their own
 * - mark, chart, for-wide, for-narrow, symbols: reports/svg.h
 * - contents, cover: the list of headings, the cover's facts
 * - scroll: what scrolls by itself, a table or figure that may be wider than a screen
 * - rows: a table whose rows may become cards; its cells have data-label
 * - band, under: kinds of rows (reports/doc.h)
 *
 * Ids: of a place with a name (doc_anchor_name) that name; else "a1", "a2", ... by the document's order, and "t1-2" for
 * header cells. A page holds one document. */
#ifndef VK_REPORTS_HTML_H
#define VK_REPORTS_HTML_H

#include "reports/doc.h"
#include "text/html.h"

/* Into the job's arena. STATUS_LIMIT beyond LIMIT_HTML; STATUS_DEADLINE, _NOMEM, _LIMIT by the job. */
enum status html_document(const struct doc *doc, struct job *job, const struct html **out) MUST_USE;

/* ---- For pages that are no document, html_parts.c. Into the job's arena; NULL on failure, which the job tells ---- */

/* A mark and, once a page before the first of them, the shapes of all its marks (reports/svg.h). */
const struct html *html_mark(struct job *job, enum mark mark, struct text meaning, enum lang around);
const struct html *html_symbols(struct job *job, const bool marks[MARK_COUNT]);
/* A figure alone. */
const struct html *html_figure(struct job *job, const struct figure *figure, enum lang around);

#endif
