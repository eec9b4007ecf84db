#include "db/pretty.h"

#include <string.h>

/* The comma, line end, indentation and key before a value. */
static void begin(struct pretty *pretty, const char *key)
{
    if (pretty->depth > 0) {
        buf_text(pretty->out, pretty->empty ? "\n" : ",\n");
        for (int i = 0; i < pretty->depth; i++)
            buf_text(pretty->out, "  ");
    }
    pretty->empty = false;
    if (key != NULL) {
        json_quote(pretty->out, key, strlen(key));
        buf_text(pretty->out, ": ");
    }
}

void pretty_open(struct pretty *pretty, const char *key, char bracket)
{
    begin(pretty, key);
    buf_char(pretty->out, bracket);
    pretty->depth++;
    pretty->empty = true;
}

void pretty_close(struct pretty *pretty, char bracket)
{
    pretty->depth--;
    if (!pretty->empty) {
        buf_char(pretty->out, '\n');
        for (int i = 0; i < pretty->depth; i++)
            buf_text(pretty->out, "  ");
    }
    pretty->empty = false;
    buf_char(pretty->out, bracket);
}

void pretty_string(struct pretty *pretty, const char *key, const char *bytes, size_t length)
{
    begin(pretty, key);
    json_quote(pretty->out, bytes, length);
}

void pretty_whole(struct pretty *pretty, const char *key, int64_t value)
{
    begin(pretty, key);
    buf_int(pretty->out, value);
}

void pretty_real(struct pretty *pretty, const char *key, double value)
{
    begin(pretty, key);
    json_number(pretty->out, value);
}

void pretty_truth(struct pretty *pretty, const char *key, bool value)
{
    begin(pretty, key);
    buf_text(pretty->out, value ? "true" : "false");
}

void pretty_json(struct pretty *pretty, const char *key, const struct json *json)
{
    const void *at = NULL;
    const char *name;
    const struct json *value;
    size_t length;
    const char *text;
    switch (json_kind(json)) {
    case JSON_KIND_OBJECT:
        pretty_open(pretty, key, '{');
        while (json_next(json, &at, &name, &value))
            pretty_json(pretty, name, value);
        pretty_close(pretty, '}');
        break;
    case JSON_KIND_ARRAY:
        pretty_open(pretty, key, '[');
        for (size_t i = 0; i < json_count(json); i++)
            pretty_json(pretty, NULL, json_item(json, i));
        pretty_close(pretty, ']');
        break;
    case JSON_KIND_STRING:
        text = json_text(json, &length);
        pretty_string(pretty, key, text, length);
        break;
    default:
        begin(pretty, key);
        json_write(json, pretty->out); /* null, truth, number: as they are */
        break;
    }
}
