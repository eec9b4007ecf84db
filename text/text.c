#include "text/text.h"

#include <string.h>

struct text text_of(const char *bytes, enum lang lang)
{
    if (bytes == NULL)
        return (struct text){ NULL, 0, LANG_NONE };
    return (struct text){ bytes, (uint32_t)strlen(bytes), lang };
}

const char *lang_tag(enum lang lang)
{
    static const char *const tags[LANG_COUNT] = { "", "fi", "sv", "en" };
    return (unsigned)lang < LANG_COUNT ? tags[lang] : "";
}

enum lang lang_of_tag(const char *tag)
{
    for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++)
        if (strcmp(tag, lang_tag(lang)) == 0)
            return lang;
    return LANG_NONE;
}
