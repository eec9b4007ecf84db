#include "reports/chart.h"

#include <math.h>
#include <string.h>

static fix text_width(const struct metrics *metrics, const struct label_spec *spec, struct text text)
{
    return metrics_width(metrics, spec->face, spec->size, text.bytes, text.length);
}

static struct text part_of(struct text text, size_t from, size_t to)
{
    while (from < to && text.bytes[from] == ' ')
        from++;
    while (to > from && text.bytes[to - 1] == ' ')
        to--;
    return (struct text){ text.bytes + from, (uint32_t)(to - from), text.lang };
}

/* Where the longest run of whole words from `from` that is no wider than `width` ends; at least one word. */
static size_t line_end(const struct metrics *metrics, const struct label_spec *spec, struct text label, fix width)
{
    size_t end = 0, at = 0;
    while (at < label.length) {
        const char *space = memchr(label.bytes + at + 1, ' ', label.length - at - 1);
        at = space == NULL ? label.length : (size_t)(space - label.bytes);
        if (end > 0 && text_width(metrics, spec, part_of(label, 0, at)) > width)
            break;
        end = at;
    }
    return end;
}

size_t chart_wrap(const struct metrics *metrics, const struct label_spec *spec, struct text label,
                  struct text lines[CHART_LINES])
{
    size_t count = 0;
    struct text rest = part_of(label, 0, label.length);
    while (rest.length > 0 && count < CHART_LINES) {
        bool last = count + 1 == CHART_LINES;
        size_t end = last ? rest.length : line_end(metrics, spec, rest, spec->max_width);
        lines[count++] = part_of(rest, 0, end);
        rest = part_of(rest, end, rest.length);
    }
    return count;
}

/* Relative luminance, WCAG 2.1; 0 to 1. */
static double luminance(colour of)
{
    static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(of >> (16 - 8 * i) & 255) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(colour a, colour b)
{
    double first = luminance(a) + 0.05, second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

enum tint chart_ink_on(enum tint ground)
{
    colour on = tint_colour(ground);
    if (on == COLOUR_NONE)
        return TINT_INK;
    return contrast(tint_colour(TINT_WHITE), on) >= contrast(tint_colour(TINT_INK), on) ? TINT_WHITE : TINT_INK;
}

struct chart_point chart_polar(fix x, fix y, fix radius, int angle)
{
    double turn = 2 * M_PI * angle / 1000;
    return (struct chart_point){ x + (fix)lround(sin(turn) * radius), y - (fix)lround(cos(turn) * radius) };
}

fix chart_baseline(const struct metrics *metrics, const struct label_spec *spec, fix y)
{
    return y + (fix)((int64_t)metrics->faces[spec->face]->cap_height * spec->size / 2000);
}
