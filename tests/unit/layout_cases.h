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

static void row_of_lines_1(struct doc *doc, const char *name, size_t count)
{
    doc_row_open(doc, ROW_BODY);
    cell_lines(doc, name, count);
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

/* A first line and free space, so that exactly `room` is left on the page below them. */
static void leave(struct doc *doc, fix room)
{
    fix body = page_style.height - page_style.bottom - page_style.top;
    doc_paragraph(doc, STYLE_BODY, FI("top"));
    doc_space(doc, body - style_of(STYLE_BODY)->leading - room);
}

/* A table without a head at which `room` is left, its space before it not counted. */
static void table_with_room(struct doc *doc, fix room)
{
    leave(doc, room + page_style.block_space);
    table_open(doc, 2);
}

/* So much text that the last page is no reason to end the one before it earlier. */
static void rest(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, lines("rest", 12));
}

/* The same as a table's last row: nor is the table so low that it stays whole. */
static void rest_of_table(struct doc *doc)
{
    row_of_lines(doc, "rest", 18);
    doc_table_close(doc);
}

#define ROW(lines) (PT(10) * (lines) + 2 * page_style.cell_pad_y) /* the height of a row of so many lines */

/* ---- Paragraphs ---- */

static void spans(struct doc *doc)
{
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_text(doc, FI("Plain, "));
    doc_bold(doc, FI("bold "));
    doc_span(doc, &(struct span){ .text = FI("italic "), .italic = true });
    doc_span(doc, &(struct span){ .text = FI("tinted "), .tint = TINT_CONCERNING });
    doc_span(doc, &(struct span){ .text = text_of("svenska ", LANG_SV) });
    doc_span(doc, &(struct span){ .text = FI("uri"), .uri = "https://example.org/", .link_contents = FI("Esimerkki") });
    doc_paragraph_close(doc);
}

static void marks(struct doc *doc)
{
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_span(doc, &(struct span){ .mark = MARK_GOOD, .text = FI("hyvä") });
    doc_text(doc, FI(", "));
    doc_span(doc, &(struct span){ .mark = MARK_DONE, .meaning = text_of("Färdig", LANG_SV) });
    doc_span(doc, &(struct span){ .mark = MARK_DELAYED });
    doc_paragraph_close(doc);
}

static void languages(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, text_of("På svenska", LANG_SV));
    table_open(doc, 1);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &plain_cell, STYLE_CELL, text_of("In English", LANG_EN));
    doc_row_close(doc);
    doc_table_close(doc);
    doc_list_open(doc, LIST_LABELS);
    doc_item_open(doc, text_of("Mål", LANG_SV));
    doc_paragraph(doc, STYLE_BODY, text_of("på svenska", LANG_SV));
    doc_item_close(doc);
    doc_list_close(doc);
}

static void alignments(struct doc *doc)
{
    for (int align = ALIGN_START; align <= ALIGN_END; align++) {
        doc_paragraph_open(doc, STYLE_BODY, (enum alignment)align);
        doc_text(doc, words(doc, 30));
        doc_paragraph_close(doc);
    }
    table_open(doc, 2);
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ .align = ALIGN_END }, STYLE_CELL, FI("12,3"));
    doc_cell(doc, &(struct cell_spec){ .align = ALIGN_CENTRE }, STYLE_CELL, FI("x"));
    doc_row_close(doc);
    doc_table_close(doc);
}

static void heading_levels(struct doc *doc)
{
    static const int levels[] = { 1, 3, 4, 2, 4 };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        doc_heading(doc, levels[i], FI("Heading"));
        doc_paragraph(doc, STYLE_BODY, FI("text"));
    }
}

static void spacing(struct doc *doc)
{
    doc_space(doc, PT(50)); /* dropped */
    doc_heading(doc, 1, FI("At the top: no space before"));
    doc_heading(doc, 2, FI("16 before is larger than 10 after"));
    doc_paragraph(doc, STYLE_BODY, FI("7 after is larger than 2 before"));
    doc_paragraph(doc, STYLE_SMALL, FI("5 after is larger than 2 before"));
    doc_page_break(doc);
    doc_page_break(doc); /* nothing stands on the page: no second break */
    doc_heading(doc, 3, FI("Again at the top"));
    doc_paragraph(doc, STYLE_BODY, FI("text"));
}

