/* Provenance: written as XMP, found and read again in any file; the ID that seals it. */
#include "reports/provenance.h"

#include "base/limits.h"
#include "reports/pdf_id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define VERSION "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD                                                                                                           \
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"       \
    "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:v=\"" PROVENANCE_SPACE "\">"
#define TAIL "</r:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"

static enum status read_from(struct arena *arena, const char *text, struct provenance *out)
{
    size_t length = strlen(text);
    char *bytes = malloc(length + 1); /* without a NUL behind */
    assert_non_null(bytes);
    memcpy(bytes + 1, text, length);
    enum status status = provenance_read(arena, bytes + 1, length, out);
    free(bytes);
    return status;
}

static void write_packet(const struct provenance *provenance, struct buf *out)
{
    buf_text(out, "%PDF-1.7\nstream\n"
                  "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>"
                  "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:vuosikello='" PROVENANCE_SPACE
                  "'><rdf:Description rdf:about=''>");
    provenance_write(provenance, out);
    buf_text(out, "</rdf:Description></rdf:RDF><?xpacket end='w'?>\nendstream\n");
}

static void what_is_written_is_read_again(void **state)
{
    static const struct plan_read plans[] = { { "kymenlaakso", VERSION }, { "gone", NULL }, { "p-2", VERSION } };
    static const struct provenance rows[] = {
        { plans, 3, VERSION, "/plans/kymenlaakso/plan.pdf?year=2022&lang=fi&meeting=%3C", true, "0.1.0+0123456789" },
        { plans, 1, NULL, "<&>\"'", false, "x" },
        { NULL, 0, NULL, NULL, false, NULL },
        { plans, 2, VERSION, NULL, true, NULL },
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct provenance again;
        struct buf out;
        buf_init(&out, MIB);
        write_packet(&rows[i], &out);
        assert_int_equal(read_from(arena, out.bytes, &again), STATUS_OK);
        buf_free(&out);
        assert_int_equal(again.plan_count, rows[i].plan_count);
        for (size_t j = 0; j < again.plan_count; j++) {
            assert_string_equal(again.plans[j].id, plans[j].id);
            assert_int_equal(again.plans[j].version == NULL, plans[j].version == NULL);
            if (plans[j].version != NULL)
                assert_string_equal(again.plans[j].version, VERSION);
        }
        assert_int_equal(again.authors, rows[i].authors);
        assert_string_equal(again.hyphenation == NULL ? "-" : again.hyphenation,
                            rows[i].hyphenation == NULL ? "-" : rows[i].hyphenation);
        assert_string_equal(again.query == NULL ? "-" : again.query, rows[i].query == NULL ? "-" : rows[i].query);
        assert_string_equal(again.program == NULL ? "-" : again.program,
                            rows[i].program == NULL ? "-" : rows[i].program);
    }
    arena_free(arena);
}

/* As other programs save a packet anew: other prefixes, properties as attributes, several descriptions. */
static void other_forms_are_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    struct provenance found;
    assert_int_equal(read_from(arena,
                               HEAD "<r:Description r:about='' v:query='/a' v:authors='True'/>"
                                    "<r:Description r:about=''><v:program>1</v:program><v:plans><r:Seq><r:li>p " VERSION
                                    "</r:li></r:Seq></v:plans></r:Description>" TAIL,
                               &found),
                     STATUS_OK);
    assert_string_equal(found.query, "/a");
    assert_true(found.authors);
    assert_string_equal(found.program, "1");
    assert_int_equal(found.plan_count, 1);
    arena_free(arena);
}

static void what_we_do_not_write_counts_as_unknown(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    struct provenance found;
    assert_int_equal(
        read_from(arena,
                  HEAD
                  "<r:Description><v:query>/a b</v:query><v:program>\xC3\xA4</v:program><v:authors>true</v:authors>"
                  "<v:plans><r:Seq><r:li/><r:li>p</r:li><r:li>p </r:li><r:li> " VERSION "</r:li><r:li>p " VERSION
                  "0</r:li><r:li>p 0123</r:li><r:li>p - </r:li><r:li>p\x7F -</r:li><r:li>q -</r:li></r:Seq></v:plans>"
                  "</r:Description>" TAIL,
                  &found),
        STATUS_OK);
    assert_null(found.query);
    assert_null(found.program);
    assert_false(found.authors);
    assert_int_equal(found.plan_count, 1);
    assert_string_equal(found.plans[0].id, "q");
    arena_free(arena);
}

static void files_without_it_are_told(void **state)
{
    static const char *const rows[] = {
        "",
        "<?xpacket ",
        "<?xpacket end=\"r\"?>",
        "<?xpacket begin=''?>",
        HEAD "<r:Description v:query='/a'/>", /* cut */
        HEAD "<r:Description v:query='/a'>" TAIL,
        HEAD TAIL,
        HEAD "<r:Description v:nothing='/a'><query>/a</query></r:Description>" TAIL,
        HEAD "<Description v:query='/a'/>" TAIL,
        "<?xpacket begin=''?><!DOCTYPE x><x/><?xpacket end='r'?>",
        "<?xpacket begin=''?><x/><?xpacket end='r'?>",
        "<?xpacket begin=''?><?xpacket begin=''?><?xpacket end=''?><?xpacket end=''?>",
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct provenance found;
        if (read_from(arena, rows[i], &found) != STATUS_NOTFOUND)
            fail_msg("row %zu", i);
    }
    arena_free(arena);
}

