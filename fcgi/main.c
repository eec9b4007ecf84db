/* vuosikello-fcgi: the service. Reads its options, loads the fonts and hands over to the server. */
#include "base/log.h"
#include "base/version.h"
#include "fcgi/server.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORKERS_MAX 256

static void usage(FILE *out)
{
    fprintf(out, "usage: vuosikello-fcgi [--socket PATH] [--db FILE] [--workers N] [--deadline MS] [--memory MIB] [--socket-mode OCTAL]\n"
                 "                       [--owner NAME] [--feedback MAILBOX|ADDRESS] [--supervisor NAME]\n"
                 "                       [--address https://HOST]\n"
                 "       vuosikello-fcgi --help | --version\n"
                 "Serves the reports of a Vuosikello database over FastCGI. Without --socket the listening socket is standard input.\n"
                 "The default database is $VUOSIKELLO_DB, else ./vuosikello.db; one worker a core; 10000 ms; 256 MiB; mode 660.\n"
                 "The pages name the owner, where feedback goes, and who supervises accessibility (in Finland Traficom).\n"
                 "Whole addresses on them begin with --address, else as the request's did.\n");
}

/* A whole number of `text` from `low` to `high`; false where it is none. */
static bool whole(const char *text, int base, long low, long high, long *out)
{
    char *end;
    *out = strtol(text, &end, base);
    return end != text && *end == '\0' && *out >= low && *out <= high;
}

struct options {
    struct server_options server;
    struct app_options app;
    struct web_options web;
};

/* 0: go on; else the exit status + 1. */
static int read_options(int argc, char **argv, struct options *options)
{
    static const struct option known[] = {
        { "socket", required_argument, NULL, 's' },   { "db", required_argument, NULL, 'd' },
        { "workers", required_argument, NULL, 'w' },  { "deadline", required_argument, NULL, 't' },
        { "memory", required_argument, NULL, 'm' },   { "socket-mode", required_argument, NULL, 'o' },
        { "owner", required_argument, NULL, 'n' },    { "feedback", required_argument, NULL, 'f' },
        { "supervisor", required_argument, NULL, 'a' }, { "address", required_argument, NULL, 'u' },
        { "version", no_argument, NULL, 'v' },        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    int found;
    while ((found = getopt_long(argc, argv, "", known, NULL)) != -1) {
        long number = 0;
        bool good = true;
        switch (found) {
        case 's': options->server.socket = optarg; break;
        case 'd': options->app.db = optarg; break;
        case 'w': good = whole(optarg, 10, 1, WORKERS_MAX, &number); options->server.workers = (unsigned)number; break;
        case 't': good = whole(optarg, 10, 1, 3600000, &number); options->app.deadline_ms = (int)number; break;
        case 'm': good = whole(optarg, 10, 1, 65536, &number); options->app.memory = (size_t)number * MIB; break;
        case 'o': good = whole(optarg, 8, 0, 0777, &number); options->server.socket_mode = (unsigned)number; break;
        case 'n': options->web.owner = optarg; break;
        case 'f': options->web.feedback = optarg; break;
        case 'a': options->web.supervisor = optarg; break;
        case 'u': options->web.address = optarg; break;
        case 'v': printf("vuosikello-fcgi %s\n", program_version()); return 1;
        case 'h': usage(stdout); return 1;
        default: usage(stderr); return 3;
        }
        if (!good) {
            fprintf(stderr, "vuosikello-fcgi: bad value: %s\n", optarg);
            return 3;
        }
    }
    if (optind < argc) {
        usage(stderr);
        return 3;
    }
    return 0;
}

int main(int argc, char **argv)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const char *db = getenv("VUOSIKELLO_DB");
    struct options options = {
        .server = { .socket_mode = 0660, .workers = cores < 1 ? 1 : cores > WORKERS_MAX ? WORKERS_MAX : (unsigned)cores },
        .app = { .db = db != NULL && db[0] != '\0' ? db : "vuosikello.db", .memory = LIMIT_REQUEST_MEMORY, .deadline_ms = LIMIT_REQUEST_MS },
    };
    struct err err = ERR_NONE;
    int end = read_options(argc, argv, &options);
    if (end != 0)
        return end - 1;
    if (fonts_load(&options.app.fonts, &err) != STATUS_OK) {
        log_line(LOG_ERROR, "%s", err.text);
        return 1;
    }
    struct web *web = NULL;
    enum status status = web_load(&options.web, &web, &err);
    options.app.web = web;
    options.app.counters = counters_new(options.server.workers);
    if (status == STATUS_OK && options.app.counters == NULL)
        status = STATUS_NOMEM;
    if (status == STATUS_OK)
        status = server_run(&options.server, &options.app, &err);
    counters_free(options.app.counters);
    web_free(web);
    fonts_free(options.app.fonts);
    if (status != STATUS_OK)
        log_line(LOG_ERROR, "%s", err.text[0] != '\0' ? err.text : status_name(status));
    return status == STATUS_OK ? 0 : status == STATUS_BADREQ ? 2 : 1;
}
