/* The application, without FastCGI and nginx: requests in, responses out, on a database made by the importer. */
#include "base/version.h"
#include "db/write.h"
#include "fcgi/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct {
    char folder[64];
    char db[96];
    struct fonts *fonts;
    struct web *web;
} world;

/* A plan of one row, its id and state filled in. */
static const char plan_text[] =
    "{\"format\":\"vuosikello/plan\",\"version\":1,\"plan\":{\"id\":\"%s\",\"title\":\"%s\",\"period\":{\"from\":2020,\"to\":2024},"
    "\"language\":\"fi\",\"state\":\"%s\",\"columns\":[{\"field\":\"subgoal\",\"heading\":\"Välitavoite\"},{\"field\":\"action\","
    "\"heading\":\"Toimenpide\"}]},\"organisations\":[{\"id\":\"hamina\",\"name\":\"Haminan kaupunki\",\"kind\":\"municipality\"}],"
    "\"goals\":[{\"id\":\"I\",\"number\":\"I\",\"title\":\"Hyvinvointi\",\"subgoals\":[{\"id\":\"I.1\",\"number\":\"1\",\"title\":\"Tuki\"}]}],"
    "\"actions\":[{\"organisation\":\"hamina\",\"subgoal\":\"I.1\",\"action\":\"Kerho\"}],\"followups\":[{\"organisation\":\"hamina\","
    "\"subgoal\":\"I.1\",\"year\":2022,\"status\":\"done\",\"author\":\"Salainen Kirjoittaja\",\"date\":\"2022-12-01\"}]}";

static void import_file(const char *db, const char *text, size_t length)
{
    struct buf messages;
    struct import_result result;
    struct import_options options = { .lang = LANG_EN };
    struct job job = { .arena = arena_new(64 * MIB) };
    struct import_source source = { "plan.json", text, length };
    buf_init(&messages, MIB);
    if (db_import(db, &source, 1, &options, &result, &messages, &job) != STATUS_OK)
        fail_msg("%s %s", job.err.text, messages.length > 0 ? messages.bytes : "");
    buf_free(&messages);
    arena_free(job.arena);
}

static void import_plan(const char *db, const char *id, const char *title, const char *state)
{
    char text[4096];
    import_file(db, text, (size_t)snprintf(text, sizeof text, plan_text, id, title, state));
}

/* The plan "large": six rows as long as a text may be, of characters that no font has. */
static void import_large(const char *db)
{
    char text[4096];
    struct buf file;
    snprintf(text, sizeof text, plan_text, "large", "Suuri", "published");
    const char *rows = strstr(text, "\"actions\":[") + strlen("\"actions\":[");
    buf_init(&file, MIB);
    buf_add(&file, text, (size_t)(rows - text));
    for (int row = 0; row < 6; row++) {
        buf_printf(&file, "%s{\"id\":\"a%d\",\"organisation\":\"hamina\",\"subgoal\":\"I.1\",\"action\":\"", row > 0 ? "," : "", row);
        for (size_t i = 0; i < LIMIT_TEXT / 4; i++)
            buf_text(&file, "\xF0\x9F\x91\x8D");
        buf_text(&file, "\"}");
    }
    buf_text(&file, "]}");
    import_file(db, file.bytes, file.length);
    buf_free(&file);
}

static int set_up(void **state)
{
    (void)state;
    struct err err = ERR_NONE;
    strcpy(world.folder, "/tmp/vuosikello-app.XXXXXX");
    if (mkdtemp(world.folder) == NULL)
        return 1;
    snprintf(world.db, sizeof world.db, "%s/plans.db", world.folder);
    import_plan(world.db, "open", "Suunnitelma " "</script><b>%s%n\\\\\\\"'&amp;(", "published");
    import_plan(world.db, "shut", "Luonnos", "draft");
    return fonts_load(&world.fonts, &err) == STATUS_OK &&
           web_load(&(struct web_options){ .owner = NULL }, &world.web, &err) == STATUS_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", world.folder);
    fonts_free(world.fonts);
    web_free(world.web);
    return system(command);
}

static struct app *new_app(const char *db, size_t memory, int deadline_ms)
{
    struct app_options options = { .db = db, .memory = memory, .deadline_ms = deadline_ms, .fonts = world.fonts,
                                   .web = world.web };
    struct app *app = app_new(&options);
    assert_non_null(app);
    return app;
}

