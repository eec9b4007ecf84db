/* Reading the database. No SQLite shows through: another engine can stand behind this header. A `struct db` is one open
 * database file, read-only; it belongs to one process. */
#ifndef VK_DB_DB_H
#define VK_DB_DB_H

#include "base/buf.h"
#include "base/job.h"
#include "db/plan.h"
#include "text/query.h"
#include "text/wordbook.h"

struct db;

/* Opens the file read-only and immutable (the command replaces it, never changes it). Statements are prepared on their
 * first use and kept. No such file is STATUS_NOTFOUND, one that cannot be read STATUS_IO; one that is empty, no
 * database, another program's or of another schema version is STATUS_DATA with the words what to do. Release with
 * db_close. */
enum status db_open(const char *path, struct db **out, struct err *err) MUST_USE;
void db_close(struct db *db);

/* Opens the file anew where another one stands behind the name (another device, inode, size or time of change); else
 * does nothing. On failure the old one stays open; a name behind which nothing stands is no failure: the old one
 * answers on. */
enum status db_refresh(struct db *db, struct err *err) MUST_USE;

/* When the newest of the plans was imported, seconds since 1970; 0 where there is none. */
enum status db_imported_at(struct db *db, int64_t *out, struct err *err) MUST_USE;

/* Tells the open file from every other that stood or will stand behind its name: digits, letters and '-'. */
#define DB_FILE_TAG 72
void db_file_tag(const struct db *db, char out[DB_FILE_TAG]);

/* STATUS_OK when the database answers: STATUS_IO or STATUS_DATA where it cannot be read. */
enum status db_ping(struct db *db, struct err *err) MUST_USE;

struct plan_summary {
    const char *id;
    struct text title, part;
    int from, to;
    enum lang language;
    bool draft;
    const char *version;
    struct text area; /* its area's name; may be absent */
    int newest_year;  /* the default year of its reports */
    size_t organisation_count, goal_count, action_count, indicator_count;
    size_t reported_count; /* actions reported on for that year */
    size_t due_count;      /* those, and all others that apply */
};

/* All plans by id, drafts included (whoever serves them leaves those out). Texts in `lang` where there are. */
enum status db_plans(struct db *db, struct job *job, enum lang lang, struct plan_summary **out, size_t *count) MUST_USE;

enum plan_part {
    PART_ACTIONS = 1,    /* actions, their cells and follow-up */
    PART_INDICATORS = 2, /* indicators and observations */
    PART_EVENTS = 4
};

struct plan_scope {
    const char *plan;
    unsigned parts;           /* enum plan_part, or-ed */
    const char *organisation; /* only its actions; NULL: all */
    const char *goal;         /* only the actions of its subgoals, and their indicators; NULL: all */
    const char *indicator;    /* only it, of the indicators; NULL: all, or the goal's */
    int year;       /* nothing newer is read; 0: the newest year with follow-up, else of the observations, else
                       the period's first */
    enum lang lang; /* LANG_NONE: the plan's */
};

/* Reads a plan into the job's arena: the plan, areas, organisations, groups, goals, themes and populations always, the
 * rest as the scope says. An unknown plan, organisation, goal or indicator is STATUS_NOTFOUND with what was not
 * found. `organisation` may not be a member's id (see db_member_owner). With a goal, the indicators are those that follow
 * one of its subgoals; with an organisation alone they are all the plan's. With both, the actions are those of both. */
enum status db_plan(struct db *db, struct job *job, const struct plan_scope *scope, const struct plan **out) MUST_USE;

/* The organisation that an id of an appendix' address asks for: its own id, or that of the organisation whose member
 * has it. STATUS_NOTFOUND where the plan has neither. Pass it as a scope's organisation, then plan_body() gives the
 * names. */
enum status db_member_owner(struct db *db, struct job *job, const char *plan, const char *id,
                            const char **organisation) MUST_USE;

/* Follow-up in another plan, for a subgoal that is `based_on` one of it. */
struct followup_query {
    const char *plan;    /* the other plan */
    const char *subgoal; /* in the other plan */
    const char *body;    /* an organisation of the other plan by id, or the one whose member has that id */
    int year;            /* this year's, else the newest before it; per action */
    enum lang lang;      /* LANG_NONE: the other plan's */
};
struct followup_of {
    struct text plan_title;
    struct text organisation; /* its name in the other plan */
    struct text action;       /* the action's text; absent where its cell is empty */
    struct followup followup; /* tells its own year */
};

/* One entry an action that has any, in that plan's order. None, with STATUS_OK, where the other plan is not in the
 * database, is a draft, or has no such subgoal, organisation or follow-up: what another plan lacks is no error of this
 * one. */
