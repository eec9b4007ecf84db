/* Swedish words are divided between the parts of a compound first of all (Språkrådet, Svenska skrivregler). The
 * patterns know no parts: of "barnskyddsåtgärder" they give "barn-skyddsåt-gär-der", of "samarbetspartner"
 * "sam-ar-bet-s-part-ner". What can be mended without a dictionary is mended here: the parts that are known are divided
 * each by itself. */
#include "text/hyphen_inner.h"
#include "text/utf8.h"

#include <string.h>

/* What begins a later part of compounds in plans of welfare; behind a prefix too a line may end before it. */
/* clang-format off */
static const char *const beginnings[] = {
    "anställ", "ansvar", "arbet", "avgift", "bedömning", "befolkning", "behandling", "behov", "brukar",
    "delaktig", "digital", "enkät", "erfarenhet", "evenemang", "familj", "framtid", "frivillig", "fullmäktig",
    "förebygg", "förening", "förfarande", "förhandling", "förmån", "förtroende", "förvaltning", "genomför",
    "granskning", "grupp", "hamn", "handikapp", "handledning", "handling", "hälso", "indikator", "institution",
    "invånar", "klient", "kommun", "kompetens", "koordinat", "kultur", "kvalitet", "lärand", "lärar", "miljö",
    "människ", "missbruk", "motion", "myndighet", "målsättning", "nämnd", "nätverk", "observation", "område",
    "ordning", "organisation", "partner", "pedagogik", "pensionär", "personal", "planering", "politik",
    "process", "program", "projekt", "resurs", "rådgivning", "samarbet", "samhäll", "samman", "sjukdom",
    "skolan", "skolor", "skydd", "stiftelse", "strategi", "studerande", "styrelse", "säkerhet", "tjänst",
    "trygghet", "undersökning", "undervisning", "ungdom", "uppfölj", "uppgift", "utbildning", "utredning",
    "utskott", "utveckling", "utvärdering", "verksamhet", "vetenskap", "vård", "välfärd", "välmående",
    "åldring", "åtgärd", "ändamål", "ärende", "översikt",
};
/* clang-format on */

/* What ends an earlier part: endings with the s that joins. */
static const char *const endings[] = { "ings", "hets", "tets", "ions", "skaps", "doms", "ments", "dags", "färds" };

/* What is no part of its own: a break behind it is one between syllables. */
static const char *const prefixes[] = {
    "an", "av", "be", "för", "in", "miss", "om", "re", "sam", "under", "upp", "ut"
};

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

struct swedish {
    const char *word;
    unsigned letters;
    size_t places[WORD_LETTERS_MAX + 1]; /* of the letters, in bytes */
    char *ranks;
};

static bool is_vowel(const struct swedish *swedish, unsigned letter)
{
    static const char vowels[] = "a e i o u y å ä ö é ü æ ø á à ";
    char wanted[6];
    size_t length = swedish->places[letter + 1] - swedish->places[letter];
    memcpy(wanted, swedish->word + swedish->places[letter], length);
    wanted[length] = ' ';
    wanted[length + 1] = '\0';
    return strstr(vowels, wanted) != NULL;
}

/* Each part between two breaks has a vowel, and none is one letter: else the break before it goes ("ungdom-s-ar-bete",
 * "ne-u-tral"). */
static void join_fragments(const struct swedish *swedish)
{
    unsigned before = 0; /* the break that begins the part at hand */
    bool vowel = false;
    for (unsigned i = 0; i <= swedish->letters; i++) {
        bool ends = i == swedish->letters || (i > 0 && swedish->ranks[i] != WORD_WHOLE);
        if (ends && before > 0 && (!vowel || i - before < 2))
            swedish->ranks[before] = WORD_WHOLE;
        if (ends) {
            before = i;
            vowel = false;
        }
        if (i < swedish->letters)
            vowel = vowel || is_vowel(swedish, i);
    }
}

static bool is_prefix(const struct swedish *swedish, unsigned letter)
{
    size_t length = swedish->places[letter];
    for (size_t i = 0; i < LENGTH(prefixes); i++)
        if (strlen(prefixes[i]) == length && memcmp(swedish->word, prefixes[i], length) == 0)
            return true;
    return false;
}

static bool ends_at(const struct swedish *swedish, unsigned letter, const char *ending)
{
    size_t length = strlen(ending);
    size_t place = swedish->places[letter];
    return place > length + 1 && memcmp(swedish->word + place - length, ending, length) == 0;
}

/* How many letters the beginning has that stands here; 0: none. */
static unsigned beginning_at(const struct swedish *swedish, unsigned letter)
{
    const char *rest = swedish->word + swedish->places[letter];
    for (size_t i = 0; i < LENGTH(beginnings); i++)
        if (strncmp(rest, beginnings[i], strlen(beginnings[i])) == 0)
            return (unsigned)utf8_count(beginnings[i], strlen(beginnings[i]));
    return 0;
}

/* Where later parts begin, by the words known and by the endings that join, where the patterns have a break too. */
static void find_parts(const struct swedish *swedish)
{
    for (unsigned letter = 2; letter + 3 <= swedish->letters; letter++) {
        unsigned known = beginning_at(swedish, letter);
        bool joined = known > 0;
        for (size_t i = 0; i < LENGTH(endings); i++)
            joined = joined || (swedish->ranks[letter] == WORD_SYLLABLE && ends_at(swedish, letter, endings[i]));
        if (joined)
            swedish->ranks[letter] = WORD_COMPOUND;
        letter += known > 0 ? known - 1 : 0;
    }
}

/* Divides the part between two letters by itself. */
static void divide_part(const struct swedish *swedish, struct patterns *patterns, unsigned from, unsigned to)
{
    char part[WORD_BYTES_MAX + 1];
    char ranks[WORD_LETTERS_MAX] = { WORD_WHOLE };
    size_t length = swedish->places[to] - swedish->places[from];
    memcpy(part, swedish->word + swedish->places[from], length);
    part[length] = '\0';
    patterns_divide(patterns, part, ranks);
    memcpy(swedish->ranks + from + 1, ranks + 1, to - from - 1);
}

void swedish_divide(struct patterns *patterns, const char *word, char ranks[WORD_LETTERS_MAX])
{
    struct swedish swedish = { .word = word, .ranks = ranks };
    size_t length = strlen(word);
    for (size_t at = 0; at < length; swedish.letters++) {
        swedish.places[swedish.letters] = at;
        (void)utf8_next(word, length, &at);
    }
    swedish.places[swedish.letters] = length;
    patterns_divide(patterns, word, ranks);
    join_fragments(&swedish);
    find_parts(&swedish);
    unsigned from = 0;
    for (unsigned letter = 2; letter <= swedish.letters; letter++) {
        bool ends = letter == swedish.letters || ranks[letter] == WORD_COMPOUND;
        if (ends && (from > 0 || letter < swedish.letters))
            divide_part(&swedish, patterns, from, letter);
        if (ends && letter < swedish.letters && is_prefix(&swedish, letter))
            ranks[letter] = WORD_SYLLABLE;
        if (ends)
            from = letter;
    }
    join_fragments(&swedish);
}
