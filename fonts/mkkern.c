/* Reads the kerning of a carried font (GPOS, as HarfBuzz applies it) into the table that reports look up (struct kerning
 * in reports/metrics.h). Runs while building: shaping all pairs takes longer than a report.
 *
 *     mkkern IN.ttf OUT.kern
 *
 * Letters that kern alike share a class. Left out are the space and the hyphen, so that a line is as wide wherever it is
 * broken, and pairs under 10/1000 em: nobody sees a tenth of a point at 8 to 10 pt, and each costs bytes in every PDF. */
#include "reports/metrics.h"

#include <hb-ot.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 10 /* 1/1000 em */

static unsigned char pairs[KERN_CODES][KERN_CODES]; /* biased */
static struct kerning table;

static int fail(const char *what, const char *name)
{
    fprintf(stderr, "mkkern: %s: %s\n", name, what);
    return 1;
}

/* In 1/1000 em; 0 where the font lacks one of the two or makes something else of them. */
static int pair_kern(hb_font_t *font, hb_buffer_t *buffer, uint32_t left, uint32_t right)
{
    uint32_t codes[] = { left, right };
    hb_buffer_reset(buffer);
    hb_buffer_add_codepoints(buffer, codes, 2, 0, 2);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_shape(font, buffer, NULL, 0);
    unsigned count;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    if (count != 2 || glyphs[0].codepoint == 0 || glyphs[1].codepoint == 0)
        return 0;
    int units = places[0].x_advance - hb_font_get_glyph_h_advance(font, glyphs[0].codepoint);
    int kern = units * 1000 / (int)hb_face_get_upem(hb_font_get_face(font));
    return abs(kern) < LEAST ? 0 : kern;
}

static bool kerns(uint32_t code)
{
    return code > ' ' && code != '-' && !(code >= 0x7F && code <= 0xA0) && code != 0xAD;
}

static bool read_pairs(hb_font_t *font)
{
    hb_buffer_t *buffer = hb_buffer_create();
    memset(pairs, KERN_BIAS, sizeof pairs);
    bool fine = true;
    for (uint32_t left = 0; left < KERN_CODES; left++)
        for (uint32_t right = 0; kerns(left) && right < KERN_CODES; right++) {
            int biased = kerns(right) ? pair_kern(font, buffer, left, right) + KERN_BIAS : KERN_BIAS;
            fine = fine && biased >= 0 && biased <= UINT8_MAX;
            pairs[left][right] = (unsigned char)biased;
        }
    hb_buffer_destroy(buffer);
    return fine;
}

static bool same_column(uint32_t a, uint32_t b)
{
    for (size_t left = 0; left < KERN_CODES; left++)
        if (pairs[left][a] != pairs[left][b])
            return false;
    return true;
}

/* Code 0 kerns with nothing: its classes are 0. False where there are more classes than the table has room for. */
static bool classify(void)
{
    uint32_t rows[KERN_ROWS] = { 0 }, columns[KERN_COLUMNS] = { 0 };
    unsigned row_count = 1, column_count = 1;
    for (uint32_t code = 1; code < KERN_CODES; code++) {
        unsigned row = 0, column = 0;
        while (row < row_count && memcmp(pairs[rows[row]], pairs[code], sizeof pairs[0]) != 0)
            row++;
        while (column < column_count && !same_column(columns[column], code))
            column++;
        if (row == KERN_ROWS || column == KERN_COLUMNS)
            return false;
        row_count += row == row_count;
        column_count += column == column_count;
        rows[row] = columns[column] = code;
        table.left[code] = (unsigned char)row;
        table.right[code] = (unsigned char)column;
    }
    memset(table.values, KERN_BIAS, sizeof table.values);
    for (unsigned row = 0; row < row_count; row++)
        for (unsigned column = 0; column < column_count; column++)
            table.values[row][column] = pairs[rows[row]][columns[column]];
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return fail("usage: mkkern IN.ttf OUT.kern", "call");
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(argv[1]);
    if (blob == NULL)
        return fail("cannot be read", argv[1]);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    if (!read_pairs(font) || !classify())
        return fail("kerns more than the table holds", argv[1]);
    FILE *file = fopen(argv[2], "wb");
    if (file == NULL || fwrite(&table, 1, sizeof table, file) != sizeof table || fclose(file) != 0)
        return fail("cannot be written", argv[2]);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return 0;
}
