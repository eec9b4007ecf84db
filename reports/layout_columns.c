/* The widths of tables' columns: never below what the content needs at least, where the measure allows it; tight
 * columns their natural width; the others so that the tables become short. */
#include "reports/layout_columns.h"

#define WORD_PARTS       4      /* a word may hold a fourth of the measure, among fewer columns a share of it */
#define PAD_LEAST        PT(1)  /* of cells: padding shrinks so far before words are broken */
#define ROWS_LOOKED_AT   400    /* for balancing: of more, rows spread evenly */
#define PIECES_LOOKED_AT 100000 /* words, for the same reason */

static int64_t at_least(int64_t value, int64_t bound)
{
    return value < bound ? bound : value;
}

static int64_t at_most(int64_t value, int64_t bound)
{
    return value > bound ? bound : value;
}

/* Spreads what a cell over several columns lacks: on those that flow by their natural widths, else on all alike. */
static void spread(struct columns *columns, const struct cell *cell, int64_t need, bool minimum)
{
    int64_t have = 0;
    int64_t weight = 0;
    bool flows = false;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->col_span; i++) {
        have += minimum ? columns->column[i].minimum : columns->column[i].natural;
        flows = flows || !columns->column[i].tight;
    }
    int64_t lack = need - have;
    if (lack <= 0)
        return;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->col_span; i++)
        if (!flows || !columns->column[i].tight)
            weight += columns->column[i].natural + 1;
    int64_t rest = lack;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->col_span; i++) {
        struct column *column = &columns->column[i];
        if (flows && column->tight)
            continue;
        int64_t share = at_most(lack * (column->natural + 1) / weight + 1, rest);
        rest -= share;
        if (minimum)
            column->minimum += share;
        else
            column->natural += share;
    }
}

/* How many pieces of text a cell has. */
static size_t count_pieces(const struct cell_box *box)
{
    size_t pieces = 0;
    for (const struct unit *unit = box->flow.first; unit != NULL; unit = unit->next)
        pieces += unit->para->seg_count;
    return pieces;
}

/* What a word so wide holds of its column: a too long one, which ends anywhere, little, so that the other columns keep
 * their words whole. */
static fix minimum_of(const struct columns *columns, const struct cell *cell, fix word)
{
    size_t parts = columns->count < WORD_PARTS ? columns->count : WORD_PARTS;
    if (word <= columns->measure / (int64_t)parts * cell->col_span)
        return word;
    return (fix)(columns->measure / (2 * (int64_t)columns->count));
}

/* No column more than its share: then all have room. */
static void cap_minima(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        columns->column[i].minimum = at_most(columns->column[i].minimum, columns->measure / (int64_t)columns->count);
}

/* What a cell needs, padding included. */
static struct flow_need need_of(const struct columns *columns, const struct cell_box *box, bool divided)
{
    struct flow_need need = flow_need(&box->flow);
    if (divided)
        need.minimum = flow_least(columns->layout, &box->flow);
    need.minimum = minimum_of(columns, box->cell, need.minimum) + 2 * columns->pad_x;
    need.natural += 2 * columns->pad_x;
    return need;
}

/* Needs of a table's cells that stand in one column. */
static void gather_single(struct columns *columns, const struct table_box *box, bool divided)
{
    for (size_t i = 0; i < box->table->cell_count; i++) {
        const struct cell *cell = &box->table->cells[i];
        struct column *column = &columns->column[cell->column];
        if (cell->col_span > 1)
            continue;
        struct flow_need need = need_of(columns, &box->cells[i], divided);
        column->minimum = at_least(column->minimum, need.minimum);
        column->natural = at_least(column->natural, column->even ? need.minimum : need.natural);
    }
}

/* Of those that stand in several, behind all of the others. */
static void gather_spanning(struct columns *columns, const struct table_box *box, bool divided)
{
    for (size_t i = 0; i < box->table->cell_count; i++) {
        const struct cell *cell = &box->table->cells[i];
        if (cell->col_span < 2)
            continue;
        struct flow_need need = need_of(columns, &box->cells[i], divided);
        spread(columns, cell, need.minimum, true);
        if (box->table->spec.natural)
            spread(columns, cell, at_most(need.natural, columns->measure), false);
    }
}

