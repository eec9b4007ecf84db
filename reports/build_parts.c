/* The parts that several reports share: headings, labels, the cover. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

fix build_measure(void)
{
    return page_style.width - page_style.left - page_style.right;
}

struct action_list build_actions_of(struct build *build, const struct goal *goal, const struct organisation *organisation)
{
    const struct plan *plan = build->plan;
    struct action_list list = { arena_array(build->job->arena, plan->action_count, sizeof(*list.actions)), 0 };
    for (size_t i = 0; i < plan->action_count && list.actions != NULL; i++) {
        const struct action *action = &plan->actions[i];
        if ((goal == NULL || action->subgoal->goal == goal) && (organisation == NULL || action->organisation == organisation))
            list.actions[list.count++] = action;
    }
    return list;
}

bool build_goal_shared(const struct build *build, const struct goal *goal)
{
    const struct plan *plan = build->plan;
    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t j = 0; j < build->chain_count && plan->actions[i].subgoal->goal == goal; j++)
            if (plan->actions[i].organisation == build->chain[j])
                return true;
    return false;
}

/* ---- Goals and subgoals ---- */

struct text build_goal_heading(struct build *build, const struct goal *goal)
{
    struct join join = join_start(build->job->arena, goal->title.lang);
    if (text_absent(build->plan->goal_label))
        join_text(&join, tr_text(build->lang, N_("Goal")));
    else
        join_text(&join, build->plan->goal_label);
    if (!text_absent(goal->number)) {
        join_word(&join, " ");
        join_text(&join, goal->number);
    }
    join_word(&join, ": ");
    join_text(&join, goal->title);
    return join_end(&join);
}

struct text build_subgoal_label(struct build *build, const struct subgoal *subgoal)
{
    struct join join = join_start(build->job->arena, subgoal->title.lang);
    join_word(&join, subgoal->id);
    join_word(&join, " ");
    join_text(&join, subgoal->title);
    return join_end(&join);
}

void build_targets(struct build *build, const struct goal *goal)
{
    struct doc *doc = build->doc;
    if (goal->target_count == 0)
        return;
    doc_list_open(doc, LIST_LABELS);
    for (size_t i = 0; i < goal->target_count; i++) {
        doc_item_open(doc, join_printf(build->job->arena, build->lang, tr(build->lang, "TARGET %zu"), i + 1));
        doc_paragraph(doc, STYLE_LEAD, goal->targets[i]);
        doc_item_close(doc);
    }
    doc_list_close(doc);
}

/* ---- The cover ---- */

static void cover_period(struct build *build)
{
    const struct plan *plan = build->plan;
    struct text text;
    if (plan->from == plan->to)
        text = join_printf(build->job->arena, build->lang, tr(build->lang, "Plan period %d"), plan->from);
    else
        text = join_printf(build->job->arena, build->lang, tr(build->lang, "Plan period %d–%d"), plan->from, plan->to);
    doc_paragraph(build->doc, STYLE_COVER_LINE, text);
}

/* "Miehikkälän kunta, Virolahden kunta": who answer together; under the name of one of them, the organisation it belongs to. */
static void cover_members(struct build *build)
{
    const struct organisation *organisation = build->organisation;
    if (organisation == NULL || organisation->member_count == 0)
        return;
    if (build->member != NULL) {
        doc_paragraph(build->doc, STYLE_COVER_LINE, organisation->name);
        return;
    }
    doc_paragraph_open(build->doc, STYLE_COVER_LINE, ALIGN_START);
    for (size_t i = 0; i < organisation->member_count; i++) {
        if (i > 0)
            doc_text(build->doc, text_of(", ", LANG_NONE));
        doc_text(build->doc, organisation->members[i].name);
    }
    doc_paragraph_close(build->doc);
}

/* "Hyväksytty: Kunnanvaltuusto 12.12.2022 § 45 (dnro 123/2022)" */
static void cover_approval(struct build *build, const struct approval *approval)
{
    struct doc *doc = build->doc;
    char date[NUMBER_MAX];
    date_format(date, approval->date, build->lang);
    struct join join = join_start(build->job->arena, build->lang);
    join_word(&join, " ");
    join_word(&join, date);
    if (approval->section != NULL) {
        join_word(&join, " ");
        join_word(&join, approval->section);
    }
    if (approval->diary_number != NULL) {
        join_word(&join, " (");
        join_word(&join, tr(build->lang, "record no."));
        join_word(&join, " ");
        join_word(&join, approval->diary_number);
        join_word(&join, ")");
    }
    doc_paragraph_open(doc, STYLE_COVER_LINE, ALIGN_START);
    doc_text(doc, tr_text(build->lang, "Approved:"));
    doc_text(doc, text_of(" ", LANG_NONE));
    doc_text(doc, approval->body);
    doc_text(doc, join_end(&join));
    doc_paragraph_close(doc);
}

static void cover_facts(struct build *build)
{
    const struct plan *plan = build->plan;
    enum lang lang = build->lang;
    cover_members(build);
    if (build->reported && (build->organisation != NULL || build->goal != NULL))
        doc_paragraph(build->doc, STYLE_COVER_LINE,
                      join_printf(build->job->arena, lang, tr(lang, "Follow-up %d"), build->year));
    cover_period(build);
    char date[NUMBER_MAX];
    date_format(date, build->newest_date, lang);
    doc_paragraph(build->doc, STYLE_COVER_LINE, join_printf(build->job->arena, lang, tr(lang, "Date of the data: %s"), date));
    for (size_t i = 0; i < plan->approval_count; i++)
        cover_approval(build, &plan->approvals[i]);
}

void build_contents(struct build *build, int levels)
{
    doc_heading(build->doc, 2, tr_text(build->lang, "Contents"));
    doc_contents(build->doc, levels);
}

void build_cover(struct build *build, struct text heading)
{
    const struct plan *plan = build->plan;
    struct doc *doc = build->doc;
    doc_cover_open(doc);
    doc_bar(doc, MM(8), TINT_BRAND);
    doc_space(doc, MM(22));
    if (plan->draft)
        doc_paragraph(doc, STYLE_COVER_PART, tr_text(build->lang, "DRAFT"));
    if (text_absent(heading))
        doc_heading(doc, 1, plan->title);
    else
        doc_paragraph(doc, STYLE_COVER_PART, plan->title);
    if (!text_absent(plan->part))
        doc_paragraph(doc, STYLE_COVER_PART, plan->part);
    for (size_t i = 0; i < plan->slogan_count; i++)
        doc_paragraph(doc, STYLE_COVER_SLOGAN, plan->slogans[i]);
    doc_space(doc, MM(14));
    if (!text_absent(heading))
        doc_heading(doc, 1, heading);
    cover_facts(build);
    if (!text_absent(plan->note)) {
        doc_space(doc, MM(6));
        doc_markup(doc, STYLE_COVER_NOTE, plan->note);
    }
    doc_cover_close(doc);
}
