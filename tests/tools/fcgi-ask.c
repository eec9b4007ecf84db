/* fcgi-ask --socket PATH [-n N] [--bodies] ADDRESS...: asks a FastCGI service for the addresses in turn, one connection a request, N times in
 * all; without -n until SIGTERM. Each answer must be whole: ended by the service, its body as long as its Content-Length tells, a PDF with its
 * beginning and its end. Prints how many answers had which status, and with --bodies a line for each different body of an address: how often,
 * status, digest, address. Status 1 where an answer was not whole or there was none. */
#include "base/buf.h"
#include "base/hash.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/* FastCGI specification, sections 3.3 and 8 */
enum { FCGI_BEGIN_REQUEST = 1, FCGI_END_REQUEST = 3, FCGI_PARAMS = 4, FCGI_STDIN = 5, FCGI_STDOUT = 6, FCGI_STDERR = 7 };
#define HEADER 8
#define RESPONDER 1
#define ANSWER_SECONDS 30
#define BODIES_MAX 256

struct body {
    const char *address;
    int status;
    char digest[HASH_HEX];
    size_t count;
};

struct asker {
    const char *socket;
    struct buf out, answer;
    bool bodies;
    struct body seen[BODIES_MAX];
    size_t seen_count;
    size_t by_status[600];
    size_t asked, wrong;
};

static volatile sig_atomic_t stopping;

static void stop(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

static void add_record(struct buf *out, int type, const void *content, size_t length)
{
    const unsigned char header[HEADER] = { 1, (unsigned char)type, 0, 1, (unsigned char)(length >> 8), (unsigned char)length, 0, 0 };
    buf_add(out, (const char *)header, HEADER);
    buf_add(out, content, length);
}

static void add_length(struct buf *out, size_t length)
{
    const unsigned char bytes[4] = { (unsigned char)(0x80 | length >> 24), (unsigned char)(length >> 16), (unsigned char)(length >> 8),
                                     (unsigned char)length };
    buf_add(out, (const char *)bytes, 4);
}

static void add_parameter(struct buf *out, const char *name, const char *value)
{
    add_length(out, strlen(name));
    add_length(out, strlen(value));
    buf_text(out, name);
    buf_text(out, value);
}

static bool send_request(struct asker *asker, int fd, const char *address)
{
    static const char begin[8] = { 0, RESPONDER };
    struct buf parameters;
    buf_init(&parameters, 64 * KIB - 1);
    add_parameter(&parameters, "REQUEST_METHOD", "GET");
    add_parameter(&parameters, "REQUEST_URI", address);
    buf_reset(&asker->out);
    add_record(&asker->out, FCGI_BEGIN_REQUEST, begin, sizeof begin);
    add_record(&asker->out, FCGI_PARAMS, parameters.bytes, parameters.length);
    add_record(&asker->out, FCGI_PARAMS, "", 0);
    add_record(&asker->out, FCGI_STDIN, "", 0);
    buf_free(&parameters);
    if (buf_status(&asker->out) != STATUS_OK)
        return false;
    for (size_t sent = 0; sent < asker->out.length;) {
        ssize_t more = send(fd, asker->out.bytes + sent, asker->out.length - sent, MSG_NOSIGNAL);
        if (more <= 0)
            return false;
        sent += (size_t)more;
    }
    return true;
}

static bool receive(int fd, void *bytes, size_t length)
{
    for (size_t got = 0; got < length;) {
        ssize_t more = recv(fd, (char *)bytes + got, length - got, 0);
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            return false;
        got += (size_t)more;
    }
    return true;
}

/* The whole standard output of the request; false where the service does not end it. */
static bool receive_answer(struct asker *asker, int fd)
{
    static char content[64 * 1024 + 256];
    buf_reset(&asker->answer);
    for (;;) {
        unsigned char header[HEADER];
        if (!receive(fd, header, HEADER))
            return false;
        size_t length = (size_t)header[4] << 8 | header[5];
        if (!receive(fd, content, length + header[6]))
            return false;
        if (header[1] == FCGI_STDOUT)
            buf_add(&asker->answer, content, length);
        if (header[1] == FCGI_END_REQUEST)
            return buf_status(&asker->answer) == STATUS_OK;
    }
}

static bool exchange(struct asker *asker, const char *address)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    struct timeval patience = { .tv_sec = ANSWER_SECONDS };
    snprintf(name.sun_path, sizeof name.sun_path, "%s", asker->socket);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool done = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0 &&
                connect(fd, (struct sockaddr *)&name, sizeof name) == 0 && send_request(asker, fd, address) && receive_answer(asker, fd);
    if (fd >= 0)
        close(fd);
    return done;
}

