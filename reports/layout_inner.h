/* What layout's files share. The way: build (doc -> measured units and elements) - columns (widths of tables) -
 * break (lines) - paginate (which lines and rows stand on which page, and where) - emit (items). Nobody else
 * includes this. */
#ifndef VK_REPORTS_LAYOUT_INNER_H
#define VK_REPORTS_LAYOUT_INNER_H

#include "reports/doc_inner.h"
#include "reports/layout.h"
#include "reports/mark.h"

#include <string.h>

struct layout;

/* ---- Text: layout_text.c, layout_lines.c, layout_divide.c ---- */

/* A piece that no line ends within by the rules. Spaces behind it lie between its end and the next one's start. */
struct seg {
    uint32_t start, end;
    fix width;   /* cut to WIDTH_MAX */
    fix space;   /* of the spaces behind it */
    bool forced; /* a line ends behind it */
    bool poor;   /* it had better not begin a line */
    bool address; /* part of an address: never divided */
};

struct line {
    uint32_t start, end;
    fix width;
    bool space;  /* a space or a forced end was dropped behind it */
    bool hyphen; /* a hyphen is drawn behind it */
};

/* A span's share of its paragraph's bytes. Where the span has a mark, it begins with U+FFFC for it. */
struct stretch {
    const struct span *span;
    uint32_t start, end;
    enum face face;
    colour ink;
    uint32_t elem; /* its own element, once made; 0: none yet */
    bool linked;   /* a link is drawn over some of it */
};

struct para {
    const char *bytes; /* the source's own where it has one span without a mark */
    uint32_t length;
    const struct style *style;
    enum alignment align;
    struct stretch *stretches;
    uint32_t stretch_count;
    const struct seg *segs;
    uint32_t seg_count;
    const struct line *lines; /* at least one, once broken */
    uint32_t line_count;
    fix minimum, natural; /* widest piece; widest line where only forced ends break */
    int64_t area;         /* width of all of it in a row */
    bool plain;           /* one face throughout: a line is one item */
    bool forced;          /* it has forced ends */
    bool runs_on;         /* another paragraph follows in the same element: a space parts them */
    uint32_t elem;        /* 0: an artifact */
    enum lang lang;       /* of `elem` */
};

/* Cuts a paragraph into pieces and measures them. False when memory is out. */
bool text_measure(struct layout *layout, struct para *para);
/* Breaks it into lines no wider than `width`, the best for the paragraph as a whole, with hyphens where those help; a
 * piece wider than the line is divided by hyphens, and where it has no place for one, anywhere between two characters
 * that may part. */
bool text_break(struct layout *layout, struct para *para, fix width);
/* How many lines text_break would make, roughly: without hyphens. */
uint32_t text_lines_at(const struct para *para, fix width);

/* A place where a piece may be divided. */
struct point {
    uint32_t at;   /* byte */
    fix before;    /* width of what is before it in the piece */
    fix width;     /* the same with the hyphen */
    uint8_t rank;  /* enum word_rank */
    bool stub;     /* less than four letters are behind it in its word */
};
#define POINTS_MAX 64 /* of one piece */
/* The places of a piece, from left to right. */
size_t text_points(const struct layout *layout, const struct para *para, const struct seg *seg,
                   struct point points[POINTS_MAX]);
/* The widest part of the paragraph where every piece may be divided; at most para->minimum. */
fix text_least(const struct layout *layout, const struct para *para);
/* The paragraph's stretch that the byte is in; its last one for a byte behind all. */
const struct stretch *text_stretch_at(const struct para *para, size_t at);
/* A mark's height and width; how far it reaches, with the gap behind it. */
fix text_mark_size(const struct para *para);
fix text_mark_advance(const struct para *para, const struct stretch *stretch);
/* The width of the hyphen that is drawn behind a stretch's text; 0: its face has none. */
fix text_hyphen(const struct layout *layout, const struct para *para, const struct stretch *stretch);
/* A measured paragraph of one span, for labels and numbers. NULL when memory is out. */
struct para *text_plain(struct layout *layout, enum style_id style, struct text text);

