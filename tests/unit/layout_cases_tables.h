/* The tables among the documents of test_layout.c: rows over pages, merged cells, columns. Included by layout_cases.h,
 * whose helpers it uses. */

/* ---- Rows over pages ---- */

static void row_fits_exactly(struct doc *doc)
{
    table_with_room(doc, ROW(20));
    row_of_lines(doc, "line", 20);
    doc_table_close(doc);
}

static void row_splits_by_a_hair(struct doc *doc)
{
    table_with_room(doc, ROW(20) - 1); /* more than a third would stay empty: it splits, two lines go */
    row_of_lines(doc, "line", 20);
    doc_table_close(doc);
}

static void row_moves_by_a_hair(struct doc *doc)
{
    table_with_room(doc, ROW(15) - 1);
    row_of_lines(doc, "line", 15);
    doc_table_close(doc);
}

static void a_third_may_stay_empty(struct doc *doc)
{
    table_with_room(doc, ROW(1) + (page_style.height - page_style.bottom - page_style.top) / 3);
    row_of_lines(doc, "first", 1);
    row_of_lines(doc, "moves", 20);
    doc_table_close(doc);
}

static void more_than_a_third_may_not(struct doc *doc)
{
    table_with_room(doc, ROW(1) + (page_style.height - page_style.bottom - page_style.top) / 3 + 1);
    row_of_lines(doc, "first", 1);
    row_of_lines(doc, "splits", 20);
    doc_table_close(doc);
}

static void cells_split_at_their_own_lines(struct doc *doc)
{
    leave(doc, PT(200));
    table_open(doc, 3);
    head_row(doc, 3);
    doc_row_open(doc, ROW_BODY);
    cell_lines(doc, "long", 30);
    cell_lines(doc, "short", 3);
    doc_cell_open(doc, &plain_cell);
    doc_paragraph(doc, STYLE_CELL, lines("small", 1));
    for (int i = 0; i < 6; i++)
        doc_paragraph(doc, STYLE_CELL, lines("paragraph", 3));
    doc_cell_close(doc);
    doc_row_close(doc);
    doc_table_close(doc);
}

static void cell_of_four_pages(struct doc *doc)
{
    table_open(doc, 2);
    head_row(doc, 2);
    doc_row_open(doc, ROW_BODY);
    cell_lines(doc, "line", 180);
    cell(doc, "short");
    doc_row_close(doc);
    row_of_lines(doc, "next", 2);
    doc_table_close(doc);
}

static void list_in_a_cell_over_pages(struct doc *doc)
{
    table_with_room(doc, PT(200));
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &plain_cell);
    doc_list_open(doc, LIST_BULLETS);
    for (int i = 0; i < 12; i++) {
        doc_item_open(doc, (struct text){ 0 });
        doc_paragraph(doc, STYLE_CELL, lines("item", 3));
        doc_item_close(doc);
    }
    doc_list_close(doc);
    doc_cell_close(doc);
    cell(doc, "x");
    doc_row_close(doc);
    row_of_lines(doc, "next", 1); /* right below: the space that was dropped at the page's end is not held twice */
    doc_table_close(doc);
}

static void no_last_line_alone(struct doc *doc)
{
    table_with_room(doc, ROW(17));
    doc_row_open(doc, ROW_BODY);
    doc_cell_open(doc, &plain_cell);
    doc_paragraph(doc, STYLE_CELL, lines("line", 16));
    doc_paragraph(doc, STYLE_CELL,
                  FI("last paragraph")); /* would fit but for the space before it: two lines go with it */
    doc_cell_close(doc);
    cell(doc, "x");
    doc_row_close(doc);
    doc_table_close(doc);
}

static void head_repeats(struct doc *doc)
{
    table_open(doc, 2);
    head_row(doc, 2);
    for (int i = 0; i < 5; i++)
        row_of_lines(doc, "row", 22);
    doc_table_close(doc);
}

