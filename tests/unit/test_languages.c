/* One plan in three languages: the reports are twins, texts are in the report's language where the plan has them, and
 * where it has not, the cover says so. */
#include "reports/report.h"
#include "tests/support/sample_plans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fonts *fonts;

static int set_up(void **state)
{
    (void)state;
    struct err err = ERR_NONE;
    return fonts_load(&fonts, &err) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    fonts_free(fonts);
    return 0;
}

/* The report's trace as a C string. Free with buf_free. */
static void trace_of(struct db *db, const struct report_query *query, struct buf *out)
{
    struct job job = { .arena = arena_new(256 * MIB) };
    buf_init(out, 64 * MIB);
    if (report_trace(db, fonts, query, &job, out) != STATUS_OK)
        fail_msg("%s %s: %s", query->plan, query->id == NULL ? "" : query->id, job.err.text);
    buf_char(out, '\0');
    arena_free(job.arena);
}

/* ---- Twins ---- */

static bool counts(const char *role, size_t length)
{
    static const char *const roles[] = { "H1", "H2", "H3",   "H4", "Table", "THead", "TBody", "TR",
                                         "TH", "TD", "Caption", "L",  "LI",    "Figure", "TOC",   "TOCI" };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strlen(roles[i]) == length && memcmp(roles[i], role, length) == 0)
            return true;
    return false;
}

/* The roles of the structure in their order, "H2 Table TR TH ", without paragraphs and spans: those are more where a
 * language is told. Returns how many. */
static size_t structure_of(const struct buf *trace, struct buf *out)
{
    size_t found = 0;
    const char *at = strstr(trace->bytes, "\nstructure\n");
    const char *end = strstr(trace->bytes, "\nanchors\n");
    assert_non_null(at);
    assert_non_null(end);
    buf_init(out, 64 * MIB);
    for (at += strlen("\nstructure\n"); at < end; at += strcspn(at, "\n") + 1) {
        const char *role = at + strspn(at, " ");
        size_t length = strcspn(role, ": \n");
        if (!counts(role, length))
            continue;
        buf_add(out, role, length);
        buf_char(out, ' ');
        found++;
    }
    buf_char(out, '\0');
    return found;
}

static size_t compare_twins(struct db *db, const struct report_query *asked)
{
    struct buf first, first_roles;
    struct report_query query = *asked;
    query.lang = LANG_FI;
    trace_of(db, &query, &first);
    size_t count = structure_of(&first, &first_roles);
    for (query.lang = LANG_SV; query.lang < LANG_COUNT; query.lang++) {
        struct buf other, other_roles;
        trace_of(db, &query, &other);
        assert_int_equal(structure_of(&other, &other_roles), count);
        assert_string_equal(other_roles.bytes, first_roles.bytes);
        buf_free(&other);
        buf_free(&other_roles);
    }
    buf_free(&first);
    buf_free(&first_roles);
    return count;
}

static void the_languages_reports_are_twins(void **state)
{
    (void)state;
    struct db *db = sample_plans_open("twins.db");
    size_t compared = 0;
    assert_non_null(db);
    for (size_t i = 0; i < SAMPLE_PLANS; i++) {
        struct job job = { .arena = arena_new(64 * MIB) };
        const struct report_entry *entries;
        size_t count;
        assert_int_equal(report_list(db, sample_plans[i], LANG_FI, &job, &entries, &count), STATUS_OK);
        for (size_t k = 0; k < count; k++)
            compared += compare_twins(db, &(struct report_query){ .kind = entries[k].kind,
                                                                  .plan = sample_plans[i],
                                                                  .id = entries[k].id });
        arena_free(job.arena);
    }
    assert_true(compared > 10000); /* something was looked at */
    db_close(db);
}

/* ---- The note ---- */

#define BOTH(fi, sv) "{\"fi\": \"" fi "\", \"sv\": \"" sv "\"}"
/* A plan of which everything is a macro's argument that the rows below change. */
#define PLAN(title, action)                                                                                           \
    "{\"format\": \"vuosikello/plan\", \"version\": 1, \"plan\": {\"id\": \"p\", \"title\": " title ","           \
    "\"period\": {\"from\": 2020, \"to\": 2024}, \"language\": \"fi\", \"goal_label\": " BOTH("Teema", "Tema")       \
    ", \"columns\": [{\"field\": \"subgoal\", \"heading\": " BOTH("Osa", "Del")                                        \
    "}, {\"field\": \"action\", \"heading\": " BOTH("Teko", "Dåd") "}]},"                                              \
    "\"organisations\": [{\"id\": \"o\", \"name\": " BOTH("Kunta", "Kommun") ", \"kind\": \"municipality\"}],"        \
    "\"goals\": [{\"id\": \"I\", \"number\": \"VII\", \"title\": " BOTH("Tavoite", "Mål")                              \
    ", \"subgoals\": [{\"id\": \"I.1\", \"number\": \"1\", \"title\": " BOTH("Kohta", "Punkt") "}]}],"                    \
    "\"actions\": [{\"organisation\": \"o\", \"subgoal\": \"I.1\", \"action\": " action "}],"                         \
    "\"followups\": [{\"organisation\": \"o\", \"subgoal\": \"I.1\", \"year\": 2022, \"status\": \"done\","             \
    "\"figures\": [{\"name\": " BOTH("Osuus", "Andel") ", \"value\": 1234.5, \"unit\": \"%\"}],"                     \
    "\"date\": \"2022-12-12\"}]}"

static size_t occurrences(const char *text, const char *words)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at++)
        count++;
    return count;
}

