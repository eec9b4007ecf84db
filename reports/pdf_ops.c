#include "reports/pdf_ops.h"

#include "reports/pdf_put.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define STRING_PART    32000 /* bytes after which a shown string is ended and another begun (PDF_STRING_MAX) */
#define PEN_TOLERANCE  12    /* 1/1000 pt between where text ends and where what follows it begins */
#define COLOUR_UNKNOWN 0xFE000000u

void pdf_ops_begin(struct pdf_ops *ops, struct pdf *pdf, fix height, bool fresh)
{
    *ops = (struct pdf_ops){
        .pdf = pdf, .bytes = ops->bytes, .capacity = ops->capacity, .height = height, .line_width = 100
    };
    if (!fresh) {
        ops->fill = ops->stroke = COLOUR_UNKNOWN;
        ops->line_width = ops->dashes = -1;
    }
}

/* ---- Bytes ---- */

/* As pdf_ops_room, but inside a string too. */
static char *more(struct pdf_ops *ops, size_t length)
{
    if (ops->capacity - ops->length < length) {
        size_t wanted = (ops->capacity + length) * 2;
        char *place = arena_raw(ops->pdf->job->arena, wanted);
        if (place == NULL)
            return NULL;
        if (ops->length > 0)
            memcpy(place, ops->bytes, ops->length);
        ops->bytes = place;
        ops->capacity = wanted;
    }
    return ops->bytes + ops->length;
}

void pdf_ops_wrote(struct pdf_ops *ops, const char *end)
{
    ops->length = (size_t)(end - ops->bytes);
}

/* A shown string is ended only when something else is to be written: what stands right behind it goes into it. */
static void end_string(struct pdf_ops *ops)
{
    if (!ops->in_string)
        return;
    ops->in_string = false;
    char *at = more(ops, 8);
    if (at != NULL)
        pdf_ops_wrote(ops, put(at, ops->kerned ? ")]TJ\n" : ops->moves ? ")'\n" : ")Tj\n"));
    ops->moves = ops->kerned = false;
}

char *pdf_ops_room(struct pdf_ops *ops, size_t length)
{
    end_string(ops);
    return more(ops, length);
}

void pdf_ops_add(struct pdf_ops *ops, const char *text)
{
    char *at = pdf_ops_room(ops, strlen(text));
    if (at != NULL)
        pdf_ops_wrote(ops, put(at, text));
}

/* ---- Numbers and colours ---- */

int32_t pdf_ops_across(int64_t thousandths)
{
    int64_t rounded = (thousandths < 0 ? thousandths - 5 : thousandths + 5) / 10;
    return rounded > INT32_MAX ? INT32_MAX : rounded < -INT32_MAX ? -INT32_MAX : (int32_t)rounded;
}

/* From the page's top down to its bottom up. */
int32_t pdf_ops_up(const struct pdf_ops *ops, int64_t y)
{
    return pdf_ops_across(ops->height) - pdf_ops_across(y);
}

int32_t pdf_ops_near(int64_t thousandths)
{
    return pdf_ops_across((thousandths < 0 ? thousandths - 50 : thousandths + 50) / 100 * 100);
}

int32_t pdf_ops_near_up(const struct pdf_ops *ops, int64_t y)
{
    return pdf_ops_near(ops->height) - pdf_ops_near(y);
}

/* 0 to 255 as 0 to 1 with three places, which tell 256 values apart. */
static char *put_part(char *at, uint32_t part)
{
    uint32_t number = (part * 1000 + 127) / 255;
    if (number % 1000 == 0) {
        *at++ = number == 0 ? '0' : '1';
        return at;
    }
    *at++ = '.';
    for (uint32_t unit = 100; number > 0; unit /= 10) {
        *at++ = (char)('0' + number / unit);
        number %= unit;
    }
    return at;
}

static char *put_colour(char *at, colour tone, const char *grey, const char *full)
{
    uint32_t red = tone >> 16 & 0xFF, green = tone >> 8 & 0xFF, blue = tone & 0xFF;
    at = put_part(at, red);
    if (red == green && green == blue)
        return put(at, grey);
    *at++ = ' ';
    at = put_part(at, green);
    *at++ = ' ';
    at = put_part(at, blue);
    return put(at, full);
}

