#include "reports/html_inner.h"

#include "reports/svg.h"
#include "text/message.h"

#include <string.h>

/* ---- Words ---- */

void html_put_lang(struct buf *out, enum lang lang, enum lang around)
{
    if (lang != LANG_NONE && lang != around)
        buf_printf(out, " lang=\"%s\"", lang_tag(lang));
}

void html_put_word(struct html_writer *writer, const char *word)
{
    html_put(writer->out, word, strlen(word));
}

void html_put_lines(struct buf *out, struct text text)
{
    for (uint32_t at = 0; at < text.length;) {
        const char *line = text.bytes + at, *end = memchr(line, '\n', text.length - at);
        uint32_t length = end == NULL ? text.length - at : (uint32_t)(end - line);
        html_put_content(out, line, length);
        if (end != NULL)
            buf_text(out, "<br>");
        at += length + (end != NULL);
    }
}

/* ---- Paragraphs ---- */

const struct paragraph *html_alone(const struct blocks *blocks)
{
    const struct block *block = blocks->first;
    bool alone = block != NULL && block->next == NULL && block->kind == BLOCK_PARAGRAPH && block->anchors == NULL;
    return alone ? &block->paragraph : NULL;
}

const char *html_style_class(enum style_id style)
{
    switch (style) {
    case STYLE_LEAD:
        return "lead";
    case STYLE_SMALL:
    case STYLE_CELL_SMALL:
        return "small";
    case STYLE_CAPTION:
        return "caption";
    case STYLE_TABLE_PROMPT:
        return "prompt";
    default:
        return NULL;
    }
}

