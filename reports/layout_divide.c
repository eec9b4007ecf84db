/* Where pieces of text may be divided by a hyphen of ours. */
#include "reports/layout_inner.h"
#include "text/utf8.h"

#define STUB    4 /* letters that a word at least leaves on a paragraph's last line */
#define CONTEXT 8 /* bytes behind a piece that tell whether its last word ends there: two characters */

const struct stretch *text_stretch_at(const struct para *para, size_t at)
{
    uint32_t low = 0, high = para->stretch_count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (at < para->stretches[middle].end)
            high = middle;
        else
            low = middle + 1;
    }
    return &para->stretches[low];
}

fix text_hyphen(const struct layout *layout, const struct para *para, const struct stretch *stretch)
{
    unsigned advance = metrics_advance(layout->metrics, stretch->face, '-');
    return advance == ADVANCE_LACKING ? 0 : metrics_scale(advance, para->style->size);
}

static enum lang lang_at(const struct layout *layout, const struct para *para, const struct stretch *stretch)
{
    enum lang lang = stretch->span == NULL ? LANG_NONE : stretch->span->text.lang;
    if (lang == LANG_NONE)
        lang = para->lang;
    return lang == LANG_NONE ? layout->doc->meta.lang : lang;
}

/* A piece being measured from left to right. */
struct ruler {
    const struct layout *layout;
    const struct para *para;
    const struct stretch *stretch;
    size_t at;
    uint32_t before;  /* the character before `at`; 0: none beside which one kerns */
    int64_t advance;  /* before `at` */
};

/* Moves the ruler over a character; false where another face draws it: our hyphen would look like that one's. */
static bool step(struct ruler *ruler)
{
    const struct stretch *stretch = ruler->stretch;
    const struct metrics *metrics = ruler->layout->metrics;
    if (ruler->at == stretch->start && stretch->span != NULL && stretch->span->mark != MARK_NONE) {
        ruler->advance += (int64_t)text_mark_advance(ruler->para, stretch) * 1000 / ruler->para->style->size;
        ruler->at += 3;
        return true;
    }
    uint32_t code = utf8_next(ruler->para->bytes, stretch->end, &ruler->at);
    unsigned advance = metrics_advance(metrics, stretch->face, code);
    bool own = advance != ADVANCE_LACKING;
    ruler->advance += own ? advance : metrics_choose(metrics, stretch->face, code).advance;
    ruler->advance += metrics_kern(metrics->faces[stretch->face], ruler->before, code);
    ruler->before = code;
    return own;
}

/* The places of one word; the ruler moves to the last of them. */
static size_t word_points(struct ruler *ruler, const struct word *word, fix hyphen, struct point *points, size_t room)
{
    char folded[WORD_BYTES_MAX];
    struct word_point found[WORD_LETTERS_MAX];
    const struct layout *layout = ruler->layout;
    size_t length = word_fold(ruler->para->bytes, word, folded);
    size_t found_count =
        wordbooks_points(layout->doc->meta.words, lang_at(layout, ruler->para, ruler->stretch), folded, length, found);
    size_t count = 0;
    unsigned letters = 0;
    if (found_count == 0)
        return 0;
    while (ruler->at < word->start)
        (void)step(ruler);
    for (size_t i = 0; i < found_count && count < room; i++) {
        for (; letters < found[i].letters && ruler->at < word->end; letters++)
            if (!step(ruler))
                return count;
        if (ruler->at >= word->end)
            break; /* the book is damaged */
        /* Only where the word stays whole its parts kern: what follows is narrower by that, and begins sooner */
        size_t ahead = ruler->at;
        uint32_t next = utf8_next(ruler->para->bytes, word->end, &ahead);
        int kern = metrics_kern(layout->metrics->faces[ruler->stretch->face], ruler->before, next);
        fix size = ruler->para->style->size;
        fix before = metrics_scale(ruler->advance + kern, size);
        points[count++] = (struct point){ .at = (uint32_t)ruler->at,
                                          .before = before,
                                          .width = metrics_scale(ruler->advance, size) + hyphen,
                                          .rank = found[i].rank,
                                          .stub = word->letters - letters < STUB };
    }
    return count;
}

size_t text_points(const struct layout *layout, const struct para *para, const struct seg *seg,
                   struct point points[POINTS_MAX])
{
    const struct stretch *stretch = text_stretch_at(para, seg->start);
    fix hyphen = text_hyphen(layout, para, stretch);
    size_t count = 0;
    struct word word;
    if (layout->doc->meta.words == NULL || seg->address || seg->end - seg->start < WORD_LETTERS_MIN ||
        seg->end > stretch->end || hyphen == 0)
        return 0;
    struct ruler ruler = { layout, para, stretch, seg->start, 0, 0 };
    size_t seen = para->length - seg->end < CONTEXT ? para->length : seg->end + CONTEXT;
    for (size_t at = seg->start; count < POINTS_MAX && word_next(para->bytes, seen, &at, &word);) {
        if (word.end > seg->end)
            break;
        count += word_points(&ruler, &word, hyphen, points + count, POINTS_MAX - count);
    }
    return count;
}

fix text_least(const struct layout *layout, const struct para *para)
{
    fix least = 0;
    for (uint32_t i = 0; i < para->seg_count; i++) {
        const struct seg *seg = &para->segs[i];
        struct point points[POINTS_MAX];
        if (seg->width <= least)
            continue;
        size_t count = text_points(layout, para, seg, points);
        fix begun = 0; /* where the part at hand begins */
        for (size_t k = 0; k <= count; k++) {
            fix part = (k < count ? points[k].width : seg->width) - begun;
            least = part > least ? part : least;
            begun = k < count ? points[k].before : 0;
        }
    }
    return least;
}
