#include "reports/pdf_inner.h"

#include "reports/pdf_put.h"

#define NONE          UINT32_MAX
#define ID_BASE       62
#define ID_DIGITS_MAX 6  /* 62^6 is beyond 32 bits */
#define TREE_LEAF     64 /* entries of a number or name tree's leaf */

static const char id_digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* Something that an element holds besides elements: a marked-content sequence or an annotation. In the order of
 * drawing. */
struct ref {
    uint32_t elem;
    uint32_t page;
    int32_t number;       /* MCID; of an annotation: its StructParent */
    uint32_t next;        /* of the same element; NONE: the last */
    HPDF_Dict annotation; /* NULL: marked content */
};

/* A figure's box on its page. */
struct extent {
    fix left, top, right, bottom;
};

/* An element as it is written. */
struct node {
    uint32_t child, sister; /* first child, next sister; 0: none */
    uint32_t first, last;   /* refs; NONE: none */
    uint32_t drawn;         /* the first ref of it or of what is below it */
    uint32_t extent;        /* of a figure; NONE: nothing is drawn of it */
    uint32_t name;          /* of a header that a cell names: its ID, from 1, rising with the elements; 0: none */
};

struct pdf_tags {
    struct pdf *pdf;
    struct node *nodes;  /* by element */
    uint32_t first;      /* object number of the element before the Document */
    uint32_t first_page; /* object number of the first page's array of parents */
    HPDF_Dict root;
    struct ref *refs;
    size_t ref_count, ref_capacity;
    struct extent *extents;
    size_t extent_count, extent_capacity;
    size_t page;          /* of the refs added last */
    int32_t page_content; /* its marked-content sequences */
    int32_t annotations;
    uint32_t *annotation_elems; /* by number of the annotation */
    size_t annotation_capacity;
    size_t *page_refs; /* by page: its first ref; one more at the end */
    /* Number and name trees while they are written */
    uint32_t *names; /* elements with an ID, in its order */
    size_t name_count;
    int name_digits;
};

static bool out_of_order(struct pdf *pdf, const char *what)
{
    err_set(&pdf->job->err, STATUS_BUG, "the structure of a laid-out report is broken: %s", what);
    return false;
}

/* Kin in one run from the last element to the first, which puts sisters in order. */
static bool find_kin(struct pdf_tags *tags)
{
    const struct laid *laid = tags->pdf->laid;
    for (size_t i = laid->elem_count; i-- > 1;) {
        const struct elem *elem = &laid->elems[i];
        struct node *node = &tags->nodes[i];
        node->first = node->last = node->drawn = node->extent = NONE;
        if ((unsigned)elem->role >= ROLE_COUNT || elem->role == ROLE_NONE || elem->parent >= i ||
            (elem->parent == 0) != (i == 1))
            return out_of_order(tags->pdf, "an element before its parent");
        for (size_t k = 0; k < elem->header_count; k++) {
            if (elem->headers[k] == 0 || elem->headers[k] >= laid->elem_count)
                return out_of_order(tags->pdf, "a header that is none");
            tags->nodes[elem->headers[k]].name = 1; /* counted later */
        }
        node->sister = tags->nodes[elem->parent].child;
        tags->nodes[elem->parent].child = (uint32_t)i;
    }
    return true;
}

struct pdf_tags *pdf_tags_new(struct pdf *pdf)
{
    struct arena *arena = pdf->job->arena;
    const struct laid *laid = pdf->laid;
    struct pdf_tags *tags = arena_alloc(arena, sizeof *tags);
    if (tags == NULL)
        return NULL;
    tags->pdf = pdf;
    if (laid->elem_count < 2 || laid->elem_count > UINT32_MAX / 2 || laid->elems[1].role != ROLE_DOCUMENT) {
        out_of_order(pdf, "no Document");
        return NULL;
    }
    tags->nodes = arena_array(arena, laid->elem_count, sizeof *tags->nodes);
    tags->page_refs = arena_array(arena, laid->page_count + 1, sizeof *tags->page_refs);
    if (tags->nodes == NULL || tags->page_refs == NULL)
        return NULL;
    return find_kin(tags) ? tags : NULL;
}

