/* The PDF reports. */
#include "fcgi/answer.h"

enum status answer_report(struct answer *answer)
{
    struct http_response *response = answer->response;
    struct report_query query = { .kind = answer->route.report, .plan = answer->route.plan, .id = answer->route.id,
                                  .year = answer->year, .lang = answer->lang, .meeting = answer->meeting,
                                  .attachment = answer->attachment };
    struct report_head *head = arena_alloc(answer->job.arena, sizeof *head);
    if (head == NULL)
        return job_status(&answer->job);
    enum status status = report_head(answer->db, &query, &answer->job, head);
    if (status != STATUS_OK)
        return status;
    response->content_type = "application/pdf";
    response->modified = head->modified;
    response->file_name = head->file_name;
    response->language = lang_tag(head->lang);
    if (answer_not_modified(answer, head->etag))
        return STATUS_OK;
    struct report_times times = { 0 };
    status = report_pdf(answer->db, answer->fonts, &query, &answer->job, &response->body, &times);
    answer->times->read = times.read;
    answer->times->build = times.build;
    answer->times->layout = times.layout;
    answer->times->write = times.write;
    answer->times->pages = times.pages;
    answer->times->lacking = times.lacking;
    return status;
}
