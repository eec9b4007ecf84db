/* The appendix of an agenda: the action table of one organisation or of a member of it. */
#include "reports/build.h"
#include "text/message.h"

static struct text body_name(const struct build *build)
{
    return build->member != NULL ? build->member->name : build->organisation->name;
}

/* Instead of a cover, where the report is attached to an agenda: what stands on the cover of others stands above the
 * first table. */
static void appendix_head(struct build *build)
{
    const struct plan *plan = build->plan;
    doc_heading(build->doc, 1, plan->title);
    doc_paragraph_open(build->doc, STYLE_LEAD, ALIGN_START);
    if (!text_absent(plan->part)) {
        doc_bold(build->doc, plan->part);
        doc_text(build->doc, text_of(" · ", LANG_NONE));
    }
    doc_text(build->doc, body_name(build));
    doc_paragraph_close(build->doc);
    build_languages_here(build);
    doc_markup(build->doc, STYLE_BODY, plan->note);
}

static void goal_part(struct build *build, const struct goal *goal, bool break_before)
{
    struct action_list list = build_actions_of(build, goal, build->organisation);
    if (list.count > 0 && break_before)
        doc_part_break(build->doc);
    doc_heading(build->doc, 2, build_goal_heading(build, goal));
    if (list.count == 0) {
        doc_paragraph(build->doc, STYLE_BODY, tr_text(build->lang, "The organisation has no actions for this goal."));
        return;
    }
    build_targets(build, goal);
    build_action_table(
        build, &(struct action_table){
                   .actions = list.actions, .count = list.count, .followup = true, .bands = true, .based_on = true });
}

void build_appendix(struct build *build)
{
    bool attached = !text_absent(build->attachment);
    if (attached) {
        appendix_head(build);
    } else {
        build_cover(build, body_name(build));
        build_contents(build, 2);
    }
    for (size_t i = 0; i < build->plan->goal_count; i++)
        goal_part(build, &build->plan->goals[i], i > 0);
    build_about(build);
}