static void head_over_half_a_page_does_not_repeat(struct doc *doc)
{
    table_open(doc, 2);
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &column_head, STYLE_TABLE_HEAD, lines("head", 24));
    doc_cell(doc, &column_head, STYLE_TABLE_HEAD, FI("B"));
    doc_row_close(doc);
    for (int i = 0; i < 3; i++)
        row_of_lines(doc, "row", 22);
    doc_table_close(doc);
}

static void two_head_rows_with_spans(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 3, .banded_headers = true });
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &(struct cell_spec){ .row_span = 9, .scope = SCOPE_COLUMN }, STYLE_TABLE_HEAD, FI("tall"));
    doc_cell(doc, &(struct cell_spec){ .col_span = 2, .scope = SCOPE_COLUMN }, STYLE_TABLE_HEAD, FI("wide"));
    doc_row_close(doc);
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &column_head, STYLE_TABLE_HEAD, FI("left"));
    doc_cell(doc, &column_head, STYLE_TABLE_HEAD, FI("right"));
    doc_row_close(doc);
    for (int i = 0; i < 2; i++) {
        doc_row_open(doc, ROW_BODY);
        cell_lines(doc, "row", 26);
        cell(doc, "x");
        cell(doc, "y");
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

static void band_stays_with_a_short_row(struct doc *doc)
{
    leave(doc, page_style.block_space + PT(17) + ROW(3));
    table_open(doc, 2);
    band(doc, "Band", 2);
    row_of_lines(doc, "short", 3);
    doc_table_close(doc);
}

static void band_at_the_foot_moves(struct doc *doc)
{
    leave(doc, page_style.block_space + ROW(1) + PT(17) + ROW(3) - 1);
    table_open(doc, 2);
    row_of_lines(doc, "before", 1);
    band(doc, "Band", 2);
    row_of_lines(doc, "short", 3);
    rest_of_table(doc);
}

static void head_at_the_foot_moves(struct doc *doc)
{
    leave(doc, page_style.block_space + PT(16.5) + ROW(2) - 1);
    table_open(doc, 2);
    head_row(doc, 2);
    row_of_lines(doc, "short", 2);
    doc_table_close(doc);
}

static void under_row(struct doc *doc, const char *name, size_t count)
{
    doc_row_open(doc, ROW_UNDER);
    doc_cell(doc, &(struct cell_spec){ .col_span = 2 }, STYLE_FOLLOW, lines(name, count));
    doc_row_close(doc);
}

static void under_row_keeps_its_row(struct doc *doc)
{
    table_with_room(doc, ROW(1) + ROW(4) + ROW(2) - 1);
    row_of_lines(doc, "before", 1);
    row_of_lines(doc, "row", 4); /* fits, but its follow-up would begin on the next page: both move */
    under_row(doc, "under", 2);
    rest_of_table(doc);
}

static void tied_row(struct doc *doc, const char *name)
{
    doc_row_open(doc, ROW_TIED);
    cell(doc, name);
    doc_row_close(doc);
}

/* A group under one cell: its last row would stand on the next page, so all of it moves. */
static void tied_rows_move_together(struct doc *doc)
{
    table_with_room(doc, ROW(1) + 4 * ROW(1) - 1);
    row_of_lines(doc, "before", 1);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .row_span = 4, .scope = SCOPE_ROW }, STYLE_CELL, FI("group"));
    cell(doc, "first");
    doc_row_close(doc);
    tied_row(doc, "second");
    tied_row(doc, "third");
    tied_row(doc, "fourth");
    rest_of_table(doc);
}

static void tied_rows_that_fit_stay(struct doc *doc)
{
    table_with_room(doc, ROW(1) + 2 * ROW(1));
    row_of_lines(doc, "before", 1);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .row_span = 2, .scope = SCOPE_ROW }, STYLE_CELL, FI("group"));
    cell(doc, "first");
    doc_row_close(doc);
    tied_row(doc, "second");
    row_of_lines(doc, "after", 1);
    rest_of_table(doc);
}

static void under_row_splits(struct doc *doc)
{
    table_with_room(doc, ROW(20) + ROW(3));
    row_of_lines(doc, "row", 20);
    under_row(doc, "under", 9);
    doc_table_close(doc);
}