/* What the columns need. `divided`: words may be divided, so that columns may be narrower than their longest. */
static void gather(struct columns *columns, bool divided)
{
    const struct table_spec *spec = &columns->first->table->spec;
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->column[i];
        column->tight = spec->fits[i] != COLUMN_FLOW;
        column->even = spec->fits[i] == COLUMN_EVEN;
        column->minimum = column->natural = 2 * (int64_t)columns->pad_x;
    }
    for (const struct table_box *box = columns->first; box != NULL; box = box->alike)
        gather_single(columns, box, divided);
    for (const struct table_box *box = columns->first; box != NULL; box = box->alike)
        gather_spanning(columns, box, divided);
    int64_t even = 0;
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->column[i];
        column->natural = at_least(column->natural, column->minimum);
        if (column->even)
            even = at_least(even, column->natural);
    }
    for (size_t i = 0; i < columns->count; i++)
        if (columns->column[i].even)
            columns->column[i].natural = even;
}

/* So that the time does not grow with the tables. */
static size_t step_of(const struct columns *columns)
{
    size_t rows = 0;
    size_t pieces = 0;
    for (const struct table_box *box = columns->first; box != NULL; box = box->alike) {
        rows += box->table->row_count;
        for (size_t i = 0; i < box->table->cell_count; i++)
            pieces += count_pieces(&box->cells[i]);
    }
    return 1 + rows / ROWS_LOOKED_AT + pieces / PIECES_LOOKED_AT;
}

/* ---- The choice ---- */

/* All columns between minimum and natural width: the minimum, and of what is left a share of what each wants more. */
static void between(struct columns *columns, int64_t minima, int64_t naturals)
{
    int64_t left = columns->measure - minima;
    int64_t wanted = naturals - minima;
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->column[i];
        int64_t more = column->natural - column->minimum;
        column->width = column->minimum + (wanted <= 0 ? 0 : (int64_t)((__int128)left * more / wanted));
    }
}

/* Everything fits on its natural width: what is left over goes to the flowing columns, else to all, by natural
 * width. */
static void widen(struct columns *columns, int64_t naturals)
{
    int64_t left = columns->first->table->spec.natural ? 0 : columns->measure - naturals;
    int64_t weight = 0;
    for (size_t i = 0; i < columns->count; i++)
        if (!columns->column[i].tight)
            weight += columns->column[i].natural;
    bool all = weight == 0;
    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->column[i];
        column->width = column->natural;
        if (all)
            column->width += left * column->natural / naturals;
        else if (!column->tight)
            column->width += left * column->natural / weight;
    }
}

static int64_t sum_of_minima(const struct columns *columns)
{
    int64_t minima = 0;
    for (size_t i = 0; i < columns->count; i++)
        minima += columns->column[i].minimum;
    return minima;
}

static int64_t sum_of_naturals(const struct columns *columns)
{
    int64_t naturals = 0;
    for (size_t i = 0; i < columns->count; i++)
        naturals += columns->column[i].natural;
    return naturals;
}

static bool choose(struct columns *columns)
{
    int64_t minima = sum_of_minima(columns);
    int64_t naturals = sum_of_naturals(columns);
    int64_t tight_naturals = 0;
    int64_t flow_minima = 0;
    size_t flowing = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->column[i];
        tight_naturals += column->tight ? column->natural : 0;
        flow_minima += column->tight ? 0 : column->minimum;
        flowing += !column->tight;
    }
    if (naturals <= columns->measure) {
        widen(columns, naturals);
    } else if (flowing > 0 && tight_naturals + flow_minima <= columns->measure) {
        for (size_t i = 0; i < columns->count; i++)
            if (columns->column[i].tight)
                columns->column[i].width = columns->column[i].natural;
        columns->step = step_of(columns);
        return columns_balance(columns, columns->measure - tight_naturals);
    } else {
        between(columns, minima, naturals);
    }
    return true;
}

