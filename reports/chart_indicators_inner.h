/* What the files of the picture of an indicator table share. */
#ifndef VK_REPORTS_CHART_INDICATORS_INNER_H
#define VK_REPORTS_CHART_INDICATORS_INNER_H

#include "reports/chart.h"
#include "reports/chart_indicators.h"

#define PICTURE_ROW        PT(12)
#define PICTURE_KEY        PT(17)
#define PICTURE_GAP        PT(10) /* between columns */
#define PICTURE_TITLE_MOST PT(150)
#define PICTURE_NAME_MOST  PT(146)
#define PICTURE_MARK       PT(6.5)

struct picture {
    struct build *build;
    struct sketch *sketch;
    const struct indicator_rows *all;
    const struct indicator_row *rows;
    size_t count;
    fix *heights; /* of the rows */
    struct chart_places at;
    fix height;
    struct label_spec label, soft;
};

/* The row's own point; NULL: none. */
const struct observation *picture_own(const struct indicator_row *row);
/* The country's tick; NULL: none, as beside a count, which says nothing against another area's. */
const struct observation *picture_country(const struct indicator_row *row);
/* "7 Tyytyväinen elämäänsä". */
struct text picture_title(const struct picture *picture, const struct indicator_row *row);
/* "Lukiolaiset · Kotka"; absent where the row has neither. */
struct text picture_name(const struct picture *picture, const struct indicator_row *row);
fix picture_text_width(const struct picture *picture, struct text text);
/* One line, centred on a height. */
void picture_label(const struct picture *picture, fix x, fix middle, const struct label_spec *spec, struct text text);

/* ---- chart_indicators_key.c ---- */

/* The signs with their words, from `y` on, in one line, of a narrow picture in as many as it takes. Draws where `draw`;
 * returns their height in either case. */
fix picture_key(const struct picture *picture, fix y, bool draw);
/* The picture's message: how many of each assessment, and which are concerning. */
struct text picture_describe(const struct picture *picture);

#endif
