/* Widths by which tables become short. Only cells whose heights the widths can change are looked at again and again. */
#include "reports/layout_columns.h"

#define ROUNDS      6  /* of balancing */
#define CLIMBS      30 /* steps tried behind that */
#define ROW_WEIGHT  24 /* of the rows' heights against all cells' */
#define HEAD_WEIGHT 2  /* of a head's height against a row's: a tall head of prompts is the uglier one */
#define TAKERS      3  /* columns that may grow in a step: those that could save most */

/* A cell whose content may get higher or lower, with what it is at the two widths asked for last: a step changes only
 * two columns. */
struct elastic {
    const struct cell_box *box;
    uint32_t place; /* of the cell in its table */
    fix width[2];
    int64_t height[2], saving[2];
    bool second; /* the older one */
};

/* What a row or several come to: the heights of their highest cells (one over several rows counts by its share), and
 * of all. */
struct weight {
    int64_t rows, cells;
};

/* A row with elastic cells, and what the others of it come to. */
struct elastic_row {
    struct weight rigid;
    uint32_t highest; /* place of the highest of those */
    uint32_t count;
    size_t first; /* of its elastic cells */
};

struct elastic_table {
    struct weight head, body;             /* of the rows without elastic cells */
    size_t head_from, body_from, body_to; /* the others */
};

struct balance {
    struct columns *columns;
    struct elastic *cells;
    struct elastic_row *rows;
    struct elastic_table *tables;
    size_t cell_count, cell_room, row_count, row_room, table_count, table_room;
};

/* ---- What can change ---- */

/* How high a cell's content gets at a width. `*saving`: the height of those of its paragraphs that width could
 * shorten. */
static int64_t content_height(const struct cell_box *box, fix width, int64_t *saving)
{
    int64_t height = 0;
    *saving = 0;
    for (const struct unit *unit = box->flow.first; unit != NULL; unit = unit->next) {
        fix room = width - unit->x < PT(1) ? PT(1) : width - unit->x;
        int64_t lines = unit->para->area <= room && !unit->para->forced ? 1 : text_lines_at(unit->para, room);
        int64_t here = lines * unit->para->style->leading;
        height += here + (unit == box->flow.first ? 0 : unit->gap);
        if (lines > 1)
            *saving += here;
    }
    return height;
}

/* The least width that the cell's content may get; `*flows`: it may get more. */
static fix least_width(const struct columns *columns, const struct cell *cell, bool *flows)
{
    int64_t width = -2 * (int64_t)columns->pad_x;
    *flows = false;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->col_span; i++) {
        const struct column *column = &columns->column[i];
        width += column->tight ? column->width : column->minimum;
        *flows = *flows || !column->tight;
    }
    return (fix)width;
}

/* False where no end but forced ones is needed at the least width already, or the width is the same always. */
static bool is_elastic(const struct columns *columns, const struct cell_box *box, fix *least)
{
    bool flows;
    *least = least_width(columns, box->cell, &flows);
    if (!flows)
        return false;
    for (const struct unit *unit = box->flow.first; unit != NULL; unit = unit->next)
        if (unit->para->area > *least - unit->x)
            return true;
    return false;
}

static bool add_cell(struct balance *balance, const struct table_box *box, size_t place)
{
    struct arena *arena = balance->columns->layout->arena;
    if (!arena_grow(arena, &balance->cells, balance->cell_count, &balance->cell_room, sizeof *balance->cells))
        return false;
    balance->cells[balance->cell_count++] = (struct elastic){ .box = &box->cells[place], .place = (uint32_t)place };
    return true;
}

/* Takes a row in: as one of those to weigh again and again, or into `sum`, where it stays what it is. */
static bool look_at_row(struct balance *balance, const struct table_box *box, size_t r, struct weight *sum)
{
    const struct row *source = &box->table->rows[r];
    struct elastic_row row = { .first = balance->cell_count };
    for (size_t c = source->first_cell; c < (size_t)source->first_cell + source->cell_count; c++) {
        fix least;
        if (is_elastic(balance->columns, &box->cells[c], &least)) {
            row.count++;
            if (!add_cell(balance, box, c))
                return false;
            continue;
        }
        int64_t saving;
        int64_t height = content_height(&box->cells[c], least, &saving) / box->cells[c].cell->row_span;
        row.rigid.cells += height;
        if (height <= row.rigid.rows)
            continue;
        row.rigid.rows = height;
        row.highest = (uint32_t)c;
    }
    if (row.count == 0) {
        sum->rows += row.rigid.rows;
        sum->cells += row.rigid.cells;
        return true;
    }
    struct arena *arena = balance->columns->layout->arena;
    if (!arena_grow(arena, &balance->rows, balance->row_count, &balance->row_room, sizeof *balance->rows))
        return false;
    balance->rows[balance->row_count++] = row;
    return true;
}

static bool look_at_table(struct balance *balance, const struct table_box *box)
{
    const struct table *table = box->table;
    struct arena *arena = balance->columns->layout->arena;
    struct elastic_table looked = { .head_from = balance->row_count };
    for (size_t r = 0; r < table->head_count; r++)
        if (!look_at_row(balance, box, r, &looked.head))
            return false;
    looked.body_from = balance->row_count;
    for (size_t r = table->head_count; r < table->row_count; r += balance->columns->step)
        if (!look_at_row(balance, box, r, &looked.body))
            return false;
    looked.body_to = balance->row_count;
    if (!arena_grow(arena, &balance->tables, balance->table_count, &balance->table_room, sizeof *balance->tables))
        return false;
    balance->tables[balance->table_count++] = looked;
    return true;
}

