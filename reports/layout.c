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
    layout->elems = arena_array(layout->arena, layout->elem_room, sizeof *layout->elems);
    layout->anchors = arena_array(layout->arena, layout->doc->anchor_count, sizeof *layout->anchors);
    if (layout->elems == NULL || layout->anchors == NULL)
        return false;
    (void)layout_elem(layout, ROLE_NONE, 0);
    layout->elems[layout_elem(layout, ROLE_DOCUMENT, 0)].lang = layout->doc->meta.lang;
    emit_prepare(layout);
    return true;
}

/* Lines of all paragraphs and the places of all columns. */
static bool set_widths(struct layout *layout, const struct flow *flow)
{
    fix measure = page_style.width - page_style.left - page_style.right;
    if (!flow_break(layout, flow, measure))
        return false;
    for (const struct unit *unit = flow->first; unit != NULL; unit = unit->next)
        if (unit->kind == UNIT_TABLE && !table_set(layout, unit->table, page_style.left + unit->x, measure - unit->x))
            return false;
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
