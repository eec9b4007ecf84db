#include "reports/style.h"

const struct page_style page_style = {
    .width = MM(297), .height = MM(210),
    .left = MM(17), .right = MM(17), .top = MM(18), .bottom = MM(16),
    .head_baseline = MM(11), .foot_baseline = MM(202),
    .cell_pad_x = PT(3.5), .cell_pad_y = PT(3),
    .rule = PT(0.4),
    .part_room = MM(44),
    .block_space = PT(7),
};

/* The few colours: deep blue-green, warm greys, and one hue a meaning. */
#define C_INK 0x211E1A
#define C_INK_SOFT 0x595248
#define C_BRAND 0x0F4C5C
#define C_WHITE 0xFFFFFF

static const colour tints[TINT_COUNT] = {
    [TINT_NONE] = COLOUR_NONE,
    [TINT_INK] = C_INK,
    [TINT_INK_SOFT] = C_INK_SOFT,
    [TINT_BRAND] = C_BRAND,
    [TINT_RULE] = 0xB8AFA2,
    [TINT_HEAD_GROUND] = 0xE9E4DB,
    [TINT_BAND_GROUND] = 0xDDE8E7,
    [TINT_FOLLOW_GROUND] = 0xF7F4EE,
    [TINT_GOOD] = 0x1B6B3F,
    [TINT_NEUTRAL] = 0x6B6459,
    [TINT_CONCERNING] = 0x8C1D14,
    [TINT_GOOD_GROUND] = 0xE2F0E5,
    [TINT_NEUTRAL_GROUND] = 0xF0EDE7,
    [TINT_CONCERNING_GROUND] = 0xFAE5E0,
    [TINT_NOT_STARTED] = 0x6B6459,
    [TINT_IN_PROGRESS] = 0x7A5200,
    [TINT_DONE] = 0x1B6B3F,
    [TINT_CONTINUOUS] = 0x1D5B86,
    [TINT_DELAYED] = 0x8C1D14,
    [TINT_CANCELLED] = 0x4A443C,
    [TINT_NOT_REPORTED] = 0x6B6459,
    /* of parts of bars, told apart in grey too: a ladder from dark to white */
    [TINT_BAR_DONE] = 0x12512E,
    [TINT_BAR_CONTINUOUS] = 0x7FB2D8,
    [TINT_BAR_IN_PROGRESS] = 0xEBC565,
    [TINT_BAR_NOT_STARTED] = 0xF1ECE2,
    [TINT_BAR_DELAYED] = 0xBF4B3C,
    [TINT_BAR_CANCELLED] = 0x958C80,
    [TINT_WHITE] = C_WHITE,
};

/* Face, size, leading, space before, space after, ink, indent, keep with next, hyphens, measure */
static const struct style styles[STYLE_COUNT] = {
    [STYLE_COVER_TITLE] = { FACE_NARROW_BOLD, PT(32), PT(38), 0, PT(10), C_BRAND, 0, true, false, 0 },
    [STYLE_COVER_PART] = { FACE_TEXT, PT(17), PT(22), PT(4), PT(8), C_INK, 0, false, false, 0 },
    [STYLE_COVER_SLOGAN] = { FACE_NARROW_ITALIC, PT(13), PT(18), PT(4), PT(4), C_BRAND, PT(14), false, false, PT(560) },
    [STYLE_COVER_LINE] = { FACE_TEXT, PT(11), PT(15), PT(3), PT(3), C_INK, PT(14), false, false, PT(560) },
    [STYLE_COVER_NOTE] = { FACE_TEXT, PT(8.5), PT(11), PT(4), PT(4), C_INK_SOFT, PT(12), false, true, PT(470) },
    [STYLE_H1] = { FACE_NARROW_BOLD, PT(20), PT(25), PT(14), PT(10), C_BRAND, 0, true, false, 0 },
    [STYLE_H2] = { FACE_NARROW_BOLD, PT(15), PT(20), PT(16), PT(7), C_BRAND, 0, true, false, 0 },
    [STYLE_H3] = { FACE_NARROW_BOLD, PT(12), PT(15), PT(12), PT(5), C_BRAND, 0, true, false, 0 },
    [STYLE_H4] = { FACE_NARROW_BOLD, PT(10.5), PT(13), PT(10), PT(4), C_INK, 0, true, false, 0 },
    [STYLE_LEAD] = { FACE_TEXT, PT(10.5), PT(14), PT(3), PT(5), C_INK, PT(14), true, true, PT(550) },
    [STYLE_BODY] = { FACE_TEXT, PT(9.5), PT(12.5), PT(2), PT(5), C_INK, PT(13), false, true, PT(500) },
    [STYLE_SMALL] = { FACE_TEXT, PT(8), PT(10.5), PT(2), PT(3), C_INK_SOFT, PT(11), false, true, PT(425) },
    [STYLE_CAPTION] = { FACE_NARROW_BOLD, PT(9), PT(12), PT(9), PT(4), C_INK, 0, true, false, 0 },
    [STYLE_TABLE_HEAD] = { FACE_NARROW_BOLD, PT(8.5), PT(10.5), 0, PT(1), C_BRAND, PT(9), false, false, 0 },
    [STYLE_TABLE_PROMPT] = { FACE_NARROW_ITALIC, PT(8), PT(9.5), 0, PT(1), C_INK_SOFT, PT(9), false, true, 0 },
    [STYLE_TABLE_BAND] = { FACE_NARROW_BOLD, PT(9), PT(11), 0, PT(1), C_BRAND, PT(9), false, false, 0 },
    [STYLE_CELL] = { FACE_NARROW, PT(8.5), PT(10), 0, PT(2.5), C_INK, PT(8), false, true, PT(425) },
    [STYLE_CELL_SMALL] = { FACE_NARROW, PT(7.5), PT(9), 0, PT(2), C_INK_SOFT, PT(7), false, true, 0 },
    [STYLE_FOLLOW] = { FACE_NARROW, PT(8.5), PT(10), 0, PT(2), C_INK, PT(8), false, true, PT(425) },
    [STYLE_FIGURE] = { FACE_NARROW, PT(8), PT(10), 0, 0, C_INK, 0, false, false, 0 },
    [STYLE_CONTENTS_1] = { FACE_NARROW_BOLD, PT(10), PT(14), PT(6), PT(1), C_BRAND, 0, false, false, 0 },
    [STYLE_CONTENTS_2] = { FACE_TEXT, PT(9.5), PT(13), PT(1), PT(1), C_INK, PT(14), false, false, 0 },
    [STYLE_HEAD_FOOT] = { FACE_TEXT, PT(8), PT(10), 0, 0, C_INK_SOFT, 0, false, false, 0 },
};

