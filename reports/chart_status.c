/* Stacked bars: how many actions have which status, a bar a row, on one common scale. The order of the parts is fixed,
 * so that they are told apart without colour too; counts stand in the parts, marks above them, words in the key. */
#include "reports/build.h"
#include "reports/chart.h"
#include "reports/join.h"
#include "text/message.h"

#define LABEL_GAP    PT(8)  /* between label and bar */
#define YEAR         PT(18) /* the year before a bar, where there are bars of two */
#define EDGE         PT(1)  /* room for the line round the bars */
#define KEY_LINE     PT(14)
#define KEY_GAP      PT(12)  /* between two words of the key */
#define SEAM         PT(1.5) /* between the bars of one row */
#define SWATCH       PT(8)
#define ROWS_ROOMY   12 /* with more rows than these they stand close, without marks and bars of the time before */
#define ROWS_DOUBLED 10 /* at most so many have a bar of the time before */
#define ROWS_MAX     30 /* more do not fit on a page: one bar for all of them together */

static const struct measure {
    fix marks;    /* the marks' line above a bar */
    fix bar, gap; /* the bar's height, the space to the next row */
    fix before;   /* the height of the bar of the time before; 0: none */
    size_t lines; /* of a label */
} roomy = { PT(9), PT(14), PT(7), 0, CHART_LINES }, doubled = { PT(9), PT(13), PT(6), PT(8), CHART_LINES },
  compact = { 0, PT(11), PT(3), 0, 1 };

/* Of a bar, from left to right. */
enum part {
    PART_DONE,
    PART_CONTINUOUS,
    PART_IN_PROGRESS,
    PART_NOT_STARTED,
    PART_DELAYED,
    PART_CANCELLED,
    PART_NOT_REPORTED,
    PART_NOT_APPLICABLE,
    PART_COUNT
};

static const struct {
    enum mark mark;
    enum tint ground, ink;
    enum follow_status status; /* of the counts; the last two parts have their own */
} parts[PART_COUNT] = {
    [PART_DONE] = { MARK_DONE, TINT_BAR_DONE, TINT_WHITE, FOLLOW_DONE },
    [PART_CONTINUOUS] = { MARK_CONTINUOUS, TINT_BAR_CONTINUOUS, TINT_INK, FOLLOW_CONTINUOUS },
    [PART_IN_PROGRESS] = { MARK_IN_PROGRESS, TINT_BAR_IN_PROGRESS, TINT_INK, FOLLOW_IN_PROGRESS },
    [PART_NOT_STARTED] = { MARK_NOT_STARTED, TINT_BAR_NOT_STARTED, TINT_INK, FOLLOW_NOT_STARTED },
    [PART_DELAYED] = { MARK_DELAYED, TINT_BAR_DELAYED, TINT_WHITE, FOLLOW_DELAYED },
    [PART_CANCELLED] = { MARK_CANCELLED, TINT_BAR_CANCELLED, TINT_INK, FOLLOW_CANCELLED },
    [PART_NOT_REPORTED] = { MARK_NOT_REPORTED, TINT_WHITE, TINT_INK, FOLLOW_COUNT },
    [PART_NOT_APPLICABLE] = { MARK_NOT_APPLICABLE, TINT_WHITE, TINT_INK_SOFT, FOLLOW_COUNT },
};

struct chart {
    struct build *build;
    struct sketch *sketch;
    const struct status_row *rows, *before;
    size_t count;
    int before_year;
    const struct measure *measure;
    fix width;
    fix left;      /* where the bars begin */
    uint64_t most; /* the longest bar's count */
    uint64_t totals[PART_COUNT];
    unsigned keyed;          /* the parts that are drawn, by bit */
    struct label_spec label; /* of the rows */
};

static unsigned part_count(const struct status_row *row, enum part part)
{
    if (part == PART_NOT_REPORTED)
        return row->not_reported;
    if (part == PART_NOT_APPLICABLE)
        return row->not_applicable;
    return row->counts[parts[part].status];
}

static uint64_t row_total(const struct status_row *row)
{
    uint64_t total = 0;
    for (enum part part = 0; part < PART_COUNT; part++)
        total += part_count(row, part);
    return total;
}

static const char *part_word(const struct chart *chart, enum part part)
{
    return mark_word(parts[part].mark, chart->build->lang);
}

