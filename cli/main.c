/* vuosikello: the command. Finds out which command is called, with which options, and runs it. Exit status: 0 done; 1
 * the data or the machine was at fault (what was named is not there, too); 2 the call was. */
#include "base/version.h"
#include "cli/command.h"
#include "cli/output.h"
#include "text/message.h"

#include <stdlib.h>
#include <string.h>

enum { EXIT_FAULT = 1, EXIT_CALL = 2 };

static const struct command *const commands[] = {
    &command_init, &command_import, &command_export,  &command_remove,  &command_backup,
    &command_check, &command_list,   &command_search,  &command_report,  &command_reports,
    &command_verify,
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

enum { OPTION_VERSION = OPTION_OWN };
static const struct option global_options[] = { COMMON_OPTIONS, { "version", 'V', NULL } };
static const struct option_table global_table = OPTION_TABLE(global_options);

static enum lang language;

static const char *translation(const char *format)
{
    return tr(language, format);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* The usage of one command, or of all where it is NULL. */
static void write_usage(struct buf *out, const struct command *command)
{
    if (command != NULL) {
        buf_printf(out, "%s vuosikello [--db FILE] %s\n", tr(language, "Usage:"), command->usage);
        buf_printf(out, "%s\n", tr(language, command->does));
        return;
    }
    buf_printf(out, "%s vuosikello [--db FILE] %s ...\n\n", tr(language, "Usage:"), tr(language, "COMMAND"));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        buf_printf(out, "  %s\n      %s\n", commands[i]->usage, tr(language, commands[i]->does));
    buf_printf(out, "  help [%s]\n      %s\n\n", tr(language, "COMMAND"),
               tr(language, "tells how a command is called"));
    buf_printf(
        out, "%s\n",
        tr(language,
           "The database is $VUOSIKELLO_DB, else ./vuosikello.db. A file name of - is standard input or output."));
}

/* Prints to standard output and frees the buffer. The exit status. */
static int print(struct buf *out)
{
    struct err err = ERR_NONE;
    enum status status = output_write("-", out->bytes, out->length, &err);
    if (status != STATUS_OK)
        output_complain(err.text);
    buf_free(out);
    return status == STATUS_OK ? EXIT_SUCCESS : EXIT_FAULT;
}

static int print_usage(const struct command *command)
{
    struct buf out;
    buf_init(&out, 64 * KIB);
    write_usage(&out, command);
    return print(&out);
}

static int print_version(void)
{
    struct buf out;
    buf_init(&out, KIB);
    buf_printf(&out, "vuosikello %s\n", program_version());
    return print(&out);
}

/* The call is at fault: why, and how it should be. */
static int refuse(const struct command *command, const struct err *err)
{
    struct buf out;
    if (err->text[0] != '\0')
        output_complain(err->text);
    buf_init(&out, 64 * KIB);
    write_usage(&out, command);
    output_beside(out.bytes, out.length);
    buf_free(&out);
    return EXIT_CALL;
}

static int run_command(const struct command *command, struct call *call)
{
    call->job.arena = arena_new(LIMIT_COMMAND_MEMORY);
    if (call->job.arena == NULL) {
        output_complain(tr(language, "out of memory"));
        return EXIT_FAULT;
    }
    enum status status = command->run(call);
    if (status == STATUS_OK)
        status = job_status(&call->job);
    arena_free(call->job.arena);
    if (status == STATUS_BADREQ)
        return refuse(command, &call->job.err);
    if (status != STATUS_OK && call->job.err.text[0] != '\0')
        output_complain(call->job.err.text);
    return status == STATUS_OK ? EXIT_SUCCESS : EXIT_FAULT;
}

/* `argv`: what stands behind the command's name. `db`: from the options before it; NULL: none. */
static int call_command(const struct command *command, int argc, char **argv, const char *db)
{
    struct call call = { .lang = language };
    struct err *err = &call.job.err;
    if (args_read(&command->options, ARGS_ANY_ORDER, argc, argv, &call.args, err) != STATUS_OK)
        return refuse(command, err);
    if (call.args.values[OPTION_HELP] != NULL)
        return print_usage(command);
    if (call.args.operand_count < command->least)
        err_set(err, STATUS_BADREQ, "an argument is missing");
    else if (call.args.operand_count > command->most)
        err_set(err, STATUS_BADREQ, "one argument too many: %s", call.args.operands[command->most]);
    if (err->status != STATUS_OK)
        return refuse(command, err);
    const char *environment = getenv("VUOSIKELLO_DB");
    call.db = call.args.values[OPTION_DB] != NULL ? call.args.values[OPTION_DB] : db;
    if (call.db == NULL)
        call.db = environment != NULL && environment[0] != '\0' ? environment : "vuosikello.db";
    return run_command(command, &call);
}

static int call_help(size_t count, char **names)
{
    const struct command *command = count > 0 ? find_command(names[0]) : NULL;
    struct err err = ERR_NONE;
    if (count == 0 || (count == 1 && command != NULL))
        return print_usage(command);
    err_set(&err, STATUS_BADREQ, "there is no command %s", names[0]);
    return refuse(NULL, &err);
}

int main(int argc, char **argv)
{
    struct args args;
    struct err err = ERR_NONE;
    language = message_environment();
    err_translate(translation);
    if (args_read(&global_table, ARGS_STOP_AT_OPERAND, argc - 1, argv + 1, &args, &err) != STATUS_OK)
        return refuse(NULL, &err);
    if (args.values[OPTION_VERSION] != NULL)
        return print_version();
    if (args.values[OPTION_HELP] != NULL)
        return print_usage(NULL);
    if (args.operand_count == 0) {
        err_set(&err, STATUS_BADREQ, "no command is given");
        return refuse(NULL, &err);
    }
    if (strcmp(args.operands[0], "help") == 0)
        return call_help(args.operand_count - 1, args.operands + 1);
    const struct command *command = find_command(args.operands[0]);
    if (command == NULL) {
        err_set(&err, STATUS_BADREQ, "there is no command %s", args.operands[0]);
        return refuse(NULL, &err);
    }
    return call_command(command, (int)args.operand_count - 1, args.operands + 1, args.values[OPTION_DB]);
}