const struct style *style_of(enum style_id id)
{
    return &styles[(unsigned)id < STYLE_COUNT ? id : STYLE_BODY];
}

colour tint_colour(enum tint tint)
{
    return (unsigned)tint < TINT_COUNT ? tints[tint] : COLOUR_NONE;
}

enum tint tint_of(colour tone)
{
    enum tint tint = TINT_INK;
    while (tint < TINT_COUNT && tints[tint] != tone)
        tint++;
    return tint < TINT_COUNT ? tint : TINT_NONE;
}

const char *tint_word(enum tint tint)
{
    static const char *const words[TINT_COUNT] = {
        [TINT_NONE] = "",
        [TINT_INK] = "ink",
        [TINT_INK_SOFT] = "ink-soft",
        [TINT_BRAND] = "brand",
        [TINT_RULE] = "rule",
        [TINT_HEAD_GROUND] = "head-ground",
        [TINT_BAND_GROUND] = "band-ground",
        [TINT_FOLLOW_GROUND] = "follow-ground",
        [TINT_GOOD] = "good",
        [TINT_NEUTRAL] = "neutral",
        [TINT_CONCERNING] = "concerning",
        [TINT_GOOD_GROUND] = "good-ground",
        [TINT_NEUTRAL_GROUND] = "neutral-ground",
        [TINT_CONCERNING_GROUND] = "concerning-ground",
        [TINT_NOT_STARTED] = "not-started",
        [TINT_IN_PROGRESS] = "in-progress",
        [TINT_DONE] = "done",
        [TINT_CONTINUOUS] = "continuous",
        [TINT_DELAYED] = "delayed",
        [TINT_CANCELLED] = "cancelled",
        [TINT_NOT_REPORTED] = "not-reported",
        [TINT_BAR_DONE] = "bar-done",
        [TINT_BAR_CONTINUOUS] = "bar-continuous",
        [TINT_BAR_IN_PROGRESS] = "bar-in-progress",
        [TINT_BAR_NOT_STARTED] = "bar-not-started",
        [TINT_BAR_DELAYED] = "bar-delayed",
        [TINT_BAR_CANCELLED] = "bar-cancelled",
        [TINT_WHITE] = "white",
    };
    return (unsigned)tint < TINT_COUNT ? words[tint] : "";
}

enum face style_face(enum face face, bool bold, bool italic)
{
    static const enum face upright[3] = { FACE_TEXT, FACE_NARROW, FACE_SPARE };
    unsigned family = (unsigned)face / 3;
    unsigned slant = (unsigned)face % 3; /* 0 upright, 1 bold, 2 italic */
    if (bold)
        slant = 1;
    else if (italic)
        slant = slant == 2 ? 0 : slant == 1 ? 1 : 2; /* within italic text emphasis is upright */
    return (enum face)(upright[family < 3 ? family : 0] + slant);
}
