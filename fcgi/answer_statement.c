/* `/accessibility`: the statement that the law on digital services (306/2019, section 9) asks of a public body, with what
 * Commission Implementing Decision (EU) 2018/1523 says it holds: how far the service conforms, what is not accessible and
 * why, how it was prepared, where feedback goes, and how to have the law enforced. */
#include "fcgi/webpage.h"
#include "text/message.h"
#include "text/number.h"

/* When the pages were last assessed: to be changed with the statement. */
#define PREPARED "2026-11-25"

enum status answer_statement(struct answer *answer)
{
    struct webpage page;
    const struct web_options *options = web_options(answer->web);
    enum lang lang = answer_lang(answer, DEFAULT_LANG);
    webpage_open(&page, answer, lang, tr_text(lang, "Accessibility statement"));
    webpage_crumb(&page, tr_text(lang, "Accessibility statement"), NULL);
    view_string(page.view, "feedback_shown", options->feedback);
    view_string(page.view, "supervisor", options->supervisor);
    char prepared[NUMBER_MAX];
    date_format(prepared, PREPARED, lang);
    view_string(page.view, "prepared", prepared);
    return webpage_close(&page, "accessibility");
}
