#include "base/assets.h"

#include <string.h>

extern const struct asset assets[];

const struct asset *asset_lookup(const char *name)
{
    for (const struct asset *asset = assets; asset->name != NULL; asset++)
        if (strcmp(asset->name, name) == 0)
            return asset;
    return NULL;
}

const struct asset *asset_like(const char *start, const char *end, const struct asset *after)
{
    size_t head = strlen(start), tail = strlen(end);
    for (const struct asset *asset = after != NULL ? after + 1 : assets; asset->name != NULL; asset++) {
        size_t length = strlen(asset->name);
        if (length >= head + tail && memcmp(asset->name, start, head) == 0 &&
            memcmp(asset->name + length - tail, end, tail) == 0)
            return asset;
    }
    return NULL;
}