static const struct http_response *ask(struct app *app, const char *target)
{
    struct app_times times;
    struct http_fields fields = { .method = "GET", .target = target };
    return app_answer(app, &fields, &times);
}

static void every_kind_of_address_is_answered(void **state)
{
    (void)state;
    static const struct {
        const char *target;
        int status;
        const char *type;
        const char *start;
    } rows[] = {
        { "/", 200, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/?lang=sv", 200, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html lang=\"sv\">" },
        { "/plans/open", 200, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html lang=\"fi\">" },
        { "/plans/open?lang=en&year=2021", 200, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html lang=\"en\">" },
        { "/plans/open/plan.pdf", 200, "application/pdf", "%PDF" },
        { "/plans/open/organisations/hamina.pdf?year=2022&lang=sv&meeting=Kv%20%C2%A7&attachment=1", 200, "application/pdf", "%PDF" },
        { "/plans/open/goals/I.pdf?meeting=&attachment=", 200, "application/pdf", "%PDF" },
        { "/plans/open/appendices/hamina.pdf", 200, "application/pdf", "%PDF" },
        { "/api/v1/plans", 200, "application/json", "{\"plans\":[{\"id\":\"open\"" },
        { "/api/v1/plans/open", 200, "application/json", "{" },
        { "/healthz", 200, "text/plain; charset=utf-8", "ok\n" },
        { "/readyz", 200, "text/plain; charset=utf-8", "ready\n" },
        { "/plans/open/indicators.pdf", 404, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/plans/shut", 404, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/plans/shut/plan.pdf", 404, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/api/v1/plans/shut", 404, "application/problem+json", "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404" },
        { "/plans/none/plan.pdf", 404, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/plans/open/goals/II.pdf", 404, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/plans/open/plan.pdf?year=1", 400, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/api/v1/plans?year=2020", 400, "application/problem+json", "{\"type\"" },
        { "/%zz", 400, "text/html; charset=utf-8", "<!DOCTYPE html>" },
        { "/plans/open/plan.pdf?lang=fi&lang=fi", 400, "text/html; charset=utf-8", "<!DOCTYPE html>" },
    };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct http_response *response = ask(app, rows[i].target);
        if (response->status != rows[i].status)
            fail_msg("%s: %d: %.400s", rows[i].target, response->status, response->body.bytes);
        assert_string_equal(response->content_type, rows[i].type);
        if (response->body.length < strlen(rows[i].start) || memcmp(response->body.bytes, rows[i].start, strlen(rows[i].start)) != 0)
            fail_msg("%s: %.200s", rows[i].target, response->body.bytes);
    }
    app_free(app);
}

static void pages_tell_their_languages(void **state)
{
    (void)state;
    /* the page's, and that of the texts that it has in another */
    static const struct {
        const char *target, *told;
    } rows[] = {
        { "/plans/open?lang=sv", "<html lang=\"sv\">" },
        { "/plans/open?lang=sv", "<title lang=\"fi\">" },
        { "/plans/open?lang=sv", "<h1><span lang=\"fi\">" },
        { "/plans/open?lang=sv", "<dt>Planperiod</dt><dd>2020–2024</dd>" },
        { "/plans/open?lang=sv", "<h2 id=\"goals\">Mål</h2>" },
        { "/plans/open?lang=en", "<h2 id=\"goals\">Goals</h2>" },
        { "/plans/open", "<title>" },
        { "/?lang=en", "<title>Welfare plans and their follow-up – Vuosikello</title>" },
    };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct http_response *response = ask(app, rows[i].target);
        if (strstr(response->body.bytes, rows[i].told) == NULL)
            fail_msg("%s: %s", rows[i].target, response->body.bytes);
    }
    app_free(app);
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    /* in the reader's language; a draft as what is not there; bytes that are no text made text */
    static const struct {
        const char *target, *told;
    } rows[] = {
        { "/plans/none?lang=sv", "<p class=\"lead\">det finns ingen plan ”none”</p>" },
        { "/plans/shut?lang=sv", "<p class=\"lead\">det finns ingen plan ”shut”</p>" },
        { "/plans/shut/plan.pdf?lang=en", "<p class=\"lead\">there is no plan &quot;shut&quot;</p>" },
        { "/plans/shut/organisations/none.pdf?lang=en", "<p class=\"lead\">there is no plan &quot;shut&quot;</p>" },
        { "/plans/open/organisations/none.pdf?lang=en", "<p class=\"lead\">the plan &quot;open&quot; has no organisation &quot;none&quot;</p>" },
        { "/plans/open/goals/II.pdf", "<p class=\"lead\">suunnitelmassa ”open” ei ole päätavoitetta ”II”</p>" },
        { "/plans/open/appendices/x.pdf?lang=en", "<p class=\"lead\">the plan &quot;open&quot; has no organisation or member &quot;x&quot;</p>" },
        { "/plans/open/indicators.pdf?lang=en", "<p class=\"lead\">the plan &quot;open&quot; has no indicators</p>" },
        { "/api/v1/plans/shut", "\"detail\":\"suunnitelmaa ”shut” ei ole\",\"instance\":\"/api/v1/plans/shut\"" },
        { "/api/v1/plans/%ff?", "\"detail\":\"suunnitelmaa ”\uFFFD” ei ole\",\"instance\":\"/api/v1/plans/%ff\"" },
        { "/api/v1/plans/\xff%0A%E2%80%AE", "”\uFFFD\uFFFD\uFFFD” ei ole\",\"instance\":\"/api/v1/plans/\uFFFD%0A%E2%80%AE\"" },
        { "/nowhere?lang=sv", "<html lang=\"sv\">" }, /* also where the language is not what the address takes */
        { "/nowhere?lang=sv", "<h1>Det finns inget på den här adressen</h1>" },
        { "/nowhere?lang=xx", "<html lang=\"fi\">" },
        { "/nowhere", "<html lang=\"fi\">" },
        { "/?colour=red&lang=en", "<p class=\"lead\">colour: no such parameter at this address</p>" },
        { "/api/v1/plans/open?lang=en", "\"detail\":\"lang: no such parameter at this address\"" },
        { "/api/v1/plans?%ff=1", "\"detail\":\"\uFFFD: tässä osoitteessa ei ole tällaista parametria\"" },
        { "/api/v1/plans?lang=fi&n%4=1", "\"detail\":\"n%4: on koodattu väärin\"" },
        { "/?=1", "<p class=\"lead\">=1: on koodattu väärin</p>" },
        { "/api/%zz", "\"detail\":\"osoite on koodattu väärin\",\"instance\":\"/api/%zz\"" },
    };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct http_response *response = ask(app, rows[i].target);
        if (strstr(response->body.bytes, rows[i].told) == NULL)
            fail_msg("%s: %s", rows[i].target, response->body.bytes);
    }
    app_free(app);
}

