#include "reports/chart_indicators_inner.h"

#include "reports/chart_scale.h"
#include "reports/interval.h"
#include "reports/join.h"
#include "text/number.h"

#include <math.h>

#define ROWS_MOST   14     /* of one figure */
#define TITLE_ROW   PT(22) /* of an indicator with one row: its title may have two lines */
#define AXIS        PT(13) /* the line of the common scale's numbers */
#define END_LEAST   PT(46) /* behind the plot, for the end of an indicator's own scale with its unit */
#define END_MOST    PT(80)
#define START_LEAST PT(30) /* before it, for the beginning */
#define START_MOST  PT(60)
#define END_NONE    PT(12) /* on both sides where all stand on the common scale */
#define PLOT_MOST   PT(300)
#define YEAR        PT(18) /* a year beside the line of years */
#define VALUE_LEAST PT(26) /* a figure beside it */
#define VALUE_MOST  PT(68)
#define VALUE_GAP   PT(4)
#define SCALE_GAP   PT(4)  /* between a scale's end and its label */
#define START_GAP   PT(6)
#define LINE        PT(46) /* the line of years itself */
#define LINE_NARROW PT(24)
#define PLOT_EDGE   PT(4)  /* before a narrow plot: half of a number of the scale */
#define SHARES      5 /* numbers on the common scale: 0, 25, ... 100 */

/* ---- What a row shows ---- */

static bool has_value(const struct observation *observation)
{
    return observation != NULL && observation->missing == MISSING_NO && isfinite(observation->value);
}

/* The row's own point; NULL: none. */
const struct observation *picture_own(const struct indicator_row *row)
{
    const struct observation *own = row->area == NULL ? NULL : indicator_row_told(row);
    return has_value(own) ? own : NULL;
}

/* The country's tick; NULL: none, as beside a count, which says nothing against another area's. */
const struct observation *picture_country(const struct indicator_row *row)
{
    if (!has_value(row->national) || (row->area != NULL && row->series->scale == SCALE_COUNT))
        return NULL;
    return row->national;
}

/* The least and the most of all that is drawn on the row's scale. */
static void row_extent(const struct indicator_row *row, double *least, double *most)
{
    double ends[6];
    size_t count = 0;
    if (picture_own(row) != NULL) {
        struct interval interval = interval_of(picture_own(row), row->series->scale);
        ends[count++] = picture_own(row)->value;
        if (interval.source != INTERVAL_NONE) {
            ends[count++] = interval.low;
            ends[count++] = interval.high;
        }
        if (interval_neutral(&row->comparison, &ends[count], &ends[count + 1]))
            count += 2;
    }
    if (picture_country(row) != NULL)
        ends[count++] = picture_country(row)->value;
    for (size_t i = 0; i < count; i++) {
        *least = ends[i] < *least ? ends[i] : *least;
        *most = ends[i] > *most ? ends[i] : *most;
    }
}

static bool on_common_scale(const struct indicator_row *row)
{
    const struct observation *own = picture_own(row), *country = picture_country(row);
    return row->series->scale == SCALE_SHARE && (own == NULL || (own->value >= 0 && own->value <= 100)) &&
           (country == NULL || (country->value >= 0 && country->value <= 100));
}

static bool same_scale(const struct indicator_row *a, const struct indicator_row *b)
{
    return a->series->scale == b->series->scale && on_common_scale(a) == on_common_scale(b) &&
           text_equal(a->series->unit, b->series->unit);
}

/* 0 to 100 of shares; else one for all rows of the indicator with its unit. */
static struct chart_scale scale_of(const struct picture *picture, const struct indicator_row *row)
{
    double least = 0, most = 0;
    if (on_common_scale(row))
        return (struct chart_scale){ 0, 100, picture->at.plot, picture->at.plot_width };
    for (size_t i = row->first; i < row->first + row->count; i++)
        if (same_scale(row, &picture->all->rows[i]))
            row_extent(&picture->all->rows[i], &least, &most);
    return chart_scale_round(least, most, picture->at.plot, picture->at.plot_width);
}

