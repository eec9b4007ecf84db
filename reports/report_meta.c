/* What a document tells of the whole report: title, author, keywords, running head. */
#include "reports/join.h"
#include "reports/report_inner.h"
#include "text/message.h"

#include <string.h>

#define AUTHORS_MAX 12 /* organisations named as a plan's authors */

static struct text report_name(const struct build *build)
{
    if (build->member != NULL)
        return build->member->name;
    if (build->organisation != NULL)
        return build->organisation->name;
    if (build->indicator != NULL)
        return build->indicator->title;
    if (build->query->kind == REPORT_INDICATORS)
        return tr_text(build->lang, "Indicators");
    return build->plan->title;
}

/* "Haminan kaupunki – seuranta 2022". `brief`: a goal by its number alone, so that the running head has room for it. */
static struct text report_title(struct build *build, bool brief)
{
    enum lang lang = build->lang;
    struct join join = join_start(build->job->arena, lang);
    if (build->goal == NULL)
        join_text(&join, report_name(build));
    else if (brief && !text_absent(build->goal->number))
        join_text(&join, build_goal_name(build, build->goal));
    else
        join_text(&join, build_goal_heading(build, build->goal));
    switch (build->query->kind) {
    case REPORT_ORGANISATION:
    case REPORT_GOAL:
        join_word(&join, " – ");
        if (build->reported)
            join_text(&join, join_printf(build->job->arena, lang, tr(lang, "follow-up %d"), build->year));
        else
            join_word(&join, tr(lang, "actions"));
        break;
    case REPORT_APPENDIX:
        join_word(&join, " – ");
        join_text(&join, text_absent(build->plan->part) ? tr_text(lang, "actions") : build->plan->part);
        break;
    case REPORT_INDICATORS:
    case REPORT_INDICATOR: /* its title may end in a number itself: "65 vuotta täyttäneet – 2025" */
        join_word(&join, build->query->kind == REPORT_INDICATOR ? " – " : " ");
        join_year(&join, build->year);
        break;
    case REPORT_PLAN:
    case REPORT_KIND_COUNT:
        break;
    }
    return join_end(&join);
}

/* The organisation that the report is of; a plan of one organisation is that one's; else the plan's area, else all its
 * organisations, the first of many. */
static struct text report_author(const struct build *build)
{
    const struct plan *plan = build->plan;
    struct join join = join_start(build->job->arena, LANG_NONE);
    if (build->member != NULL || build->organisation != NULL)
        return report_name(build);
    if (plan->organisation_count > 1 && plan->area != NULL)
        return plan->area->name;
    for (size_t i = 0; i < plan->organisation_count && i < AUTHORS_MAX; i++) {
        join_between(&join, ", ");
        join_text(&join, plan->organisations[i].name);
    }
    join_word(&join, plan->organisation_count > AUTHORS_MAX ? ", …" : NULL);
    return join_end(&join);
}

static struct text report_keywords(struct build *build)
{
    struct join join = join_start(build->job->arena, build->lang);
    join_text(&join, build->plan->title);
    if (build->organisation != NULL) {
        join_between(&join, ", ");
        join_text(&join, report_name(build));
    }
    if (build->goal != NULL) {
        join_between(&join, ", ");
        join_text(&join, build_goal_heading(build, build->goal));
    }
    join_between(&join, ", ");
    join_year(&join, build->year);
    return join_end(&join);
}

/* "Kunnanvaltuusto 12.12.2022 § 45 · Liite 1" */
static struct text report_occasion(struct build *build)
{
    struct join join = join_start(build->job->arena, LANG_NONE);
    join_text(&join, build->meeting);
    if (!text_absent(build->attachment)) {
        join_between(&join, " · ");
        join_text(&join, build->attachment);
    }
    return join_end(&join);
}

struct doc *report_document(struct build *build)
{
    struct doc_meta meta = {
        .title = report_title(build, false),
        .subject = build->plan->title,
        .author = report_author(build),
        .keywords = report_keywords(build),
        .lang = build->lang,
        .head_left = report_title(build, true),
        .head_right = report_occasion(build),
        .date = build->newest_date,
        .provenance = build->provenance,
        .foot_page = tr(build->lang, "page %zu of %zu"),
        .continued = tr_text(build->lang, "(continued)"),
        .words = build->words,
    };
    if (build->plan->draft)
        meta.draft = tr_text(build->lang, "DRAFT");
    return doc_new(build->job, &meta);
}