static void an_address_too_long_is_told_below_api_as_json(void **state)
{
    (void)state;
    char target[LIMIT_PATH + 64];
    snprintf(target, sizeof target, "/api/v1/plans/%0*d", LIMIT_PATH, 0);
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    const struct http_response *response = ask(app, target);
    assert_int_equal(response->status, 414);
    assert_string_equal(response->content_type, "application/problem+json");
    assert_non_null(strstr(response->body.bytes, "\"detail\":\"Osoite on liian pitkä\""));
    app_free(app);
}

static void texts_of_a_plan_are_escaped(void **state)
{
    (void)state;
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    static const char *const targets[] = { "/", "/plans/open", "/plans/open/plan.pdf?%3Cb%3E=1", "/plans/%3Cb%3E%25s" };
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        const struct http_response *response = ask(app, targets[i]);
        assert_null(strstr(response->body.bytes, "<b>"));
        assert_null(strstr(response->body.bytes, "</script><"));
    }
    const struct http_response *response = ask(app, "/");
    assert_non_null(strstr(response->body.bytes, "Suunnitelma &lt;/script&gt;&lt;b&gt;%s%n\\&quot;&#39;&amp;amp;("));
    app_free(app);
}

static void authors_are_not_served(void **state)
{
    (void)state;
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    assert_null(strstr(ask(app, "/api/v1/plans/open")->body.bytes, "Salainen"));
    app_free(app);
}

static void an_unchanged_answer_is_304(void **state)
{
    (void)state;
    static const char *const targets[] = { "/", "/plans/open", "/plans/open/plan.pdf", "/api/v1/plans", "/api/v1/plans/open" };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        char etag[128];
        struct app_times times;
        snprintf(etag, sizeof etag, "%s", ask(app, targets[i])->etag);
        struct http_fields fields = { .method = "GET", .target = targets[i], .if_none_match = etag };
        const struct http_response *response = app_answer(app, &fields, &times);
        assert_int_equal(response->status, 304);
        assert_int_equal(response->body.length, 0);
        assert_string_equal(response->etag, etag);
        assert_int_equal(times.pages, 0);
        fields.if_none_match = "\"another\"";
        assert_int_equal(app_answer(app, &fields, &times)->status, 200);
    }
    app_free(app);
}

