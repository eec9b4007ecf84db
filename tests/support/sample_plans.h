/* The sample plans of db/sample in a database, for tests that want plans of real size. */
#ifndef VK_TESTS_SAMPLE_PLANS_H
#define VK_TESTS_SAMPLE_PLANS_H

#include "db/db.h"

#define SAMPLE_PLANS 2
extern const char *const sample_plans[SAMPLE_PLANS]; /* their ids */

/* A database in the tests' folder that holds them; NULL where they could not be imported. Close it with db_close. */
struct db *sample_plans_open(const char *file);

/* The same with a plan file of the test's own. */
struct db *plan_text_open(const char *file, const char *json);

#endif
