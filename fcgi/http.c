#include "fcgi/http.h"

#include "base/percent.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static enum status parse_query(struct arena *arena, const char *query, struct http_request *out, struct err *err)
{
    while (*query != '\0') {
        size_t length = strcspn(query, "&");
        const char *equals = memchr(query, '=', length);
        size_t name_length = equals != NULL ? (size_t)(equals - query) : length;
        if (length > 0) {
            if (out->parameter_count == HTTP_PARAMETERS_MAX)
                return err_set(err, STATUS_LIMIT, "more than %d parameters", HTTP_PARAMETERS_MAX);
            struct http_parameter *parameter = &out->parameters[out->parameter_count];
            parameter->name = percent_decode(arena, query, name_length, true);
            parameter->value = equals == NULL ? "" : percent_decode(arena, equals + 1, length - name_length - 1, true);
            if (arena_failed(arena))
                return err_set(err, STATUS_NOMEM, "out of memory");
            if (parameter->name == NULL || parameter->value == NULL || parameter->name[0] == '\0') {
                out->ill_encoded = arena_text(arena, query, name_length > 0 ? name_length : length);
                return out->ill_encoded == NULL ? err_set(err, STATUS_NOMEM, "out of memory")
                                                : err_set(err, STATUS_BADREQ, "a parameter is not well encoded");
            }
            out->parameter_count++;
        }
        query += length;
        if (*query == '&')
            query++;
    }
    return STATUS_OK;
}

#define HOST_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."
#define HOST_MAX     253 /* RFC 1035, 2.3.4 */

bool http_is_origin(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    const char *host = text + scheme;
    size_t length = strspn(host, HOST_LETTERS);
    if (host[0] == '[') {
        length = 1 + strspn(host + 1, "0123456789abcdefABCDEF:.");
        if (length < 4 || host[length++] != ']')
            return false;
    }
    if (scheme == 0 || length == 0 || length > HOST_MAX)
        return false;
    if (host[length] == ':') {
        size_t digits = strspn(host + length + 1, "0123456789");
        if (digits == 0 || digits > 5)
            return false;
        length += 1 + digits;
    }
    return host[length] == '\0';
}

/* NULL where the host is none, or memory is out. */
static const char *origin_of(struct arena *arena, const struct http_fields *fields)
{
    bool encrypted = fields->https != NULL && fields->https[0] != '\0';
    if (fields->host == NULL || strlen(fields->host) > HOST_MAX + sizeof ":65535")
        return NULL;
    const char *origin = arena_printf(arena, "%s://%s", encrypted ? "https" : "http", fields->host);
    return origin != NULL && http_is_origin(origin) ? origin : NULL;
}

enum status http_parse(struct arena *arena, const struct http_fields *fields, struct http_request *out, struct err *err)
{
    const char *method = fields->method != NULL ? fields->method : "";
    const char *target = fields->target != NULL ? fields->target : "/";
    *out = (struct http_request){ .target = target, .path = "/", .if_none_match = fields->if_none_match };
    out->method = strcmp(method, "GET") == 0 ? HTTP_GET : strcmp(method, "HEAD") == 0 ? HTTP_HEAD : HTTP_OTHER;
    out->origin = origin_of(arena, fields);
    out->wants_json = strncmp(target, "/api/", 5) == 0 || (fields->accept != NULL && http_prefers_json(fields->accept));

    size_t path_length = strcspn(target, "?#");
    const char *query = target[path_length] == '?' ? target + path_length + 1 : "";
    if (path_length > LIMIT_PATH)
        return err_set(err, STATUS_LIMIT, "the address is longer than %d bytes", LIMIT_PATH);
    char *path = percent_decode(arena, target, path_length, false);
    if (path == NULL && arena_failed(arena))
        return err_set(err, STATUS_NOMEM, "out of memory");
    if (path == NULL)
        return err_set(err, STATUS_BADREQ, "the address is not well encoded");
    out->path = path;
    if (strlen(query) > LIMIT_QUERY)
        return err_set(err, STATUS_LIMIT, "the address's query is longer than %d bytes", LIMIT_QUERY);
    return parse_query(arena, query, out, err);
}

