/* A PDF drawn from hand-made pages, and what others' programs read in it. With PDF_DIR set, every file stays there for
 * veraPDF (make check-pdf). */
#ifndef VK_TESTS_PDF_WORK_H
#define VK_TESTS_PDF_WORK_H

#include "base/buf.h"
#include "reports/font.h"
#include "tests/support/sheet.h"

struct work {
    struct fonts *fonts;
    struct job job;
    struct sheet sheet;
    struct buf out;
};

void work_start(struct work *work, struct fonts *fonts);
void work_stop(struct work *work);
/* Draws the sheet's pages; fails the test where that fails. */
void work_draw(struct work *work);
/* Draws and expects this status, and a message that says `told`. */
void work_fails(struct work *work, enum status expected, const char *told);

/* What a tool prints for the file, called as "TOOL ARGUMENTS" with '%s' the file's name; NULL where the tool is not
 * there. The caller frees it. Fails the test where the tool fails. `name` names the file. */
char *work_read(const struct work *work, const char *name, const char *tool, const char *arguments);
/* Well-formed at both ends, and qpdf finds no fault. */
void work_is_sound(const struct work *work, const char *name);
/* The first page's operators; NULL where mutool is not there. */
char *work_content(const struct work *work, const char *name);
/* Fails the test where `text`, which may be NULL, does not hold `part`. */
void assert_holds(const char *text, const char *part);

/* cmocka's group set-up and take-down: the fonts as its state. */
int work_load_fonts(void **state);
int work_free_fonts(void **state);

#endif
