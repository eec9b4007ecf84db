/* The indicators whose level and change point the same way (reports/trend.h). */
#include "fcgi/plan_page.h"
#include "reports/join.h"
#include "reports/trend.h"

static void add_row(struct plan_page *page, struct view *list, const struct indicator_row *row, struct trend trend)
{
    struct view *item = view_item(list, "rows");
    struct arena *arena = page->page->arena;
    enum lang lang = page->page->lang;
    struct join name = join_start(arena, row->indicator->title.lang);
    join_text(&name, row->indicator->title);
    struct text unit = indicator_unit_beside(row->indicator->title, row->series->unit);
    join_word(&name, text_absent(unit) ? NULL : ", ");
    join_text(&name, unit);
    view_text(item, "name", join_end(&name));
    view_string(item, "address", plan_page_link(page, "indicators", row->indicator->id));
    view_text(item, "population", row->series->population == NULL ? (struct text){ 0 } : row->series->population->name);
    view_text(item, "before", trend_figure(arena, lang, row, trend.before));
    view_text(item, "now", trend_figure(arena, lang, row, row->comparison.own));
    view_text(item, "country", trend_figure(arena, lang, row, row->comparison.national));
}

/* One of the two lists, "trends", with a mark before its heading. */
static void add_list(struct plan_page *page, const struct indicator_rows *rows, enum trend_kind kind)
{
    enum lang lang = page->page->lang;
    struct view *list = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        struct trend trend = trend_of(&rows->rows[i], page->plan->tolerance);
        if (trend.kind != kind)
            continue;
        if (list == NULL) {
            bool worse = kind == TREND_WORSENING;
            list = view_item(page->page->view, "trends");
            view_html(list, "mark", plan_page_mark(page, worse ? MARK_CONCERNING : MARK_GOOD, (struct text){ 0 }));
            view_text(list, "heading", trend_heading(kind, lang));
            view_string(list, "id", worse ? "worsening" : "improving");
        }
        add_row(page, list, &rows->rows[i], trend);
    }
}

void plan_page_trends(struct plan_page *page)
{
    const struct plan *plan = page->plan;
    struct view *view = page->page->view;
    const struct indicator **list = arena_array(page->page->arena, plan->indicator_count, sizeof *list);
    view_string(view, "indicators", plan->indicator_count == 0 ? NULL : plan_page_link(page, "indicators", NULL));
    view_list(view, "trends");
    if (list == NULL || plan->indicator_count == 0)
        return;
    for (size_t i = 0; i < plan->indicator_count; i++)
        list[i] = &plan->indicators[i];
    struct indicator_rows rows = indicator_rows_collect(page->build, list, plan->indicator_count);
    add_list(page, &rows, TREND_WORSENING);
    add_list(page, &rows, TREND_IMPROVING);
}
