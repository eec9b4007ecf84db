#include "text/query.h"

#include "text/utf8.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>

/* The same categories as those that FTS5's tokenizer unicode61 makes its tokens of. */
static bool in_word(uint32_t code)
{
    return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

/* In small letters; a letter may take more bytes then, never more than four. */
static char *small(struct arena *arena, const char *bytes, size_t length)
{
    char *out = arena_array(arena, length + 1, 4);
    size_t end = 0;
    for (size_t at = 0; out != NULL && at < length;)
        end += utf8_put(uc_tolower(utf8_next(bytes, length, &at)), out + end);
    return out;
}

const char *query_next_word(struct arena *arena, const char *bytes, size_t length, size_t *at)
{
    while (*at < length) {
        size_t start = *at, end = *at;
        while (*at < length && in_word(utf8_next(bytes, length, at)))
            end = *at;
        if (end > start)
            return small(arena, bytes + start, end - start);
    }
    return NULL;
}

static bool read_words(struct arena *arena, const char *bytes, size_t length, struct query *out)
{
    size_t at = 0;
    const char *word = NULL;
    while (out->count < LIMIT_SEARCH_WORDS && (word = query_next_word(arena, bytes, length, &at)) != NULL)
        out->words[out->count++] = word;
    return !arena_failed(arena);
}

static bool read_number(struct arena *arena, const char *bytes, size_t length, struct query *out)
{
    static const char signs[] = "0123456789.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    while (length > 0 && *bytes == ' ') {
        bytes++;
        length--;
    }
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '.'))
        length--;
    for (size_t i = 0; i < length; i++)
        if (strchr(signs, bytes[i]) == NULL)
            return true;
    if (length == 0)
        return true;
    out->number = small(arena, bytes, length);
    return out->number != NULL;
}

bool query_read(struct arena *arena, const char *bytes, size_t length, struct query *out)
{
    char *clean = NULL;
    size_t clean_length = 0, fault_at = 0;
    *out = (struct query){ 0 };
    enum utf8_fault fault = utf8_clean(arena, bytes, length, &clean, &clean_length, &fault_at);
    if (fault != UTF8_CLEAN)
        return fault != UTF8_NO_MEMORY;
    clean_length = utf8_prefix(clean, clean_length, LIMIT_SEARCH_TEXT);
    return read_words(arena, clean, clean_length, out) && read_number(arena, clean, clean_length, out);
}