/* ---- Labels ---- */

fix picture_text_width(const struct picture *picture, struct text text)
{
    const struct label_spec *spec = &picture->label;
    return metrics_width(picture->build->metrics, spec->face, spec->size, text.bytes, text.length);
}

void picture_label(const struct picture *picture, fix x, fix middle, const struct label_spec *spec, struct text text)
{
    sketch_text(picture->sketch, x, chart_baseline(picture->build->metrics, spec, middle), spec, text);
}

static struct text number_text(const struct picture *picture, double value, int decimals)
{
    struct join join = join_start(picture->build->job->arena, picture->build->lang);
    join_number(&join, value, decimals);
    return join_end(&join);
}

/* "7 Tyytyväinen elämäänsä". */
struct text picture_title(const struct picture *picture, const struct indicator_row *row)
{
    struct join join = join_start(picture->build->job->arena, row->indicator->title.lang);
    join_text(&join, join_printf(join.arena, LANG_NONE, "%lld ", row->indicator->number));
    join_text(&join, row->indicator->title);
    return join_end(&join);
}

/* "Lukiolaiset · Kotka"; absent where the table has neither. */
struct text picture_name(const struct picture *picture, const struct indicator_row *row)
{
    struct join join = join_start(picture->build->job->arena, picture->build->lang);
    if (row->series->population != NULL)
        join_text(&join, row->series->population->name);
    if (picture->all->several_areas && row->area != NULL) {
        join_between(&join, " · ");
        join_text(&join, row->area->name);
    }
    return join_end(&join);
}

/* ---- A row ---- */

static void draw_point(const struct picture *picture, const struct indicator_row *row, fix middle)
{
    const struct chart_scale scale = scale_of(picture, row);
    const struct observation *own = picture_own(row), *country = picture_country(row);
    double low, high;
    if (own != NULL && interval_neutral(&row->comparison, &low, &high)) {
        fix left = chart_scale_at(&scale, low), right = chart_scale_at(&scale, high);
        const fix box[] = { left,  middle - PICTURE_ROW / 3, right, middle - PICTURE_ROW / 3,
                            right, middle + PICTURE_ROW / 3, left,  middle + PICTURE_ROW / 3 };
        sketch_polygon(picture->sketch, box, 4, TINT_NEUTRAL_GROUND, TINT_NEUTRAL);
    }
    if (country != NULL) {
        fix at = chart_scale_at(&scale, country->value);
        sketch_line(picture->sketch, at, middle - PICTURE_ROW / 2, at, middle + PICTURE_ROW / 2, PT(1.4), TINT_INK);
    }
    if (own == NULL)
        return;
    struct interval interval = interval_of(own, row->series->scale);
    if (interval.source != INTERVAL_NONE)
        sketch_line(picture->sketch, chart_scale_at(&scale, interval.low), middle,
                    chart_scale_at(&scale, interval.high), middle, PT(1.2), TINT_INK_SOFT);
    fix at = chart_scale_at(&scale, own->value);
    if (row->comparison.assessment == ASSESS_NONE)
        sketch_circle(picture->sketch, at, middle, PICTURE_MARK / 2 - PT(0.6), TINT_WHITE, TINT_INK);
    else
        sketch_mark(picture->sketch, at, middle, PICTURE_MARK, (int)assessment_mark(row->comparison.assessment));
}

/* The unit that a narrow picture, which has no room for it at the scale's end, tells above; else absent. */
static struct text unit_above(const struct picture *picture, const struct indicator_row *row)
{
    return picture->at.narrow && !on_common_scale(row) ? row->series->unit : (struct text){ 0 };
}

