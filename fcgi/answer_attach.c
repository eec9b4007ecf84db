/* `/plans/{plan}/attach`: a form that makes the address of a report for an agenda, with the meeting on its pages. */
#include "fcgi/webpage.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/utf8.h"

#include <string.h>

/* What a reader chooses from, appendices first: they are made for agendas. */
static const struct {
    enum report_kind kind;
    const char *heading;
    const char *what; /* beside an organisation's name, where the closed list shows no heading; NULL: its name tells */
} groups[] = {
    { REPORT_APPENDIX, N_("Appendices for an agenda"), N_("appendix") },
    { REPORT_ORGANISATION, N_("Progress by organisation"), N_("progress") },
    { REPORT_GOAL, N_("Progress by goal"), NULL },
    { REPORT_PLAN, N_("The whole plan"), NULL },
    { REPORT_INDICATORS, N_("Indicators"), NULL },
};

struct attach {
    struct webpage page;
    struct answer *answer;
    const struct plan *plan;
    const struct report_entry *reports;
    size_t count;
    const struct report_entry *chosen; /* NULL: none, or none that there is */
    size_t wrong;                      /* how many fields are */
};

/* "goals/I" of "/plans/{plan}/goals/I.pdf". */
static const char *choice_of(struct attach *attach, const struct report_entry *report)
{
    const char *tail = report->address + strlen("/plans/") + strlen(attach->plan->id) + 1;
    return arena_text(attach->page.arena, tail, strlen(tail) - strlen(".pdf"));
}

static void find_chosen(struct attach *attach)
{
    for (size_t i = 0; i < attach->count && attach->answer->choice != NULL; i++) {
        const char *choice = choice_of(attach, &attach->reports[i]);
        if (choice != NULL && strcmp(choice, attach->answer->choice) == 0)
            attach->chosen = &attach->reports[i];
    }
}

/* "Haminan kaupunki (liite)". */
static struct text choice_name(struct attach *attach, const struct report_entry *report, const char *what)
{
    struct join join = join_start(attach->page.arena, report->title.lang);
    if (what == NULL)
        return report->title;
    join_text(&join, report->title);
    join_word(&join, " (");
    join_word(&join, tr(attach->page.lang, what));
    join_word(&join, ")");
    return join_end(&join);
}

static void add_choices(struct attach *attach)
{
    view_list(attach->page.view, "groups");
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        struct view *group = NULL;
        for (size_t i = 0; i < attach->count; i++) {
            if (attach->reports[i].kind != groups[g].kind)
                continue;
            if (group == NULL) {
                group = view_item(attach->page.view, "groups");
                view_text(group, "heading", tr_text(attach->page.lang, groups[g].heading));
            }
            struct view *item = view_item(group, "reports");
            view_string(item, "value", choice_of(attach, &attach->reports[i]));
            view_text(item, "name", choice_name(attach, &attach->reports[i], groups[g].what));
            view_flag(item, "chosen", &attach->reports[i] == attach->chosen);
        }
    }
}

/* A field: what it held, and why that cannot be. */
static void add_field(struct attach *attach, const char *name, const char *wrong)
{
    const struct http_request *request = &attach->answer->request;
    struct view *field = view_item(attach->page.view, name);
    for (size_t i = 0; i < request->parameter_count; i++) {
        char *clean;
        size_t length, where;
        if (strcmp(request->parameters[i].name, name) != 0)
            continue;
        if (attach->answer->wrong[i] != NULL)
            wrong = attach->answer->wrong[i];
        /* What is no text cannot be shown again. */
        if (utf8_clean(attach->page.arena, request->parameters[i].value, strlen(request->parameters[i].value), &clean,
                       &length, &where) == UTF8_CLEAN)
            view_string(field, "value", clean);
    }
    view_string(field, "value", NULL); /* where there is one, that holds */
    view_text(field, "wrong", wrong == NULL ? (struct text){ 0 } : tr_text(attach->page.lang, wrong));
    attach->wrong += wrong != NULL;
}

static void add_year(struct attach *attach, int year, int chosen)
{
    struct view *item = view_item(attach->page.view, "choose_years");
    view_int(item, "digits", year);
    view_flag(item, "chosen", year == chosen);
}

/* The newest first, and the chosen one wherever it is: what the form shows is what its address says. */
static void add_years(struct attach *attach, int newest, int chosen)
{
    int from = attach->plan->from;
    if (chosen > newest)
        add_year(attach, chosen, chosen);
    for (int year = newest; year >= from; year--)
        add_year(attach, year, chosen);
    if (chosen < from && chosen <= newest)
        add_year(attach, chosen, chosen);
}