/* ---- While pages are drawn ---- */

static bool add_ref(struct pdf_tags *tags, const struct ref *ref)
{
    if (!arena_grow(tags->pdf->job->arena, &tags->refs, tags->ref_count, &tags->ref_capacity, sizeof *tags->refs))
        return false;
    while (tags->page < ref->page) {
        tags->page_refs[++tags->page] = tags->ref_count;
        tags->page_content = 0;
    }
    struct node *node = &tags->nodes[ref->elem];
    uint32_t place = (uint32_t)tags->ref_count;
    tags->refs[tags->ref_count++] = *ref;
    if (node->last == NONE)
        node->first = node->drawn = place;
    else
        tags->refs[node->last].next = place;
    node->last = place;
    return true;
}

int pdf_tags_content(struct pdf_tags *tags, uint32_t elem, size_t page)
{
    const struct ref ref = { .elem = elem, .page = (uint32_t)page, .next = NONE };
    if (!add_ref(tags, &ref))
        return -1;
    tags->refs[tags->ref_count - 1].number = tags->page_content;
    return tags->page_content++;
}

bool pdf_tags_annotation(struct pdf_tags *tags, uint32_t elem, size_t page, HPDF_Dict annotation)
{
    if (tags->pdf->laid->elems[elem].role != ROLE_LINK)
        return out_of_order(tags->pdf, "a link outside of a Link");
    if (!arena_grow(tags->pdf->job->arena, &tags->annotation_elems, (size_t)tags->annotations,
                    &tags->annotation_capacity, sizeof *tags->annotation_elems))
        return false;
    int32_t number = (int32_t)tags->pdf->laid->page_count + tags->annotations;
    const struct ref ref = { elem, (uint32_t)page, number, NONE, annotation };
    if (!add_ref(tags, &ref))
        return false;
    tags->annotation_elems[tags->annotations++] = elem;
    HPDF_Dict_AddNumber(annotation, "StructParent", number);
    return true;
}

bool pdf_tags_extend(struct pdf_tags *tags, uint32_t elem, const fix box[4])
{
    struct node *node = &tags->nodes[elem];
    if (node->extent == NONE) {
        if (!arena_grow(tags->pdf->job->arena, &tags->extents, tags->extent_count, &tags->extent_capacity,
                        sizeof *tags->extents))
            return false;
        node->extent = (uint32_t)tags->extent_count++;
        tags->extents[node->extent] = (struct extent){ box[0], box[1], box[2], box[3] };
        return true;
    }
    struct extent *extent = &tags->extents[node->extent];
    extent->left = box[0] < extent->left ? box[0] : extent->left;
    extent->top = box[1] < extent->top ? box[1] : extent->top;
    extent->right = box[2] > extent->right ? box[2] : extent->right;
    extent->bottom = box[3] > extent->bottom ? box[3] : extent->bottom;
    return true;
}

/* ---- Elements as PDF (ISO 32000-1, 14.7.2) ---- */

static char *put_number(char *at, uint32_t number)
{
    return put(put_int(at, number), " 0 R");
}

static void put_reference(struct buf *out, const char *key, uint32_t number)
{
    char *start = buf_room(out, 64);
    if (start != NULL)
        buf_grew(out, (size_t)(put_number(put(start, key), number) - start));
}

static uint32_t page_number(const struct pdf_tags *tags, uint32_t page)
{
    return pdf_number(tags->pdf->pages[page]);
}

static uint32_t elem_number(const struct pdf_tags *tags, uint32_t elem)
{
    return tags->first + elem;
}

