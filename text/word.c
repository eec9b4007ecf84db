#include "text/word.h"

#include "text/utf8.h"

enum sign {
    SMALL,   /* a letter */
    CAPITAL, /* likewise */
    SPACE,   /* or nothing: the text's end; a mark's placeholder */
    QUOTE,   /* quotation marks and brackets */
    STOP,    /* . , ; : ! ? and the apostrophe */
    DASH,    /* hyphen, dashes, slash */
    OTHER    /* digits, symbols, other scripts */
};

static enum sign latin_letter(uint32_t code)
{
    if (code <= 0xDE)
        return code == 0xD7 ? OTHER : CAPITAL;
    if (code <= 0xFF)
        return code == 0xF7 ? OTHER : SMALL;
    if (code == 0x130 || code == 0x131 || code == 0x149 || code == 0x17F) /* no pair of the same length */
        return OTHER;
    if (code == 0x138)
        return SMALL;
    if (code == 0x178)
        return CAPITAL;
    bool odd_capital = (code >= 0x139 && code <= 0x148) || code >= 0x179;
    return (code % 2 == 1) == odd_capital ? CAPITAL : SMALL;
}

static enum sign sign_of(uint32_t code)
{
    if (code >= 'a' && code <= 'z')
        return SMALL;
    if (code >= 'A' && code <= 'Z')
        return CAPITAL;
    if (code >= 0xC0 && code <= 0x17F)
        return latin_letter(code);
    switch (code) {
    case ' ':
    case '\n':
    case 0xA0:
    case 0x202F:
    case 0xFFFC:
        return SPACE;
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '"':
    case 0xAB: /* « */
    case 0xBB: /* » */
    case 0x2018:
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return QUOTE;
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case '\'':
    case 0x2019:
    case 0x2026:
        return STOP;
    case '-':
    case '/':
        return DASH;
    default:
        return code >= 0x2010 && code <= 0x2015 ? DASH : OTHER;
    }
}

/* The sign at `*at`, and `*at` moved behind it; SPACE at the end. */
static enum sign sign_at(const char *bytes, size_t length, size_t *at)
{
    return *at >= length ? SPACE : sign_of(utf8_next(bytes, length, at));
}

/* The sign before `*at`, and `*at` moved to it; SPACE at the beginning. */
static enum sign sign_before(const char *bytes, size_t *at)
{
    if (*at == 0)
        return SPACE;
    size_t end = *at;
    do
        --*at;
    while (*at > 0 && ((unsigned char)bytes[*at] & 0xC0) == 0x80);
    size_t from = *at;
    return sign_of(utf8_next(bytes, end, &from));
}

static bool begins_free(const char *bytes, size_t start)
{
    size_t at = start;
    switch (sign_before(bytes, &at)) {
    case SPACE:
    case QUOTE:
        return true;
    case DASH:
        return sign_before(bytes, &at) != OTHER;
    default:
        return false;
    }
}

static bool ends_free(const char *bytes, size_t length, size_t end)
{
    size_t at = end;
    enum sign sign = sign_at(bytes, length, &at);
    if (sign == SPACE || sign == QUOTE)
        return true;
    enum sign next = sign_at(bytes, length, &at);
    if (sign == STOP)
        return next != SMALL && next != CAPITAL && next != OTHER;
    return sign == DASH && next != OTHER;
}

/* The run of letters from `start` on: its end and how many they are. `*capitals`: there is one behind the first. */
static struct word letters_at(const char *bytes, size_t length, size_t start, bool *capitals)
{
    struct word run = { start, start, 0 };
    *capitals = false;
    for (;;) {
        for (; run.end < length && bytes[run.end] >= 'a' && bytes[run.end] <= 'z'; run.end++)
            run.letters++;
        size_t next = run.end;
        enum sign sign = sign_at(bytes, length, &next);
        if (sign != SMALL && sign != CAPITAL)
            return run;
        *capitals = *capitals || (sign == CAPITAL && run.letters > 0);
        run.letters++;
        run.end = next;
    }
}

bool word_next(const char *bytes, size_t length, size_t *at, struct word *word)
{
    while (*at < length) {
        bool capitals;
        *word = letters_at(bytes, length, *at, &capitals);
        *at = word->end;
        if (word->letters == 0)
            (void)sign_at(bytes, length, at);
        else if (word->letters >= WORD_LETTERS_MIN && word->letters <= WORD_LETTERS_MAX && !capitals &&
                 begins_free(bytes, word->start) && ends_free(bytes, length, word->end))
            return true;
    }
    return false;
}

size_t word_fold(const char *bytes, const struct word *word, char out[WORD_BYTES_MAX])
{
    size_t length = 0;
    for (size_t at = word->start; at < word->end;) {
        if (bytes[at] >= 'a' && bytes[at] <= 'z') {
            out[length++] = bytes[at++];
            continue;
        }
        uint32_t code = utf8_next(bytes, word->end, &at);
        if (code == 0x178)
            code = 0xFF;
        else if (sign_of(code) == CAPITAL)
            code += code < 0x100 ? 0x20 : 1;
        length += utf8_put(code, out + length);
    }
    return length;
}
