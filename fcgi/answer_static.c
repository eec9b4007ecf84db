/* The files that pages fetch, where no web server gives them. */
#include "fcgi/answer.h"

#include <string.h>

/* Its name holds a digest of what it is: another file has another name. */
#define FOR_EVER "public, max-age=31536000, immutable"
#define ONE_DAY "public, max-age=86400"

static enum status give(struct answer *answer, enum web_static file, const char *keep)
{
    struct http_response *response = answer->response;
    const struct asset *asset = web_static_asset(answer->web, file);
    response->content_type = web_static_type(file);
    buf_add(&response->body, asset->bytes, asset->length);
    enum status status = answer_tag_body(answer);
    response->cache_control = keep;
    return status;
}

enum status answer_static(struct answer *answer)
{
    enum web_static file = web_static_of(answer->web, answer->route.id);
    return file == WEB_STATIC_COUNT ? STATUS_NOTFOUND : give(answer, file, FOR_EVER);
}

/* What browsers ask for without being told to. */
enum status answer_icon(struct answer *answer)
{
    return give(answer, WEB_ICON, ONE_DAY);
}
