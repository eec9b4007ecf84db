#include "text/reference.h"

#include "text/stem.h"
#include "text/utf8.h"

#include <string.h>

#define TAIL_MAX    200 /* bytes at a line's end in which its last clause is looked for */
#define WORD_MAX    32  /* bytes of the longest word of the grammar */
#define WHOSE_WORDS 4
#define DIGITS_MAX  3
#define ROMAN_MAX   5

/* ---- The grammar's words ---- */

enum role {
    OPENS = 1,    /* "ks" */
    COMPARES = 2, /* "sama": an opener that must have its line to itself */
    THAN = 4,     /* "kuin" behind it */
    PASSED = 8,   /* "myös", "the" */
    BEFORE = 16,  /* "edellinen" */
    ABOVE = 32,   /* "yllä": before its noun or behind it */
    BEING = 64,   /* "oleva" */
    NOUN = 128,   /* "kohta" */
    TITLED = 256, /* a noun that a name may follow */
    MANY = 512,   /* plural */
    CUT = 1024,   /* an abbreviation: the full stop is its own */
    JOINS = 2048  /* "ja" */
};

static const struct terms {
    enum lang lang;
    unsigned roles;
    const char *words; /* in small letters, a space before and behind each */
} grammar[] = {
    { LANG_FI, OPENS | CUT, " ks kts " },
    { LANG_FI, OPENS, " katso " },
    { LANG_FI, COMPARES, " sama samat samoin kuten " },
    { LANG_FI, THAN, " kuin kun " },
    { LANG_FI, PASSED, " myös erityisesti esimerkiksi lisäksi " },
    { LANG_FI, BEFORE | CUT, " ed edell " },
    { LANG_FI, BEFORE,
      " edellinen edellisen edellistä edellisessä edelliseen edellisestä ylempi ylemmän ylempää "
      "ylläoleva ylläolevan ylläolevaa ylläolevassa ylläolevaan yllämainittu " },
    { LANG_FI, BEFORE | MANY,
      " edelliset edellisten edellisiä edellisissä edellisiin edellisistä ylemmät ylempiä "
      "ylläolevat ylläolevia ylläolevissa ylläoleviin " },
    { LANG_FI, ABOVE, " edellä yllä ylempänä yläpuolella " },
    { LANG_FI, BEING, " oleva olevan olevaa olevassa olevaan mainittu mainitun mainittua mainitussa mainittuun " },
    { LANG_FI, BEING | MANY, " olevat olevia olevissa mainitut mainittuja mainituissa " },
    { LANG_FI, NOUN | TITLED,
      " kohta kohtaa kohdan kohdassa kohdasta kohtaan kohdalla rivi riviä rivin rivillä riviltä "
      "rivissä teema teemaa teeman teemassa tavoite tavoitetta tavoitteen tavoitteessa "
      "tavoitteesta tavoitteeseen välitavoite välitavoitetta välitavoitteen välitavoitteessa "
      "alatavoite alatavoitetta alatavoitteen alatavoitteessa osatavoite osatavoitetta "
      "osatavoitteen osatavoitteessa " },
    { LANG_FI, NOUN | MANY,
      " kohdat kohtia kohtien kohdissa kohdista kohtiin rivit rivejä riveillä tavoitteet "
      "tavoitteita tavoitteissa välitavoitteet välitavoitteita toimenpiteet toimenpiteitä " },
    { LANG_FI, NOUN, " toimenpide toimenpidettä toimenpiteen toimenpiteessä solu solua solun solussa " },
    { LANG_FI, JOINS, " ja sekä tai " },
    { LANG_SV, OPENS, " se " },
    { LANG_SV, COMPARES, " samma " },
    { LANG_SV, COMPARES | THAN, " som " },
    { LANG_SV, PASSED, " också även särskilt den det de i under " },
    { LANG_SV, BEFORE | CUT, " föreg fg " },
    { LANG_SV, BEFORE, " föregående ovanstående ovannämnda förra " },
    { LANG_SV, ABOVE, " ovan ovanför " },
    { LANG_SV, BEING, " nämnda stående " },
    { LANG_SV, NOUN | TITLED, " punkt punkten rad raden tema temat delmål delmålet " },
    { LANG_SV, NOUN | MANY, " punkter punkterna rader raderna målen delmålen åtgärder åtgärderna " },
    { LANG_SV, NOUN, " mål målet åtgärd åtgärden ruta rutan " },
    { LANG_SV, JOINS, " och samt eller " },
    { LANG_EN, OPENS, " see " },
    { LANG_EN, COMPARES, " same " },
    { LANG_EN, COMPARES | THAN, " as " },
    { LANG_EN, PASSED, " also especially the in under " },
    { LANG_EN, BEFORE | CUT, " prev " },
    { LANG_EN, BEFORE, " previous preceding foregoing " },
    { LANG_EN, ABOVE, " above " },
    { LANG_EN, NOUN | TITLED, " point row item theme subgoal objective " },
    { LANG_EN, NOUN | MANY, " points rows items subgoals goals objectives actions cells " },
    { LANG_EN, NOUN, " goal action cell " },
    { LANG_EN, JOINS, " and or " },
};