/* A marked-content sequence on the element's own page (Pg) is told by its number alone. */
static void put_ref(const struct pdf_tags *tags, const struct ref *ref, uint32_t own_page, struct buf *out)
{
    if (ref->annotation != NULL) {
        put_reference(out, "<</Type/OBJR/Obj ", pdf_number(ref->annotation));
        if (ref->page != own_page)
            put_reference(out, "/Pg ", page_number(tags, ref->page));
        buf_text(out, ">>");
    } else if (ref->page != own_page) {
        put_reference(out, "<</Type/MCR/Pg ", page_number(tags, ref->page));
        buf_text(out, "/MCID ");
        buf_int(out, ref->number);
        buf_text(out, ">>");
    } else {
        char *start = buf_room(out, 1 + PUT_INT_MAX);
        if (start != NULL)
            buf_grew(out, (size_t)(put_int(put(start, " "), (uint32_t)ref->number) - start));
    }
}

/* Elements below in their own order, what is drawn between them where it was drawn. */
static void put_kids(const struct pdf_tags *tags, const struct node *node, struct buf *out)
{
    if (node->child == 0 && node->first == NONE)
        return;
    uint32_t own_page = node->first == NONE ? NONE : tags->refs[node->first].page;
    bool one = (node->child == 0 || tags->nodes[node->child].sister == 0) &&
               (node->first == NONE || node->first == node->last) && (node->child == 0 || node->first == NONE);
    buf_text(out, one ? "/K" : "/K[");
    uint32_t child = node->child, at = node->first;
    while (child != 0 || at != NONE) {
        uint32_t drawn = child == 0 ? NONE : tags->nodes[child].drawn;
        if (child != 0 && (at == NONE || drawn == NONE || drawn < at)) {
            put_reference(out, " ", elem_number(tags, child));
            child = tags->nodes[child].sister;
        } else {
            put_ref(tags, &tags->refs[at], own_page, out);
            at = tags->refs[at].next;
        }
    }
    buf_text(out, one ? "" : "]");
}

/* All IDs are of one length and their digits rise as ASCII does, so that their order as strings is that of the
 * elements. */
static char *put_id(const struct pdf_tags *tags, uint32_t elem, char *at)
{
    uint32_t rest = tags->nodes[elem].name;
    at[0] = '(';
    at[1 + tags->name_digits] = ')';
    for (int i = tags->name_digits; i > 0; i--) {
        at[i] = id_digits[rest % ID_BASE];
        rest /= ID_BASE;
    }
    return at + 2 + tags->name_digits;
}

static void put_key(const struct pdf_tags *tags, uint32_t elem, const char *before, struct buf *out)
{
    char *start = buf_room(out, 16 + ID_DIGITS_MAX);
    if (start != NULL)
        buf_grew(out, (size_t)(put_id(tags, elem, put(start, before)) - start));
}

static void put_headers(const struct pdf_tags *tags, const struct elem *elem, struct buf *out)
{
    char *start = buf_room(out, 16 + (ID_DIGITS_MAX + 2) * elem->header_count);
    if (start == NULL)
        return;
    char *at = put(start, "/Headers[");
    for (size_t i = 0; i < elem->header_count; i++)
        at = put_id(tags, elem->headers[i], at);
    *at++ = ']';
    buf_grew(out, (size_t)(at - start));
}

static void put_cell(const struct pdf_tags *tags, const struct elem *elem, struct buf *out)
{
    static const char *const scopes[] = { "", "/Scope/Column", "/Scope/Row", "/Scope/Both" };
    bool header = elem->role == ROLE_TH;
    if (elem->row_span <= 1 && elem->col_span <= 1 && elem->header_count == 0 && (!header || elem->scope == SCOPE_NONE))
        return;
    buf_text(out, "/A<</O/Table");
    if (header)
        buf_text(out, scopes[elem->scope]);
    if (elem->row_span > 1)
        buf_printf(out, "/RowSpan %u", elem->row_span);
    if (elem->col_span > 1)
        buf_printf(out, "/ColSpan %u", elem->col_span);
    if (elem->header_count > 0)
        put_headers(tags, elem, out);
    buf_text(out, ">>");
}

