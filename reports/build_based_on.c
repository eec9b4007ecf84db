/* The follow-up of the plan that a subgoal is based on. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

static struct based_on read_of(struct build *build, const struct subgoal *subgoal, const char *body)
{
    struct based_on out = { 0 };
    const struct followup_query query = { .plan = subgoal->based_on_plan,
                                          .subgoal = subgoal->based_on_subgoal,
                                          .body = body,
                                          .year = build->year,
                                          .lang = build->lang };
    if (db_followup_of(build->db, build->job, &query, &out.entries, &out.count) != STATUS_OK)
        return (struct based_on){ 0 }; /* the job tells */
    return out;
}

/* Where organisations answer together here and each for itself there: their members' entries one after the other. */
static struct based_on read_of_members(struct build *build, const struct subgoal *subgoal)
{
    struct followup_of *all = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < build->organisation->member_count; i++) {
        if (build->organisation->members[i].id == NULL)
            continue;
        struct based_on one = read_of(build, subgoal, build->organisation->members[i].id);
        for (size_t j = 0; j < one.count; j++)
            if (arena_grow(build->job->arena, &all, count, &capacity, sizeof *all))
                all[count++] = one.entries[j];
    }
    return (struct based_on){ all, count };
}

static struct based_on read_anew(struct build *build, const struct subgoal *subgoal)
{
    if (build->member != NULL)
        return read_of(build, subgoal, build->member->id);
    struct based_on own = read_of(build, subgoal, build->organisation->id);
    return own.count > 0 ? own : read_of_members(build, subgoal);
}

struct based_on_read {
    struct based_on_read *next;
    const struct subgoal *subgoal;
    struct based_on read;
};

struct based_on build_based_on_read(struct build *build, const struct subgoal *subgoal)
{
    if (subgoal->based_on_plan == NULL || build->organisation == NULL || build->db == NULL)
        return (struct based_on){ 0 };
    for (const struct based_on_read *kept = build->based_on_reads; kept != NULL; kept = kept->next)
        if (kept->subgoal == subgoal)
            return kept->read;
    struct based_on read = read_anew(build, subgoal);
    struct based_on_read *kept = arena_alloc(build->job->arena, sizeof *kept);
    if (kept != NULL) {
        *kept = (struct based_on_read){ build->based_on_reads, subgoal, read };
        build->based_on_reads = kept;
    }
    return read;
}

/* "Seuranta 2022: ● Käynnissä · 12.12.2022", with the action's first words where the subgoal has several there. */
static void entry_status(struct build *build, const struct followup_of *entry, bool quoted)
{
    const struct followup *followup = &entry->followup;
    enum mark mark = status_mark(followup->status);
    if (quoted && !text_absent(entry->action)) {
        doc_text(build->doc, build_quote(build, entry->action));
        doc_text(build->doc, text_of(" – ", LANG_NONE));
    }
    doc_text(build->doc, join_printf(build->job->arena, build->lang, tr(build->lang, "Follow-up %d"), followup->year));
    doc_text(build->doc, text_of(": ", LANG_NONE));
    doc_span(build->doc,
             &(struct span){ .text = tr_text(build->lang, mark_word(mark, LANG_NONE)), .mark = mark, .bold = true });
    if (followup->date == NULL)
        return;
    char date[NUMBER_MAX];
    date_format(date, followup->date, build->lang);
    doc_text(build->doc, join_printf(build->job->arena, build->lang, " · %s", date));
}

/* Whose plan and follow-up it is: "Suunnitelmasta, johon välitavoite perustuu: Hyvinvointisuunnitelma, Pyhtään kunta".
 */
static void entry_names(struct build *build, const struct followup_of *entry)
{
    doc_text(build->doc, tr_text(build->lang, "From the plan that the subgoal is based on:"));
    doc_text(build->doc, text_of(" ", LANG_NONE));
    doc_span(build->doc, &(struct span){ .text = entry->plan_title, .italic = true });
    doc_text(build->doc, text_of(", ", LANG_NONE));
    doc_text(build->doc, entry->organisation);
}

void build_based_on_fill(struct build *build, const struct based_on *based_on)
{
    for (size_t i = 0; i < based_on->count; i++) {
        const struct followup_of *entry = &based_on->entries[i];
        bool names = i == 0 || !text_equal(entry->organisation, based_on->entries[i - 1].organisation);
        doc_paragraph_open(build->doc, STYLE_FOLLOW, ALIGN_START);
        if (names) /* once over its entries */
            entry_names(build, entry);
        if (names && based_on->count > 1) {
            doc_paragraph_close(build->doc);
            doc_paragraph_open(build->doc, STYLE_FOLLOW, ALIGN_START);
        } else if (names) {
            doc_text(build->doc, text_of(" – ", LANG_NONE));
        }
        entry_status(build, entry, based_on->count > 1);
        doc_paragraph_close(build->doc);
        doc_markup(build->doc, STYLE_FOLLOW, entry->followup.progress);
        build_follow_figures(build, &entry->followup);
    }
}
