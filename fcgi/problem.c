#include "fcgi/problem.h"

#include "base/json_out.h"
#include "base/log.h"
#include "fcgi/webpage.h"
#include "text/message.h"
#include "text/utf8.h"

#include <string.h>

#define RETRY_AFTER_SECONDS 5

/* Of what a reader sent, the first `length` bytes as text that may stand in an answer: no control characters, well-formed. "" when memory is
 * out. */
static const char *presentable(struct arena *arena, const char *bytes, size_t length)
{
    char *out = arena_raw(arena, length * 3 + 1); /* U+FFFD takes three bytes and stands for one or more */
    size_t used = 0;
    if (out == NULL)
        return "";
    for (size_t at = 0; at < length;) {
        uint32_t code = utf8_next(bytes, length, &at);
        bool shown = code >= 0x20 && code != 0x7F && !utf8_is_bidi_control(code);
        used += utf8_put(shown ? code : UTF8_BAD, out + used);
    }
    out[used] = '\0';
    return out;
}

/* `larger`: what was asked for is beyond a limit, and will be so the next time. */
static const char *problem_title(int status, bool larger, enum lang lang)
{
    if (larger)
        return tr(lang, "This is larger than the service may make");
    switch (status) {
    case 400: return tr(lang, "The address asks for something that cannot be given");
    case 404: return tr(lang, "There is nothing at this address");
    case 405: return tr(lang, "Only reading is possible here");
    case 414: return tr(lang, "The address is too long");
    case 503: return tr(lang, "The service is busy");
    default: return tr(lang, "Something went wrong in the service");
    }
}

/* What to do next. */
static const char *problem_advice(int status, bool larger, enum lang lang)
{
    if (larger)
        return tr(lang, "Ask for a part of it: one organisation or one goal.");
    switch (status) {
    case 400: return tr(lang, "Correct the address, or start from the list of plans.");
    case 404:
        return tr(lang, "The plan may have been removed or renamed. Search for it above, or start from the list of plans.");
    case 405:
    case 414: return tr(lang, "Start from the list of plans.");
    default: return tr(lang, "Try again in a moment.");
    }
}

/* What is told of a failure. */
struct problem {
    int status;
    enum lang lang;
    const char *title, *detail, *advice;
};

static void write_json(struct answer *answer, const struct problem *problem)
{
    struct json_out json = { .out = &answer->response->body, .compact = true };
    const char *target = answer->request.target;
    json_out_open(&json, NULL, '{');
    json_out_word(&json, "type", "about:blank");
    json_out_word(&json, "title", http_reason(problem->status));
    json_out_whole(&json, "status", problem->status);
    json_out_word(&json, "detail", problem->detail[0] != '\0' ? problem->detail : problem->title);
    json_out_word(&json, "instance", presentable(answer->job.arena, target, strcspn(target, "?#")));
    json_out_close(&json, '}');
    buf_char(&answer->response->body, '\n');
    answer->response->content_type = "application/problem+json";
}

static void write_page(struct answer *answer, const struct problem *problem)
{
    struct webpage page;
    webpage_open_problem(&page, answer, problem->lang, text_of(problem->title, problem->lang));
    view_string(page.view, "detail", problem->detail);
    view_string(page.view, "advice", problem->advice);
    if (webpage_fill(&page, "problem") != STATUS_OK)
        buf_reset(&answer->response->body);
}

void answer_problem(struct answer *answer, int status)
{
    struct http_response *response = answer->response;
    struct arena *arena = answer->job.arena;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    bool larger = status == 503 && answer->job.err.status == STATUS_LIMIT;
    const char *told = status == 400 || status == 404 ? answer->job.err.text : "";
    struct buf body = response->body;
    if (status >= 500) {
        enum status why = answer->job.err.status;
        answer->times->failure = why != STATUS_OK ? why : STATUS_NOMEM; /* nothing else fails without words */
        log_line(LOG_ERROR, "%s: %s", answer->request.target, answer->job.err.text);
    }
    if (arena_failed(arena) || status >= 500) { /* room for the page that tells it */
        arena_reset(arena); /* what is to be told lies in the job's error and the asker's fields */
        answer->words = NULL; /* these lay in it */
    }
    const struct problem problem = { status, lang, problem_title(status, larger, lang),
                                     presentable(arena, told, strlen(told)), problem_advice(status, larger, lang) };
    err_clear(&answer->job.err);
    buf_reset(&body);
    *response = (struct http_response){ .status = status, .cache_control = "no-store", .allow = status == 405, .body = body };
    response->retry_after = status == 503 && !larger ? RETRY_AFTER_SECONDS : 0;
    if (answer->request.wants_json)
        write_json(answer, &problem);
    else
        write_page(answer, &problem);
    if (buf_status(&response->body) != STATUS_OK)
        buf_reset(&response->body);
}
