#include "text/xml.h"

#include "base/limits.h"
#include "text/utf8.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

/* Between a namespace and a name as expat gives them; it refuses a namespace that holds it. */
#define SEPARATOR ' '

/* ---- Memory: only a test makes it fail ---- */

static _Thread_local long fail_after = -1;

static bool refused(void)
{
    return fail_after >= 0 && fail_after-- == 0;
}

static void *allocate(size_t size)
{
    return refused() ? NULL : malloc(size);
}

static void *reallocate(void *place, size_t size)
{
    return refused() ? NULL : realloc(place, size);
}

void xml_fail_after(long count)
{
    fail_after = count;
}

/* ---- Reading ---- */

/* An element that is being read. */
struct node {
    struct xml xml;
    struct node *parent, *last; /* child */
    char *text;
    size_t length, capacity;
};

struct reading {
    struct arena *arena;
    XML_Parser parser;
    struct node *root, *open;
    unsigned depth;
    enum status status;
    struct err *err;
};

static void stop(struct reading *reading, enum status status, const char *why)
{
    if (reading->status != STATUS_OK)
        return;
    reading->status = err_set(reading->err, status, "%s", why);
    XML_StopParser(reading->parser, XML_FALSE);
}

/* "urn:a b" is b of the namespace urn:a. */
static void split_name(struct reading *reading, const char *whole, const char **space, const char **name)
{
    const char *end = strrchr(whole, SEPARATOR);
    *space = end == NULL ? "" : arena_text(reading->arena, whole, (size_t)(end - whole));
    const char *local = end == NULL ? whole : end + 1;
    *name = arena_text(reading->arena, local, strlen(local));
}

static void read_attributes(struct reading *reading, struct node *node, const XML_Char **pairs)
{
    size_t count = 0;
    while (pairs[2 * count] != NULL)
        count++;
    struct xml_attribute *attributes = arena_array(reading->arena, count, sizeof *attributes);
    if (attributes == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        split_name(reading, pairs[2 * i], &attributes[i].space, &attributes[i].name);
        attributes[i].value = arena_text(reading->arena, pairs[2 * i + 1], strlen(pairs[2 * i + 1]));
    }
    node->xml.attributes = attributes;
    node->xml.attribute_count = count;
}

static void hang(struct reading *reading, struct node *node)
{
    struct node *parent = node->parent = reading->open;
    if (parent == NULL)
        reading->root = node;
    else if (parent->last == NULL)
        parent->xml.first = &node->xml;
    else
        parent->last->xml.next = &node->xml;
    if (parent != NULL)
        parent->last = node;
    reading->open = node;
}

static void XMLCALL start_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reading *reading = context;
    if (reading->status != STATUS_OK)
        return;
    if (reading->depth++ == LIMIT_XML_DEPTH) {
        stop(reading, STATUS_LIMIT, "the XML's elements are nested too deep");
        return;
    }
    struct node *node = arena_alloc(reading->arena, sizeof *node);
    if (node != NULL) {
        split_name(reading, name, &node->xml.space, &node->xml.name);
        read_attributes(reading, node, attributes);
        node->xml.text = "";
        hang(reading, node);
    }
    if (arena_failed(reading->arena))
        stop(reading, STATUS_NOMEM, "no memory for the XML");
}

static void XMLCALL end_element(void *context, const XML_Char *name)
{
    struct reading *reading = context;
    (void)name;
    if (reading->status != STATUS_OK)
        return;
    reading->depth--;
    reading->open = reading->open->parent;
}

/* A text comes in pieces of any length. A NUL is kept behind it. */
static void XMLCALL read_text(void *context, const XML_Char *bytes, int length)
{
    struct reading *reading = context;
    struct node *node = reading->open;
    if (reading->status != STATUS_OK)
        return;
    for (int i = 0; i <= length; i++) {
        if (!arena_grow(reading->arena, &node->text, node->length, &node->capacity, 1)) {
            stop(reading, STATUS_NOMEM, "no memory for the XML");
            return;
        }
        if (i < length)
            node->text[node->length++] = bytes[i];
    }
    node->text[node->length] = '\0';
    node->xml.text = node->text;
}

static void XMLCALL refuse_type(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                int subset)
{
    (void)name, (void)system, (void)public, (void)subset;
    stop(context, STATUS_DATA, "the XML has a document type, which is not read");
}

enum status xml_read(struct arena *arena, const char *bytes, size_t length, const struct xml **out, struct err *err)
{
    static const XML_Memory_Handling_Suite memory = { allocate, reallocate, free };
    static const XML_Char separator[] = { SEPARATOR, '\0' };
    struct reading reading = { .arena = arena, .err = err };
    *out = NULL;
    if (length > LIMIT_XMP)
        return err_set(err, STATUS_LIMIT, "the XML is longer than %zu bytes", LIMIT_XMP);
    reading.parser = XML_ParserCreate_MM("UTF-8", &memory, separator);
    if (reading.parser == NULL)
        return err_set(err, STATUS_NOMEM, "no memory for the XML");
    XML_SetUserData(reading.parser, &reading);
    XML_SetElementHandler(reading.parser, start_element, end_element);
    XML_SetCharacterDataHandler(reading.parser, read_text);
    XML_SetStartDoctypeDeclHandler(reading.parser, refuse_type);
    if (XML_Parse(reading.parser, bytes, (int)length, XML_TRUE) != XML_STATUS_OK && reading.status == STATUS_OK) {
        enum XML_Error code = XML_GetErrorCode(reading.parser);
        reading.status = err_set(err, code == XML_ERROR_NO_MEMORY ? STATUS_NOMEM : STATUS_DATA,
                                 "the XML is not well-formed at its byte %ld: %s",
                                 (long)XML_GetCurrentByteIndex(reading.parser), XML_ErrorString(code));
    }
    XML_ParserFree(reading.parser);
    if (reading.status == STATUS_OK)
        *out = &reading.root->xml;
    return reading.status;
}

static bool is_named(const char *space, const char *name, const char *wanted_space, const char *wanted_name)
{
    return strcmp(name, wanted_name) == 0 && strcmp(space, wanted_space) == 0;
}

const struct xml *xml_child(const struct xml *parent, const char *space, const char *name)
{
    const struct xml *child = parent->first;
    while (child != NULL && !is_named(child->space, child->name, space, name))
        child = child->next;
    return child;
}

const char *xml_attribute(const struct xml *element, const char *space, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (is_named(element->attributes[i].space, element->attributes[i].name, space, name))
            return element->attributes[i].value;
    return NULL;
}

/* ---- Writing ---- */

/* XML 1.0, 2.2: characters that may stand in a document; all others become U+FFFD. */
static bool is_xml(uint32_t code)
{
    return (code >= 0x20 && code < 0xD800) || code == '\n' || code == '\t' || (code >= 0xE000 && code < 0xFFFE) ||
           (code >= 0x10000 && code <= 0x10FFFF);
}

void xml_put(struct buf *out, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t code = utf8_next(bytes, length, &at);
        char utf8[4];
        if (code == '&')
            buf_text(out, "&amp;");
        else if (code == '<')
            buf_text(out, "&lt;");
        else if (code == '>')
            buf_text(out, "&gt;");
        else
            buf_add(out, utf8, utf8_put(is_xml(code) ? code : 0xFFFD, utf8));
    }
}
