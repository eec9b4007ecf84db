#include "db/validate.h"

#include "db/shape.h"
#include "db/values.h"
#include "text/message.h"

#include <string.h>

static void read_object(struct reading *reading, const struct place *place, const struct shape_object *shape,
                        const struct json *json, void *base);

static void *field(void *base, size_t offset)
{
    return (unsigned char *)base + offset;
}

/* `place` is where it should be. */
static void tell_missing(struct reading *reading, const struct place *place)
{
    finding_error(reading->findings, pointer_of_place(place).text, tr(told_in(reading), "\"%s\" is missing"),
                  place->key);
}

/* ---- Values that have a shape of their own ---- */

static const struct shape_key merge_keys[] = { { .name = "merge" } };
static const struct shape_object shape_merge = { merge_keys, 1 };

/* {"merge": "above"} */
static void read_merge(struct reading *reading, const struct place *place, const struct json *json,
                       struct file_cell *cell)
{
    const void *at = NULL;
    const char *key;
    const struct json *value;
    while (json_next(json, &at, &key, &value)) {
        struct place here = { .within = place, .key = key };
        size_t length;
        if (lang_of_tag(key) != LANG_NONE)
            finding_error(reading->findings, pointer_of_place(&here).text, "%s",
                          tr(told_in(reading), "a merged cell has no text of its own"));
        else if (strcmp(key, "merge") != 0)
            value_unknown_key(reading, place, key, &shape_merge);
        else if (json_kind(value) != JSON_KIND_STRING || strcmp(json_text(value, &length), "above") != 0)
            finding_error(reading->findings, pointer_of_place(&here).text,
                          tr(told_in(reading), "a cell can be merged with \"above\" only"));
        else
            cell->merged = true;
    }
}

/* A cell; a key that cannot be one of a text by language is told as such. */
static void read_cell(struct reading *reading, const struct place *place, const struct json *json,
                      struct file_cell *cell)
{
    static const struct shape_key text = { .kind = SHAPE_TEXT };
    if (json_kind(json) == JSON_KIND_OBJECT && json_member(json, "merge") != NULL)
        read_merge(reading, place, json, cell);
    else
        (void)value_read(reading, place, &text, json, &cell->words);
}

static const struct shape_key tolerance_keys[] = {
    { .name = "absolute", .kind = SHAPE_REAL, .least = 0, .most = INT64_MAX },
    { .name = "relative", .kind = SHAPE_REAL, .least = 0, .most = INT64_MAX },
};
static const struct shape_object shape_tolerance = { tolerance_keys, 2 };

static void read_tolerance(struct reading *reading, const struct place *place, const struct json *json,
                           struct file_tolerance *tolerance)
{
    size_t given = 0;
    bool unknown = false;
    const void *at = NULL;
    const char *key;
    const struct json *value;
    if (json_kind(json) != JSON_KIND_OBJECT) {
        value_unexpected(reading, place, tr(told_in(reading), "an object { }"), json);
        return;
    }
    while (json_next(json, &at, &key, &value)) {
        size_t which = strcmp(key, "absolute") == 0 ? 0 : strcmp(key, "relative") == 0 ? 1 : 2;
        struct place here = { .within = place, .key = key };
        if (which == 2) {
            value_unknown_key(reading, place, key, &shape_tolerance);
            unknown = true;
        } else if (!value_absent(value)) {
            struct real size = { .there = false };
            (void)value_read(reading, &here, &tolerance_keys[which], value, &size);
            *tolerance = (struct file_tolerance){ tolerance_keys[which].name, size.value };
            given++;
        }
    }
    if (given != 1 && !unknown)
        finding_error(reading->findings, pointer_of_place(place).text,
                      tr(told_in(reading), "give either \"absolute\" or \"relative\", one of them"));
}

