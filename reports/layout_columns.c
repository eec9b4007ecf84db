/* The widths of a table's columns: never below what the content needs at least, where the measure allows it; tight
 * columns their natural width; the others so that the table becomes short. */
#include "reports/layout_inner.h"

#define ROUNDS           6      /* of balancing */
#define CLIMBS           30     /* steps tried behind that */
#define ROW_WEIGHT       24     /* of the rows' heights against all cells' */
#define HEAD_WEIGHT      2      /* of a head's height against a row's: a tall head of prompts is the uglier one */
#define TAKERS           3      /* columns that may grow in a step: those that could save most */
#define WORD_PARTS       4      /* a word may hold a fourth of the measure, among fewer columns a share of it */
#define PAD_LEAST        PT(1)  /* of cells: padding shrinks so far before words are broken */
#define ROWS_LOOKED_AT   400    /* for balancing: of longer tables, rows spread evenly */
#define PIECES_LOOKED_AT 100000 /* words, for the same reason */

struct column {
    int64_t minimum, natural; /* padding included */
    int64_t width;
    bool tight, even;
};

/* What a cell's content would be at a width, for the two widths asked for last: a step changes only two columns. */
struct memo {
    fix width[2];
    int64_t height[2], elastic[2];
    bool second; /* the older one */
};

struct columns {
    struct layout *layout;
    const struct table_box *box;
    size_t count;
    int64_t measure;
    struct column column[TABLE_COLUMNS_MAX];
    size_t step;             /* every step-th row is looked at */
    struct flow_need *needs; /* by cell */
    struct memo *memos;      /* by cell */
};

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

/* Needs of cells in one column, then of those over several. `divided`: words may be divided, so that columns may be
 * narrower than their longest. */
static void gather(struct columns *columns, bool divided)
{
    const struct table_box *box = columns->box;
    const struct table *table = box->table;
    for (size_t i = 0; i < columns->count; i++) {
        columns->column[i].tight = table->spec.fits[i] != COLUMN_FLOW;
        columns->column[i].even = table->spec.fits[i] == COLUMN_EVEN;
        columns->column[i].minimum = columns->column[i].natural = 2 * (int64_t)box->pad_x;
    }
    size_t pieces = 0;
    for (size_t i = 0; i < table->cell_count; i++) {
        struct flow_need need = flow_need(&box->cells[i].flow);
        if (divided)
            need.minimum = flow_least(columns->layout, &box->cells[i].flow);
        need.minimum = minimum_of(columns, &table->cells[i], need.minimum);
        columns->needs[i] = need;
        pieces += count_pieces(&box->cells[i]);
        struct column *column = &columns->column[table->cells[i].column];
        if (table->cells[i].col_span > 1)
            continue;
        column->minimum = at_least(column->minimum, (int64_t)need.minimum + 2 * (int64_t)box->pad_x);
        fix natural = column->even ? need.minimum : need.natural;
        column->natural = at_least(column->natural, (int64_t)natural + 2 * (int64_t)box->pad_x);
    }
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->col_span < 2)
            continue;
        int64_t pads = 2 * (int64_t)box->pad_x;
        spread(columns, cell, columns->needs[i].minimum + pads, true);
        if (table->spec.natural)
            spread(columns, cell, at_most(columns->needs[i].natural + pads, columns->measure), false);
    }
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
    columns->step = 1 + table->row_count / ROWS_LOOKED_AT + pieces / PIECES_LOOKED_AT;
}

/* ---- Balancing ---- */

static int64_t square_root(int64_t value)
{
    int64_t root = value > 0 ? (int64_t)1 << ((64 - __builtin_clzll((unsigned long long)value) + 1) / 2) : 0;
    for (int i = 0; i < 6 && root > 0; i++)
        root = (root + value / root) / 2;
    return root;
}

/* Gives `free` to the flowing columns by `wish`, none less than its minimum: who wishes less than that gets it, and
 * the others share the rest. */
static void share(struct columns *columns, const int64_t *wish, int64_t free)
{
    bool fixed[TABLE_COLUMNS_MAX] = { false };
    for (size_t round = 0; round <= columns->count; round++) {
        int64_t left = free;
        int64_t wishes = 0;
        for (size_t i = 0; i < columns->count; i++) {
            if (columns->column[i].tight)
                continue;
            if (fixed[i])
                left -= columns->column[i].minimum;
            else
                wishes += wish[i];
        }
        bool settled = true;
        for (size_t i = 0; i < columns->count; i++) {
            struct column *column = &columns->column[i];
            if (column->tight || fixed[i])
                continue;
            column->width = wishes == 0 ? 0 : (int64_t)((__int128)left * wish[i] / wishes);
            if (column->width < column->minimum) {
                column->width = column->minimum;
                fixed[i] = true;
                settled = false;
            }
        }
        if (settled)
            return;
    }
}

