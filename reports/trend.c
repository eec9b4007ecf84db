#include "reports/trend.h"

#include "reports/join.h"
#include "text/message.h"

#include <math.h>

/* ---- The rule ---- */

/* The area's newest figure before a year; NULL: none. */
static const struct observation *before_year(const struct indicator_row *row, int year)
{
    for (size_t i = row->value_count; i > 0; i--) {
        const struct observation *at = &row->values[i - 1];
        if (at->year < year && at->missing == MISSING_NO && isfinite(at->value))
            return at;
    }
    return NULL;
}

/* The change since the newest figure before, and where only the tolerance tells it also since the one before that: good
 * or concerning where they agree. */
static enum assessment change_of(const struct indicator_row *row, const struct observation *before,
                                 struct tolerance plan_tolerance)
{
    const struct observation *now = row->comparison.own;
    struct comparison change = compare_years(row->indicator, row->series, now, before, plan_tolerance);
    if (change.rule != COMPARE_TOLERANCE)
        return change.assessment;
    const struct observation *further = before_year(row, before->year);
    if (further == NULL)
        return ASSESS_NONE;
    struct comparison longer = compare_years(row->indicator, row->series, now, further, plan_tolerance);
    return longer.assessment == change.assessment ? change.assessment : ASSESS_NONE;
}

struct trend trend_of(const struct indicator_row *row, struct tolerance plan_tolerance)
{
    struct trend trend = { 0 };
    const struct observation *now = row->comparison.own;
    enum assessment level = row->comparison.assessment;
    if (row->area == NULL || level == ASSESS_NONE || now->missing != MISSING_NO)
        return trend;
    trend.before = before_year(row, row->comparison.year);
    if (trend.before == NULL)
        return trend;
    if (change_of(row, trend.before, plan_tolerance) != level)
        return trend;
    if (level == ASSESS_CONCERNING)
        trend.kind = TREND_WORSENING;
    if (level == ASSESS_GOOD)
        trend.kind = TREND_IMPROVING;
    return trend;
}

/* ---- The lists ---- */

struct text trend_heading(enum trend_kind kind, enum lang lang)
{
    return tr_text(lang, kind == TREND_WORSENING ? N_("Worse than the country and getting worse")
                                                 : N_("Better than the country and improving"));
}

struct text trend_figure(struct arena *arena, enum lang lang, const struct indicator_row *row,
                         const struct observation *observation)
{
    struct join join = join_start(arena, lang);
    if (observation != NULL && observation->missing == MISSING_NO) {
        join_number(&join, observation->value, row->decimals);
        join_word(&join, "\u00A0(");
        join_year(&join, observation->year);
        join_word(&join, ")");
    }
    return join_end(&join);
}

enum { COLUMN_INDICATOR, COLUMN_NAME, COLUMN_BEFORE, COLUMN_NOW, COLUMN_COUNTRY, COLUMNS };

struct trends {
    struct build *build;
    struct indicator_rows rows;
    struct trend *trends; /* of the rows */
    size_t counts[TREND_IMPROVING + 1];
    const struct area *area; /* of all listed rows, where they have one; else NULL */
    bool populations, several_areas;
};

/* There is a column of populations and areas. */
static bool has_names(const struct trends *trends)
{
    return trends->populations || trends->several_areas;
}

static void title_cell(const struct trends *trends, const struct indicator_row *row)
{
    struct doc *doc = trends->build->doc;
    doc_cell_open(doc, &(struct cell_spec){ .scope = SCOPE_ROW });
    doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
    doc_text(doc, join_printf(trends->build->job->arena, LANG_NONE, "%lld ", row->indicator->number));
    doc_text(doc, row->indicator->title);
    struct text unit = indicator_unit_beside(row->indicator->title, row->series->unit);
    if (!text_absent(unit)) {
        doc_text(doc, text_of(",\u00A0", LANG_NONE));
        doc_text(doc, unit);
    }
    doc_paragraph_close(doc);
    doc_cell_close(doc);
}

/* "Lukiolaiset · Kotka". */
static void name_cell(const struct trends *trends, const struct indicator_row *row)
{
    struct join join = join_start(trends->build->job->arena, trends->build->lang);
    if (row->series->population != NULL)
        join_text(&join, row->series->population->name);
    if (trends->several_areas) {
        join_between(&join, " · ");
        join_text(&join, row->area->name);
    }
    doc_cell(trends->build->doc, &(struct cell_spec){ 0 }, STYLE_CELL, join_end(&join));
}

static void value_cell(const struct trends *trends, const struct indicator_row *row,
                       const struct observation *observation)
{
    struct text figure = trend_figure(trends->build->job->arena, trends->build->lang, row, observation);
    doc_cell(trends->build->doc, &(struct cell_spec){ .align = ALIGN_END }, STYLE_CELL, figure);
}

static void band(const struct trends *trends, enum trend_kind kind)
{
    struct doc *doc = trends->build->doc;
    const enum mark mark = kind == TREND_WORSENING ? MARK_CONCERNING : MARK_GOOD;
    if (trends->counts[kind] == 0)
        return;
    doc_row_open(doc, ROW_BAND);
    doc_cell_open(doc, &(struct cell_spec){ .col_span = has_names(trends) ? COLUMNS : COLUMNS - 1,
                                            .scope = SCOPE_COLUMN,
                                            .ground = TINT_BAND_GROUND });
    doc_paragraph_open(doc, STYLE_TABLE_BAND, ALIGN_START);
    doc_span(doc, &(struct span){ .text = trend_heading(kind, trends->build->lang), .mark = mark });
    doc_paragraph_close(doc);
    doc_cell_close(doc);
    doc_row_close(doc);
    for (size_t i = 0; i < trends->rows.count; i++) {
        const struct indicator_row *row = &trends->rows.rows[i];
        if (trends->trends[i].kind != kind)
            continue;
        doc_row_open(doc, ROW_BODY);
        title_cell(trends, row);
        if (has_names(trends))
            name_cell(trends, row);
        value_cell(trends, row, trends->trends[i].before);
        value_cell(trends, row, row->comparison.own);
        value_cell(trends, row, row->comparison.national);
        doc_row_close(doc);
    }
}

