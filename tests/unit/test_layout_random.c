/* Layout's promises held over random documents; memory that runs out anywhere; time linear in the document's size.
 * LAYOUT_SEEDS=N in the environment takes N documents instead of 60. */
#include "reports/layout.h"
#include "tests/support/fake_metrics.h"
#include "tests/support/random_doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static uint32_t seeds(void)
{
    const char *wanted = getenv("LAYOUT_SEEDS");
    return wanted == NULL ? 60 : (uint32_t)atol(wanted);
}

struct made {
    struct job job;
    struct doc *doc;
    const struct laid *laid;
    struct buf expected;
    struct buf book;
    uint32_t seed;
    size_t hyphens;
};

/* A break behind each two letters. */
static void divide(void *with, const char *word, size_t length, char ranks[WORD_LETTERS_MAX])
{
    (void)with;
    (void)word;
    for (size_t i = 2; i + 2 <= length && i < WORD_LETTERS_MAX; i += 2)
        ranks[i] = i % 6 == 0 ? WORD_COMPOUND : WORD_SYLLABLE;
}

/* A book of all words of the laid-out texts. */
static const struct wordbooks *words_of(struct made *made)
{
    struct wordbooks *words = arena_alloc(made->job.arena, sizeof *words);
    struct wordbook_maker *maker = wordbook_new(made->job.arena);
    assert_non_null(words);
    for (size_t p = 0; p < made->laid->page_count; p++)
        for (size_t i = 0; i < made->laid->pages[p].item_count; i++) {
            const struct item *item = &made->laid->pages[p].items[i];
            if (item->kind == ITEM_TEXT)
                wordbook_add(maker, item->text.bytes, item->text.length);
        }
    wordbook_write(maker, divide, NULL, &made->book);
    assert_int_equal(buf_status(&made->book), STATUS_OK);
    for (int lang = LANG_NONE; lang < LANG_COUNT; lang++)
        words->of[lang] = (struct wordbook){ (unsigned char *)made->book.bytes, made->book.length };
    return words;
}

static void lay_out(struct made *made, const struct wordbooks *words)
{
    const struct doc_meta meta = {
        .lang = LANG_FI, .foot_page = "%zu / %zu", .head_left = { "Left", 4, LANG_FI }, .words = words
    };
    made->doc = doc_new(&made->job, &meta);
    buf_reset(&made->expected);
    random_doc(made->doc, made->seed, &made->expected);
    assert_int_equal(doc_status(made->doc), STATUS_OK);
    enum status status = layout_doc(made->doc, fake_metrics(), &made->job, &made->laid);
    if (status != STATUS_OK)
        fail_msg("seed %u: %s", made->seed, made->job.err.text);
}

/* Documents of odd seeds have hyphens. */
static void make(struct made *made, uint32_t seed)
{
    *made = (struct made){ .job = { .arena = arena_new(512 * MIB) }, .seed = seed };
    buf_init(&made->expected, 64 * MIB);
    buf_init(&made->book, 64 * MIB);
    lay_out(made, NULL);
    if (seed % 2 == 1)
        lay_out(made, words_of(made));
}

static void unmake(struct made *made)
{
    buf_free(&made->expected);
    buf_free(&made->book);
    arena_free(made->job.arena);
}

/* The element that a run belongs to when links and spans are looked through. */
static uint32_t block_of(const struct laid *laid, uint32_t elem)
{
    while (laid->elems[elem].role == ROLE_SPAN || laid->elems[elem].role == ROLE_LINK)
        elem = laid->elems[elem].parent;
    return elem;
}

static bool is_inside(const struct laid *laid, uint32_t elem, enum role role)
{
    for (; elem != 0; elem = laid->elems[elem].parent)
        if (laid->elems[elem].role == role)
            return true;
    return false;
}

/* ---- Every byte once and in order ---- */

