/* What a plan always gives: its columns, areas, organisations, groups, goals, themes, populations. */
#include "db/reader.h"

/* Rows that belong to parents come in the parents' order and lie in one array: each parent counts its own, and they are
 * dealt out as slices at the end. */

/* The place of the parent in `column`; -1, and the reading has failed, where there is none. */
static int parent_of(struct reader *reader, sqlite3_stmt *statement, int column, size_t parent_count)
{
    int parent = reader_place(reader, statement, column, parent_count);
    if (parent < 0)
        reader_damaged(reader);
    return parent;
}

static const struct text *read_slogans(struct reader *reader, size_t *count)
{
    static const char sql[] = "SELECT position, text FROM slogans WHERE plan = ?1 ORDER BY position";
    struct translations translations = reader_translations(reader, "slogans", 0, READER_LAST);
    struct text *slogans = NULL;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        struct text *slogan = reader_add(reader, &slogans, count, &capacity, sizeof *slogan);
        if (slogan == NULL)
            break;
        struct text_key key = { .item = sqlite3_column_int64(statement, 0), .field = "text" };
        *slogan = reader_text(reader, statement, 1, &translations, key);
    }
    return slogans;
}

static void read_columns(struct reader *reader)
{
    static const char sql[] =
        "SELECT position, field, heading, prompt FROM plan_columns WHERE plan = ?1 ORDER BY position";
    struct translations translations = reader_translations(reader, "plan_columns", 0, READER_LAST);
    struct plan *plan = reader->plan;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        if (plan->column_count == PLAN_COLUMNS_MAX) {
            reader_damaged(reader);
            continue;
        }
        struct column *column = &plan->columns[plan->column_count++];
        struct text_key key = { .item = sqlite3_column_int64(statement, 0), .field = "heading" };
        column->field = (enum field)reader_code(reader, statement, 1, &codes_field);
        column->heading = reader_text(reader, statement, 2, &translations, key);
        key.field = "prompt";
        column->prompt = reader_text(reader, statement, 3, &translations, key);
    }
}

static void read_approvals(struct reader *reader)
{
    static const char sql[] =
        "SELECT position, body, date, section, diary_number FROM approvals WHERE plan = ?1 ORDER BY position";
    struct translations translations = reader_translations(reader, "approvals", 0, READER_LAST);
    struct approval *approvals = NULL;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        struct approval *approval =
            reader_add(reader, &approvals, &reader->plan->approval_count, &capacity, sizeof *approval);
        if (approval == NULL)
            break;
        struct text_key key = { .item = sqlite3_column_int64(statement, 0), .field = "body" };
        approval->body = reader_text(reader, statement, 1, &translations, key);
        approval->date = reader_id(reader, statement, 2);
        approval->section = sql_string(statement, 3, reader->job->arena);
        approval->diary_number = sql_string(statement, 4, reader->job->arena);
    }
    reader->plan->approvals = approvals;
}

/* An area lies in another, never in itself, through however many: who walks up comes to an end. Each walk stops where
 * an earlier one has been. `parents` are places, -1: none. */
static bool areas_end(struct reader *reader, const int *parents, size_t count)
{
    size_t *walks = arena_array(reader->job->arena, count, sizeof *walks);
    for (size_t i = 0; walks != NULL && i < count; i++) {
        int at = (int)i;
        for (; at >= 0 && walks[at] == 0; at = parents[at])
            walks[at] = i + 1;
        if (at >= 0 && walks[at] == i + 1)
            return false;
    }
    return true;
}

