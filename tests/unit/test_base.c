/* Arena, buffer, errors, digest. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/job.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void arena_hands_out_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    assert_non_null(arena);
    for (size_t size = 0; size < 100; size++) {
        unsigned char *place = arena_alloc(arena, size);
        assert_non_null(place);
        assert_int_equal((size_t)place % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(place[i], 0);
        memset(place, 0xAA, size);
    }
    arena_free(arena);
}

static void arena_zeroes_again_after_reset(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    unsigned char *first = arena_alloc(arena, 64);
    memset(first, 0xFF, 64);
    arena_reset(arena);
    unsigned char *second = arena_alloc(arena, 64);
    assert_ptr_equal(first, second);
    assert_int_equal(second[63], 0);
    assert_int_equal(arena_used(arena), 64);
    arena_free(arena);
}

static void arena_stops_at_its_ceiling_and_stays_failed(void **state)
{
    (void)state;
    struct arena *arena = arena_new(600 * KIB);
    assert_non_null(arena_alloc(arena, 200 * KIB));
    assert_null(arena_alloc(arena, 500 * KIB));
    assert_true(arena_failed(arena));
    assert_true(arena_at_ceiling(arena));
    assert_null(arena_alloc(arena, 1));
    struct job job = { .arena = arena };
    assert_int_equal(job_status(&job), STATUS_LIMIT);
    arena_reset(arena);
    assert_false(arena_failed(arena));
    assert_non_null(arena_alloc(arena, 1));
    arena_free(arena);
}

static void arena_counts_what_it_keeps_against_its_ceiling(void **state)
{
    (void)state;
    struct arena *arena = arena_new(3 * MIB);
    for (int i = 0; i < 100; i++)
        assert_non_null(arena_alloc(arena, 20 * KIB));
    arena_reset(arena);
    /* Kept blocks are given back where a large piece needs their room, and used again where they do. */
    assert_non_null(arena_alloc(arena, 2 * MIB + 512 * KIB));
    assert_null(arena_alloc(arena, MIB));
    assert_true(arena_at_ceiling(arena));
    arena_reset(arena);
    for (int i = 0; i < 100; i++)
        assert_non_null(arena_alloc(arena, 20 * KIB));
    assert_null(arena_alloc(arena, SIZE_MAX - 4 * KIB));
    arena_free(arena);
}

static void arena_product_that_overflows_fails(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    assert_null(arena_array(arena, SIZE_MAX / 2, 4));
    assert_true(arena_failed(arena));
    arena_reset(arena);
    assert_null(arena_raw(arena, SIZE_MAX));
    arena_free(arena);
}

static void arena_grow_keeps_what_was_there(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    int *numbers = NULL;
    size_t capacity = 0;
    for (size_t count = 0; count < 1000; count++) {
        assert_true(arena_grow(arena, &numbers, count, &capacity, sizeof *numbers));
        numbers[count] = (int)count;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    arena_fail_after(arena, 0);
    size_t full = capacity;
    assert_false(arena_grow(arena, &numbers, full, &capacity, sizeof *numbers));
    struct job job = { .arena = arena };
    assert_int_equal(job_status(&job), STATUS_NOMEM);
    arena_free(arena);
}

static void buffer_grows_to_its_maximum_and_no_further(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1000);
    for (int i = 0; i < 100; i++)
        buf_text(&buf, "0123456789");
    assert_int_equal(buf_status(&buf), STATUS_OK);
    assert_int_equal(buf.length, 1000);
    buf_char(&buf, 'x');
    assert_int_equal(buf_status(&buf), STATUS_LIMIT);
    assert_int_equal(buf.length, 1000);
    buf_reset(&buf);
    buf_text(&buf, "again");
    assert_string_equal(buf.bytes, "again");
    buf_free(&buf);
}

