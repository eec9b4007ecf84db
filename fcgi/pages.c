#include "fcgi/pages.h"

#include "base/json_out.h"
#include "text/message.h"

#include <stdio.h>
#include <string.h>

/* ---- HTML ---- */

static void html_bytes(struct buf *out, const char *bytes, size_t length)
{
    size_t start = 0;
    for (size_t at = 0; at < length; at++) {
        const char *escaped = NULL;
        switch (bytes[at]) {
        case '&': escaped = "&amp;"; break;
        case '<': escaped = "&lt;"; break;
        case '>': escaped = "&gt;"; break;
        case '"': escaped = "&quot;"; break;
        case '\'': escaped = "&#39;"; break;
        default: break;
        }
        if (escaped == NULL)
            continue;
        buf_add(out, bytes + start, at - start);
        buf_text(out, escaped);
        start = at + 1;
    }
    buf_add(out, bytes + start, length - start);
}

static void html_string(struct buf *out, const char *text)
{
    html_bytes(out, text, strlen(text));
}

/* A text in an element of its own where its language is not the page's. */
static void html_text(struct buf *out, struct text text, enum lang page)
{
    bool foreign = text.lang != LANG_NONE && text.lang != page;
    if (foreign)
        buf_printf(out, "<span lang=\"%s\">", lang_tag(text.lang));
    html_bytes(out, text.bytes, text.length);
    if (foreign)
        buf_text(out, "</span>");
}

static void html_open(struct buf *out, enum lang lang, struct text title)
{
    buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title",
               lang_tag(lang));
    if (title.lang != LANG_NONE && title.lang != lang)
        buf_printf(out, " lang=\"%s\"", lang_tag(title.lang));
    buf_char(out, '>');
    html_bytes(out, title.bytes, title.length);
    buf_text(out, "</title>\n</head>\n<body>\n<main>\n<h1>");
    html_text(out, title, lang);
    buf_text(out, "</h1>\n");
}

static void html_close(struct buf *out)
{
    buf_text(out, "</main>\n</body>\n</html>\n");
}

/* The same page in the other languages. */
static void html_languages(struct buf *out, enum lang lang, int year)
{
    static const char *const names[LANG_COUNT] = { "", "Suomeksi", "På svenska", "In English" };
    buf_printf(out, "<nav aria-label=\"%s\">\n<ul>\n", tr(lang, "Languages"));
    for (enum lang other = LANG_FI; other < LANG_COUNT; other++) {
        if (other == lang)
            continue;
        buf_printf(out, "<li><a href=\"?lang=%s", lang_tag(other));
        if (year != 0)
            buf_printf(out, "&amp;year=%d", year);
        buf_printf(out, "\" lang=\"%s\" hreflang=\"%s\">%s</a></li>\n", lang_tag(other), lang_tag(other), names[other]);
    }
    buf_text(out, "</ul>\n</nav>\n");
}

void page_home(struct buf *out, const struct plan_summary *plans, size_t count, enum lang lang)
{
    html_open(out, lang, tr_text(lang, "Welfare plans and their follow-up"));
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const struct plan_summary *plan = &plans[i];
        if (plan->draft)
            continue;
        if (shown++ == 0)
            buf_text(out, "<ul>\n");
        buf_printf(out, "<li><a href=\"/plans/%s", plan->id);
        if (lang != plan->language)
            buf_printf(out, "?lang=%s", lang_tag(lang));
        buf_text(out, "\">");
        html_text(out, plan->title, lang);
        if (!text_absent(plan->part)) {
            buf_text(out, ": ");
            html_text(out, plan->part, lang);
        }
        buf_printf(out, "</a> (%d–%d)</li>\n", plan->from, plan->to);
    }
    if (shown > 0)
        buf_text(out, "</ul>\n");
    else
        buf_printf(out, "<p>%s</p>\n", tr(lang, "There are no published plans yet."));
    html_languages(out, lang, 0);
    html_close(out);
}