static void long_row_gives_its_under_row_two_lines(struct doc *doc)
{
    table_with_room(doc, ROW(30) + PT(5));
    row_of_lines(doc, "row",
                 30); /* fits, its follow-up does not, and moving would leave more than a third: two of its lines go */
    under_row(doc, "under", 2);
    doc_table_close(doc);
}

/* The rows do not fit on one page together: the tie gives way, and nothing is drawn below the page's foot. */
static void tied_row_without_room_moves(struct doc *doc)
{
    table_open(doc, 2);
    row_of_lines(doc, "long", 49);
    doc_row_open(doc, ROW_TIED);
    cell(doc, "");
    cell_lines(doc, "tied", 3);
    doc_row_close(doc);
    doc_table_close(doc);
}

static void too_few_lines_to_split_move(struct doc *doc)
{
    table_with_room(doc, ROW(1) + ROW(2) + PT(5));
    row_of_lines(doc, "before", 1);
    row_of_lines(doc, "three", 3);
    rest_of_table(doc);
}

/* ---- Pages that end before the rules ask for it ---- */

#define BODY (page_style.height - page_style.bottom - page_style.top)

/* By the rules the second page would hold the last row alone. */
static void last_page_is_not_scant(struct doc *doc)
{
    table_with_room(doc, 4 * ROW(4));
    for (int i = 0; i < 4; i++)
        row_of_lines(doc, "row", 4);
    row_of_lines(doc, "last", 1);
    doc_table_close(doc);
}

static void page_before_a_part_is_not_scant(struct doc *doc)
{
    last_page_is_not_scant(doc);
    doc_page_break(doc);
    rest(doc);
}

/* A page full of rows that leaves nearly a third empty, since the last does not fit and is not split for that. */
static void page_nearly_a_third_empty(struct doc *doc)
{
    row_of_lines(doc, "second", 1);
    for (fix filled = ROW(1); filled + ROW(4) <= BODY * 2 / 3 + ROW(1); filled += ROW(4))
        row_of_lines(doc, "second", 4);
    row_of_lines(doc, "high", 16);
    row_of_lines(doc, "after", 10);
    doc_table_close(doc);
    rest(doc);
}

/* There is room for the heading and one item. */
static void one_item_is_too_little_below_a_heading(struct doc *doc)
{
    leave(doc, PT(62));
    doc_heading(doc, 2, FI("Heading"));
    doc_list_open(doc, LIST_BULLETS);
    for (int i = 0; i < 5; i++) {
        doc_item_open(doc, (struct text){ 0 });
        doc_paragraph(doc, STYLE_BODY, FI("item"));
        doc_item_close(doc);
    }
    doc_list_close(doc);
    rest(doc);
}

/* By the rules the last two rows would stand at the second page's top, above the heading. */
static void little_is_not_left_over_above_a_heading(struct doc *doc)
{
    table_with_room(doc, 3 * ROW(3));
    for (int i = 0; i < 3; i++)
        row_of_lines(doc, "row", 3);
    for (int i = 0; i < 2; i++)
        row_of_lines(doc, "last", 1);
    doc_table_close(doc);
    doc_heading(doc, 2, FI("Next"));
    for (int i = 0; i < 20; i++)
        doc_paragraph(doc, STYLE_BODY, FI("of it"));
}

/* By the rules the first page would be full and the second nearly a third empty: two of a sixth are better. */
static void page_ends_earlier_for_a_fuller_next(struct doc *doc)
{
    table_with_room(doc, 2 * ROW(8));
    row_of_lines(doc, "row", 8);
    row_of_lines(doc, "on the second page rather", 8);
    page_nearly_a_third_empty(doc);
}

/* The same with a row so low that too little is gained. */
static void page_does_not_end_earlier_for_little(struct doc *doc)
{
    table_with_room(doc, ROW(16) + ROW(2));
    row_of_lines(doc, "row", 16);
    row_of_lines(doc, "on the first page rather", 2);
    page_nearly_a_third_empty(doc);
}

