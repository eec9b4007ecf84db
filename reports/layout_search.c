/* Where pages had best end, over the whole report: a search from page to page (a dynamic program whose states are the
 * places where a page begins) that keeps the best few ways so far. A page ends as the rules of layout_pages.c and
 * layout_rows.c say, or with a row split that they would move, or before one of the last rows or units that would
 * still stand on it. All ways are trials of the pager, so that its rules hold on each. */
#include "reports/layout_inner.h"

#define WAYS        6   /* kept from page to page */
#define KNOWN       24  /* turns looked back at for another way to the same place */
#define SEARCHED    160 /* pages; those behind end as the rules say */
#define SPLIT_WORTH 100 /* thousandths of a page left empty, from which on splitting the next row is tried */

/* How bad a page is, by thousandths of it left empty: their square, except before a new part and at the report's end;
 * and by what more pages there will be for them, which is told at once, so that ways of as many pages compare; and */
#define BAD_EMPTY      400    /* each of them, anywhere: a page more costs a thousand */
#define BAD_SPLIT      210000 /* a row that goes on on the next page: as bad as three tenths of a page */
#define BAD_CUT        100000 /* a table that goes on there though it is at most a third of a page high */
#define BAD_LAST       60000  /* a table's last row that stands there without those before it */
#define BAD_EARLY_ROW  40000  /* a row that stands there though it had room here: as bad as a tenth of a page */
#define BAD_EARLY_TEXT 150000 /* so does text that is no heading: another paragraph, a list's item */
#define BAD_SCANT      500000 /* at most: that little stands on a page before a new part or at the report's end */
#define BAD_SCRAP      90000  /* little stands at its top, left over above a heading */
#define SCANT          250    /* less than so many thousandths */

/* A page's end on a way. */
struct turn {
    struct page_end end;
    struct page_place next; /* where the next page begins; `unit` NULL: inside a row or paragraph */
    int64_t badness;        /* of all pages up to here */
    size_t before;          /* the turn before, index + 1; 0: none */
};

struct way {
    struct pager pager; /* at the beginning of a page */
    int64_t badness;
    size_t turn; /* its last, index + 1 */
};

struct ways {
    struct way way[WAYS];
    size_t count;
};

struct search {
    struct layout *layout;
    struct ways *here, *next; /* to the page at hand, and to the one behind */
    struct turn *turns;       /* of all ways */
    size_t turn_count, turn_room;
    int64_t best;     /* the badness of the best way to the flow's end */
    size_t best_turn; /* its last, index + 1; 0: none yet */
};

/* True where a low table goes on behind the page. */
static bool cuts_table(const struct pager *pager)
{
    const struct table_box *box = pager->rows.box;
    return pager->turned && box != NULL && box->height * 3 <= pager->bottom - pager->top;
}

/* True where a table's last row would stand without those before it on the next page. */
static bool leaves_last_row(const struct pager *pager)
{
    const struct rows *rows = &pager->rows;
    return pager->turned && rows->box != NULL && !rows->begun && rows->row > rows->box->table->head_count &&
           rows->row + 1 == rows->box->table->row_count;
}

/* What it adds to a page's badness that it is left before its time there. */
static int64_t badness_of_stop(const struct page_place *stop)
{
    const struct unit *unit = stop->unit;
    if (unit == NULL)
        return 0;
    if (unit->kind == UNIT_TABLE)
        return stop->row > unit->table->table->head_count ? BAD_EARLY_ROW : 0;
    return unit->kind == UNIT_TEXT && !unit->keep ? BAD_EARLY_TEXT : 0;
}

static int64_t badness_of(const struct pager *pager)
{
    int64_t left = pager->turned ? pager->left : pager->bottom - pager->y;
    int64_t empty = left * 1000 / (pager->bottom - pager->top);
    int64_t badness = empty * BAD_EMPTY + (pager->row_split ? BAD_SPLIT : 0) + (cuts_table(pager) ? BAD_CUT : 0) +
                      (leaves_last_row(pager) ? BAD_LAST : 0) + (pager->scrap ? BAD_SCRAP : 0);
    if (pager->turned && !pager->part_ends)
        return badness + empty * empty;
    int64_t scant = empty - (1000 - SCANT);
    return badness + (scant > 0 ? scant * BAD_SCANT / SCANT : 0);
}

static bool same_place(const struct page_place *a, const struct page_place *b)
{
    return a->unit != NULL && a->unit == b->unit && a->row == b->row;
}

/* True where another way, no worse, comes by the same place. */
static bool is_known(const struct search *search, const struct page_place *place, int64_t badness)
{
    size_t oldest = search->turn_count > KNOWN ? search->turn_count - KNOWN : 0;
    for (size_t i = search->turn_count; i > oldest; i--)
        if (same_place(&search->turns[i - 1].next, place) && search->turns[i - 1].badness <= badness)
            return true;
    return false;
}