/* A population's id, or an object with what differs from the indicator. */
static void read_series(struct reading *reading, const struct place *place, const struct json *json,
                        struct file_series *series)
{
    static const struct shape_key population = { .kind = SHAPE_REF };
    if (json_kind(json) == JSON_KIND_OBJECT)
        read_object(reading, place, &shape_series, json, series);
    else if (json_kind(json) == JSON_KIND_STRING)
        (void)value_read(reading, place, &population, json, &series->population);
    else
        value_unexpected(reading, place, tr(told_in(reading), "a population's id or an object { }"), json);
}

/* ---- Lists and objects ---- */

static void read_item(struct reading *reading, const struct place *place, const struct shape_key *list,
                      const struct json *json, void *out)
{
    struct shape_key item = { .kind = list->item };
    bool there = !value_absent(json);
    if (there && list->item == SHAPE_OBJECT)
        read_object(reading, place, list->object, json, out);
    else if (there && list->item == SHAPE_SERIES)
        read_series(reading, place, json, out);
    else if (there)
        there = value_read(reading, place, &item, json, out);
    if (!there)
        finding_error(reading->findings, pointer_of_place(place).text, "%s", tr(told_in(reading), "this is empty"));
}

/* LIST_OF anything: all such structs are made alike. */
struct any_list {
    unsigned char *items;
    size_t count;
    bool unread;
};

static void read_list(struct reading *reading, const struct place *place, const struct shape_key *key,
                      const struct json *json, void *out)
{
    struct any_list list = { .unread = true };
    size_t most = key->most == 0 ? LIMIT_LIST : (size_t)key->most;
    size_t count = json_kind(json) == JSON_KIND_ARRAY ? json_count(json) : 0;
    if (json_kind(json) != JSON_KIND_ARRAY)
        value_unexpected(reading, place, tr(told_in(reading), "a list [ ]"), json);
    else if (count > most)
        finding_error(reading->findings, pointer_of_place(place).text,
                      tr(told_in(reading), "too many items (%zu); the most is %zu"), count, most);
    else if (count < (size_t)key->least)
        finding_error(reading->findings, pointer_of_place(place).text,
                      tr(told_in(reading), "too few items (%zu); the least is %zu"), count, (size_t)key->least);
    else
        list.unread = false;
    if (count <= most)
        list.items = arena_array(reading->arena, count, key->item_size);
    for (size_t i = 0; list.items != NULL && i < count; i++) {
        struct place here = { .within = place, .at = i };
        read_item(reading, &here, key, json_item(json, i), list.items + i * key->item_size);
        list.count = i + 1;
    }
    memcpy(out, &list, sizeof list);
}

static void read_key(struct reading *reading, const struct place *place, const struct shape_key *key,
                     const struct json *json, void *base)
{
    struct place here = { .within = place, .key = key->name };
    void *out = field(base, key->offset);
    if (value_absent(json)) {
        if (key->required)
            tell_missing(reading, &here);
        if (key->required && key->kind == SHAPE_LIST)
            memcpy(out, &(struct any_list){ .unread = true }, sizeof(struct any_list));
        return;
    }
    switch (key->kind) {
    case SHAPE_LIST:
        read_list(reading, &here, key, json, out);
        break;
    case SHAPE_OBJECT:
        read_object(reading, &here, key->object, json, out);
        break;
    case SHAPE_CELL:
        read_cell(reading, &here, json, out);
        break;
    case SHAPE_TOLERANCE:
        read_tolerance(reading, &here, json, out);
        break;
    case SHAPE_SERIES:
        read_series(reading, &here, json, out);
        break;
    default:
        if (!value_read(reading, &here, key, json, out) && key->required)
            tell_missing(reading, &here);
        break;
    }
}

static bool known_key(const struct shape_object *shape, const char *key)
{
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->keys[i].name, key) == 0)
            return true;
    return false;
}

static void read_object(struct reading *reading, const struct place *place, const struct shape_object *shape,
                        const struct json *json, void *base)
{
    if (json_kind(json) != JSON_KIND_OBJECT) {
        value_unexpected(reading, place, tr(told_in(reading), "an object { }"), json);
        return;
    }
    size_t found = 0;
    for (size_t i = 0; i < shape->count; i++) {
        const struct json *value = json_member(json, shape->keys[i].name);
        found += value != NULL;
        read_key(reading, place, &shape->keys[i], value, base);
    }
    const void *at = NULL;
    const char *key;
    const struct json *value;
    while (found < json_count(json) && json_next(json, &at, &key, &value))
        if (!known_key(shape, key))
            value_unknown_key(reading, place, key, shape);
}

