#include "base/json.h"

#include "base/decimal.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A struct json is jansson's json_t; the two names keep jansson's header out of ours. */

static const json_t *inner(const struct json *json)
{
    return (const json_t *)(const void *)json;
}

static const struct json *outer(const json_t *value)
{
    return (const struct json *)(const void *)value;
}

/* ---- Memory: jansson passes over a failed allocation where it reads strings, so we look at them ourselves -------- */

static _Thread_local bool memory_out;
static _Thread_local long fail_after = -1;

static void *allocate(size_t size)
{
    void *place = fail_after >= 0 && fail_after-- == 0 ? NULL : malloc(size);
    if (place == NULL)
        memory_out = true;
    return place;
}

void json_fail_after(long count)
{
    fail_after = count;
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

struct span {
    size_t start;
    size_t end;
};

/* A text that is being read, and what a walk over its tokens has found. */
struct source {
    const struct json_words *words; /* NULL: English */
    const char *bytes;
    size_t length;
    size_t stop;                   /* where jansson stopped reading, and the walk too */
    struct span last;              /* the last token */
    bool in_string;                /* it is a string that is not closed */
    size_t open[LIMIT_JSON_DEPTH]; /* where the brackets stand that are open at the end */
    size_t depth;                  /* how many */
    size_t too_deep;               /* where a bracket opens beyond the limit; SIZE_MAX: nowhere */
};

#define N_(message) message /* for xgettext */

static const char *say(const struct source *source, const char *message)
{
    return source->words == NULL ? message : source->words->say(source->words->lang, message);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_mark(char byte)
{
    return byte == '{' || byte == '}' || byte == '[' || byte == ']' || byte == ',' || byte == ':';
}

static size_t token_end(const char *bytes, size_t start, size_t end, bool *in_string)
{
    size_t at = start + 1;
    *in_string = false;
    if (bytes[start] == '"') {
        while (at < end && bytes[at] != '"')
            at += bytes[at] == '\\' ? 2 : 1;
        *in_string = at >= end;
        return at < end ? at + 1 : end;
    }
    if (!is_mark(bytes[start]))
        while (at < end && !is_space(bytes[at]) && !is_mark(bytes[at]) && bytes[at] != '"')
            at++;
    return at;
}

/* Well-formedness is jansson's part; the walk keeps the places that jansson does not tell. */
static void walk_tokens(struct source *source)
{
    const char *bytes = source->bytes;
    source->too_deep = SIZE_MAX;
    for (size_t at = 0; at < source->stop; at = source->last.end) {
        while (at < source->stop && is_space(bytes[at]))
            at++;
        if (at == source->stop)
            return;
        source->last = (struct span){ at, token_end(bytes, at, source->stop, &source->in_string) };
        if (bytes[at] == '{' || bytes[at] == '[') {
            if (source->depth == LIMIT_JSON_DEPTH) {
                source->too_deep = at;
                return;
            }
            source->open[source->depth++] = at;
        } else if ((bytes[at] == '}' || bytes[at] == ']') && source->depth > 0) {
            source->depth--;
        }
    }
}

struct place {
    int line;
    int column;
};

/* Line and character, both from 1, of the byte `at`. */
static struct place place_of(const char *bytes, size_t at)
{
    struct place place = { 1, 1 };
    for (size_t i = 0; i < at; i++) {
        if (bytes[i] == '\n')
            place = (struct place){ place.line + 1, 1 };
        else if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

/* How many of the last token's bytes a message shows: at most 40, cut between characters. */
static int shown_length(const struct source *source)
{
    size_t length = source->last.end - source->last.start;
    if (length > 40)
        for (length = 40; length > 0 && ((unsigned char)source->bytes[source->last.start + length] & 0xC0) == 0x80;)
            length--;
    return (int)length;
}

static enum status tell_end(const struct source *source, struct err *err)
{
    if (source->last.end == 0)
        return err_set(err, STATUS_DATA, say(source, N_("there is nothing to read")));
    if (source->in_string) {
        struct place place = place_of(source->bytes, source->last.start);
        return err_set(err, STATUS_DATA,
                       say(source, N_("the text ends within the string that begins at line %d, column %d")), place.line,
                       place.column);
    }
    if (source->depth == 0)
        return err_set(err, STATUS_DATA, say(source, N_("the text ends too early")));
    size_t open = source->open[source->depth - 1];
    struct place place = place_of(source->bytes, open);
    return err_set(err, STATUS_DATA,
                   say(source, N_("the text ends too early: the '%c' of line %d, column %d is not closed")),
                   source->bytes[open], place.line, place.column);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* A comma with nothing between it and the closing bracket that is the last token. */
static bool comma_too_many(const struct source *source)
{
    char last = source->bytes[source->last.start];
    size_t at = source->last.start;
    while (at > 0 && is_space(source->bytes[at - 1]))
        at--;
    return (last == '}' || last == ']') && at > 0 && source->bytes[at - 1] == ',';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The mistakes that hands used to prose make where the last token stands; NULL: it is none of them. */
static const char *likely_mistake(const struct source *source)
{
    static const char *const curly[] = { "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB" };
    size_t at = source->last.start;
    const char *token = source->bytes + at;
    for (size_t i = 0; i < sizeof curly / sizeof curly[0]; i++)
        if (source->length - at >= strlen(curly[i]) && begins(token, curly[i]))
            return N_("a string stands between straight quotation marks (\"), not these: %.*s");
    if (at >= 2 && is_digit(token[0]) && token[-1] == ',' && is_digit(token[-2]))
        return N_("decimals stand behind a point, not a comma: %.*s");
    if (at >= 1 && token[-1] == '"' && !is_mark(token[0]))
        return N_("a quotation mark within a string must be written \\\"; here one ends the string before %.*s");
    return NULL;
}

static enum status tell_syntax(const struct source *source, const char *fault, struct err *err)
{
    static const struct {
        const char *fault;  /* how jansson begins to say it */
        const char *format; /* how we say it, with the token */
    } rows[] = {
        { "string or '}' expected", N_("a key in double quotes or '}' must stand here, not %.*s") },
        { "':' expected", N_("a ':' is missing before %.*s") },
        { "'}' expected", N_("a ',' or '}' is missing before %.*s") },
        { "']' expected", N_("a ',' or ']' is missing before %.*s") },
        { "end of file expected", N_("nothing may follow the end of the value, but here is %.*s") },
        { "", N_("here cannot stand %.*s") },
    };
    size_t row = 0;
    while (!begins(fault, rows[row].fault))
        row++;
    const char *token = source->bytes + source->last.start;
    if (comma_too_many(source) && (begins(fault, "string or '}'") || begins(fault, "unexpected token")))
        return err_set(err, STATUS_DATA, say(source, N_("there is a ',' before the '%c', but nothing between them")),
                       *token);
    const char *likely = likely_mistake(source);
    return err_set(err, STATUS_DATA, say(source, likely != NULL ? likely : rows[row].format), shown_length(source),
                   token);
}

/* What is wrong within a string; STATUS_OK where that is not the fault. `*where`: its place. */
static enum status tell_string(const struct source *source, const char *fault, struct err *err, size_t *where)
{
    unsigned byte = source->stop < source->length ? (unsigned char)source->bytes[source->stop] : 0;
    *where = source->stop;
    if (begins(fault, "unexpected newline"))
        return err_set(err, STATUS_DATA,
                       say(source, N_("a string goes on over the end of the line: write \\n for a line break")));
    if (begins(fault, "control character"))
        return err_set(err, STATUS_DATA,
                       say(source, N_("a string holds the control character U+%04X; it must be written \\u%04x")), byte,
                       byte);
    if (begins(fault, "invalid escape")) { /* this one was read already */
        *where = source->stop - 1;
        return err_set(
            err, STATUS_DATA,
            say(source,
                N_("behind the backslash must stand one of \" \\ / b f n r t, or u and four hexadecimal digits")));
    }
    *where = source->last.start;
    if (begins(fault, "invalid Unicode"))
        return err_set(err, STATUS_DATA, say(source, N_("the string holds a \\u that is no character")));
    return STATUS_OK;
}

/* jansson tells where it stopped reading; a person wants to know where that begins which it read. */
static enum status tell(const struct source *source, const json_error_t *fault, struct err *err, size_t *where)
{
    const char *token = source->bytes + source->last.start;
    int shown = shown_length(source);
    *where = source->last.start;
    if (source->too_deep != SIZE_MAX) {
        *where = source->too_deep;
        return err_set(err, STATUS_DATA, say(source, N_("more than %d brackets are open inside each other")),
                       LIMIT_JSON_DEPTH);
    }
    switch (json_error_code(fault)) {
    case json_error_premature_end_of_input:
        *where = source->length;
        return tell_end(source, err);
    case json_error_duplicate_key:
        return err_set(err, STATUS_DATA, say(source, N_("the key %.*s stands twice in one object")), shown, token);
    case json_error_null_byte_in_key:
        return err_set(err, STATUS_DATA, say(source, N_("a key holds the character U+0000")));
    case json_error_numeric_overflow:
        return err_set(err, STATUS_DATA, say(source, N_("the number %.*s is too large")), shown, token);
    case json_error_invalid_utf8:
        *where = source->stop;
        return err_set(err, STATUS_DATA,
                       say(source, N_("the byte 0x%02X does not belong here: the text must be UTF-8")),
                       source->stop < source->length ? (unsigned char)source->bytes[source->stop] : 0u);
    default:
        if (tell_string(source, fault->text, err, where) != STATUS_OK)
            return STATUS_DATA;
        return tell_syntax(source, fault->text, err);
    }
}

enum status json_read_in(const char *bytes, size_t length, const struct json_words *words, struct json **out,
                         struct json_fault *told)
{
    struct err *err = &told->err;
    *out = NULL;
    *told = (struct json_fault){ .err = ERR_NONE, .line = 1, .column = 1 };
    if (length > INT_MAX) /* jansson's places are of type int */
        return err_set(err, STATUS_LIMIT, "a text of more than 2 gigabytes");
    struct source source = { .words = words, .bytes = length == 0 ? "" : bytes, .length = length };
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) { /* RFC 8259, 8.1: a reader may pass over it */
        source.bytes += 3;
        source.length -= 3;
    }
    json_error_t fault = { .position = 0 };
    size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL;
    json_set_alloc_funcs(allocate, free);
    memory_out = false;
    json_t *root = json_loadb(source.bytes, source.length, flags, &fault);
    if (memory_out) {
        json_decref(root);
        return err_set(err, STATUS_NOMEM, "%s", status_name(STATUS_NOMEM));
    }
    source.stop = source.length;
    if (root == NULL && fault.position >= 0 && (size_t)fault.position < source.length)
        source.stop = (size_t)fault.position;
    walk_tokens(&source);
    if (root != NULL && source.too_deep == SIZE_MAX) {
        *out = (struct json *)(void *)root;
        return STATUS_OK;
    }
    json_decref(root);
    size_t where;
    enum status status = tell(&source, &fault, err, &where);
    struct place place = place_of(source.bytes, where);
    told->line = place.line;
    told->column = place.column;
    return status;
}

enum status json_read(const char *bytes, size_t length, struct json **out, struct err *err, int *line, int *column)
{
    struct json_fault told;
    enum status status = json_read_in(bytes, length, NULL, out, &told);
    *line = told.line;
    *column = told.column;
    return status == STATUS_OK ? status : err_set(err, status, "%s", told.err.text);
}

void json_free(struct json *json)
{
    json_decref((json_t *)(void *)json);
}

/* ---- What stands where ------------------------------------------------------------------------------------------ */

enum json_type json_kind(const struct json *json)
{
    switch (json_typeof(inner(json))) {
    case JSON_OBJECT:
        return JSON_KIND_OBJECT;
    case JSON_ARRAY:
        return JSON_KIND_ARRAY;
    case JSON_STRING:
        return JSON_KIND_STRING;
    case JSON_INTEGER:
        return JSON_KIND_INTEGER;
    case JSON_REAL:
        return JSON_KIND_REAL;
    case JSON_TRUE:
    case JSON_FALSE:
        return JSON_KIND_BOOL;
    case JSON_NULL:
        break;
    }
    return JSON_KIND_NULL;
}

bool json_truth(const struct json *json)
{
    return json_is_true(inner(json));
}

int64_t json_whole(const struct json *json)
{
    return json_integer_value(inner(json));
}

double json_number_of(const struct json *json)
{
    return json_number_value(inner(json));
}

const char *json_text(const struct json *json, size_t *length)
{
    *length = json_string_length(inner(json));
    return json_string_value(inner(json));
}

size_t json_count(const struct json *json)
{
    return json_is_array(inner(json)) ? json_array_size(inner(json)) : json_object_size(inner(json));
}

const struct json *json_item(const struct json *json, size_t at)
{
    return outer(json_array_get(inner(json), at));
}

const struct json *json_member(const struct json *json, const char *key)
{
    return outer(json_object_get(inner(json), key));
}

bool json_next(const struct json *json, const void **at, const char **key, const struct json **value)
{
    /* jansson's iterators can change the object; this one does not */
    json_t *object = (json_t *)(uintptr_t)inner(json);
    void *next = *at == NULL ? json_object_iter(object) : json_object_iter_next(object, (void *)(uintptr_t)*at);
    *at = next;
    if (next == NULL)
        return false;
    *key = json_object_iter_key(next);
    *value = outer(json_object_iter_value(next));
    return true;
}

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

static void write_value(const struct json *json, struct buf *out);

static void write_members(const struct json *json, struct buf *out)
{
    const void *at = NULL;
    const char *key;
    const struct json *value;
    const char *comma = "";
    buf_char(out, '{');
    while (json_next(json, &at, &key, &value)) {
        buf_text(out, comma);
        json_quote(out, key, strlen(key));
        buf_char(out, ':');
        write_value(value, out);
        comma = ",";
    }
    buf_char(out, '}');
}

static void write_items(const struct json *json, struct buf *out)
{
    buf_char(out, '[');
    for (size_t i = 0; i < json_count(json); i++) {
        if (i > 0)
            buf_char(out, ',');
        write_value(json_item(json, i), out);
    }
    buf_char(out, ']');
}

/* Recursion: as deep as the tree, which json_read held to LIMIT_JSON_DEPTH. */
static void write_value(const struct json *json, struct buf *out)
{
    size_t length;
    const char *bytes;
    switch (json_kind(json)) {
    case JSON_KIND_OBJECT:
        write_members(json, out);
        break;
    case JSON_KIND_ARRAY:
        write_items(json, out);
        break;
    case JSON_KIND_STRING:
        bytes = json_text(json, &length);
        json_quote(out, bytes, length);
        break;
    case JSON_KIND_INTEGER:
        buf_int(out, json_whole(json));
        break;
    case JSON_KIND_REAL:
        json_number(out, json_number_of(json));
        break;
    case JSON_KIND_BOOL:
        buf_text(out, json_truth(json) ? "true" : "false");
        break;
    case JSON_KIND_NULL:
        buf_text(out, "null");
        break;
    }
}

void json_write(const struct json *json, struct buf *out)
{
    write_value(json, out);
}

static void quote_escaped(struct buf *out, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = "btn?fr"; /* of U+0008 to U+000D */
    char escape[6] = { '\\', (char)byte };
    size_t length = 2;
    if (byte >= 0x08 && byte <= 0x0D && byte != 0x0B) {
        escape[1] = letters[byte - 0x08];
    } else if (byte < 0x20) {
        memcpy(escape + 1, "u00", 3);
        escape[4] = hex[byte >> 4];
        escape[5] = hex[byte & 15];
        length = 6;
    }
    buf_add(out, escape, length);
}

void json_quote(struct buf *out, const char *bytes, size_t length)
{
    size_t plain = 0; /* where what was not yet written begins */
    buf_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        buf_add(out, bytes + plain, i - plain);
        quote_escaped(out, byte);
        plain = i + 1;
    }
    if (length > plain)
        buf_add(out, bytes + plain, length - plain);
    buf_char(out, '"');
}

void json_number(struct buf *out, double value)
{
    char text[DECIMAL_MAX];
    if (value != value || value - value != 0) { /* RFC 8259 knows neither NaN nor infinities */
        buf_text(out, "null");
        return;
    }
    buf_add(out, text, decimal_format(text, decimal_of_double(value)));
}
