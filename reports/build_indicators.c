/* The indicators: by theme, their explanations, and the report of them alone. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/utf8.h"

#include <string.h>

/* ---- Explanations ---- */

/* The first line of a text where it can run on behind a title: not a list's item. Its length; 0: none can. */
static size_t lead_length(struct text text)
{
    if (text_absent(text) || (text.length >= 2 && memcmp(text.bytes, "- ", 2) == 0))
        return 0;
    const char *end = memchr(text.bytes, '\n', text.length);
    return end == NULL ? text.length : (size_t)(end - text.bytes);
}

/* A definition often goes on with its title's sentence ("Väestöennuste kuvaa ..."): told by a small letter. Latin and
 * Cyrillic. */
static bool begins_small(struct text text)
{
    size_t at = 0;
    uint32_t code = text_absent(text) ? 0 : utf8_next(text.bytes, text.length, &at);
    return (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF && code != 0xF7) ||
           (code >= 0x430 && code <= 0x45F);
}

/* The years of the figures that the report has, as "2017, 2019". */
static struct text years_of(struct build *build, const struct indicator *indicator)
{
    struct year_set years = { 0 };
    struct join join = join_start(build->job->arena, build->lang);
    build_indicator_years(build, indicator, &years);
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++)
        if (year_set_has(&years, year)) {
            join_between(&join, ", ");
            join_year(&join, year);
        }
    return join_end(&join);
}

static void soft(struct build *build, struct text text)
{
    doc_span(build->doc, &(struct span){ .text = text, .tint = TINT_INK_SOFT });
}

/* Into the open paragraph: "Lähteet: Kouluterveyskysely 2019. Luvut vuosilta: 2017, 2019." */
static void explain_sources(struct build *build, const struct indicator *indicator, struct text years)
{
    if (indicator->source_count > 0)
        soft(build, text_of(trn(build->lang, "Source:", "Sources:", indicator->source_count), build->lang));
    for (size_t i = 0; i < indicator->source_count; i++) {
        soft(build, text_of(i == 0 ? " " : "; ", LANG_NONE));
        soft(build, indicator->sources[i]);
    }
    if (indicator->source_count > 0)
        soft(build, text_of(text_absent(years) ? "." : ". ", LANG_NONE));
    if (!text_absent(years))
        soft(build, join_printf(build->job->arena, build->lang, tr(build->lang, "Years of the figures: %s."),
                                join_copy(build->job->arena, years)));
}

/* Title, definition and sources; in one paragraph where the definition has but one. */
static void explain(struct build *build, const struct indicator *indicator)
{
    struct text definition = indicator->definition;
    size_t lead = lead_length(definition);
    struct text years = years_of(build, indicator);
    bool sources = indicator->source_count > 0 || !text_absent(years);
    doc_item_open(build->doc, join_printf(build->job->arena, LANG_NONE, "%lld.", indicator->number));
    doc_paragraph_open(build->doc, STYLE_BODY, ALIGN_START);
    doc_bold(build->doc, indicator->title);
    if (lead > 0) {
        doc_text(build->doc, text_of(begins_small(definition) ? " " : ". ", LANG_NONE));
        doc_text(build->doc, (struct text){ definition.bytes, (uint32_t)lead, definition.lang });
    }
    if (lead < definition.length) {
        size_t skip = lead == 0 ? 0 : lead + 1;
        doc_paragraph_close(build->doc);
        doc_markup(build->doc, STYLE_BODY,
                   (struct text){ definition.bytes + skip, definition.length - (uint32_t)skip, definition.lang });
        if (sources)
            doc_paragraph_open(build->doc, STYLE_BODY, ALIGN_START);
    } else if (sources) {
        bool ended = lead > 0 && strchr(".!?:;)", definition.bytes[lead - 1]) != NULL;
        doc_text(build->doc, text_of(ended ? " " : ". ", LANG_NONE));
    }
    if (sources)
        explain_sources(build, indicator, years);
    if (sources || lead == definition.length)
        doc_paragraph_close(build->doc);
    doc_item_close(build->doc);
}

void build_indicator_explanations(struct build *build, const struct indicator *const *indicators, size_t count)
{
    if (count == 0)
        return;
    doc_list_open(build->doc, LIST_LABELS);
    for (size_t i = 0; i < count; i++)
        explain(build, indicators[i]);
    doc_list_close(build->doc);
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
    doc_page_break(build->doc);
    if (!themed) /* else each theme has a heading */
        doc_heading(build->doc, 2, tr_text(build->lang, "Figures of the indicators"));
    build_indicators_by_theme(build, &tables);
    doc_heading(build->doc, 2, tr_text(build->lang, "Explanations of the indicators"));
    build_indicator_explanations(build, all, plan->indicator_count);
    build_about(build);
}
