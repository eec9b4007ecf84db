/* Makes a font that the program carries from one of Debian's: the characters that reports may need, without hinting,
 * which print and today's screens do not use, and without tables that nobody reads. Runs while building.
 *
 *     mkfont IN.ttf OUT.ttf [kern] RANGE...        RANGE: 20-7E or 2192, hexadecimal
 *
 * With "kern" the pairs' kerning stays (GPOS); every other OpenType feature goes. */
#include <hb-subset.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *what, const char *name)
{
    fprintf(stderr, "mkfont: %s: %s\n", name, what);
    return 1;
}

static bool range_add(hb_set_t *characters, const char *text)
{
    char *end;
    unsigned long first = strtoul(text, &end, 16);
    unsigned long last = first;
    if (end != text && *end == '-')
        last = strtoul(end + 1, &end, 16);
    if (end == text || *end != '\0' || first > last || last > 0x10FFFF)
        return false;
    hb_set_add_range(characters, (hb_codepoint_t)first, (hb_codepoint_t)last);
    return true;
}

/* The tables that go beside those that hb-subset drops of itself. */
static void choose_tables(hb_subset_input_t *input, bool kern)
{
    static const char goes[][5] = { "GSUB", "GDEF", "BASE", "JSTF", "MATH", "DSIG", "FFTM", "gasp",
                                    "kern", "LTSH", "VDMX", "hdmx", "meta", "vhea", "vmtx", "VORG" };
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof goes / sizeof goes[0]; i++)
        hb_set_add(tables, hb_tag_from_string(goes[i], 4));
    if (!kern)
        hb_set_add(tables, HB_TAG('G', 'P', 'O', 'S'));
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    if (kern)
        hb_set_add(features, HB_TAG('k', 'e', 'r', 'n'));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
}

static bool write_font(hb_face_t *face, const char *name)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    FILE *file = fopen(name, "wb");
    bool fine = length > 0 && file != NULL && fwrite(bytes, 1, length, file) == length;
    if (file != NULL && fclose(file) != 0)
        fine = false;
    hb_blob_destroy(blob);
    return fine;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return fail("usage: mkfont IN.ttf OUT.ttf [kern] RANGE...", "call");
    bool kern = strcmp(argv[3], "kern") == 0;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(argv[1]);
    if (blob == NULL)
        return fail("cannot be read", argv[1]);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (hb_face_get_glyph_count(face) == 0 || input == NULL)
        return fail("is no font", argv[1]);
    for (int i = kern ? 4 : 3; i < argc; i++)
        if (!range_add(hb_subset_input_unicode_set(input), argv[i]))
            return fail("is no range of characters", argv[i]);
    choose_tables(input, kern);
    hb_face_t *subset = hb_subset_or_fail(face, input);
    if (subset == NULL)
        return fail("cannot be reduced", argv[1]);
    if (!write_font(subset, argv[2]))
        return fail("cannot be written", argv[2]);
    hb_face_destroy(subset);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return 0;
}