/* The report's language; where none is chosen, that of the page whose link led here. LANG_NONE: the plan's own. */
static enum lang report_language(const struct answer *answer)
{
    return answer->report_lang != LANG_NONE ? answer->report_lang : answer_lang(answer, LANG_NONE);
}

static void add_report_languages(struct attach *attach)
{
    static const char *const words[LANG_COUNT] = { "", N_("Finnish"), N_("Swedish"), N_("English") };
    enum lang asked = report_language(attach->answer), chosen = asked != LANG_NONE ? asked : attach->plan->language;
    for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++) {
        struct view *item = view_item(attach->page.view, "report_languages");
        view_string(item, "code", lang_tag(lang));
        view_text(item, "name", tr_text(attach->page.lang, words[lang]));
        view_flag(item, "chosen", lang == chosen);
    }
}

/* The address that the form makes, and the name that the file will have. */
static enum status add_made(struct attach *attach)
{
    struct answer *answer = attach->answer;
    struct report_query query = answer_query(answer);
    const struct report_head *head;
    query.kind = attach->chosen->kind;
    query.id = attach->chosen->id;
    query.lang = report_language(answer);
    enum status status = answer_head(answer, &query, &head);
    if (status != STATUS_OK)
        return status;
    const char *made = report_address_query(attach->page.arena, &query), *origin = web_options(answer->web)->address;
    if (origin == NULL)
        origin = answer->request.origin;
    bool whole = made != NULL && origin != NULL;
    view_string(attach->page.view, "made", made);
    view_string(attach->page.view, "shown", whole ? arena_printf(attach->page.arena, "%s%s", origin, made) : made);
    view_flag(attach->page.view, "whole", whole);
    view_text(attach->page.view, "made_name", attach->chosen->title);
    view_string(attach->page.view, "file_name", head->file_name);
    return STATUS_OK;
}

static enum status fill(struct attach *attach, const struct plan_version *version)
{
    struct webpage *page = &attach->page;
    struct answer *answer = attach->answer;
    bool sent = answer->choice != NULL;
    const char *path = arena_printf(page->arena, "/plans/%s", attach->plan->id);
    find_chosen(attach);
    webpage_crumb(page, attach->plan->title, path == NULL ? NULL : webpage_link(page, path));
    webpage_crumb(page, tr_text(page->lang, "Attach to an agenda"), NULL);
    view_text(page->view, "plan", attach->plan->title);
    view_string(page->view, "action", arena_printf(page->arena, "/plans/%s/attach", attach->plan->id));
    add_field(attach, "report", sent && attach->chosen == NULL ? N_("is none of this plan's reports: choose one") : NULL);
    add_field(attach, "meeting", NULL);
    add_field(attach, "attachment", NULL);
    add_field(attach, "year", NULL);
    add_field(attach, "report_lang", NULL);
    add_choices(attach);
    add_years(attach, version->newest_year, answer->year != 0 ? answer->year : version->newest_year);
    add_report_languages(attach);
    view_flag(page->view, "faulty", attach->wrong > 0);
    if (attach->wrong > 0)
        answer->response->status = 400;
    if (sent && attach->wrong == 0)
        return add_made(attach);
    view_string(page->view, "made", NULL);
    return STATUS_OK;
}

enum status answer_attach(struct answer *answer)
{
    struct plan_version version;
    struct attach attach = { .answer = answer };
    enum status status = answer_find_plan(answer, &version);
    enum lang lang = status == STATUS_OK ? answer_lang(answer, version.language) : LANG_NONE;
    struct plan_scope scope = { .plan = answer->route.plan, .lang = lang };
    if (status == STATUS_OK)
        status = db_plan(answer->db, &answer->job, &scope, &attach.plan);
    if (status == STATUS_OK)
        status = report_list(answer->db, answer->route.plan, lang, &answer->job, &attach.reports, &attach.count);
    if (status != STATUS_OK)
        return status;
    webpage_open(&attach.page, answer, lang, tr_text(lang, "Attach to an agenda"));
    status = fill(&attach, &version);
    if (status != STATUS_OK)
        return status;
    if (attach.wrong == 0)
        return webpage_close(&attach.page, "attach");
    answer->response->cache_control = "no-store";
    return webpage_fill(&attach.page, "attach");
}
