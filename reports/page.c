#include "reports/page.h"

const char *role_name(enum role role)
{
    static const char *const names[ROLE_COUNT] = {
        [ROLE_NONE] = "", [ROLE_DOCUMENT] = "Document", [ROLE_SECT] = "Sect",
        [ROLE_H1] = "H1", [ROLE_H2] = "H2", [ROLE_H3] = "H3", [ROLE_H4] = "H4", [ROLE_P] = "P",
        [ROLE_L] = "L", [ROLE_LI] = "LI", [ROLE_LBL] = "Lbl", [ROLE_LBODY] = "LBody",
        [ROLE_TABLE] = "Table", [ROLE_CAPTION] = "Caption", [ROLE_THEAD] = "THead", [ROLE_TBODY] = "TBody",
        [ROLE_TR] = "TR", [ROLE_TH] = "TH", [ROLE_TD] = "TD", [ROLE_FIGURE] = "Figure",
        [ROLE_TOC] = "TOC", [ROLE_TOCI] = "TOCI", [ROLE_REFERENCE] = "Reference",
        [ROLE_LINK] = "Link", [ROLE_SPAN] = "Span",
    };
    return (unsigned)role < ROLE_COUNT ? names[role] : "";
}

struct item item_of_run(const struct text_run *run, fix size, colour ink)
{
    struct item item = { .kind = run->code != 0 ? ITEM_BOX : ITEM_TEXT };
    fix width = metrics_scale(run->advance, size);
    if (item.kind == ITEM_BOX) {
        item.box.code = run->code;
        item.box.width = width;
        item.box.size = size;
        item.box.ink = ink;
        return item;
    }
    item.text.bytes = run->bytes;
    item.text.length = run->length;
    item.text.face = run->face;
    item.text.size = size;
    item.text.width = width;
    item.text.ink = ink;
    return item;
}