/* Once a report's page kept the owner and the mailbox that it was made with: its tag told of neither. */
static void a_page_changes_with_the_services_options(void **state)
{
    (void)state;
    static const char *const targets[] = { "/", "/plans/open", "/plans/open/goals/I", "/accessibility" };
    struct web *web = NULL;
    assert_int_equal(web_load(&(struct web_options){ .owner = "Uusi omistaja" }, &web, NULL), STATUS_OK);
    struct app_options options = { .db = world.db, .memory = LIMIT_REQUEST_MEMORY, .deadline_ms = LIMIT_REQUEST_MS,
                                   .fonts = world.fonts, .web = web };
    struct app *before = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS), *after = app_new(&options);
    assert_non_null(after);
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        struct app_times times;
        struct http_fields fields = { .method = "GET", .target = targets[i], .if_none_match = ask(before, targets[i])->etag };
        const struct http_response *response = app_answer(after, &fields, &times);
        assert_int_equal(response->status, 200);
        assert_non_null(strstr(response->body.bytes, "Uusi omistaja"));
    }
    app_free(before);
    app_free(after);
    web_free(web);
}

/* Once an organisation without actions was told to have reported as much as the whole plan. */
static void an_organisation_without_actions_has_reported_nothing(void **state)
{
    (void)state;
    char path[96], text[4096];
    struct buf file;
    snprintf(path, sizeof path, "%s/idle.db", world.folder);
    snprintf(text, sizeof text, plan_text, "idle", "Suunnitelma", "published");
    const char *rest = strstr(text, "],\"goals\"");
    buf_init(&file, MIB);
    buf_add(&file, text, (size_t)(rest - text));
    buf_text(&file, ",{\"id\":\"virolahti\",\"name\":\"Virolahden kunta\",\"kind\":\"municipality\"}");
    buf_text(&file, rest);
    import_file(path, file.bytes, file.length);
    struct app *app = new_app(path, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    const char *card = strstr(ask(app, "/plans/idle?lang=en")->body.bytes, "<h3><a href=\"/plans/idle/organisations/virolahti");
    assert_non_null(card);
    card = strchr(card, '\n') + 1;
    assert_memory_equal(card, "<p class=\"small\">No actions of its own.</p>", strlen("<p class=\"small\">No actions of its own.</p>"));
    app_free(app);
    buf_free(&file);
}

/* Once the form showed the newest year where the address that it had made was of another, outside the plan's period. */
static void the_form_shows_the_year_that_its_address_has(void **state)
{
    (void)state;
    static const char *const years[] = { "1990", "2019", "2020", "2022", "2023", "2030" };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        char target[96], option[64];
        snprintf(target, sizeof target, "/plans/open/attach?report=plan&year=%s", years[i]);
        snprintf(option, sizeof option, "<option selected>%s</option>", years[i]);
        const struct http_response *response = ask(app, target);
        assert_int_equal(response->status, 200);
        assert_non_null(strstr(response->body.bytes, option));
    }
    app_free(app);
}

/* Once a blank behind the word, as telephones write it, found nothing, nor did two words that stand apart. */
static void a_search_finds_what_has_all_words(void **state)
{
    (void)state;
    static const struct {
        const char *query, *has;
    } rows[] = {
        { "hamina+", "/plans/open/organisations/hamina" },
        { "++HAMINAN+++KAUPUNKI+", "/plans/open/organisations/hamina" },
        { "kaupunki+hamina", "/plans/open/organisations/hamina" },
        { "i.1+tuki", "/plans/open/goals/I" },
        { "kaupunki+kotka", "Nothing was found." },
        { "+", "Write a word in the field above" },
        { "", "Write a word in the field above" },
    };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char target[96];
        snprintf(target, sizeof target, "/search?lang=en&q=%s", rows[i].query);
        const struct http_response *response = ask(app, target);
        assert_int_equal(response->status, 200);
        assert_non_null(strstr(response->body.bytes, rows[i].has));
    }
    app_free(app);
}

