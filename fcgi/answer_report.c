/* The PDF reports. */
#include "fcgi/answer.h"

enum status answer_report(struct answer *answer)
{
    struct http_response *response = answer->response;
    const struct report_query query = answer_query(answer);
    const struct report_head *head;
    enum status status = answer_head(answer, &query, &head);
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
