#include "fcgi/template_inner.h"

#include "text/html.h"
#include "text/message.h"

#include <string.h>

/* ---- Values ---- */

enum value_kind { VALUE_TEXT, VALUE_FLAG, VALUE_LIST, VALUE_HTML };

struct value {
    const char *name;
    enum value_kind kind;
    struct text text;         /* of VALUE_TEXT; VALUE_FLAG: present where it is true */
    const struct html *html;
    struct view *first, *last; /* of VALUE_LIST */
    struct value *next;
};

struct view {
    struct arena *arena;
    struct value *first, *last;
    struct view *next; /* item of the same list */
};

struct view *view_new(struct arena *arena)
{
    struct view *view = arena_alloc(arena, sizeof *view);
    if (view != NULL)
        view->arena = arena;
    return view;
}

static struct value *find(const struct view *view, const char *name)
{
    struct value *value = view->first;
    while (value != NULL && strcmp(value->name, name) != 0)
        value = value->next;
    return value;
}

static struct value *add(struct view *view, const char *name, enum value_kind kind)
{
    struct value *value = view == NULL ? NULL : arena_alloc(view->arena, sizeof *value);
    if (value == NULL)
        return NULL;
    value->name = name;
    value->kind = kind;
    if (view->last != NULL)
        view->last->next = value;
    else
        view->first = value;
    view->last = value;
    return value;
}

void view_text(struct view *view, const char *name, struct text text)
{
    struct value *value = add(view, name, VALUE_TEXT);
    if (value != NULL)
        value->text = text;
}

void view_string(struct view *view, const char *name, const char *text)
{
    view_text(view, name, text_of(text, LANG_NONE));
}

void view_int(struct view *view, const char *name, int64_t number)
{
    if (view != NULL)
        view_string(view, name, arena_printf(view->arena, "%lld", (long long)number));
}

void view_flag(struct view *view, const char *name, bool flag)
{
    struct value *value = add(view, name, VALUE_FLAG);
    if (value != NULL && flag)
        value->text = text_of(name, LANG_NONE);
}

void view_html(struct view *view, const char *name, const struct html *html)
{
    struct value *value = add(view, name, VALUE_HTML);
    if (value != NULL)
        value->html = html;
}

struct view *view_item(struct view *view, const char *list)
{
    struct value *value = view == NULL ? NULL : find(view, list);
    struct view *item = view == NULL ? NULL : view_new(view->arena);
    if (value == NULL)
        value = add(view, list, VALUE_LIST);
    if (value == NULL || item == NULL)
        return NULL;
    if (value->last != NULL)
        value->last->next = item;
    else
        value->first = item;
    value->last = item;
    return item;
}

/* ---- Filling ---- */

/* The names of an item, then those around it. */
struct frame {
    const struct view *view;
    const struct frame *around;
};

struct filling {
    const struct templates *templates;
    enum lang lang;
    struct buf *out;
};

static const struct value absent_value = { .kind = VALUE_TEXT };

static const struct value *lookup(const struct frame *frame, const char *name)
{
    for (; frame != NULL; frame = frame->around) {
        const struct value *value = frame->view == NULL ? NULL : find(frame->view, name);
        if (value != NULL)
            return value;
    }
    return &absent_value;
}

static bool is_there(const struct value *value)
{
    return value->first != NULL || value->html != NULL || !text_absent(value->text);
}

static enum status fill_value(struct filling *filling, enum node_kind kind, const struct value *value)
{
    if (value->kind == VALUE_FLAG)
        return STATUS_OK;
    if (value->kind == VALUE_LIST || (value->kind == VALUE_HTML && kind != NODE_VALUE))
        return STATUS_BUG;
    if (value->kind == VALUE_HTML && value->html != NULL)
        buf_add(filling->out, value->html->bytes, value->html->length);
    else if (kind == NODE_VALUE)
        html_put_text(filling->out, value->text, filling->lang);
    else
        html_put(filling->out, value->text.bytes, value->text.length);
    return STATUS_OK;
}

/* An address that is not one of this site's, nor leads to a page or a mailbox, leads nowhere: no text of a plan can make
 * a script of a link. */
static enum status fill_address(struct filling *filling, const struct value *value)
{
    static const char *const starts[] = { "/", "?", "#", "https://", "http://", "mailto:" };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t length = strlen(starts[i]);
        if (value->text.length >= length && memcmp(value->text.bytes, starts[i], length) == 0)
            return fill_value(filling, NODE_ADDRESS, value);
    }
    buf_char(filling->out, '#');
    return STATUS_OK;
}

static void fill_lang(struct filling *filling, struct text text)
{
    if (html_foreign(text, filling->lang))
        buf_printf(filling->out, " lang=\"%s\"", lang_tag(text.lang));
}

static void fill_message(struct filling *filling, enum node_kind kind, const char *message)
{
    struct text text = tr_text(filling->lang, message);
    if (kind == NODE_MESSAGE)
        html_put_text(filling->out, text, filling->lang);
    else
        html_put(filling->out, text.bytes, text.length);
}

static enum status fill(struct filling *filling, const struct template *template, size_t from, size_t to,
                        const struct frame *frame);

static enum status fill_section(struct filling *filling, const struct template *template, size_t at, const struct frame *frame)
{
    const struct node *node = &template->nodes[at];
    const struct value *value = lookup(frame, node->text);
    enum status status = STATUS_OK;
    if (node->kind == NODE_INVERTED || value->first == NULL)
        return (node->kind == NODE_SECTION) == is_there(value) ? fill(filling, template, at + 1, node->end, frame) : STATUS_OK;
    for (const struct view *item = value->first; item != NULL && status == STATUS_OK; item = item->next) {
        struct frame inner = { item, frame };
        status = fill(filling, template, at + 1, node->end, &inner);
    }
    return status;
}

static enum status fill(struct filling *filling, const struct template *template, size_t from, size_t to,
                        const struct frame *frame)
{
    enum status status = STATUS_OK;
    for (size_t at = from; at < to && status == STATUS_OK; at++) {
        const struct node *node = &template->nodes[at];
        const struct template *partial;
        switch (node->kind) {
        case NODE_LITERAL: buf_add(filling->out, node->text, node->length); break;
        case NODE_VALUE:
        case NODE_PLAIN: status = fill_value(filling, node->kind, lookup(frame, node->text)); break;
        case NODE_ADDRESS: status = fill_address(filling, lookup(frame, node->text)); break;
        case NODE_LANG: fill_lang(filling, lookup(frame, node->text)->text); break;
        case NODE_MESSAGE:
        case NODE_MESSAGE_PLAIN: fill_message(filling, node->kind, node->text); break;
        case NODE_SECTION:
        case NODE_INVERTED:
            status = fill_section(filling, template, at, frame);
            at = node->end - 1;
            break;
        case NODE_PARTIAL:
            partial = &filling->templates->all[node->end];
            status = fill(filling, partial, 0, partial->count, frame);
            break;
        }
    }
    return status;
}

size_t templates_place(const struct templates *templates, const char *name)
{
    size_t at = 0;
    while (at < templates->count && strcmp(templates->all[at].name, name) != 0)
        at++;
    return at;
}

enum status template_render(const struct templates *templates, const char *name, const struct view *view, enum lang lang,
                            struct buf *out)
{
    struct filling filling = { templates, lang, out };
    struct frame frame = { view, NULL };
    size_t at = templates_place(templates, name);
    if (at == templates->count)
        return STATUS_NOTFOUND;
    return fill(&filling, &templates->all[at], 0, templates->all[at].count, &frame);
}
