/* The program's version. */
#ifndef VK_BASE_VERSION_H
#define VK_BASE_VERSION_H

/* "0.1.0+3f2a9c01d4": the release, and a digest of the sources, fonts and catalogues the program was made of. Two programs
 * of one version make the same bytes of the same data. */
const char *program_version(void);

#endif
