#include "reports/chart.h"

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

struct chart_point chart_polar(fix x, fix y, fix radius, int angle)
{
    fix across, down;
    figure_polar(radius, angle, &across, &down);
    return (struct chart_point){ x + across, y + down };
}

fix chart_baseline(const struct metrics *metrics, const struct label_spec *spec, fix y)
{
    return y + (fix)((int64_t)metrics->faces[spec->face]->cap_height * spec->size / 2000);
}