static void the_cover_tells_of_other_languages(void **state)
{
    (void)state;
    /* the end of what is told in each language's report; NULL: nothing is told */
    static const struct {
        const char *json;
        const char *told[LANG_COUNT];
    } rows[] = {
        { PLAN(BOTH("Suunnitelma", "Plan"), BOTH("Tehdään", "Vi gör")), { NULL, NULL, NULL, "Finnish." } },
        { PLAN(BOTH("Suunnitelma", "Plan"), "\"Tehdään\""), { NULL, NULL, "finska.", "Finnish." } },
        { PLAN(BOTH("Suunnitelma", "Plan"), "{\"sv\": \"Vi gör\"}"), { NULL, "ruotsi.", NULL, "Finnish, Swedish." } },
        { PLAN(BOTH("Suunnitelma", "Plan"), BOTH("100 %", "§ 4")), { NULL, NULL, NULL, "Finnish." } },
        { PLAN(BOTH("Suunnitelma", "Plan"), "\"100 %\""), { NULL, NULL, NULL, "Finnish." } }, /* no words */
        { PLAN("{\"sv\": \"Plan\", \"en\": \"Plan\"}", BOTH("Tehdään", "Vi gör")), { NULL, "ruotsi.", NULL, "Finnish." } },
    };
    static const char *const notes[LANG_COUNT] = { NULL, "Osaa suunnitelman teksteistä ei ole raportin kielellä.",
                                                   "En del av planens texter finns inte på rapportens språk.",
                                                   "Some of the plan's texts do not exist in the language" };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct db *db = plan_text_open("note.db", rows[i].json);
        assert_non_null(db);
        for (int lang = LANG_FI; lang < LANG_COUNT; lang++)
            for (int attached = 0; attached < 2; attached++) { /* with a cover, without */
                struct buf trace;
                trace_of(db,
                         &(struct report_query){ .kind = REPORT_APPENDIX, .plan = "p", .id = "o", .lang = (enum lang)lang,
                                                 .attachment = attached ? "1" : NULL },
                         &trace);
                const char *told = rows[i].told[lang];
                assert_int_equal(occurrences(trace.bytes, notes[lang]), told != NULL);
                if (told != NULL)
                    assert_non_null(strstr(strstr(trace.bytes, notes[lang]), told));
                buf_free(&trace);
            }
        db_close(db);
    }
}

static void texts_of_another_language_are_tagged(void **state)
{
    (void)state;
    struct db *db = plan_text_open("tagged.db", PLAN(BOTH("Suunnitelma", "Plan"), "\"Tehdään\""));
    struct buf trace;
    assert_non_null(db);
    trace_of(db, &(struct report_query){ .kind = REPORT_ORGANISATION, .plan = "p", .id = "o", .lang = LANG_SV }, &trace);
    assert_non_null(strstr(trace.bytes, "lang sv"));
    assert_int_equal(occurrences(strstr(trace.bytes, "\nstructure\n"), " fi\n"), 1); /* the action alone */
    assert_non_null(strstr(trace.bytes, "Tema VII: Mål"));
    assert_non_null(strstr(trace.bytes, "Tehdään"));
    buf_free(&trace);
    db_close(db);
}

/* ---- Numbers and dates ---- */

#define S "\\u{A0}" /* as the trace writes NO-BREAK SPACE */

/* The pieces of text of all pages, one behind the other. */
static void words_of(const struct buf *trace, struct buf *out)
{
    buf_init(out, 64 * MIB);
    for (const char *at = trace->bytes; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n') {
        const char *from = strchr(at, '"'), *end = at + strcspn(at, "\n");
        if (strncmp(at, "  text ", 7) != 0 || from == NULL || from > end)
            continue;
        const char *to = memrchr(from, '"', (size_t)(end - from));
        buf_add(out, from + 1, (size_t)(to - from) - 1);
    }
    buf_char(out, '\0');
}

static void numbers_are_in_the_reports_language(void **state)
{
    (void)state;
    static const struct {
        enum lang lang;
        const char *told[4];
    } rows[] = {
        { LANG_FI, { "1" S "234,5" S "%", "Suunnitelmakausi 2020–2024", "Tietojen päiväys: 12.12.2022", " · 12.12.2022" } },
        { LANG_SV, { "1" S "234,5" S "%", "Planperiod 2020–2024", "Uppgifternas datum: 12.12.2022", " · 12.12.2022" } },
        { LANG_EN,
          { "1,234.5%", "Plan period 2020–2024", "Date of the data: 12" S "December" S "2022",
            " · 12" S "December" S "2022" } },
    };
    struct db *db = plan_text_open("numbers.db", PLAN(BOTH("Suunnitelma", "Plan"), BOTH("Tehdään", "Vi gör")));
    assert_non_null(db);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf trace;
        trace_of(db,
                 &(struct report_query){ .kind = REPORT_ORGANISATION, .plan = "p", .id = "o", .lang = rows[i].lang },
                 &trace);
        struct buf words;
        words_of(&trace, &words);
        for (size_t k = 0; k < 4; k++)
            if (strstr(words.bytes, rows[i].told[k]) == NULL)
                fail_msg("%s is not in the report in %s", rows[i].told[k], lang_tag(rows[i].lang));
        buf_free(&words);
        buf_free(&trace);
    }
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_languages_reports_are_twins),
        cmocka_unit_test(the_cover_tells_of_other_languages),
        cmocka_unit_test(texts_of_another_language_are_tagged),
        cmocka_unit_test(numbers_are_in_the_reports_language),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
