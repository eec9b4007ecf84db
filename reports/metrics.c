#include "reports/metrics.h"

#include "text/utf8.h"

enum face metrics_spare(enum face face)
{
    switch (face) {
    case FACE_TEXT_BOLD:
    case FACE_NARROW_BOLD:
    case FACE_SPARE_BOLD:
        return FACE_SPARE_BOLD;
    case FACE_TEXT_ITALIC:
    case FACE_NARROW_ITALIC:
    case FACE_SPARE_ITALIC:
        return FACE_SPARE_ITALIC;
    default:
        return FACE_SPARE;
    }
}

/* True for a character that shows nothing by nature (Unicode's Default_Ignorable_Code_Point, its common part). */
static bool is_ignorable(uint32_t code)
{
    return code == 0x00AD || code == 0x034F || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2060 && code <= 0x2064) || (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF ||
           (code >= 0xE0100 && code <= 0xE01EF);
}

struct glyph_choice metrics_choose(const struct metrics *metrics, enum face face, uint32_t code)
{
    unsigned advance = metrics_advance(metrics, face, code);
    if (advance != ADVANCE_LACKING)
        return (struct glyph_choice){ GLYPH_OF_FACE, face, advance };
    if (is_ignorable(code))
        return (struct glyph_choice){ GLYPH_NOTHING, face, 0 };
    enum face spare = metrics_spare(face);
    advance = metrics_advance(metrics, spare, code);
    if (advance != ADVANCE_LACKING)
        return (struct glyph_choice){ GLYPH_OF_FACE, spare, advance };
    advance = metrics_advance(metrics, FACE_SPARE, code);
    if (advance != ADVANCE_LACKING)
        return (struct glyph_choice){ GLYPH_OF_FACE, FACE_SPARE, advance };
    return (struct glyph_choice){ GLYPH_BOX, face, ADVANCE_BOX };
}

/* Takes in ASCII that the face has; nearly all text is. */
static size_t run_ascii(const struct face_metrics *face, struct text_run *run, size_t length, uint32_t *before)
{
    const uint16_t *advances = face->advances[0];
    const uint8_t *row = metrics_kern_row(face->kerning, *before);
    size_t at = run->length;
    for (; at < length; at++) {
        unsigned char byte = (unsigned char)run->bytes[at];
        if (byte >= 0x80 || advances[byte] == ADVANCE_LACKING)
            break;
        run->advance += advances[byte] + metrics_kern_by(face->kerning, row, byte);
        row = metrics_kern_row(face->kerning, byte);
        *before = byte;
    }
    return at;
}

bool metrics_run(const struct metrics *metrics, enum face face, const char *bytes, size_t length, size_t *at,
                 struct text_run *run)
{
    const struct face_metrics *own = metrics->faces[face];
    size_t place = *at;
    uint32_t before = 0;
    *run = (struct text_run){ .bytes = bytes + place, .face = face };
    while (place < length) {
        if (own->advances[0] != NULL && run->face == face) {
            run->length = (uint32_t)run_ascii(own, run, length - (size_t)(run->bytes - bytes), &before);
            place = (size_t)(run->bytes - bytes) + run->length;
            if (place == length)
                break;
        }
        size_t next = place;
        uint32_t code = utf8_next(bytes, length, &next);
        struct glyph_choice choice = metrics_choose(metrics, face, code);
        bool first = run->length == 0;
        if (choice.kind == GLYPH_NOTHING && first) {
            place = next;
            run->bytes = bytes + place;
            continue;
        }
        if (choice.kind != GLYPH_OF_FACE || (!first && choice.face != run->face)) {
            if (choice.kind == GLYPH_BOX && first) {
                *run = (struct text_run){ bytes + place, (uint32_t)(next - place), face,
                                          code == UTF8_BAD ? 0xFFFDu : code, ADVANCE_BOX };
                place = next;
            }
            break;
        }
        run->face = choice.face;
        run->advance += (int)choice.advance + metrics_kern(metrics->faces[choice.face], before, code);
        before = code;
        run->length += (uint32_t)(next - place);
        place = next;
    }
    *at = place;
    return run->length > 0;
}

fix metrics_width(const struct metrics *metrics, enum face face, fix size, const char *bytes, size_t length)
{
    int64_t advance = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < length;) {
        uint32_t code = utf8_next(bytes, length, &at);
        advance += (int)metrics_choose(metrics, face, code).advance + metrics_kern(metrics->faces[face], before, code);
        before = code;
    }
    return metrics_scale(advance, size);
}

size_t metrics_fit(const struct metrics *metrics, const struct text_run *text, fix size, fix width)
{
    int64_t advance = 0;
    uint32_t before = 0;
    size_t at = 0;
    while (at < text->length) {
        size_t next = at;
        uint32_t code = utf8_next(text->bytes, text->length, &next);
        advance += (int)metrics_choose(metrics, text->face, code).advance +
                   metrics_kern(metrics->faces[text->face], before, code);
        before = code;
        if (metrics_scale(advance, size) > width)
            break;
        at = next;
    }
    while (at > 0 && text->bytes[at - 1] == ' ')
        at--;
    return at;
}
