/* Paragraphs: pieces and their widths. */
#include "reports/layout_inner.h"
#include "text/linebreak.h"
#include "text/utf8.h"

/* ---- Pieces ---- */

static bool room_for_breaks(struct layout *layout, size_t length)
{
    if (length <= layout->break_room)
        return true;
    size_t room = length < 2048 ? 4096 : length + length / 2;
    layout->breaks = arena_raw(layout->arena, room);
    layout->break_room = layout->breaks == NULL ? 0 : room;
    return layout->breaks != NULL;
}

/* A paragraph being cut. */
struct cutter {
    struct layout *layout;
    struct para *para;
    size_t count;
    struct seg seg;  /* at hand */
    int64_t advance; /* of it, up to its last character that is no space */
    int64_t space;   /* of the spaces behind that, and of its kerning with what follows */
    int64_t line;    /* width since the last forced end */
};

/* Ends the piece at hand; the next begins at `next`, behind a chance of the kind `chance`. */
static bool cut(struct cutter *cutter, uint32_t next, enum break_kind chance)
{
    struct layout *layout = cutter->layout;
    struct para *para = cutter->para;
    struct seg *seg = &cutter->seg;
    seg->width = metrics_scale(cutter->advance, para->style->size);
    seg->space = metrics_scale(cutter->space, para->style->size);
    if (!arena_grow(layout->arena, &layout->segs, cutter->count, &layout->seg_room, sizeof *layout->segs))
        return false;
    seg->address = seg->address || chance == BREAK_ADDRESS;
    layout->segs[cutter->count++] = *seg;
    if (seg->width > para->minimum)
        para->minimum = seg->width;
    int64_t natural = cutter->line + seg->width;
    if (natural > para->natural)
        para->natural = natural > WIDTH_MAX ? WIDTH_MAX : (fix)natural;
    cutter->line = seg->forced ? 0 : natural + seg->space;
    para->area += (int64_t)seg->width + seg->space;
    cutter->advance = 0;
    cutter->space = 0;
    *seg = (struct seg){ .start = next, .end = next, .poor = chance == BREAK_POOR, .address = chance == BREAK_ADDRESS };
    return true;
}

fix text_mark_size(const struct para *para)
{
    return para->style->size * 4 / 5;
}

fix text_mark_advance(const struct para *para, const struct stretch *stretch)
{
    bool alone = stretch->end - stretch->start == 3 && stretch == &para->stretches[para->stretch_count - 1];
    return text_mark_size(para) + (alone ? 0 : para->style->size / 4);
}

/* One character's advance; what is not of the face makes the paragraph not plain. */
static unsigned advance_of(struct cutter *cutter, enum face face, uint32_t code)
{
    unsigned advance = metrics_advance(cutter->layout->metrics, face, code);
    if (advance != ADVANCE_LACKING)
        return advance;
    cutter->para->plain = false;
    return metrics_choose(cutter->layout->metrics, face, code).advance;
}

/* Takes in what most text is: characters of ASCII that the face has, none a space, up to the next chance for a break.
 * `*row`: what the character before kerns by. Returns where it ends. */
static size_t take_plain(struct cutter *cutter, const struct face_metrics *face, const char *breaks, size_t at,
                         size_t end, const uint8_t **row)
{
    const char *bytes = cutter->para->bytes;
    const uint16_t *ascii = face->advances[0];
    const size_t from = at;
    int64_t advance = cutter->space;
    for (; at < end && breaks[at] == BREAK_NONE; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (byte <= ' ' || byte >= 0x80 || ascii[byte] == ADVANCE_LACKING)
            break;
        advance += metrics_kern_by(face->kerning, *row, byte) + ascii[byte];
        *row = metrics_kern_row(face->kerning, byte);
    }
    if (at > from) {
        cutter->advance += advance;
        cutter->space = 0;
        cutter->seg.end = (uint32_t)at;
    }
    return at;
}

