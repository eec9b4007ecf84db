#include "reports/pdf_inner.h"

#include "base/assets.h"
#include "text/xml.h"

#include <stdio.h>
#include <string.h>

/* ---- What is told, the same in Info and XMP (ISO 19005-2, 6.6.3) ---- */

struct told {
    struct text title, subject, author, keywords, creator, producer;
    char date[32];     /* "2022-12-12T00:00:00+00:00"; "": none */
    char pdf_date[32]; /* "D:20221212000000+00'00'" */
};

/* A text on one line, cut to what a string of Info can hold. Empty on failure, which the arena tells. */
static struct text line_of(struct arena *arena, struct text text)
{
    uint32_t length = text.length;
    if (length > PDF_STRING_MAX / 2 - 8) {
        length = PDF_STRING_MAX / 2 - 8;
        while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
            length--;
    }
    char *copy = arena_text(arena, text.bytes, length);
    if (copy == NULL)
        return (struct text){ 0 };
    for (uint32_t i = 0; i < length; i++)
        if ((unsigned char)copy[i] < 0x20 || copy[i] == 0x7F)
            copy[i] = ' ';
    return (struct text){ copy, length, text.lang };
}

static void tell(struct pdf *pdf, struct told *told)
{
    struct arena *arena = pdf->job->arena;
    const struct doc_meta *meta = pdf->meta;
    *told = (struct told){ .title = line_of(arena, meta->title),
                           .subject = line_of(arena, meta->subject),
                           .author = line_of(arena, meta->author),
                           .keywords = line_of(arena, meta->keywords) };
    const char *program = meta->provenance == NULL ? NULL : meta->provenance->program;
    told->creator = text_of(arena_printf(arena, "Vuosikello %s", program == NULL ? "" : program), LANG_NONE);
    told->producer = text_of(arena_printf(arena, "libharu %s", HPDF_GetVersion()), LANG_NONE);
    const char *date = meta->date;
    if (date != NULL && strlen(date) == 10 && strspn(date, "0123456789-") == 10) {
        snprintf(told->date, sizeof told->date, "%sT00:00:00+00:00", date);
        snprintf(told->pdf_date, sizeof told->pdf_date, "D:%.4s%.2s%.2s000000+00'00'", date, date + 5, date + 8);
    }
}

static bool finish_info(struct pdf *pdf, const struct told *told)
{
    const struct text date = text_of(arena_text(pdf->job->arena, told->pdf_date, strlen(told->pdf_date)), LANG_NONE);
    const struct pdf_entry entries[] = {
        { "/Title", told->title },       { "/Subject", told->subject }, { "/Author", told->author },
        { "/Keywords", told->keywords }, { "/Creator", told->creator }, { "/Producer", told->producer },
        { "/CreationDate", date },       { "/ModDate", date },
    };
    HPDF_Dict_RemoveElement(pdf->doc->info, "Producer"); /* libharu's own */
    return pdf_add_texts(pdf, pdf->doc->info, entries, sizeof entries / sizeof entries[0]);
}

/* ---- XMP (ISO 16684-1; ISO 19005-2, 6.6.2) ---- */

/* clang-format off */
static const char xmp_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
    " xmlns:" PROVENANCE_PREFIX "=\"" PROVENANCE_SPACE "\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
    "<dc:format>application/pdf</dc:format>\n";

/* PDF/A wants every property that is not in its own list described (ISO 19005-2, 6.6.2.3). */
#define DESCRIBED_OPEN "<pdfaExtension:schemas><rdf:Bag>\n"
#define DESCRIBED_CLOSE "</rdf:Bag></pdfaExtension:schemas>\n"
#define SCHEMA_OPEN(title, uri, prefix) \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>" title "</pdfaSchema:schema><pdfaSchema:namespaceURI>" uri \
    "</pdfaSchema:namespaceURI><pdfaSchema:prefix>" prefix "</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
#define SCHEMA_CLOSE "</rdf:Seq></pdfaSchema:property></rdf:li>\n"
#define PROPERTY(name, type, description) \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>" name "</pdfaProperty:name><pdfaProperty:valueType>" type \
    "</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>" \
    description "</pdfaProperty:description></rdf:li>"
static const char xmp_tail[] = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
/* clang-format on */