/* Where what is printed fits into the room that is there, fills it, needs more, and is too long altogether. */
static void buffer_prints_whatever_room_there_is(void **state)
{
    (void)state;
    struct buf buf;
    char wanted[1002];
    for (size_t first = 0; first <= 1000; first++) {
        memset(wanted, 'a', first);
        memset(wanted + first, 'b', 1000 - first);
        wanted[1000] = '\0';
        buf_init(&buf, 1000);
        buf_printf(&buf, "%.*s", (int)first, wanted);
        buf_printf(&buf, "%s", wanted + first);
        assert_int_equal(buf_status(&buf), STATUS_OK);
        assert_int_equal(buf.length, 1000);
        assert_string_equal(buf.bytes, wanted);
        buf_free(&buf);
        buf_init(&buf, 1000);
        buf_printf(&buf, "%.*s", (int)first, wanted);
        buf_printf(&buf, "%sc", wanted + first);
        assert_int_equal(buf_status(&buf), STATUS_LIMIT);
        assert_int_equal(buf.length, first);
        assert_int_equal(strlen(buf.bytes), first);
        buf_free(&buf);
    }
}

static void buffer_writes_numbers_without_a_locale(void **state)
{
    (void)state;
    static const struct {
        int64_t thousandths;
        const char *text;
    } rows[] = { { 0, "0" },      { 1, "0.001" },   { 1500, "1.5" },     { -1500, "-1.5" },
                 { -1, "-0.001" }, { 12000, "12" }, { 595276, "595.276" }, { INT64_MIN, "-9223372036854775.808" } };
    struct buf buf;
    buf_init(&buf, 100);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf_reset(&buf);
        buf_milli(&buf, rows[i].thousandths);
        assert_string_equal(buf.bytes, rows[i].text);
    }
    buf_reset(&buf);
    buf_int(&buf, INT64_MIN);
    assert_string_equal(buf.bytes, "-9223372036854775808");
    buf_free(&buf);
}

static void error_keeps_the_first_failure_and_cuts_at_a_character(void **state)
{
    (void)state;
    struct err err = ERR_NONE;
    char long_text[LIMIT_ERR_TEXT * 2 + 1] = "";
    for (size_t i = 0; i < LIMIT_ERR_TEXT; i++)
        memcpy(long_text + 2 * i, "\xC3\xA4", 3);
    assert_int_equal(err_set(&err, STATUS_DATA, "x%s", long_text), STATUS_DATA);
    assert_int_equal(err_set(&err, STATUS_IO, "second"), STATUS_IO);
    assert_int_equal(err.status, STATUS_DATA);
    size_t length = strlen(err.text);
    assert_true(length >= LIMIT_ERR_TEXT - 3);
    assert_int_equal((unsigned char)err.text[length - 1], 0xA4);
    err_clear(&err);
    err_set(&err, STATUS_IO, "third");
    assert_string_equal(err.text, "third");
    err_set(NULL, STATUS_IO, "nobody listens");
}

static void deadline_is_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    struct job job = { .arena = arena };
    assert_false(job_late(&job));
    job.deadline_us = clock_monotonic_us() + 60000000;
    assert_false(job_late(&job));
    job.deadline_us = clock_monotonic_us() - 1;
    assert_true(job_late(&job));
    assert_int_equal(job_status(&job), STATUS_DEADLINE);
    arena_free(arena);
}

static void digest_is_that_of_the_standard(void **state)
{
    (void)state;
    char hex[HASH_HEX];
    hash_hex("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_hands_out_zeroed_aligned_memory),
        cmocka_unit_test(arena_zeroes_again_after_reset),
        cmocka_unit_test(arena_stops_at_its_ceiling_and_stays_failed),
        cmocka_unit_test(arena_counts_what_it_keeps_against_its_ceiling),
        cmocka_unit_test(arena_product_that_overflows_fails),
        cmocka_unit_test(arena_grow_keeps_what_was_there),
        cmocka_unit_test(buffer_grows_to_its_maximum_and_no_further),
        cmocka_unit_test(buffer_prints_whatever_room_there_is),
        cmocka_unit_test(buffer_writes_numbers_without_a_locale),
        cmocka_unit_test(error_keeps_the_first_failure_and_cuts_at_a_character),
        cmocka_unit_test(deadline_is_told),
        cmocka_unit_test(digest_is_that_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
