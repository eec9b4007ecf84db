#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDE_DIGITS    37              /* digits that a result of ours may have; one below what 128 bits hold */
#define FACTOR_DIGITS  18              /* digits of a factor, so that a product has 36 */
#define BEYOND_DOUBLES 400             /* an exponent larger than any double's */
#define EXPONENT_MAX   (INT32_MAX / 2) /* of a product: beyond all that is compared */

/* 10^power, 0 <= power <= 38. */
static __int128 ten_to(int power)
{
    __int128 product = 1;
    while (power-- > 0)
        product *= 10;
    return product;
}

static __int128 size_of(__int128 digits)
{
    return digits < 0 ? -digits : digits;
}

static int count_digits(__int128 digits)
{
    int count = 0;
    for (__int128 rest = size_of(digits); rest > 0; rest /= 10)
        count++;
    return count;
}

/* Whole numbers and those with few places, without a text between: if the double is the one nearest to whole / 10^n,
 * and whole has at most 15 digits, no other decimal of 15 digits reads back as it. */
static bool of_short_double(double value, struct decimal *out)
{
    static const double powers[] = { 1, 10, 100, 1000, 10000 };
    for (int places = 0; places < 5; places++) {
        double whole = nearbyint(value * powers[places]);
        if (fabs(whole) >= 1e15)
            return false;
        if (whole / powers[places] == value) {
            *out = (struct decimal){ (int64_t)whole, -places };
            return true;
        }
    }
    return false;
}

static struct decimal without_trailing_zeros(struct decimal a)
{
    if (a.digits == 0)
        return (struct decimal){ 0, 0 };
    while (a.digits % 10 == 0) {
        a.digits /= 10;
        a.exponent++;
    }
    return a;
}

struct decimal decimal_of_double(double value)
{
    struct decimal out = { 0, 0 };
    if (isnan(value) || value == 0)
        return out;
    if (isinf(value))
        return (struct decimal){ value > 0 ? 1 : -1, BEYOND_DOUBLES };
    if (of_short_double(value, &out))
        return without_trailing_zeros(out);
    char text[40];
    int precision = fabs(value) < DBL_MIN ? 1 : 15; /* the smallest doubles have fewer digits */
    for (; precision <= 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision - 1, value);
        if (precision == 17 || strtod(text, NULL) == value)
            break;
    }
    /* The decimal sign, whatever the process's locale makes of it, is what is neither digit nor 'e' */
    const char *at = text;
    int places = -1; /* the first digit stands before the sign */
    for (; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9') {
            out.digits = out.digits * 10 + (*at - '0');
            places++;
        }
    }
    out.exponent = (int32_t)strtol(at + 1, NULL, 10) - places;
    if (value < 0)
        out.digits = -out.digits;
    return without_trailing_zeros(out);
}

double decimal_to_double(struct decimal a)
{
    char text[DECIMAL_MAX];
    a = without_trailing_zeros(a);
    /* Whole, with an exponent: no decimal sign that a locale could read otherwise */
    char digits[48];
    char *start = digits + sizeof digits;
    *--start = '\0';
    __int128 rest = size_of(a.digits);
    do {
        *--start = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest > 0);
    snprintf(text, sizeof text, "%s%se%d", a.digits < 0 ? "-" : "", start, (int)a.exponent);
    return strtod(text, NULL);
}

int decimal_compare(struct decimal a, struct decimal b)
{
    int sign_a = (a.digits > 0) - (a.digits < 0);
    int sign_b = (b.digits > 0) - (b.digits < 0);
    if (sign_a != sign_b || sign_a == 0)
        return (sign_a > sign_b) - (sign_a < sign_b);
    if (a.exponent < b.exponent)
        return -decimal_compare(b, a);
    /* a's digits are brought to b's smaller exponent; what overflows on the way is larger than any digits of b */
    int64_t gap = (int64_t)a.exponent - b.exponent;
    __int128 digits = a.digits;
    while (gap-- > 0)
        if (__builtin_mul_overflow(digits, (__int128)10, &digits))
            return sign_a;
    return (digits > b.digits) - (digits < b.digits);
}

struct decimal decimal_abs(struct decimal a)
{
    a.digits = size_of(a.digits);
    return a;
}