enum status db_followup_of(struct db *db, struct job *job, const struct followup_query *query,
                           const struct followup_of **out, size_t *count) MUST_USE;

/* The version of a plan (64 hexadecimal digits) into `version`, and its state; STATUS_NOTFOUND where there is none.
 * Cheap: for ETags. */
struct plan_version {
    char version[65];
    bool draft;
    enum lang language;
    int newest_year;
    bool indicators;     /* it has any */
    int64_t imported_at; /* seconds since 1970 */
};
enum status db_plan_version(struct db *db, const char *plan, struct plan_version *out, struct err *err) MUST_USE;

/* The plan's words with their break points, read into the job's arena, before those of `next` (NULL: none). A plan
 * without any gives books without words. */
enum status db_wordbooks(struct db *db, struct job *job, const char *plan, const struct wordbooks *next,
                         const struct wordbooks **out) MUST_USE;

/* With which dictionaries the words of all plans were divided (64 hexadecimal digits) into `version`; "" where they
 * were not yet, in a database that an older program made. With a plan's version it tells what its reports are made of:
 * for ETags. */
enum status db_hyphenation_version(struct db *db, char version[65], struct err *err) MUST_USE;

/* Whether anybody has reported on the plan for that year or one before it. An unknown plan is STATUS_NOTFOUND. */
enum status db_reported(struct db *db, struct job *job, const char *plan, int year, bool *out) MUST_USE;

/* STATUS_NOTFOUND where the plan has no goal, or indicator, of that id. Cheap: for ETags. */
enum status db_find_goal(struct db *db, struct job *job, const char *plan, const char *goal) MUST_USE;
enum status db_find_indicator(struct db *db, struct job *job, const char *plan, const char *indicator) MUST_USE;

/* The ids of the other plans that the plan's subgoals are based on, by id, whether they are in the database or not. */
enum status db_based_on(struct db *db, struct job *job, const char *plan, const char *const **out,
                        size_t *count) MUST_USE;

/* The plan as a plan file in its canonical form (keys in the schema's order, two spaces, texts as imported). `authors`
 * false leaves out the authors of follow-up. */
enum status db_export(struct db *db, struct job *job, const char *plan, bool authors, struct buf *out) MUST_USE;

/* Warnings kept with a plan, in the order they were told, in the words of `lang`. */
enum status db_warnings(struct db *db, struct job *job, const char *plan, enum lang lang, const char *const **out,
                        size_t *count) MUST_USE;

enum search_kind {
    SEARCH_PLAN,
    SEARCH_ORGANISATION,
    SEARCH_GOAL,
    SEARCH_SUBGOAL,
    SEARCH_INDICATOR,
    SEARCH_KIND_COUNT
};

struct search_hit {
    enum search_kind kind;
    const char *plan; /* its id */
    struct text plan_title;
    const char *id;     /* of a plan the plan's */
    const char *goal;   /* the id of a subgoal's goal; NULL of others */
    const char *number; /* as it is printed: of a goal and an indicator; of a subgoal its id; NULL of others */
    struct text title;  /* or name; may be absent */
};

struct search_hits {
    const struct search_hit *items;
    size_t count;
    bool cut; /* there were more */
};

/* The things of all published plans that a reader's words are about, best first, LIMIT_SEARCH_HITS at most; texts in
 * `lang` where there are. What is looked in is: a plan's title, part and area; an organisation's and its members' names;
 * the numbers and titles of goals and subgoals; an indicator's title and theme; in every language that the plan has.
 *
 * All of the words must be there, each as the beginning of a word (of one character: as the whole), or in another form:
 * Finnish words by the basic forms that the import kept (also of a compound's parts), as far as some text has the very
 * form that is asked for. Where nothing is found so, words that no text has in that form are looked for without their
 * ending (text/stem.h), also with the other grade of their last consonants ("kaupungille": "kaupunki"; text/grade.h).
 * Not found are forms whose stem changes otherwise and that stand in no text, and the later parts of Swedish and English
 * compounds.
 *
 * First are goals and subgoals of the very number (query->number); the rest by how rare the words are and how short the
 * text (bm25), plans and organisations before goals, these before the rest where they are alike; then by plan, kind and
 * the plan's order. No words, no hits. */
enum status db_search(struct db *db, struct job *job, const struct query *query, enum lang lang,
                      struct search_hits *out) MUST_USE;

/* Tests integrity (pages, foreign keys, schema version); every fault is one line of `out`. STATUS_DATA where there is
 * any. */
enum status db_check(struct db *db, struct job *job, struct buf *out) MUST_USE;

#endif
