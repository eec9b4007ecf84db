/* Forked processes. */
#ifndef VK_BASE_PROCESS_H
#define VK_BASE_PROCESS_H

/* Ends a forked process without running what its parent had planned for its own end. What is left to be written is
 * written. Where the program is built with AddressSanitizer, leaks are looked for first, as at the end of any other. */
_Noreturn void process_end(int status);

#endif