/* The whole point below a length. */
static int64_t points_down(int64_t thousandths)
{
    return (thousandths - (thousandths < 0 ? 999 : 0)) / 1000;
}

static void put_figure(const struct pdf_tags *tags, uint32_t index, struct buf *out)
{
    if (tags->nodes[index].extent == NONE)
        return;
    const struct extent *of = &tags->extents[tags->nodes[index].extent];
    int64_t height = tags->pdf->laid->height;
    buf_text(out, "/A<</O/Layout/Placement/Block/BBox[");
    const int64_t box[4] = { points_down(of->left), points_down(height - of->bottom), -points_down(-(int64_t)of->right),
                             -points_down(-(height - of->top)) };
    for (size_t i = 0; i < 4; i++) {
        if (i > 0)
            buf_char(out, ' ');
        buf_int(out, box[i]);
    }
    buf_text(out, "]>>");
}

static void put_attributes(const struct pdf_tags *tags, uint32_t index, struct buf *out)
{
    static const char *const lists[] = { [NUMBERING_BULLETS] = "/A<</O/List/ListNumbering/Disc>>",
                                         [NUMBERING_NUMBERS] = "/A<</O/List/ListNumbering/Decimal>>",
                                         [NUMBERING_OWN] = "/A<</O/List/ListNumbering/None>>" };
    const struct elem *elem = &tags->pdf->laid->elems[index];
    switch (elem->role) {
    case ROLE_TH:
    case ROLE_TD:
        put_cell(tags, elem, out);
        break;
    case ROLE_L:
        buf_text(out, lists[elem->numbering]);
        break;
    case ROLE_FIGURE:
        put_figure(tags, index, out);
        break;
    default:
        break;
    }
}

static void put_text(struct buf *out, const char *key, struct text text)
{
    if (text_absent(text))
        return;
    buf_text(out, key);
    pdf_put_string(out, text.bytes, text.length);
}

/* The language holds for what is below, so that only its changes are told. */
static enum lang lang_around(const struct pdf_tags *tags, uint32_t elem)
{
    const struct elem *elems = tags->pdf->laid->elems;
    while (elem != 0 && elems[elem].lang == LANG_NONE)
        elem = elems[elem].parent;
    return elem == 0 ? tags->pdf->meta->lang : elems[elem].lang;
}

static void put_elem(const struct pdf_tags *tags, uint32_t index, struct buf *out)
{
    const struct node *node = &tags->nodes[index];
    const struct elem *elem = &tags->pdf->laid->elems[index];
    char *start = buf_room(out, 128), *at = start;
    if (start == NULL)
        return; /* the buffer tells it */
    at = put(put(put(at, "<</S/"), role_name(elem->role)), "/P ");
    at = put_number(at, elem->parent == 0 ? pdf_number(tags->root) : elem_number(tags, elem->parent));
    if (node->first != NONE)
        at = put_number(put(at, "/Pg "), page_number(tags, tags->refs[node->first].page));
    buf_grew(out, (size_t)(at - start));
    put_kids(tags, node, out);
    if (elem->lang != LANG_NONE && elem->lang != lang_around(tags, elem->parent)) {
        buf_text(out, "/Lang(");
        buf_text(out, lang_tag(elem->lang));
        buf_char(out, ')');
    }
    if (node->name != 0)
        put_key(tags, index, "/ID", out);
    put_attributes(tags, index, out);
    put_text(out, "/Alt", elem->alt);
    put_text(out, "/ActualText", elem->actual);
    buf_text(out, ">>");
}

/* ---- Trees ---- */