/* ---- The file ---- */

/* {"format": "vuosikello/plan", "version": 1, ...} */
static bool right_format(struct reading *reading, const struct json *json)
{
    enum lang lang = reading->findings->lang;
    size_t length;
    const struct json *format = json_member(json, "format");
    const struct json *version = json_member(json, "version");
    if (format == NULL || json_kind(format) != JSON_KIND_STRING ||
        strcmp(json_text(format, &length), "vuosikello/plan") != 0) {
        finding_error(reading->findings, "/format",
                      tr(lang, "this is not a plan file: \"format\" must be \"vuosikello/plan\""));
        return false;
    }
    bool is_number =
        version != NULL && (json_kind(version) == JSON_KIND_INTEGER || json_kind(version) == JSON_KIND_REAL);
    if (is_number && json_number_of(version) >= 1 && json_number_of(version) <= 1)
        return true;
    finding_error(reading->findings, "/version",
                  tr(lang, "\"version\" must be 1, the one version of plan files that this program reads"));
    return false;
}

static void read_extensions(struct reading *reading, const struct json *json, struct plan_file *file)
{
    const void *at = NULL;
    const char *key;
    const struct json *value;
    size_t capacity = 0;
    struct buf buf;
    buf_init(&buf, LIMIT_PLAN_FILE);
    while (json_next(json, &at, &key, &value)) {
        if (strncmp(key, "x-", 2) != 0) {
            if (!known_key(&shape_file, key) && strcmp(key, "format") != 0 && strcmp(key, "version") != 0)
                value_unknown_key(reading, NULL, key, &shape_file);
            continue;
        }
        if (value_absent(value))
            continue;
        if (!arena_grow(reading->arena, &file->extensions.items, file->extensions.count, &capacity,
                        sizeof *file->extensions.items))
            break;
        buf_reset(&buf);
        json_write(value, &buf);
        if (buf_status(&buf) != STATUS_OK)
            finding_error(reading->findings, pointer_of_place(&(struct place){ .key = key }).text, "%s",
                          status_name(buf_status(&buf)));
        file->extensions.items[file->extensions.count++] = (struct file_extension){
            .key = key, .json = arena_text(reading->arena, buf.bytes == NULL ? "" : buf.bytes, buf.length)
        };
    }
    buf_free(&buf);
}

/* The plan's language, on which the meaning of every text hangs; Finnish where it is not told right. */
static enum lang plan_language(const struct json *json)
{
    size_t length;
    const struct json *plan = json_member(json, "plan");
    if (plan == NULL || json_kind(plan) != JSON_KIND_OBJECT)
        return LANG_FI;
    const struct json *language = json_member(plan, "language");
    if (language == NULL || json_kind(language) != JSON_KIND_STRING)
        return LANG_FI;
    enum lang lang = lang_of_tag(json_text(language, &length));
    return lang == LANG_NONE ? LANG_FI : lang;
}

bool plan_file_read(const struct json *json, struct plan_file *file, struct findings *findings, struct arena *arena)
{
    struct reading reading = { .findings = findings, .arena = arena };
    *file = (struct plan_file){ .language = LANG_FI };
    if (json_kind(json) != JSON_KIND_OBJECT) {
        value_unexpected(&reading, NULL, tr(findings->lang, "an object { }"), json);
        return false;
    }
    if (!right_format(&reading, json))
        return false;
    file->language = reading.language = plan_language(json);
    for (size_t i = 0; i < shape_file.count; i++)
        read_key(&reading, NULL, &shape_file.keys[i], json_member(json, shape_file.keys[i].name), file);
    read_extensions(&reading, json, file);
    return true;
}
