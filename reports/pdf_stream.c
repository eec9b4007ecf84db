#include "reports/pdf_inner.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

/* Measured with libdeflate 1.14, microseconds and bytes:
 *             organisation, 16 pages               whole plan, 46 pages
 *             pages           objects              pages             objects
 *     1    290  39,900     230  29,000          870  128,000      630  79,500
 *     4    540  38,900     480  27,900        1,620  125,000    1,340  75,800
 *     5    610  37,900     640  25,500        1,870  122,500    1,880  67,500
 *     6    670  37,500     890  25,100        2,080  121,600    2,600  66,400
 * Level 5 makes the whole plan a fifteenth smaller and takes two fifths longer: not worth it but for what is made once
 * and kept.
 */
#define LEVEL_FAST 1
#define LEVEL_WELL 5

/* One a level and process, made when first needed and kept: it holds some hundred kilobytes. */
static struct libdeflate_compressor *compressor(bool well)
{
    static struct libdeflate_compressor *kept[2];
    if (kept[well] == NULL)
        kept[well] = libdeflate_alloc_compressor(well ? LEVEL_WELL : LEVEL_FAST);
    return kept[well];
}

/* Deflates into `place` of `room` bytes; 0 when memory is out. */
static size_t deflate(bool well, const void *bytes, size_t length, void *place, size_t room)
{
    struct libdeflate_compressor *with = compressor(well);
    return with == NULL ? 0 : libdeflate_zlib_compress(with, bytes, length, place, room);
}

bool pdf_deflate(struct job *job, bool well, const void *bytes, size_t length, struct pdf_stream *out)
{
    /* The bound is far above what is needed: deflated beside, then copied into a place that fits. */
    static unsigned char scratch[32 * 1024];
    size_t bound = libdeflate_zlib_compress_bound(NULL, length);
    unsigned char *place = bound <= sizeof scratch ? scratch : arena_raw(job->arena, bound);
    size_t deflated = place == NULL ? 0 : deflate(well, bytes, length, place, bound);
    if (deflated > 0 && place == scratch) {
        place = arena_raw(job->arena, deflated);
        if (place != NULL)
            memcpy(place, scratch, deflated);
    }
    *out = (struct pdf_stream){ place, deflated, true };
    if (deflated > 0 && place != NULL)
        return true;
    if (job_status(job) == STATUS_OK)
        err_set(&job->err, STATUS_NOMEM, "no memory to compress a stream");
    return false;
}

bool pdf_deflate_once(struct job *job, const void *bytes, size_t length, const struct pdf_stream **kept)
{
    if (*kept != NULL)
        return true;
    size_t bound = libdeflate_zlib_compress_bound(NULL, length);
    struct pdf_stream *stream = malloc(sizeof *stream + bound);
    size_t deflated = stream == NULL ? 0 : deflate(true, bytes, length, stream + 1, bound);
    if (deflated == 0) {
        free(stream);
        err_set(&job->err, STATUS_NOMEM, "no memory to compress a stream");
        return false;
    }
    *stream = (struct pdf_stream){ stream + 1, deflated, true };
    *kept = stream;
    return true;
}

/* What libharu writes between the dictionary's own entries and its end. */
static HPDF_STATUS write_head(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct pdf_stream *of = dict->attr;
    struct buf *out = pdf_buf(stream);
    buf_text(out, "/Length ");
    buf_int(out, (int64_t)of->length);
    buf_text(out, of->deflated ? "/Filter/FlateDecode" : "");
    return HPDF_OK;
}

HPDF_Dict pdf_stream(struct pdf *pdf, const struct pdf_stream *stream)
{
    struct pdf_stream *copy = arena_raw(pdf->job->arena, sizeof *copy);
    if (copy == NULL)
        return NULL;
    *copy = *stream;
    return pdf_dict(pdf, write_head, copy);
}

void pdf_stream_adopt(HPDF_Dict dict, const struct pdf_stream *stream)
{
    HPDF_Dict_RemoveElement(dict, "Length");
    dict->stream = NULL; /* libharu's buffer, empty; the arena takes it back */
    dict->attr = (void *)(uintptr_t)stream;
    dict->write_fn = write_head;
}

const struct pdf_stream *pdf_stream_of(const void *object)
{
    const HPDF_Dict_Rec *dict = object;
    bool is_dict = (dict->header.obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
    return is_dict && dict->write_fn == write_head ? dict->attr : NULL;
}
