#include "reports/pdf_inner.h"

#include <stdio.h>
#include <string.h>

#define LATIN_FIRST 0xA0u
#define LATIN_LAST  0xFFu
#define NO_CODE     256u

struct entry {
    uint32_t character; /* 0: free */
    struct pdf_place place;
};

/* The fonts of one face. */
struct coder {
    struct pdf_font *first, *last;
    struct entry *entries;  /* characters beyond ASCII, a hash table with open addressing */
    size_t count, capacity; /* capacity: a power of two */
};

struct pdf_fonts {
    struct job *job;
    const struct fonts *fonts;
    struct coder coders[FACE_COUNT];
    unsigned numbers; /* given out to fonts */
};

struct pdf_fonts *pdf_fonts_new(struct job *job, const struct fonts *fonts)
{
    struct pdf_fonts *made = arena_alloc(job->arena, sizeof *made);
    if (made != NULL)
        *made = (struct pdf_fonts){ .job = job, .fonts = fonts };
    return made;
}

/* ---- Codes ---- */

static struct pdf_font *font_add(struct pdf_fonts *fonts, enum face face)
{
    struct coder *coder = &fonts->coders[face];
    struct pdf_font *font = arena_alloc(fonts->job->arena, sizeof *font);
    if (font == NULL)
        return NULL;
    font->face = face;
    font->number = fonts->numbers++;
    if (coder->last != NULL)
        coder->last->next = font;
    else
        coder->first = font;
    coder->last = font;
    return font;
}

struct pdf_font *pdf_font_first(struct pdf_fonts *fonts, enum face face)
{
    struct pdf_font *first = fonts->coders[face].first;
    return first != NULL ? first : font_add(fonts, face);
}

/* Line ends inside a string are read as one character (ISO 32000-1, 7.3.4.2), and brackets cost a backslash: codes that
 * need not be them are not. */
static bool code_is_plain(unsigned code)
{
    return code != '\n' && code != '\r' && code != '(' && code != ')' && code != '\\';
}

/* The next code to be given out in a font; NO_CODE when it is full. */
static unsigned code_next(const struct pdf_font *font, bool is_first)
{
    for (unsigned code = font->last + 1; code < 256; code++) {
        bool reserved = is_first && ((code >= 0x20 && code < 0x7F) || code >= LATIN_FIRST);
        if (!reserved && code_is_plain(code))
            return code;
    }
    return NO_CODE;
}

static struct entry *entry_find(const struct coder *coder, uint32_t character)
{
    size_t at = character * 2654435761u & (coder->capacity - 1);
    while (coder->entries[at].character != 0 && coder->entries[at].character != character)
        at = (at + 1) & (coder->capacity - 1);
    return &coder->entries[at];
}

/* Keeps the table at most half full. */
static bool entries_grow(struct pdf_fonts *fonts, struct coder *coder)
{
    if (coder->count * 2 < coder->capacity)
        return true;
    struct coder old = *coder;
    coder->capacity = old.capacity == 0 ? 128 : old.capacity * 2;
    coder->entries = arena_array(fonts->job->arena, coder->capacity, sizeof *coder->entries);
    if (coder->entries == NULL) {
        *coder = old;
        return false;
    }
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].character != 0)
            *entry_find(coder, old.entries[i].character) = old.entries[i];
    return true;
}

/* A code for a character that has none yet. */
static struct pdf_place place_add(struct pdf_fonts *fonts, enum face face, uint32_t character)
{
    static const struct pdf_place nowhere = { NULL, 0 };
    struct coder *coder = &fonts->coders[face];
    if (character == 0 || metrics_advance(fonts_metrics(fonts->fonts), face, character) == ADVANCE_LACKING) {
        err_set(&fonts->job->err, STATUS_BUG, "a page holds U+%04X in a face that lacks it", (unsigned)character);
        return nowhere;
    }
    struct pdf_font *font = pdf_font_first(fonts, face);
    unsigned code = character;
    if (font == NULL || !entries_grow(fonts, coder))
        return nowhere;
    /* U+00AD keeps out of its own code, which is our hyphen's */
    if (character < LATIN_FIRST || character > LATIN_LAST || character == PDF_CODE_HYPHEN) {
        font = code_next(coder->first, true) != NO_CODE ? coder->first : coder->last;
        code = code_next(font, font == coder->first);
        if (code == NO_CODE) {
            font = font_add(fonts, face);
            code = 1;
        }
        if (font == NULL)
            return nowhere;
        font->last = code;
    }
    font->characters[code] = character;
    struct entry *entry = entry_find(coder, character);
    *entry = (struct entry){ character, { font, (unsigned char)code } };
    coder->count++;
    return entry->place;
}

