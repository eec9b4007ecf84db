#include "fcgi/server.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/process.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BACKLOG 4096 /* requests that wait for a worker; the kernel's own limit is as much */
#define HEADER_MAX (16 * KIB)
#define BACK_OFF_FIRST_MS 100
#define BACK_OFF_LONGEST_MS 3000
#define LIVED_WELL_US 5000000   /* a worker that lived so long is replaced at once */
#define ACCEPT_PAUSE_US 10000    /* where accept fails for want of descriptors or memory */
#define GRACE_SECONDS 10        /* beyond the deadline: what does not look at the clock is killed; also for stopping */

static volatile sig_atomic_t stopping;

static void stop(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

static void nothing(int signal_number)
{
    (void)signal_number;
}

static void handle(int signal_number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
}

/* ---- A worker ---- */

static void log_request(const FCGX_Request *request, const struct http_response *response, const struct app_times *times,
                        int64_t took)
{
    const char *method = FCGX_GetParam("REQUEST_METHOD", request->envp);
    const char *target = FCGX_GetParam("REQUEST_URI", request->envp);
    char date[32];
    struct tm utc;
    if (route_tells_state(times->route) && response->status == 200)
        return; /* that all is well is not worth a line */
    time_t now = (time_t)clock_unix_seconds();
    gmtime_r(&now, &utc);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
    char stages[160] = "";
    if (times->pages > 0)
        snprintf(stages, sizeof stages,
                 " read=%lld.%03lld build=%lld.%03lld layout=%lld.%03lld write=%lld.%03lld pages=%zu lacking=%zu",
                 (long long)times->read / 1000, (long long)times->read % 1000, (long long)times->build / 1000,
                 (long long)times->build % 1000, (long long)times->layout / 1000, (long long)times->layout % 1000,
                 (long long)times->write / 1000, (long long)times->write % 1000, times->pages, times->lacking);
    log_line(LOG_INFO, "%s %s %.600s %d %zu ms=%lld.%03lld%s", date, method != NULL ? method : "-",
             target != NULL ? target : "-", response->status, response->body.length, (long long)took / 1000,
             (long long)took % 1000, stages);
}

static void count_request(struct counters *counters, const struct http_response *response, const struct app_times *times,
                          size_t bytes, int64_t took)
{
    struct counted counted = { .route = times->route, .place = times->place, .status = response->status, .failure = times->failure,
                               .bytes = bytes, .took = took, .made = times->pages > 0, .read = times->read,
                               .build = times->build, .layout = times->layout, .write = times->write };
    counters_request(counters, &counted);
}

static void answer_request(struct app *app, FCGX_Request *request, struct counters *counters, struct buf *header)
{
    int64_t start = clock_monotonic_us();
    struct app_times times;
    struct http_fields fields = {
        .method = FCGX_GetParam("REQUEST_METHOD", request->envp),
        .target = FCGX_GetParam("REQUEST_URI", request->envp),
        .accept = FCGX_GetParam("HTTP_ACCEPT", request->envp),
        .if_none_match = FCGX_GetParam("HTTP_IF_NONE_MATCH", request->envp),
        .host = FCGX_GetParam("HTTP_HOST", request->envp),
        .https = FCGX_GetParam("HTTPS", request->envp),
        .local = FCGX_GetParam("VUOSIKELLO_LOCAL", request->envp),
    };
    const struct http_response *response = app_answer(app, &fields, &times);
    bool head = fields.method != NULL && strcmp(fields.method, "HEAD") == 0;
    buf_reset(header);
    http_header(response, header);
    if (buf_status(header) == STATUS_OK) {
        FCGX_PutStr(header->bytes, (int)header->length, request->out);
        if (!head && response->body.length > 0)
            FCGX_PutStr(response->body.bytes, (int)response->body.length, request->out);
    }
    FCGX_FFlush(request->out);
    int64_t took = clock_monotonic_us() - start;
    count_request(counters, response, &times, head ? 0 : response->body.length, took);
    log_request(request, response, &times, took);
    FCGX_Finish_r(request); /* after this the request's fields are gone */
    app_rest(app);
}

/* Waits until a request may be there; false when the worker is to stop. SIGTERM is let in only here, so that a request in hand is
 * finished and none is missed. */
static bool wait_for_request(int listener, const sigset_t *while_waiting)
{
    struct pollfd poll_listener = { .fd = listener, .events = POLLIN };
    return !stopping && (ppoll(&poll_listener, 1, NULL, while_waiting) >= 0 || errno == EINTR) && !stopping;
}

static int worker(pid_t parent, int listener, const struct app_options *options, const sigset_t *while_waiting)
{
    FCGX_Request request;
    struct buf header;
    struct app *app = app_new(options);
    unsigned limit_seconds = (unsigned)(options->deadline_ms / 1000 + GRACE_SECONDS);
    /* Where the parent dies the worker stops too, also where it died before this was asked for. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        return 1;
    handle(SIGALRM, SIG_DFL);
    handle(SIGCHLD, SIG_DFL);
    buf_init(&header, HEADER_MAX);
    if (app == NULL || FCGX_Init() != 0 || FCGX_InitRequest(&request, listener, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        log_line(LOG_ERROR, "a worker cannot start");
        return 1;
    }
    while (wait_for_request(listener, while_waiting)) {
        /* The listener does not block: where another worker was faster, accept fails and we wait on. The alarm also ends a wait for a
         * peer that connected and says nothing. */
        alarm(limit_seconds);
        if (FCGX_Accept_r(&request) == 0)
            answer_request(app, &request, options->counters, &header);
        else if (errno != EAGAIN && errno != EINTR)
            usleep(ACCEPT_PAUSE_US);
        alarm(0);
    }
    FCGX_Free(&request, 1);
    buf_free(&header);
    app_free(app);
    return 0;
}

