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
    ROUTE_PAGE, /* a report as a page */
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
    ROUTE_ATTACH,
    ROUTE_SEARCH,
    ROUTE_STATEMENT,
    ROUTE_STATIC, /* its id is the file's name */
    ROUTE_ICON,
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
    TAKES_STATUS = 1024,
    TAKES_CHOICE = 2048,      /* `report`: which of the plan's, as its address has it behind the plan: "goals/I" */
    TAKES_REPORT_LANG = 4096, /* `report_lang`, where `lang` is the page's */
    TAKES_FORM = 8192,        /* what is wrong with a value is told on the page itself, beside its field */
    TAKES_WORDS = 16384       /* `q` */
};

struct route {
    enum route_kind kind;
    size_t place; /* in the table of addresses, from 1; 0 of ROUTE_NONE */
    enum report_kind report; /* of ROUTE_REPORT, ROUTE_PAGE and ROUTE_CSV */
    unsigned takes;
    const char *plan; /* NULL where the address has none */
    const char *id;   /* likewise; of a static file its name */
};

/* An address by its place, as the table has it, for monitors; of 0 "none". NULL: there are no more. */
#define ROUTE_PLACES 64
const char *route_pattern(size_t place);

/* True where the answer tells of the service itself: monitors and the web server ask all the time. */
bool route_tells_state(enum route_kind kind);

/* Which address a decoded path is. ROUTE_NONE where it is none, or memory is out (the arena tells). */
struct route route_lookup(struct arena *arena, const char *path);

#endif
