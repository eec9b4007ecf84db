/* Addresses of reports, written and read. */
#include "base/percent.h"
#include "reports/join.h"
#include "reports/report_inner.h"

#include <string.h>

static const char *path_of(struct arena *arena, const struct report_query *query, const char *ending)
{
    const struct report_kind_row *kind = &report_kinds[query->kind];
    if (kind->folder == NULL)
        return arena_printf(arena, "/plans/%s/%s%s", query->plan, kind->word, ending);
    return arena_printf(arena, "/plans/%s/%s/%s%s", query->plan, kind->folder, query->id, ending);
}

const char *report_address(struct arena *arena, enum report_kind kind, const char *plan, const char *id)
{
    return path_of(arena, &(struct report_query){ .kind = kind, .plan = plan, .id = id }, ".pdf");
}

/* ---- Writing a query ---- */

static void join_given(struct join *join, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0')
        join_parameter(join, name, value);
}

/* The path with the query's year and language. */
static struct join begin_address(struct arena *arena, const struct report_query *query, const char *ending)
{
    struct join join = join_start(arena, LANG_NONE);
    join_word(&join, path_of(arena, query, ending));
    if (arena_failed(arena))
        return join;
    if (query->year != 0)
        join_parameter(&join, "year", arena_printf(arena, "%d", query->year));
    join_given(&join, "lang", lang_tag(query->lang));
    return join;
}

const char *report_address_page(struct arena *arena, const struct report_query *query)
{
    struct join join = begin_address(arena, query, "");
    return arena_failed(arena) ? NULL : join_string(&join);
}

const char *report_address_query(struct arena *arena, const struct report_query *query)
{
    struct join join = begin_address(arena, query, ".pdf");
    if (arena_failed(arena))
        return NULL;
    join_given(&join, "meeting", query->meeting);
    join_given(&join, "attachment", query->attachment);
    return arena_failed(arena) ? NULL : join_string(&join);
}

const char *report_place_subgoal(struct arena *arena, const char *subgoal)
{
    return arena_printf(arena, "_%s", subgoal);
}

const char *report_address_hit(struct arena *arena, const struct search_hit *hit)
{
    struct report_query query = { .plan = hit->plan, .id = hit->goal != NULL ? hit->goal : hit->id };
    const char *page, *place;
    switch (hit->kind) {
    case SEARCH_ORGANISATION: query.kind = REPORT_ORGANISATION; break;
    case SEARCH_GOAL:
    case SEARCH_SUBGOAL: query.kind = REPORT_GOAL; break;
    case SEARCH_INDICATOR: query.kind = REPORT_INDICATOR; break;
    default: return arena_printf(arena, "/plans/%s", hit->plan);
    }
    page = report_address_page(arena, &query);
    if (page == NULL || hit->kind != SEARCH_SUBGOAL)
        return page;
    place = report_place_subgoal(arena, hit->id);
    return place == NULL ? NULL : arena_printf(arena, "%s#%s", page, place);
}

/* ---- Reading ---- */

/* The piece up to the next '/', NUL-terminated; `*at` behind that, beyond `end` after the last. NULL where there is
 * none left, or memory is out. */
static char *next_piece(struct arena *arena, const char **at, const char *end)
{
    if (*at > end)
        return NULL;
    const char *slash = memchr(*at, '/', (size_t)(end - *at));
    const char *stop = slash == NULL ? end : slash;
    char *piece = arena_text(arena, *at, (size_t)(stop - *at));
    *at = stop + 1;
    return piece;
}

/* Takes ".pdf" from the end of a piece; false where it does not stand there, or nothing stands before it. */
static bool cut_ending(char *piece)
{
    static const char ending[] = ".pdf";
    size_t length = strlen(piece), tail = sizeof ending - 1;
    if (length <= tail || strcmp(piece + length - tail, ending) != 0)
        return false;
    piece[length - tail] = '\0';
    return true;
}

static enum report_kind kind_of_folder(const char *folder)
{
    int kind = 0;
    while (kind < REPORT_KIND_COUNT &&
           (report_kinds[kind].folder == NULL || strcmp(report_kinds[kind].folder, folder) != 0))
        kind++;
    return (enum report_kind)kind;
}

static bool read_path(struct arena *arena, const char *path, const char *end, struct report_query *out)
{
    static const char start[] = "/plans/";
    size_t length = sizeof start - 1;
    if ((size_t)(end - path) < length || memcmp(path, start, length) != 0)
        return false;
    const char *at = path + length;
    char *plan = next_piece(arena, &at, end), *last = next_piece(arena, &at, end), *id = next_piece(arena, &at, end);
    if (plan == NULL || plan[0] == '\0' || last == NULL || at <= end)
        return false;
    out->plan = plan;
    out->id = id;
    if (id != NULL) {
        out->kind = kind_of_folder(last);
        return out->kind != REPORT_KIND_COUNT && cut_ending(id);
    }
    if (!cut_ending(last))
        return false;
    out->kind = report_kind_of(last);
    return out->kind != REPORT_KIND_COUNT && report_kinds[out->kind].folder == NULL;
}

/* Four digits; 0 where it is something else. */
static int read_year(const char *value)
{
    if (strlen(value) != 4 || strspn(value, "0123456789") != 4)
        return 0;
    return (value[0] - '0') * 1000 + (value[1] - '0') * 100 + (value[2] - '0') * 10 + (value[3] - '0');
}

static bool read_parameter(struct arena *arena, const char *parameter, size_t length, struct report_query *out)
{
    const char *equals = memchr(parameter, '=', length);
    if (equals == NULL)
        return false;
    const char *name = arena_text(arena, parameter, (size_t)(equals - parameter));
    const char *value = percent_decode(arena, equals + 1, length - (size_t)(equals + 1 - parameter), true);
    if (name == NULL || value == NULL)
        return false;
    if (strcmp(name, "year") == 0)
        return out->year == 0 && (out->year = read_year(value)) != 0;
    if (strcmp(name, "lang") == 0)
        return out->lang == LANG_NONE && (out->lang = lang_of_tag(value)) != LANG_NONE;
    bool meeting = strcmp(name, "meeting") == 0;
    const char **text = meeting ? &out->meeting : &out->attachment;
    if ((!meeting && strcmp(name, "attachment") != 0) || *text != NULL)
        return false;
    *text = value;
    return true;
}

enum status report_address_read(struct arena *arena, const char *address, struct report_query *out)
{
    const char *end = address + strcspn(address, "?");
    *out = (struct report_query){ 0 };
    bool fine = read_path(arena, address, end, out);
    while (fine && *end != '\0') {
        const char *parameter = end + 1;
        end = parameter + strcspn(parameter, "&");
        fine = read_parameter(arena, parameter, (size_t)(end - parameter), out);
    }
    return arena_failed(arena) ? STATUS_NOMEM : fine ? STATUS_OK : STATUS_BADREQ;
}