/* ---- Units: what stands below each other in a column ---- */

enum unit_kind { UNIT_TEXT, UNIT_FIGURE, UNIT_SPACE, UNIT_BAR, UNIT_TABLE, UNIT_BREAK, UNIT_COVER, UNIT_COVER_END };

/* A list item's label, beside its first line. */
struct label {
    struct label *next;
    struct para *para;
    fix x;
};

struct unit {
    struct unit *next;
    enum unit_kind kind;
    bool keep;  /* with the next unit */
    fix x;      /* from the column's left side */
    fix gap;    /* to the unit before; none at the top */
    fix height; /* FIGURE, SPACE, BAR; BREAK: none where so much of the page is free; 0: in any case */
    fix narrow; /* kept free on the right side (contents: the page number) */
    const struct anchor_here *anchors;
    uint32_t anchor;       /* a heading's own */
    uint32_t elem;         /* FIGURE */
    struct para *para;     /* TEXT */
    const struct label *labels;
    uint32_t number_of;    /* contents: the anchor whose page's number stands at the right side */
    union {
        const struct figure *figure;
        enum tint tint; /* BAR */
        struct table_box *table;
    };
};

struct flow {
    struct unit *first, *last;
    fix after; /* space asked for behind the last */
};

/* A place in a flow: before a line of a unit; `unit` NULL: the end. */
struct pos {
    const struct unit *unit;
    uint32_t line;
};

/* ---- Tables ---- */

struct cell_box {
    const struct cell *cell;
    struct flow flow;
    int64_t height; /* of its content once broken; without padding; may be thousands of pages */
    uint32_t elem;
};

struct table_box {
    const struct table *table;
    struct table_box *alike; /* the next one whose columns have the same widths */
    fix *edges;  /* columns + 1, from the page's left side */
    fix pad_x, pad_y;
    struct cell_box *cells;    /* as table->cells */
    uint32_t *row_elems;
    int64_t *row_heights;      /* of the cells of one row; spans come on top */
    int64_t *row_growths;      /* of body rows: what those add that end with the row, where all of them is on one page */
    int64_t head_height;
    int64_t height;            /* of all rows, on one page */
    bool repeat;               /* the head, on every page */
};

/* Builds elements and cells of a table. NULL when memory is out. layout_table.c */
struct table_box *table_build(struct layout *layout, const struct table *table, uint32_t parent, enum lang lang);
/* Chooses the widths of the columns of a table and those alike, within `measure` from `left` on, into their edges; false
 * when memory is out. layout_columns.c */
bool columns_choose(struct layout *layout, struct table_box *first, fix left, fix measure);
/* Breaks all cells at those widths, and reckons the rows' heights. */
bool table_set(struct layout *layout, struct table_box *box);

/* ---- Flows: layout_flow.c ---- */

struct flow_place {
    uint32_t parent; /* element */
    enum lang lang;
    fix x;
    const struct label *labels; /* for the first unit */
    const struct anchor_here *anchors; /* for the first unit */
    int depth; /* of lists */
};
/* Adds the blocks to the flow, with their elements. False when memory is out. */
bool flow_build(struct layout *layout, struct flow *flow, const struct blocks *blocks, const struct flow_place *place);
/* Breaks all paragraphs of a column so wide. */
bool flow_break(struct layout *layout, const struct flow *flow, fix width);
/* Widest unbreakable piece, widest natural line, and the whole's area (width of all text in a row). */
struct flow_need {
    fix minimum, natural;
    int64_t area;
};
struct flow_need flow_need(const struct flow *flow);
/* Its minimum where hyphens divide the words. */
fix flow_least(const struct layout *layout, const struct flow *flow);
int64_t flow_height(const struct flow *flow);