/* The weight of one element of an Accept field, in thousandths; 1000 where none is given. */
static int accept_weight(const char *element, size_t length)
{
    for (size_t at = 0; at + 3 <= length; at++) {
        if (element[at] != ';')
            continue;
        size_t key = at + 1;
        while (key < length && (element[key] == ' ' || element[key] == '\t'))
            key++;
        if (key + 2 > length || (element[key] != 'q' && element[key] != 'Q') || element[key + 1] != '=')
            continue;
        int weight = 0;
        int unit = 1000;
        for (size_t digit = key + 2; digit < length && unit > 0; digit++) {
            if (element[digit] == '.')
                continue;
            if (element[digit] < '0' || element[digit] > '9')
                break;
            weight += (element[digit] - '0') * unit;
            unit /= 10;
        }
        return weight > 1000 ? 1000 : weight;
    }
    return 1000;
}

bool http_prefers_json(const char *accept)
{
    int json = 0;
    int html = 0;
    while (*accept != '\0') {
        size_t length = strcspn(accept, ",");
        size_t start = strspn(accept, " \t");
        if (start < length) {
            const char *element = accept + start;
            size_t type = strcspn(element, " \t;,");
            int weight = accept_weight(element, length - start);
            if ((type == 16 && strncasecmp(element, "application/json", type) == 0) ||
                (type == 24 && strncasecmp(element, "application/problem+json", type) == 0))
                json = weight > json ? weight : json;
            else if ((type == 9 && strncasecmp(element, "text/html", type) == 0) ||
                     (type == 6 && strncasecmp(element, "text/*", type) == 0))
                html = weight > html ? weight : html;
        }
        accept += length;
        if (*accept == ',')
            accept++;
    }
    return json > html;
}

bool http_etag_matches(const char *if_none_match, const char *etag)
{
    size_t etag_length = strlen(etag);
    const char *at = if_none_match + strspn(if_none_match, " \t");
    if (*at == '*')
        return true;
    while (*at != '\0') {
        at += strspn(at, " \t,");
        if (at[0] == 'W' && at[1] == '/')
            at += 2;
        if (*at != '"')
            return false;
        const char *end = strchr(at + 1, '"');
        if (end == NULL)
            return false;
        if ((size_t)(end + 1 - at) == etag_length && memcmp(at, etag, etag_length) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

const char *http_reason(int status)
{
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        { 200, "OK" },          { 304, "Not Modified" },          { 400, "Bad Request" },
        { 404, "Not Found" },   { 405, "Method Not Allowed" },    { 414, "URI Too Long" },
        { 500, "Internal Server Error" }, { 503, "Service Unavailable" },
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Unknown";
}

/* A field of `seconds` since 1970 as an IMF-fixdate (RFC 9110, 5.6.7), whatever the locale; none of what such a date
 * cannot tell, as a damaged database may have it. */
static void put_date(struct buf *out, const char *name, int64_t seconds)
{
    static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    struct tm utc;
    time_t time = (time_t)seconds;
    if (gmtime_r(&time, &utc) == NULL || utc.tm_year + 1900LL < 0 || utc.tm_year + 1900LL > 9999)
        return;
    buf_printf(out, "%s: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", name, days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
               utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

void http_header(const struct http_response *response, struct buf *out)
{
    buf_printf(out, "Status: %d %s\r\n", response->status, http_reason(response->status));
    if (response->content_type != NULL)
        buf_printf(out, "Content-Type: %s\r\n", response->content_type);
    if (response->status != 304)
        buf_printf(out, "Content-Length: %zu\r\n", response->body.length);
    if (response->etag != NULL)
        buf_printf(out, "ETag: %s\r\n", response->etag);
    if (response->modified != 0)
        put_date(out, "Last-Modified", response->modified);
    if (response->cache_control != NULL)
        buf_printf(out, "Cache-Control: %s\r\n", response->cache_control);
    if (response->file_name != NULL)
        buf_printf(out, "Content-Disposition: %s; filename=\"%s\"\r\n", response->attachment ? "attachment" : "inline",
                   response->file_name);
    if (response->cross_origin)
        buf_text(out, "Access-Control-Allow-Origin: *\r\n");
    if (response->language != NULL)
        buf_printf(out, "Content-Language: %s\r\n", response->language);
    if (response->retry_after > 0)
        buf_printf(out, "Retry-After: %d\r\n", response->retry_after);
    if (response->allow)
        buf_text(out, "Allow: GET, HEAD\r\n");
    buf_text(out, "\r\n");
}
