/* What stands below a table of indicators: how to read it, the rules that gave its assessments, what its figures' notes
 * say. */
#ifndef VK_REPORTS_INDICATOR_KEY_H
#define VK_REPORTS_INDICATOR_KEY_H

#include "reports/indicator_rows.h"

/* The notes of a table's observations, numbered from 1 as they are met. */
struct indicator_note {
    const struct observation *observation;
    const struct indicator_row *row;
    uint32_t anchor; /* where the note stands */
};
struct indicator_notes {
    struct indicator_note *notes;
    size_t count, capacity;
};

/* The note's number for a mark beside the figure; 0 where the observation has none (or memory is out). Neighbouring
 * observations of a row with the same words share one. */
size_t indicator_note_number(struct build *build, struct indicator_notes *notes, const struct indicator_row *row,
                             const struct observation *observation);
/* Its mark: "¹⁾". */
struct text indicator_note_mark(struct build *build, size_t number);

void indicator_key(struct build *build, const struct indicator_rows *rows, const struct indicator_notes *notes);

#endif
