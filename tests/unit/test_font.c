/* The carried fonts: coverage, measures, subsets. */
#include "reports/font.h"

#include "base/assets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <hb-ot.h>

static int load(void **state)
{
    struct err err = ERR_NONE;
    struct fonts *fonts;
    if (fonts_load(&fonts, &err) != STATUS_OK)
        return -1;
    *state = fonts;
    return 0;
}

static int unload(void **state)
{
    fonts_free(*state);
    return 0;
}

static bool has(const struct fonts *fonts, enum face face, uint32_t code)
{
    return metrics_advance(fonts_metrics(fonts), face, code) != ADVANCE_LACKING;
}

static void text_faces_have_the_letters_of_finland(void **state)
{
    static const uint32_t letters[] = { 'A',    'z',    '0',    0xC4,   0xD6,   0xC5,   0xE4,   0xF6,  0xE5,
                                        0x10C,  0x10D,  0x111,  0x110,  0x14B,  0x14A,  0x161,  0x160, 0x167,
                                        0x166,  0x17E,  0x17D,  0x1E5,  0x1E7,  0x1E9,  0x1EF,  0x292, 0x1B7,
                                        0xE1,   0xE2,   0xF5,   0xFC,   0xF1,   0x411,  0x416,  0x44F, 0x451,
                                        0x2013, 0x2014, 0x2018, 0x2019, 0x201D, 0x2026, 0x2022, 0xA7,  0x20AC,
                                        0xBD,   0xB1,   0x2212, 0xD7,   0x2030, 0x2265, 0x2264, 0xA0,  0x202F,
                                        0x2010, 0x2011, 0x2082, 0xB2,   0xB0,   0x3BC,  0x2260, 0x2248 };
    for (enum face face = FACE_TEXT; face < FACE_SPARE; face++)
        for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
            if (!has(*state, face, letters[i]))
                fail_msg("face %d lacks U+%04X", (int)face, letters[i]);
}

static void spare_faces_have_the_signs_that_text_faces_lack(void **state)
{
    static const uint32_t signs[] = { 0x2192, 0x2190, 0x21D2, 0x25CF, 0x25B2, 0x25BC, 0x25A0, 0x2610, 0x2611,
                                      0x2713, 0x2714, 0x2605, 0x2606, 0x5D0,  0x531,  0x10D0, '-',    ' ' };
    for (enum face face = FACE_SPARE; face < FACE_COUNT; face++)
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
            if (!has(*state, face, signs[i]))
                fail_msg("face %d lacks U+%04X", (int)face, signs[i]);
}

static void lacking_characters_are_told(void **state)
{
    assert_false(has(*state, FACE_TEXT, 0x2192));
    assert_false(has(*state, FACE_TEXT, 0x4E00));
    assert_false(has(*state, FACE_TEXT, 0x10FFFF));
    assert_false(has(*state, FACE_TEXT, 0x110000));
    assert_false(has(*state, FACE_TEXT, 0xFFFFFFFF));
    assert_false(has(*state, FACE_TEXT, '\n'));
    assert_false(has(*state, FACE_TEXT, 0xE000));
}

static void heights_are_those_of_the_families(void **state)
{
    const struct metrics *metrics = fonts_metrics(*state);
    for (enum face face = 0; face < FACE_COUNT; face++) {
        const struct face_metrics *of = metrics->faces[face];
        assert_in_range(of->ascender, 900, 1000);
        assert_in_range(-of->descender, 200, 300);
        assert_in_range(of->cap_height, 700, 740);
        assert_in_range(of->x_height, 520, 560);
    }
    /* Roboto: "A" 1336 of 2048 units in Regular, 652.34 in 1/1000 em */
    assert_int_equal(metrics_advance(metrics, FACE_TEXT, 'A'), 652);
    assert_true(metrics_advance(metrics, FACE_NARROW, 'A') < metrics_advance(metrics, FACE_TEXT, 'A'));
    for (uint32_t code = '1'; code <= '9'; code++) /* even figures: columns of numbers stand under each other */
        assert_int_equal(metrics_advance(metrics, FACE_NARROW, code), metrics_advance(metrics, FACE_NARROW, '0'));
}

