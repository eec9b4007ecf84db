/* Message catalogues: look-ups, and bytes that are no catalogue. */
#include "base/buf.h"
#include "base/assets.h"
#include "text/catalogue.h"
#include "text/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct entry {
    const char *original;
    size_t original_length;
    const char *translation;
    size_t translation_length;
};
#define ENTRY(original, translation)                                                                                   \
    {                                                                                                                  \
        original, sizeof original - 1, translation, sizeof translation - 1                                             \
    }

static const struct entry entries[] = {
    ENTRY("", "Content-Type: text/plain; charset=UTF-8\n"),
    ENTRY("%d row\0%d rows", "%d rivi\0%d rivi\xC3\xA4"),
    ENTRY("Empty", ""),
    ENTRY("Goal", "P\xC3\xA4\xC3\xA4tavoite"),
    ENTRY("Goals", "P\xC3\xA4\xC3\xA4tavoitteet"),
    ENTRY("month\004May", "toukokuu"),
    ENTRY("verb\004May", "saa"),
};
#define ENTRY_COUNT (sizeof entries / sizeof entries[0])

static void put_number(struct buf *buf, size_t number)
{
    for (int i = 0; i < 4; i++)
        buf_char(buf, (char)(number >> 8 * i & 0xFF));
}

/* An MO file of the first `count` entries. */
static void make_catalogue(struct buf *buf, size_t count)
{
    size_t strings = 28 + count * 16;
    buf_init(buf, 4000);
    put_number(buf, 0x950412DE);
    put_number(buf, 0);
    put_number(buf, count);
    put_number(buf, 28);
    put_number(buf, 28 + count * 8);
    put_number(buf, 0);
    put_number(buf, 0);
    for (size_t i = 0; i < count; i++) {
        put_number(buf, entries[i].original_length);
        put_number(buf, strings);
        strings += entries[i].original_length + 1;
    }
    for (size_t i = 0; i < count; i++) {
        put_number(buf, entries[i].translation_length);
        put_number(buf, strings);
        strings += entries[i].translation_length + 1;
    }
    for (size_t i = 0; i < count; i++)
        buf_add(buf, entries[i].original, entries[i].original_length + 1);
    for (size_t i = 0; i < count; i++)
        buf_add(buf, entries[i].translation, entries[i].translation_length + 1);
    assert_int_equal(buf_status(buf), STATUS_OK);
}

static void messages_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *context, *message, *translation;
        size_t length;
    } rows[] = {
        { NULL, "Goal", "P\xC3\xA4\xC3\xA4tavoite", 12 },
        { NULL, "Goals", "P\xC3\xA4\xC3\xA4tavoitteet", 15 },
        { NULL, "%d row", "%d rivi\0%d rivi\xC3\xA4", 17 },
        { "month", "May", "toukokuu", 8 },
        { "verb", "May", "saa", 3 },
        { NULL, "Goa", NULL, 0 },
        { NULL, "Goalss", NULL, 0 },
        { NULL, "", NULL, 0 },
        { NULL, "Empty", NULL, 0 },
        { NULL, "May", NULL, 0 },
        { "mont", "May", NULL, 0 },
        { "months", "May", NULL, 0 },
        { "month", "Ma", NULL, 0 },
        { "month", "", NULL, 0 },
        { NULL, "zz", NULL, 0 },
        { NULL, "!", NULL, 0 },
    };
    for (size_t count = 0; count <= ENTRY_COUNT; count++) {
        struct buf buf;
        struct catalogue catalogue;
        make_catalogue(&buf, count);
        assert_int_equal(catalogue_open(&catalogue, (const unsigned char *)buf.bytes, buf.length, NULL), STATUS_OK);
        assert_int_equal(catalogue.count, count);
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            size_t length = 0;
            const char *found = catalogue_lookup(&catalogue, rows[i].context, rows[i].message, &length);
            if (count < ENTRY_COUNT)
                continue;
            if (rows[i].translation == NULL) {
                assert_null(found);
            } else {
                assert_non_null(found);
                assert_int_equal(length, rows[i].length);
                assert_memory_equal(found, rows[i].translation, length + 1);
            }
        }
        buf_free(&buf);
    }
}