static void read_areas(struct reader *reader)
{
    static const char sql[] = "SELECT area, id, name, kind, parent FROM areas WHERE plan = ?1 ORDER BY area";
    struct translations translations = reader_translations(reader, "areas", 0, READER_LAST);
    struct area *areas = NULL;
    int *parents = NULL;
    size_t count = 0;
    size_t parent_count = 0;
    size_t capacity = 0;
    size_t parent_capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement) && reader_next_number(reader, statement, 0, count)) {
        struct area *area = reader_add(reader, &areas, &count, &capacity, sizeof *area);
        int *parent = reader_add(reader, &parents, &parent_count, &parent_capacity, sizeof *parent);
        if (area == NULL || parent == NULL)
            break;
        struct text_key key = { .item = (int64_t)count - 1, .field = "name" };
        area->id = reader_id(reader, statement, 1);
        area->name = reader_text(reader, statement, 2, &translations, key);
        area->kind = (enum area_kind)reader_code(reader, statement, 3, &codes_area_kind);
        *parent = reader_place(reader, statement, 4, READER_LAST);
    }
    for (size_t i = 0; i < parent_count && !reader_failed(reader); i++) {
        if (parents[i] >= (int)count)
            reader_damaged(reader);
        else if (parents[i] >= 0)
            areas[i].parent = &areas[parents[i]];
    }
    if (!reader_failed(reader) && !areas_end(reader, parents, count))
        reader_damaged(reader);
    reader->plan->areas = areas;
    reader->plan->area_count = count;
}

static void read_members(struct reader *reader, struct organisation *organisations, size_t organisation_count)
{
    static const char sql[] = "SELECT organisation, member, id, name, area FROM members WHERE plan = ?1"
                              " ORDER BY organisation, member";
    struct translations translations = reader_translations(reader, "members", 0, READER_LAST);
    struct member *members = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        int organisation = parent_of(reader, statement, 0, organisation_count);
        struct member *member = reader_add(reader, &members, &count, &capacity, sizeof *member);
        if (organisation < 0 || member == NULL)
            return;
        struct text_key key = { .item = organisation, .part = sqlite3_column_int64(statement, 1), .field = "name" };
        organisations[organisation].member_count++;
        member->id = sql_string(statement, 2, reader->job->arena);
        member->name = reader_text(reader, statement, 3, &translations, key);
        int area = reader_place(reader, statement, 4, reader->plan->area_count);
        member->area = area < 0 ? NULL : &reader->plan->areas[area];
    }
    for (size_t i = 0; i < organisation_count; i++) {
        organisations[i].members = members;
        members += organisations[i].member_count;
    }
}

/* The areas that an organisation serves, and those whose work it took over: pairs of its place and another's. */
static void read_organisation_areas(struct reader *reader, struct organisation *organisations,
                                    size_t organisation_count)
{
    static const char sql[] =
        "SELECT organisation, area FROM organisation_areas WHERE plan = ?1 ORDER BY organisation, position";
    const struct area **areas = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        int organisation = parent_of(reader, statement, 0, organisation_count);
        int place = parent_of(reader, statement, 1, reader->plan->area_count);
        const struct area **area = reader_add(reader, &areas, &count, &capacity, sizeof(struct area *));
        if (organisation < 0 || place < 0 || area == NULL)
            return;
        organisations[organisation].area_count++;
        *area = &reader->plan->areas[place];
    }
    for (size_t i = 0; i < organisation_count; i++) {
        organisations[i].areas = areas;
        areas += organisations[i].area_count;
    }
}

static void read_successions(struct reader *reader, struct organisation *organisations, size_t organisation_count)
{
    static const char sql[] =
        "SELECT organisation, predecessor FROM successions WHERE plan = ?1 ORDER BY organisation, position";
    const struct organisation **succeeds = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        int organisation = parent_of(reader, statement, 0, organisation_count);
        int place = parent_of(reader, statement, 1, organisation_count);
        const struct organisation **predecessor =
            reader_add(reader, &succeeds, &count, &capacity, sizeof(struct organisation *));
        if (organisation < 0 || place < 0 || predecessor == NULL)
            return;
        organisations[organisation].succeed_count++;
        *predecessor = &organisations[place];
    }
    for (size_t i = 0; i < organisation_count; i++) {
        organisations[i].succeeds = succeeds;
        succeeds += organisations[i].succeed_count;
    }
}

