#include "reports/indicator_key.h"

#include "reports/join.h"
#include "text/message.h"

/* ---- Notes ---- */

#define NOTES_LOOKED_AT 8 /* the newest ones, among which the same words are looked for */

size_t indicator_note_number(struct build *build, struct indicator_notes *notes, const struct indicator_row *row,
                             const struct observation *observation)
{
    if (text_absent(observation->note))
        return 0;
    for (size_t i = notes->count; i > 0 && i + NOTES_LOOKED_AT > notes->count; i--)
        if (notes->notes[i - 1].row->indicator == row->indicator &&
            text_equal(notes->notes[i - 1].observation->note, observation->note))
            return i;
    if (!arena_grow(build->job->arena, &notes->notes, notes->count, &notes->capacity, sizeof *notes->notes))
        return 0;
    notes->notes[notes->count++] = (struct indicator_note){ observation, row, doc_anchor_new(build->doc) };
    return notes->count;
}

struct text indicator_note_mark(struct build *build, size_t number)
{
    static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
    struct join join = join_start(build->job->arena, LANG_NONE);
    size_t unit = 1;
    while (number / unit >= 10)
        unit *= 10;
    join_word(&join, "\u00A0");
    for (; unit > 0; unit /= 10)
        join_word(&join, digits[number / unit % 10]);
    join_word(&join, "⁾");
    return join_end(&join);
}

static void notes_list(struct build *build, const struct indicator_notes *notes)
{
    if (notes->count == 0)
        return;
    doc_list_open(build->doc, LIST_LABELS);
    for (size_t i = 0; i < notes->count; i++) {
        doc_anchor_here(build->doc, notes->notes[i].anchor);
        doc_item_open(build->doc, join_printf(build->job->arena, build->lang, "%zu)", i + 1));
        doc_markup(build->doc, STYLE_SMALL, notes->notes[i].observation->note);
        doc_item_close(build->doc);
    }
    doc_list_close(build->doc);
}

static void plain(struct build *build, const char *text)
{
    doc_text(build->doc, text_of(text, LANG_NONE));
}

/* A sentence behind those that stand in the open paragraph already. */
static void say(struct build *build, bool *any, const char *message)
{
    if (*any)
        plain(build, " ");
    *any = true;
    doc_text(build->doc, tr_text(build->lang, message));
}

/* ---- Rules ---- */

struct rule {
    const struct comparison *comparison; /* one of those that it gave */
    const struct indicator *last;
    struct join numbers; /* of the indicators */
    size_t count;        /* how many */
    bool few;            /* some of them by few answers */
};

struct rules {
    struct rule *rules;
    size_t count, capacity;
};

static void add_rule(struct build *build, struct rules *rules, const struct indicator_row *row)
{
    struct rule *rule = NULL;
    for (size_t i = rules->count; i > 0 && rule == NULL; i--) /* the newest is the likeliest */
        if (compare_same_sentence(rules->rules[i - 1].comparison, &row->comparison))
            rule = &rules->rules[i - 1];
    if (rule == NULL) {
        if (!arena_grow(build->job->arena, &rules->rules, rules->count, &rules->capacity, sizeof *rules->rules))
            return;
        rule = &rules->rules[rules->count++];
        *rule = (struct rule){ &row->comparison, NULL, join_start(build->job->arena, LANG_NONE), 0, false };
    }
    rule->few |= row->comparison.few;
    if (rule->last == row->indicator)
        return;
    rule->last = row->indicator;
    rule->count++;
    join_between(&rule->numbers, ", ");
    join_text(&rule->numbers, join_printf(build->job->arena, LANG_NONE, "%lld", row->indicator->number));
}

/* How the assessments came about: one sentence; where there are several rules a line each, with its indicators. That a
 * year has not both values is seen in the table. */
