/* Paragraphs: pieces, their widths, lines. */
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
    struct seg seg;   /* at hand */
    uint64_t advance; /* of it, up to its last character that is no space */
    uint64_t space;   /* of the spaces behind that */
    int64_t line;     /* width since the last forced end */
};

static bool cut(struct cutter *cutter, uint32_t next)
{
    struct layout *layout = cutter->layout;
    struct para *para = cutter->para;
    struct seg *seg = &cutter->seg;
    seg->width = metrics_scale(cutter->advance, para->style->size);
    seg->space = metrics_scale(cutter->space, para->style->size);
    if (!arena_grow(layout->arena, &layout->segs, cutter->count, &layout->seg_room, sizeof *layout->segs))
        return false;
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
    *seg = (struct seg){ .start = next, .end = next };
    return true;
}

/* Gap between a mark and what follows. */
static fix mark_size(const struct para *para)
{
    return para->style->size * 4 / 5;
}

static fix mark_advance(const struct para *para, const struct stretch *stretch)
{
    bool alone = stretch->end - stretch->start == 3 && stretch == &para->stretches[para->stretch_count - 1];
    return mark_size(para) + (alone ? 0 : para->style->size / 4);
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

static bool cut_stretch(struct cutter *cutter, const struct stretch *stretch, const char *breaks)
{
    const struct para *para = cutter->para;
    const char *bytes = para->bytes;
    const uint16_t *ascii = cutter->layout->metrics->faces[stretch->face]->advances[0];
    size_t at = stretch->start;
    if (stretch->span != NULL && stretch->span->mark != MARK_NONE) {
        if (breaks[at] != BREAK_NONE && !cut(cutter, (uint32_t)at))
            return false;
        cutter->advance += cutter->space + (uint64_t)mark_advance(para, stretch) * 1000 / (uint64_t)para->style->size;
        cutter->space = 0;
        at += 3;
        cutter->seg.end = (uint32_t)at;
    }
    while (at < stretch->end) {
        if (breaks[at] != BREAK_NONE && at > cutter->seg.start && !cut(cutter, (uint32_t)at))
            return false;
        unsigned char byte = (unsigned char)bytes[at];
        if (byte == '\n') {
            cutter->seg.forced = true;
            at++;
            continue;
        }
        unsigned advance = ascii != NULL && byte < 0x80 ? ascii[byte] : ADVANCE_LACKING;
        size_t next = at + 1;
        if (advance == ADVANCE_LACKING) {
            next = at;
            advance = advance_of(cutter, stretch->face, utf8_next(bytes, stretch->end, &next));
        }
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
    if (!cut(&cutter, para->length))
        return false;
    struct seg *segs = arena_raw(layout->arena, cutter.count * sizeof *segs);
    if (segs == NULL)
        return false;
    memcpy(segs, layout->segs, cutter.count * sizeof *segs);
    para->segs = segs;
    para->seg_count = (uint32_t)cutter.count;
    return true;
}

/* ---- Lines ---- */

/* True for a character that does not part from the one before it: combining marks (Unicode's Grapheme_Extend, the
 * blocks that occur in texts), joiners, selectors, emoji modifiers. */
static bool joins_before(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x0300, 0x036F }, { 0x0483, 0x0489 },   { 0x0591, 0x05BD },   { 0x05BF, 0x05C7 },   { 0x0610, 0x061A },
        { 0x064B, 0x065F }, { 0x0670, 0x0670 },   { 0x06D6, 0x06ED },   { 0x0711, 0x0711 },   { 0x0730, 0x074A },
        { 0x0900, 0x0903 }, { 0x093A, 0x094F },   { 0x0E31, 0x0E3A },   { 0x0E47, 0x0E4E },   { 0x1AB0, 0x1AFF },
        { 0x1DC0, 0x1DFF }, { 0x200C, 0x200D },   { 0x20D0, 0x20FF },   { 0x3099, 0x309A },   { 0xFE00, 0xFE0F },
        { 0xFE20, 0xFE2F }, { 0x1F3FB, 0x1F3FF }, { 0xE0020, 0xE007F }, { 0xE0100, 0xE01EF },
    };
    if (code < ranges[0].first)
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* A paragraph being broken. */
struct breaker {
    struct layout *layout;
    struct para *para;
    fix width;
    size_t count;
};

static bool add_line(struct breaker *breaker, struct line line)
{
    struct layout *layout = breaker->layout;
    if (!arena_grow(layout->arena, &layout->lines, breaker->count, &layout->line_room, sizeof *layout->lines))
        return false;
    layout->lines[breaker->count++] = line;
    return true;
}

static const struct stretch *stretch_at(const struct para *para, size_t at)
{
    const struct stretch *stretch = para->stretches;
    while (stretch < &para->stretches[para->stretch_count - 1] && at >= stretch->end)
        stretch++;
    return stretch;
}

/* How far from `from` on a line may reach inside a piece that ends at `end`: at least one character with what joins
 * it. */
static uint32_t reach(const struct breaker *breaker, uint32_t from, uint32_t end, fix *width)
{
    const struct para *para = breaker->para;
    const struct stretch *stretch = stretch_at(para, from);
    uint64_t advance = 0;
    uint32_t safe = from;
    uint32_t before = 0;
    *width = 0;
    for (size_t at = from; at < end;) {
        size_t next = at;
        while (at >= stretch->end)
            stretch++;
        uint32_t code = utf8_next(para->bytes, end, &next);
        if (!joins_before(code) && before != 0x200D && at > from) {
            safe = (uint32_t)at;
            *width = metrics_scale(advance, para->style->size);
        }
        if (at == stretch->start && stretch->span != NULL && stretch->span->mark != MARK_NONE)
            advance += (uint64_t)mark_advance(para, stretch) * 1000 / (uint64_t)para->style->size;
        else
            advance += metrics_choose(breaker->layout->metrics, stretch->face, code).advance;
        if (metrics_scale(advance, para->style->size) > breaker->width && safe > from)
            return safe;
        before = code;
        at = next;
    }
    *width = metrics_scale(advance, para->style->size);
    return end;
}

/* Breaks a piece that is wider than the line: the last resort. `*line` becomes its last part. */
static bool break_inside(struct breaker *breaker, const struct seg *seg, struct line *line)
{
    uint32_t at = seg->start;
    for (;;) {
        fix width;
        uint32_t end = reach(breaker, at, seg->end, &width);
        *line = (struct line){ .start = at, .end = end, .width = width };
        if (end >= seg->end)
            return true;
        if (!add_line(breaker, *line))
            return false;
        breaker->layout->emergency_breaks++;
        at = end;
    }
}

/* Line after line, each as full as it gets. The one place to choose line ends: a search over the whole paragraph
 * goes here. */
static bool break_greedily(struct breaker *breaker)
{
    const struct para *para = breaker->para;
    struct line line = { 0 };
    int64_t width = 0;
    fix space = 0;
    bool begun = false;
    for (uint32_t i = 0; i < para->seg_count; i++) {
        const struct seg *seg = &para->segs[i];
        if (begun && width + space + seg->width > breaker->width) {
            line.width = (fix)width;
            line.space = space > 0;
            if (!add_line(breaker, line))
                return false;
            begun = false;
        }
        if (!begun) {
            if (seg->start == seg->end && !seg->forced)
                continue; /* spaces at a line's start */
            line = (struct line){ .start = seg->start, .end = seg->end, .width = seg->width };
            if (seg->width > breaker->width && !break_inside(breaker, seg, &line))
                return false;
            width = line.width;
            begun = true;
        } else {
            width += space + seg->width;
            line.end = seg->end;
        }
        space = seg->space;
        if (seg->forced) {
            line.width = (fix)width;
            line.space = true;
            if (!add_line(breaker, line))
                return false;
            begun = false;
        }
    }
    line.width = (fix)width;
    return !(begun || breaker->count == 0) || add_line(breaker, line);
}

uint32_t text_lines_at(const struct para *para, fix width)
{
    uint32_t lines = 1;
    int64_t filled = 0;
    for (uint32_t i = 0; i < para->seg_count; i++) {
        const struct seg *seg = &para->segs[i];
        if (filled > 0 && filled + seg->width > width) {
            lines++;
            filled = 0;
        }
        if (seg->width > width)
            lines += (uint32_t)(seg->width / width);
        filled += seg->width + seg->space;
        if (seg->forced && i + 1 < para->seg_count) {
            lines++;
            filled = 0;
        }
    }
    return lines;
}

bool text_break(struct layout *layout, struct para *para, fix width)
{
    struct breaker breaker = { .layout = layout, .para = para, .width = width };
    if (!break_greedily(&breaker))
        return false;
    struct line *lines = arena_raw(layout->arena, breaker.count * sizeof *lines);
    if (lines == NULL)
        return false;
    memcpy(lines, layout->lines, breaker.count * sizeof *lines);
    para->lines = lines;
    para->line_count = (uint32_t)breaker.count;
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
