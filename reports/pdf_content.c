#include "reports/pdf_inner.h"

#include "reports/pdf_put.h"
#include "text/utf8.h"

#include <string.h>

#define STRING_PART 32000 /* bytes after which a shown string is ended and another begun (PDF_STRING_MAX) */
#define CURVE_ROOM 128    /* bytes that any one operator with six numbers needs at most */
#define PEN_TOLERANCE 12  /* 1/1000 pt between where text ends and where what follows it begins */

/* ---- Bytes ---- */

/* Where at least `length` more bytes may be written; NULL when memory is out. Follow with wrote. */
static char *more(struct pdf_content *content, size_t length)
{
    if (content->capacity - content->length < length) {
        size_t wanted = (content->capacity + length) * 2;
        char *place = arena_raw(content->pdf->job->arena, wanted);
        if (place == NULL)
            return NULL;
        if (content->length > 0)
            memcpy(place, content->bytes, content->length);
        content->bytes = place;
        content->capacity = wanted;
    }
    return content->bytes + content->length;
}

static void wrote(struct pdf_content *content, const char *end)
{
    content->length = (size_t)(end - content->bytes);
}

/* A shown string is ended only when something else is to be written: what stands right behind it goes into it. */
static void end_string(struct pdf_content *content)
{
    if (!content->in_string)
        return;
    content->in_string = false;
    char *at = more(content, 8);
    if (at != NULL)
        wrote(content, put(at, content->moves ? ")'\n" : ")Tj\n"));
    content->moves = false;
}

static char *room(struct pdf_content *content, size_t length)
{
    end_string(content);
    return more(content, length);
}

static void add(struct pdf_content *content, const char *text)
{
    char *at = room(content, strlen(text));
    if (at != NULL)
        wrote(content, put(at, text));
}

static int32_t hundredths(int64_t thousandths)
{
    int64_t rounded = (thousandths < 0 ? thousandths - 5 : thousandths + 5) / 10;
    return rounded > INT32_MAX ? INT32_MAX : rounded < -INT32_MAX ? -INT32_MAX : (int32_t)rounded;
}

