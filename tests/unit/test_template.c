/* Templates: what is filled in stays what it is, wherever it stands; what is broken is told when it is read. */
#include "base/limits.h"
#include "fcgi/template.h"
#include "fcgi/web.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
    struct arena *arena;
    struct view *view;
    struct buf out;
    struct err err; /* of the last fill */
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->arena = arena_new(64 * MIB);
    world->view = view_new(world->arena, LANG_FI);
    buf_init(&world->out, LIMIT_HTML);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    buf_free(&world->out);
    arena_free(world->arena);
    free(world);
    return 0;
}

static struct template_source source(const char *name, const char *text)
{
    return (struct template_source){ name, text, strlen(text) };
}

static enum status fill(struct world *world, const char *text)
{
    struct templates *templates;
    struct err err = ERR_NONE;
    struct template_source sources[] = { source("page", text), source("part", "<i>{{name}}</i>") };
    if (templates_compile(sources, 2, &templates, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    buf_reset(&world->out);
    err_clear(&world->err);
    enum status status = template_render(templates, "page", world->view, &world->out, &world->err);
    templates_free(templates);
    return status;
}

static void expect(struct world *world, const char *text, const char *wanted)
{
    assert_int_equal(fill(world, text), STATUS_OK);
    assert_string_equal(world->out.bytes != NULL ? world->out.bytes : "", wanted);
}

static void texts_are_escaped_wherever_they_stand(void **state)
{
    struct world *world = *state;
    view_string(world->view, "name", "<script>alert(\"&'%s%n{{x}}\")</script>");
#define ESCAPED "&lt;script&gt;alert(&quot;&amp;&#39;%s%n{{x}}&quot;)&lt;/script&gt;"
    expect(world, "<p>{{name}}</p>", "<p>" ESCAPED "</p>");
    expect(world, "<p title=\"{{name}}\" lang='{{name}}'></p>", "<p title=\"" ESCAPED "\" lang='" ESCAPED "'></p>");
    expect(world, "<title>{{name}}</title>", "<title>" ESCAPED "</title>");
    expect(world, "{{>part}}", "<i>" ESCAPED "</i>");
}

/* A browser ends a line at any space; in an attribute a text is what it is. */
static void numbers_stay_whole_in_content(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        { "10 000 asukasta", "10\u00A0000 asukasta" },
        { "vain 1 234 567 €", "vain 1\u00A0234\u00A0567\u00A0€" },
        { "12,3 % & 45 §", "12,3\u00A0% &amp; 45\u00A0§" },
        { "2024 2025", "2024 2025" },
        { "vuonna 2024 ", "vuonna 2024 " },
        { "10  000 ", "10  000 " },
        { " ", " " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char wanted[128];
        world->view = view_new(world->arena, LANG_FI);
        view_string(world->view, "name", rows[i].text);
        snprintf(wanted, sizeof wanted, "<p>%s</p>", rows[i].wanted);
        expect(world, "<p>{{name}}</p>", wanted);
    }
    view_string(world->view, "field", "10 000");
    expect(world, "<input value=\"{{field}}\">", "<input value=\"10 000\">");
}

static void addresses_lead_where_pages_may_lead(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *address, *wanted;
    } rows[] = {
        { "/plans/x?a=1&b=2", "<a href=\"/plans/x?a=1&amp;b=2\"></a>" },
        { "?lang=sv", "<a href=\"?lang=sv\"></a>" },
        { "#x", "<a href=\"#x\"></a>" },
        { "mailto:a@b.fi", "<a href=\"mailto:a@b.fi\"></a>" },
        { "https://x.fi/", "<a href=\"https://x.fi/\"></a>" },
        { "javascript:alert(1)", "<a href=\"#\"></a>" },
        { " javascript:alert(1)", "<a href=\"#\"></a>" },
        { "data:text/html,x", "<a href=\"#\"></a>" },
        { "", "<a href=\"#\"></a>" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        world->view = view_new(world->arena, LANG_FI);
        view_string(world->view, "to", rows[i].address);
        expect(world, "<a href=\"{{to}}\"></a>", rows[i].wanted);
        if (rows[i].address[0] == '\0')
            continue;
        /* Wherever in the attribute it may come first. */
        view_list(world->view, "empty");
        expect(world, "<a href=\"{{#to}}{{to}}{{/to}}\"></a>", rows[i].wanted);
        expect(world, "<a href=\"{{^empty}}{{to}}{{/empty}}\"></a>", rows[i].wanted);
        expect(world, "<a href=\"{{#empty}}/{{/empty}}{{to}}\"></a>", rows[i].wanted);
        expect(world, "<a href=\"{{#to}}{{! said }}{{?to}}{{to}}{{/to}}{{/to}}\"></a>", rows[i].wanted);
    }
    view_string(world->view, "x", "javascript:");
    expect(world, "<a href=\"/{{x}}\"></a><a href=\"/{{?x}}{{x}}{{/x}}\"></a>", "<a href=\"/javascript:\"></a><a href=\"/javascript:\"></a>");
}

/* However HTML lets an attribute be written (13.1.2.3 and the parser's tolerance): once these let any address through. */
static void an_attribute_is_known_however_it_is_written(void **state)
{
    struct world *world = *state;
    view_string(world->view, "to", "javascript:alert(1)");
    expect(world, "<a href =\"{{to}}\"></a>", "<a href =\"#\"></a>");
    expect(world, "<a href\n = '{{to}}'></a>", "<a href\n = '#'></a>");
    expect(world, "<a class=\"x\"href=\"{{to}}\"></a>", "<a class=\"x\"href=\"#\"></a>");
    expect(world, "<a/href=\"{{to}}\"></a>", "<a/href=\"#\"></a>");
    expect(world, "<br/><a title=\"{{to}}\"hidden>x</a>", "<br/><a title=\"javascript:alert(1)\"hidden>x</a>");
}

static void another_language_is_told(void **state)
{
    struct world *world = *state;
    view_text(world->view, "same", text_of("a", LANG_FI));
    view_text(world->view, "other", text_of("b", LANG_SV));
    expect(world, "<p>{{same}}{{other}}</p>", "<p>a<span lang=\"sv\">b</span></p>");
    expect(world, "<p title=\"{{other}}\">", "<p title=\"b\">");
    expect(world, "<option{{@other}}>{{other}}</option><option{{@same}}>{{same}}</option>",
           "<option lang=\"sv\">b</option><option>a</option>");
}

static void messages_are_in_the_pages_language(void **state)
{
    struct world *world = *state;
    expect(world, "<p title=\"{{_ Plan}}\">{{_ Plan}}</p>", "<p title=\"Suunnitelma\">Suunnitelma</p>");
    expect(world, "{{_ No such message <here>}}", "<span lang=\"en\">No such message &lt;here&gt;</span>");
}

static void what_is_not_there_leaves_nothing(void **state)
{
    struct world *world = *state;
    view_string(world->view, "none", NULL);
    view_list(world->view, "empty");
    view_flag(world->view, "no", false);
    view_flag(world->view, "yes", true);
    expect(world, "[{{none}}{{no}}{{yes}}]", "[]");
    expect(world, "{{#none}}a{{/none}}{{#empty}}b{{/empty}}{{#no}}c{{/no}}{{#yes}}d{{/yes}}", "d");
    expect(world, "{{^none}}a{{/none}}{{^empty}}b{{/empty}}{{^no}}c{{/no}}{{^yes}}d{{/yes}}", "abc");
    expect(world, "{{?none}}a{{/none}}{{?empty}}b{{/empty}}{{?no}}c{{/no}}{{?yes}}d{{/yes}}", "d");
}

/* A slip in a template, or a value that nobody gave, is told by every page that it is on. */
static void a_name_that_is_not_there_is_told(void **state)
{
    struct world *world = *state;
    view_string(world->view, "outer", "o");
    view_string(world->view, "name", "n");
    view_string(view_item(world->view, "list"), "inner", "i");
    static const struct {
        const char *text, *told;
    } rows[] = {
        { "{{never}}", "never" },
        { "<a href=\"{{never}}\"></a>", "never" },
        { "<p title=\"{{never}}\"></p>", "never" },
        { "<p{{@never}}></p>", "never" },
        { "{{#never}}a{{/never}}", "never" },
        { "{{?never}}a{{/never}}", "never" },
        { "{{^never}}a{{/never}}", "never" },
        { "{{inner}}", "inner" },
        { "{{../outer}}", "outer" },
        { "{{#list}}{{outer}}{{/list}}", "outer" },
        { "{{#list}}{{../inner}}{{/list}}", "inner" },
        { "{{#list}}{{../../outer}}{{/list}}", "outer" },
        { "{{#list}}{{>part}}{{/list}}", "part.html: nothing has the name: name" },
        { "{{list}}", "list" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(fill(world, rows[i].text), STATUS_BUG);
        if (strstr(world->err.text, rows[i].told) == NULL)
            fail_msg("%s: %s", rows[i].text, world->err.text);
    }
    expect(world, "{{#list}}{{inner}}{{../outer}}{{#../list}}{{inner}}{{../inner}}{{../../name}}{{/../list}}{{/list}}", "ioiin");
    expect(world, "{{?list}}{{outer}}{{#list}}{{inner}}{{/list}}{{/list}}", "oi");
}

static void sections_stand_in_one_another(void **state)
{
    struct world *world = *state;
    view_string(world->view, "name", "outer");
    for (int i = 1; i <= 2; i++) {
        struct view *item = view_item(world->view, "list");
        view_int(item, "number", i);
        for (int j = 0; j < i; j++)
            view_string(view_item(item, "inner"), "name", j == 0 ? "first" : NULL);
    }
    expect(world, "{{#list}}{{number}}:{{../name}}({{#inner}}<{{#name}}b{{/name}}>{{/inner}}) {{/list}}", "1:outer(<b>) 2:outer(<b><>) ");
    expect(world, "{{#list}}{{#inner}}{{../number}}{{name}},{{/inner}}{{/list}}{{^list}}none{{/list}}", "1first,2first,2,");
}

static void a_line_of_a_tag_alone_leaves_no_line(void **state)
{
    struct world *world = *state;
    view_flag(world->view, "yes", true);
    expect(world, "a\n{{#yes}}\nb\n  {{! said }}\n{{/yes}}\nc {{#yes}}d{{/yes}}\n{{^yes}}\ne\n{{/yes}}", "a\nb\nc d\n");
}

static void markup_stands_only_in_content(void **state)
{
    struct world *world = *state;
    view_html(world->view, "body", &(struct html){ "<b>&amp;</b>", 12 });
    expect(world, "<p>{{body}}</p>{{#body}}+{{/body}}", "<p><b>&amp;</b></p>+");
    assert_int_equal(fill(world, "<p title=\"{{body}}\">"), STATUS_BUG);
    assert_int_equal(fill(world, "<title>{{body}}</title>"), STATUS_BUG);
}

static void broken_templates_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
    } rows[] = {
        { "a\n{{b", "web/page.html:2: a tag is not closed" },
        { "{{}}", "a tag without a name" },
        { "{{#a}}", "a section is not closed: a" },
        { "{{/a}}", "a section ends that is not open: a" },
        { "{{#a}}{{#b}}{{/a}}{{/b}}", "a section ends that is not open: a" },
        { "{{#a}}<p {{/a}}>", "a section ends elsewhere in the HTML than it began: a" },
        { "{{>none}}", "there is no partial none" },
        { "{{>page}}", "holds itself" },
        { "<p {{a}}>", "a value where escaping would not make it safe: a" },
        { "<p class={{a}}>", "a value where escaping would not make it safe: a" },
        { "<script>{{a}}</script>", "a value where escaping would not make it safe: a" },
        { "<STYLE>{{a}}</STYLE>", "a value where escaping would not make it safe: a" },
        { "<!-- {{a}} -->", "a value where escaping would not make it safe: a" },
        { "<script>{{_ a}}</script>", "a message where escaping would not make it safe: a" },
        { "<p onclick=\"{{a}}\">", "an attribute that the policy forbids: onclick" },
        { "<p STYLE='x'>", "an attribute that the policy forbids: STYLE" },
        { "<p onclick = 'x'>", "an attribute that the policy forbids: onclick" },
        { "<p class='x'style='x'>", "an attribute that the policy forbids: style" },
        { "{{@a}}", "a language outside of a tag: a" },
        { "<p title=\"{{>part}}\">", "a partial where no element can be: part" },
        { "<p", "the template ends inside of a tag or element" },
        { "<title>", "the template ends inside of a tag or element" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct templates *templates;
        struct err err = ERR_NONE;
        struct template_source sources[] = { source("page", rows[i].text), source("part", "") };
        assert_int_equal(templates_compile(sources, 2, &templates, &err), STATUS_BUG);
        assert_null(templates);
        if (strstr(err.text, rows[i].told) == NULL)
            fail_msg("%s: %s", rows[i].text, err.text);
    }
}

static void a_megabyte_is_filled_and_a_limit_is_told(void **state)
{
    struct world *world = *state;
    char *text = malloc(MIB + 1);
    memset(text, '<', MIB);
    text[MIB] = '\0';
    view_string(world->view, "name", text);
    assert_int_equal(fill(world, "{{name}}"), STATUS_OK);
    assert_int_equal(world->out.length, 4 * MIB);
    assert_int_equal(fill(world, "{{name}}{{name}}{{name}}"), STATUS_OK); /* the buffer's to tell */
    assert_int_equal(buf_status(&world->out), STATUS_LIMIT);
    free(text);
}

/* Whatever allocation fails, what is filled in is whole or left out, and the arena tells. */
static void memory_may_be_out(void **state)
{
    struct world *world = *state;
    for (long count = 0;; count++) {
        arena_reset(world->arena);
        arena_fail_after(world->arena, count);
        world->view = view_new(world->arena, LANG_FI);
        view_string(world->view, "name", "a");
        for (int i = 0; i < 2; i++) {
            struct view *item = view_item(world->view, "list");
            view_int(item, "number", i);
            view_list(item, "inner");
            if (i == 1)
                view_string(view_item(item, "inner"), "name", "b");
        }
        bool failed = arena_failed(world->arena);
        arena_fail_after(world->arena, -1);
        /* The arena works again, but the view may lack what failed. */
        enum status status = fill(world, "{{name}}{{#list}}{{number}}{{#inner}}{{name}}{{/inner}}{{/list}}");
        assert_int_equal(status, failed ? STATUS_NOMEM : STATUS_OK);
        if (!failed)
            break;
        assert_true(count < 100);
    }
    assert_string_equal(world->out.bytes, "a01b");
}

static void the_programs_own_templates_are_sound(void **state)
{
    (void)state;
    struct web *web;
    struct err err = ERR_NONE;
    if (web_load(&(struct web_options){ .feedback = "a@b.fi" }, &web, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    assert_string_equal(web_feedback_link(web), "mailto:a@b.fi");
    for (int i = 0; i < WEB_STATIC_COUNT; i++) {
        const char *address = web_static_address(web, (enum web_static)i);
        assert_int_equal(web_static_of(web, address + strlen("/static/")), i);
    }
    assert_int_equal(web_static_of(web, "style.css"), WEB_STATIC_COUNT);
    web_free(web);
    assert_int_equal(web_load(&(struct web_options){ .feedback = "javascript:x" }, &web, &err), STATUS_BADREQ);
    assert_null(web);
    assert_int_equal(web_load(&(struct web_options){ .address = "https://example.fi/" }, &web, &err), STATUS_BADREQ);
    assert_null(web);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_are_escaped_wherever_they_stand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(addresses_lead_where_pages_may_lead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_attribute_is_known_however_it_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_language_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(messages_are_in_the_pages_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_there_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_that_is_not_there_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sections_stand_in_one_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_of_a_tag_alone_leaves_no_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markup_stands_only_in_content, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_stay_whole_in_content, set_up, tear_down),
        cmocka_unit_test(broken_templates_are_told),
        cmocka_unit_test_setup_teardown(a_megabyte_is_filled_and_a_limit_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_may_be_out, set_up, tear_down),
        cmocka_unit_test(the_programs_own_templates_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
