#include "fcgi/webpage.h"

#include "base/version.h"
#include "reports/join.h"
#include "text/message.h"

#include <string.h>

/* ---- Addresses ---- */

const char *webpage_link(const struct webpage *page, const char *path)
{
    return webpage_link_with(page, path, NULL, NULL);
}

const char *webpage_link_with(const struct webpage *page, const char *path, const char *name, const char *value)
{
    struct join join = join_start(page->arena, LANG_NONE);
    size_t length = strcspn(path, "#");
    join_text(&join, (struct text){ path, (uint32_t)length, LANG_NONE });
    if (name != NULL && value != NULL)
        join_parameter(&join, name, value);
    if (page->answer->year != 0)
        join_parameter(&join, "year", arena_printf(page->arena, "%d", page->answer->year));
    if (page->answer->lang != LANG_NONE)
        join_parameter(&join, "lang", lang_tag(page->answer->lang));
    join_word(&join, path + length);
    return arena_failed(page->arena) ? NULL : join_string(&join);
}

static const char *link_lang(const struct webpage *page, const char *path, enum lang lang)
{
    return lang == LANG_NONE ? path : arena_printf(page->arena, "%s?lang=%s", path, lang_tag(lang));
}

const char *webpage_link_lang(const struct webpage *page, const char *path)
{
    return link_lang(page, path, page->answer->lang);
}

/* This address with one parameter changed. */
static const char *link_here(const struct webpage *page, const char *name, const char *value)
{
    const struct http_request *request = &page->answer->request;
    struct join join = join_start(page->arena, LANG_NONE);
    for (size_t i = 0; i < request->parameter_count; i++)
        if (strcmp(request->parameters[i].name, name) != 0)
            join_parameter(&join, request->parameters[i].name, request->parameters[i].value);
    join_parameter(&join, name, value);
    return arena_failed(page->arena) ? NULL : join_string(&join);
}

/* ---- What stands around ---- */

static void add_languages(struct webpage *page, bool here)
{
    static const char *const names[LANG_COUNT] = { "", "Suomi", "Svenska", "English" };
    for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++) {
        struct view *item = view_item(page->view, "languages");
        const char *tag = lang_tag(lang);
        view_string(item, "name", names[lang]);
        view_string(item, "tag", tag);
        view_string(item, "address", here ? link_here(page, "lang", tag) : link_lang(page, "/", lang));
        view_flag(item, "current", lang == page->lang);
    }
}

static void add_chrome(struct webpage *page, struct text title)
{
    const struct web *web = page->answer->web;
    struct view *view = page->view;
    enum lang asked = page->answer->lang;
    view_text(view, "title", title);
    view_string(view, "lang", lang_tag(page->lang));
    view_string(view, "asked_lang", asked == LANG_NONE ? NULL : lang_tag(asked));
    view_string(view, "style", web_static_address(web, WEB_STYLE));
    view_string(view, "script", web_static_address(web, WEB_SCRIPT));
    view_string(view, "icon", web_static_address(web, WEB_ICON));
    view_string(view, "home", webpage_link_lang(page, "/"));
    view_string(view, "statement", webpage_link_lang(page, "/accessibility"));
    view_string(view, "data", "/api/v1/openapi.json");
    view_string(view, "feedback", web_feedback_link(web));
    view_string(view, "owner", web_options(web)->owner);
    view_string(view, "version", program_version());
    view_string(view, "q", page->answer->words);
    view_list(view, "crumbs");
}

static void open_page(struct webpage *page, struct answer *answer, enum lang lang)
{
    *page = (struct webpage){ .answer = answer, .arena = answer->job.arena, .lang = lang };
    page->view = view_new(page->arena, lang);
}

void webpage_open(struct webpage *page, struct answer *answer, enum lang lang, struct text title)
{
    open_page(page, answer, lang);
    add_chrome(page, title);
    add_languages(page, true);
}

void webpage_open_problem(struct webpage *page, struct answer *answer, enum lang lang, struct text title)
{
    open_page(page, answer, lang);
    add_chrome(page, title);
    add_languages(page, false);
}

void webpage_crumb(struct webpage *page, struct text name, const char *address)
{
    struct view *item = view_item(page->view, "crumbs");
    view_text(item, "name", name);
    view_string(item, "address", address);
}

static void add_year(struct webpage *page, int year, bool current)
{
    struct view *item = view_item(page->view, "years");
    const char *digits = arena_printf(page->arena, "%d", year);
    view_string(item, "year", digits);
    view_string(item, "address", digits == NULL ? NULL : link_here(page, "year", digits));
    view_flag(item, "current", current);
}

void webpage_years(struct webpage *page, int from, int to, int shown)
{
    if (shown < from)
        add_year(page, shown, true);
    for (int year = from; year <= to; year++)
        add_year(page, year, year == shown);
    if (shown > to && shown >= from)
        add_year(page, shown, true);
}

/* ---- The end ---- */

enum status webpage_fill(struct webpage *page, const char *template)
{
    struct answer *answer = page->answer;
    struct http_response *response = answer->response;
    view_flag(page->view, "faulty", false); /* unless the page has told that it is */
    enum status status = template_render(web_templates(answer->web), template, page->view, &response->body, &answer->job.err);
    if (status != STATUS_OK)
        return status;
    response->content_type = "text/html; charset=utf-8";
    response->language = lang_tag(page->lang);
    return job_status(&answer->job);
}

enum status webpage_close(struct webpage *page, const char *template)
{
    enum status status = webpage_fill(page, template);
    return status == STATUS_OK ? answer_tag_body(page->answer) : status;
}