/* The same with a list's items, which are not parted for that. */
static void list_does_not_end_earlier_for_a_fuller_next(struct doc *doc)
{
    leave(doc, PT(130));
    doc_list_open(doc, LIST_BULLETS);
    for (size_t i = 1; i <= 8; i++) {
        doc_item_open(doc, (struct text){ 0 });
        doc_paragraph(doc, STYLE_BODY, words(doc, i));
        doc_item_close(doc);
    }
    doc_list_close(doc);
    table_open(doc, 2);
    page_nearly_a_third_empty(doc);
}

/* By the rules all but the last row would stand on the first page. */
static void last_row_is_not_left_alone(struct doc *doc)
{
    table_with_room(doc, 16 * ROW(1));
    for (int i = 0; i < 17; i++)
        row_of_lines(doc, "row", 1);
    doc_table_close(doc);
    rest(doc);
}

/* By the rules three of its rows would stand on the first page. */
static void low_table_stays_whole(struct doc *doc)
{
    table_with_room(doc, 3 * ROW(1));
    for (int i = 0; i < 6; i++)
        row_of_lines(doc, "row", 1);
    doc_table_close(doc);
    rest(doc);
}

/* Eight of its rows would: rather a quarter of the page stays empty. */
static void low_table_leaves_a_quarter_empty(struct doc *doc)
{
    table_with_room(doc, 8 * ROW(1));
    for (int i = 0; i < 10; i++)
        row_of_lines(doc, "row", 1);
    doc_table_close(doc);
    rest(doc);
}

/* Each page would be a good fifth empty if no row were split, and there would be one more. */
static void row_splits_where_that_saves_a_page(struct doc *doc)
{
    table_open(doc, 2);
    for (int i = 0; i < 16; i++)
        row_of_lines(doc, "row", 18);
    doc_table_close(doc);
}

/* ---- Merged cells ---- */

static void merged(struct doc *doc, size_t lines_of_it, uint16_t rows, size_t lines_of_each)
{
    for (uint16_t r = 0; r < rows; r++) {
        doc_row_open(doc, ROW_BODY);
        if (r == 0)
            doc_cell(doc, &(struct cell_spec){ .row_span = rows, .ground = TINT_FOLLOW_GROUND, .scope = SCOPE_ROW },
                     STYLE_CELL, lines("merged", lines_of_it));
        cell_lines(doc, "row", lines_of_each);
        doc_row_close(doc);
    }
}

/* Only one row stands on the last page: the merged cell is too high to go there too, and is not parted for that. */
static void merged_rows_are_not_parted_for_a_fuller_page(struct doc *doc)
{
    table_with_room(doc, ROW(2) + 8 * ROW(2));
    row_of_lines(doc, "row", 2);
    merged(doc, 1, 8, 2);
    row_of_lines(doc, "last", 1);
    doc_table_close(doc);
}

static void merged_cell_makes_its_last_row_grow(struct doc *doc)
{
    table_open(doc, 2);
    merged(doc, 12, 3, 2);
    row_of_lines(doc, "after", 1);
    doc_table_close(doc);
}

static void merged_cell_over_two_pages(struct doc *doc)
{
    table_with_room(doc, ROW(8) * 2 + PT(20));
    merged(doc, 25, 4, 8);
    row_of_lines(doc, "after", 1);
    doc_table_close(doc);
}

/* Its text ends on the first page: on the second it is told again, with "(jatkuu)". */
static void merged_name_is_told_again(struct doc *doc)
{
    table_with_room(doc, ROW(8) * 2 + PT(20));
    merged(doc, 2, 4, 8);
    doc_table_close(doc);
}

/* The last row alone goes on; it has room for one line of the name, and none for the word behind it. */
static void merged_name_is_told_as_far_as_there_is_room(struct doc *doc)
{
    table_with_room(doc, ROW(1) * 4 + PT(4));
    merged(doc, 3, 5, 1);
    rest_of_table(doc);
}

