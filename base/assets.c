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