/* From the page's top down to its bottom up. */
static int32_t upwards(const struct pdf_content *content, int64_t y)
{
    return hundredths(content->height) - hundredths(y);
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

static char *put_pair(char *at, int32_t first, int32_t second)
{
    at = put_hundredths(at, first);
    *at++ = ' ';
    at = put_hundredths(at, second);
    *at++ = ' ';
    return at;
}

/* ---- State ---- */

/* Rectangles of one colour are gathered in one path. */
static void end_filling(struct pdf_content *content)
{
    if (content->filling)
        add(content, "f\n");
    content->filling = false;
}

static void set_fill(struct pdf_content *content, colour tone)
{
    if (content->fill == tone)
        return;
    end_filling(content);
    char *at = room(content, CURVE_ROOM);
    if (at != NULL)
        wrote(content, put_colour(at, tone, " g ", " rg "));
    content->fill = tone;
}

static void set_stroke(struct pdf_content *content, colour tone, fix line_width, bool dashed)
{
    char *at = room(content, CURVE_ROOM);
    if (at == NULL)
        return;
    if (content->stroke != tone)
        at = put_colour(at, tone, " G ", " RG ");
    if (content->line_width != hundredths(line_width))
        at = put(put_hundredths(at, hundredths(line_width)), " w ");
    if (content->dashed != dashed)
        at = put(at, dashed ? "[2]0 d " : "[]0 d ");
    wrote(content, at);
    content->stroke = tone;
    content->line_width = hundredths(line_width);
    content->dashed = dashed;
}

static void begin_text(struct pdf_content *content)
{
    end_filling(content);
    if (!content->in_text) {
        add(content, "BT\n");
        content->line_x = content->line_y = 0;
        content->pen_known = false;
    }
    content->in_text = true;
}

static void end_text(struct pdf_content *content)
{
    if (content->in_text)
        add(content, "ET\n");
    content->in_text = false;
}

/* ---- Shown text ---- */

static void set_font(struct pdf_content *content, const struct pdf_font *font, int32_t size)
{
    if (content->font == font && content->size == size)
        return;
    char *at = room(content, CURVE_ROOM);
    if (at == NULL)
        return;
    *at++ = '/';
    *at++ = 'F';
    at = put_int(at, font->number);
    *at++ = ' ';
    wrote(content, put(put_hundredths(at, size), " Tf "));
    content->font = font;
    content->size = size;
}

/* Moves to a line's start, where the pen does not stand there already. Where the line is as far below the last as that
 * was below its own, the operator that shows the string moves too. */
static void move_to(struct pdf_content *content, const struct item *item)
{
    int32_t x = hundredths(item->x), y = upwards(content, item->y);
    int32_t right = x - content->line_x, up = y - content->line_y;
    int64_t off = item->x - content->pen;
    if (content->pen_known && up == 0 && off >= -PEN_TOLERANCE && off <= PEN_TOLERANCE)
        return;
    char *at = room(content, CURVE_ROOM);
    content->line_x = x;
    content->line_y = y;
    content->pen = item->x;
    if (at == NULL)
        return;
    content->moves = right == 0 && up != 0 && -up == content->leading;
    if (content->moves)
        return;
    if (right == 0 && up != 0) {
        wrote(content, put(put_pair(at, 0, up), "TD"));
        content->leading = -up;
    } else {
        wrote(content, put(put_pair(at, right, up), "Td"));
    }
}

/* Sees to it that a string in this font is open, with room for `length` more bytes. NULL when memory is out. */
static char *open_string(struct pdf_content *content, const struct pdf_font *font, size_t length)
{
    if (font != content->font || content->string_length > STRING_PART) {
        end_string(content);
        set_font(content, font, content->size);
    }
    char *at = more(content, length + 16);
    if (at != NULL && !content->in_string) {
        *at++ = '(';
        wrote(content, at);
        content->in_string = true;
        content->string_length = 0;
    }
    content->string_length += length;
    return at;
}

static void show_code(struct pdf_content *content, const struct pdf_font *font, unsigned char code)
{
    char *at = open_string(content, font, 2);
    if (at == NULL)
        return;
    if (code == '(' || code == ')' || code == '\\')
        *at++ = '\\';
    *at++ = (char)code;
    wrote(content, at);
}

/* Characters that are their own codes in a face's first font and need no backslash. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '(' && byte != ')' && byte != '\\';
}

/* Notes the plain characters at the text's start as used and shows them; returns how many. */
static size_t show_plain(struct pdf_content *content, struct pdf_font *first, const char *bytes, size_t length)
{
    size_t count = 0;
    if (length > STRING_PART)
        length = STRING_PART;
    while (count < length && is_plain((unsigned char)bytes[count])) {
        first->characters[(unsigned char)bytes[count]] = (unsigned char)bytes[count];
        count++;
    }
    char *at = count == 0 ? NULL : open_string(content, first, count);
    if (at != NULL) {
        memcpy(at, bytes, count);
        wrote(content, at + count);
    }
    return count;
}

/* The characters of a text item; false where one has no glyph or memory is out (told in the job). */
static bool show_characters(struct pdf_content *content, struct pdf_font *first, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        at += show_plain(content, first, bytes + at, length - at);
        if (at == length || is_plain((unsigned char)bytes[at]))
            continue;
        uint32_t character = utf8_next(bytes, length, &at);
        struct pdf_place place = { first, (unsigned char)character };
        if (character == '(' || character == ')' || character == '\\')
            first->characters[character] = character;
        else
            place = pdf_font_place(content->pdf->coder, first, character);
        if (place.font == NULL)
            return false;
        show_code(content, place.font, place.code);
    }
    return true;
}

static void show(struct pdf_content *content, const struct item *item)
{
    struct pdf_font *first = pdf_font_first(content->pdf->coder, item->text.face);
    if (first == NULL)
        return;
    set_fill(content, item->text.ink);
    set_font(content, content->font != NULL && content->font->face == first->face ? content->font : first,
             hundredths(item->text.size));
    move_to(content, item);
    content->shown = true;
    if (!show_characters(content, first, item->text.bytes, item->text.length))
        return;
    content->pen += item->text.width;
    content->pen_known = true;
    if (item->text.hyphen) { /* counted in the width */
        first->characters[PDF_CODE_HYPHEN] = PDF_CODE_HYPHEN;
        show_code(content, first, PDF_CODE_HYPHEN);
    }
    if (item->text.space) { /* not counted */
        first->characters[PDF_CODE_SPACE] = PDF_CODE_SPACE;
        show_code(content, first, PDF_CODE_SPACE);
        content->pen_known = false;
    }
}

/* A space where something drawn stands for a character: readers that extract text give the ActualText of shown glyphs only. */
static void show_space(struct pdf_content *content, fix x, fix y, fix size)
{
    const struct item item = { .kind = ITEM_TEXT, .x = x, .y = y,
                               .text = { .bytes = "", .face = FACE_TEXT, .size = size, .ink = content->fill, .space = true } };
    begin_text(content);
    show(content, &item);
    end_text(content);
}

/* ---- Marked content (ISO 32000-1, 14.6) ---- */