static const char *kind_heading(enum report_kind kind, enum lang lang)
{
    switch (kind) {
    case REPORT_PLAN: return tr(lang, "The whole plan");
    case REPORT_INDICATORS: return tr(lang, "Indicators");
    case REPORT_GOAL: return tr(lang, "Progress by goal");
    case REPORT_ORGANISATION: return tr(lang, "Progress by organisation");
    default: return tr(lang, "Appendices for an agenda");
    }
}

void page_plan(struct buf *out, const struct plan_page *page)
{
    const struct plan_summary *plan = page->plan;
    enum lang lang = page->lang;
    html_open(out, lang, plan->title);
    buf_text(out, "<p>");
    if (!text_absent(plan->part)) {
        html_text(out, plan->part, lang);
        buf_text(out, ". ");
    }
    buf_printf(out, "%s %d–%d.</p>\n", tr(lang, "Period"), plan->from, plan->to);
    enum report_kind last = REPORT_KIND_COUNT;
    for (size_t i = 0; i < page->count; i++) {
        const struct report_entry *report = &page->reports[i];
        if (report->kind != last) {
            if (last != REPORT_KIND_COUNT)
                buf_text(out, "</ul>\n");
            buf_printf(out, "<h2>%s</h2>\n<ul>\n", kind_heading(report->kind, lang));
            last = report->kind;
        }
        buf_text(out, "<li><a href=\"");
        html_string(out, report->address);
        if (page->year != 0)
            buf_printf(out, "?year=%d", page->year);
        if (lang != plan->language)
            buf_printf(out, "%slang=%s", page->year != 0 ? "&amp;" : "?", lang_tag(lang));
        buf_text(out, "\" type=\"application/pdf\">");
        html_text(out, report->title, lang);
        buf_text(out, "</a> (PDF)</li>\n");
    }
    if (last != REPORT_KIND_COUNT)
        buf_text(out, "</ul>\n");
    html_languages(out, lang, page->year);
    buf_printf(out, "<p><a href=\"/?lang=%s\">%s</a></p>\n", lang_tag(lang), tr(lang, "All plans"));
    html_close(out);
}

/* ---- Errors ---- */

static const char *problem_title(int status, enum lang lang)
{
    switch (status) {
    case 400: return tr(lang, "The address asks for something that cannot be given");
    case 404: return tr(lang, "There is nothing at this address");
    case 405: return tr(lang, "Only reading is possible here");
    case 414: return tr(lang, "The address is too long");
    case 503: return tr(lang, "The service is busy");
    default: return tr(lang, "Something went wrong in the service");
    }
}

static const char *problem_advice(int status, enum lang lang)
{
    switch (status) {
    case 400:
    case 404:
    case 405:
    case 414: return tr(lang, "Start from the list of plans.");
    default: return tr(lang, "Try again in a moment.");
    }
}

void page_problem(struct buf *out, const struct problem *problem)
{
    enum lang lang = problem->lang;
    html_open(out, lang, text_of(problem_title(problem->status, lang), lang));
    if (problem->detail[0] != '\0') {
        buf_text(out, "<p>");
        html_string(out, problem->detail);
        buf_text(out, "</p>\n");
    }
    buf_printf(out, "<p>%s <a href=\"/?lang=%s\">%s</a></p>\n", problem_advice(problem->status, lang), lang_tag(lang),
               tr(lang, "All plans"));
    html_close(out);
}

void json_problem(struct buf *out, const struct problem *problem)
{
    struct json_out json = { .out = out, .compact = true };
    const char *title = problem_title(problem->status, problem->lang);
    json_out_open(&json, NULL, '{');
    json_out_word(&json, "type", "about:blank");
    json_out_word(&json, "title", http_reason(problem->status));
    json_out_whole(&json, "status", problem->status);
    json_out_word(&json, "detail", problem->detail[0] != '\0' ? problem->detail : title);
    json_out_word(&json, "instance", problem->instance);
    json_out_close(&json, '}');
    buf_char(out, '\n');
}