static void forced_line_ends(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, FI("one\ntwo  \n  three\n\nfive after an empty line"));
}

static void no_break_spaces(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 8 });
    doc_row_open(doc, ROW_BODY);
    cell(doc, "alpha beta\u00A0gamma\u00A0delta epsilon");
    for (int i = 0; i < 7; i++)
        doc_cell(doc, &plain_cell, STYLE_CELL, words(doc, 12));
    doc_row_close(doc);
    doc_table_close(doc);
}

static void emergency_break(struct doc *doc)
{
    doc_table_open(doc, &(struct table_spec){ .columns = 30 });
    doc_row_open(doc, ROW_BODY);
    cell(doc, "to hyvinvointisuunnitelmaa");
    cell(doc, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"); /* no mark is parted from its letter */
    cell(doc, "abcde\u200Dfghi");                                          /* nor what a joiner joins */
    for (int i = 0; i < 27; i++)
        cell(doc, "abcdefgh");
    doc_row_close(doc);
    doc_table_close(doc);
}

/* A pair at a line's end counts in its width; one that the end parts, or that has two faces, does not. */
static void kerned_pairs_at_line_ends(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, FI("WVA\nWV\nA VA"));
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_text(doc, FI("WV"));
    doc_bold(doc, FI("AV"));
    doc_text(doc, FI("A"));
    doc_paragraph_close(doc);
    doc_table_open(doc, &(struct table_spec){ .columns = 30 });
    doc_row_open(doc, ROW_BODY);
    cell(doc, "VAVAVAVAVA");
    cell(doc, "AVAVAVAVAV");
    cell(doc, "bbbb VA VAbb VA");
    cell(doc, "VA/VA/VA/VA");
    for (int i = 0; i < 26; i++)
        cell(doc, "abcdefgh");
    doc_row_close(doc);
    doc_table_close(doc);
}

static void spare_face(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, FI("from → to ■ end"));
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_bold(doc, FI("bold →"));
    doc_paragraph_close(doc);
}

static void lacking_characters(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, FI("one 中文 two\xFF three\u200D"));
    table_open(doc, 1);
    doc_row_open(doc, ROW_HEAD);
    doc_cell(doc, &column_head, STYLE_TABLE_HEAD, FI("中"));
    doc_row_close(doc);
    row_of_lines_1(doc, "line", 60);
    doc_table_close(doc);
}

static void cyrillic(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, FI("План благополучия детей и молодёжи"));
}

static void right_to_left_letters(struct doc *doc)
{
    doc_paragraph(doc, STYLE_BODY, FI("alku שלום عالم loppu"));
}

static void links_over_lines(struct doc *doc)
{
    uint32_t anchor = doc_anchor_new(doc);
    uint32_t nowhere = doc_anchor_new(doc);
    doc_paragraph_open(doc, STYLE_BODY, ALIGN_START);
    doc_text(doc, words(doc, 20));
    doc_text(doc, FI(" "));
    doc_span(doc, &(struct span){ .text = words(doc, 30), .anchor = anchor });
    doc_text(doc, FI(" and "));
    doc_span(doc, &(struct span){ .text = FI("nowhere"), .anchor = nowhere });
    doc_paragraph_close(doc);
    doc_page_break(doc);
    doc_anchor_here(doc, anchor);
    doc_paragraph(doc, STYLE_BODY, FI("here"));
}

/* ---- Paragraphs over pages ---- */

static void two_lines_stay_and_two_go(struct doc *doc)
{
    leave(doc, PT(12.5) * 9 + PT(5)); /* nine lines fit, of ten: eight and two */
    doc_paragraph(doc, STYLE_BODY, lines("ten", 10));
    rest(doc);
}

static void one_line_does_not_stay(struct doc *doc)
{
    leave(doc, PT(12.5) * 1 + PT(5));
    doc_paragraph(doc, STYLE_BODY, lines("ten", 10));
}

static void three_lines_stay_together(struct doc *doc)
{
    leave(doc, PT(12.5) * 2 + PT(5));
    doc_paragraph(doc, STYLE_BODY, lines("three", 3));
}

static void heading_with_two_lines_stays(struct doc *doc)
{
    leave(doc, PT(12) + PT(15) + PT(5) + PT(25));
    doc_heading(doc, 3, FI("Heading"));
    doc_paragraph(doc, STYLE_BODY, lines("line", 6));
    rest(doc);
}

