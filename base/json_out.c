#include "base/json_out.h"

#include <string.h>

/* Where a value or a closing bracket stands on a line of its own. */
static void line(struct json_out *json)
{
    if (json->compact)
        return;
    buf_char(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        buf_text(json->out, "  ");
}

/* The comma, line end, indentation and key before a value. */
static void begin(struct json_out *json, const char *key)
{
    if (json->depth > 0) {
        if (!json->empty)
            buf_char(json->out, ',');
        line(json);
    }
    json->empty = false;
    if (key != NULL) {
        json_quote(json->out, key, strlen(key));
        buf_text(json->out, json->compact ? ":" : ": ");
    }
}

void json_out_open(struct json_out *json, const char *key, char bracket)
{
    begin(json, key);
    buf_char(json->out, bracket);
    json->depth++;
    json->empty = true;
}

void json_out_close(struct json_out *json, char bracket)
{
    json->depth--;
    if (!json->empty) /* else "[]" and "{}" */
        line(json);
    json->empty = false;
    buf_char(json->out, bracket);
}

void json_out_string(struct json_out *json, const char *key, const char *bytes, size_t length)
{
    begin(json, key);
    json_quote(json->out, bytes, length);
}

void json_out_word(struct json_out *json, const char *key, const char *word)
{
    if (word != NULL)
        json_out_string(json, key, word, strlen(word));
}

void json_out_whole(struct json_out *json, const char *key, int64_t value)
{
    begin(json, key);
    buf_int(json->out, value);
}

void json_out_real(struct json_out *json, const char *key, double value)
{
    begin(json, key);
    json_number(json->out, value);
}

void json_out_truth(struct json_out *json, const char *key, bool value)
{
    begin(json, key);
    buf_text(json->out, value ? "true" : "false");
}

void json_out_value(struct json_out *json, const char *key, const struct json *value)
{
    const void *at = NULL;
    const char *name;
    const struct json *member;
    size_t length;
    const char *text;
    switch (json_kind(value)) {
    case JSON_KIND_OBJECT:
        json_out_open(json, key, '{');
        while (json_next(value, &at, &name, &member))
            json_out_value(json, name, member);
        json_out_close(json, '}');
        break;
    case JSON_KIND_ARRAY:
        json_out_open(json, key, '[');
        for (size_t i = 0; i < json_count(value); i++)
            json_out_value(json, NULL, json_item(value, i));
        json_out_close(json, ']');
        break;
    case JSON_KIND_STRING:
        text = json_text(value, &length);
        json_out_string(json, key, text, length);
        break;
    default:
        begin(json, key);
        json_write(value, json->out); /* null, truth, number: as they are */
        break;
    }
}