static bool cut_stretch(struct cutter *cutter, const struct stretch *stretch, const char *breaks)
{
    const struct para *para = cutter->para;
    const char *bytes = para->bytes;
    const struct face_metrics *face = cutter->layout->metrics->faces[stretch->face];
    const uint16_t *ascii = face->advances[0];
    const uint8_t *row = metrics_kern_row(face->kerning, 0);
    size_t at = stretch->start;
    if (stretch->span != NULL && stretch->span->mark != MARK_NONE) {
        if (breaks[at] != BREAK_NONE && !cut(cutter, (uint32_t)at, (enum break_kind)breaks[at]))
            return false;
        int64_t mark = (int64_t)text_mark_advance(para, stretch) * 1000 / para->style->size;
        cutter->advance += cutter->space + mark;
        cutter->space = 0;
        at += 3;
        cutter->seg.end = (uint32_t)at;
    }
    while (at < stretch->end) {
        if (ascii != NULL)
            at = take_plain(cutter, face, breaks, at, stretch->end, &row);
        if (at == stretch->end)
            break;
        size_t next = at + 1;
        uint32_t code = (unsigned char)bytes[at];
        if (code >= 0x80) {
            next = at;
            code = utf8_next(bytes, stretch->end, &next);
        }
        cutter->space += metrics_kern_by(face->kerning, row, code);
        row = metrics_kern_row(face->kerning, code);
        if (breaks[at] != BREAK_NONE && at > cutter->seg.start &&
            !cut(cutter, (uint32_t)at, (enum break_kind)breaks[at]))
            return false;
        unsigned char byte = (unsigned char)bytes[at];
        if (byte == '\n') {
            cutter->seg.forced = cutter->para->forced = true;
            at++;
            continue;
        }
        unsigned advance = ascii != NULL && byte < 0x80 ? ascii[byte] : ADVANCE_LACKING;
        if (advance == ADVANCE_LACKING)
            advance = advance_of(cutter, stretch->face, code);
        if (byte == ' ') {
            cutter->space += advance;
        } else {
            cutter->advance += cutter->space + advance;
            cutter->space = 0;
            cutter->seg.end = (uint32_t)next;
        }
        at = next;
    }
    return true;
}

bool text_measure(struct layout *layout, struct para *para)
{
    struct cutter cutter = { .layout = layout, .para = para };
    para->plain =
        para->stretch_count == 1 && (para->stretches[0].span == NULL || para->stretches[0].span->mark == MARK_NONE);
    if (para->length == 0)
        return true;
    if (!room_for_breaks(layout, para->length))
        return false;
    linebreak_find(para->bytes, para->length, layout->breaks);
    for (size_t i = 0; i < para->stretch_count; i++) {
        const struct stretch *stretch = &para->stretches[i];
        if (stretch->span != NULL && stretch->span->mark != MARK_NONE && stretch->end - stretch->start > 3)
            layout->breaks[stretch->start + 3] = BREAK_NONE; /* a mark stays with its word */
    }
    for (size_t i = 0; i < para->stretch_count; i++)
        if (!cut_stretch(&cutter, &para->stretches[i], layout->breaks))
            return false;
    if (!cut(&cutter, para->length, BREAK_NONE))
        return false;
    struct seg *segs = arena_raw(layout->arena, cutter.count * sizeof *segs);
    if (segs == NULL)
        return false;
    memcpy(segs, layout->segs, cutter.count * sizeof *segs);
    para->segs = segs;
    para->seg_count = (uint32_t)cutter.count;
    return true;
}

struct para *text_plain(struct layout *layout, enum style_id style, struct text text)
{
    struct para *para = arena_alloc(layout->arena, sizeof *para);
    struct stretch *stretch = arena_alloc(layout->arena, sizeof *stretch);
    if (para == NULL || stretch == NULL)
        return NULL;
    const struct style *look = style_of(style);
    *stretch = (struct stretch){ .end = text.length, .face = look->face, .ink = look->ink };
    *para = (struct para){
        .bytes = text.bytes, .length = text.length, .style = look, .stretches = stretch, .stretch_count = 1
    };
    return text_measure(layout, para) ? para : NULL;
}
