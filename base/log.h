/* The log: one line a message on standard error, so that systemd or whoever started the program keeps it. A line
 * is written with one write, so that lines of several processes do not mix; control characters are escaped. */
#ifndef VK_BASE_LOG_H
#define VK_BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO };

void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