static void everything_is_placed_once(const struct made *made)
{
    const struct laid *laid = made->laid;
    struct buf *texts = calloc(laid->elem_count, sizeof *texts);
    struct buf whole;
    assert_non_null(texts);
    buf_init(&whole, 64 * MIB);
    for (size_t i = 0; i < laid->elem_count; i++)
        buf_init(&texts[i], 64 * MIB);
    for (size_t p = 0; p < laid->page_count; p++) {
        for (size_t i = 0; i < laid->pages[p].item_count; i++) {
            const struct item *item = &laid->pages[p].items[i];
            if (item->elem == 0)
                continue;
            struct buf *text = &texts[block_of(laid, item->elem)];
            if (item->kind == ITEM_BOX)
                buf_add(text, laid->elems[item->elem].actual.bytes, laid->elems[item->elem].actual.length);
            for (uint32_t b = 0; item->kind == ITEM_TEXT && b < item->text.length; b++)
                if (item->text.bytes[b] != ' ')
                    buf_char(text, item->text.bytes[b]);
        }
    }
    for (size_t i = 0; i < laid->elem_count; i++) {
        buf_add(&whole, texts[i].bytes, texts[i].length);
        buf_free(&texts[i]);
    }
    free(texts);
    const char *want = made->expected.bytes;
    if (whole.length != made->expected.length || memcmp(whole.bytes, want, whole.length) != 0) {
        size_t at = 0;
        while (whole.bytes[at] == want[at])
            at++;
        fail_msg("seed %u: at byte %zu of %zu\n  wanted %.60s\n  placed %.60s", made->seed, at, made->expected.length,
                 want + at, whole.bytes + at);
    }
    buf_free(&whole);
}

/* ---- Places ---- */

static fix width_of(const struct item *item)
{
    return item->kind == ITEM_TEXT ? item->text.width : item->kind == ITEM_BOX ? item->box.width : 0;
}

static bool is_furniture(const struct item *item)
{
    return item->elem == 0 && (item->artifact == ARTIFACT_HEADER || item->artifact == ARTIFACT_FOOTER);
}

static void nothing_leaves_the_margins(const struct made *made, size_t p)
{
    const struct page *page = &made->laid->pages[p];
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        fix right = item->kind == ITEM_RECT ? item->rect.width : width_of(item);
        if (is_furniture(item))
            continue;
        if (item->x < page_style.left - 2 || item->x + right > page_style.width - page_style.right + 2 ||
            item->y < page_style.top - PT(1) || item->y > page_style.height - page_style.bottom + PT(1))
            fail_msg("seed %u page %zu: an item at %d,%d, %d wide, leaves the margins", made->seed, p + 1, item->x,
                     item->y, right);
    }
}

static void nothing_overlaps(const struct made *made, size_t p)
{
    const struct page *page = &made->laid->pages[p];
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *a = &page->items[i];
        for (size_t j = i + 1; j < page->item_count && width_of(a) > 0; j++) {
            const struct item *b = &page->items[j];
            fix apart = a->y > b->y ? a->y - b->y : b->y - a->y;
            if (width_of(b) > 0 && apart < PT(7) && a->x + width_of(a) > b->x + 2 && b->x + width_of(b) > a->x + 2)
                fail_msg("seed %u page %zu: items at %d,%d (%d wide) and %d,%d overlap", made->seed, p + 1, a->x, a->y,
                         width_of(a), b->x, b->y);
        }
    }
}

/* ---- Heads, headings ---- */

/* The number of the table that a head's or band's text names; 0: none. */
static unsigned table_number(const struct item *item, const char *name)
{
    char copy[16] = "";
    unsigned number = 0;
    if (item->kind != ITEM_TEXT || item->text.length < 4 || memcmp(item->text.bytes, name, 2) != 0)
        return 0;
    memcpy(copy, item->text.bytes + 2, item->text.length - 2 < 15 ? item->text.length - 2 : 15);
    return sscanf(copy, "%u.", &number) == 1 ? number : 0;
}

static uint32_t table_of(const struct laid *laid, uint32_t elem)
{
    while (elem != 0 && laid->elems[elem].role != ROLE_TABLE)
        elem = laid->elems[elem].parent;
    return elem;
}

