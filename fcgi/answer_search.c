/* `/search?q=...`: what has all the words in its name, grouped by what it is. */
#include "fcgi/webpage.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/stem.h"
#include "text/utf8.h"

#include <string.h>

#define SHOWN 40 /* of one kind */

enum hit_kind { HIT_PLAN, HIT_ORGANISATION, HIT_GOAL, HIT_SUBGOAL, HIT_INDICATOR, HIT_KIND_COUNT };

struct search {
    struct webpage page;
    const char *words; /* with blanks between them, maybe around them too */
    struct view *groups[HIT_KIND_COUNT]; /* NULL: none found yet */
    size_t counts[HIT_KIND_COUNT];
    size_t found;
};

/* Whether the word stands in the text, whatever the letters' case. */
static bool has_word(struct text text, const char *word, size_t length)
{
    for (size_t start = 0; start < text.length;) {
        size_t at = start, same = 0;
        while (same < length && at < text.length) {
            size_t next_at = at, next_same = same;
            if (stem_fold(utf8_next(text.bytes, text.length, &next_at)) != stem_fold(utf8_next(word, length, &next_same)))
                break;
            at = next_at;
            same = next_same;
        }
        if (same == length)
            return true;
        (void)utf8_next(text.bytes, text.length, &start);
    }
    return false;
}

/* Whether all the words do, in any order. */
static bool has_words(const struct search *search, struct text text)
{
    for (const char *word = search->words + strspn(search->words, " "); *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (!has_word(text, word, length))
            return false;
        word += length;
        word += strspn(word, " ");
    }
    return true;
}

static void add_hit(struct search *search, enum hit_kind kind, struct text name, const struct plan_summary *plan,
                    const char *address)
{
    static const char *const headings[HIT_KIND_COUNT] = { N_("Plans"), N_("Organisations"), N_("Goals"), N_("Subgoals"),
                                                          N_("Indicators") };
    struct webpage *page = &search->page;
    search->found++;
    if (search->counts[kind]++ >= SHOWN)
        return;
    struct view *item = view_item(search->groups[kind], "hits");
    view_text(item, "name", name);
    view_string(item, "address", address == NULL ? NULL : webpage_link(page, address));
    view_text(item, "plan", kind == HIT_PLAN ? plan->part : plan->title);
    view_text(search->groups[kind], "heading", tr_text(page->lang, headings[kind]));
}

/* "I.1 Lasten arvostaminen". */
static struct text numbered(struct search *search, const char *number, struct text title)
{
    struct join join = join_start(search->page.arena, title.lang);
    join_word(&join, number);
    join_between(&join, " ");
    join_text(&join, title);
    return join_end(&join);
}

static void search_goal(struct search *search, const struct plan_summary *summary, const struct goal *goal)
{
    struct arena *arena = search->page.arena;
    const char *address = arena_printf(arena, "/plans/%s/goals/%s", summary->id, goal->id);
    if (has_words(search, goal->title))
        add_hit(search, HIT_GOAL, numbered(search, goal->id, goal->title), summary, address);
    for (size_t i = 0; i < goal->subgoal_count; i++) {
        struct text name = numbered(search, goal->subgoals[i].id, goal->subgoals[i].title);
        if (has_words(search, name))
            add_hit(search, HIT_SUBGOAL, name, summary, address);
    }
}

static enum status search_plan(struct search *search, const struct plan_summary *summary)
{
    struct answer *answer = search->page.answer;
    struct arena *arena = search->page.arena;
    struct plan_scope scope = { .plan = summary->id, .parts = PART_INDICATORS, .lang = search->page.lang };
    const struct plan *plan;
    enum status status = db_plan(answer->db, &answer->job, &scope, &plan);
    if (status != STATUS_OK)
        return status;
    if (has_words(search, summary->title) || has_words(search, summary->area))
        add_hit(search, HIT_PLAN, summary->title, summary, arena_printf(arena, "/plans/%s", summary->id));
    for (size_t i = 0; i < plan->organisation_count; i++) {
        const struct organisation *organisation = &plan->organisations[i];
        bool named = has_words(search, organisation->name);
        for (size_t j = 0; j < organisation->member_count && !named; j++)
            named = has_words(search, organisation->members[j].name);
        if (named)
            add_hit(search, HIT_ORGANISATION, organisation->name, summary,
                    arena_printf(arena, "/plans/%s/organisations/%s", summary->id, organisation->id));
    }
    for (size_t i = 0; i < plan->goal_count; i++)
        search_goal(search, summary, &plan->goals[i]);
    for (size_t i = 0; i < plan->indicator_count; i++)
        if (has_words(search, plan->indicators[i].title))
            add_hit(search, HIT_INDICATOR, plan->indicators[i].title, summary,
                    arena_printf(arena, "/plans/%s/indicators/%s", summary->id, plan->indicators[i].id));
    return job_status(&answer->job);
}

enum status answer_search(struct answer *answer)
{
    struct plan_summary *plans;
    bool asked = answer->words != NULL && answer->words[strspn(answer->words, " ")] != '\0';
    struct search search = { .words = asked ? answer->words : "" };
    size_t count;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    enum status status = db_plans(answer->db, &answer->job, lang, &plans, &count);
    if (status != STATUS_OK)
        return status;
    webpage_open(&search.page, answer, lang, tr_text(lang, "Search"));
    webpage_crumb(&search.page, tr_text(lang, "Search"), NULL);
    view_string(search.page.view, "q", asked ? answer->words : NULL);
    for (int i = 0; i < HIT_KIND_COUNT && asked; i++)
        search.groups[i] = view_item(search.page.view, "kinds");
    for (size_t i = 0; i < count && status == STATUS_OK && asked; i++)
        if (!plans[i].draft)
            status = search_plan(&search, &plans[i]);
    if (status != STATUS_OK)
        return status;
    for (int i = 0; i < HIT_KIND_COUNT; i++)
        if (search.counts[i] > SHOWN)
            view_int(search.groups[i], "more", (int64_t)(search.counts[i] - SHOWN));
    view_int(search.page.view, "found", (int64_t)search.found);
    view_flag(search.page.view, "nothing", search.found == 0 && asked);
    view_flag(search.page.view, "something", search.found > 0);
    return webpage_close(&search.page, "search");
}
