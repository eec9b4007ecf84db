#include "reports/pdf_inner.h"

#include "reports/pdf_id.h"
#include "reports/pdf_put.h"

#include <string.h>

/* Objects but streams go into object streams of this many (ISO 32000-1, 7.5.7), each begun anew behind this much text.
 */
#define BATCH_OBJECTS 1000
#define BATCH_BYTES   (64 * KIB)

/* A row of the cross-reference stream (ISO 32000-1, 7.5.8.3), and the PNG predictor's byte before it: told as their
 * difference to the row above, most rows are alike. */
#define ROW_BYTES  7
#define PREDICT_UP 2

struct row {
    enum { ROW_FREE, ROW_PLAIN, ROW_BATCHED } type;
    uint32_t where; /* PLAIN: offset in the file; BATCHED: number of the object stream */
    uint16_t place; /* BATCHED: in that */
};

struct save {
    struct pdf_sink sink; /* for the structure's objects */
    struct pdf *pdf;
    struct buf *out;
    struct row *rows; /* by number */
    size_t count, capacity;
    /* The object stream in the making */
    struct buf text;    /* objects */
    struct buf index;   /* number and offset of each */
    HPDF_Stream stream; /* `text` as libharu sees it */
    uint32_t *batched;  /* their numbers */
    unsigned batch;
};

struct buf *pdf_buf(HPDF_Stream stream)
{
    return stream->attr;
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
    buf_add(pdf_buf(stream), bytes, length);
    return HPDF_OK;
}

/* False where memory or room is out, or the time (told in the job). */
static bool going_on(struct save *save)
{
    enum status status = buf_status(save->out);
    if (status == STATUS_LIMIT)
        err_set(&save->pdf->job->err, status, "the report is larger than %zu bytes", save->out->maximum);
    if (status == STATUS_OK && (buf_status(&save->text) != STATUS_OK || buf_status(&save->index) != STATUS_OK))
        status = STATUS_NOMEM;
    if (status != STATUS_OK)
        err_set(&save->pdf->job->err, status, "no memory for the report");
    return status == STATUS_OK && !job_late(save->pdf->job);
}

/* Gives numbers to all objects but plain numbers: those are only the lengths of libharu's streams, which
 * pdf_stream_adopt made superfluous. References are written from the objects, so they follow. */
static bool number_objects(struct save *save)
{
    HPDF_List entries = save->pdf->doc->xref->entries;
    save->count = 1;
    for (HPDF_UINT i = 1; i < entries->count; i++) {
        HPDF_XrefEntry entry = entries->obj[i];
        HPDF_Obj_Header *header = entry->obj;
        if (header->obj_class == HPDF_OCLASS_NUMBER)
            entry->entry_typ = HPDF_FREE_ENTRY;
        else
            header->obj_id = HPDF_OTYPE_INDIRECT | (HPDF_UINT32)save->count++;
    }
    if (!save->pdf->plain)
        save->count += pdf_tags_number(save->pdf->tags, (uint32_t)save->count);
    save->capacity = save->count + save->count / BATCH_OBJECTS + 16;
    save->rows = arena_array(save->pdf->job->arena, save->capacity, sizeof *save->rows);
    save->batched = arena_array(save->pdf->job->arena, BATCH_OBJECTS, sizeof *save->batched);
    return save->rows != NULL && save->batched != NULL;
}

/* ---- Streams ---- */

static void open_object(struct save *save, uint32_t number)
{
    save->rows[number] = (struct row){ ROW_PLAIN, (uint32_t)save->out->length, 0 };
    buf_int(save->out, number);
    buf_text(save->out, " 0 obj\n");
}

static void put_stream(struct save *save, const struct pdf_stream *stream)
{
    buf_text(save->out, "stream\n");
    buf_add(save->out, stream->bytes, stream->length);
    buf_text(save->out, "\nendstream\nendobj\n");
}

static void write_stream(struct save *save, HPDF_Dict dict)
{
    open_object(save, pdf_number(dict));
    buf_reset(&save->text);
    HPDF_Obj_WriteValue(dict, save->stream, NULL);
    buf_add(save->out, save->text.bytes, save->text.length);
    put_stream(save, pdf_stream_of(dict));
}

/* All streams before all else: `text` serves both. */
static bool write_streams(struct save *save)
{
    HPDF_List entries = save->pdf->doc->xref->entries;
    for (HPDF_UINT i = 1; i < entries->count; i++) {
        HPDF_XrefEntry entry = entries->obj[i];
        if (entry->entry_typ == HPDF_IN_USE_ENTRY && pdf_stream_of(entry->obj) != NULL)
            write_stream(save, entry->obj);
    }
    buf_reset(&save->text);
    return going_on(save);
}

/* ---- Object streams ---- */

