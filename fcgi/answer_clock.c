/* The annual clock as iCalendar (RFC 5545).
 *
 * The plan gives months, no days. An event lasts from the first day of its first month to the last of its last, as an
 * entry of whole days that marks nobody as busy: any single day would be our invention. It comes back every year in
 * which the plan's period lets it begin; what runs over the new year ends after it, also behind the period's last. */
#include "base/hash.h"
#include "fcgi/answer.h"
#include "reports/event_kind.h"
#include "reports/join.h"
#include "text/ical.h"
#include "text/message.h"

#include <stdio.h>
#include <string.h>

struct clock {
    struct buf *out;
    struct job *job;
    const struct plan *plan; /* in the language asked for */
    const struct plan *own;  /* the same in the plan's own language, for what must not change with the language */
    char stamp[sizeof "20221212T000000Z"];
};

static enum status read_plans(struct answer *answer, struct clock *clock)
{
    /* All rows: the newest date in them is the date of the data. */
    struct plan_scope scope = { .plan = answer->route.plan,
                                .parts = PART_ACTIONS | PART_INDICATORS | PART_EVENTS,
                                .lang = answer->lang };
    enum status status = db_plan(answer->db, &answer->job, &scope, &clock->plan);
    scope.parts = PART_EVENTS;
    scope.lang = LANG_NONE;
    if (status == STATUS_OK)
        status = db_plan(answer->db, &answer->job, &scope, &clock->own);
    return status;
}

/* When the event was last made known: the date of the data, for the same data gives the same bytes. */
static void set_stamp(struct clock *clock)
{
    char date[PLAN_DATE];
    size_t length = 0;
    plan_data_date(clock->plan, date);
    for (const char *at = date; *at != '\0'; at++)
        if (*at != '-')
            clock->stamp[length++] = *at;
    strcpy(clock->stamp + length, "T000000Z");
}

static bool same_event(const struct event *a, const struct event *b)
{
    return a->month == b->month && a->to_month == b->to_month && text_equal(a->title, b->title);
}

/* Stays the same in every language, when other events come or go and when the plan is imported again, so that a
 * calendar knows the event again: a digest of plan, months, title, and how many like it stand before it. */
static void put_uid(struct clock *clock, size_t at)
{
    const struct event *event = &clock->own->events[at];
    char hex[HASH_HEX], uid[64];
    struct buf name;
    size_t alike = 0;
    for (size_t i = 0; i < at; i++)
        alike += same_event(event, &clock->own->events[i]);
    buf_init(&name, MIB);
    buf_printf(&name, "%s\n%d\n%d\n%zu\n", clock->own->id, event->month, event->to_month, alike);
    buf_add(&name, event->title.bytes, event->title.length);
    if (buf_status(&name) == STATUS_OK) {
        hash_hex(name.bytes, name.length, hex);
        snprintf(uid, sizeof uid, "%.32s@vuosikello", hex);
        ical_line(clock->out, "UID", uid);
    } else {
        err_set(&clock->job->err, buf_status(&name), "the answer does not fit in memory");
    }
    buf_free(&name);
}

/* Who, and of which plan. */
static struct text description(struct clock *clock, const struct event *event)
{
    enum lang lang = clock->plan->lang;
    struct join join = join_start(clock->job->arena, lang);
    if (!text_absent(event->actors)) {
        join_word(&join, tr(lang, "Who"));
        join_word(&join, ": ");
        join_text(&join, event->actors);
        join_word(&join, "\n");
    }
    join_text(&join, clock->plan->title);
    return join_end(&join);
}

static void put_event(struct clock *clock, size_t at)
{
    const struct plan *plan = clock->plan;
    const struct event *event = &plan->events[at];
    int last = event->to_month == 0 ? event->month : event->to_month;
    char rule[64];
    if (last < event->month)
        last += 12;
    ical_line(clock->out, "BEGIN", "VEVENT");
    put_uid(clock, at);
    ical_line(clock->out, "DTSTAMP", clock->stamp);
    ical_month(clock->out, "DTSTART", plan->from, event->month);
    ical_month(clock->out, "DTEND", plan->from, last + 1); /* the first day that is no longer it */
    if (plan->to > plan->from) {
        snprintf(rule, sizeof rule, "FREQ=YEARLY;COUNT=%d", plan->to - plan->from + 1);
        ical_line(clock->out, "RRULE", rule);
    }
    ical_text(clock->out, "SUMMARY", event->title);
    ical_text(clock->out, "DESCRIPTION", description(clock, event));
    if (event->kind != EVENT_NONE)
        ical_text(clock->out, "CATEGORIES", text_of(event_kind_word(event->kind, plan->lang), plan->lang));
    ical_line(clock->out, "TRANSP", "TRANSPARENT");
    ical_line(clock->out, "END", "VEVENT");
}

static void put_calendar(struct clock *clock)
{
    ical_line(clock->out, "BEGIN", "VCALENDAR");
    ical_line(clock->out, "VERSION", "2.0");
    ical_line(clock->out, "PRODID", "-//Vuosikello//Vuosikello//FI");
    ical_line(clock->out, "CALSCALE", "GREGORIAN");
    ical_text(clock->out, "NAME", clock->plan->title); /* RFC 7986, 5.1; the other name is what calendars look at */
    ical_text(clock->out, "X-WR-CALNAME",
              (struct text){ clock->plan->title.bytes, clock->plan->title.length, LANG_NONE });
    for (size_t i = 0; i < clock->plan->event_count; i++)
        put_event(clock, i);
    ical_line(clock->out, "END", "VCALENDAR");
}

enum status answer_clock(struct answer *answer)
{
    struct http_response *response = answer->response;
    struct clock clock = { .out = &response->body, .job = &answer->job };
    struct plan_version version;
    enum status status = answer_find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    enum lang lang = answer_lang(answer, version.language);
    struct file_parts name = { .plan = answer->route.plan,
                               .part = trc(lang, "file", "clock"),
                               .id = "",
                               .ending = "ics",
                               .lang = lang,
                               .plan_lang = version.language };
    response->content_type = "text/calendar; charset=utf-8";
    response->modified = version.imported_at;
    response->language = lang_tag(lang);
    response->attachment = true;
    response->file_name = report_file_name(answer->job.arena, &name);
    const char *etag = answer_plan_tag(answer, &version);
    if (response->file_name == NULL || etag == NULL)
        return job_status(&answer->job);
    if (answer_not_modified(answer, etag))
        return STATUS_OK;
    status = read_plans(answer, &clock);
    if (status != STATUS_OK)
        return status;
    set_stamp(&clock);
    put_calendar(&clock);
    return job_status(&answer->job);
}
