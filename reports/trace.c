#include "reports/trace.h"

#include "reports/mark.h"
#include "text/utf8.h"

struct trace {
    struct device device;
    struct job *job;
    struct buf *out;
    const struct laid *laid;
};

static const char *const face_names[FACE_COUNT] = { "text",   "text-bold",   "text-italic",
                                                    "narrow", "narrow-bold", "narrow-italic",
                                                    "spare",  "spare-bold",  "spare-italic" };
static const char *const artifact_names[] = { "layout", "header", "footer", "repeat" };
static const char *const scope_names[] = { "", "column", "row", "both" };

/* ---- Words ---- */

static void put_colour(struct buf *out, const char *what, colour tone)
{
    if (tone != COLOUR_NONE)
        buf_printf(out, " %s #%06X", what, (unsigned)tone);
}

/* In quotes; what cannot be seen is escaped, so that a golden shows it. */
static void put_text(struct buf *out, const char *bytes, size_t length)
{
    buf_text(out, " \"");
    for (size_t at = 0; at < length;) {
        size_t start = at;
        uint32_t code = utf8_next(bytes, length, &at);
        if (code == UTF8_BAD)
            buf_printf(out, "\\x%02X", (unsigned char)bytes[start]);
        else if (code == '"' || code == '\\')
            buf_printf(out, "\\%c", (int)code);
        else if (code == '\n')
            buf_text(out, "\\n");
        else if (code < 0x20 || (code >= 0x7F && code <= 0xA0) || code == 0xAD || (code >= 0x2000 && code <= 0x200F) ||
                 (code >= 0x2028 && code <= 0x202F) || (code >= 0x2060 && code <= 0x206F) ||
                 (code >= 0x300 && code <= 0x36F))
            buf_printf(out, "\\u{%X}", (unsigned)code);
        else
            buf_add(out, bytes + start, at - start);
    }
    buf_char(out, '"');
}

/* A space, then the pairs of a place or size in points, joined by ",". */
static void put_pair(struct buf *out, fix first, fix second)
{
    buf_char(out, ' ');
    buf_milli(out, first);
    buf_char(out, ',');
    buf_milli(out, second);
}

static void put_length(struct buf *out, const char *what, fix length)
{
    buf_printf(out, " %s ", what);
    buf_milli(out, length);
}

static void put_owner(const struct trace *trace, const struct item *item)
{
    if (item->elem == 0)
        buf_printf(trace->out, " (%s)", artifact_names[item->artifact]);
    else
        buf_printf(trace->out, " %s:%u", role_name(trace->laid->elems[item->elem].role), (unsigned)item->elem);
}

/* ---- Pages ---- */

static bool going_on(const struct trace *trace)
{
    enum status status = buf_status(trace->out);
    if (status != STATUS_OK)
        err_set(&trace->job->err, status, "%s",
                status == STATUS_LIMIT ? "a trace is longer than its limit" : "out of memory");
    return status == STATUS_OK;
}

static bool trace_begin(struct device *device, const struct laid *laid, const struct doc_meta *meta)
{
    struct trace *trace = (struct trace *)device;
    trace->laid = laid;
    put_pair(trace->out, laid->width, laid->height);
    buf_printf(trace->out, " pages %zu lacking %zu emergency %zu lang %s", laid->page_count, laid->lacking,
               laid->emergency_breaks, lang_tag(meta->lang));
    put_text(trace->out, meta->title.bytes, meta->title.length);
    buf_char(trace->out, '\n');
    return going_on(trace);
}

static bool trace_page_begin(struct device *device, const struct page *page, size_t index)
{
    struct trace *trace = (struct trace *)device;
    buf_printf(trace->out, "page %zu%s\n", index + 1, page->cover ? " cover" : "");
    return going_on(trace);
}

static void trace_path(const struct item *item, struct buf *out)
{
    static const char ops[] = "MLCZ";
    put_colour(out, "fill", item->path.fill);
    put_colour(out, "stroke", item->path.stroke);
    if (item->path.stroke != COLOUR_NONE)
        put_length(out, item->path.dashed ? "dashed" : "line", item->path.line_width);
    for (size_t i = 0; i < item->path.count; i++) {
        const struct path_step *step = &item->path.steps[i];
        buf_char(out, ' ');
        buf_char(out, ops[step->op]);
        if (step->op == PATH_CURVE) {
            put_pair(out, step->x1, step->y1);
            put_pair(out, step->x2, step->y2);
        }
        if (step->op != PATH_CLOSE)
            put_pair(out, step->x, step->y);
    }
}

static void trace_text(const struct item *item, struct buf *out)
{
    put_length(out, "w", item->text.width);
    buf_printf(out, " %s ", face_names[item->text.face]);
    buf_milli(out, item->text.size);
    put_colour(out, "ink", item->text.ink);
    put_text(out, item->text.bytes, item->text.length);
    buf_text(out, item->text.hyphen ? " hyphen" : "");
    buf_text(out, item->text.space ? " space" : "");
}

static void trace_link(const struct item *item, struct buf *out)
{
    put_pair(out, item->link.width, item->link.height);
    if (item->link.anchor != 0) {
        buf_printf(out, " to %u", (unsigned)item->link.anchor);
    } else {
        const struct text uri = text_of(item->link.uri, LANG_NONE);
        buf_text(out, " uri");
        put_text(out, uri.bytes, uri.length);
    }
    put_text(out, item->link.contents.bytes, item->link.contents.length);
}

