/* What the program carries inside: the fonts, the colour profile, the catalogues, the database's schema, the
 * pages' templates. */
#ifndef VK_BASE_ASSETS_H
#define VK_BASE_ASSETS_H

#include <stddef.h>

struct asset {
    const char *name; /* "fonts/regular.ttf", "srgb.icc", "po/fi.mo", "db/schema.sql", "web/home.html" */
    const unsigned char *bytes; /* a NUL stands behind the last */
    size_t length;
};

/* NULL where there is none of that name. */
const struct asset *asset_lookup(const char *name);

/* The first whose name begins and ends so, behind `after` (NULL: of all); NULL where there is none. */
const struct asset *asset_like(const char *start, const char *end, const struct asset *after);

#endif
