/* The program's own words in the three languages. The messages are English in the sources and marked for gettext's
 * tools; the catalogues of po/ are compiled by msgfmt and lie in the program, so that a request's language needs
 * neither the process's locale nor an installed one. */
#ifndef VK_TEXT_MESSAGE_H
#define VK_TEXT_MESSAGE_H

#include "text/text.h"
#include "text/wordbook.h"

/* Marks a message in a table for xgettext; gives it back as it is. */
#define N_(message) message
/* The same for one that trc asks for with this context. */
#define NC_(context, message) message

/* The message in `lang`; itself where the catalogue lacks it. Constant memory. The first question of the process opens
 * the catalogues (some microseconds). */
const char *tr(enum lang lang, const char *message) __attribute__((format_arg(2)));

/* With a context that tells apart what English says with one word: trc(lang, "plan", "Year"). */
const char *trc(enum lang lang, const char *context, const char *message) __attribute__((format_arg(3)));

/* By number: trn(lang, "%d subgoal", "%d subgoals", n). */
const char *trn(enum lang lang, const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(2), format_arg(3)));

/* tr as a struct text. Where the catalogue lacks it, the text is English and says so. */
struct text tr_text(enum lang lang, const char *message);

/* The language of the process's environment (the first of LC_ALL, LC_MESSAGES, LANG that is set; LANGUAGE), for the
 * command's own messages; LANG_EN where it is none of ours. In the locales C and POSIX it is English whatever LANGUAGE
 * says; C.UTF-8, the usual one of containers, is English where LANGUAGE does not say otherwise. */
enum lang message_environment(void);

/* The words of all messages with their break points, which the program carries. */
const struct wordbooks *message_words(void);

#endif
