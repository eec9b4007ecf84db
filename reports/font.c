#include "reports/font.h"

#include "base/assets.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#define PAGES (0x110000 >> 8)

/* Where each face comes from. Stems: the width of the upright "l". */
static const struct {
    const char *asset;
    const char *name;
    int stem;
    bool bold, italic;
} sources[FACE_COUNT] = {
    [FACE_TEXT] = { "fonts/text.ttf", "Roboto-Regular", 90, false, false },
    [FACE_TEXT_BOLD] = { "fonts/text-bold.ttf", "Roboto-Bold", 141, true, false },
    [FACE_TEXT_ITALIC] = { "fonts/text-italic.ttf", "Roboto-Italic", 90, false, true },
    [FACE_NARROW] = { "fonts/narrow.ttf", "RobotoCondensed-Regular", 85, false, false },
    [FACE_NARROW_BOLD] = { "fonts/narrow-bold.ttf", "RobotoCondensed-Bold", 138, true, false },
    [FACE_NARROW_ITALIC] = { "fonts/narrow-italic.ttf", "RobotoCondensed-Italic", 85, false, true },
    [FACE_SPARE] = { "fonts/spare.ttf", "DejaVuSansCondensed", 81, false, false },
    [FACE_SPARE_BOLD] = { "fonts/spare-bold.ttf", "DejaVuSansCondensed-Bold", 157, true, false },
    [FACE_SPARE_ITALIC] = { "fonts/spare-italic.ttf", "DejaVuSansCondensed-Oblique", 81, false, true },
};

struct face_data {
    struct face_metrics metrics;
    struct font_traits traits;
    const uint16_t *glyphs[PAGES]; /* as metrics.advances, but glyph numbers; 0: none */
    hb_face_t *face;
    uint16_t *store; /* the pages of metrics.advances and glyphs */
};

struct fonts {
    struct metrics metrics;
    struct face_data faces[FACE_COUNT];
};

/* To 1/1000 em, half away from zero. */
static int per_mille(int64_t units, unsigned em)
{
    int64_t twice = units * 2000;
    return (int)((twice + (units < 0 ? -(int64_t)em : (int64_t)em)) / (2 * (int64_t)em));
}

static size_t count_pages(const hb_set_t *characters)
{
    size_t pages = 0;
    hb_codepoint_t code = HB_SET_VALUE_INVALID;
    hb_codepoint_t page = HB_SET_VALUE_INVALID;
    while (hb_set_next(characters, &code)) {
        if (code >> 8 != page)
            pages++;
        page = code >> 8;
    }
    return pages;
}

/* The tables of advances and glyphs, from the font's character map. False when memory is out. */
static bool face_measure(struct face_data *data, hb_font_t *font, unsigned em)
{
    hb_set_t *characters = hb_set_create();
    hb_face_collect_unicodes(data->face, characters);
    size_t pages = count_pages(characters);
    data->store = calloc(2 * pages, 256 * sizeof *data->store);
    bool fine = data->store != NULL && hb_set_allocation_successful(characters);
    uint16_t *advances = data->store;
    uint16_t *glyphs = NULL;
    hb_codepoint_t code = HB_SET_VALUE_INVALID;
    hb_codepoint_t page = HB_SET_VALUE_INVALID;
    while (fine && hb_set_next(characters, &code) && code < 0x110000) {
        if (code >> 8 != page) {
            page = code >> 8;
            glyphs = advances + 256;
            memset(advances, 0xFF, 256 * sizeof *advances);
            data->metrics.advances[page] = advances;
            data->glyphs[page] = glyphs;
            advances += 512;
        }
        hb_codepoint_t glyph;
        if (!hb_font_get_nominal_glyph(font, code, &glyph) || glyph == 0 || glyph > UINT16_MAX)
            continue;
        glyphs[code & 255] = (uint16_t)glyph;
        (glyphs - 256)[code & 255] = (uint16_t)per_mille(hb_font_get_glyph_h_advance(font, glyph), em);
    }
    hb_set_destroy(characters);
    return fine;
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag, unsigned em)
{
    hb_position_t units = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &units);
    return per_mille(units, em);
}

