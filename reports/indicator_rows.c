#include "reports/indicator_rows.h"

#include "base/decimal.h"

#include <string.h>

#define FIRST_YEAR    1900
#define LAST_YEAR     2200
#define DECIMALS_MOST 4 /* as the plan file has at most */

/* ---- Titles ---- */

static bool ends_in(struct text text, const char *before, struct text unit, const char *behind)
{
    size_t head = strlen(before), tail = strlen(behind), length = head + unit.length + tail;
    if (text.length <= length)
        return false;
    const char *at = text.bytes + text.length - length;
    return memcmp(at, before, head) == 0 && memcmp(at + head, unit.bytes, unit.length) == 0 &&
           memcmp(at + head + unit.length, behind, tail) == 0;
}

struct text indicator_unit_beside(struct text title, struct text unit)
{
    bool told = text_absent(unit) || ends_in(title, ", ", unit, "") || ends_in(title, "(", unit, ")");
    return told ? (struct text){ 0 } : unit;
}

/* ---- Observations ---- */

static const struct observation *newest(const struct observation *values, size_t count)
{
    for (size_t i = count; i > 0; i--)
        if (values[i - 1].missing == MISSING_NO)
            return &values[i - 1];
    return count == 0 ? NULL : &values[count - 1];
}

const struct observation *indicator_row_value(const struct indicator_row *row, int year)
{
    for (size_t i = row->value_count; i > 0; i--)
        if (row->values[i - 1].year == year)
            return &row->values[i - 1];
    return NULL;
}

const struct observation *indicator_row_newest(const struct indicator_row *row)
{
    return newest(row->values, row->value_count);
}

const struct observation *indicator_row_told(const struct indicator_row *row)
{
    if (row->area != NULL && row->comparison.own != NULL)
        return row->comparison.own;
    return indicator_row_newest(row);
}

/* ---- Whose observations ---- */

static bool area_observed(const struct plan *plan, const struct area *area)
{
    for (size_t i = 0; i < plan->indicator_count; i++)
        for (size_t j = 0; j < plan->indicators[i].series_count; j++) {
            size_t count;
            if (plan_observations(&plan->indicators[i].series[j], area, &count) != NULL)
                return true;
        }
    return false;
}

static void find_own_areas(struct build *build)
{
    const struct plan *plan = build->plan;
    const struct organisation *organisation = build->organisation;
    build->own_areas = &plan->area;
    build->own_area_count = plan->area == NULL ? 0 : 1;
    for (size_t i = 0; organisation != NULL && i < organisation->area_count; i++)
        if (area_observed(plan, organisation->areas[i])) {
            build->own_areas = organisation->areas;
            build->own_area_count = organisation->area_count;
            return;
        }
}

size_t build_own_areas(struct build *build, const struct area *const **out)
{
    if (build->own_areas == NULL)
        find_own_areas(build);
    *out = build->own_areas;
    return build->own_area_count;
}

size_t build_series_areas(struct build *build, const struct series *series, const struct area *const **out)
{
    size_t own_count = build_own_areas(build, out), count;
    for (size_t i = 0; i < own_count; i++)
        if (plan_observations(series, (*out)[i], &count) != NULL)
            return own_count;
    *out = &build->plan->area;
    return plan_observations(series, build->plan->area, &count) == NULL ? 0 : 1;
}

/* ---- Rows ---- */

struct collector {
    struct build *build;
    const struct area *country;
    int decimals[SCALE_INDEX + 1]; /* find_decimals, of the indicator in hand */
    struct indicator_rows out;
    size_t capacity;
};

static int decimals_of(double value)
{
    struct decimal decimal = decimal_of_double(value);
    return decimal.exponent >= 0 ? 0 : decimal.exponent < -DECIMALS_MOST ? DECIMALS_MOST : -decimal.exponent;
}

/* By scale the decimals of the most exact of the indicator's values where the series does not tell how many: "43"
 * stands as "43,0" below "28,3". */
static void find_decimals(struct collector *collector, const struct indicator *indicator)
{
    memset(collector->decimals, 0, sizeof collector->decimals);
    for (size_t i = 0; i < indicator->series_count; i++) {
        const struct series *series = &indicator->series[i];
        int *most = &collector->decimals[series->scale];
        for (size_t j = 0; series->decimals < 0 && j < series->observation_count && *most < DECIMALS_MOST; j++) {
            int decimals =
                series->observations[j].missing == MISSING_NO ? decimals_of(series->observations[j].value) : 0;
            *most = decimals > *most ? decimals : *most;
        }
    }
}

/* A row of the area's values; false where it has none. */
static bool add_row(struct collector *collector, const struct indicator *indicator, const struct series *series,
                    const struct area *area)
{
    struct indicator_row row = { .indicator = indicator, .series = series, .area = area };
    size_t national_count;
    const struct observation *national = plan_observations(series, collector->country, &national_count);
    row.values = plan_observations(series, area == NULL ? collector->country : area, &row.value_count);
    if (row.value_count == 0)
        return false;
    row.national = newest(national, national_count);
    row.decimals = series->decimals >= 0 ? series->decimals : collector->decimals[series->scale];
    if (area != NULL) {
        row.comparison =
            compare_country(indicator, series, area, collector->country, collector->build->plan->tolerance);
        if (row.comparison.national != NULL)
            row.national = row.comparison.national;
    }
    struct indicator_rows *out = &collector->out;
    if (!arena_grow(collector->build->job->arena, &out->rows, out->count, &collector->capacity, sizeof *out->rows))
        return false;
    out->rows[out->count++] = row;
    return true;
}

