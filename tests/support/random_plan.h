/* Plan files made at random, by a seed: valid, with whatever the format allows. */
#ifndef VK_TESTS_RANDOM_PLAN_H
#define VK_TESTS_RANDOM_PLAN_H

#include "base/buf.h"

struct random_size {
    int organisations, goals, subgoals; /* subgoals in each goal */
    int indicators;
    int years; /* of observations and follow-up */
};

/* The same seed and size give the same file. The plan's id is "satunnainen". */
void random_plan(struct buf *out, uint64_t seed, const struct random_size *size);

/* The generator behind it: a number from 0 to below `limit`. */
struct random {
    uint64_t state;
};
uint32_t random_below(struct random *random, uint32_t limit);

#endif
