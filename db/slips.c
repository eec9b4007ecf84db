#include "db/slips.h"

#include "db/codes.h"
#include "db/plan.h"
#include "text/message.h"

#include <stdio.h>

#define YEAR_FIRST 1900 /* as the schema has them */
#define YEAR_LAST  2200

struct slips {
    const struct file_period *period;
    struct findings *findings;
    bool told[YEAR_LAST - YEAR_FIRST + 1];
};

/* `format`: of the year and of the period's first and last. */
static void tell_year(struct slips *slips, int64_t year, struct pointer pointer, const char *format)
{
    char words[1024];
    bool *told = &slips->told[year - YEAR_FIRST];
    if (*told)
        return;
    *told = true;
    snprintf(words, sizeof words, tr(slips->findings->lang, format), (int)year, (int)slips->period->from.value,
             (int)slips->period->to.value);
    finding_warning(slips->findings, pointer.text, words);
}

/* Texts of a cell for which the plan has no column: no report prints them. Told once a column, at the first. */
static void tell_unprinted(const struct plan_file *file, struct findings *findings)
{
    bool printed[CELL_COUNT] = { false };
    for (size_t i = 0; i < file->plan.columns.count; i++) {
        int cell = codes_value(&codes_field, file->plan.columns.items[i].field, FIELD_SUBGOAL) - FIELD_ACTION;
        if (cell >= 0)
            printed[cell] = true;
    }
    for (int cell = 0; cell < CELL_COUNT; cell++) {
        char words[1024];
        size_t count = 0, first = 0;
        for (size_t i = file->actions.count; i > 0 && !printed[cell]; i--) {
            const struct words *text = &file->actions.items[i - 1].cells[cell].words;
            if (text_absent(text->own) && text->others == NULL)
                continue;
            count++;
            first = i - 1;
        }
        if (count == 0)
            continue;
        const char *name = codes_name(&codes_field, cell + FIELD_ACTION);
        snprintf(words, sizeof words,
                 tr(findings->lang, N_("the plan has no column \"%s\": no report shows its texts (%zu)")), name, count);
        finding_warning(findings, pointer_of("/actions/%zu/%s", first, name).text, words);
    }
}

void slips_tell(const struct plan_file *file, struct findings *findings)
{
    tell_unprinted(file, findings);
    const struct file_period *period = &file->plan.period;
    struct slips followups = { period, findings, { false } }, figures = followups;
    for (size_t i = 0; i < file->followups.count; i++) {
        int64_t year = file->followups.items[i].year.value;
        if (year < period->from.value || year > period->to.value)
            tell_year(&followups, year, pointer_of("/followups/%zu/year", i),
                      N_("follow-up of %d, outside of the plan's period %d–%d"));
    }
    for (size_t i = 0; i < file->observations.count; i++) {
        int64_t year = file->observations.items[i].year.value;
        if (year > period->to.value)
            tell_year(&figures, year, pointer_of("/observations/%zu/year", i),
                      N_("a figure of %d, later than the plan's period %d–%d"));
    }
}