/* A row an area that has observations; where none has, one of the country's. */
static void add_series(struct collector *collector, const struct indicator *indicator, const struct series *series)
{
    const struct area *const *areas = NULL;
    size_t count = build_series_areas(collector->build, series, &areas);
    bool any = false;
    for (size_t i = 0; i < count; i++)
        if (areas[i] != collector->country)
            any |= add_row(collector, indicator, series, areas[i]);
    if (!any)
        (void)add_row(collector, indicator, series, NULL);
}

static void add_indicator(struct collector *collector, const struct indicator *indicator)
{
    struct indicator_rows *out = &collector->out;
    size_t first = out->count;
    find_decimals(collector, indicator);
    for (size_t i = 0; i < indicator->series_count; i++)
        add_series(collector, indicator, &indicator->series[i]);
    if (out->count == first && out->silent != NULL)
        out->silent[out->silent_count++] = indicator;
    for (size_t i = first; i < out->count; i++) {
        out->rows[i].first = first;
        out->rows[i].count = out->count - first;
    }
}

/* ---- Columns ---- */

/* The rows whose values stand in the columns of years. */
static bool in_years(const struct indicator_rows *rows, const struct indicator_row *row)
{
    return row->area != NULL || !rows->own;
}

/* The years of the rows' values from `first` on, into `out`; `newest`: of each row its last so many. Returns how many,
 * up to one more than there may be columns. */
static size_t years_from(const struct indicator_rows *rows, int first, size_t newest, int out[ROWS_YEARS_MAX + 1])
{
    bool seen[LAST_YEAR - FIRST_YEAR + 1] = { false };
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct indicator_row *row = &rows->rows[i];
        size_t skip = row->value_count > newest ? row->value_count - newest : 0;
        for (size_t j = skip; in_years(rows, row) && j < row->value_count; j++)
            if (row->values[j].year >= first && row->values[j].year <= LAST_YEAR)
                seen[row->values[j].year - FIRST_YEAR] = true;
    }
    for (int year = FIRST_YEAR; year <= LAST_YEAR && count <= ROWS_YEARS_MAX; year++)
        if (seen[year - FIRST_YEAR])
            out[count++] = year;
    return count;
}

/* Columns of years where they are few and some row has a value in several of them; else a row's newest stands beside
 * its year; `newest`: how many of a row at least. Between the columns no year is left out where there is room for all:
 * its absence would say that there is no figure. */
static void find_years(struct indicator_rows *rows, size_t newest)
{
    int years[ROWS_YEARS_MAX + 1], whole[ROWS_YEARS_MAX + 1];
    size_t count = years_from(rows, FIRST_YEAR, newest, years);
    size_t all = count == 0 ? 0 : years_from(rows, years[0], SIZE_MAX, whole);
    bool room = all <= ROWS_YEARS_MAX;
    for (size_t i = 0; i < rows->count; i++)
        rows->earlier |= in_years(rows, &rows->rows[i]) && rows->rows[i].value_count > 1;
    if (count > ROWS_YEARS_MAX || rows->brief || (!rows->earlier && count > 1))
        return;
    rows->year_count = room ? all : count;
    memcpy(rows->years, room ? whole : years, rows->year_count * sizeof *rows->years);
}

static void find_blanks(struct indicator_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        for (size_t j = 0; in_years(rows, &rows->rows[i]) && j < rows->year_count; j++)
            rows->blanks |= indicator_row_value(&rows->rows[i], rows->years[j]) == NULL;
}

static void find_columns(struct indicator_rows *rows, size_t newest)
{
    int national = -1; /* none yet; 0: several */
    for (size_t i = 0; i < rows->count; i++) {
        const struct indicator_row *row = &rows->rows[i];
        const struct observation *told = indicator_row_told(row);
        rows->own |= row->area != NULL;
        rows->national |= row->national != NULL;
        rows->differences |= row->area != NULL && row->comparison.has_difference;
        rows->assessments |= row->area != NULL && row->comparison.assessment != ASSESS_NONE;
        rows->several_areas |= row->area != NULL && rows->area != NULL && row->area != rows->area;
        if (row->area != NULL)
            rows->area = row->area;
        rows->populations |= row->series->population != NULL;
        if (told != NULL && told->missing == MISSING_NO) {
            rows->numbers |= told->n > 0;
            rows->intervals |= told->has_low && told->has_high;
        }
        if (row->national != NULL)
            national = national == -1 || national == row->national->year ? row->national->year : 0;
    }
    if (rows->several_areas)
        rows->area = NULL;
    rows->national &= rows->own;
    rows->national_year = national > 0 ? national : 0;
    if (rows->brief)
        rows->numbers = rows->intervals = false;
    find_years(rows, newest);
    find_blanks(rows);
}

struct indicator_rows indicator_rows_collect(struct build *build, const struct indicator *const *indicators,
                                             size_t count)
{
    struct collector collector = { .build = build, .country = plan_country(build->plan) };
    collector.out.brief = build->query->kind != REPORT_INDICATORS && build->query->kind != REPORT_INDICATOR;
    collector.out.silent = arena_array(build->job->arena, count, sizeof *collector.out.silent);
    for (size_t i = 0; i < count; i++)
        add_indicator(&collector, indicators[i]);
    find_columns(&collector.out, build->query->kind == REPORT_INDICATOR ? ROWS_YEARS_MAX : ROW_YEARS);
    return collector.out;
}
