#include "cli/progress.h"

#include "base/clock.h"
#include "cli/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_COLUMNS 24
#define REDRAW_US   50000 /* not more often than this */

void progress_begin(struct progress *progress, size_t total)
{
    const char *terminal = getenv("TERM");
    *progress = (struct progress){ .total = total };
    progress->shown = isatty(STDERR_FILENO) == 1 && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

void progress_line(const struct progress *progress, const char *name, size_t columns, char *out, size_t size)
{
    char bar[BAR_COLUMNS + 1] = "";
    size_t filled = progress->total == 0 ? BAR_COLUMNS : progress->done * BAR_COLUMNS / progress->total;
    memset(bar, '#', filled);
    memset(bar + filled, '-', BAR_COLUMNS - filled);
    int length = snprintf(out, size, "[%s] %zu/%zu %s", bar, progress->done, progress->total, name);
    if (length >= 0 && (size_t)length > columns && columns < size)
        out[columns] = '\0';
}

static size_t terminal_columns(void)
{
    struct winsize window;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 1 ? window.ws_col - 1u : 79;
}

static void draw(struct progress *progress, const char *name)
{
    char line[512];
    char whole[600];
    progress_line(progress, name, terminal_columns(), line, sizeof line);
    int length = snprintf(whole, sizeof whole, "\r%s\033[K", line);
    output_beside(whole, length > 0 ? (size_t)length : 0);
    progress->drawn_us = clock_monotonic_us();
}

void progress_step(struct progress *progress, const char *name)
{
    progress->done++;
    bool due = progress->drawn_us == 0 || clock_monotonic_us() - progress->drawn_us >= REDRAW_US;
    if (progress->shown && (due || progress->done == progress->total))
        draw(progress, name);
}

void progress_clear(struct progress *progress)
{
    static const char clear[] = "\r\033[K";
    if (progress->shown && progress->drawn_us != 0)
        output_beside(clear, sizeof clear - 1);
    progress->drawn_us = 0;
}
