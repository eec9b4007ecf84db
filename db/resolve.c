#include "db/resolve.h"

#include "db/codes.h"
#include "db/nearest.h"
#include "text/message.h"

#include <stdio.h>
#include <string.h>

#define HINT_MAX 5000 /* lists longer than that are not looked through for the nearest id */

static enum lang told_in(const struct resolver *resolver)
{
    return resolver->findings->lang;
}

/* ---- References ---- */

static const char *no_such(enum lang lang, enum ref_kind kind)
{
    static const char *const messages[REF_KINDS] = {
        [REF_AREA] = N_("there is no area \"%s\" in this plan"),
        [REF_ORGANISATION] = N_("there is no organisation \"%s\" in this plan"),
        [REF_GROUP] = N_("there is no group \"%s\" in this plan"),
        [REF_SUBGOAL] = N_("there is no subgoal \"%s\" in this plan"),
        [REF_ACTION] = N_("there is no action with the id \"%s\" in this plan"),
        [REF_POPULATION] = N_("there is no population \"%s\" in this plan"),
        [REF_INDICATOR] = N_("there is no indicator \"%s\" in this plan"),
        [REF_THEME] = N_("there is no theme \"%s\" in this plan"),
    };
    return tr(lang, messages[kind]);
}

bool resolve_ref(struct resolver *resolver, enum ref_kind kind, struct ref *ref, const char *pointer)
{
    const struct id_index *ids = &resolver->ids[kind];
    ref->row = ref->id == NULL ? ROW_NONE : id_index_lookup(ids, ref->id);
    if (ref->id == NULL || ref->row != ROW_NONE || resolver->incomplete[kind])
        return ref->row != ROW_NONE;
    char words[512];
    struct nearest nearest = nearest_begin(ref->id);
    for (size_t i = 0; i < ids->count && ids->count <= HINT_MAX; i++)
        nearest_offer(&nearest, ids->items[i].id);
    snprintf(words, sizeof words, no_such(told_in(resolver), kind), ref->id);
    if (nearest.best != NULL)
        finding_error(resolver->findings, pointer, tr(told_in(resolver), "%s; did you mean \"%s\"?"), words,
                      nearest.best);
    else
        finding_error(resolver->findings, pointer, "%s", words);
    return false;
}

/* ---- Ids: unique in their list ---- */

/* `list` is the list's pointer; NULL: the subgoals, by their numbers in the whole plan. */
static struct pointer id_at(const struct resolver *resolver, const char *list, size_t row)
{
    if (list != NULL)
        return pointer_of("%s/%zu/id", list, row);
    return pointer_of("/goals/%zu/subgoals/%zu/id", resolver->subgoals[row].goal, resolver->subgoals[row].at);
}

static void tell_repeated_ids(struct resolver *resolver, const struct id_index *ids, const char *list)
{
    for (size_t i = 1, first = 0; i < ids->count; i++) {
        if (strcmp(ids->items[i].id, ids->items[first].id) != 0)
            first = i;
        else
            finding_error(resolver->findings, id_at(resolver, list, ids->items[i].row).text,
                          tr(told_in(resolver), "the id \"%s\" is in use already, at %s"),
                          quote_of_string(ids->items[i].id).text, id_at(resolver, list, ids->items[first].row).text);
    }
}

void tell_repeats(struct resolver *resolver, const struct number_index *index, const char *list, const char *message)
{
    for (size_t i = 1, first = 0; i < index->count; i++) {
        if (!number_index_repeats(index, i))
            first = i;
        else
            finding_error(resolver->findings, pointer_of("%s/%zu", list, index->items[i].row).text,
                          tr(told_in(resolver), message), pointer_of("%s/%zu", list, index->items[first].row).text);
    }
}

/* Indexes a list whose structs begin at `items` and have their id at the front. */
static bool index_list(struct resolver *resolver, struct id_index *ids, const void *items, size_t count, size_t size)
{
    if (!id_index_new(ids, count, resolver->arena))
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *id;
        memcpy(&id, (const unsigned char *)items + i * size, sizeof id);
        id_index_add(ids, id, i);
    }
    id_index_sort(ids);
    return true;
}

/* The subgoals of all goals in one row. */
static bool flatten_subgoals(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    for (size_t i = 0; i < file->goals.count; i++) {
        resolver->incomplete[REF_SUBGOAL] |= file->goals.items[i].subgoals.unread;
        file->goals.items[i].first_subgoal = file->subgoal_count;
        file->subgoal_count += file->goals.items[i].subgoals.count;
    }
    if (file->subgoal_count > LIMIT_SUBGOALS)
        finding_error(resolver->findings, "/goals",
                      tr(told_in(resolver), "the goals have %zu subgoals together; at most %d fit"),
                      file->subgoal_count, LIMIT_SUBGOALS);
    struct id_index *ids = &resolver->ids[REF_SUBGOAL];
    resolver->subgoals = arena_array(resolver->arena, file->subgoal_count, sizeof *resolver->subgoals);
    if (resolver->subgoals == NULL || !id_index_new(ids, file->subgoal_count, resolver->arena))
        return false;
    for (size_t i = 0; i < file->goals.count; i++) {
        const struct file_goal *goal = &file->goals.items[i];
        for (size_t j = 0; j < goal->subgoals.count; j++) {
            size_t row = goal->first_subgoal + j;
            resolver->subgoals[row] = (struct flat_subgoal){ &goal->subgoals.items[j], i, j };
            id_index_add(ids, goal->subgoals.items[j].id, row);
        }
    }
    id_index_sort(ids);
    tell_repeated_ids(resolver, ids, NULL);
    return true;
}

