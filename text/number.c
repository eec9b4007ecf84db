#include "text/number.h"

#include <math.h>
#include <string.h>

#define NO_BREAK_SPACE   "\xC2\xA0"
#define MINUS            "\xE2\x88\x92"
#define PLUS_MINUS       "\xC2\xB1"
#define PER_MILLE        "\xE2\x80\xB0"
#define EN_DASH          "\xE2\x80\x93"
#define DECIMALS_MAX     15
#define OWN_DECIMALS_MAX 4  /* where the caller does not say how many */
#define PLAIN_DIGITS     18 /* before the decimal sign; longer numbers are written with an exponent */

/* A line that is being written into char out[NUMBER_MAX]; every form below is shorter than that. */
struct line {
    char *out;
    size_t length;
};

static void put(struct line *line, const char *bytes, size_t length)
{
    if (length > NUMBER_MAX - 1 - line->length)
        length = NUMBER_MAX - 1 - line->length;
    memcpy(line->out + line->length, bytes, length);
    line->length += length;
    line->out[line->length] = '\0';
}

static void put_text(struct line *line, const char *text)
{
    put(line, text, strlen(text));
}

static bool is_english(enum lang lang)
{
    return lang != LANG_FI && lang != LANG_SV;
}

/* The digits of a number, `count` of them at least, from right to left; returns where they begin. */
static const char *digits_of(struct decimal a, int count, char digits[static 48])
{
    char *start = digits + 47;
    *start = '\0';
    for (__int128 rest = a.digits; rest != 0 || count > 0; rest /= 10, count--)
        *--start = (char)('0' + (int)(rest < 0 ? -(rest % 10) : rest % 10));
    return start;
}

/* `a` is rounded: its exponent is -places. */
static void put_plain(struct line *line, struct decimal a, int places, enum lang lang)
{
    char room[48];
    const char *digits = digits_of(a, places + 1, room);
    size_t whole = strlen(digits) - (size_t)places;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            put_text(line, is_english(lang) ? "," : NO_BREAK_SPACE);
        put(line, digits + i, 1);
    }
    if (places > 0)
        put_text(line, is_english(lang) ? "." : ",");
    put(line, digits + whole, (size_t)places);
}

static void put_with_exponent(struct line *line, struct decimal a, enum lang lang)
{
    char text[DECIMAL_MAX];
    size_t length = decimal_format(text, decimal_abs(a));
    for (size_t i = 0; i < length; i++)
        put_text(line, (char[]){ text[i] == '.' && !is_english(lang) ? ',' : text[i], '\0' });
}

static size_t format(char out[NUMBER_MAX], struct decimal a, int decimals, enum lang lang, bool signs)
{
    struct line line = { out, 0 };
    struct decimal large = { 1, PLAIN_DIGITS };
    bool plain = decimal_compare(decimal_abs(a), large) < 0;
    int places = decimals < 0 ? OWN_DECIMALS_MAX : decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
    if (plain)
        a = decimal_round(a, places);
    for (; plain && decimals < 0 && places > 0 && a.digits % 10 == 0; places--)
        a.digits /= 10;
    if (a.digits < 0)
        put_text(&line, MINUS);
    else if (signs)
        put_text(&line, a.digits > 0 ? "+" : PLUS_MINUS);
    if (plain)
        put_plain(&line, a, places, lang);
    else
        put_with_exponent(&line, a, lang);
    return line.length;
}

size_t number_format(char out[NUMBER_MAX], double value, int decimals, enum lang lang)
{
    if (isfinite(value))
        return format(out, decimal_of_double(value), decimals, lang, false);
    struct line line = { out, 0 };
    put_text(&line, EN_DASH);
    return line.length;
}

size_t number_format_signed(char out[NUMBER_MAX], double value, int decimals, enum lang lang)
{
    if (!isfinite(value))
        return number_format(out, value, decimals, lang);
    return format(out, decimal_of_double(value), decimals, lang, true);
}

const char *number_unit_gap(struct text unit, enum lang lang)
{
    bool sign = (unit.length == 1 && unit.bytes[0] == '%') ||
                (unit.length == strlen(PER_MILLE) && memcmp(unit.bytes, PER_MILLE, unit.length) == 0);
    return sign && is_english(lang) ? "" : NO_BREAK_SPACE;
}

size_t number_format_percent(char out[NUMBER_MAX], double value, int decimals, enum lang lang)
{
    struct line line = { out, number_format(out, value, decimals, lang) };
    put_text(&line, number_unit_gap(text_of("%", LANG_NONE), lang));
    put_text(&line, "%");
    return line.length;
}

size_t number_format_int(char out[NUMBER_MAX], int64_t value, enum lang lang)
{
    struct line line = { out, 0 };
    if (value < 0)
        put_text(&line, MINUS);
    put_plain(&line, (struct decimal){ value, 0 }, 0, lang);
    return line.length;
}

/* ---- Dates ------------------------------------------------------------------------------------------------------ */

/* `count` digits at `text` as a number; -1 where one is none. */
static int read_digits(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool date_valid(const char *iso)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (iso == NULL || strnlen(iso, 11) != 10 || iso[4] != '-' || iso[7] != '-')
        return false;
    int year = read_digits(iso, 4);
    int month = read_digits(iso + 5, 2);
    int day = read_digits(iso + 8, 2);
    if (year < 1900 || year > 2200 || month < 1 || month > 12)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

static void put_int(struct line *line, int number)
{
    char room[48];
    put_text(line, digits_of((struct decimal){ number, 0 }, 1, room));
}

size_t date_format(char out[NUMBER_MAX], const char *iso, enum lang lang)
{
    struct line line = { out, 0 };
    out[0] = '\0';
    if (iso == NULL)
        return 0;
    if (!date_valid(iso)) {
        size_t length = strnlen(iso, NUMBER_MAX);
        if (length == NUMBER_MAX) /* one byte too many: back to a character's beginning */
            for (length = NUMBER_MAX - 1; length > 0 && ((unsigned char)iso[length] & 0xC0) == 0x80;)
                length--;
        put(&line, iso, length);
        return line.length;
    }
    int month = read_digits(iso + 5, 2);
    put_int(&line, read_digits(iso + 8, 2));
    if (is_english(lang)) {
        put_text(&line, NO_BREAK_SPACE);
        put_text(&line, month_name(month, LANG_EN));
        put_text(&line, NO_BREAK_SPACE);
    } else {
        put_text(&line, ".");
        put_int(&line, month);
        put_text(&line, ".");
    }
    put(&line, iso, 4);
    return line.length;
}

const char *month_name(int month, enum lang lang)
{
    static const char *const names[LANG_COUNT][12] = {
        [LANG_FI] = { "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kes\xC3\xA4kuu", "hein\xC3\xA4kuu",
                      "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu" },
        [LANG_SV] = { "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
                      "november", "december" },
        [LANG_EN] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                      "November", "December" },
    };
    if (month < 1 || month > 12)
        return "";
    return names[is_english(lang) ? LANG_EN : lang][month - 1];
}