/* "7 Tyytyväinen elämäänsä", "3 Asunnottomat, henkilöä". */
static struct text title_text(const struct picture *picture, const struct indicator_row *row)
{
    struct text title = picture_title(picture, row), unit = unit_above(picture, row);
    struct join join = join_start(picture->build->job->arena, title.lang);
    join_text(&join, title);
    join_word(&join, text_absent(unit) ? NULL : ", ");
    join_text(&join, unit);
    return join_end(&join);
}

/* "Lukiolaiset", "Lukiolaiset, ‰" where the title tells another unit. */
static struct text name_text(const struct picture *picture, const struct indicator_row *row)
{
    struct text name = picture_name(picture, row), unit = unit_above(picture, row);
    if (text_absent(unit) || text_equal(unit, unit_above(picture, &picture->all->rows[row->first])))
        return name;
    struct join join = join_start(picture->build->job->arena, name.lang);
    join_text(&join, name);
    join_between(&join, ", ");
    join_text(&join, unit);
    return join_end(&join);
}

/* "30 ‰": the end of an own scale. */
static struct text end_text(const struct picture *picture, const struct indicator_row *row)
{
    struct join join = join_start(picture->build->job->arena, picture->build->lang);
    join_number(&join, scale_of(picture, row).high, -1);
    if (!text_absent(row->series->unit) && !picture->at.narrow) {
        join_word(&join, "\u00A0");
        join_text(&join, row->series->unit);
    }
    return join_end(&join);
}

/* The line of an own scale, and its ends: "0", "30 ‰". */
static void draw_own_scale(const struct picture *picture, const struct indicator_row *row, fix middle)
{
    const struct chart_scale scale = scale_of(picture, row);
    struct label_spec spec = picture->soft;
    fix end = scale.from + scale.length, zero = chart_scale_at(&scale, 0);
    sketch_line(picture->sketch, scale.from, middle, end, middle, PT(0.4), TINT_RULE);
    sketch_line(picture->sketch, zero, middle - PT(3), zero, middle + PT(3), PT(0.4), TINT_RULE);
    spec.max_width = picture->at.end - PICTURE_GAP;
    picture_label(picture, end + SCALE_GAP, middle, &spec, end_text(picture, row));
    spec.align = ALIGN_END;
    spec.max_width = picture->at.start - START_GAP;
    picture_label(picture, scale.from - SCALE_GAP, middle, &spec, number_text(picture, scale.low, -1));
}

/* The row's first or newest figure; NULL: none. */
static const struct observation *trail_end(const struct indicator_row *row, bool newest)
{
    for (size_t i = 0; i < row->value_count; i++) {
        const struct observation *at = &row->values[newest ? row->value_count - 1 - i : i];
        if (has_value(at))
            return at;
    }
    return NULL;
}

/* "2017 73,8" before the line, "68,8 2021" behind it: the figure stands next to its end. */
static void draw_end(const struct picture *picture, const struct indicator_row *row, const struct observation *at,
                     bool newest, fix middle)
{
    fix room = picture->at.value;
    fix x = newest ? picture->at.trail + YEAR + room + picture->at.line : picture->at.trail;
    struct label_spec year = picture->soft, value = picture->label;
    struct join join = join_start(picture->build->job->arena, LANG_NONE);
    join_year(&join, at->year);
    value.align = ALIGN_END;
    value.max_width = room - VALUE_GAP;
    picture_label(picture, newest ? x + room + PT(3) : x, middle, &year, join_end(&join));
    picture_label(picture, newest ? x + room : x + YEAR + room - VALUE_GAP, middle, &value,
                  number_text(picture, at->value, row->decimals));
}

/* The scale of the line's height: the row's own values over the room, but a change of a tenth of the dots' scale at
 * least, so that chance does not look like a change. */
