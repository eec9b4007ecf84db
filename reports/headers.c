#include "reports/headers.h"

#include <string.h>

#define NO_CELL 0 /* places are held one higher */

struct headers {
    const struct table *table;
    size_t row;
    uint32_t *columns; /* per head row and column the header cell there */
    uint32_t band;
    uint32_t rows[TABLE_COLUMNS_MAX];  /* row headers that reach into the row at hand, by column */
    uint16_t reach[TABLE_COLUMNS_MAX]; /* how many rows they still reach */
};

struct headers *headers_new(struct arena *arena, const struct table *table)
{
    struct headers *headers = arena_alloc(arena, sizeof *headers);
    uint32_t *columns = arena_array(arena, table->head_count * table->spec.columns, sizeof *columns);
    if (headers == NULL || columns == NULL)
        return NULL;
    headers->table = table;
    headers->columns = columns;
    return headers;
}

static void note_head(struct headers *headers, size_t place)
{
    const struct table *table = headers->table;
    const struct cell *cell = &table->cells[place];
    if (cell->scope == SCOPE_NONE)
        return;
    for (size_t r = cell->row; r < (size_t)cell->row + cell->row_span && r < table->head_count; r++)
        for (size_t c = cell->column; c < (size_t)cell->column + cell->col_span; c++)
            headers->columns[r * table->spec.columns + c] = (uint32_t)place + 1;
}

/* A band ends what headed the rows before it; row headers reach as many rows as they span. */
static void leave_rows(struct headers *headers, enum row_kind kind)
{
    if (kind == ROW_BAND) {
        memset(headers->rows, 0, sizeof headers->rows);
        memset(headers->reach, 0, sizeof headers->reach);
        headers->band = NO_CELL;
    }
    for (size_t c = 0; kind != ROW_UNDER && c < headers->table->spec.columns; c++) {
        if (headers->reach[c] > 0)
            headers->reach[c]--;
        if (headers->reach[c] == 0)
            headers->rows[c] = NO_CELL;
    }
}

/* Row headers reach into the rows that they span and into what stands under those. */
static void note_row(struct headers *headers, const struct row *row, size_t place)
{
    const struct cell *cell = &headers->table->cells[place];
    if (row->kind == ROW_BAND && cell->scope != SCOPE_NONE && headers->band == NO_CELL)
        headers->band = (uint32_t)place + 1;
    if (row->kind != ROW_BAND && (cell->scope == SCOPE_ROW || cell->scope == SCOPE_BOTH)) {
        headers->rows[cell->column] = (uint32_t)place + 1;
        headers->reach[cell->column] = cell->row_span;
    }
}

void headers_row(struct headers *headers, size_t at)
{
    const struct row *row = &headers->table->rows[at];
    headers->row = at;
    if (row->kind != ROW_HEAD)
        leave_rows(headers, row->kind);
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
        if (row->kind == ROW_HEAD)
            note_head(headers, c);
        else
            note_row(headers, row, c);
    }
}

size_t headers_of(const struct headers *headers, size_t place, uint32_t found[HEADERS_MAX])
{
    const struct table *table = headers->table;
    const struct cell *cell = &table->cells[place];
    size_t columns = table->spec.columns, count = 0;
    enum row_kind kind = table->rows[headers->row].kind;
    if (kind == ROW_HEAD || kind == ROW_BAND)
        return 0;
    bool across = cell->col_span == columns && columns > 1;
    for (size_t r = 0; r < table->head_count && !across && count < TABLE_COLUMNS_MAX; r++) {
        uint32_t head = headers->columns[r * columns + cell->column];
        if (head != NO_CELL && (count == 0 || found[count - 1] != head - 1))
            found[count++] = head - 1;
    }
    if (headers->band != NO_CELL)
        found[count++] = headers->band - 1;
    /* A row's header has those before it for its own, so that no two head each other. */
    size_t reach = cell->scope == SCOPE_NONE ? columns : cell->column;
    for (size_t c = 0; c < reach; c++)
        if (headers->rows[c] != NO_CELL && headers->rows[c] - 1 != place)
            found[count++] = headers->rows[c] - 1;
    return count;
}
