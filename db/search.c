/* Looking for things by a reader's words. */
#include "db/reader.h"
#include "text/grade.h"
#include "text/stem.h"
#include "text/utf8.h"

#include <string.h>

#define EXPRESSION_BYTES    (64 * KIB)
#define STEPS_BETWEEN_LOOKS 10000 /* of SQLite, at the clock: some tenths of a millisecond */

struct searching {
    struct reader reader;
    const struct query *query;
    struct buf expression; /* in FTS5's language: every word of a reader's or of a text's stands in quotation marks, and
                              has none within (text/query.h) */
    bool loosened;         /* a word was cut */
};

/* ---- What is asked of the index ---- */

/* The bytes of a word without as much of its end as may be an ending; 0 where nothing can be cut. */
static size_t cut(const char *word)
{
    size_t length = strlen(word), letters = utf8_count(word, length);
    size_t kept = letters > STEM_SHARED + STEM_ENDING ? letters - STEM_ENDING : STEM_SHARED;
    return letters > STEM_SHARED ? utf8_prefix(word, length, kept) : 0;
}

/* The word's beginning, also with the other grade of its consonants: "kaupungille", "kaupungi": "kaupunk". */
static void add_cut(struct buf *out, const char *word, size_t kept)
{
    char others[GRADES_MAX][GRADE_BYTES];
    size_t count = grade_others(word, kept, others);
    buf_printf(out, " OR \"%.*s\" *", (int)kept, word);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, " OR \"%s\" *", others[i]);
}

/* A word as it stands, or whatever has its basic forms; where no text has that very form, without its ending. */
static void add_word(struct searching *searching, const char *word, bool loosely)
{
    static const char sql[] = "SELECT DISTINCT stem FROM search_forms WHERE form = ?1 ORDER BY stem";
    struct buf *out = &searching->expression;
    bool known = false;
    bool single = utf8_count(word, strlen(word)) == 1;
    buf_printf(out, "%s(\"%s\"%s", out->length > 0 ? " AND " : "", word, single ? "" : " *");
    sqlite3_stmt *rows = reader_ask(&searching->reader, sql, 0, NULL);
    if (rows != NULL && sql_bind(rows, &searching->reader.job->err, "s", word) != STATUS_OK)
        rows = NULL;
    while (reader_row(&searching->reader, rows)) {
        buf_printf(out, " OR stems : \"%s\"", reader_id(&searching->reader, rows, 0));
        known = true;
    }
    size_t kept = loosely && !known ? cut(word) : 0;
    if (kept > 0)
        add_cut(out, word, kept);
    searching->loosened = searching->loosened || kept > 0;
    buf_char(out, ')');
}

/* ---- What was found ---- */

static const struct {
    const char *own, *entity, *field; /* id, title or name, number, a subgoal's goal */
} things[SEARCH_KIND_COUNT] = {
    [SEARCH_PLAN] = { "SELECT id, title, NULL, NULL FROM plans WHERE plan = ?1 AND ?2 = 0", "plans", "title" },
    [SEARCH_ORGANISATION] = { "SELECT id, name, NULL, NULL FROM organisations WHERE plan = ?1 AND organisation = ?2",
                              "organisations", "name" },
    [SEARCH_GOAL] = { "SELECT id, title, number, NULL FROM goals WHERE plan = ?1 AND goal = ?2", "goals", "title" },
    [SEARCH_SUBGOAL] = { "SELECT s.id, s.title, s.id, g.id FROM subgoals s JOIN goals g USING (plan, goal)"
                         " WHERE s.plan = ?1 AND s.subgoal = ?2",
                         "subgoals", "title" },
    [SEARCH_INDICATOR] = { "SELECT id, title, number, NULL FROM indicators WHERE plan = ?1 AND indicator = ?2",
                           "indicators", "title" },
};

/* The row at hand of the plan that the reader is at. */
static void read_thing(struct reader *reader, enum search_kind kind, int64_t item, struct search_hit *hit)
{
    struct arena *arena = reader->job->arena;
    struct translations translations = reader_translations(reader, things[kind].entity, item, item);
    sqlite3_stmt *row = READER_ASK(reader, things[kind].own, reader->number, item);
    if (!reader_row(reader, row)) {
        reader_damaged(reader);
        return;
    }
    struct text_key key = { .item = item, .field = things[kind].field };
    hit->kind = kind;
    hit->id = reader_id(reader, row, 0);
    hit->title = reader_text(reader, row, 1, &translations, key);
    hit->number = sql_string(row, 2, arena);
    hit->goal = sql_string(row, 3, arena);
    reader_leave(row);
}

