/* The running head and foot. */
#include "reports/layout_inner.h"

struct words {
    struct text text;
    enum face face;
    enum tint ink;
    enum artifact artifact;
};

static fix words_width(const struct layout *layout, const struct words *words)
{
    return metrics_width(layout->metrics, words->face, style_of(STYLE_HEAD_FOOT)->size, words->text.bytes,
                         words->text.length);
}

/* Draws the words from x on. */
static void draw_words(struct layout *layout, const struct words *words, fix x, fix baseline)
{
    fix size = style_of(STYLE_HEAD_FOOT)->size;
    struct text_run run;
    for (size_t at = 0; metrics_run(layout->metrics, words->face, words->text.bytes, words->text.length, &at, &run);) {
        struct item item = item_of_run(&run, size, tint_colour(words->ink));
        item.artifact = words->artifact;
        item.x = x;
        item.y = baseline;
        emit_item(layout, &item);
        x += metrics_scale(run.advance, size);
    }
}

/* The words cut to a width, with "…" where anything was cut. */
static struct text cut_words(struct layout *layout, const struct words *words, fix most)
{
    static const char dots[] = "…";
    struct text text = words->text;
    if (words_width(layout, words) <= most)
        return text;
    fix size = style_of(STYLE_HEAD_FOOT)->size;
    const struct text_run whole = { .bytes = text.bytes, .length = text.length, .face = words->face };
    fix room = most - metrics_width(layout->metrics, words->face, size, dots, sizeof dots - 1);
    size_t at = metrics_fit(layout->metrics, &whole, size, room);
    char *cut = arena_raw(layout->arena, at + sizeof dots);
    if (cut == NULL)
        return (struct text){ 0 };
    memcpy(cut, text.bytes, at);
    memcpy(cut + at, dots, sizeof dots);
    return (struct text){ cut, (uint32_t)(at + sizeof dots - 1), text.lang };
}

/* A text on one line: line ends become spaces. */
static struct text one_line(struct layout *layout, struct text text)
{
    if (text_absent(text) || memchr(text.bytes, '\n', text.length) == NULL)
        return text;
    char *copy = arena_text(layout->arena, text.bytes, text.length);
    for (size_t i = 0; copy != NULL && i < text.length; i++)
        if (copy[i] == '\n')
            copy[i] = ' ';
    return copy == NULL ? (struct text){ 0 } : (struct text){ copy, text.length, text.lang };
}

#define DRAFT_GAP PT(14) /* between the words of the running head */
#define COVER_HEAD_DROP MM(3) /* lower on the cover, whose band stands above it */

void emit_prepare(struct layout *layout)
{
    const struct doc_meta *meta = &layout->doc->meta;
    fix measure = page_style.width - page_style.left - page_style.right;
    struct words words = { .face = style_of(STYLE_HEAD_FOOT)->face };
    struct words draft = { .text = one_line(layout, meta->draft), .face = FACE_TEXT_BOLD };
    draft.text = cut_words(layout, &draft, measure / 4);
    fix middle = text_absent(draft.text) ? 0 : words_width(layout, &draft) + 2 * DRAFT_GAP;
    fix half = (measure - (middle > DRAFT_GAP ? middle : DRAFT_GAP)) / 2;
    layout->draft = draft.text;
    /* Where nothing stands between them, the right may have three quarters and the left has what it leaves. */
    words.text = one_line(layout, meta->head_right);
    layout->head_right = cut_words(layout, &words, middle > 0 ? half : measure * 3 / 4);
    words.text = layout->head_right;
    fix left = middle > 0 ? half : measure - DRAFT_GAP - words_width(layout, &words);
    words.text = one_line(layout, meta->head_left);
    layout->head_left = cut_words(layout, &words, left);
    layout->cut = text_plain(layout, STYLE_CELL, text_of("…", LANG_NONE));
    if (layout->cut != NULL && !text_break(layout, layout->cut, measure))
        layout->cut = NULL;
    if (text_absent(meta->continued))
        return;
    layout->continued = text_plain(layout, STYLE_CELL_SMALL, meta->continued);
    if (layout->continued != NULL && !text_break(layout, layout->continued, measure))
        layout->continued = NULL;
}

/* The meeting and the attachment, which stand on every page. */
static void draw_head_right(struct layout *layout, fix baseline)
{
    struct words words = { layout->head_right, style_of(STYLE_HEAD_FOOT)->face, TINT_INK_SOFT, ARTIFACT_HEADER };
    draw_words(layout, &words, page_style.width - page_style.right - words_width(layout, &words), baseline);
}

void emit_cover_head(struct layout *layout)
{
    draw_head_right(layout, page_style.head_baseline + COVER_HEAD_DROP);
}

void emit_head(struct layout *layout)
{
    const struct style *style = style_of(STYLE_HEAD_FOOT);
    fix right = page_style.width - page_style.right;
    struct words words = { layout->head_left, style->face, TINT_INK_SOFT, ARTIFACT_HEADER };
    draw_words(layout, &words, page_style.left, page_style.head_baseline);
    words = (struct words){ layout->draft, FACE_TEXT_BOLD, TINT_CONCERNING, ARTIFACT_HEADER };
    draw_words(layout, &words, (page_style.width - words_width(layout, &words)) / 2, page_style.head_baseline);
    draw_head_right(layout, page_style.head_baseline);
    struct item rule = {
        .kind = ITEM_RECT, .artifact = ARTIFACT_HEADER, .x = page_style.left, .y = page_style.head_baseline + PT(4)
    };
    rule.rect.width = right - page_style.left;
    rule.rect.height = page_style.rule;
    rule.rect.fill = tint_colour(TINT_RULE);
    emit_item(layout, &rule);
}

/* The format with its two "%zu" filled in; anything else in it stands for itself. */
static struct text foot_text(struct layout *layout, const char *format, size_t page)
{
    const size_t numbers[2] = { page + 1, layout->plan_count };
    size_t length = strlen(format) + 48;
    char *text = arena_raw(layout->arena, length);
    size_t at = 0;
    size_t number = 0;
    if (text == NULL)
        return (struct text){ 0 };
    while (*format != '\0') {
        if (strncmp(format, "%zu", 3) != 0 || number == 2) {
            text[at++] = *format++;
            continue;
        }
        char digits[24];
        size_t count = 0;
        for (size_t rest = numbers[number]; rest > 0; rest /= 10)
            digits[count++] = (char)('0' + rest % 10);
        while (count > 0)
            text[at++] = digits[--count];
        format += 3;
        number++;
    }
    return (struct text){ text, (uint32_t)at, LANG_NONE };
}

void emit_foot(struct layout *layout, size_t page)
{
    const struct style *style = style_of(STYLE_HEAD_FOOT);
    const char *format = layout->doc->meta.foot_page;
    struct words words = { foot_text(layout, format == NULL ? "%zu / %zu" : format, page), style->face, TINT_INK_SOFT,
                           ARTIFACT_FOOTER };
    fix x = page_style.width - page_style.right - words_width(layout, &words);
    draw_words(layout, &words, x, page_style.foot_baseline);
}
