/* Where lines may end. In the table '|' stands for a chance, '~' for a poor one; a line's end stands behind each '\n' and nowhere else. */
#include "text/linebreak.h"
#include "base/json.h"
#include "text/utf8.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NBSP    "\xC2\xA0"
#define NDASH   "\xE2\x80\x93"
#define SECTION "\xC2\xA7"
#define EURO    "\xE2\x82\xAC"
#define RQUOTE  "\xE2\x80\x9D"

static void chances_are_where_they_should_be(void **state)
{
    (void)state;
    /* clang-format off */
    static const char *const rows[] = {
        "", "a", "sana |toinen |kolmas", "a  |b", "  a |b ", "a\nb", "a\n\nb", "\n\na", "a\n  b", "a \nb", "a\n",
        /* numbers */
        "12,3 %", "12,3" NBSP "%", "noin |12 ~lasta", "15 v ", "3 kk, |5 pv", "100 000 " EURO, "10 000 ~asukasta",
        "2020 |100 ~lasta", "1 000 000 ~asukasta", "12 |3456", "COVID19 |100 ~lasta", "5 ~vuotta", "5 vk" RQUOTE,
        "28 mm:n", "5 m\xC2\xB2", "5 |m3", "20 \xC2\xB0" "C", "2 hl\xC3\xB6", "2 |hl\xC3\xB6" "n", SECTION " 45",
        SECTION SECTION " 4" NDASH "5", "45 " SECTION, SECTION " |a", "4." NDASH "5. lk", "5. ~luokka", "5. ~lkm",
        "-16,3%. |7" NDASH "15-v", "1,5.2", "klo ~12.30" NDASH "14:00",
        /* what belongs together but may part where nothing else fits */
        "s. ~12", "(ss. ~1" NDASH "3)", "liite ~1", "kohta ~3 |ja", "ruokakohta |3", "esim. ~koulu", "Esim. ~koulu",
        "ks. ~kohta ~3", "vrt. ~edellinen", "mm. ~nuoret", "km. |nuoret", "sitten. |Koulu", "12. ~kes\xC3\xA4" "kuuta",
        "2020. |Kunta", "A. ~Virtanen", "J. ~K. ~Virtanen", "A. ~\xC3\x85" "berg", "THL. |Koulu", "koulut ~ym. |ja",
        "koulut ~jne.", "koulut |ymp", "5 000 ~euroa", "15 ~personer", "15 |personerna", "t.ex. ~skolan",
        "bilaga ~2", "p. ~12", "percent |5", "1.1.2022", SECTION SECTION " 4" NDASH "5", "a |-1", "a |" NDASH,
        /* hyphens and dashes */
        "2020" NDASH "2024", "0" NDASH "17-vuotiaat", "75-vuotiaille", "lasten- |ja |nuorten", "ja |-kasvattaja", "-a",
        "Wilma-|viesti", "e-lomake", "A" NDASH "\xC3\x96", "A-luokka", "Kouvola" NDASH "|Kotka", "(esi)-|opetus",
        "4H-|yhdistys", "vitamiini-D", "vitamiini-\xC3\x84", "\xC3\xA4\xC3\xA4-|\xC3\xB6\xC3\xB6",
        "\xC3\xA4-\xC3\xB6\xC3\xB6", "sana |" NDASH "malli", "sana ~" NDASH " |sana", "5 %-osuus",
        RQUOTE "sana" RQUOTE "-osa", "3-5", "a ~- |b", "palvelu\xE2\x80\x90|verkko", "sana|\xE2\x80\x94|sana",
        /* signs within words */
        "MLL:n |piiri", "klo ~12:30", "esim.kunta", "kunta,|seurakunta", "a,b", "1,2", "kunta;|seura", "kunta, |seura",
        "mm.) |ja", "toimija(t)", "(a) |b", "a |(b)", RQUOTE "sana" RQUOTE " |sana", "\xE2\x80\xA6 |ja",
        "mit\xC3\xA4?! |miksi",
        /* slashes */
        "kunta/|kaupunki", "ja/|tai", "km/h", "1/2", "v/kk", "mittari / |toteutuminen", "lapsen /|nuoren",
        "toimija(t)/|toteuttaja(t)", "toiminta-/|ryhm\xC3\xA4", "ohjelmat/|-mallit", "ohjelmat/|" NDASH "mallit",
        "a/-mallit", "ohjelmat/-a", "ohjelmat/-", "/", "a/",
        /* addresses */
        "etunimi|.sukunimi|@kouvola.fi", "a.b|@kymenhva|.example.fi, |ja", "x-y_z+1|@a-b.fi", "(a|@b.fi) |ja",
        "@kouvola |on", "ab|@kunta.net", "ab|@kunta|.info", "a@b |c", "a@@b.fi", "@", "a@",
        "seitsem\xC3\xA4n\xC3\xA4@kouvola.fi" /* no address: ä */, "a|@b.fi@c.fi",
        "https://thl.fi/|fi/|web/|lapset-nuoret-ja-perheet |ja", "www.kouvola.fi/|a-b.", "(www.kouvola.fi) |ja",
        "Ks. ~https://a.fi/|b|?c=d|&e=/|f|#g, |ja |kunta/|kaupunki", "awww.kouvola", "://", "a ://b-c |d-e", "www.",
        "www.a.fi" RQUOTE "x", "http://user@host.fi/|x", "https://www.kymenlaakso.fi/",
        /* other scripts go through the library */
        "\xE6\xBC\xA2|\xE5\xAD\x97 |2020" NDASH "2024", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D |a-b", "e\xCC\x81 |5 %",
        "a\xE2\x80\x8B|b", "\xD0\xA0\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD1\x8F |2020" NDASH "2024",
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200];
        char breaks[200];
        char marked[400];
        size_t length = 0;
        size_t at = 0;
        for (const char *c = rows[i]; *c != '\0'; c++)
            if (*c != '|' && *c != '~')
                text[length++] = *c;
        linebreak_find(text, length, breaks);
        for (size_t k = 0; k < length; k++) {
            assert_in_range(breaks[k], BREAK_NONE, BREAK_MANDATORY);
            assert_int_equal(breaks[k] == BREAK_MANDATORY, k > 0 && text[k - 1] == '\n');
            if (breaks[k] == BREAK_ALLOWED || breaks[k] == BREAK_ADDRESS)
                marked[at++] = '|';
            if (breaks[k] == BREAK_POOR)
                marked[at++] = '~';
            marked[at++] = text[k];
        }
        marked[at] = '\0';
        assert_string_equal(marked, rows[i]);
    }
}

