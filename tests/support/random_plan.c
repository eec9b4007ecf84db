#include "tests/support/random_plan.h"

#include <stdio.h>

struct maker {
    struct buf *out;
    struct random random;
    const struct random_size *size;
    const char *language;
    int areas, groups, populations, themes;
};

/* Marsaglia's xorshift64* */
uint32_t random_below(struct random *random, uint32_t limit)
{
    uint64_t x = random->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    random->state = x;
    return (uint32_t)((x * 0x2545F4914F6CDD1DULL) >> 33) % limit;
}

static int below(struct maker *maker, int limit)
{
    return (int)random_below(&maker->random, (uint32_t)limit);
}

static bool chance(struct maker *maker, int percent)
{
    return below(maker, 100) < percent;
}

static void put(struct maker *maker, const char *text)
{
    buf_text(maker->out, text);
}

/* Words as hostile as they are ordinary, as JSON writes them. */
static void put_string(struct maker *maker, int words, bool lines)
{
    static const char *const row[] = { "hyvinvointi",
                                       "lapset",
                                       "ja",
                                       "äitiys",
                                       "Ж",
                                       "%s",
                                       "%n",
                                       "(",
                                       "</script>",
                                       "\\\"",
                                       "\\\\",
                                       "–",
                                       "lastensuojelutarpeenselvityksiä",
                                       "\\u00e4",
                                       "a\\u0308",
                                       "🙂",
                                       "12,3\u00a0%",
                                       "§ 45",
                                       "\\u0001",
                                       "\\u0000x",
                                       "\\t",
                                       "'; DROP TABLE plans; --" };
    put(maker, "\"v");
    for (int i = 0; i < words; i++) {
        put(maker, lines && chance(maker, 20) ? "\\n- " : " ");
        put(maker, row[below(maker, (int)(sizeof row / sizeof row[0]))]);
    }
    put(maker, "\"");
}

/* A text, or one by language. */
static void put_words(struct maker *maker, int words, bool lines)
{
    static const char *const langs[] = { "sv", "fi", "en" };
    if (!chance(maker, 15)) {
        put_string(maker, words, lines);
        return;
    }
    int first = below(maker, 3);
    put(maker, "{");
    for (int i = 0; i < 3; i++) {
        if (i != first && chance(maker, 50))
            continue;
        buf_printf(maker->out, "%s\"%s\": ", i > 0 && maker->out->bytes[maker->out->length - 1] != '{' ? ", " : "",
                   langs[i]);
        put_string(maker, words, lines);
    }
    put(maker, "}");
}

static void put_key(struct maker *maker, const char *key)
{
    buf_printf(maker->out, ", \"%s\": ", key);
}

static void maybe_words(struct maker *maker, const char *key, int percent, int words, bool lines)
{
    if (!chance(maker, percent))
        return;
    put_key(maker, key);
    put_words(maker, words, lines);
}

static void maybe_code(struct maker *maker, const char *key, int percent, const char *const *codes, int count)
{
    if (chance(maker, percent))
        buf_printf(maker->out, ", \"%s\": \"%s\"", key, codes[below(maker, count)]);
}
#define MAYBE_CODE(maker, key, percent, ...)                                                                           \
    maybe_code(maker, key, percent, (const char *const[]){ __VA_ARGS__ },                                              \
               (int)(sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)))

static void maybe_tolerance(struct maker *maker)
{
    if (chance(maker, 40))
        buf_printf(maker->out, ", \"tolerance\": {\"%s\": 0.%d}", chance(maker, 50) ? "absolute" : "relative",
                   below(maker, 100));
}

/* `count` times {"id": "STEM-0", "name": ...} */
static void put_named(struct maker *maker, const char *key, const char *stem, int count)
{
    buf_printf(maker->out, ",\n\"%s\": [", key);
    for (int i = 0; i < count; i++) {
        buf_printf(maker->out, "%s{\"id\": \"%s-%d\", \"name\": ", i > 0 ? ", " : "", stem, i);
        put_words(maker, 2, false);
        put(maker, "}");
    }
    put(maker, "]");
}

