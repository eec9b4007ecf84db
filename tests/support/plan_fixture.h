/* A small plan made in memory, filled by a test as it needs: what the reader would give, without a database. */
#ifndef VK_TESTS_PLAN_FIXTURE_H
#define VK_TESTS_PLAN_FIXTURE_H

#include "reports/build.h"

#define FIXTURE_ACTIONS   64
#define FIXTURE_FOLLOWUPS 4

/* Goals I ("1" Kuuleminen, band aikuiset; "2" Tuki, band lapset; "3" Terveys, band aikuiset; no number Muu, no band)
 * and II ("1" Tilat; a target). Organisations hamina, liitto (members yksi and one without an id), vanha. Columns
 * subgoal, action, measure, actors. Year 2022, Finnish. */
struct plan_fixture {
    struct job job;
    struct plan plan;
    struct organisation organisations[3];
    struct goal goals[2];
    struct subgoal subgoals[5];
    struct action actions[FIXTURE_ACTIONS];
    struct followup followups[FIXTURE_ACTIONS][FIXTURE_FOLLOWUPS];
    struct report_query query;
    struct build build;
};
enum { HAMINA, LIITTO, VANHA };
enum { I_1, I_2, I_3, I_4, II_1 };

/* `build` is ready with an empty document; fails the test where that cannot be. Release with plan_fixture_free. */
struct plan_fixture *plan_fixture_new(enum report_kind kind);
void plan_fixture_free(struct plan_fixture *fixture);
/* The same plan, an empty document and an empty arena: for another go. NULL where memory is out. */
struct doc *plan_fixture_again(struct plan_fixture *fixture);

/* Adds an action; a cell "^" is merged with the one above, NULL is empty. */
struct action *plan_fixture_action(struct plan_fixture *fixture, int organisation, int subgoal, const char *action,
                                   const char *measure, const char *actors);
/* Adds the follow-up of a year, newest first; strings may be NULL. */
struct followup *plan_fixture_follow(struct plan_fixture *fixture, struct action *action, int year,
                                     enum follow_status status, const char *progress);

/* Fails the test where the document's text is another than `expected`; both are printed. */
void plan_fixture_expect(struct plan_fixture *fixture, const char *expected);
/* The same against tests/golden/build/NAME.txt. */
void plan_fixture_golden(struct plan_fixture *fixture, const char *name);

#endif