struct word {
    size_t from, to;
    enum lang lang; /* of the grammar's word; LANG_NONE: it is none */
    unsigned roles;
};

struct scan {
    const char *bytes;
    size_t at, end; /* the end of the line */
    enum lang lang; /* the opener's; LANG_NONE: none was seen */
};

/* ---- Characters ---- */

static unsigned char byte_at(const struct scan *scan, size_t at)
{
    return at < scan->end ? (unsigned char)scan->bytes[at] : 0;
}

static bool take(struct scan *scan, char byte)
{
    if (byte_at(scan, scan->at) != (unsigned char)byte || scan->at >= scan->end)
        return false;
    scan->at++;
    return true;
}

/* Spaces, the no-break space among them. */
static void pass_spaces(struct scan *scan)
{
    for (;;) {
        if (byte_at(scan, scan->at) == 0xC2 && byte_at(scan, scan->at + 1) == 0xA0)
            scan->at += 2;
        else if (!take(scan, ' '))
            return;
    }
}

static bool letter_at(const struct scan *scan, size_t at)
{
    return at < scan->end && stem_is_letter(utf8_next(scan->bytes, scan->end, &at));
}

static bool capital_at(const struct scan *scan, size_t at)
{
    uint32_t code = at < scan->end ? utf8_next(scan->bytes, scan->end, &at) : 0;
    return stem_fold(code) != code;
}

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The length of a dash ("-", "–", "—") that stands there; 0: none. */
static size_t dash_at(const struct scan *scan, size_t at)
{
    if (byte_at(scan, at) == '-')
        return 1;
    bool dash = byte_at(scan, at) == 0xE2 && byte_at(scan, at + 1) == 0x80 &&
                (byte_at(scan, at + 2) == 0x93 || byte_at(scan, at + 2) == 0x94);
    return dash ? 3 : 0;
}

/* ---- Words ---- */

/* What the grammar knows of a word, in the opener's language where there was one. */
static void look_up(const struct scan *scan, struct word *word)
{
    char wanted[WORD_MAX + 8] = " ";
    size_t length = 1;
    for (size_t at = word->from; at < word->to;) {
        if (length > WORD_MAX)
            return;
        length += utf8_put(stem_fold(utf8_next(scan->bytes, word->to, &at)), wanted + length);
    }
    memcpy(wanted + length, " ", 2);
    for (size_t i = 0; i < sizeof grammar / sizeof grammar[0]; i++) {
        if ((scan->lang != LANG_NONE && scan->lang != grammar[i].lang) || strstr(grammar[i].words, wanted) == NULL)
            continue;
        word->lang = grammar[i].lang;
        word->roles |= grammar[i].roles;
        if (scan->lang == LANG_NONE)
            return;
    }
}

/* The word that stands next, behind spaces; hyphens and colons within it are its own ("MLL:n"). False, and nothing
 * passed, where none does. */
