/* Actions with their cells and follow-up. Which actions a scope asks for is read first; what belongs to them is then
 * read by runs of consecutive numbers (an organisation's actions are nearly always one run), so that one statement
 * serves every scope. */
#include "db/reader.h"

#include <stdlib.h>

struct row {
    int64_t number;
    int organisation, subgoal;
    const char *id;
    bool applies;
};

/* A cell whose owner was not read. */
struct stray {
    int64_t owner;
    int field;
    size_t place;
};

struct followup_row {
    int64_t action;
    struct followup followup;
};

struct reading {
    struct reader *reader;
    const struct row *rows;
    size_t count;
    struct action *actions;
    struct stray *strays;
    size_t stray_count, stray_capacity;
};

/* Actions with the numbers `first` to `last`, which lie from `place` on in what was read. */
struct run {
    size_t place;
    int64_t first, last;
};

static const struct row *list_rows(struct reader *reader, const struct action_scope *scope, size_t *count)
{
#define ROWS "SELECT action, organisation, subgoal, id, applies FROM actions WHERE plan = ?1"
    /* The numbers are found first, each through its own index: asked for in one, the rows would be looked for in the
     * whole plan. */
    static const char of_organisation[] =
        ROWS " AND action IN (SELECT action FROM actions WHERE plan = ?1 AND organisation = ?4)"
             " AND subgoal BETWEEN ?2 AND ?3 ORDER BY action";
    static const char of_subgoals[] = ROWS
        " AND action IN (SELECT action FROM actions WHERE plan = ?1 AND subgoal BETWEEN ?2 AND ?3) ORDER BY action";
    static const char all[] = ROWS " ORDER BY action";
#undef ROWS
    bool every_subgoal = scope->first_subgoal == 0 && scope->last_subgoal == READER_LAST;
    const char *sql = scope->organisation >= 0 ? of_organisation : every_subgoal ? all : of_subgoals;
    size_t parameters = scope->organisation >= 0 ? 4 : every_subgoal ? 1 : 3;
    const int64_t numbers[] = { reader->number, scope->first_subgoal, scope->last_subgoal, scope->organisation };
    struct row *rows = NULL;
    size_t capacity = 0;
    sqlite3_stmt *statement = reader_ask(reader, sql, parameters, numbers);
    while (reader_row(reader, statement)) {
        struct row *row = reader_add(reader, &rows, count, &capacity, sizeof *row);
        if (row == NULL)
            break;
        row->number = reader_whole(reader, statement, 0, 0, READER_LAST);
        row->organisation = reader_whole(reader, statement, 1, 0, READER_LAST);
        row->subgoal = reader_whole(reader, statement, 2, 0, READER_LAST);
        row->id = sql_string(statement, 3, reader->job->arena);
        row->applies = sql_int(statement, 4, 1) != 0;
        if (*count > 1 && row->number <= row[-1].number)
            reader_damaged(reader);
    }
    return rows;
}

static void make_actions(struct reading *reading)
{
    struct reader *reader = reading->reader;
    const struct plan *plan = reader->plan;
    reading->actions = arena_array(reader->job->arena, reading->count, sizeof *reading->actions);
    for (size_t i = 0; i < reading->count && !reader_failed(reader); i++) {
        const struct row *row = &reading->rows[i];
        struct action *action = &reading->actions[i];
        action->id = row->id;
        action->applies = row->applies;
        for (int field = 0; field < FIELD_COUNT; field++)
            action->cells[field].owner = i;
        if (!reader->framed)
            continue;
        if ((size_t)row->organisation < plan->organisation_count && (size_t)row->subgoal < reader->subgoal_count) {
            action->organisation = &plan->organisations[row->organisation];
            action->subgoal = &reader->subgoals[row->subgoal];
        } else {
            reader_damaged(reader);
        }
    }
}

/* The run that begins at `place`. */
static struct run run_at(const struct reading *reading, size_t place)
{
    size_t end = place + 1;
    while (end < reading->count && reading->rows[end].number == reading->rows[end - 1].number + 1)
        end++;
    return (struct run){ place, reading->rows[place].number, reading->rows[end - 1].number };
}

