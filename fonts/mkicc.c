/* Makes the profile that reports tell their colours by: sRGB as LittleCMS knows it (IEC 61966-2-1), in the form that is
 * smallest, with a curve of five numbers (ICC.1:2004-10). It stands in every report; a profile with a table for a curve
 * takes 2 KB more. Runs while building.
 *
 *     mkicc OUT.icc
 */
#include <lcms2.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define VERSION 4.2 /* the newest that PDF 1.7 knows */
#define DATE    24  /* where the header has the profile's date: six numbers of 16 bits */
#define MOST    4096

int main(int argc, char **argv)
{
    static const unsigned char published[12] = {
        1999 >> 8, 1999 & 0xFF, 0, 10, 0, 18
    }; /* IEC 61966-2-1: always the same bytes */
    unsigned char bytes[MOST];
    cmsUInt32Number length = 0;
    cmsHPROFILE profile = argc == 2 ? cmsCreate_sRGBProfile() : NULL;
    if (profile == NULL) {
        fprintf(stderr, "usage: mkicc OUT.icc\n");
        return 2;
    }
    cmsSetProfileVersion(profile, VERSION);
    cmsWriteTag(profile, cmsSigChromaticityTag, NULL); /* left out: only displays' calibration asks for it */
    bool made = cmsSaveProfileToMem(profile, NULL, &length) && length <= MOST && /* its length, then itself */
                cmsSaveProfileToMem(profile, bytes, &length) && length > DATE + sizeof published;
    cmsCloseProfile(profile);
    if (made)
        memcpy(bytes + DATE, published, sizeof published);
    FILE *file = made ? fopen(argv[1], "wb") : NULL;
    bool written = file != NULL && fwrite(bytes, 1, length, file) == length;
    if (file == NULL || fclose(file) != 0 || !written) {
        fprintf(stderr, "mkicc: %s cannot be made\n", argv[1]);
        return 1;
    }
    return 0;
}
