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
