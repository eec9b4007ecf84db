#include "reports/compare.h"

#include "text/message.h"
#include "text/number.h"

#include <math.h>
#include <string.h>

/* ---- Which observations ----------------------------------------------------------------------------------------- */

/* An area's observations in a series: neighbours, their years rising. */
struct run {
    const struct observation *first;
    size_t count;
};

static struct run run_of(const struct series *series, const struct area *area)
{
    struct run run;
    run.first = plan_observations(series, area, &run.count);
    return run;
}

static bool has_value(const struct observation *observation)
{
    return observation->missing == MISSING_NO && isfinite(observation->value);
}

/* The latest that tells a value, or (`or_by_hand`) an assessment; NULL: none. */
static const struct observation *latest(struct run run, bool or_by_hand)
{
    for (size_t i = run.count; i-- > 0;)
        if (has_value(&run.first[i]) || (or_by_hand && run.first[i].assessment != ASSESS_NONE))
            return &run.first[i];
    return NULL;
}

static void choose_year(struct comparison *out, struct run own, struct run national)
{
    size_t i = own.count;
    size_t k = national.count;
    while (i > 0 && k > 0) {
        const struct observation *mine = &own.first[i - 1];
        const struct observation *theirs = &national.first[k - 1];
        if (mine->year == theirs->year && has_value(mine) && has_value(theirs)) {
            out->own = mine;
            out->national = theirs;
            out->year = mine->year;
            return;
        }
        if (mine->year >= theirs->year)
            i--;
        else
            k--;
    }
    out->own = latest(own, true);
    out->national = out->own == NULL ? latest(national, false) : NULL;
    if (out->own != NULL)
        out->year = out->own->year;
    else if (out->national != NULL)
        out->year = out->national->year;
}

/* ---- The rules -------------------------------------------------------------------------------------------------- */

static enum assessment by_direction(double difference, enum direction direction)
{
    bool higher = difference > 0;
    return higher == (direction == DIRECTION_HIGHER) ? ASSESS_GOOD : ASSESS_CONCERNING;
}

bool compare_has_interval(const struct observation *observation)
{
    return observation->has_low && observation->has_high && observation->low <= observation->value &&
           observation->value <= observation->high;
}

/* Two proportions, as percentages of `n` each: the pooled two-sided z-test. False where they are none. */
static bool test_shares(const struct observation *a, const struct observation *b, struct comparison *out)
{
    if (a->n <= 0 || b->n <= 0 || a->value < 0 || a->value > 100 || b->value < 0 || b->value > 100)
        return false;
    double n_a = (double)a->n;
    double n_b = (double)b->n;
    double pooled = (a->value * n_a + b->value * n_b) / (n_a + n_b) / 100;
    double variance = pooled * (1 - pooled) * (1 / n_a + 1 / n_b);
    /* All or none answered yes in both: there is no difference and no variance to divide by */
    out->p = variance > 0 ? erfc(fabs(a->value - b->value) / 100 / sqrt(variance) / M_SQRT2) : 1;
    out->few = fmin(n_a, n_b) * fmin(pooled, 1 - pooled) < COMPARE_FEW;
    return true;
}

/* No change between two figures that are both uncertain: zero lies in the interval of their difference, made of both
 * figures' own by squaring and adding (G. Y. Zou and A. Donner, 2008). That one figure lies in the other's interval
 * would be too weak: of two alike, one in six would not. An earlier figure without an interval counts as sure as the
 * later one. */
static bool same_by_intervals(const struct observation *later, const struct observation *earlier)
{
    const struct observation *like = compare_has_interval(earlier) ? earlier : later;
    double change = later->value - earlier->value;
    if (change > 0)
        return change <= hypot(later->value - later->low, like->high - like->value);
    return -change <= hypot(later->high - later->value, like->value - like->low);
}

/* In decimal: 8.4 against 8.0 at 5 % is on the edge. */
static bool within_tolerance(const struct comparison *comparison)
{
    struct decimal national = decimal_of_double(comparison->national->value);
    struct decimal difference = decimal_abs(decimal_subtract(decimal_of_double(comparison->own->value), national));
    struct decimal size = decimal_of_double(comparison->tolerance.size);
    if (comparison->tolerance.kind == TOLERANCE_RELATIVE)
        size = decimal_multiply(size, decimal_abs(national));
    return decimal_compare(difference, size) <= 0;
}

