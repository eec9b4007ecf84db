/* The pages. */
#include "fcgi/answer.h"
#include "fcgi/pages.h"

#include <string.h>

static void begin_page(struct answer *answer, enum lang lang)
{
    answer->response->content_type = "text/html; charset=utf-8";
    answer->response->language = lang_tag(lang);
}

enum status answer_home(struct answer *answer)
{
    struct plan_summary *plans;
    size_t count;
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    enum status status = db_plans(answer->db, &answer->job, lang, &plans, &count);
    if (status != STATUS_OK)
        return status;
    begin_page(answer, lang);
    page_home(&answer->response->body, plans, count, lang);
    return answer_tag_body(answer);
}

enum status answer_plan(struct answer *answer)
{
    struct plan_version version;
    struct plan_summary *plans;
    struct plan_page page = { .year = answer->year };
    size_t count;
    enum status status = answer_find_plan(answer, &version);
    if (status != STATUS_OK)
        return status;
    page.lang = answer_lang(answer, version.language);
    status = db_plans(answer->db, &answer->job, page.lang, &plans, &count);
    if (status == STATUS_OK)
        status = report_list(answer->db, answer->route.plan, page.lang, &answer->job, &page.reports, &page.count);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        if (strcmp(plans[i].id, answer->route.plan) == 0)
            page.plan = &plans[i];
    if (page.plan == NULL)
        return STATUS_NOTFOUND;
    begin_page(answer, page.lang);
    page_plan(&answer->response->body, &page);
    return answer_tag_body(answer);
}
