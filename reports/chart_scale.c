#include "reports/chart_scale.h"

#include <math.h>
#include <stddef.h>

/* The least round number not below `size`, which is not below 0. */
static double round_up(double size)
{
    static const double steps[] = { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 };
    double power = 1;
    if (size <= 0 || !isfinite(size))
        return 0;
    while (power * 10 <= size)
        power *= 10;
    while (power > size && power > 1e-9)
        power /= 10;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * power >= size)
            return steps[i] * power;
    return 10 * power;
}

struct chart_scale chart_scale_round(double least, double most, fix from, fix length)
{
    struct chart_scale scale = { -round_up(-least), round_up(most), from, length };
    if (!(scale.low < scale.high))
        scale = (struct chart_scale){ 0, 1, from, length };
    return scale;
}

fix chart_scale_at(const struct chart_scale *scale, double value)
{
    if (!(value > scale->low))
        return scale->from;
    if (value >= scale->high)
        return scale->from + scale->length;
    return scale->from + (fix)lround((value - scale->low) / (scale->high - scale->low) * scale->length);
}
