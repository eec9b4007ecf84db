/* XML: what is read, what is refused, what is written. */
#include "text/xml.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* From the heap and without a NUL behind, so that a sanitizer sees a byte read too far. */
static enum status read_text(struct arena *arena, const char *text, size_t length, const struct xml **out,
                             struct err *err)
{
    char *bytes = malloc(length + 1);
    assert_non_null(bytes);
    memcpy(bytes + 1, text, length);
    enum status status = xml_read(arena, bytes + 1, length, out, err);
    free(bytes);
    return status;
}

static const char sample[] =
    "<?xpacket begin='\xEF\xBB\xBF'?>\n"
    "<a:root xmlns:a='urn:a' xmlns='urn:b' a:x='1' x='&lt;2&#228;'>\n"
    "<one>eka &amp; <two/>toka<![CDATA[ <&]]></one><one/><a:one y=''>\xC3\xA4</a:one></a:root>";

static void a_tree_is_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    const struct xml *root;
    struct err err = ERR_NONE;
    assert_int_equal(read_text(arena, sample, sizeof sample - 1, &root, &err), STATUS_OK);
    assert_string_equal(root->space, "urn:a");
    assert_string_equal(root->name, "root");
    assert_string_equal(root->text, "\n");
    assert_string_equal(xml_attribute(root, "urn:a", "x"), "1");
    assert_string_equal(xml_attribute(root, "", "x"), "<2ä");
    assert_null(xml_attribute(root, "urn:b", "x")); /* attributes have no default namespace */
    assert_null(xml_attribute(root, "", "xmlns"));
    const struct xml *one = xml_child(root, "urn:b", "one");
    assert_string_equal(one->text, "eka & toka <&");
    assert_string_equal(one->first->name, "two");
    assert_null(one->first->next);
    assert_string_equal(one->next->text, "");
    assert_string_equal(xml_child(root, "urn:a", "one")->text, "ä");
    assert_string_equal(xml_attribute(xml_child(root, "urn:a", "one"), "", "y"), "");
    assert_null(xml_child(root, "urn:c", "one"));
    assert_null(xml_child(one->next, "urn:b", "one"));
    arena_free(arena);
}

static void what_may_not_be_is_refused(void **state)
{
    static const struct {
        const char *text;
        const char *told;
    } rows[] = {
        { "", "no element found" },
        { "x", "syntax error" },
        { "<a>", "no element found" },
        { "<a></b>", "mismatched tag" },
        { "<a/><b/>", "junk after document element" },
        { "<a x='1' x='2'/>", "duplicate attribute" },
        { "<a>&b;</a>", "undefined entity" },
        { "<b:a/>", "unbound prefix" },
        { "<a>\xFF</a>", "not well-formed" },
        { "<a>\xC3</a>", "not well-formed" },
        { "<a>&#0;</a>", "invalid character number" },
        { "<a xmlns='urn:a b'/>", "syntax error" }, /* would be read as another name */
        { "<!DOCTYPE a><a/>", "document type" },
        { "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document type" },
        { "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "document type" },
        { "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><a>&z;&z;</a>", "document type" },
    };
    (void)state;
    struct arena *arena = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct xml *root;
        struct err err = ERR_NONE;
        assert_int_equal(read_text(arena, rows[i].text, strlen(rows[i].text), &root, &err), STATUS_DATA);
        if (strstr(err.text, rows[i].told) == NULL)
            fail_msg("%s: %s", rows[i].text, err.text);
        assert_null(root);
    }
    arena_free(arena);
}

static void what_a_document_says_of_its_encoding_does_not_count(void **state)
{
    (void)state;
    static const char wide[] = "\xFF\xFE<\0a\0/\0>\0",
                      latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>";
    struct arena *arena = arena_new(MIB);
    const struct xml *root;
    struct err err = ERR_NONE;
    assert_int_equal(read_text(arena, wide, sizeof wide - 1, &root, &err), STATUS_OK);
    assert_string_equal(root->name, "a");
    assert_int_equal(read_text(arena, latin, sizeof latin - 1, &root, &err), STATUS_DATA);
    arena_free(arena);
}

/* Nested `depth` deep. */
static enum status read_nested(struct arena *arena, size_t depth)
{
    struct buf text;
    const struct xml *root;
    struct err err = ERR_NONE;
    buf_init(&text, MIB);
    for (size_t i = 0; i < depth; i++)
        buf_text(&text, "<a>");
    for (size_t i = 0; i < depth; i++)
        buf_text(&text, "</a>");
    enum status status = read_text(arena, text.bytes, text.length, &root, &err);
    buf_free(&text);
    return status;
}

static void limits_hold(void **state)
{
    (void)state;
    struct arena *arena = arena_new(16 * MIB);
    assert_int_equal(read_nested(arena, LIMIT_XML_DEPTH), STATUS_OK);
    assert_int_equal(read_nested(arena, LIMIT_XML_DEPTH + 1), STATUS_LIMIT);
    assert_int_equal(read_nested(arena, 50000), STATUS_LIMIT);
    struct buf text;
    buf_init(&text, 2 * MIB);
    buf_text(&text, "<a>");
    while (text.length < LIMIT_XMP - 4)
        buf_char(&text, 'x');
    buf_text(&text, "</a>");
    const struct xml *root;
    struct err err = ERR_NONE;
    assert_int_equal(read_text(arena, text.bytes, text.length, &root, &err), STATUS_OK);
    assert_int_equal(strlen(root->text), LIMIT_XMP - 7);
    buf_char(&text, '\n');
    assert_int_equal(read_text(arena, text.bytes, text.length, &root, &err), STATUS_LIMIT);
    assert_null(root);
    buf_free(&text);
    arena_free(arena);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new(MIB);
    const struct xml *root;
    enum status status = STATUS_NOMEM;
    long count = 0;
    for (; status != STATUS_OK; count++) {
        struct err err = ERR_NONE;
        arena_reset(arena);
        xml_fail_after(count);
        status = read_text(arena, sample, sizeof sample - 1, &root, &err);
        xml_fail_after(-1);
        assert_true(status == STATUS_OK || (status == STATUS_NOMEM && err.text[0] != '\0' && root == NULL));
    }
    assert_true(count > 5);
    status = STATUS_NOMEM;
    for (count = 0; status != STATUS_OK; count++) {
        struct err err = ERR_NONE;
        arena_reset(arena);
        arena_fail_after(arena, count);
        status = read_text(arena, sample, sizeof sample - 1, &root, &err);
        assert_true(status == STATUS_OK || (status == STATUS_NOMEM && root == NULL));
    }
    assert_true(count > 20);
    arena_free(arena);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    static const char text[] = "a\x01<b>&\"'\xFF\xEF\xBF\xBF]]>\n\t%s\xC3\xA4";
    struct arena *arena = arena_new(MIB);
    struct buf out;
    const struct xml *root;
    struct err err = ERR_NONE;
    buf_init(&out, MIB);
    buf_text(&out, "<a>");
    xml_put(&out, text, sizeof text - 1);
    buf_text(&out, "</a>");
    assert_int_equal(read_text(arena, out.bytes, out.length, &root, &err), STATUS_OK);
    assert_string_equal(root->text, "a\xEF\xBF\xBD<b>&\"'\xEF\xBF\xBD\xEF\xBF\xBD]]>\n\t%s\xC3\xA4");
    buf_free(&out);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_is_read),
        cmocka_unit_test(what_may_not_be_is_refused),
        cmocka_unit_test(what_a_document_says_of_its_encoding_does_not_count),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(memory_that_is_out_is_told),
        cmocka_unit_test(what_is_written_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
