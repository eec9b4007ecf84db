/* Single marks and figures for pages that are no document. */
#include "reports/html.h"
#include "reports/svg.h"

/* Into the arena; NULL where it is not whole. */
static const struct html *keep(struct arena *arena, struct buf *buf)
{
    const char *bytes = buf_status(buf) == STATUS_OK ? arena_text(arena, buf->bytes != NULL ? buf->bytes : "", buf->length) : NULL;
    const struct html *html = bytes == NULL ? NULL : html_markup(arena, bytes, buf->length);
    buf_free(buf);
    return html;
}

const struct html *html_mark(struct arena *arena, enum mark mark, struct text meaning, enum lang around)
{
    struct buf buf;
    buf_init(&buf, LIMIT_HTML);
    svg_mark(&buf, mark, meaning, around);
    return keep(arena, &buf);
}

const struct html *html_symbols(struct arena *arena, const bool marks[MARK_COUNT])
{
    struct buf buf;
    buf_init(&buf, LIMIT_HTML);
    svg_symbols(&buf, marks);
    return keep(arena, &buf);
}

const struct html *html_figure(const struct figure *figure, enum lang around, struct job *job)
{
    struct buf buf;
    buf_init(&buf, LIMIT_HTML);
    if (svg_figure(figure, around, job, &buf) != STATUS_OK)
        buf_reset(&buf);
    return keep(job->arena, &buf);
}
