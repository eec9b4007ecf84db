/* Finding what looks wrong. */
#include "db/warnings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FAR_POINTS   50.0 /* the message tells it in words */
#define CHAIN_LENGTH 8    /* of organisations that succeed each other, followed to here */
#define ROUNDING   1e-9 /* 95.9 - 45.9 is 50, whatever its binary fractions say */

const struct codes codes_warning = {
    .names = (const char *const[]){ "share_outside", "far_from_sisters", "national_missing", "row_missing",
                                    "address_shared", "reference_first", "reference_unknown", "reference_ambiguous",
                                    "reference_no_row", "more" },
    .count = 10,
};

struct search {
    const struct resolver *resolver;
    const struct plan_file *file;
    struct file_warnings *found;
    size_t more; /* found beyond the limit */
};

static struct file_warning warning_of(enum warning_kind kind)
{
    return (struct file_warning){ .kind = kind,
                                  .series = ROW_NONE,
                                  .area = ROW_NONE,
                                  .organisation = ROW_NONE,
                                  .subgoal = ROW_NONE,
                                  .member = ROW_NONE,
                                  .place = ROW_NONE };
}

static void add(struct search *search, struct file_warning warning)
{
    if (search->found->count == LIMIT_WARNINGS)
        search->more++;
    else
        search->found->items[search->found->count++] = warning;
}

static void add_observation(struct search *search, enum warning_kind kind, const struct file_observation *observation,
                            double median)
{
    struct file_warning warning = warning_of(kind);
    warning.series = observation->series;
    warning.area = observation->area.row;
    warning.year = observation->year.value;
    warning.value = observation->value.value;
    warning.median = median;
    warning.place = observation->place;
    add(search, warning);
}

/* ---- Figures ---- */

/* As the schema's view series_rules. */
static const char *scale_of(const struct file_indicator *indicator, const struct file_series *series)
{
    if (series->scale != NULL)
        return series->scale;
    if (indicator->scale != NULL)
        return indicator->scale;
    struct text unit = text_absent(series->unit.own) ? indicator->unit.own : series->unit.own;
    return unit.length == 1 && unit.bytes[0] == '%' ? "share" : "index";
}

static const char *observation_scale(const struct search *search, const struct file_observation *observation)
{
    const struct file_indicator *indicator = &search->file->indicators.items[observation->indicator.row];
    return scale_of(indicator, &indicator->series.items[observation->series - indicator->first_series]);
}

static void find_shares(struct search *search)
{
    for (size_t i = 0; i < search->file->observations.count; i++) {
        const struct file_observation *observation = &search->file->observations.items[i];
        if (observation->value.there && (observation->value.value < 0 || observation->value.value > 100) &&
            strcmp(observation_scale(search, observation), "share") == 0)
            add_observation(search, WARNING_SHARE_OUTSIDE, observation, 0);
    }
}

struct sister {
    double value;
    const struct file_observation *observation;
};

static int by_value(const void *left, const void *right)
{
    const struct sister *a = left;
    const struct sister *b = right;
    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? -1 : 1;
    return (a->observation > b->observation) - (a->observation < b->observation);
}

/* The median of all but the one at `left_out`; the sisters are sorted, at least three. */
static double median_of_others(const struct sister *sisters, size_t count, size_t left_out)
{
    size_t others = count - 1;
    size_t high = others / 2;
    size_t low = others % 2 == 0 ? high - 1 : high;
    high += high >= left_out;
    low += low >= left_out;
    return sisters[low].value + (sisters[high].value - sisters[low].value) / 2;
}

static void look_at_sisters(struct search *search, struct sister *sisters, size_t count)
{
    if (count < 3)
        return;
    qsort(sisters, count, sizeof *sisters, by_value);
    for (size_t i = 0; i < count; i++) {
        double median = median_of_others(sisters, count, i);
        if (fabs(sisters[i].value - median) > FAR_POINTS + ROUNDING)
            add_observation(search, WARNING_FAR_FROM_SISTERS, sisters[i].observation, median);
    }
}