/* How high a cell's content gets at a width. `*elastic`: the height of those of its paragraphs that width could
 * shorten. */
static int64_t content_height(const struct cell_box *box, fix width, int64_t *elastic)
{
    int64_t height = 0;
    *elastic = 0;
    for (const struct unit *unit = box->flow.first; unit != NULL; unit = unit->next) {
        fix room = width - unit->x < PT(1) ? PT(1) : width - unit->x;
        int64_t lines = unit->para->area <= room ? 1 : text_lines_at(unit->para, room);
        int64_t here = lines * unit->para->style->leading;
        height += here + (unit == box->flow.first ? 0 : unit->gap);
        if (lines > 1)
            *elastic += here;
    }
    return height;
}

/* The same at the widths at hand, remembered. */
static int64_t height_at_hand(const struct columns *columns, size_t index, int64_t *elastic)
{
    const struct cell *cell = &columns->box->table->cells[index];
    struct memo *memo = &columns->memos[index];
    fix width = -2 * columns->box->pad_x;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->col_span; i++)
        width += (fix)columns->column[i].width;
    size_t at = memo->width[0] == width ? 0 : memo->width[1] == width ? 1 : memo->second;
    if (memo->width[at] != width) {
        memo->width[at] = width;
        memo->height[at] = content_height(&columns->box->cells[index], width, &memo->elastic[at]);
    }
    memo->second = at == 0;
    *elastic = memo->elastic[at];
    return memo->height[at];
}

/* A row at the widths at hand. */
struct row_weight {
    int64_t height; /* of its highest cell; one over several rows counts by its share */
    int64_t cells;  /* the heights of all */
    int64_t saving; /* what more width for that highest cell could save */
    size_t column;  /* its column; TABLE_COLUMNS_MAX: it stands in several */
};

static struct row_weight weigh_row(const struct columns *columns, size_t r)
{
    const struct table *table = columns->box->table;
    const struct row *row = &table->rows[r];
    struct row_weight weight = { .column = TABLE_COLUMNS_MAX };
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
        const struct cell *cell = &table->cells[c];
        int64_t elastic;
        int64_t height = height_at_hand(columns, c, &elastic);
        if (cell->row_span > 1)
            height /= cell->row_span;
        weight.cells += height;
        if (height <= weight.height)
            continue;
        weight.height = height;
        weight.saving = elastic;
        weight.column = cell->col_span == 1 ? cell->column : TABLE_COLUMNS_MAX;
    }
    return weight;
}

/* How bad the widths at hand are: the rows' heights above all, the head's on every page that the table is likely to
 * reach, then the sum of all cells' (a shorter cell in a row that another makes high reads better too). `demand`: by
 * column the height that more width there could save. Stops where it is beyond `limit`; then the demands are not
 * whole. */
static int64_t weigh(const struct columns *columns, int64_t *demand, int64_t limit)
{
    const struct table *table = columns->box->table;
    int64_t body = page_style.height - page_style.top - page_style.bottom;
    int64_t rows = 0;
    int64_t cells = 0;
    memset(demand, 0, columns->count * sizeof *demand);
    for (size_t r = table->head_count; r < table->row_count && rows * ROW_WEIGHT < limit; r += columns->step) {
        struct row_weight weight = weigh_row(columns, r);
        rows += weight.height;
        cells += weight.cells;
        if (weight.column < columns->count)
            demand[weight.column] += weight.saving;
    }
    int64_t pages = 1 + rows * (int64_t)columns->step / body;
    for (size_t r = 0; r < table->head_count; r++) {
        struct row_weight weight = weigh_row(columns, r);
        rows += weight.height * pages * HEAD_WEIGHT;
        cells += weight.cells * pages;
        if (weight.column < columns->count)
            demand[weight.column] += weight.saving * pages * HEAD_WEIGHT;
    }
    return rows * ROW_WEIGHT + cells;
}

/* The best widths so far. */
struct best {
    int64_t badness;
    int64_t width[TABLE_COLUMNS_MAX];
    int64_t demand[TABLE_COLUMNS_MAX];
};

static void try_widths(const struct columns *columns, struct best *best, int64_t *demand, int64_t limit)
{
    int64_t badness = weigh(columns, demand, limit);
    if (badness >= best->badness)
        return;
    best->badness = badness;
    memcpy(best->demand, demand, columns->count * sizeof *demand);
    for (size_t i = 0; i < columns->count; i++)
        best->width[i] = columns->column[i].width;
}

/* The flowing column with the rank-th largest demand; TABLE_COLUMNS_MAX: there is none that wants more. */
static size_t taker_at(const struct columns *columns, const struct best *best, size_t rank)
{
    for (size_t i = 0; i < columns->count; i++) {
        size_t before = 0;
        if (columns->column[i].tight || best->demand[i] <= 0)
            continue;
        for (size_t k = 0; k < columns->count; k++)
            before += !columns->column[k].tight &&
                      (best->demand[k] > best->demand[i] || (best->demand[k] == best->demand[i] && k < i));
        if (before == rank)
            return i;
    }
    return TABLE_COLUMNS_MAX;
}

