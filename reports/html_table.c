/* Tables as HTML. */
#include "reports/headers.h"
#include "reports/html_inner.h"
#include "text/message.h"

#include <string.h>

#define NARROW_COLUMNS 2 /* a table of so many fits a small screen */

struct tabling {
    struct html_writer *writer;
    const struct table *table;
    struct headers *headers;                           /* NULL: cells do not name them */
    bool *heads;                                       /* by cell: some cell names it; NULL where none does */
    const struct paragraph *labels[TABLE_COLUMNS_MAX]; /* of cards, by column; NULL: none */
    uint32_t number;
    bool cards;
    enum lang around;
};

/* ---- Cells ---- */

static bool is_empty(const struct cell *cell)
{
    return cell->body.first == NULL;
}

static void put_cell_id(struct tabling *tabling, size_t place)
{
    buf_printf(tabling->writer->out, "t%u-%zu", (unsigned)tabling->number, place);
}

/* The header cells that a cell names: those with words. */
static size_t find_headers(const struct headers *headers, const struct table *table, size_t place,
                           uint32_t found[HEADERS_MAX])
{
    size_t count = headers_of(headers, place, found), kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_empty(&table->cells[found[i]]))
            found[kept++] = found[i];
    return kept;
}

static void put_headers(struct tabling *tabling, size_t place)
{
    uint32_t found[HEADERS_MAX];
    size_t count = tabling->headers == NULL ? 0 : find_headers(tabling->headers, tabling->table, place, found);
    for (size_t i = 0; i < count; i++) {
        buf_text(tabling->writer->out, i == 0 ? " headers=\"" : " ");
        put_cell_id(tabling, found[i]);
    }
    if (count > 0)
        buf_char(tabling->writer->out, '"');
}

/* Words of the classes that a cell has; its ground where it is not its row's own. */
static void put_classes(struct buf *out, const struct cell *cell, const struct paragraph *alone)
{
    static const char *const aligns[] = { [ALIGN_START] = NULL, [ALIGN_CENTRE] = "centre", [ALIGN_END] = "end" };
    char ground[32] = "g-";
    const char *words[3] = { aligns[cell->align], NULL, NULL };
    if (alone != NULL)
        words[1] = html_style_class(alone->style);
    if (cell->ground >= TINT_GOOD_GROUND && cell->ground <= TINT_CONCERNING_GROUND)
        words[2] = strncat(ground, tint_word(cell->ground), sizeof ground - 3);
    bool any = false;
    for (size_t i = 0; i < 3; i++) {
        if (words[i] == NULL)
            continue;
        buf_text(out, any ? " " : " class=\"");
        buf_text(out, words[i]);
        any = true;
    }
    if (any)
        buf_char(out, '"');
}

/* The words of a column's head, for the row as a card. */
static void put_label(struct tabling *tabling, const struct cell *cell)
{
    struct buf *out = tabling->writer->out;
    const struct paragraph *label = tabling->labels[cell->column];
    if (!tabling->cards || cell->scope != SCOPE_NONE || label == NULL || is_empty(cell) || cell->col_span > 1)
        return;
    buf_text(out, " data-label=\"");
    for (size_t i = 0; i < label->span_count; i++)
        html_put(out, label->spans[i].text.bytes, label->spans[i].text.length);
    buf_char(out, '"');
}

static const char *scope_word(const struct row *row, const struct cell *cell)
{
    if (row->kind == ROW_BAND)
        return "rowgroup";
    if (cell->scope == SCOPE_ROW)
        return "row";
    return cell->col_span > 1 ? "colgroup" : "col";
}

static bool put_cell(struct tabling *tabling, const struct row *row, size_t place)
{
    struct html_writer *writer = tabling->writer;
    struct buf *out = writer->out;
    const struct cell *cell = &tabling->table->cells[place];
    const struct paragraph *alone = html_alone(&cell->body);
    enum lang lang = html_blocks_lang(&cell->body, tabling->around);
    bool head = cell->scope != SCOPE_NONE && !is_empty(cell); /* an empty one would head nothing */
    buf_text(out, head ? "<th" : "<td");
    if (tabling->heads != NULL && tabling->heads[place]) {
        buf_text(out, " id=\"");
        put_cell_id(tabling, place);
        buf_char(out, '"');
    }
    if (head)
        buf_printf(out, " scope=\"%s\"", scope_word(row, cell));
    if (cell->col_span > 1)
        buf_printf(out, " colspan=\"%d\"", cell->col_span);
    if (cell->row_span > 1)
        buf_printf(out, " rowspan=\"%d\"", cell->row_span);
    put_headers(tabling, place);
    put_classes(out, cell, alone);
    html_put_lang(out, lang, tabling->around);
    put_label(tabling, cell);
    buf_char(out, '>');
    bool done = true;
    if (alone != NULL)
        html_spans(writer, alone, lang);
    else
        done = html_blocks(writer, &cell->body, lang);
    buf_text(out, head ? "</th>" : "</td>");
    return done;
}

/* ---- Rows ---- */

