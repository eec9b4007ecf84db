#include "base/version.h"

#include "program-version.h"

const char *program_version(void)
{
    return PROGRAM_VERSION;
}
