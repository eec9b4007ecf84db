/* Lengths on a page: integers of 1/1000 pt. */
#ifndef VK_REPORTS_FIX_H
#define VK_REPORTS_FIX_H

#include <stdint.h>

typedef int32_t fix; /* 1/1000 pt; a page is some 842,000 wide, so a length that is held holds 2,500 pages' heights */

#define PT(points) ((fix)((points) * 1000))
/* Millimetres; a constant expression. 1 mm = 72 / 25.4 pt. */
#define MM(millimetres) ((fix)((millimetres) * 360000 / 127))

#endif
