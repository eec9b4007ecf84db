#include "db/referents.h"

#include "base/limits.h"
#include "text/reference.h"
#include "text/stem.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NUMBER_MAX_BYTES 40 /* of a subgoal's number as somebody refers to it */
#define CANDIDATES_TOLD  5

struct finder {
    const struct resolver *resolver;
    const struct plan_file *file;
    struct file_referents *found;
    struct number_index order; /* the actions as reports print them: by organisation, goal, band, then row */
    size_t *places;            /* each action's in `order` */
    size_t *starts;            /* by place: where the rows of its organisation and goal begin */
    struct id_index numbers;   /* the subgoals by "I.3"; by goal's row and number within it: "0 3" */
    size_t names_left;         /* to be looked for (LIMIT_NAMED_REFERENCES) */
};

/* One cell's text in one language, and the reference in it that is at hand. */
struct cell_text {
    size_t action; /* whose cell it is printed as */
    size_t owner;  /* whose words they are */
    int cell;
    enum lang lang;
    struct text text;
    struct reference reference;
};

/* ---- What is known beforehand ---- */

static bool has_words(const struct words *words)
{
    return !text_absent(words->own) || words->others != NULL;
}

/* The place of a subgoal's band in its goal: that of rows without one comes first, the others in the order in which
 * the goal's subgoals first name their groups. */
static size_t band_of(const struct finder *finder, size_t subgoal)
{
    const struct flat_subgoal *flat = &finder->resolver->subgoals[subgoal];
    const struct file_goal *goal = &finder->file->goals.items[flat->goal];
    size_t group = flat->subgoal->group.row;
    size_t at = 0;
    while (group != ROW_NONE && goal->subgoals.items[at].group.row != group)
        at++;
    return group == ROW_NONE ? 0 : at + 1;
}

static bool put_in_order(struct finder *finder)
{
    const struct plan_file *file = finder->file;
    struct arena *arena = finder->resolver->arena;
    size_t *bands = arena_array(arena, file->subgoal_count, sizeof *bands);
    finder->places = arena_array(arena, file->actions.count, sizeof *finder->places);
    finder->starts = arena_array(arena, file->actions.count, sizeof *finder->starts);
    if (!number_index_new(&finder->order, file->actions.count, arena) || arena_failed(arena))
        return false;
    for (size_t i = 0; i < file->subgoal_count; i++)
        bands[i] = band_of(finder, i);
    for (size_t i = 0; i < file->actions.count; i++) {
        const struct file_action *action = &file->actions.items[i];
        number_index_add(&finder->order, action->organisation.row, finder->resolver->subgoals[action->subgoal.row].goal,
                         bands[action->subgoal.row], i);
    }
    number_index_sort(&finder->order);
    const struct number_entry *entries = finder->order.items;
    for (size_t i = 0; i < finder->order.count; i++) {
        bool first = i == 0 || entries[i - 1].key[0] != entries[i].key[0] || entries[i - 1].key[1] != entries[i].key[1];
        finder->starts[i] = first ? i : finder->starts[i - 1];
        finder->places[entries[i].row] = i;
    }
    return true;
}

/* As numbers are compared: in capitals. */
static const char *capitals(char *text)
{
    for (char *at = text; at != NULL && *at != '\0'; at++)
        *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
    return text;
}

static void add_number(struct finder *finder, char *number, size_t subgoal)
{
    id_index_add(&finder->numbers, capitals(number), subgoal);
}

/* What may be written for a subgoal: its id; its goal's number, a dot and its own; its number in the goal, which is
 * told by what its id has behind the goal's number where it has none. */