/* Once the rows behind the fortieth were counted, and nothing told that they were not shown. */
static void a_search_tells_of_what_it_does_not_show(void **state)
{
    (void)state;
    char path[96], text[4096];
    struct buf file;
    snprintf(path, sizeof path, "%s/many.db", world.folder);
    snprintf(text, sizeof text, plan_text, "many", "Suunnitelma", "published");
    const char *rest = strstr(text, "],\"goals\"");
    buf_init(&file, MIB);
    buf_add(&file, text, (size_t)(rest - text));
    for (int i = 0; i < LIMIT_SEARCH_HITS + 3; i++)
        buf_printf(&file, ",{\"id\":\"o%d\",\"name\":\"Koulu %s %d\",\"kind\":\"other\"}", i,
                   i < LIMIT_SEARCH_HITS ? "lapsille" : "aikuisille", i);
    buf_text(&file, rest);
    import_file(path, file.bytes, file.length);
    struct app *app = new_app(path, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    const char *page = ask(app, "/search?q=koulu&lang=en")->body.bytes;
    assert_non_null(strstr(page, "Found: 100<"));
    assert_non_null(strstr(page, "Add a word to the search to find others."));
    page = ask(app, "/search?q=koulu+lapsille&lang=en")->body.bytes;
    assert_non_null(strstr(page, "Found: 100<")); /* just so many as are told */
    assert_null(strstr(page, "Add a word"));
    app_free(app);
    buf_free(&file);
}

/* Once the field held what the memory of the lost answer was used for since. */
static void a_search_that_memory_does_not_suffice_for_forgets_its_words(void **state)
{
    (void)state;
    char path[96], title[6000], text[8192];
    snprintf(path, sizeof path, "%s/titles.db", world.folder);
    memset(title, 'x', sizeof title);
    memcpy(title, "Hamina ", strlen("Hamina "));
    title[sizeof title - 1] = '\0';
    for (char plan[] = "a"; plan[0] <= 'z'; plan[0]++) {
        snprintf(text, sizeof text, plan_text, plan, title, "published");
        import_file(path, text, strlen(text));
    }
    struct app *app = new_app(path, 300 * KIB, LIMIT_REQUEST_MS);
    assert_int_equal(ask(app, "/search?q=kaupunki")->status, 200);
    const struct http_response *response = ask(app, "/search?lang=en&q=hamina");
    assert_int_equal(response->status, 503);
    assert_non_null(strstr(response->body.bytes, "name=\"q\" type=\"search\" maxlength=\"120\" value=\"\""));
    app_free(app);
}

static void other_methods_are_refused(void **state)
{
    (void)state;
    static const char *const methods[] = { "POST", "PUT", "get", "", "DELETE" };
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        struct app_times times;
        struct http_fields fields = { .method = methods[i], .target = "/" };
        const struct http_response *response = app_answer(app, &fields, &times);
        assert_int_equal(response->status, 405);
        assert_true(response->allow);
    }
    app_free(app);
}

static void limits_are_told_as_busy_and_harm_no_other_request(void **state)
{
    (void)state;
    struct app *app = new_app(world.db, LIMIT_REQUEST_MEMORY, 0);
    const struct http_response *response = ask(app, "/plans/open/plan.pdf");
    assert_int_equal(response->status, 503);
    assert_true(response->retry_after > 0);
    assert_null(response->file_name);
    assert_int_equal(ask(app, "/healthz")->status, 200);
    app_free(app);
    /* Too little for one block of the arena: nothing can be answered, and nothing breaks. */
    app = new_app(world.db, 100 * KIB, LIMIT_REQUEST_MS);
    assert_int_equal(ask(app, "/plans/open/plan.pdf")->status, 503);
    assert_int_equal(ask(app, "/")->status, 503);
    app_free(app);
}

