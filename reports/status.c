#include "reports/build.h"
#include "text/message.h"

const enum mark status_order[STATUS_MARKS] = {
    MARK_DONE,    MARK_CONTINUOUS, MARK_IN_PROGRESS,  MARK_NOT_STARTED,
    MARK_DELAYED, MARK_CANCELLED,  MARK_NOT_REPORTED, MARK_NOT_APPLICABLE,
};

enum mark status_mark(enum follow_status status)
{
    static const enum mark marks[FOLLOW_COUNT] = {
        [FOLLOW_NOT_STARTED] = MARK_NOT_STARTED,
        [FOLLOW_IN_PROGRESS] = MARK_IN_PROGRESS,
        [FOLLOW_DONE] = MARK_DONE,
        [FOLLOW_CONTINUOUS] = MARK_CONTINUOUS,
        [FOLLOW_DELAYED] = MARK_DELAYED,
        [FOLLOW_CANCELLED] = MARK_CANCELLED,
    };
    return marks[status];
}

const char *mark_word(enum mark mark, enum lang lang)
{
    static const char *const words[MARK_COUNT] = {
        [MARK_NOT_STARTED] = N_("Not started"),
        [MARK_IN_PROGRESS] = N_("In progress"),
        [MARK_DONE] = N_("Done"),
        [MARK_CONTINUOUS] = N_("Continuous"),
        [MARK_DELAYED] = N_("Delayed"),
        [MARK_CANCELLED] = N_("Cancelled"),
        [MARK_NOT_REPORTED] = N_("Not reported"),
        [MARK_NOT_APPLICABLE] = N_("Does not concern the organisation"),
    };
    return words[mark] == NULL ? "" : tr(lang, words[mark]);
}

const char *status_word(enum follow_status status, enum lang lang)
{
    return mark_word(status_mark(status), lang);
}

const struct followup *action_followup(const struct action *action, int year)
{
    for (size_t i = 0; i < action->followup_count; i++)
        if (action->followups[i].year == year)
            return &action->followups[i];
    return NULL;
}

const struct followup *action_followup_before(const struct action *action, int year)
{
    for (size_t i = 0; i < action->followup_count; i++) /* newest first */
        if (action->followups[i].year < year)
            return &action->followups[i];
    return NULL;
}

int actions_year_before(const struct action *const *actions, size_t count, int year)
{
    int newest = 0;
    for (size_t i = 0; i < count; i++) {
        const struct followup *before = action_followup_before(actions[i], year);
        if (before != NULL && before->year > newest)
            newest = before->year;
    }
    return newest;
}

enum mark action_mark(const struct action *action, int year)
{
    const struct followup *followup = action_followup(action, year);
    if (followup != NULL)
        return status_mark(followup->status);
    return action->applies ? MARK_NOT_REPORTED : MARK_NOT_APPLICABLE;
}

void status_row_add(struct status_row *row, const struct action *action, int year)
{
    const struct followup *followup = action_followup(action, year);
    if (followup != NULL)
        row->counts[followup->status]++;
    else if (action->applies)
        row->not_reported++;
    else
        row->not_applicable++;
}

unsigned status_row_total(const struct status_row *row)
{
    unsigned total = row->not_reported;
    for (size_t i = 0; i < FOLLOW_COUNT; i++)
        total += row->counts[i];
    return total;
}

unsigned status_row_count(const struct status_row *row, enum mark mark)
{
    if (mark == MARK_NOT_REPORTED)
        return row->not_reported;
    if (mark == MARK_NOT_APPLICABLE)
        return row->not_applicable;
    for (int status = 0; status < FOLLOW_COUNT; status++)
        if (status_mark((enum follow_status)status) == mark)
            return row->counts[status];
    return 0;
}
