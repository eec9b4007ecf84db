/* What the service tells of itself: to monitors, and to the web server in front of it. */
#include "base/version.h"
#include "fcgi/answer.h"

/* The database answers; one of another schema could not have been opened. `word`: what is said then. */
static enum status answer_state(struct answer *answer, const char *word)
{
    struct http_response *response = answer->response;
    if (db_ping(answer->db, &answer->job.err) != STATUS_OK)
        return STATUS_IO;
    response->content_type = "text/plain; charset=utf-8";
    response->cache_control = "no-store";
    buf_printf(&response->body, "%s\n", word);
    return STATUS_OK;
}

enum status answer_health(struct answer *answer)
{
    return answer_state(answer, "ok");
}

/* The entity tag stands for all that answers are made of: the database file and this program. The web server keeps
 * answers by it. */
enum status answer_ready(struct answer *answer)
{
    char file[DB_FILE_TAG];
    db_file_tag(answer->db, file);
    answer->response->etag = arena_printf(answer->job.arena, "\"%s-%s\"", file, program_version());
    return answer->response->etag != NULL ? answer_state(answer, "ready") : job_status(&answer->job);
}

enum status answer_metrics(struct answer *answer)
{
    struct http_response *response = answer->response;
    int64_t imported_at = 0;
    if (answer->db != NULL && db_imported_at(answer->db, &imported_at, &answer->job.err) != STATUS_OK)
        imported_at = 0; /* a database that cannot be read must not hide the rest */
    err_clear(&answer->job.err);
    response->content_type = "text/plain; version=0.0.4; charset=utf-8";
    response->cache_control = "no-store";
    counters_write(answer->counters, imported_at, &response->body);
    return STATUS_OK;
}