static void tell_rules(struct build *build, const struct indicator_rows *rows)
{
    struct rules rules = { 0 };
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i].area != NULL && rows->rows[i].comparison.rule != COMPARE_NO_VALUE)
            add_rule(build, &rules, &rows->rows[i]);
    for (size_t i = 0; i < rules.count; i++) {
        struct rule *rule = &rules.rules[i];
        doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
        if (rules.count == 1)
            doc_text(build->doc, tr_text(build->lang, "Assessment:"));
        else
            doc_text(build->doc, join_printf(build->job->arena, build->lang,
                                             trn(build->lang, "Assessment of indicator %s:",
                                                 "Assessment of indicators %s:", rule->count),
                                             join_string(&rule->numbers)));
        plain(build, " ");
        doc_text(build->doc, compare_sentence(build->job->arena, rule->comparison, build->lang));
        bool any = true;
        if (rule->few)
            say(build, &any,
                N_("Where fewer than 5 are expected to answer one of the two ways, the test is only indicative."));
        doc_paragraph_close(build->doc);
    }
}

/* ---- The whole ---- */

/* The marks with their words, of those assessments that the table shows. */
static void tell_marks(struct build *build, const struct indicator_rows *rows)
{
    static const enum assessment order[] = { ASSESS_GOOD, ASSESS_NEUTRAL, ASSESS_CONCERNING, ASSESS_NONE };
    bool shown[ASSESS_CONCERNING + 1] = { false };
    for (size_t i = 0; i < rows->count; i++)
        shown[rows->rows[i].area == NULL ? ASSESS_NONE : rows->rows[i].comparison.assessment] = true;
    const char *before = " ";
    doc_text(build->doc, tr_text(build->lang, "Marks:"));
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!shown[order[i]])
            continue;
        plain(build, before);
        doc_span(build->doc, &(struct span){ .text = text_of(assessment_word(order[i], build->lang), build->lang),
                                             .mark = assessment_mark(order[i]) });
        before = ", ";
    }
    plain(build, ".");
}

static void tell_own(struct build *build, const struct indicator_rows *rows)
{
    bool any = rows->national || rows->assessments;
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    if (any)
        tell_marks(build, rows);
    if (!rows->national)
        say(build, &any, N_("There are no figures of the whole country, so nothing is compared."));
    if (rows->differences)
        say(build, &any,
            N_("Difference: own figure minus the country's, in the indicator's unit (in percentage points where that "
               "is %)."));
    if (rows->numbers)
        say(build, &any, N_("n: how many answered."));
    if (rows->blanks)
        say(build, &any, N_("An empty cell: no figure of that year."));
    doc_paragraph_close(build->doc);
    if (rows->national || rows->assessments)
        tell_rules(build, rows);
}

/* A table of national figures alone says so, instead of lacking in every row. */
static void tell_national(struct build *build, const struct indicator_rows *rows)
{
    struct arena *arena = build->job->arena;
    const struct area *const *own = NULL;
    size_t count = build_own_areas(build, &own);
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    if (count == 1 && own[0] != plan_country(build->plan))
        doc_text(build->doc,
                 join_printf(arena, build->lang,
                             tr(build->lang, "The figures are of the whole country; of the own area (%s) there "
                                             "are none, so nothing is compared."),
                             join_copy(arena, own[0]->name)));
    else
        doc_text(build->doc, tr_text(build->lang, "The figures are of the whole country."));
    bool any = true;
    if (rows->blanks)
        say(build, &any, N_("An empty cell: no figure of that year."));
    doc_paragraph_close(build->doc);
}

static void tell_silent(struct build *build, const struct indicator_rows *rows)
{
    if (rows->silent_count == 0)
        return;
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    doc_text(build->doc, tr_text(build->lang, "Without figures:"));
    for (size_t i = 0; i < rows->silent_count; i++) {
        doc_text(build->doc,
                 join_printf(build->job->arena, LANG_NONE, i == 0 ? " %lld " : "; %lld ", rows->silent[i]->number));
        doc_text(build->doc, rows->silent[i]->title);
    }
    plain(build, ".");
    doc_paragraph_close(build->doc);
}

/* The notes first: at the next page's top alone, nobody would know what they are of. */
void indicator_key(struct build *build, const struct indicator_rows *rows, const struct indicator_notes *notes)
{
    notes_list(build, notes);
    if (rows->count > 0 && rows->own)
        tell_own(build, rows);
    else if (rows->count > 0)
        tell_national(build, rows);
    tell_silent(build, rows);
}
