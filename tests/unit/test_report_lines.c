/* The lines and page ends of every report of the sample plans, and of the plan files in the folder that PLANS names,
 * read from the traces of their pages: nothing is broken in an emergency or leaves its page, hyphens are few and none
 * ends a page; no page is more than half empty except before a new part. To the samples' page ends closer bounds are set. */
#include "reports/report.h"
#include "reports/style.h"
#include "tests/support/import_fixture.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FEW_LINES  6    /* and no figure: a page of so few had better not be there */
#define EMPTY_MOST 41.0 /* percent: bounds of the samples' page ends, as they are known to be kept */
#define EMPTY_MEAN 10.0

/* What is counted, over all reports. */
struct counts {
    size_t reports, pages, lines, hyphens;
    /* Ends of pages that another page follows, without covers and half-empty pages before a part's heading; in percent of
     * the body's height. */
    size_t ends;
    double empty, most_empty;
    char most_name[340];
    size_t few_lines;  /* pages of FEW_LINES at most and no figure, also last ones */
};

/* A text of the trace that belongs to an element. */
struct run {
    char elem[24]; /* "TD:17" */
    double x, y, width;
    bool hyphen;
    char words[80]; /* for messages */
};

/* "  text TD:17 48.2,93.5 w 30.1 narrow 8.5 ink #211E1A "koulut" hyphen"; false where the line is none. */
static bool read_run(const char *line, size_t length, struct run *run)
{
    char copy[400];
    snprintf(copy, sizeof copy, "%.*s", (int)length, line);
    if (sscanf(copy, "  text %23[A-Za-z0-9:] %lf,%lf w %lf", run->elem, &run->x, &run->y, &run->width) != 4)
        return false;
    const char *quote = memchr(line, '"', length);
    snprintf(run->words, sizeof run->words, "%.*s", quote == NULL ? 0 : (int)(line + length - quote), quote);
    run->hyphen = length > 8 && (memcmp(line + length - 7, " hyphen", 7) == 0 ||
                                 (length > 13 && memcmp(line + length - 13, " hyphen space", 13) == 0));
    return true;
}

/* What was seen last. */
struct seen {
    struct run run;
    unsigned hyphens; /* lines in a row of one element that end in one */
    bool any;
};

static void look_at_run(const char *name, const struct run *run, struct seen *seen, struct counts *counts)
{
    bool same = seen->any && strcmp(seen->run.elem, run->elem) == 0;
    bool line = !same || seen->run.y != run->y;
    double right = (double)(page_style.width - page_style.right) / 1000;
    if (seen->any && seen->run.hyphen && !same)
        fail_msg("%s: a hyphen ends %s", name, seen->run.words);
    if (run->x + run->width > right + 0.01)
        fail_msg("%s: %s leaves the page", name, run->words);
    seen->hyphens = run->hyphen ? (line && same ? seen->hyphens : 0) + 1 : line ? 0 : seen->hyphens;
    if (seen->hyphens > 2)
        fail_msg("%s: the third hyphen in a row is behind %s", name, run->words);
    counts->lines += line;
    counts->hyphens += run->hyphen;
    seen->run = *run;
    seen->any = true;
}

static void look_at_trace(const char *name, const struct buf *trace, struct counts *counts)
{
    struct seen seen = { .any = false };
    size_t pages = 0;
    size_t lacking = 0;
    size_t emergencies = 1;
    const char *head = strstr(trace->bytes, "pages ");
    assert_non_null(head);
    assert_int_equal(sscanf(head, "pages %zu lacking %zu emergency %zu", &pages, &lacking, &emergencies), 3);
    if (emergencies > 0)
        fail_msg("%s has %zu emergency breaks", name, emergencies);
    counts->pages += pages;
    for (const char *line = trace->bytes; line < trace->bytes + trace->length;) {
        size_t length = strcspn(line, "\n");
        struct run run;
        bool page = strncmp(line, "page ", 5) == 0 || strncmp(line, "structure", 9) == 0;
        if (page && seen.any && seen.run.hyphen)
            fail_msg("%s: a hyphen ends a page: %s", name, seen.run.words);
        if (page)
            seen.any = false;
        if (read_run(line, length, &run))
            look_at_run(name, &run, &seen, counts);
        line += length + (line[length] == '\n');
    }
}

/* ---- Page ends ---- */

/* A page's body as read so far. */
struct page_body {
    size_t page; /* 0: none */
    size_t lines; /* heights at which text stands */
    double last_y, lowest;
    bool cover, figure, part; /* part: its first text is a heading of a part (H1, H2) */
};

static void look_at_item(const char *line, size_t length, struct page_body *body)
{
    char copy[400], kind[8], owner[24];
    double x, y, width = 0, height = 0;
    snprintf(copy, sizeof copy, "%.*s", (int)length, line);
    if (sscanf(copy, "  %7s %23s %lf,%lf %lf,%lf", kind, owner, &x, &y, &width, &height) < 4 ||
        strcmp(owner, "(header)") == 0 || strcmp(owner, "(footer)") == 0)
        return;
    bool rect = strcmp(kind, "rect") == 0;
    body->lowest = y + (rect ? height : 0) > body->lowest ? y + (rect ? height : 0) : body->lowest;
    body->figure = body->figure || strncmp(owner, "Figure", 6) == 0;
    if (strcmp(kind, "text") != 0 || owner[0] == '(')
        return;
    if (body->lines == 0)
        body->part = strncmp(owner, "H1:", 3) == 0 || strncmp(owner, "H2:", 3) == 0;
    if (body->lines == 0 || y != body->last_y)
        body->lines++;
    body->last_y = y;
}