/* ---- The parent ---- */

struct slot {
    pid_t pid;         /* 0: none runs */
    int64_t started;   /* on clock_monotonic_us */
    int64_t start_at;  /* when a new one may start */
    int64_t back_off;  /* ms; doubled with each early death */
};

/* Standard input, where who started the service put a socket that listens (FastCGI 1.0, 2.2). */
static enum status take_listener(int *out, struct err *err)
{
    int listens = 0;
    socklen_t size = sizeof listens;
    if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || !listens)
        return err_set(err, STATUS_BADREQ, "standard input is no listening socket: give --socket PATH");
    *out = STDIN_FILENO;
    return STATUS_OK;
}

static enum status open_listener(const struct server_options *options, int *out, struct err *err)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (options->socket == NULL)
        return take_listener(out, err);
    if (strlen(options->socket) >= sizeof address.sun_path)
        return err_set(err, STATUS_BADREQ, "the socket's path is longer than %zu bytes", sizeof address.sun_path - 1);
    memcpy(address.sun_path, options->socket, strlen(options->socket) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return err_set(err, STATUS_IO, "socket: %s", strerror(errno));
    /* A socket that somebody listens on is another service's; one that nobody answers on was left by a killed one. */
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) {
        close(fd);
        return err_set(err, STATUS_IO, "%s: another service listens there", options->socket);
    }
    close(fd);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct stat stat_socket;
    if (lstat(options->socket, &stat_socket) == 0 && S_ISSOCK(stat_socket.st_mode))
        unlink(options->socket);
    mode_t mask = umask(0777 & ~(mode_t)options->socket_mode);
    int bound = bind(fd, (struct sockaddr *)&address, sizeof address);
    umask(mask);
    if (bound < 0 || listen(fd, BACKLOG) < 0) {
        err_set(err, STATUS_IO, "%s: %s", options->socket, strerror(errno));
        close(fd);
        return STATUS_IO;
    }
    *out = fd;
    return STATUS_OK;
}

static void start_worker(struct slot *slots, unsigned at, int listener, const struct app_options *app,
                         const sigset_t *while_waiting)
{
    struct slot *slot = &slots[at];
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        free(slots); /* they are the parent's */
        process_end(worker(parent, listener, app, while_waiting));
    }
    slot->started = clock_monotonic_us();
    if (pid < 0) {
        log_line(LOG_ERROR, "fork: %s", strerror(errno));
        slot->start_at = slot->started + 1000000;
        return;
    }
    slot->pid = pid;
}

