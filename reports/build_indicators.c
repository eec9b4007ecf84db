/* The indicators: by theme, their explanations, and the report of them alone. */
#include "reports/build.h"
#include "reports/join.h"
#include "reports/trend.h"
#include "text/message.h"

/* ---- Explanations ---- */

/* "Kouluterveyskysely 2019; luvut vuosilta 2017, 2019" */
static void sources_cell(struct build *build, const struct indicator *indicator)
{
    struct year_set shown = { 0 };
    build_indicator_years(build, indicator, &shown);
    struct text years = build_years_text(build, &shown);
    doc_cell_open(build->doc, &(struct cell_spec){ 0 });
    if (indicator->source_count > 0 || !text_absent(years))
        doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_START);
    for (size_t i = 0; i < indicator->source_count; i++) {
        if (i > 0)
            doc_text(build->doc, text_of("; ", LANG_NONE));
        doc_text(build->doc, indicator->sources[i]);
    }
    if (indicator->source_count > 0 && !text_absent(years))
        doc_text(build->doc, text_of("; ", LANG_NONE));
    if (!text_absent(years))
        doc_span(build->doc, &(struct span){ .text = years, .tint = TINT_INK_SOFT });
    if (indicator->source_count > 0 || !text_absent(years))
        doc_paragraph_close(build->doc);
    doc_cell_close(build->doc);
}

static void explain(struct build *build, const struct indicator *indicator, bool sources)
{
    struct doc *doc = build->doc;
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &(struct cell_spec){ .scope = SCOPE_ROW });
    doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
    doc_text(doc, join_printf(build->job->arena, LANG_NONE, "%lld ", indicator->number));
    doc_bold(doc, indicator->title);
    doc_paragraph_close(doc);
    doc_cell_close(doc);
    doc_cell_open(doc, &(struct cell_spec){ 0 });
    doc_markup(doc, STYLE_CELL, indicator->definition);
    doc_cell_close(doc);
    if (sources)
        sources_cell(build, indicator);
    doc_row_close(doc);
}

static bool any_sources(struct build *build, const struct indicator *const *indicators, size_t count)
{
    struct year_set years = { 0 };
    for (size_t i = 0; i < count; i++)
        if (indicators[i]->source_count > 0 || build_indicator_years(build, indicators[i], &years))
            return true;
    return false;
}

void build_indicator_explanations(struct build *build, const struct indicator *const *indicators, size_t count)
{
    static const char *const heads[] = { N_("Indicator"), N_("Explanation"), N_("Sources and years") };
    bool sources = any_sources(build, indicators, count);
    size_t columns = sources ? 3 : 2;
    if (count == 0)
        return;
    doc_table_open(build->doc, &(struct table_spec){ .columns = columns });
    doc_row_open(build->doc, ROW_HEAD);
    for (size_t i = 0; i < columns; i++)
        doc_cell(build->doc, &(struct cell_spec){ .scope = SCOPE_COLUMN }, STYLE_TABLE_HEAD,
                 tr_text(build->lang, heads[i]));
    doc_row_close(build->doc);
    for (size_t i = 0; i < count; i++)
        explain(build, indicators[i], sources);
    doc_table_close(build->doc);
}

/* ---- By theme ---- */

/* Those of `indicators` with this theme, as tables below a heading; nothing where there are none. */
static void theme_tables(struct build *build, const struct indicator_tables *all, const struct named *theme,
                         struct text heading)
{
    struct indicator_tables tables = { .heading_level = all->heading_level };
    const struct indicator **chosen = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->indicators[i]->theme == theme &&
            arena_grow(build->job->arena, &chosen, tables.count, &capacity, sizeof *chosen))
            chosen[tables.count++] = all->indicators[i];
    tables.indicators = chosen;
    if (tables.count == 0)
        return;
    if (!text_absent(heading))
        doc_heading(build->doc, all->heading_level, heading);
    build_indicator_tables(build, &tables);
}

void build_indicators_by_theme(struct build *build, const struct indicator_tables *all)
{
    const struct plan *plan = build->plan;
    bool themed = false;
    for (size_t i = 0; i < all->count; i++)
        themed |= all->indicators[i]->theme != NULL;
    for (size_t i = 0; themed && i < plan->theme_count; i++)
        theme_tables(build, all, &plan->themes[i], plan->themes[i].name);
    theme_tables(build, all, NULL, themed ? tr_text(build->lang, "Without a theme") : (struct text){ 0 });
}

/* ---- The report ---- */

void build_indicators(struct build *build)
{
    const struct plan *plan = build->plan;
    const struct indicator **all = arena_array(build->job->arena, plan->indicator_count, sizeof *all);
    if (all == NULL)
        return;
    bool themed = false;
    for (size_t i = 0; i < plan->indicator_count; i++) {
        all[i] = &plan->indicators[i];
        themed |= all[i]->theme != NULL;
    }
    struct indicator_tables tables = { .indicators = all, .count = plan->indicator_count, .heading_level = 2 };
    build_cover(build, tr_text(build->lang, "Indicators"));
    build_contents(build, 2);
    build_trends(build, build_indicators_of(build, NULL), 2);
    doc_part_break(build->doc);
    if (!themed) /* else each theme has a heading */
        doc_heading(build->doc, 2, tr_text(build->lang, "Figures of the indicators"));
    build_indicators_by_theme(build, &tables);
    doc_heading(build->doc, 2, tr_text(build->lang, "Explanations of the indicators"));
    build_indicator_explanations(build, all, plan->indicator_count);
    build_about(build);
}

/* The subgoals that the indicator follows, each with its goal's page on the screen. */
static void followed_subgoals(struct build *build)
{
    const struct indicator *indicator = build->indicator;
    struct doc *doc = build->doc;
    if (indicator->subgoal_count == 0)
        return;
    doc_heading(doc, 2, tr_text(build->lang, "Subgoals that the indicator follows"));
    doc_list_open(doc, LIST_BULLETS);
    for (size_t i = 0; i < indicator->subgoal_count; i++) {
        const struct subgoal *subgoal = indicator->subgoals[i];
        doc_item_open(doc, (struct text){ 0 });
        doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
        doc_span(doc, &(struct span){ .text = build_subgoal_label(build, subgoal),
                                      .uri = build_subgoal_uri(build, subgoal) });
        doc_paragraph_close(doc);
        doc_item_close(doc);
    }
    doc_list_close(doc);
}

void build_indicator(struct build *build)
{
    const struct indicator *const one[] = { build->indicator };
    build_cover(build, build->indicator->title);
    doc_page_break(build->doc);
    doc_heading(build->doc, 2, tr_text(build->lang, "Figures"));
    build_indicator_tables(build, &(struct indicator_tables){ .indicators = one, .count = 1, .heading_level = 2 });
    doc_heading(build->doc, 2, tr_text(build->lang, "Explanation and sources"));
    build_indicator_explanations(build, one, 1);
    followed_subgoals(build);
    build_about(build);
}
