#include "reports/indicator_key.h"

#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

struct text assessment_word(enum assessment assessment, enum lang lang)
{
    switch (assessment) {
    case ASSESS_GOOD:
        return text_of(trc(lang, "assessment", "good"), lang);
    case ASSESS_NEUTRAL:
        return text_of(trc(lang, "assessment", "neutral"), lang);
    case ASSESS_CONCERNING:
        return text_of(trc(lang, "assessment", "concerning"), lang);
    default:
        return text_of(trc(lang, "assessment", "not compared"), lang);
    }
}

enum mark assessment_mark(enum assessment assessment)
{
    static const enum mark marks[] = { [ASSESS_NONE] = MARK_NOT_COMPARED,
                                       [ASSESS_GOOD] = MARK_GOOD,
                                       [ASSESS_NEUTRAL] = MARK_NEUTRAL,
                                       [ASSESS_CONCERNING] = MARK_CONCERNING };
    return marks[assessment];
}

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

/* ---- Rules ---- */

struct rule {
    enum compare_rule rule;
    struct tolerance tolerance; /* COMPARE_TOLERANCE */
    struct text unit;           /* of an absolute one */
    const struct indicator *last;
    struct join numbers;        /* of the indicators */
};

struct rules {
    struct rule *rules;
    size_t count, capacity;
};

static bool same_rule(const struct rule *rule, const struct comparison *comparison, struct text unit)
{
    if (rule->rule != comparison->rule)
        return false;
    if (rule->rule != COMPARE_TOLERANCE)
        return true;
    return rule->tolerance.kind == comparison->tolerance.kind && rule->tolerance.size == comparison->tolerance.size &&
           (rule->tolerance.kind == TOLERANCE_RELATIVE || text_equal(rule->unit, unit));
}

static void add_rule(struct build *build, struct rules *rules, const struct indicator_row *row)
{
    struct rule *rule = NULL;
    for (size_t i = rules->count; i > 0 && rule == NULL; i--) /* the newest is the likeliest */
        if (same_rule(&rules->rules[i - 1], &row->comparison, row->series->unit))
            rule = &rules->rules[i - 1];
    if (rule == NULL) {
        if (!arena_grow(build->job->arena, &rules->rules, rules->count, &rules->capacity, sizeof *rules->rules))
            return;
        rule = &rules->rules[rules->count++];
        *rule = (struct rule){ row->comparison.rule, row->comparison.tolerance, row->series->unit, NULL,
                               join_start(build->job->arena, build->lang) };
    }
    if (rule->last == row->indicator)
        return;
    rule->last = row->indicator;
    join_between(&rule->numbers, ", ");
    join_text(&rule->numbers, join_printf(build->job->arena, LANG_NONE, "%lld", row->indicator->number));
}

static struct text rule_words(struct build *build, const struct rule *rule)
{
    enum lang lang = build->lang;
    struct arena *arena = build->job->arena;
    char size[NUMBER_MAX];
    switch (rule->rule) {
    case COMPARE_BY_HAND:
        return tr_text(lang, "assessed by hand");
    case COMPARE_TEST:
        return tr_text(lang, "pooled two-proportion z-test, two-sided; neutral where p is at least 0.05");
    case COMPARE_INTERVAL:
        return tr_text(lang, "neutral where the national value lies within the own 95 % interval");
    default:
        break;
    }
    if (rule->tolerance.kind == TOLERANCE_RELATIVE) {
        number_format_percent(size, rule->tolerance.size * 100, -1, lang);
        return join_printf(arena, lang, tr(lang, "neutral where the difference is at most %s of the national value"), size);
    }
    number_format(size, rule->tolerance.size, -1, lang);
    return join_printf(arena, lang, tr(lang, "neutral where the difference is at most %s (unit: %s)"), size,
                       join_copy(arena, rule->unit));
}

