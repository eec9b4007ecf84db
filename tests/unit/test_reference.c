/* References in the words of cells: which wordings are some and what they say, and which are none. Names and numbers
 * are taken from the wordings of real plans and what is near them. */
#include "text/reference.h"
#include "text/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What was read, one reference behind the other: its kind ("<" previous, "<<" all previous, "#" numbers, "=" name),
 * what it says, and after "@" the text up to the place where something can be added. */
static void show(const char *text, char *out, size_t size)
{
    const struct text whole = text_of(text, LANG_NONE);
    static const char *const kinds[] = { "<", "<<", "#", "=" };
    struct reference found;
    size_t length = 0;
    out[0] = '\0';
#define SHOW(...) length += (size_t)snprintf(out + length, length < size ? size - length : 0, __VA_ARGS__)
    for (size_t at = 0; reference_next(whole, &at, &found);) {
        SHOW("%s%s", length > 0 ? " | " : "", kinds[found.kind]);
        if (found.whose.to > found.whose.from)
            SHOW("%.*s:", (int)(found.whose.to - found.whose.from), text + found.whose.from);
        for (size_t i = 0; i < found.number_count; i++)
            SHOW("%.*s%s", (int)(found.numbers[i].span.to - found.numbers[i].span.from),
                 text + found.numbers[i].span.from,
                 found.numbers[i].onwards ? "-" : i + 1 < found.number_count ? "+" : "");
        SHOW("%.*s @%.*s", (int)(found.name.to - found.name.from), text + found.name.from, (int)found.place, text);
    }
    assert_true(length < size);
}