/* Where each table's columns are. */
static bool tell_edges(const struct columns *columns, fix left)
{
    for (struct table_box *box = columns->first; box != NULL; box = box->alike) {
        box->edges = arena_array(columns->layout->arena, columns->count + 1, sizeof *box->edges);
        if (box->edges == NULL)
            return false;
        box->pad_x = columns->pad_x;
        box->pad_y = page_style.cell_pad_y;
        box->edges[0] = left;
        for (size_t i = 0; i < columns->count; i++)
            box->edges[i + 1] = box->edges[i] + (fix)columns->column[i].width;
    }
    return true;
}

/* For the tables linked behind `first`, all alike. */
static bool choose_alike(struct columns *columns, struct table_box *first, fix left)
{
    columns->first = first;
    columns->pad_x = page_style.cell_pad_x;
    gather(columns, false);
    int64_t excess = sum_of_minima(columns) - columns->measure;
    bool divided = excess > 0; /* whole words have no room */
    if (divided) {
        gather(columns, true);
        excess = sum_of_minima(columns) - columns->measure;
    }
    int64_t less = excess / (2 * (int64_t)columns->count) + 1; /* padding that would make the room */
    if (excess > 0 && less <= columns->pad_x - PAD_LEAST) {
        columns->pad_x -= (fix)less;
        gather(columns, divided);
        excess = sum_of_minima(columns) - columns->measure;
    }
    if (excess > 0)
        cap_minima(columns);
    return choose(columns) && tell_edges(columns, left);
}

/* ---- Tables alike where that costs no line ---- */

/* True where all of a table's cells stand on one line each, of all that are linked behind it too. */
static bool fits_naturally(struct columns *columns, struct table_box *first)
{
    columns->first = first;
    columns->pad_x = page_style.cell_pad_x;
    gather(columns, false);
    return sum_of_naturals(columns) <= columns->measure;
}

/* True where the cells of the table that was gathered stand on one line each in the columns of `other`, too. */
static bool has_room(const struct columns *columns, const struct table_box *other)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->column[i].natural > other->edges[i + 1] - other->edges[i])
            return false;
    return true;
}

/* The one with room for it: `last` rather than another one of the list; NULL: none. */
static const struct table_box *find_room(const struct columns *columns, const struct table_box *last,
                                         const struct table_box *list)
{
    if (last != NULL && has_room(columns, last))
        return last;
    while (list != NULL && !has_room(columns, list))
        list = list->alike;
    return list;
}

static struct table_box *take_first(struct table_box **list)
{
    struct table_box *first = *list;
    *list = first->alike;
    first->alike = NULL;
    return first;
}

static void append(struct table_box ***end, struct table_box *box)
{
    **end = box;
    *end = &box->alike;
}

/* Each table that needs more than the measure gets the widths that make it short. One that does not takes those of such
 * a one where it can, and stands alike with its others else. */
static bool choose_free(struct columns *columns, struct table_box *first, fix left)
{
    struct table_box *tall = NULL, *low = NULL, *rest = NULL;
    struct table_box **tall_end = &tall, **low_end = &low, **rest_end = &rest;
    while (first != NULL) {
        struct table_box *box = take_first(&first);
        if (fits_naturally(columns, box))
            append(&low_end, box);
        else if (choose_alike(columns, box, left))
            append(&tall_end, box);
        else
            return false;
    }
    const struct table_box *model = NULL;
    while (low != NULL) {
        struct table_box *box = take_first(&low);
        (void)fits_naturally(columns, box);
        const struct table_box *found = find_room(columns, model, tall);
        if (found == NULL) {
            append(&rest_end, box);
            continue;
        }
        model = found;
        box->edges = model->edges;
        box->pad_x = model->pad_x;
        box->pad_y = model->pad_y;
    }
    if (rest == NULL || fits_naturally(columns, rest))
        return rest == NULL || choose_alike(columns, rest, left);
    while (rest != NULL)
        if (!choose_alike(columns, take_first(&rest), left))
            return false;
    return true;
}

bool columns_choose(struct layout *layout, struct table_box *first, fix left, fix measure)
{
    struct columns *columns = arena_alloc(layout->arena, sizeof *columns);
    if (columns == NULL)
        return false;
    *columns = (struct columns){ .layout = layout, .count = first->table->spec.columns, .measure = measure };
    return first->alike == NULL || first->table->spec.natural ? choose_alike(columns, first, left)
                                                              : choose_free(columns, first, left);
}
