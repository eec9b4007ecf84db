/* The fonts of a document as PDF: dictionaries, embedded files, what their codes mean. */
#include "reports/pdf_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    enum face face;
    bool is_first; /* of its face */
    size_t count;
    unsigned char codes[256];
    uint32_t characters[256]; /* what they look like: a hyphen for our own */
    uint32_t meant[256];      /* by code; 0: not used */
    uint16_t glyphs[256];     /* in the embedded file */
};

/* A class of characters of which three quarters are used is embedded whole: it costs a few hundred bytes, and the fonts
 * of a plan's reports become the same, so that they are made once. Only codes that stand for themselves. */
static void complete(const struct metrics *metrics, struct used *used)
{
    static const char *const classes[] = { "abcdefghijklmnopqrstuvwxyz\xE4\xE5\xF6", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                           "0123456789" };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        size_t length = strlen(classes[i]), there = 0;
        for (size_t k = 0; k < length; k++)
            there += used->meant[(unsigned char)classes[i][k]] != 0;
        for (size_t k = 0; k < length && 4 * there >= 3 * length; k++) {
            unsigned char code = (unsigned char)classes[i][k];
            if (metrics_advance(metrics, used->face, code) != ADVANCE_LACKING)
                used->meant[code] = code;
        }
    }
}