static void read_organisations(struct reader *reader)
{
    static const char sql[] =
        "SELECT organisation, id, name, kind FROM organisations WHERE plan = ?1 ORDER BY organisation";
    struct translations translations = reader_translations(reader, "organisations", 0, READER_LAST);
    struct organisation *organisations = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement) && reader_next_number(reader, statement, 0, count)) {
        struct organisation *organisation = reader_add(reader, &organisations, &count, &capacity, sizeof *organisation);
        if (organisation == NULL)
            break;
        struct text_key key = { .item = (int64_t)count - 1, .field = "name" };
        organisation->id = reader_id(reader, statement, 1);
        organisation->name = reader_text(reader, statement, 2, &translations, key);
        organisation->kind = (enum organisation_kind)reader_code(reader, statement, 3, &codes_organisation_kind);
    }
    read_members(reader, organisations, count);
    read_organisation_areas(reader, organisations, count);
    read_successions(reader, organisations, count);
    reader->plan->organisations = organisations;
    reader->plan->organisation_count = count;
}

/* Groups, themes or populations: the query gives number, id and name. */
static const struct named *read_named(struct reader *reader, const char *table, const char *sql, size_t *count)
{
    struct translations translations = reader_translations(reader, table, 0, READER_LAST);
    struct named *all = NULL;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement) && reader_next_number(reader, statement, 0, *count)) {
        struct named *named = reader_add(reader, &all, count, &capacity, sizeof *named);
        if (named == NULL)
            break;
        struct text_key key = { .item = (int64_t)*count - 1, .field = "name" };
        named->id = reader_id(reader, statement, 1);
        named->name = reader_text(reader, statement, 2, &translations, key);
    }
    return all;
}

static void read_targets(struct reader *reader, struct goal *goals, size_t goal_count)
{
    static const char sql[] = "SELECT goal, position, text FROM goal_targets WHERE plan = ?1 ORDER BY goal, position";
    struct translations translations = reader_translations(reader, "goal_targets", 0, READER_LAST);
    struct text *targets = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        int goal = parent_of(reader, statement, 0, goal_count);
        struct text *target = reader_add(reader, &targets, &count, &capacity, sizeof *target);
        if (goal < 0 || target == NULL)
            return;
        struct text_key key = { .item = goal, .part = sqlite3_column_int64(statement, 1), .field = "text" };
        goals[goal].target_count++;
        *target = reader_text(reader, statement, 2, &translations, key);
    }
    for (size_t i = 0; i < goal_count; i++) {
        goals[i].targets = targets;
        targets += goals[i].target_count;
    }
}

static void fill_subgoal(struct reader *reader, sqlite3_stmt *statement, const struct translations *translations,
                         struct text_key key, struct subgoal *subgoal)
{
    struct arena *arena = reader->job->arena;
    subgoal->id = reader_id(reader, statement, 2);
    subgoal->number = sql_text(statement, 3, LANG_NONE, arena);
    key.field = "title";
    subgoal->title = reader_text(reader, statement, 4, translations, key);
    int group = reader_place(reader, statement, 5, reader->plan->group_count);
    subgoal->group = group < 0 ? NULL : &reader->plan->groups[group];
    subgoal->ease = (enum ease)reader_code_or(reader, statement, 6, &codes_ease, EASE_NONE);
    subgoal->impact = (enum impact)reader_code_or(reader, statement, 7, &codes_impact, IMPACT_NONE);
    subgoal->based_on_plan = sql_string(statement, 8, arena);
    subgoal->based_on_subgoal = subgoal->based_on_plan == NULL ? NULL : reader_id(reader, statement, 9);
}