/* Counts how a page ends, `next` being the page behind it, NULL: none. */
static void count_end(const char *name, const struct page_body *body, const struct page_body *next, struct counts *counts)
{
    double top = (double)page_style.top / 1000;
    double bottom = (double)(page_style.height - page_style.bottom) / 1000;
    double empty = (bottom - (body->lowest > top ? body->lowest : top)) / (bottom - top) * 100;
    if (body->page == 0 || body->cover)
        return;
    if (body->lines <= FEW_LINES && !body->figure) {
        counts->few_lines++;
        print_message("# few lines: %s page %zu\n", name, body->page);
    }
    if (next == NULL || (empty > 50 && next->part))
        return;
    counts->ends++;
    counts->empty += empty;
    if (empty > 50)
        fail_msg("%s: page %zu is %.0f %% empty", name, body->page, empty);
    if (empty > counts->most_empty) {
        counts->most_empty = empty;
        snprintf(counts->most_name, sizeof counts->most_name, "%s page %zu", name, body->page);
    }
}

static void look_at_page_ends(const char *name, const struct buf *trace, struct counts *counts)
{
    struct page_body before = { 0 }, body = { 0 };
    for (const char *line = trace->bytes; line < trace->bytes + trace->length;) {
        size_t length = strcspn(line, "\n");
        size_t page = 0;
        if (strncmp(line, "structure", 9) == 0)
            break;
        if (sscanf(line, "page %zu", &page) == 1) {
            count_end(name, &before, &body, counts);
            before = body;
            body = (struct page_body){ .page = page, .cover = length > 6 && memcmp(line + length - 6, " cover", 6) == 0 };
        }
        look_at_item(line, length, &body);
        line += length + (line[length] == '\n');
    }
    count_end(name, &before, &body, counts);
    count_end(name, &body, NULL, counts);
}

/* ---- Reports ---- */

struct looking {
    struct import_fixture *fixture;
    struct db *db;
    struct fonts *fonts;
    struct buf trace;
    struct counts counts;
};

static void look_at_report(struct looking *looking, const char *plan, const struct report_entry *entry, enum lang lang)
{
    struct job job = { .arena = arena_new(LIMIT_REQUEST_MEMORY) };
    const struct report_query query = { .kind = entry->kind, .plan = plan, .id = entry->id, .lang = lang };
    char name[300];
    snprintf(name, sizeof name, "%s in %s", entry->address, lang_tag(lang));
    buf_reset(&looking->trace);
    if (report_trace(looking->db, looking->fonts, &query, &job, &looking->trace) != STATUS_OK)
        fail_msg("%s: %s", name, job.err.text);
    look_at_trace(name, &looking->trace, &looking->counts);
    look_at_page_ends(name, &looking->trace, &looking->counts);
    looking->counts.reports++;
    arena_free(job.arena);
}

static void look_at_plan(struct looking *looking, const char *plan)
{
    const struct report_entry *entries;
    size_t count;
    import_forget(looking->fixture);
    assert_int_equal(report_list(looking->db, plan, LANG_FI, &looking->fixture->job, &entries, &count), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++)
            look_at_report(looking, plan, &entries[i], lang);
}

/* The plan files of a folder, imported, and all their reports. False where there is no such folder. Of the samples it is known that words divide and
 * how well their pages end; of other plans that is told. */
static bool look_at_folder(struct import_fixture *fixture, const char *folder, bool samples)
{
    struct looking looking = { .fixture = fixture };
    char plans[64][65];
    size_t count = 0;
    DIR *files = folder == NULL || *folder == '\0' ? NULL : opendir(folder);
    if (files == NULL)
        return false;
    for (const struct dirent *entry; (entry = readdir(files)) != NULL && count < 64;) {
        char path[1000];
        if (strstr(entry->d_name, ".json") == NULL)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        buf_reset(&fixture->text);
        read_whole(path, &fixture->text);
        assert_int_equal(import_text(fixture, fixture->text.bytes, fixture->text.length), STATUS_OK);
        memcpy(plans[count++], fixture->result.plan, sizeof plans[0]);
    }
    closedir(files);
    buf_init(&looking.trace, 64 * MIB);
    assert_int_equal(fonts_load(&looking.fonts, &fixture->job.err), STATUS_OK);
    assert_int_equal(db_open(fixture->path, &looking.db, &fixture->job.err), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        look_at_plan(&looking, plans[i]);
    print_message("# %s: %zu reports, %zu pages, %zu lines, %zu hyphens\n", folder, looking.counts.reports,
                  looking.counts.pages, looking.counts.lines, looking.counts.hyphens);
    double mean = looking.counts.empty / (double)looking.counts.ends;
    print_message("# page ends: %zu, mean %.1f %% empty, worst %.0f %% (%s); %zu pages of few lines\n",
                  looking.counts.ends, mean, looking.counts.most_empty, looking.counts.most_name,
                  looking.counts.few_lines);
    assert_true(looking.counts.reports > 0);
    if (samples) {
        assert_true(looking.counts.hyphens > 0);
        assert_int_equal(looking.counts.few_lines, 0);
        assert_true(looking.counts.most_empty <= EMPTY_MOST);
        assert_true(mean <= EMPTY_MEAN);
    }
    db_close(looking.db);
    fonts_free(looking.fonts);
    buf_free(&looking.trace);
    return true;
}

static void lines_of_the_samples_are_sound(void **state)
{
    assert_true(look_at_folder(*state, "db/sample", true));
}

static void lines_of_real_plans_are_sound(void **state)
{
    if (!look_at_folder(*state, getenv("PLANS"), false))
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_of_the_samples_are_sound, import_set_up, import_tear_down),
        cmocka_unit_test_setup_teardown(lines_of_real_plans_are_sound, import_set_up, import_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
