/* The only place that asks what time it is. */
#ifndef VK_BASE_CLOCK_H
#define VK_BASE_CLOCK_H

#include <stdint.h>

/* Microseconds since some moment in the past; never runs backwards. */
int64_t clock_monotonic_us(void);

/* Seconds since 1970-01-01 UTC. */
int64_t clock_unix_seconds(void);

#endif
