/* Indicators with their series and observations; read by runs of consecutive numbers, as actions are. */
#include "db/reader.h"

#include <stdlib.h>

/* What a series has of its indicator where it tells nothing of its own. */
struct rule {
    int64_t number; /* the indicator's, within the plan */
    int decimals;   /* -1: not told */
    int scale;      /* -1: not told */
    bool percent;   /* the unit is "%" */
};

struct reading {
    struct reader *reader;
    struct indicator *indicators;
    struct rule *rules; /* one an indicator */
    size_t count;
};

/* Indicators with the numbers `first` to `last`, which lie from `place` on in what was read. */
struct run {
    size_t place, count;
    int64_t first, last;
};

static bool is_percent(struct text unit)
{
    return unit.length == 1 && unit.bytes[0] == '%';
}

static void fill_indicator(struct reader *reader, sqlite3_stmt *statement, const struct translations *translations,
                           struct indicator *indicator, struct rule *rule)
{
    struct text_key key = { .item = sqlite3_column_int64(statement, 0) };
    rule->number = reader_whole(reader, statement, 0, 0, READER_LAST);
    indicator->id = reader_id(reader, statement, 1);
    indicator->number = sqlite3_column_int64(statement, 2);
    int theme = reader_place(reader, statement, 3, reader->plan->theme_count);
    indicator->theme = theme < 0 ? NULL : &reader->plan->themes[theme];
    key.field = "title";
    indicator->title = reader_text(reader, statement, 4, translations, key);
    key.field = "definition";
    indicator->definition = reader_text(reader, statement, 5, translations, key);
    key.field = "unit";
    indicator->unit = reader_text(reader, statement, 6, translations, key);
    rule->percent = is_percent(reader_own_text(reader, statement, 6, translations, key));
    rule->decimals = reader_whole_or(reader, statement, 7, 0, 4, -1);
    indicator->direction = (enum direction)reader_code(reader, statement, 8, &codes_direction);
    rule->scale = reader_code_or(reader, statement, 9, &codes_scale, -1);
    indicator->tolerance.kind =
        (enum tolerance_kind)reader_code_or(reader, statement, 10, &codes_tolerance, TOLERANCE_NONE);
    indicator->tolerance.size = reader_value(reader, statement, 11);
}

static void list_indicators(struct reading *reading, const struct indicator_scope *scope)
{
#define COLUMNS                                                                                                        \
    "SELECT indicator, id, number, theme, title, definition, unit, decimals, direction, scale, tolerance_kind,"        \
    " tolerance_size FROM indicators WHERE plan = ?1"
    static const char all[] = COLUMNS " ORDER BY indicator";
    static const char one[] = COLUMNS " AND indicator = ?2";
    static const char of_subgoals[] = COLUMNS
        " AND indicator IN (SELECT indicator FROM indicator_subgoals WHERE plan = ?1 AND subgoal BETWEEN ?2 AND ?3)"
        " ORDER BY indicator";
#undef COLUMNS
    struct reader *reader = reading->reader;
    int64_t first = scope->indicator >= 0 ? scope->indicator : 0, last = scope->indicator >= 0 ? first : READER_LAST;
    struct translations translations = reader_translations(reader, "indicators", first, last);
    size_t rule_count = 0;
    size_t capacity = 0;
    size_t rule_capacity = 0;
    sqlite3_stmt *statement =
        scope->indicator >= 0 ? READER_ASK(reader, one, reader->number, scope->indicator)
        : scope->last_subgoal == READER_LAST
            ? READER_ASK(reader, all, reader->number)
            : READER_ASK(reader, of_subgoals, reader->number, scope->first_subgoal, scope->last_subgoal);
    while (reader_row(reader, statement)) {
        struct indicator *indicator =
            reader_add(reader, &reading->indicators, &reading->count, &capacity, sizeof *indicator);
        struct rule *rule = reader_add(reader, &reading->rules, &rule_count, &rule_capacity, sizeof *rule);
        if (indicator == NULL || rule == NULL)
            return;
        fill_indicator(reader, statement, &translations, indicator, rule);
        if (reading->count > 1 && rule->number <= rule[-1].number)
            reader_damaged(reader);
    }
}

static struct run run_at(const struct reading *reading, size_t place)
{
    size_t end = place + 1;
    while (end < reading->count && reading->rules[end].number == reading->rules[end - 1].number + 1)
        end++;
    return (struct run){ place, end - place, reading->rules[place].number, reading->rules[end - 1].number };
}

/* The place of the indicator in column 0, which is one of the run's; -1, and the reading has failed, if it is not. */
static int place_in_run(struct reader *reader, sqlite3_stmt *statement, const struct run *run)
{
    int64_t number = sqlite3_column_int64(statement, 0);
    if (number >= run->first && number <= run->last)
        return (int)(run->place + (size_t)(number - run->first));
    reader_damaged(reader);
    return -1;
}