static struct chart_scale heights_of(const struct picture *picture, const struct indicator_row *row, fix middle)
{
    const struct chart_scale dots = scale_of(picture, row);
    double least = INFINITY, most = -INFINITY, slack;
    for (size_t i = 0; i < row->value_count; i++)
        if (has_value(&row->values[i])) {
            least = row->values[i].value < least ? row->values[i].value : least;
            most = row->values[i].value > most ? row->values[i].value : most;
        }
    slack = (dots.high - dots.low) / 10 - (most - least);
    if (slack > 0) {
        least -= slack / 2;
        most += slack / 2;
    }
    return (struct chart_scale){ least, most, middle + PICTURE_ROW / 3, -PICTURE_ROW * 2 / 3 };
}

/* The line of the years, broken where a figure is missing; its newest point full, its ends labelled. */
static void draw_trail(const struct picture *picture, const struct indicator_row *row, fix middle)
{
    const struct chart_scale heights = heights_of(picture, row, middle);
    const struct chart_scale years = { picture->at.first_year,
                                       picture->at.last_year > picture->at.first_year ? picture->at.last_year
                                                                                      : picture->at.first_year + 1,
                                       picture->at.trail + YEAR + picture->at.value, picture->at.line };
    const struct observation *first = trail_end(row, false), *last = trail_end(row, true);
    fix *points = arena_array(picture->build->job->arena, 2 * row->value_count, sizeof *points);
    fix x = 0, y = 0;
    size_t count = 0;
    for (size_t i = 0; points != NULL && i < row->value_count; i++) {
        const struct observation *at = &row->values[i];
        if (has_value(at)) {
            x = points[2 * count] = chart_scale_at(&years, at->year);
            y = points[2 * count + 1] = chart_scale_at(&heights, at->value);
            count++;
        }
        if ((!has_value(at) || i + 1 == row->value_count) && count > 0) {
            sketch_path(picture->sketch, points, count, PT(0.9), TINT_INK_SOFT);
            if (count == 1) /* a line of one point is none */
                sketch_circle(picture->sketch, points[0], points[1], PT(1), TINT_INK_SOFT, TINT_NONE);
            points += 2 * count;
            count = 0;
        }
    }
    if (last == NULL)
        return;
    sketch_circle(picture->sketch, x, y, PT(1.6), TINT_INK, TINT_NONE);
    draw_end(picture, row, last, true, middle);
    if (first != last)
        draw_end(picture, row, first, false, middle);
}

/* ---- Rows and axis ---- */

static bool begins(const struct picture *picture, size_t at)
{
    return at == 0 || picture->rows[at].indicator != picture->rows[at - 1].indicator;
}

/* The title above an indicator's first row, the name above each that has one. */
static fix narrow_height(const struct picture *picture, size_t at)
{
    struct text lines[CHART_LINES];
    struct label_spec spec = picture->label;
    size_t count = text_absent(name_text(picture, &picture->rows[at])) ? 0 : 1;
    spec.max_width = picture->at.title;
    if (begins(picture, at))
        count += chart_wrap(picture->build->metrics, &spec, title_text(picture, &picture->rows[at]), lines);
    return (fix)count * style_of(STYLE_FIGURE)->leading + PICTURE_ROW;
}

/* An indicator of one row has room for two lines of its title. */
static fix row_height(const struct picture *picture, size_t at)
{
    const struct indicator_row *row = &picture->rows[at];
    if (picture->at.narrow)
        return narrow_height(picture, at);
    if (row->count > 1 || picture->at.title == 0)
        return PICTURE_ROW;
    struct text lines[CHART_LINES];
    struct label_spec spec = picture->label;
    spec.max_width = picture->at.title;
    return chart_wrap(picture->build->metrics, &spec, picture_title(picture, row), lines) > 1 ? TITLE_ROW : PICTURE_ROW;
}

/* Returns how high its lines are. */
static fix draw_title(const struct picture *picture, size_t at, fix y)
{
    struct text lines[CHART_LINES];
    struct label_spec spec = picture->label;
    const fix leading = style_of(STYLE_FIGURE)->leading;
    spec.max_width = picture->at.title;
    size_t count = chart_wrap(picture->build->metrics, &spec, title_text(picture, &picture->rows[at]), lines);
    for (size_t i = 0; i < count; i++)
        picture_label(picture, 0, y + PICTURE_ROW / 2 + (fix)i * leading, &spec, lines[i]);
    return (fix)count * leading;
}