static bool take_word(struct scan *scan, struct word *word)
{
    size_t before = scan->at;
    pass_spaces(scan);
    *word = (struct word){ .from = scan->at };
    while (letter_at(scan, scan->at) || (scan->at > word->from && scan->at < scan->end &&
                                         strchr("-:", scan->bytes[scan->at]) != NULL && letter_at(scan, scan->at + 1)))
        utf8_next(scan->bytes, scan->end, &scan->at);
    word->to = scan->at;
    if (word->to == word->from) {
        scan->at = before;
        return false;
    }
    look_up(scan, word);
    return true;
}

/* The next word where it has one of the roles. */
static bool take_role(struct scan *scan, unsigned roles, struct word *word)
{
    size_t before = scan->at;
    if (take_word(scan, word) && (word->roles & roles) != 0)
        return true;
    scan->at = before;
    return false;
}

/* ---- What follows ---- */

/* Whether what was read so far is all of its clause. `cut`: behind an abbreviation's full stop, where a sentence may
 * begin. */
static bool at_end(const struct scan *scan, bool cut)
{
    struct scan ahead = *scan;
    struct word word;
    pass_spaces(&ahead);
    if (ahead.at >= ahead.end)
        return true;
    if (strchr(".,;:)!?", ahead.bytes[ahead.at]) != NULL || (ahead.at > scan->at && dash_at(&ahead, ahead.at) > 0))
        return true;
    if (cut && capital_at(&ahead, ahead.at))
        return true;
    return ahead.at > scan->at && take_role(&ahead, JOINS, &word);
}

/* Only what closes a reference stands until the line's end. */
static bool line_ends(const struct scan *scan)
{
    size_t at = scan->at;
    while (at < scan->end && strchr(" .)", scan->bytes[at]) != NULL && scan->bytes[at] != '\0')
        at++;
    return at >= scan->end;
}

/* ---- Numbers ---- */

static bool is_roman(unsigned char byte)
{
    return byte != 0 && strchr("IVXivx", byte) != NULL;
}

/* "12", "IV" or "B". */
static bool take_component(struct scan *scan)
{
    size_t digits = 0, romans = 0;
    while (is_digit(byte_at(scan, scan->at + digits)))
        digits++;
    while (is_roman(byte_at(scan, scan->at + romans)))
        romans++;
    size_t length = digits > 0 ? digits : romans;
    if (length == 0 && byte_at(scan, scan->at) >= 'A' && byte_at(scan, scan->at) <= 'Z')
        length = 1;
    if (length == 0 || digits > DIGITS_MAX || romans > ROMAN_MAX)
        return false;
    scan->at += length;
    return true;
}

/* "1.7. alkaen": an ordinal's full stop, with a small letter behind it. */
static bool is_date(const struct scan *scan)
{
    struct scan ahead = *scan;
    if (!take(&ahead, '.'))
        return false;
    pass_spaces(&ahead);
    return letter_at(&ahead, ahead.at) && !capital_at(&ahead, ahead.at) && !is_digit(byte_at(&ahead, ahead.at));
}

/* "3", "II.4", "1.7.2": `whole` asks for a dot. Small Roman figures count only with a dot: "i" and "v" are words. */
static bool take_number(struct scan *scan, bool whole, struct reference_span *span)
{
    size_t before = scan->at;
    bool dotted = false;
    pass_spaces(scan);
    span->from = scan->at;
    bool right = take_component(scan);
    while (right && byte_at(scan, scan->at) == '.') {
        size_t dot = scan->at++;
        if (!take_component(scan) || letter_at(scan, scan->at)) {
            right = !is_digit(byte_at(scan, dot + 1)); /* else a full stop, and what follows is a sentence */
            scan->at = dot;
            break;
        }
        dotted = true;
    }
    bool capital = is_digit(byte_at(scan, span->from)) || capital_at(scan, span->from);
    right = right && !letter_at(scan, scan->at) && (dotted || (!whole && capital)) && !(whole && is_date(scan));
    span->to = scan->at;
    if (!right)
        scan->at = before;
    return right;
}