static void find_used(const struct metrics *metrics, const struct pdf_font *font, bool is_first, struct used *used)
{
    used->face = font->face;
    used->is_first = is_first;
    used->count = 0;
    memcpy(used->meant, font->characters, sizeof used->meant);
    if (is_first)
        complete(metrics, used);
    for (unsigned code = 0; code < 256; code++) {
        if (used->meant[code] == 0)
            continue;
        bool hyphen = code == PDF_CODE_HYPHEN && used->meant[code] == PDF_CODE_HYPHEN;
        used->codes[used->count] = (unsigned char)code;
        used->characters[used->count++] = hyphen ? '-' : used->meant[code];
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
static void write_unicode(const struct used *used, struct buf *out)
{
    buf_text(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)"
                  "/Ordering (UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<00><FF>\nendcodespacerange\n");
    if (used->is_first)
        buf_text(out, "2 beginbfrange\n<20><7E><0020>\n<A0><FF><00A0>\nendbfrange\n");
    unsigned codes[256];
    size_t count = 0;
    for (unsigned code = 0; code < 256; code++)
        if (used->meant[code] != 0 && !(used->is_first && used->meant[code] == code))
            codes[count++] = code;
    for (size_t i = 0; i < count; i++) {
        if (i % 100 == 0) { /* at most 100 lines a block */
            buf_int(out, (int64_t)(count - i < 100 ? count - i : 100));
            buf_text(out, " beginbfchar\n");
        }
        put_code(out, codes[i]);
        put_character(out, used->meant[codes[i]]);
        if (i % 100 == 99 || i + 1 == count)
            buf_text(out, "endbfchar\n");
    }
    buf_text(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* The glyph of each CID, two bytes each, up to the last one used. */
static void write_glyph_map(const struct used *used, struct buf *out)
{
    size_t length = used->count == 0 ? 2 : 2 * ((size_t)used->codes[used->count - 1] + 1);
    char *map = buf_room(out, length);
    if (map == NULL)
        return; /* the buffer tells it */
    memset(map, 0, length);
    for (size_t i = 0; i < used->count; i++) {
        map[2 * used->codes[i]] = (char)(used->glyphs[i] >> 8);
        map[2 * used->codes[i] + 1] = (char)(used->glyphs[i] & 0xFF);
    }
    buf_grew(out, length);
}

/* ---- Its streams, kept in the process ---- */

#define FONTS_KEPT 24

/* What a font is made of follows from its face, which the program carries, and what its codes mean alone. */
struct streams {
    struct pdf_stream file, map, unicode;
    size_t file_length; /* before it was deflated */
};

struct kept {
    enum face face;
    bool is_first;
    uint32_t meant[256];
    struct streams streams; /* their bytes in one block, the file's first */
    unsigned long asked;    /* when it was asked for last; 0: free */
};

static struct kept kept[FONTS_KEPT];
static unsigned long asked;

static bool copy_stream(struct job *job, struct pdf_stream *stream)
{
    stream->bytes = arena_text(job->arena, stream->bytes, stream->length);
    return stream->bytes != NULL;
}

/* A copy in the arena: what is kept may be given up for another font while the document still needs it. */
static bool find_kept(struct pdf *pdf, const struct used *used, struct streams *out)
{
    for (size_t i = 0; i < FONTS_KEPT; i++) {
        struct kept *one = &kept[i];
        if (one->asked == 0 || one->face != used->face || one->is_first != used->is_first ||
            memcmp(one->meant, used->meant, sizeof one->meant) != 0)
            continue;
        one->asked = ++asked;
        *out = one->streams;
        return copy_stream(pdf->job, &out->file) && copy_stream(pdf->job, &out->map) &&
               copy_stream(pdf->job, &out->unicode);
    }
    return false;
}

/* In the place of the one that was not asked for longest. Where memory is out it is not kept. */
static void keep(const struct used *used, const struct streams *streams)
{
    struct kept *place = &kept[0];
    for (size_t i = 1; i < FONTS_KEPT; i++)
        if (kept[i].asked < place->asked)
            place = &kept[i];
    char *bytes = malloc(streams->file.length + streams->map.length + streams->unicode.length);
    if (bytes == NULL)
        return;
    free((void *)(uintptr_t)place->streams.file.bytes);
    *place = (struct kept){ used->face, used->is_first, { 0 }, *streams, ++asked };
    memcpy(place->meant, used->meant, sizeof place->meant);
    struct pdf_stream *all[] = { &place->streams.file, &place->streams.map, &place->streams.unicode };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        memcpy(bytes, all[i]->bytes, all[i]->length);
        all[i]->bytes = bytes;
        bytes += all[i]->length;
    }
}

/* Deflates what is in `buf`, to be kept. */
static bool deflated(struct pdf *pdf, const struct buf *buf, struct pdf_stream *out)
{
    if (buf_status(buf) != STATUS_OK) {
        err_set(&pdf->job->err, STATUS_NOMEM, "no memory for a font");
        return false;
    }
    return pdf_deflate(pdf->job, true, buf->bytes, buf->length, out);
}

static bool make_streams(struct pdf *pdf, struct used *used, struct buf *work, struct streams *out)
{
    buf_reset(work);
    enum status status = fonts_subset(pdf->fonts, used->face, used->characters, used->count, used->glyphs, work);
    if (status != STATUS_OK) {
        err_set(&pdf->job->err, status, "a font could not be made ready");
        return false;
    }
    out->file_length = work->length;
    if (!deflated(pdf, work, &out->file))
        return false;
    buf_reset(work);
    write_glyph_map(used, work);
    if (!deflated(pdf, work, &out->map))
        return false;
    buf_reset(work);
    write_unicode(used, work);
    if (!deflated(pdf, work, &out->unicode))
        return false;
    keep(used, out);
    return true;
}

/* ---- Its dictionaries ---- */

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

/* What the W of a font is made of. */
struct widths {
    const struct metrics *metrics;
    struct used used;
};

/* [code [width width ...] code [...]], for used codes only. */
static HPDF_STATUS write_widths(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct widths *widths = dict->attr;
    const struct used *used = &widths->used;
    struct buf *out = pdf_buf(stream);
    buf_text(out, "/W[");
    for (size_t i = 0; i < used->count; i++) {
        bool begins = i == 0 || used->codes[i] != used->codes[i - 1] + 1;
        if (begins)
            buf_printf(out, "%s%u[", i == 0 ? "" : "]", used->codes[i]);
        else
            buf_char(out, ' ');
        buf_int(out, metrics_advance(widths->metrics, used->face, used->characters[i]));
    }
    buf_text(out, used->count == 0 ? "]" : "]]");
    return HPDF_OK;
}

static HPDF_Dict make_descendant(struct pdf *pdf, const struct pdf_font *font, const char *name,
                                 const struct used *used, const struct streams *streams)
{
    HPDF_Dict file = pdf_stream(pdf, &streams->file);
    HPDF_Dict descriptor = file == NULL ? NULL : make_descriptor(pdf, font, name, file);
    HPDF_Dict map = descriptor == NULL ? NULL : pdf_stream(pdf, &streams->map);
    struct widths *widths = map == NULL ? NULL : arena_raw(pdf->job->arena, sizeof *widths);
    HPDF_Dict descendant = widths == NULL ? NULL : pdf_dict(pdf, write_widths, widths);
    if (descendant == NULL)
        return NULL;
    *widths = (struct widths){ fonts_metrics(pdf->fonts), *used };
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)streams->file_length);
    HPDF_Dict_AddName(descendant, "Type", "Font");
    HPDF_Dict_AddName(descendant, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(descendant, "BaseFont", name);
    HPDF_Dict_Add(descendant, "CIDSystemInfo", system_info(pdf));
    HPDF_Dict_Add(descendant, "FontDescriptor", descriptor);
    HPDF_Dict_Add(descendant, "CIDToGIDMap", map);
    return descendant;
}

static HPDF_Dict make_font(struct pdf *pdf, const struct pdf_font *font, bool is_first, HPDF_Dict cmap,
                           struct buf *work)
{
    struct used used;
    struct streams streams;
    find_used(fonts_metrics(pdf->fonts), font, is_first, &used);
    if (!find_kept(pdf, &used, &streams) && !make_streams(pdf, &used, work, &streams))
        return NULL;
    buf_reset(work);
    write_name(pdf, font, &used, work);
    char *name = arena_text(pdf->job->arena, work->bytes, work->length);
    HPDF_Dict descendant = name == NULL ? NULL : make_descendant(pdf, font, name, &used, &streams);
    HPDF_Dict unicode = descendant == NULL ? NULL : pdf_stream(pdf, &streams.unicode);
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
    bool any = false;
    for (enum face face = 0; face < FACE_COUNT; face++)
        any |= pdf_fonts_of(pdf->coder, face) != NULL;
    HPDF_Dict cmap = fonts == NULL || !any ? NULL : make_cmap(pdf);
    for (enum face face = 0; face < FACE_COUNT && cmap != NULL; face++) {
        const struct pdf_font *first = pdf_fonts_of(pdf->coder, face);
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
    if (fonts == NULL || (cmap == NULL && any))
        return pdf_stop(pdf);
    HPDF_Dict_Add(resources, "Font", fonts);
    return pdf_sound(pdf);
}
