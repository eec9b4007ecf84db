/* Files that the command reads as a whole. */
#ifndef VK_CLI_INPUT_H
#define VK_CLI_INPUT_H

#include "base/buf.h"
#include "base/err.h"

/* Adds the bytes of a file, or of standard input where its name is "-", to `out`. STATUS_IO with the name and the
 * reason in `err`; STATUS_NOMEM; STATUS_LIMIT, without words, where it holds more than `out` may. */
enum status input_read(const char *name, struct buf *out, struct err *err) MUST_USE;

#endif
