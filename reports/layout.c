#include "reports/layout_inner.h"

uint32_t layout_elem(struct layout *layout, enum role role, uint32_t parent)
{
    if (!arena_grow(layout->arena, &layout->elems, layout->elem_count, &layout->elem_room, sizeof *layout->elems))
        return 0;
    layout->elems[layout->elem_count] = (struct elem){ .role = role, .parent = parent, .row_span = 1, .col_span = 1 };
    return (uint32_t)layout->elem_count++;
}

/* Room for as many elements as the document is likely to need, the unused first and the root. */
static bool begin(struct layout *layout)
{
    layout->elem_room = layout->doc->elem_guess + 64;
    layout->elems = arena_raw(layout->arena, layout->elem_room * sizeof *layout->elems);
    layout->anchors = arena_array(layout->arena, layout->doc->anchor_count, sizeof *layout->anchors);
    if (layout->elems == NULL || layout->anchors == NULL)
        return false;
    (void)layout_elem(layout, ROLE_NONE, 0);
    layout->elems[layout_elem(layout, ROLE_DOCUMENT, 0)].lang = layout->doc->meta.lang;
    emit_prepare(layout);
    return true;
}

/* True where the columns of the second table may be those of the first. */
static bool may_be_alike(const struct unit *first, const struct unit *second)
{
    const struct table_spec *a = &first->table->table->spec;
    const struct table_spec *b = &second->table->table->spec;
    return a->columns == b->columns && a->natural == b->natural && first->x == second->x &&
           memcmp(a->fits, b->fits, a->columns * sizeof *a->fits) == 0;
}

/* Tables of one name that are alike. */
struct family {
    struct family *before;
    const void *name;
    const struct unit *last;
};

/* Links each family's tables, in their order. */
static bool link_families(struct layout *layout, const struct flow *flow)
{
    struct family *newest = NULL;
    for (const struct unit *unit = flow->first; unit != NULL; unit = unit->next) {
        const void *name = unit->kind == UNIT_TABLE ? unit->table->table->spec.family : NULL;
        struct family *family = newest;
        if (name == NULL)
            continue;
        while (family != NULL && (family->name != name || !may_be_alike(family->last, unit)))
            family = family->before;
        if (family == NULL) {
            family = arena_alloc(layout->arena, sizeof *family);
            if (family == NULL)
                return false;
            *family = (struct family){ .before = newest, .name = name };
            newest = family;
        } else {
            family->last->table->alike = unit->table;
        }
        family->last = unit;
    }
    return true;
}

/* Lines of all paragraphs and the places of all columns. */
static bool set_widths(struct layout *layout, const struct flow *flow)
{
    fix measure = page_style.width - page_style.left - page_style.right;
    if (!flow_break(layout, flow, measure) || !link_families(layout, flow))
        return false;
    for (const struct unit *unit = flow->first; unit != NULL; unit = unit->next) {
        if (unit->kind != UNIT_TABLE)
            continue;
        bool chosen = unit->table->edges != NULL; /* with one before */
        if (!chosen && !columns_choose(layout, unit->table, page_style.left + unit->x, measure - unit->x))
            return false;
        if (!table_set(layout, unit->table))
            return false;
    }
    return true;
}

static struct outline_entry *outline(struct layout *layout)
{
    const struct doc *doc = layout->doc;
    struct outline_entry *entries = arena_array(layout->arena, doc->heading_count, sizeof *entries);
    int level = 0;
    for (size_t i = 0; entries != NULL && i < doc->heading_count; i++) {
        const struct heading *heading = &doc->headings[i];
        level = heading->level > level + 1 ? level + 1 : heading->level;
        entries[i] = (struct outline_entry){ level, heading->text, heading->anchor };
    }
    return entries;
}

static bool finish(struct layout *layout, struct laid *laid)
{
    *laid = (struct laid){
        .width = page_style.width,
        .height = page_style.height,
        .pages = layout->pages,
        .page_count = layout->plan_count,
        .elems = layout->elems,
        .elem_count = layout->elem_count,
        .anchors = layout->anchors,
        .anchor_count = layout->doc->anchor_count,
        .outline = outline(layout),
        .outline_count = layout->doc->heading_count,
        .lacking = layout->lacking,
        .emergency_breaks = layout->emergency_breaks,
    };
    return laid->outline != NULL;
}

enum status layout_doc(const struct doc *doc, const struct metrics *metrics, struct job *job, const struct laid **out)
{
    struct layout *layout = arena_alloc(job->arena, sizeof *layout);
    struct laid *laid = arena_alloc(job->arena, sizeof *laid);
    struct flow flow = { 0 };
    *out = NULL;
    if (layout == NULL || laid == NULL)
        return job_status(job);
    *layout = (struct layout){ .job = job, .arena = job->arena, .metrics = metrics, .doc = doc };
    const struct flow_place place = { .parent = 1, .lang = doc->meta.lang };
    bool done = begin(layout) && flow_build(layout, &flow, &doc->body, &place) && set_widths(layout, &flow) &&
                pager_run(layout, &flow) && emit_pages(layout) && finish(layout, laid);
    enum status status = job_status(job);
    if (!done && status == STATUS_OK)
        status = err_set(&job->err, STATUS_BUG, "layout stopped without a reason");
    if (status == STATUS_OK)
        *out = laid;
    return status;
}
