/* The columns of one table, or of several alike, while their widths are chosen: layout_columns.c says what each needs
 * and which way is taken, layout_balance.c shares what is too little among the columns that flow. Nobody else includes
 * this. */
#ifndef VK_REPORTS_LAYOUT_COLUMNS_H
#define VK_REPORTS_LAYOUT_COLUMNS_H

#include "reports/layout_inner.h"

struct column {
    int64_t minimum, natural; /* padding included */
    int64_t width;
    bool tight, even;
};

struct columns {
    struct layout *layout;
    struct table_box *first; /* of the tables, linked by `alike` */
    size_t count;
    fix pad_x;
    int64_t measure;
    struct column column[TABLE_COLUMNS_MAX];
    size_t step; /* every step-th row is looked at */
};

/* Gives `free` to the flowing columns so that the tables become short; the tight ones have their widths. False when
 * memory is out. */
bool columns_balance(struct columns *columns, int64_t free);

#endif
