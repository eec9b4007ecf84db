#include "text/html.h"

#include "text/linebreak.h"
#include "text/utf8.h"

#include <string.h>

/* What stands instead of a character; NULL: it stands itself. Controls and noncharacters are errors in a page (HTML,
 * 13.2.3.5). */
static const char *reference_of(uint32_t code)
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\n':
    case '\t': return NULL;
    default: break;
    }
    bool shown = code != UTF8_BAD && code >= 0x20 && (code < 0x7F || code >= 0xA0) && (code & 0xFFFE) != 0xFFFE &&
                 (code < 0xFDD0 || code > 0xFDEF);
    return shown ? NULL : "\uFFFD";
}

/* True for what most of a text is: ASCII that stands itself. */
static bool is_plain(char letter)
{
    return letter >= ' ' && letter < 0x7F && letter != '&' && letter != '<' && letter != '>' && letter != '"' &&
           letter != '\'';
}

void html_put(struct buf *out, const char *bytes, size_t length)
{
    size_t start = 0;
    for (size_t at = 0; at < length;) {
        if (is_plain(bytes[at])) {
            at++;
            continue;
        }
        size_t here = at;
        const char *reference = reference_of(utf8_next(bytes, length, &at));
        if (reference == NULL)
            continue;
        buf_add(out, bytes + start, here - start);
        buf_text(out, reference);
        start = at;
    }
    buf_add(out, bytes + start, length - start);
}

void html_put_content(struct buf *out, const char *bytes, size_t length)
{
    const char *start = bytes, *end = bytes + length, *space;
    for (const char *at = bytes; at < end && (space = memchr(at, ' ', (size_t)(end - at))) != NULL; at = space + 1) {
        if (!linebreak_holds_space(bytes, length, (size_t)(space - bytes)))
            continue;
        html_put(out, start, (size_t)(space - start));
        buf_text(out, "\u00A0");
        start = space + 1;
    }
    html_put(out, start, (size_t)(end - start));
}

void html_put_text(struct buf *out, struct text text, enum lang around)
{
    bool foreign = html_foreign(text, around);
    if (foreign)
        buf_printf(out, "<span lang=\"%s\">", lang_tag(text.lang));
    html_put_content(out, text.bytes, text.length);
    if (foreign)
        buf_text(out, "</span>");
}

const struct html *html_markup(struct arena *arena, const char *bytes, size_t length)
{
    struct html *html = arena_alloc(arena, sizeof *html);
    if (html != NULL)
        *html = (struct html){ bytes, length };
    return html;
}
