#include "db/values.h"

#include "db/nearest.h"
#include "text/message.h"
#include "text/number.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ID_MAX      64
#define GOAL_ID_MAX 32
#define NUMBER_TEXT 40

/* ---- What is told ---- */

bool value_absent(const struct json *json)
{
    size_t length = 1;
    if (json == NULL || json_kind(json) == JSON_KIND_NULL)
        return true;
    if (json_kind(json) == JSON_KIND_STRING)
        json_text(json, &length);
    return length == 0;
}

static const char *kind_words(enum lang lang, enum json_type kind)
{
    switch (kind) {
    case JSON_KIND_NULL:
        return tr(lang, "nothing (null)");
    case JSON_KIND_BOOL:
        return tr(lang, "true or false");
    case JSON_KIND_INTEGER:
    case JSON_KIND_REAL:
        return tr(lang, "a number");
    case JSON_KIND_STRING:
        return tr(lang, "a text");
    case JSON_KIND_ARRAY:
        return tr(lang, "a list [ ]");
    default:
        return tr(lang, "an object { }");
    }
}

void value_unexpected(struct reading *reading, const struct place *place, const char *expected, const struct json *json)
{
    enum lang lang = told_in(reading);
    finding_error(reading->findings, pointer_of_place(place).text, tr(lang, "%s is expected here, not %s"), expected,
                  kind_words(lang, json_kind(json)));
}

void value_unknown_key(struct reading *reading, const struct place *place, const char *key,
                       const struct shape_object *shape)
{
    enum lang lang = told_in(reading);
    struct place at = { .within = place, .key = key };
    struct nearest nearest = nearest_begin(key);
    for (size_t i = 0; i < shape->count; i++)
        nearest_offer(&nearest, shape->keys[i].name);
    struct quote quote = quote_of_string(key);
    if (nearest.best != NULL)
        finding_error(reading->findings, pointer_of_place(&at).text,
                      tr(lang, "the key \"%s\" is unknown; did you mean \"%s\"?"), quote.text, nearest.best);
    else
        finding_error(reading->findings, pointer_of_place(&at).text, tr(lang, "the key \"%s\" is unknown"), quote.text);
}

static void wrong(struct reading *reading, const struct place *place, const char *words)
{
    finding_error(reading->findings, pointer_of_place(place).text, "%s", words);
}

static bool expect(struct reading *reading, const struct place *place, const struct json *json, enum json_type kind)
{
    if (json_kind(json) == kind)
        return true;
    value_unexpected(reading, place, kind_words(told_in(reading), kind), json);
    return false;
}

/* ---- Texts ---- */

/* A string of the file, cleaned; absent where it is wrong or nothing is left of it. False where it was wrong. */
static bool read_text(struct reading *reading, const struct place *place, const struct json *json, bool one_line,
                      struct text *out)
{
    enum lang lang = told_in(reading);
    size_t length;
    const char *bytes = json_text(json, &length);
    char *clean = NULL;
    size_t clean_length = 0;
    size_t at = 0;
    /* What is much too long is not even cleaned */
    enum utf8_fault fault =
        length > 16 * LIMIT_TEXT ? UTF8_CLEAN : utf8_clean(reading->arena, bytes, length, &clean, &clean_length, &at);
    if (fault == UTF8_CLEAN && clean != NULL && clean_length <= LIMIT_TEXT &&
        !(one_line && (memchr(bytes, '\n', length) != NULL || memchr(clean, '\n', clean_length) != NULL))) {
        if (clean_length > 0)
            *out = (struct text){ clean, (uint32_t)clean_length, LANG_NONE };
        return true;
    }
    if (fault == UTF8_NO_MEMORY)
        return false;
    struct pointer pointer = pointer_of_place(place);
    if (fault == UTF8_MALFORMED)
        finding_error(reading->findings, pointer.text, tr(lang, "character %zu is not valid UTF-8"), at);
    else if (fault == UTF8_BIDI_CONTROL)
        finding_error(reading->findings, pointer.text,
                      tr(lang, "character %zu is an invisible one that turns the direction of writing; leave it out"),
                      at);
    else if (clean == NULL || clean_length > LIMIT_TEXT)
        finding_error(reading->findings, pointer.text, tr(lang, "the text is %zu bytes long; at most %zu fit"),
                      clean == NULL ? length : clean_length, LIMIT_TEXT);
    else
        finding_error(reading->findings, pointer.text, "%s", tr(lang, "this must be on one line"));
    return false;
}

