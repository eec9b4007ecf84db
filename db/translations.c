#include "db/translations.h"

static const char translations_sql[] = "SELECT lang, text FROM translations WHERE plan = ? AND entity = ? AND item = ? "
                                       "AND part = ? AND year = ? AND field = ?";

enum status translations_read(struct db *db, struct job *job, int64_t plan, const struct text_name *name,
                              struct text texts[LANG_COUNT], bool *any)
{
    sqlite3_stmt *rows;
    *any = false;
    enum status status = sql_prepare(db, translations_sql, &rows, &job->err);
    if (status == STATUS_OK)
        status =
            sql_bind(rows, &job->err, "isiiis", plan, name->entity, name->item, name->part, name->year, name->field);
    bool row = true;
    while (status == STATUS_OK) {
        status = sql_step(rows, &row, &job->err);
        if (status != STATUS_OK || !row)
            break;
        enum lang lang = (enum lang)sql_code(rows, 0, &codes_lang, LANG_NONE);
        texts[lang] = sql_text(rows, 1, lang, job->arena);
        *any = true;
    }
    return status;
}
