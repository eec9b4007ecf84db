#include "tests/support/golden.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void write_golden(const char *out, const char *folder, const char *name, const struct buf *made)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", out, folder);
    if (mkdir(out, 0777) != 0 && errno != EEXIST)
        fail_msg("cannot make %s", out);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        fail_msg("cannot make %s", path);
    snprintf(path, sizeof path, "%s/%s/%s.txt", out, folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(made->bytes, 1, made->length, file), made->length);
    assert_int_equal(fclose(file), 0);
}

/* The line that differs, of both. */
static void show_difference(const char *path, const char *golden, const char *made)
{
    size_t line = 1;
    const char *here = golden;
    const char *there = made;
    for (size_t i = 0; golden[i] == made[i] && golden[i] != '\0'; i++) {
        if (golden[i] != '\n')
            continue;
        line++;
        here = golden + i + 1;
        there = made + i + 1;
    }
    fail_msg("%s:%zu\n  golden: %.*s\n  made:   %.*s", path, line, (int)strcspn(here, "\n"), here,
             (int)strcspn(there, "\n"), there);
}

void golden_check(const char *folder, const char *name, const struct buf *made)
{
    char path[512];
    const char *out = getenv("GOLDEN_OUT");
    assert_int_equal(buf_status(made), STATUS_OK);
    if (out != NULL && out[0] != '\0') {
        write_golden(out, folder, name, made);
        return;
    }
    snprintf(path, sizeof path, "tests/golden/%s/%s.txt", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is not there; make golden makes it", path);
    struct buf golden;
    buf_init(&golden, 64 * MIB);
    char piece[65536];
    for (size_t length; (length = fread(piece, 1, sizeof piece, file)) > 0;)
        buf_add(&golden, piece, length);
    fclose(file);
    assert_int_equal(buf_status(&golden), STATUS_OK);
    if (golden.length != made->length || memcmp(golden.bytes, made->bytes, made->length) != 0)
        show_difference(path, golden.bytes == NULL ? "" : golden.bytes, made->bytes);
    buf_free(&golden);
}