static void put_header(struct maker *maker)
{
    static const char *const fields[] = { "action", "measure", "schedule", "actors", "monitoring", "resources" };
    buf_printf(maker->out,
               "{\"format\": \"vuosikello/plan\", \"version\": 1,\n\"plan\": {\"id\": \"satunnainen\","
               " \"period\": {\"from\": 2020, \"to\": 2024}, \"language\": \"%s\", \"title\": ",
               maker->language);
    put_words(maker, 3, false);
    maybe_words(maker, "part", 50, 2, false);
    maybe_words(maker, "note", 50, 20, true);
    maybe_words(maker, "goal_label", 50, 1, false);
    maybe_tolerance(maker);
    MAYBE_CODE(maker, "state", 30, "draft", "published");
    if (chance(maker, 70))
        put(maker, ", \"area\": \"alue-1\"");
    put(maker, ", \"slogans\": [");
    for (int i = below(maker, 3); i > 0; i--) {
        put_words(maker, 3, false);
        put(maker, i > 1 ? ", " : "");
    }
    put(maker, "], \"approvals\": [");
    for (int i = below(maker, 3); i > 0; i--) {
        buf_printf(maker->out, "{\"date\": \"2021-0%d-1%d\"", 1 + below(maker, 9), below(maker, 10));
        put_key(maker, "body");
        put_words(maker, 2, false);
        if (chance(maker, 50))
            put(maker, ", \"section\": \"§ 45\", \"diary_number\": \"D/1\"");
        put(maker, i > 1 ? "}, " : "}");
    }
    put(maker, "], \"columns\": [{\"field\": \"subgoal\", \"heading\": \"a\"}");
    for (int i = 0; i < 6; i++) {
        if (i > 0 && chance(maker, 40))
            continue;
        buf_printf(maker->out, ", {\"field\": \"%s\"", fields[i]);
        put_key(maker, "heading");
        put_words(maker, 1, false);
        maybe_words(maker, "prompt", 50, 4, false);
        put(maker, "}");
    }
    put(maker, "]}");
}

static void put_areas(struct maker *maker)
{
    put(maker, ",\n\"areas\": [");
    for (int i = 0; i < maker->areas; i++) {
        buf_printf(maker->out, "%s{\"id\": \"alue-%d\", \"kind\": \"%s\", \"name\": ", i > 0 ? ", " : "", i,
                   i == 0 ? "country" : "municipality");
        put_words(maker, 1, false);
        if (i > 0 && chance(maker, 70)) /* towards the country, so that no ring is made; from behind in the list too */
            buf_printf(maker->out, ", \"parent\": \"alue-%d\"", i == 1 && maker->areas > 2 ? 0 : below(maker, i));
        if (chance(maker, 30))
            buf_printf(maker->out, ", \"sotkanet_region\": %d", below(maker, 1000) - 500);
        put(maker, "}");
    }
    put(maker, "]");
}

static void put_organisations(struct maker *maker)
{
    put(maker, ",\n\"organisations\": [");
    for (int i = 0; i < maker->size->organisations; i++) {
        buf_printf(maker->out, "%s{\"id\": \"org-%d\", \"kind\": \"parish\", \"name\": ", i > 0 ? ", " : "", i);
        put_words(maker, 2, false);
        put(maker, ", \"members\": [");
        for (int j = below(maker, 3); j > 0; j--) {
            put(maker, "{\"name\": ");
            put_words(maker, 2, false);
            if (chance(maker, 60))
                buf_printf(maker->out, ", \"id\": \"jasen-%d\"", j);
            if (chance(maker, 50))
                buf_printf(maker->out, ", \"area\": \"alue-%d\"", below(maker, maker->areas));
            put(maker, j > 1 ? "}, " : "}");
        }
        put(maker, "]");
        if (chance(maker, 50))
            buf_printf(maker->out, ", \"areas\": [\"alue-%d\"]", below(maker, maker->areas));
        if (i > 0 && chance(maker, 20))
            buf_printf(maker->out, ", \"succeeds\": [\"org-%d\"]", below(maker, i));
        put(maker, "}");
    }
    put(maker, "]");
}

static void put_goals(struct maker *maker)
{
    put(maker, ",\n\"goals\": [");
    for (int i = 0; i < maker->size->goals; i++) {
        buf_printf(maker->out, "%s{\"id\": \"G%d\", \"number\": \"%d\", \"title\": ", i > 0 ? ",\n  " : "", i, i + 1);
        put_words(maker, 4, false);
        put(maker, ", \"targets\": [");
        for (int j = below(maker, 3); j > 0; j--) {
            put_words(maker, 4, false);
            put(maker, j > 1 ? ", " : "");
        }
        put(maker, "], \"subgoals\": [");
        for (int j = 0; j < maker->size->subgoals; j++) {
            buf_printf(maker->out, "%s{\"id\": \"G%d.%d\", \"title\": ", j > 0 ? ", " : "", i, j);
            put_words(maker, 4, false);
            MAYBE_CODE(maker, "number", 50, "1", "a)", "ä");
            MAYBE_CODE(maker, "ease", 50, "easy", "hard");
            MAYBE_CODE(maker, "impact", 50, "low", "medium", "high");
            if (maker->groups > 0 && (j + i) % 3 != 0)
                buf_printf(maker->out, ", \"group\": \"ryhma-%d\"", (j + i) % maker->groups);
            if (chance(maker, 20))
                put(maker, ", \"based_on\": {\"plan\": \"muu\", \"subgoal\": \"I.1\"}");
            put(maker, "}");
        }
        put(maker, "]}");
    }
    put(maker, "]");
}