/* The rank-th column that can give a piece away. */
static size_t giver_at(const struct columns *columns, size_t taker, int64_t piece, size_t rank)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->column[i];
        if (i != taker && !column->tight && column->width - piece >= column->minimum && rank-- == 0)
            return i;
    }
    return TABLE_COLUMNS_MAX;
}

/* From the best widths so far: a column that could save height takes a piece from one that has it to spare, those
 * that could save most first, until nothing is won. */
static void climb(struct columns *columns, struct best *best)
{
    int64_t demand[TABLE_COLUMNS_MAX];
    int64_t piece = columns->measure / 24;
    size_t take = 0;
    size_t give = 0;
    for (int tries = 0; tries < CLIMBS && piece > columns->measure / 120;) {
        for (size_t i = 0; i < columns->count; i++)
            columns->column[i].width = best->width[i];
        size_t taker = take < TAKERS ? taker_at(columns, best, take) : TABLE_COLUMNS_MAX;
        if (taker == TABLE_COLUMNS_MAX) {
            piece /= 2;
            take = give = 0;
            continue;
        }
        size_t giver = giver_at(columns, taker, piece, give++);
        if (giver == TABLE_COLUMNS_MAX) {
            take++;
            give = 0;
            continue;
        }
        int64_t before = best->badness;
        columns->column[taker].width += piece;
        columns->column[giver].width -= piece;
        try_widths(columns, best, demand, best->badness);
        tries++;
        if (best->badness < before)
            take = give = 0;
    }
}

/* Widths by which the table becomes short: a column's share of the width moves, halfway in each round, towards its
 * share of the height that width could save (at the optimum of sum(max(area / width)) the two are equal); from the
 * best of these on in steps. */
static void balance(struct columns *columns, int64_t free)
{
    int64_t wish[TABLE_COLUMNS_MAX] = { 0 };
    int64_t demand[TABLE_COLUMNS_MAX];
    struct best best = { .badness = INT64_MAX };
    for (size_t i = 0; i < columns->count; i++)
        wish[i] = square_root(columns->column[i].natural * 1000);
    for (int round = 0; round < ROUNDS; round++) {
        share(columns, wish, free);
        try_widths(columns, &best, demand, INT64_MAX);
        for (size_t i = 0; i < columns->count; i++)
            wish[i] = square_root(columns->column[i].width) * square_root(demand[i] + PT(5)) + 1;
    }
    climb(columns, &best);
    for (size_t i = 0; i < columns->count; i++)
        if (!columns->column[i].tight)
            columns->column[i].width = best.width[i];
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
    int64_t left = columns->box->table->spec.natural ? 0 : columns->measure - naturals;
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

static void choose(struct columns *columns)
{
    int64_t minima = sum_of_minima(columns);
    int64_t naturals = 0;
    int64_t tight_naturals = 0;
    int64_t flow_minima = 0;
    size_t flowing = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->column[i];
        naturals += column->natural;
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
        balance(columns, columns->measure - tight_naturals);
    } else {
        between(columns, minima, naturals);
    }
}

bool columns_choose(struct layout *layout, struct table_box *box, fix left, fix measure)
{
    size_t count = box->table->spec.columns;
    box->pad_x = page_style.cell_pad_x;
    box->pad_y = page_style.cell_pad_y;
    box->edges = arena_array(layout->arena, count + 1, sizeof *box->edges);
    struct columns *columns = arena_alloc(layout->arena, sizeof *columns);
    if (box->edges == NULL || columns == NULL)
        return false;
    *columns = (struct columns){ .layout = layout, .box = box, .count = count, .measure = measure };
    columns->needs = arena_array(layout->arena, box->table->cell_count, sizeof *columns->needs);
    columns->memos = arena_array(layout->arena, box->table->cell_count, sizeof *columns->memos);
    if (columns->needs == NULL || columns->memos == NULL)
        return false;
    gather(columns, false);
    int64_t excess = sum_of_minima(columns) - measure;
    bool divided = excess > 0; /* whole words have no room */
    if (divided) {
        gather(columns, true);
        excess = sum_of_minima(columns) - measure;
    }
    int64_t less = excess / (2 * (int64_t)count) + 1; /* padding that would make the room */
    if (excess > 0 && less <= box->pad_x - PAD_LEAST) {
        box->pad_x -= (fix)less;
        gather(columns, divided);
        excess = sum_of_minima(columns) - measure;
    }
    if (excess > 0)
        cap_minima(columns);
    choose(columns);
    box->edges[0] = left;
    for (size_t i = 0; i < count; i++)
        box->edges[i + 1] = box->edges[i] + (fix)columns->column[i].width;
    return true;
}