/* How much of a flow from `from` on stands in a height, ending well: no line of the flow left alone, then no line of
 * a paragraph. */
enum fit_quality {
    FIT_WHOLE,
    FIT_GOOD,
    FIT_POOR, /* a paragraph's line alone */
    FIT_BAD,  /* the flow's first or last line alone */
    FIT_HYPHEN, /* the last line ends in a hyphen */
    FIT_NONE
};
struct fit {
    struct pos to;
    fix used;  /* height of what is placed */
    fix skip;  /* the gap that is dropped before `to` */
    enum fit_quality quality;
};
struct fit flow_fit(struct pos from, int64_t height);

/* ---- Pages: layout_pages.c, layout_rows.c, layout_search.c ---- */

struct cell_part {
    struct cell_part *next;
    const struct cell_box *box;
    struct pos from, to;
    fix top, height;
};

/* A row, or what of it stands on one page. */
struct row_part {
    struct row_part *next; /* of the head */
    const struct table_box *table;
    uint32_t row;
    fix y, height;
    struct cell_part *cells, *last_cell; /* that begin or go on here, by column */
    uint64_t rule_below; /* a bit a column */
    bool rule_above;
};

enum part_kind { PART_LINES, PART_FIGURE, PART_BAR, PART_ROW };
struct part {
    struct part *next;
    enum part_kind kind;
    fix y;
    const struct unit *unit;
    uint32_t from, to; /* LINES */
    const struct row_part *row;
    bool repeat; /* ROW: the head once more, `y` below where it first stood */
};

struct page_plan {
    struct part *first, *last;
    bool cover;
};

/* Where a page begins: before a unit, or before a row of a table. */
struct page_place {
    const struct unit *unit; /* NULL: the flow's end, or nowhere */
    size_t row;
};

/* A cell that has begun: it ends with the row at hand or a later one. */
struct open_cell {
    const struct cell_box *box; /* NULL: none begins at this column */
    struct pos from;            /* what is not placed yet */
    int64_t rest;               /* its height */
    bool here;                  /* a part of it stands on the page at hand */
    fix top;                    /* of that */
    struct cell_part *part;     /* that; NULL in a trial */
};

/* A table on its way to pages. */
struct rows {
    const struct table_box *box; /* NULL: none */
    size_t row;                  /* the next, or the one at hand */
    bool opened;                 /* its cells are open */
    bool begun;                  /* a part of it stands on a page before */
    bool headed;                 /* the head stands on a page */
    struct row_part *head, *head_last; /* to repeat */
    fix head_y;
    struct row_part *last;             /* on this page; NULL: none */
    const struct anchor_here *anchors; /* of the table, until its first row stands */
    fix fresh_y;                       /* where rows begin on a page that the table fills from its top */
    struct open_cell open[TABLE_COLUMNS_MAX]; /* by first column; set as far as the table has columns */
};

/* The way through the flow. All that decides what comes next is in here: from a copy the way can be gone on with, as
 * a trial, which leaves nothing in the layout. */
struct pager {
    struct layout *layout;
    const struct unit *unit; /* the next, or the one at hand; NULL: the end */
    uint32_t line;           /* of its text, the next */
    fix top, bottom;
    fix y;
    bool trial;
    bool split;     /* rows of the page at hand are split, where they can be, rather than moved */
    bool open;      /* the page has begun: something stands on it */
    bool cover;
    bool chained;   /* what stands above must not be left by what comes */
    bool headed;    /* a heading stands directly above */
    fix chain_y;    /* where that began */
    /* Of the page that was left last. */
    bool turned;    /* it was left in this step */
    bool part_ends; /* for a new part */
    bool row_split; /* a row goes on behind it */
    bool scrap;     /* little stood at its top above a heading */
    fix left;       /* empty at its end */
    struct part unseen; /* what a trial fills in */
    struct rows rows;   /* where the unit is a table */
};
/* A copy of what is set: much less than the whole. */
void pager_copy(struct pager *to, const struct pager *from);

