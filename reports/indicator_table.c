/* The table of indicators: the own values of the years, the country's, the difference, the assessment. */
#include "reports/chart_indicators.h"
#include "reports/indicator_key.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#define COLUMNS_MAX 16
#define GROUP_ROWS  12

enum column_kind {
    COLUMN_INDICATOR,
    COLUMN_POPULATION,
    COLUMN_YEAR,    /* one a year */
    COLUMN_EARLIER, /* or, of many years, the newest value alone and a cell of those before */
    COLUMN_NEWEST,
    COLUMN_NEWEST_YEAR,
    COLUMN_CERTAINTY, /* how many were asked, the interval: of a row mostly one of the two is known */
    COLUMN_NATIONAL,  /* with its year, where that is not the heading's */
    COLUMN_DIFFERENCE,
    COLUMN_ASSESSMENT
};

struct indicator_column {
    enum column_kind kind;
    int year; /* COLUMN_YEAR */
};

struct table {
    struct build *build;
    const struct indicator_rows *rows;
    struct indicator_column columns[COLUMNS_MAX];
    size_t column_count;
    size_t values_at, values_count; /* the columns of own (else national) values and their certainty */
    struct indicator_notes notes;
};

static void add_column(struct table *table, bool wanted, enum column_kind kind, int year)
{
    if (wanted && table->column_count < COLUMNS_MAX)
        table->columns[table->column_count++] = (struct indicator_column){ kind, year };
}

static void choose_columns(struct table *table)
{
    const struct indicator_rows *rows = table->rows;
    add_column(table, true, COLUMN_INDICATOR, 0);
    add_column(table, rows->populations || rows->several_areas, COLUMN_POPULATION, 0);
    table->values_at = table->column_count;
    for (size_t i = 0; i < rows->year_count; i++)
        add_column(table, true, COLUMN_YEAR, rows->years[i]);
    add_column(table, rows->year_count == 0 && rows->earlier, COLUMN_EARLIER, 0);
    add_column(table, rows->year_count == 0 && !rows->brief, COLUMN_NEWEST_YEAR, 0);
    add_column(table, rows->year_count == 0, COLUMN_NEWEST, 0);
    add_column(table, rows->numbers || rows->intervals, COLUMN_CERTAINTY, 0);
    table->values_count = table->column_count - table->values_at;
    add_column(table, rows->national, COLUMN_NATIONAL, 0);
    add_column(table, rows->differences && !rows->brief, COLUMN_DIFFERENCE, 0);
    add_column(table, rows->national || rows->assessments, COLUMN_ASSESSMENT, 0);
}

/* ---- The head: two rows, since the columns of years stand below whose they are ---- */

static struct text year_text(struct table *table, int year)
{
    struct join join = join_start(table->build->job->arena, LANG_NONE);
    join_year(&join, year);
    return join_end(&join);
}

static void head_cell(struct table *table, uint16_t columns, uint16_t rows, enum alignment align, struct text text)
{
    struct cell_spec spec = { columns, rows, SCOPE_COLUMN, TINT_HEAD_GROUND, align };
    doc_cell(table->build->doc, &spec, STYLE_TABLE_HEAD, text);
}

static struct text country_name(const struct table *table)
{
    const struct area *country = plan_country(table->build->plan);
    return country == NULL ? tr_text(table->build->lang, "Whole country") : country->name;
}

/* Whose the values in the columns of years are. */
static struct text values_name(const struct table *table)
{
    if (!table->rows->own)
        return country_name(table);
    return table->rows->area != NULL ? table->rows->area->name : tr_text(table->build->lang, "Own figures");
}