/* ---- Weighing ---- */

/* The cell's content at the widths at hand, remembered. */
static int64_t height_at_hand(const struct columns *columns, struct elastic *elastic, int64_t *saving)
{
    const struct cell *cell = elastic->box->cell;
    fix width = -2 * columns->pad_x;
    for (size_t i = cell->column; i < (size_t)cell->column + cell->col_span; i++)
        width += (fix)columns->column[i].width;
    size_t at = elastic->width[0] == width ? 0 : elastic->width[1] == width ? 1 : elastic->second;
    if (elastic->width[at] != width) {
        elastic->width[at] = width;
        elastic->height[at] = content_height(elastic->box, width, &elastic->saving[at]);
    }
    elastic->second = at == 0;
    *saving = elastic->saving[at];
    return elastic->height[at];
}

/* Adds a row at the widths at hand. `demand`: by column what more width there could save, `worth` times. */
static void weigh_row(const struct balance *balance, const struct elastic_row *row, struct weight *sum, int64_t *demand,
                      int64_t worth)
{
    struct weight weight = row->rigid;
    uint32_t highest = row->highest;
    int64_t saving = 0;
    size_t column = 0;
    for (size_t i = row->first; i < row->first + row->count; i++) {
        struct elastic *elastic = &balance->cells[i];
        const struct cell *cell = elastic->box->cell;
        int64_t could_save;
        int64_t height = height_at_hand(balance->columns, elastic, &could_save);
        if (cell->row_span > 1)
            height /= cell->row_span;
        weight.cells += height;
        if (height < weight.rows || (height == weight.rows && elastic->place > highest))
            continue;
        weight.rows = height;
        highest = elastic->place;
        saving = cell->col_span == 1 ? could_save : 0;
        column = cell->column;
    }
    demand[column] += saving * worth;
    sum->rows += weight.rows;
    sum->cells += weight.cells;
}

/* How bad the widths at hand are: the rows' heights above all, the head's on every page that its table is likely to
 * reach, then the sum of all cells' (a shorter cell in a row that another makes high reads better too). `demand`: by
 * column the height that more width there could save. Stops where it is beyond `limit`; then the demands are not
 * whole. */
static int64_t weigh(const struct balance *balance, int64_t *demand, int64_t limit)
{
    int64_t body = page_style.height - page_style.top - page_style.bottom;
    struct weight sum = { 0 };
    memset(demand, 0, balance->columns->count * sizeof *demand);
    for (size_t t = 0; t < balance->table_count; t++) {
        const struct elastic_table *table = &balance->tables[t];
        struct weight rows = table->body;
        for (size_t r = table->body_from; r < table->body_to && (sum.rows + rows.rows) * ROW_WEIGHT < limit; r++)
            weigh_row(balance, &balance->rows[r], &rows, demand, 1);
        int64_t pages = 1 + rows.rows * (int64_t)balance->columns->step / body;
        struct weight head = table->head;
        for (size_t r = table->head_from; r < table->body_from; r++)
            weigh_row(balance, &balance->rows[r], &head, demand, pages * HEAD_WEIGHT);
        sum.rows += rows.rows + head.rows * pages * HEAD_WEIGHT;
        sum.cells += rows.cells + head.cells * pages;
    }
    return sum.rows * ROW_WEIGHT + sum.cells;
}

/* ---- Searching ---- */

/* The best widths so far. */
struct best {
    int64_t badness;
    int64_t width[TABLE_COLUMNS_MAX];
    int64_t demand[TABLE_COLUMNS_MAX];
};

static void try_widths(const struct balance *balance, struct best *best, int64_t *demand, int64_t limit)
{
    const struct columns *columns = balance->columns;
    int64_t badness = weigh(balance, demand, limit);
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
static void climb(const struct balance *balance, struct best *best)
{
    struct columns *columns = balance->columns;
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
        try_widths(balance, best, demand, best->badness);
        tries++;
        if (best->badness < before)
            take = give = 0;
    }
}

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

/* A column's share of the width moves, halfway in each round, towards its share of the height that width could save
 * (at the optimum of sum(max(area / width)) the two are equal); from the best of these on in steps. */
bool columns_balance(struct columns *columns, int64_t free)
{
    int64_t wish[TABLE_COLUMNS_MAX] = { 0 };
    int64_t demand[TABLE_COLUMNS_MAX];
    struct balance balance = { .columns = columns };
    struct best best = { .badness = INT64_MAX };
    for (const struct table_box *box = columns->first; box != NULL; box = box->alike)
        if (!look_at_table(&balance, box))
            return false;
    for (size_t i = 0; i < columns->count; i++)
        wish[i] = square_root(columns->column[i].natural * 1000);
    for (int round = 0; round < ROUNDS; round++) {
        share(columns, wish, free);
        try_widths(&balance, &best, demand, INT64_MAX);
        for (size_t i = 0; i < columns->count; i++)
            wish[i] = square_root(columns->column[i].width) * square_root(demand[i] + PT(5)) + 1;
    }
    climb(&balance, &best);
    for (size_t i = 0; i < columns->count; i++)
        if (!columns->column[i].tight)
            columns->column[i].width = best.width[i];
    return true;
}
