#include "text/linebreak.h"

#include "text/utf8.h"

#include <string.h>
#include <unilbrk.h>

/* ---- What Unicode says ------------------------------------------------------------------------------------------ */

/* The classes of Annex 14 as far as European office text needs them. IS behaves as SY here, PO as PR: they differ only
 * next to classes that the table lacks. */
enum line_class {
    AL, /* letters and most signs */
    NU, /* digits */
    OP, /* ( [ { and the like */
    CL, /* } */
    CP, /* ) ] */
    QU, /* quotation marks */
    GL, /* NO-BREAK SPACE and HYPHEN */
    EX, /* ! ? */
    SY, /* / and , . : ; */
    PR, /* $ % + \ and currencies */
    HY, /* HYPHEN-MINUS */
    BA, /* EN DASH, HYPHEN, | */
    BB, /* ´ */
    B2, /* EM DASH */
    IN, /* HORIZONTAL ELLIPSIS */
    CB, /* OBJECT REPLACEMENT CHARACTER: a mark */
    CLASSES,
    SP = CLASSES, /* SPACE */
    LF,           /* '\n' */
    NOT_HERE      /* the table lacks it */
};

/* clang-format off */

/* The chance between a character of the row's class and one of the column's: D also directly, I only over spaces, P
 * never. As libunistring 1.0 has it; the unit test compares. */
static const char pairs[CLASSES][CLASSES + 1] = {
    /*        ANOCCQGESPHBBBIC
     *        LUPLPULXYRYAB2NB */
    [AL] = "IIIPPIIPPIIIDDID",
    [NU] = "IIIPPIIPPIIIDDID",
    [OP] = "PPPPPPPPPPPPPPPP",
    [CL] = "DDDPPIIPPIIIDDID",
    [CP] = "IIDPPIIPPIIIDDID",
    [QU] = "IIPPPIIPPIIIIIII",
    [GL] = "IIIPPIIPPIIIIIII",
    [EX] = "DDDPPIIPPDIIDDID",
    [SY] = "DIDPPIIPPDIIDDID",
    [PR] = "IIIPPIIPPDIIDDII",
    [HY] = "DIDPPIDPPDIIDDID",
    [BA] = "DDDPPIDPPDIIDDID",
    [BB] = "IIIPPIIPPIIIIIII",
    [B2] = "DDDPPIIPPDIIDPID",
    [IN] = "DDDPPIIPPDIIDDID",
    [CB] = "DDDPPIIPPDIIDDID",
};

/* U+0020 to U+00BF */
static const unsigned char latin[0xC0 - 0x20] = {
    SP, EX, QU, AL, PR, PR, AL, QU, OP, CP, AL, PR, SY, HY, SY, SY, /* space ! " # $ % & ' ( ) * + , - . / */
    NU, NU, NU, NU, NU, NU, NU, NU, NU, NU, SY, SY, AL, AL, AL, EX, /* 0 to 9 : ; < = > ? */
    AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, /* @ A to O */
    AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, PR, CP, AL, AL, /* P to Z [ \ ] ^ _ */
    AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, /* ` a to o */
    AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, BA, CL, AL, NOT_HERE, /* p to z { | } ~ DEL */
    NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, /* U+0080 */
    NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE,
    NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, /* U+0090 */
    NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE,
    GL, OP, PR, PR, PR, PR, AL, AL, AL, AL, AL, QU, AL, BA, AL, AL, /* U+00A0: NBSP ¡ ¢ £ ¤ ¥ ¦ § ¨ © ª « ¬ SHY ® ¯ */
    PR, PR, AL, AL, BB, AL, AL, AL, AL, AL, AL, QU, AL, AL, AL, OP, /* U+00B0: ° ± ² ³ ´ µ ¶ · ¸ ¹ º » ¼ ½ ¾ ¿ */
};

/* U+2010 to U+2027 */
static const unsigned char punctuation[0x2028 - 0x2010] = {
    BA, GL, BA, BA, B2, AL, AL, AL, QU, QU, OP, QU, QU, QU, OP, QU, /* ‐ ‑ ‒ – — ― ‖ ‗ ‘ ’ ‚ ‛ “ ” „ ‟ */
    AL, AL, AL, AL, IN, IN, IN, BA,                                 /* † ‡ • ‣ ․ ‥ … ‧ */
};

/* clang-format on */

