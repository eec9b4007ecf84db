/* random-pdf FIRST COUNT FOLDER: random documents (tests/support/random_doc.h) of the seeds FIRST, FIRST + 1, ..., laid out with the reports' own
 * fonts and written as FOLDER/random-SEED.pdf. Those of a seed that 25 divides begin with a table of some 300 pages. Prints each seed with its pages; status 1 at
 * the first that fails. */
#include "reports/draw.h"
#include "reports/font.h"
#include "reports/layout.h"
#include "reports/pdf.h"
#include "tests/support/random_doc.h"

#include <stdio.h>
#include <stdlib.h>

static const struct provenance provenance = { .query = "/plans/random/plan.pdf?year=2024&lang=fi", .program = "0" };

static const struct doc_meta meta = {
    .title = { "Satunnainen", sizeof "Satunnainen" - 1, LANG_FI },
    .subject = { "Kokeita", sizeof "Kokeita" - 1, LANG_FI },
    .author = { "Testi", sizeof "Testi" - 1, LANG_FI },
    .keywords = { "kokeet", sizeof "kokeet" - 1, LANG_FI },
    .lang = LANG_FI,
    .head_left = { "Satunnainen", sizeof "Satunnainen" - 1, LANG_FI },
    .date = "2024-02-29",
    .provenance = &provenance,
    .foot_page = "sivu %zu / %zu",
    .continued = { "(jatkuu)", sizeof "(jatkuu)" - 1, LANG_FI },
};

#define LONG_EVERY 25
#define LONG_ROWS  200 /* some 300 pages */

static enum status make(struct job *job, const struct fonts *fonts, unsigned seed, struct buf *out, size_t *pages)
{
    const struct laid *laid;
    struct doc *doc = doc_new(job, &meta);
    struct device *device = pdf_device(job, fonts, out);
    if (doc == NULL || device == NULL)
        return job_status(job);
    random_report(doc, fonts_metrics(fonts), seed, seed % LONG_EVERY == 0 ? LONG_ROWS : 0);
    enum status status = doc_status(doc);
    if (status == STATUS_OK)
        status = layout_doc(doc, fonts_metrics(fonts), job, &laid);
    if (status == STATUS_OK)
        status = draw_laid(laid, &meta, device, job);
    if (status == STATUS_OK)
        *pages = laid->page_count;
    return status == STATUS_OK ? buf_status(out) : status;
}

static bool keep(const struct buf *out, const char *folder, unsigned seed)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/random-%u.pdf", folder, seed);
    FILE *file = fopen(path, "wb");
    bool written = file != NULL && fwrite(out->bytes, 1, out->length, file) == out->length;
    return (file == NULL || fclose(file) == 0) && written;
}

int main(int argc, char **argv)
{
    struct err err = ERR_NONE;
    struct fonts *fonts;
    if (argc != 4) {
        fprintf(stderr, "usage: random-pdf FIRST COUNT FOLDER\n");
        return 2;
    }
    if (fonts_load(&fonts, &err) != STATUS_OK) {
        fprintf(stderr, "random-pdf: %s\n", err.text);
        return 1;
    }
    struct job job = { .arena = arena_new(LIMIT_REQUEST_MEMORY) };
    struct buf out;
    buf_init(&out, LIMIT_PDF);
    unsigned first = (unsigned)atoi(argv[1]), end = first + (unsigned)atoi(argv[2]), seed = first;
    for (size_t pages = 0; job.arena != NULL && seed < end; seed++) {
        arena_reset(job.arena);
        buf_reset(&out);
        if (make(&job, fonts, seed, &out, &pages) != STATUS_OK || !keep(&out, argv[3], seed)) {
            fprintf(stderr, "random-pdf: seed %u: %s\n", seed, job.err.text);
            break;
        }
        printf("seed %u: %zu pages, %zu bytes\n", seed, pages, out.length);
    }
    buf_free(&out);
    arena_free(job.arena);
    fonts_free(fonts);
    return seed < end;
}