static struct text column_heading(struct table *table, const struct indicator_column *column)
{
    enum lang lang = table->build->lang;
    static const char *const words[] = {
        [COLUMN_INDICATOR] = N_("Indicator"),   [COLUMN_POPULATION] = N_("Population"),
        [COLUMN_EARLIER] = N_("Earlier"),       [COLUMN_NEWEST] = N_("Newest"),
        [COLUMN_NEWEST_YEAR] = N_("Year"),      [COLUMN_CERTAINTY] = N_("n or interval (95 %)"),
        [COLUMN_NATIONAL] = N_("Figure"),       [COLUMN_DIFFERENCE] = N_("Difference"),
        [COLUMN_ASSESSMENT] = N_("Assessment"),
    };
    if (column->kind == COLUMN_YEAR)
        return year_text(table, column->year);
    if (column->kind == COLUMN_NEWEST && !table->rows->earlier)
        return tr_text(lang, words[COLUMN_NATIONAL]);
    if (column->kind == COLUMN_NATIONAL)
        return table->rows->national_year == 0 ? country_name(table) : year_text(table, table->rows->national_year);
    if (column->kind == COLUMN_CERTAINTY && !(table->rows->numbers && table->rows->intervals))
        return tr_text(lang, table->rows->numbers ? N_("n") : N_("Interval (95 %)"));
    if (column->kind == COLUMN_ASSESSMENT && table->rows->brief && table->rows->differences)
        return tr_text(lang, "Assessment (difference)");
    if (column->kind == COLUMN_POPULATION && table->rows->several_areas)
        return tr_text(lang, table->rows->populations ? N_("Population · area") : N_("Area"));
    return tr_text(lang, words[column->kind]);
}

static enum alignment column_align(enum column_kind kind)
{
    switch (kind) {
    case COLUMN_YEAR:
    case COLUMN_NEWEST:
    case COLUMN_CERTAINTY:
    case COLUMN_NATIONAL:
    case COLUMN_DIFFERENCE:
        return ALIGN_END;
    default:
        return ALIGN_START;
    }
}

static bool in_values(const struct table *table, size_t column)
{
    return column >= table->values_at && column < table->values_at + table->values_count;
}

/* True where the heading is the country's name above the year of all its values. */
static bool is_national(const struct table *table, size_t column)
{
    return table->columns[column].kind == COLUMN_NATIONAL && table->rows->national_year != 0;
}

/* True where one column holds the values and its heading says all: whose they are. */
static bool is_plain(const struct table *table)
{
    return !table->rows->own && table->values_count == 1 && table->columns[table->values_at].kind == COLUMN_NEWEST;
}

static void draw_head(struct table *table)
{
    struct doc *doc = table->build->doc;
    bool plain = is_plain(table);
    doc_row_open(doc, ROW_HEAD);
    for (size_t i = 0; i < table->column_count; i++) {
        if (i == table->values_at)
            head_cell(table, (uint16_t)table->values_count, 1, plain ? ALIGN_END : ALIGN_CENTRE, values_name(table));
        else if (is_national(table, i))
            head_cell(table, 1, 1, ALIGN_END, country_name(table));
        else if (!in_values(table, i))
            head_cell(table, 1, plain ? 1 : 2, column_align(table->columns[i].kind),
                      column_heading(table, &table->columns[i]));
    }
    doc_row_close(doc);
    if (plain)
        return;
    doc_row_open(doc, ROW_HEAD);
    for (size_t i = 0; i < table->column_count; i++)
        if (in_values(table, i) || is_national(table, i))
            head_cell(table, 1, 1, column_align(table->columns[i].kind), column_heading(table, &table->columns[i]));
    doc_row_close(doc);
}

/* ---- Cells ---- */

static void join_observation(struct join *join, const struct indicator_row *row, const struct observation *observation)
{
    if (observation->missing != MISSING_NO)
        join_word(join, missing_word(observation->missing, join->lang));
    else
        join_number(join, observation->value, row->decimals);
}

/* " (2021)", soft. */
static void year_span(struct table *table, int year)
{
    struct join join = join_start(table->build->job->arena, LANG_NONE);
    join_word(&join, "\u00A0(");
    join_year(&join, year);
    join_word(&join, ")");
    doc_span(table->build->doc, &(struct span){ .text = join_end(&join), .tint = TINT_INK_SOFT });
}