static bool index_numbers(struct finder *finder)
{
    struct arena *arena = finder->resolver->arena;
    if (!id_index_new(&finder->numbers, finder->file->subgoal_count * 3, arena))
        return false;
    for (size_t i = 0; i < finder->file->subgoal_count; i++) {
        const struct flat_subgoal *flat = &finder->resolver->subgoals[i];
        struct text goal = finder->file->goals.items[flat->goal].number, own = flat->subgoal->number;
        const char *id = flat->subgoal->id;
        add_number(finder, arena_text(arena, id, strlen(id)), i);
        if (text_absent(own) && strncmp(id, text_absent(goal) ? "" : goal.bytes, goal.length) == 0 &&
            id[goal.length] == '.')
            own = text_of(id + goal.length + 1, LANG_NONE);
        if (text_absent(own))
            continue;
        add_number(finder, arena_printf(arena, "%zu %.*s", flat->goal, (int)own.length, own.bytes), i);
        if (!text_absent(goal))
            add_number(finder,
                       arena_printf(arena, "%.*s.%.*s", (int)goal.length, goal.bytes, (int)own.length, own.bytes), i);
    }
    id_index_sort(&finder->numbers);
    return !arena_failed(arena);
}

/* ---- What is found ---- */

static void add_referent(struct finder *finder, const struct cell_text *at, struct file_referent referent)
{
    struct file_referents *found = finder->found;
    referent.action = at->action;
    referent.cell = at->cell;
    referent.lang = at->lang;
    if (arena_grow(finder->resolver->arena, &found->items, found->count, &found->capacity, sizeof *found->items))
        found->items[found->count++] = referent;
}

/* A merged cell's faults are told once, for its owner. */
static void add_fault(struct finder *finder, const struct cell_text *at, enum reference_fault_kind kind,
                      const char *candidates)
{
    struct file_referents *found = finder->found;
    if (at->action != at->owner || found->fault_count++ >= LIMIT_WARNINGS)
        return;
    const struct reference_span *span = &at->reference.span;
    const struct words *words = &finder->file->actions.items[at->owner].cells[at->cell].words;
    found->faults[found->fault_count - 1] = (struct reference_fault){
        .kind = kind,
        .action = at->action,
        .cell = at->cell,
        .lang = at->lang,
        .by_language = words->others != NULL,
        .words = { at->text.bytes + span->from, (uint32_t)(span->to - span->from), at->lang },
        .candidates = candidates,
    };
}

/* ---- Rows before ---- */

/* The place of the row meant by "previous"; ROW_NONE: there is none. */
static size_t place_before(const struct finder *finder, const struct cell_text *at)
{
    const struct number_entry *entries = finder->order.items;
    size_t place = finder->places[at->owner];
    size_t organisation = entries[place].key[0];
    while (place > 0 && entries[place - 1].key[0] == organisation) {
        size_t owner = finder->file->actions.items[entries[--place].row].cells[at->cell].owner;
        if (has_words(&finder->file->actions.items[owner].cells[at->cell].words))
            return place;
    }
    return ROW_NONE;
}

static void find_before(struct finder *finder, const struct cell_text *at)
{
    size_t place = place_before(finder, at);
    size_t empty = at->reference.place;
    if (place == ROW_NONE) {
        add_fault(finder, at, FAULT_FIRST, NULL);
        return;
    }
    size_t start = finder->starts[place];
    if (at->reference.kind == REFERENCE_ALL_PREVIOUS && start < place)
        add_referent(finder, at,
                     (struct file_referent){
                         .from = empty, .to = empty, .target = finder->order.items[start].row, .onwards = true });
    add_referent(finder, at,
                 (struct file_referent){ .from = empty, .to = empty, .target = finder->order.items[place].row });
}

/* ---- Rows of a subgoal ---- */

/* The first row of the organisation for the subgoal that is not the cell's own; ROW_NONE: none. */
static size_t row_of(const struct finder *finder, const struct cell_text *at, size_t organisation, size_t subgoal)
{
    const struct number_index *rows = &finder->resolver->rows;
    size_t first = number_index_find(rows, organisation, subgoal, 0);
    for (size_t i = first; i < rows->count && (i == first || number_index_repeats(rows, i)); i++)
        if (rows->items[i].row != at->owner && rows->items[i].row != at->action)
            return rows->items[i].row;
    return ROW_NONE;
}

