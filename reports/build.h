/* The report builders' common ground: one builder a report turns a plan's rows into a document; the parts that several
 * reports share stand here. A builder fills the document without looking at failures; report.c asks at the end. */
#ifndef VK_REPORTS_BUILD_H
#define VK_REPORTS_BUILD_H

#include "db/db.h"
#include "reports/doc.h"
#include "reports/report.h"

/* A set of the years that a plan may tell of (plan.schema.json: 1900 to 2200). */
#define YEAR_FIRST 1900
#define YEAR_LAST 2200
struct year_set {
    unsigned char bits[(YEAR_LAST - YEAR_FIRST) / 8 + 1];
};
static inline bool year_set_has(const struct year_set *set, int year)
{
    return (set->bits[(year - YEAR_FIRST) / 8] >> ((year - YEAR_FIRST) % 8) & 1) != 0;
}
static inline void year_set_add(struct year_set *set, int year) /* a year outside is left out */
{
    if (year >= YEAR_FIRST && year <= YEAR_LAST)
        set->bits[(year - YEAR_FIRST) / 8] |= (unsigned char)(1u << ((year - YEAR_FIRST) % 8));
}
static inline void year_set_join(struct year_set *into, const struct year_set *other)
{
    for (size_t i = 0; i < sizeof(into->bits); i++)
        into->bits[i] |= other->bits[i];
}

struct based_on_read; /* what was read of one subgoal, build_based_on.c */

struct build {
    struct job *job;
    struct doc *doc;
    struct db *db;                 /* for the follow-up of other plans */
    const struct metrics *metrics; /* for figures */
    const struct plan *plan;
    const struct report_query *query;
    enum lang lang; /* the report's */
    int year;
    const struct organisation *organisation; /* ORGANISATION, APPENDIX */
    const struct member *member;             /* APPENDIX under a member's name; else NULL */
    const struct goal *goal;                 /* GOAL */
    const struct indicator *indicator;       /* INDICATOR */
    int now; /* for the page of a plan, the month that it is, 1 to 12; 0: of reports, which tell what their data tells alone */
    bool screen; /* for a page: rows of actions have names, and names of what has a page lead there */
    char newest_date[11]; /* ISO 8601: the date of the data shown (docs/rules.md); set before the builder runs */
    bool reported;        /* somebody has reported on the plan, up to the year; else reports say so once */
    /* ORGANISATION: itself, then those whose work it took over, nearest first */
    const struct organisation *const *chain;
    size_t chain_count;
    const struct provenance *provenance;
    const struct wordbooks *words; /* where the words of all that is printed divide */
    struct text meeting, attachment;     /* cleaned; may be absent */
    const struct area *const *own_areas; /* found at the first question: ask build_own_areas */
    size_t own_area_count;
    bool note_at_end;      /* the plan's note had no room on the cover: the page about the report has it */
    bool approvals_at_end; /* nor had its approvals */
    uint32_t *row_anchors; /* by place in plan->actions; 0: none yet. Ask build_row_anchor */
    unsigned *row_numbers; /* by place in plan->actions; NULL until a row is named */
    bool referents_placed; /* the rows that cells refer to have their anchors */
    struct based_on_read *based_on_reads; /* the dating and the table ask for the same */
};

/* One a report. The cover, the contents and the page about the report are theirs to place (build_cover, ...). */
void build_organisation(struct build *build); /* build_organisation.c */
void build_goal(struct build *build);         /* build_goal.c */
void build_appendix(struct build *build);     /* build_appendix.c */
void build_plan(struct build *build);         /* build_plan.c */
void build_indicators(struct build *build);   /* build_indicators.c */
void build_indicator(struct build *build);    /* build_indicators.c */

/* ---- Parts, build_parts.c ---- */

/* The whole measure between the margins. */
fix build_measure(void);
/* The actions of a goal (NULL: all) and an organisation (NULL: all) in print order, into the arena. */
struct action_list {
    const struct action **actions;
    size_t count;
};
struct action_list build_actions_of(struct build *build, const struct goal *goal,
                                    const struct organisation *organisation);
/* The address of the page about something of the plan, for a span's `uri`; NULL on paper. */
const char *build_page_uri(struct build *build, enum report_kind kind, const char *id);
const char *build_subgoal_uri(struct build *build, const struct subgoal *subgoal); /* where it stands on its goal's */
/* "Päätavoite I: Lasten hyvinvointi": the plan's word for a goal, unless its number begins with it, number and title.
 * A number that ends in '.', ':' or ')' stands without the colon. */
