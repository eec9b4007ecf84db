/* What the picture of an indicator table says of itself: its key, its alternative text, how to read it. */
#include "reports/chart_indicators_inner.h"
#include "reports/interval.h"
#include "reports/join.h"
#include "text/message.h"

#define TOLD_MOST 5 /* concerning rows that the alternative text names */

/* ---- The key ---- */

enum key { KEY_GOOD, KEY_NEUTRAL, KEY_CONCERNING, KEY_NOT_COMPARED, KEY_COUNTRY, KEY_INTERVAL, KEY_RANGE, KEY_COUNT };

/* Which signs the rows have, by bit. */
static unsigned signs_of(const struct picture *picture)
{
    static const enum key keys[] = { [ASSESS_NONE] = KEY_NOT_COMPARED,
                                     [ASSESS_GOOD] = KEY_GOOD,
                                     [ASSESS_NEUTRAL] = KEY_NEUTRAL,
                                     [ASSESS_CONCERNING] = KEY_CONCERNING };
    unsigned signs = 0;
    double low, high;
    for (size_t i = 0; i < picture->count; i++) {
        const struct indicator_row *row = &picture->rows[i];
        const struct observation *own = picture_own(row);
        if (picture_country(row) != NULL)
            signs |= 1u << KEY_COUNTRY;
        if (own == NULL)
            continue;
        signs |= 1u << keys[row->comparison.assessment];
        if (interval_of(own, row->series->scale).source != INTERVAL_NONE)
            signs |= 1u << KEY_INTERVAL;
        if (interval_neutral(&row->comparison, &low, &high))
            signs |= 1u << KEY_RANGE;
    }
    return signs;
}

static void draw_sign(const struct picture *picture, enum key key, fix x, fix middle)
{
    const fix box[] = { x - PT(6), middle - PICTURE_ROW / 3, x + PT(6), middle - PICTURE_ROW / 3,
                        x + PT(6), middle + PICTURE_ROW / 3, x - PT(6), middle + PICTURE_ROW / 3 };
    switch (key) {
    case KEY_GOOD:
        sketch_mark(picture->sketch, x, middle, PICTURE_MARK, MARK_GOOD);
        break;
    case KEY_NEUTRAL:
        sketch_mark(picture->sketch, x, middle, PICTURE_MARK, MARK_NEUTRAL);
        break;
    case KEY_CONCERNING:
        sketch_mark(picture->sketch, x, middle, PICTURE_MARK, MARK_CONCERNING);
        break;
    case KEY_NOT_COMPARED:
        sketch_circle(picture->sketch, x, middle, PICTURE_MARK / 2 - PT(0.6), TINT_WHITE, TINT_INK);
        break;
    case KEY_COUNTRY:
        sketch_line(picture->sketch, x, middle - PICTURE_ROW / 2, x, middle + PICTURE_ROW / 2, PT(1.4), TINT_INK);
        break;
    case KEY_INTERVAL:
        sketch_line(picture->sketch, x - PT(6), middle, x + PT(6), middle, PT(1.2), TINT_INK_SOFT);
        break;
    default:
        sketch_polygon(picture->sketch, box, 4, TINT_NEUTRAL_GROUND, TINT_NEUTRAL);
    }
}

static struct text country_name(const struct picture *picture)
{
    const struct area *country = plan_country(picture->build->plan);
    return country == NULL ? tr_text(picture->build->lang, "Whole country") : country->name;
}

static struct text own_name(const struct picture *picture)
{
    return picture->all->area != NULL ? picture->all->area->name : tr_text(picture->build->lang, "Own figures");
}

static struct text sign_word(const struct picture *picture, enum key key)
{
    static const enum assessment assessments[] = { ASSESS_GOOD, ASSESS_NEUTRAL, ASSESS_CONCERNING, ASSESS_NONE };
    enum lang lang = picture->build->lang;
    if (key <= KEY_NOT_COMPARED)
        return text_of(assessment_word(assessments[key], lang), lang);
    if (key == KEY_COUNTRY)
        return country_name(picture);
    return tr_text(lang, key == KEY_INTERVAL ? N_("Interval (95 %)") : N_("Neutral range"));
}

