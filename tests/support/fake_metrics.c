#include "tests/support/fake_metrics.h"

#include <string.h>

static uint16_t latin[256], marks[256], common[256];
static struct kerning kerning;
static struct face_metrics plain, spare;
static struct metrics metrics;

const struct metrics *fake_metrics(void)
{
    for (int i = 0; i < 256; i++) {
        latin[i] = i < 0x20 || (i >= 0x7F && i < 0xA0) ? ADVANCE_LACKING : 500;
        common[i] = 500;
        marks[i] = i < 0x70 ? 0 : 500;
    }
    latin[' '] = latin['i'] = latin['l'] = latin['.'] = latin[','] = latin[0xA0] = 250;
    latin['W'] = latin['M'] = 1000;
    memset(kerning.values, KERN_BIAS, sizeof kerning.values);
    kerning.left['V'] = kerning.right['A'] = 1;
    kerning.values[1][1] = KERN_BIAS - 100;
    plain = (struct face_metrics){
        .ascender = 900, .descender = -200, .cap_height = 700, .x_height = 500, .kerning = &kerning
    };
    plain.advances[0x00] = latin;
    plain.advances[0x03] = marks;
    static const int pages[] = { 0x01, 0x02, 0x04, 0x05, 0x06, 0x1E, 0x20 };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        plain.advances[pages[i]] = common;
    spare = plain;
    spare.advances[0x21] = spare.advances[0x25] = common;
    for (int face = 0; face < FACE_COUNT; face++)
        metrics.faces[face] = face < FACE_SPARE ? &plain : &spare;
    return &metrics;
}
