/* The API's answers as JSON: objects whose texts are plain strings in the answer's language. Where the plan has a text
 * only in another one, the object's "languages" tells which: {"title": "Arki", "languages": {"title": "fi"}}; a text in
 * a list or an object below by its path ("targets/0", "cells/action"). What is absent is left out. */
#ifndef VK_FCGI_API_H
#define VK_FCGI_API_H

#include "base/job.h"
#include "base/json_out.h"
#include "db/db.h"

#define API_PATH 64 /* bytes of a text's path, its NUL included */

/* An answer that is being written. Failures are sticky: of the buffer and of the job's arena. */
struct api {
    struct json_out json;
    struct job *job;
    enum lang lang; /* the answer's */
    /* The texts of the object in hand that are in other languages */
    struct api_foreign {
        char path[API_PATH];
        enum lang lang;
    } * foreign;
    size_t foreign_count, foreign_capacity;
};

struct api api_start(struct job *job, struct buf *out, enum lang lang);

/* The object whose "languages" are told: an item of a list (`key` NULL), or a member. These do not lie in one another.
 */
void api_object(struct api *api, const char *key);
void api_object_end(struct api *api);

/* `path`: of the text within that object, where it is another than its key. */
void api_text(struct api *api, const char *key, struct text text);
void api_text_at(struct api *api, const char *path, const char *key, struct text text);
/* A list of texts; left out where it is empty. */
void api_texts(struct api *api, const char *key, const struct text *texts, size_t count);
/* {"id", "name"}, a group, theme or population; NULL is left out. `path`: its own within the object. */
void api_named(struct api *api, const char *path, const char *key, const struct named *named);

#endif