/* A file that was added to has the newer packet behind the older one; a picture's packet tells nothing of ours. */
static void the_last_packet_that_tells_it_holds(void **state)
{
    static const char packets[] = "<?xpacket begin=''?><broken><?xpacket end='r'?>" HEAD
                                  "<r:Description v:query='/old'/>" TAIL "junk<?xpacket begin='never ended'?>" HEAD
                                  "<r:Description v:query='/new'/>" TAIL HEAD TAIL "<?xpacket begin=''?>";
    (void)state;
    struct arena *arena = arena_new(MIB);
    struct provenance found;
    assert_int_equal(read_from(arena, packets, &found), STATUS_OK);
    assert_string_equal(found.query, "/new");
    arena_free(arena);
}

static void limits_hold(void **state)
{
    (void)state;
    struct arena *arena = arena_new(64 * MIB);
    struct provenance found;
    struct buf out;
    buf_init(&out, 8 * MIB);
    buf_text(&out, HEAD "<r:Description><v:plans><r:Seq>");
    for (size_t i = 0; i < LIMIT_PLANS_READ + 10; i++)
        buf_printf(&out, "<r:li>p%zu " VERSION "</r:li>", i);
    buf_text(&out, "</r:Seq></v:plans></r:Description>" TAIL);
    assert_int_equal(read_from(arena, out.bytes, &found), STATUS_OK);
    assert_int_equal(found.plan_count, LIMIT_PLANS_READ);
    buf_reset(&out);
    buf_text(&out, HEAD "<r:Description v:query='/a'/>");
    while (out.length < LIMIT_XMP)
        buf_char(&out, ' ');
    buf_text(&out, TAIL);
    assert_int_equal(read_from(arena, out.bytes, &found), STATUS_NOTFOUND);
    buf_free(&out);
    arena_free(arena);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    enum status status = STATUS_NOMEM;
    long count = 0;
    for (; status != STATUS_OK; count++) {
        struct provenance found;
        arena_reset(arena);
        arena_fail_after(arena, count);
        status = read_from(arena,
                           HEAD "<r:Description v:query='/a'><v:plans><r:Seq><r:li>p " VERSION
                                "</r:li></r:Seq></v:plans></r:Description>" TAIL,
                           &found);
        assert_true(status == STATUS_OK || status == STATUS_NOMEM);
    }
    assert_true(count > 10);
    arena_free(arena);
}

/* ---- The ID ---- */

static void seal(struct buf *out, const char *before, const char *change)
{
    char id[PDF_ID_HEX];
    pdf_id_make(before, strlen(before), id);
    buf_reset(out);
    buf_text(out, before);
    buf_text(out, change);
    buf_printf(out,
               "9 0 obj\n<</Type/XRef/ID[<%s><%s>]/Length 1>>stream\nx\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n",
               id, id, strlen(before) + strlen(change));
}

static void an_id_holds_for_its_own_bytes(void **state)
{
    (void)state;
    struct buf out;
    char id[PDF_ID_HEX];
    pdf_id_make("abc", 3, id);
    assert_string_equal(id, "ba7816bf8f01cfea414140de5dae2223"); /* FIPS 180-2, B.1 */
    buf_init(&out, MIB);
    seal(&out, "%PDF-1.7\nbody\n", "");
    assert_true(pdf_id_holds(out.bytes, out.length));
    for (size_t length = 0; length < out.length; length++) {
        char *cut = malloc(length + 1);
        memcpy(cut + 1, out.bytes, length);
        assert_false(pdf_id_holds(cut + 1, length));
        free(cut);
    }
    for (size_t at = 0; at < strlen("%PDF-1.7\nbody\n"); at++) {
        out.bytes[at] ^= 1;
        assert_false(pdf_id_holds(out.bytes, out.length));
        out.bytes[at] ^= 1;
    }
    seal(&out, "%PDF-1.7\nbody\n", "more\n");
    assert_false(pdf_id_holds(out.bytes, out.length));
    static const char *const tails[] = { "\n%%EOF\n",
                                         "startxref\n\n%%EOF\n",
                                         "startxref\n99999999999999999999\n%%EOF\n",
                                         "startxref\n12\n%%EOF\n",
                                         "startxref\n0\n%%EOF\n",
                                         "/ID[<>]stream\nstartxref\n0\n%%EOF\n" };
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
        assert_false(pdf_id_holds(tails[i], strlen(tails[i])));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(other_forms_are_read),
        cmocka_unit_test(what_we_do_not_write_counts_as_unknown),
        cmocka_unit_test(files_without_it_are_told),
        cmocka_unit_test(the_last_packet_that_tells_it_holds),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(memory_that_is_out_is_told),
        cmocka_unit_test(an_id_holds_for_its_own_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
