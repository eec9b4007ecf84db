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

/* Moves from an object's or a list's bracket to the value that the part names; false: it has none. */
static bool enter(struct scan *scan, const char *part, size_t length)
{
    bool object = scan->at < scan->end && *scan->at == '{';
    if (!object && (scan->at == scan->end || *scan->at != '['))
        return false;
    const size_t wanted = object ? 0 : strtoul(part, NULL, 10);
    scan->at++;
    for (size_t item = 0; scan->at < scan->end; item++) {
        bool found = !object && item == wanted;
        skip_spaces(scan);
        if (scan->at == scan->end || *scan->at == ']' || *scan->at == '}')
            return false;
        if (object) {
            const char *key = scan->at + 1;
            skip_string(scan);
            found = is_key(key, scan->at - 1, part, length);
            skip_spaces(scan);
            scan->at += scan->at < scan->end; /* the colon */
            skip_spaces(scan);
        }
        if (found)
            return true;
        skip_value(scan);
        scan->at += scan->at < scan->end && *scan->at == ',';
    }
    return false;
}

size_t json_line_of(const char *bytes, size_t length, const char *pointer)
{
    struct scan scan = { bytes, bytes + length, 1 };
    size_t line = 0;
    static const char mark[] = "\xEF\xBB\xBF"; /* that an editor may put first */
    if (length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0)
        scan.at += strlen(mark);
    skip_spaces(&scan);
    while (*pointer == '/') {
        const char *part = pointer + 1;
        size_t part_length = strcspn(part, "/");
        if (!enter(&scan, part, part_length))
            break;
        line = scan.line;
        pointer = part + part_length;
    }
    return line;
}
