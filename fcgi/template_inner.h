/* A compiled template: what template_compile.c makes and template.c fills. */
#ifndef VK_FCGI_TEMPLATE_INNER_H
#define VK_FCGI_TEMPLATE_INNER_H

#include "fcgi/template.h"

enum node_kind {
    NODE_LITERAL,
    NODE_VALUE,     /* in content: a text, with its language, or markup */
    NODE_PLAIN,     /* between quotes, or in an element that may hold nothing but text: a text alone */
    NODE_ADDRESS,   /* the beginning of an attribute that is followed: only what leads to where a page may lead */
    NODE_LANG,      /* the attribute lang of a value */
    NODE_MESSAGE,   /* in content */
    NODE_MESSAGE_PLAIN,
    NODE_SECTION,   /* up to `end`, for each item */
    NODE_PRESENT,   /* up to `end`, once where there is any */
    NODE_INVERTED,  /* up to `end`, where there is none */
    NODE_PARTIAL
};

struct node {
    enum node_kind kind;
    const char *text; /* the literal's bytes, the value's name, the message, the partial's name; the last three end in NUL */
    size_t length;    /* of a literal */
    unsigned up;      /* of what has a value's name: how many items further out it is looked up */
    size_t end;       /* of a section: the place behind its last node. Of a partial: the template's place */
};

struct template {
    const char *name;
    const struct node *nodes;
    size_t count;
};

struct templates {
    struct arena *arena;
    struct template *all;
    size_t count;
};

/* The place of the template of that name; templates->count: none. */
size_t templates_place(const struct templates *templates, const char *name);

#endif
