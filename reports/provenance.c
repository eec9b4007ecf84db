#include "reports/provenance.h"

#include "base/limits.h"
#include "text/xml.h"

#include <stddef.h>
#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

const struct provenance_property provenance_properties[PROVENANCE_PROPERTIES] = {
    { "plans", "Seq Text",
      "The plans that the report reads, its own first: id, a space, and the SHA-256 of the exported plan file, "
      "or a hyphen where the plan was not there",
      PROVENANCE_PLANS, offsetof(struct provenance, plans) },
    { "hyphenation", "Text", "SHA-256 of what tells the dictionaries that the plans' words were divided with",
      PROVENANCE_TEXT, offsetof(struct provenance, hyphenation) },
    { "query", "Text", "Address of the report with its parameters", PROVENANCE_TEXT,
      offsetof(struct provenance, query) },
    { "authors", "Boolean", "Whether authors of follow-up are printed", PROVENANCE_TRUTH,
      offsetof(struct provenance, authors) },
    { "program", "Text", "Version of the program", PROVENANCE_TEXT, offsetof(struct provenance, program) },
};

/* ---- Writing ---- */

static void write_plans(const struct provenance *provenance, struct buf *out)
{
    buf_text(out, "<rdf:Seq>");
    for (size_t i = 0; i < provenance->plan_count; i++) {
        const struct plan_read *plan = &provenance->plans[i];
        buf_text(out, "<rdf:li>");
        xml_put(out, plan->id, strlen(plan->id));
        buf_printf(out, " %s</rdf:li>", plan->version == NULL ? "-" : plan->version);
    }
    buf_text(out, "</rdf:Seq>");
}

void provenance_write(const struct provenance *provenance, struct buf *out)
{
    for (size_t i = 0; i < PROVENANCE_PROPERTIES; i++) {
        const struct provenance_property *property = &provenance_properties[i];
        const void *place = (const char *)provenance + property->offset;
        const char *text = property->form == PROVENANCE_TEXT ? *(const char *const *)place : "";
        if (text == NULL)
            continue;
        buf_printf(out, "<" PROVENANCE_PREFIX ":%s>", property->name);
        if (property->form == PROVENANCE_PLANS)
            write_plans(provenance, out);
        else if (property->form == PROVENANCE_TRUTH)
            buf_text(out, *(const bool *)place ? "True" : "False");
        else
            xml_put(out, text, strlen(text));
        buf_printf(out, "</" PROVENANCE_PREFIX ":%s>\n", property->name);
    }
}

/* ---- Reading a packet ---- */

/* What a property's text may hold: it is shown to who verifies. */
static bool is_printable(const char *text)
{
    while (*text > 0x20 && *text < 0x7F)
        text++;
    return *text == '\0';
}

/* "kymenlaakso-2020-2024 3f2a...": false where it is something else. */
static bool read_plan(struct arena *arena, const char *item, struct plan_read *out)
{
    size_t length = strcspn(item, " ");
    const char *version = item[length] == ' ' ? item + length + 1 : "";
    size_t digits = strspn(version, "0123456789abcdef");
    bool absent = strcmp(version, "-") == 0;
    out->id = arena_text(arena, item, length);
    out->version = absent ? NULL : version;
    return out->id != NULL && length > 0 && is_printable(out->id) && (absent || (digits == 64 && version[64] == '\0'));
}

static void read_plans(struct arena *arena, const struct xml *property, struct provenance *out)
{
    const struct xml *list = xml_child(property, RDF, "Seq");
    struct plan_read *plans = NULL;
    size_t capacity = 0;
    out->plan_count = 0;
    for (const struct xml *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
        if (out->plan_count == LIMIT_PLANS_READ ||
            !arena_grow(arena, &plans, out->plan_count, &capacity, sizeof *plans))
            break;
        if (read_plan(arena, item->text, &plans[out->plan_count]))
            out->plan_count++;
    }
    out->plans = plans;
}

/* RDF lets a plain text be a child of the description or an attribute of it; other programs that save a packet anew
 * make attributes of them. False: the description has none of that name. */
static bool read_property(struct arena *arena, const struct xml *description,
                          const struct provenance_property *property, struct provenance *out)
{
    void *place = (char *)out + property->offset;
    const struct xml *child = xml_child(description, PROVENANCE_SPACE, property->name);
    const char *text = child != NULL ? child->text : xml_attribute(description, PROVENANCE_SPACE, property->name);
    if (text == NULL)
        return false;
    if (property->form == PROVENANCE_TRUTH)
        *(bool *)place = strcmp(text, "True") == 0;
    else if (property->form == PROVENANCE_TEXT)
        *(const char **)place = is_printable(text) ? text : NULL;
    else if (child != NULL)
        read_plans(arena, child, out);
    return true;
}

/* The root is rdf:RDF, or x:xmpmeta around it; its descriptions share the properties among them. */
static bool read_root(struct arena *arena, const struct xml *root, struct provenance *out)
{
    const struct xml *rdf = strcmp(root->name, "RDF") == 0 ? root : xml_child(root, RDF, "RDF");
    bool any = false;
    for (const struct xml *child = rdf == NULL ? NULL : rdf->first; child != NULL; child = child->next)
        if (strcmp(child->space, RDF) == 0 && strcmp(child->name, "Description") == 0)
            for (size_t i = 0; i < PROVENANCE_PROPERTIES; i++)
                any = read_property(arena, child, &provenance_properties[i], out) || any;
    return any;
}

/* ---- Finding packets, which stand between two processing instructions for that (ISO 16684-1, 7.3.2) ---- */

/* Where `what` begins, from `at` on; `length` where it does not. */
static size_t find(const char *bytes, size_t length, size_t at, const char *what)
{
    const char *found = at < length ? memmem(bytes + at, length - at, what, strlen(what)) : NULL;
    return found == NULL ? length : (size_t)(found - bytes);
}

static bool starts(const char *bytes, size_t length, size_t at, const char *what)
{
    return length - at >= strlen(what) && memcmp(bytes + at, what, strlen(what)) == 0;
}

/* Each packet from its begin to the next end; one that never ends gives way to the next that begins. */
enum status provenance_read(struct arena *arena, const char *bytes, size_t length, struct provenance *out)
{
    static const char begin[] = "<?xpacket begin", end[] = "<?xpacket end";
    size_t start = length; /* of the packet that is open; `length`: none */
    bool any = false;
    *out = (struct provenance){ 0 };
    for (size_t at = find(bytes, length, 0, "<?xpacket "); at < length;
         at = find(bytes, length, at + 1, "<?xpacket ")) {
        if (starts(bytes, length, at, begin)) {
            start = at;
        } else if (starts(bytes, length, at, end) && start < length) {
            const struct xml *root;
            struct provenance found = { 0 };
            struct err err = ERR_NONE;
            enum status status = xml_read(arena, bytes + start, at - start, &root, &err);
            if (status == STATUS_NOMEM)
                return status;
            if (status == STATUS_OK && read_root(arena, root, &found)) {
                *out = found;
                any = true;
            }
            start = length;
        }
        if (arena_failed(arena))
            return STATUS_NOMEM;
    }
    return any ? STATUS_OK : STATUS_NOTFOUND;
}