static void pairs_kern_as_the_font_tells(void **state)
{
    const struct metrics *metrics = fonts_metrics(*state);
    for (enum face face = 0; face < FACE_COUNT; face++)
        for (uint32_t left = '0'; left <= '9'; left++)
            for (uint32_t right = '0'; right <= '9'; right++) /* even figures stay even */
                assert_int_equal(metrics_kern(metrics->faces[face], left, right), 0);
    const struct face_metrics *text = metrics->faces[FACE_TEXT];
    assert_int_equal(metrics_kern(text, 'A', 'V'), -42); /* -87 of 2048 units */
    assert_int_equal(metrics_kern(text, 'T', 'o'), -48);
    assert_int_equal(metrics_kern(text, 'V', 0xE4), -22);
    assert_int_equal(metrics_kern(metrics->faces[FACE_TEXT_BOLD], 'T', 'o'), -101);
    assert_int_equal(metrics_kern(text, 'n', 'n'), 0);
    assert_int_equal(metrics_kern(text, 'T', ' '), 0);
    assert_int_equal(metrics_kern(text, 'T', '-'), 0);
    assert_int_equal(metrics_kern(text, 'A', KERN_CODES), 0);
    assert_int_equal(metrics_kern(text, UINT32_MAX, 'V'), 0);
    assert_int_equal(metrics_kern(metrics->faces[FACE_SPARE], 'A', 'V'), 0);
    fix apart = metrics_width(metrics, FACE_TEXT, PT(10), "A", 1) + metrics_width(metrics, FACE_TEXT, PT(10), "V", 1);
    assert_int_equal(metrics_width(metrics, FACE_TEXT, PT(10), "AV", 2), apart - 420);
}

static void traits_tell_the_cut(void **state)
{
    assert_string_equal(fonts_traits(*state, FACE_NARROW_BOLD)->name, "RobotoCondensed-Bold");
    assert_true(fonts_traits(*state, FACE_NARROW_BOLD)->bold);
    assert_int_equal(fonts_traits(*state, FACE_TEXT_ITALIC)->italic_angle, -12);
    assert_true(fonts_traits(*state, FACE_SPARE_ITALIC)->italic);
    for (enum face face = 0; face < FACE_COUNT; face++) {
        const struct font_traits *traits = fonts_traits(*state, face);
        assert_true(traits->box[0] < 0 && traits->box[1] < -200 && traits->box[2] > 1000 && traits->box[3] > 900);
    }
}

static hb_font_t *open_font(const char *bytes, size_t length)
{
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

/* The subset's glyph looks and advances as the source's: a lost part of a composed letter would change its extents. */
static void assert_same_glyph(hb_font_t *source, hb_font_t *subset, uint32_t code, uint16_t place)
{
    hb_codepoint_t glyph;
    assert_true(hb_font_get_nominal_glyph(source, code, &glyph));
    hb_glyph_extents_t a, b;
    assert_true(hb_font_get_glyph_extents(source, glyph, &a));
    assert_true(hb_font_get_glyph_extents(subset, place, &b));
    if (memcmp(&a, &b, sizeof a) != 0)
        fail_msg("U+%04X looks different in the subset", code);
    assert_int_equal(hb_font_get_glyph_h_advance(source, glyph), hb_font_get_glyph_h_advance(subset, place));
}

static void check_subset(const struct fonts *fonts, enum face face, const char *asset, const uint32_t *codes,
                         size_t count)
{
    struct buf buf;
    uint16_t places[200];
    buf_init(&buf, MIB);
    assert_int_equal(fonts_subset(fonts, face, codes, count, places, &buf), STATUS_OK);
    const struct asset *whole = asset_lookup(asset);
    hb_font_t *source = open_font((const char *)whole->bytes, whole->length);
    hb_font_t *subset = open_font(buf.bytes, buf.length);
    unsigned em = hb_face_get_upem(hb_font_get_face(subset));
    for (size_t i = 0; i < count; i++) {
        assert_int_not_equal(places[i], 0);
        assert_same_glyph(source, subset, codes[i], places[i]);
        int exact = hb_font_get_glyph_h_advance(subset, places[i]) * 1000;
        int told = (int)(metrics_advance(fonts_metrics(fonts), face, codes[i]) * em);
        assert_true(abs(exact - told) * 2 <= (int)em);
    }
    hb_font_destroy(source);
    hb_font_destroy(subset);
    buf_free(&buf);
}

static void every_glyph_survives_in_a_subset(void **state)
{
    static const char *const assets[FACE_COUNT] = { [FACE_NARROW] = "fonts/narrow.ttf",
                                                    [FACE_TEXT_ITALIC] = "fonts/text-italic.ttf",
                                                    [FACE_SPARE_BOLD] = "fonts/spare-bold.ttf" };
    for (enum face face = 0; face < FACE_COUNT; face++) {
        uint32_t codes[200];
        size_t count = 0, all = 0;
        for (uint32_t code = 0; assets[face] != NULL && code < 0x30000; code++) {
            if (has(*state, face, code)) {
                codes[count++] = code;
                all++;
            }
            if (count == 200 || (code == 0x2FFFF && count > 0)) {
                check_subset(*state, face, assets[face], codes, count);
                count = 0;
            }
        }
        if (assets[face] != NULL)
            assert_true(all > 1000);
    }
}

static void subset_is_small_and_the_same_each_time(void **state)
{
    uint32_t codes[100];
    size_t count = 0;
    for (uint32_t code = ' '; code < 0x7F; code++)
        codes[count++] = code;
    struct buf a, b;
    uint16_t places_a[100], places_b[100];
    buf_init(&a, MIB);
    buf_init(&b, MIB);
    assert_int_equal(fonts_subset(*state, FACE_NARROW, codes, count, places_a, &a), STATUS_OK);
    assert_int_equal(fonts_subset(*state, FACE_NARROW, codes, count, places_b, &b), STATUS_OK);
    assert_in_range(a.length, 4000, 10000);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.bytes, b.bytes, a.length);
    assert_memory_equal(places_a, places_b, count * sizeof places_a[0]);
    buf_free(&a);
    buf_free(&b);
}

