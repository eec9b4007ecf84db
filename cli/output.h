/* What the command gives out: files, whole or not at all, and lines on the standard streams. */
#ifndef VK_CLI_OUTPUT_H
#define VK_CLI_OUTPUT_H

#include "base/buf.h"
#include "text/text.h"

#include <stddef.h>

/* Writes a file under a temporary name beside it, syncs it and renames it, so that what was there stays until the new
 * one is whole. A path that is no ordinary file (a device, a pipe) is written to as it is; a symbolic link stays and
 * its file is replaced, one that leads to nothing is an error; "-" is standard output. STATUS_IO with the file's name and the reason in `err`. */
enum status output_write(const char *path, const void *bytes, size_t length, struct err *err) MUST_USE;

/* Writes to standard error. */
void output_beside(const char *bytes, size_t length);

/* Writes a message to standard error as one line, in one write: "vuosikello: TEXT". Control characters are escaped. */
void output_complain(const char *text);

/* A field of a tab-separated line: nothing in it can be taken for the end of it. */
void output_field(struct buf *out, struct text text);

#endif
