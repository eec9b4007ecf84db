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
    enum lang lang;
    struct value *first, *last;
    struct view *next; /* item of the same list */
};

struct view *view_new(struct arena *arena, enum lang lang)
{
    struct view *view = arena_alloc(arena, sizeof *view);
    if (view != NULL)
        *view = (struct view){ .arena = arena, .lang = lang };
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

static struct value *list_of(struct view *view, const char *name)
{
    struct value *value = view == NULL ? NULL : find(view, name);
    return value != NULL ? value : add(view, name, VALUE_LIST);
}

void view_list(struct view *view, const char *name)
{
    (void)list_of(view, name);
}

struct view *view_item(struct view *view, const char *list)
{
    struct value *value = list_of(view, list);
    struct view *item = view == NULL ? NULL : view_new(view->arena, view->lang);
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

/* The names of an item, and those around it. */
struct frame {
    const struct view *view;
    const struct frame *around;
};

struct filling {
    const struct templates *templates;
    enum lang lang;
    struct buf *out;
    struct err *err;
};

/* What the filling of one template knows. */
struct place {
    struct filling *filling;
    const struct template *template;
    const struct frame *frame;
};

static enum status broken(const struct place *place, const char *what, const char *name)
{
    return err_set(place->filling->err, STATUS_BUG, "web/%s.html: %s: %s", place->template->name, what, name);
}

/* The value of a node's name; NULL, and the error is told, where there is none. */
static const struct value *lookup(const struct place *place, const struct node *node)
{
    const struct frame *frame = place->frame;
    for (unsigned up = node->up; up > 0 && frame != NULL; up--)
        frame = frame->around;
    const struct value *value = frame == NULL ? NULL : find(frame->view, node->text);
    if (value == NULL)
        (void)broken(place, "nothing has the name", node->text);
    return value;
}

static bool is_there(const struct value *value)
{
    return value->first != NULL || value->html != NULL || !text_absent(value->text);
}

/* A value that stands itself on the page. */
static enum status fill_value(const struct place *place, const struct node *node, const struct value *value)
{
    struct buf *out = place->filling->out;
    if (value->kind == VALUE_FLAG)
        return STATUS_OK;
    if (value->kind == VALUE_LIST || (value->kind == VALUE_HTML && node->kind != NODE_VALUE))
        return broken(place, "markup or a list where only text can stand", node->text);
    if (value->kind == VALUE_HTML && value->html != NULL)
        buf_add(out, value->html->bytes, value->html->length);
    else if (node->kind == NODE_VALUE)
        html_put_text(out, value->text, place->filling->lang);
    else
        html_put(out, value->text.bytes, value->text.length);
    return STATUS_OK;
}

/* An address that is not one of this site's, nor leads to a page or a mailbox, leads nowhere: no text of a plan can make
 * a script of a link. */
static enum status fill_address(const struct place *place, const struct node *node, const struct value *value)
{
    static const char *const starts[] = { "/", "?", "#", "https://", "http://", "mailto:" };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t length = strlen(starts[i]);
        if (value->text.length >= length && memcmp(value->text.bytes, starts[i], length) == 0)
            return fill_value(place, node, value);
    }
    buf_char(place->filling->out, '#');
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

static enum status fill(const struct place *place, size_t from, size_t to);

static enum status fill_section(const struct place *place, size_t at, const struct value *value)
{
    const struct node *node = &place->template->nodes[at];
    enum status status = STATUS_OK;
    if (node->kind != NODE_SECTION || value->kind != VALUE_LIST)
        return (node->kind != NODE_INVERTED) == is_there(value) ? fill(place, at + 1, node->end) : STATUS_OK;
    for (const struct view *item = value->first; item != NULL && status == STATUS_OK; item = item->next) {
        struct frame frame = { item, place->frame };
        status = fill(&(struct place){ place->filling, place->template, &frame }, at + 1, node->end);
    }
    return status;
}

/* A node that has a value's name. */
static enum status fill_named(const struct place *place, size_t at)
{
    const struct node *node = &place->template->nodes[at];
    const struct value *value = lookup(place, node);
    if (value == NULL)
        return STATUS_BUG;
    switch (node->kind) {
    case NODE_ADDRESS: return fill_address(place, node, value);
    case NODE_LANG: fill_lang(place->filling, value->text); return STATUS_OK;
    case NODE_SECTION:
    case NODE_PRESENT:
    case NODE_INVERTED: return fill_section(place, at, value);
    default: return fill_value(place, node, value);
    }
}

static enum status fill_partial(const struct place *place, const struct node *node)
{
    const struct template *partial = &place->filling->templates->all[node->end];
    return fill(&(struct place){ place->filling, partial, place->frame }, 0, partial->count);
}

static enum status fill(const struct place *place, size_t from, size_t to)
{
    enum status status = STATUS_OK;
    for (size_t at = from; at < to && status == STATUS_OK; at++) {
        const struct node *node = &place->template->nodes[at];
        switch (node->kind) {
        case NODE_LITERAL: buf_add(place->filling->out, node->text, node->length); break;
        case NODE_MESSAGE:
        case NODE_MESSAGE_PLAIN: fill_message(place->filling, node->kind, node->text); break;
        case NODE_PARTIAL: status = fill_partial(place, node); break;
        default: status = fill_named(place, at); break;
        }
        if (node->kind == NODE_SECTION || node->kind == NODE_PRESENT || node->kind == NODE_INVERTED)
            at = node->end - 1;
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

enum status template_render(const struct templates *templates, const char *name, const struct view *view,
                            struct buf *out, struct err *err)
{
    if (view == NULL || arena_failed(view->arena))
        return err_set(err, STATUS_NOMEM, "out of memory");
    struct filling filling = { templates, view->lang, out, err };
    struct frame frame = { view, NULL };
    size_t at = templates_place(templates, name);
    if (at == templates->count)
        return err_set(err, STATUS_BUG, "web/%s.html: there is no such template", name);
    return fill(&(struct place){ &filling, &templates->all[at], &frame }, 0, templates->all[at].count);
}
