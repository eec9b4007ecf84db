/* How far each organisation has reported, and what is late. */
#include "fcgi/plan_page.h"
#include "text/message.h"

#include <string.h>

#define LATE_SHOWN 20 /* rows; the organisations' pages have them all */
#define MANY 8        /* organisations from here on can be narrowed by typing */

static void add_organisation(struct plan_page *page, const struct organisation *organisation)
{
    const struct plan *plan = page->plan;
    struct arena *arena = page->page->arena;
    struct status_row row = { 0 };
    for (size_t i = 0; i < plan->action_count; i++)
        if (plan->actions[i].organisation == organisation)
            status_row_add(&row, &plan->actions[i], plan->year);
    unsigned due = status_row_total(&row);
    struct view *item = view_item(page->page->view, "organisations");
    view_text(item, "name", organisation->name);
    view_string(item, "address", plan_page_link(page, "organisations", organisation->id));
    view_string(item, "pdf", webpage_link(page->page, report_address(arena, REPORT_ORGANISATION, plan->id, organisation->id)));
    view_string(item, "attach", webpage_link_with(page->page, arena_printf(arena, "/plans/%s/attach", plan->id), "report",
                                                  arena_printf(arena, "appendices/%s", organisation->id)));
    plan_page_reported(page->page, item, due - row.not_reported, page->build->reported ? due : 0);
    view_flag(item, "without", due == 0);
    view_int(item, "delayed", row.counts[FOLLOW_DELAYED]);
    view_int(item, "silent", row.not_reported);
}

/* The action's first line, its subgoal's where it has none. */
static struct text first_line(const struct action *action)
{
    struct text text = action->cells[FIELD_ACTION].text;
    uint32_t mark = text_item_mark(text.bytes, text.length);
    if (mark > 0)
        text = (struct text){ text.bytes + mark, text.length - mark, text.lang };
    const char *end = text_absent(text) ? NULL : memchr(text.bytes, '\n', text.length);
    if (end != NULL)
        text.length = (uint32_t)(end - text.bytes);
    return text_absent(text) ? action->subgoal->title : text;
}

static void add_late(struct plan_page *page, const struct action *action)
{
    struct view *item = view_item(page->page->view, "late");
    view_text(item, "action", first_line(action));
    view_text(item, "organisation", action->organisation->name);
    view_string(item, "subgoal", action->subgoal->id);
    view_string(item, "address", plan_page_row_link(page, action));
}

void plan_page_late(struct plan_page *page)
{
    const struct plan *plan = page->plan;
    struct view *view = page->page->view;
    size_t late = 0;
    view_list(view, "organisations");
    view_list(view, "late");
    for (size_t i = 0; i < plan->organisation_count; i++)
        add_organisation(page, &plan->organisations[i]);
    for (size_t i = 0; i < plan->action_count; i++) {
        const struct followup *followup = action_followup(&plan->actions[i], plan->year);
        if (followup != NULL && followup->status == FOLLOW_DELAYED && late++ < LATE_SHOWN)
            add_late(page, &plan->actions[i]);
    }
    if (late > LATE_SHOWN)
        view_int(view, "late_more", (int64_t)(late - LATE_SHOWN));
    else
        view_string(view, "late_more", NULL);
    view_flag(view, "many", plan->organisation_count >= MANY);
}