/* Where the action of a number lies in what was read; `reading->count` where it was not read. */
static size_t place_of(const struct reading *reading, int64_t number)
{
    size_t low = 0;
    size_t high = reading->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->rows[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reading->count && reading->rows[low].number == number ? low : reading->count;
}

/* The row's action, in column 0, is one of the run's: its place in what was read. */
static bool place_in_run(struct reader *reader, sqlite3_stmt *statement, const struct run *run, size_t *place)
{
    int64_t number = sqlite3_column_int64(statement, 0);
    if (number < run->first || number > run->last)
        return reader_damaged(reader);
    *place = run->place + (size_t)(number - run->first);
    return true;
}

/* A merged cell takes the text of its owner, which stands above it and so was read before. */
static void merge(struct reading *reading, size_t place, enum field field, int64_t owner)
{
    struct cell *cell = &reading->actions[place].cells[field];
    size_t owner_place = place_of(reading, owner);
    if (owner_place < reading->count) {
        cell->text = reading->actions[owner_place].cells[field].text;
        cell->owner = owner_place;
        cell->merged = true;
        return;
    }
    struct stray *stray =
        reader_add(reading->reader, &reading->strays, &reading->stray_count, &reading->stray_capacity, sizeof *stray);
    if (stray != NULL)
        *stray = (struct stray){ owner, (int)field, place };
}

static void read_cells(struct reading *reading, const struct run *run)
{
    static const char sql[] = "SELECT action, field, owner, text FROM cells"
                              " WHERE plan = ?1 AND action BETWEEN ?2 AND ?3 ORDER BY action, field";
    struct reader *reader = reading->reader;
    struct translations translations = reader_translations(reader, "cells", run->first, run->last);
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last);
    size_t place = 0;
    while (reader_row(reader, statement) && place_in_run(reader, statement, run, &place)) {
        enum field field = (enum field)reader_code(reader, statement, 1, &codes_field);
        int64_t number = sqlite3_column_int64(statement, 0);
        int64_t owner = sqlite3_column_int64(statement, 2);
        struct text_key key = { .item = number, .field = codes_field.names[field] };
        if (owner == number)
            reading->actions[place].cells[field].text = reader_text(reader, statement, 3, &translations, key);
        else
            merge(reading, place, field, owner);
    }
}

/* The text of one cell that was not read with the others. */
static struct text cell_text(struct reader *reader, int64_t action, int field)
{
    static const char sql[] = "SELECT text FROM cells WHERE plan = ?1 AND action = ?3 AND field = ?2";
    const char *name = codes_field.names[field];
    struct text text = { NULL, 0, LANG_NONE };
    struct translations translations = reader_translations(reader, "cells", action, action);
    sqlite3_stmt *statement = reader_ask_text(reader, sql, reader->number, name);
    if (statement != NULL && sqlite3_bind_int64(statement, 3, action) != SQLITE_OK)
        return text;
    if (reader_row(reader, statement))
        text = reader_text(reader, statement, 0, &translations, (struct text_key){ .item = action, .field = name });
    reader_leave(statement);
    return text;
}