/* ---- State ---- */

/* Rectangles of one colour are gathered in one path. */
void pdf_ops_end_filling(struct pdf_ops *ops)
{
    if (ops->filling)
        pdf_ops_add(ops, "f\n");
    ops->filling = false;
}

void pdf_ops_set_fill(struct pdf_ops *ops, colour tone)
{
    if (ops->fill == tone)
        return;
    pdf_ops_end_filling(ops);
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at != NULL)
        pdf_ops_wrote(ops, put_colour(at, tone, " g ", " rg "));
    ops->fill = tone;
}

void pdf_ops_set_stroke(struct pdf_ops *ops, colour tone, fix line_width, bool dashed)
{
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    if (ops->stroke != tone)
        at = put_colour(at, tone, " G ", " RG ");
    if (ops->line_width != pdf_ops_across(line_width))
        at = put(put_hundredths(at, pdf_ops_across(line_width)), " w ");
    if (ops->dashes != dashed)
        at = put(at, dashed ? "[2]0 d " : "[]0 d ");
    pdf_ops_wrote(ops, at);
    ops->stroke = tone;
    ops->line_width = pdf_ops_across(line_width);
    ops->dashes = dashed;
}

void pdf_ops_begin_text(struct pdf_ops *ops)
{
    pdf_ops_end_filling(ops);
    if (!ops->in_text) {
        pdf_ops_add(ops, "BT\n");
        ops->line_x = ops->line_y = 0;
        ops->pen_known = false;
    }
    ops->in_text = true;
}

void pdf_ops_end_text(struct pdf_ops *ops)
{
    if (ops->in_text)
        pdf_ops_add(ops, "ET\n");
    ops->in_text = false;
}

/* ---- Shown text ---- */

static void set_font(struct pdf_ops *ops, const struct pdf_font *font, int32_t size)
{
    if (ops->font == font && ops->size == size)
        return;
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    if (at == NULL)
        return;
    *at++ = '/';
    *at++ = 'F';
    at = put_int(at, font->number);
    *at++ = ' ';
    pdf_ops_wrote(ops, put(put_hundredths(at, size), " Tf "));
    ops->font = font;
    ops->size = size;
}

/* Moves to a line's start, where the pen does not stand there already. Where the line is as far below the last as that
 * was below its own, the operator that shows the string moves too. */
static void move_to(struct pdf_ops *ops, const struct item *item)
{
    int32_t x = pdf_ops_near(item->x), y = pdf_ops_near_up(ops, item->y);
    int32_t right = x - ops->line_x, up = y - ops->line_y;
    int64_t off = item->x - ops->pen;
    if (ops->pen_known && up == 0 && off >= -PEN_TOLERANCE && off <= PEN_TOLERANCE)
        return;
    char *at = pdf_ops_room(ops, PDF_OPERATOR_MAX);
    ops->line_x = x;
    ops->line_y = y;
    ops->pen = item->x;
    if (at == NULL)
        return;
    ops->moves = right == 0 && up != 0 && -up == ops->leading;
    if (ops->moves)
        return;
    if (right == 0 && up != 0) {
        pdf_ops_wrote(ops, put(put_pair(at, 0, up), "TD"));
        ops->leading = -up;
    } else {
        pdf_ops_wrote(ops, put(put_pair(at, right, up), "Td"));
    }
}

/* Sees to it that a string in this font is open, with room for `length` more bytes. NULL when memory is out. */
static char *open_string(struct pdf_ops *ops, const struct pdf_font *font, size_t length)
{
    if (font != ops->font || (ops->in_string && ops->string_length + length > STRING_PART)) {
        end_string(ops);
        set_font(ops, font, ops->size);
    }
    char *at = more(ops, length + 16);
    if (at != NULL && !ops->in_string) {
        ops->string_start = ops->length;
        *at++ = '(';
        pdf_ops_wrote(ops, at);
        ops->in_string = true;
        ops->string_length = 0;
    }
    ops->string_length += length;
    return at;
}

static void show_code(struct pdf_ops *ops, const struct pdf_font *font, unsigned char code)
{
    char *at = open_string(ops, font, 2);
    if (at == NULL)
        return;
    if (code == '(' || code == ')' || code == '\\')
        *at++ = '\\';
    *at++ = (char)code;
    pdf_ops_wrote(ops, at);
}

