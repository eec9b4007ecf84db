#include "reports/pdf_id.h"

#include "base/hash.h"

#include <string.h>

void pdf_id_make(const char *bytes, size_t length, char out[PDF_ID_HEX])
{
    char digest[HASH_HEX];
    hash_hex(bytes, length, digest);
    memcpy(out, digest, PDF_ID_HEX - 1);
    out[PDF_ID_HEX - 1] = '\0';
}

/* Where the cross-reference stream begins, as the file's end says ("startxref\n1234\n%%EOF\n"); `length` where it says
 * nothing of the kind. */
static size_t find_rows(const char *bytes, size_t length)
{
    static const char tail[] = "\n%%EOF\n", word[] = "startxref\n";
    size_t end = length - (sizeof tail - 1), scale = 1, place = 0;
    if (length < sizeof tail || memcmp(bytes + end, tail, sizeof tail - 1) != 0)
        return length;
    size_t at = end;
    for (; at > 0 && end - at < 10 && bytes[at - 1] >= '0' && bytes[at - 1] <= '9'; at--, scale *= 10)
        place += scale * (size_t)(bytes[at - 1] - '0');
    bool named = at >= sizeof word - 1 && memcmp(bytes + at - (sizeof word - 1), word, sizeof word - 1) == 0;
    return named && at < end && place < at ? place : length;
}

bool pdf_id_holds(const char *bytes, size_t length)
{
    static const char key[] = "/ID[<", stream[] = "stream\n";
    size_t rows = find_rows(bytes, length);
    const char *end = rows < length ? memmem(bytes + rows, length - rows, stream, sizeof stream - 1) : NULL;
    const char *id = end == NULL ? NULL : memmem(bytes + rows, (size_t)(end - bytes) - rows, key, sizeof key - 1);
    if (id == NULL || (size_t)(end - id) < sizeof key + PDF_ID_HEX)
        return false;
    char made[PDF_ID_HEX];
    pdf_id_make(bytes, rows, made);
    return memcmp(id + sizeof key - 1, made, PDF_ID_HEX - 1) == 0;
}
