/* `/`: the plans. */
#include "fcgi/plan_page.h"
#include "text/message.h"

static void add_plan(struct webpage *page, const struct plan_summary *plan)
{
    struct view *item = view_item(page->view, "plans");
    const char *path = arena_printf(page->arena, "/plans/%s", plan->id);
    /* Without a language asked for the plan would speak its own. */
    bool tell = page->answer->lang == LANG_NONE && page->lang != plan->language && path != NULL;
    view_string(item, "address", tell ? arena_printf(page->arena, "%s?lang=%s", path, lang_tag(page->lang)) :
                                  path != NULL ? webpage_link(page, path) : NULL);
    view_text(item, "title", plan->title);
    view_text(item, "part", plan->part);
    view_int(item, "from", plan->from);
    view_int(item, "to", plan->to);
    view_text(item, "area", plan->area);
    view_int(item, "year", plan->newest_year);
    plan_page_reported(page, item, plan->reported_count, plan->reported_count > 0 ? plan->due_count : 0);
}

enum status answer_home(struct answer *answer)
{
    struct plan_summary *plans;
    struct webpage page;
    size_t count;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    enum status status = db_plans(answer->db, &answer->job, lang, &plans, &count);
    if (status != STATUS_OK)
        return status;
    webpage_open(&page, answer, lang, tr_text(lang, "Welfare plans and their follow-up"));
    view_list(page.view, "plans");
    for (size_t i = 0; i < count; i++)
        if (!plans[i].draft)
            add_plan(&page, &plans[i]);
    return webpage_close(&page, "home");
}
