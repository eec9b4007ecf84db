/* The reports: from a query to bytes. The one header that the service and the command need. */
#ifndef VK_REPORTS_REPORT_H
#define VK_REPORTS_REPORT_H

#include "base/buf.h"
#include "db/db.h"
#include "reports/font.h"
#include "text/html.h"

enum report_kind {
    REPORT_ORGANISATION,
    REPORT_GOAL,
    REPORT_APPENDIX,
    REPORT_PLAN,
    REPORT_INDICATORS,
    REPORT_INDICATOR,
    REPORT_KIND_COUNT
};

struct report_query {
    enum report_kind kind;
    const char *plan;
    const char *id;         /* organisation, member, goal or indicator; NULL for REPORT_PLAN and REPORT_INDICATORS */
    int year;               /* 0: the default year */
    enum lang lang;         /* LANG_NONE: the plan's */
    const char *meeting;    /* UTF-8, at most LIMIT_REQUEST_TEXT characters; NULL or "": none */
    const char *attachment; /* likewise */
    bool drafts;            /* drafts may be read (the command); else a draft is STATUS_NOTFOUND (the service) */
    bool authors;           /* authors of follow-up are printed (the command) */
    bool plain;             /* neither tagged nor archivable: to measure what that costs */
};

/* "organisation", "goal", "appendix", "plan", "indicators", "indicator" of a call; REPORT_KIND_COUNT where it is none. */
enum report_kind report_kind_of(const char *word);
const char *report_kind_word(enum report_kind kind);

/* What is known of a report before it is built: cheap. */
struct report_head {
    char etag[72];       /* a strong entity tag, quotes included: of the versions of every plan it reads and of the
                            dictionaries that their words were divided with, its parameters, the program */
    int64_t modified;    /* seconds since 1970: when the newest plan that it reads was imported */
    char file_name[192]; /* "kymenlaakso-2020-2024_hamina_2022.pdf": plan, report, year, the language where it is not
                            the plan's; ASCII */
    int year;            /* resolved */
    enum lang lang;
};

/* The name of a file of a plan: "PLAN_PART-ID_YEAR_LANG.ENDING", the language where it is not the plan's. `part` and
 * `id` may be "", a year 0: it has none. In the arena; NULL when memory is out. */
struct file_parts {
    const char *plan, *part, *id, *ending;
    int year;
    enum lang lang, plan_lang;
};
char *report_file_name(struct arena *arena, const struct file_parts *parts);

/* STATUS_NOTFOUND for an unknown plan (or a draft where drafts may not be read), organisation, goal or indicator, and for
 * REPORT_INDICATORS of a plan without any; STATUS_BADREQ for a parameter that cannot be (year outside 1900 to 2200,
 * text too long, control characters), its name in the message. */
enum status report_head(struct db *db, const struct report_query *query, struct job *job,
                        struct report_head *out) MUST_USE;

struct report_times { /* microseconds by stage */
    int64_t read, build, layout, write;
    size_t pages, lacking, emergency_breaks;
};

/* Builds the whole report as PDF into `out`. `times` may be NULL. */
enum status report_pdf(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                       struct buf *out, struct report_times *times) MUST_USE;

/* A report as a page's content, with what the page around it tells. In the job's arena. */
struct report_page {
    const struct html *body; /* stands below the page's h1, which is `title` (reports/html.h) */
    struct text title;       /* "Haminan kaupunki – seuranta 2022" */
    struct text plan;        /* the plan's title */
    int from, newest, year;  /* the period's first year, the newest that the plan tells of, the report's */
    enum lang lang;
};

/* As report_pdf, for the screen. Each row of an action table has an id: of the organisation and the subgoal,
 * "hamina_I.1", from the second on with a number, "hamina_I.1_2"; each subgoal of a goal's report that of
 * report_place_subgoal. Indicators and organisations lead to their pages, with
 * the year and language that were asked for. STATUS_LIMIT beyond LIMIT_HTML. */
enum status report_html(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                        struct report_page *out) MUST_USE;

/* As report_pdf, but the trace of its layout. For tests. */
enum status report_trace(struct db *db, struct fonts *fonts, const struct report_query *query, struct job *job,
                         struct buf *out) MUST_USE;

/* ---- Addresses, report_address.c ---- */

/* The address of a report: "/plans/{plan}/organisations/{id}.pdf" without query. Into the arena; NULL when memory is
 * out. */
const char *report_address(struct arena *arena, enum report_kind kind, const char *plan, const char *id);

/* The same with every parameter of the query that is given:
 * "/plans/{plan}/goals/{id}.pdf?year=2022&lang=fi&meeting=Valtuusto%2012.12.2022". ASCII. */
const char *report_address_query(struct arena *arena, const struct report_query *query);

/* The address of the page of the same report, of the year and language that the query gives:
 * "/plans/{plan}/goals/{id}?year=2022". */
const char *report_address_page(struct arena *arena, const struct report_query *query);

/* Where on its goal's page a subgoal stands, as the end of an address behind '#': "_I.1". No id has a '_', so that it is
 * like no other place on a page. */
const char *report_place_subgoal(struct arena *arena, const char *subgoal);

/* Where what was found is told of: the page of a plan, organisation, goal or indicator; of a subgoal its place on its
 * goal's: "/plans/{plan}/goals/I#_I.1". */
const char *report_address_hit(struct arena *arena, const struct search_hit *hit);

/* Reads such an address into `out`, its texts in the arena; drafts and authors are false. STATUS_BADREQ, without words,
 * where it is none: another path, a parameter that is unknown, repeated, ill-encoded, or cannot be. Whether what it
 * names is there, and its texts may be printed, is not looked at. STATUS_NOMEM. */
enum status report_address_read(struct arena *arena, const char *address, struct report_query *out) MUST_USE;

/* Every report that a plan has, in the order in which a reader looks for them: plan, indicators, goals, organisations,
 * appendices. Those of one indicator each are not listed: the indicators' page leads to them. */
struct report_entry {
    enum report_kind kind;
    const char *id;    /* NULL for plan and indicators */
    struct text title; /* "Haminan kaupunki" */
    const char *address;
};
enum status report_list(struct db *db, const char *plan, enum lang lang, struct job *job,
                        const struct report_entry **out, size_t *count) MUST_USE;

#endif