/* The two ways of linebreak_find_unicode over one text. */
static void assert_ways_agree(const char *text, size_t length)
{
    char *quick = malloc(length + 1);
    char *slow = malloc(length + 1);
    linebreak_find_unicode(text, length, quick, true);
    linebreak_find_unicode(text, length, slow, false);
    if (memcmp(quick, slow, length) != 0)
        fail_msg("the two ways differ: %.*s", (int)(length > 60 ? 60 : length), text);
    free(quick);
    free(slow);
}

/* One of each class, and what stands between two: enough, since Unicode's chance depends on no more. */
static void the_table_agrees_on_every_character(void **state)
{
    (void)state;
    static const char *const others[] = {
        "a", "1", "(", "}",   ")",        "\"",           NBSP,           "!",  "/", ",",
        "$", "%", "-", NDASH, "\xC2\xB4", "\xE2\x80\x94", "\xE2\x80\xA6", "\n", " ", "\xE4\xB8\xAD",
        "\xEF\xBF\xBC"
    };
    for (uint32_t code = 0x20; code < 0x3000; code++) {
        char character[8];
        character[utf8_put(code, character)] = '\0';
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
            static const char *const shapes[] = { "%s%s", "%s %s", "x%s%s %s", "1 %s %s/%s", "%s\n%s" };
            for (size_t shape = 0; shape < sizeof shapes / sizeof shapes[0]; shape++) {
                char text[60];
                int length = snprintf(text, sizeof text, shapes[shape], character, others[i], character);
                assert_ways_agree(text, (size_t)length);
                length = snprintf(text, sizeof text, shapes[shape], others[i], character, others[i]);
                assert_ways_agree(text, (size_t)length);
            }
        }
    }
}

