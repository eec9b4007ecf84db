/* Goldens: text files below tests/golden that a test compares exactly with what the program makes. `make golden`
 * (tests/tools/golden.sh) shows what changed and replaces them. */
#ifndef VK_TESTS_GOLDEN_H
#define VK_TESTS_GOLDEN_H

#include "base/buf.h"

/* Fails the running cmocka test where tests/golden/FOLDER/NAME.txt does not hold exactly these bytes, showing the
 * first line that differs. With GOLDEN_OUT=DIR in the environment it writes DIR/FOLDER/NAME.txt instead. */
void golden_check(const char *folder, const char *name, const struct buf *made);

#endif
