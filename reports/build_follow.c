/* The follow-up of an action under its row. */
#include "reports/build.h"
#include "reports/join.h"
#include "text/message.h"
#include "text/number.h"

#define QUOTE_CHARACTERS 60 /* of an action's first line, where its follow-up does not stand right under it */

static void plain(struct build *build, const char *text)
{
    doc_text(build->doc, text_of(text, LANG_NONE));
}

/* Whole words, as many as fit. */
struct text build_quote(struct build *build, struct text text)
{
    size_t end = 0, characters = 0, last_space = 0;
    size_t start = text_item_mark(text.bytes, text.length);
    for (end = start; end < text.length && text.bytes[end] != '\n'; end++) {
        characters += ((unsigned char)text.bytes[end] & 0xC0) != 0x80;
        if (characters > QUOTE_CHARACTERS)
            break;
        if (text.bytes[end] == ' ')
            last_space = end;
    }
    bool cut = characters > QUOTE_CHARACTERS;
    if (cut && last_space > start)
        end = last_space;
    struct join join = join_start(build->job->arena, text.lang);
    join_word(&join, text.lang == LANG_EN ? "“" : "”");
    join_text(&join, (struct text){ text.bytes + start, (uint32_t)(end - start), text.lang });
    join_word(&join, cut ? "…”" : "”");
    return join_end(&join);
}

/* "Seuranta 2022: ● Käynnissä · 12.12.2022 · Maija Meikäläinen" */
static void follow_status(struct build *build, const struct action *action, const struct followup *followup)
{
    struct doc *doc = build->doc;
    enum mark mark = action_mark(action, build->year);
    if (mark != MARK_NOT_APPLICABLE) {
        doc_text(doc, join_printf(build->job->arena, build->lang, tr(build->lang, "Follow-up %d"), build->year));
        plain(build, ": ");
    }
    doc_span(doc,
             &(struct span){ .text = tr_text(build->lang, mark_word(mark, LANG_NONE)), .mark = mark, .bold = true });
    if (followup == NULL)
        return;
    if (followup->date != NULL) {
        char date[NUMBER_MAX];
        date_format(date, followup->date, build->lang);
        doc_text(doc, join_printf(build->job->arena, build->lang, " · %s", date));
    }
    if (build->query->authors && followup->author != NULL)
        doc_text(doc, join_printf(build->job->arena, LANG_NONE, " · %s", followup->author));
}

/* "Osallistujia: 1 234 henkilöä · Koulutettu: kyllä" */
void build_follow_figures(struct build *build, const struct followup *followup)
{
    struct doc *doc = build->doc;
    if (followup->figure_count == 0)
        return;
    doc_paragraph_open(doc, STYLE_FOLLOW, ALIGN_START);
    for (size_t i = 0; i < followup->figure_count; i++) {
        const struct followup_figure *figure = &followup->figures[i];
        if (i > 0)
            plain(build, " · ");
        doc_text(doc, figure->name);
        plain(build, ": ");
        if (figure->truth) {
            doc_text(doc, tr_text(build->lang, figure->value != 0 ? N_("yes") : N_("no")));
            continue;
        }
        char number[NUMBER_MAX];
        number_format(number, figure->value, -1, build->lang);
        doc_text(doc, join_printf(build->job->arena, LANG_NONE, "%s", number));
        if (!text_absent(figure->unit)) {
            plain(build, number_unit_gap(figure->unit, build->lang));
            doc_text(doc, figure->unit);
        }
    }
    doc_paragraph_close(doc);
}

/* " · aiemmin 2021: ● Käynnissä, 2020: ○ Ei aloitettu", at the end of the line that tells the year's status. */
static void follow_earlier(struct build *build, const struct action *action)
{
    struct doc *doc = build->doc;
    bool any = false;
    for (size_t i = 0; i < action->followup_count; i++) {
        const struct followup *followup = &action->followups[i];
        if (followup->year >= build->year)
            continue;
        plain(build, any ? ", " : " · ");
        if (!any) {
            doc_text(doc, tr_text(build->lang, "earlier"));
            plain(build, " ");
        }
        doc_text(doc, join_printf(build->job->arena, LANG_NONE, "%d:\u00A0", followup->year));
        doc_span(doc, &(struct span){ .text = tr_text(build->lang, mark_word(status_mark(followup->status), LANG_NONE)),
                                      .mark = status_mark(followup->status) });
        any = true;
    }
}

void build_follow_fill(struct build *build, const struct action *action, bool quoted)
{
    const struct followup *followup = action_followup(action, build->year);
    doc_paragraph_open(build->doc, STYLE_FOLLOW, ALIGN_START);
    if (quoted && !text_absent(action->cells[FIELD_ACTION].text)) {
        doc_text(build->doc, build_quote(build, action->cells[FIELD_ACTION].text));
        plain(build, " – ");
    }
    follow_status(build, action, followup);
    follow_earlier(build, action);
    doc_paragraph_close(build->doc);
    if (followup != NULL) {
        doc_markup(build->doc, STYLE_FOLLOW, followup->progress);
        build_follow_figures(build, followup);
    }
}