/* The mark of an observation's note, where it has one. */
static void note_span(struct table *table, const struct indicator_row *row, const struct observation *observation)
{
    struct build *build = table->build;
    size_t note = indicator_note_number(build, &table->notes, row, observation);
    if (note == 0)
        return;
    doc_span(build->doc, &(struct span){ .text = indicator_note_mark(build, note),
                                         .anchor = table->notes.notes[note - 1].anchor,
                                         .link_contents = join_printf(build->job->arena, build->lang,
                                                                      tr(build->lang, "Note %zu"), note) });
}

/* A value, or why there is none, with its year where that is told, and the mark of its note. */
static void value_cell(struct table *table, const struct indicator_row *row, const struct observation *observation,
                       bool year)
{
    struct build *build = table->build;
    bool missing = observation != NULL && observation->missing != MISSING_NO;
    doc_cell_open(build->doc, &(struct cell_spec){ .align = ALIGN_END });
    if (observation != NULL) {
        struct join join = join_start(build->job->arena, build->lang);
        join_observation(&join, row, observation);
        doc_paragraph_open(build->doc, missing ? STYLE_CELL_SMALL : STYLE_CELL, ALIGN_END);
        doc_span(build->doc, &(struct span){ .text = join_end(&join), .tint = missing ? TINT_INK_SOFT : TINT_NONE });
        if (year)
            year_span(table, observation->year);
        note_span(table, row, observation);
        doc_paragraph_close(build->doc);
    }
    doc_cell_close(build->doc);
}

/* An indicator's rows are one group; where they are more than GROUP_ROWS, several, that each name the indicator. */
static bool begins_group(const struct indicator_row *row, size_t at)
{
    return (at - row->first) % GROUP_ROWS == 0;
}

/* True where the row stays with the one before: no row of a group stands alone on a page, first or last. */
static bool is_tied(const struct indicator_row *row, size_t at)
{
    size_t place = (at - row->first) % GROUP_ROWS;
    return place == 1 || (place > 1 && (place + 1 == GROUP_ROWS || at + 1 == row->first + row->count));
}

/* How many rows a cell spans from `at` on that would end before `end`: to its group's end at most. */
static uint16_t span_of(const struct indicator_row *row, size_t at, size_t end)
{
    size_t group_end = at - (at - row->first) % GROUP_ROWS + GROUP_ROWS;
    return (uint16_t)((group_end < end ? group_end : end) - at);
}

/* "tavoite 45,0 (2024), 50,0 (2026)": those for all populations, or for one. */
static void join_targets(struct join *join, const struct indicator_row *row, const struct named *population)
{
    bool any = false;
    for (size_t i = 0; i < row->indicator->target_count; i++) {
        const struct target_value *target = &row->indicator->targets[i];
        if (target->population != population)
            continue;
        if (any) {
            join_word(join, ", ");
        } else {
            join_between(join, " · ");
            join_word(join, tr(join->lang, "target"));
            join_word(join, " ");
        }
        any = true;
        join_number(join, target->value, row->decimals);
        join_word(join, "\u00A0(");
        join_year(join, target->year);
        join_word(join, ")");
    }
}

static void small_line(struct build *build, struct join *join)
{
    struct text text = join_end(join);
    if (!text_absent(text))
        doc_paragraph(build->doc, STYLE_CELL_SMALL, text);
}

