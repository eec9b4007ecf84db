/* Templates are read once. Where each tag stands in the HTML around it is followed, so that a value can be written so
 * that it stays what it is. */
#include "base/limits.h"
#include "fcgi/template_inner.h"

#include <string.h>
#include <strings.h>

#define TEMPLATES_MEMORY (4 * MIB)

enum place {
    PLACE_CONTENT,
    PLACE_PLAIN,  /* in an element that may hold nothing but text */
    PLACE_TAG,    /* in a tag, outside of quotes */
    PLACE_QUOTES, /* in an attribute's value */
    PLACE_RAW,    /* in a script or style */
    PLACE_COMMENT
};

struct where {
    enum place place;
    char quote;        /* of PLACE_QUOTES */
    bool begins;       /* likewise: nothing of the value may have been written yet */
    char element[16];  /* the tag's name, "/title" where it closes */
    char attribute[16];
    bool named;        /* the tag's name is whole */
    bool ended;        /* the attribute's is: a letter begins another one */
};

struct open_section {
    const char *name;
    size_t node;
    struct where where;
};

struct compiler {
    struct templates *templates;
    const struct template_source *source;
    size_t at;            /* in the source */
    size_t literal;       /* where what is not yet a node begins */
    struct where where;
    struct node *nodes;
    size_t count, capacity;
    struct open_section open[LIMIT_NESTING];
    size_t depth;
    struct err *err;
};

static enum status broken(struct compiler *compiler, const char *what, const char *which)
{
    size_t line = 1;
    for (size_t at = 0; at < compiler->at && at < compiler->source->length; at++)
        line += compiler->source->text[at] == '\n';
    return err_set(compiler->err, STATUS_BUG, "web/%s.html:%zu: %s%s%s", compiler->source->name, line, what,
                   which[0] != '\0' ? ": " : "", which);
}

static enum status push(struct compiler *compiler, struct node node)
{
    if (!arena_grow(compiler->templates->arena, &compiler->nodes, compiler->count, &compiler->capacity, sizeof node))
        return err_set(compiler->err, STATUS_NOMEM, "out of memory");
    compiler->nodes[compiler->count++] = node;
    return STATUS_OK;
}

/* ---- The HTML around the tags ---- */

static void append(char *word, size_t room, char letter)
{
    size_t length = strlen(word);
    if (length + 1 < room) {
        word[length] = letter;
        word[length + 1] = '\0';
    }
}

static bool one_of(const char *word, const char *const *words)
{
    while (*words != NULL && strcasecmp(word, *words) != 0)
        words++;
    return *words != NULL;
}

static enum place place_behind_tag(const struct where *where)
{
    static const char *const plain[] = { "title", "option", "textarea", NULL };
    static const char *const raw[] = { "script", "style", NULL };
    return one_of(where->element, plain) ? PLACE_PLAIN : one_of(where->element, raw) ? PLACE_RAW : PLACE_CONTENT;
}

static enum status read_in_tag(struct compiler *compiler, char letter)
{
    struct where *where = &compiler->where;
    bool parts = letter == ' ' || letter == '\n' || letter == '\t' || (letter == '/' && where->element[0] != '\0');
    if (letter == '>') {
        where->place = place_behind_tag(where);
    } else if (letter == '"' || letter == '\'') {
        if (strncasecmp(where->attribute, "on", 2) == 0 || strcasecmp(where->attribute, "style") == 0)
            return broken(compiler, "an attribute that the policy forbids", where->attribute);
        where->place = PLACE_QUOTES;
        where->quote = letter;
        where->begins = true;
    } else if (parts) {
        where->named = where->ended = true;
    } else if (!where->named) {
        append(where->element, sizeof where->element, letter);
    } else if (letter != '=') {
        if (where->ended)
            where->attribute[0] = '\0';
        where->ended = false;
        append(where->attribute, sizeof where->attribute, letter);
    }
    return STATUS_OK;
}

/* Follows the HTML over one literal. */
static enum status follow(struct compiler *compiler, size_t from, size_t to)
{
    const char *text = compiler->source->text;
    struct where *where = &compiler->where;
    enum status status = STATUS_OK;
    for (size_t at = from; at < to && status == STATUS_OK; at++) {
        bool closes = text[at] == '<' && at + 1 < to && text[at + 1] == '/';
        switch (where->place) {
        case PLACE_CONTENT:
        case PLACE_PLAIN:
        case PLACE_RAW:
            if (text[at] != '<' || (where->place == PLACE_RAW && !closes))
                break;
            *where = (struct where){ .place = to - at >= 4 && memcmp(text + at, "<!--", 4) == 0 ? PLACE_COMMENT : PLACE_TAG };
            break;
        case PLACE_TAG: status = read_in_tag(compiler, text[at]); break;
        case PLACE_QUOTES:
            if (text[at] == where->quote) {
                where->place = PLACE_TAG;
                where->ended = true;
            }
            where->begins = false;
            break;
        case PLACE_COMMENT:
            if (at - from >= 2 && memcmp(text + at - 2, "-->", 3) == 0)
                where->place = PLACE_CONTENT;
            break;
        }
    }
    return status;
}

