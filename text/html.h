/* Text as HTML. */
#ifndef VK_TEXT_HTML_H
#define VK_TEXT_HTML_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/text.h"

/* Writes a text so that it is nothing but text, in an element and between quotes of either kind (HTML, 13.1.4 and
 * 13.1.2.3): the five characters that could be anything else become references; malformed UTF-8,
 * controls and noncharacters become U+FFFD. */
void html_put(struct buf *out, const char *bytes, size_t length);

/* The same for elements' content, where a line ends at any space: "10 000" and "12 %" stay whole, by U+00A0. */
void html_put_content(struct buf *out, const char *bytes, size_t length);

/* The same, within a span that tells its language where that is another than what is around it. */
void html_put_text(struct buf *out, struct text text, enum lang around);

/* Markup: what has been written with all its texts escaped. The one way for markup into a page (fcgi/template.h), so only
 * reports/html*.c make it (check-layers). The bytes are borrowed. NULL when memory is out. */
struct html {
    const char *bytes;
    size_t length;
};
const struct html *html_markup(struct arena *arena, const char *bytes, size_t length) MUST_USE;

/* Whether a text must tell its language in a page of that language. */
static inline bool html_foreign(struct text text, enum lang around)
{
    return text.lang != LANG_NONE && text.lang != around && !text_absent(text);
}

#endif