/* Characters that are their own codes in a face's first font and need no backslash: printable ASCII but ( ) \. */
static const bool is_plain[256] = {
    [' ' ... '\''] = true,
    ['*' ... '['] = true,
    [']' ... '~'] = true,
};

/* Between the character shown last and the next, in 1/1000 em. The first kerning makes an array of the open string; no
 * operator shows an array and moves, so the move is written apart. */
static void show_kern(struct pdf_ops *ops, int kern)
{
    char *at = kern == 0 || !ops->in_string ? NULL : more(ops, 32);
    if (at == NULL)
        return;
    if (!ops->kerned) {
        const char *head = ops->moves ? "T*[" : "[";
        size_t length = strlen(head);
        char *start = ops->bytes + ops->string_start;
        memmove(start + length, start, (size_t)(at - start));
        memcpy(start, head, length);
        at += length;
        ops->kerned = true;
    }
    *at++ = ')';
    if (kern > 0)
        *at++ = '-';
    at = put_int(at, (uint32_t)abs(kern));
    *at++ = '(';
    pdf_ops_wrote(ops, at);
}

/* Notes the plain characters at the text's start, up to a pair that kerns, as used and shows them; returns how many. */
static size_t show_plain(struct pdf_ops *ops, struct pdf_font *first, const char *bytes, size_t length)
{
    const struct kerning *kerning = fonts_metrics(ops->pdf->fonts)->faces[first->face]->kerning;
    const uint8_t *row = NULL;
    size_t count = 0;
    if (length > STRING_PART)
        length = STRING_PART;
    for (; count < length; count++) {
        unsigned char byte = (unsigned char)bytes[count];
        if (!is_plain[byte] || metrics_kern_by(kerning, row, byte) != 0)
            break;
        first->characters[byte] = byte;
        row = metrics_kern_row(kerning, byte);
    }
    char *at = count == 0 ? NULL : open_string(ops, first, count);
    if (at != NULL) {
        memcpy(at, bytes, count);
        pdf_ops_wrote(ops, at + count);
    }
    return count;
}

/* The characters of a text item; false where one has no glyph or memory is out (told in the job). */
static bool show_characters(struct pdf_ops *ops, struct pdf_font *first, const char *bytes, size_t length)
{
    const struct face_metrics *face = fonts_metrics(ops->pdf->fonts)->faces[first->face];
    uint32_t before = 0;
    for (size_t at = 0; at < length;) {
        size_t next = at;
        uint32_t character = utf8_next(bytes, length, &next);
        show_kern(ops, metrics_kern(face, before, character));
        size_t plain = show_plain(ops, first, bytes + at, length - at);
        if (plain > 0) {
            at += plain;
            before = (unsigned char)bytes[at - 1];
            continue;
        }
        at = next;
        before = character;
        struct pdf_place place = { first, (unsigned char)character };
        if (character == '(' || character == ')' || character == '\\')
            first->characters[character] = character;
        else
            place = pdf_font_place(ops->pdf->coder, first, character);
        if (place.font == NULL)
            return false;
        show_code(ops, place.font, place.code);
    }
    return true;
}

void pdf_ops_show(struct pdf_ops *ops, const struct item *item)
{
    struct pdf_font *first = pdf_font_first(ops->pdf->coder, item->text.face);
    if (first == NULL)
        return;
    pdf_ops_set_fill(ops, item->text.ink);
    set_font(ops, ops->font != NULL && ops->font->face == first->face ? ops->font : first,
             pdf_ops_across(item->text.size));
    move_to(ops, item);
    if (!show_characters(ops, first, item->text.bytes, item->text.length))
        return;
    ops->pen += item->text.width;
    ops->pen_known = true;
    if (item->text.hyphen) { /* counted in the width */
        first->characters[PDF_CODE_HYPHEN] = PDF_CODE_HYPHEN;
        show_code(ops, first, PDF_CODE_HYPHEN);
    }
    if (item->text.space) { /* not counted */
        first->characters[PDF_CODE_SPACE] = PDF_CODE_SPACE;
        show_code(ops, first, PDF_CODE_SPACE);
        ops->pen_known = false;
    }
}
