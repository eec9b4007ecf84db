/* The query's parameters. */
#include "base/limits.h"
#include "db/codes.h"
#include "fcgi/answer.h"
#include "text/message.h"
#include "text/utf8.h"

#include <string.h>

enum status answer_bad_parameter(struct answer *answer, const char *name, const char *why)
{
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    answer->why = why;
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

static enum status read_dialect(struct answer *answer, const char *value)
{
    answer->dialect = strcmp(value, DIALECT_EXCEL) == 0 ? CSV_EXCEL_FI : CSV_RFC4180;
    return answer->dialect == CSV_EXCEL_FI || strcmp(value, "rfc4180") == 0
               ? STATUS_OK
               : answer_bad_parameter(answer, "dialect", N_("must be rfc4180 or excel-fi"));
}

/* A row's id, looked for in the plan later; a status must be one of its codes. */
static enum status read_filter(struct answer *answer, enum filter filter, const char *value)
{
    if (filter == FILTER_STATUS && codes_value(&codes_follow_status, value, FOLLOW_COUNT) == FOLLOW_COUNT)
        return answer_bad_parameter(answer, "status",
                                    N_("must be not_started, in_progress, done, continuous, delayed or cancelled"));
    answer->filters[filter] = value;
    return STATUS_OK;
}

static const struct known {
    const char *name;
    unsigned bit;
    enum filter filter; /* FILTER_COUNT: none */
} known[] = {
    { "lang", TAKES_LANG, FILTER_COUNT },
    { "year", TAKES_YEAR, FILTER_COUNT },
    { "meeting", TAKES_MEETING, FILTER_COUNT },
    { "attachment", TAKES_ATTACHMENT, FILTER_COUNT },
    { "q", TAKES_WORDS, FILTER_COUNT },
    { "report", TAKES_CHOICE, FILTER_COUNT },
    { "report_lang", TAKES_REPORT_LANG, FILTER_COUNT },
    { "dialect", TAKES_DIALECT, FILTER_COUNT },
    { "organisation", TAKES_ORGANISATION, FILTER_ORGANISATION },
    { "goal", TAKES_GOAL, FILTER_GOAL },
    { "subgoal", TAKES_SUBGOAL, FILTER_SUBGOAL },
    { "indicator", TAKES_INDICATOR, FILTER_INDICATOR },
    { "area", TAKES_AREA, FILTER_AREA },
    { "status", TAKES_STATUS, FILTER_STATUS },
};

static const struct known *find_known(const char *name, unsigned takes)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0 && (known[i].bit & takes) != 0)
            return &known[i];
    return NULL;
}

static enum status read_lang(struct answer *answer, const struct http_parameter *parameter, enum lang *out)
{
    *out = lang_of_tag(parameter->value);
    return *out == LANG_NONE ? answer_bad_parameter(answer, parameter->name, N_("must be fi, sv or en")) : STATUS_OK;
}

static enum status read_value(struct answer *answer, const struct known *row, const struct http_parameter *parameter)
{
    switch (row->bit) {
    case TAKES_LANG:
        return read_lang(answer, parameter, &answer->lang);
    case TAKES_REPORT_LANG:
        return read_lang(answer, parameter, &answer->report_lang);
    case TAKES_YEAR:
        return read_year(answer, parameter->value);
    case TAKES_MEETING:
        return read_line(answer, parameter->name, parameter->value, &answer->meeting);
    case TAKES_ATTACHMENT:
        return read_line(answer, parameter->name, parameter->value, &answer->attachment);
    case TAKES_WORDS:
        return read_line(answer, parameter->name, parameter->value, &answer->words);
    case TAKES_CHOICE:
        answer->choice = parameter->value;
        return STATUS_OK;
    case TAKES_DIALECT:
        return read_dialect(answer, parameter->value);
    default:
        return read_filter(answer, row->filter, parameter->value);
    }
}

static enum status read_parameter(struct answer *answer, size_t place, unsigned *given)
{
    const struct http_parameter *parameter = &answer->request.parameters[place];
    const struct known *row = find_known(parameter->name, answer->route.takes);
    if (row == NULL)
        return answer_bad_parameter(answer, parameter->name, N_("no such parameter at this address"));
    if ((*given & row->bit) != 0)
        return answer_bad_parameter(answer, parameter->name, N_("is given twice"));
    *given |= row->bit;
    enum status status = read_value(answer, row, parameter);
    if (status != STATUS_BADREQ || (answer->route.takes & TAKES_FORM) == 0 || row->bit == TAKES_LANG)
        return status;
    answer->wrong[place] = answer->why;
    err_clear(&answer->job.err);
    return STATUS_OK;
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
        enum status status = read_parameter(answer, i, &given);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