/* A leaf of a number or name tree: entries `first` to `last` of it. */
struct leaf {
    struct pdf_tags *tags;
    HPDF_Dict dict;
    size_t first, last;
    void (*put)(const struct pdf_tags *tags, size_t entry, struct buf *out); /* key and value */
    void (*put_key)(const struct pdf_tags *tags, size_t entry, struct buf *out);
    const char *what; /* "/Nums[" or "/Names[" */
};

static HPDF_STATUS write_leaf(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct leaf *leaf = dict->attr;
    struct buf *out = pdf_buf(stream);
    buf_text(out, "/Limits[");
    leaf->put_key(leaf->tags, leaf->first, out);
    buf_char(out, ' ');
    leaf->put_key(leaf->tags, leaf->last, out);
    buf_char(out, ']');
    buf_text(out, leaf->what);
    for (size_t i = leaf->first; i <= leaf->last; i++)
        leaf->put(leaf->tags, i, out);
    buf_char(out, ']');
    return HPDF_OK;
}

struct tree {
    struct leaf *leaves;
    size_t count;
};

static HPDF_STATUS write_tree(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct tree *tree = dict->attr;
    struct buf *out = pdf_buf(stream);
    buf_text(out, "/Kids[");
    for (size_t i = 0; i < tree->count; i++)
        put_reference(out, " ", pdf_number(tree->leaves[i].dict));
    buf_char(out, ']');
    return HPDF_OK;
}

/* A tree of `count` entries like `like`; at the root all leaves, which for 20,000 pages are some hundreds. */
static HPDF_Dict make_tree(struct pdf_tags *tags, size_t count, const struct leaf *like)
{
    struct arena *arena = tags->pdf->job->arena;
    struct tree *tree = arena_alloc(arena, sizeof *tree);
    if (tree == NULL)
        return NULL;
    tree->count = (count + TREE_LEAF - 1) / TREE_LEAF;
    tree->leaves = arena_array(arena, tree->count, sizeof *tree->leaves);
    if (tree->leaves == NULL)
        return NULL;
    for (size_t i = 0; i < tree->count; i++) {
        struct leaf *leaf = &tree->leaves[i];
        *leaf = *like;
        leaf->tags = tags;
        leaf->first = i * TREE_LEAF;
        leaf->last = i + 1 == tree->count ? count - 1 : leaf->first + TREE_LEAF - 1;
        leaf->dict = pdf_dict(tags->pdf, write_leaf, leaf);
        if (leaf->dict == NULL)
            return NULL;
    }
    return pdf_dict(tags->pdf, write_tree, tree);
}

static void put_parent_key(const struct pdf_tags *tags, size_t entry, struct buf *out)
{
    (void)tags;
    buf_int(out, (int64_t)entry);
}

/* For a page the array of its marked-content sequences' elements; for an annotation its element. */
static void put_parent(const struct pdf_tags *tags, size_t entry, struct buf *out)
{
    size_t pages = tags->pdf->laid->page_count;
    buf_int(out, (int64_t)entry);
    put_reference(out, " ",
                  entry < pages ? tags->first_page + (uint32_t)entry
                                : elem_number(tags, tags->annotation_elems[entry - pages]));
    buf_char(out, '\n');
}

/* By number. */
static void put_page(const struct pdf_tags *tags, size_t page, struct buf *out)
{
    buf_char(out, '[');
    for (size_t i = tags->page_refs[page]; i < tags->page_refs[page + 1]; i++)
        if (tags->refs[i].annotation == NULL)
            put_reference(out, " ", elem_number(tags, tags->refs[i].elem));
    buf_char(out, ']');
}

static void put_name_key(const struct pdf_tags *tags, size_t entry, struct buf *out)
{
    put_key(tags, tags->names[entry], "", out);
}

static void put_name(const struct pdf_tags *tags, size_t entry, struct buf *out)
{
    put_key(tags, tags->names[entry], "", out);
    put_reference(out, " ", elem_number(tags, tags->names[entry]));
}