struct text build_goal_heading(struct build *build, const struct goal *goal);
/* "Päätavoite I". */
struct text build_goal_name(struct build *build, const struct goal *goal);
/* "I.1 Lasten arvostaminen": where the number alone would not tell. */
struct text build_subgoal_label(struct build *build, const struct subgoal *subgoal);
/* The indicators of a goal's subgoals (NULL: of all goals that the report shows) by number; those without a figure for
 * the report's areas and the country left out. A report of the plan or of its indicators also has those that follow no
 * subgoal. */
struct indicator_list {
    const struct indicator *const *indicators;
    size_t count;
};
struct indicator_list build_indicators_of(struct build *build, const struct goal *goal);
/* The years in which the report has a figure of the indicator are added to `out`; false: none. */
bool build_indicator_years(struct build *build, const struct indicator *indicator, struct year_set *out);
/* "figures of the years 2015, 2017–2020"; absent where there are none. */
struct text build_years_text(struct build *build, const struct year_set *years);
/* Whether the organisation, or one whose work it took over, has actions for the goal. */
bool build_goal_shared(const struct build *build, const struct goal *goal);
/* The goal's targets, each under its number: "TAVOITE 1". Nothing where it has none. */
void build_targets(struct build *build, const struct goal *goal);

/* "Kunnanvaltuusto 12.12.2022 § 45 (dnro 123/2022)", into the open paragraph. */
void build_approval(struct build *build, const struct approval *approval);
/* The plan's title, part and slogans; the report's heading; period, date of the data, approvals, note, draft mark. The
 * heading is the document's only one of level 1; absent: the plan's title is it. */
void build_cover(struct build *build, struct text heading);
/* "Finnish", to be translated. */
const char *build_language_word(enum lang lang);
/* Where the report tells of texts that are not in its language: on the cover, or where an appendix has none. */
void build_languages_here(struct build *build);
/* Tells it there once all else is in the document; nothing where all its texts are in the report's language. */
void build_languages(struct build *build);
/* The page of contents down to headings of this level. */
void build_contents(struct build *build, int levels);
/* At the end: what was chosen, the newest date in the data, the program's version, sources with their years, who gave
 * meeting and attachment. */
void build_about(struct build *build);

/* ---- Action tables, build_actions.c ---- */

struct action_table {
    const struct action *const *actions; /* in print order */
    size_t count;
    bool followup;      /* under each row the follow-up of the year, and the status of earlier years */
    bool organisations; /* the first column names the organisation instead of the subgoal (a goal's report) */
    bool bands;         /* bands by the subgoals' group */
    bool based_on; /* below a subgoal's last row the follow-up of the plan that it is based on (build_based_on_*) */
    struct text caption;
};
/* The plan's columns with headings and prompts; merged cells merged; consecutive rows of one subgoal under one subgoal
 * cell. */
void build_action_table(struct build *build, const struct action_table *table);
/* The anchor of an action's row, for links to it; the table places it. Link only to rows that the report shows. */
uint32_t build_row_anchor(struct build *build, const struct action *action);
/* The name of that place: "hamina_I.1", of an organisation's second row for a subgoal "hamina_I.1_2": no id has a '_', so
 * no two rows share one. NULL when memory is out. */
const char *build_row_name(struct build *build, const struct action *action);
/* ---- References between cells, build_referents.c ---- */

/* Fills the open cell with the text of an action's field. Behind the words that refer to another row stands that row's
 * number, as a link where the report shows it: "Ks. edellinen kohta. → I.3"; a number that the words themselves tell
 * is the link. */
void build_cell_text(struct build *build, const struct action *action, enum field field);
/* Gives the rows that are referred to their anchors, once a report: before the first of its action tables, for most
 * references lead backwards. */
void build_place_referents(struct build *build);

/* Fills the open cell of a ROW_UNDER: the action's follow-up of the year, text, figures, date and author, the status of
 * earlier years. `quoted`: the action's first words come first, where the row does not stand right above
 * (build_follow.c). */
void build_follow_fill(struct build *build, const struct action *action, bool quoted);
/* A paragraph of a follow-up's figures; nothing where it has none. */
void build_follow_figures(struct build *build, const struct followup *followup);
/* The beginning of a text's first line in quotation marks, some ten words. */
struct text build_quote(struct build *build, struct text text);

/* ---- Follow-up in the plan that a subgoal is based on, build_based_on.c ---- */