/* Above the plot of a narrow picture, else before it. */
static void draw_name(const struct picture *picture, const struct indicator_row *row, fix y)
{
    struct label_spec spec = picture->at.narrow ? picture->soft : picture->label;
    spec.max_width = picture->at.name;
    picture_label(picture, picture->at.narrow ? 0 : picture->at.title + PICTURE_GAP, y + PICTURE_ROW / 2, &spec,
                  name_text(picture, row));
}

/* Where the row's plot begins. */
static fix plot_top(const struct picture *picture, size_t at, fix y)
{
    return picture->at.narrow ? y + picture->heights[at] - PICTURE_ROW : y;
}

static void draw_row(const struct picture *picture, size_t at, fix y)
{
    const struct indicator_row *row = &picture->rows[at];
    fix middle = plot_top(picture, at, y) + PICTURE_ROW / 2;
    if (begins(picture, at)) {
        if (at > 0)
            sketch_line(picture->sketch, 0, y, picture->at.width, y, PT(0.4), TINT_RULE);
        fix title = draw_title(picture, at, y);
        y += picture->at.narrow ? title : 0;
    }
    if (picture->at.name > 0)
        draw_name(picture, row, y);
    if (!on_common_scale(row))
        draw_own_scale(picture, row, middle);
    draw_point(picture, row, middle);
    draw_trail(picture, row, middle);
}

/* The common scale's numbers above, and a hairline at each through the rows that stand on it. */
static void draw_axis(const struct picture *picture)
{
    const struct chart_scale scale = { 0, 100, picture->at.plot, picture->at.plot_width };
    struct label_spec spec = picture->soft;
    spec.align = ALIGN_CENTRE;
    bool any = false;
    fix y = AXIS;
    for (size_t i = 0; i < picture->count; i++) {
        fix height = picture->heights[i];
        for (int j = 0; on_common_scale(&picture->rows[i]) && j < SHARES; j++) {
            fix x = chart_scale_at(&scale, 100.0 * j / (SHARES - 1));
            sketch_line(picture->sketch, x, plot_top(picture, i, y), x, y + height, PT(0.4), TINT_RULE);
        }
        any |= on_common_scale(&picture->rows[i]);
        y += height;
    }
    for (int j = 0; any && j < SHARES; j++) {
        struct join join = join_start(picture->build->job->arena, picture->build->lang);
        join_int(&join, 100 * j / (SHARES - 1));
        if (j + 1 == SHARES) {
            join_word(&join, number_unit_gap(text_of("%", LANG_NONE), picture->build->lang));
            join_word(&join, "%");
        }
        picture_label(picture, chart_scale_at(&scale, 100.0 * j / (SHARES - 1)), AXIS / 2, &spec, join_end(&join));
    }
}

/* ---- The whole ---- */

static fix between(fix width, fix least, fix most)
{
    return width < least ? least : width > most ? most : width;
}

static void widen(fix *width, fix needed)
{
    *width = needed > *width ? needed : *width;
}

/* What the row's labels need. */
static void widen_for(struct picture *picture, const struct indicator_row *row)
{
    struct chart_places *at = &picture->at;
    widen(&at->title, picture_text_width(picture, picture_title(picture, row)));
    widen(&at->name, picture_text_width(picture, picture_name(picture, row)));
    for (int newest = 0; newest < 2; newest++) {
        const struct observation *end = trail_end(row, newest != 0);
        if (end != NULL)
            widen(&at->value, VALUE_GAP + picture_text_width(picture, number_text(picture, end->value, row->decimals)));
    }
    if (on_common_scale(row))
        return;
    widen(&at->start, START_GAP + picture_text_width(picture, number_text(picture, scale_of(picture, row).low, -1)));
    widen(&at->end, PICTURE_GAP + picture_text_width(picture, end_text(picture, row)));
}