static bool find_names(struct pdf_tags *tags)
{
    size_t capacity = 0;
    for (uint32_t i = 1; i < tags->pdf->laid->elem_count; i++) {
        if (tags->nodes[i].name == 0)
            continue;
        if (!arena_grow(tags->pdf->job->arena, &tags->names, tags->name_count, &capacity, sizeof *tags->names))
            return false;
        tags->names[tags->name_count++] = i;
        tags->nodes[i].name = (uint32_t)tags->name_count;
    }
    tags->name_digits = 1;
    for (size_t rest = tags->name_count; rest >= ID_BASE; rest /= ID_BASE)
        tags->name_digits++;
    return true;
}

/* ---- The end ---- */

/* What is first drawn of an element or below it; where the last page's refs end. */
static void complete(struct pdf_tags *tags)
{
    const struct laid *laid = tags->pdf->laid;
    for (size_t i = laid->elem_count; i-- > 2;) {
        struct node *parent = &tags->nodes[laid->elems[i].parent];
        if (tags->nodes[i].drawn < parent->drawn)
            parent->drawn = tags->nodes[i].drawn;
    }
    while (tags->page < laid->page_count)
        tags->page_refs[++tags->page] = tags->ref_count;
}

static HPDF_STATUS write_root(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct pdf_tags *tags = dict->attr;
    put_reference(pdf_buf(stream), "/K ", elem_number(tags, 1));
    return HPDF_OK;
}

bool pdf_tags_finish(struct pdf_tags *tags)
{
    static const struct leaf parents = { .put = put_parent, .put_key = put_parent_key, .what = "/Nums[" };
    static const struct leaf names = { .put = put_name, .put_key = put_name_key, .what = "/Names[" };
    struct pdf *pdf = tags->pdf;
    tags->root = pdf_dict(pdf, write_root, tags);
    complete(tags);
    if (tags->root == NULL || !find_names(tags))
        return pdf_stop(pdf);
    HPDF_Dict tree = make_tree(tags, pdf->laid->page_count + (size_t)tags->annotations, &parents);
    HPDF_Dict_AddName(tags->root, "Type", "StructTreeRoot");
    HPDF_Dict_Add(tags->root, "ParentTree", tree);
    HPDF_Dict_AddNumber(tags->root, "ParentTreeNextKey", (HPDF_INT32)pdf->laid->page_count + tags->annotations);
    if (tags->name_count > 0)
        HPDF_Dict_Add(tags->root, "IDTree", make_tree(tags, tags->name_count, &names));
    HPDF_Dict_Add(pdf->doc->catalog, "StructTreeRoot", tags->root);
    return pdf_sound(pdf);
}

/* ---- The objects that never are libharu's ---- */

uint32_t pdf_tags_number(struct pdf_tags *tags, uint32_t first)
{
    const struct laid *laid = tags->pdf->laid;
    tags->first = first - 1; /* the Document is element 1 */
    tags->first_page = tags->first + (uint32_t)laid->elem_count;
    return (uint32_t)(laid->elem_count - 1 + laid->page_count);
}

bool pdf_tags_write(const struct pdf_tags *tags, const struct pdf_sink *sink)
{
    const struct laid *laid = tags->pdf->laid;
    uint32_t page = 0;
    for (uint32_t i = 1; i <= laid->elem_count; i++) {
        uint32_t first = i == laid->elem_count ? NONE : tags->nodes[i].first;
        uint32_t here = i == laid->elem_count ? (uint32_t)laid->page_count
                        : first == NONE       ? page
                                              : tags->refs[first].page;
        for (; page < here; page++) {
            put_page(tags, page, sink->begin(sink, tags->first_page + page));
            if (!sink->end(sink))
                return false;
        }
        if (i == laid->elem_count)
            break;
        put_elem(tags, i, sink->begin(sink, tags->first + i));
        if (!sink->end(sink))
            return false;
    }
    return true;
}