static int by_owner(const void *a, const void *b)
{
    const struct stray *one = a;
    const struct stray *other = b;
    if (one->owner != other->owner)
        return one->owner < other->owner ? -1 : 1;
    if (one->field != other->field)
        return one->field < other->field ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

/* Cells whose owner was not read: the first that shares its text becomes the owner of the others. */
static void settle_strays(struct reading *reading)
{
    struct stray *strays = reading->strays;
    if (reading->stray_count > 1)
        qsort(strays, reading->stray_count, sizeof *strays, by_owner);
    for (size_t i = 0; i < reading->stray_count && !reader_failed(reading->reader); i++) {
        struct cell *cell = &reading->actions[strays[i].place].cells[strays[i].field];
        bool first = i == 0 || strays[i - 1].owner != strays[i].owner || strays[i - 1].field != strays[i].field;
        if (first) {
            cell->text = cell_text(reading->reader, strays[i].owner, strays[i].field);
        } else {
            const struct cell *above = &reading->actions[strays[i - 1].place].cells[strays[i].field];
            cell->text = above->text;
            cell->owner = above->owner;
            cell->merged = true;
        }
    }
}

/* Fills one referent from the row at hand. A text in another language than was read has its own: false. */
static bool fill_referent(struct reading *reading, sqlite3_stmt *statement, const struct action *action,
                          struct referent *referent)
{
    struct reader *reader = reading->reader;
    referent->field = (enum field)reader_code(reader, statement, 1, &codes_field);
    const struct text *text = &action->cells[referent->field].text;
    if (sql_code(statement, 2, &codes_lang, LANG_NONE) != (int)text->lang || text_absent(*text))
        return false;
    referent->from = (uint32_t)reader_whole(reader, statement, 3, 0, (int)text->length);
    referent->to = (uint32_t)reader_whole(reader, statement, 4, (int)referent->from, (int)text->length);
    referent->onwards = sqlite3_column_int(statement, 5) != 0;
    size_t place = place_of(reading, sqlite3_column_int64(statement, 6));
    referent->action = place < reading->count ? &reading->actions[place] : NULL;
    int organisation = reader_place(reader, statement, 7, reader->plan->organisation_count);
    int subgoal = reader_place(reader, statement, 8, reader->subgoal_count);
    if (organisation < 0 || subgoal < 0)
        return false;
    referent->organisation = &reader->plan->organisations[organisation];
    referent->subgoal = &reader->subgoals[subgoal];
    return true;
}

/* Rows of another plan are read without a frame, and without what they refer to. */
static void read_referents(struct reading *reading, const struct run *run)
{
    static const char sql[] = "SELECT r.action, r.field, r.lang, r.from_byte, r.to_byte, r.onwards, r.target,"
                              " t.organisation, t.subgoal FROM referents r"
                              " CROSS JOIN actions t ON t.plan = r.plan AND t.action = r.target"
                              " WHERE r.plan = ?1 AND r.action BETWEEN ?2 AND ?3 ORDER BY r.action, r.position";
    struct reader *reader = reading->reader;
    struct referent *referents = NULL;
    size_t count = 0, capacity = 0, place = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last);
    while (reader_row(reader, statement) && place_in_run(reader, statement, run, &place)) {
        struct action *action = &reading->actions[place];
        struct referent *referent = reader_add(reader, &referents, &count, &capacity, sizeof *referent);
        if (referent != NULL && fill_referent(reading, statement, action, referent))
            action->referent_count++;
        else if (referent != NULL)
            count--;
    }
    size_t end = run->place + (size_t)(run->last - run->first) + 1;
    for (size_t i = run->place; i < end && referents != NULL; i++) {
        reading->actions[i].referents = referents;
        referents += reading->actions[i].referent_count;
    }
}

static struct followup_row *read_followup_rows(struct reader *reader, const struct run *run, size_t *count)
{
    static const char sql[] = "SELECT action, year, status, progress, author, date FROM followups"
                              " WHERE plan = ?1 AND action BETWEEN ?2 AND ?3 AND year <= ?4 ORDER BY action, year";
    struct translations translations = reader_translations(reader, "followups", run->first, run->last);
    struct followup_row *rows = NULL;
    size_t capacity = 0;
    size_t place = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last, reader->year);
    while (reader_row(reader, statement) && place_in_run(reader, statement, run, &place)) {
        struct followup_row *row = reader_add(reader, &rows, count, &capacity, sizeof *row);
        if (row == NULL)
            break;
        row->action = sqlite3_column_int64(statement, 0);
        row->followup.year = reader_year(reader, statement, 1);
        struct text_key key = { .item = row->action, .year = row->followup.year, .field = "progress" };
        row->followup.status = (enum follow_status)reader_code(reader, statement, 2, &codes_follow_status);
        row->followup.progress = reader_text(reader, statement, 3, &translations, key);
        row->followup.author = sql_string(statement, 4, reader->job->arena);
        row->followup.date = sql_string(statement, 5, reader->job->arena);
        if (*count > 1 && (row->action < row[-1].action ||
                           (row->action == row[-1].action && row->followup.year <= row[-1].followup.year)))
            reader_damaged(reader);
    }
    return rows;
}

