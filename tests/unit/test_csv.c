/* CSV: what RFC 4180 and a Finnish Excel ask for, byte by byte. */
#include "text/csv.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct text text(const char *bytes)
{
    return text_of(bytes, LANG_FI);
}

static void cells_are_quoted_where_needed(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *rfc, *excel;
    } rows[] = {
        { "kerho", "kerho", "kerho" },
        { "Väli, lyönti", "\"Väli, lyönti\"", "Väli, lyönti" },
        { "a;b", "a;b", "\"a;b\"" },
        { "sanoi \"hei\"", "\"sanoi \"\"hei\"\"\"", "\"sanoi \"\"hei\"\"\"" },
        { "\"", "\"\"\"\"", "\"\"\"\"" },
        { "yksi\nkaksi", "\"yksi\nkaksi\"", "\"yksi\nkaksi\"" },
        { "yksi\rkaksi", "\"yksi\rkaksi\"", "\"yksi\rkaksi\"" },
        { " reunat ", " reunat ", " reunat " },
        { "%s%n\\", "%s%n\\", "%s%n\\" },
        /* formulas stay what they are for programs, and are texts for Excel */
        { "=1+1", "=1+1", "'=1+1" },
        { "=HYPERLINK(\"x\";\"y\")", "\"=HYPERLINK(\"\"x\"\";\"\"y\"\")\"", "\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\"" },
        { "+358", "+358", "'+358" },
        /* lists are what people read, no formulas */
        { "- kerhoja", "- kerhoja", "• kerhoja" },
        { "Syksyllä:\n- kerho \"A\"\n  - illalla\n-", "\"Syksyllä:\n- kerho \"\"A\"\"\n  - illalla\n-\"",
          "\"Syksyllä:\n• kerho \"\"A\"\"\n  - illalla\n-\"" },
        { "- 1", "- 1", "• 1" },
        { "-1\n- a", "\"-1\n- a\"", "\"'-1\n• a\"" },
        { "\t- =1", "\t- =1", "'\t- =1" },
        { "- ", "- ", "'- " },
        { "-", "-", "'-" },
        { "@SUM(A1)", "@SUM(A1)", "'@SUM(A1)" },
        { "\t=1", "\t=1", "'\t=1" },
        { "\r=1", "\"\r=1\"", "\"'\r=1\"" },
        { "a=1", "a=1", "a=1" },
        /* what Excel would take for a date or another number */
        { "1.2", "1.2", "'1.2" },
        { "12/2022", "12/2022", "'12/2022" },
        { "5-7", "5-7", "'5-7" },
        { "1e5", "1e5", "'1e5" },
        { "007", "007", "'007" },
        { "1234567890123456", "1234567890123456", "'1234567890123456" },
        { "123456789012345", "123456789012345", "123456789012345" },
        { "2022", "2022", "2022" },
        { "0", "0", "0" },
        { "I.1", "I.1", "I.1" },
        { "4.–5. lk", "4.–5. lk", "4.–5. lk" },
        { "2 htv", "2 htv", "2 htv" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int excel = 0; excel <= 1; excel++) {
            struct buf out;
            buf_init(&out, KIB);
            struct csv csv = csv_start(&out, excel ? CSV_EXCEL_FI : CSV_RFC4180);
            csv_word(&csv, "x");
            csv_text(&csv, text(rows[i].cell));
            csv_row_end(&csv);
            char wanted[256] = "";
            strcat(wanted, excel ? "\xEF\xBB\xBFx;" : "x,");
            strcat(wanted, excel ? rows[i].excel : rows[i].rfc);
            strcat(wanted, "\r\n");
            assert_string_equal(out.bytes, wanted);
            buf_free(&out);
        }
}

static void numbers_are_decimals_and_days_are_days(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIB);
    for (int dialect = CSV_RFC4180; dialect <= CSV_EXCEL_FI; dialect++) {
        struct csv csv = csv_start(&out, (enum csv_dialect)dialect);
        csv_real(&csv, 8.45);
        csv_real(&csv, -1.5);
        csv_real(&csv, 0.1 + 0.2);
        csv_real(&csv, 1e20);
        csv_real(&csv, NAN);
        csv_whole(&csv, -1234567);
        csv_day(&csv, "2022-12-12");
        csv_day(&csv, NULL);
        csv_row_end(&csv);
    }
    assert_string_equal(out.bytes, "8.45,-1.5,0.30000000000000004,1e20,,-1234567,2022-12-12,\r\n"
                                   "\xEF\xBB\xBF"
                                   "8,45;-1,5;0,30000000000000004;1e20;;-1234567;2022-12-12;\r\n");
    buf_free(&out);
}

static void empty_cells_and_rows_stay_cells_and_rows(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, KIB);
    struct csv csv = csv_start(&out, CSV_RFC4180);
    csv_word(&csv, NULL);
    csv_text(&csv, text_of(NULL, LANG_NONE));
    csv_row_end(&csv);
    csv_word(&csv, "");
    csv_row_end(&csv);
    csv_row_end(&csv);
    assert_string_equal(out.bytes, ",\r\n\"\"\r\n\"\"\r\n");
    buf_free(&out);
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    struct buf out;
    for (size_t most = 0; most < 20; most++) {
        buf_init(&out, most);
        struct csv csv = csv_start(&out, CSV_EXCEL_FI);
        csv_text(&csv, text("a\"b;c"));
        csv_real(&csv, 1.5);
        csv_row_end(&csv);
        assert_int_equal(buf_status(&out), most < 17 ? STATUS_LIMIT : STATUS_OK);
        assert_true(out.length <= most);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_where_needed),
        cmocka_unit_test(numbers_are_decimals_and_days_are_days),
        cmocka_unit_test(empty_cells_and_rows_stay_cells_and_rows),
        cmocka_unit_test(what_does_not_fit_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
