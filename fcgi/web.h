/* What all pages are made with, constant in a process: the templates and static files that the program carries (web/),
 * and what whoever runs the service says of it. */
#ifndef VK_FCGI_WEB_H
#define VK_FCGI_WEB_H

#include "base/assets.h"
#include "fcgi/template.h"

struct web_options { /* each may be NULL: not told; borrowed */
    const char *owner;      /* whose service it is: "Kymenlaakson hyvinvointialue" */
    const char *feedback;   /* where readers write to: "saavutettavuus@example.fi" or "https://..." */
    const char *address;    /* where readers reach the service: "https://example.fi"; NULL: where they asked for it */
    const char *supervisor; /* who supervises accessibility; NULL: by Finnish law of today */
};

struct web;

/* STATUS_BUG, with the template and line, where one is broken or something that the program should carry is not there;
 * STATUS_BADREQ where an option cannot be.
 * Release with web_free. */
enum status web_load(const struct web_options *options, struct web **out, struct err *err) MUST_USE;
void web_free(struct web *web);

const struct templates *web_templates(const struct web *web);
const struct web_options *web_options(const struct web *web);
/* A digest of the options: the entity tag of a page that is not that of its bytes holds it. */
const char *web_tag(const struct web *web);
/* "mailto:..." or the address itself; NULL where no feedback is wanted. */
const char *web_feedback_link(const struct web *web);

/* The files that pages fetch. Each name holds a digest of the file, so that an answer may be kept for ever. */
enum web_static { WEB_STYLE, WEB_SCRIPT, WEB_ICON, WEB_STATIC_COUNT };
const char *web_static_address(const struct web *web, enum web_static file); /* "/static/style.3f2a9c01.css" */
const struct asset *web_static_asset(const struct web *web, enum web_static file);
const char *web_static_type(enum web_static file); /* its Content-Type */
/* Which one an address' last piece names; WEB_STATIC_COUNT: none. */
enum web_static web_static_of(const struct web *web, const char *name);

#endif