/* `digits` without the last `count`; a last digit 0 or 5 raised where something other than zeros was cut. */
static __int128 cut_digits(__int128 digits, int64_t count)
{
    if (digits == 0 || count <= 0)
        return digits;
    __int128 unit = count < 38 ? ten_to((int)count) : 0;
    __int128 kept = unit == 0 ? 0 : digits / unit;
    bool rest = unit == 0 || digits % unit != 0;
    if (rest && kept % 5 == 0)
        kept += digits < 0 ? -1 : 1;
    return kept;
}

struct decimal decimal_subtract(struct decimal a, struct decimal b)
{
    a = without_trailing_zeros(a);
    b = without_trailing_zeros(b);
    b.digits = -b.digits;
    if (b.digits == 0)
        return a;
    if (a.digits == 0)
        return b;
    if (a.exponent < b.exponent) {
        struct decimal swap = a;
        a = b;
        b = swap;
    }
    int64_t gap = (int64_t)a.exponent - b.exponent;
    int room = WIDE_DIGITS - 1 - count_digits(a.digits);
    int up = gap < room ? (int)gap : room < 0 ? 0 : room;
    a.digits *= ten_to(up);
    a.exponent -= up;
    b.digits = cut_digits(b.digits, gap - up);
    return without_trailing_zeros((struct decimal){ a.digits + b.digits, a.exponent });
}

static struct decimal as_factor(struct decimal a)
{
    int over = count_digits(a.digits) - FACTOR_DIGITS;
    if (over > 0) {
        a.digits = cut_digits(a.digits, over);
        a.exponent += over;
    }
    return a;
}

struct decimal decimal_multiply(struct decimal a, struct decimal b)
{
    a = as_factor(without_trailing_zeros(a));
    b = as_factor(without_trailing_zeros(b));
    int64_t exponent = (int64_t)a.exponent + b.exponent;
    if (exponent > EXPONENT_MAX)
        exponent = EXPONENT_MAX;
    if (exponent < -EXPONENT_MAX)
        exponent = -EXPONENT_MAX;
    return without_trailing_zeros((struct decimal){ a.digits * b.digits, (int32_t)exponent });
}

struct decimal decimal_round(struct decimal a, int places)
{
    a = without_trailing_zeros(a);
    int64_t over = -(int64_t)places - a.exponent; /* digits to take away */
    if (over > 0) {
        if (over > count_digits(a.digits))
            return (struct decimal){ 0, -places };
        __int128 unit = ten_to((int)over);
        __int128 rest = size_of(a.digits % unit);
        __int128 kept = a.digits / unit;
        if (rest >= unit - rest)
            kept += a.digits < 0 ? -1 : 1;
        return (struct decimal){ kept, -places };
    }
    if (over < 0 && count_digits(a.digits) - over < 38) {
        a.digits *= ten_to((int)-over);
        a.exponent = -places;
    }
    return a;
}

size_t decimal_format(char out[DECIMAL_MAX], struct decimal a)
{
    char digits[40];
    a = without_trailing_zeros(a);
    int count = 0;
    for (__int128 rest = size_of(a.digits); count == 0 || rest > 0; rest /= 10)
        digits[sizeof digits - 1 - (size_t)count++] = (char)('0' + (int)(rest % 10));
    const char *first = digits + sizeof digits - count;
    int64_t point = (int64_t)count + a.exponent; /* digits before the decimal sign */
    const char *sign = a.digits < 0 ? "-" : "";
    int length;
    if (a.exponent >= 0 && point <= 18)
        length = snprintf(out, DECIMAL_MAX, "%s%.*s%.*s", sign, count, first, (int)a.exponent, "00000000000000000");
    else if (point > 0 && point <= 18)
        length = snprintf(out, DECIMAL_MAX, "%s%.*s.%.*s", sign, (int)point, first, count - (int)point, first + point);
    else if (point <= 0 && point > -6)
        length = snprintf(out, DECIMAL_MAX, "%s0.%.*s%.*s", sign, (int)-point, "00000", count, first);
    else if (count == 1)
        length = snprintf(out, DECIMAL_MAX, "%s%ce%lld", sign, *first, (long long)(point - 1));
    else
        length =
            snprintf(out, DECIMAL_MAX, "%s%c.%.*se%lld", sign, *first, count - 1, first + 1, (long long)(point - 1));
    return (size_t)length;
}
