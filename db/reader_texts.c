/* A plan's texts in several languages. */
#include "db/reader.h"

#include <string.h>

struct translations reader_translations(struct reader *reader, const char *table, int64_t first, int64_t last)
{
    static const char sql[] = "SELECT item, part, year, field, lang, text FROM translations"
                              " WHERE plan = ?1 AND entity = ?4 AND item BETWEEN ?2 AND ?3"
                              " ORDER BY item, part, year, field, lang";
    struct translation *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    if (!reader->translated)
        return (struct translations){ NULL, 0 };
    sqlite3_stmt *statement = READER_ASK(reader, sql, reader->number, first, last);
    if (statement != NULL && sqlite3_bind_text(statement, 4, table, -1, SQLITE_STATIC) != SQLITE_OK)
        statement = NULL;
    while (reader_row(reader, statement)) {
        struct translation *row = reader_add(reader, &rows, &count, &capacity, sizeof *row);
        if (row == NULL)
            break;
        row->item = sqlite3_column_int64(statement, 0);
        row->part = sqlite3_column_int64(statement, 1);
        row->year = sqlite3_column_int(statement, 2);
        row->field = reader_id(reader, statement, 3);
        enum lang lang = (enum lang)reader_code(reader, statement, 4, &codes_lang);
        row->text = sql_text(statement, 5, lang, reader->job->arena);
    }
    return (struct translations){ rows, count };
}

/* Less than, equal to or greater than 0 as the row stands before, at or behind the key. */
static int compare(const struct translation *row, const struct text_key *key)
{
    if (row->item != key->item)
        return row->item < key->item ? -1 : 1;
    if (row->part != key->part)
        return row->part < key->part ? -1 : 1;
    if (row->year != key->year)
        return row->year < key->year ? -1 : 1;
    return strcmp(row->field, key->field);
}

/* The texts of a key by language, absent where there is none. */
static void look_up(const struct translations *translations, const struct text_key *key, struct text found[LANG_COUNT])
{
    size_t low = 0;
    size_t high = translations->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&translations->rows[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    memset(found, 0, LANG_COUNT * sizeof *found);
    for (; low < translations->count && compare(&translations->rows[low], key) == 0; low++)
        found[translations->rows[low].text.lang] = translations->rows[low].text;
}

struct text reader_own_text(struct reader *reader, sqlite3_stmt *statement, int column,
                            const struct translations *translations, struct text_key key)
{
    struct text own = sql_text(statement, column, reader->language, reader->job->arena);
    if (translations->count == 0 || !text_absent(own))
        return own;
    struct text found[LANG_COUNT];
    look_up(translations, &key, found);
    for (enum lang lang = LANG_FI; lang < LANG_COUNT && text_absent(own); lang++)
        own = found[lang];
    return own;
}

struct text reader_text(struct reader *reader, sqlite3_stmt *statement, int column,
                        const struct translations *translations, struct text_key key)
{
    if (translations->count > 0 && reader->lang != reader->language) {
        struct text found[LANG_COUNT];
        look_up(translations, &key, found);
        if (!text_absent(found[reader->lang]))
            return found[reader->lang];
    }
    return reader_own_text(reader, statement, column, translations, key);
}
