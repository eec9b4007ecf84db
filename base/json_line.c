#include "base/json_line.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Of a well-formed text: what would be no JSON ends at `end` in some way. */
struct scan {
    const char *at, *end;
    size_t line;
};

static void skip_spaces(struct scan *scan)
{
    for (; scan->at < scan->end && strchr(" \t\r\n", *scan->at) != NULL && *scan->at != '\0'; scan->at++)
        scan->line += *scan->at == '\n';
}

/* From a string's quotation mark to behind its last. */
static void skip_string(struct scan *scan)
{
    for (scan->at++; scan->at < scan->end && *scan->at != '"'; scan->at++)
        if (*scan->at == '\\' && scan->at + 1 < scan->end)
            scan->at++;
    if (scan->at < scan->end)
        scan->at++;
}

/* From a value's first character to behind its last, without going deeper by calls. */
static void skip_value(struct scan *scan)
{
    size_t depth = 0;
    while (scan->at < scan->end) {
        char byte = *scan->at;
        if (depth == 0 && (byte == ',' || byte == ']' || byte == '}'))
            return;
        if (byte == '"') {
            skip_string(scan);
        } else {
            depth += byte == '{' || byte == '[';
            depth -= byte == '}' || byte == ']';
            scan->line += byte == '\n';
            scan->at++;
        }
    }
}

/* Whether the key of these bytes is the pointer's next part, `part` of `length` bytes, where "~1" is "/" and "~0" "~".
 */
static bool is_key(const char *key, const char *end, const char *part, size_t length)
{
    for (size_t i = 0; i < length; i++, key++) {
        char wanted = part[i];
        if (wanted == '~' && i + 1 < length)
            wanted = part[++i] == '1' ? '/' : '~';
        if (key >= end || *key != wanted)
            return false;
    }
    return key == end;
}

/* Moves from an object's bracket to the value of the key that the part names; false: it has none. */
static bool enter_object(struct scan *scan, const char *part, size_t length)
{
    scan->at++;
    while (scan->at < scan->end) {
        skip_spaces(scan);
        if (scan->at == scan->end || *scan->at == ']' || *scan->at == '}')
            return false;
        const char *key = scan->at + 1;
        skip_string(scan);
        bool found = is_key(key, scan->at - 1, part, length);
        skip_spaces(scan);
        scan->at += scan->at < scan->end; /* the colon */
        skip_spaces(scan);
        if (found)
            return true;
        skip_value(scan);
        scan->at += scan->at < scan->end && *scan->at == ',';
    }
    return false;
}

/* Moves from the place of the list's item `item`, where spaces may stand before it, to a later one; false: there is
 * none. */
static bool enter_item(struct scan *scan, size_t item, size_t wanted)
{
    for (; scan->at < scan->end; item++) {
        skip_spaces(scan);
        if (scan->at == scan->end || *scan->at == ']' || *scan->at == '}')
            return false;
        if (item == wanted)
            return true;
        skip_value(scan);
        scan->at += scan->at < scan->end && *scan->at == ',';
    }
    return false;
}

struct json_lines json_lines_of(const char *bytes, size_t length)
{
    return (struct json_lines){ .bytes = bytes, .length = length };
}

static void remember(struct json_lines *lines, const struct scan *scan, size_t item)
{
    lines->item = item;
    lines->at = (size_t)(scan->at - lines->bytes);
    lines->line = scan->line;
}

/* Goes on from the item found last to a later one of its list, and moves the pointer behind it; false where it leads
 * elsewhere. */
static bool go_on(struct scan *scan, struct json_lines *lines, const char **pointer)
{
    size_t length = strlen(lines->list);
    if (length == 0 || strncmp(*pointer, lines->list, length) != 0 || (*pointer)[length] != '/')
        return false;
    const char *part = *pointer + length + 1;
    size_t wanted = strtoul(part, NULL, 10);
    struct scan there = { lines->bytes + lines->at, scan->end, lines->line };
    if (wanted < lines->item || !enter_item(&there, lines->item, wanted))
        return false;
    remember(lines, &there, wanted);
    *scan = there;
    *pointer = part + strcspn(part, "/");
    return true;
}

/* Moves from a value to the one in it that the part names. `list`: the pointer to the value where that is to be
 * remembered as the list at hand; else of no length. */
static bool enter(struct scan *scan, struct json_lines *lines, const char *part, size_t part_length, size_t list)
{
    if (scan->at < scan->end && *scan->at == '{')
        return enter_object(scan, part, part_length);
    if (scan->at == scan->end || *scan->at != '[')
        return false;
    size_t wanted = strtoul(part, NULL, 10);
    scan->at++;
    if (!enter_item(scan, 0, wanted))
        return false;
    if (list > 0 && list < sizeof lines->list) {
        memcpy(lines->list, part - 1 - list, list);
        lines->list[list] = '\0';
        remember(lines, scan, wanted);
    }
    return true;
}

size_t json_line(struct json_lines *lines, const char *pointer)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* that an editor may put first */
    struct scan scan = { lines->bytes, lines->bytes + lines->length, 1 };
    const char *at = pointer;
    size_t line = 0;
    if (go_on(&scan, lines, &at)) {
        line = scan.line;
    } else {
        if (lines->length >= strlen(mark) && memcmp(lines->bytes, mark, strlen(mark)) == 0)
            scan.at += strlen(mark);
        skip_spaces(&scan);
    }
    while (*at == '/') {
        const char *part = at + 1;
        size_t length = strcspn(part, "/");
        bool second = at > pointer && memchr(pointer + 1, '/', (size_t)(at - pointer) - 1) == NULL;
        if (!enter(&scan, lines, part, length, second ? (size_t)(at - pointer) : 0))
            break;
        line = scan.line;
        at = part + length;
    }
    return line;
}
