/* The document: headings, paragraphs with spans, nested lists, tables, figures, and no coordinates. Builders fill it
 * from top to bottom; layout reads it. Everything lies in the job's arena. Failures are sticky (the arena's): fill
 * without looking, ask doc_status at the end. Texts are borrowed: they must live as long as the document. */
#ifndef VK_REPORTS_DOC_H
#define VK_REPORTS_DOC_H

#include "base/job.h"
#include "reports/figure.h"
#include "reports/page.h"
#include "reports/provenance.h"
#include "reports/style.h"
#include "text/text.h"
#include "text/wordbook.h"

struct doc;

/* What is told of the whole document: running head, metadata. */
struct doc_meta {
    struct text title;    /* of the report: "Haminan kaupunki – seuranta 2022" */
    struct text subject;  /* the plan's title */
    struct text author;   /* the organisation that the report or plan is of */
    struct text keywords; /* joined by ", " */
    enum lang lang;
    struct text head_left;  /* running head: the report */
    struct text head_right; /* meeting and attachment, on the cover too; may be absent */
    struct text draft;      /* "LUONNOS", printed in every running head and on the cover; absent: published */
    const char *date;       /* ISO 8601: the date of the data */
    const struct provenance *provenance; /* what its bytes come of; NULL: not told */
    const char *foot_page;    /* format of the page foot with two %zu: "sivu %zu / %zu" */
    struct text continued;    /* behind a row's name that is told once more on the next page: "(jatkuu)" */
    const struct wordbooks *words; /* where the texts' words divide; NULL: none does */
};

struct doc *doc_new(struct job *job, const struct doc_meta *meta); /* NULL when memory is out */
enum status doc_status(struct doc *doc) MUST_USE; /* also STATUS_BUG where something opened is not closed */
const struct doc_meta *doc_meta(const struct doc *doc);

/* ---- Places ---- */

/* A new anchor, to be placed once with doc_anchor_here; it can be linked to before that. Never 0. */
uint32_t doc_anchor_new(struct doc *doc);
/* The next block (heading, paragraph, table, table row, list item, figure) stands at this anchor. */
void doc_anchor_here(struct doc *doc, uint32_t anchor);

/* Gives an anchor a name: the end of an address that leads there, "hamina_I.1". A constant string or one that lives as
 * long as the document; no two anchors have the same. */
void doc_anchor_name(struct doc *doc, uint32_t anchor, const char *name);

/* ---- Pages and parts ---- */

/* What is between is set on one page of its own without running head and foot. */
void doc_cover_open(struct doc *doc);
void doc_cover_close(struct doc *doc);
/* The next block begins a new page. */
void doc_page_break(struct doc *doc);
/* The same where less than page_style.part_room of this page is free: between the parts of a report. */
void doc_part_break(struct doc *doc);
/* The same for a part that needs so much room; more than 0. */
void doc_part_break_for(struct doc *doc, fix room);
/* The list of contents: every heading of `levels` (1..n) that stands behind it, with page numbers, as links. */
void doc_contents(struct doc *doc, int levels);
/* Free vertical space of this height (covers); dropped at a page's top. */
void doc_space(struct doc *doc, fix height);
/* A full-width coloured band of this height (covers); an artifact. */
void doc_bar(struct doc *doc, fix height, enum tint tint);

/* ---- What is known only at the end ---- */

/* Here a paragraph may be put in later: a cover's word on what the report holds. Once in a document, not inside of
 * another paragraph or a cell. */
void doc_later_here(struct doc *doc);
/* Puts it there; nothing where no place was made or the text is absent. */
void doc_later_paragraph(struct doc *doc, enum style_id style, struct text text);
/* Whether a text in this language, another than the document's, was put in so far. One without a word,
 * "%" or "§ 45", does not count, nor do figures. */
bool doc_speaks(const struct doc *doc, enum lang lang);

/* ---- Blocks ---- */

/* A heading of level 1 to 4 (1: once in a document; on a cover it is the cover's title); it never stands alone at a
 * page's foot. Goes into the outline and, by its level, the contents. Returns its anchor. */
uint32_t doc_heading(struct doc *doc, int level, struct text text);

/* One paragraph; '\n' ends a line. */
void doc_paragraph(struct doc *doc, enum style_id style, struct text text);

/* A text of a plan in its markup: lines are paragraphs, lines that start with "- " are the items of a bulleted list.
 * An absent text adds nothing. */