/* What belongs to the indicators of a run comes in their order and lies in one array: each indicator counts its own,
 * and they are dealt out as slices at the end. */

static void read_sources(struct reading *reading, const struct run *run)
{
    static const char sql[] = "SELECT indicator, position, text FROM indicator_sources"
                              " WHERE plan = ?1 AND indicator BETWEEN ?2 AND ?3 ORDER BY indicator, position";
    struct reader *reader = reading->reader;
    struct translations translations = reader_translations(reader, "indicator_sources", run->first, run->last);
    struct text *sources = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last);
    while (reader_row(reader, statement)) {
        int place = place_in_run(reader, statement, run);
        struct text *source = reader_add(reader, &sources, &count, &capacity, sizeof *source);
        if (place < 0 || source == NULL)
            return;
        struct text_key key = { .item = sqlite3_column_int64(statement, 0),
                                .part = sqlite3_column_int64(statement, 1),
                                .field = "text" };
        *source = reader_text(reader, statement, 2, &translations, key);
        reading->indicators[place].source_count++;
    }
    for (size_t i = run->place; i < run->place + run->count; i++) {
        reading->indicators[i].sources = sources;
        sources += reading->indicators[i].source_count;
    }
}

static void read_subgoals(struct reading *reading, const struct run *run)
{
    static const char sql[] = "SELECT indicator, subgoal FROM indicator_subgoals"
                              " WHERE plan = ?1 AND indicator BETWEEN ?2 AND ?3 ORDER BY indicator, position";
    struct reader *reader = reading->reader;
    const struct subgoal **subgoals = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last);
    while (reader_row(reader, statement)) {
        int place = place_in_run(reader, statement, run);
        int number = reader_place(reader, statement, 1, reader->subgoal_count);
        const struct subgoal **subgoal = reader_add(reader, &subgoals, &count, &capacity, sizeof(struct subgoal *));
        if (place < 0 || number < 0 || subgoal == NULL) {
            reader_damaged(reader);
            return;
        }
        *subgoal = &reader->subgoals[number];
        reading->indicators[place].subgoal_count++;
    }
    for (size_t i = run->place; i < run->place + run->count; i++) {
        reading->indicators[i].subgoals = subgoals;
        subgoals += reading->indicators[i].subgoal_count;
    }
}

static void read_targets(struct reading *reading, const struct run *run)
{
    static const char sql[] = "SELECT indicator, year, value, population FROM indicator_targets"
                              " WHERE plan = ?1 AND indicator BETWEEN ?2 AND ?3 ORDER BY indicator, position";
    struct reader *reader = reading->reader;
    struct target_value *targets = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last);
    while (reader_row(reader, statement)) {
        int place = place_in_run(reader, statement, run);
        struct target_value *target = reader_add(reader, &targets, &count, &capacity, sizeof *target);
        if (place < 0 || target == NULL)
            return;
        target->year = reader_year(reader, statement, 1);
        target->value = reader_value(reader, statement, 2);
        int population = reader_place(reader, statement, 3, reader->plan->population_count);
        target->population = population < 0 ? NULL : &reader->plan->populations[population];
        reading->indicators[place].target_count++;
    }
    for (size_t i = run->place; i < run->place + run->count; i++) {
        reading->indicators[i].targets = targets;
        targets += reading->indicators[i].target_count;
    }
}

/* A series' unit, scale and decimals are its own, else its indicator's; a scale that neither tells is a share where the
 * unit is "%", else an index (plan.schema.json). */
static void fill_series(struct reading *reading, sqlite3_stmt *statement, const struct translations *translations,
                        size_t place, struct series *series)
{
    struct reader *reader = reading->reader;
    const struct rule *rule = &reading->rules[place];
    struct text_key key = { .item = sqlite3_column_int64(statement, 1), .field = "unit" };
    int population = reader_place(reader, statement, 2, reader->plan->population_count);
    series->population = population < 0 ? NULL : &reader->plan->populations[population];
    struct text unit = reader_text(reader, statement, 3, translations, key);
    bool own = !text_absent(unit);
    bool percent = own ? is_percent(reader_own_text(reader, statement, 3, translations, key)) : rule->percent;
    series->unit = own ? unit : reading->indicators[place].unit;
    int scale = reader_code_or(reader, statement, 4, &codes_scale, rule->scale);
    series->scale = scale >= 0 ? (enum scale)scale : percent ? SCALE_SHARE : SCALE_INDEX;
    series->decimals = reader_whole_or(reader, statement, 5, 0, 4, rule->decimals);
}