/* Ends the literal before `to`. */
static enum status end_literal(struct compiler *compiler, size_t to)
{
    size_t from = compiler->literal;
    enum status status = STATUS_OK;
    if (to <= from)
        return STATUS_OK;
    status = follow(compiler, from, to);
    if (status == STATUS_OK)
        status = push(compiler, (struct node){ .kind = NODE_LITERAL, .text = compiler->source->text + from, .length = to - from });
    return status;
}

/* ---- The tags ---- */

/* True where a value may begin an attribute that a reader's click or the browser follows: also behind or in a section
 * that may be left out. */
static bool is_address(const struct compiler *compiler)
{
    static const char *const followed[] = { "href", "src", "action", "formaction", "cite", "data", "poster", NULL };
    return compiler->where.begins && one_of(compiler->where.attribute, followed);
}

/* A node that has a value's name, which may be one of those around the item. */
static enum status push_named(struct compiler *compiler, enum node_kind kind, const char *name)
{
    struct node node = { .kind = kind, .text = name };
    for (; strncmp(node.text, "../", 3) == 0; node.text += 3)
        node.up++;
    return push(compiler, node);
}

static enum status add_value(struct compiler *compiler, const char *name)
{
    bool address;
    switch (compiler->where.place) {
    case PLACE_CONTENT: return push_named(compiler, NODE_VALUE, name);
    case PLACE_PLAIN: return push_named(compiler, NODE_PLAIN, name);
    case PLACE_QUOTES:
        address = is_address(compiler);
        compiler->where.begins = false;
        return push_named(compiler, address ? NODE_ADDRESS : NODE_PLAIN, name);
    default: return broken(compiler, "a value where escaping would not make it safe", name);
    }
}

static enum status add_message(struct compiler *compiler, const char *message)
{
    switch (compiler->where.place) {
    case PLACE_CONTENT: return push(compiler, (struct node){ .kind = NODE_MESSAGE, .text = message });
    case PLACE_PLAIN:
    case PLACE_QUOTES:
        compiler->where.begins = false;
        return push(compiler, (struct node){ .kind = NODE_MESSAGE_PLAIN, .text = message });
    default: return broken(compiler, "a message where escaping would not make it safe", message);
    }
}

static enum status open_section(struct compiler *compiler, enum node_kind kind, const char *name)
{
    if (compiler->depth == LIMIT_NESTING)
        return broken(compiler, "too many sections in one another", name);
    compiler->open[compiler->depth++] = (struct open_section){ name, compiler->count, compiler->where };
    return push_named(compiler, kind, name);
}

static bool same_place(const struct where *a, const struct where *b)
{
    return a->place == b->place && (a->place != PLACE_QUOTES || a->quote == b->quote);
}

static enum status close_section(struct compiler *compiler, const char *name)
{
    if (compiler->depth == 0 || strcmp(compiler->open[compiler->depth - 1].name, name) != 0)
        return broken(compiler, "a section ends that is not open", name);
    const struct open_section *open = &compiler->open[--compiler->depth];
    if (!same_place(&open->where, &compiler->where))
        return broken(compiler, "a section ends elsewhere in the HTML than it began", name);
    compiler->nodes[open->node].end = compiler->count;
    compiler->where.begins |= open->where.begins; /* it may be left out */
    return STATUS_OK;
}

static enum status add_tag(struct compiler *compiler, char kind, const char *name)
{
    if (name[0] == '\0' && kind != '!')
        return broken(compiler, "a tag without a name", "");
    switch (kind) {
    case '#': return open_section(compiler, NODE_SECTION, name);
    case '?': return open_section(compiler, NODE_PRESENT, name);
    case '^': return open_section(compiler, NODE_INVERTED, name);
    case '/': return close_section(compiler, name);
    case '_': return add_message(compiler, name);
    case '!': return STATUS_OK;
    case '>':
        if (compiler->where.place != PLACE_CONTENT)
            return broken(compiler, "a partial where no element can be", name);
        return push(compiler, (struct node){ .kind = NODE_PARTIAL, .text = name });
    case '@':
        if (compiler->where.place != PLACE_TAG)
            return broken(compiler, "a language outside of a tag", name);
        return push_named(compiler, NODE_LANG, name);
    default: return add_value(compiler, name);
    }
}