/* "7 Tyytyväinen elämäänsä, %", below it "suurempi on parempi" where something is assessed, and its targets. */
static void indicator_cell(struct table *table, size_t at)
{
    struct build *build = table->build;
    const struct indicator_row *row = &table->rows->rows[at];
    const struct indicator *indicator = row->indicator;
    struct cell_spec spec = { 1, span_of(row, at, row->first + row->count), SCOPE_ROW, TINT_NONE, ALIGN_START };
    if (table->rows->populations && row->series->population == NULL && !table->rows->several_areas)
        spec.col_span = 2;
    doc_cell_open(build->doc, &spec);
    doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_START);
    doc_text(build->doc, join_printf(build->job->arena, LANG_NONE, "%lld ", indicator->number));
    doc_span(build->doc, &(struct span){ .text = indicator->title,
                                         .uri = build->indicator != NULL /* that page is this one */
                                                    ? NULL
                                                    : build_page_uri(build, REPORT_INDICATOR, indicator->id) });
    struct text unit = indicator_unit_beside(indicator->title, indicator->unit);
    if (!text_absent(unit)) {
        doc_text(build->doc, text_of(",\u00A0", LANG_NONE)); /* a "%" does not stand on a line of its own */
        doc_text(build->doc, unit);
    }
    doc_paragraph_close(build->doc);
    struct join join = join_start(build->job->arena, build->lang);
    if (table->rows->assessments && indicator->direction != DIRECTION_NONE)
        join_word(&join, indicator->direction == DIRECTION_HIGHER ? tr(build->lang, "higher is better")
                                                                  : tr(build->lang, "lower is better"));
    join_targets(&join, row, NULL);
    small_line(build, &join);
    doc_cell_close(build->doc);
}

/* The population, with its unit where that is not the indicator's. */
static void population_spans(struct build *build, const struct indicator_row *row)
{
    struct text unit = row->series->unit;
    doc_text(build->doc, row->series->population->name);
    if (!text_absent(unit) && !text_equal(unit, row->indicator->unit)) {
        doc_text(build->doc, text_of(" (", LANG_NONE));
        doc_text(build->doc, unit);
        doc_text(build->doc, text_of(")", LANG_NONE));
    }
}

/* "Lukiolaiset", or "Lukiolaiset · Kotka" where the table is of several areas; below it the population's targets. */
static void population_cell(struct table *table, const struct indicator_row *row)
{
    struct build *build = table->build;
    bool population = row->series->population != NULL;
    const struct area *area = table->rows->several_areas ? row->area : NULL;
    if (!population && area == NULL) {
        if (table->rows->several_areas) /* else the indicator's cell stands here too */
            doc_cell(build->doc, &(struct cell_spec){ 0 }, STYLE_CELL, (struct text){ 0 });
        return;
    }
    doc_cell_open(build->doc, &(struct cell_spec){ .scope = SCOPE_ROW });
    doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_START);
    if (population)
        population_spans(build, row);
    if (population && area != NULL)
        doc_text(build->doc, text_of(" · ", LANG_NONE));
    if (area != NULL)
        doc_span(build->doc, &(struct span){ .text = area->name, .tint = population ? TINT_INK_SOFT : TINT_NONE });
    doc_paragraph_close(build->doc);
    if (population) {
        struct join join = join_start(build->job->arena, build->lang);
        join_targets(&join, row, row->series->population);
        small_line(build, &join);
    }
    doc_cell_close(build->doc);
}

/* "2015: 41,0; 2017: 42,3": all before the newest, each with the mark of its note. */
static void earlier_cell(struct table *table, const struct indicator_row *row)
{
    struct build *build = table->build;
    const struct observation *newest = indicator_row_newest(row);
    const struct cell_spec spec = { .align = column_align(COLUMN_EARLIER) };
    struct join join = join_start(build->job->arena, build->lang);
    if (row->value_count == 0 || &row->values[0] == newest) {
        doc_cell(build->doc, &spec, STYLE_CELL, (struct text){ 0 });
        return;
    }
    doc_cell_open(build->doc, &spec);
    doc_paragraph_open(build->doc, STYLE_CELL, spec.align);
    for (size_t i = 0; i < row->value_count && &row->values[i] != newest; i++) {
        if (i > 0)
            join_word(&join, "; ");
        join_year(&join, row->values[i].year);
        join_word(&join, ":\u00A0"); /* the figure stays with its year */
        join_observation(&join, row, &row->values[i]);
        if (text_absent(row->values[i].note))
            continue;
        doc_text(build->doc, join_end(&join));
        note_span(table, row, &row->values[i]);
        join = join_start(build->job->arena, build->lang);
    }
    doc_text(build->doc, join_end(&join));
    doc_paragraph_close(build->doc);
    doc_cell_close(build->doc);
}

