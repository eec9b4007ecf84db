/* `/search?q=...`: what the words are about (db_search), grouped by what it is. */
#include "fcgi/webpage.h"
#include "reports/join.h"
#include "text/message.h"

#include <string.h>

/* "I.1 Lasten arvostaminen"; of an indicator its title alone: its number stands in no name of it. */
static struct text name_of(struct arena *arena, const struct search_hit *hit)
{
    bool numbered = hit->kind == SEARCH_GOAL || hit->kind == SEARCH_SUBGOAL;
    struct join join = join_start(arena, hit->title.lang);
    if (numbered && hit->number != NULL)
        join_word(&join, hit->number);
    if (numbered && hit->number != NULL && !text_absent(hit->title))
        join_between(&join, " ");
    join_text(&join, hit->title);
    return join_end(&join);
}

static void add_hit(struct webpage *page, struct view *group, const struct search_hit *hit)
{
    struct view *item = view_item(group, "hits");
    const char *address = report_address_hit(page->arena, hit);
    struct text name = name_of(page->arena, hit);
    view_text(item, "name", text_absent(name) ? text_of(hit->id, LANG_NONE) : name);
    view_string(item, "address", address == NULL ? NULL : webpage_link(page, address));
    view_text(item, "plan", hit->kind == SEARCH_PLAN ? (struct text){ 0 } : hit->plan_title);
}

/* The kinds stand in a fixed order, what is of one kind stays best first. */
static void add_hits(struct webpage *page, const struct search_hits *hits)
{
    static const char *const headings[SEARCH_KIND_COUNT] = { N_("Plans"), N_("Organisations"), N_("Goals"),
                                                             N_("Subgoals"), N_("Indicators") };
    view_list(page->view, "kinds");
    for (int kind = 0; kind < SEARCH_KIND_COUNT; kind++) {
        struct view *group = NULL;
        for (size_t i = 0; i < hits->count; i++) {
            if ((int)hits->items[i].kind != kind)
                continue;
            if (group == NULL) {
                group = view_item(page->view, "kinds");
                view_text(group, "heading", tr_text(page->lang, headings[kind]));
            }
            add_hit(page, group, &hits->items[i]);
        }
    }
}

enum status answer_search(struct answer *answer)
{
    struct webpage page;
    struct query query;
    struct search_hits hits;
    struct job *job = &answer->job;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    const char *words = answer->words != NULL ? answer->words : "";
    if (!query_read(job->arena, words, strlen(words), &query))
        return job_status(job);
    enum status status = db_search(answer->db, job, &query, lang, &hits);
    if (status != STATUS_OK)
        return status;
    struct text title = tr_text(lang, answer->words != NULL ? N_("Search results") : N_("Search the plans"));
    webpage_open(&page, answer, lang, title);
    webpage_crumb(&page, title, NULL);
    view_int(page.view, "found", (int64_t)hits.count);
    view_flag(page.view, "cut", hits.cut);
    add_hits(&page, &hits);
    return webpage_close(&page, "search");
}