/* `above`: a row of the same band was put already, so that cells may be merged. */
static void put_cells(struct maker *maker, bool above)
{
    static const char *const fields[] = { "action", "measure", "schedule", "actors", "monitoring", "resources" };
    for (int i = 0; i < 6; i++) {
        if (above && chance(maker, 15))
            buf_printf(maker->out, ", \"%s\": {\"merge\": \"above\"}", fields[i]);
        else
            maybe_words(maker, fields[i], 70, 1 + below(maker, 30), true);
    }
}

static void put_actions(struct maker *maker)
{
    bool first = true;
    put(maker, ",\n\"actions\": [");
    for (int i = 0; i < maker->size->organisations; i++)
        for (int j = 0; j < maker->size->goals; j++) {
            bool above[8] = { false };
            for (int k = 0; k < maker->size->subgoals; k++) {
                int band = maker->groups > 0 && (k + j) % 3 != 0 ? (k + j) % maker->groups + 1 : 0;
                int rows = 1 + (i + 3 * j + 5 * k) % 7 / 6; /* every seventh twice */
                for (int row = 0; row < rows; row++) {
                    buf_printf(maker->out, "%s{\"organisation\": \"org-%d\", \"subgoal\": \"G%d.%d\"",
                               first ? "" : ",\n  ", i, j, k);
                    first = false;
                    put_cells(maker, above[band]);
                    above[band] = true;
                    if (rows > 1)
                        buf_printf(maker->out, ", \"id\": \"a-%d-%d-%d-%d\"", i, j, k, row);
                    if (chance(maker, 10))
                        put(maker, chance(maker, 50) ? ", \"applies\": false}" : ", \"applies\": true}");
                    else
                        put(maker, "}");
                }
            }
        }
    put(maker, "]");
}

static void put_followups(struct maker *maker)
{
    bool first = true;
    put(maker, ",\n\"followups\": [");
    for (int year = 2020 + maker->size->years; year > 2020; year--)
        for (int i = 0; i < maker->size->organisations; i++)
            for (int j = 0; j < maker->size->goals; j++)
                for (int k = 0; k < maker->size->subgoals; k++) {
                    bool several = (i + 3 * j + 5 * k) % 7 == 6;
                    if (chance(maker, 40))
                        continue;
                    put(maker, first ? "{" : ",\n  {");
                    first = false;
                    if (several)
                        buf_printf(maker->out, "\"action\": \"a-%d-%d-%d-0\"", i, j, k);
                    else
                        buf_printf(maker->out, "\"subgoal\": \"G%d.%d\", \"organisation\": \"org-%d\"", j, k, i);
                    buf_printf(maker->out, ", \"year\": %d", year);
                    MAYBE_CODE(maker, "status", 100, "not_started", "in_progress", "done", "continuous", "delayed",
                               "cancelled");
                    MAYBE_CODE(maker, "author", 50, "A. Laatija", "Ö");
                    MAYBE_CODE(maker, "date", 50, "2022-12-31", "2024-02-29");
                    maybe_words(maker, "progress", 70, 10, true);
                    put(maker, ", \"figures\": [");
                    for (int n = below(maker, 3); n > 0; n--) {
                        put(maker, "{\"name\": ");
                        put_words(maker, 2, false);
                        if (chance(maker, 30))
                            put(maker, ", \"value\": true");
                        else
                            buf_printf(maker->out, ", \"value\": %d.%d", below(maker, 100) - 50, below(maker, 10));
                        maybe_words(maker, "unit", 50, 1, false);
                        put(maker, n > 1 ? "}, " : "}");
                    }
                    put(maker, "]}");
                }
    put(maker, "]");
}