static void heading_without_two_lines_moves(struct doc *doc)
{
    leave(doc, PT(12) + PT(15) + PT(5) + PT(25) - 1);
    doc_heading(doc, 3, FI("Heading"));
    doc_paragraph(doc, STYLE_BODY, lines("line", 6));
}

static void headings_stay_with_the_table(struct doc *doc)
{
    leave(doc, PT(100));
    doc_heading(doc, 2, FI("Heading"));
    doc_heading(doc, 3, FI("Heading below"));
    doc_table_open(doc, &(struct table_spec){ .columns = 2, .caption = FI("Caption") });
    head_row(doc, 2);
    band(doc, "Band", 2);
    row_of_lines(doc, "line", 2);
    doc_table_close(doc);
}

#include "tests/unit/layout_cases_tables.h"

/* ---- Lists ---- */

static void nested_lists(struct doc *doc)
{
    doc_list_open(doc, LIST_BULLETS);
    doc_item_open(doc, (struct text){ 0 });
    doc_paragraph(doc, STYLE_BODY, words(doc, 40));
    doc_list_open(doc, LIST_BULLETS);
    doc_item_open(doc, (struct text){ 0 });
    doc_paragraph(doc, STYLE_BODY, FI("inner"));
    doc_paragraph(doc, STYLE_BODY, FI("its second paragraph"));
    doc_item_close(doc);
    doc_list_close(doc);
    doc_item_close(doc);
    doc_item_open(doc, (struct text){ 0 }); /* a list at once: both bullets on one line */
    doc_list_open(doc, LIST_NUMBERS);
    doc_item_open(doc, (struct text){ 0 });
    doc_paragraph(doc, STYLE_BODY, FI("numbered"));
    doc_item_close(doc);
    doc_list_close(doc);
    doc_item_close(doc);
    doc_item_open(doc, (struct text){ 0 });
    doc_item_close(doc);
    doc_list_close(doc);
}

static void numbered_list(struct doc *doc)
{
    doc_list_open(doc, LIST_NUMBERS);
    for (int i = 0; i < 11; i++) {
        doc_item_open(doc, (struct text){ 0 });
        doc_paragraph(doc, STYLE_BODY, FI("item"));
        doc_item_close(doc);
    }
    doc_list_close(doc);
}

static void labelled_list(struct doc *doc)
{
    doc_list_open(doc, LIST_LABELS);
    doc_item_open(doc, FI("I.1"));
    doc_paragraph(doc, STYLE_BODY, FI("beside its label"));
    doc_item_close(doc);
    doc_item_open(doc, FI("A label that is too wide to hang"));
    doc_paragraph(doc, STYLE_BODY, FI("below its label"));
    doc_item_close(doc);
    doc_list_close(doc);
}

static void markup(struct doc *doc)
{
    doc_markup(doc, STYLE_BODY, FI("Intro\n- one\n- two\n\nMiddle\n-no item\n- three"));
    doc_markup(doc, STYLE_BODY, (struct text){ 0 });
}

/* ---- Parts of a report ---- */

static void contents_over_two_pages(struct doc *doc)
{
    static char titles[60][24];
    doc_heading(doc, 1, FI("Title"));
    doc_contents(doc, 3);
    for (int i = 0; i < 60; i++) {
        sprintf(titles[i], "Heading %d", i + 1);
        if (i % 6 == 0)
            doc_page_break(doc);
        doc_heading(doc, i % 6 == 0 ? 2 : i == 5 ? 4 : 3, FI(titles[i]));
        doc_paragraph(doc, STYLE_BODY, FI("text"));
    }
}

static void contents_of_a_long_title(struct doc *doc)
{
    doc_contents(doc, 2);
    doc_heading(doc, 2, words(doc, 40));
    doc_paragraph(doc, STYLE_BODY, FI("text"));
}

/* Once its link reached above the second page's top, and the first page had none. */
static void contents_of_a_title_over_two_pages(struct doc *doc)
{
    leave(doc, PT(60));
    doc_contents(doc, 2);
    doc_heading(doc, 2, words(doc, 150));
    doc_paragraph(doc, STYLE_BODY, FI("text"));
}

