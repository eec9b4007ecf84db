/* Templates: pages whose words and marks stand in files (web/), with gaps for values. Compiled once a process; a page is
 * a template filled with values. There is no way to write a value unescaped: a text goes in as text, markup only as a
 * struct html (text/html.h).
 *
 * In a template:
 *   {{name}}                a value. A text in another language than the page's gets its lang
 *   {{@name}}               inside a tag: the attribute lang, where that text is in another language than the page's;
 *                           for elements that may hold nothing but text (title, option), and values in attributes
 *   {{_ message}}           the program's own words, in the page's language (text/message.h)
 *   {{#name}} ... {{/name}} for each item of a list: the names within are the item's; once for a text that is there, or a
 *                           true flag
 *   {{?name}} ... {{/name}} once where the list is not empty; of a text or flag as {{#name}}
 *   {{^name}} ... {{/name}} where the list is empty, the text absent, the flag false
 *   {{>name}}               another template, web/name.html, with the same values
 *   {{! ... }}              a comment
 * Within a list's item {{../name}}, {{#../name}} are of the names around it, {{../../name}} of those around these. A name
 * that is not there, in whatever kind of tag, is a fault: what may be absent is told as absent.
 * A line that holds nothing but one of the last five kinds leaves no line behind. */
#ifndef VK_FCGI_TEMPLATE_H
#define VK_FCGI_TEMPLATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/html.h"

/* ---- Compiling ---- */

struct templates;

struct template_source {
    const char *name; /* "home" */
    const char *text; /* must outlive the templates, as must the name */
    size_t length;
};

/* STATUS_BUG, with the template's name and the line, where one is broken: an unclosed or unknown tag, a section that
 * ends elsewhere than it began, a value where escaping would not make it safe (between a tag's quotes and in content is
 * where it may stand; not in a script, a style or a comment), an attribute that the content security policy forbids
 * (style, on...), a partial that is not there or holds itself. STATUS_NOMEM. Release with templates_free. */
enum status templates_compile(const struct template_source *sources, size_t count, struct templates **out,
                              struct err *err) MUST_USE;
void templates_free(struct templates *templates);

/* ---- Values ---- */

/* Names with their values: of a page, or of one item of a list. Everything lies in the arena; failures are the arena's
 * and sticky: fill without looking. Names are constant strings, texts are borrowed; the first value of a name holds. */
struct view;

/* `lang`: of the page. NULL when memory is out; all of the below accept that. */
struct view *view_new(struct arena *arena, enum lang lang);
void view_text(struct view *view, const char *name, struct text text); /* an absent one is as none */
void view_string(struct view *view, const char *name, const char *text); /* of no language; NULL: none */
void view_int(struct view *view, const char *name, int64_t number); /* digits alone: a year, a count, a place */
void view_flag(struct view *view, const char *name, bool flag);
void view_html(struct view *view, const char *name, const struct html *html);
/* A list, empty so far. Then an item of it, which makes the list where there is none: gives the item's names. */
void view_list(struct view *view, const char *name);
struct view *view_item(struct view *view, const char *list);

/* ---- Filling ---- */

/* Appends the page. STATUS_BUG, with the template and the name: no template or value has it, or markup or a list stands
 * where only text can. STATUS_NOMEM: the view's arena had failed, so that names may be missing. The buffer's room is the
 * buffer's to tell. */
enum status template_render(const struct templates *templates, const char *name, const struct view *view,
                            struct buf *out, struct err *err) MUST_USE;

#endif
