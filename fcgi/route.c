#include "fcgi/route.h"

#include <string.h>

#define TAKES_REPORT (TAKES_LANG | TAKES_YEAR | TAKES_MEETING | TAKES_ATTACHMENT)
#define TAKES_TABLE (TAKES_LANG | TAKES_YEAR | TAKES_DIALECT)
#define TAKES_ROWS (TAKES_LANG | TAKES_YEAR | TAKES_ORGANISATION | TAKES_GOAL)
#define TAKES_FIGURES (TAKES_LANG | TAKES_YEAR | TAKES_INDICATOR | TAKES_AREA)

/* "*" stands for one piece without '/', at least one character: the first is the plan, the second the id. */
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
    { "/plans/*/indicators.pdf", ROUTE_REPORT, REPORT_INDICATORS, TAKES_REPORT },
    { "/plans/*/organisations/*.csv", ROUTE_CSV, REPORT_ORGANISATION, TAKES_TABLE },
    { "/plans/*/goals/*.csv", ROUTE_CSV, REPORT_GOAL, TAKES_TABLE },
    { "/plans/*/appendices/*.csv", ROUTE_CSV, REPORT_APPENDIX, TAKES_TABLE },
    { "/plans/*/plan.csv", ROUTE_CSV, REPORT_PLAN, TAKES_TABLE },
    { "/plans/*/indicators.csv", ROUTE_CSV, REPORT_INDICATORS, TAKES_TABLE },
    { "/plans/*/indicators/*.csv", ROUTE_CSV_INDICATOR, REPORT_KIND_COUNT, TAKES_TABLE },
    { "/plans/*/status.csv", ROUTE_CSV_STATUS, REPORT_KIND_COUNT, TAKES_TABLE },
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
    { "/healthz", ROUTE_HEALTH, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/readyz", ROUTE_READY, REPORT_KIND_COUNT, TAKES_NOTHING },
    { "/metrics", ROUTE_METRICS, REPORT_KIND_COUNT, TAKES_NOTHING },
};

const char *route_name(enum route_kind kind)
{
    static const char *const names[ROUTE_KIND_COUNT] = {
        [ROUTE_NONE] = "none",
        [ROUTE_HOME] = "home",
        [ROUTE_PLAN] = "plan",
        [ROUTE_REPORT] = "report",
        [ROUTE_API_PLANS] = "api_plans",
        [ROUTE_API_PLAN] = "api_plan",
        [ROUTE_API_AREAS] = "api_areas",
        [ROUTE_API_ORGANISATIONS] = "api_organisations",
        [ROUTE_API_GOALS] = "api_goals",
        [ROUTE_API_SUBGOALS] = "api_subgoals",
        [ROUTE_API_ACTIONS] = "api_actions",
        [ROUTE_API_FOLLOWUPS] = "api_followups",
        [ROUTE_API_INDICATORS] = "api_indicators",
        [ROUTE_API_INDICATOR] = "api_indicator",
        [ROUTE_API_OBSERVATIONS] = "api_observations",
        [ROUTE_API_ASSESSMENTS] = "api_assessments",
        [ROUTE_API_EVENTS] = "api_events",
        [ROUTE_API_REPORTS] = "api_reports",
        [ROUTE_API_DOCUMENT] = "api_document",
        [ROUTE_API_SCHEMA] = "api_schema",
        [ROUTE_CSV] = "csv",
        [ROUTE_CSV_INDICATOR] = "csv_indicator",
        [ROUTE_CSV_STATUS] = "csv_status",
        [ROUTE_CLOCK] = "clock",
        [ROUTE_HEALTH] = "health",
        [ROUTE_READY] = "ready",
        [ROUTE_METRICS] = "metrics",
    };
    return names[kind];
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
        if (length <= tail || memcmp(path + length - tail, pattern, tail) != 0)
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
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        const char *pieces[2] = { NULL, NULL };
        size_t lengths[2] = { 0, 0 };
        if (!matches(routes[i].pattern, path, pieces, lengths))
            continue;
        struct route route = { .kind = routes[i].kind, .report = routes[i].report, .takes = routes[i].takes };
        if (pieces[0] != NULL)
            route.plan = arena_text(arena, pieces[0], lengths[0]);
        if (pieces[1] != NULL)
            route.id = arena_text(arena, pieces[1], lengths[1]);
        if (arena_failed(arena))
            break;
        return route;
    }
    return (struct route){ .kind = ROUTE_NONE };
}
