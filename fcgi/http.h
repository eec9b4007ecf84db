/* HTTP as the service speaks it: requests taken apart, responses put together. Knows nothing of FastCGI or plans. */
#ifndef VK_FCGI_HTTP_H
#define VK_FCGI_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/text.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_OTHER };

#define HTTP_PARAMETERS_MAX 16

struct http_parameter {
    const char *name;  /* percent-decoded, NUL-terminated, without NUL inside */
    const char *value; /* likewise, "+" made a space */
};

struct http_request {
    enum http_method method;
    const char *target; /* as it came: path and query, for the log */
    const char *path;   /* percent-decoded */
    const char *ill_encoded; /* of STATUS_BADREQ: the parameter's name as it came; NULL: the path is */
    struct http_parameter parameters[HTTP_PARAMETERS_MAX];
    size_t parameter_count;
    const char *if_none_match; /* NULL: none */
    const char *origin; /* where the reader believes the service to be: "https://example.fi:8443"; NULL: not told, or no host */
    bool wants_json;           /* the Accept field prefers JSON to HTML, or the address is below /api/ */
};

/* The fields that a request is made of, as the server gives them; each may be NULL. `https`: not empty where the reader's connection is
 * encrypted. `local`, where it is there, is the web server's word that
 * the request came from this machine: no field of a reader's can give it. */
struct http_fields {
    const char *method, *target, *accept, *if_none_match, *host, *https, *local;
};

/* True for "http://" or "https://" with a host behind it and nothing else: a name or an address with or without a port (RFC 3986, 3.2.2 and
 * 3.2.3, of names what is in use). A reader's Host field may hold anything. */
bool http_is_origin(const char *text);

/* Takes a request apart into the arena. STATUS_BADREQ for an ill-encoded path or query, a NUL in it, or a parameter without a name;
 * STATUS_LIMIT for an address longer than LIMIT_PATH or LIMIT_QUERY or with more than HTTP_PARAMETERS_MAX parameters. `method` and
 * `wants_json` are always set, so that the answer can be told. */
enum status http_parse(struct arena *arena, const struct http_fields *fields, struct http_request *out, struct err *err) MUST_USE;

/* True where the Accept field gives JSON (application/json, application/problem+json) a greater weight than HTML (RFC 9110, 12.5.1). */
bool http_prefers_json(const char *accept);

/* True where an If-None-Match field names the entity tag or is "*" (RFC 9110, 13.1.2: weak comparison). */
bool http_etag_matches(const char *if_none_match, const char *etag);

struct http_response {
    int status;
    const char *content_type;  /* NULL: none */
    const char *etag;          /* NULL: none */
    const char *cache_control; /* NULL: none */
    const char *file_name;     /* NULL: none; ASCII: Content-Disposition: inline */
    bool attachment;           /* the file is to be kept, not shown: Content-Disposition: attachment */
    bool cross_origin;         /* pages of other sites may read it: Access-Control-Allow-Origin: * */
    const char *language;      /* Content-Language; NULL: none */
    int64_t modified;          /* seconds since 1970; 0: not told */
    int retry_after;           /* seconds; 0: not told */
    bool allow;                /* tell the methods that are allowed */
    struct buf body;
};

/* The words of a status code: "Not Found". */
const char *http_reason(int status);

/* The header fields in the CGI form (RFC 3875, 6.2: "Status: 200 OK"), the empty line included. */
void http_header(const struct http_response *response, struct buf *out);

#endif