static enum line_class class_of(uint32_t code)
{
    if (code < 0x20)
        return code == '\n' ? LF : NOT_HERE;
    if (code < 0xC0)
        return latin[code - 0x20];
    if (code <= 0x2C7 || (code >= 0x400 && code <= 0x482) || (code >= 0x1E00 && code <= 0x1EFF))
        return AL;
    if (code >= 0x2010 && code <= 0x2027)
        return punctuation[code - 0x2010];
    if (code == 0x20AC || code == 0x2030 || code == 0x2212) /* € ‰ − */
        return PR;
    if (code == 0xFFFC)
        return CB;
    if ((code >= 0x2190 && code <= 0x21FF) || (code >= 0x25A0 && code <= 0x25FF)) /* arrows, geometric shapes */
        return AL;
    return NOT_HERE;
}

/* The bytes of the letters that most words are made of, so that a word is passed over quickly: a to z, A to Z, and
 * U+00C0 to U+02BF of two bytes each. */
static const bool letter_bytes[256] = {
    ['A' ... 'Z'] = true,
    ['a' ... 'z'] = true,
    [0xC3 ... 0xCA] = true,
    [0x80 ... 0xBF] = true,
};

/* False where the text has a character that the tables lack; then `breaks` is only partly filled. */
static bool find_by_table(const char *bytes, size_t length, char *breaks)
{
    enum line_class last = LF; /* of the last character that is no space */
    bool space = false;        /* one stands behind it */
    memset(breaks, BREAK_NONE, length);
    for (size_t at = 0; at < length;) {
        size_t start = at;
        enum line_class now = AL;
        if (letter_bytes[(unsigned char)bytes[at]]) {
            do
                at++;
            while (at < length && letter_bytes[(unsigned char)bytes[at]]);
        } else {
            now = class_of(utf8_next(bytes, length, &at));
        }
        if (now == NOT_HERE || (now == CB && last == PR) || (now == PR && last == CB)) /* PO is not as PR there */
            return false;
        if (now == SP) {
            space = true;
            continue;
        }
        if (last != LF && now != LF) {
            char pair = pairs[last][now];
            if (pair == 'D' || (pair == 'I' && space))
                breaks[start] = BREAK_ALLOWED;
        }
        last = now;
        space = false;
    }
    return true;
}

static void find_by_library(const char *bytes, size_t length, char *breaks)
{
    u8_possible_linebreaks((const uint8_t *)bytes, length, "UTF-8", breaks);
    for (size_t i = 0; i < length; i++)
        breaks[i] = breaks[i] == UC_BREAK_POSSIBLE ? BREAK_ALLOWED : BREAK_NONE;
}

void linebreak_find_unicode(const char *bytes, size_t length, char *breaks, bool quick)
{
    if (length == 0)
        return;
    if (!quick || !find_by_table(bytes, length, breaks))
        find_by_library(bytes, length, breaks);
    const char *end = bytes + length;
    for (const char *line = bytes; (line = memchr(line, '\n', (size_t)(end - line))) != NULL && ++line < end;)
        breaks[line - bytes] = BREAK_MANDATORY;
    breaks[0] = BREAK_NONE;
}

/* ---- Tailoring -------------------------------------------------------------------------------------------------- */

