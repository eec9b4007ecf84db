#include "reports/pdf_inner.h"

#include "text/utf8.h"

/* ISO 32000-1, D.3: PDFDocEncoding's characters between ASCII and Latin-1's upper half, from code 0x80 on. Its other
 * codes from 0xA1 on are those of Latin-1. */
static const uint16_t doc_encoding[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
    0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
    0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0,      0x20AC,
};

/* The character's code there; 0 where it has none. */
static unsigned char doc_code(uint32_t character)
{
    if ((character >= 0x20 && character < 0x7F) || (character > 0xA0 && character <= 0xFF && character != 0xAD))
        return (unsigned char)character;
    for (size_t i = 0; i < sizeof doc_encoding / sizeof doc_encoding[0]; i++)
        if (doc_encoding[i] == character && character != 0)
            return (unsigned char)(0x80 + i);
    return 0;
}

/* Into `out` of PDF_STRING_MAX bytes; 0 where a character has no code or there are too many. */
static size_t to_doc(const char *bytes, size_t length, unsigned char *out)
{
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        unsigned char code = doc_code(utf8_next(bytes, length, &at));
        if (code == 0 || count == PDF_STRING_MAX)
            return 0;
        out[count++] = code;
    }
    /* What begins like the marks of UTF-16 or UTF-8 would be read as such */
    bool marked = count >= 2 && ((out[0] == 0xFE && out[1] == 0xFF) || (out[0] == 0xEF && out[1] == 0xBB));
    return marked ? 0 : count;
}

/* As UTF-16BE with its mark into `out` of PDF_STRING_MAX bytes; returns how many. Cut with "…" where it does not fit. */
static size_t to_utf16(const char *bytes, size_t length, unsigned char *out)
{
    size_t count = 0;
    out[count++] = 0xFE;
    out[count++] = 0xFF;
    for (size_t at = 0; at < length;) {
        uint32_t code = utf8_next(bytes, length, &at);
        if (code == UTF8_BAD)
            code = 0xFFFD;
        if (count + 4 + 2 > PDF_STRING_MAX) {
            code = 0x2026;
            at = length;
        }
        if (code >= 0x10000) {
            uint32_t high = 0xD800 + ((code - 0x10000) >> 10);
            out[count++] = (unsigned char)(high >> 8);
            out[count++] = (unsigned char)high;
            code = 0xDC00 + ((code - 0x10000) & 0x3FF);
        }
        out[count++] = (unsigned char)(code >> 8);
        out[count++] = (unsigned char)code;
    }
    return count;
}

void pdf_put_string(struct buf *out, const char *bytes, size_t length)
{
    unsigned char encoded[PDF_STRING_MAX + 1];
    size_t count = to_doc(bytes, length, encoded);
    if (count == 0 && length > 0)
        count = to_utf16(bytes, length, encoded);
    char *start = buf_room(out, 2 * count + 2), *at = start;
    if (start == NULL)
        return;
    *at++ = '(';
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = encoded[i];
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
            *at++ = '\\';
        *at++ = byte == '\r' ? 'r' : (char)byte;
    }
    *at++ = ')';
    buf_grew(out, (size_t)(at - start));
}

/* ---- Entries of libharu's dictionaries ---- */

struct texts {
    const struct pdf_entry *entries;
    size_t count;
};

static HPDF_STATUS write_texts(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct texts *texts = dict->attr;
    struct buf *out = pdf_buf(stream);
    for (size_t i = 0; i < texts->count; i++) {
        if (text_absent(texts->entries[i].text))
            continue;
        buf_text(out, texts->entries[i].key);
        pdf_put_string(out, texts->entries[i].text.bytes, texts->entries[i].text.length);
    }
    return HPDF_OK;
}

bool pdf_add_texts(struct pdf *pdf, HPDF_Dict dict, const struct pdf_entry *entries, size_t count)
{
    struct arena *arena = pdf->job->arena;
    struct texts *texts = arena_raw(arena, sizeof *texts);
    struct pdf_entry *copy = arena_array(arena, count, sizeof *copy);
    if (texts == NULL || copy == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        copy[i] = entries[i];
    *texts = (struct texts){ copy, count };
    dict->attr = texts;
    dict->write_fn = write_texts;
    return true;
}
