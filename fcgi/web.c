#include "fcgi/web.h"

#include "base/hash.h"
#include "base/limits.h"
#include "fcgi/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEMPLATES_MAX 64
#define NAME_MAX_BYTES 64

static const struct {
    const char *start, *end; /* of the name in the program, the digest between them */
    const char *type;
} statics[WEB_STATIC_COUNT] = {
    [WEB_STYLE] = { "static/style.", ".css", "text/css; charset=utf-8" },
    [WEB_SCRIPT] = { "static/page.", ".js", "text/javascript; charset=utf-8" },
    [WEB_ICON] = { "static/favicon.", ".svg", "image/svg+xml" },
};

struct web {
    struct web_options options;
    struct templates *templates;
    const struct asset *statics[WEB_STATIC_COUNT];
    char addresses[WEB_STATIC_COUNT][NAME_MAX_BYTES];
    char names[TEMPLATES_MAX][NAME_MAX_BYTES];
    char *feedback_link; /* NULL: none */
    char tag[HASH_HEX];
};

static enum status compile_templates(struct web *web, struct err *err)
{
    struct template_source sources[TEMPLATES_MAX];
    const struct asset *asset = NULL;
    size_t count = 0;
    while ((asset = asset_like("web/", ".html", asset)) != NULL) {
        size_t length = strlen(asset->name) - strlen("web/") - strlen(".html");
        if (count == TEMPLATES_MAX || length >= NAME_MAX_BYTES)
            return err_set(err, STATUS_BUG, "%s: too many templates, or too long a name", asset->name);
        memcpy(web->names[count], asset->name + strlen("web/"), length);
        sources[count] = (struct template_source){ web->names[count], (const char *)asset->bytes, asset->length };
        count++;
    }
    return templates_compile(sources, count, &web->templates, err);
}

static enum status find_statics(struct web *web, struct err *err)
{
    for (int i = 0; i < WEB_STATIC_COUNT; i++) {
        const struct asset *asset = asset_like(statics[i].start, statics[i].end, NULL);
        if (asset == NULL || strlen(asset->name) + 2 > NAME_MAX_BYTES)
            return err_set(err, STATUS_BUG, "%s*%s is not in the program", statics[i].start, statics[i].end);
        snprintf(web->addresses[i], sizeof web->addresses[i], "/%s", asset->name);
        web->statics[i] = asset;
    }
    return STATUS_OK;
}

/* A mailbox becomes a link to it. */
static enum status read_feedback(struct web *web, struct err *err)
{
    const char *feedback = web->options.feedback;
    if (feedback == NULL)
        return STATUS_OK;
    bool address = strncmp(feedback, "https://", 8) == 0 || strncmp(feedback, "http://", 7) == 0;
    if (!address && strchr(feedback, '@') == NULL)
        return err_set(err, STATUS_BADREQ, "feedback is neither a mailbox nor an address: %s", feedback);
    if (asprintf(&web->feedback_link, "%s%s", address ? "" : "mailto:", feedback) < 0) {
        web->feedback_link = NULL;
        return err_set(err, STATUS_NOMEM, "out of memory");
    }
    return STATUS_OK;
}

static enum status check_address(const struct web *web, struct err *err)
{
    const char *address = web->options.address;
    if (address == NULL || http_is_origin(address))
        return STATUS_OK;
    return err_set(err, STATUS_BADREQ, "the address is not https://HOST alone: %s", address);
}

static enum status make_tag(struct web *web, struct err *err)
{
    const char *const told[] = { web->options.owner, web->options.feedback, web->options.supervisor };
    struct buf buf;
    buf_init(&buf, MIB);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        buf_printf(&buf, "%s\n", told[i] == NULL ? "" : told[i]);
    enum status status = buf_tell(&buf, err);
    if (status == STATUS_OK)
        hash_hex(buf.bytes, buf.length, web->tag);
    buf_free(&buf);
    return status;
}

enum status web_load(const struct web_options *options, struct web **out, struct err *err)
{
    struct web *web = calloc(1, sizeof *web);
    enum status status;
    *out = NULL;
    if (web == NULL)
        return err_set(err, STATUS_NOMEM, "out of memory");
    web->options = *options;
    status = compile_templates(web, err);
    if (status == STATUS_OK)
        status = find_statics(web, err);
    if (status == STATUS_OK)
        status = read_feedback(web, err);
    if (status == STATUS_OK)
        status = check_address(web, err);
    if (status == STATUS_OK)
        status = make_tag(web, err);
    if (status == STATUS_OK)
        *out = web;
    else
        web_free(web);
    return status;
}

void web_free(struct web *web)
{
    if (web == NULL)
        return;
    templates_free(web->templates);
    free(web->feedback_link);
    free(web);
}

const struct templates *web_templates(const struct web *web)
{
    return web->templates;
}

const struct web_options *web_options(const struct web *web)
{
    return &web->options;
}

const char *web_tag(const struct web *web)
{
    return web->tag;
}

const char *web_feedback_link(const struct web *web)
{
    return web->feedback_link;
}

const char *web_static_address(const struct web *web, enum web_static file)
{
    return web->addresses[file];
}

const struct asset *web_static_asset(const struct web *web, enum web_static file)
{
    return web->statics[file];
}

const char *web_static_type(enum web_static file)
{
    return statics[file].type;
}

enum web_static web_static_of(const struct web *web, const char *name)
{
    int i = 0;
    while (i < WEB_STATIC_COUNT && strcmp(web->addresses[i] + strlen("/static/"), name) != 0)
        i++;
    return (enum web_static)i;
}
