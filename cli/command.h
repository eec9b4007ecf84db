/* The commands: how each is called, what it does. */
#ifndef VK_CLI_COMMAND_H
#define VK_CLI_COMMAND_H

#include "base/buf.h"
#include "base/job.h"
#include "cli/args.h"
#include "text/text.h"

/* One call of a command. */
struct call {
    const char *db; /* the database file's name */
    enum lang lang; /* of the messages */
    struct args args;
    struct job job; /* no deadline; a failure's words are printed by main.c */
};

/* The first options of every command's table. */
enum { OPTION_DB, OPTION_HELP, OPTION_OWN };
#define COMMON_OPTIONS                                                                                                 \
    { "db", 0, "FILE" },                                                                                               \
    {                                                                                                                  \
        "help", 'h', NULL                                                                                              \
    }

struct command {
    const char *name;
    const char *usage; /* "export PLAN [-o FILE]" */
    const char *does;  /* in English; translated when printed */
    struct option_table options;
    size_t least, most;                    /* operands */
    enum status (*run)(struct call *call); /* STATUS_BADREQ: the call is at fault, its usage is printed */
};

/* Each command's row lies in its own file (command_*.c). */
extern const struct command command_init, command_import, command_export, command_remove, command_backup, command_check,
    command_list, command_search, command_report, command_reports, command_verify;

#define OPTION_TABLE(options)                                                                                          \
    {                                                                                                                  \
        (options), sizeof(options) / sizeof((options)[0])                                                              \
    }

#endif