/* "329", "84,5–91,3", or a line each: "n = 329" where the column has intervals too. */
static struct text certainty_text(struct table *table, const struct indicator_row *row)
{
    const struct observation *told = indicator_row_told(row);
    struct join join = join_start(table->build->job->arena, table->build->lang);
    if (told == NULL)
        return join_end(&join);
    if (told->n > 0) {
        join_word(&join, table->rows->intervals ? "n\u00A0=\u00A0" : "");
        join_int(&join, told->n);
    }
    if (told->has_low && told->has_high) {
        join_between(&join, "\n");
        join_number(&join, told->low, row->decimals);
        join_word(&join, "–");
        join_number(&join, told->high, row->decimals);
    }
    return join_end(&join);
}

static struct text difference_text(struct table *table, const struct indicator_row *row)
{
    const struct comparison *comparison = &row->comparison;
    if (row->area == NULL || !comparison->has_difference)
        return (struct text){ 0 };
    char number[NUMBER_MAX];
    number_format_signed(number, comparison->difference, row->decimals, table->build->lang);
    return join_printf(table->build->job->arena, table->build->lang, "%s", number);
}

/* " (+1,3)", or " (+1,3 vuonna 2021)" where the newest figure is of a later year. */
static void difference_span(struct table *table, const struct indicator_row *row)
{
    struct text difference = difference_text(table, row);
    if (text_absent(difference))
        return;
    enum lang lang = table->build->lang;
    struct join join = join_start(table->build->job->arena, lang);
    join_word(&join, "\u00A0(");
    join_text(&join, difference);
    if (row->comparison.year != indicator_row_newest(row)->year)
        join_text(&join, join_printf(join.arena, lang, tr(lang, " in %d"), row->comparison.year));
    join_word(&join, ")");
    doc_text(table->build->doc, join_end(&join));
}

static void assessment_cell(struct table *table, const struct indicator_row *row)
{
    static const enum tint grounds[] = { [ASSESS_NONE] = TINT_NONE,
                                         [ASSESS_GOOD] = TINT_GOOD_GROUND,
                                         [ASSESS_NEUTRAL] = TINT_NONE,
                                         [ASSESS_CONCERNING] = TINT_CONCERNING_GROUND };
    enum assessment assessment = row->area == NULL ? ASSESS_NONE : row->comparison.assessment;
    struct span span = { .mark = assessment_mark(assessment) };
    struct text word = text_of(assessment_word(assessment, table->build->lang), table->build->lang);
    if (assessment == ASSESS_NONE)
        span.meaning = word;
    else
        span.text = word;
    doc_cell_open(table->build->doc, &(struct cell_spec){ .ground = grounds[assessment] });
    doc_paragraph_open(table->build->doc, STYLE_CELL, ALIGN_START);
    doc_span(table->build->doc, &span);
    if (table->rows->brief)
        difference_span(table, row);
    doc_paragraph_close(table->build->doc);
    doc_cell_close(table->build->doc);
}

static struct text observation_year(struct table *table, const struct observation *observation)
{
    return observation == NULL ? (struct text){ 0 } : year_text(table, observation->year);
}

/* The country's figure tells its year where neither the heading nor the own figure beside it does. */
static bool tells_national_year(const struct table *table, const struct indicator_row *row)
{
    if (table->rows->national_year != 0 || row->national == NULL)
        return false;
    return !table->rows->brief || row->area == NULL || indicator_row_newest(row)->year != row->national->year;
}