static void cover(struct doc *doc)
{
    doc_cover_open(doc);
    doc_bar(doc, PT(70), TINT_BRAND);
    doc_space(doc, PT(80));
    doc_heading(doc, 1, FI("Title"));
    doc_paragraph(doc, STYLE_COVER_PART, FI("Part"));
    doc_bar(doc, PT(3), TINT_BRAND);
    doc_paragraph(doc, STYLE_COVER_SLOGAN, FI("Slogan"));
    doc_cover_close(doc);
    doc_heading(doc, 2, FI("First"));
    doc_paragraph(doc, STYLE_BODY, FI("text"));
}

static void figure(struct doc *doc)
{
    struct sketch *sketch = sketch_new(doc->job, fake_metrics(), PT(100), PT(60));
    sketch_rect(sketch, 0, PT(10), PT(40), PT(10), TINT_GOOD);
    sketch_line(sketch, 0, 0, PT(100), PT(60), PT(1), TINT_RULE);
    sketch_circle(sketch, PT(50), PT(30), PT(10), TINT_NEUTRAL, TINT_INK);
    sketch_sector(sketch, &(struct sector){ PT(50), PT(30), PT(10), PT(20), 0, 250 }, TINT_BRAND, TINT_NONE);
    sketch_polygon(sketch, (const fix[]){ 0, 0, PT(5), 0, 0, PT(5) }, 3, TINT_NONE, TINT_INK);
    sketch_mark(sketch, PT(80), PT(30), PT(10), MARK_GOOD);
    sketch_text(sketch, PT(50), PT(55), &(struct label_spec){ FACE_NARROW, PT(8), TINT_INK, ALIGN_CENTRE, 0 },
                FI("a → 中"));
    sketch_text(sketch, PT(100), PT(8), &(struct label_spec){ FACE_NARROW, PT(8), TINT_INK, ALIGN_END, PT(30) },
                FI("a label that is cut"));
    leave(doc, PT(60));
    doc_figure(doc, sketch_finish(sketch, FI("What it says")));
    doc_paragraph(doc, STYLE_BODY, FI("after it"));
}

static void anchors(struct doc *doc)
{
    uint32_t anchor[6];
    for (int i = 0; i < 6; i++)
        anchor[i] = doc_anchor_new(doc);
    doc_anchor_here(doc, anchor[0]);
    doc_anchor_here(doc, anchor[1]);
    doc_paragraph(doc, STYLE_BODY, FI("two anchors"));
    doc_anchor_here(doc, anchor[2]);
    table_open(doc, 2);
    head_row(doc, 2);
    row_of_lines(doc, "row", 40);
    doc_anchor_here(doc, anchor[3]);
    row_of_lines(doc, "row", 4);
    doc_table_close(doc);
    doc_list_open(doc, LIST_BULLETS);
    doc_anchor_here(doc, anchor[4]);
    doc_item_open(doc, (struct text){ 0 });
    doc_paragraph(doc, STYLE_BODY, FI("an item's anchor"));
    doc_item_close(doc);
    doc_list_close(doc);
    doc_anchor_here(doc, anchor[5]); /* nothing follows: the last page */
}

static void running_head_is_cut(struct doc *doc)
{
    doc->meta.head_left = words(doc, 60);
    doc->meta.head_right = FI("Meeting\nof → 中 and a good many other things that stand in the head's right half, and "
                              "more of them than it holds");
    doc->meta.draft = FI("LUONNOS");
    doc->meta.foot_page = "100 % %zu/%zu %zu %s";
    doc_paragraph(doc, STYLE_BODY, FI("text"));
}

static void running_head_gives_the_right_three_quarters(struct doc *doc)
{
    doc->meta.head_left = words(doc, 60);
    doc->meta.head_right = words(doc, 60);
    doc_paragraph(doc, STYLE_BODY, FI("text"));
}

static void nothing(struct doc *doc)
{
    (void)doc;
}

struct layout_case {
    const char *name;
    void (*build)(struct doc *doc);
    bool brief;
};

#define CASE(name)                                                                                                     \
    {                                                                                                                  \
#name, name, false                                                                                             \
    }
#define BRIEF(name)                                                                                                    \
    {                                                                                                                  \
#name, name, true                                                                                              \
    }