static void choose_tolerance(struct comparison *out, struct tolerance indicators, struct tolerance plans)
{
    out->source = TOLERANCE_BY_DEFAULT;
    out->tolerance = (struct tolerance){ TOLERANCE_RELATIVE, COMPARE_DEFAULT_TOLERANCE };
    if (indicators.kind != TOLERANCE_NONE) {
        out->source = TOLERANCE_OF_INDICATOR;
        out->tolerance = indicators;
    } else if (plans.kind != TOLERANCE_NONE) {
        out->source = TOLERANCE_OF_PLAN;
        out->tolerance = plans;
    }
}

/* Rules 4 to 6: both values are there, and one direction is better. */
static void assess(struct comparison *out, const struct indicator *indicator, const struct series *series,
                   struct tolerance plan_tolerance)
{
    const struct observation *own = out->own;
    double national = out->national->value;
    bool neutral;
    if (series->scale == SCALE_SHARE && test_shares(own, out->national, out)) {
        out->rule = COMPARE_TEST;
        neutral = out->p >= COMPARE_SIGNIFICANCE;
    } else if (compare_has_interval(own)) {
        out->rule = COMPARE_INTERVAL;
        neutral = own->low <= national && national <= own->high;
    } else {
        out->rule = COMPARE_TOLERANCE;
        choose_tolerance(out, indicator->tolerance, plan_tolerance);
        neutral = within_tolerance(out);
    }
    out->assessment = neutral ? ASSESS_NEUTRAL : by_direction(out->difference, indicator->direction);
}

bool compare_difference(const struct series *series, const struct observation *own, const struct observation *national,
                        double *out)
{
    if (series->scale == SCALE_COUNT || !has_value(own) || !has_value(national))
        return false;
    *out = decimal_to_double(decimal_subtract(decimal_of_double(own->value), decimal_of_double(national->value)));
    return true;
}

struct comparison compare_country(const struct indicator *indicator, const struct series *series,
                                  const struct area *own, const struct area *country, struct tolerance plan_tolerance)
{
    struct comparison out = { .assessment = ASSESS_NONE, .unit = series->unit };
    choose_year(&out, run_of(series, own), run_of(series, own == country ? NULL : country));
    bool both = out.own != NULL && out.national != NULL;
    out.has_difference = both && compare_difference(series, out.own, out.national, &out.difference);
    if (out.own != NULL && out.own->assessment != ASSESS_NONE) {
        out.rule = COMPARE_BY_HAND;
        out.assessment = out.own->assessment;
    } else if (series->scale == SCALE_COUNT) {
        out.rule = COMPARE_COUNT;
    } else if (indicator->direction == DIRECTION_NONE) {
        out.rule = COMPARE_NO_DIRECTION;
    } else if (!both) {
        out.rule = COMPARE_NO_VALUE;
    } else {
        assess(&out, indicator, series, plan_tolerance);
    }
    return out;
}

struct comparison compare_years(const struct indicator *indicator, const struct series *series,
                                const struct observation *later, const struct observation *earlier,
                                struct tolerance plan_tolerance)
{
    struct comparison out = { .year = later->year,
                              .own = later,
                              .national = earlier,
                              .has_difference = true,
                              .rule = COMPARE_NO_DIRECTION,
                              .unit = series->unit };
    out.difference =
        decimal_to_double(decimal_subtract(decimal_of_double(later->value), decimal_of_double(earlier->value)));
    if (indicator->direction == DIRECTION_NONE)
        return out;
    assess(&out, indicator, series, plan_tolerance);
    if (out.rule == COMPARE_INTERVAL)
        out.assessment =
            same_by_intervals(later, earlier) ? ASSESS_NEUTRAL : by_direction(out.difference, indicator->direction);
    return out;
}

/* ---- In words --------------------------------------------------------------------------------------------------- */

/* "5 %" of a value; "0,5 prosenttiyksikköä" or "2 kpl" in its unit. NULL when memory is out. */
static const char *tolerance_words(struct arena *arena, const struct comparison *comparison, enum lang lang)
{
    char number[NUMBER_MAX];
    double size = comparison->tolerance.size;
    if (comparison->tolerance.kind == TOLERANCE_RELATIVE) {
        struct decimal percent = decimal_multiply(decimal_of_double(size), (struct decimal){ 100, 0 });
        size_t length = number_format_percent(number, decimal_to_double(percent), -1, lang);
        return arena_text(arena, number, length);
    }
    number_format(number, size, -1, lang);
    struct text unit = comparison->unit;
    if (text_absent(unit))
        return arena_text(arena, number, strlen(number));
    if (unit.length == 1 && unit.bytes[0] == '%')
        return arena_printf(arena, tr(lang, "%s percentage points"), number);
    return arena_printf(arena, "%s%s%.*s", number, number_unit_gap(unit, lang), (int)unit.length, unit.bytes);
}

