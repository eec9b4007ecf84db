/* The progress report of one organisation. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"

static void action_table(struct build *build, const struct action_list *list, struct text caption)
{
    build_action_table(build, &(struct action_table){ .actions = (const struct action *const *)list->actions,
                                                      .count = list->count,
                                                      .followup = true,
                                                      .bands = true,
                                                      .caption = caption });
}

/* The actions for the goal of those whose work the organisation took over, below its own. */
static void predecessors(struct build *build, const struct goal *goal)
{
    for (size_t i = 1; i < build->chain_count; i++) {
        struct action_list list = build_actions_of(build, goal, build->chain[i]);
        if (list.count == 0)
            continue;
        struct join heading = join_start(build->job->arena, build->lang);
        join_word(&heading, tr(build->lang, "Work taken over:"));
        join_word(&heading, " ");
        join_text(&heading, build->chain[i]->name);
        doc_heading(build->doc, 3, join_end(&heading));
        action_table(build, &list, (struct text){ 0 });
    }
}

static void indicators(struct build *build, const struct goal *goal)
{
    struct indicator_list list = build_indicators_of(build, goal);
    if (list.count == 0)
        return;
    doc_heading(build->doc, 3, tr_text(build->lang, "Indicators"));
    build_indicator_tables(build, &(struct indicator_tables){ .indicators = list.indicators,
                                                              .count = list.count,
                                                              .heading_level = 4,
                                                              .caption = build_goal_heading(build, goal) });
}

static void goal_part(struct build *build, const struct goal *goal)
{
    struct doc *doc = build->doc;
    bool shared = build_goal_shared(build, goal);
    doc_heading(doc, 2, build_goal_heading(build, goal));
    build_targets(build, goal);
    if (!shared) {
        doc_paragraph(doc, STYLE_BODY, tr_text(build->lang, "The organisation has no actions for this goal."));
        return;
    }
    struct action_list own = build_actions_of(build, goal, build->organisation);
    action_table(build, &own, (struct text){ 0 });
    predecessors(build, goal);
    indicators(build, goal);
}

static void explanations(struct build *build)
{
    struct indicator_list list = build_indicators_of(build, NULL);
    if (list.count == 0)
        return;
    doc_heading(build->doc, 2, tr_text(build->lang, "Explanations of the indicators"));
    build_indicator_explanations(build, list.indicators, list.count);
}

void build_organisation(struct build *build)
{
    build_cover(build, build->organisation->name);
    build_contents(build, 3);
    build_summary(build);
    for (size_t i = 0; i < build->plan->goal_count; i++)
        goal_part(build, &build->plan->goals[i]);
    explanations(build);
    build_annual_clock(build, 2);
    build_about(build);
}
