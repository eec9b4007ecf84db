/* Tables: elements, cells, heights. How rows go to pages is in layout_rows.c. */
#include "reports/headers.h"
#include "reports/layout_inner.h"

/* ---- Elements ---- */

static bool build_cell(struct layout *layout, struct cell_box *box, uint32_t row_elem, enum lang lang)
{
    const struct cell *cell = box->cell;
    uint32_t elem = layout_elem(layout, cell->scope == SCOPE_NONE ? ROLE_TD : ROLE_TH, row_elem);
    if (elem == 0)
        return false;
    layout->elems[elem].scope = cell->scope;
    layout->elems[elem].row_span = cell->row_span;
    layout->elems[elem].col_span = cell->col_span;
    box->elem = elem;
    return flow_build(layout, &box->flow, &cell->body, &(struct flow_place){ .parent = elem, .lang = lang });
}

/* The header cells of the cell at that place of the table's cells. */
static bool tell_headers(struct layout *layout, const struct headers *headers, const struct table_box *box, size_t place)
{
    uint32_t found[HEADERS_MAX];
    size_t count = headers_of(headers, place, found);
    if (count == 0)
        return true;
    uint32_t *kept = arena_raw(layout->arena, count * sizeof *kept);
    if (kept == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        kept[i] = box->cells[found[i]].elem;
    struct elem *elem = &layout->elems[box->cells[place].elem];
    elem->headers = kept;
    elem->header_count = count;
    return true;
}

struct builder {
    struct layout *layout;
    struct table_box *box;
    struct headers *headers; /* NULL: cells do not name them */
    enum lang lang;
};

static bool build_row(struct builder *builder, size_t r, uint32_t section)
{
    struct layout *layout = builder->layout;
    struct table_box *box = builder->box;
    const struct table *table = box->table;
    const struct row *row = &table->rows[r];
    uint32_t elem = box->row_elems[r] = layout_elem(layout, ROLE_TR, section);
    if (elem == 0)
        return false;
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
        box->cells[c].cell = &table->cells[c];
        if (!build_cell(layout, &box->cells[c], elem, builder->lang))
            return false;
    }
    if (builder->headers == NULL)
        return true;
    headers_row(builder->headers, r);
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++)
        if (!tell_headers(layout, builder->headers, box, c))
            return false;
    return true;
}

struct table_box *table_build(struct layout *layout, const struct table *table, uint32_t parent, enum lang lang)
{
    struct table_box *box = arena_alloc(layout->arena, sizeof *box);
    if (box == NULL)
        return NULL;
    box->table = table;
    box->cells = arena_array(layout->arena, table->cell_count, sizeof *box->cells);
    box->row_elems = arena_array(layout->arena, table->row_count, sizeof *box->row_elems);
    box->row_heights = arena_array(layout->arena, table->row_count, sizeof *box->row_heights);
    box->row_growths = arena_array(layout->arena, table->row_count, sizeof *box->row_growths);
    struct builder builder = { .layout = layout, .box = box, .lang = lang };
    if (table->spec.banded_headers) {
        builder.headers = headers_new(layout->arena, table);
        if (builder.headers == NULL)
            return NULL;
    }
    /* A head that nothing follows is the body: a THead wants a TBody beside it (ISO 32000-1, 14.8.4.3.4). */
    size_t heads = table->head_count < table->row_count ? table->head_count : 0;
    uint32_t section = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        if (r == 0 && heads > 0)
            section = layout_elem(layout, ROLE_THEAD, parent);
        else if (r == heads)
            section = layout_elem(layout, ROLE_TBODY, parent);
        if (arena_failed(layout->arena) || !build_row(&builder, r, section))
            return NULL;
        if (++layout->rows_done % 50 == 0 && job_late(layout->job))
            return NULL;
    }
    return box;
}

/* ---- Heights ---- */

/* What a cell over several rows lacks in their heights. */
static int64_t lack_of(const struct table_box *box, size_t c)
{
    const struct cell *cell = &box->table->cells[c];
    int64_t lack = box->cells[c].height + 2 * (int64_t)box->pad_y;
    for (size_t r = cell->row; r < (size_t)cell->row + cell->row_span; r++)
        lack -= box->row_heights[r];
    return lack > 0 ? lack : 0;
}

static void reckon_heights(struct table_box *box)
{
    const struct table *table = box->table;
    for (size_t r = 0; r < table->row_count; r++) {
        const struct row *row = &table->rows[r];
        int64_t height = 0;
        for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++)
            if (table->cells[c].row_span == 1 && box->cells[c].height > height)
                height = box->cells[c].height;
        if (height == 0)
            height = style_of(STYLE_CELL)->leading; /* an empty row is seen */
        box->row_heights[r] = height + 2 * box->pad_y;
    }
    /* The head is set as a block: cells over several of its rows make the last of those grow. */
    for (size_t c = 0; c < table->cell_count; c++) {
        const struct cell *cell = &table->cells[c];
        if (cell->row_span < 2)
            continue;
        size_t last = (size_t)cell->row + cell->row_span - 1;
        int64_t lack = lack_of(box, c);
        if (cell->row < table->head_count)
            box->row_heights[last] += lack;
        else if (lack > box->row_growths[last])
            box->row_growths[last] = lack;
    }
    box->head_height = box->height = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        box->height += box->row_heights[r] + box->row_growths[r];
        if (r < table->head_count)
            box->head_height += box->row_heights[r];
    }
}

bool table_set(struct layout *layout, struct table_box *box)
{
    for (size_t c = 0; c < box->table->cell_count; c++) {
        struct cell_box *cell = &box->cells[c];
        size_t first = cell->cell->column;
        fix width = box->edges[first + cell->cell->col_span] - box->edges[first] - 2 * box->pad_x;
        if (cell->flow.first == NULL)
            continue;
        if (!flow_break(layout, &cell->flow, width))
            return false;
        cell->height = flow_height(&cell->flow);
    }
    reckon_heights(box);
    fix body = page_style.height - page_style.top - page_style.bottom;
    box->repeat = box->table->head_count > 0 && box->head_height <= body / 2;
    return true;
}