/* ISO 32000-1, 9.9: the tables that a TrueType font inside a PDF is drawn with. The carried text faces keep their
 * kerning (GPOS), which no reader of a PDF applies. */
static void subset_has_no_table_that_a_reader_does_without(void **state)
{
    static const hb_tag_t wanted[] = { HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'),
                                       HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
                                       HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p') };
    static const uint32_t codes[] = { 'A', 'V', 'T', 'o', 0xC4 };
    for (enum face face = 0; face < FACE_COUNT; face++) {
        uint16_t places[5];
        hb_tag_t tags[32];
        unsigned count = 32;
        struct buf buf;
        buf_init(&buf, MIB);
        assert_int_equal(fonts_subset(*state, face, codes, 5, places, &buf), STATUS_OK);
        hb_font_t *subset = open_font(buf.bytes, buf.length);
        assert_int_equal(hb_face_get_table_tags(hb_font_get_face(subset), 0, &count, tags), 6);
        assert_int_equal(count, 6);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(tags[i], wanted[i]);
        hb_font_destroy(subset);
        buf_free(&buf);
    }
}

static void subset_takes_repeats_lacking_characters_and_nothing(void **state)
{
    static const uint32_t codes[] = { 'a', 0x4E00, 'a', 0xA0, ' ', 0xFFFFFFFF, '-' };
    uint16_t places[7];
    struct buf buf;
    buf_init(&buf, MIB);
    assert_int_equal(fonts_subset(*state, FACE_TEXT, codes, 7, places, &buf), STATUS_OK);
    assert_int_equal(places[0], places[2]);
    assert_int_not_equal(places[0], 0);
    assert_int_equal(places[1], 0);
    assert_int_equal(places[5], 0);
    assert_int_not_equal(places[3], 0);
    buf_reset(&buf);
    assert_int_equal(fonts_subset(*state, FACE_TEXT, NULL, 0, NULL, &buf), STATUS_OK);
    assert_true(buf.length > 0);
    buf_free(&buf);
}

static void subset_that_does_not_fit_is_told(void **state)
{
    static const uint32_t codes[] = { 'a' };
    uint16_t place;
    struct buf buf;
    buf_init(&buf, 100);
    assert_int_equal(fonts_subset(*state, FACE_TEXT, codes, 1, &place, &buf), STATUS_LIMIT);
    buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_faces_have_the_letters_of_finland),
        cmocka_unit_test(spare_faces_have_the_signs_that_text_faces_lack),
        cmocka_unit_test(lacking_characters_are_told),
        cmocka_unit_test(heights_are_those_of_the_families),
        cmocka_unit_test(pairs_kern_as_the_font_tells),
        cmocka_unit_test(traits_tell_the_cut),
        cmocka_unit_test(every_glyph_survives_in_a_subset),
        cmocka_unit_test(subset_is_small_and_the_same_each_time),
        cmocka_unit_test(subset_has_no_table_that_a_reader_does_without),
        cmocka_unit_test(subset_takes_repeats_lacking_characters_and_nothing),
        cmocka_unit_test(subset_that_does_not_fit_is_told),
    };
    return cmocka_run_group_tests_name("font", tests, load, unload);
}
