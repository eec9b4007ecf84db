/* Rows go to pages. The rules: a row stands whole where it fits; where it does not, it moves to the next page if
 * that leaves at most a third of this one empty, else it is split at lines, each cell at its own. A band stays with
 * the next row, a row with the start of what stands under it; the head is repeated. A cell over several rows goes on
 * over pages as they do. */
#include "reports/layout_inner.h"

#define SHORT_ROW_LINES 3 /* the first row below a heading, band or head stands whole when it is so short */

static const struct row *row_at(const struct table_box *box, size_t row)
{
    return row < box->table->row_count ? &box->table->rows[row] : NULL;
}

static size_t last_row(const struct cell_box *box)
{
    return (size_t)box->cell->row + box->cell->row_span - 1;
}

/* ---- Before anything is placed ---- */

/* The height of a cell's first two lines, more where a hyphen ends the second, or of its only one. */
static fix two_lines(const struct cell_box *cell)
{
    const struct unit *unit = cell->flow.first;
    if (unit == NULL)
        return 0;
    const struct para *para = unit->para;
    fix leading = para->style->leading;
    uint32_t lines = 2;
    while (lines < para->line_count && para->lines[lines - 1].hyphen)
        lines++;
    if (para->line_count > 1)
        return leading * (fix)lines;
    return unit->next == NULL ? leading : leading + unit->next->gap + unit->next->para->style->leading;
}

/* What the row needs at least to begin: all of it where it is short, else two lines. */
static int64_t least_height(const struct table_box *box, size_t r)
{
    const struct row *row = &box->table->rows[r];
    int64_t whole = box->row_heights[r];
    fix leading = style_of(STYLE_CELL)->leading;
    if (whole <= (int64_t)leading * SHORT_ROW_LINES + 2 * (int64_t)box->pad_y + leading / 2)
        return whole;
    fix most = 0;
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
        fix two = two_lines(&box->cells[c]);
        most = two > most ? two : most;
    }
    int64_t least = most + 2 * (int64_t)box->pad_y;
    return least < whole ? least : whole;
}

/* How good the row's first part is that fits into a height; cells over several rows do not count. */
static enum fit_quality split_quality(const struct table_box *box, size_t r, int64_t height)
{
    const struct row *row = &box->table->rows[r];
    enum fit_quality worst = FIT_WHOLE;
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
        const struct cell_box *cell = &box->cells[c];
        if (cell->cell->row_span > 1 || cell->flow.first == NULL)
            continue;
        struct fit fit = flow_fit((struct pos){ cell->flow.first, 0 }, height - 2 * (int64_t)box->pad_y);
        worst = fit.quality > worst ? fit.quality : worst;
    }
    return worst;
}

enum decision { ROW_WHOLE, ROW_SPLIT, ROW_MOVES };

/* Where nothing is gained by a new page, a row begins here, well or badly. */
static enum decision decide_long(const struct pager *pager, const struct table_box *box, size_t r, fix y, fix chain_y,
                                 fix fresh_y, int64_t height)
{
    bool fits_fresh = height + (y - chain_y) <= pager->bottom - fresh_y;
    if (fits_fresh && pager_may_leave(pager, chain_y) && !pager->split)
        return ROW_MOVES;
    enum fit_quality quality = split_quality(box, r, (int64_t)pager->bottom - y);
    if (quality <= FIT_GOOD || (quality == FIT_POOR && !fits_fresh))
        return ROW_SPLIT;
    return quality == FIT_POOR && !pager_may_leave(pager, chain_y) ? ROW_SPLIT : ROW_MOVES;
}

static bool row_starts(const struct pager *pager, const struct table_box *box, size_t r, fix y, fix chain_y);

/* True where the row must not be parted from the next one's start: a band, a row with its follow-up, rows tied, the
 * first of a merged cell that would show less than two lines in it. */
static bool is_tied(const struct table_box *box, size_t r)
{
    const struct row *row = &box->table->rows[r];
    const struct row *next = row_at(box, r + 1);
    if (next == NULL)
        return false;
    if (row->kind == ROW_BAND || next->kind == ROW_UNDER || next->kind == ROW_TIED)
        return true;
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++)
        if (box->cells[c].cell->row_span > 1 && two_lines(&box->cells[c]) + 2 * box->pad_y > box->row_heights[r])
            return true;
    return false;
}

/* True where the start of the row that this one, `height` high, must stay with is on this page too. */
static bool next_starts(const struct pager *pager, const struct table_box *box, size_t r, int64_t height, fix y,
                        fix chain_y)
{
    return !is_tied(box, r) || row_starts(pager, box, r + 1, y + (fix)height, chain_y);
}

