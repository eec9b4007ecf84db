/* render-all --db FILE [--out FOLDER]: every report of every plan in Finnish, Swedish and English, each twice in one process under the
 * service's own memory ceiling and deadline. A report that fails in another way than by a limit, differs the second time or takes longer than
 * the deadline is told. With --out the PDFs are written there, for others to look at. Ends with a line of figures;
 * status 1 where anything was wrong. */
#include "base/clock.h"
#include "reports/report.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct render {
    struct db *db;
    struct fonts *fonts;
    struct arena *arena; /* of the list of reports */
    struct arena *work;  /* of one report, as a request's */
    struct buf first, second;
    const char *out;
    size_t made, limits, wrong, pages, most_memory;
    int64_t slowest;
    char slowest_name[256];
};

static void tell(struct render *render, const char *name, const char *what, const char *detail)
{
    render->wrong++;
    printf("%s: %s %s\n", name, what, detail);
}

static enum status make(struct render *render, const struct report_query *query, struct buf *out, struct err *err, int64_t *took)
{
    int64_t start = clock_monotonic_us();
    struct job job = { .arena = render->work, .deadline_us = start + (int64_t)LIMIT_REQUEST_MS * 1000 };
    struct report_times times = { 0 };
    arena_reset(render->work);
    buf_reset(out);
    enum status status = report_pdf(render->db, render->fonts, query, &job, out, &times);
    if (status == STATUS_OK)
        status = buf_status(out);
    *took = clock_monotonic_us() - start;
    *err = job.err;
    size_t used = arena_used(render->work) + out->length;
    if (used > render->most_memory)
        render->most_memory = used;
    render->pages += times.pages;
    return status;
}

static void keep(struct render *render, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.pdf", render->out, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(render->first.bytes, 1, render->first.length, file) != render->first.length)
        tell(render, path, "cannot be written", "");
    if (file != NULL && fclose(file) != 0)
        tell(render, path, "cannot be written", "");
}

static void render_one(struct render *render, const struct report_query *query)
{
    static const char *const langs[] = { [LANG_FI] = "fi", [LANG_SV] = "sv", [LANG_EN] = "en" };
    char name[256];
    struct err err, err_again;
    int64_t took, took_again;
    snprintf(name, sizeof name, "%s_%s_%s_%s", query->plan, report_kind_word(query->kind), query->id != NULL ? query->id : "",
             langs[query->lang]);
    enum status status = make(render, query, &render->first, &err, &took);
    enum status again = make(render, query, &render->second, &err_again, &took_again);
    render->made++;
    if (took > render->slowest) {
        render->slowest = took;
        snprintf(render->slowest_name, sizeof render->slowest_name, "%s", name);
    }
    if (status == STATUS_LIMIT || status == STATUS_DEADLINE) {
        render->limits++;
        printf("%s: a limit: %s\n", name, err.text);
        if (err.text[0] == '\0')
            tell(render, name, "has no words for its limit", "");
    } else if (status != STATUS_OK) {
        tell(render, name, status_name(status), err.text);
    }
    if (status != again && status != STATUS_DEADLINE && again != STATUS_DEADLINE)
        tell(render, name, "ends otherwise the second time:", err_again.text);
    if (took > (int64_t)(LIMIT_REQUEST_MS + 2000) * 1000)
        tell(render, name, "goes on past its deadline", "");
    if (status == STATUS_OK && again == STATUS_OK &&
        (render->first.length != render->second.length ||
         memcmp(render->first.bytes, render->second.bytes, render->first.length) != 0))
        tell(render, name, "has other bytes the second time", "");
    if (status == STATUS_OK && render->out != NULL)
        keep(render, name);
}

/* Every report of a plan. False where there is no list of them. */
static bool render_plan(struct render *render, const char *plan)
{
    struct job job = { .arena = render->arena };
    const struct report_entry *entries;
    size_t count;
    if (report_list(render->db, plan, LANG_FI, &job, &entries, &count) != STATUS_OK) {
        tell(render, plan, "has no list of reports:", job.err.text);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        for (enum lang lang = LANG_FI; lang <= LANG_EN; lang++)
            render_one(render, &(struct report_query){ .kind = entries[i].kind, .plan = plan, .id = entries[i].id, .lang = lang,
                                                       .drafts = true, .authors = true });
    return true;
}

static int render_all(struct render *render)
{
    struct job job = { .arena = render->arena };
    struct plan_summary *plans;
    size_t count;
    if (db_plans(render->db, &job, LANG_FI, &plans, &count) != STATUS_OK) {
        fprintf(stderr, "render-all: %s\n", job.err.text);
        return 1;
    }
    for (size_t i = 0; i < count; i++)
        render_plan(render, plans[i].id);
    printf("%zu reports made twice, %zu pages, %zu ended by a limit, %zu faults; most memory %zu KiB; slowest %lld ms: %s\n", render->made,
           render->pages, render->limits, render->wrong, render->most_memory / 1024, (long long)render->slowest / 1000,
           render->slowest_name);
    return render->wrong > 0 || render->made == 0;
}

int main(int argc, char **argv)
{
    static const struct option known[] = { { "db", required_argument, NULL, 'd' }, { "out", required_argument, NULL, 'o' },
                                           { NULL, 0, NULL, 0 } };
    struct render render = { .arena = arena_new(LIMIT_COMMAND_MEMORY), .work = arena_new(LIMIT_REQUEST_MEMORY) };
    struct err err = ERR_NONE;
    const char *db = "vuosikello.db";
    int found, status = 1;
    while ((found = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (found == 'd')
            db = optarg;
        else if (found == 'o')
            render.out = optarg;
        else
            return 2;
    }
    buf_init(&render.first, LIMIT_PDF);
    buf_init(&render.second, LIMIT_PDF);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (render.arena == NULL || render.work == NULL || fonts_load(&render.fonts, &err) != STATUS_OK ||
        db_open(db, &render.db, &err) != STATUS_OK)
        fprintf(stderr, "render-all: %s\n", err.text);
    else
        status = render_all(&render);
    db_close(render.db);
    fonts_free(render.fonts);
    buf_free(&render.first);
    buf_free(&render.second);
    arena_free(render.work);
    arena_free(render.arena);
    return status;
}