/* A text whose chances are being tailored. */
struct tailoring {
    const char *bytes;
    size_t length;
    char *breaks;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The first byte of a letter or digit. Of the others, those of U+0080..00BF and U+2000..2FFF are taken for signs. */
static bool begins_word_character(char byte)
{
    unsigned char lead = (unsigned char)byte;
    return is_digit(byte) || is_ascii_letter(byte) || (lead >= 0xC3 && lead != 0xE2);
}

static bool is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How many letters and digits stand directly before the byte `at`, counted to 2. */
static int word_before(const struct tailoring *text, size_t at)
{
    int count = 0;
    while (count < 2 && at > 0) {
        do
            at--;
        while (at > 0 && is_tail(text->bytes[at]));
        if (!begins_word_character(text->bytes[at]))
            break;
        count++;
    }
    return count;
}

/* The same from the byte `at` on. */
static int word_behind(const struct tailoring *text, size_t at)
{
    int count = 0;
    while (count < 2 && at < text->length && begins_word_character(text->bytes[at])) {
        do
            at++;
        while (at < text->length && is_tail(text->bytes[at]));
        count++;
    }
    return count;
}

static bool stands_at(const struct tailoring *text, size_t at, const char *what)
{
    size_t length = strlen(what);
    return length <= text->length - at && memcmp(text->bytes + at, what, length) == 0;
}

static bool stands_before(const struct tailoring *text, size_t at, const char *what)
{
    size_t length = strlen(what);
    return length <= at && memcmp(text->bytes + at - length, what, length) == 0;
}

/* Signs and abbreviated units that a number keeps on its line. */
static bool is_unit(const struct tailoring *text, size_t at)
{
    static const char *const signs[] = { "%", "\xE2\x80\xB0", "\xE2\x82\xAC", "\xC2\xA7", "\xC2\xB0" }; /* % ‰ € § ° */
    static const char *const units[] = {
        "v",   "kk",  "vk",   "pv",   "vrk", "h",   "min", "s",  "lk",        "hl\xC3\xB6", "kpl",
        "krt", "htv", "milj", "mrd",  "km",  "m",   "cm",  "mm", "ha",        "kg",         "g",
        "mg",  "t",   "l",    "dl",   "ml",  "eur", "EUR", "tn", "\xC3\xA5r", "m\xC3\xA5n", "st",
        "tim", "kr",  "mn",   "pers", "kWh", "MWh", "GWh", "kW", "MW",        "pp",
    };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (stands_at(text, at, signs[i]))
            return true;
    size_t end = at;
    while (end < text->length && end - at < 8 && (begins_word_character(text->bytes[end]) || is_tail(text->bytes[end])))
        end++;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (units[i][0] == text->bytes[at] && strlen(units[i]) == end - at && stands_at(text, at, units[i]))
            return true;
    return false;
}

/* "10 000": one to three digits before the space, three behind it. */
static bool divides_digits(const struct tailoring *text, size_t space, size_t at)
{
    size_t before = 0;
    size_t behind = 0;
    while (before < space && before < 4 && is_digit(text->bytes[space - 1 - before]))
        before++;
    while (at + behind < text->length && behind < 4 && is_digit(text->bytes[at + behind]))
        behind++;
    return before >= 1 && before <= 3 && behind == 3 && (before == space || word_before(text, space - before) == 0);
}

/* A space, then the byte `at`. */
static bool holds_over_space(const struct tailoring *text, size_t at)
{
    size_t space = at - 1;
    if (space == 0)
        return false;
    char before = text->bytes[space - 1];
    if (is_digit(before))
        return is_unit(text, at) || divides_digits(text, space, at);
    if (stands_before(text, space, "\xC2\xA7")) /* § */
        return is_digit(text->bytes[at]);
    return before == '.' && space >= 2 && is_digit(text->bytes[space - 2]) && stands_at(text, at, "lk") &&
           word_behind(text, at + 2) == 0;
}

bool linebreak_holds_space(const char *bytes, size_t length, size_t space)
{
    const struct tailoring text = { .bytes = bytes, .length = length };
    return bytes[space] == ' ' && space + 1 < length && bytes[space + 1] != ' ' && holds_over_space(&text, space + 1);
}

/* A hyphen or dash of `size` bytes, then the byte `at`. */
static bool holds_behind_dash(const struct tailoring *text, size_t at, size_t size)
{
    size_t dash = at - size;
    char before = dash == 0 ? ' ' : text->bytes[dash - 1];
    if (before == ')' || before == ']')
        return false;
    return word_before(text, dash) < 2 || is_digit(before) || word_behind(text, at) == 1;
}

/* True where the chance before the byte `at`, which Unicode gives, is none of ours. */
static bool holds(const struct tailoring *text, size_t at)
{
    switch (text->bytes[at - 1]) {
    case ' ':
        return holds_over_space(text, at);
    case '-':
        return holds_behind_dash(text, at, 1);
    case '.':
    case ':':
        return true;
    case ',':
    case ';':
        return word_before(text, at - 1) < 2 || word_behind(text, at) < 2;
    case '/':
        return word_before(text, at - 1) == 1 || word_behind(text, at) == 1;
    case '\x90': /* ‐ */
    case '\x92': /* ‒ */
    case '\x93': /* – */
        return at >= 3 && memcmp(text->bytes + at - 3, "\xE2\x80", 2) == 0 && holds_behind_dash(text, at, 3);
    default:
        return false;
    }
}

/* ---- Poor breaks ---- */

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

#define SHORT_WORD 10 /* bytes that a word of the lists below has at most, full stops included */

/* The word before the byte `end` is one of these, its first letter small or a capital. */
static bool word_stands_before(const struct tailoring *text, size_t end, const char *const *words, size_t count)
{
    size_t length = 0;
    while (length < end && length <= SHORT_WORD &&
           (is_ascii_letter(text->bytes[end - 1 - length]) || text->bytes[end - 1 - length] == '.'))
        length++;
    if (length == 0 || length > SHORT_WORD || word_before(text, end - length) > 0)
        return false;
    const char *word = text->bytes + end - length;
    for (size_t i = 0; i < count; i++)
        if ((word[0] | 0x20) == words[i][0] && strncmp(words[i] + 1, word + 1, length - 1) == 0 &&
            words[i][length] == '\0')
            return true;
    return false;
}

/* One of the words begins at the byte `at`, and no longer one. */
static bool word_stands_at(const struct tailoring *text, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == text->bytes[at] && stands_at(text, at, words[i]) &&
            word_behind(text, at + strlen(words[i])) == 0)
            return true;
    return false;
}

