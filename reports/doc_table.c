#include "reports/doc_inner.h"

/* No cell reaches beyond the rows that are there. */
static void cut_spans(struct table *table)
{
    for (size_t i = 0; i < table->spec.columns; i++) {
        if (table->covered[i] > 0) {
            struct cell *cell = &table->cells[table->coverer[i]];
            size_t rows = table->row_count - cell->row;
            if (cell->row_span > rows)
                cell->row_span = (uint16_t)rows;
        }
        table->covered[i] = 0;
    }
}

void doc_table_close(struct doc *doc)
{
    struct table *table = doc_frame(doc)->table;
    if (doc_pop(doc, FRAME_TABLE, "a table is closed that is not open"))
        cut_spans(table);
}

void doc_row_open(struct doc *doc, enum row_kind kind)
{
    struct frame *frame = doc_frame(doc);
    if (frame->kind != FRAME_TABLE) {
        doc_misuse(doc, "a table row stands outside of a table");
        return;
    }
    struct table *table = frame->table;
    size_t rows = table->row_count;
    if (kind == ROW_HEAD && rows > table->head_count) {
        doc_misuse(doc, "a head row stands behind other rows");
        return;
    }
    if (rows == LIMIT_TABLE_ROWS) {
        err_set(&doc->job->err, STATUS_LIMIT, "a table has more than %d rows", LIMIT_TABLE_ROWS);
        return;
    }
    if (!arena_grow(doc->job->arena, &table->rows, rows, &table->row_capacity, sizeof *table->rows))
        return;
    if (kind == ROW_BAND || (kind != ROW_HEAD && rows == table->head_count))
        cut_spans(table);
    table->rows[rows] =
        (struct row){ .kind = kind, .anchors = doc_take_anchors(doc), .first_cell = (uint32_t)table->cell_count };
    table->row_count++;
    table->head_count += kind == ROW_HEAD;
    table->next_column = 0;
    doc->elem_guess++;
    (void)doc_push(doc, (struct frame){ .kind = FRAME_ROW, .table = table });
}

/* The next place of the row that no cell from above covers; false at the row's end. */
static bool next_free(struct table *table)
{
    while (table->next_column < table->spec.columns && table->covered[table->next_column] > 0)
        table->next_column++;
    return table->next_column < table->spec.columns;
}

/* A new cell at the next free place, its spans cut to what is free. NULL when memory is out. */
static struct cell *cell_add(struct doc *doc, struct table *table, const struct cell_spec *spec)
{
    if (!arena_grow(doc->job->arena, &table->cells, table->cell_count, &table->cell_capacity, sizeof *table->cells))
        return NULL;
    uint16_t column = table->next_column;
    uint16_t wanted = spec->col_span == 0 ? 1 : spec->col_span;
    uint16_t width = 0;
    uint16_t height = spec->row_span == 0 ? 1 : spec->row_span;
    while (width < wanted && column + width < (int)table->spec.columns && table->covered[column + width] == 0) {
        table->covered[column + width] = height;
        table->coverer[column + width] = (uint32_t)table->cell_count;
        width++;
    }
    struct cell *cell = &table->cells[table->cell_count++];
    *cell = (struct cell){ .row = (uint32_t)table->row_count - 1,
                           .column = column,
                           .col_span = width,
                           .row_span = height,
                           .scope = spec->scope,
                           .ground = spec->ground,
                           .align = spec->align };
    table->next_column = (uint16_t)(column + width);
    table->rows[table->row_count - 1].cell_count++;
    doc->elem_guess++;
    return cell;
}

void doc_row_close(struct doc *doc)
{
    struct table *table = doc_frame(doc)->table;
    if (!doc_pop(doc, FRAME_ROW, "a table row is closed that is not open"))
        return;
    while (next_free(table))
        if (cell_add(doc, table, &(struct cell_spec){ 0 }) == NULL)
            return;
    for (size_t i = 0; i < table->spec.columns; i++)
        if (table->covered[i] > 0)
            table->covered[i]--;
}

void doc_cell_open(struct doc *doc, const struct cell_spec *spec)
{
    struct frame *frame = doc_frame(doc);
    if (frame->kind != FRAME_ROW) {
        doc_misuse(doc, "a cell stands outside of a row");
        return;
    }
    if (!next_free(frame->table)) {
        doc_misuse(doc, "a row has more cells than its table has columns");
        return;
    }
    struct cell *cell = cell_add(doc, frame->table, spec);
    if (cell == NULL)
        return;
    /* The cells move while the table grows, but not while a cell is open: nothing is added to them then. */
    (void)doc_push(
        doc, (struct frame){ .kind = FRAME_CELL, .table = frame->table, .blocks = &cell->body, .align = spec->align });
}

void doc_cell_close(struct doc *doc)
{
    (void)doc_pop(doc, FRAME_CELL, "a cell is closed that is not open");
}

void doc_cell(struct doc *doc, const struct cell_spec *spec, enum style_id style, struct text text)
{
    size_t depth = doc->depth;
    doc_cell_open(doc, spec);
    if (doc->depth == depth)
        return;
    doc_paragraph(doc, style, text);
    doc_cell_close(doc);
}
