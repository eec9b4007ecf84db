/* Laid-out pages: what layout gives and a device draws. All const once made, in the job's arena. Coordinates are in
 * 1/1000 pt from the page's upper left corner, y downwards. */
#ifndef VK_REPORTS_PAGE_H
#define VK_REPORTS_PAGE_H

#include "reports/style.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- Structure: the logical tree, with the standard structure types of ISO 32000-1, 14.8.4 ---- */

enum role {
    ROLE_NONE,
    ROLE_DOCUMENT,
    ROLE_SECT,
    ROLE_H1, ROLE_H2, ROLE_H3, ROLE_H4,
    ROLE_P,
    ROLE_L, ROLE_LI, ROLE_LBL, ROLE_LBODY,
    ROLE_TABLE, ROLE_CAPTION, ROLE_THEAD, ROLE_TBODY, ROLE_TR, ROLE_TH, ROLE_TD,
    ROLE_FIGURE,
    ROLE_TOC, ROLE_TOCI, ROLE_REFERENCE,
    ROLE_LINK,
    ROLE_SPAN,
    ROLE_COUNT
};
const char *role_name(enum role role); /* "Document", "H1", "TH", ... */

/* What the labels of a list are (ISO 32000-1, table 347: Disc, Decimal, None). */
enum numbering { NUMBERING_BULLETS, NUMBERING_NUMBERS, NUMBERING_OWN };

enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH };

/* Elements stand in logical order: a parent before its children, the children of one parent in reading order (but
 * not depth first: the Link and Span elements of paragraphs come behind all others). An element has either elements
 * below it, or drawn content, or (P, LBody, Lbl, TH, TD, TOCI, H*) drawn content mixed with Span and Link elements; the
 * mixture's order is that of drawing. Content of one element may lie on several pages. */
struct elem {
    enum role role;
    uint32_t parent;    /* 0: none (only the Document) */
    enum lang lang;     /* LANG_NONE: as the parent's */
    struct text alt;    /* Figure */
    struct text actual; /* ActualText of a mark; of a character that no face has, that character */
    struct text title;  /* H*: for the outline */
    /* TH, TD */
    enum scope scope;
    uint16_t row_span, col_span;  /* 1 where nothing spans */
    const uint32_t *headers;      /* TH elements that head this cell, where rows and columns alone do not tell */
    size_t header_count;
    enum numbering numbering;     /* L */
};

/* ---- What is drawn ---- */

enum mark { /* a drawn shape; its meaning always stands beside it as a word */
    MARK_NONE,
    MARK_GOOD, MARK_NEUTRAL, MARK_CONCERNING, MARK_NOT_COMPARED,
    MARK_NOT_STARTED, MARK_IN_PROGRESS, MARK_DONE, MARK_CONTINUOUS, MARK_DELAYED, MARK_CANCELLED,
    MARK_NOT_REPORTED, MARK_NOT_APPLICABLE,
    MARK_ELSEWHERE, /* an arrow to the row whose number stands behind it */
    MARK_COUNT
};

enum item_kind { ITEM_TEXT, ITEM_BOX, ITEM_RECT, ITEM_PATH, ITEM_MARK, ITEM_LINK };

enum artifact { /* of an item whose `elem` is 0; ISO 32000-1, 14.8.2.2 */
    ARTIFACT_LAYOUT,     /* rules, shading, repeated header rows */
    ARTIFACT_HEADER,     /* running head: Pagination, Header */
    ARTIFACT_FOOTER,     /* page foot: Pagination, Footer */
    ARTIFACT_REPEAT      /* a repeated table header: as a running head */
};

enum path_op { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };
struct path_step {
    enum path_op op;
    fix x, y;           /* the point; relative to the item's x, y */
    fix x1, y1, x2, y2; /* control points of PATH_CURVE (cubic) */
};

struct item {
    enum item_kind kind;
    enum artifact artifact;
    uint32_t elem; /* place in laid.elems; 0: an artifact */
    fix x, y;      /* TEXT, BOX: start of the baseline; RECT, MARK, LINK: upper left; PATH: origin */
    union {
        struct {
            const char *bytes; /* UTF-8, all of it in `face` */
            uint32_t length;
            enum face face;
            fix size;
            fix width;
            colour ink;
            bool hyphen; /* a hyphen of ours is drawn behind it, extracted as U+00AD; counted in width */
            bool space;  /* a space belongs behind it that is not drawn (the line or run ends there) */
        } text;
        struct {
            uint32_t code; /* the character that no face has */
            fix width, size;
            colour ink;
        } box;
        struct {
            fix width, height;
            colour fill; /* COLOUR_NONE: none */
        } rect;
        struct {
            const struct path_step *steps;
            size_t count;
            colour fill;   /* COLOUR_NONE: none */
            colour stroke; /* COLOUR_NONE: none */
            fix line_width;
            bool dashed;
        } path;
        struct {
            enum mark mark; /* its shape and colour: reports/mark.h */
            fix size;       /* of the square that it fills */
        } mark;
        struct {
            fix width, height;
            uint32_t anchor;      /* inside the report; 0: `uri` */
            const char *uri;
            struct text contents; /* what the link says where it leads */
        } link;
    };
};

/* A run of text, or the box that stands for its character, at 0, 0. */
struct item item_of_run(const struct text_run *run, fix size, colour ink);

struct page {
    const struct item *items; /* in reading order; grounds before what stands on them */
    size_t item_count;
    bool cover; /* shows no number */
};

struct place {
    uint32_t page; /* from 0 */
    fix y;
};

struct outline_entry {
    int level; /* from 1; never skips one */
    struct text title;
    uint32_t anchor;
};

struct laid {
    fix width, height;
    const struct page *pages;
    size_t page_count;
    const struct elem *elems; /* [0] is unused, [1] the Document */
    size_t elem_count;
    const struct place *anchors; /* by anchor; [0] is unused */
    size_t anchor_count;
    const struct outline_entry *outline;
    size_t outline_count;
    /* What a careful reader wants to know of */
    size_t lacking;          /* characters drawn as boxes */
    size_t emergency_breaks; /* lines broken where no rule allows it */
};

#endif