/* Addresses of the web and of mail alone: a script's address would run. */
static bool is_safe(const char *uri)
{
    static const char *const begins[] = { "https://", "http://", "mailto:", "/" };
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (strncmp(uri, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

/* False where the span is no link, or leads to what the page has not. */
static bool open_link(struct html_writer *writer, const struct span *span)
{
    struct buf *out = writer->out;
    if (span->uri != NULL && is_safe(span->uri)) {
        buf_text(out, "<a href=\"");
        html_put(out, span->uri, strlen(span->uri));
    } else if (span->uri == NULL && writer->places.at[span->anchor] != 0) {
        buf_text(out, "<a href=\"#");
        html_put_name(writer, span->anchor);
    } else {
        return false;
    }
    if (!text_absent(span->link_contents)) {
        buf_text(out, "\" title=\"");
        html_put(out, span->link_contents.bytes, span->link_contents.length);
    }
    buf_text(out, "\">");
    return true;
}

static void put_span(struct html_writer *writer, const struct span *span, enum lang around)
{
    struct buf *out = writer->out;
    bool link = open_link(writer, span);
    bool foreign = html_foreign(span->text, around);
    bool wrapped = foreign || span->tint != TINT_NONE;
    if (span->bold)
        buf_text(out, "<b>");
    if (span->italic)
        buf_text(out, "<i>");
    if (wrapped) {
        buf_text(out, "<span");
        if (span->tint != TINT_NONE)
            buf_printf(out, " class=\"f-%s\"", tint_word(span->tint));
        html_put_lang(out, foreign ? span->text.lang : LANG_NONE, around);
        buf_char(out, '>');
    }
    if (span->mark != MARK_NONE)
        svg_mark(out, span->mark, span->meaning, around);
    html_put_lines(out, span->text);
    buf_text(out, wrapped ? "</span>" : "");
    buf_text(out, span->italic ? "</i>" : "");
    buf_text(out, span->bold ? "</b>" : "");
    buf_text(out, link ? "</a>" : "");
}

void html_spans(struct html_writer *writer, const struct paragraph *paragraph, enum lang around)
{
    for (size_t i = 0; i < paragraph->span_count; i++)
        put_span(writer, &paragraph->spans[i], around);
}

/* A heading below the page's own; no level is skipped. */
static void put_heading(struct html_writer *writer, const struct block *block, enum lang around)
{
    const struct paragraph *paragraph = &block->paragraph;
    enum lang lang = paragraph_lang(paragraph, around);
    int level = paragraph->level - writer->places.top_level + 2;
    if (level > writer->level + 1)
        level = writer->level + 1;
    writer->level = level;
    writer->heading = paragraph->anchor;
    buf_printf(writer->out, "<h%d", level);
    html_put_id_of(writer, paragraph->anchor);
    html_put_lang(writer->out, lang, around);
    buf_char(writer->out, '>');
    html_spans(writer, paragraph, lang);
    buf_printf(writer->out, "</h%d>\n", level);
}

static void put_paragraph(struct html_writer *writer, const struct block *block, enum lang around)
{
    const struct paragraph *paragraph = &block->paragraph;
    const char *class = html_style_class(paragraph->style);
    enum lang lang = paragraph_lang(paragraph, around);
    if (paragraph->span_count == 0)
        return;
    buf_text(writer->out, "<p");
    html_put_id(writer, block->anchors);
    if (class != NULL)
        buf_printf(writer->out, " class=\"%s\"", class);
    html_put_lang(writer->out, lang, around);
    buf_char(writer->out, '>');
    html_spans(writer, paragraph, lang);
    buf_text(writer->out, "</p>\n");
}

/* ---- Lists ---- */

static enum lang list_lang(const struct list *list, enum lang around)
{
    enum lang lang = LANG_NONE;
    for (const struct list_item *item = list->first; item != NULL; item = item->next) {
        enum lang told = html_blocks_lang(&item->body, around);
        if (list->kind == LIST_LABELS || (lang != LANG_NONE && told != lang))
            return around;
        lang = told;
    }
    return lang == LANG_NONE ? around : lang;
}

enum lang html_blocks_lang(const struct blocks *blocks, enum lang around)
{
    enum lang lang = LANG_NONE;
    for (const struct block *block = blocks->first; block != NULL; block = block->next) {
        enum lang told = block->kind == BLOCK_PARAGRAPH ? paragraph_lang(&block->paragraph, around)
                         : block->kind == BLOCK_LIST    ? list_lang(&block->list, around)
                                                        : around;
        if (lang != LANG_NONE && told != lang)
            return around;
        lang = told;
    }
    return lang == LANG_NONE ? around : lang;
}

static bool put_item(struct html_writer *writer, const struct list *list, const struct list_item *item,
                     enum lang around)
{
    struct buf *out = writer->out;
    const struct paragraph *alone = html_alone(&item->body);
    enum lang lang = html_blocks_lang(&item->body, around);
    buf_text(out, "<li");
    html_put_id(writer, item->anchors);
    if (alone != NULL && html_style_class(alone->style) != NULL)
        buf_printf(out, " class=\"%s\"", html_style_class(alone->style));
    html_put_lang(out, lang, around);
    buf_char(out, '>');
    if (list->kind == LIST_LABELS && !text_absent(item->label)) {
        buf_text(out, "<span class=\"label\"");
        html_put_lang(out, item->label.lang == LANG_NONE ? around : item->label.lang, lang);
        buf_char(out, '>');
        html_put_lines(out, item->label);
        buf_text(out, "</span> ");
    }
    bool done = true;
    if (alone != NULL)
        html_spans(writer, alone, lang);
    else
        done = html_blocks(writer, &item->body, lang);
    buf_text(out, "</li>\n");
    return done;
}

static bool put_list(struct html_writer *writer, const struct block *block, enum lang around)
{
    const struct list *list = &block->list;
    bool done = true;
    if (list->first == NULL)
        return true;
    buf_text(writer->out, list->kind == LIST_NUMBERS ? "<ol" : "<ul");
    html_put_id(writer, block->anchors);
    buf_text(writer->out, list->kind == LIST_LABELS ? " class=\"labels\">\n" : ">\n");
    for (const struct list_item *item = list->first; item != NULL && done; item = item->next)
        done = put_item(writer, list, item, around);
    buf_text(writer->out, list->kind == LIST_NUMBERS ? "</ol>\n" : "</ul>\n");
    return done;
}

/* ---- Figures, contents, the cover ---- */

static bool put_figure(struct html_writer *writer, const struct block *block, enum lang around)
{
    buf_text(writer->out, "<figure");
    html_put_id(writer, block->anchors);
    buf_text(writer->out, " class=\"scroll\" tabindex=\"0\" aria-label=\"");
    html_put_word(writer, tr(writer->doc->meta.lang, "Chart"));
    buf_text(writer->out, "\">");
    bool done = svg_figure(block->figure, around, writer->job, writer->out) == STATUS_OK;
    buf_text(writer->out, "</figure>\n");
    return done;
}

/* The table that comes right behind a figure tells its numbers: at hand, and folded away. */
static bool put_data(struct html_writer *writer, const struct block *block, enum lang around)
{
    buf_text(writer->out, "<details>\n<summary>");
    html_put_word(writer, tr(writer->doc->meta.lang, "The chart as a table"));
    buf_text(writer->out, "</summary>\n");
    bool done = html_table(writer, block, around);
    buf_text(writer->out, "</details>\n");
    return done;
}

/* Lists within lists, by the headings' levels. */
static void put_contents(struct html_writer *writer, const struct block *block, enum lang around)
{
    const struct doc *doc = writer->doc;
    struct buf *out = writer->out;
    int depth = 0;
    for (size_t i = block->contents.first_heading; i < doc->heading_count; i++) {
        const struct heading *heading = &doc->headings[i];
        int level = heading->level - writer->places.top_level + 1;
        if (heading->level > block->contents.levels || writer->places.at[heading->anchor] == 0)
            continue;
        if (depth == 0) {
            buf_text(out, "<nav class=\"contents\" aria-labelledby=\"");
            html_put_name(writer, writer->heading);
            buf_text(out, "\">\n");
        }
        if (level > depth)
            buf_text(out, "<ul>\n");
        else
            buf_text(out, "</li>\n");
        for (; depth > level; depth--)
            buf_text(out, "</ul>\n</li>\n");
        depth = level > depth ? depth + 1 : level;
        buf_text(out, "<li><a href=\"#");
        html_put_name(writer, heading->anchor);
        buf_char(out, '"');
        html_put_lang(out, heading->text.lang, around);
        buf_char(out, '>');
        html_put_lines(out, heading->text);
        buf_text(out, "</a>");
    }
    if (depth == 0)
        return;
    for (; depth > 0; depth--)
        buf_text(out, "</li>\n</ul>\n");
    buf_text(out, "</nav>\n");
}

/* The page has the titles itself. What else stands on a cover are its lines and the plan's note with its lists. */
static bool put_cover(struct html_writer *writer, const struct blocks *blocks, enum lang around)
{
    bool any = false, well = true;
    for (const struct block *block = blocks->first; block != NULL && well; block = block->next) {
        bool list = block->kind == BLOCK_LIST;
        if (!list && (block->kind != BLOCK_PARAGRAPH ||
                      (block->paragraph.style != STYLE_COVER_LINE && block->paragraph.style != STYLE_COVER_NOTE)))
            continue;
        if (!any)
            buf_text(writer->out, "<div class=\"cover\">\n");
        any = true;
        if (list)
            well = put_list(writer, block, around);
        else
            put_paragraph(writer, block, around);
    }
    if (any)
        buf_text(writer->out, "</div>\n");
    return well;
}

/* ---- Blocks ---- */

static bool put_block(struct html_writer *writer, const struct block *block, bool behind_figure, enum lang around)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        if (block->paragraph.level > 0)
            put_heading(writer, block, around);
        else
            put_paragraph(writer, block, around);
        return true;
    case BLOCK_LIST:
        return put_list(writer, block, around);
    case BLOCK_FIGURE:
        return put_figure(writer, block, around);
    case BLOCK_TABLE:
        return behind_figure ? put_data(writer, block, around) : html_table(writer, block, around);
    case BLOCK_CONTENTS:
        put_contents(writer, block, around);
        return true;
    case BLOCK_COVER:
        return put_cover(writer, &block->cover, around);
    case BLOCK_SPACE:
    case BLOCK_BAR:
    case BLOCK_PAGE_BREAK:
        break;
    }
    return true;
}

bool html_blocks(struct html_writer *writer, const struct blocks *blocks, enum lang around)
{
    const struct block *before = NULL;
    for (const struct block *block = blocks->first; block != NULL; before = block, block = block->next) {
        bool behind_figure = before != NULL && before->kind == BLOCK_FIGURE;
        if (!put_block(writer, block, behind_figure, around) || buf_status(writer->out) != STATUS_OK)
            return false;
    }
    return true;
}

enum status html_document(const struct doc *doc, struct job *job, const struct html **out)
{
    struct buf buf;
    struct html_writer writer = { .job = job, .doc = doc, .out = &buf, .level = 1 };
    *out = NULL;
    if (!html_find_places(&writer))
        return job_status(job);
    buf_init(&buf, LIMIT_HTML);
    svg_symbols(&buf, writer.places.marks);
    (void)html_blocks(&writer, &doc->body, doc->meta.lang);
    if (buf_status(&buf) == STATUS_LIMIT)
        err_set(&job->err, STATUS_LIMIT, "the page is larger than %zu bytes", LIMIT_HTML);
    else if (buf_tell(&buf, &job->err) == STATUS_OK && job_status(job) == STATUS_OK) {
        const char *bytes = arena_text(job->arena, buf.bytes, buf.length);
        *out = bytes == NULL ? NULL : html_markup(job->arena, bytes, buf.length);
    }
    buf_free(&buf);
    return job_status(job);
}