/* A bar's place, and how large its counts may be. */
struct bar {
    const struct status_row *row;
    fix top, height;
};

/* The count in a part, smaller where the part is narrow, left out where it is narrower still (the table tells it). */
static void draw_count(const struct chart *chart, const struct bar *bar, fix from, fix to, enum part part)
{
    struct join number = join_start(chart->build->job->arena, chart->build->lang);
    join_int(&number, part_count(bar->row, part));
    struct text text = join_end(&number);
    static const fix sizes[] = { PT(8), PT(6.5) };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct label_spec spec = { FACE_NARROW_BOLD, sizes[i], parts[part].ink, ALIGN_CENTRE, 0 };
        if (sizes[i] >= bar->height ||
            metrics_width(chart->build->metrics, spec.face, spec.size, text.bytes, text.length) > to - from - PT(1))
            continue;
        fix middle = from + (to - from) / 2;
        sketch_text(chart->sketch, middle, chart_baseline(chart->build->metrics, &spec, bar->top + bar->height / 2),
                    &spec, text);
        return;
    }
}

/* The marks stand above where there is room for their line. */
static void draw_bar(const struct chart *chart, const struct bar *bar, fix marks)
{
    uint64_t before = 0;
    uint64_t plot = (uint64_t)(chart->width - chart->left - EDGE);
    fix top = bar->top, bottom = bar->top + bar->height;
    bool seam = false;
    for (enum part part = 0; part < PART_COUNT; part++) {
        unsigned count = part_count(bar->row, part);
        if (count == 0)
            continue;
        fix from = chart->left + (fix)(plot * before / chart->most);
        before += count;
        fix to = chart->left + (fix)(plot * before / chart->most);
        sketch_rect(chart->sketch, from, top, to - from, bar->height, parts[part].ground);
        if (seam)
            sketch_line(chart->sketch, from, top, from, bottom, PT(0.6), TINT_INK_SOFT);
        seam = true;
        draw_count(chart, bar, from, to, part);
        fix mark = to - from >= PT(9) ? PT(7) : PT(5);
        if (marks > 0 && to - from >= mark + PT(1))
            sketch_mark(chart->sketch, from + (to - from) / 2, top - marks / 2, mark, (int)parts[part].mark);
    }
    fix right = chart->left + (fix)(plot * before / chart->most); /* a line round all: pale parts have an edge too */
    const fix corners[] = { chart->left, top, right, top, right, bottom, chart->left, bottom };
    sketch_polygon(chart->sketch, corners, 4, TINT_NONE, TINT_INK_SOFT);
}

static void draw_year(const struct chart *chart, int year, fix middle)
{
    struct label_spec spec = chart->label;
    struct join join = join_start(chart->build->job->arena, LANG_NONE);
    spec.size -= PT(1);
    spec.ink = TINT_INK_SOFT;
    spec.align = ALIGN_END;
    spec.max_width = 0;
    join_year(&join, year);
    sketch_text(chart->sketch, chart->left - PT(4), chart_baseline(chart->build->metrics, &spec, middle), &spec,
                join_end(&join));
}

/* The bar of the year, and close below it the bar of the time before. */
static void draw_bars(const struct chart *chart, size_t at, fix y)
{
    const struct measure *measure = chart->measure;
    const struct bar bar = { &chart->rows[at], y + measure->marks, measure->bar };
    draw_bar(chart, &bar, measure->marks);
    if (measure->before == 0)
        return;
    const struct bar before = { &chart->before[at], bar.top + bar.height + SEAM, measure->before };
    draw_year(chart, chart->build->year, bar.top + bar.height / 2);
    draw_bar(chart, &before, 0);
    draw_year(chart, chart->before_year, before.top + before.height / 2);
}