/* Both rows would fit above the foot, the name over them would not. */
static void tied_rows_move_with_a_tall_name(struct doc *doc)
{
    table_with_room(doc, ROW(1) * 2 + PT(4));
    for (int r = 0; r < 2; r++) {
        doc_row_open(doc, r == 0 ? ROW_BODY : ROW_TIED);
        if (r == 0)
            doc_cell(doc, &(struct cell_spec){ .row_span = 2, .scope = SCOPE_ROW }, STYLE_CELL, lines("name", 5));
        cell_lines(doc, "row", 1);
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

static void merged_cell_over_three_pages(struct doc *doc)
{
    table_open(doc, 2);
    head_row(doc, 2);
    merged(doc, 110, 8, 8);
    row_of_lines(doc, "after", 1);
    doc_table_close(doc);
}

static void merged_cell_shows_two_lines_or_moves(struct doc *doc)
{
    table_with_room(doc, ROW(1) + ROW(1) + PT(4));
    row_of_lines(doc, "before", 1);
    merged(doc, 6, 3, 1);
    rest_of_table(doc);
}

static void divide_pairs(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    (void)with;
    (void)word;
    for (size_t i = 2; i + 2 <= length && i < WORD_LETTERS_MAX; i += 2)
        ranks[i] = WORD_SYLLABLE;
}

/* The name's first three lines end in hyphens, and the page has room for two or three. */
static void merged_name_is_not_left_at_a_hyphen(struct doc *doc)
{
    static struct wordbooks words;
    struct wordbook_maker *maker = wordbook_new(doc->job->arena);
    struct buf book;
    buf_init(&book, MIB);
    wordbook_add(maker, "hyvinvoint", 10);
    wordbook_write(maker, divide_pairs, NULL, &book);
    words.of[LANG_FI] = (struct wordbook){ (unsigned char *)arena_text(doc->job->arena, book.bytes, book.length), book.length };
    buf_free(&book);
    doc->meta.words = &words;
    leave(doc, ROW(2) + ROW(2) + PT(10) + page_style.block_space);
    table_open(doc, 31);
    for (int r = 0; r < 12; r++) {
        doc_row_open(doc, ROW_BODY);
        if (r == 1)
            doc_cell(doc, &(struct cell_spec){ .row_span = 5, .scope = SCOPE_ROW }, STYLE_CELL, FI("hyvinvoint"));
        for (int c = r >= 1 && r <= 5; c < 31; c++)
            cell(doc, "abcd\nabcd");
        doc_row_close(doc);
    }
    doc_table_close(doc);
    rest(doc);
}

/* Its third line has room below the page's last row, which grows for it. */
static void merged_cell_makes_the_pages_last_row_grow(struct doc *doc)
{
    table_with_room(doc, ROW(2) + ROW(2) + PT(15));
    row_of_lines(doc, "before", 2);
    merged(doc, 3, 3, 2);
    rest_of_table(doc);
}

static void spans_beyond_the_table(struct doc *doc)
{
    table_open(doc, 3);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .col_span = 9, .row_span = 9 }, STYLE_CELL, FI("nine by nine"));
    doc_row_close(doc);
    doc_row_open(doc, ROW_BODY); /* all of it is covered */
    doc_row_close(doc);
    band(doc, "A band ends spans", 3);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .row_span = 2 }, STYLE_CELL, FI("two rows"));
    doc_row_close(doc); /* two empty cells */
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .col_span = 5 }, STYLE_CELL, FI("cut to two"));
    doc_row_close(doc);
    doc_table_close(doc);
}

/* ---- Columns ---- */

static void sixty_four_columns(struct doc *doc)
{
    table_open(doc, 64);
    doc_row_open(doc, ROW_BODY);
    for (int i = 0; i < 64; i++)
        cell(doc, i % 2 == 0 ? "a" : "bcd");
    doc_row_close(doc);
    doc_table_close(doc);
}