static const struct shape_key language_keys[] = { { .name = "fi" }, { .name = "sv" }, { .name = "en" } };
static const struct shape_object shape_languages = { language_keys, 3 };

/* {"fi": ..., "sv": ...}: `words`, which stays absent where all are empty. False where any was wrong. */
static bool read_languages(struct reading *reading, const struct place *place, const struct json *json, bool one_line,
                           struct words *words)
{
    enum lang lang = told_in(reading);
    struct text texts[LANG_COUNT] = { { NULL, 0, LANG_NONE } };
    bool right = true;
    bool others = false;
    const void *at = NULL;
    const char *key;
    const struct json *value;
    if (json_count(json) == 0) {
        wrong(reading, place, tr(lang, "give the text in at least one language: \"fi\", \"sv\" or \"en\""));
        return false;
    }
    while (json_next(json, &at, &key, &value)) {
        struct place here = { .within = place, .key = key };
        enum lang of = lang_of_tag(key);
        if (of == LANG_NONE) {
            value_unknown_key(reading, place, key, &shape_languages);
            right = false;
        } else if (!value_absent(value)) {
            right = expect(reading, &here, value, JSON_KIND_STRING) &&
                    read_text(reading, &here, value, one_line, &texts[of]) && right;
            texts[of].lang = of;
            others = others || (of != reading->language && !text_absent(texts[of]));
        }
    }
    words->own = texts[reading->language];
    texts[reading->language] = (struct text){ NULL, 0, LANG_NONE };
    if (others) {
        struct text *kept = arena_array(reading->arena, LANG_COUNT, sizeof *kept);
        if (kept != NULL)
            memcpy(kept, texts, sizeof texts);
        words->others = kept;
    }
    return right;
}

static bool read_words(struct reading *reading, const struct place *place, const struct json *json, bool one_line,
                       struct words *words)
{
    bool right = true;
    if (json_kind(json) == JSON_KIND_OBJECT) {
        right = read_languages(reading, place, json, one_line, words);
    } else if (json_kind(json) == JSON_KIND_STRING) {
        right = read_text(reading, place, json, one_line, &words->own);
        words->own.lang = text_absent(words->own) ? LANG_NONE : reading->language;
    } else {
        value_unexpected(reading, place, tr(told_in(reading), "a text or a text by language { }"), json);
        right = false;
    }
    return !right || !text_absent(words->own) || words->others != NULL;
}

/* ---- Ids, codes, days ---- */

static bool is_small(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

static bool is_alnum(char byte)
{
    return is_small(byte) || (byte >= 'A' && byte <= 'Z');
}

/* ^[a-z0-9][a-z0-9-]{0,63}$ */
static bool id_valid(const char *bytes, size_t length)
{
    if (length == 0 || length > ID_MAX || !is_small(bytes[0]))
        return false;
    for (size_t i = 1; i < length; i++)
        if (!is_small(bytes[i]) && bytes[i] != '-')
            return false;
    return true;
}

/* ^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$, and not the name of a file that the service gives */
static bool goal_id_valid(const char *bytes, size_t length)
{
    static const char *const endings[] = { ".pdf", ".csv", ".json", ".html" };
    if (length == 0 || length > GOAL_ID_MAX || !is_alnum(bytes[0]) || !is_alnum(bytes[length - 1]))
        return false;
    for (size_t i = 1; i < length; i++)
        if (!is_alnum(bytes[i]) && ((bytes[i] != '.' && bytes[i] != '-') || !is_alnum(bytes[i - 1])))
            return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t end = strlen(endings[i]);
        if (length >= end && memcmp(bytes + length - end, endings[i], end) == 0)
            return false;
    }
    return true;
}