static const struct elem *elem_of(const struct pdf_content *content, uint32_t elem)
{
    return &content->pdf->laid->elems[elem];
}

static void open_artifact(struct pdf_content *content, enum artifact artifact)
{
    static const char *const heads[] = {
        [ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
        [ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        [ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        [ARTIFACT_REPEAT] = "/Artifact<</Type/Pagination>>BDC\n",
    };
    add(content, heads[artifact]);
}

static void add_actual(struct pdf_content *content, const char *bytes, size_t length)
{
    struct buf buf;
    add(content, "/ActualText");
    buf_init(&buf, 4 * PDF_STRING_MAX);
    pdf_put_string(&buf, bytes, length);
    char *at = room(content, buf.length);
    if (buf_status(&buf) != STATUS_OK) {
        err_set(&content->pdf->job->err, STATUS_NOMEM, "no memory for a text");
    } else if (at != NULL) {
        memcpy(at, buf.bytes, buf.length);
        wrote(content, at + buf.length);
    }
    buf_free(&buf);
}

static bool has_actual(const struct pdf_content *content)
{
    const struct pdf_mark *mark = &content->mark;
    return mark->box != 0 || (mark->elem != 0 && !text_absent(elem_of(content, mark->elem)->actual));
}

/* ActualText stands in the mark as well as in the structure: programs that extract text read the former. */
static void open_elem(struct pdf_content *content)
{
    const struct elem *elem = elem_of(content, content->mark.elem);
    int number = pdf_tags_content(content->pdf->tags, content->mark.elem, content->pdf->page);
    char *at = number < 0 ? NULL : room(content, CURVE_ROOM);
    if (at == NULL)
        return;
    *at++ = '/';
    at = put(at, content->mark.box != 0 ? "Span" : role_name(elem->role));
    at = put(at, "<</MCID ");
    wrote(content, put_int(at, (uint32_t)number));
    if (content->mark.box != 0) {
        char bytes[4];
        add_actual(content, bytes, utf8_put(content->mark.box, bytes));
    } else if (has_actual(content)) {
        add_actual(content, elem->actual.bytes, elem->actual.length);
    }
    add(content, ">>BDC\n");
}

static void close_mark(struct pdf_content *content)
{
    if (!content->marked)
        return;
    end_filling(content);
    if (has_actual(content) && !content->shown)
        show_space(content, content->mark_x, content->mark_y, PT(8));
    if (!content->mark_in_text)
        end_text(content);
    add(content, "EMC\n");
    content->marked = false;
}

/* Opens the mark inside the text object where that can be, so that one object serves many marks; outside where something
 * else may be drawn in it. */
static void open_mark(struct pdf_content *content, const struct pdf_mark *mark, const struct item *item, bool text)
{
    content->mark = *mark;
    content->marked = true;
    content->shown = false;
    content->mark_x = item->x;
    content->mark_y = item->y;
    content->mark_in_text = text && !has_actual(content);
    if (content->mark_in_text && !content->in_text)
        begin_text(content);
    if (!content->mark_in_text)
        end_text(content);
    if (mark->elem == 0)
        open_artifact(content, mark->artifact);
    else
        open_elem(content);
}

/* Sees to it that what is drawn next stands in its own mark, and in a text object or outside as it needs. A mark that
 * was opened inside a text object ends before that does: the two must nest, and marks do not nest in each other, which not
 * every program follows. */
static void want(struct pdf_content *content, const struct item *item, bool text)
{
    bool box = item->kind == ITEM_BOX && item->elem != 0 && text_absent(elem_of(content, item->elem)->actual);
    const struct pdf_mark mark = { item->elem, item->artifact, box ? item->box.code : 0 };
    bool same = content->marked && content->mark.elem == mark.elem && content->mark.box == 0 && mark.box == 0 &&
                (mark.elem != 0 || content->mark.artifact == mark.artifact) && (text || !content->mark_in_text);
    if (!same)
        close_mark(content);
    if (!text)
        end_text(content);
    if (!same)
        open_mark(content, &mark, item, text);
    if (text && !content->in_text)
        begin_text(content);
}

/* ---- Shapes ---- */

static void draw_rect(struct pdf_content *content, fix x, fix y, fix width, fix height)
{
    char *at = room(content, CURVE_ROOM);
    if (at == NULL)
        return;
    /* Edges are rounded, not sizes: neighbours stay neighbours. */
    int32_t left = hundredths(x), right = hundredths((int64_t)x + width);
    int32_t top = upwards(content, y), bottom = upwards(content, (int64_t)y + height);
    at = put_pair(at, left, bottom);
    at = put_pair(at, right - left, top - bottom);
    wrote(content, put(at, "re\n"));
}

static void fill_rect(struct pdf_content *content, const struct item *item)
{
    if (item->rect.fill == COLOUR_NONE)
        return;
    set_fill(content, item->rect.fill);
    draw_rect(content, item->x, item->y, item->rect.width, item->rect.height);
    content->filling = true;
}

static char *put_point(const struct pdf_content *content, char *at, const struct item *item, fix x, fix y)
{
    return put_pair(at, hundredths((int64_t)item->x + x), upwards(content, (int64_t)item->y + y));
}

static void draw_step(struct pdf_content *content, const struct item *item, const struct path_step *step)
{
    static const char *const operators[] = { [PATH_MOVE] = "m\n", [PATH_LINE] = "l\n", [PATH_CURVE] = "c\n", [PATH_CLOSE] = "h\n" };
    char *at = room(content, CURVE_ROOM);
    if (at == NULL)
        return;
    if (step->op == PATH_CURVE) {
        at = put_point(content, at, item, step->x1, step->y1);
        at = put_point(content, at, item, step->x2, step->y2);
    }
    if (step->op != PATH_CLOSE)
        at = put_point(content, at, item, step->x, step->y);
    wrote(content, put(at, operators[step->op]));
}

static void draw_path(struct pdf_content *content, const struct item *item)
{
    bool fills = item->path.fill != COLOUR_NONE, strokes = item->path.stroke != COLOUR_NONE;
    if (item->path.count == 0 || (!fills && !strokes))
        return;
    end_filling(content);
    if (fills)
        set_fill(content, item->path.fill);
    if (strokes)
        set_stroke(content, item->path.stroke, item->path.line_width, item->path.dashed);
    for (size_t i = 0; i < item->path.count; i++)
        draw_step(content, item, &item->path.steps[i]);
    add(content, fills && strokes ? "B\n" : fills ? "f\n" : "S\n");
}

/* A frame for a character that no face has. */
static void draw_box(struct pdf_content *content, const struct item *item)
{
    fix size = item->box.size;
    end_filling(content);
    set_stroke(content, item->box.ink, size / 16, false);
    draw_rect(content, item->x + size / 12, item->y - size * 7 / 10, item->box.width - size / 6, size * 7 / 10);
    add(content, "S\n");
}

/* ---- A page ---- */

void pdf_content_begin(struct pdf_content *content)
{
    struct pdf *pdf = content->pdf;
    *content = (struct pdf_content){ .pdf = pdf, .bytes = content->bytes, .capacity = content->capacity,
                                     .height = pdf->laid->height, .line_width = 100 };
}

/* The item's box for its figure. Text is as high as faces are. */
static bool extend(struct pdf_content *content, const struct item *item)
{
    fix x = item->x, y = item->y;
    fix box[4] = { x, y, x, y };
    switch (item->kind) {
    case ITEM_TEXT:
        box[1] = y - item->text.size * 93 / 100;
        box[2] = x + item->text.width;
        box[3] = y + item->text.size / 4;
        break;
    case ITEM_BOX:
        box[1] = y - item->box.size;
        box[2] = x + item->box.width;
        break;
    case ITEM_RECT:
        box[2] = x + item->rect.width;
        box[3] = y + item->rect.height;
        break;
    case ITEM_PATH:
        for (size_t i = 0; i < item->path.count; i++) {
            const struct path_step *step = &item->path.steps[i];
            const fix point[4] = { x + step->x, y + step->y, x + step->x, y + step->y };
            if (step->op != PATH_CLOSE && !pdf_tags_extend(content->pdf->tags, item->elem, point))
                return false;
        }
        return true;
    case ITEM_LINK:
        return true;
    }
    return pdf_tags_extend(content->pdf->tags, item->elem, box);
}

void pdf_content_item(struct pdf_content *content, const struct item *item)
{
    if (item->elem != 0 && elem_of(content, item->elem)->role == ROLE_FIGURE && !extend(content, item))
        return;
    switch (item->kind) {
    case ITEM_TEXT:
        if (item->text.length == 0 && !item->text.hyphen && !item->text.space)
            break;
        want(content, item, true);
        show(content, item);
        break;
    case ITEM_BOX:
        want(content, item, false);
        draw_box(content, item);
        break;
    case ITEM_RECT:
        want(content, item, false);
        fill_rect(content, item);
        break;
    case ITEM_PATH:
        want(content, item, false);
        draw_path(content, item);
        break;
    case ITEM_LINK:
        break;
    }
}

bool pdf_content_end(struct pdf_content *content)
{
    close_mark(content);
    end_text(content);
    return pdf_sound(content->pdf);
}