static void columns_of_one_character(struct doc *doc)
{
    static const enum column_fit fits[] = { COLUMN_TIGHT, COLUMN_TIGHT, COLUMN_FLOW, COLUMN_TIGHT };
    doc_table_open(doc, &(struct table_spec){ .columns = 4, .fits = fits });
    doc_row_open(doc, ROW_BODY);
    cell(doc, "1");
    cell(doc, "2");
    doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 40));
    cell(doc, "x");
    doc_row_close(doc);
    doc_table_close(doc);
}

static void natural_table(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 3, .natural = true });
    head_row(doc, 3);
    doc_row_open(doc, ROW_BODY);
    cell(doc, "some words");
    cell(doc, "12");
    doc_row_close(doc);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .col_span = 3 }, STYLE_CELL,
             FI("a cell over all of it that is wider than they are"));
    doc_row_close(doc);
    doc_table_close(doc);
}

static void minima_that_do_not_fit(struct doc *doc)
{
    table_open(doc, 4);
    doc_row_open(doc, ROW_BODY);
    cell(doc, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
    cell(doc, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
    cell(doc, "abcdefghijklmnopqrstuvwxyz");
    cell(doc, "x");
    doc_row_close(doc);
    doc_table_close(doc);
}

/* A word longer than the page is wide, three times: the other columns keep their words, and the long cell its width. */
static void endless_words_leave_the_others_room(struct doc *doc)
{
    static const char endless[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm"
                                  "nopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
                                  "abcdefghijklmnopqrstuvwxyz";
    table_open(doc, 5);
    head_row(doc, 5);
    doc_row_open(doc, ROW_BODY);
    for (int i = 0; i < 3; i++)
        cell(doc, endless);
    doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 100));
    cell(doc, "varhaiskasvatus");
    doc_row_close(doc);
    doc_table_close(doc);
}

/* One long word among columns of text: it ends where its column does, which is not kept wide for it. */
static void long_word_leaves_the_others_room(struct doc *doc)
{
    table_open(doc, 4);
    doc_row_open(doc, ROW_BODY);
    cell(doc, "fill in: ________________________________________________________________________________");
    for (size_t i = 0; i < 3; i++)
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 60));
    doc_row_close(doc);
    doc_table_close(doc);
}

static void flowing_columns_share(struct doc *doc)
{
    static const enum column_fit fits[] = { COLUMN_FLOW, COLUMN_FLOW, COLUMN_FLOW, COLUMN_TIGHT };
    doc_table_open(doc, &(struct table_spec){ .columns = 4, .fits = fits });
    head_row(doc, 4);
    for (int i = 0; i < 3; i++) {
        doc_row_open(doc, ROW_BODY);
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 10));
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 80));
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 40));
        cell(doc, "12 %");
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

/* Of a row: so many words in the first column and the second, one in a third. */
static void table_of_family(struct doc *doc, const char *family, bool natural, size_t first, size_t second,
                            const char *third)
{
    static const enum column_fit fits[] = { COLUMN_FLOW, COLUMN_FLOW, COLUMN_TIGHT };
    doc_table_open(doc, &(struct table_spec){
                            .columns = third == NULL ? 2 : 3, .fits = fits, .family = family, .natural = natural });
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, first));
    doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, second));
    if (third != NULL)
        cell(doc, third);
    doc_row_close(doc);
    doc_table_close(doc);
}

/* The first, the third and the last stand alike, the second by itself, the fourth, of fewer columns, too. */
static void tables_of_a_family_have_columns_alike(struct doc *doc)
{
    static const char family[] = "family", other[] = "other";
    table_of_family(doc, family, true, 20, 180, "12");
    table_of_family(doc, other, true, 20, 180, "12");
    table_of_family(doc, family, true, 100, 100, "concerning");
    table_of_family(doc, family, true, 20, 180, NULL);
    table_of_family(doc, family, true, 120, 80, "1");
}

/* The two that need more lines than one have each its own; the third and the sixth have room in the columns of the
 * second of these, the fourth and the fifth in neither's: they stand alike. */