static void read_hit(struct reader *reader, sqlite3_stmt *rows, enum lang lang, struct search_hit *hit)
{
    struct search_hit plan = { .kind = SEARCH_PLAN };
    enum search_kind kind = (enum search_kind)reader_code(reader, rows, 0, &codes_search_kind);
    reader->number = sqlite3_column_int64(rows, 1);
    reader->language = (enum lang)reader_code(reader, rows, 3, &codes_lang);
    reader->lang = lang != LANG_NONE ? lang : reader->language;
    reader->translated = sqlite3_column_int(rows, 4) != 0;
    read_thing(reader, SEARCH_PLAN, 0, &plan);
    if (kind == SEARCH_PLAN)
        *hit = plan;
    else
        read_thing(reader, kind, sqlite3_column_int64(rows, 2), hit);
    hit->plan = plan.id;
    hit->plan_title = plan.title;
}

/* bm25() gives the best the least, all below 0. A thing that is found in several languages is told once. */
static void find(struct searching *searching, enum lang lang, struct search_hits *out)
{
    static const char sql[] =
        "WITH matches AS MATERIALIZED (SELECT kind, plan, item, bm25(search, 2.0, 1.0) AS score FROM search"
        " WHERE search MATCH ?1)"
        " SELECT m.kind, m.plan, m.item, p.language, p.translated FROM matches m JOIN plans p ON p.plan = m.plan"
        " WHERE p.state IS NOT 'draft' GROUP BY m.kind, m.plan, m.item"
        " ORDER BY CASE m.kind"
        "  WHEN 'goal' THEN (SELECT rtrim(lower(g.number), '.') IS NOT ?2 FROM goals g"
        "   WHERE g.plan = m.plan AND g.goal = m.item)"
        "  WHEN 'subgoal' THEN (SELECT lower(s.id) IS NOT ?2 FROM subgoals s"
        "   WHERE s.plan = m.plan AND s.subgoal = m.item) ELSE 1 END,"
        " min(m.score) * CASE m.kind WHEN 'plan' THEN 1.5 WHEN 'organisation' THEN 1.5 WHEN 'goal' THEN 1.25"
        "  ELSE 1.0 END,"
        " p.id, CASE m.kind WHEN 'plan' THEN 0 WHEN 'organisation' THEN 1 WHEN 'goal' THEN 2 WHEN 'subgoal' THEN 3"
        "  ELSE 4 END, m.item LIMIT ?3";
    struct reader *reader = &searching->reader;
    struct search_hit *hits = NULL;
    sqlite3_stmt *rows = NULL;
    size_t capacity = 0;
    out->count = 0;
    if (reader_failed(reader) || buf_tell(&searching->expression, &reader->job->err) != STATUS_OK)
        return;
    if (reader_prepare(reader->db, sql, &rows, &reader->job->err) != STATUS_OK ||
        sql_bind(rows, &reader->job->err, "ssi", searching->expression.bytes, searching->query->number,
                 (int64_t)LIMIT_SEARCH_HITS + 1) != STATUS_OK)
        return;
    while (reader_row(reader, rows)) {
        if (out->count == LIMIT_SEARCH_HITS) {
            out->cut = true;
            reader_leave(rows);
            break;
        }
        struct search_hit *hit = reader_add(reader, &hits, &out->count, &capacity, sizeof *hit);
        if (hit != NULL)
            read_hit(reader, rows, lang, hit);
    }
    out->items = hits;
}

/* Many words with many matches may take long before the first row comes. */
static int is_late(void *job)
{
    return job_late(job);
}

enum status db_search(struct db *db, struct job *job, const struct query *query, enum lang lang,
                      struct search_hits *out)
{
    struct searching searching = { .reader = { .db = db, .job = job, .area = -1 }, .query = query };
    *out = (struct search_hits){ 0 };
    buf_init(&searching.expression, EXPRESSION_BYTES);
    sqlite3_progress_handler(db->handle, STEPS_BETWEEN_LOOKS, is_late, job);
    for (int loosely = 0; loosely <= 1 && query->count > 0 && out->count == 0; loosely++) {
        buf_reset(&searching.expression);
        for (size_t i = 0; i < query->count; i++)
            add_word(&searching, query->words[i], loosely == 1);
        if (loosely == 0 || searching.loosened)
            find(&searching, lang, out);
    }
    sqlite3_progress_handler(db->handle, 0, NULL, NULL);
    buf_free(&searching.expression);
    return job_status(job);
}
