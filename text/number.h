/* Numbers and dates as a report prints them, by its language and never by the process's locale. Decimal, not
 * binary: what a plan file says as 8.45 is 8.45 (base/decimal.h, for exact sums too). */
#ifndef VK_TEXT_NUMBER_H
#define VK_TEXT_NUMBER_H

#include "base/decimal.h"
#include "text/text.h"

#define NUMBER_MAX 64 /* bytes that hold any formatted number or date, its NUL included */

/* "1 234,5" (fi, sv: NO-BREAK SPACE between thousands, decimal comma), "1,234.5" (en and LANG_NONE); grouped from 1000
 * on; the minus sign is U+2212; never "−0". Rounded half away from zero in decimal. `decimals`: 15 at most; below 0: as
 * many as the number has, 4 at most. From 10^18 on "1,5e20"; what is not finite is "–". Returns the length. */
size_t number_format(char out[NUMBER_MAX], double value, int decimals, enum lang lang);

/* number_format with a sign always: "+0,4", "−1,2", "±0". */
size_t number_format_signed(char out[NUMBER_MAX], double value, int decimals, enum lang lang);

/* number_format with the language's percent sign: "12,3 %" (fi, sv: NO-BREAK SPACE), "12.3%" (en). */
size_t number_format_percent(char out[NUMBER_MAX], double value, int decimals, enum lang lang);

/* What stands between a number and its unit: NO-BREAK SPACE, but in English nothing before "%" and "‰": "34 kpl",
 * "12,3 %", "12.3%". A unit behind words instead of a number, "Lonely, %", is no matter of this. */
const char *number_unit_gap(struct text unit, enum lang lang);

size_t number_format_int(char out[NUMBER_MAX], int64_t value, enum lang lang);

/* Days are ISO 8601 "2022-12-12". fi and sv "12.12.2022" (Swedish as in Finland), en "12 December 2022" (with NO-BREAK
 * SPACES). An ill-formed date is copied as it is, cut to fit at a character's boundary; NULL gives "". */
size_t date_format(char out[NUMBER_MAX], const char *iso, enum lang lang);

/* True for a real day of the Gregorian calendar between 1900 and 2200, written YYYY-MM-DD. */
bool date_valid(const char *iso);

/* "tammikuu", "januari", "January"; `month` 1 to 12, else "". */
const char *month_name(int month, enum lang lang);

#endif
