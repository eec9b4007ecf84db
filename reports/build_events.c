#include "reports/build.h"
#include "reports/event_kind.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#define RING       PT(260) /* the annual clock's diameter */
#define RING_LARGE PT(360) /* the same where a month has more than MONTH_FEW events */
#define MONTH_FEW  9

const struct event *const *build_events_sorted(const struct build *build)
{
    const struct plan *plan = build->plan;
    const struct event **sorted = NULL;
    if (plan->event_count == 0 || (sorted = arena_array(build->job->arena, plan->event_count, sizeof *sorted)) == NULL)
        return NULL;
    size_t count = 0;
    for (int month = 1; month <= 12; month++)
        for (size_t i = 0; i < plan->event_count; i++)
            if (plan->events[i].month == month)
                sorted[count++] = &plan->events[i];
    return sorted;
}

/* "tammikuu", "tammikuu–helmikuu", "koko vuoden". */
struct text build_event_when(const struct build *build, const struct event *event)
{
    enum lang lang = build->lang;
    int last = event->to_month == 0 ? event->month : event->to_month;
    if (last == event->month)
        return text_of(month_name(last, lang), lang);
    if (last % 12 + 1 == event->month)
        return tr_text(lang, "all year");
    struct join join = join_start(build->job->arena, lang);
    join_word(&join, month_name(event->month, lang));
    join_word(&join, "–");
    join_word(&join, month_name(last, lang));
    if (last < event->month) {
        join_word(&join, " ");
        join_word(&join, tr(lang, "(over the new year)"));
    }
    return join_end(&join);
}

enum event_column { COLUMN_NUMBER, COLUMN_WHEN, COLUMN_WHAT, COLUMN_WHO, COLUMN_KIND, EVENT_COLUMNS };

static const struct {
    const char *heading;
    enum column_fit fit;
} columns[EVENT_COLUMNS] = {
    [COLUMN_NUMBER] = { N_("No."), COLUMN_TIGHT }, [COLUMN_WHEN] = { N_("When"), COLUMN_TIGHT },
    [COLUMN_WHAT] = { N_("What"), COLUMN_FLOW },   [COLUMN_WHO] = { N_("Who"), COLUMN_FLOW },
    [COLUMN_KIND] = { N_("Kind"), COLUMN_TIGHT },
};

static void event_cell(struct build *build, const struct event *event, size_t number, enum event_column column)
{
    static const struct cell_spec plain = { .scope = SCOPE_NONE }, title = { .scope = SCOPE_ROW },
                                  digits = { .align = ALIGN_END };
    struct join join = join_start(build->job->arena, build->lang);
    switch (column) {
    case COLUMN_NUMBER:
        join_int(&join, (int64_t)number);
        doc_cell(build->doc, &digits, STYLE_CELL, join_end(&join));
        break;
    case COLUMN_WHEN:
        doc_cell(build->doc, &plain, STYLE_CELL, build_event_when(build, event));
        break;
    case COLUMN_WHAT:
        doc_cell(build->doc, &title, STYLE_CELL, event->title);
        break;
    case COLUMN_WHO:
        doc_cell(build->doc, &plain, STYLE_CELL, event->actors);
        break;
    default:
        doc_cell(build->doc, &plain, STYLE_CELL, text_of(event_kind_word(event->kind, build->lang), build->lang));
    }
}

static void event_table(struct build *build, const struct event *const *events)
{
    const struct plan *plan = build->plan;
    bool shown[EVENT_COLUMNS] = { true, true, true, false, false };
    enum column_fit fits[EVENT_COLUMNS];
    struct table_spec spec = { .fits = fits, .caption = tr_text(build->lang, "Events by month") };
    for (size_t i = 0; i < plan->event_count; i++) {
        shown[COLUMN_WHO] = shown[COLUMN_WHO] || !text_absent(plan->events[i].actors);
        shown[COLUMN_KIND] = shown[COLUMN_KIND] || plan->events[i].kind != EVENT_NONE;
    }
    for (enum event_column column = 0; column < EVENT_COLUMNS; column++)
        if (shown[column])
            fits[spec.columns++] = columns[column].fit;
    doc_table_open(build->doc, &spec);
    doc_row_open(build->doc, ROW_HEAD);
    for (enum event_column column = 0; column < EVENT_COLUMNS; column++)
        if (shown[column])
            doc_cell(build->doc,
                     &(struct cell_spec){ .scope = SCOPE_COLUMN,
                                          .ground = TINT_HEAD_GROUND,
                                          .align = column == COLUMN_NUMBER ? ALIGN_END : ALIGN_START },
                     STYLE_TABLE_HEAD, tr_text(build->lang, columns[column].heading));
    doc_row_close(build->doc);
    for (size_t i = 0; i < plan->event_count; i++) {
        doc_row_open(build->doc, ROW_BODY);
        for (enum event_column column = 0; column < EVENT_COLUMNS; column++)
            if (shown[column])
                event_cell(build, events[i], i + 1, column);
        doc_row_close(build->doc);
    }
    doc_table_close(build->doc);
}

/* True where some month has many events. */
static bool is_crowded(const struct build *build)
{
    size_t by_month[12] = { 0 };
    bool crowded = false;
    for (size_t i = 0; i < build->plan->event_count; i++) {
        const struct event *event = &build->plan->events[i];
        int last = event->to_month == 0 ? event->month : event->to_month;
        for (int month = event->month;; month = month % 12 + 1) {
            crowded |= ++by_month[month - 1] > MONTH_FEW;
            if (month == last)
                break;
        }
    }
    return crowded;
}

void build_annual_clock(struct build *build, int heading_level)
{
    const struct event *const *events = build_events_sorted(build);
    if (events == NULL)
        return;
    doc_heading(build->doc, heading_level, tr_text(build->lang, "Annual clock"));
    const struct figure *ring = chart_annual_clock(build, is_crowded(build) ? RING_LARGE : RING);
    if (ring != NULL)
        doc_figure(build->doc, ring);
    event_table(build, events);
}
