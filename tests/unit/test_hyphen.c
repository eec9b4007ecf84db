/* Where words divide. In the tables '|' stands between the parts of a compound, '-' between syllables; each row was
 * judged by hand: by Kielitoimiston ohjepankki (Tavutus, Tavuviiva rivin lopussa) and Svenska skrivregler. */
#include "text/hyphen.h"

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* clang-format off */
static const char *const finnish[] = {
    "hy-vin|vointi|suun-ni-tel-ma", "las-ten|suo-jelu|tar-peen|sel-vi-tyk-siä",
    "hy-vin|vointi|oppi-mis|suun-ni-tel-ma", "var-hais|kas-va-tus|suun-ni-tel-ma", "hy-vin|vointi|ker-to-mus",
    "hy-vin|vointi|koor-di-naat-to-ri", "las-ten|suo-je-lu", "las-ten|suo-jelu|laki",
    "las-ten|suo-jelu|ilmoi-tus", "lapsi|per-hei-den", "lapsi|vai-ku-tus-ten", "ar-vioin-ti", "perhe|kes-kus",
    "perhe|kes-kus|toi-min-ta", "perhe|työ", "koti|pal-ve-lu", "var-hais|kas-va-tus", "var-hais|kas-va-tuk-sen",
    "esi|ope-tus", "pe-rus|ope-tus", "pe-rus|ope-tuk-sen", "op-pi-las|huol-to", "opis-kelu|huol-to",
    "opis-kelu|huolto|suun-ni-tel-ma", "koulu|ter-vey-den|huol-to", "koulu|ter-veys|kyse-ly",
    "ter-vey-den|huol-to", "eri-kois|sai-raan|hoi-to", "mie-len|ter-veys", "mie-len|ter-veys|pal-ve-lut",
    "päihde|pal-ve-lut", "eh-käi-se-vä", "en-nalta|ehkäi-se-vä", "päihde|työ", "nuo-riso|työ",
    "nuo-riso|val-tuus-to", "nuo-ri-so-ta-kuu", "et-si-vä", "kau-pun-gin|val-tuus-to", "kun-nan|val-tuus-to",
    "kun-nan|hal-li-tus", "alue|hal-li-tus", "alue|val-tuus-to", "hy-vin|vointi|alue", "hy-vin|vointi|alueen",
    "kunta|yhty-mä", "kunta|yhty-män", "maa|kun-ta", "maa|kun-nal-li-nen", "seutu|kun-ta", "yh-teis|työ",
    "yh-teis|työs-sä", "yh-teis|työ|ver-kos-to", "moni|alai-nen", "moni|amma-til-li-nen",
    "moni|amma-til-li-suus", "toi-men|pide", "toi-men|piteet", "toi-men|pitei-den", "toi-minta|mal-li",
    "toi-minta|mal-lit", "toi-minta|suun-ni-tel-ma", "vas-tuu|taho", "vas-tuu|hen-ki-lö", "aika|tau-lu",
    "mit-ta-ri", "mit-ta-rit", "seu-ran-ta", "seu-ran-taan", "ta-voi-te", "ta-voit-teet", "ta-voit-tei-den",
    "ala|tavoi-te", "pää|tavoi-te", "paino|pis-te", "paino|pis-teet", "re-surs-sit", "hen-ki-lös-tö",
    "hen-ki-löstö|resurs-sit", "ta-lous|arvio", "ta-lous|arvios-sa", "määrä|raha", "suun-ni-tel-ma",
    "suun-ni-tel-man", "to-teu-tu-mi-nen", "to-teu-tu-nut", "to-teu-te-taan", "vii-väs-ty-nyt", "kes-key-tet-ty",
    "jat-ku-va", "aloit-ta-mat-ta", "osal-li-suus", "osal-li-suu-den", "osal-lis-ta-mi-nen", "van-hem-muus",
    "van-hem-muu-den", "van-hem-pien", "huol-ta-jien", "kas-va-tus", "kas-va-tus|kump-pa-nuus",
    "har-ras-tus|toi-min-ta", "har-ras-tus|toi-min-nan", "lii-kunta|pai-kat", "lii-kunta|neu-von-ta",
    "ra-vit-se-mus", "ra-vit-se-mus|suo-si-tus", "koulu|ruo-kai-lu", "kiu-saa-mi-nen", "kiu-saa-mi-sen",
    "yk-si-näi-syys", "tur-val-li-suus", "tur-val-li-suus|suun-ni-tel-ma", "väki|val-ta",
    "lähi|suhde|väki|val-ta", "lähi|suhde|väki|val-lan", "syr-jäy-ty-mi-nen", "syr-jäy-ty-mi-sen",
    "maa-han|muut-ta-jat", "maa-han|muut-taja|per-heet", "ko-tout-ta-mi-nen", "vam-mais|pal-ve-lut",
    "vam-mais|neu-vos-to", "ikään-ty-nei-den", "van-hus|neu-vos-to", "omais|hoi-ta-ja", "omais|hoi-ta-jien",
    "jär-jes-töt", "jär-jestö|yhteis|työ", "va-paa|ehtois|toi-min-ta", "ver-tais|tuki", "ver-tais|tuki|ryh-mä",
    "seura|kun-ta", "seura|kunta|yhty-mä", "po-liisi|lai-tos", "pe-las-tus|lai-tos", "työl-li-syys",
    "työt-tö-myys", "pitkä|aikais|työt-tö-myys", "toi-meen|tulo|tuki", "toi-meen|tulo|tukea", "asu-mi-nen",
    "asu-mis|pal-ve-lut", "neu-vo-la", "äi-tiys|neu-vo-la", "las-ten|neu-vo-la", "neu-vola|tar-kas-tus",
    "ter-veys|tar-kas-tus", "ter-veys|tar-kas-tuk-set", "ham-mas|hoi-to", "li-ha-vuus", "yli|pai-noi-set",
    "yli|pai-nois-ten", "tu-pa-koin-ti", "nuus-kaa-mi-nen", "al-ko-ho-li", "hu-mala|hakui-nen",
    "huu-maus|aineet", "raha|pelaa-mi-nen", "netti|pelaa-mi-nen", "di-gi-taa-li-nen", "di-gi-ta-li-saa-tio",
    "säh-köi-nen", "asioin-ti", "asia-kas", "asia-kas|läh-töi-nen", "asia-kas|ohjaus", "pal-velu|ohjaus",
    "pal-velu|jär-jes-tel-mä", "pal-velu|ket-ju", "pal-velu|tar-ve", "pal-velu|tar-peen", "ar-vioi-mi-nen",
    "vai-kut-ta-vuus", "vai-kut-ta-vuu-den", "in-di-kaat-to-ri", "in-di-kaat-to-rit", "ikä|ryh-mä",
    "ikä|ryh-mit-täin", "ala|kou-lu", "ylä|kou-lu", "ylä|koulu|ikäi-set", "lu-kio-lai-set",
    "am-matti|oppi|lai-tos", "am-ma-til-li-nen", "toi-sen", "opis-ke-li-jat", "vuo-tiaat", "ky-men|laak-so",
    "ky-men|laak-son", "kou-vo-la", "ha-mi-na", "viro|lah-ti", "mie-hik-kä-lä", "pyh-tää", "pyh-tään", "suo-men",
    "koh-taa-mis|paik-ka", "koh-taa-mis|pai-kat", "ma-ta-lan", "kyn-nyk-sen", "lin-jauk-set", "työ|ikäi-set",
    "elin|ympä-ris-tö", "ym-pä-ristö|ter-veys", "saa-vu-tet-ta-vuus", "es-teet-tö-myys", "yh-den|ver-tai-suus",
    "lauta|kun-ta", "hy-vin|vointi|lauta|kun-ta", "si-vis-tys|lauta|kun-ta", "si-vis-tys|toi-mi",
    "pe-rus|tur-va", "so-siaali|huol-to", "so-siaali|työn|teki-jä", "psy-ko-lo-gi", "ku-raat-to-ri",
    "koulu|kuraat-to-ri", "koulu|psy-ko-lo-gi", "eri-tyis|opet-ta-ja", "mak-sut-to-muus", "osaa-mi-nen",
    "osaa-mi-sen", "ke-hit-tä-mi-nen", "ke-hit-tä-mis|työ", "käyt-töön|otto", "yh-dys|pin-ta",
    "yh-dys|pinta|työ", "lapsi|ystä-väl-li-nen", "lapsi|stra-te-gia", "lap-sen|oikeu-det",
    "lapsi|bud-je-toin-ti", "nep-sy-val-men-nus", "perhe|ohjaa-ja", "perhe|neu-vo-la", "ero|aut-ta-mi-nen",
    "koulu|poissa|olot", "si-tout-ta-va", "koulu|yhteisö|työ", "ank-kuri|toi-min-ta",
    "kun-tou-tus|suun-ni-tel-ma", "hy-vin|vointi|tar-kas-tuk-set", "asia-kas|tieto|jär-jes-tel-mä",
    "kan-sa-lais|opis-to", "ilta|päivä|toi-min-ta", "koulu|ikäi-set", "huo-len|ilmai-su", "oi-keus|minis-te-riö",
    "työn|teki-jä", "ääni|oikeus", "ääri|ryh-mä", "yö|aika", "työ|aika",
};

