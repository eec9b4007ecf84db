/* Writing iCalendar (RFC 5545): lines end in CR LF and are folded at 75 octets, never within a character (3.1). */
#ifndef VK_TEXT_ICAL_H
#define VK_TEXT_ICAL_H

#include "base/buf.h"
#include "text/text.h"

#define ICAL_LINE 75 /* octets at most, without the line's end */

/* Failures are the buffer's and sticky. */

/* One content line of words that need no escaping: ical_line(out, "BEGIN", "VEVENT"). */
void ical_line(struct buf *out, const char *name, const char *value);

/* A property whose value is a text (3.3.11: \ ; , and line ends are escaped); its LANGUAGE where the text has one
 * (3.2.10). Nothing where the text is absent. */
void ical_text(struct buf *out, const char *name, struct text text);

/* A property with a day: "DTSTART;VALUE=DATE:20220101". `month` 1 to 12; beyond, of the years that follow. */
void ical_month(struct buf *out, const char *name, int year, int month);

#endif