static void tables_are_alike_where_that_costs_no_line(struct doc *doc)
{
    static const char family[] = "family";
    table_of_family(doc, family, false, 20, 180, "12");
    table_of_family(doc, family, false, 100, 100, "concerning");
    table_of_family(doc, family, false, 10, 2, "12");
    table_of_family(doc, family, false, 18, 3, "12");
    table_of_family(doc, family, false, 17, 5, "1");
    table_of_family(doc, family, false, 1, 1, "1");
}

/* A part that leaves `free` of its page, and another. */
static void two_parts(struct doc *doc, fix free)
{
    const struct style *style = style_of(STYLE_H1);
    doc_heading(doc, 1, FI("First"));
    doc_space(doc, page_style.height - page_style.top - page_style.bottom - style->leading - free);
    doc_part_break(doc);
    doc_heading(doc, 2, FI("Second"));
}

static void part_begins_where_there_is_room(struct doc *doc)
{
    two_parts(doc, page_style.part_room);
}

static void part_moves_by_a_hair(struct doc *doc)
{
    two_parts(doc, page_style.part_room - 1);
}

/* The three years are as wide as the longest word in one of them. */
static void even_columns_are_alike(struct doc *doc)
{
    static const enum column_fit fits[] = { COLUMN_FLOW, COLUMN_EVEN, COLUMN_EVEN, COLUMN_EVEN, COLUMN_TIGHT };
    doc_table_open(doc, &(struct table_spec){ .columns = 5, .fits = fits, .natural = true });
    doc_row_open(doc, ROW_BODY);
    cell(doc, "indicator");
    cell(doc, "12");
    cell(doc, "not available");
    cell(doc, "1");
    cell(doc, "not available");
    doc_row_close(doc);
    doc_table_close(doc);
}

static void tables_without_rows(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 2, .caption = FI("Not shown") });
    doc_table_close(doc);
    table_open(doc, 2);
    head_row(doc, 2);
    doc_table_close(doc);
    table_open(doc, 2);
    doc_row_open(doc, ROW_BODY);
    doc_row_close(doc);
    doc_table_close(doc);
}

static void headers_are_named(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 3, .banded_headers = true });
    head_row(doc, 3);
    for (int b = 0; b < 2; b++) {
        band(doc, "Band", 3);
        doc_row_open(doc, ROW_BODY);
        doc_cell(doc, &(struct cell_spec){ .row_span = 2, .scope = SCOPE_ROW }, STYLE_CELL, FI("row head"));
        cell(doc, "a");
        cell(doc, "b");
        doc_row_close(doc);
        doc_row_open(doc, ROW_BODY);
        cell(doc, "c");
        cell(doc, "d");
        doc_row_close(doc);
        doc_row_open(doc, ROW_UNDER);
        doc_cell(doc, &(struct cell_spec){ .col_span = 3 }, STYLE_FOLLOW, FI("follow-up"));
        doc_row_close(doc);
    }
    doc_table_close(doc);
}

/* Two row headers in a row: the first heads the second, not the other way round as well. */
static void row_headers_head_those_behind_them(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 3, .banded_headers = true });
    head_row(doc, 3);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .row_span = 2, .scope = SCOPE_ROW }, STYLE_CELL, FI("indicator"));
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_ROW }, STYLE_CELL, FI("group"));
    cell(doc, "a");
    doc_row_close(doc);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_ROW }, STYLE_CELL, FI("other group"));
    cell(doc, "b");
    doc_row_close(doc);
    doc_table_close(doc);
}

static void grounds(struct doc *doc)
{
    table_open(doc, 3);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .ground = TINT_GOOD_GROUND }, STYLE_CELL, FI("good"));
    doc_cell(doc, &(struct cell_spec){ .ground = TINT_GOOD_GROUND }, STYLE_CELL, FI("good"));
    doc_cell(doc, &(struct cell_spec){ .ground = TINT_CONCERNING_GROUND }, STYLE_CELL, FI("concerning"));
    doc_row_close(doc);
    doc_row_open(doc, ROW_UNDER);
    doc_cell(doc, &(struct cell_spec){ .col_span = 3, .ground = TINT_WHITE }, STYLE_FOLLOW, FI("white"));
    doc_row_close(doc);
    doc_table_close(doc);
}
