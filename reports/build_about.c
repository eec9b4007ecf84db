/* The page about the report: what was chosen, how new the data is, which versions, which sources. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

#define ROOM          MM(72) /* what the heading and the facts of most reports take */
#define SHORT_VERSION 12     /* hexadecimal digits of a plan's version that are printed */

/* ---- What was chosen ---- */

/* A row's start: its name, and the cell of its value left open. The few rows stay on one page, so that no page holds
 * the last two of them alone. */
static void fact_open(struct build *build, struct text name)
{
    doc_row_open(build->doc, ROW_TIED);
    doc_cell(build->doc, &(struct cell_spec){ .scope = SCOPE_ROW }, STYLE_CELL, name);
    doc_cell_open(build->doc, &(struct cell_spec){ 0 });
}

static void fact_close(struct build *build)
{
    doc_cell_close(build->doc);
    doc_row_close(build->doc);
}

static void fact(struct build *build, const char *name, struct text value)
{
    if (text_absent(value))
        return;
    fact_open(build, tr_text(build->lang, name));
    doc_paragraph(build->doc, STYLE_CELL, value);
    fact_close(build);
}

static void fact_plan(struct build *build)
{
    const struct plan *plan = build->plan;
    fact_open(build, tr_text(build->lang, "Plan"));
    doc_paragraph(build->doc, STYLE_CELL, plan->title);
    if (!text_absent(plan->part))
        doc_paragraph(build->doc, STYLE_CELL, plan->part);
    fact_close(build);
}

/* Under a member's name also the organisation whose rows these are. */
static void fact_organisation(struct build *build)
{
    if (build->organisation == NULL)
        return;
    fact_open(build, tr_text(build->lang, "Organisation"));
    if (build->member != NULL)
        doc_paragraph(build->doc, STYLE_CELL, build->member->name);
    doc_paragraph(build->doc, STYLE_CELL, build->organisation->name);
    fact_close(build);
}

/* Under the plan's own word for its goals. */
static void fact_goal(struct build *build)
{
    struct text label = build->plan->goal_label;
    fact_open(build, text_absent(label) ? tr_text(build->lang, "Goal") : label);
    doc_paragraph_open(build->doc, STYLE_CELL, ALIGN_START);
    doc_text(build->doc, build->goal->number);
    if (!text_absent(build->goal->number))
        doc_text(build->doc, text_of(" ", LANG_NONE));
    doc_text(build->doc, build->goal->title);
    doc_paragraph_close(build->doc);
    fact_close(build);
}

/* Without meeting and attachment, which are told for themselves and would be unreadable in it. */
static struct text address_chosen(struct build *build)
{
    const struct report_query query = { .kind = build->query->kind,
                                        .plan = build->query->plan,
                                        .id = build->query->id,
                                        .year = build->year,
                                        .lang = build->lang };
    return text_of(report_address_query(build->job->arena, &query), LANG_NONE);
}

static void facts_chosen(struct build *build)
{
    enum lang lang = build->lang;
    struct arena *arena = build->job->arena;
    fact_plan(build);
    fact_organisation(build);
    if (build->goal != NULL)
        fact_goal(build);
    fact(build, N_("Year"), join_printf(arena, lang, "%d", build->year));
    fact(build, N_("Language"), tr_text(lang, build_language_word(lang)));
    const char *given = tr(lang, "%s (given by who asked for the report)");
    if (!text_absent(build->meeting))
        fact(build, N_("Meeting"), join_printf(arena, lang, given, join_copy(arena, build->meeting)));
    if (!text_absent(build->attachment))
        fact(build, N_("Attachment"), join_printf(arena, lang, given, join_copy(arena, build->attachment)));
    if (build->provenance->authors && build->reported)
        fact(build, N_("Authors of follow-up"), tr_text(lang, "named"));
    fact(build, N_("Address"), address_chosen(build));
}

/* Those that an appendix could read. */
static void facts_other_plans(struct build *build)
{
    const struct provenance *provenance = build->provenance;
    bool any = false;
    for (size_t i = 1; i < provenance->plan_count; i++) {
        const struct plan_read *plan = &provenance->plans[i];
        if (plan->version == NULL)
            continue;
        if (!any)
            fact_open(build, tr_text(build->lang, "Other plans read"));
        any = true;
        doc_paragraph(build->doc, STYLE_CELL,
                      join_printf(build->job->arena, build->lang, tr(build->lang, "%s, version %.*s"), plan->id,
                                  SHORT_VERSION, plan->version));
    }
    if (any)
        fact_close(build);
}