static bool put_row(struct tabling *tabling, size_t r)
{
    struct html_writer *writer = tabling->writer;
    const struct row *row = &tabling->table->rows[r];
    static const char *const classes[] = { [ROW_HEAD] = "",
                                           [ROW_BAND] = " class=\"band\"",
                                           [ROW_BODY] = "",
                                           [ROW_TIED] = "",
                                           [ROW_UNDER] = " class=\"under\"" };
    bool done = true;
    buf_text(writer->out, "<tr");
    html_put_id(writer, row->anchors);
    buf_printf(writer->out, "%s>", classes[row->kind]);
    if (tabling->headers != NULL)
        headers_row(tabling->headers, r);
    for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count && done; c++)
        done = put_cell(tabling, row, c);
    buf_text(writer->out, "</tr>\n");
    if (++writer->rows % 50 == 0 && job_late(writer->job))
        return false;
    return done && buf_status(writer->out) == STATUS_OK;
}

/* The head, then a body a band: what a band heads is its row group. */
static bool put_rows(struct tabling *tabling)
{
    const struct table *table = tabling->table;
    struct buf *out = tabling->writer->out;
    size_t heads = table->head_count < table->row_count ? table->head_count : 0;
    bool done = true;
    for (size_t r = 0; r < table->row_count && done; r++) {
        if (r == 0 && heads > 0)
            buf_text(out, "<thead>\n");
        else if (r == heads)
            buf_text(out, heads > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n");
        else if (table->rows[r].kind == ROW_BAND)
            buf_text(out, "</tbody>\n<tbody>\n");
        done = put_row(tabling, r);
    }
    buf_text(out, "</tbody>\n");
    return done;
}

/* ---- Tables ---- */

/* Walks through the table once to find which header cells are named: those get ids. */
static bool find_heads(struct tabling *tabling)
{
    const struct table *table = tabling->table;
    struct arena *arena = tabling->writer->job->arena;
    struct headers *headers = headers_new(arena, table);
    tabling->heads = arena_array(arena, table->cell_count, sizeof *tabling->heads);
    tabling->headers = headers_new(arena, table);
    if (headers == NULL || tabling->heads == NULL || tabling->headers == NULL)
        return false;
    for (size_t r = 0; r < table->row_count; r++) {
        const struct row *row = &table->rows[r];
        headers_row(headers, r);
        for (size_t c = row->first_cell; c < (size_t)row->first_cell + row->cell_count; c++) {
            uint32_t found[HEADERS_MAX];
            for (size_t count = find_headers(headers, table, c, found); count > 0; count--)
                tabling->heads[found[count - 1]] = true;
        }
    }
    return true;
}

/* The scopes of a head and of rows tell listeners all but which band a cell is of. */
static bool has_bands(const struct table *table)
{
    bool any = false;
    for (size_t r = table->head_count; r < table->row_count && !any; r++)
        any = table->rows[r].kind == ROW_BAND;
    return any;
}

/* Of the head's last row that has a cell for the column alone. */
static void find_labels(struct tabling *tabling)
{
    const struct table *table = tabling->table;
    for (size_t c = 0; c < table->cell_count && table->cells[c].row < table->head_count; c++) {
        const struct block *first = table->cells[c].body.first;
        if (table->cells[c].col_span == 1 && first != NULL && first->kind == BLOCK_PARAGRAPH)
            tabling->labels[table->cells[c].column] = &first->paragraph;
    }
}

/* A table is known by its caption, else by the heading that it stands under. */
static void put_known_by(struct tabling *tabling)
{
    struct html_writer *writer = tabling->writer;
    if (!text_absent(tabling->table->spec.caption))
        buf_printf(writer->out, " aria-labelledby=\"t%u\"", (unsigned)tabling->number);
    else if (writer->heading != 0) {
        buf_text(writer->out, " aria-labelledby=\"");
        html_put_name(writer, writer->heading);
        buf_char(writer->out, '"');
    } else {
        buf_text(writer->out, " aria-label=\"");
        html_put_word(writer, tr(writer->doc->meta.lang, "Table"));
        buf_char(writer->out, '"');
    }
}

static void put_caption(struct tabling *tabling, bool wide)
{
    struct buf *out = tabling->writer->out;
    struct text caption = tabling->table->spec.caption;
    if (text_absent(caption))
        return;
    buf_text(out, "<caption");
    if (wide)
        buf_printf(out, " id=\"t%u\"", (unsigned)tabling->number);
    html_put_lang(out, caption.lang, tabling->around);
    buf_char(out, '>');
    html_put_lines(out, caption);
    buf_text(out, "</caption>\n");
}

bool html_table(struct html_writer *writer, const struct block *block, enum lang around)
{
    const struct table *table = block->table;
    struct buf *out = writer->out;
    if (table == NULL || table->row_count == 0)
        return true;
    struct tabling tabling = { .writer = writer, .table = table, .number = ++writer->tables, .around = around };
    bool wide = table->spec.columns > NARROW_COLUMNS;
    tabling.cards = wide && !table->spec.natural;
    if (tabling.cards)
        find_labels(&tabling);
    if (table->spec.banded_headers && has_bands(table) && !find_heads(&tabling))
        return false;
    if (wide) {
        buf_text(out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
        put_known_by(&tabling);
        buf_text(out, ">\n");
    }
    buf_text(out, "<table");
    html_put_id(writer, block->anchors);
    buf_text(out, tabling.cards ? " class=\"rows\"" : "");
    buf_text(out, ">\n");
    put_caption(&tabling, wide);
    bool done = put_rows(&tabling);
    buf_text(out, "</table>\n");
    buf_text(out, wide ? "</div>\n" : "");
    return done;
}