static const char *field(const struct buf *answer, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = answer->bytes; *line != '\r' && *line != '\0';) {
        if (strncasecmp(line, name, length) == 0)
            return line + length;
        line = strstr(line, "\r\n");
        if (line == NULL)
            break;
        line += 2;
    }
    return NULL;
}

static void count_body(struct asker *asker, const char *address, int status, const char *bytes, size_t length)
{
    char digest[HASH_HEX];
    hash_hex(bytes, length, digest);
    for (size_t i = 0; i < asker->seen_count; i++) {
        struct body *body = &asker->seen[i];
        if (body->address == address && body->status == status && strcmp(body->digest, digest) == 0) {
            body->count++;
            return;
        }
    }
    if (asker->seen_count == BODIES_MAX)
        return;
    struct body *body = &asker->seen[asker->seen_count++];
    *body = (struct body){ .address = address, .status = status, .count = 1 };
    memcpy(body->digest, digest, sizeof digest);
}

static const char *fault_of(struct asker *asker, const char *address)
{
    if (!exchange(asker, address))
        return "no whole answer";
    const char *end = asker->answer.length > 0 ? strstr(asker->answer.bytes, "\r\n\r\n") : NULL;
    const char *status = end != NULL ? field(&asker->answer, "Status: ") : NULL;
    const char *length = end != NULL ? field(&asker->answer, "Content-Length: ") : NULL;
    const char *type = end != NULL ? field(&asker->answer, "Content-Type: ") : NULL;
    int code = status != NULL ? atoi(status) : 0;
    if (length == NULL || type == NULL || code < 200 || code > 599)
        return "an answer without status, length or type";
    const char *body = end + 4;
    size_t bytes = asker->answer.length - (size_t)(body - asker->answer.bytes);
    asker->by_status[code]++;
    if (bytes != strtoull(length, NULL, 10))
        return "a body of another length";
    if (strncmp(type, "application/pdf", 15) == 0 &&
        (bytes < 100 || memcmp(body, "%PDF-", 5) != 0 || memmem(body + bytes - 16, 16, "%%EOF", 5) == NULL))
        return "a PDF without beginning or end";
    if (asker->bodies)
        count_body(asker, address, code, body, bytes);
    return NULL;
}

static int report(const struct asker *asker)
{
    printf("%zu asked, %zu not whole", asker->asked, asker->wrong);
    for (size_t code = 0; code < 600; code++)
        if (asker->by_status[code] > 0)
            printf(", %zu x %zu", code, asker->by_status[code]);
    printf("\n");
    for (size_t i = 0; i < asker->seen_count; i++)
        printf("%zu %d %s %s\n", asker->seen[i].count, asker->seen[i].status, asker->seen[i].digest, asker->seen[i].address);
    return asker->wrong > 0 || asker->asked == 0;
}

int main(int argc, char **argv)
{
    static const struct option known[] = { { "socket", required_argument, NULL, 's' }, { "bodies", no_argument, NULL, 'b' },
                                           { NULL, 0, NULL, 0 } };
    static struct asker asker;
    size_t wanted = SIZE_MAX;
    int found;
    while ((found = getopt_long(argc, argv, "n:", known, NULL)) != -1) {
        if (found == 's')
            asker.socket = optarg;
        else if (found == 'b')
            asker.bodies = true;
        else if (found == 'n')
            wanted = (size_t)strtoull(optarg, NULL, 10);
        else
            return 2;
    }
    if (asker.socket == NULL || optind == argc) {
        fprintf(stderr, "usage: fcgi-ask --socket PATH [-n N] [--bodies] ADDRESS...\n");
        return 2;
    }
    struct sigaction action = { .sa_handler = stop };
    sigaction(SIGTERM, &action, NULL);
    buf_init(&asker.out, 256 * KIB);
    buf_init(&asker.answer, LIMIT_PDF + 64 * KIB);
    while (!stopping && asker.asked < wanted) {
        const char *address = argv[(size_t)optind + asker.asked % (size_t)(argc - optind)];
        const char *fault = fault_of(&asker, address);
        asker.asked++;
        if (fault != NULL) {
            asker.wrong++;
            fprintf(stderr, "%s: %s\n", address, fault);
        }
    }
    buf_free(&asker.out);
    buf_free(&asker.answer);
    return report(&asker);
}