/* Where a tag of [from, to) stands alone on its line, the line goes with it. */
static void take_line(const struct compiler *compiler, size_t *from, size_t *to)
{
    const char *text = compiler->source->text;
    size_t start = *from;
    while (start > compiler->literal && text[start - 1] == ' ')
        start--;
    bool begins = start == 0 || text[start - 1] == '\n';
    if (!begins || (*to < compiler->source->length && text[*to] != '\n'))
        return;
    *from = start;
    *to += *to < compiler->source->length;
}

static enum status read_tag(struct compiler *compiler, size_t from, size_t to)
{
    static const char kinds[] = "#?^/_!>@";
    const char *text = compiler->source->text;
    size_t start = from + 2, end = to - 2;
    char kind = start < end && strchr(kinds, text[start]) != NULL ? text[start++] : '\0';
    while (start < end && text[start] == ' ')
        start++;
    while (end > start && text[end - 1] == ' ')
        end--;
    const char *name = arena_text(compiler->templates->arena, text + start, end - start);
    if (name == NULL)
        return err_set(compiler->err, STATUS_NOMEM, "out of memory");
    compiler->at = from;
    if (kind != '\0' && strchr("#?^/!>", kind) != NULL)
        take_line(compiler, &from, &to);
    enum status status = end_literal(compiler, from);
    if (status == STATUS_OK)
        status = add_tag(compiler, kind, name);
    compiler->literal = compiler->at = to;
    return status;
}

static enum status compile(struct compiler *compiler, struct template *out)
{
    const struct template_source *source = compiler->source;
    const char *tag;
    enum status status = STATUS_OK;
    while (status == STATUS_OK &&
           (tag = memmem(source->text + compiler->at, source->length - compiler->at, "{{", 2)) != NULL) {
        size_t from = (size_t)(tag - source->text);
        const char *end = memmem(tag, source->length - from, "}}", 2);
        compiler->at = from;
        status = end == NULL ? broken(compiler, "a tag is not closed", "")
                             : read_tag(compiler, from, (size_t)(end - source->text) + 2);
    }
    if (status == STATUS_OK)
        status = end_literal(compiler, source->length);
    compiler->at = source->length;
    if (status == STATUS_OK && compiler->depth > 0)
        status = broken(compiler, "a section is not closed", compiler->open[compiler->depth - 1].name);
    if (status == STATUS_OK && compiler->where.place != PLACE_CONTENT)
        status = broken(compiler, "the template ends inside of a tag or element", "");
    *out = (struct template){ source->name, compiler->nodes, compiler->count };
    return status;
}

/* ---- Partials ---- */

/* Finds the partials of one template; those within it must not lead back. */
static enum status link_partials(struct templates *templates, size_t at, unsigned depth, struct err *err)
{
    struct template *template = &templates->all[at];
    if (depth > LIMIT_NESTING)
        return err_set(err, STATUS_BUG, "web/%s.html: holds itself", template->name);
    for (size_t i = 0; i < template->count; i++) {
        struct node *node = (struct node *)&template->nodes[i];
        if (node->kind != NODE_PARTIAL)
            continue;
        node->end = templates_place(templates, node->text);
        if (node->end == templates->count)
            return err_set(err, STATUS_BUG, "web/%s.html: there is no partial %s", template->name, node->text);
        enum status status = link_partials(templates, node->end, depth + 1, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status templates_compile(const struct template_source *sources, size_t count, struct templates **out, struct err *err)
{
    struct arena *arena = arena_new(TEMPLATES_MEMORY);
    struct templates *templates = arena == NULL ? NULL : arena_alloc(arena, sizeof *templates);
    enum status status = STATUS_OK;
    *out = NULL;
    if (templates != NULL) {
        templates->arena = arena;
        templates->count = count;
        templates->all = arena_array(arena, count, sizeof *templates->all);
    }
    if (templates == NULL || templates->all == NULL)
        status = err_set(err, STATUS_NOMEM, "out of memory");
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct compiler compiler = { .templates = templates, .source = &sources[i], .err = err };
        status = compile(&compiler, &templates->all[i]);
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = link_partials(templates, i, 0, err);
    if (status == STATUS_OK)
        *out = templates;
    else
        arena_free(arena);
    return status;
}

void templates_free(struct templates *templates)
{
    if (templates != NULL)
        arena_free(templates->arena);
}
