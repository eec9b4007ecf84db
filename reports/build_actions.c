/* Action tables. Three steps: the actions are put into the order of their bands; the table's rows are listed, follow-up
 * included; then they are written with the spans that the list shows.
 *
 * Where cells are merged over neighbouring rows, the follow-up of those rows cannot stand between them: rows that are
 * merged with one another are a block, and their follow-up stands below the block, each under the name of what it
 * belongs to. */
#include "reports/build.h"
#include "text/message.h"

#include <stdlib.h>

#define HEAD_ROWS_MAX 50000 /* rows under one subgoal's cell; a span is held in 16 bits */

enum printed_kind { PRINTED_ACTION, PRINTED_FOLLOW, PRINTED_BASED_ON };

struct printed { /* a row of the table */
    enum printed_kind kind;
    const struct action *action;
    size_t first, count; /* the actions that stand in it, by the writer's order: see adds_nothing, is_blank */
    const void *head;    /* the subgoal or organisation whose cell stands first */
    const struct named *band;
    size_t head_row;          /* where that cell begins, in the list */
    bool quoted;              /* follow-up that stands apart from its row: it says which action it is of */
    struct based_on based_on; /* PRINTED_BASED_ON */
};

struct writer {
    struct build *build;
    const struct action_table *table;
    const struct action **actions; /* in the order of the bands */
    struct printed *rows;
    size_t count;
};

uint32_t build_row_anchor(struct build *build, const struct action *action)
{
    size_t at = (size_t)(action - build->plan->actions);
    if (build->row_anchors == NULL)
        build->row_anchors = arena_array(build->job->arena, build->plan->action_count, sizeof(*build->row_anchors));
    if (build->row_anchors == NULL)
        return 0;
    if (build->row_anchors[at] == 0)
        build->row_anchors[at] = doc_anchor_new(build->doc);
    return build->row_anchors[at];
}

/* ---- Names of rows ---- */

