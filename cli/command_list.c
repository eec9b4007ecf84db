/* list: the plans, or one plan's organisations, goals and reports, and what its import warned of. Tab-separated. */
#include "cli/command.h"
#include "cli/output.h"
#include "db/db.h"
#include "reports/report.h"
#include "text/message.h"

static const struct option list_options[] = { COMMON_OPTIONS };

/* id, period, language, state, the default year of its reports, title, part */
static enum status list_plans(struct call *call, struct db *db, struct buf *out)
{
    struct plan_summary *plans;
    size_t count;
    enum status status = db_plans(db, &call->job, call->lang, &plans, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const struct plan_summary *plan = &plans[i];
        buf_printf(out, "%s\t%d-%d\t%s\t%s\t%d\t", plan->id, plan->from, plan->to, lang_tag(plan->language),
                   plan->draft ? "draft" : "published", plan->newest_year);
        output_field(out, plan->title);
        buf_char(out, '\t');
        output_field(out, plan->part);
        buf_char(out, '\n');
    }
    return status;
}

/* kind and id as `report` takes them, title, address; then the warnings. */
static enum status list_plan(struct call *call, struct db *db, const char *plan, struct buf *out)
{
    const struct report_entry *entries;
    const char *const *warnings;
    size_t count;
    enum status status = report_list(db, plan, call->lang, &call->job, &entries, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        buf_printf(out, "%s\t%s\t", report_kind_word(entries[i].kind), entries[i].id != NULL ? entries[i].id : "");
        output_field(out, entries[i].title);
        buf_printf(out, "\t%s\n", entries[i].address);
    }
    if (status == STATUS_OK)
        status = db_warnings(db, &call->job, plan, call->lang, &warnings, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        buf_text(out, "warning\t\t");
        output_field(out, text_of(warnings[i], LANG_NONE));
        buf_text(out, "\t\n");
    }
    return status;
}

static enum status run_list(struct call *call)
{
    struct db *db = NULL;
    struct buf out;
    buf_init(&out, LIMIT_LISTING);
    enum status status = db_open(call->db, &db, &call->job.err);
    if (status == STATUS_OK)
        status = call->args.operand_count == 0 ? list_plans(call, db, &out)
                                               : list_plan(call, db, call->args.operands[0], &out);
    if (status == STATUS_OK)
        status = buf_tell(&out, &call->job.err);
    if (status == STATUS_OK)
        status = output_write("-", out.bytes, out.length, &call->job.err);
    buf_free(&out);
    db_close(db);
    return status;
}

const struct command command_list = {
    .name = "list",
    .usage = "list [PLAN]",
    .does = N_("lists the plans; with PLAN its organisations, goals, reports and warnings"),
    .options = OPTION_TABLE(list_options),
    .least = 0,
    .most = 1,
    .run = run_list,
};
