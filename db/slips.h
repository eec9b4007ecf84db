/* What a file says that a slip of the hand explains best: told when it is imported, and not kept. */
#ifndef VK_DB_SLIPS_H
#define VK_DB_SLIPS_H

#include "db/findings.h"
#include "db/planfile.h"

/* Looks through a file that was resolved without errors, before what is kept from the database is added: texts of cells
 * for which the plan has no column; follow-up of a year outside of the plan's period and figures of a year behind it,
 * each year once. A report shows the newest year with follow-up, so that a single "2052" leaves all others unreported.
 */
void slips_tell(const struct plan_file *file, struct findings *findings);

#endif
