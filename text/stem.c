#include "text/stem.h"

#include "text/utf8.h"

struct words {
    const char *bytes;
    size_t length, at;
};

struct word {
    const char *bytes;
    size_t length;
};

uint32_t stem_fold(uint32_t code)
{
    if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7))
        return code + 32;
    if (code == 0x160 || code == 0x17D) /* S and Z with caron */
        return code + 1;
    return code;
}

bool stem_is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    bool punctuation = (code >= 0x2000 && code <= 0x206F) || (code >= 0x3000 && code <= 0x303F) || code < 0xC0;
    return !punctuation && code != 0xD7 && code != 0xF7 && code != UTF8_BAD;
}

static bool next_word(struct words *words, struct word *word)
{
    size_t start = words->at, end = words->at;
    bool open = false;
    while (end < words->length) {
        size_t next = end;
        bool letter = stem_is_letter(utf8_next(words->bytes, words->length, &next));
        if (!letter && open)
            break;
        if (!letter)
            start = next;
        open = letter;
        end = next;
    }
    words->at = end;
    *word = (struct word){ words->bytes + start, end - start };
    return open;
}

/* Characters that are left of a word from `at` on, counted no further than the ending that may be. */
static size_t letters_left(struct word word, size_t at)
{
    size_t count = 0;
    while (at < word.length && count <= STEM_ENDING) {
        utf8_next(word.bytes, word.length, &at);
        count++;
    }
    return count;
}

static bool same_word(struct word a, struct word b)
{
    size_t at_a = 0, at_b = 0, shared = 0;
    while (at_a < a.length && at_b < b.length) {
        size_t next_a = at_a, next_b = at_b;
        if (stem_fold(utf8_next(a.bytes, a.length, &next_a)) != stem_fold(utf8_next(b.bytes, b.length, &next_b)))
            break;
        at_a = next_a;
        at_b = next_b;
        shared++;
    }
    if (at_a == a.length && at_b == b.length)
        return true;
    return shared >= STEM_SHARED && letters_left(a, at_a) <= STEM_ENDING && letters_left(b, at_b) <= STEM_ENDING;
}

enum stem_match stem_find(const char *title, size_t title_length, const char *words, size_t words_length)
{
    struct words from = { title, title_length < STEM_TITLE ? title_length : STEM_TITLE, 0 };
    struct words wanted = { words, words_length, 0 };
    struct word first, word;
    if (!next_word(&wanted, &first))
        return STEM_NONE;
    for (bool start = true; next_word(&from, &word); start = false) {
        if (!same_word(word, first))
            continue;
        struct words on = from, rest = wanted;
        struct word want;
        bool same = true;
        while (same && next_word(&rest, &want))
            same = next_word(&on, &word) && same_word(word, want);
        if (same)
            return start ? STEM_AT_START : STEM_WITHIN;
    }
    return STEM_NONE;
}
