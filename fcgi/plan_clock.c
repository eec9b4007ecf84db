/* The annual clock, and where in it the year is now. */
#include "fcgi/plan_page.h"
#include "reports/event_kind.h"
#include "reports/html.h"
#include "text/message.h"
#include "text/number.h"

#define RING PT(300)

static bool is_now(const struct event *event, int month)
{
    int last = event->to_month == 0 ? event->month : event->to_month;
    return last >= event->month ? month >= event->month && month <= last : month >= event->month || month <= last;
}

void plan_page_clock(struct plan_page *page)
{
    const int month = page->build->now;
    const struct event *const *events = build_events_sorted(page->build);
    struct view *view = page->page->view;
    enum lang lang = page->page->lang;
    view_list(view, "events");
    if (events == NULL)
        return;
    const struct figure *ring = chart_annual_clock(page->build, RING);
    view_html(view, "ring", ring == NULL ? NULL : html_figure(&page->page->answer->job, ring, lang));
    view_string(view, "month", month_name(month, lang));
    for (size_t i = 0; i < page->plan->event_count; i++) {
        struct view *item = view_item(view, "events");
        view_text(item, "when", build_event_when(page->build, events[i]));
        view_text(item, "what", events[i]->title);
        view_text(item, "who", events[i]->actors);
        view_string(item, "kind", events[i]->kind == EVENT_NONE ? NULL : event_kind_word(events[i]->kind, lang));
        view_flag(item, "now", is_now(events[i], month));
    }
    view_string(view, "calendar", webpage_link_lang(page->page, arena_printf(page->page->arena, "/plans/%s/clock.ics", page->plan->id)));
}