static void the_table_agrees_on_random_text(void **state)
{
    (void)state;
    static const char *const pieces[] = { "a",
                                          "\xC3\xA4",
                                          "\xEF\xBF\xBC",
                                          "Z",
                                          "7",
                                          "0",
                                          " ",
                                          " ",
                                          " ",
                                          "  ",
                                          "\n",
                                          "-",
                                          NDASH,
                                          "/",
                                          ".",
                                          ",",
                                          ":",
                                          ";",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          "{",
                                          "}",
                                          "\"",
                                          RQUOTE,
                                          "'",
                                          "%",
                                          EURO,
                                          "+",
                                          "=",
                                          "*",
                                          "!",
                                          "?",
                                          NBSP,
                                          "\xE2\x80\x94",
                                          "\xE2\x80\xA6",
                                          "\xE2\x86\x92",
                                          "\xE2\x80\xA2",
                                          SECTION,
                                          "\xC2\xB0",
                                          "@",
                                          "://",
                                          "www.",
                                          "|",
                                          "\\",
                                          "\xC2\xAB",
                                          "\xC2\xBB",
                                          "\xC2\xB4",
                                          "\xC2\xBF",
                                          "\xE2\x80\x91",
                                          "\xE2\x88\x92",
                                          "\xC5\x92" };
    uint64_t seed = 11;
    for (int round = 0; round < 5000; round++) {
        char text[400];
        char *breaks = malloc(sizeof text);
        size_t length = 0;
        for (int i = 0; i < 100; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *piece = pieces[(seed >> 33) % (sizeof pieces / sizeof pieces[0])];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        assert_ways_agree(text, length);
        /* And the tailored chances stand at characters only, and never take a line's end away */
        char *exact = malloc(length);
        memcpy(exact, text, length);
        linebreak_find(exact, length, breaks);
        for (size_t i = 0; i < length; i++) {
            assert_int_equal(breaks[i] == BREAK_MANDATORY, i > 0 && text[i - 1] == '\n');
            if (((unsigned char)text[i] & 0xC0) == 0x80)
                assert_int_equal(breaks[i], BREAK_NONE);
        }
        free(exact);
        free(breaks);
    }
}

static void compare_texts_of(const struct json *json, size_t *count)
{
    const void *at = NULL;
    const char *key;
    const struct json *value;
    size_t length;
    switch (json_kind(json)) {
    case JSON_KIND_STRING:
        key = json_text(json, &length);
        assert_ways_agree(key, length);
        ++*count;
        break;
    case JSON_KIND_ARRAY:
        for (size_t i = 0; i < json_count(json); i++)
            compare_texts_of(json_item(json, i), count);
        break;
    case JSON_KIND_OBJECT:
        while (json_next(json, &at, &key, &value))
            compare_texts_of(value, count);
        break;
    default:
        break;
    }
}

/* Every text of the plan files in the folder that PLANS names. */
static void the_table_agrees_on_real_plans(void **state)
{
    (void)state;
    const char *folder = getenv("PLANS");
    DIR *plans = folder == NULL || *folder == '\0' ? NULL : opendir(folder);
    if (plans == NULL)
        skip();
    size_t count = 0;
    for (const struct dirent *entry; (entry = readdir(plans)) != NULL;) {
        char path[1000];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *file = strstr(entry->d_name, ".json") == NULL ? NULL : fopen(path, "rb");
        if (file == NULL)
            continue;
        char *bytes = malloc(LIMIT_PLAN_FILE);
        size_t length = fread(bytes, 1, LIMIT_PLAN_FILE, file);
        fclose(file);
        struct json *json;
        struct err err = ERR_NONE;
        int line, column;
        assert_int_equal(json_read(bytes, length, &json, &err, &line, &column), STATUS_OK);
        assert_ways_agree(bytes, length);
        compare_texts_of(json, &count);
        json_free(json);
        free(bytes);
    }
    closedir(plans);
    assert_true(count > 0);
}

/* A megabyte of what each rule looks around for: a rule that looks back too far would take minutes. */
static void hostile_text_takes_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = { "@",      "a@",  "a.b",          "://",     "a://", "www.", "/-",   "5 ",
                                          "1 000 ", "-",   "\xC3\xA4",     ".",       " ",    "\n",   "http", "a/",
                                          ": ",     "a-b", "\xE4\xB8\xAD", "\xCC\x81" };
    char *text = malloc(MIB);
    char *breaks = malloc(MIB);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t size = strlen(pieces[i]);
        size_t length = 0;
        for (; length + size <= MIB; length += size)
            memcpy(text + length, pieces[i], size);
        linebreak_find(text, length, breaks);
        assert_int_equal(breaks[0], BREAK_NONE);
    }
    free(text);
    free(breaks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_where_they_should_be), cmocka_unit_test(the_table_agrees_on_every_character),
        cmocka_unit_test(the_table_agrees_on_random_text),  cmocka_unit_test(the_table_agrees_on_real_plans),
        cmocka_unit_test(hostile_text_takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