/* "Kymenlaakso: ", before the signs of its figures; returns how wide that is. */
static fix key_name(const struct picture *picture, fix middle, bool draw)
{
    struct join join = join_start(picture->build->job->arena, picture->build->lang);
    struct label_spec spec = picture->label;
    join_text(&join, own_name(picture));
    join_word(&join, ":");
    spec.max_width = PICTURE_TITLE_MOST;
    if (draw)
        picture_label(picture, 0, middle, &spec, join_end(&join));
    fix width = picture_text_width(picture, join_end(&join));
    return (width < spec.max_width ? width : spec.max_width) + PICTURE_GAP;
}

/* "Kymenlaakso: ▲ hyvä ● neutraali | Koko maa ...", cut where the width of its one line ends. */
fix picture_key(const struct picture *picture, fix y, bool draw)
{
    const unsigned signs = signs_of(picture);
    fix x = 0, middle = y + PICTURE_KEY / 2 + PT(2);
    struct label_spec spec = picture->label;
    if ((signs & ((1u << KEY_COUNTRY) - 1)) != 0)
        x = key_name(picture, middle, draw);
    for (enum key key = 0; key < KEY_COUNT; key++) {
        if ((signs >> key & 1) == 0)
            continue;
        fix half = key == KEY_COUNTRY ? PT(1) : key < KEY_COUNTRY ? PICTURE_MARK / 2 : PT(6);
        struct text word = sign_word(picture, key);
        fix wide = 2 * half + PT(3) + picture_text_width(picture, word);
        if (picture->at.narrow && x > 0 && x + wide > picture->at.width) {
            x = 0;
            middle += PICTURE_ROW;
        }
        spec.max_width = picture->at.width - x - 2 * half - PT(3);
        if (!picture->at.narrow && spec.max_width < PICTURE_NAME_MOST / 2)
            break;
        if (draw) {
            draw_sign(picture, key, x + half, middle);
            picture_label(picture, x + 2 * half + PT(3), middle, &spec, word);
        }
        x += wide + PICTURE_GAP;
    }
    return middle - PT(2) + PICTURE_KEY / 2 - y;
}

/* ---- In words ---- */

/* "7 Tyytyväinen elämäänsä, Lukiolaiset 66,0 (67,3)". */
static void tell_row(const struct picture *picture, struct join *join, const struct indicator_row *row)
{
    join_text(join, picture_title(picture, row));
    if (!text_absent(picture_name(picture, row))) {
        join_word(join, ", ");
        join_text(join, picture_name(picture, row));
    }
    join_word(join, " ");
    join_number(join, picture_own(row)->value, row->decimals);
    if (picture_country(row) != NULL) {
        join_word(join, " (");
        join_number(join, picture_country(row)->value, row->decimals);
        join_word(join, ")");
    }
}

static void tell_concerning(const struct picture *picture, struct join *join, size_t concerning)
{
    size_t told = 0;
    if (concerning == 0)
        return;
    join_word(join, " ");
    join_word(join, tr(join->lang, "Concerning, the country's figure in brackets:"));
    for (size_t i = 0; i < picture->count && told < TOLD_MOST; i++) {
        const struct indicator_row *row = &picture->rows[i];
        if (picture_own(row) == NULL || row->comparison.assessment != ASSESS_CONCERNING)
            continue;
        join_word(join, told++ == 0 ? " " : "; ");
        tell_row(picture, join, row);
    }
    join_word(join, concerning > told ? "; …" : ".");
}