static size_t subgoal_of_number(const struct finder *finder, const struct cell_text *at, struct reference_span span)
{
    const struct file_action *action = &finder->file->actions.items[at->owner];
    const char *bytes = at->text.bytes + span.from;
    size_t length = span.to - span.from, goal = finder->resolver->subgoals[action->subgoal.row].goal;
    char number[NUMBER_MAX_BYTES + 24];
    if (length > NUMBER_MAX_BYTES)
        return ROW_NONE;
    snprintf(number, sizeof number, "%zu %.*s", goal, (int)length, bytes);
    size_t subgoal = id_index_lookup(&finder->numbers, capitals(number));
    if (subgoal != ROW_NONE)
        return subgoal;
    snprintf(number, sizeof number, "%.*s", (int)length, bytes);
    return id_index_lookup(&finder->numbers, capitals(number));
}

/* The row of a subgoal that was found, at the number's own words where they are its id. */
static void add_row(struct finder *finder, const struct cell_text *at, size_t organisation, size_t subgoal,
                    const struct reference_number *number)
{
    const char *id = finder->resolver->subgoals[subgoal].subgoal->id;
    struct file_referent referent = { .from = at->reference.place, .to = at->reference.place };
    referent.target = row_of(finder, at, organisation, subgoal);
    if (referent.target == ROW_NONE) {
        add_fault(finder, at, FAULT_NO_ROW, id);
        return;
    }
    if (number != NULL) {
        size_t length = number->span.to - number->span.from;
        referent.onwards = number->onwards;
        if (strlen(id) == length && strncasecmp(id, at->text.bytes + number->span.from, length) == 0) {
            referent.from = number->span.from;
            referent.to = number->span.to;
            referent.onwards = false; /* the words tell it */
        }
    }
    add_referent(finder, at, referent);
}

/* Whose rows a number is among: the cell's own organisation's where nobody is named. ROW_NONE: no one organisation. */
static size_t organisation_meant(const struct finder *finder, const struct cell_text *at)
{
    const struct reference_span *whose = &at->reference.whose;
    size_t meant = ROW_NONE;
    if (whose->from == whose->to)
        return finder->file->actions.items[at->owner].organisation.row;
    const char *words = at->text.bytes + whose->from;
    size_t length = whose->to - whose->from;
    const char *case_ending = memchr(words, ':', length); /* "MLL:n" */
    length = case_ending == NULL ? length : (size_t)(case_ending - words);
    for (size_t i = 0; i < finder->file->organisations.count; i++) {
        const struct file_organisation *organisation = &finder->file->organisations.items[i];
        bool fits = stem_find(organisation->id, strlen(organisation->id), words, length) != STEM_NONE ||
                    stem_find(organisation->name.own.bytes, organisation->name.own.length, words, length) != STEM_NONE;
        if (fits && meant != ROW_NONE)
            return ROW_NONE;
        if (fits)
            meant = i;
    }
    return meant;
}

static void find_numbers(struct finder *finder, const struct cell_text *at)
{
    size_t organisation = organisation_meant(finder, at);
    for (size_t i = 0; i < at->reference.number_count && organisation != ROW_NONE; i++) {
        const struct reference_number *number = &at->reference.numbers[i];
        size_t subgoal = subgoal_of_number(finder, at, number->span);
        if (subgoal == ROW_NONE)
            add_fault(finder, at, FAULT_UNKNOWN, NULL);
        else
            add_row(finder, at, organisation, subgoal, number);
    }
}

/* ---- Names ---- */

/* How well a name fits a subgoal: 0 not at all; a title that begins with it is better than one that has it within,
 * then one that has a row better than one without. */
static int fit(const struct finder *finder, const struct cell_text *at, size_t subgoal)
{
    const struct words *title = &finder->resolver->subgoals[subgoal].subgoal->title;
    const struct reference_span *name = &at->reference.name;
    const char *words = at->text.bytes + name->from;
    size_t length = name->to - name->from;
    enum stem_match match = stem_find(title->own.bytes, title->own.length, words, length);
    if (match == STEM_NONE && title->others != NULL)
        match = stem_find(title->others[at->lang].bytes, title->others[at->lang].length, words, length);
    if (match == STEM_NONE)
        return 0;
    size_t organisation = finder->file->actions.items[at->owner].organisation.row;
    return (match == STEM_AT_START ? 3 : 1) + (row_of(finder, at, organisation, subgoal) != ROW_NONE);
}