/* Where a row of this height would go that begins at y. `chain_y`: where the things began that it must not be parted
 * from; at the page's top, or `fresh_y` below a repeated head, moving gains nothing. */
static enum decision decide(const struct pager *pager, const struct table_box *box, size_t r, fix y, fix chain_y,
                            int64_t height)
{
    fix fresh_y = pager->top + (box->repeat ? (fix)box->head_height : 0);
    bool fresh = chain_y <= fresh_y;
    bool fits = y + height <= pager->bottom;
    if (fits && next_starts(pager, box, r, height, y, chain_y))
        return ROW_WHOLE;
    if (fits && box->table->rows[r].kind == ROW_BAND)
        return fresh ? ROW_WHOLE : ROW_MOVES;
    if (fits) {
        /* it is the row under it that does not begin here */
        int64_t both = height + (y - chain_y) + least_height(box, r + 1);
        if (!fresh && both <= pager->bottom - fresh_y && pager_may_leave(pager, chain_y))
            return ROW_MOVES;
        return split_quality(box, r, height - 1) == FIT_GOOD ? ROW_SPLIT : ROW_WHOLE;
    }
    if (!fresh)
        return decide_long(pager, box, r, y, chain_y, fresh_y, height);
    /* at the top already: it is split, or leaves what is above it where it would begin badly */
    bool bad = split_quality(box, r, (int64_t)pager->bottom - y) > FIT_POOR;
    return bad && y > fresh_y ? ROW_MOVES : ROW_SPLIT;
}

static bool row_starts(const struct pager *pager, const struct table_box *box, size_t r, fix y, fix chain_y)
{
    if (row_at(box, r) == NULL)
        return y <= pager->bottom;
    if (y + least_height(box, r) > pager->bottom)
        return false;
    int64_t growth = box->table->rows[r].kind == ROW_TIED ? box->row_growths[r] : 0; /* its group is on this page */
    return decide(pager, box, r, y, chain_y, box->row_heights[r] + growth) != ROW_MOVES;
}

bool rows_start(const struct pager *pager, const struct table_box *box, fix y, fix chain_y)
{
    if (!box->repeat)
        return row_starts(pager, box, 0, y, chain_y);
    if (y + box->head_height > pager->bottom)
        return false;
    return row_starts(pager, box, box->table->head_count, y + (fix)box->head_height, chain_y);
}

/* ---- Parts ---- */

static uint64_t column_bits(const struct cell *cell)
{
    uint64_t bits = cell->col_span >= 64 ? UINT64_MAX : ((uint64_t)1 << cell->col_span) - 1;
    return bits << cell->column;
}

/* Columns below which a rule stands: where no cell goes on. */
static uint64_t ending_columns(const struct rows *rows, size_t r)
{
    uint64_t bits = UINT64_MAX;
    for (size_t c = 0; c < rows->box->table->spec.columns; c++)
        if (rows->open[c].box != NULL && last_row(rows->open[c].box) > r)
            bits &= ~column_bits(rows->open[c].box->cell);
    return bits;
}

/* The row's part on the page, with what it draws. NULL when memory is out. */
static struct row_part *new_row(struct pager *pager, fix height)
{
    struct rows *rows = &pager->rows;
    struct part *part = pager_part(pager, PART_ROW, pager->y);
    struct row_part *row = part == NULL ? NULL : arena_alloc(pager->layout->arena, sizeof *row);
    if (row == NULL)
        return NULL;
    if (!rows->begun) {
        pager_anchors(pager, rows->anchors, pager->y);
        pager_anchors(pager, rows->box->table->rows[rows->row].anchors, pager->y);
        rows->anchors = NULL;
    }
    *row = (struct row_part){ .table = rows->box,
                              .row = (uint32_t)rows->row,
                              .y = pager->y,
                              .height = height,
                              .rule_below = ending_columns(rows, rows->row),
                              .rule_above = rows->last == NULL };
    part->row = row;
    return row;
}

/* A part of an open cell that begins or goes on in the row. */
static bool put_cell(struct arena *arena, struct row_part *row, struct open_cell *open)
{
    open->part = arena_alloc(arena, sizeof *open->part);
    if (open->part == NULL)
        return false;
    *open->part = (struct cell_part){ .box = open->box, .from = open->from, .top = open->top };
    if (row->last_cell == NULL)
        row->cells = open->part;
    else
        row->last_cell->next = open->part;
    row->last_cell = open->part;
    return true;
}