/* Where a way so bad may be kept: for another to the same place, on a free place, or for the worst. NULL: it is
 * worse than all. */
static struct way *room_for(const struct search *search, const struct page_place *place, int64_t badness)
{
    struct ways *next = search->next;
    struct way *worst = &next->way[0];
    for (size_t i = 0; i < next->count; i++) {
        if (same_place(&search->turns[next->way[i].turn - 1].next, place))
            return &next->way[i];
        if (next->way[i].badness > worst->badness)
            worst = &next->way[i];
    }
    if (next->count < WAYS)
        return &next->way[next->count++];
    return worst->badness > badness ? worst : NULL;
}

/* True where the page was left inside a paragraph or row. */
static bool is_within(const struct pager *pager)
{
    return pager->line > 0 || (pager->rows.box != NULL && pager->rows.opened && pager->rows.begun);
}

/* The way goes on over this page, whose end the pager has reached. False when memory is out. */
static bool offer(struct search *search, const struct way *from, const struct pager *pager, struct page_end end)
{
    int64_t badness = from->badness + badness_of(pager) + badness_of_stop(&end.stop);
    struct page_place place = pager_place(pager);
    if (is_within(pager))
        place.unit = NULL;
    if (badness >= search->best || is_known(search, &place, badness))
        return true;
    struct way *way = pager->unit == NULL ? NULL : room_for(search, &place, badness);
    if (way == NULL && pager->unit != NULL)
        return true;
    if (!arena_grow(search->layout->arena, &search->turns, search->turn_count, &search->turn_room,
                    sizeof *search->turns))
        return false;
    search->turns[search->turn_count++] = (struct turn){ end, place, badness, from->turn };
    if (way == NULL) {
        search->best = badness;
        search->best_turn = search->turn_count;
    } else {
        pager_copy(&way->pager, pager);
        way->pager.split = false;
        way->badness = badness;
        way->turn = search->turn_count;
    }
    return true;
}

/* All ways over the page at hand. */
static bool try_page(struct search *search, const struct way *way)
{
    struct pager pager, before; /* the latter: at the last step */
    pager_copy(&pager, &way->pager);
    pager_copy(&before, &way->pager);
    pager_begin(&pager);
    while (pager.unit != NULL && !pager.turned) {
        if (pager_may_leave(&pager, pager.y)) {
            pager_copy(&before, &pager);
            if (pager_may_stop(&pager)) {
                struct page_end end = { .stop = pager_place(&pager) };
                pager_stop(&pager);
                if (!offer(search, way, &pager, end))
                    return false;
                pager_copy(&pager, &before);
            }
        }
        if (!pager_step(&pager))
            return false;
    }
    if (!offer(search, way, &pager, (struct page_end){ 0 }))
        return false;
    if (!pager.turned || pager.part_ends || pager.row_split ||
        (int64_t)pager.left * 1000 < (int64_t)SPLIT_WORTH * (pager.bottom - pager.top))
        return true;
    before.split = true;
    return pager_page(&before, &(struct page_place){ 0 }) &&
           (!before.row_split || offer(search, way, &before, (struct page_end){ .split = true }));
}

/* The best way's ends, from its last turn back. */
static bool tell(const struct search *search, size_t last, struct page_ends *out)
{
    for (size_t turn = last; turn > 0; turn = search->turns[turn - 1].before)
        out->count++;
    out->ends = arena_array(search->layout->arena, out->count, sizeof *out->ends);
    if (out->ends == NULL)
        return false;
    for (size_t turn = last, page = out->count; turn > 0; turn = search->turns[turn - 1].before)
        out->ends[--page] = search->turns[turn - 1].end;
    return true;
}

bool search_ends(const struct pager *start, struct page_ends *out)
{
    struct layout *layout = start->layout;
    struct search search = { .layout = layout, .best = INT64_MAX };
    search.here = arena_alloc(layout->arena, sizeof *search.here);
    search.next = arena_alloc(layout->arena, sizeof *search.next);
    *out = (struct page_ends){ 0 };
    if (search.here == NULL || search.next == NULL)
        return false;
    pager_copy(&search.here->way[0].pager, start);
    search.here->way[0].pager.trial = true;
    search.here->count = 1;
    for (int page = 0; page < SEARCHED && search.here->count > 0; page++) {
        search.next->count = 0;
        for (size_t i = 0; i < search.here->count; i++)
            if (search.here->way[i].badness < search.best && !try_page(&search, &search.here->way[i]))
                return false;
        if (job_late(layout->job))
            return false;
        struct ways *done = search.here;
        search.here = search.next;
        search.next = done;
    }
    /* Given up before the end: the best way so far. */
    const struct way *best = NULL;
    for (size_t i = 0; i < search.here->count && search.best_turn == 0; i++)
        if (best == NULL || search.here->way[i].badness < best->badness)
            best = &search.here->way[i];
    return tell(&search, best == NULL ? search.best_turn : best->turn, out);
}
