#include "db/slips.h"

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

void slips_tell(const struct plan_file *file, struct findings *findings)
{
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