static const char *const swedish[] = {
    "an-sva-rig", "an-svars|område", "ar-bets-lös-het", "barn|famil-jer", "barn-fat-tig-dom",
    "barn-kon-se-kvens|bedöm-ning", "barn|skydd", "barn|skydds-la-gen", "barn|skydds-plan",
    "barn|skydds|åtgär-der", "be-döm-ning", "be-folk-ning", "be-folk-nings|grupp", "be-sluts-fat-tande",
    "bild-nings|nämn-den", "bo-en-de-ser-vice", "del-ak-tig-het", "del-mål", "del-må-let", "elev-hälsa",
    "elev|vård", "elev|vårds-pla-ner", "fa-mil-je-cen-ter", "fred-riks|hamn", "fri-vil-lig|arbete",
    "funk-tions|ned-sätt-ning", "fö-re-byg-gande", "för-se-nad", "för-skole|under-vis-ning", "för-äld-rar",
    "för-äld-ra-skap", "ge-nom-fö-rande", "ge-nom-förd", "grund-läg-gande", "han-di-kapp-råd", "hu-vud-mål",
    "hu-vud-må-len", "häl-so-främ-jande", "hälso|vård", "hälso|vårds-cen-tral", "in-di-ka-tor",
    "in-di-ka-to-rer", "in-teg-ra-tion", "in-vand-rare", "in-vå-nare", "jäm-ställd-het", "kom-mun|full-mäk-tige",
    "kom-mun-för-bun-det", "kom-mun|sty-rel-sen", "kom-pe-tens", "kon-fi-den-sin-ter-vall",
    "kon-se-kvens|bedöm-ning", "kva-li-tets|kri-te-rier", "kym-mene-da-len", "lika|behand-ling",
    "lång-tids|arbets-lös-het", "men-tal|vård", "miss-bru-kar|vård", "mo-tions|råd-giv-ning", "mä-tare",
    "mä-tarna", "mål|grupp", "nämn-den", "nä-rings|rekom-men-da-tio-ner", "or-ga-ni-sa-tion",
    "or-ga-ni-sa-tio-ner", "per-so-nal|resur-ser", "på-gå-ende", "re-sur-ser", "rus-me-dels|arbete",
    "sam-ar-bete", "sam-ar-bets|part-ner", "sam-ar-bets|part-ners", "sjuk|vård", "sjuk|vårds|per-so-nal",
    "skol|hälso|enkä-ten", "skol|hälso|vård", "små-barns|peda-go-gik", "so-cial", "so-cial|arbe-tare",
    "so-cial|vård", "spe-ci-al-sjuk|vård", "språk|grup-per", "stads|full-mäk-tige", "stu-de-rande|vård",
    "sä-ker-hets|plan", "tid-ta-bell", "till-gäng-lig-het", "trygg-het", "ung-dom", "ung-do-mar",
    "ung-doms|arbete", "ung-doms|full-mäk-tige", "upp-följ-ning", "upp-följ-ningen", "ut-bild-ning",
    "ut-komst-stöd", "ut-veck-ling", "ut-veck-lings|arbete", "verk-sam-het", "verk-sam-hets|plan",
    "väl-färds|berät-telse", "väl-färds|område", "väl-färds|områ-det", "väl-färds|plan", "väl-färds|pla-nen",
    "äldre-om-sorg", "äld-re-råd", "ål-ders|grupp", "ål-ders|grup-per-nas", "åt-gärd", "åt-gär-der",
    "åt-gär-derna",
};

