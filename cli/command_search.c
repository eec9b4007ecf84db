/* search: what the published plans have about some words, best first. Tab-separated, as `list`. */
#include "cli/command.h"
#include "cli/output.h"
#include "db/codes.h"
#include "db/db.h"
#include "reports/report.h"
#include "text/message.h"

static const struct option search_options[] = { COMMON_OPTIONS };

/* kind, plan, id, title, address */
static void list_hits(struct arena *arena, const struct search_hits *hits, struct buf *out)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct search_hit *hit = &hits->items[i];
        buf_printf(out, "%s\t%s\t%s\t", codes_name(&codes_search_kind, (int)hit->kind), hit->plan, hit->id);
        output_field(out, hit->title);
        const char *address = report_address_hit(arena, hit);
        buf_printf(out, "\t%s\n", address != NULL ? address : "");
    }
}

static enum status run_search(struct call *call)
{
    struct db *db = NULL;
    struct buf words, out;
    struct query query;
    struct search_hits hits;
    buf_init(&words, LIMIT_LISTING);
    buf_init(&out, LIMIT_LISTING);
    for (size_t i = 0; i < call->args.operand_count; i++) {
        buf_text(&words, i > 0 ? " " : "");
        buf_text(&words, call->args.operands[i]);
    }
    enum status status = buf_tell(&words, &call->job.err);
    if (status == STATUS_OK && !query_read(call->job.arena, words.bytes, words.length, &query))
        status = job_status(&call->job);
    if (status == STATUS_OK)
        status = db_open(call->db, &db, &call->job.err);
    if (status == STATUS_OK)
        status = db_search(db, &call->job, &query, call->lang, &hits);
    if (status == STATUS_OK) {
        list_hits(call->job.arena, &hits, &out);
        status = buf_tell(&out, &call->job.err);
    }
    if (status == STATUS_OK)
        status = output_write("-", out.bytes, out.length, &call->job.err);
    buf_free(&words);
    buf_free(&out);
    db_close(db);
    return status;
}

const struct command command_search = {
    .name = "search",
    .usage = "search WORD...",
    .does = N_("finds plans, organisations, goals, subgoals and indicators by their words"),
    .options = OPTION_TABLE(search_options),
    .least = 1,
    .most = LIMIT_SEARCH_TEXT,
    .run = run_search,
};