static bool end_batch(struct save *save)
{
    struct pdf_stream stream;
    struct buf *out = save->out;
    if (save->batch == 0)
        return true;
    size_t first = save->index.length;
    buf_add(&save->index, save->text.bytes, save->text.length);
    if (!going_on(save) || !pdf_deflate(save->pdf->job, false, save->index.bytes, save->index.length, &stream) ||
        !arena_grow(save->pdf->job->arena, &save->rows, save->count, &save->capacity, sizeof *save->rows))
        return false;
    uint32_t number = (uint32_t)save->count++;
    for (unsigned i = 0; i < save->batch; i++)
        save->rows[save->batched[i]] = (struct row){ ROW_BATCHED, number, (uint16_t)i };
    open_object(save, number);
    buf_printf(out, "<</Type/ObjStm/N %u/First %zu/Length %zu/Filter/FlateDecode>>", save->batch, first, stream.length);
    put_stream(save, &stream);
    buf_reset(&save->text);
    buf_reset(&save->index);
    save->batch = 0;
    return going_on(save);
}

/* Notes that an object begins here. */
static void begin_object(struct save *save, uint32_t number)
{
    char *start = buf_room(&save->index, 2 * PUT_INT_MAX + 2);
    if (start == NULL)
        return; /* the buffer tells it */
    char *end = put_int(put(put_int(start, number), " "), (uint32_t)save->text.length);
    buf_grew(&save->index, (size_t)(put(end, " ") - start));
    save->batched[save->batch++] = number;
}

static bool end_object(struct save *save)
{
    buf_char(&save->text, '\n');
    return (save->batch < BATCH_OBJECTS && save->text.length < BATCH_BYTES) || end_batch(save);
}

static struct buf *sink_begin(const struct pdf_sink *sink, uint32_t number)
{
    struct save *save = (struct save *)(uintptr_t)sink;
    begin_object(save, number);
    return &save->text;
}

static bool sink_end(const struct pdf_sink *sink)
{
    return end_object((struct save *)(uintptr_t)sink);
}

static bool write_objects(struct save *save)
{
    HPDF_List entries = save->pdf->doc->xref->entries;
    for (HPDF_UINT i = 1; i < entries->count; i++) {
        HPDF_XrefEntry entry = entries->obj[i];
        if (entry->entry_typ != HPDF_IN_USE_ENTRY || pdf_stream_of(entry->obj) != NULL)
            continue;
        begin_object(save, pdf_number(entry->obj));
        HPDF_Obj_WriteValue(entry->obj, save->stream, NULL);
        if (!end_object(save))
            return false;
    }
    return (save->pdf->plain || pdf_tags_write(save->pdf->tags, &save->sink)) && end_batch(save);
}

/* ---- Cross-reference stream ---- */

static void put_rows(const struct save *save, struct buf *out)
{
    unsigned char above[ROW_BYTES] = { 0 };
    for (size_t i = 0; i < save->count; i++) {
        const struct row *row = &save->rows[i];
        const unsigned char bytes[ROW_BYTES] = { (unsigned char)row->type,          (unsigned char)(row->where >> 24),
                                                 (unsigned char)(row->where >> 16), (unsigned char)(row->where >> 8),
                                                 (unsigned char)row->where,         (unsigned char)(row->place >> 8),
                                                 (unsigned char)row->place };
        char line[1 + ROW_BYTES] = { PREDICT_UP };
        for (size_t k = 0; k < ROW_BYTES; k++) {
            line[1 + k] = (char)(bytes[k] - above[k]);
            above[k] = bytes[k];
        }
        buf_add(out, line, sizeof line);
    }
}

static bool write_rows(struct save *save)
{
    struct pdf_stream stream;
    struct buf *out = save->out;
    char id[PDF_ID_HEX];
    if (!going_on(save) ||
        !arena_grow(save->pdf->job->arena, &save->rows, save->count, &save->capacity, sizeof *save->rows))
        return false;
    pdf_id_make(out->bytes, out->length, id);
    size_t start = out->length;
    uint32_t number = (uint32_t)save->count++;
    open_object(save, number);
    put_rows(save, &save->text);
    if (!going_on(save) || !pdf_deflate(save->pdf->job, false, save->text.bytes, save->text.length, &stream))
        return false;
    buf_printf(out,
               "<</Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]"
               "/DecodeParms<</Predictor 12/Columns %d>>/Length %zu/Filter/FlateDecode>>",
               save->count, pdf_number(save->pdf->doc->catalog), pdf_number(save->pdf->doc->info), id, id, ROW_BYTES,
               stream.length);
    put_stream(save, &stream);
    buf_printf(out, "startxref\n%zu\n%%%%EOF\n", start);
    return going_on(save);
}

bool pdf_save(struct pdf *pdf)
{
    struct save save = { .sink = { sink_begin, sink_end }, .pdf = pdf, .out = pdf->out };
    bool fine = false;
    buf_init(&save.text, LIMIT_PDF);
    buf_init(&save.index, LIMIT_PDF);
    buf_text(pdf->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    save.stream = HPDF_CallbackWriter_New(pdf->doc->mmgr, write_bytes, &save.text);
    if (save.stream != NULL && number_objects(&save))
        fine = write_streams(&save) && write_objects(&save) && write_rows(&save);
    buf_free(&save.text);
    buf_free(&save.index);
    return fine ? pdf_sound(pdf) : pdf_stop(pdf);
}
