/* Where a line may end, by Unicode Standard Annex 14 (libunistring), tailored for Finnish, Swedish and English
 * office text. */
#ifndef VK_TEXT_LINEBREAK_H
#define VK_TEXT_LINEBREAK_H

#include "text/text.h"

enum break_kind {
    BREAK_NONE,      /* no line may end before this byte */
    BREAK_ALLOWED,   /* a line may end before this byte */
    BREAK_MANDATORY, /* a line ends before this byte ('\n' was before it) */
    BREAK_HYPHEN     /* a line may end before this byte with a hyphen put there (text/hyphen.h sets it) */
};

/* Fills `breaks[0..length)`, one enum break_kind a byte: the chance BEFORE that byte; [0] is BREAK_NONE. The tailoring: no
 * break between a number and its unit or '%', inside a range ("2020–2024"), after "§", inside an e-mail address but at
 * '@' and '.', nor a web address but behind '/'; a chance behind '/' between words ("kunta/kaupunki"). */
void linebreak_find(const char *bytes, size_t length, char *breaks);

#endif