static void draw_row(const struct chart *chart, size_t at, fix y)
{
    const struct status_row *row = &chart->rows[at];
    struct text lines[CHART_LINES] = { row->label };
    size_t count = text_absent(row->label) ? 0 : 1;
    if (chart->measure->lines > 1)
        count = chart_wrap(chart->build->metrics, &chart->label, row->label, lines);
    fix leading = style_of(STYLE_FIGURE)->leading;
    fix centre = y + chart->measure->marks + chart->measure->bar / 2;
    fix middle = centre - (fix)count * leading / 2 + leading / 2;
    for (size_t i = 0; i < count; i++, middle += leading)
        sketch_text(chart->sketch, 0, chart_baseline(chart->build->metrics, &chart->label, middle), &chart->label,
                    lines[i]);
    if (row_total(row) > 0) {
        draw_bars(chart, at, y);
    } else {
        struct label_spec none = chart->label;
        none.ink = TINT_INK_SOFT;
        none.max_width = chart->width - chart->left;
        sketch_text(chart->sketch, chart->left, chart_baseline(chart->build->metrics, &none, centre), &none,
                    tr_text(chart->build->lang, "No actions"));
    }
}

/* The key's words, as many a line as there is room for; draws where `draw`, and returns the height in either case. */
static fix key(const struct chart *chart, fix y, bool draw)
{
    const struct metrics *metrics = chart->build->metrics;
    struct label_spec spec = chart->label;
    spec.max_width = 0;
    fix x = chart->left, top = y;
    for (enum part part = 0; part < PART_COUNT; part++) {
        if ((chart->keyed >> part & 1) == 0)
            continue;
        struct text word = text_of(part_word(chart, part), chart->build->lang);
        fix width =
            SWATCH + PT(3) + SWATCH + PT(3) + metrics_width(metrics, spec.face, spec.size, word.bytes, word.length);
        if (x > chart->left && x + width > chart->width) {
            x = chart->left;
            y += KEY_LINE;
        }
        if (draw) {
            fix middle = y + KEY_LINE / 2;
            const fix box[] = { x,          middle - SWATCH / 2, x + SWATCH, middle - SWATCH / 2,
                                x + SWATCH, middle + SWATCH / 2, x,          middle + SWATCH / 2 };
            sketch_polygon(chart->sketch, box, 4, parts[part].ground, TINT_INK_SOFT);
            sketch_mark(chart->sketch, x + SWATCH + PT(3) + SWATCH / 2, middle, PT(7), (int)parts[part].mark);
            sketch_text(chart->sketch, x + 2 * (SWATCH + PT(3)), chart_baseline(metrics, &spec, middle), &spec, word);
        }
        x += width + KEY_GAP;
    }
    return y + KEY_LINE - top;
}

/* "Done 3, In progress 2": only what there is. */
static void tell_counts(const struct chart *chart, struct join *join, const uint64_t counts[PART_COUNT])
{
    const char *between = "";
    for (enum part part = 0; part < PART_COUNT; part++) {
        if (counts[part] == 0)
            continue;
        join_word(join, between);
        join_word(join, part_word(chart, part));
        join_word(join, " ");
        join_int(join, (int64_t)counts[part]);
        between = ", ";
    }
}

/* " 2021: Done 1, In progress 5." */
static void tell_before(const struct chart *chart, struct join *join)
{
    uint64_t counts[PART_COUNT] = { 0 };
    if (chart->before == NULL)
        return;
    for (size_t i = 0; i < chart->count; i++)
        for (enum part part = 0; part < PART_COUNT; part++)
            counts[part] += part_count(&chart->before[i], part);
    join_word(join, " ");
    join_year(join, chart->before_year);
    join_word(join, ": ");
    tell_counts(chart, join, counts);
    join_word(join, ".");
}

static struct text describe(const struct chart *chart)
{
    struct arena *arena = chart->build->job->arena;
    enum lang lang = chart->build->lang;
    struct join join = join_start(arena, lang), total = join_start(arena, lang), counts = join_start(arena, lang);
    uint64_t sum = 0;
    for (enum part part = 0; part < PART_COUNT; part++)
        sum += chart->totals[part];
    join_int(&total, (int64_t)sum);
    tell_counts(chart, &counts, chart->totals);
    join_text(&join, join_printf(arena, lang, trn(lang, "%s action: %s.", "%s actions: %s.", sum), join_string(&total),
                                 join_string(&counts)));
    tell_before(chart, &join);
    for (size_t i = 0; chart->count > 1 && chart->count <= ROWS_ROOMY && i < chart->count; i++) {
        uint64_t row[PART_COUNT];
        for (enum part part = 0; part < PART_COUNT; part++)
            row[part] = part_count(&chart->rows[i], part);
        join_word(&join, " ");
        join_text(&join, chart->rows[i].label);
        join_word(&join, ": ");
        if (row_total(&chart->rows[i]) == 0)
            join_word(&join, tr(lang, "No actions"));
        tell_counts(chart, &join, row);
        join_word(&join, ".");
    }
    return join_end(&join);
}

