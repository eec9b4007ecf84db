/* References between cells. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"

/* A row that the report shows: of what was read, an organisation's report leaves out those who are not in its chain. */
static bool is_shown(const struct build *build, const struct action *action)
{
    bool shown = action != NULL && build->chain_count == 0;
    for (size_t i = 0; action != NULL && i < build->chain_count && !shown; i++)
        shown = action->organisation == build->chain[i];
    return shown;
}

void build_place_referents(struct build *build)
{
    const struct plan *plan = build->plan;
    if (build->referents_placed)
        return;
    build->referents_placed = true;
    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t j = 0; j < plan->actions[i].referent_count && is_shown(build, &plan->actions[i]); j++)
            if (is_shown(build, plan->actions[i].referents[j].action))
                (void)build_row_anchor(build, plan->actions[i].referents[j].action);
}

/* "Rivi I.3 Lapsen oikeuksien toteutuminen", and whose it is where it is another organisation's: the link's words for
 * a listener, to whom the arrow is not read. */
static struct text link_contents(struct build *build, const struct action *action, const struct referent *referent)
{
    struct join join = join_start(build->job->arena, build->lang);
    struct text label = build_subgoal_label(build, referent->subgoal);
    join_text(&join, join_printf(build->job->arena, build->lang, tr(build->lang, "Row %s"),
                                 join_copy(build->job->arena, label)));
    if (referent->organisation != action->organisation) {
        join_word(&join, ", ");
        join_text(&join, referent->organisation->name);
    }
    return join_end(&join);
}

/* What stands before a number that is put into the text: nothing more than a space before the first of a reference. */
static const char *between(const struct referent *before, const struct referent *referent)
{
    if (before == NULL || before->from != before->to || before->from != referent->from)
        return " ";
    return before->onwards ? "\xE2\x80\x93" : ", ";
}

/* Adds the spans of one referent to `spans`; gives how many. */
static size_t referent_spans(struct build *build, const struct action *action, const struct referent *referent,
                             const struct referent *before, struct span_within *spans)
{
    struct span link = { 0 };
    bool put = referent->from == referent->to, shown = is_shown(build, referent->action);
    const char *gap = between(before, referent);
    if (!put && !shown)
        return 0;
    if (shown) {
        link.anchor = build_row_anchor(build, referent->action);
        link.link_contents = link_contents(build, action, referent);
    }
    if (!put) {
        link.text = action->cells[referent->field].text;
        link.text.bytes += referent->from;
        link.text.length = referent->to - referent->from;
        spans[0] = (struct span_within){ referent->from, referent->to, link };
        return 1;
    }
    link.text = text_of(referent->subgoal->id, LANG_NONE);
    link.mark = gap[0] == ' ' ? MARK_ELSEWHERE : MARK_NONE;
    spans[0] = (struct span_within){ referent->from, referent->to, { .text = text_of(gap, LANG_NONE) } };
    spans[1] = (struct span_within){ referent->from, referent->to, link };
    return 2;
}

void build_cell_text(struct build *build, const struct action *action, enum field field)
{
    const struct text text = action->cells[field].text;
    struct span_within *spans = NULL;
    size_t count = 0;
    if (action->referent_count > 0)
        spans = arena_array(build->job->arena, action->referent_count, 2 * sizeof(*spans));
    const struct referent *before = NULL;
    for (size_t i = 0; i < action->referent_count && spans != NULL; i++) {
        const struct referent *referent = &action->referents[i];
        if (referent->field != field)
            continue;
        count += referent_spans(build, action, referent, before, &spans[count]);
        before = referent;
    }
    doc_markup_spans(build->doc, STYLE_CELL, text, spans, count);
}