/* "Arvioitu: neutraali, kun ...": one sentence; where there are several rules, each with its indicators. */
static void tell_rules(struct build *build, const struct indicator_rows *rows)
{
    struct rules rules = { 0 };
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i].area != NULL && rows->rows[i].comparison.assessment != ASSESS_NONE)
            add_rule(build, &rules, &rows->rows[i]);
    for (size_t i = 0; i < rules.count; i++) {
        struct rule *rule = &rules.rules[i];
        doc_text(build->doc, i == 0 ? tr_text(build->lang, " Assessed: ") : text_of("; ", LANG_NONE));
        doc_text(build->doc, rule_words(build, rule));
        if (rules.count > 1)
            doc_text(build->doc, join_printf(build->job->arena, build->lang, tr(build->lang, " (indicators %s)"),
                                             join_string(&rule->numbers)));
    }
    if (rules.count > 0)
        doc_text(build->doc, text_of(".", LANG_NONE));
}

/* ---- The whole ---- */

/* The marks with their words, of those assessments that the table shows. */
static void tell_marks(struct build *build, const struct indicator_rows *rows)
{
    static const enum assessment order[] = { ASSESS_GOOD, ASSESS_NEUTRAL, ASSESS_CONCERNING, ASSESS_NONE };
    bool shown[ASSESS_CONCERNING + 1] = { false };
    for (size_t i = 0; i < rows->count; i++)
        shown[rows->rows[i].area == NULL ? ASSESS_NONE : rows->rows[i].comparison.assessment] = true;
    const char *before = "";
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!shown[order[i]])
            continue;
        doc_text(build->doc, text_of(before, LANG_NONE));
        doc_span(build->doc, &(struct span){ .text = assessment_word(order[i], build->lang),
                                             .mark = assessment_mark(order[i]) });
        before = "  ";
    }
    doc_text(build->doc, text_of(". ", LANG_NONE));
}

static void tell_own(struct build *build, const struct indicator_rows *rows)
{
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    tell_marks(build, rows);
    doc_text(build->doc, tr_text(build->lang, "Difference: own figure minus the country's, in the indicator's unit "
                                              "(in percentage points where that is %)."));
    tell_rules(build, rows);
    if (rows->numbers)
        doc_text(build->doc, tr_text(build->lang, " n: how many answered."));
    if (rows->blanks)
        doc_text(build->doc, tr_text(build->lang, " An empty cell: no figure of that year."));
    doc_paragraph_close(build->doc);
}

/* A table of national figures alone says so, instead of lacking in every row. */
static void tell_national(struct build *build, const struct indicator_rows *rows)
{
    struct arena *arena = build->job->arena;
    const struct area *const *own = NULL;
    size_t count = build_own_areas(build, &own);
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    if (count == 1 && own[0] != plan_country(build->plan))
        doc_text(build->doc, join_printf(arena, build->lang,
                                         tr(build->lang, "The figures are of the whole country; of the own area (%s) there "
                                                         "are none, so nothing is compared."),
                                         join_copy(arena, own[0]->name)));
    else
        doc_text(build->doc, tr_text(build->lang, "The figures are of the whole country."));
    if (rows->blanks)
        doc_text(build->doc, tr_text(build->lang, " An empty cell: no figure of that year."));
    doc_paragraph_close(build->doc);
}

static void tell_silent(struct build *build, const struct indicator_rows *rows)
{
    if (rows->silent_count == 0)
        return;
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    doc_text(build->doc, tr_text(build->lang, "Without figures: "));
    for (size_t i = 0; i < rows->silent_count; i++) {
        doc_text(build->doc, join_printf(build->job->arena, LANG_NONE, i == 0 ? "%lld " : "; %lld ",
                                         rows->silent[i]->number));
        doc_text(build->doc, rows->silent[i]->title);
    }
    doc_text(build->doc, text_of(".", LANG_NONE));
    doc_paragraph_close(build->doc);
}

void indicator_key(struct build *build, const struct indicator_rows *rows, const struct indicator_notes *notes)
{
    if (rows->count > 0 && rows->own)
        tell_own(build, rows);
    else if (rows->count > 0)
        tell_national(build, rows);
    notes_list(build, notes);
    tell_silent(build, rows);
}