/* `list` is a LIST_OF the struct, `pointer` its JSON pointer. */
#define INDEX_LIST(resolver, ids, list, pointer)                                                                       \
    index_and_tell(resolver, ids, pointer, (list).items, (list).count, sizeof *(list).items)

static bool index_and_tell(struct resolver *resolver, struct id_index *ids, const char *list, const void *items,
                           size_t count, size_t size)
{
    if (!index_list(resolver, ids, items, count, size))
        return false;
    tell_repeated_ids(resolver, ids, list);
    return true;
}

static bool index_ids(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    struct id_index *ids = resolver->ids;
    struct id_index goals;
    if (!INDEX_LIST(resolver, &ids[REF_AREA], file->areas, "/areas") ||
        !INDEX_LIST(resolver, &ids[REF_ORGANISATION], file->organisations, "/organisations") ||
        !INDEX_LIST(resolver, &ids[REF_GROUP], file->groups, "/groups") ||
        !INDEX_LIST(resolver, &goals, file->goals, "/goals") || !flatten_subgoals(resolver) ||
        !INDEX_LIST(resolver, &ids[REF_ACTION], file->actions, "/actions") ||
        !INDEX_LIST(resolver, &ids[REF_POPULATION], file->populations, "/populations") ||
        !INDEX_LIST(resolver, &ids[REF_INDICATOR], file->indicators, "/indicators") ||
        !INDEX_LIST(resolver, &ids[REF_THEME], file->themes, "/themes"))
        return false;
    bool *incomplete = resolver->incomplete;
#define INCOMPLETE(list, kind) ((list).unread || ids[kind].count < (list).count)
    incomplete[REF_AREA] = INCOMPLETE(file->areas, REF_AREA);
    incomplete[REF_ORGANISATION] = INCOMPLETE(file->organisations, REF_ORGANISATION);
    incomplete[REF_GROUP] = INCOMPLETE(file->groups, REF_GROUP);
    incomplete[REF_SUBGOAL] |= file->goals.unread || ids[REF_SUBGOAL].count < file->subgoal_count;
    incomplete[REF_ACTION] = file->actions.unread; /* not each has an id */
    incomplete[REF_POPULATION] = INCOMPLETE(file->populations, REF_POPULATION);
    incomplete[REF_INDICATOR] = INCOMPLETE(file->indicators, REF_INDICATOR);
    incomplete[REF_THEME] = INCOMPLETE(file->themes, REF_THEME);
#undef INCOMPLETE
    return true;
}

/* ---- The plan itself ---- */

static void resolve_columns(struct resolver *resolver)
{
    const struct file_header *plan = &resolver->file->plan;
    struct number_index fields;
    if (!number_index_new(&fields, plan->columns.count, resolver->arena))
        return;
    for (size_t i = 0; i < plan->columns.count; i++) {
        const char *field = plan->columns.items[i].field;
        if (field == NULL || strcmp(field, CODE_WRONG) == 0)
            continue;
        if (i == 0 && strcmp(field, "subgoal") != 0)
            finding_error(resolver->findings, "/plan/columns/0/field", "%s",
                          tr(told_in(resolver), "the first column must be \"subgoal\""));
        number_index_add(&fields, (size_t)codes_value(&codes_field, field, 0), 0, 0, i);
    }
    number_index_sort(&fields);
    tell_repeats(resolver, &fields, "/plan/columns", N_("this column is there already, at %s"));
}

static void resolve_header(struct resolver *resolver)
{
    struct file_header *plan = &resolver->file->plan;
    resolve_ref(resolver, REF_AREA, &plan->area, "/plan/area");
    if (plan->period.from.there && plan->period.to.there && plan->period.from.value > plan->period.to.value)
        finding_error(resolver->findings, "/plan/period",
                      tr(told_in(resolver), "the period ends (%lld) before it begins (%lld)"),
                      (long long)plan->period.to.value, (long long)plan->period.from.value);
    resolve_columns(resolver);
}

/* ---- Areas and organisations ---- */

