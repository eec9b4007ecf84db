/* XML 1.0 with namespaces: small trees read, text written. The one user of expat.
 *
 * What is read may come from anybody: a document type is refused, so that there are no entities but XML's own five and
 * nothing is fetched; so are elements deeper than LIMIT_XML_DEPTH. The text is UTF-8 (UTF-16 where it begins with its
 * mark), whatever it says of its encoding. */
#ifndef VK_TEXT_XML_H
#define VK_TEXT_XML_H

#include "base/arena.h"
#include "base/buf.h"

struct xml_attribute {
    const char *space; /* the namespace's address; "": none */
    const char *name;
    const char *value;
};

struct xml { /* an element */
    const char *space;
    const char *name;
    const char *text; /* what stands in it directly, its children left out; "" where nothing does */
    const struct xml_attribute *attributes;
    size_t attribute_count;
    const struct xml *first; /* child; NULL: none */
    const struct xml *next;  /* sibling */
};

/* Reads a document of at most LIMIT_XMP bytes into the arena: its root. STATUS_DATA where it is not well-formed or
 * refused, STATUS_LIMIT, STATUS_NOMEM; the words in `err`, and `out` NULL. */
enum status xml_read(struct arena *arena, const char *bytes, size_t length, const struct xml **out,
                     struct err *err) MUST_USE;

/* The first child of that name; NULL: none. */
const struct xml *xml_child(const struct xml *parent, const char *space, const char *name);
/* The value of an attribute; NULL: none. */
const char *xml_attribute(const struct xml *element, const char *space, const char *name);

/* Writes a text as the content of an element; what XML cannot hold, and malformed UTF-8, becomes U+FFFD. */
void xml_put(struct buf *out, const char *bytes, size_t length);

/* For tests: of the allocations that expat makes the one after `count` more fails; a negative number takes the order
 * back. */
void xml_fail_after(long count);

#endif
