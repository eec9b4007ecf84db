/* Between the files of the PDF writer: pdf.c (the device), pdf_content.c, pdf_ops.c, pdf_shape.c (a page's operators),
 * pdf_font.c (codes), pdf_embed.c (embedded fonts), pdf_text.c (strings), pdf_tags.c (structure tree), pdf_meta.c (what
 * is told of the document), pdf_stream.c (compression), pdf_save.c (the file), pdf_id.h (its ID).
 *
 * libharu makes the document, pages, outlines, annotations and all dictionaries, and owns them; its memory comes from
 * the job's arena. A libharu call that fails returns NULL or sets the document's error, which stays: whoever makes an
 * object looks at NULL where libharu would follow it; pdf_sound at the end of a piece of work finds all else. */
#ifndef VK_REPORTS_PDF_INNER_H
#define VK_REPORTS_PDF_INNER_H

#include "reports/pdf.h"

#include <hpdf.h>

struct pdf;

/* ---- pdf_stream.c: streams ---- */

struct pdf_stream {
    const void *bytes; /* in the arena, or constant */
    size_t length;
    bool deflated;
};

/* Deflates into the arena: fast, or well what is kept for other documents. False when memory is out (told in the job).
 */
bool pdf_deflate(struct job *job, bool well, const void *bytes, size_t length, struct pdf_stream *out) MUST_USE;

/* For bytes that are the same in every document of the process: deflated once and kept. `kept` is a static variable of
 * the caller's, at first NULL. */
bool pdf_deflate_once(struct job *job, const void *bytes, size_t length, const struct pdf_stream **kept) MUST_USE;

/* ---- pdf_font.c: characters become one-byte codes ---- */

/* One font dictionary: a face with at most 255 of its characters. Its codes: in a face's first font, those of ASCII and
 * of Latin-1's upper half stand for themselves (0xAD for our own hyphen) and the rest takes what is free; in further
 * fonts they are given in order of use. */
struct pdf_font {
    enum face face;
    uint32_t characters[256]; /* by code; 0: not used */
    unsigned last;            /* the code that was given out last */
    unsigned number;          /* of its name in the resources, "F7" */
    struct pdf_font *next;    /* of the same face */
};

#define PDF_CODE_HYPHEN 0xADu
#define PDF_CODE_SPACE  ' '

struct pdf_place {         /* of a character */
    struct pdf_font *font; /* NULL: memory is out, or the face lacks it (told in the job) */
    unsigned char code;
};

struct pdf_fonts;
struct pdf_fonts *pdf_fonts_new(struct job *job, const struct fonts *fonts); /* NULL when memory is out */
/* The first font of a face, whose codes 0x20 to 0x7E need no look-up, only to be noted in `characters`. NULL when
 * memory is out. */
struct pdf_font *pdf_font_first(struct pdf_fonts *fonts, enum face face);
struct pdf_place pdf_font_place(struct pdf_fonts *fonts, struct pdf_font *first, uint32_t character);
/* All fonts of a face, the first one first; NULL: none is used. */
const struct pdf_font *pdf_fonts_of(const struct pdf_fonts *fonts, enum face face);

/* ---- pdf_content.c: what is drawn on a page, in marked-content sequences; pdf_ops.h: its operators ---- */

struct pdf_content;
struct pdf_content *pdf_content_new(struct pdf *pdf); /* NULL when memory is out */
void pdf_content_begin(struct pdf_content *content);
void pdf_content_item(struct pdf_content *content, const struct item *item);
/* Ends what is open and gives the page's operators, valid until the next page begins. False on failure. */
bool pdf_content_end(struct pdf_content *content, struct pdf_stream *out) MUST_USE;

/* ---- pdf_shape.c: rectangles, paths; marks, which become forms ---- */

struct pdf_forms;
struct pdf_forms *pdf_forms_new(struct job *job); /* NULL when memory is out */
/* Puts them into `resources` (XObject). */
bool pdf_forms_finish(struct pdf *pdf, HPDF_Dict resources) MUST_USE;

/* ---- pdf_tags.c: the structure tree ---- */