static bool trace_item(struct device *device, const struct item *item)
{
    static const char *const kinds[] = { "text", "box", "rect", "path", "mark", "link" };
    struct trace *trace = (struct trace *)device;
    struct buf *out = trace->out;
    buf_printf(out, "  %s", kinds[item->kind]);
    put_owner(trace, item);
    put_pair(out, item->x, item->y);
    switch (item->kind) {
    case ITEM_TEXT:
        trace_text(item, out);
        break;
    case ITEM_BOX:
        put_length(out, "w", item->box.width);
        put_length(out, "size", item->box.size);
        put_colour(out, "ink", item->box.ink);
        buf_printf(out, " U+%04X", (unsigned)item->box.code);
        break;
    case ITEM_RECT:
        put_pair(out, item->rect.width, item->rect.height);
        put_colour(out, "fill", item->rect.fill);
        break;
    case ITEM_PATH:
        trace_path(item, out);
        break;
    case ITEM_MARK:
        put_length(out, "size", item->mark.size);
        buf_printf(out, " %s", mark_character(item->mark.mark));
        break;
    case ITEM_LINK:
        trace_link(item, out);
        break;
    }
    buf_char(out, '\n');
    return going_on(trace);
}

static bool trace_page_end(struct device *device)
{
    return going_on((struct trace *)device);
}

/* ---- Structure, anchors, outline ---- */

static void trace_elem(const struct trace *trace, uint32_t index)
{
    const struct elem *elem = &trace->laid->elems[index];
    struct buf *out = trace->out;
    buf_printf(out, "%s:%u", role_name(elem->role), (unsigned)index);
    if (elem->lang != LANG_NONE)
        buf_printf(out, " %s", lang_tag(elem->lang));
    if (elem->scope != SCOPE_NONE)
        buf_printf(out, " scope %s", scope_names[elem->scope]);
    if (elem->row_span > 1)
        buf_printf(out, " rows %u", elem->row_span);
    if (elem->col_span > 1)
        buf_printf(out, " cols %u", elem->col_span);
    buf_text(out, elem->numbering == NUMBERING_NUMBERS ? " numbered"
                  : elem->numbering == NUMBERING_OWN   ? " labelled"
                                                       : "");
    for (size_t i = 0; i < elem->header_count; i++)
        buf_printf(out, "%s%u", i == 0 ? " headers " : ",", (unsigned)elem->headers[i]);
    const struct {
        const char *what;
        struct text text;
    } texts[] = { { " alt", elem->alt }, { " actual", elem->actual }, { " title", elem->title } };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (text_absent(texts[i].text))
            continue;
        buf_text(out, texts[i].what);
        put_text(out, texts[i].text.bytes, texts[i].text.length);
    }
    buf_char(out, '\n');
}

/* First child and next sister of each element. */
struct kin {
    uint32_t child, last, sister;
};

static void trace_tree(const struct trace *trace, const struct kin *kin)
{
    size_t depth = 0;
    for (uint32_t at = 1; at != 0;) {
        for (size_t i = 0; i <= depth; i++)
            buf_text(trace->out, "  ");
        trace_elem(trace, at);
        if (kin[at].child != 0) {
            at = kin[at].child;
            depth++;
            continue;
        }
        while (at != 0 && kin[at].sister == 0) {
            at = trace->laid->elems[at].parent;
            depth -= depth > 0;
        }
        at = kin[at].sister;
    }
}

static bool trace_end(struct device *device)
{
    struct trace *trace = (struct trace *)device;
    const struct laid *laid = trace->laid;
    struct kin *kin = arena_array(trace->job->arena, laid->elem_count + 1, sizeof *kin);
    if (kin == NULL)
        return false;
    for (uint32_t i = 2; i < laid->elem_count; i++) {
        struct kin *parent = &kin[laid->elems[i].parent];
        if (parent->child == 0)
            parent->child = i;
        else
            kin[parent->last].sister = i;
        parent->last = i;
    }
    kin[0].sister = 0;
    buf_text(trace->out, "structure\n");
    if (laid->elem_count > 1)
        trace_tree(trace, kin);
    buf_text(trace->out, "anchors\n");
    for (size_t i = 1; i < laid->anchor_count; i++) {
        buf_printf(trace->out, "  %zu page %u y ", i, (unsigned)laid->anchors[i].page + 1);
        buf_milli(trace->out, laid->anchors[i].y);
        buf_char(trace->out, '\n');
    }
    buf_text(trace->out, "outline\n");
    for (size_t i = 0; i < laid->outline_count; i++) {
        const struct outline_entry *entry = &laid->outline[i];
        buf_printf(trace->out, "  %d to %u", entry->level, (unsigned)entry->anchor);
        put_text(trace->out, entry->title.bytes, entry->title.length);
        buf_char(trace->out, '\n');
    }
    return going_on(trace);
}

struct device *trace_device(struct job *job, struct buf *out)
{
    struct trace *trace = arena_alloc(job->arena, sizeof *trace);
    if (trace == NULL)
        return NULL;
    *trace = (struct trace){ .device = { trace_begin, trace_page_begin, trace_item, trace_page_end, trace_end },
                             .job = job,
                             .out = out };
    return &trace->device;
}