static const struct layout_case layout_cases[] = {
    CASE(nothing),
    CASE(spans),
    CASE(marks),
    CASE(languages),
    CASE(alignments),
    CASE(heading_levels),
    CASE(spacing),
    CASE(forced_line_ends),
    BRIEF(no_break_spaces),
    BRIEF(emergency_break),
    BRIEF(kerned_pairs_at_line_ends),
    CASE(spare_face),
    CASE(lacking_characters),
    CASE(cyrillic),
    CASE(right_to_left_letters),
    CASE(links_over_lines),
    CASE(figure),
    CASE(anchors),
    CASE(cover),
    CASE(running_head_is_cut),
    CASE(running_head_gives_the_right_three_quarters),
    BRIEF(two_lines_stay_and_two_go),
    BRIEF(one_line_does_not_stay),
    BRIEF(three_lines_stay_together),
    BRIEF(heading_with_two_lines_stays),
    BRIEF(heading_without_two_lines_moves),
    BRIEF(headings_stay_with_the_table),
    CASE(row_fits_exactly),
    BRIEF(row_splits_by_a_hair),
    BRIEF(row_moves_by_a_hair),
    BRIEF(a_third_may_stay_empty),
    BRIEF(more_than_a_third_may_not),
    CASE(cells_split_at_their_own_lines),
    BRIEF(cell_of_four_pages),
    BRIEF(list_in_a_cell_over_pages),
    BRIEF(no_last_line_alone),
    CASE(head_repeats),
    BRIEF(head_over_half_a_page_does_not_repeat),
    CASE(two_head_rows_with_spans),
    BRIEF(band_stays_with_a_short_row),
    BRIEF(band_at_the_foot_moves),
    BRIEF(head_at_the_foot_moves),
    BRIEF(under_row_keeps_its_row),
    BRIEF(under_row_splits),
    BRIEF(tied_rows_move_together), BRIEF(tied_rows_that_fit_stay),
    BRIEF(long_row_gives_its_under_row_two_lines),
    CASE(tied_row_without_room_moves),
    BRIEF(too_few_lines_to_split_move),
    CASE(merged_cell_makes_its_last_row_grow),
    CASE(merged_cell_over_two_pages),
    BRIEF(tied_rows_move_with_a_tall_name),
    BRIEF(merged_cell_over_three_pages),
    BRIEF(merged_name_is_told_again),
    BRIEF(merged_name_is_told_as_far_as_there_is_room),
    BRIEF(merged_cell_shows_two_lines_or_moves),
    BRIEF(merged_name_is_not_left_at_a_hyphen),
    CASE(merged_cell_makes_the_pages_last_row_grow),
    CASE(spans_beyond_the_table),
    CASE(sixty_four_columns),
    CASE(columns_of_one_character),
    CASE(natural_table),
    CASE(minima_that_do_not_fit),
    BRIEF(endless_words_leave_the_others_room),
    BRIEF(long_word_leaves_the_others_room),
    BRIEF(flowing_columns_share),
    CASE(even_columns_are_alike),
    BRIEF(tables_of_a_family_have_columns_alike),
    BRIEF(tables_are_alike_where_that_costs_no_line),
    BRIEF(last_page_is_not_scant),
    BRIEF(page_before_a_part_is_not_scant),
    BRIEF(page_ends_earlier_for_a_fuller_next),
    BRIEF(little_is_not_left_over_above_a_heading),
    BRIEF(one_item_is_too_little_below_a_heading),
    BRIEF(page_does_not_end_earlier_for_little),
    BRIEF(list_does_not_end_earlier_for_a_fuller_next),
    BRIEF(last_row_is_not_left_alone),
    BRIEF(low_table_stays_whole),
    BRIEF(low_table_leaves_a_quarter_empty),
    BRIEF(row_splits_where_that_saves_a_page),
    BRIEF(merged_rows_are_not_parted_for_a_fuller_page),
    BRIEF(part_begins_where_there_is_room),
    BRIEF(part_moves_by_a_hair),
    CASE(tables_without_rows),
    CASE(headers_are_named),
    CASE(row_headers_head_those_behind_them),
    CASE(grounds),
    CASE(nested_lists),
    CASE(numbered_list),
    CASE(labelled_list),
    CASE(markup),
    BRIEF(contents_over_two_pages),
    CASE(contents_of_a_long_title),
    BRIEF(contents_of_a_title_over_two_pages),
};