/* The box of all glyphs from the font's header table (OpenType 1.9, "head": xMin at byte 36). */
static void read_box(struct face_data *data, unsigned em)
{
    hb_blob_t *blob = hb_face_reference_table(data->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length;
    const unsigned char *head = (const unsigned char *)hb_blob_get_data(blob, &length);
    for (size_t i = 0; i < 4 && length >= 54; i++)
        data->traits.box[i] = per_mille((int16_t)(head[36 + 2 * i] << 8 | head[37 + 2 * i]), em);
    hb_blob_destroy(blob);
}

/* The text faces kern; the spare ones, for signs, have no such table. */
static bool read_kerning(struct face_data *data, enum face id)
{
    static const char *const tables[FACE_SPARE] = { "fonts/text.kern",   "fonts/text-bold.kern",   "fonts/text-italic.kern",
                                                    "fonts/narrow.kern", "fonts/narrow-bold.kern", "fonts/narrow-italic.kern" };
    if (id >= FACE_SPARE)
        return true;
    const struct asset *asset = asset_lookup(tables[id]);
    if (asset == NULL || asset->length != sizeof *data->metrics.kerning)
        return false;
    data->metrics.kerning = (const void *)asset->bytes;
    return true;
}

static enum status face_load(struct face_data *data, enum face id, struct err *err)
{
    const struct asset *asset = asset_lookup(sources[id].asset);
    if (asset == NULL)
        return err_set(err, STATUS_BUG, "the program does not carry %s", sources[id].asset);
    hb_blob_t *blob =
        hb_blob_create((const char *)asset->bytes, (unsigned)asset->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    data->face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(data->face) == 0)
        return err_set(err, STATUS_BUG, "%s cannot be read as a font", sources[id].asset);
    if (!read_kerning(data, id))
        return err_set(err, STATUS_BUG, "the program does not carry the kerning of %s", sources[id].asset);
    hb_face_make_immutable(data->face);
    hb_font_t *font = hb_font_create(data->face);
    unsigned em = hb_face_get_upem(data->face);
    bool fine = face_measure(data, font, em);
    data->metrics.ascender = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em);
    data->metrics.descender = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, em);
    data->metrics.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, em);
    data->metrics.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, em);
    data->traits = (struct font_traits){
        .name = sources[id].name, .stem = sources[id].stem, .bold = sources[id].bold, .italic = sources[id].italic
    };
    data->traits.italic_angle = (int)hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
    read_box(data, em);
    hb_font_destroy(font);
    return fine ? STATUS_OK : err_set(err, STATUS_NOMEM, "no memory for %s", sources[id].asset);
}

enum status fonts_load(struct fonts **out, struct err *err)
{
    *out = NULL;
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL)
        return err_set(err, STATUS_NOMEM, "no memory for the fonts");
    for (enum face id = 0; id < FACE_COUNT; id++) {
        enum status status = face_load(&fonts->faces[id], id, err);
        if (status != STATUS_OK) {
            fonts_free(fonts);
            return status;
        }
        fonts->metrics.faces[id] = &fonts->faces[id].metrics;
    }
    *out = fonts;
    return STATUS_OK;
}

void fonts_free(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (enum face id = 0; id < FACE_COUNT; id++) {
        hb_face_destroy(fonts->faces[id].face);
        free(fonts->faces[id].store);
    }
    free(fonts);
}

const struct metrics *fonts_metrics(const struct fonts *fonts)
{
    return &fonts->metrics;
}

const struct font_traits *fonts_traits(const struct fonts *fonts, enum face face)
{
    return &fonts->faces[face].traits;
}

static hb_codepoint_t glyph_of(const struct face_data *data, uint32_t code)
{
    const uint16_t *page = code < 0x110000 ? data->glyphs[code >> 8] : NULL;
    return page == NULL ? 0 : page[code & 255];
}

/* What a font file inside a PDF needs is glyf, head, hhea, hmtx, loca, maxp (ISO 32000-1, 9.9); all else goes. */
static hb_subset_input_t *subset_input(const uint32_t *codes, size_t count)
{
    static const char goes[][5] = { "cmap", "GPOS", "GSUB", "GDEF", "OS/2", "name",
                                    "post", "kern", "gasp", "fpgm", "prep", "cvt " };
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return NULL;
    hb_set_t *wanted = hb_subset_input_unicode_set(input); /* by glyph it takes four times as long */
    for (size_t i = 0; i < count; i++)
        hb_set_add(wanted, codes[i]);
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof goes / sizeof goes[0]; i++)
        hb_set_add(tables, hb_tag_from_string(goes[i], 4));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    return input;
}

enum status fonts_subset(const struct fonts *fonts, enum face face, const uint32_t *codes, size_t count,
                         uint16_t *places, struct buf *out)
{
    const struct face_data *data = &fonts->faces[face];
    hb_subset_plan_t *plan = NULL;
    hb_face_t *subset = NULL;
    hb_subset_input_t *input = subset_input(codes, count);
    if (input != NULL)
        plan = hb_subset_plan_create_or_fail(data->face, input);
    if (plan != NULL)
        subset = hb_subset_plan_execute_or_fail(plan);
    if (subset != NULL) {
        const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (size_t i = 0; i < count; i++) {
            hb_codepoint_t place = hb_map_get(numbers, glyph_of(data, codes[i]));
            places[i] = place == HB_MAP_VALUE_INVALID ? 0 : (uint16_t)place;
        }
        hb_blob_t *blob = hb_face_reference_blob(subset);
        unsigned length;
        const char *bytes = hb_blob_get_data(blob, &length);
        buf_add(out, bytes, length);
        hb_blob_destroy(blob);
    }
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return subset == NULL ? STATUS_NOMEM : buf_status(out);
}