/* How much of the width the labels take: what the widest needs in its lines, at most two fifths. */
static fix label_width(const struct chart *chart)
{
    fix most = (fix)((int64_t)chart->width * 2 / 5), width = 0;
    struct label_spec spec = chart->label;
    spec.max_width = most;
    for (size_t i = 0; i < chart->count; i++) {
        struct text lines[CHART_LINES];
        size_t count = chart_wrap(chart->build->metrics, &spec, chart->rows[i].label, lines);
        for (size_t j = 0; j < count; j++) {
            fix wide = metrics_width(chart->build->metrics, spec.face, spec.size, lines[j].bytes, lines[j].length);
            width = wide > width ? wide : width;
        }
    }
    return width < most ? width : most;
}

static struct status_row rows_together(struct build *build, const struct status_row *rows, size_t count)
{
    struct status_row all = { .label = tr_text(build->lang, "All together") };
    for (size_t i = 0; i < count; i++) {
        for (enum follow_status status = 0; status < FOLLOW_COUNT; status++)
            all.counts[status] += rows[i].counts[status];
        all.not_reported += rows[i].not_reported;
        all.not_applicable += rows[i].not_applicable;
    }
    return all;
}

/* Counts the row into the totals, the longest bar and the parts that the key names. */
static void count_row(struct chart *chart, size_t at)
{
    uint64_t total = row_total(&chart->rows[at]);
    chart->most = total > chart->most ? total : chart->most;
    for (enum part part = 0; part < PART_COUNT; part++) {
        chart->totals[part] += part_count(&chart->rows[at], part);
        chart->keyed |= part_count(&chart->rows[at], part) > 0 ? 1u << part : 0;
    }
    if (chart->measure->before == 0)
        return;
    total = row_total(&chart->before[at]);
    chart->most = total > chart->most ? total : chart->most;
    for (enum part part = 0; part < PART_COUNT; part++)
        chart->keyed |= part_count(&chart->before[at], part) > 0 ? 1u << part : 0;
}

const struct figure *chart_status(struct build *build, const struct status_rows *rows, fix width)
{
    const struct style *style = style_of(STYLE_FIGURE);
    const struct status_row together = rows_together(build, rows->rows, rows->count);
    const struct status_row before = rows->before == NULL ? together : rows_together(build, rows->before, rows->count);
    struct chart chart = { .build = build,
                           .rows = rows->rows,
                           .before = rows->before,
                           .count = rows->count,
                           .before_year = rows->before_year,
                           .width = width };
    if (rows->count > ROWS_MAX) {
        chart.rows = &together;
        chart.before = rows->before == NULL ? NULL : &before;
        chart.count = 1;
    }
    chart.measure = chart.count > ROWS_ROOMY                              ? &compact
                    : chart.before != NULL && chart.count <= ROWS_DOUBLED ? &doubled
                                                                          : &roomy;
    chart.label = (struct label_spec){ style->face, style->size, TINT_INK, ALIGN_START, 0 };
    for (size_t i = 0; i < chart.count; i++)
        count_row(&chart, i);
    if (chart.most == 0)
        return NULL;
    chart.label.max_width = label_width(&chart);
    chart.left = chart.label.max_width + (chart.label.max_width > 0 ? LABEL_GAP : 0);
    chart.left += chart.measure->before > 0 ? YEAR : 0;
    fix row_height = chart.measure->marks + chart.measure->bar + chart.measure->gap;
    row_height += chart.measure->before > 0 ? SEAM + chart.measure->before : 0;
    fix bars = (fix)chart.count * row_height;
    chart.sketch = sketch_new(build->job, build->metrics, width, bars + key(&chart, 0, false));
    if (chart.sketch == NULL)
        return NULL;
    for (size_t i = 0; i < chart.count; i++)
        draw_row(&chart, i, (fix)i * row_height);
    key(&chart, bars, true);
    return sketch_finish(chart.sketch, describe(&chart));
}