#define WHOLE(text, read) { text, read " @" text }
static const struct {
    const char *text, *read; /* "": no reference */
} wordings[] = {
    /* Finnish: the row before */
    WHOLE("Ks. edellinen kohta.", "<"),
    WHOLE("Ks. edellinen kohta", "<"),
    WHOLE("KS. EDELLINEN KOHTA.", "<"),
    WHOLE("ks edellinen kohta", "<"),
    WHOLE("Kts. ed", "<"),
    WHOLE("Kts. ed.", "<"),
    WHOLE("kts. ed. kohta", "<"),
    WHOLE("Katso edellinen rivi.", "<"),
    WHOLE("Katso edellistä kohtaa", "<"),
    WHOLE("Ks. edellisessä kohdassa", "<"),
    WHOLE("Ks. edellä", "<"),
    WHOLE("Ks. yllä.", "<"),
    WHOLE("Ks. ylläoleva kohta", "<"),
    WHOLE("Ks. YLLÄ OLEVA KOHTA.", "<"),
    WHOLE("Ks. edellä mainittu tavoite", "<"),
    WHOLE("Ks. kohta yllä", "<"),
    WHOLE("Sama kuin edellä", "<"),
    WHOLE("sama kuin edellinen.", "<"),
    WHOLE("Kuten edellisessä kohdassa", "<"),
    { "(ks. edellinen kohta)", "< @(ks. edellinen kohta" },
    { "Kts. ed. sekä valvotut, tuetut ja vaihdon tapaamiset", "< @Kts. ed." },
    { "Ks. ed.\nLisäksi hissi ja rampit tarkistetaan", "< @Ks. ed." },
    { "Ks. ed. Lisäksi hissi", "< @Ks. ed." },
    { "Ks.\xC2\xA0" "edellinen kohta. Lisäksi", "< @Ks.\xC2\xA0" "edellinen kohta" },
    { "- Kerho\n- Ks. edellinen kohta", "< @- Kerho\n- Ks. edellinen kohta" },
    { "Toiminta jatkuu, ks. edellinen kohta.", "< @Toiminta jatkuu, ks. edellinen kohta." },
    { "Toiminta jatkuu (ks. ed.).", "< @Toiminta jatkuu (ks. ed." },
    /* All rows before */
    WHOLE("Ks. edelliset kohdat", "<<"),
    WHOLE("ks. edellisiä kohtia.", "<<"),
    WHOLE("Ks. yllä olevat kohdat", "<<"),
    WHOLE("Ks. ed. kohdat", "<<"),
    { "Ks. edelliset kohdat ja erityisesti palveluohjaus.", "<< @Ks. edelliset kohdat" },
    { "Ks. edelliset kohdat, erityisesti palveluohjaus (II.1) ja perhesatama (I.3).", "<< @Ks. edelliset kohdat" },
    /* Numbers */
    WHOLE("Kts. kohta 1", "#1"),
    WHOLE("Kts. kohta 1.", "#1"),
    WHOLE("ks. kohdassa 12", "#12"),
    WHOLE("kts. tavoite 2", "#2"),
    WHOLE("ks. välitavoite II.4.", "#II.4"),
    WHOLE("ks. I.3", "#I.3"),
    WHOLE("Ks. iii.1", "#iii.1"),
    WHOLE("Ks. kohta 1.7.", "#1.7"),
    WHOLE("Ks. kohta I.5 ja III.1", "#I.5+III.1"),
    WHOLE("Ks. kohdat 1, 2 ja 3", "#1+2+3"),
    WHOLE("Ks. kohta 1 ja kohta 3", "#1+3"),
    WHOLE("Ks. kohdat 1–3", "#1-3"),
    WHOLE("Ks. kohdat I.1 - I.3", "#I.1-I.3"),
    WHOLE("Samat kuin kohta 1", "#1"),
    { "Ks. kohta III.1. Lisäksi vanhempainillat", "#III.1 @Ks. kohta III.1" },
    { "Ks. kohta 1, 15 tapaamista", "#1 @Ks. kohta 1" },
    { "Ks. III.1\nKouluttaudutaan, ks. kohta 2", "#III.1 @Ks. III.1 | #2 @Ks. III.1\nKouluttaudutaan, ks. kohta 2" },
    WHOLE("Ks. myös Kymsoten rivi I.4", "#Kymsoten:I.4"),
    WHOLE("Ks. myös Kymsote I.7", "#Kymsote:I.7"),
    WHOLE("Ks. MLL:n kohta 2", "#MLL:n:2"),
    /* Names */
    { "Ks. kohta lapsivaikutusten arviointi. Toiminnan arviointi on käynnistetty.",
      "=lapsivaikutusten arviointi @Ks. kohta lapsivaikutusten arviointi" },
    WHOLE("Ks. kohta: Vanhemmuuden tukeminen", "=Vanhemmuuden tukeminen"),
    WHOLE("Katso kohtaa \"Vanhemmuuden tukeminen\"", "=Vanhemmuuden tukeminen"),
    WHOLE("Ks. teema osallisuus", "=osallisuus"),
    /* Swedish */
    WHOLE("Se ovan", "<"),
    WHOLE("Se ovanstående punkt", "<"),
    WHOLE("SE FÖREGÅENDE PUNKT.", "<"),
    WHOLE("Se den föregående raden", "<"),
    WHOLE("Se punkten ovan.", "<"),
    WHOLE("Samma som ovan", "<"),
    WHOLE("Se föregående punkter", "<<"),
    WHOLE("Se punkt 1", "#1"),
    WHOLE("Se även delmål I.3 och II.1", "#I.3+II.1"),
    WHOLE("Se punkten barnkonsekvensanalys", "=barnkonsekvensanalys"),
    /* English */
    WHOLE("See above.", "<"),
    WHOLE("See the previous point", "<"),
    WHOLE("Same as above", "<"),
    WHOLE("See the points above", "<<"),
    WHOLE("See also goal 2", "#2"),
    WHOLE("See point supporting parents", "=supporting parents"),
    /* None */
    { "", "" },
    { "Kohtaaminen ja kuuleminen", "" },
    { "kohta", "" },
    { "ks-lehti", "" },
    { "Ks", "" },
    { "Ks.", "" },
    { "Ks. kohta", "" },
    { "Ks. kohta, jossa kuullaan", "" },
    { "Katsomus ja arvot", "" },
    { "Katso lasta silmiin", "" },
    { "Katsotaan edellinen kohta", "" },
    { "Ks. edellinen vuosi", "" },
    { "Ks. ed. vuoden tilasto", "" },
    { "Edellinen kohta", "" },
    { "Kun edellisestä kysymisestä on yli vuosi", "" },
    { "Sama kuin edellä, mutta aikuisille", "" },
    { "Kuten edellä todettiin", "" },
    { "Ks. liite 1", "" },
    { "Ks. 3 kertaa", "" },
    { "Ks. 1.7. alkaen", "" },
    { "Ks. 1.7.2020", "" },
    { "Ks. kohta 1 %", "" },
    { "Ks. kohta 12345", "" },
    { "Ks. edellinen kohta 2", "" },
    { "Ks. IV-luokka", "" },
    { "Ks. https://a.fi/", "" },
    { "Listassa ks. edellinen kohta tarkistetaan", "" },
    { "Asiakassuunnitelman ensimmäinen kohta on lapsen oma osuus", "" },
    { "Perhekyselyn kohta \"Saan tukea kasvattajana\", osallistujat", "" },
    { "Se edellinen kohta", "" },
    { "Se till att barnen hörs", "" },
    { "Som ovan nämnts", "" },
    { "See goal attainment report", "" },
    { "As many as above", "" },
    { "%s%n Ks. %d", "" },
    /* Bad bytes are no letters */
    { "Ks. \xFF" "edellinen kohta", "" },
    { "Ks. edellinen kohta\xC3", "" },
    { "\xE2\x80", "" },
};

