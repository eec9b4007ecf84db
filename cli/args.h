/* Reading a command line: options and operands, in any order. Long options as `--name VALUE` or `--name=VALUE`, short
 * ones as
 * `-o VALUE` or `-oVALUE`; `--` ends the options; `-` alone is an operand. Names are never shortened. */
#ifndef VK_CLI_ARGS_H
#define VK_CLI_ARGS_H

#include "base/err.h"

struct option {
    const char *name;  /* "lang" for --lang */
    char letter;       /* 'o' for -o; 0: none */
    const char *value; /* what its value is called in the usage, "FILE"; NULL: it takes none */
};

#define ARGS_OPTIONS_MAX 10

struct option_table {
    const struct option *options;
    size_t count; /* ARGS_OPTIONS_MAX at most */
};

struct args {
    const char *values[ARGS_OPTIONS_MAX]; /* by the option's place in the table: its value, "" where it takes none;
                                             NULL: not given */
    char **operands;                      /* in their order; they are argv's, which is rearranged */
    size_t operand_count;
};

enum args_order {
    ARGS_ANY_ORDER,
    ARGS_STOP_AT_OPERAND /* the first operand and all behind it are operands, whatever they look like */
};

/* Reads argv[0..argc). An unknown option, one that lacks its value or has one too many, and one given twice is
 * STATUS_BADREQ with the words in `err`. */
enum status args_read(const struct option_table *table, enum args_order order, int argc, char **argv, struct args *out,
                      struct err *err) MUST_USE;

/* A whole number between `least` and `most` without sign or spaces; else STATUS_BADREQ with `name` ("--year") in it. */
enum status args_number(const char *name, const char *value, int least, int most, int *out, struct err *err) MUST_USE;

#endif
