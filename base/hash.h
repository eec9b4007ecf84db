/* SHA-256 (FIPS 180-4), for versions and ETags. */
#ifndef VK_BASE_HASH_H
#define VK_BASE_HASH_H

#include <stddef.h>

#define HASH_HEX 65 /* bytes of a digest in hexadecimal, its NUL included */

/* The digest of `bytes` in lower-case hexadecimal. */
void hash_hex(const void *bytes, size_t length, char out[HASH_HEX]);

#endif