/* How many of each assessment, and which are concerning: what a reader looks for first. */
struct text picture_describe(const struct picture *picture)
{
    static const enum assessment order[] = { ASSESS_GOOD, ASSESS_NEUTRAL, ASSESS_CONCERNING, ASSESS_NONE };
    enum lang lang = picture->build->lang;
    size_t counts[ASSESS_CONCERNING + 1] = { 0 };
    struct join join = join_start(picture->build->job->arena, lang);
    for (size_t i = 0; i < picture->count; i++)
        if (picture_own(&picture->rows[i]) != NULL)
            counts[picture->rows[i].comparison.assessment]++;
    if (!picture->all->own)
        join_text(&join, country_name(picture));
    else
        join_text(&join,
                  join_printf(join.arena, lang, tr(lang, "%s, compared with: %s"),
                              join_copy(join.arena, own_name(picture)), join_copy(join.arena, country_name(picture))));
    for (size_t i = 0, any = 0; i < sizeof order / sizeof *order; i++) {
        if (counts[order[i]] == 0)
            continue;
        join_word(&join, any++ == 0 ? "; " : ", ");
        join_word(&join, assessment_word(order[i], lang));
        join_word(&join, " ");
        join_int(&join, (int64_t)counts[order[i]]);
    }
    join_word(&join, ".");
    tell_concerning(picture, &join, counts[ASSESS_CONCERNING]);
    join_word(&join, " ");
    join_word(&join, tr(lang, "The table that follows tells all figures of the years."));
    return join_end(&join);
}

/* ---- How to read it ---- */

static void say(struct build *build, const char *message)
{
    doc_text(build->doc, text_of(" ", LANG_NONE));
    doc_text(build->doc, tr_text(build->lang, message));
}

/* Below the figures: what the bars, boxes and scales are of; the rule itself stands below the table. */
static void explain(struct build *build, const struct indicator_rows *rows)
{
    bool told = false, reckoned = false, range = false, own_scales = false;
    double low, high;
    for (size_t i = 0; i < rows->count; i++) {
        const struct observation *own = picture_own(&rows->rows[i]);
        struct interval interval = { 0 };
        if (own != NULL)
            interval = interval_of(own, rows->rows[i].series->scale);
        told |= interval.source == INTERVAL_TOLD;
        reckoned |= interval.source == INTERVAL_WILSON;
        range |= own != NULL && interval_neutral(&rows->rows[i].comparison, &low, &high);
        own_scales |= rows->rows[i].series->scale != SCALE_SHARE;
    }
    doc_paragraph_open(build->doc, STYLE_SMALL, ALIGN_START);
    doc_text(build->doc, tr_text(build->lang, "On the right: the years, first and newest figure."));
    if (range)
        say(build, N_("Neutral range: where the own figure would be neutral by the rule below the table."));
    if (told)
        say(build, N_("Interval (95 %): as in the source."));
    if (reckoned)
        say(build, told ? N_("Where it tells none: by Wilson's formula from the share and n.")
                        : N_("Interval (95 %): by Wilson's formula from the share and n."));
    if (own_scales)
        say(build,
            N_("Shares stand on one scale of 0 to 100 %, the others on the indicator's own, whose ends are told."));
    doc_paragraph_close(build->doc);
}

void build_indicator_chart(struct build *build, const struct indicator_rows *rows)
{
    const struct chart_places places = chart_indicators_places(build, rows, build->screen ? FIGURE_SCREEN : build_measure());
    const struct chart_places narrow =
        build->screen ? chart_indicators_places(build, rows, FIGURE_NARROW) : (struct chart_places){ 0 };
    for (size_t from = 0, count; from < rows->count; from += count) {
        count = chart_indicators_rows(rows, from);
        const struct figure *figure = chart_indicators(build, rows, &places, from, count);
        if (build->screen && figure != NULL)
            figure = figure_pair(build->job->arena, figure, chart_indicators(build, rows, &narrow, from, count));
        if (figure == NULL)
            return;
        doc_figure(build->doc, figure);
    }
    if (rows->count > 0)
        explain(build, rows);
}