static void each_wording_is_read_as_meant(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        char read[400];
        show(wordings[i].text, read, sizeof read);
        if (strcmp(read, wordings[i].read) != 0)
            fail_msg("\"%s\":\n  %s\nnot\n  %s", wordings[i].text, read, wordings[i].read);
    }
}

/* Nothing is read behind the end, wherever a text is cut; and whatever is found lies within it. */
static void a_cut_text_is_read_to_its_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++)
        for (uint32_t length = 0; length <= strlen(wordings[i].text); length++) {
            char *copy = malloc(length + 1u); /* its own piece, for the sanitizer */
            struct reference found;
            size_t at = 0;
            assert_non_null(copy);
            memcpy(copy, wordings[i].text, length);
            while (reference_next((struct text){ copy, length, LANG_FI }, &at, &found))
                assert_true(found.span.from < found.span.to && found.span.to <= at && found.place <= length);
            assert_int_equal(at, length);
            free(copy);
        }
}

static void a_megabyte_of_openers_takes_no_time(void **state)
{
    (void)state;
    static const char *const pieces[] = { "Ks. ",    "ks. kohta ", "(", "Ks. kohta 1, ", "Ks. edellinen ",
                                          "Ks. a\n", "I.",         "K", "Se " };
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t length = strlen(pieces[i]), at = 0;
        struct reference found;
        for (size_t to = 0; to < SIZE; to++)
            text[to] = pieces[i][to % length];
        while (reference_next((struct text){ text, SIZE, LANG_FI }, &at, &found))
            assert_true(found.place <= SIZE);
        assert_int_equal(at, SIZE);
    }
    free(text);
}

static void more_numbers_than_are_kept_are_cut(void **state)
{
    (void)state;
    struct reference found;
    size_t at = 0;
    assert_true(reference_next(text_of("Ks. kohdat 1, 2, 3, 4, 5, 6, 7, 8, 9, 10", LANG_FI), &at, &found));
    assert_int_equal(found.number_count, REFERENCE_NUMBERS_MAX);
    assert_false(found.numbers[REFERENCE_NUMBERS_MAX - 1].onwards);
}

static void words_are_known_by_their_stems(void **state)
{
    (void)state;
    static const struct {
        const char *title, *words;
        enum stem_match match;
    } rows[] = {
        { "Vanhemmuuden tukeminen", "vanhemmuuden tukemisen", STEM_AT_START },
        { "Lapsivaikutusten arviointi", "LAPSIVAIKUTUKSIEN ARVIOINNISSA", STEM_NONE },
        { "Lapsivaikutusten arviointi", "lapsivaikutusten arvioinnin", STEM_AT_START },
        { "Lasten ja nuorten terveyden edistäminen", "terveys", STEM_WITHIN },
        { "Lasten ja nuorten terveyden edistäminen", "lapset", STEM_NONE },
        { "Palvelut", "palveluohjaus", STEM_NONE },
        { "Päihteet", "PÄIHTEIDEN", STEM_NONE },
        { "Päihteidenkäyttö", "PÄIHTEIDENKÄYTÖN", STEM_AT_START },
        { "MLL", "mll", STEM_AT_START },
        { "MLL", "ml", STEM_NONE },
        { "Tuki ja tuki arjessa", "tuki arjessa", STEM_WITHIN },
        { "Kymsote – Kymenlaakso", "Kymsoten", STEM_AT_START },
        { "Otsikko", "", STEM_NONE },
        { "Otsikko", " – ", STEM_NONE },
        { "", "otsikko", STEM_NONE },
        { "\xFFOtsikko", "otsikon", STEM_AT_START },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (stem_find(rows[i].title, strlen(rows[i].title), rows[i].words, strlen(rows[i].words)) != rows[i].match)
            fail_msg("\"%s\" in \"%s\"", rows[i].words, rows[i].title);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wording_is_read_as_meant),
        cmocka_unit_test(a_cut_text_is_read_to_its_end),
        cmocka_unit_test(a_megabyte_of_openers_takes_no_time),
        cmocka_unit_test(more_numbers_than_are_kept_are_cut),
        cmocka_unit_test(words_are_known_by_their_stems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