/* The id even where it is ill-formed, so that what refers to it is not told as well; NULL where it is no text at all.
 * `*right`: it is well-formed. */
static const char *read_id(struct reading *reading, const struct place *place, const struct json *json, bool of_goal,
                           bool *right)
{
    enum lang lang = told_in(reading);
    *right = false;
    if (!expect(reading, place, json, JSON_KIND_STRING))
        return NULL;
    size_t length;
    const char *bytes = json_text(json, &length);
    *right = of_goal ? goal_id_valid(bytes, length) : id_valid(bytes, length);
    if (!*right)
        finding_error(
            reading->findings, pointer_of_place(place).text,
            of_goal ? tr(lang, "\"%s\" cannot be an id here: letters a-z and A-Z and digits, with single dots or "
                               "hyphens between them, at most 32 characters, not ending in .pdf, .csv, .json or .html")
                    : tr(lang, "\"%s\" cannot be an id: small letters a-z, digits and hyphens, at most 64 "
                               "characters, the first not a hyphen"),
            quote_of(bytes, length).text);
    return bytes;
}

static const char *read_code(struct reading *reading, const struct place *place, const struct json *json,
                             const struct codes *codes)
{
    enum lang lang = told_in(reading);
    if (!expect(reading, place, json, JSON_KIND_STRING))
        return CODE_WRONG;
    size_t length;
    const char *bytes = json_text(json, &length);
    char allowed[512] = "";
    size_t used = 0;
    for (int i = 0; i < codes->count; i++) {
        if (strlen(codes->names[i]) == length && memcmp(codes->names[i], bytes, length) == 0)
            return codes->names[i];
        int more = snprintf(allowed + used, sizeof allowed - used, "%s\"%s\"", i == 0 ? "" : ", ", codes->names[i]);
        if (more > 0 && (size_t)more < sizeof allowed - used)
            used += (size_t)more;
    }
    finding_error(reading->findings, pointer_of_place(place).text, tr(lang, "\"%s\" is not one of those allowed: %s"),
                  quote_of(bytes, length).text, allowed);
    return CODE_WRONG;
}

static const char *read_date(struct reading *reading, const struct place *place, const struct json *json)
{
    if (!expect(reading, place, json, JSON_KIND_STRING))
        return NULL;
    size_t length;
    const char *bytes = json_text(json, &length);
    if (strlen(bytes) == length && date_valid(bytes))
        return bytes;
    finding_error(reading->findings, pointer_of_place(place).text,
                  tr(told_in(reading), "\"%s\" is not a day between 1900 and 2200, written YYYY-MM-DD"),
                  quote_of(bytes, length).text);
    return NULL;
}

/* ---- Numbers ---- */

/* A number as the file would write it. */
static void write_number(char out[NUMBER_TEXT], double value)
{
    struct buf buf;
    buf_init(&buf, NUMBER_TEXT - 1);
    json_number(&buf, value);
    snprintf(out, NUMBER_TEXT, "%s", buf.bytes == NULL ? "?" : buf.bytes);
    buf_free(&buf);
}

static void tell_range(struct reading *reading, const struct place *place, const struct shape_key *key,
                       const char *number)
{
    enum lang lang = told_in(reading);
    if (key->most == INT64_MAX)
        finding_error(reading->findings, pointer_of_place(place).text, tr(lang, "%s is too small: at least %lld"),
                      number, (long long)key->least);
    else
        finding_error(reading->findings, pointer_of_place(place).text, tr(lang, "%s is not between %lld and %lld"),
                      number, (long long)key->least, (long long)key->most);
}