static void put_described(struct buf *out)
{
    buf_text(out, DESCRIBED_OPEN SCHEMA_OPEN("PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
                      PROPERTY("part", "Integer", "Part of ISO 14289") SCHEMA_CLOSE);
    buf_text(out, SCHEMA_OPEN("Vuosikello provenance", PROVENANCE_SPACE, PROVENANCE_PREFIX));
    for (size_t i = 0; i < PROVENANCE_PROPERTIES; i++) {
        const struct provenance_property *property = &provenance_properties[i];
        buf_printf(out, PROPERTY("%s", "%s", "%s"), property->name, property->type, property->description);
    }
    buf_text(out, SCHEMA_CLOSE DESCRIBED_CLOSE);
}

static void put_property(struct buf *out, const char *name, const char *before, struct text text, const char *after)
{
    if (text_absent(text))
        return;
    buf_printf(out, "<%s>%s", name, before);
    xml_put(out, text.bytes, text.length);
    buf_printf(out, "%s</%s>\n", after, name);
}

static void write_xmp(const struct pdf *pdf, const struct told *told, struct buf *out)
{
    static const char alt[] = "<rdf:Alt><rdf:li xml:lang=\"x-default\">", alt_end[] = "</rdf:li></rdf:Alt>";
    static const char seq[] = "<rdf:Seq><rdf:li>", seq_end[] = "</rdf:li></rdf:Seq>";
    static const char bag[] = "<rdf:Bag><rdf:li>", bag_end[] = "</rdf:li></rdf:Bag>";
    const struct doc_meta *meta = pdf->meta;
    const struct text date = text_of(told->date, LANG_NONE);
    buf_text(out, xmp_head);
    put_property(out, "dc:title", alt, told->title, alt_end);
    put_property(out, "dc:creator", seq, told->author, seq_end);
    put_property(out, "dc:description", alt, told->subject, alt_end);
    put_property(out, "dc:language", bag, text_of(lang_tag(meta->lang), LANG_NONE), bag_end);
    put_property(out, "pdf:Keywords", "", told->keywords, "");
    put_property(out, "pdf:Producer", "", told->producer, "");
    put_property(out, "xmp:CreatorTool", "", told->creator, "");
    put_property(out, "xmp:CreateDate", "", date, "");
    put_property(out, "xmp:ModifyDate", "", date, "");
    if (meta->provenance != NULL)
        provenance_write(meta->provenance, out);
    put_described(out);
    buf_text(out, xmp_tail);
}

/* Not compressed, so that a tool that knows no PDF finds it. */
static bool finish_xmp(struct pdf *pdf, const struct told *told)
{
    struct buf buf;
    buf_init(&buf, LIMIT_XMP);
    write_xmp(pdf, told, &buf);
    struct pdf_stream stream = { NULL, buf.length, false };
    if (buf_status(&buf) == STATUS_OK)
        stream.bytes = arena_text(pdf->job->arena, buf.bytes, buf.length);
    else
        err_set(&pdf->job->err, buf_status(&buf), "no room for the metadata");
    buf_free(&buf);
    HPDF_Dict dict = stream.bytes == NULL ? NULL : pdf_stream(pdf, &stream);
    if (dict == NULL)
        return false;
    HPDF_Dict_AddName(dict, "Type", "Metadata");
    HPDF_Dict_AddName(dict, "Subtype", "XML");
    return HPDF_Dict_Add(pdf->doc->catalog, "Metadata", dict) == HPDF_OK;
}

/* ---- Output intent (ISO 19005-2, 6.2.3) ---- */

static bool finish_intent(struct pdf *pdf)
{
    static const struct pdf_stream *kept;
    const struct asset *profile = asset_lookup("srgb.icc");
    if (profile == NULL) {
        err_set(&pdf->job->err, STATUS_BUG, "the program does not carry srgb.icc");
        return false;
    }
    if (!pdf_deflate_once(pdf->job, profile->bytes, profile->length, &kept))
        return false;
    HPDF_Dict stream = pdf_stream(pdf, kept);
    HPDF_Dict intent = stream == NULL ? NULL : pdf_dict(pdf, NULL, NULL);
    HPDF_Array intents = intent == NULL ? NULL : HPDF_Array_New(pdf->doc->mmgr);
    if (intents == NULL)
        return false;
    HPDF_Dict_AddNumber(stream, "N", 3);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    HPDF_Dict_Add(intent, "OutputConditionIdentifier", HPDF_String_New(pdf->doc->mmgr, "sRGB IEC61966-2.1", NULL));
    HPDF_Dict_Add(intent, "DestOutputProfile", stream);
    HPDF_Array_Add(intents, intent);
    return HPDF_Dict_Add(pdf->doc->catalog, "OutputIntents", intents) == HPDF_OK;
}

/* ---- Catalogue ---- */

/* A cover has a label without a number; other pages their physical number (ISO 32000-1, 12.4.2). */
static HPDF_STATUS write_labels(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct laid *laid = dict->attr;
    struct buf *out = pdf_buf(stream);
    buf_text(out, "/Nums[");
    for (size_t i = 0; i < laid->page_count; i++) {
        if (i > 0 && laid->pages[i].cover == laid->pages[i - 1].cover)
            continue;
        buf_int(out, (int64_t)i);
        if (laid->pages[i].cover)
            buf_text(out, "<<>>");
        else
            buf_printf(out, "<</S/D/St %zu>>", i + 1);
    }
    buf_char(out, ']');
    return HPDF_OK;
}

/* A direct dictionary with one entry, which is true. */
static HPDF_Dict make_flag(struct pdf *pdf, const char *key)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
    return dict != NULL && HPDF_Dict_AddBoolean(dict, key, HPDF_TRUE) == HPDF_OK ? dict : NULL;
}

static bool finish_catalogue(struct pdf *pdf)
{
    HPDF_Dict catalogue = pdf->doc->catalog;
    HPDF_Dict labels = pdf_dict(pdf, write_labels, (void *)(uintptr_t)pdf->laid);
    HPDF_Dict_Add(catalogue, "PageLabels", labels);
    HPDF_Dict_Add(catalogue, "MarkInfo", make_flag(pdf, "Marked"));
    HPDF_Dict_Add(catalogue, "ViewerPreferences", make_flag(pdf, "DisplayDocTitle"));
    if (pdf->laid->outline_count > 0)
        HPDF_SetPageMode(pdf->doc, HPDF_PAGE_MODE_USE_OUTLINE);
    enum lang lang = pdf->meta->lang == LANG_NONE ? LANG_FI : pdf->meta->lang;
    return HPDF_Dict_Add(catalogue, "Lang", HPDF_String_New(pdf->doc->mmgr, lang_tag(lang), NULL)) == HPDF_OK;
}

bool pdf_meta_finish(struct pdf *pdf)
{
    struct told told;
    tell(pdf, &told);
    if (pdf->plain)
        return finish_info(pdf, &told) && pdf_sound(pdf);
    bool fine = pdf_sound(pdf) && finish_info(pdf, &told) && finish_xmp(pdf, &told) && finish_intent(pdf) &&
                finish_catalogue(pdf);
    return fine ? pdf_sound(pdf) : pdf_stop(pdf);
}