static void fill_figure(struct reader *reader, sqlite3_stmt *statement, const struct translations *translations,
                        struct followup_figure *figure)
{
    struct text_key key = { .item = sqlite3_column_int64(statement, 0),
                            .part = sqlite3_column_int64(statement, 2),
                            .year = sqlite3_column_int(statement, 1),
                            .field = "name" };
    figure->name = reader_text(reader, statement, 3, translations, key);
    key.field = "unit";
    figure->unit = reader_text(reader, statement, 4, translations, key);
    figure->truth = !sql_null(statement, 6);
    figure->value = figure->truth ? reader_whole(reader, statement, 6, 0, 1) : reader_value(reader, statement, 5);
}

/* Figures come in the order of the follow-up that they belong to. */
static void read_figures(struct reader *reader, const struct run *run, struct followup_row *rows, size_t count)
{
    static const char sql[] =
        "SELECT action, year, position, name, unit, value, truth FROM figures"
        " WHERE plan = ?1 AND action BETWEEN ?2 AND ?3 AND year <= ?4 ORDER BY action, year, position";
    struct translations translations = reader_translations(reader, "figures", run->first, run->last);
    struct followup_figure *figures = NULL;
    size_t figure_count = 0;
    size_t capacity = 0;
    size_t at = 0;
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, run->first, run->last, reader->year);
    while (reader_row(reader, statement)) {
        int64_t action = sqlite3_column_int64(statement, 0);
        int year = sqlite3_column_int(statement, 1);
        while (at < count && (rows[at].action < action || (rows[at].action == action && rows[at].followup.year < year)))
            at++;
        struct followup_figure *figure = reader_add(reader, &figures, &figure_count, &capacity, sizeof *figure);
        if (figure == NULL)
            return;
        if (at == count || rows[at].action != action || rows[at].followup.year != year) {
            reader_damaged(reader);
            return;
        }
        fill_figure(reader, statement, &translations, figure);
        rows[at].followup.figure_count++;
    }
    for (size_t i = 0; i < count && figures != NULL; i++) {
        rows[i].followup.figures = figures;
        figures += rows[i].followup.figure_count;
    }
}

/* Follow-up is read oldest first and given newest first. */
static void read_followups(struct reading *reading, const struct run *run)
{
    struct reader *reader = reading->reader;
    size_t count = 0;
    struct followup_row *rows = read_followup_rows(reader, run, &count);
    if (count == 0)
        return;
    read_figures(reader, run, rows, count);
    struct followup *followups = arena_array(reader->job->arena, count, sizeof *followups);
    if (reader_failed(reader))
        return;
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && rows[end].action == rows[start].action;)
            end++;
        for (size_t i = start; i < end; i++)
            followups[start + end - 1 - i] = rows[i].followup;
        struct action *action = &reading->actions[run->place + (size_t)(rows[start].action - run->first)];
        action->followups = &followups[start];
        action->followup_count = end - start;
    }
}

void reader_actions(struct reader *reader, const struct action_scope *scope)
{
    struct reading reading = { .reader = reader };
    reading.rows = list_rows(reader, scope, &reading.count);
    make_actions(&reading);
    for (size_t place = 0; place < reading.count && !reader_failed(reader);) {
        struct run run = run_at(&reading, place);
        read_cells(&reading, &run);
        read_followups(&reading, &run);
        place += (size_t)(run.last - run.first) + 1;
    }
    settle_strays(&reading);
    for (size_t place = 0; reader->framed && place < reading.count && !reader_failed(reader);) {
        struct run run = run_at(&reading, place); /* once more, for all texts are there only now */
        read_referents(&reading, &run);
        place += (size_t)(run.last - run.first) + 1;
    }
    if (reader_failed(reader))
        return;
    reader->plan->actions = reading.actions;
    reader->plan->action_count = reading.count;
}