void doc_markup(struct doc *doc, enum style_id style, struct text text);

struct span {
    struct text text;
    bool bold, italic;
    enum tint tint;      /* TINT_NONE: the paragraph's ink */
    enum mark mark;      /* drawn before `text`, which may be absent where `meaning` is given */
    /* ActualText of a mark that stands without a word beside it (in a matrix); absent: the mark is decoration for the
     * word behind it */
    struct text meaning;
    uint32_t anchor;     /* a link inside the report; 0: none */
    const char *uri;     /* a link to outside; NULL: none */
    struct text link_contents; /* what the link says where it leads; absent: the text */
};
/* doc_markup of a text some of whose bytes are spans of their own: each stands instead of the bytes [from, to) of
 * `text`, or between two of them. In the order of their places; none reaches over a line's end. */
struct span_within {
    uint32_t from, to;
    struct span span;
};
void doc_markup_spans(struct doc *doc, enum style_id style, struct text text, const struct span_within *spans,
                      size_t count);

/* `align` ALIGN_START: as the cell around it has it. */
void doc_paragraph_open(struct doc *doc, enum style_id style, enum alignment align);
void doc_span(struct doc *doc, const struct span *span);
void doc_text(struct doc *doc, struct text text); /* a plain span */
void doc_bold(struct doc *doc, struct text text);
void doc_paragraph_close(struct doc *doc);

enum list_kind { LIST_BULLETS, LIST_NUMBERS, LIST_LABELS };
void doc_list_open(struct doc *doc, enum list_kind kind);
/* `label`: for LIST_LABELS; else absent (bullet, or the number by place). What follows until the close is the item's
 * body. */
void doc_item_open(struct doc *doc, struct text label);
void doc_item_close(struct doc *doc);
void doc_list_close(struct doc *doc);

/* Places a figure; where the page lacks room it moves whole. */
void doc_figure(struct doc *doc, const struct figure *figure);

/* ---- Tables ---- */

#define TABLE_COLUMNS_MAX 64

enum column_fit {
    COLUMN_FLOW,  /* text that breaks: shares what the others leave, by natural width */
    COLUMN_TIGHT, /* numbers, marks, short words: its natural width where that is possible */
    COLUMN_EVEN   /* tight, as narrow as its longest word, and as wide as all others of this kind: years */
};

struct table_spec {
    size_t columns;                /* 1 to TABLE_COLUMNS_MAX */
    const enum column_fit *fits;   /* one a column; NULL: all COLUMN_FLOW */
    struct text caption;           /* above it; absent: none */
    bool natural;                  /* no wider than its content; false: the whole measure */
    bool banded_headers;           /* cells name their headers (PDF's Headers): for bands and merged cells */
    /* Tables that name the same thing (no more than its address counts) have columns of the same widths, where they
     * have as many and these fit alike; those that take the whole measure only where that costs none of them a line.
     * NULL: the table stands for itself */
    const void *family;
};
void doc_table_open(struct doc *doc, const struct table_spec *spec);
void doc_table_close(struct doc *doc);

enum row_kind {
    ROW_HEAD,  /* before all others; repeated on every page the table reaches */
    ROW_BAND,  /* heads the rows behind it: kept with the next row */
    ROW_BODY,
    ROW_TIED,  /* a body row that stays on the page of the row before: for the few rows of one group */
    ROW_UNDER  /* belongs to the row before it (its follow-up): kept with its start */
};
void doc_row_open(struct doc *doc, enum row_kind kind);
void doc_row_close(struct doc *doc);

struct cell_spec {
    uint16_t col_span, row_span; /* 0 counts as 1; rows that are not there are cut off */
    enum scope scope;            /* not SCOPE_NONE: a header cell (TH) */
    enum tint ground;            /* TINT_NONE: the row kind's own (head, band, under); TINT_WHITE: none */
    enum alignment align;        /* of its paragraphs that do not tell theirs */
};
/* Cells are given row by row, left to right, without the places that a span from above covers. Spans are cut to the
 * places that are free; none goes on below the head's last row or past a band. Rows with too few cells are filled
 * with empty ones; one cell too many is STATUS_BUG. Between open and close: paragraphs, lists, marks; no tables,
 * headings or figures. */
void doc_cell_open(struct doc *doc, const struct cell_spec *spec);
void doc_cell_close(struct doc *doc);
/* A cell of one paragraph. */
void doc_cell(struct doc *doc, const struct cell_spec *spec, enum style_id style, struct text text);

#endif