struct pdf_place pdf_font_place(struct pdf_fonts *fonts, struct pdf_font *first, uint32_t character)
{
    const struct coder *coder = &fonts->coders[first->face];
    if (character >= LATIN_FIRST && character <= LATIN_LAST && first->characters[character] == character &&
        character != PDF_CODE_HYPHEN)
        return (struct pdf_place){ first, (unsigned char)character };
    if (coder->capacity > 0 && character != 0) {
        const struct entry *entry = entry_find(coder, character);
        if (entry->character == character)
            return entry->place;
    }
    return place_add(fonts, first->face, character);
}

/* ---- What every font of every document shares ---- */

/* Codes are one byte, and the same number as the CID (ISO 32000-1, 9.7.5.4). */
static const char byte_cmap[] = "%!PS-Adobe-3.0 Resource-CMap\n"
                                "%%DocumentNeededResources: ProcSet (CIDInit)\n"
                                "%%IncludeResource: ProcSet (CIDInit)\n"
                                "%%BeginResource: CMap (Vuosikello-Byte)\n"
                                "%%Title: (Vuosikello-Byte Adobe Identity 0)\n"
                                "%%EndComments\n"
                                "/CIDInit /ProcSet findresource begin\n"
                                "12 dict begin\n"
                                "begincmap\n"
                                "/CIDSystemInfo 3 dict dup begin\n"
                                "/Registry (Adobe) def\n"
                                "/Ordering (Identity) def\n"
                                "/Supplement 0 def\n"
                                "end def\n"
                                "/CMapName /Vuosikello-Byte def\n"
                                "/CMapVersion 1 def\n"
                                "/CMapType 1 def\n"
                                "/WMode 0 def\n"
                                "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
                                "1 begincidrange\n<00> <FF> 0\nendcidrange\n"
                                "endcmap\n"
                                "CMapName currentdict /CMap defineresource pop\n"
                                "end\nend\n"
                                "%%EndResource\n%%EOF\n";