/* Walks up from each area; an area met again on its own way up is told once for each ring, at its first area. */
static void tell_rings(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    size_t *seen =
        arena_array(resolver->arena, file->areas.count, sizeof *seen); /* by which walk, from 1; 0: by none */
    if (seen == NULL)
        return;
    for (size_t start = 0; start < file->areas.count; start++) {
        size_t at = start;
        while (at != ROW_NONE && seen[at] == 0) {
            seen[at] = start + 1;
            at = file->areas.items[at].parent.row;
        }
        if (at == ROW_NONE || seen[at] != start + 1)
            continue;
        finding_error(resolver->findings, pointer_of("/areas/%zu/parent", at).text,
                      tr(told_in(resolver), "the area \"%s\" lies within itself; its parents lead back to it"),
                      quote_of_string(file->areas.items[at].id == NULL ? "" : file->areas.items[at].id).text);
    }
}

static void resolve_areas(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    for (size_t i = 0; i < file->areas.count; i++) {
        struct file_area *area = &file->areas.items[i];
        resolve_ref(resolver, REF_AREA, &area->parent, pointer_of("/areas/%zu/parent", i).text);
        resolver->has_country = resolver->has_country || (area->kind != NULL && strcmp(area->kind, "country") == 0);
    }
    tell_rings(resolver);
}

void resolve_refs(struct resolver *resolver, enum ref_kind kind, struct ref *refs, size_t count, const char *list)
{
    struct number_index rows;
    if (!number_index_new(&rows, count, resolver->arena))
        return;
    for (size_t i = 0; i < count; i++)
        if (resolve_ref(resolver, kind, &refs[i], pointer_of("%s/%zu", list, i).text))
            number_index_add(&rows, refs[i].row, 0, 0, i);
    number_index_sort(&rows);
    tell_repeats(resolver, &rows, list, IN_LIST_ALREADY);
}

static void resolve_members(struct resolver *resolver, size_t at)
{
    struct file_organisation *organisation = &resolver->file->organisations.items[at];
    struct id_index ids;
    if (!index_list(resolver, &ids, organisation->members.items, organisation->members.count,
                    sizeof *organisation->members.items))
        return;
    tell_repeated_ids(resolver, &ids, pointer_of("/organisations/%zu/members", at).text);
    for (size_t i = 0; i < organisation->members.count; i++)
        resolve_ref(resolver, REF_AREA, &organisation->members.items[i].area,
                    pointer_of("/organisations/%zu/members/%zu/area", at, i).text);
}

/* Organisations that succeed each other in a ring. All whose predecessors are gone go, walk by walk, as many as the
 * longest chain has links; what stays lies on a ring or behind one. */
static void tell_succession_rings(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    bool *gone = arena_array(resolver->arena, file->organisations.count, sizeof *gone);
    bool moved = true;
    while (gone != NULL && moved) {
        moved = false;
        for (size_t i = 0; i < file->organisations.count; i++) {
            const struct file_organisation *organisation = &file->organisations.items[i];
            bool waits = gone[i];
            for (size_t j = 0; j < organisation->succeeds.count && !waits; j++) {
                size_t row = organisation->succeeds.items[j].row;
                waits = row != ROW_NONE && !gone[row];
            }
            if (waits)
                continue;
            gone[i] = moved = true;
        }
    }
    for (size_t i = 0; gone != NULL && i < file->organisations.count; i++)
        if (!gone[i]) {
            finding_error(
                resolver->findings, pointer_of("/organisations/%zu/succeeds", i).text,
                tr(told_in(resolver),
                   "the organisation \"%s\" cannot take over work from itself, not through others either"),
                quote_of_string(file->organisations.items[i].id == NULL ? "" : file->organisations.items[i].id).text);
            return;
        }
}

static void resolve_organisations(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    for (size_t i = 0; i < file->organisations.count; i++) {
        struct file_organisation *organisation = &file->organisations.items[i];
        resolve_members(resolver, i);
        resolve_refs(resolver, REF_AREA, organisation->areas.items, organisation->areas.count,
                     pointer_of("/organisations/%zu/areas", i).text);
        resolve_refs(resolver, REF_ORGANISATION, organisation->succeeds.items, organisation->succeeds.count,
                     pointer_of("/organisations/%zu/succeeds", i).text);
    }
    tell_succession_rings(resolver);
}

static void resolve_subgoals(struct resolver *resolver)
{
    struct plan_file *file = resolver->file;
    for (size_t i = 0; i < file->goals.count; i++)
        for (size_t j = 0; j < file->goals.items[i].subgoals.count; j++)
            resolve_ref(resolver, REF_GROUP, &file->goals.items[i].subgoals.items[j].group,
                        pointer_of("/goals/%zu/subgoals/%zu/group", i, j).text);
}

void resolve_file(struct resolver *resolver, struct plan_file *file, struct findings *findings, struct arena *arena)
{
    *resolver = (struct resolver){ .file = file, .findings = findings, .arena = arena };
    if (!index_ids(resolver))
        return;
    resolve_header(resolver);
    resolve_areas(resolver);
    resolve_organisations(resolver);
    resolve_subgoals(resolver);
    resolve_actions(resolver);
    resolve_indicators(resolver);
    resolve_observations(resolver);
    resolve_followups(resolver);
}
