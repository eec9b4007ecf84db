#include "base/log.h"

#include <stdio.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048

void log_line(enum log_level level, const char *format, ...)
{
    static const char *const prefix[] = { "error: ", "warning: ", "" };
    char message[LINE_MAX_BYTES];
    char line[LINE_MAX_BYTES * 4 + 16];
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (wanted < 0)
        return;
    size_t length = (size_t)snprintf(line, sizeof line, "%s", prefix[level]);
    for (const char *c = message; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte < 0x20 || byte == 0x7F)
            length += (size_t)snprintf(line + length, sizeof line - length, "\\x%02X", byte);
        else
            line[length++] = *c;
    }
    line[length++] = '\n';
    /* A log that cannot be written has nobody to be told. */
    ssize_t written = write(STDERR_FILENO, line, length);
    (void)written;
}
