/* What an import tells: errors and warnings of one plan file, one line each, with the place in the file. */
#ifndef VK_DB_FINDINGS_H
#define VK_DB_FINDINGS_H

#include "base/buf.h"
#include "base/json_line.h"
#include "text/text.h"

#include <stddef.h>

struct findings {
    const char *file; /* its name, for the messages */
    enum lang lang;   /* of the messages */
    struct buf *out;
    struct json_lines lines; /* of the file, where they are to be told */
    size_t errors;           /* all; of these LIMIT_IMPORT_ERRORS are told */
};

/* A place in the file: a key of an object or an item of a list, within another place. Lives on the stack of whoever
 * walks through the file. */
struct place {
    const struct place *within; /* NULL: the file's top level */
    const char *key;            /* NULL: the item `at` of a list */
    size_t at;
};

/* A JSON pointer (RFC 6901), ready to print. */
#define POINTER_MAX 512
struct pointer {
    char text[POINTER_MAX];
};

/* "~" and "/" of keys escaped; control characters and what is too long shown as "…". */
struct pointer pointer_of_place(const struct place *place);

/* printf for pointers made of known keys and numbers: pointer_of("/actions/%zu/subgoal", row). */
struct pointer pointer_of(const char *format, ...) PRINTF_LIKE(1, 2);

/* A value as a message quotes it: one line, at most some 60 characters, control characters as "\n" or "\u0001", without
 * bad bytes. */
#define QUOTE_MAX 320
struct quote {
    char text[QUOTE_MAX];
};
struct quote quote_of(const char *bytes, size_t length);
struct quote quote_of_string(const char *string);

/* Counts an error and, while there were not too many, tells it: "FILE:POINTER: words (line 12)", the line where the
 * value begins, or what is there of it; the same again is neither told nor counted. `format` is translated already,
 * with its arguments in the English message's order (or numbered). */
void finding_error(struct findings *findings, const char *pointer, const char *format, ...) PRINTF_LIKE(3, 4);

/* The same for what is no JSON: "FILE:LINE:COLUMN: words". The words may quote the file. */
void finding_unreadable(struct findings *findings, int line, int column, const char *words);

/* "FILE:POINTER: warning: words"; an empty pointer: "FILE: warning: words", about no certain place. */
void finding_warning(struct findings *findings, const char *pointer, const char *words);

/* Tells how many errors were not told, where there are any. Once, at the end. */
void findings_end(struct findings *findings);

#endif
