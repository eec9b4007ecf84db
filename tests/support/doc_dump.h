/* A document as text, one block a line, so that what a builder says is compared without layout: headings, paragraphs
 * with their spans, lists, tables with their cells and spans. */
#ifndef VK_TESTS_DOC_DUMP_H
#define VK_TESTS_DOC_DUMP_H

#include "base/buf.h"
#include "reports/doc.h"

/* Bold is *so*, italic /so/, a mark [●] and with its meaning [● Käynnissä], a link {so} or, where it
 * has contents of its own, {so = Rivi I.1}, text in another language than
 * the report's <sv so>. */
void doc_dump(const struct doc *doc, struct buf *out);

#endif
