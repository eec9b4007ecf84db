/* Laid-out pages made by hand, for tests of devices. Everything lies in the job's arena; failures are the arena's. */
#ifndef VK_TESTS_SHEET_H
#define VK_TESTS_SHEET_H

#include "base/buf.h"
#include "base/job.h"
#include "reports/doc.h"
#include "reports/metrics.h"
#include "reports/page.h"

struct sheet {
    struct job *job;
    const struct metrics *metrics;
    struct laid laid;
    struct elem *elems;
    size_t elem_capacity;
    struct item *items; /* of the page in the making */
    size_t item_count, item_capacity;
    struct page *pages;
    size_t page_capacity;
    struct place *anchors;
    size_t anchor_capacity;
    struct outline_entry *outline;
    size_t outline_capacity;
};

/* A4 landscape with a Document as element 1. */
void sheet_begin(struct sheet *sheet, struct job *job, const struct metrics *metrics);
uint32_t sheet_elem(struct sheet *sheet, enum role role, uint32_t parent);
/* The element added last, to be changed. */
struct elem *sheet_last(struct sheet *sheet);
/* Text at a baseline, in points; returns it, to be changed. `elem` 0: an artifact. */
struct item *sheet_text(struct sheet *sheet, uint32_t elem, enum face face, int x, int y, const char *text);
struct item *sheet_item(struct sheet *sheet, enum item_kind kind, uint32_t elem, int x, int y);
/* A place on the page in the making. */
uint32_t sheet_anchor(struct sheet *sheet, int y);
void sheet_outline(struct sheet *sheet, int level, const char *title, uint32_t anchor);
void sheet_page_end(struct sheet *sheet, bool cover);
const struct laid *sheet_end(struct sheet *sheet);

/* Draws them as PDF. */
struct fonts;
enum status sheet_pdf(struct sheet *sheet, struct fonts *fonts, struct buf *out) MUST_USE;

/* Every kind of item and element on three pages; all that PDF/UA-1 and PDF/A-2a ask. */
const struct laid *sheet_sample(struct sheet *sheet);
extern const struct doc_meta sheet_meta;

#endif
