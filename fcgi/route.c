#include "fcgi/route.h"

#include <string.h>

#define TAKES_REPORT (TAKES_LANG | TAKES_YEAR | TAKES_MEETING | TAKES_ATTACHMENT)
#define TAKES_ATTACH (TAKES_REPORT | TAKES_CHOICE | TAKES_REPORT_LANG | TAKES_FORM)
#define TAKES_TABLE (TAKES_LANG | TAKES_YEAR | TAKES_DIALECT)
#define TAKES_ROWS (TAKES_LANG | TAKES_YEAR | TAKES_ORGANISATION | TAKES_GOAL)
#define TAKES_FIGURES (TAKES_LANG | TAKES_YEAR | TAKES_INDICATOR | TAKES_AREA)

/* "*" stands for one piece without '/', at least one character, the first of them no '.': the first is the plan, the second the id. */
static const struct {
    const char *pattern;
    enum route_kind kind;
    enum report_kind report;
    unsigned takes;
} routes[] = {
    { "/", ROUTE_HOME, REPORT_KIND_COUNT, TAKES_LANG },
    { "/plans/*", ROUTE_PLAN, REPORT_KIND_COUNT, TAKES_LANG | TAKES_YEAR },
    { "/plans/*/organisations/*.pdf", ROUTE_REPORT, REPORT_ORGANISATION, TAKES_REPORT },
    { "/plans/*/goals/*.pdf", ROUTE_REPORT, REPORT_GOAL, TAKES_REPORT },
    { "/plans/*/appendices/*.pdf", ROUTE_REPORT, REPORT_APPENDIX, TAKES_REPORT },
    { "/plans/*/plan.pdf", ROUTE_REPORT, REPORT_PLAN, TAKES_REPORT },
    { "/plans/*/indicators/*.pdf", ROUTE_REPORT, REPORT_INDICATOR, TAKES_REPORT },
    { "/plans/*/indicators.pdf", ROUTE_REPORT, REPORT_INDICATORS, TAKES_REPORT },
    { "/plans/*/organisations/*.csv", ROUTE_CSV, REPORT_ORGANISATION, TAKES_TABLE },
    { "/plans/*/goals/*.csv", ROUTE_CSV, REPORT_GOAL, TAKES_TABLE },
    { "/plans/*/appendices/*.csv", ROUTE_CSV, REPORT_APPENDIX, TAKES_TABLE },
    { "/plans/*/plan.csv", ROUTE_CSV, REPORT_PLAN, TAKES_TABLE },
    { "/plans/*/indicators.csv", ROUTE_CSV, REPORT_INDICATORS, TAKES_TABLE },
    { "/plans/*/indicators/*.csv", ROUTE_CSV_INDICATOR, REPORT_KIND_COUNT, TAKES_TABLE },
    { "/plans/*/status.csv", ROUTE_CSV_STATUS, REPORT_KIND_COUNT, TAKES_TABLE },
    { "/plans/*/organisations/*", ROUTE_PAGE, REPORT_ORGANISATION, TAKES_LANG | TAKES_YEAR },
    { "/plans/*/goals/*", ROUTE_PAGE, REPORT_GOAL, TAKES_LANG | TAKES_YEAR },
    { "/plans/*/indicators", ROUTE_PAGE, REPORT_INDICATORS, TAKES_LANG | TAKES_YEAR },
    { "/plans/*/indicators/*", ROUTE_PAGE, REPORT_INDICATOR, TAKES_LANG | TAKES_YEAR },
    { "/plans/*/attach", ROUTE_ATTACH, REPORT_KIND_COUNT, TAKES_ATTACH },
    { "/search", ROUTE_SEARCH, REPORT_KIND_COUNT, TAKES_LANG | TAKES_WORDS },
    { "/accessibility", ROUTE_STATEMENT, REPORT_KIND_COUNT, TAKES_LANG },
    { "/plans/*/clock.ics", ROUTE_CLOCK, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/plans", ROUTE_API_PLANS, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/plans/*", ROUTE_API_PLAN, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/api/v1/plans/*/areas", ROUTE_API_AREAS, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/plans/*/organisations", ROUTE_API_ORGANISATIONS, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/plans/*/goals", ROUTE_API_GOALS, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/plans/*/subgoals", ROUTE_API_SUBGOALS, REPORT_KIND_COUNT, TAKES_LANG | TAKES_GOAL },
    { "/api/v1/plans/*/actions", ROUTE_API_ACTIONS, REPORT_KIND_COUNT, TAKES_ROWS | TAKES_SUBGOAL },
    { "/api/v1/plans/*/follow-ups", ROUTE_API_FOLLOWUPS, REPORT_KIND_COUNT, TAKES_ROWS | TAKES_SUBGOAL | TAKES_STATUS },
    { "/api/v1/plans/*/indicators", ROUTE_API_INDICATORS, REPORT_KIND_COUNT, TAKES_LANG | TAKES_GOAL },
    { "/api/v1/plans/*/indicators/*", ROUTE_API_INDICATOR, REPORT_KIND_COUNT, TAKES_LANG | TAKES_YEAR },
    { "/api/v1/plans/*/observations", ROUTE_API_OBSERVATIONS, REPORT_KIND_COUNT, TAKES_FIGURES },
    { "/api/v1/plans/*/assessments", ROUTE_API_ASSESSMENTS, REPORT_KIND_COUNT, TAKES_FIGURES },
    { "/api/v1/plans/*/events", ROUTE_API_EVENTS, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/plans/*/reports", ROUTE_API_REPORTS, REPORT_KIND_COUNT, TAKES_LANG },
    { "/api/v1/openapi.json", ROUTE_API_DOCUMENT, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/api/v1/plan.schema.json", ROUTE_API_SCHEMA, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/static/*", ROUTE_STATIC, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/favicon.ico", ROUTE_ICON, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/healthz", ROUTE_HEALTH, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/readyz", ROUTE_READY, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/metrics", ROUTE_METRICS, REPORT_KIND_COUNT, TAKES_NOTHING },
};

#define ROUTES (sizeof routes / sizeof routes[0])
_Static_assert(ROUTES < ROUTE_PLACES, "more addresses than there are places");

const char *route_pattern(size_t place)
{
    if (place == 0)
        return "none";
    return place <= ROUTES ? routes[place - 1].pattern : NULL;
}

bool route_tells_state(enum route_kind kind)
{
    return kind == ROUTE_HEALTH || kind == ROUTE_READY || kind == ROUTE_METRICS;
}

/* Matches one path; pieces that stand for '*' are borrowed from it. */
static bool matches(const char *pattern, const char *path, const char *pieces[2], size_t lengths[2])
{
    size_t count = 0;
    while (*pattern != '\0') {
        if (*pattern != '*') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        pattern++;
        size_t length = strcspn(path, "/");
        size_t tail = strcspn(pattern, "/");
        if (length <= tail || *path == '.' || memcmp(path + length - tail, pattern, tail) != 0)
            return false;
        pieces[count] = path;
        lengths[count++] = length - tail;
        path += length;
        pattern += tail;
    }
    return *path == '\0';
}

struct route route_lookup(struct arena *arena, const char *path)
{
    for (size_t i = 0; i < ROUTES; i++) {
        const char *pieces[2] = { NULL, NULL };
        size_t lengths[2] = { 0, 0 };
        if (!matches(routes[i].pattern, path, pieces, lengths))
            continue;
        struct route route = { .kind = routes[i].kind, .place = i + 1, .report = routes[i].report, .takes = routes[i].takes };
        bool of_plan = route.kind != ROUTE_STATIC;
        if (!of_plan)
            route.id = arena_text(arena, pieces[0], lengths[0]);
        else if (pieces[0] != NULL)
            route.plan = arena_text(arena, pieces[0], lengths[0]);
        if (pieces[1] != NULL)
            route.id = arena_text(arena, pieces[1], lengths[1]);
        if (arena_failed(arena))
            break;
        return route;
    }
    return (struct route){ .kind = ROUTE_NONE };
}