/* What has its number behind it. */
static bool is_numbered(const struct tailoring *text, size_t space)
{
    static const char *const things[] = {
        "s.", "ss.", "n.", "nro", "mom.", "kl.", "kl", "klo", "puh.", "liite", "kohta", "kohdan", "luku",
        "luvun", "kuva", "osa", "no.", "nr", "sid.", "tfn", "tel.", "bilaga", "punkt", "kapitel", "del",
        "figur", "p.", "pp.", "page", "part", "annex", "item", "artikla", "taulukko", "tabell", "table",
    };
    return word_stands_before(text, space, things, LENGTH(things));
}

/* What is counted or measured by the number before it; units proper never leave theirs (is_unit). */
static bool is_counted(const struct tailoring *text, size_t at)
{
    static const char *const words[] = {
        "euroa", "euron", "prosenttia", "prosentin", "vuotta", "vuoden", "kuukautta", "viikkoa", "tuntia",
        "kertaa", "asukasta", "kuntaa", "lasta", "nuorta", "perhett\xC3\xA4", "p\xC3\xA4iv\xC3\xA4\xC3\xA4",
        "henkil\xC3\xB6\xC3\xA4", "euro", "procent", "m\xC3\xA5nader", "veckor", "dagar", "timmar",
        "g\xC3\xA5nger", "personer", "barn", "inv\xC3\xA5nare", "euros", "per", "percent", "years", "months",
        "weeks", "days", "hours", "times", "people", "children", "inhabitants",
    };
    return word_stands_at(text, at, words, LENGTH(words));
}

/* A full stop, a space, then the byte `at`: an ordinal, an initial, or an abbreviation of what it is put before. */
static bool is_abbreviation(const struct tailoring *text, size_t space, size_t at)
{
    static const char *const words[] = {
        "esim.", "ks.", "kts.", "vrt.", "mm.", "ml.", "em.", "ko.", "ent.", "t.ex.", "bl.a.", "jfr.",
        "inkl.", "f.d.", "e.g.", "i.e.", "cf.", "incl.",
    };
    char next = text->bytes[at];
    char before = space >= 2 ? text->bytes[space - 2] : ' ';
    if (is_digit(before))
        return next >= 'a' && next <= 'z';
    if (before >= 'A' && before <= 'Z' && word_before(text, space - 2) == 0)
        return (next >= 'A' && next <= 'Z') || (unsigned char)next == 0xC3;
    return word_stands_before(text, space, words, LENGTH(words));
}

/* Before the byte `at`, behind a space, a line may end by Unicode's rules; but what begins there belongs to what is
 * before. */
static bool is_poor(const struct tailoring *text, size_t at)
{
    static const char *const followers[] = { "ym.", "yms.", "jne.", "tms.", "osv.", "m.m.", "o.s.v.", "etc." };
    size_t space = at - 1;
    if (text->bytes[space] != ' ' || space == 0)
        return false;
    char before = text->bytes[space - 1];
    char next = text->bytes[at];
    if (is_digit(next))
        return is_numbered(text, space);
    if (is_digit(before))
        return is_counted(text, at);
    if (before == '.' && is_abbreviation(text, space, at))
        return true;
    if (next == '-' || stands_at(text, at, "\xE2\x80\x93")) /* – */
        return stands_at(text, at + (next == '-' ? 1 : 3), " ");
    bool may_follow = next == 'y' || next == 'j' || next == 't' || next == 'o' || next == 'm' || next == 'e';
    return may_follow && word_stands_at(text, at, followers, LENGTH(followers));
}

/* ---- Slashes and addresses ---- */

static void tailor_slashes(const struct tailoring *text)
{
    const char *end = text->bytes + text->length;
    for (const char *slash = text->bytes; (slash = memchr(slash, '/', (size_t)(end - slash))) != NULL; slash++) {
        size_t at = (size_t)(slash - text->bytes) + 1;
        size_t dash = at == text->length ? 0 : text->bytes[at] == '-' ? 1 : stands_at(text, at, "\xE2\x80\x93") ? 3 : 0;
        if (dash > 0 && word_before(text, at - 1) == 2 && word_behind(text, at + dash) == 2)
            text->breaks[at] = BREAK_ALLOWED;
    }
}