static void heads_stand_over_their_rows(const struct made *made, size_t p)
{
    const struct laid *laid = made->laid;
    const struct page *page = &laid->pages[p];
    unsigned number = 0; /* of the head seen last */
    unsigned number_of[2] = { 0, 0 };
    uint32_t table = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        unsigned here = table_number(item, "Hx");
        if (here != 0)
            number = here;
        if (item->elem == 0 || item->kind != ITEM_TEXT || !is_inside(laid, item->elem, ROLE_TBODY))
            continue;
        if (table_of(laid, item->elem) != table) {
            table = table_of(laid, item->elem);
            if (number == number_of[0])
                fail_msg("seed %u page %zu: a table goes on without its head", made->seed, p + 1);
            number_of[0] = number;
        }
    }
}

static void no_heading_or_band_ends_a_page(const struct made *made, size_t p)
{
    const struct laid *laid = made->laid;
    const struct page *page = &laid->pages[p];
    const struct item *last = NULL;
    fix lowest = 0;
    bool repeated = false; /* a head, which stands at the page's top */
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        bool text = (item->kind == ITEM_TEXT || item->kind == ITEM_BOX) && item->elem != 0;
        repeated = repeated || (item->elem == 0 && item->artifact == ARTIFACT_REPEAT);
        if ((text || item->kind == ITEM_PATH) && item->y + (text ? 0 : PT(7)) >= lowest) {
            lowest = item->y;
            last = item;
        }
    }
    if (last == NULL && repeated)
        fail_msg("seed %u page %zu has nothing but a head", made->seed, p + 1);
    if (last == NULL || p + 1 == laid->page_count)
        return;
    enum role role = laid->elems[block_of(laid, last->elem)].role;
    if ((role >= ROLE_H1 && role <= ROLE_H4) || is_inside(laid, last->elem, ROLE_THEAD) ||
        table_number(last, "Bx") != 0)
        fail_msg("seed %u page %zu ends with %.*s", made->seed, p + 1, last->kind == ITEM_TEXT ? (int)last->text.length : 1,
                 last->kind == ITEM_TEXT ? last->text.bytes : "?");
}

/* Of a paragraph outside of tables and lists that goes over pages, two lines at least stand on each. */
static void no_line_stands_alone(const struct made *made)
{
    const struct laid *laid = made->laid;
    struct seen {
        size_t page;
        unsigned lines;
        bool pages;
        fix y;
    } *seen = calloc(laid->elem_count, sizeof *seen);
    assert_non_null(seen);
    for (size_t p = 0; p < laid->page_count; p++) {
        for (size_t i = 0; i < laid->pages[p].item_count; i++) {
            const struct item *item = &laid->pages[p].items[i];
            uint32_t elem = item->elem == 0 ? 0 : block_of(laid, item->elem);
            bool drawn = item->kind == ITEM_TEXT || item->kind == ITEM_BOX; /* a line may be one lacking character */
            if (!drawn || elem == 0 || laid->elems[elem].role != ROLE_P || laid->elems[elem].parent != 1)
                continue;
            struct seen *of = &seen[elem];
            if (of->lines > 0 && of->page != p) {
                if (of->lines == 1)
                    fail_msg("seed %u page %zu: a first line stands alone", made->seed, of->page + 1);
                of->pages = true;
                of->lines = 0;
            }
            if (of->lines == 0 || of->y != item->y)
                of->lines++;
            of->page = p;
            of->y = item->y;
        }
    }
    for (size_t i = 0; i < laid->elem_count; i++)
        if (seen[i].pages && seen[i].lines == 1)
            fail_msg("seed %u page %zu: a last line stands alone", made->seed, seen[i].page + 1);
    free(seen);
}

/* A word that is divided goes on on the same page. */
static void no_hyphen_ends_a_page(struct made *made, size_t p)
{
    const struct page *page = &made->laid->pages[p];
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        bool goes_on = false;
        if (item->kind != ITEM_TEXT || !item->text.hyphen || item->elem == 0)
            continue;
        made->hyphens++;
        for (size_t k = i + 1; k < page->item_count && !goes_on; k++)
            goes_on = page->items[k].kind == ITEM_TEXT && page->items[k].elem == item->elem;
        if (!goes_on)
            fail_msg("seed %u page %zu: a hyphen ends a part: %.*s", made->seed, p + 1, (int)item->text.length,
                     item->text.bytes);
    }
}

