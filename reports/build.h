/* The report builders' common ground: one builder a report turns a plan's rows into a document; the parts that several
 * reports share stand here. A builder fills the document without looking at failures; report.c asks at the end. */
#ifndef VK_REPORTS_BUILD_H
#define VK_REPORTS_BUILD_H

#include "db/db.h"
#include "reports/doc.h"
#include "reports/report.h"

struct build {
    struct job *job;
    struct doc *doc;
    struct db *db;                  /* for the follow-up of other plans */
    const struct metrics *metrics;  /* for figures */
    const struct plan *plan;
    const struct report_query *query;
    enum lang lang;                 /* the report's */
    int year;
    const struct organisation *organisation; /* ORGANISATION, APPENDIX */
    const struct member *member;    /* APPENDIX under a member's name; else NULL */
    const struct goal *goal;        /* GOAL */
    char newest_date[11];           /* ISO 8601: the date of the data shown (INTERFACE.md); set before the builder runs */
};

/* One a report. The cover, the contents and the page about the report are theirs to place (build_cover, ...). */
void build_organisation(struct build *build); /* build_organisation.c */
void build_goal(struct build *build);         /* build_goal.c */
void build_appendix(struct build *build);     /* build_appendix.c */
void build_plan(struct build *build);         /* build_plan.c */
void build_indicators(struct build *build);   /* build_indicators.c */

/* ---- Parts, build_parts.c ---- */

/* Title, part, slogans, period, what the report is of, date of the data, note, approvals, draft mark. */
void build_cover(struct build *build, struct text heading);
/* At the end: what was chosen, the newest date in the data, the program's version, sources with their years, who gave meeting and attachment. */
void build_about(struct build *build);

/* ---- Action tables, build_actions.c ---- */

struct action_table {
    const struct action *const *actions; /* in print order */
    size_t count;
    bool followup;        /* under each row the follow-up of the year, and the status of earlier years */
    bool organisations;   /* the first column names the organisation instead of the subgoal (a goal's report) */
    bool bands;           /* bands by the subgoals' group */
    bool based_on;        /* below a subgoal's last row the follow-up of the plan that it is based on (build_based_on_*) */
    struct text caption;
};
/* The plan's columns with headings and prompts; merged cells merged; consecutive rows of one subgoal under one subgoal cell. */
void build_action_table(struct build *build, const struct action_table *table);

/* ---- Follow-up in the plan that a subgoal is based on, build_based_on.c ---- */

struct based_on {
    const struct followup_of *entries; /* in that plan's order */
    size_t count;                      /* 0: the subgoal is based on none, or nothing is known of it */
};
/* Of the report's organisation or member there (INTERFACE.md, "Smaller points"), of the year or the newest before it. */
struct based_on build_based_on_read(struct build *build, const struct subgoal *subgoal);
/* Fills the open cell of a ROW_UNDER: the other plan's title, year, status as mark + word, text and figures. */
void build_based_on_fill(struct build *build, const struct based_on *based_on);

/* ---- Status of follow-up, status.c ---- */

enum mark status_mark(enum follow_status status);
const char *status_word(enum follow_status status, enum lang lang);
/* The word for a status' mark, MARK_NOT_REPORTED and MARK_NOT_APPLICABLE included; capitalised. */
const char *mark_word(enum mark mark, enum lang lang);
/* The follow-up of exactly that year; NULL: not reported. */
const struct followup *action_followup(const struct action *action, int year);

/* ---- Indicators, build_indicators.c ---- */

/* Which areas' observations are compared with the country's in this report: the organisation's where the plan has any of
 * theirs, else the plan's one. Returns how many; 0: none. */
size_t build_own_areas(const struct build *build, const struct area *const **out);
/* Tables of these indicators (populations x years, own value, national value, difference, assessment as mark + word, the rule used), and their
 * explanations where asked for. Nothing where there are none. */
struct indicator_tables {
    const struct indicator *const *indicators;
    size_t count;
    int heading_level;  /* of the explanations' heading; the tables' own heading is the caller's */
    struct text caption; /* of the table, so that a listener knows which of a report's many it is; absent: none */
    bool explanations;  /* definitions and sources below */
};
void build_indicator_tables(struct build *build, const struct indicator_tables *tables);
/* The definitions and sources alone, as a list. */
void build_indicator_explanations(struct build *build, const struct indicator *const *indicators, size_t count);

/* ---- The annual clock, build_events.c ---- */

/* The plan's events by first month, then in the file's order: plan->event_count of them; NULL where there are none. */
const struct event *const *build_events_sorted(const struct build *build);
void build_annual_clock(struct build *build, int heading_level); /* nothing where there are no events */

/* ---- Charts, chart_*.c: figures with alternative texts that tell their message ---- */

/* Stacked bars: how many actions have which status, a bar a goal (or organisation), counts written in the segments. NULL where
 * nothing is counted: all counts are 0 (or memory is out). */
struct status_row {
    struct text label;
    unsigned counts[FOLLOW_COUNT];
    unsigned not_reported;
    unsigned not_applicable;
};
const struct figure *chart_status(struct build *build, const struct status_row *rows, size_t count, fix width);
/* The ring of twelve months, its events as numbered arcs, numbered from 1 as build_events_sorted gives them. NULL where there are none. */
const struct figure *chart_annual_clock(struct build *build, fix size);
/* Subgoals by id in a field of ease (2) x impact (3). NULL where no subgoal tells both. */
bool subgoal_judged(const struct subgoal *subgoal); /* tells both */
const struct figure *chart_ease_impact(struct build *build, fix width, fix height);

#endif