static void fill_observation(struct reader *reader, sqlite3_stmt *statement, const struct translations *translations,
                             struct observation *observation)
{
    int area = reader_place(reader, statement, 1, reader->plan->area_count);
    if (area < 0) {
        reader_damaged(reader);
        return;
    }
    observation->area = &reader->plan->areas[area];
    observation->year = reader_year(reader, statement, 2);
    observation->value = reader_value(reader, statement, 3);
    observation->missing = (enum missing)reader_code_or(reader, statement, 4, &codes_missing, MISSING_NO);
    observation->n = sql_int(statement, 5, 0);
    observation->has_low = !sql_null(statement, 6);
    if (observation->has_low)
        observation->low = reader_value(reader, statement, 6);
    observation->has_high = !sql_null(statement, 7);
    if (observation->has_high)
        observation->high = reader_value(reader, statement, 7);
    observation->assessment = (enum assessment)reader_code_or(reader, statement, 8, &codes_assessment, ASSESS_NONE);
    struct text_key key = {
        .item = sqlite3_column_int64(statement, 0), .part = area, .year = observation->year, .field = "note"
    };
    observation->note = reader_text(reader, statement, 9, translations, key);
}

/* `series` are numbered from `first` on without a gap. */
static void read_observations(struct reader *reader, struct series *series, size_t series_count, int64_t first)
{
    static const char sql[] =
        "SELECT series, area, year, value, missing, n, low, high, assessment, note FROM observations"
        " WHERE plan = ?1 AND series BETWEEN ?2 AND ?3 AND year <= ?4 ORDER BY series, area, year";
    int64_t last = first + (int64_t)series_count - 1;
    struct translations translations = reader_translations(reader, "observations", first, last);
    struct observation *observations = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, first, last, reader->year);
    while (reader_row(reader, statement)) {
        struct observation *observation = reader_add(reader, &observations, &count, &capacity, sizeof *observation);
        if (observation == NULL)
            return;
        int64_t number = sqlite3_column_int64(statement, 0);
        if (number < first || number > last) {
            reader_damaged(reader);
            return;
        }
        fill_observation(reader, statement, &translations, observation);
        series[number - first].observation_count++;
    }
    for (size_t i = 0; i < series_count; i++) {
        series[i].observations = observations;
        observations += series[i].observation_count;
    }
}

static void read_series(struct reading *reading, const struct run *run)
{
    static const char sql[] =
        "SELECT indicator, series, population, unit, scale, decimals FROM series WHERE plan = ?1"
        " AND series IN (SELECT series FROM series WHERE plan = ?1 AND indicator BETWEEN ?2 AND ?3) ORDER BY series";
    struct reader *reader = reading->reader;
    struct series *series = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int64_t first = 0;
    struct translations translations = { NULL, 0 };
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last);
    while (reader_row(reader, statement)) {
        int place = place_in_run(reader, statement, run);
        struct series *one = reader_add(reader, &series, &count, &capacity, sizeof *one);
        if (place < 0 || one == NULL)
            return;
        if (count == 1) {
            first = sqlite3_column_int64(statement, 1);
            translations = reader_translations(reader, "series", first, READER_LAST);
        }
        reader_next_number(reader, statement, 1, (size_t)first + count - 1);
        fill_series(reading, statement, &translations, (size_t)place, one);
        reading->indicators[place].series_count++;
    }
    read_observations(reader, series, count, first);
    for (size_t i = run->place; i < run->place + run->count; i++) {
        reading->indicators[i].series = series;
        series += reading->indicators[i].series_count;
        if (reading->indicators[i].series_count == 0)
            reader_damaged(reader);
    }
}

struct order {
    long long number;
    size_t place;
};

static int by_number(const void *a, const void *b)
{
    const struct order *one = a;
    const struct order *other = b;
    if (one->number != other->number)
        return one->number < other->number ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

/* By the indicators' printed numbers; those of one number in the file's order. */
static const struct indicator *ordered(struct reading *reading)
{
    const struct indicator *read = reading->indicators;
    struct arena *arena = reading->reader->job->arena;
    size_t rising = 1;
    while (rising < reading->count && read[rising - 1].number <= read[rising].number)
        rising++;
    if (rising >= reading->count)
        return read;
    struct order *order = arena_array(arena, reading->count, sizeof *order);
    struct indicator *indicators = arena_array(arena, reading->count, sizeof *indicators);
    if (order == NULL || indicators == NULL)
        return read;
    for (size_t i = 0; i < reading->count; i++)
        order[i] = (struct order){ read[i].number, i };
    qsort(order, reading->count, sizeof *order, by_number);
    for (size_t i = 0; i < reading->count; i++)
        indicators[i] = read[order[i].place];
    return indicators;
}

void reader_indicators(struct reader *reader, const struct indicator_scope *scope)
{
    struct reading reading = { .reader = reader };
    list_indicators(&reading, scope);
    for (size_t place = 0; place < reading.count && !reader_failed(reader);) {
        struct run run = run_at(&reading, place);
        read_sources(&reading, &run);
        read_subgoals(&reading, &run);
        read_targets(&reading, &run);
        read_series(&reading, &run);
        place += run.count;
    }
    if (reader_failed(reader))
        return;
    reader->plan->indicators = ordered(&reading);
    reader->plan->indicator_count = reading.count;
}