static const char *tolerance_message(const struct comparison *comparison)
{
    static const char *const messages[][2] = {
        [TOLERANCE_OF_INDICATOR] = {
            N_("Neutral where the difference from the national value is at most %s (the indicator's own limit)."),
            N_("Neutral where the difference from the national value is at most %s of it (the indicator's own limit)."),
        },
        [TOLERANCE_OF_PLAN] = {
            N_("Neutral where the difference from the national value is at most %s (the plan's limit)."),
            N_("Neutral where the difference from the national value is at most %s of it (the plan's limit)."),
        },
        [TOLERANCE_BY_DEFAULT] = {
            NULL, /* the default is relative */
            N_("Neutral where the difference from the national value is at most %s of it (the general limit)."),
        },
    };
    return messages[comparison->source][comparison->tolerance.kind == TOLERANCE_RELATIVE];
}

static const char *rule_message(enum compare_rule rule)
{
    switch (rule) {
    case COMPARE_BY_HAND:
        return N_("The assessment was set by hand in the plan's data.");
    case COMPARE_NO_DIRECTION:
        return N_("Not compared: the indicator does not say which direction is better.");
    case COMPARE_COUNT:
        return N_("Not compared: counts of areas of different size cannot be set against each other.");
    case COMPARE_NO_VALUE:
        return N_("Not compared: there is no year for which both the area and the whole country have a value.");
    case COMPARE_TEST:
        return N_("Neutral where the difference between the two shares is not statistically significant "
                  "(two-sided z-test of two proportions at the level 0.05).");
    case COMPARE_INTERVAL:
        return N_(
            "Neutral where the national value lies within the 95 per cent confidence interval of the area's value.");
    case COMPARE_TOLERANCE:
        break;
    }
    return "";
}

struct text compare_sentence(struct arena *arena, const struct comparison *comparison, enum lang lang)
{
    if (comparison->rule != COMPARE_TOLERANCE)
        return tr_text(lang, rule_message(comparison->rule));
    const char *size = tolerance_words(arena, comparison, lang);
    struct text message = tr_text(lang, tolerance_message(comparison));
    if (size == NULL)
        return text_of(NULL, LANG_NONE);
    return text_of(arena_printf(arena, message.bytes, size), message.lang);
}

bool compare_same_sentence(const struct comparison *a, const struct comparison *b)
{
    if (a->rule != b->rule || a->rule != COMPARE_TOLERANCE)
        return a->rule == b->rule;
    if (a->source != b->source || a->tolerance.kind != b->tolerance.kind || a->tolerance.size != b->tolerance.size)
        return false;
    return a->tolerance.kind == TOLERANCE_RELATIVE ||
           (a->unit.length == b->unit.length &&
            (a->unit.length == 0 || memcmp(a->unit.bytes, b->unit.bytes, a->unit.length) == 0));
}

const char *assessment_word(enum assessment assessment, enum lang lang)
{
    switch (assessment) {
    case ASSESS_GOOD:
        return trc(lang, "assessment", "good");
    case ASSESS_NEUTRAL:
        return trc(lang, "assessment", "neutral");
    case ASSESS_CONCERNING:
        return trc(lang, "assessment", "concerning");
    case ASSESS_NONE:
        break;
    }
    return trc(lang, "assessment", "not compared");
}

const char *missing_word(enum missing missing, enum lang lang)
{
    static const char *const words[] = { [MISSING_NO] = "",
                                         [MISSING_NOT_AVAILABLE] = N_("not available"),
                                         [MISSING_NOT_APPLICABLE] = N_("not applicable"),
                                         [MISSING_SUPPRESSED] = N_("suppressed") };
    return missing == MISSING_NO ? "" : tr(lang, words[missing]);
}

enum mark assessment_mark(enum assessment assessment)
{
    switch (assessment) {
    case ASSESS_GOOD:
        return MARK_GOOD;
    case ASSESS_NEUTRAL:
        return MARK_NEUTRAL;
    case ASSESS_CONCERNING:
        return MARK_CONCERNING;
    case ASSESS_NONE:
        break;
    }
    return MARK_NOT_COMPARED;
}