/* Opens a copy on the heap, so that a sanitizer sees a byte read too far. */
static enum status open_copy(const char *bytes, size_t length, struct err *err)
{
    struct catalogue catalogue;
    unsigned char *copy = malloc(length + 1);
    assert_non_null(copy);
    memcpy(copy + 1, bytes, length);
    enum status status = catalogue_open(&catalogue, copy + 1, length, err);
    size_t found_length;
    if (status == STATUS_OK)
        catalogue_lookup(&catalogue, "month", "May", &found_length);
    else
        assert_int_equal(catalogue.count, 0);
    free(copy);
    return status;
}

static void bytes_that_are_no_catalogue_are_refused(void **state)
{
    (void)state;
    struct buf buf;
    make_catalogue(&buf, ENTRY_COUNT);
    for (size_t length = 0; length < buf.length; length++) /* cut anywhere */
        assert_int_equal(open_copy(buf.bytes, length, NULL), STATUS_DATA);
    static const struct {
        size_t at;
        uint32_t number;
        const char *message;
    } rows[] = {
        { 0, 0xDE120495, "no little-endian MO file" },
        { 4, 0x20000, "an MO file of a revision that is not known" },
        { 8, 0xFFFFFFFF, "an MO file whose strings lie outside of it" },
        { 8, 1000, "an MO file whose strings lie outside of it" },
        { 12, 0xFFFFFFFF, "an MO file whose strings lie outside of it" },
        { 16, 0xFFFFFFF0, "an MO file whose strings lie outside of it" },
        { 28, 0xFFFFFFFF, "an MO file whose strings lie outside of it" },
        { 32, 0xFFFFFFFF, "an MO file whose strings lie outside of it" },
        { 36, 3, "an MO file whose strings lie outside of it" }, /* no NUL at the end of it */
        { 40, 28, "an MO file whose messages are not in order" },
        { 52, 0, "an MO file whose messages are not in order" }, /* "Goal" of no bytes */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char saved[4];
        struct err err = ERR_NONE;
        memcpy(saved, buf.bytes + rows[i].at, 4);
        memcpy(buf.bytes + rows[i].at, &rows[i].number, 4);
        if (rows[i].at == 52) { /* "Goal" stands where the header's empty original does */
            char place[4];
            memcpy(place, buf.bytes + 56, 4);
            memcpy(buf.bytes + 56, buf.bytes + 32, 4);
            assert_int_equal(open_copy(buf.bytes, buf.length, &err), STATUS_DATA);
            memcpy(buf.bytes + 56, place, 4);
        } else {
            assert_int_equal(open_copy(buf.bytes, buf.length, &err), STATUS_DATA);
        }
        memcpy(buf.bytes + rows[i].at, saved, 4);
        assert_string_equal(err.text, rows[i].message);
    }
    uint64_t seed = 3;
    for (int round = 0; round < 20000; round++) { /* any byte may be wrong: refused or read, never out of bounds */
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t at = (size_t)(seed >> 33) % buf.length;
        char saved = buf.bytes[at];
        buf.bytes[at] = (char)(seed >> 24);
        (void)(open_copy(buf.bytes, buf.length, NULL) == STATUS_OK);
        buf.bytes[at] = saved;
    }
    buf_free(&buf);
}

static void the_three_catalogues_are_carried(void **state)
{
    (void)state;
    static const char *const names[] = { "po/fi.mo", "po/sv.mo", "po/en.mo" };
    for (size_t i = 0; i < 3; i++) {
        const struct asset *asset = asset_lookup(names[i]);
        struct catalogue catalogue;
        struct err err = ERR_NONE;
        assert_non_null(asset);
        assert_int_equal(catalogue_open(&catalogue, asset->bytes, asset->length, &err), STATUS_OK);
        assert_true(catalogue.count >= 1);
    }
}

