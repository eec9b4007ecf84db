/* Single marks and figures for pages that are no document. */
#include "reports/html.h"
#include "reports/svg.h"

/* Gives the buffer back. */
static const struct html *keep(struct job *job, struct buf *buf)
{
    bool whole = buf_tell(buf, &job->err) == STATUS_OK && job_status(job) == STATUS_OK;
    const char *bytes = whole ? arena_text(job->arena, buf->bytes, buf->length) : NULL;
    const struct html *html = bytes == NULL ? NULL : html_markup(job->arena, bytes, buf->length);
    buf_free(buf);
    return html;
}

const struct html *html_mark(struct job *job, enum mark mark, struct text meaning, enum lang around)
{
    struct buf buf;
    buf_init(&buf, LIMIT_HTML);
    svg_mark(&buf, mark, meaning, around);
    return keep(job, &buf);
}

const struct html *html_symbols(struct job *job, const bool marks[MARK_COUNT])
{
    struct buf buf;
    buf_init(&buf, LIMIT_HTML);
    svg_symbols(&buf, marks);
    return keep(job, &buf);
}

const struct html *html_figure(struct job *job, const struct figure *figure, enum lang around)
{
    struct buf buf;
    buf_init(&buf, LIMIT_HTML);
    if (svg_figure(figure, around, job, &buf) != STATUS_OK)
        buf_reset(&buf); /* the job tells why */
    return keep(job, &buf);
}
