/* random-plan SEED ORGANISATIONS GOALS SUBGOALS INDICATORS YEARS: a random plan file (tests/support/random_plan.h) on standard output. */
#include "tests/support/random_plan.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc != 7) {
        fprintf(stderr, "usage: random-plan SEED ORGANISATIONS GOALS SUBGOALS INDICATORS YEARS\n");
        return 2;
    }
    const struct random_size size = { atoi(argv[2]), atoi(argv[3]), atoi(argv[4]), atoi(argv[5]), atoi(argv[6]) };
    struct buf out;
    buf_init(&out, LIMIT_PLAN_FILE);
    random_plan(&out, strtoull(argv[1], NULL, 10), &size);
    bool written = buf_status(&out) == STATUS_OK && fwrite(out.bytes, 1, out.length, stdout) == out.length && fflush(stdout) == 0;
    buf_free(&out);
    return written ? 0 : 1;
}
