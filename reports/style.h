/* The style table: every size, spacing and colour of a report, in one place. */
#ifndef VK_REPORTS_STYLE_H
#define VK_REPORTS_STYLE_H

#include "reports/metrics.h"

#include <stdbool.h>

typedef uint32_t colour; /* 0xRRGGBB */
#define COLOUR_NONE 0xFF000000u

enum style_id {
    STYLE_COVER_TITLE,
    STYLE_COVER_PART,
    STYLE_COVER_SLOGAN,
    STYLE_COVER_LINE,
    STYLE_COVER_NOTE,
    STYLE_H1,
    STYLE_H2,
    STYLE_H3,
    STYLE_H4,
    STYLE_LEAD,    /* a goal's targets, an introduction: stays with what it introduces */
    STYLE_BODY,    /* running text */
    STYLE_SMALL,   /* explanations, sources, keys */
    STYLE_CAPTION, /* above a table or figure */
    STYLE_TABLE_HEAD,
    STYLE_TABLE_PROMPT,
    STYLE_TABLE_BAND,
    STYLE_CELL,
    STYLE_CELL_SMALL,
    STYLE_FOLLOW,  /* follow-up under a row */
    STYLE_FIGURE,  /* labels in figures */
    STYLE_CONTENTS_1,
    STYLE_CONTENTS_2,
    STYLE_HEAD_FOOT,
    STYLE_COUNT
};

enum alignment { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

struct style {
    enum face face;
    fix size;
    fix leading;      /* from baseline to baseline */
    fix space_before; /* to the block before, the larger of the two holds; none at a page's or cell's top */
    fix space_after;
    colour ink;
    fix indent;       /* of a list item's text; its label hangs */
    bool keep_with_next;
    bool hyphens;     /* false (headings, names): a word is divided only where it is wider than its line */
    fix measure;      /* lines are no longer: about 100 characters; 0: as wide as there is room */
};

/* Never NULL. */
const struct style *style_of(enum style_id id);

/* The face of the same family with bold or italic added. */
enum face style_face(enum face face, bool bold, bool italic);

/* The page: A4 landscape. */
extern const struct page_style {
    fix width, height; /* MM(297), MM(210) */
    fix left, right, top, bottom; /* margins; the running head and foot stand in top and bottom */
    fix head_baseline, foot_baseline; /* from the page's top */
    fix cell_pad_x, cell_pad_y;
    fix rule;                     /* width of a table's rules */
    fix part_room;                /* a new part begins on a page where so much of it is free: a quarter */
    fix block_space;              /* before and after tables and figures */
} page_style;

/* Colours by what they mean; each text colour has a contrast of at least 4.5:1 on the grounds it stands on, each
 * mark of at least 3:1 (WCAG 2.1, 1.4.3 and 1.4.11), and the marks differ in grey too. */
enum tint {
    TINT_NONE,
    TINT_INK,          /* text */
    TINT_INK_SOFT,     /* prompts, notes */
    TINT_BRAND,        /* headings, the cover's band */
    TINT_RULE,
    TINT_HEAD_GROUND,  /* behind header cells */
    TINT_BAND_GROUND,
    TINT_FOLLOW_GROUND,
    TINT_GOOD, TINT_NEUTRAL, TINT_CONCERNING,       /* marks of an assessment */
    TINT_GOOD_GROUND, TINT_NEUTRAL_GROUND, TINT_CONCERNING_GROUND, /* pale, behind text */
    TINT_NOT_STARTED, TINT_IN_PROGRESS, TINT_DONE, TINT_CONTINUOUS, TINT_DELAYED, TINT_CANCELLED, /* marks of a status */
    TINT_NOT_REPORTED,
    TINT_BAR_DONE, TINT_BAR_CONTINUOUS, TINT_BAR_IN_PROGRESS, TINT_BAR_NOT_STARTED, /* parts of a bar: dark, middle, light, pale, */
    TINT_BAR_DELAYED, TINT_BAR_CANCELLED,  /* dark, middle, so that neighbours differ in grey */
    TINT_WHITE,
    TINT_COUNT
};
colour tint_colour(enum tint tint); /* COLOUR_NONE for TINT_NONE */
/* The first tint of that colour; TINT_NONE where there is none. Tints of one colour are to look alike on the screen too. */
enum tint tint_of(colour tone);
/* "ink-soft": the tint's name on the screen, where web/style.css gives it a colour for light and for dark. "" for
 * TINT_NONE. */
const char *tint_word(enum tint tint);

#endif