/* All subgoals lie in one array, numbered through the plan: a subgoal's number is its place there. */
static void read_subgoals(struct reader *reader, struct goal *goals, size_t goal_count)
{
    static const char sql[] =
        "SELECT subgoal, goal, id, number, title, age_group, ease, impact, based_on_plan, based_on_subgoal"
        " FROM subgoals WHERE plan = ?1 ORDER BY subgoal";
    struct translations translations = reader_translations(reader, "subgoals", 0, READER_LAST);
    struct subgoal *subgoals = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int last_goal = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement) && reader_next_number(reader, statement, 0, count)) {
        int goal = parent_of(reader, statement, 1, goal_count);
        struct subgoal *subgoal = reader_add(reader, &subgoals, &count, &capacity, sizeof *subgoal);
        if (goal < 0 || subgoal == NULL)
            return;
        if (goal < last_goal)
            reader_damaged(reader);
        last_goal = goal;
        goals[goal].subgoal_count++;
        fill_subgoal(reader, statement, &translations, (struct text_key){ .item = (int64_t)count - 1 }, subgoal);
        subgoal->goal = &goals[goal];
    }
    reader->subgoals = subgoals;
    reader->subgoal_count = count;
    for (size_t i = 0; i < goal_count; i++) {
        goals[i].subgoals = subgoals;
        subgoals += goals[i].subgoal_count;
    }
}

static void read_goals(struct reader *reader)
{
    static const char sql[] = "SELECT goal, id, number, title FROM goals WHERE plan = ?1 ORDER BY goal";
    struct translations translations = reader_translations(reader, "goals", 0, READER_LAST);
    struct goal *goals = NULL;
    size_t count = 0;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement) && reader_next_number(reader, statement, 0, count)) {
        struct goal *goal = reader_add(reader, &goals, &count, &capacity, sizeof *goal);
        if (goal == NULL)
            break;
        struct text_key key = { .item = (int64_t)count - 1, .field = "title" };
        goal->id = reader_id(reader, statement, 1);
        goal->number = sql_text(statement, 2, LANG_NONE, reader->job->arena);
        goal->title = reader_text(reader, statement, 3, &translations, key);
    }
    read_targets(reader, goals, count);
    read_subgoals(reader, goals, count);
    reader->plan->goals = goals;
    reader->plan->goal_count = count;
}

void reader_frame(struct reader *reader)
{
    struct plan *plan = reader->plan;
    plan->slogans = read_slogans(reader, &plan->slogan_count);
    read_columns(reader);
    read_approvals(reader);
    read_areas(reader);
    if (reader->area >= (int)plan->area_count)
        reader_damaged(reader);
    else if (reader->area >= 0)
        plan->area = &plan->areas[reader->area];
    read_organisations(reader);
    plan->groups =
        read_named(reader, "age_groups",
                   "SELECT age_group, id, name FROM age_groups WHERE plan = ?1 ORDER BY age_group", &plan->group_count);
    plan->themes = read_named(reader, "themes", "SELECT theme, id, name FROM themes WHERE plan = ?1 ORDER BY theme",
                              &plan->theme_count);
    plan->populations = read_named(reader, "populations",
                                   "SELECT population, id, name FROM populations WHERE plan = ?1 ORDER BY population",
                                   &plan->population_count);
    read_goals(reader);
    reader->framed = true;
}

void reader_events(struct reader *reader)
{
    static const char sql[] =
        "SELECT event, month, to_month, title, actors, kind FROM events WHERE plan = ?1 ORDER BY event";
    struct translations translations = reader_translations(reader, "events", 0, READER_LAST);
    struct event *events = NULL;
    size_t capacity = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number);
    while (reader_row(reader, statement)) {
        struct event *event = reader_add(reader, &events, &reader->plan->event_count, &capacity, sizeof *event);
        if (event == NULL)
            break;
        struct text_key key = { .item = sqlite3_column_int64(statement, 0), .field = "title" };
        event->month = reader_whole(reader, statement, 1, 1, 12);
        event->to_month = reader_whole_or(reader, statement, 2, 1, 12, 0);
        event->title = reader_text(reader, statement, 3, &translations, key);
        key.field = "actors";
        event->actors = reader_text(reader, statement, 4, &translations, key);
        event->kind = (enum event_kind)reader_code_or(reader, statement, 5, &codes_event_kind, EVENT_NONE);
    }
    reader->plan->events = events;
}