static void body_cell(struct table *table, size_t at, const struct indicator_column *column)
{
    const struct indicator_row *row = &table->rows->rows[at];
    struct text text = { 0 };
    switch (column->kind) {
    case COLUMN_INDICATOR:
        if (begins_group(row, at))
            indicator_cell(table, at);
        return;
    case COLUMN_POPULATION:
        population_cell(table, row);
        return;
    case COLUMN_YEAR:
        value_cell(table, row, indicator_row_value(row, column->year), false);
        return;
    case COLUMN_NEWEST:
        value_cell(table, row, indicator_row_newest(row), table->rows->brief);
        return;
    case COLUMN_NATIONAL:
        value_cell(table, row, row->national, tells_national_year(table, row));
        return;
    case COLUMN_ASSESSMENT:
        assessment_cell(table, row);
        return;
    case COLUMN_EARLIER:
        earlier_cell(table, row);
        return;
    case COLUMN_NEWEST_YEAR:
        text = observation_year(table, indicator_row_newest(row));
        break;
    case COLUMN_CERTAINTY:
        text = certainty_text(table, row);
        break;
    case COLUMN_DIFFERENCE:
        text = difference_text(table, row);
        break;
    }
    doc_cell(table->build->doc, &(struct cell_spec){ .align = column_align(column->kind) }, STYLE_CELL, text);
}

static void draw_row(struct table *table, size_t at)
{
    const struct indicator_row *row = &table->rows->rows[at];
    size_t end = table->values_at + table->values_count;
    bool lacks_own = table->rows->own && row->area == NULL;
    doc_row_open(table->build->doc, is_tied(row, at) ? ROW_TIED : ROW_BODY);
    for (size_t i = 0; i < table->column_count; i++) {
        if (lacks_own && in_values(table, i)) {
            if (i == table->values_at) /* one cell that says so instead of empty ones */
                doc_cell(table->build->doc, &(struct cell_spec){ .col_span = (uint16_t)(end - i) }, STYLE_CELL_SMALL,
                         tr_text(table->build->lang, "no own figure"));
            continue;
        }
        body_cell(table, at, &table->columns[i]);
    }
    doc_row_close(table->build->doc);
}

static void draw_table(struct table *table, struct text caption)
{
    enum column_fit fits[COLUMNS_MAX];
    for (size_t i = 0; i < table->column_count; i++) {
        enum column_kind kind = table->columns[i].kind;
        fits[i] = kind == COLUMN_YEAR                                                               ? COLUMN_EVEN
                  : kind == COLUMN_INDICATOR || kind == COLUMN_POPULATION || kind == COLUMN_EARLIER ? COLUMN_FLOW
                                                                                                    : COLUMN_TIGHT;
    }
    doc_table_open(table->build->doc, &(struct table_spec){ .columns = table->column_count,
                                                            .fits = fits,
                                                            .caption = caption,
                                                            .natural = true,
                                                            .banded_headers = true,
                                                            .family = table->build->plan->indicators });
    draw_head(table);
    for (size_t i = 0; i < table->rows->count; i++)
        draw_row(table, i);
    doc_table_close(table->build->doc);
}

void build_indicator_tables(struct build *build, const struct indicator_tables *tables)
{
    if (tables->count == 0)
        return;
    const struct indicator_rows rows = indicator_rows_collect(build, tables->indicators, tables->count);
    struct table table = { .build = build, .rows = &rows };
    if (rows.count > 0) {
        if (!rows.brief)
            build_indicator_chart(build, &rows);
        choose_columns(&table);
        draw_table(&table, tables->caption);
    }
    indicator_key(build, &rows, &table.notes);
    if (!tables->explanations)
        return;
    doc_heading(build->doc, tables->heading_level, tr_text(build->lang, "Explanations of the indicators"));
    build_indicator_explanations(build, tables->indicators, tables->count);
}
