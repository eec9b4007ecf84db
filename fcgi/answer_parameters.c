/* The query's parameters. */
#include "base/limits.h"
#include "fcgi/answer.h"
#include "text/message.h"
#include "text/utf8.h"

#include <string.h>

enum status answer_bad_parameter(struct answer *answer, const char *name, const char *why)
{
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    return err_set(&answer->job.err, STATUS_BADREQ, "%s: %s", name, tr(lang, why));
}

static enum status read_year(struct answer *answer, const char *value)
{
    int year = 0;
    for (const char *digit = value; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9' || digit - value >= 4)
            return answer_bad_parameter(answer, "year", N_("must be a year from 1900 to 2200"));
        year = year * 10 + (*digit - '0');
    }
    if (year < 1900 || year > 2200)
        return answer_bad_parameter(answer, "year", N_("must be a year from 1900 to 2200"));
    answer->year = year;
    return STATUS_OK;
}

/* A text that will be printed: cleaned as an imported one is. */
static enum status read_line(struct answer *answer, const char *name, const char *value, const char **out)
{
    char *clean;
    size_t length, where;
    if (strpbrk(value, "\n\r\t") != NULL)
        return answer_bad_parameter(answer, name, N_("must be one line"));
    switch (utf8_clean(answer->job.arena, value, strlen(value), &clean, &length, &where)) {
    case UTF8_CLEAN: break;
    case UTF8_MALFORMED: return answer_bad_parameter(answer, name, N_("is not UTF-8"));
    case UTF8_BIDI_CONTROL: return answer_bad_parameter(answer, name, N_("holds a control character of text direction"));
    case UTF8_NO_MEMORY: return job_status(&answer->job);
    }
    if (utf8_count(clean, length) > LIMIT_REQUEST_TEXT)
        return answer_bad_parameter(answer, name, N_("is longer than 120 characters"));
    *out = length > 0 ? clean : NULL;
    return STATUS_OK;
}

static enum status read_parameter(struct answer *answer, const struct http_parameter *parameter, unsigned *given)
{
    static const struct {
        const char *name;
        unsigned bit;
    } known[] = { { "lang", TAKES_LANG }, { "year", TAKES_YEAR }, { "meeting", TAKES_MEETING }, { "attachment", TAKES_ATTACHMENT } };
    unsigned bit = 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, parameter->name) == 0)
            bit = known[i].bit;
    if ((bit & answer->route.takes) == 0)
        return answer_bad_parameter(answer, parameter->name, N_("no such parameter at this address"));
    if ((*given & bit) != 0)
        return answer_bad_parameter(answer, parameter->name, N_("is given twice"));
    *given |= bit;
    if (bit == TAKES_LANG) {
        answer->lang = lang_of_tag(parameter->value);
        return answer->lang == LANG_NONE ? answer_bad_parameter(answer, "lang", N_("must be fi, sv or en")) : STATUS_OK;
    }
    if (bit == TAKES_YEAR)
        return read_year(answer, parameter->value);
    return read_line(answer, parameter->name, parameter->value, bit == TAKES_MEETING ? &answer->meeting : &answer->attachment);
}

/* Errors are told in the language asked for, whatever else is wrong with the request. */
void answer_read_language(struct answer *answer)
{
    for (size_t i = 0; i < answer->request.parameter_count && answer->lang == LANG_NONE; i++)
        if (strcmp(answer->request.parameters[i].name, "lang") == 0)
            answer->lang = lang_of_tag(answer->request.parameters[i].value);
}

enum status answer_read_parameters(struct answer *answer)
{
    unsigned given = 0;
    for (size_t i = 0; i < answer->request.parameter_count; i++) {
        enum status status = read_parameter(answer, &answer->request.parameters[i], &given);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
