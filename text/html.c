#include "text/html.h"

void html_put(struct buf *out, const char *bytes, size_t length)
{
    size_t start = 0;
    for (size_t at = 0; at < length; at++) {
        const char *reference = NULL;
        switch (bytes[at]) {
        case '&': reference = "&amp;"; break;
        case '<': reference = "&lt;"; break;
        case '>': reference = "&gt;"; break;
        case '"': reference = "&quot;"; break;
        case '\'': reference = "&#39;"; break;
        default: continue;
        }
        buf_add(out, bytes + start, at - start);
        buf_text(out, reference);
        start = at + 1;
    }
    buf_add(out, bytes + start, length - start);
}

void html_put_text(struct buf *out, struct text text, enum lang around)
{
    bool foreign = html_foreign(text, around);
    if (foreign)
        buf_printf(out, "<span lang=\"%s\">", lang_tag(text.lang));
    html_put(out, text.bytes, text.length);
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
