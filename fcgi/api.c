#include "fcgi/api.h"

#include <stdio.h>
#include <string.h>

struct api api_start(struct job *job, struct buf *out, enum lang lang)
{
    return (struct api){ .json = { .out = out, .compact = true }, .job = job, .lang = lang };
}

void api_object(struct api *api, const char *key)
{
    json_out_open(&api->json, key, '{');
    api->foreign_count = 0;
}

/* Nothing where all texts are in the answer's language, which is how it mostly is. */
void api_object_end(struct api *api)
{
    if (api->foreign_count > 0)
        json_out_open(&api->json, "languages", '{');
    for (size_t i = 0; i < api->foreign_count; i++)
        json_out_word(&api->json, api->foreign[i].path, lang_tag(api->foreign[i].lang));
    if (api->foreign_count > 0)
        json_out_close(&api->json, '}');
    json_out_close(&api->json, '}');
    api->foreign_count = 0;
}

void api_text_at(struct api *api, const char *path, const char *key, struct text text)
{
    if (text_absent(text))
        return;
    json_out_string(&api->json, key, text.bytes, text.length);
    /* Where memory is out the answer is not sent: the arena tells. */
    if (text.lang == LANG_NONE || text.lang == api->lang ||
        !arena_grow(api->job->arena, &api->foreign, api->foreign_count, &api->foreign_capacity, sizeof *api->foreign))
        return;
    struct api_foreign *foreign = &api->foreign[api->foreign_count++];
    snprintf(foreign->path, sizeof foreign->path, "%s", path);
    foreign->lang = text.lang;
}

void api_text(struct api *api, const char *key, struct text text)
{
    api_text_at(api, key, key, text);
}

/* A text of a list is told by its place, from 0. */
void api_texts(struct api *api, const char *key, const struct text *texts, size_t count)
{
    if (count == 0)
        return;
    json_out_open(&api->json, key, '[');
    for (size_t i = 0; i < count; i++) {
        char path[API_PATH];
        snprintf(path, sizeof path, "%s/%zu", key, i);
        api_text_at(api, path, NULL, texts[i]);
    }
    json_out_close(&api->json, ']');
}

void api_named(struct api *api, const char *path, const char *key, const struct named *named)
{
    char name[API_PATH];
    if (named == NULL)
        return;
    snprintf(name, sizeof name, "%s/name", path);
    json_out_open(&api->json, key, '{');
    json_out_word(&api->json, "id", named->id);
    api_text_at(api, name, "name", named->name);
    json_out_close(&api->json, '}');
}
