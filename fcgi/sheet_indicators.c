#include "fcgi/sheet.h"
#include "reports/compare.h"
#include "text/message.h"

/* An observation and what stands beside it. */
struct line {
    const struct indicator *indicator;
    const struct series *series;
    const struct observation *own, *national; /* of the same year; `national` NULL: none, or it is the country's own */
    const struct comparison *comparison;      /* NULL: the area is compared at another year, or not at all */
};

/* ---- Cells ---- */

/* An empty cell for what the plan leaves out: 0 would be a figure. */
static void number_or_blank(struct sheet *sheet, bool there, double number)
{
    if (there)
        csv_real(&sheet->csv, number);
    else
        csv_word(&sheet->csv, NULL);
}

static void name_or_blank(struct sheet *sheet, const struct named *named)
{
    csv_text(&sheet->csv, named == NULL ? text_of(NULL, LANG_NONE) : named->name);
}

static void indicator_id(struct sheet *sheet, const struct line *line)
{
    csv_word(&sheet->csv, line->indicator->id);
}

static void indicator_number(struct sheet *sheet, const struct line *line)
{
    csv_whole(&sheet->csv, line->indicator->number);
}

static void title(struct sheet *sheet, const struct line *line)
{
    csv_text(&sheet->csv, line->indicator->title);
}

static void theme(struct sheet *sheet, const struct line *line)
{
    name_or_blank(sheet, line->indicator->theme);
}

static void population(struct sheet *sheet, const struct line *line)
{
    name_or_blank(sheet, line->series->population);
}

static void unit(struct sheet *sheet, const struct line *line)
{
    csv_text(&sheet->csv, line->series->unit);
}

static void area_id(struct sheet *sheet, const struct line *line)
{
    csv_word(&sheet->csv, line->own->area->id);
}

static void area(struct sheet *sheet, const struct line *line)
{
    csv_text(&sheet->csv, line->own->area->name);
}

static void year(struct sheet *sheet, const struct line *line)
{
    csv_whole(&sheet->csv, line->own->year);
}

static void value(struct sheet *sheet, const struct line *line)
{
    number_or_blank(sheet, line->own->missing == MISSING_NO, line->own->value);
}

static void why_missing(struct sheet *sheet, const struct line *line)
{
    csv_word(&sheet->csv, missing_word(line->own->missing, sheet->plan->lang));
}

static void low(struct sheet *sheet, const struct line *line)
{
    number_or_blank(sheet, line->own->has_low, line->own->low);
}

static void high(struct sheet *sheet, const struct line *line)
{
    number_or_blank(sheet, line->own->has_high, line->own->high);
}

static void asked(struct sheet *sheet, const struct line *line)
{
    if (line->own->n > 0)
        csv_whole(&sheet->csv, line->own->n);
    else
        csv_word(&sheet->csv, NULL);
}

/* Of the same year, also where nothing is assessed: whoever reads the table may reckon for themselves. */
static void national(struct sheet *sheet, const struct line *line)
{
    bool there = line->national != NULL && line->national->missing == MISSING_NO;
    number_or_blank(sheet, there, there ? line->national->value : 0);
}

static void difference(struct sheet *sheet, const struct line *line)
{
    double size = 0;
    bool there = line->national != NULL && compare_difference(line->series, line->own, line->national, &size);
    number_or_blank(sheet, there, size);
}

/* In one row of an area: an assessment in each would look like a series of judgements that nobody made. */
static void assessment(struct sheet *sheet, const struct line *line)
{
    const struct comparison *comparison = line->comparison;
    csv_word(&sheet->csv, comparison == NULL ? NULL : assessment_word(comparison->assessment, sheet->plan->lang));
}

static void rule(struct sheet *sheet, const struct line *line)
{
    csv_text(&sheet->csv, line->comparison == NULL
                              ? text_of(NULL, LANG_NONE)
                              : compare_sentence(sheet->job->arena, line->comparison, sheet->plan->lang));
}

static void note(struct sheet *sheet, const struct line *line)
{
    csv_text(&sheet->csv, line->own->note);
}

/* ---- Rows ---- */

static const struct {
    const char *heading;
    void (*cell)(struct sheet *sheet, const struct line *line);
} columns[] = {
    { N_("Indicator id"), indicator_id },
    { N_("Indicator number"), indicator_number },
    { N_("Indicator"), title },
    { N_("Theme"), theme },
    { N_("Population"), population },
    { N_("Unit"), unit },
    { N_("Area id"), area_id },
    { N_("Area"), area },
    { N_("Year"), year },
    { N_("Figure"), value },
    { N_("Why there is no figure"), why_missing },
    { N_("Interval (95 %), low"), low },
    { N_("Interval (95 %), high"), high },
    { N_("n"), asked },
    { N_("National figure"), national },
    { N_("Difference"), difference },
    { N_("Assessment"), assessment },
    { N_("Rule of the assessment"), rule },
    { N_("Note"), note },
};
#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

/* The rows of one series. The areas' observations stand together: a comparison is made at the first of each area. */
static void put_series(struct sheet *sheet, const struct indicator *indicator, const struct series *series)
{
    const struct area *country = plan_country(sheet->plan);
    struct comparison comparison = { .own = NULL };
    for (size_t i = 0; i < series->observation_count; i++) {
        const struct observation *own = &series->observations[i];
        struct line line = { .indicator = indicator, .series = series, .own = own };
        if (job_late_at(sheet->job, i))
            return;
        if (own->area != country) {
            if (i == 0 || own[-1].area != own->area)
                comparison = compare_country(indicator, series, own->area, country, sheet->plan->tolerance);
            line.national = plan_observation(series, country, own->year);
            line.comparison = comparison.own == own ? &comparison : NULL;
        }
        for (size_t j = 0; j < COLUMN_COUNT; j++)
            columns[j].cell(sheet, &line);
        csv_row_end(&sheet->csv);
    }
}

void sheet_indicators(struct sheet *sheet)
{
    const struct plan *plan = sheet->plan;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        csv_word(&sheet->csv, tr(plan->lang, columns[i].heading));
    csv_row_end(&sheet->csv);
    for (size_t i = 0; i < plan->indicator_count; i++) {
        const struct indicator *indicator = &plan->indicators[i];
        for (size_t j = 0; (sheet->indicator == NULL || sheet->indicator == indicator) && j < indicator->series_count;
             j++)
            put_series(sheet, indicator, &indicator->series[j]);
    }
}