static void random_documents_hold_the_promises(void **state)
{
    (void)state;
    size_t hyphens = 0;
    for (uint32_t seed = 1; seed <= seeds(); seed++) {
        struct made made;
        make(&made, seed);
        everything_is_placed_once(&made);
        for (size_t p = 0; p < made.laid->page_count; p++) {
            nothing_leaves_the_margins(&made, p);
            nothing_overlaps(&made, p);
            heads_stand_over_their_rows(&made, p);
            no_heading_or_band_ends_a_page(&made, p);
            no_hyphen_ends_a_page(&made, p);
        }
        hyphens += made.hyphens;
        no_line_stands_alone(&made);
        unmake(&made);
    }
    assert_true(hyphens > 100);
}

/* ---- The tree ---- */

static void parents_come_before_children(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= seeds(); seed++) {
        struct made made;
        make(&made, seed);
        for (uint32_t i = 2; i < made.laid->elem_count; i++) {
            const struct elem *elem = &made.laid->elems[i];
            assert_true(elem->parent >= 1 && elem->parent < i);
            assert_true(elem->row_span >= 1 && elem->col_span >= 1);
            for (size_t h = 0; h < elem->header_count; h++)
                assert_int_equal(made.laid->elems[elem->headers[h]].role, ROLE_TH);
        }
        unmake(&made);
    }
}

/* ---- Memory, time, deadline ---- */

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    const struct doc_meta meta = { .lang = LANG_FI, .foot_page = "%zu / %zu", .head_left = { "Left", 4, LANG_FI } };
    struct arena *arena = arena_new(512 * MIB);
    bool done = false;
    for (long count = 0; !done; count = count * 21 / 20 + 1) {
        arena_reset(arena);
        arena_fail_after(arena, count);
        struct job job = { .arena = arena };
        const struct laid *laid = NULL;
        struct doc *doc = doc_new(&job, &meta);
        if (doc == NULL)
            continue;
        random_doc(doc, 7, NULL);
        enum status status = doc_status(doc);
        if (status == STATUS_OK)
            status = layout_doc(doc, fake_metrics(), &job, &laid);
        done = status == STATUS_OK;
        assert_true(done || status == STATUS_NOMEM);
        assert_true(done == (laid != NULL));
    }
    arena_fail_after(arena, -1);
    arena_free(arena);
}

/* Of this process alone: other work on the machine does not count. */
static int64_t spent_us(void)
{
    struct timespec spent;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return (int64_t)spent.tv_sec * 1000000 + spent.tv_nsec / 1000;
}

/* A table of so many rows; returns the microseconds of its layout, and the pages. */
static int64_t long_table(size_t rows, size_t *pages, size_t *memory)
{
    const struct doc_meta meta = { .lang = LANG_FI, .foot_page = "%zu / %zu" };
    struct job job = { .arena = arena_new(1024 * MIB) };
    struct doc *doc = doc_new(&job, &meta);
    static const char text[] =
        "A text of some words that takes a few lines in its column, since it goes on and on for a while";
    doc_table_open(doc, &(struct table_spec){ .columns = 4 });
    doc_row_open(doc, ROW_HEAD);
    for (int c = 0; c < 4; c++)
        doc_cell(doc, &(struct cell_spec){ .scope = SCOPE_COLUMN }, STYLE_TABLE_HEAD, text_of("Head", LANG_FI));
    doc_row_close(doc);
    for (size_t r = 0; r < rows; r++) {
        doc_row_open(doc, ROW_BODY);
        for (int c = 0; c < 4; c++)
            doc_cell(doc, &(struct cell_spec){ 0 }, STYLE_CELL, text_of(text, LANG_FI));
        doc_row_close(doc);
    }
    doc_table_close(doc);
    assert_int_equal(doc_status(doc), STATUS_OK);
    const struct laid *laid;
    int64_t start = spent_us();
    assert_int_equal(layout_doc(doc, fake_metrics(), &job, &laid), STATUS_OK);
    int64_t spent = spent_us() - start;
    *pages = laid->page_count;
    *memory = arena_used(job.arena);
    arena_free(job.arena);
    return spent;
}