static struct text column_heading(const struct trends *trends, int column)
{
    static const char *const words[] = { N_("Indicator"), N_("Population"), N_("Before"), N_("Now") };
    const struct area *country = plan_country(trends->build->plan);
    if (column == COLUMN_COUNTRY && country != NULL)
        return country->name;
    if (column == COLUMN_COUNTRY)
        return tr_text(trends->build->lang, "Whole country");
    if (column == COLUMN_NAME && trends->several_areas)
        return tr_text(trends->build->lang, trends->populations ? N_("Population · area") : N_("Area"));
    return tr_text(trends->build->lang, words[column]);
}

/* "Indikaattorit, joiden taso ja muutos osoittavat samaan suuntaan: Hamina". */
static struct text caption_text(const struct trends *trends)
{
    struct join join = join_start(trends->build->job->arena, trends->build->lang);
    join_word(&join, tr(join.lang, "Indicators whose level and change point the same way"));
    if (trends->area != NULL) {
        join_word(&join, ": ");
        join_text(&join, trends->area->name);
    }
    return join_end(&join);
}

static void table(const struct trends *trends, bool caption)
{
    struct doc *doc = trends->build->doc;
    enum column_fit fits[COLUMNS];
    size_t count = 0;
    for (int i = 0; i < COLUMNS; i++)
        if (i != COLUMN_NAME || has_names(trends))
            fits[count++] = i <= COLUMN_NAME ? COLUMN_FLOW : COLUMN_TIGHT;
    struct table_spec spec = { .columns = count, .fits = fits, .natural = true, .banded_headers = true };
    if (caption)
        spec.caption = caption_text(trends);
    doc_table_open(doc, &spec);
    doc_row_open(doc, ROW_HEAD);
    for (int i = 0; i < COLUMNS; i++)
        if (i != COLUMN_NAME || has_names(trends))
            doc_cell(doc,
                     &(struct cell_spec){ .scope = SCOPE_COLUMN,
                                          .ground = TINT_HEAD_GROUND,
                                          .align = i <= COLUMN_NAME ? ALIGN_START : ALIGN_END },
                     STYLE_TABLE_HEAD, column_heading(trends, i));
    doc_row_close(doc);
    band(trends, TREND_WORSENING);
    band(trends, TREND_IMPROVING);
    doc_table_close(doc);
}

/* What the lists lack, and how they came about. */
static void explain(const struct trends *trends)
{
    enum lang lang = trends->build->lang;
    if (trends->counts[TREND_WORSENING] == 0)
        doc_paragraph(trends->build->doc, STYLE_BODY,
                      tr_text(lang, "No indicator is worse than the country and getting worse."));
    if (trends->counts[TREND_IMPROVING] == 0)
        doc_paragraph(trends->build->doc, STYLE_BODY,
                      tr_text(lang, "No indicator is better than the country and improving."));
    doc_paragraph(trends->build->doc, STYLE_SMALL,
                  tr_text(lang,
                          "Worse or better than the country: the assessment of the indicator's table. Getting worse "
                          "or improving: the change since the figure before is statistically significant (level 0.05) "
                          "where n or the interval is known; elsewhere the figure differs from both of the two before "
                          "it by more than the limit. Where there are many indicators some may be listed by chance."));
}

/* An organisation's list is of its own areas; the plan's, which stand in for theirs in its tables, are in the list of
 * those that have no figures of their own. */
static bool is_own(struct build *build, const struct area *area)
{
    const struct area *const *areas = NULL;
    size_t count = build_own_areas(build, &areas);
    for (size_t i = 0; i < count; i++)
        if (areas[i] == area)
            return true;
    return false;
}

/* Adds the row to what is told of them all. */
static void note_row(struct trends *trends, const struct indicator_row *row, enum trend_kind kind)
{
    size_t listed = trends->counts[TREND_WORSENING] + trends->counts[TREND_IMPROVING];
    trends->counts[kind]++;
    if (kind == TREND_NONE)
        return;
    trends->populations |= row->series->population != NULL;
    trends->several_areas |= listed > 0 && trends->area != row->area;
    trends->area = trends->several_areas ? NULL : row->area;
}

void build_trends(struct build *build, struct indicator_list list, int heading_level)
{
    struct trends trends = { .build = build, .rows = indicator_rows_collect(build, list.indicators, list.count) };
    bool any = false;
    trends.trends = arena_array(build->job->arena, trends.rows.count, sizeof *trends.trends);
    for (size_t i = 0; trends.trends != NULL && i < trends.rows.count; i++) {
        const struct indicator_row *row = &trends.rows.rows[i];
        if (!is_own(build, row->area))
            continue;
        trends.trends[i] = trend_of(row, build->plan->tolerance);
        note_row(&trends, row, trends.trends[i].kind);
        any |= trends.trends[i].before != NULL;
    }
    if (!any)
        return;
    if (heading_level > 0) {
        doc_part_break(build->doc);
        doc_heading(build->doc, heading_level, tr_text(build->lang, "Direction of the indicators"));
    }
    if (trends.counts[TREND_WORSENING] + trends.counts[TREND_IMPROVING] > 0)
        table(&trends, heading_level == 0);
    explain(&trends);
}