static bool is_mail_character(char byte)
{
    return is_digit(byte) || is_ascii_letter(byte) || (byte != '\0' && strchr("._%+-", byte) != NULL);
}

static void tailor_mail(const struct tailoring *text)
{
    const char *bytes = text->bytes;
    const char *end = bytes + text->length;
    size_t from = 0; /* what is before belongs to an address already */
    for (const char *found = bytes; (found = memchr(found, '@', (size_t)(end - found))) != NULL; found++) {
        size_t sign = (size_t)(found - bytes);
        size_t first = sign;
        size_t last = sign + 1;
        while (first > from && is_mail_character(bytes[first - 1]))
            first--;
        while (last < text->length && is_mail_character(bytes[last]))
            last++;
        from = last;
        while (last > sign + 1 && !is_digit(bytes[last - 1]) && !is_ascii_letter(bytes[last - 1]))
            last--;
        if (first == sign || last - sign < 4 || memchr(bytes + sign, '.', last - sign) == NULL)
            continue;
        memset(text->breaks + first + 1, BREAK_NONE, last - first - 1);
        text->breaks[sign] = BREAK_ADDRESS;
        for (size_t at = first + 2; at + 4 < last; at++)
            if (bytes[at] == '.')
                text->breaks[at] = BREAK_ADDRESS;
    }
}

static bool ends_web_address(const struct tailoring *text, size_t at)
{
    char byte = text->bytes[at];
    return byte == ' ' || byte == '\n' || byte == '<' || byte == '>' || byte == '"' ||
           stands_at(text, at, "\xC2\xA0") || stands_at(text, at, "\xE2\x80\x9C") ||
           stands_at(text, at, "\xE2\x80\x9D") || stands_at(text, at, "\xC2\xBB");
}

/* The address that begins at `first`; returns where it ends. */
static size_t tailor_web_address(const struct tailoring *text, size_t first)
{
    const char *bytes = text->bytes;
    size_t last = first;
    while (last < text->length && !ends_web_address(text, last))
        last++;
    size_t end = last;
    while (last > first && strchr(".,:;!?)'", bytes[last - 1]) != NULL)
        last--;
    for (size_t at = first + 1; at < last; at++) {
        bool behind_slash = bytes[at - 1] == '/' && bytes[at] != '/' && at >= first + 2 && bytes[at - 2] != '/';
        bool before_query = bytes[at] == '?' || bytes[at] == '&' || bytes[at] == '#';
        text->breaks[at] = behind_slash || before_query ? BREAK_ADDRESS : BREAK_NONE;
    }
    return end;
}

static void tailor_web(const struct tailoring *text, const char *mark)
{
    const char *end = text->bytes + text->length;
    size_t from = 0;
    const char *found = text->bytes;
    while ((found = memmem(found, (size_t)(end - found), mark, strlen(mark))) != NULL) {
        size_t first = (size_t)(found - text->bytes);
        size_t next = first + strlen(mark);
        while (mark[0] == ':' && first > from && is_ascii_letter(text->bytes[first - 1])) /* "https" before "://" */
            first--;
        if (word_before(text, first) == 0)
            from = tailor_web_address(text, first);
        found = text->bytes + (from > next ? from : next);
    }
}

/* One word or number, as most cells of figures are: no rule gives a chance between its letters and digits, nor at a comma
 * or full stop before a digit (UAX 14, LB13, LB23, LB25, LB28). */
static bool is_one_word(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length &&
           (is_ascii_letter(bytes[at]) || is_digit(bytes[at]) ||
            ((bytes[at] == ',' || bytes[at] == '.') && at > 0 && at + 1 < length && is_digit(bytes[at - 1]) &&
             is_digit(bytes[at + 1]))))
        at++;
    return at == length;
}

void linebreak_find(const char *bytes, size_t length, char *breaks)
{
    struct tailoring text = { bytes, length, breaks };
    if (is_one_word(bytes, length)) {
        memset(breaks, BREAK_NONE, length);
        return;
    }
    linebreak_find_unicode(bytes, length, breaks, true);
    if (length == 0)
        return;
    const char *end = breaks + length;
    for (char *chance = breaks; (chance = memchr(chance, BREAK_ALLOWED, (size_t)(end - chance))) != NULL; chance++)
        if (holds(&text, (size_t)(chance - breaks)))
            *chance = BREAK_NONE;
        else if (is_poor(&text, (size_t)(chance - breaks)))
            *chance = BREAK_POOR;
    tailor_slashes(&text);
    tailor_mail(&text);
    if (memchr(bytes, '/', length) != NULL)
        tailor_web(&text, "://");
    if (memchr(bytes, 'w', length) != NULL)
        tailor_web(&text, "www.");
}
