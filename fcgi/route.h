/* The addresses of the service, in one table. */
#ifndef VK_FCGI_ROUTE_H
#define VK_FCGI_ROUTE_H

#include "base/arena.h"
#include "reports/report.h"

enum route_kind {
    ROUTE_NONE,
    ROUTE_HOME,
    ROUTE_PLAN,
    ROUTE_REPORT,
    ROUTE_API_PLANS,
    ROUTE_API_PLAN,
    ROUTE_HEALTH,
    ROUTE_KIND_COUNT
};

/* Query parameters that an address takes, or-ed. */
enum { TAKES_NOTHING = 0, TAKES_LANG = 1, TAKES_YEAR = 2, TAKES_MEETING = 4, TAKES_ATTACHMENT = 8 };

struct route {
    enum route_kind kind;
    enum report_kind report; /* of ROUTE_REPORT */
    unsigned takes;
    const char *plan; /* NULL where the address has none */
    const char *id;   /* likewise */
};

/* Which address a decoded path is. ROUTE_NONE where it is none, or memory is out (the arena tells). */
struct route route_lookup(struct arena *arena, const char *path);

#endif