static void reap(struct slot *slots, unsigned count, struct counters *counters)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (unsigned i = 0; i < count; i++) {
            struct slot *slot = &slots[i];
            if (slot->pid != pid)
                continue;
            int64_t now = clock_monotonic_us();
            slot->pid = 0;
            if (stopping)
                break;
            if (now - slot->started >= LIVED_WELL_US)
                slot->back_off = 0;
            else
                slot->back_off = slot->back_off == 0 ? BACK_OFF_FIRST_MS : slot->back_off * 2;
            if (slot->back_off > BACK_OFF_LONGEST_MS)
                slot->back_off = BACK_OFF_LONGEST_MS;
            slot->start_at = now + slot->back_off * 1000;
            counters_worker_ended(counters);
            log_line(LOG_WARNING, "worker %d ended (%s %d), the next starts in %lld ms", (int)pid,
                     WIFSIGNALED(status) ? "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
                     (long long)slot->back_off);
        }
    }
}

/* Starts what may start; returns the milliseconds until the next may, -1 when none waits. */
static int64_t keep_running(struct slot *slots, unsigned count, int listener, const struct app_options *app,
                            const sigset_t *while_waiting)
{
    int64_t next = -1;
    int64_t now = clock_monotonic_us();
    for (unsigned i = 0; i < count; i++) {
        if (slots[i].pid == 0 && slots[i].start_at <= now)
            start_worker(slots, i, listener, app, while_waiting);
        if (slots[i].pid == 0) {
            int64_t wait = (slots[i].start_at - now) / 1000 + 1;
            next = next < 0 || wait < next ? wait : next;
        }
    }
    return next;
}

static bool any_running(const struct slot *slots, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (slots[i].pid != 0)
            return true;
    return false;
}

static void stop_workers(struct slot *slots, unsigned count, const struct app_options *app, const sigset_t *while_waiting)
{
    int64_t last = clock_monotonic_us() + ((int64_t)app->deadline_ms + GRACE_SECONDS * 1000) * 1000;
    for (unsigned i = 0; i < count; i++)
        if (slots[i].pid != 0)
            kill(slots[i].pid, SIGTERM);
    while (reap(slots, count, app->counters), any_running(slots, count) && clock_monotonic_us() < last) {
        struct timespec pause = { .tv_nsec = 200000000 };
        ppoll(NULL, 0, &pause, while_waiting);
    }
    for (unsigned i = 0; i < count; i++)
        if (slots[i].pid != 0)
            kill(slots[i].pid, SIGKILL);
}

enum status server_run(const struct server_options *options, const struct app_options *app, struct err *err)
{
    int listener = -1;
    sigset_t blocked, while_waiting;
    enum status status = open_listener(options, &listener, err);
    if (status != STATUS_OK)
        return status;
    struct slot *slots = calloc(options->workers, sizeof *slots);
    if (slots == NULL)
        err_set(err, STATUS_NOMEM, "out of memory");
    else if (fcntl(listener, F_SETFL, O_NONBLOCK) < 0)
        err_set(err, STATUS_IO, "the socket: %s", strerror(errno));
    if (err->status != STATUS_OK) {
        free(slots);
        close(listener);
        return err->status;
    }
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_BLOCK, &blocked, &while_waiting);
    sigdelset(&while_waiting, SIGTERM);
    sigdelset(&while_waiting, SIGINT);
    sigdelset(&while_waiting, SIGCHLD);
    handle(SIGTERM, stop);
    handle(SIGINT, stop);
    handle(SIGCHLD, nothing);
    handle(SIGPIPE, SIG_IGN);

    log_line(LOG_INFO, "serving %s with %u workers on %s", app->db, options->workers,
             options->socket != NULL ? options->socket : "the socket it was given");
    while (!stopping) {
        int64_t wait = keep_running(slots, options->workers, listener, app, &while_waiting);
        struct timespec timeout = { .tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000 };
        ppoll(NULL, 0, wait < 0 ? NULL : &timeout, &while_waiting);
        reap(slots, options->workers, app->counters);
    }
    stop_workers(slots, options->workers, app, &while_waiting);
    if (options->socket != NULL)
        unlink(options->socket);
    close(listener);
    free(slots);
    log_line(LOG_INFO, "stopped");
    return STATUS_OK;
}