/* A whole number: also one written 4.0 or 1e3, as JSON Schema has it. */
static void read_whole(struct reading *reading, const struct place *place, const struct shape_key *key,
                       const struct json *json, struct whole *out)
{
    enum lang lang = told_in(reading);
    char text[NUMBER_TEXT];
    int64_t value;
    if (json_kind(json) == JSON_KIND_INTEGER) {
        value = json_whole(json);
        snprintf(text, sizeof text, "%" PRId64, value);
    } else if (json_kind(json) == JSON_KIND_REAL) {
        double real = json_number_of(json);
        write_number(text, real);
        if (real != floor(real)) {
            finding_error(reading->findings, pointer_of_place(place).text, tr(lang, "%s is not a whole number"), text);
            return;
        }
        if (!(fabs(real) < 9007199254740992.0)) { /* 2^53: beyond, not every whole number is a double */
            finding_error(reading->findings, pointer_of_place(place).text, tr(lang, "%s is too large"), text);
            return;
        }
        value = (int64_t)real;
    } else {
        value_unexpected(reading, place, tr(lang, "a whole number"), json);
        return;
    }
    if (value < key->least || value > key->most)
        tell_range(reading, place, key, text);
    else
        *out = (struct whole){ true, value };
}

static bool is_number(const struct json *json)
{
    return json_kind(json) == JSON_KIND_INTEGER || json_kind(json) == JSON_KIND_REAL;
}

static void read_real(struct reading *reading, const struct place *place, const struct shape_key *key,
                      const struct json *json, struct real *out)
{
    char text[NUMBER_TEXT];
    *out = (struct real){ .wrong = true };
    if (!is_number(json)) {
        value_unexpected(reading, place, kind_words(told_in(reading), JSON_KIND_REAL), json);
        return;
    }
    double value = json_number_of(json);
    if (key->least == 0 && !(value >= 0)) {
        write_number(text, value);
        tell_range(reading, place, key, text);
    } else {
        *out = (struct real){ .there = true, .value = value + 0.0 }; /* -0 becomes 0: SQLite does not tell them apart */
    }
}

/* ---- All of them ---- */

bool value_read(struct reading *reading, const struct place *place, const struct shape_key *key,
                const struct json *json, void *out)
{
    bool right;
    enum lang lang = told_in(reading);
    switch (key->kind) {
    case SHAPE_ID:
    case SHAPE_GOAL_ID:
        /* Under a wrong id nothing is found, nor missed (struct resolver's `incomplete`): one fault is told once. */
        *(const char **)out = read_id(reading, place, json, key->kind == SHAPE_GOAL_ID, &right);
        if (!right)
            *(const char **)out = NULL;
        return true;
    case SHAPE_REF:
    case SHAPE_GOAL_REF: {
        struct ref *ref = out;
        const char *id = read_id(reading, place, json, key->kind == SHAPE_GOAL_REF, &right);
        *ref = (struct ref){ right ? id : NULL, ROW_NONE, true };
        return true;
    }
    case SHAPE_LINE:
    case SHAPE_TEXT:
        return read_words(reading, place, json, key->kind == SHAPE_LINE, out);
    case SHAPE_PLAIN:
        return !expect(reading, place, json, JSON_KIND_STRING) || !read_text(reading, place, json, false, out) ||
               !text_absent(*(struct text *)out);
    case SHAPE_WHOLE:
        read_whole(reading, place, key, json, out);
        return true;
    case SHAPE_REAL:
        read_real(reading, place, key, json, out);
        return true;
    case SHAPE_TRUTH:
        if (expect(reading, place, json, JSON_KIND_BOOL))
            *(struct whole *)out = (struct whole){ true, json_truth(json) };
        return true;
    case SHAPE_FIGURE: {
        struct figure_value *value = out;
        if (json_kind(json) == JSON_KIND_BOOL)
            value->truth = (struct whole){ true, json_truth(json) };
        else if (is_number(json))
            read_real(reading, place, key, json, &value->number);
        else
            value_unexpected(reading, place, tr(lang, "a number, true or false"), json);
        return true;
    }
    case SHAPE_CODE:
        *(const char **)out = read_code(reading, place, json, key->codes);
        return true;
    case SHAPE_DATE:
        *(const char **)out = read_date(reading, place, json);
        return true;
    default:
        return true;
    }
}
