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
    ROUTE_API_AREAS,
    ROUTE_API_ORGANISATIONS,
    ROUTE_API_GOALS,
    ROUTE_API_SUBGOALS,
    ROUTE_API_ACTIONS,
    ROUTE_API_FOLLOWUPS,
    ROUTE_API_INDICATORS,
    ROUTE_API_INDICATOR,
    ROUTE_API_OBSERVATIONS,
    ROUTE_API_ASSESSMENTS,
    ROUTE_API_EVENTS,
    ROUTE_API_REPORTS,
    ROUTE_API_DOCUMENT,
    ROUTE_API_SCHEMA,
    ROUTE_CSV, /* the table of a report */
    ROUTE_CSV_INDICATOR,
    ROUTE_CSV_STATUS,
    ROUTE_CLOCK,
    ROUTE_HEALTH,
    ROUTE_READY,
    ROUTE_METRICS,
    ROUTE_KIND_COUNT
};

/* Query parameters that an address takes, or-ed. */
enum {
    TAKES_NOTHING = 0,
    TAKES_LANG = 1,
    TAKES_YEAR = 2,
    TAKES_MEETING = 4,
    TAKES_ATTACHMENT = 8,
    TAKES_DIALECT = 16,
    TAKES_ORGANISATION = 32,
    TAKES_GOAL = 64,
    TAKES_SUBGOAL = 128,
    TAKES_INDICATOR = 256,
    TAKES_AREA = 512,
    TAKES_STATUS = 1024
};

struct route {
    enum route_kind kind;
    enum report_kind report; /* of ROUTE_REPORT and ROUTE_CSV */
    unsigned takes;
    const char *plan; /* NULL where the address has none */
    const char *id;   /* likewise */
};

/* What the kind is called, for monitors: "report". */
const char *route_name(enum route_kind kind);

/* Which address a decoded path is. ROUTE_NONE where it is none, or memory is out (the arena tells). */
struct route route_lookup(struct arena *arena, const char *path);

#endif
