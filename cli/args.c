#include "cli/args.h"

#include <stdbool.h>
#include <string.h>

struct reading {
    const struct option_table *table;
    int argc;
    char **argv;
    int at; /* of the next argument */
    struct args *out;
    struct err *err;
};

static enum status keep(struct reading *reading, size_t place, const char *shown, const char *value)
{
    if (reading->out->values[place] != NULL)
        return err_set(reading->err, STATUS_BADREQ, "option %s was given twice", shown);
    reading->out->values[place] = value;
    return STATUS_OK;
}

/* The value of an option that takes one: what is attached to it (not NULL), else the next argument. */
static enum status keep_value(struct reading *reading, size_t place, const char *shown, const char *attached)
{
    const struct option *option = &reading->table->options[place];
    if (attached == NULL && reading->at >= reading->argc)
        return err_set(reading->err, STATUS_BADREQ, "option %s needs a value (%s)", shown, option->value);
    return keep(reading, place, shown, attached != NULL ? attached : reading->argv[reading->at++]);
}

static enum status read_long(struct reading *reading, const char *argument)
{
    const char *name = argument + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
    for (size_t place = 0; place < reading->table->count; place++) {
        const struct option *option = &reading->table->options[place];
        if (strncmp(option->name, name, length) != 0 || option->name[length] != '\0')
            continue;
        char shown[64] = "--";
        strncat(shown, option->name, sizeof shown - 3);
        if (option->value != NULL)
            return keep_value(reading, place, shown, equals != NULL ? equals + 1 : NULL);
        if (equals != NULL)
            return err_set(reading->err, STATUS_BADREQ, "option %s takes no value", shown);
        return keep(reading, place, shown, "");
    }
    return err_set(reading->err, STATUS_BADREQ, "unknown option %.*s", (int)(length + 2), argument);
}

/* One argument of short options: "-o", "-oFILE", "-hV". */
static enum status read_short(struct reading *reading, const char *argument)
{
    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        const char shown[] = { '-', *letter, '\0' };
        size_t place = 0;
        while (place < reading->table->count && reading->table->options[place].letter != *letter)
            place++;
        if (place == reading->table->count)
            return err_set(reading->err, STATUS_BADREQ, "unknown option %s",
                           (unsigned char)*letter < 0x80 ? shown : argument);
        if (reading->table->options[place].value != NULL)
            return keep_value(reading, place, shown, letter[1] != '\0' ? letter + 1 : NULL);
        enum status status = keep(reading, place, shown, "");
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status args_read(const struct option_table *table, enum args_order order, int argc, char **argv, struct args *out,
                      struct err *err)
{
    struct reading reading = { .table = table, .argc = argc, .argv = argv, .out = out, .err = err };
    bool options = true;
    *out = (struct args){ .operands = argv };
    while (reading.at < argc) {
        char *argument = argv[reading.at++];
        enum status status = STATUS_OK;
        if (!options || argument[0] != '-' || argument[1] == '\0') {
            argv[out->operand_count++] = argument;
            options = options && order == ARGS_ANY_ORDER;
        } else if (strcmp(argument, "--") == 0) {
            options = false;
        } else {
            status = argument[1] == '-' ? read_long(&reading, argument) : read_short(&reading, argument);
        }
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status args_number(const char *name, const char *value, int least, int most, int *out, struct err *err)
{
    int number = 0;
    bool good = *value != '\0';
    for (const char *at = value; good && *at != '\0'; at++) {
        good = *at >= '0' && *at <= '9' && number <= (most - (*at - '0')) / 10;
        number = number * 10 + (good ? *at - '0' : 0);
    }
    if (!good || number < least || number > most)
        return err_set(err, STATUS_BADREQ, "%s must be a whole number from %d to %d, not \"%s\"", name, least, most,
                       value);
    *out = number;
    return STATUS_OK;
}