/* What stands between two numbers: a comma, an "and", a dash. */
static bool take_between(struct scan *scan, bool *onwards)
{
    struct word word;
    *onwards = false;
    bool comma = take(scan, ',');
    if (take_role(scan, JOINS, &word) || comma)
        return true;
    pass_spaces(scan);
    size_t dash = dash_at(scan, scan->at);
    scan->at += dash;
    *onwards = dash > 0;
    return dash > 0 || take(scan, '&');
}

/* One number and those joined to it. What does not go on as a list of numbers is left: "kohta 1, 15 kertaa". */
static bool take_numbers(struct scan *scan, bool whole, struct reference *out)
{
    bool onwards = false;
    struct scan ahead = *scan;
    struct word word;
    out->number_count = 0;
    while (out->number_count < REFERENCE_NUMBERS_MAX) {
        struct reference_span span;
        bool noun = out->number_count > 0 && take_role(&ahead, NOUN, &word);
        struct scan next;
        if (!take_number(&ahead, whole && !noun, &span))
            break;
        next = ahead;
        bool more = take_between(&next, &onwards);
        if (!more && !at_end(&ahead, false))
            break;
        out->numbers[out->number_count++] = (struct reference_number){ span, false };
        *scan = ahead;
        if (!more)
            break;
        out->numbers[out->number_count - 1].onwards = onwards;
        ahead = next;
    }
    if (out->number_count > 0)
        out->numbers[out->number_count - 1].onwards = false;
    out->kind = REFERENCE_NUMBERS;
    return out->number_count > 0 && at_end(scan, false);
}

/* ---- What is meant ---- */

/* "edellinen kohta", "ed.", "yllä olevat kohdat". */
static bool take_before(struct scan *scan, struct reference *out)
{
    struct word word, noun;
    if (!take_role(scan, BEFORE | ABOVE, &word))
        return false;
    bool cut = (word.roles & CUT) != 0 && take(scan, '.');
    unsigned roles = word.roles;
    if (take_role(scan, BEING, &noun))
        roles |= noun.roles;
    if (take_role(scan, NOUN, &noun)) {
        roles |= noun.roles;
        cut = false;
    }
    out->kind = (roles & MANY) != 0 ? REFERENCE_ALL_PREVIOUS : REFERENCE_PREVIOUS;
    return at_end(scan, cut);
}

/* A name behind a noun: up to the next punctuation, without quotation marks. */
static bool take_name(struct scan *scan, struct reference *out)
{
    struct scan ahead = *scan;
    struct word word;
    pass_spaces(&ahead);
    if (ahead.at < ahead.end && !letter_at(&ahead, ahead.at)) /* a quotation mark: one character */
        utf8_next(ahead.bytes, ahead.end, &ahead.at);
    size_t from = ahead.at;
    if (!letter_at(&ahead, from) || is_digit(byte_at(&ahead, from)) || take_role(&ahead, JOINS, &word))
        return false;
    while (ahead.at < ahead.end && strchr(".,;:()!?\"", ahead.bytes[ahead.at]) == NULL)
        utf8_next(ahead.bytes, ahead.end, &ahead.at);
    size_t to = ahead.at;
    while (to > from && ahead.bytes[to - 1] == ' ')
        to--;
    if (to - from > REFERENCE_NAME_MAX)
        return false;
    out->kind = REFERENCE_NAME;
    out->name = (struct reference_span){ from, to };
    take(&ahead, '"');
    scan->at = byte_at(&ahead, ahead.at - 1) == '"' ? ahead.at : to;
    return true;
}

/* "kohta 1", "kohta yllä", "kohta lapsivaikutusten arviointi". */
static bool take_noun(struct scan *scan, struct reference *out)
{
    struct word noun, word;
    if (!take_role(scan, NOUN, &noun))
        return false;
    take(scan, ':');
    struct scan ahead = *scan;
    if (take_role(&ahead, ABOVE, &word) && at_end(&ahead, false)) {
        out->kind = (noun.roles & MANY) != 0 ? REFERENCE_ALL_PREVIOUS : REFERENCE_PREVIOUS;
        *scan = ahead;
        return true;
    }
    ahead = *scan;
    if (take_numbers(&ahead, false, out)) {
        *scan = ahead;
        return true;
    }
    out->number_count = 0;
    return (noun.roles & TITLED) != 0 && take_name(scan, out);
}

