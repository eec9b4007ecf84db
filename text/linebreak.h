/* Where a line may end, by Unicode Standard Annex 14 (libunistring), tailored for Finnish, Swedish and English
 * office text. */
#ifndef VK_TEXT_LINEBREAK_H
#define VK_TEXT_LINEBREAK_H

#include "text/text.h"

enum break_kind {
    BREAK_NONE,     /* no line may end before this byte */
    BREAK_ALLOWED,  /* a line may end before this byte */
    BREAK_POOR,     /* the same, where nothing better fits: what stands there belongs to the word before */
    BREAK_ADDRESS,  /* a line may end before this byte, within a web or e-mail address */
    BREAK_MANDATORY /* a line ends before this byte ('\n' was before it) */
};

/* Fills `breaks[0..length)`, one enum break_kind a byte: the chance BEFORE that byte; [0] is BREAK_NONE. `bytes` is as
 * a struct text has it. A '\n' that ends the text has no chance behind it. Linear in `length`; allocates nothing.
 *
 * The tailoring. No break
 * - between a number and its unit or sign ("12,3 %", "15 v", "45 §"), behind "§" before a number, between groups of
 *   digits ("10 000"), before "lk" behind an ordinal ("4.–5. lk");
 * - behind a hyphen or dash that has a digit before it ("2020–2024", "17-vuotiaat"), begins a word ("ja -kasvattaja"),
 *   or has but one letter on a side ("e-lomake", "A–Ö");
 * - behind '.' and ':' within a word ("MLL:n"), nor behind ',' and ';' where a side has but one letter;
 * - behind '/' that has but one letter or digit on a side ("km/h", "1/2"); elsewhere words divide behind it
 *   ("kunta/kaupunki", also before a hyphen: "ohjelmat/-mallit");
 * - inside an e-mail address, but before '@', and before a '.' that stands at least two characters from its beginning
 *   and has at least four behind it;
 * - inside a web address ("https://", "www."), but behind '/' and before '?', '&' and '#'.
 *
 * A poor break between
 * - a number and the word that it counts or measures ("5 000 euroa", "15 vuotta");
 * - an ordinal and a small letter ("12. kesäkuuta", "4. luokka");
 * - an abbreviation and what it is of ("s. 12", "esim. koulu", "ks. kohta", "klo 12"), a thing and its number ("liite
 *   1", "kohta 3"), initials and a name ("A. Virtanen");
 * - a word and "ym.", "jne.", "osv.", "etc." behind it, or a dash with spaces around it. */
void linebreak_find(const char *bytes, size_t length, char *breaks);

/* True where the space at `space` holds what stands beside it together by the first of those rules: a number's groups of
 * digits, a number and its unit. For who has lines broken by others (text/html.h). */
bool linebreak_holds_space(const char *bytes, size_t length, size_t space);

/* Without the tailoring: what Unicode says. `quick`: false has libunistring do it whatever the text is; true only
 * where the text has characters that the table of our own lacks. The two ways agree; for the test that shows it. */
void linebreak_find_unicode(const char *bytes, size_t length, char *breaks, bool quick);

#endif