static HPDF_Dict system_info(struct pdf *pdf)
{
    HPDF_Dict info = HPDF_Dict_New(pdf->doc->mmgr);
    if (info == NULL)
        return NULL;
    HPDF_Dict_Add(info, "Registry", HPDF_String_New(pdf->doc->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(info, "Ordering", HPDF_String_New(pdf->doc->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    return info;
}

static HPDF_Dict make_cmap(struct pdf *pdf)
{
    static const struct pdf_stream *kept;
    if (!pdf_deflate_once(pdf->job, byte_cmap, sizeof byte_cmap - 1, &kept))
        return NULL;
    HPDF_Dict cmap = pdf_stream(pdf, kept);
    if (cmap == NULL)
        return NULL;
    HPDF_Dict_AddName(cmap, "Type", "CMap");
    HPDF_Dict_AddName(cmap, "CMapName", "Vuosikello-Byte");
    HPDF_Dict_Add(cmap, "CIDSystemInfo", system_info(pdf));
    HPDF_Dict_AddNumber(cmap, "WMode", 0);
    return cmap;
}

/* ---- One font ---- */

struct used { /* the characters of a font by rising code */
    size_t count;
    unsigned char codes[256];
    uint32_t characters[256]; /* what they look like: a hyphen for our own */
    uint16_t glyphs[256];     /* in the embedded file */
};

static void find_used(const struct pdf_font *font, struct used *used)
{
    used->count = 0;
    for (unsigned code = 0; code < 256; code++) {
        if (font->characters[code] == 0)
            continue;
        bool hyphen = code == PDF_CODE_HYPHEN && font->characters[code] == PDF_CODE_HYPHEN;
        used->codes[used->count] = (unsigned char)code;
        used->characters[used->count++] = hyphen ? '-' : font->characters[code];
    }
}

static void put_hex(struct buf *out, uint32_t number, int digits)
{
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        buf_char(out, "0123456789ABCDEF"[number >> shift & 15]);
}

static void put_code(struct buf *out, unsigned code)
{
    buf_char(out, '<');
    put_hex(out, code, 2);
    buf_char(out, '>');
}

/* In UTF-16BE. */
static void put_character(struct buf *out, uint32_t character)
{
    buf_char(out, '<');
    if (character >= 0x10000) {
        put_hex(out, 0xD800 + ((character - 0x10000) >> 10), 4);
        put_hex(out, 0xDC00 + ((character - 0x10000) & 0x3FF), 4);
    } else {
        put_hex(out, character, 4);
    }
    buf_text(out, ">\n");
}

/* What each code says (ISO 32000-1, 9.10.3). In a face's first font the codes of ASCII and Latin-1 are told as ranges,
 * used or not. */
static void write_unicode(const struct pdf_font *font, bool is_first, struct buf *out)
{
    buf_text(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)"
                  "/Ordering (UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<00><FF>\nendcodespacerange\n");
    if (is_first)
        buf_text(out, "2 beginbfrange\n<20><7E><0020>\n<A0><FF><00A0>\nendbfrange\n");
    unsigned codes[256];
    size_t count = 0;
    for (unsigned code = 0; code < 256; code++)
        if (font->characters[code] != 0 && !(is_first && font->characters[code] == code))
            codes[count++] = code;
    for (size_t i = 0; i < count; i++) {
        if (i % 100 == 0) { /* at most 100 lines a block */
            buf_int(out, (int64_t)(count - i < 100 ? count - i : 100));
            buf_text(out, " beginbfchar\n");
        }
        put_code(out, codes[i]);
        put_character(out, font->characters[codes[i]]);
        if (i % 100 == 99 || i + 1 == count)
            buf_text(out, "endbfchar\n");
    }
    buf_text(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* Deflates what is in `buf` and makes it a stream object. */
static HPDF_Dict deflated(struct pdf *pdf, const struct buf *buf)
{
    struct pdf_stream stream;
    if (buf_status(buf) != STATUS_OK) {
        err_set(&pdf->job->err, STATUS_NOMEM, "no memory for a font");
        return NULL;
    }
    return pdf_deflate(pdf->job, buf->bytes, buf->length, &stream) ? pdf_stream(pdf, &stream) : NULL;
}

static HPDF_Dict make_unicode(struct pdf *pdf, const struct pdf_font *font, bool is_first, struct buf *work)
{
    buf_reset(work);
    write_unicode(font, is_first, work);
    return deflated(pdf, work);
}

/* The glyph of each CID, two bytes each, up to the last one used. */
static HPDF_Dict make_glyph_map(struct pdf *pdf, const struct used *used, struct buf *work)
{
    buf_reset(work);
    size_t length = used->count == 0 ? 2 : 2 * ((size_t)used->codes[used->count - 1] + 1);
    char *map = buf_room(work, length);
    if (map != NULL) {
        memset(map, 0, length);
        for (size_t i = 0; i < used->count; i++) {
            map[2 * used->codes[i]] = (char)(used->glyphs[i] >> 8);
            map[2 * used->codes[i] + 1] = (char)(used->glyphs[i] & 0xFF);
        }
        buf_grew(work, length);
    }
    return deflated(pdf, work);
}

static HPDF_Dict make_file(struct pdf *pdf, const struct pdf_font *font, struct used *used, struct buf *work)
{
    buf_reset(work);
    enum status status = fonts_subset(pdf->fonts, font->face, used->characters, used->count, used->glyphs, work);
    if (status != STATUS_OK) {
        err_set(&pdf->job->err, status, "a font could not be made ready");
        return NULL;
    }
    HPDF_Dict file = deflated(pdf, work);
    if (file != NULL)
        HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)work->length);
    return file;
}

/* "ABCDEF+Roboto-Regular" (ISO 32000-1, 9.6.4): the letters from a digest of the characters (FNV-1a). */
static void write_name(const struct pdf *pdf, const struct pdf_font *font, const struct used *used, struct buf *out)
{
    uint64_t digest = 0xCBF29CE484222325u;
    for (size_t i = 0; i < used->count; i++)
        digest = (digest ^ used->characters[i]) * 0x100000001B3u;
    digest ^= digest >> 32;
    for (int i = 0; i < 6; i++) {
        buf_char(out, (char)('A' + digest % 26));
        digest /= 26;
    }
    buf_char(out, '+');
    buf_text(out, fonts_traits(pdf->fonts, font->face)->name);
}

static HPDF_Dict make_descriptor(struct pdf *pdf, const struct pdf_font *font, const char *name, HPDF_Dict file)
{
    enum { SYMBOLIC = 4, ITALIC = 64 };
    const struct font_traits *traits = fonts_traits(pdf->fonts, font->face);
    const struct face_metrics *metrics = fonts_metrics(pdf->fonts)->faces[font->face];
    HPDF_Dict descriptor = pdf_dict(pdf, NULL, NULL);
    HPDF_Array box = HPDF_Array_New(pdf->doc->mmgr);
    if (descriptor == NULL || box == NULL)
        return NULL;
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, traits->box[i]);
    HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName(descriptor, "FontName", name);
    HPDF_Dict_AddNumber(descriptor, "Flags", SYMBOLIC | (traits->italic ? ITALIC : 0));
    HPDF_Dict_Add(descriptor, "FontBBox", box);
    HPDF_Dict_AddNumber(descriptor, "ItalicAngle", traits->italic_angle);
    HPDF_Dict_AddNumber(descriptor, "Ascent", metrics->ascender);
    HPDF_Dict_AddNumber(descriptor, "Descent", metrics->descender);
    HPDF_Dict_AddNumber(descriptor, "CapHeight", metrics->cap_height);
    HPDF_Dict_AddNumber(descriptor, "StemV", traits->stem);
    HPDF_Dict_Add(descriptor, "FontFile2", file);
    return descriptor;
}

/* [code [width width ...] code [...]], for used codes only. */
static HPDF_Array make_widths(struct pdf *pdf, const struct pdf_font *font, const struct used *used)
{
    const struct metrics *metrics = fonts_metrics(pdf->fonts);
    HPDF_Array widths = HPDF_Array_New(pdf->doc->mmgr);
    HPDF_Array run = NULL;
    for (size_t i = 0; i < used->count && widths != NULL; i++) {
        if (i == 0 || used->codes[i] != used->codes[i - 1] + 1) {
            run = HPDF_Array_New(pdf->doc->mmgr);
            if (run == NULL)
                return NULL;
            HPDF_Array_AddNumber(widths, used->codes[i]);
            HPDF_Array_Add(widths, run);
        }
        HPDF_Array_AddNumber(run, (HPDF_INT32)metrics_advance(metrics, font->face, used->characters[i]));
    }
    return widths;
}

static HPDF_Dict make_descendant(struct pdf *pdf, const struct pdf_font *font, const char *name, struct used *used,
                                 struct buf *work)
{
    HPDF_Dict file = make_file(pdf, font, used, work);
    HPDF_Dict descriptor = file == NULL ? NULL : make_descriptor(pdf, font, name, file);
    HPDF_Dict map = descriptor == NULL ? NULL : make_glyph_map(pdf, used, work);
    HPDF_Dict descendant = map == NULL ? NULL : pdf_dict(pdf, NULL, NULL);
    if (descendant == NULL)
        return NULL;
    HPDF_Dict_AddName(descendant, "Type", "Font");
    HPDF_Dict_AddName(descendant, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(descendant, "BaseFont", name);
    HPDF_Dict_Add(descendant, "CIDSystemInfo", system_info(pdf));
    HPDF_Dict_Add(descendant, "FontDescriptor", descriptor);
    HPDF_Dict_Add(descendant, "CIDToGIDMap", map);
    HPDF_Dict_Add(descendant, "W", make_widths(pdf, font, used));
    return descendant;
}

static HPDF_Dict make_font(struct pdf *pdf, const struct pdf_font *font, bool is_first, HPDF_Dict cmap,
                           struct buf *work)
{
    struct used used;
    find_used(font, &used);
    buf_reset(work);
    write_name(pdf, font, &used, work);
    char *name = arena_text(pdf->job->arena, work->bytes, work->length);
    HPDF_Dict descendant = name == NULL ? NULL : make_descendant(pdf, font, name, &used, work);
    HPDF_Dict unicode = descendant == NULL ? NULL : make_unicode(pdf, font, is_first, work);
    HPDF_Dict dict = unicode == NULL ? NULL : pdf_dict(pdf, NULL, NULL);
    HPDF_Array descendants = dict == NULL ? NULL : HPDF_Array_New(pdf->doc->mmgr);
    if (descendants == NULL)
        return NULL;
    HPDF_Array_Add(descendants, descendant);
    HPDF_Dict_AddName(dict, "Type", "Font");
    HPDF_Dict_AddName(dict, "Subtype", "Type0");
    HPDF_Dict_AddName(dict, "BaseFont", name);
    HPDF_Dict_Add(dict, "Encoding", cmap);
    HPDF_Dict_Add(dict, "DescendantFonts", descendants);
    HPDF_Dict_Add(dict, "ToUnicode", unicode);
    return dict;
}

bool pdf_fonts_finish(struct pdf *pdf, HPDF_Dict resources)
{
    struct buf work;
    buf_init(&work, MIB);
    HPDF_Dict fonts = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Dict cmap = fonts == NULL || pdf->coder->numbers == 0 ? NULL : make_cmap(pdf);
    for (enum face face = 0; face < FACE_COUNT && cmap != NULL; face++) {
        const struct pdf_font *first = pdf->coder->coders[face].first;
        for (const struct pdf_font *font = first; font != NULL; font = font->next) {
            HPDF_Dict dict = make_font(pdf, font, font == first, cmap, &work);
            char name[16];
            snprintf(name, sizeof name, "F%u", font->number);
            if (dict == NULL || HPDF_Dict_Add(fonts, name, dict) != HPDF_OK)
                cmap = NULL;
            if (cmap == NULL)
                break;
        }
    }
    buf_free(&work);
    if (fonts == NULL || (cmap == NULL && pdf->coder->numbers > 0))
        return pdf_stop(pdf);
    HPDF_Dict_Add(resources, "Font", fonts);
    return pdf_sound(pdf);
}