/* "Kymsoten rivi I.4". */
static bool take_whose(struct scan *scan, struct reference *out)
{
    struct word word, noun;
    pass_spaces(scan);
    out->whose.from = scan->at;
    for (int words = 0; words < WHOSE_WORDS && take_word(scan, &word) && word.roles == 0; words++) {
        struct scan ahead = *scan;
        out->whose.to = scan->at;
        bool whole = !take_role(&ahead, NOUN, &noun);
        if (take_numbers(&ahead, whole, out)) {
            *scan = ahead;
            return true;
        }
    }
    return false;
}

static bool take_meant(struct scan *scan, struct reference *out)
{
    bool (*const ways[])(struct scan *, struct reference *) = { take_before, take_noun, take_whose };
    struct scan start = *scan;
    if (take_numbers(scan, true, out))
        return true;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        *scan = start;
        out->number_count = 0;
        out->whose = (struct reference_span){ 0, 0 };
        if (ways[i](scan, out))
            return true;
    }
    return false;
}

/* ---- References ---- */

/* An opener begins with one of these bytes. */
static bool may_open(unsigned char byte)
{
    return byte != 0 && strchr("kKsSaA", byte) != NULL;
}

/* One reference, from its opener on. `last`: it must be the last of its line. */
static bool parse(struct scan *scan, bool last, struct reference *out)
{
    struct word word;
    memset(out, 0, sizeof *out);
    scan->lang = LANG_NONE;
    if (!may_open(byte_at(scan, scan->at)) || !take_role(scan, OPENS | COMPARES, &word))
        return false;
    out->span.from = word.from;
    scan->lang = word.lang;
    bool compares = (word.roles & OPENS) == 0;
    if (compares)
        take_role(scan, THAN, &(struct word){ 0 });
    else if ((word.roles & CUT) != 0)
        take(scan, '.');
    take(scan, ':');
    while (take_role(scan, PASSED, &word))
        continue;
    if (!take_meant(scan, out) || ((last || compares) && !line_ends(scan)))
        return false;
    out->span.to = out->place = scan->at;
    bool closed = memchr(scan->bytes + scan->at, ')', scan->end - scan->at) != NULL;
    if (byte_at(scan, scan->at) == '.' && line_ends(scan) && !closed)
        out->place++;
    return true;
}

/* At the beginning of a line, or of its part in parentheses. */
static bool parse_head(struct scan scan, struct reference *out)
{
    if (byte_at(&scan, scan.at) == '-' && byte_at(&scan, scan.at + 1) == ' ')
        scan.at += 2;
    take(&scan, '(');
    return parse(&scan, false, out);
}

/* The last clause of a line: behind punctuation. */
static bool parse_tail(struct scan scan, struct reference *out)
{
    if (scan.end - scan.at > TAIL_MAX)
        scan.at = scan.end - TAIL_MAX;
    for (size_t at = scan.at + 1; at < scan.end; at++) {
        bool inside = scan.bytes[at - 1] == '(';
        bool behind = at >= scan.at + 2 && scan.bytes[at - 1] == ' ' &&
                      (strchr(".,;:)", scan.bytes[at - 2]) != NULL || (unsigned char)scan.bytes[at - 2] == 0x93);
        struct scan clause = { .bytes = scan.bytes, .at = at, .end = scan.end };
        if ((inside || behind) && may_open(byte_at(&scan, at)) && parse(&clause, true, out))
            return true;
    }
    return false;
}

bool reference_next(struct text text, size_t *at, struct reference *out)
{
    while (*at < text.length) {
        const char *start = text.bytes + *at;
        const char *line = memchr(start, '\n', text.length - *at);
        struct scan scan = { .bytes = text.bytes,
                             .at = *at,
                             .end = line == NULL ? text.length : (size_t)(line - text.bytes) };
        bool begins = *at == 0 || start[-1] == '\n';
        if ((begins && parse_head(scan, out)) || parse_tail(scan, out)) {
            *at = out->span.to;
            return true;
        }
        *at = scan.end + 1;
    }
    *at = text.length;
    return false;
}