/* The populations of one indicator, area and year beside each other. Counts and rates have no points to be apart. */
static void find_far_from_sisters(struct search *search)
{
    const struct plan_file *file = search->file;
    struct number_index families;
    struct sister *sisters = arena_array(search->resolver->arena, file->observations.count, sizeof *sisters);
    if (sisters == NULL || !number_index_new(&families, file->observations.count, search->resolver->arena))
        return;
    for (size_t i = 0; i < file->observations.count; i++) {
        const struct file_observation *observation = &file->observations.items[i];
        const char *scale = observation_scale(search, observation);
        if (observation->value.there && strcmp(scale, "count") != 0 && strcmp(scale, "rate") != 0)
            number_index_add(&families, observation->indicator.row, observation->area.row,
                             (size_t)observation->year.value, i);
    }
    number_index_sort(&families);
    size_t count = 0;
    for (size_t i = 0; i < families.count; i++) {
        const struct file_observation *observation = &file->observations.items[families.items[i].row];
        if (!number_index_repeats(&families, i)) {
            look_at_sisters(search, sisters, count);
            count = 0;
        }
        sisters[count++] = (struct sister){ observation->value.value, observation };
    }
    look_at_sisters(search, sisters, count);
}

static bool is_national(const struct plan_file *file, const struct file_observation *observation)
{
    return strcmp(file->areas.items[observation->area.row].kind, "country") == 0;
}

/* Nothing is missed where the plan knows no country, or the figures cannot be compared. */
static void find_national_missing(struct search *search)
{
    const struct plan_file *file = search->file;
    struct number_index years;
    if (!search->resolver->has_country || !number_index_new(&years, file->observations.count, search->resolver->arena))
        return;
    for (size_t i = 0; i < file->observations.count; i++) {
        const struct file_observation *observation = &file->observations.items[i];
        if (observation->value.there && strcmp(observation_scale(search, observation), "count") != 0)
            number_index_add(&years, observation->series, (size_t)observation->year.value,
                             is_national(file, observation) ? 0 : 1, i);
    }
    number_index_sort(&years);
    for (size_t i = 0; i < years.count; i++) {
        const struct number_entry *entry = &years.items[i];
        bool first = i == 0 || entry[-1].key[0] != entry->key[0] || entry[-1].key[1] != entry->key[1];
        if (first && entry->key[2] == 1)
            add_observation(search, WARNING_NATIONAL_MISSING, &file->observations.items[entry->row], 0);
    }
}

/* ---- Rows and addresses ---- */

/* Which subgoals an organisation answers, itself or through those whose work it took over: a bit each. */
struct answers {
    uint64_t *bits;
    size_t width;    /* words an organisation */
    bool *succeeded; /* another took over its work: it answers no more */
};

static bool find_answers(const struct search *search, struct answers *answers)
{
    const struct plan_file *file = search->file;
    size_t count = file->organisations.count;
    answers->width = file->subgoal_count / 64 + 1;
    answers->bits = arena_array(search->resolver->arena, count, answers->width * sizeof *answers->bits);
    answers->succeeded = arena_array(search->resolver->arena, count, sizeof *answers->succeeded);
    if (answers->bits == NULL || answers->succeeded == NULL)
        return false;
    for (size_t i = 0; i < file->actions.count; i++) {
        size_t subgoal = file->actions.items[i].subgoal.row;
        answers->bits[file->actions.items[i].organisation.row * answers->width + subgoal / 64] |= (uint64_t)1
                                                                                                  << subgoal % 64;
    }
    bool changed = true;
    for (int round = 0; changed && round < CHAIN_LENGTH; round++) {
        changed = false;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < file->organisations.items[i].succeeds.count; j++) {
                size_t predecessor = file->organisations.items[i].succeeds.items[j].row;
                answers->succeeded[predecessor] = true;
                for (size_t k = 0; k < answers->width; k++) {
                    uint64_t *own = &answers->bits[i * answers->width + k];
                    uint64_t both = *own | answers->bits[predecessor * answers->width + k];
                    changed = changed || both != *own;
                    *own = both;
                }
            }
    }
    return true;
}