static const char *const english[] = {
    "wel-fare", "or-gan-isa-tion", "or-gan-isa-tions", "re-spons-ib-il-ity", "mu-ni-cip-al-ity",
    "mu-ni-cip-al-it-ies", "ap-pendix", "fol-low-ing", "pro-gress", "de-vel-op-ment", "edu-ca-tion",
    "en-vir-on-ment", "par-ti-cip-a-tion", "meas-ure", "meas-ures", "re-sources", "mon-it-or-ing",
    "pop-u-la-tion", "chil-dren", "fam-ily", "fam-il-ies", "na-tional", "com-par-ison", "con-cern-ing",
    "con-fid-ence", "in-ter-val", "ex-plan-a-tion", "con-tinu-ous", "can-celled", "delayed", "re-por-ted",
    "strategy", "as-sess-ment", "pre-ven-tion", "co-oper-a-tion",
};
/* clang-format on */

static int open_dictionaries(void **state)
{
    struct err err = ERR_NONE;
    struct hyphenator *hyphenator;
    if (hyphenator_new(&hyphenator, &err) != STATUS_OK)
        return 1;
    *state = hyphenator;
    return 0;
}

static int close_dictionaries(void **state)
{
    hyphenator_free(*state);
    return 0;
}

/* The word with its breaks marked. */
static void mark(struct hyphenator *hyphenator, enum lang lang, const char *word, char out[400])
{
    char ranks[WORD_LETTERS_MAX];
    size_t length = strlen(word);
    size_t put = 0;
    unsigned letter = 0;
    hyphenator_divide(hyphenator, lang, word, length, ranks);
    for (size_t at = 0; at < length; letter++) {
        size_t from = at;
        (void)utf8_next(word, length, &at);
        if (letter < WORD_LETTERS_MAX && ranks[letter] != WORD_WHOLE)
            out[put++] = ranks[letter] == WORD_COMPOUND ? '|' : '-';
        memcpy(out + put, word + from, at - from);
        put += at - from;
    }
    out[put] = '\0';
}