static void a_long_table_takes_linear_time(void **state)
{
    (void)state;
    size_t pages, more_pages, memory, more_memory;
    int64_t best = INT64_MAX, more_best = INT64_MAX;
    for (int i = 0; i < 3; i++) {
        int64_t spent = long_table(1500, &pages, &memory);
        best = spent < best ? spent : best;
        spent = long_table(6000, &more_pages, &more_memory);
        more_best = spent < more_best ? spent : more_best;
    }
    assert_true(more_pages > 300);
    assert_true(more_memory < memory * 9 / 2);
    assert_true(more_best < best * 9);
}

/* The pages of a table of so many rows, of which two stand on a page by the rules, and two thirds of
 * another would. */
static size_t pages_of_high_rows(size_t rows)
{
    const struct doc_meta meta = { .lang = LANG_FI };
    struct job job = { .arena = arena_new(256 * MIB) };
    struct doc *doc = doc_new(&job, &meta);
    doc_table_open(doc, &(struct table_spec){ .columns = 1 });
    for (size_t r = 0; r < rows; r++) {
        doc_row_open(doc, ROW_BODY);
        doc_cell(doc, &(struct cell_spec){ 0 }, STYLE_CELL,
                 text_of("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18", LANG_FI));
        doc_row_close(doc);
    }
    doc_table_close(doc);
    const struct laid *laid;
    assert_int_equal(layout_doc(doc, fake_metrics(), &job, &laid), STATUS_OK);
    size_t pages = laid->page_count;
    arena_free(job.arena);
    return pages;
}

/* The search for page ends saves pages, and leaves those of a very long report to the rules. */
static void the_search_for_page_ends_gives_up(void **state)
{
    (void)state;
    assert_true(pages_of_high_rows(200) < 95);
    assert_int_equal(pages_of_high_rows(1200) - pages_of_high_rows(1000), 100);
}

static void a_deadline_stops_layout(void **state)
{
    (void)state;
    const struct doc_meta meta = { .lang = LANG_FI };
    struct job job = { .arena = arena_new(64 * MIB), .deadline_us = 1 };
    struct doc *doc = doc_new(&job, &meta);
    const struct laid *laid;
    doc_paragraph(doc, STYLE_BODY, text_of("text", LANG_FI));
    assert_int_equal(layout_doc(doc, fake_metrics(), &job, &laid), STATUS_DEADLINE);
    assert_null(laid);
    arena_free(job.arena);
}

static void a_megabyte_without_a_space_is_laid_out(void **state)
{
    (void)state;
    const struct doc_meta meta = { .lang = LANG_FI };
    struct job job = { .arena = arena_new(512 * MIB) };
    struct doc *doc = doc_new(&job, &meta);
    char *bytes = arena_raw(job.arena, MIB);
    const struct laid *laid;
    memset(bytes, 'a', MIB);
    struct text text = { bytes, MIB, LANG_FI };
    doc_paragraph(doc, STYLE_BODY, text);
    doc_table_open(doc, &(struct table_spec){ .columns = 2 });
    doc_row_open(doc, ROW_BODY);
    doc_cell(doc, &(struct cell_spec){ 0 }, STYLE_CELL, text);
    doc_cell(doc, &(struct cell_spec){ 0 }, STYLE_CELL, text_of("b", LANG_FI));
    doc_row_close(doc);
    doc_table_close(doc);
    assert_int_equal(layout_doc(doc, fake_metrics(), &job, &laid), STATUS_OK);
    size_t placed = 0;
    for (size_t p = 0; p < laid->page_count; p++)
        for (size_t i = 0; i < laid->pages[p].item_count; i++)
            if (laid->pages[p].items[i].kind == ITEM_TEXT && laid->pages[p].items[i].elem != 0)
                placed += laid->pages[p].items[i].text.length;
    assert_int_equal(placed, 2 * MIB + 1);
    assert_true(laid->emergency_breaks > 1000);
    arena_free(job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_documents_hold_the_promises),
        cmocka_unit_test(parents_come_before_children),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_long_table_takes_linear_time),
        cmocka_unit_test(the_search_for_page_ends_gives_up),
        cmocka_unit_test(a_deadline_stops_layout),
        cmocka_unit_test(a_megabyte_without_a_space_is_laid_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