static int by_name(const void *left, const void *right)
{
    const struct action *a = *(const struct action *const *)left, *b = *(const struct action *const *)right;
    if (a->organisation != b->organisation)
        return a->organisation < b->organisation ? -1 : 1;
    if (a->subgoal != b->subgoal)
        return a->subgoal < b->subgoal ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* From 1: the place among the organisation's actions for the subgoal. 0 when memory is out. */
static unsigned row_number(struct build *build, const struct action *action)
{
    const struct plan *plan = build->plan;
    if (build->row_numbers == NULL) {
        struct action_list all = build_actions_of(build, NULL, NULL);
        unsigned *numbers = arena_array(build->job->arena, plan->action_count, sizeof *numbers);
        if (all.actions == NULL || numbers == NULL)
            return 0;
        qsort(all.actions, all.count, sizeof *all.actions, by_name);
        for (size_t i = 0; i < all.count; i++) {
            const struct action *one = all.actions[i], *before = i == 0 ? NULL : all.actions[i - 1];
            bool more = before != NULL && before->organisation == one->organisation && before->subgoal == one->subgoal;
            numbers[one - plan->actions] = more ? numbers[before - plan->actions] + 1 : 1;
        }
        build->row_numbers = numbers;
    }
    return build->row_numbers[action - plan->actions];
}

const char *build_row_name(struct build *build, const struct action *action)
{
    const char *organisation = action->organisation->id, *subgoal = action->subgoal->id;
    unsigned number = row_number(build, action);
    return number < 2 ? arena_printf(build->job->arena, "%s_%s", organisation, subgoal)
                      : arena_printf(build->job->arena, "%s_%s_%u", organisation, subgoal, number);
}

/* ---- Order ---- */

static const struct named *band_of(const struct action_table *table, const struct action *action)
{
    return table->bands ? action->subgoal->group : NULL;
}

/* The place of each group's band: in the order in which the goal's subgoals first name them; [0] is that of rows
 * without a band, which come first; [1 + group] the others. NULL when memory is out. */
static const size_t *band_places(struct writer *writer)
{
    const struct plan *plan = writer->build->plan;
    const struct goal *goal = writer->table->actions[0]->subgoal->goal;
    size_t *places = arena_array(writer->build->job->arena, plan->group_count + 1, sizeof(*places));
    size_t next = 1;
    for (size_t i = 0; i < goal->subgoal_count && places != NULL; i++) {
        const struct named *group = goal->subgoals[i].group;
        if (group != NULL && places[1 + (group - plan->groups)] == 0)
            places[1 + (group - plan->groups)] = next++;
    }
    for (size_t i = 1; i <= plan->group_count && places != NULL; i++)
        if (places[i] == 0)
            places[i] = next++;
    return places;
}

/* Sorts the actions by band, each band's in the order given. */
static void order_bands(struct writer *writer)
{
    const struct action_table *table = writer->table;
    const struct plan *plan = writer->build->plan;
    const size_t *places = band_places(writer);
    size_t *starts = arena_array(writer->build->job->arena, plan->group_count + 2, sizeof(*starts));
    if (places == NULL || starts == NULL)
        return;
    for (size_t i = 0; i < table->count; i++) {
        const struct named *band = band_of(table, table->actions[i]);
        starts[places[band == NULL ? 0 : 1 + (band - plan->groups)] + 1]++;
    }
    for (size_t i = 1; i < plan->group_count + 2; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < table->count; i++) {
        const struct named *band = band_of(table, table->actions[i]);
        writer->actions[starts[places[band == NULL ? 0 : 1 + (band - plan->groups)]]++] = table->actions[i];
    }
}

/* ---- The list of rows ---- */

static const void *head_of(const struct action_table *table, const struct action *action)
{
    return table->organisations ? (const void *)action->organisation : (const void *)action->subgoal;
}

/* True where the lower row's cell is merged with that of the row above it. */
static bool same_cell(const struct action *upper, const struct action *lower, enum field field)
{
    return lower->cells[field].merged && lower->cells[field].owner == upper->cells[field].owner;
}

/* True where a cell reaches from the action at `at` to the next one. */
static bool merged_onwards(const struct writer *writer, size_t at)
{
    const struct plan *plan = writer->build->plan;
    if (at + 1 >= writer->table->count)
        return false;
    const struct action *a = writer->actions[at], *b = writer->actions[at + 1];
    if (band_of(writer->table, a) != band_of(writer->table, b))
        return false;
    for (size_t i = 1; i < plan->column_count; i++)
        if (same_cell(a, b, plan->columns[i].field))
            return true;
    return false;
}

/* True where the action at `at` has all its cells, the first one too, in common with the one before: a row of its own
 * would have no cell. */
static bool adds_nothing(const struct writer *writer, size_t at)
{
    const struct plan *plan = writer->build->plan;
    const struct action *a = writer->actions[at - 1], *b = writer->actions[at];
    if (head_of(writer->table, a) != head_of(writer->table, b))
        return false;
    for (size_t i = 1; i < plan->column_count; i++)
        if (!same_cell(a, b, plan->columns[i].field))
            return false;
    return true;
}

/* True where the action's row would be empty, and what stands below it says why: that it is not the organisation's. */
static bool is_blank(const struct writer *writer, const struct action *action)
{
    const struct plan *plan = writer->build->plan;
    for (size_t i = 1; i < plan->column_count; i++) {
        const struct cell *cell = &action->cells[plan->columns[i].field];
        if (cell->merged || !text_absent(cell->text))
            return false;
    }
    return action_mark(action, writer->build->year) == MARK_NOT_APPLICABLE;
}

static struct printed *print(struct writer *writer, enum printed_kind kind, const struct action *action)
{
    size_t at = writer->count++;
    struct printed *row = &writer->rows[at];
    *row = (struct printed){ .kind = kind,
                             .action = action,
                             .head = head_of(writer->table, action),
                             .band = band_of(writer->table, action),
                             .head_row = at };
    if (at > 0 && row[-1].head == row->head && row[-1].band == row->band && at - row[-1].head_row < HEAD_ROWS_MAX)
        row->head_row = row[-1].head_row;
    return row;
}

/* Whether anything is told under the action's row: its follow-up, or that it is not the organisation's. */
static bool has_follow(const struct writer *writer, const struct action *action)
{
    return (writer->table->followup && writer->build->reported) ||
           action_mark(action, writer->build->year) == MARK_NOT_APPLICABLE;
}

/* What stands below the block [from, to): follow-up by action, and behind a subgoal's last action that of the plan it
 * is based on. */
static void print_below(struct writer *writer, size_t from, size_t to)
{
    const struct action_table *table = writer->table;
    for (size_t i = from; i < to; i++) {
        const struct action *action = writer->actions[i];
        const struct action *next = i + 1 < table->count ? writer->actions[i + 1] : NULL;
        bool alone = (i == from || writer->actions[i - 1]->subgoal != action->subgoal) &&
                     (i + 1 == to || next->subgoal != action->subgoal);
        if (has_follow(writer, action))
            print(writer, PRINTED_FOLLOW, action)->quoted = !alone;
        bool last = next == NULL || next->subgoal != action->subgoal || band_of(table, next) != band_of(table, action);
        if (!table->based_on || !last || action->subgoal->based_on_plan == NULL)
            continue;
        struct based_on based_on = build_based_on_read(writer->build, action->subgoal);
        if (based_on.count > 0)
            print(writer, PRINTED_BASED_ON, action)->based_on = based_on;
    }
}

static void print_block(struct writer *writer, size_t from, size_t to)
{
    struct printed *row = NULL;
    for (size_t i = from; i < to; i++) {
        if (i == from || !adds_nothing(writer, i)) {
            row = print(writer, PRINTED_ACTION, writer->actions[i]);
            row->first = i;
        }
        row->count++;
    }
    print_below(writer, from, to);
}

static void print_all(struct writer *writer)
{
    for (size_t from = 0, to; from < writer->table->count; from = to) {
        size_t at = writer->count;
        for (to = from + 1; merged_onwards(writer, to - 1);)
            to++;
        if (to > from + 1 || !is_blank(writer, writer->actions[from])) {
            print_block(writer, from, to);
            continue;
        }
        print_below(writer, from, to);
        writer->rows[at].first = from;
        writer->rows[at].count = 1;
    }
}

/* ---- Writing ---- */

static void write_header(struct writer *writer)
{
    const struct plan *plan = writer->build->plan;
    struct doc *doc = writer->build->doc;
    const struct cell_spec spec = { .scope = SCOPE_COLUMN, .ground = TINT_HEAD_GROUND };
    doc_row_open(doc, ROW_HEAD);
    for (size_t i = 0; i < plan->column_count; i++) {
        if (i == 0 && writer->table->organisations) {
            doc_cell(doc, &spec, STYLE_TABLE_HEAD, tr_text(writer->build->lang, "Organisation"));
            continue;
        }
        doc_cell_open(doc, &spec);
        doc_paragraph(doc, STYLE_TABLE_HEAD, plan->columns[i].heading);
        if (!text_absent(plan->columns[i].prompt))
            doc_paragraph(doc, STYLE_TABLE_PROMPT, plan->columns[i].prompt);
        doc_cell_close(doc);
    }
    doc_row_close(doc);
}

static void write_band(struct writer *writer, const struct named *band)
{
    struct doc *doc = writer->build->doc;
    doc_row_open(doc, ROW_BAND);
    doc_cell(doc,
             &(struct cell_spec){ .col_span = (uint16_t)writer->build->plan->column_count,
                                  .scope = SCOPE_COLUMN,
                                  .ground = TINT_BAND_GROUND },
             STYLE_TABLE_BAND, band->name);
    doc_row_close(doc);
}

/* The first cell: what heads the row, over all neighbouring rows of one head. */
static void write_head(struct writer *writer, size_t at)
{
    const struct printed *row = &writer->rows[at];
    struct doc *doc = writer->build->doc;
    size_t end = at + 1;
    while (end < writer->count && writer->rows[end].head_row == at)
        end++;
    doc_cell_open(doc, &(struct cell_spec){ .row_span = (uint16_t)(end - at), .scope = SCOPE_ROW });
    doc_paragraph_open(doc, STYLE_CELL, ALIGN_START);
    if (writer->table->organisations) {
        const struct organisation *organisation = row->action->organisation;
        doc_span(doc, &(struct span){ .text = organisation->name,
                                      .bold = true,
                                      .uri = build_page_uri(writer->build, REPORT_ORGANISATION, organisation->id) });
    } else {
        const struct subgoal *subgoal = row->action->subgoal;
        if (!text_absent(subgoal->number)) {
            doc_bold(doc, subgoal->number);
            doc_text(doc, text_of(" ", LANG_NONE));
        }
        doc_text(doc, subgoal->title);
    }
    doc_paragraph_close(doc);
    doc_cell_close(doc);
}

static bool covers(const struct writer *writer, size_t upper, enum field field)
{
    const struct printed *rows = writer->rows;
    return upper + 1 < writer->count && rows[upper].kind == PRINTED_ACTION && rows[upper + 1].kind == PRINTED_ACTION &&
           rows[upper].band == rows[upper + 1].band && same_cell(rows[upper].action, rows[upper + 1].action, field);
}

static void write_cells(struct writer *writer, size_t at)
{
    const struct plan *plan = writer->build->plan;
    struct doc *doc = writer->build->doc;
    for (size_t i = 1; i < plan->column_count; i++) {
        enum field field = plan->columns[i].field;
        if (at > 0 && covers(writer, at - 1, field))
            continue;
        size_t end = at + 1;
        while (covers(writer, end - 1, field))
            end++;
        doc_cell_open(doc, &(struct cell_spec){ .row_span = (uint16_t)(end - at) });
        build_cell_text(writer->build, writer->rows[at].action, field);
        doc_cell_close(doc);
    }
}

/* Where what refers to the action leads, and on a page its name. */
static void place_anchor(struct build *build, const struct action *action)
{
    size_t at = (size_t)(action - build->plan->actions);
    if (build->screen)
        doc_anchor_name(build->doc, build_row_anchor(build, action), build_row_name(build, action));
    if (build->row_anchors != NULL && build->row_anchors[at] != 0)
        doc_anchor_here(build->doc, build->row_anchors[at]);
}

static void write_row(struct writer *writer, size_t at)
{
    const struct printed *row = &writer->rows[at];
    struct build *build = writer->build;
    for (size_t i = 0; i < row->count; i++)
        place_anchor(build, writer->actions[row->first + i]);
    doc_row_open(build->doc, row->count > 0 ? ROW_BODY : ROW_UNDER);
    if (row->head_row == at)
        write_head(writer, at);
    if (row->kind == PRINTED_ACTION) {
        write_cells(writer, at);
    } else {
        doc_cell_open(build->doc, &(struct cell_spec){ .col_span = (uint16_t)(build->plan->column_count - 1),
                                                       .ground = TINT_FOLLOW_GROUND });
        if (row->kind == PRINTED_FOLLOW)
            build_follow_fill(build, row->action, row->quoted);
        else
            build_based_on_fill(build, &row->based_on);
        doc_cell_close(build->doc);
    }
    doc_row_close(build->doc);
}

void build_action_table(struct build *build, const struct action_table *table)
{
    struct arena *arena = build->job->arena;
    if (table->count == 0 || build->plan->column_count < 2) /* the importer lets no plan with fewer columns in */
        return;
    struct writer writer = {
        .build = build,
        .table = table,
        .actions = arena_array(arena, table->count, sizeof(const struct action *)),
        .rows = arena_array(arena, table->count, 3 * sizeof(struct printed)),
    };
    if (writer.actions == NULL || writer.rows == NULL)
        return;
    order_bands(&writer);
    if (arena_failed(arena))
        return;
    print_all(&writer);
    bool banded = false;
    for (size_t i = 0; i < writer.count; i++)
        banded = banded || writer.rows[i].band != NULL;
    build_place_referents(build);
    doc_table_open(build->doc, &(struct table_spec){ .columns = build->plan->column_count,
                                                     .caption = table->caption,
                                                     .banded_headers = banded,
                                                     .family = table->organisations ? (const void *)build->plan
                                                                                    : table->actions[0]->organisation });
    write_header(&writer);
    for (size_t i = 0; i < writer.count; i++) {
        if (writer.rows[i].band != NULL && (i == 0 || writer.rows[i - 1].band != writer.rows[i].band))
            write_band(&writer, writer.rows[i].band);
        write_row(&writer, i);
    }
    doc_table_close(build->doc);
}
