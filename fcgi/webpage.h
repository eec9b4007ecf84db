/* A page while it is made: what stands around every page (web/head.html, web/foot.html) and the names of its template.
 * Links between pages keep the language and the year that were asked for. */
#ifndef VK_FCGI_WEBPAGE_H
#define VK_FCGI_WEBPAGE_H

#include "fcgi/answer.h"

/* A page whose form cannot be as it was sent gives its view the flag "faulty", which its window's title tells. */
struct webpage {
    struct answer *answer;
    struct arena *arena; /* the job's */
    enum lang lang;
    struct view *view; /* the template's names; the chrome's are there already */
};

/* Begins a page in that language. `title`: its heading and the window's. */
void webpage_open(struct webpage *page, struct answer *answer, enum lang lang, struct text title);

/* The same for an error, which may come of the address or its parameters: of them only the words searched for are kept. */
void webpage_open_problem(struct webpage *page, struct answer *answer, enum lang lang, struct text title);

/* A step of the way here, behind the list of plans. `address` NULL: this page. In order. */
void webpage_crumb(struct webpage *page, struct text name, const char *address);

/* The years to choose from, and `shown` wherever it is: this address with another year. */
void webpage_years(struct webpage *page, int from, int to, int shown);

/* An address on this site with the language and year that were asked for, before a '#' that it may have; NULL when
 * memory is out. */
const char *webpage_link(const struct webpage *page, const char *path);
/* The same with one parameter more before these. */
const char *webpage_link_with(const struct webpage *page, const char *path, const char *name, const char *value);
/* A table: people open it in a spreadsheet, which would run the formulas that a plan's texts may look like, so that links
 * on pages ask for the dialect without any (text/csv.h). */
const char *webpage_link_table(const struct webpage *page, const char *path);
/* Of what is of no year: the language alone. */
const char *webpage_link_lang(const struct webpage *page, const char *path);

/* Fills the template into the response and sets its header fields; its entity tag is the body's. */
enum status webpage_close(struct webpage *page, const char *template) MUST_USE;
/* The same without an entity tag. */
enum status webpage_fill(struct webpage *page, const char *template) MUST_USE;

#endif
