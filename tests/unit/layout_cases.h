/* The documents of test_layout.c: a function each, and the table of them. */

/* ---- Words ---- */

#define FI(words) text_of(words, LANG_FI)

static struct text words(struct doc *doc, size_t count)
{
    /* "w1 w2 ...": numbered, so that a golden shows where each went */
    (void)doc;
    static char store[1 << 20];
    static size_t used;
    if (used + count * 8 > sizeof store)
        used = 0;
    char *start = store + used;
    size_t length = 0;
    for (size_t i = 1; i <= count; i++)
        length += (size_t)sprintf(start + length, "%sword%zu", i == 1 ? "" : " ", i);
    used += length + 1;
    return (struct text){ start, (uint32_t)length, LANG_FI };
}

/* `count` lines, forced. */
static struct text lines(const char *name, size_t count)
{
    static char store[1 << 20];
    static size_t used;
    if (used + count * 24 > sizeof store)
        used = 0;
    char *start = store + used;
    size_t length = 0;
    for (size_t i = 1; i <= count; i++)
        length += (size_t)sprintf(start + length, "%s%s %zu", i == 1 ? "" : "\n", name, i);
    used += length + 1;
    return (struct text){ start, (uint32_t)length, LANG_FI };
}

static const struct cell_spec plain_cell = { 0 };
static const struct cell_spec column_head = { .scope = SCOPE_COLUMN };

static void cell(struct doc *doc, const char *text)
{
    doc_cell(doc, &plain_cell, STYLE_CELL, FI(text));
}

static void cell_lines(struct doc *doc, const char *name, size_t count)
{
    doc_cell(doc, &plain_cell, STYLE_CELL, lines(name, count));
}

static void head_row(struct doc *doc, size_t columns)
{
    static const char *const names[] = { "Head A", "Head B", "Head C", "Head D" };
    doc_row_open(doc, ROW_HEAD);
    for (size_t i = 0; i < columns; i++)
        doc_cell(doc, &column_head, STYLE_TABLE_HEAD, FI(names[i % 4]));
    doc_row_close(doc);
}

static void row_of_lines(struct doc *doc, const char *name, size_t count)
{
    doc_row_open(doc, ROW_BODY);
    cell_lines(doc, name, count);
    cell(doc, "x");
    doc_row_close(doc);
}

static void band(struct doc *doc, const char *text, uint16_t columns)
{
    doc_row_open(doc, ROW_BAND);
    doc_cell(doc, &(struct cell_spec){ .col_span = columns, .scope = SCOPE_COLUMN }, STYLE_TABLE_BAND, FI(text));
    doc_row_close(doc);
}

static void table_open(struct doc *doc, size_t columns)
{
    doc_table_open(doc, &(struct table_spec){ .columns = columns });
}

static void demo(struct doc *doc)
{
    doc_heading(doc, 1, FI("Title"));
    doc_paragraph(doc, STYLE_BODY, words(doc, 80));
    doc_markup(doc, STYLE_BODY, FI("Intro\n- one\n- two\nEnd"));
    table_open(doc, 3);
    head_row(doc, 3);
    band(doc, "Band", 3);
    for (int i = 0; i < 3; i++) {
        doc_row_open(doc, ROW_BODY);
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 30));
        cell(doc, "short");
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 10));
        doc_row_close(doc);
    }
    row_of_lines(doc, "last", 2);
    doc_table_close(doc);
}

struct layout_case {
    const char *name;
    void (*build)(struct doc *doc);
    bool brief;
};
static const struct layout_case layout_cases[] = {
    { "demo", demo, false },
};
