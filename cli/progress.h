/* How far a work of many parts has come: a bar on a terminal; nothing elsewhere. */
#ifndef VK_CLI_PROGRESS_H
#define VK_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool shown; /* standard error is a terminal that can draw it */
    size_t total, done;
    int64_t drawn_us;
};

void progress_begin(struct progress *progress, size_t total);

/* One more part is done; `name` stands behind the bar. */
void progress_step(struct progress *progress, const char *name);

/* Takes the bar away, so that something else can be written; the next step draws it again. */
void progress_clear(struct progress *progress);

/* Fills `out` with the bar for a terminal of `columns`: "[#####-----]  12/48  name". For progress.c and its test. */
void progress_line(const struct progress *progress, const char *name, size_t columns, char *out, size_t size);

#endif
