/* The list of plans. */
#include "db/reader.h"

/* The area's name, which lies in the row at hand. */
static void fill_summary(struct reader *reader, sqlite3_stmt *statement, struct plan_summary *summary)
{
    struct translations translations = reader_translations(reader, "plans", 0, 0);
    summary->id = reader_id(reader, statement, 1);
    summary->title = reader_text(reader, statement, 2, &translations, (struct text_key){ .field = "title" });
    summary->part = reader_text(reader, statement, 3, &translations, (struct text_key){ .field = "part" });
    summary->from = reader_year(reader, statement, 4);
    summary->to = reader_year(reader, statement, 5);
    summary->language = reader->language;
    summary->draft = reader_code_or(reader, statement, 7, &codes_state, 1) == 0;
    summary->version = reader_id(reader, statement, 9);
    summary->newest_year = reader_year(reader, statement, 10);
    if (!sql_null(statement, 11)) {
        int64_t area = sqlite3_column_int64(statement, 11);
        translations = reader_translations(reader, "areas", area, area);
        struct text_key key = { .item = area, .field = "name" };
        summary->area = reader_text(reader, statement, 12, &translations, key);
    }
    summary->organisation_count = (size_t)sqlite3_column_int64(statement, 13);
    summary->goal_count = (size_t)sqlite3_column_int64(statement, 14);
    summary->action_count = (size_t)sqlite3_column_int64(statement, 15);
    summary->indicator_count = (size_t)sqlite3_column_int64(statement, 16);
    summary->reported_count = (size_t)sqlite3_column_int64(statement, 17);
    summary->due_count = (size_t)sqlite3_column_int64(statement, 18);
}

enum status db_plans(struct db *db, struct job *job, enum lang lang, struct plan_summary **out, size_t *count)
{
    static const char sql[] =
        "SELECT p.plan, p.id, p.title, p.part, p.from_year, p.to_year, p.language, p.state, p.translated,"
        " p.version, p.newest_year, p.area,"
        " (SELECT a.name FROM areas a WHERE a.plan = p.plan AND a.area = p.area),"
        " (SELECT count(*) FROM organisations o WHERE o.plan = p.plan),"
        " (SELECT count(*) FROM goals g WHERE g.plan = p.plan),"
        " (SELECT count(*) FROM actions c WHERE c.plan = p.plan),"
        " (SELECT count(*) FROM indicators i WHERE i.plan = p.plan),"
        " (SELECT count(*) FROM followups f WHERE f.plan = p.plan AND f.year = p.newest_year),"
        " (SELECT count(*) FROM actions c WHERE c.plan = p.plan AND (c.applies IS NOT 0 OR EXISTS"
        " (SELECT 1 FROM followups f WHERE f.plan = c.plan AND f.action = c.action AND f.year = p.newest_year)))"
        " FROM plans p ORDER BY p.id";
    struct reader reader = { .db = db, .job = job, .area = -1 };
    struct plan_summary *summaries = NULL;
    size_t capacity = 0;
    *count = 0;
    *out = NULL;
    sqlite3_stmt *statement = reader_ask(&reader, sql, 0, NULL);
    while (reader_row(&reader, statement)) {
        struct plan_summary *summary = reader_add(&reader, &summaries, count, &capacity, sizeof *summary);
        if (summary == NULL)
            break;
        reader.number = sqlite3_column_int64(statement, 0);
        reader.language = (enum lang)reader_code(&reader, statement, 6, &codes_lang);
        reader.lang = lang != LANG_NONE ? lang : reader.language;
        reader.translated = sqlite3_column_int(statement, 8) != 0;
        fill_summary(&reader, statement, summary);
    }
    *out = summaries;
    return job_status(job);
}