struct pdf_tags;
struct pdf_tags *pdf_tags_new(struct pdf *pdf); /* NULL with the reason in the job */
/* A marked-content sequence of the element begins on the page: its number there (MCID); below 0 on failure. */
int pdf_tags_content(struct pdf_tags *tags, uint32_t elem, size_t page);
/* An annotation of the element stands on the page: gives its StructParent key. False on failure. */
bool pdf_tags_annotation(struct pdf_tags *tags, uint32_t elem, size_t page, HPDF_Dict annotation) MUST_USE;
/* Something of the element, left, top, right, bottom on its page: for a figure's box. */
bool pdf_tags_extend(struct pdf_tags *tags, uint32_t elem, const fix box[4]) MUST_USE;
/* Makes the tree's root and look-up trees and hangs them into the catalogue. Its elements, which are most of a file's
 * objects, never become libharu's: the saver numbers and writes them. */
bool pdf_tags_finish(struct pdf_tags *tags) MUST_USE;
/* The tree's own objects (elements, a page's array of them) are numbered from `first` on; returns how many they are. */
uint32_t pdf_tags_number(struct pdf_tags *tags, uint32_t first);
/* Writes them, a page's array behind the elements that it names: what repeats stands near, and deflates well. */
struct pdf_sink {
    struct buf *(*begin)(const struct pdf_sink *sink, uint32_t number); /* where the object goes */
    bool (*end)(const struct pdf_sink *sink);                           /* false to stop */
};
bool pdf_tags_write(const struct pdf_tags *tags, const struct pdf_sink *sink) MUST_USE;

/* ---- pdf_meta.c ---- */

/* Catalogue entries, page labels, Info, XMP, output intent. */
bool pdf_meta_finish(struct pdf *pdf) MUST_USE;

/* ---- pdf_save.c ---- */

/* Numbers libharu's objects and writes the file. */
bool pdf_save(struct pdf *pdf) MUST_USE;

/* ---- pdf.c ---- */

struct pdf {
    struct device device;
    struct job *job;
    const struct fonts *fonts;
    struct buf *out;
    const struct laid *laid;
    const struct doc_meta *meta;
    HPDF_Doc doc;
    HPDF_Page *pages;
    size_t page; /* the one that is drawn */
    struct pdf_fonts *coder;
    struct pdf_forms *forms;
    bool plain;
    struct pdf_tags *tags; /* NULL: plain */
    struct pdf_content *content;
};

/* Puts libharu's font dictionaries into `resources` (Font). pdf_embed.c */
bool pdf_fonts_finish(struct pdf *pdf, HPDF_Dict resources) MUST_USE;

/* False where memory is out, libharu told an error or the job failed otherwise; the reason is in the job. */
bool pdf_sound(struct pdf *pdf) MUST_USE;
/* Always false, with a reason in the job, also where nobody gave one. */
bool pdf_stop(struct pdf *pdf);

/* A new indirect dictionary; NULL on failure. `write` (may be NULL) prints its entries as PDF into the buffer pdf_buf
 * gives; `attr` is for it. */
HPDF_Dict pdf_dict(struct pdf *pdf, HPDF_Dict_OnWriteFunc write, void *attr);
struct buf *pdf_buf(HPDF_Stream stream);
/* The object's number in the file; valid while it is written. */
static inline unsigned pdf_number(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

/* A new indirect stream object. Entries may be added to it. NULL on failure. */
HPDF_Dict pdf_stream(struct pdf *pdf, const struct pdf_stream *stream);
/* The stream behind an object of pdf_stream; NULL for any other object. */
const struct pdf_stream *pdf_stream_of(const void *object);
/* Makes libharu's own stream object (a page's contents) one of ours. */
void pdf_stream_adopt(HPDF_Dict dict, const struct pdf_stream *stream);

/* ---- pdf_text.c: text strings (ISO 32000-1, 7.9.2.2) ---- */

/* PDF/A-2 (ISO 19005-2, 6.1.13) holds a string to 32,767 bytes. */
#define PDF_STRING_MAX 32767

/* UTF-8 as a literal string with its parentheses: in PDFDocEncoding where that has all its characters, else in UTF-16,
 * cut with "…" at the limit. Malformed bytes become U+FFFD. */
void pdf_put_string(struct buf *out, const char *bytes, size_t length);

struct pdf_entry {
    const char *key;  /* "/Title" */
    struct text text; /* absent: no entry */
};

/* Gives a dictionary of libharu's, whose attr and write_fn are free, text entries besides its own. False when memory is
 * out. */
bool pdf_add_texts(struct pdf *pdf, HPDF_Dict dict, const struct pdf_entry *entries, size_t count) MUST_USE;

#endif
