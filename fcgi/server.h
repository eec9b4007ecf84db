/* The FastCGI server: a parent with pre-forked workers on one unix socket, one request at a time each. The one user of libfcgi. */
#ifndef VK_FCGI_SERVER_H
#define VK_FCGI_SERVER_H

#include "fcgi/app.h"

struct server_options {
    const char *socket;   /* path of the unix socket; NULL: standard input is the socket already (socket activation) */
    unsigned socket_mode; /* of its file */
    unsigned workers;     /* at least 1 */
};

/* Opens the socket, keeps the workers running and returns when SIGTERM or SIGINT has stopped all; each worker finishes the request in hand. A worker that dies is
 * replaced: at once where it had lived for a while, else with doubling delay. */
enum status server_run(const struct server_options *options, const struct app_options *app, struct err *err) MUST_USE;

#endif
