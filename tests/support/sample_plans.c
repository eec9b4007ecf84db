#include "tests/support/sample_plans.h"

#include "db/write.h"
#include "tests/support/plan_rows.h"

#include <stdio.h>
#include <string.h>

const char *const sample_plans[SAMPLE_PLANS] = { "kymenlaakso-2020-2024", "pyhtaa-2021-2025" };

static struct db *open_with(const char *file, const struct import_source *sources, size_t count, struct job *job)
{
    struct import_result results[SAMPLE_PLANS];
    struct import_options options = { .lang = LANG_EN };
    struct buf messages;
    struct db *db = NULL;
    const char *path = plan_rows_path(file);
    buf_init(&messages, MIB);
    enum status status = db_import(path, sources, count, &options, results, &messages, job);
    if (status == STATUS_OK)
        status = db_open(path, &db, &job->err);
    if (status != STATUS_OK)
        printf("# %s %s\n", job->err.text, messages.length > 0 ? messages.bytes : "");
    buf_free(&messages);
    return db;
}

struct db *sample_plans_open(const char *file)
{
    struct import_source sources[SAMPLE_PLANS];
    struct job job = { .arena = arena_new(256 * MIB) };
    size_t count = 0;
    for (; count < SAMPLE_PLANS; count++) {
        const char *name = arena_printf(job.arena, "db/sample/%s.json", sample_plans[count]);
        char *bytes = arena_raw(job.arena, MIB);
        FILE *opened = fopen(name, "rb");
        if (opened == NULL)
            break;
        sources[count] = (struct import_source){ name, bytes, fread(bytes, 1, MIB, opened) };
        fclose(opened);
    }
    struct db *db = count == SAMPLE_PLANS ? open_with(file, sources, count, &job) : NULL;
    arena_free(job.arena);
    return db;
}

struct db *plan_text_open(const char *file, const char *json)
{
    struct job job = { .arena = arena_new(64 * MIB) };
    struct db *db = open_with(file, &(struct import_source){ "plan.json", json, strlen(json) }, 1, &job);
    arena_free(job.arena);
    return db;
}