/* Puts the row, or a part of it, on the page, and with it a part of every open cell that has none here yet. */
static bool put_row(struct pager *pager, fix height)
{
    struct rows *rows = &pager->rows;
    struct row_part *row = NULL;
    if (!pager->trial) {
        row = new_row(pager, height);
        if (row == NULL)
            return false;
        rows->last = row;
    }
    for (size_t c = 0; c < rows->box->table->spec.columns; c++) {
        struct open_cell *open = &rows->open[c];
        if (open->box == NULL || open->here)
            continue;
        open->here = true;
        open->top = pager->y;
        if (row != NULL && !put_cell(pager->layout->arena, row, open))
            return false;
    }
    pager->open = true;
    pager->y += height;
    return true;
}

/* Ends the cells whose last row this was. */
static void close_cells(struct pager *pager)
{
    struct rows *rows = &pager->rows;
    for (size_t c = 0; c < rows->box->table->spec.columns; c++) {
        struct open_cell *open = &rows->open[c];
        if (open->box == NULL || last_row(open->box) > rows->row)
            continue;
        if (open->part != NULL)
            open->part->height = pager->y - open->top;
        open->box = NULL;
    }
}

bool rows_closed(const struct rows *rows)
{
    for (size_t c = 0; c < rows->box->table->spec.columns; c++)
        if (rows->open[c].box != NULL)
            return false;
    return true;
}

/* The page is about to be left between two rows: the one above grows where that lets cells that go on behind it show
 * all of themselves here, so that no last line of a name stands alone on the next page. */
static void grow_last(struct pager *pager)
{
    struct rows *rows = &pager->rows;
    fix end = pager->y;
    for (size_t c = 0; c < rows->box->table->spec.columns && !rows->begun; c++) {
        const struct open_cell *open = &rows->open[c];
        int64_t needed = open->top + open->rest + 2 * (int64_t)rows->box->pad_y;
        if (open->box != NULL && open->here && needed > end && needed <= pager->bottom)
            end = (fix)needed;
    }
    if (end == pager->y)
        return;
    if (rows->last != NULL) {
        for (struct cell_part *part = rows->last->cells; part != NULL; part = part->next)
            part->height += part->height > 0 ? end - pager->y : 0; /* 0: it goes on, and its end is told below */
        rows->last->height += end - pager->y;
    }
    pager->y = end;
}

/* Ends this page's parts of all open cells at what is above y. */
void rows_turn(struct pager *pager)
{
    struct rows *rows = &pager->rows;
    grow_last(pager);
    for (size_t c = 0; c < rows->box->table->spec.columns; c++) {
        struct open_cell *open = &rows->open[c];
        if (open->box == NULL || !open->here)
            continue;
        fix height = pager->y - open->top;
        struct fit fit = flow_fit(open->from, (int64_t)height - 2 * (int64_t)rows->box->pad_y);
        if (open->part != NULL) {
            open->part->height = height;
            open->part->to = fit.to;
        }
        open->from = fit.to;
        open->rest = fit.to.unit == NULL ? 0 : open->rest - fit.used - fit.skip;
        open->here = false;
        open->part = NULL;
    }
    if (rows->last != NULL)
        rows->last->rule_below = UINT64_MAX;
    rows->last = NULL;
    pager_turn(pager);
}

/* On a new page the head is repeated. */
static bool repeat_head(struct pager *pager)
{
    struct rows *rows = &pager->rows;
    for (struct row_part *row = rows->head; row != NULL; row = row->next) {
        struct part *part = pager_part(pager, PART_ROW, pager->top - rows->head_y);
        if (part == NULL)
            return false;
        part->row = row;
        part->repeat = true;
        rows->last = row;
    }
    pager->open = pager->open || (pager->trial && rows->box->repeat);
    pager->y = rows->fresh_y;
    pager->chain_y = pager->y;
    return true;
}

/* ---- Rows ---- */

static void open_cells(struct rows *rows)
{
    size_t r = rows->row;
    const struct row *row = &rows->box->table->rows[r];
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
        const struct cell_box *box = &rows->box->cells[c];
        rows->open[box->cell->column] =
            (struct open_cell){ .box = box, .from = { box->flow.first, 0 }, .rest = box->height };
    }
}

/* How high the row would be at this place, with what its cells and those that end with it still have to show. */
static int64_t height_here(const struct pager *pager)
{
    const struct rows *rows = &pager->rows;
    fix y = pager->y;
    int64_t height = rows->begun ? 0 : rows->box->row_heights[rows->row];
    for (size_t c = 0; c < rows->box->table->spec.columns; c++) {
        const struct open_cell *open = &rows->open[c];
        if (open->box == NULL || last_row(open->box) > rows->row)
            continue;
        fix top = open->here ? open->top : y;
        int64_t needed = top + open->rest + 2 * (int64_t)rows->box->pad_y - y;
        if (needed > height)
            height = needed;
    }
    return height;
}

