/* What the parts of the HTML writer share; for nobody else. */
#ifndef VK_REPORTS_HTML_INNER_H
#define VK_REPORTS_HTML_INNER_H

#include "reports/doc_inner.h"
#include "reports/html.h"

/* Where a link may lead: the places of a document as the page has them. */
struct html_places {
    uint32_t *at;           /* by anchor: the anchor whose id the place has; 0: it is not on the page */
    const char **names;     /* by anchor; NULL: none */
    bool *wanted;           /* by anchor: the id is to be written */
    bool marks[MARK_COUNT]; /* that are shown */
    int top_level;          /* of the headings on the page */
};

struct html_writer {
    struct job *job;
    const struct doc *doc;
    struct buf *out;
    struct html_places places;
    int level;        /* of the last heading, as it was written; 1: the page's own */
    uint32_t heading; /* its anchor; 0: none yet */
    uint32_t tables;  /* so far */
    size_t rows;      /* so far, of all tables */
};

/* Finds the places, once before anything is written. False when memory is out. html_places.c */
bool html_find_places(struct html_writer *writer);
/* ` id="..."` where something leads to one of these places. */
void html_put_id(struct html_writer *writer, const struct anchor_here *anchors);
void html_put_id_of(struct html_writer *writer, uint32_t anchor); /* the same for one anchor */
void html_put_name(struct html_writer *writer, uint32_t anchor);  /* the id alone */

/* ` lang="sv"` where it is another than that of what is around. */
void html_put_lang(struct buf *out, enum lang lang, enum lang around);
/* One of the program's own words: text too, whatever its translators write. */
void html_put_word(struct html_writer *writer, const char *word);
/* A text, its line ends kept. */
void html_put_lines(struct buf *out, struct text text);

/* The one paragraph that an item or a cell holds, which then needs no element of its own; NULL: it holds more, or
 * nothing, or something else. */
const struct paragraph *html_alone(const struct blocks *blocks);
/* "small": the class of a paragraph's style; NULL: none. */
const char *html_style_class(enum style_id style);
void html_spans(struct html_writer *writer, const struct paragraph *paragraph, enum lang around);
/* False where the work must stop: the job tells. */
bool html_blocks(struct html_writer *writer, const struct blocks *blocks, enum lang around);
/* The one language of all that the blocks say, so that what holds them can tell it once; else `around`. */
enum lang html_blocks_lang(const struct blocks *blocks, enum lang around);

/* html_table.c */
bool html_table(struct html_writer *writer, const struct block *block, enum lang around);

#endif