static void find_years(struct chart_places *at, const struct indicator_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct indicator_row *row = &rows->rows[i];
        int first = row->values[0].year, last = row->values[row->value_count - 1].year;
        if (i == 0 || first < at->first_year)
            at->first_year = first;
        if (i == 0 || last > at->last_year)
            at->last_year = last;
    }
}

static struct picture new_picture(struct build *build, const struct indicator_rows *rows)
{
    const struct style *style = style_of(STYLE_FIGURE);
    return (struct picture){ .build = build,
                             .all = rows,
                             .label = { style->face, style->size, TINT_INK, ALIGN_START, 0 },
                             .soft = { style->face, style->size - PT(1), TINT_INK_SOFT, ALIGN_START, 0 } };
}

struct chart_places chart_indicators_places(struct build *build, const struct indicator_rows *rows, fix width)
{
    struct picture picture = new_picture(build, rows);
    struct chart_places *at = &picture.at;
    at->narrow = width <= FIGURE_NARROW;
    for (size_t i = 0; i < rows->count; i++)
        widen_for(&picture, &rows->rows[i]);
    at->line = at->narrow ? LINE_NARROW : LINE;
    at->title = at->narrow ? width : between(at->title, 0, PICTURE_TITLE_MOST);
    at->name = at->narrow && at->name > 0 ? width : between(at->name, 0, PICTURE_NAME_MOST);
    at->value = between(at->value, VALUE_LEAST, VALUE_MOST);
    fix edge = at->narrow ? PLOT_EDGE : END_NONE;
    at->start = at->end == 0 ? edge : between(at->start, at->narrow ? edge : START_LEAST, START_MOST);
    at->end = at->end == 0 ? END_NONE : between(at->end, at->narrow ? END_NONE : END_LEAST, END_MOST);
    fix trail = 2 * (YEAR + at->value) + at->line;
    fix labels = at->narrow ? 0 : at->title + (at->name > 0 ? PICTURE_GAP + at->name : 0);
    at->plot = labels + at->start;
    at->plot_width = between(width - at->plot - at->end - trail, 0, PLOT_MOST);
    at->trail = at->plot + at->plot_width + at->end;
    at->width = at->trail + trail;
    find_years(at, rows);
    return *at;
}

size_t chart_indicators_rows(const struct indicator_rows *rows, size_t from)
{
    size_t left = rows->count - from, figures = (left + ROWS_MOST - 1) / ROWS_MOST, count = 0;
    size_t even = figures == 0 ? 0 : (left + figures - 1) / figures; /* no figure of one row behind full ones */
    while (count < left) {
        const struct indicator_row *row = &rows->rows[from + count];
        size_t more = row->first + row->count - (from + count);
        if (count > 0 && (count + more > ROWS_MOST || count + more / 2 > even))
            break;
        count += more;
    }
    return count < ROWS_MOST ? count : ROWS_MOST;
}

const struct figure *chart_indicators(struct build *build, const struct indicator_rows *rows,
                                      const struct chart_places *places, size_t from, size_t count)
{
    struct picture picture = new_picture(build, rows);
    picture.rows = rows->rows + from;
    picture.count = count;
    picture.at = *places;
    picture.height = AXIS;
    picture.heights = arena_array(build->job->arena, count, sizeof *picture.heights);
    if (count == 0 || picture.heights == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        picture.height += picture.heights[i] = row_height(&picture, i);
    picture.height += picture_key(&picture, 0, false);
    picture.sketch = sketch_new(build->job, build->metrics, places->width, picture.height);
    if (picture.sketch == NULL)
        return NULL;
    draw_axis(&picture);
    fix y = AXIS;
    for (size_t i = 0; i < count; y += picture.heights[i++])
        draw_row(&picture, i, y);
    (void)picture_key(&picture, y, true);
    return sketch_finish(picture.sketch, picture_describe(&picture));
}
