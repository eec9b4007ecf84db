#include "text/message.h"

#include "base/assets.h"
#include "base/log.h"
#include "text/catalogue.h"

#include <stdlib.h>
#include <string.h>

/* Opened at the first question of the process and never changed afterwards. */
static const struct catalogue *catalogue_of(enum lang lang)
{
    static const char *const names[LANG_COUNT] = { NULL, "po/fi.mo", "po/sv.mo", "po/en.mo" };
    static struct catalogue catalogues[LANG_COUNT];
    static bool opened;
    for (int i = LANG_FI; i < LANG_COUNT && !opened; i++) {
        const struct asset *asset = asset_lookup(names[i]);
        struct err err = ERR_NONE;
        if (asset != NULL && catalogue_open(&catalogues[i], asset->bytes, asset->length, &err) != STATUS_OK)
            log_line(LOG_ERROR, "%s: %s", names[i], err.text);
    }
    opened = true;
    return &catalogues[(unsigned)lang < LANG_COUNT ? lang : LANG_NONE];
}

const char *tr(enum lang lang, const char *message)
{
    return trc(lang, NULL, message);
}

const char *trc(enum lang lang, const char *context, const char *message)
{
    size_t length;
    const char *translation = catalogue_lookup(catalogue_of(lang), context, message, &length);
    return translation == NULL ? message : translation;
}

/* Finnish, Swedish and English have one rule: one is singular, all else plural. */
const char *trn(enum lang lang, const char *one, const char *many, unsigned long count)
{
    size_t length;
    const char *translation = catalogue_lookup(catalogue_of(lang), NULL, one, &length);
    if (translation == NULL)
        return count == 1 ? one : many;
    size_t first = strlen(translation);
    return count == 1 || first == length ? translation : translation + first + 1;
}

struct text tr_text(enum lang lang, const char *message)
{
    const char *translation = tr(lang, message);
    return text_of(translation, translation == message ? LANG_EN : lang);
}

/* "sv_FI.UTF-8" and "sv" are Swedish. */
static enum lang lang_of_locale(const char *name, size_t length)
{
    char tag[4] = "";
    size_t end = strcspn(name, "_.@:");
    if (end > length)
        end = length;
    if (end >= sizeof tag)
        return LANG_NONE;
    memcpy(tag, name, end);
    return lang_of_tag(tag);
}

/* As gettext does: LANGUAGE is a list of wishes, but says nothing where the locale is C. */
enum lang message_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *locale = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && (locale == NULL || *locale == '\0'); i++)
        locale = getenv(names[i]);
    if (locale == NULL || *locale == '\0' || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return LANG_EN;
    const char *wishes = getenv("LANGUAGE");
    if (wishes == NULL || *wishes == '\0')
        wishes = locale;
    for (;;) {
        size_t length = strcspn(wishes, ":");
        enum lang lang = lang_of_locale(wishes, length);
        if (lang != LANG_NONE)
            return lang;
        if (wishes[length] == '\0')
            return LANG_EN;
        wishes += length + 1;
    }
}

const struct wordbooks *message_words(void)
{
    static const char *const names[LANG_COUNT] = { NULL, "words/fi.book", "words/sv.book", "words/en.book" };
    static struct wordbooks books;
    for (int i = LANG_FI; i < LANG_COUNT && books.of[LANG_EN].bytes == NULL; i++) {
        const struct asset *asset = asset_lookup(names[i]);
        if (asset != NULL)
            books.of[i] = (struct wordbook){ asset->bytes, asset->length };
    }
    return &books;
}