static void a_database_that_comes_later_is_found(void **state)
{
    (void)state;
    char path[96];
    snprintf(path, sizeof path, "%s/later.db", world.folder);
    struct app *app = new_app(path, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    assert_int_equal(ask(app, "/healthz")->status, 503);
    assert_int_equal(ask(app, "/readyz")->status, 503);
    assert_null(ask(app, "/readyz")->etag);
    assert_int_equal(ask(app, "/plans/new/plan.pdf")->status, 503);
    import_plan(path, "new", "Uusi", "published");
    assert_int_equal(ask(app, "/plans/new/plan.pdf")->status, 200);
    import_plan(path, "newer", "Uudempi", "published");
    assert_int_equal(ask(app, "/plans/newer")->status, 200);
    app_free(app);
}

/* A web server in front keeps answers by this tag: nothing that it was given before an import may be found after it. */
static void the_tag_of_the_data_changes_with_every_import(void **state)
{
    (void)state;
    char path[96];
    char first[160];
    snprintf(path, sizeof path, "%s/tag.db", world.folder);
    import_plan(path, "one", "Yksi", "published");
    struct app *app = new_app(path, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    const struct http_response *response = ask(app, "/readyz");
    assert_string_equal(response->cache_control, "no-store");
    assert_non_null(strstr(response->etag, program_version()));
    snprintf(first, sizeof first, "%s", response->etag);
    assert_string_equal(ask(app, "/readyz")->etag, first);
    import_plan(path, "one", "Yksi", "published");
    assert_string_not_equal(ask(app, "/readyz")->etag, first);
    app_free(app);
}

/* Nobody but a monitor on the machine is told, and it is told also where there is no database. */
static void numbers_are_for_the_machine_itself(void **state)
{
    (void)state;
    struct app_times times;
    struct http_fields fields = { .method = "GET", .target = "/metrics" };
    struct app_options options = { .db = world.db, .memory = LIMIT_REQUEST_MEMORY, .deadline_ms = LIMIT_REQUEST_MS,
                                   .web = world.web };
    options.counters = counters_new(1);
    struct app *app = app_new(&options);
    assert_int_equal(app_answer(app, &fields, &times)->status, 404);
    assert_int_equal(times.route, ROUTE_NONE);
    fields.local = "1";
    const struct http_response *response = app_answer(app, &fields, &times);
    assert_int_equal(response->status, 200);
    assert_non_null(strstr(response->body.bytes, "\nvuosikello_data_age_seconds "));
    assert_int_equal(times.route, ROUTE_METRICS);
    app_free(app);

    options.db = "/nowhere/none.db";
    app = app_new(&options);
    response = app_answer(app, &fields, &times);
    assert_int_equal(response->status, 200);
    assert_null(strstr(response->body.bytes, "data_age"));
    assert_int_equal(ask(app, "/")->status, 503);
    fields.target = "/";
    assert_int_equal(app_answer(app, &fields, &times)->status, 503);
    assert_int_equal(times.failure, STATUS_NOTFOUND);
    app_free(app);
    counters_free(options.counters);
}

static size_t resident(void)
{
    size_t whole = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%zu %zu", &whole, &pages), 2);
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* Once a report of long texts left 150 MiB with its worker for good. */
static void a_large_report_leaves_nothing_behind(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* it keeps what is freed, to find who uses it still */
#endif
    char path[96];
    snprintf(path, sizeof path, "%s/large.db", world.folder);
    import_plan(path, "open", "Avoin", "published");
    import_large(path);
    struct app *app = new_app(path, LIMIT_REQUEST_MEMORY, LIMIT_REQUEST_MS);
    assert_int_equal(ask(app, "/plans/open/plan.pdf")->status, 200);
    size_t before = resident();
    assert_int_equal(ask(app, "/plans/large/plan.pdf")->status, 200);
    size_t large = resident();
    app_rest(app);
    assert_int_equal(ask(app, "/plans/open/plan.pdf")->status, 200);
    assert_true(large > before + 20 * MIB); /* else it tells nothing */
    assert_true(resident() < before + 12 * MIB); /* of them 8 kept by the arena, 4 by the body */
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_address_is_answered),
        cmocka_unit_test(pages_tell_their_languages),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(an_address_too_long_is_told_below_api_as_json),
        cmocka_unit_test(texts_of_a_plan_are_escaped),
        cmocka_unit_test(authors_are_not_served),
        cmocka_unit_test(an_unchanged_answer_is_304),
        cmocka_unit_test(a_page_changes_with_the_services_options),
        cmocka_unit_test(an_organisation_without_actions_has_reported_nothing),
        cmocka_unit_test(the_form_shows_the_year_that_its_address_has),
        cmocka_unit_test(a_search_finds_what_has_all_words),
        cmocka_unit_test(a_search_tells_of_what_it_does_not_show),
        cmocka_unit_test(a_search_that_memory_does_not_suffice_for_forgets_its_words),
        cmocka_unit_test(other_methods_are_refused),
        cmocka_unit_test(limits_are_told_as_busy_and_harm_no_other_request),
        cmocka_unit_test(a_database_that_comes_later_is_found),
        cmocka_unit_test(the_tag_of_the_data_changes_with_every_import),
        cmocka_unit_test(numbers_are_for_the_machine_itself),
        cmocka_unit_test(a_large_report_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