/* "I.1, I.4": those that fit so well, the first few of them. */
static const char *candidates(const struct finder *finder, const struct cell_text *at, int best)
{
    const char *list = NULL;
    int told = 0;
    for (size_t i = 0; i < finder->file->subgoal_count && told <= CANDIDATES_TOLD; i++) {
        if (fit(finder, at, i) != best)
            continue;
        const char *id = told == CANDIDATES_TOLD ? "\xE2\x80\xA6" : finder->resolver->subgoals[i].subgoal->id;
        list = arena_printf(finder->resolver->arena, "%s%s%s", list == NULL ? "" : list, told == 0 ? "" : ", ", id);
        told++;
    }
    return list;
}

static void find_name(struct finder *finder, const struct cell_text *at)
{
    int best = 0;
    size_t count = 0, subgoal = ROW_NONE;
    if (finder->names_left == 0)
        return;
    finder->names_left--;
    for (size_t i = 0; i < finder->file->subgoal_count; i++) {
        int fits = fit(finder, at, i);
        if (fits > best) {
            best = fits;
            count = 0;
            subgoal = i;
        }
        count += fits == best && fits > 0;
    }
    if (count == 0)
        add_fault(finder, at, FAULT_UNKNOWN, NULL);
    else if (count > 1)
        add_fault(finder, at, FAULT_AMBIGUOUS, candidates(finder, at, best));
    else
        add_row(finder, at, finder->file->actions.items[at->owner].organisation.row, subgoal, NULL);
}

/* ---- All cells ---- */

static void find_in_text(struct finder *finder, struct cell_text *at)
{
    for (size_t next = 0; reference_next(at->text, &next, &at->reference);)
        switch (at->reference.kind) {
        case REFERENCE_PREVIOUS:
        case REFERENCE_ALL_PREVIOUS:
            find_before(finder, at);
            break;
        case REFERENCE_NUMBERS:
            find_numbers(finder, at);
            break;
        case REFERENCE_NAME:
            find_name(finder, at);
            break;
        }
}

static void find_in_cell(struct finder *finder, size_t action, int cell)
{
    struct cell_text at = { .action = action, .cell = cell };
    at.owner = finder->file->actions.items[action].cells[cell].owner;
    const struct words *words = &finder->file->actions.items[at.owner].cells[cell].words;
    for (at.lang = LANG_FI; at.lang < LANG_COUNT; at.lang++) {
        at.text = (struct text){ 0 };
        if (at.lang == finder->file->language)
            at.text = words->own;
        else if (words->others != NULL)
            at.text = words->others[at.lang];
        find_in_text(finder, &at);
    }
}

void referents_find(const struct resolver *resolver, struct file_referents *out)
{
    struct finder finder = {
        .resolver = resolver, .file = resolver->file, .found = out, .names_left = LIMIT_NAMED_REFERENCES
    };
    *out = (struct file_referents){ .faults = arena_array(resolver->arena, LIMIT_WARNINGS, sizeof *out->faults) };
    if (out->faults == NULL || !put_in_order(&finder) || !index_numbers(&finder))
        return;
    for (size_t i = 0; i < finder.file->actions.count; i++)
        for (int cell = 0; cell < CELL_COUNT; cell++)
            find_in_cell(&finder, i, cell);
}

/* ---- In the database ---- */

enum status referents_store(struct db *db, struct job *job, int64_t plan, const struct file_referents *referents)
{
    static const char sql[] = "INSERT INTO referents (plan, action, field, lang, position, from_byte, to_byte, target,"
                              " onwards) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    enum status status = STATUS_OK;
    for (size_t i = 0; i < referents->count && status == STATUS_OK; i++) {
        const struct file_referent *referent = &referents->items[i];
        sqlite3_stmt *statement;
        status = sql_prepare(db, sql, &statement, &job->err);
        if (status == STATUS_OK)
            status = sql_bind(statement, &job->err, "iissiiiii", plan, (int64_t)referent->action,
                              codes_field.names[1 + referent->cell], lang_tag(referent->lang), (int64_t)i,
                              (int64_t)referent->from, (int64_t)referent->to, (int64_t)referent->target,
                              (int64_t)referent->onwards);
        if (status == STATUS_OK)
            status = sql_run(statement, &job->err);
    }
    return status;
}
