/* iCalendar's content lines: folded at exact octets, escaped. */
#include "text/ical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void made(struct buf *out, const char *wanted)
{
    assert_int_equal(buf_status(out), STATUS_OK);
    assert_string_equal(out->length > 0 ? out->bytes : "", wanted);
    buf_reset(out);
}

static void texts_are_escaped(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIB);
    ical_line(&out, "BEGIN", "VEVENT");
    made(&out, "BEGIN:VEVENT\r\n");
    ical_text(&out, "SUMMARY", text_of("a\\b;c,d\ne:\"f\"", LANG_SV));
    made(&out, "SUMMARY;LANGUAGE=sv:a\\\\b\\;c\\,d\\ne:\"f\"\r\n");
    ical_text(&out, "SUMMARY", text_of("%s%n", LANG_NONE));
    made(&out, "SUMMARY:%s%n\r\n");
    /* a text cannot end its line and begin another */
    ical_text(&out, "SUMMARY", text_of("x\nEND:VEVENT", LANG_NONE));
    made(&out, "SUMMARY:x\\nEND:VEVENT\r\n");
    ical_text(&out, "SUMMARY", text_of(NULL, LANG_NONE));
    made(&out, "");
    ical_text(&out, "SUMMARY", text_of("", LANG_FI));
    made(&out, "");
    buf_free(&out);
}

/* "SUMMARY:" and `fill` letters a, then `last`. */
static void write_filled(struct buf *out, size_t fill, const char *last)
{
    char text[256];
    memset(text, 'a', fill);
    strcpy(text + fill, last);
    ical_text(out, "SUMMARY", text_of(text, LANG_NONE));
}

static void lines_are_folded_at_exact_octets(void **state)
{
    (void)state;
    static const struct {
        size_t fill; /* "SUMMARY:" has 8 octets */
        const char *last;
        bool folded;
    } rows[] = {
        { 66, "b", false },        /* 75 octets */
        { 67, "b", true },         /* 76 */
        { 65, "\xC3\xA4", false }, /* 75: a character of two octets */
        { 66, "\xC3\xA4", true },  /* 76 */
        { 64, "\xE2\x82\xAC", false },
        { 65, "\xE2\x82\xAC", true },
        { 66, "\xE2\x82\xAC", true },
        { 63, "\xF0\x9F\x91\x8D", false },
        { 64, "\xF0\x9F\x91\x8D", true },
        { 66, "\xF0\x9F\x91\x8D", true },
        { 65, ",", false }, /* an escape of two octets */
        { 66, ",", true },
    };
    struct buf out;
    buf_init(&out, KIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char wanted[512] = "SUMMARY:";
        memset(wanted + 8, 'a', rows[i].fill);
        wanted[8 + rows[i].fill] = '\0';
        strcat(wanted, rows[i].folded ? "\r\n " : "");
        strcat(wanted, rows[i].last[0] == ',' ? "\\," : rows[i].last);
        strcat(wanted, "\r\n");
        write_filled(&out, rows[i].fill, rows[i].last);
        made(&out, wanted);
    }
    buf_free(&out);
}

static void no_piece_of_a_long_line_is_longer(void **state)
{
    (void)state;
    struct buf out;
    char text[1001] = "";
    for (int i = 0; i < 250; i++)
        strcat(text, i % 3 == 0 ? "\xC3\xB6" : i % 3 == 1 ? ";" : "x");
    buf_init(&out, 4 * KIB);
    ical_text(&out, "DESCRIPTION", text_of(text, LANG_FI));
    size_t pieces = 0;
    for (const char *line = out.bytes; *line != '\0'; pieces++) {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_true(end - line <= ICAL_LINE);
        assert_true(end - line >= ICAL_LINE - 3 || end[2] == '\0'); /* and none is shorter than it must be */
        assert_true(pieces == 0 ? *line == 'D' : *line == ' ');
        line = end + 2;
    }
    assert_true(pieces > 5);
    buf_free(&out);
}

static void months_become_days(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIB);
    ical_month(&out, "DTSTART", 2022, 1);
    made(&out, "DTSTART;VALUE=DATE:20220101\r\n");
    ical_month(&out, "DTEND", 2022, 12);
    made(&out, "DTEND;VALUE=DATE:20221201\r\n");
    ical_month(&out, "DTEND", 2022, 13);
    made(&out, "DTEND;VALUE=DATE:20230101\r\n");
    ical_month(&out, "DTEND", 2022, 24);
    made(&out, "DTEND;VALUE=DATE:20231201\r\n");
    buf_free(&out);
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 40);
    write_filled(&out, 100, "");
    assert_int_equal(buf_status(&out), STATUS_LIMIT);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(lines_are_folded_at_exact_octets),
        cmocka_unit_test(no_piece_of_a_long_line_is_longer),
        cmocka_unit_test(months_become_days),
        cmocka_unit_test(what_does_not_fit_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