static void divide_all(struct hyphenator *hyphenator, enum lang lang, const char *const *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char word[400];
        char marked[400];
        size_t length = 0;
        for (const char *c = rows[i]; *c != '\0'; c++)
            if (*c != '|' && *c != '-')
                word[length++] = *c;
        word[length] = '\0';
        mark(hyphenator, lang, word, marked);
        assert_string_equal(marked, rows[i]);
    }
}

static void finnish_words_divide(void **state)
{
    divide_all(*state, LANG_FI, finnish, sizeof finnish / sizeof finnish[0]);
}

static void swedish_words_divide(void **state)
{
    divide_all(*state, LANG_SV, swedish, sizeof swedish / sizeof swedish[0]);
}

static void english_words_divide(void **state)
{
    divide_all(*state, LANG_EN, english, sizeof english / sizeof english[0]);
}

static void letters_stay_on_both_sides(void **state)
{
    static const struct {
        enum lang lang;
        const char *word;
    } rows[] = {
        { LANG_FI, "asumaan" }, { LANG_FI, "ilmaisia" }, { LANG_SV, "avdelningen" }, { LANG_SV, "idrotter" },
        { LANG_EN, "ability" }, { LANG_EN, "eventually" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char ranks[WORD_LETTERS_MAX];
        size_t letters = strlen(rows[i].word);
        size_t behind = rows[i].lang == LANG_FI ? 2 : 3;
        hyphenator_divide(*state, rows[i].lang, rows[i].word, letters, ranks);
        for (size_t k = 0; k < WORD_LETTERS_MAX; k++)
            assert_true(ranks[k] == WORD_WHOLE || (k >= 2 && k + behind <= letters));
    }
}

static void what_is_no_word_stays_whole(void **state)
{
    char longest[WORD_LETTERS_MAX + 2];
    static const struct {
        enum lang lang;
        const char *word;
    } rows[] = {
        { LANG_FI, "" },     { LANG_FI, "koulu" },           { LANG_NONE, "hyvinvointi" },       { LANG_FI, "\xFF\xFEkoulutus" },
        { LANG_FI, "brrrrrr" }, { LANG_SV, "\xC4\x8Dsvenska" }, { LANG_SV, "\xE2\x82\xACmotionen" },
    };
    char marked[400];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mark(*state, rows[i].lang, rows[i].word, marked);
        assert_string_equal(marked, rows[i].word);
    }
    memset(longest, 'a', sizeof longest);
    longest[WORD_LETTERS_MAX + 1] = '\0'; /* a letter too many */
    for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++) {
        mark(*state, lang, longest, marked);
        assert_string_equal(marked, longest);
    }
}

static void two_hyphenators_are_of_one_version(void **state)
{
    struct err err = ERR_NONE;
    struct hyphenator *other;
    assert_int_equal(hyphenator_new(&other, &err), STATUS_OK);
    assert_string_equal(hyphenator_version(other), hyphenator_version(*state));
    assert_null(strstr(hyphenator_version(other), "none")); /* all dictionaries are there */
    hyphenator_free(other);
    hyphenator_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finnish_words_divide),
        cmocka_unit_test(swedish_words_divide),
        cmocka_unit_test(english_words_divide),
        cmocka_unit_test(letters_stay_on_both_sides),
        cmocka_unit_test(what_is_no_word_stays_whole),
        cmocka_unit_test(two_hyphenators_are_of_one_version),
    };
    return cmocka_run_group_tests(tests, open_dictionaries, close_dictionaries);
}
