#include "reports/interval.h"

#include <math.h>

#define Z_95 1.959963984540054 /* two-sided, 5 % outside */

struct interval interval_of(const struct observation *observation, enum scale scale)
{
    if (observation->missing != MISSING_NO || !isfinite(observation->value))
        return (struct interval){ 0 };
    if (compare_has_interval(observation))
        return (struct interval){ observation->low, observation->high, INTERVAL_TOLD };
    if (scale != SCALE_SHARE || observation->n <= 0 || observation->value < 0 || observation->value > 100)
        return (struct interval){ 0 };
    double n = (double)observation->n, share = observation->value / 100, square = Z_95 * Z_95;
    double middle = (share + square / (2 * n)) / (1 + square / n);
    double half = Z_95 / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n));
    return (struct interval){ fmax(0, 100 * (middle - half)), fmin(100, 100 * (middle + half)), INTERVAL_WILSON };
}

/* The test's limits: (x - c)^2 = z^2 p (1 - p) k, where p = a x + b is the pooled share and k = 1 / n_own + 1 /
 * n_country; a quadratic equation in x. At x = c its left side is not above its right, so it has real roots around c.
 */
static void test_limits(const struct comparison *comparison, double *low, double *high)
{
    double n_own = (double)comparison->own->n, n_country = (double)comparison->national->n;
    double country = comparison->national->value / 100;
    double a = n_own / (n_own + n_country), b = country * n_country / (n_own + n_country);
    double spread = Z_95 * Z_95 * (1 / n_own + 1 / n_country);
    double second = 1 + spread * a * a;
    double first = -2 * country - spread * a * (1 - 2 * b);
    double none = country * country - spread * b * (1 - b);
    double root = sqrt(fmax(0, first * first - 4 * second * none));
    *low = fmax(0, 100 * (-first - root) / (2 * second));
    *high = fmin(100, 100 * (-first + root) / (2 * second));
}

bool interval_neutral(const struct comparison *comparison, double *low, double *high)
{
    const struct observation *own = comparison->own;
    if (comparison->national == NULL)
        return false;
    double country = comparison->national->value;
    double size = comparison->tolerance.size;
    switch (comparison->rule) {
    case COMPARE_TEST:
        test_limits(comparison, low, high);
        return true;
    case COMPARE_INTERVAL:
        *low = country - (own->high - own->value);
        *high = country + (own->value - own->low);
        return true;
    case COMPARE_TOLERANCE:
        if (comparison->tolerance.kind == TOLERANCE_RELATIVE)
            size *= fabs(country);
        *low = country - size;
        *high = country + size;
        return true;
    default:
        return false;
    }
}