bool pager_run(struct layout *layout, const struct flow *flow);
/* Goes on until a page is left or the flow ends. `stop`: the page is left before that too. False when memory, pages
 * or time are out. */
bool pager_page(struct pager *pager, const struct page_place *stop);
/* Forgets how the page before ended. */
void pager_begin(struct pager *pager);
/* One step of it: a unit, a row, or what of them stands on the page. */
bool pager_step(struct pager *pager);
/* True where the page may be left before the next thing: nothing is parted. */
bool pager_may_stop(const struct pager *pager);
/* Leaves the page there. */
void pager_stop(struct pager *pager);
struct page_place pager_place(const struct pager *pager);
/* The next thing stands on a new page. */
void pager_turn(struct pager *pager);
/* A new part on the page at hand (which begins where none has); NULL when memory, pages or time are out. */
struct part *pager_part(struct pager *pager, enum part_kind kind, fix y);
void pager_anchors(struct pager *pager, const struct anchor_here *anchors, fix y);
/* True where leaving all from y on empty leaves at most a third of the page. */
bool pager_may_leave(const struct pager *pager, fix y);
/* A step of the pager's table. */
bool rows_step(struct pager *pager);
/* Leaves the page before the row at hand. */
void rows_turn(struct pager *pager);
/* True where no cell goes on into the next row. */
bool rows_closed(const struct rows *rows);
/* True where the table would begin on this page when its top is at y. */
bool rows_start(const struct pager *pager, const struct table_box *box, fix y, fix chain_y);

/* How the pages from the flow's beginning on had best end. layout_search.c */
struct page_end {
    struct page_place stop; /* `unit` NULL: where the rules say */
    bool split;             /* as in struct pager */
};
struct page_ends {
    struct page_end *ends;
    size_t count; /* behind these the rules say it */
};
/* False when memory or time are out. */
bool search_ends(const struct pager *start, struct page_ends *out);

/* ---- Items: layout_emit.c, layout_furniture.c ---- */

bool emit_pages(struct layout *layout);
void emit_item(struct layout *layout, const struct item *item);
/* Cuts the running head's words and measures others of the furniture, once; draws head and foot of a page. layout_furniture.c */
void emit_prepare(struct layout *layout);
void emit_head(struct layout *layout);
void emit_cover_head(struct layout *layout);
void emit_foot(struct layout *layout, size_t page);

/* ---- The whole: layout.c ---- */

struct layout {
    struct job *job;
    struct arena *arena;
    const struct metrics *metrics;
    const struct doc *doc;
    char *breaks; /* room for linebreak_find */
    size_t break_room;
    struct seg *segs; /* room for measuring */
    size_t seg_room;
    struct line *lines; /* room for breaking */
    size_t line_room;
    struct breaker *breaker; /* likewise: layout_lines.c */
    struct knot *knots;
    size_t knot_room;
    struct elem *elems;
    size_t elem_count, elem_room;
    int role_level; /* of the heading before */
    struct page_plan *plans;
    size_t plan_count, plan_room;
    struct place *anchors;
    struct item *items; /* of the page at hand */
    size_t item_count, item_room;
    struct page *pages;
    struct text head_left, head_right, draft; /* cut to their width */
    struct para *continued; /* NULL: no word for that */
    struct para *cut;       /* "…", behind as much of a name as there is room for; NULL: memory is out */
    size_t rows_done; /* for the deadline */
    size_t lacking, emergency_breaks;
};

/* A new element; 0 when memory is out. */
uint32_t layout_elem(struct layout *layout, enum role role, uint32_t parent);
/* The language to tell of an element whose text is in `lang` inside something in `around`. */
static inline enum lang lang_told(enum lang lang, enum lang around)
{
    return lang == around ? LANG_NONE : lang;
}

#endif