/* The height of the part of the row that this page takes, at most `height`: what its cells use; 0 where none of them
 * begins here. */
static fix split_height(const struct pager *pager, fix height)
{
    const struct rows *rows = &pager->rows;
    fix most = 0;
    bool any = false;
    for (size_t c = 0; c < rows->box->table->spec.columns; c++) {
        const struct open_cell *open = &rows->open[c];
        if (open->box == NULL || last_row(open->box) > rows->row)
            continue;
        fix above = open->here ? pager->y - open->top : 0;
        struct fit fit = flow_fit(open->from, (int64_t)height + above - 2 * (int64_t)rows->box->pad_y);
        fix used = fit.used + 2 * rows->box->pad_y - above;
        any = any || fit.used > 0;
        if (fit.quality != FIT_NONE && used > most)
            most = used;
    }
    return any ? most < height ? most : height : 0;
}

/* At a page's top something is placed in any case, even where it is higher than the page. */
static fix forced_height(const struct rows *rows)
{
    fix most = style_of(STYLE_CELL)->leading;
    for (size_t c = 0; c < rows->box->table->spec.columns; c++) {
        const struct open_cell *open = &rows->open[c];
        if (open->box != NULL && last_row(open->box) <= rows->row && open->from.unit != NULL &&
            open->from.unit->para->style->leading > most)
            most = open->from.unit->para->style->leading;
    }
    return most + 2 * rows->box->pad_y;
}

/* Puts what fits of the row, `whole` high, on the page and turns. */
static bool split_row(struct pager *pager, int64_t whole)
{
    struct rows *rows = &pager->rows;
    fix room = pager->bottom - pager->y;
    fix height = split_height(pager, whole <= room ? (fix)whole - 1 : room);
    if (height <= 0 && pager->y <= rows->fresh_y)
        height = forced_height(rows);
    if (height > 0) {
        if (!put_row(pager, height))
            return false;
        rows->begun = pager->row_split = true;
    }
    rows_turn(pager);
    return true;
}

/* The row, or what of it this page takes. */
static bool place_row(struct pager *pager)
{
    struct rows *rows = &pager->rows;
    if (!rows->opened) {
        open_cells(rows);
        rows->opened = true;
        rows->begun = false;
        if (!pager->chained)
            pager->chain_y = pager->y;
    }
    int64_t height = height_here(pager);
    bool fits = pager->y + height <= pager->bottom;
    enum decision decision = rows->begun ? (fits ? ROW_WHOLE : ROW_SPLIT)
                                         : decide(pager, rows->box, rows->row, pager->y, pager->chain_y, height);
    if (decision == ROW_SPLIT)
        return split_row(pager, height);
    if (decision == ROW_MOVES) {
        rows_turn(pager);
        return true;
    }
    if (!put_row(pager, (fix)height))
        return false;
    close_cells(pager);
    pager->chained = is_tied(rows->box, rows->row);
    rows->row++;
    rows->opened = false;
    return true;
}

/* The head as a block; its rows are kept to be repeated. */
static bool place_head(struct pager *pager)
{
    struct rows *rows = &pager->rows;
    rows->head_y = pager->y;
    for (; rows->row < rows->box->table->head_count; rows->row++) {
        open_cells(rows);
        if (!put_row(pager, (fix)rows->box->row_heights[rows->row]))
            return false;
        close_cells(pager);
        if (rows->head_last == NULL)
            rows->head = rows->last;
        else
            rows->head_last->next = rows->last;
        rows->head_last = rows->last;
    }
    pager->chained = true;
    return true;
}

static void begin_table(struct pager *pager)
{
    const struct table_box *box = pager->unit->table;
    struct rows *rows = &pager->rows;
    memset(rows, 0, offsetof(struct rows, open) + box->table->spec.columns * sizeof rows->open[0]);
    rows->box = box;
    rows->anchors = pager->unit->anchors;
    rows->fresh_y = pager->top + (box->repeat ? (fix)box->head_height : 0);
}

bool rows_step(struct pager *pager)
{
    struct layout *layout = pager->layout;
    struct rows *rows = &pager->rows;
    if (rows->box == NULL)
        begin_table(pager);
    if (rows->box->repeat && !rows->headed) {
        if (pager->open && pager->y + rows->box->head_height > pager->bottom) {
            rows_turn(pager);
            return true;
        }
        rows->headed = true;
        return place_head(pager);
    }
    if (rows->row == rows->box->table->row_count) {
        rows->box = NULL;
        return true;
    }
    if (!pager->open && !repeat_head(pager))
        return false;
    return place_row(pager) && (pager->trial || ++layout->rows_done % 50 != 0 || !job_late(layout->job));
}