/* Indicator i has i % (populations + 1) populations. */
static void put_indicators(struct maker *maker)
{
    put(maker, ",\n\"indicators\": [");
    for (int i = 0; i < maker->size->indicators; i++) {
        buf_printf(maker->out, "%s{\"id\": \"%d\", \"number\": %d, \"title\": ", i > 0 ? ",\n  " : "", i, i - 3);
        put_words(maker, 3, false);
        put(maker, chance(maker, 50) ? ", \"unit\": \"%\"" : ", \"unit\": \"‰\"");
        MAYBE_CODE(maker, "direction", 100, "higher_is_better", "lower_is_better", "none");
        MAYBE_CODE(maker, "scale", 50, "share", "change", "rate", "count", "index");
        maybe_words(maker, "definition", 50, 30, true);
        maybe_tolerance(maker);
        if (chance(maker, 50))
            buf_printf(maker->out, ", \"decimals\": %d, \"theme\": \"teema-%d\"", below(maker, 5),
                       below(maker, maker->themes));
        if (chance(maker, 50))
            put(maker, ", \"sotkanet\": 4, \"sources\": [\"THL\", {\"sv\": \"Statistikcentralen\"}]");
        if (chance(maker, 50))
            buf_printf(maker->out, ", \"subgoals\": [\"G%d.%d\"]", below(maker, maker->size->goals),
                       below(maker, maker->size->subgoals));
        put(maker, ", \"populations\": [");
        for (int j = 0; j < i % (maker->populations + 1); j++) {
            put(maker, j > 0 ? ", " : "");
            if (chance(maker, 50)) {
                buf_printf(maker->out, "\"pop-%d\"", j);
                continue;
            }
            buf_printf(maker->out, "{\"population\": \"pop-%d\"", j);
            maybe_words(maker, "unit", 60, 1, false);
            MAYBE_CODE(maker, "scale", 30, "share", "rate");
            put(maker, chance(maker, 30) ? ", \"decimals\": 2}" : "}");
        }
        put(maker, chance(maker, 50) ? "], \"targets\": [{\"year\": 2025, \"value\": -0.5}]}" : "]}");
    }
    put(maker, "]");
}

static void put_observations(struct maker *maker)
{
    bool first = true;
    put(maker, ",\n\"observations\": [");
    for (int year = 2020 + maker->size->years; year > 2020; year--)
        for (int i = 0; i < maker->size->indicators; i++) {
            int populations = i % (maker->populations + 1);
            for (int j = 0; j < (populations == 0 ? 1 : populations); j++)
                for (int area = 0; area < maker->areas; area++) {
                    if (chance(maker, 30))
                        continue;
                    buf_printf(maker->out, "%s{\"indicator\": \"%d\", \"area\": \"alue-%d\", \"year\": %d",
                               first ? "" : ",\n  ", i, area, year);
                    first = false;
                    if (populations > 0)
                        buf_printf(maker->out, ", \"population\": \"pop-%d\"", j);
                    if (chance(maker, 10))
                        put(maker, ", \"missing\": \"suppressed\"");
                    else
                        buf_printf(maker->out, ", \"value\": %d.%02d, \"n\": %d", below(maker, 130) - 10,
                                   below(maker, 100), 1 + below(maker, 1000));
                    if (chance(maker, 20))
                        put(maker, ", \"low\": -1.5, \"high\": 1e2");
                    MAYBE_CODE(maker, "assessment", 10, "good", "neutral", "concerning");
                    maybe_words(maker, "note", 10, 5, true);
                    put(maker, "}");
                }
        }
    put(maker, "]");
}

static void put_events(struct maker *maker)
{
    put(maker, ",\n\"events\": [");
    for (int i = below(maker, 6); i > 0; i--) {
        buf_printf(maker->out, "{\"month\": %d", 1 + below(maker, 12));
        if (chance(maker, 50))
            buf_printf(maker->out, ", \"to_month\": %d", 1 + below(maker, 12));
        put_key(maker, "title");
        put_words(maker, 3, false);
        maybe_words(maker, "actors", 50, 2, false);
        MAYBE_CODE(maker, "kind", 50, "planning", "action", "followup", "evaluation", "decision");
        put(maker, i > 1 ? "}, " : "}");
    }
    put(maker, "]");
}

void random_plan(struct buf *out, uint64_t seed, const struct random_size *size)
{
    static const char *const languages[] = { "fi", "sv", "en" };
    struct maker maker = { .out = out, .random = { seed * 0x9E3779B97F4A7C15ULL + 1 }, .size = size };
    buf_reset(out);
    maker.language = languages[below(&maker, 3)];
    maker.areas = 2 + below(&maker, 4);
    maker.groups = below(&maker, 4);
    maker.populations = below(&maker, 5);
    maker.themes = 1 + below(&maker, 3);
    put_header(&maker);
    put_areas(&maker);
    put_organisations(&maker);
    put_named(&maker, "groups", "ryhma", maker.groups);
    put_goals(&maker);
    put_actions(&maker);
    put_followups(&maker);
    put_named(&maker, "populations", "pop", maker.populations);
    put_named(&maker, "themes", "teema", maker.themes);
    put_indicators(&maker);
    put_observations(&maker);
    put_events(&maker);
    put(&maker, ",\n\"x-b\": [1, {\"ä\": null}], \"x-a\": \"%s\"}\n");
}