static void words_come_in_the_language_asked_for(void **state)
{
    (void)state;
    assert_string_equal(trc(LANG_FI, "assessment", "neutral"), "neutraali");
    assert_string_equal(trc(LANG_SV, "assessment", "neutral"), "neutral");
    assert_string_equal(trc(LANG_EN, "assessment", "neutral"), "neutral");
    static const char unknown[] = "a message that no catalogue has";
    for (int lang = LANG_NONE; lang <= LANG_COUNT; lang++) {
        assert_ptr_equal(tr((enum lang)lang, unknown), unknown);
        assert_string_equal(tr((enum lang)lang, ""), "");
        assert_ptr_equal(trc((enum lang)lang, "context", unknown), unknown);
        assert_string_equal(trn((enum lang)lang, "%d unknown", "%d unknowns", 1), "%d unknown");
        assert_string_equal(trn((enum lang)lang, "%d unknown", "%d unknowns", 0), "%d unknowns");
    }
    assert_int_equal(tr_text(LANG_FI, unknown).lang, LANG_EN);
    assert_int_equal(tr_text(LANG_SV, "").lang, LANG_EN);
}

static void the_environment_tells_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *all, *messages, *lang, *language;
        enum lang expected;
    } rows[] = {
        { NULL, NULL, NULL, NULL, LANG_EN },
        { NULL, NULL, "fi_FI.UTF-8", NULL, LANG_FI },
        { NULL, NULL, "sv_FI", NULL, LANG_SV },
        { NULL, NULL, "sv", NULL, LANG_SV },
        { NULL, NULL, "fi@euro", NULL, LANG_FI },
        { NULL, NULL, "de_DE.UTF-8", NULL, LANG_EN },
        { NULL, "sv_SE.UTF-8", "fi_FI.UTF-8", NULL, LANG_SV },
        { "en_GB.UTF-8", "sv_SE.UTF-8", "fi_FI.UTF-8", NULL, LANG_EN },
        { "", "", "fi_FI.UTF-8", "", LANG_FI },
        { NULL, NULL, "fi_FI.UTF-8", "sv", LANG_SV },
        { NULL, NULL, "fi_FI.UTF-8", "de:sv_FI:fi", LANG_SV },
        { NULL, NULL, "fi_FI.UTF-8", "de", LANG_EN },
        { NULL, NULL, "fi_FI.UTF-8", ":", LANG_EN },
        { "C", NULL, "fi_FI.UTF-8", "fi", LANG_EN },
        { "POSIX", NULL, NULL, "fi", LANG_EN },
        { NULL, NULL, "C.UTF-8", "fi", LANG_FI },
        { NULL, NULL, "fin_FI", NULL, LANG_EN },
        { NULL, NULL, "finnish-a-very-long-name-of-a-locale", NULL, LANG_EN },
    };
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE" };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *values[] = { rows[i].all, rows[i].messages, rows[i].lang, rows[i].language };
        for (size_t k = 0; k < 4; k++) {
            if (values[k] == NULL)
                unsetenv(names[k]);
            else
                setenv(names[k], values[k], 1);
        }
        assert_int_equal(message_environment(), rows[i].expected);
    }
}

static void the_words_of_messages_are_carried(void **state)
{
    (void)state;
    static const struct {
        enum lang lang;
        const char *word;
        size_t points;
    } rows[] = {
        { LANG_FI, "indikaattorit", 4 }, { LANG_SV, "indikatorer", 4 },   { LANG_EN, "indicators", 3 },
        { LANG_SV, "toimenpide", 0 },    { LANG_NONE, "indicators", 0 }, { LANG_EN, "indikatorer", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct word_point points[WORD_LETTERS_MAX];
        assert_int_equal(
            wordbooks_points(message_words(), rows[i].lang, rows[i].word, strlen(rows[i].word), points),
            rows[i].points);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_found),
        cmocka_unit_test(bytes_that_are_no_catalogue_are_refused),
        cmocka_unit_test(the_three_catalogues_are_carried),
        cmocka_unit_test(words_come_in_the_language_asked_for),
        cmocka_unit_test(the_environment_tells_the_language),
        cmocka_unit_test(the_words_of_messages_are_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
