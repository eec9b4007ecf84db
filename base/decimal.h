/* Decimal numbers: what a plan file says as 8.45 is 8.45 here, not the nearest binary fraction. */
#ifndef VK_BASE_DECIMAL_H
#define VK_BASE_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

/* digits * 10^exponent; |digits| < 10^37. One value may be written in several ways: 1 * 10^1 is 10 * 10^0. */
struct decimal {
    __int128 digits;
    int32_t exponent;
};

/* The number as the file wrote it: the first decimal of 15, 16 or 17 digits that is the same double again, without
 * trailing zeros. An infinity is a number beyond all doubles; what is no number is 0. */
struct decimal decimal_of_double(double value);

/* The double nearest to it. */
double decimal_to_double(struct decimal a);

/* -1, 0, 1 as a is less than, equal to, greater than b. Exact. */
int decimal_compare(struct decimal a, struct decimal b);

struct decimal decimal_abs(struct decimal a);

/* a - b and a * b. Of decimals of 18 digits at most (so of all that come of doubles) the product is exact, and so is
 * the difference wherever it fits 36 digits. Beyond that the rest is cut off, and a last digit 0 or 5 raised by one to
 * tell that there was a rest (as Python's ROUND_05UP): a comparison with any decimal of up to 35 digits still is
 * right. */
struct decimal decimal_subtract(struct decimal a, struct decimal b);
struct decimal decimal_multiply(struct decimal a, struct decimal b);

/* Rounded to `places` digits behind the decimal sign, half away from zero; exact. The result's exponent is -places;
 * a number too large for that keeps its own (then it has no more places than that). */
struct decimal decimal_round(struct decimal a, int places);

/* The shortest text for machines: "8.45", "-120", "1e20", "1e-7"; without exponent where 10^-6 <= |a| < 10^18. Reads
 * back as the same number in JSON and C. Returns the length. */
#define DECIMAL_MAX 64 /* bytes that hold it, its NUL included */
size_t decimal_format(char out[DECIMAL_MAX], struct decimal a);

#endif
