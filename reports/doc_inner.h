/* The document as it lies in memory: what reports/doc*.c fill and reports/layout*.c read. Nobody else includes this. */
#ifndef VK_REPORTS_DOC_INNER_H
#define VK_REPORTS_DOC_INNER_H

#include "reports/doc.h"

enum block_kind {
    BLOCK_PARAGRAPH, /* headings too */
    BLOCK_LIST,
    BLOCK_FIGURE,
    BLOCK_TABLE,
    BLOCK_SPACE,
    BLOCK_BAR,
    BLOCK_CONTENTS,
    BLOCK_COVER,
    BLOCK_PAGE_BREAK
};

/* Anchors that stand at one place, newest first. */
struct anchor_here {
    struct anchor_here *next;
    uint32_t anchor;
};

struct blocks {
    struct block *first;
    struct block *last;
};

struct paragraph {
    enum style_id style;
    enum alignment align;
    int level;       /* of a heading, 1 to 4; 0: a paragraph */
    uint32_t anchor; /* a heading's own */
    const struct span *spans;
    size_t span_count;
};

struct list_item {
    struct list_item *next;
    struct anchor_here *anchors;
    struct text label; /* LIST_LABELS */
    struct blocks body;
};

struct list {
    enum list_kind kind;
    struct list_item *first, *last;
    size_t count;
};

struct cell {
    uint32_t row; /* place in the table's rows */
    uint16_t column;
    uint16_t col_span, row_span; /* within the table, from 1 */
    enum scope scope;
    enum tint ground;
    enum alignment align;
    struct blocks body;
};

struct row {
    enum row_kind kind;
    struct anchor_here *anchors;
    uint32_t first_cell; /* the cells that begin in this row, left to right, in the table's cells */
    uint16_t cell_count;
};

struct table {
    struct table_spec spec; /* `fits` is the table's own */
    struct row *rows;
    size_t row_count, row_capacity;
    struct cell *cells;
    size_t cell_count, cell_capacity;
    size_t head_count; /* rows of the head */
    /* While it is filled: how many rows below each column is still covered, and by which cell */
    uint16_t covered[TABLE_COLUMNS_MAX];
    uint32_t coverer[TABLE_COLUMNS_MAX];
    uint16_t next_column;
};

struct block {
    struct block *next;
    enum block_kind kind;
    struct anchor_here *anchors;
    union {
        struct paragraph paragraph;
        struct list list;
        const struct figure *figure;
        struct table *table;
        fix height; /* BLOCK_SPACE */
        struct {
            fix height;
            enum tint tint;
        } bar;
        struct {
            int levels;
            size_t first_heading; /* the first of doc->headings that it lists */
        } contents;
        struct blocks cover;
    };
};

struct anchor_name {
    uint32_t anchor;
    const char *name;
};

struct heading {
    int level;
    struct text text;
    uint32_t anchor;
};

enum frame_kind {
    FRAME_BODY, FRAME_COVER, FRAME_LIST, FRAME_ITEM, FRAME_TABLE, FRAME_ROW, FRAME_CELL, FRAME_PARAGRAPH
};

/* What is open: blocks go to the innermost frame's list. */
struct frame {
    enum frame_kind kind;
    struct blocks *blocks;   /* BODY, COVER, ITEM, CELL */
    struct list *list;       /* LIST */
    struct table *table;     /* TABLE, ROW, CELL */
    struct paragraph *paragraph;
    enum alignment align;    /* of paragraphs that do not tell theirs */
};

struct doc {
    struct job *job;
    struct doc_meta meta;
    struct blocks body;
    struct frame frames[LIMIT_NESTING];
    size_t depth; /* of frames; the first is FRAME_BODY */
    struct anchor_here *pending; /* anchors that wait for their block */
    bool *placed; /* by anchor */
    size_t anchor_count, anchor_capacity; /* [0] is unused */
    struct anchor_name *anchor_names;
    size_t anchor_name_count, anchor_name_capacity;
    struct heading *headings;
    size_t heading_count, heading_capacity;
    struct span *spans; /* of the paragraph that is open */
    size_t span_count, span_capacity;
    struct block **later; /* where doc_later_paragraph links its block in; NULL: nowhere */
    struct blocks *later_blocks;
    bool spoken[LANG_COUNT]; /* doc_speaks */
    size_t elem_guess; /* how many elements a layout will make, roughly */
};

/* What is open innermost; never NULL. */
struct frame *doc_frame(struct doc *doc);
/* False where the nesting is too deep (told in the job). */
bool doc_push(struct doc *doc, struct frame frame);
/* False, and the misuse told, where something else is open. */
bool doc_pop(struct doc *doc, enum frame_kind kind, const char *misuse);
/* The builder's fault, told as STATUS_BUG. */
void doc_misuse(struct doc *doc, const char *what);
/* The one language of all spans that have words; else that of what is around: numbers and signs are of any. */
enum lang paragraph_lang(const struct paragraph *source, enum lang around);
/* The anchors that wait for a block. */
struct anchor_here *doc_take_anchors(struct doc *doc);

#endif
