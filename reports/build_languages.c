/* Texts that the plan has in another language than the report's: the report prints them as they are and says so once.
 */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"

const char *build_language_word(enum lang lang)
{
    static const char *const words[LANG_COUNT] = {
        [LANG_NONE] = "",
        [LANG_FI] = N_("Finnish"),
        [LANG_SV] = N_("Swedish"),
        [LANG_EN] = N_("English"),
    };
    return words[lang];
}

void build_languages_here(struct build *build)
{
    doc_later_here(build->doc);
}

void build_languages(struct build *build)
{
    const char *note =
        tr(build->lang, "Some of the plan's texts do not exist in the language of this report. They are printed in "
                        "their own: %s.");
    struct join others = join_start(build->job->arena, build->lang);
    for (enum lang lang = LANG_FI; lang < LANG_COUNT; lang++)
        if (lang != build->lang && doc_speaks(build->doc, lang)) {
            join_between(&others, ", ");
            join_word(&others, tr(build->lang, build_language_word(lang)));
        }
    if (others.length > 0)
        doc_later_paragraph(build->doc, STYLE_COVER_NOTE,
                            join_printf(build->job->arena, build->lang, note, join_string(&others)));
}