static void find_rows_missing(struct search *search)
{
    const struct plan_file *file = search->file;
    struct answers answers;
    if (!find_answers(search, &answers))
        return;
    for (size_t subgoal = 0; subgoal < file->subgoal_count; subgoal++) {
        size_t asked = 0, silent = 0, who = ROW_NONE;
        for (size_t i = 0; i < file->organisations.count; i++) {
            if (answers.succeeded[i])
                continue;
            asked++;
            if ((answers.bits[i * answers.width + subgoal / 64] >> subgoal % 64 & 1) != 0)
                continue;
            silent++;
            who = i;
        }
        if (silent != 1 || asked < 2)
            continue;
        struct file_warning warning = warning_of(WARNING_ROW_MISSING);
        warning.organisation = who;
        warning.subgoal = subgoal;
        add(search, warning);
    }
}

/* Members are asked for under their ids beside the organisations. */
static void find_shared_addresses(struct search *search)
{
    const struct plan_file *file = search->file;
    size_t count = 0;
    struct id_index members;
    for (size_t i = 0; i < file->organisations.count; i++)
        count += file->organisations.items[i].members.count;
    if (!id_index_new(&members, count, search->resolver->arena))
        return;
    for (size_t i = 0; i < file->organisations.count; i++)
        for (size_t j = 0; j < file->organisations.items[i].members.count; j++)
            id_index_add(&members, file->organisations.items[i].members.items[j].id, i * LIMIT_LIST + j);
    id_index_sort(&members);
    for (size_t i = 0; i < members.count; i++) {
        size_t organisation = members.items[i].row / LIMIT_LIST;
        size_t namesake = id_index_lookup(&search->resolver->ids[REF_ORGANISATION], members.items[i].id);
        bool repeats = i > 0 && strcmp(members.items[i].id, members.items[i - 1].id) == 0;
        if (!repeats && (namesake == ROW_NONE || namesake == organisation))
            continue;
        struct file_warning warning = warning_of(WARNING_ADDRESS_SHARED);
        warning.organisation = organisation;
        warning.member = members.items[i].row % LIMIT_LIST;
        add(search, warning);
    }
}

static void find_faulty_references(struct search *search, const struct file_referents *referents)
{
    for (size_t i = 0; i < referents->fault_count && i < LIMIT_WARNINGS; i++) {
        const struct reference_fault *fault = &referents->faults[i];
        struct file_warning warning = warning_of((enum warning_kind)(WARNING_REFERENCE_FIRST + fault->kind));
        warning.organisation = search->file->actions.items[fault->action].organisation.row;
        warning.subgoal = search->file->actions.items[fault->action].subgoal.row;
        warning.fault = fault;
        add(search, warning);
    }
    search->more += referents->fault_count > LIMIT_WARNINGS ? referents->fault_count - LIMIT_WARNINGS : 0;
}

void warnings_find(const struct resolver *resolver, const struct file_referents *referents,
                   struct file_warnings *warnings)
{
    struct search search = { .resolver = resolver, .file = resolver->file, .found = warnings };
    warnings->count = 0;
    warnings->items = arena_array(resolver->arena, LIMIT_WARNINGS + 1, sizeof *warnings->items);
    if (arena_failed(resolver->arena))
        return;
    find_shares(&search);
    find_far_from_sisters(&search);
    find_national_missing(&search);
    find_rows_missing(&search);
    find_shared_addresses(&search);
    find_faulty_references(&search, referents);
    if (search.more > 0) {
        struct file_warning more = warning_of(WARNING_MORE);
        more.count = (int64_t)search.more;
        warnings->items[warnings->count++] = more;
    }
}

/* A text by language has its place a step deeper. */
static struct pointer cell_pointer(const struct reference_fault *fault)
{
    return pointer_of("/actions/%zu/%s%s%s", fault->action, codes_field.names[1 + fault->cell],
                      fault->by_language ? "/" : "", fault->by_language ? lang_tag(fault->lang) : "");
}

struct pointer warning_pointer(const struct file_warning *warning)
{
    if (warning->fault != NULL)
        return cell_pointer(warning->fault);
    switch (warning->kind) {
    case WARNING_ROW_MISSING:
        return pointer_of("/actions");
    case WARNING_ADDRESS_SHARED:
        return pointer_of("/organisations/%zu/members/%zu", warning->organisation, warning->member);
    case WARNING_MORE:
        return (struct pointer){ "" };
    default:
        return warning->place == ROW_NONE ? pointer_of("/observations")
                                          : pointer_of("/observations/%zu", warning->place);
    }
}