struct based_on {
    const struct followup_of *entries; /* in that plan's order */
    size_t count;                      /* 0: the subgoal is based on none, or nothing is known of it */
};
/* Of the report's organisation or member there (docs/rules.md, "Follow-up"), of the year or the newest before. Read once
 * a report and subgoal: organisation, member and year stay what they were at the first question. */
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
/* The newest follow-up before that year; NULL: none. */
const struct followup *action_followup_before(const struct action *action, int year);
/* The newest year before that one in which somebody has reported on one of these actions; 0: none. */
int actions_year_before(const struct action *const *actions, size_t count, int year);
/* What a report says of the action in that year: its status, else MARK_NOT_APPLICABLE or MARK_NOT_REPORTED. */
enum mark action_mark(const struct action *action, int year);

/* ---- Indicators, build_indicators.c ---- */

/* Which areas' observations are compared with the country's in this report: the organisation's where the plan has any
 * of theirs, else the plan's one. Returns how many; 0: none. */
size_t build_own_areas(struct build *build, const struct area *const **out);
/* Those of them whose observations a report shows of one series: the own areas where one of them has any, else the
 * plan's one where it has any. */
size_t build_series_areas(struct build *build, const struct series *series, const struct area *const **out);
/* Tables of these indicators (populations x years, own value, national value, difference, assessment as mark + word,
 * the rule used), and their explanations where asked for. Nothing where there are none. */
struct indicator_tables {
    const struct indicator *const *indicators;
    size_t count;
    int heading_level;   /* of the explanations' heading; the tables' own heading is the caller's */
    struct text caption; /* of the table, so that a listener knows which of a report's many it is; absent: none */
    bool explanations;   /* definitions and sources below */
};
void build_indicator_tables(struct build *build, const struct indicator_tables *tables);
/* The same, a table and heading a theme in the plan's order, then those without; explanations are the caller's. */
void build_indicators_by_theme(struct build *build, const struct indicator_tables *tables);
/* The definitions and sources alone, as a list. */
void build_indicator_explanations(struct build *build, const struct indicator *const *indicators, size_t count);

/* ---- The annual clock, build_events.c ---- */

/* The plan's events by first month, then in the file's order: plan->event_count of them; NULL where there are none. */
const struct event *const *build_events_sorted(const struct build *build);
/* "tammikuu–helmikuu". */
struct text build_event_when(const struct build *build, const struct event *event);
void build_annual_clock(struct build *build, int heading_level); /* nothing where there are no events */

/* ---- Charts, chart_*.c: figures with alternative texts that tell their message ---- */

struct status_row {
    struct text label;
    unsigned counts[FOLLOW_COUNT];
    unsigned not_reported;
    unsigned not_applicable;
};
/* The marks of follow-up in the order in which keys, columns and bars have them: from done to not applicable
 * (status.c). */
#define STATUS_MARKS (FOLLOW_COUNT + 2)
extern const enum mark status_order[STATUS_MARKS];
/* How many actions a row has of a mark. */
unsigned status_row_count(const struct status_row *row, enum mark mark);
/* Counts the action in (status.c). */
void status_row_add(struct status_row *row, const struct action *action, int year);
/* All actions counted in, those that do not apply left out. */
unsigned status_row_total(const struct status_row *row);
/* A row a goal (or organisation) of the report's year, and beside it what was reported the last time before. */
struct status_rows {
    const struct status_row *rows;
    const struct status_row *before; /* as many, for the same actions; NULL: nothing was reported before */
    size_t count;
    int before_year; /* of `before` */
};
/* Stacked bars: how many actions have which status, a bar a row, counts written in the segments; a thinner bar below
 * each shows how it was before. NULL where nothing is counted: all counts are 0 (or memory is out). */
const struct figure *chart_status(struct build *build, const struct status_rows *rows, fix width);
/* The ring of twelve months, its events as numbered arcs, numbered from 1 as build_events_sorted gives them. The month
 * that it is, where the build knows one, is framed, and says so. NULL where there are none. */
const struct figure *chart_annual_clock(struct build *build, fix size);
/* Subgoals by id in a field of ease (2) x impact (3), of this height or as much as its ids need. NULL where no subgoal
 * tells both. */
bool subgoal_judged(const struct subgoal *subgoal); /* tells both */
const struct figure *chart_ease_impact(struct build *build, fix width, fix height);
#define CHART_FIELD_WIDTH  PT(430) /* in the plan's report; higher where ids need it */
#define CHART_FIELD_HEIGHT PT(180)

/* ---- Summaries, build_summary.c ---- */

/* The summary of an organisation's report: below the contents where there is room for its chart, else on a new page.
 * Nothing where it has no actions. */
void build_summary(struct build *build);
/* Its heading, with the year where anything was reported. */
void build_summary_heading(struct build *build);
/* How it begins where something was reported, also in a goal's report: heading, the goal's targets, how many actions
 * were reported, and how many have which status by goal, as a chart and its table. The list is not empty. */
void build_summary_start(struct build *build, const struct action_list *list);

#endif
