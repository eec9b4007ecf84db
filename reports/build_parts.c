/* The parts that several reports share: headings, labels, the cover. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#include <string.h>

#define COVER_BAR        MM(8)
#define COVER_GAP        MM(5)  /* between the cover's parts, once or twice */
#define LANGUAGES_HEIGHT PT(26) /* of what is told about the texts' languages, when it is */
#define NOTE_LEAST       PT(44) /* of a note that has no room: what tells where it stands */
#define COVER_TEXT_MAX   20000  /* bytes of one line whose width is reckoned; a longer one does not fit */

fix build_measure(void)
{
    return page_style.width - page_style.left - page_style.right;
}

struct action_list build_actions_of(struct build *build, const struct goal *goal,
                                    const struct organisation *organisation)
{
    const struct plan *plan = build->plan;
    struct action_list list = { arena_array(build->job->arena, plan->action_count, sizeof(*list.actions)), 0 };
    for (size_t i = 0; i < plan->action_count && list.actions != NULL; i++) {
        const struct action *action = &plan->actions[i];
        if ((goal == NULL || action->subgoal->goal == goal) &&
            (organisation == NULL || action->organisation == organisation))
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

const char *build_page_uri(struct build *build, enum report_kind kind, const char *id)
{
    struct report_query query = *build->query;
    query.kind = kind;
    query.id = id;
    return build->screen ? report_address_page(build->job->arena, &query) : NULL;
}

const char *build_subgoal_uri(struct build *build, const struct subgoal *subgoal)
{
    const char *page = build_page_uri(build, REPORT_GOAL, subgoal->goal->id);
    const char *place = page == NULL ? NULL : report_place_subgoal(build->job->arena, subgoal->id);
    return place == NULL ? NULL : arena_printf(build->job->arena, "%s#%s", page, place);
}

/* ---- Goals and subgoals ---- */

static bool begins_with(struct text text, struct text words)
{
    return !text_absent(words) && text.length > words.length && memcmp(text.bytes, words.bytes, words.length) == 0;
}

struct text build_goal_name(struct build *build, const struct goal *goal)
{
    struct text label = build->plan->goal_label;
    struct join join = join_start(build->job->arena, goal->title.lang);
    if (text_absent(label))
        label = tr_text(build->lang, N_("Goal"));
    if (begins_with(goal->number, label)) /* "Painopiste 1" is its number */
        return goal->number;
    join_text(&join, label);
    if (!text_absent(goal->number))
        join_word(&join, " ");
    join_text(&join, goal->number);
    return join_end(&join);
}

struct text build_goal_heading(struct build *build, const struct goal *goal)
{
    struct join join = join_start(build->job->arena, goal->title.lang);
    struct text number = goal->number;
    bool ends_itself = !text_absent(number) && strchr(".:)", number.bytes[number.length - 1]) != NULL;
    join_text(&join, build_goal_name(build, goal));
    join_word(&join, ends_itself ? " " : ": "); /* "Painopiste 1. Elintavat" */
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

void build_contents(struct build *build, int levels)
{
    doc_heading(build->doc, 2, tr_text(build->lang, "Contents"));
    doc_contents(build->doc, levels);
}

/* ---- The cover ----
 *
 * It is one page: what stands on it is reckoned with as it is put there, and a note too long for what is left stands at
 * the report's end, its first line on the cover. */

struct cover {
    struct build *build;
    fix left; /* height that is free */
};

/* The height of a text set in a style, roughly: line breaks cost a little more than the widths
 * tell. */
static fix height_of(const struct cover *cover, enum style_id id, struct text text)
{
    const struct style *style = style_of(id);
    fix room = build_measure() - style->indent, height = 0;
    fix measure = (style->measure > 0 && style->measure < room ? style->measure : room) * 19 / 20;
    fix gap = style->space_before > style->space_after ? style->space_before : style->space_after;
    for (uint32_t at = 0; at < text.length && height < page_style.height;) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        uint32_t length = end == NULL ? text.length - at : (uint32_t)(end - (text.bytes + at));
        uint32_t counted = length < COVER_TEXT_MAX ? length : COVER_TEXT_MAX;
        fix width = metrics_width(cover->build->metrics, style->face, style->size, text.bytes + at, counted);
        height += (width / measure + 1) * style->leading + gap;
        at += length + 1;
    }
    return height;
}

static void cover_space(struct cover *cover, fix height)
{
    doc_space(cover->build->doc, height);
    cover->left -= height;
}

static void cover_text(struct cover *cover, enum style_id style, struct text text)
{
    doc_paragraph(cover->build->doc, style, text);
    cover->left -= height_of(cover, style, text);
}

/* Opens a line of several pieces. */
static void cover_line_open(struct cover *cover)
{
    doc_paragraph_open(cover->build->doc, STYLE_COVER_LINE, ALIGN_START);
    cover->left -= height_of(cover, STYLE_COVER_LINE, text_of("-", LANG_NONE));
}

static void cover_period(struct cover *cover)
{
    struct build *build = cover->build;
    const struct plan *plan = build->plan;
    struct text text;
    if (plan->from == plan->to)
        text = join_printf(build->job->arena, build->lang, tr(build->lang, "Plan period %d"), plan->from);
    else
        text = join_printf(build->job->arena, build->lang, tr(build->lang, "Plan period %d–%d"), plan->from, plan->to);
    cover_text(cover, STYLE_COVER_LINE, text);
}

/* "Miehikkälän kunta, Virolahden kunta": who answer together; under the name of one of them, the organisation it
 * belongs to. */
static void cover_members(struct cover *cover)
{
    struct build *build = cover->build;
    const struct organisation *organisation = build->organisation;
    if (organisation == NULL || organisation->member_count == 0)
        return;
    if (build->member != NULL) {
        cover_text(cover, STYLE_COVER_LINE, organisation->name);
        return;
    }
    struct join names = join_start(build->job->arena, LANG_NONE); /* for their height alone: each has its language */
    doc_paragraph_open(build->doc, STYLE_COVER_LINE, ALIGN_START);
    for (size_t i = 0; i < organisation->member_count; i++) {
        if (i > 0)
            doc_text(build->doc, text_of(", ", LANG_NONE));
        doc_text(build->doc, organisation->members[i].name);
        join_between(&names, ", ");
        join_text(&names, organisation->members[i].name);
    }
    doc_paragraph_close(build->doc);
    cover->left -= height_of(cover, STYLE_COVER_LINE, join_end(&names));
}

void build_approval(struct build *build, const struct approval *approval)
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
    doc_text(doc, approval->body);
    doc_text(doc, join_end(&join));
}

/* "Hyväksytty: Kunnanvaltuusto 12.12.2022 § 45 (dnro 123/2022)", a line each; where they have no room beside what
 * follows, where they stand. */
static void cover_approvals(struct cover *cover)
{
    struct build *build = cover->build;
    const struct plan *plan = build->plan;
    fix line = height_of(cover, STYLE_COVER_LINE, text_of("-", LANG_NONE));
    fix rest = LANGUAGES_HEIGHT + (text_absent(plan->note) ? 0 : NOTE_LEAST);
    build->approvals_at_end =
        plan->approval_count > 0 && line * (int64_t)plan->approval_count > cover->left - rest;
    if (build->approvals_at_end) {
        cover_text(cover, STYLE_COVER_LINE, tr_text(build->lang, "The plan's approvals stand at the end of the report."));
        return;
    }
    for (size_t i = 0; i < plan->approval_count; i++) {
        cover_line_open(cover);
        doc_text(build->doc, tr_text(build->lang, "Approved:"));
        doc_text(build->doc, text_of(" ", LANG_NONE));
        build_approval(build, &plan->approvals[i]);
        doc_paragraph_close(build->doc);
    }
}

static void cover_facts(struct cover *cover)
{
    struct build *build = cover->build;
    struct arena *arena = build->job->arena;
    enum lang lang = build->lang;
    cover_members(cover);
    if (build->reported && (build->organisation != NULL || build->goal != NULL))
        cover_text(cover, STYLE_COVER_LINE, join_printf(arena, lang, tr(lang, "Follow-up %d"), build->year));
    cover_period(cover);
    char date[NUMBER_MAX];
    date_format(date, build->newest_date, lang);
    cover_text(cover, STYLE_COVER_LINE, join_printf(arena, lang, tr(lang, "Date of the data: %s"), date));
    cover_approvals(cover);
    build_languages_here(build);
    cover->left -= LANGUAGES_HEIGHT;
}

static void cover_note(struct cover *cover)
{
    struct build *build = cover->build;
    struct text note = build->plan->note;
    if (text_absent(note))
        return;
    cover_space(cover, COVER_GAP);
    if (height_of(cover, STYLE_COVER_NOTE, note) <= cover->left) {
        doc_markup(build->doc, STYLE_COVER_NOTE, note);
        return;
    }
    build->note_at_end = true;
    const char *end = memchr(note.bytes, '\n', note.length);
    struct text first = { note.bytes, end == NULL ? note.length : (uint32_t)(end - note.bytes), note.lang };
    struct text pointer = tr_text(build->lang, "The plan's whole note stands at the end of the report.");
    cover->left -= height_of(cover, STYLE_COVER_NOTE, pointer);
    if (height_of(cover, STYLE_COVER_NOTE, first) <= cover->left)
        doc_markup(build->doc, STYLE_COVER_NOTE, first);
    doc_paragraph(build->doc, STYLE_COVER_NOTE, pointer);
}

static void cover_draft(struct cover *cover)
{
    struct text word = tr_text(cover->build->lang, "DRAFT");
    doc_paragraph_open(cover->build->doc, STYLE_COVER_PART, ALIGN_START);
    doc_span(cover->build->doc, &(struct span){ .text = word, .bold = true, .tint = TINT_CONCERNING });
    doc_paragraph_close(cover->build->doc);
    cover->left -= height_of(cover, STYLE_COVER_PART, word);
}

void build_cover(struct build *build, struct text heading)
{
    const struct plan *plan = build->plan;
    struct doc *doc = build->doc;
    struct cover cover = { build, page_style.height - page_style.top - page_style.bottom };
    doc_cover_open(doc);
    doc_bar(doc, COVER_BAR, TINT_BRAND);
    cover_space(&cover, 2 * COVER_GAP);
    if (plan->draft)
        cover_draft(&cover);
    if (!text_absent(heading))
        cover_text(&cover, STYLE_COVER_PART, plan->title);
    else
        doc_heading(doc, 1, plan->title);
    if (!text_absent(plan->part))
        cover_text(&cover, STYLE_COVER_PART, plan->part);
    for (size_t i = 0; i < plan->slogan_count; i++)
        cover_text(&cover, STYLE_COVER_SLOGAN, plan->slogans[i]);
    cover_space(&cover, 2 * COVER_GAP);
    if (!text_absent(heading))
        doc_heading(doc, 1, heading);
    cover.left -= height_of(&cover, STYLE_COVER_TITLE, text_absent(heading) ? plan->title : heading);
    cover_facts(&cover);
    cover_note(&cover);
    doc_cover_close(doc);
}
