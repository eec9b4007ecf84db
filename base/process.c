#include "base/process.h"

#include <stdio.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

void process_end(int status)
{
    fflush(NULL);
#ifdef __SANITIZE_ADDRESS__
    __lsan_do_leak_check(); /* ends the process where it finds any */
#endif
    _exit(status);
}