static void facts_versions(struct build *build)
{
    struct arena *arena = build->job->arena;
    char date[NUMBER_MAX];
    date_format(date, build->newest_date, build->lang);
    fact(build, N_("Newest date in the data"), join_printf(arena, build->lang, "%s", date));
    fact(build, N_("Version of the plan"), join_printf(arena, LANG_NONE, "%.*s", SHORT_VERSION, build->plan->version));
    facts_other_plans(build);
    fact(build, N_("Program"), join_printf(arena, LANG_NONE, "Vuosikello %s", build->provenance->program));
}

/* ---- Sources with their years ---- */

struct source {
    struct text name;
    size_t order; /* of its first appearance */
    struct year_set years;
};

static int compare_order(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int source_by_name(const void *left, const void *right)
{
    const struct source *a = left, *b = right;
    size_t common = a->name.length < b->name.length ? a->name.length : b->name.length;
    int order = common == 0 ? 0 : memcmp(a->name.bytes, b->name.bytes, common); /* an absent one has no bytes */
    if (order == 0)
        order = compare_order(a->name.length, b->name.length);
    return order != 0 ? order : compare_order(a->order, b->order);
}

static int source_by_order(const void *left, const void *right)
{
    return compare_order(((const struct source *)left)->order, ((const struct source *)right)->order);
}

/* One entry a source, in the order of their first appearance. */
static struct source *sources_collect(struct build *build, size_t *count)
{
    struct indicator_list list = build_indicators_of(build, NULL);
    size_t most = 0;
    for (size_t i = 0; i < list.count; i++)
        most += list.indicators[i]->source_count;
    struct source *sources = arena_array(build->job->arena, most, sizeof(*sources));
    *count = 0;
    if (sources == NULL)
        return NULL;
    size_t filled = 0;
    for (size_t i = 0; i < list.count; i++)
        for (size_t j = 0; j < list.indicators[i]->source_count; j++) {
            sources[filled] = (struct source){ .name = list.indicators[i]->sources[j], .order = filled };
            (void)build_indicator_years(build, list.indicators[i], &sources[filled++].years);
        }
    qsort(sources, filled, sizeof(*sources), source_by_name);
    for (size_t i = 0; i < filled; i++) {
        if (*count == 0 || !text_equal(sources[*count - 1].name, sources[i].name)) {
            sources[(*count)++] = sources[i];
            continue;
        }
        year_set_join(&sources[*count - 1].years, &sources[i].years);
    }
    qsort(sources, *count, sizeof(*sources), source_by_order);
    return sources;
}

static void about_sources(struct build *build)
{
    size_t count;
    const struct source *sources = sources_collect(build, &count);
    if (count == 0)
        return;
    doc_heading(build->doc, 3, tr_text(build->lang, "Sources of the figures and their years"));
    doc_list_open(build->doc, LIST_BULLETS);
    for (size_t i = 0; i < count; i++) {
        doc_item_open(build->doc, (struct text){ 0 });
        doc_paragraph_open(build->doc, STYLE_BODY, ALIGN_START);
        doc_text(build->doc, sources[i].name);
        doc_text(build->doc, text_of(" – ", LANG_NONE));
        doc_text(build->doc, build_years_text(build, &sources[i].years));
        doc_paragraph_close(build->doc);
        doc_item_close(build->doc);
    }
    doc_list_close(build->doc);
}

static void about_approvals(struct build *build)
{
    doc_heading(build->doc, 3, tr_text(build->lang, "Approvals of the plan"));
    doc_list_open(build->doc, LIST_BULLETS);
    for (size_t i = 0; i < build->plan->approval_count; i++) {
        doc_item_open(build->doc, (struct text){ 0 });
        doc_paragraph_open(build->doc, STYLE_BODY, ALIGN_START);
        build_approval(build, &build->plan->approvals[i]);
        doc_paragraph_close(build->doc);
        doc_item_close(build->doc);
    }
    doc_list_close(build->doc);
}

void build_about(struct build *build)
{
    static const enum column_fit fits[] = { COLUMN_TIGHT, COLUMN_FLOW };
    struct doc *doc = build->doc;
    doc_part_break_for(doc, ROOM);
    doc_heading(doc, 2, tr_text(build->lang, "About this report"));
    doc_table_open(doc, &(struct table_spec){ .columns = 2, .fits = fits, .natural = true });
    facts_chosen(build);
    facts_versions(build);
    doc_table_close(doc);
    about_sources(build);
    if (build->approvals_at_end)
        about_approvals(build);
    if (build->note_at_end) {
        doc_heading(doc, 3, tr_text(build->lang, "Note of the plan"));
        doc_markup(doc, STYLE_BODY, build->plan->note);
    }
}
