"""Mutants of a good report, one fault in each, and the rules that must reject it: of veraPDF ("ua1 7.3-1", "2a 6.1.3-1": profile, clause, test; "no ua1":
the file does not say that it holds to the profile) and of structure.py ("figure"). A mutant that all of its rules do not reject fails the tests, so
that the checks are known to bite.
"""
import re
from collections import namedtuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Mutant = namedtuple("Mutant", "name rules change raw")
MUTANTS = []


def mutant(*rules, raw=False):
    """Of the function below: it changes an open PDF, or where `raw` the bytes of a saved one."""

    def keep(change):
        MUTANTS.append(Mutant(change.__name__.replace("_", "-"), rules, change, raw))
        return change

    return keep


def write(good, folder):
    """All mutants of the file `good`, and the file itself as pikepdf writes it; gives (mutant or None, path) of each."""
    made = []
    for each in [None, *MUTANTS]:
        path = f"{folder}/{each.name if each else 'unchanged'}.pdf"
        with pikepdf.open(good) as pdf:
            if each and not each.raw:
                each.change(pdf)
            options = {"encryption": pikepdf.Encryption(owner="o", user="", R=4)} if each and each.change is encrypted else {}
            pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False, static_id=True, **options)
        if each and each.raw:
            with open(path, "rb") as file:
                changed = each.change(file.read())
            with open(path, "wb") as file:
                file.write(changed)
        made.append((each, path))
    return made


# ---- Finding places ------------------------------------------------------------------------------------------------


def elements(pdf, *types):
    found = [o for o in pdf.objects if isinstance(o, Dictionary) and "/S" in o and "/P" in o and str(o.S)[1:] in types]
    assert found, f"the good file has no {types}"
    return found


def kids(element):
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def annotation(pdf):
    return next(a for page in pdf.pages for a in page.obj.get("/Annots", []))


def linked_page(pdf):
    return next(page.obj for page in pdf.pages if "/Annots" in page.obj)


def cells(pdf, name):
    """Cells with this attribute."""
    return [cell for cell in elements(pdf, "TH", "TD") if name in cell.get("/A", {})]


def font(pdf):
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Subtype") == "/Type0")


def edit(pdf, pattern, replacement):
    """The first place in a page's operators."""
    for page in pdf.pages:
        old = page.Contents.read_bytes()
        new = re.sub(pattern, replacement, old, count=1, flags=re.S)
        if new != old:
            page.Contents.write(new)
            return
    raise AssertionError(f"no page has {pattern}")


def edit_xmp(pdf, pattern, replacement=b""):
    old = pdf.Root.Metadata.read_bytes()
    new = re.sub(pattern, replacement, old, flags=re.S)
    assert new != old, pattern
    pdf.Root.Metadata.write(new)


def edit_unicode(pdf, text):
    """The first character that the first font tells."""
    stream = font(pdf).ToUnicode
    old = stream.read_bytes()
    new = re.sub(rb"(begin(?:bfchar|bfrange)\s*(?:<[0-9A-Fa-f]+>\s*){1,2}?)<[0-9A-Fa-f]{4}>(?=\s*(?:<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]{4}>|end|\n|<))", rb"\g<1><" + text + b">", old, count=1)
    assert new != old
    stream.write(new)


def move(element, parent):
    """The element out of its own parent's kids to the end of another's."""
    element.P.K = Array([kid for kid in kids(element.P) if getattr(kid, "objgen", None) != element.objgen])
    parent.K = Array([*kids(parent), element])
    element.P = parent


# ---- Content -------------------------------------------------------------------------------------------------------

SEQUENCE = rb"(/P<</MCID \d+>>BDC\n)(.*?)(EMC\n)"


@mutant("ua1 7.1-3", "content", "tree")
def tag_removed(pdf):
    edit(pdf, SEQUENCE, rb"\2")


@mutant("ua1 7.1-3", "content")
def content_outside_of_elements(pdf):
    edit(pdf, rb"$", rb"\n0 0 9 9 re f\n")


@mutant("ua1 7.1-1", "content")
def artifact_in_an_element(pdf):
    edit(pdf, SEQUENCE, rb"\1/Artifact<</Type/Layout>>BDC\n\2EMC\n\3")


@mutant("ua1 7.1-2", "content")
def element_in_an_artifact(pdf):
    edit(pdf, SEQUENCE, rb"/Artifact<</Type/Layout>>BDC\n\1\2\3EMC\n")


@mutant("artifact")
def artifact_of_no_kind(pdf):
    edit(pdf, rb"/Artifact<</Type/Layout>>BDC", b"/Artifact BMC")


@mutant("artifact")
def pagination_of_no_kind(pdf):
    edit(pdf, rb"/Artifact<</Type/Pagination/Subtype/\w+>>", b"/Artifact<</Type/Pagination>>")


@mutant("tree")
def mcid_twice(pdf):
    edit(pdf, rb"/MCID 1>>", b"/MCID 0>>")


# ---- Tree ----------------------------------------------------------------------------------------------------------


@mutant("tree")
def parent_tree_names_another(pdf):
    entry = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[1]
    entry[0], entry[-1] = entry[-1], entry[0]


@mutant("tree")
def annotation_names_another(pdf):
    annotation(pdf).StructParent = int(annotation(pdf).StructParent) + 1


@mutant("ua1 7.1-3", "tree")
def page_not_in_the_parent_tree(pdf):
    del pdf.pages[1].obj["/StructParents"]


@mutant("tree")
def parent_is_another(pdf):
    paragraphs = elements(pdf, "P")
    paragraphs[0].P = paragraphs[-1]


@mutant("ua1 7.4.2-1", "order", "headings")
def order_turned_round(pdf):
    document = elements(pdf, "Document")[0]
    document.K = Array(list(document.K)[::-1])


@mutant("ua1 7.1-5", "2a 6.7.3.4-1")
def unknown_element(pdf):
    elements(pdf, "P")[0].S = Name.Paragraph


@mutant("2a 6.7.3.3-1", "ua1 7.1-11", "tree")
def structure_missing(pdf):
    del pdf.Root["/StructTreeRoot"]


# ---- Headings, lists, tables, figures, links -----------------------------------------------------------------------


@mutant("ua1 7.4.2-1", "headings")
def heading_level_skipped(pdf):
    elements(pdf, "H2")[0].S = Name.H3


@mutant("headings")
def second_h1(pdf):
    elements(pdf, "H2")[-1].S = Name.H1


@mutant("ua1 7.2-17", "nesting")
def li_outside_of_l(pdf):
    move(elements(pdf, "LI")[0], elements(pdf, "Document")[0])


@mutant("nesting")
def li_without_lbody(pdf):
    item = elements(pdf, "LI")[0]
    item.K = Array([kid for kid in kids(item) if kid.S != "/LBody"])


@mutant("empty")
def list_of_nothing(pdf):
    elements(pdf, "L")[0].K = Array([])


@mutant("empty")
def paragraph_of_nothing(pdf):
    document = elements(pdf, "Document")[0]
    document.K.append(pdf.make_indirect(Dictionary(S=Name.P, P=document)))


@mutant("ua1 7.2-9", "nesting")
def td_outside_of_tr(pdf):
    cell = elements(pdf, "TD")[0]
    move(cell, cell.P.P)


@mutant("ua1 7.2-11", "nesting")
def two_theads(pdf):
    elements(pdf, "TBody")[0].S = Name.THead


@mutant("ua1 7.2-43", "table")
def table_of_ragged_rows(pdf):
    row = next(row for row in elements(pdf, "TR") if row.P.S == "/TBody" and len(kids(row)) > 2)
    row.K = Array(kids(row)[:-1])


@mutant("ua1 7.2-43", "table")
def span_of_too_many_rows(pdf):
    cells(pdf, "/RowSpan")[-1].A.RowSpan = 99


@mutant("scope")
def th_without_scope(pdf):
    del cells(pdf, "/Scope")[0].A["/Scope"]


@mutant("headers")
def headers_name_nothing(pdf):
    cells(pdf, "/Headers")[0].A.Headers[0] = String("nowhere")


@mutant("headers")
def headers_in_a_circle(pdf):
    cell = next(cell for cell in cells(pdf, "/Headers") if cell.S == "/TH")
    head = next(o for o in elements(pdf, "TH") if o.get("/ID") == cell.A.Headers[0])
    head.A.Headers = Array([cell.ID])


@mutant("ua1 7.3-1", "figure")
def figure_without_alternative(pdf):
    del elements(pdf, "Figure")[0]["/Alt"]


@mutant("figure")
def alternative_of_a_word(pdf):
    elements(pdf, "Figure")[0].Alt = String("kuva")


@mutant("figure")
def figure_without_box(pdf):
    del elements(pdf, "Figure")[0].A["/BBox"]


@mutant("ua1 7.18.5-2", "link")
def annotation_without_words(pdf):
    del annotation(pdf)["/Contents"]


@mutant("2a 6.3.2-1", "link")
def annotation_not_printed(pdf):
    del annotation(pdf)["/F"]


@mutant("link", "tree")
def link_without_annotation(pdf):
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])


# ---- The document --------------------------------------------------------------------------------------------------


@mutant("ua1 7.2-34", "lang")
def language_missing(pdf):
    del pdf.Root["/Lang"]


@mutant("ua1 7.18.3-1", "tabs")
def tabs_missing(pdf):
    del linked_page(pdf)["/Tabs"]


@mutant("labels")
def labels_missing(pdf):
    del pdf.Root["/PageLabels"]


@mutant("ua1 7.1-9")
def title_missing(pdf):
    edit_xmp(pdf, rb"<dc:title>.*?</dc:title>\n?")
    del pdf.docinfo["/Title"]


@mutant("ua1 7.1-10")
def title_not_displayed(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@mutant("ua1 6.2-1", "2a 6.7.2.2-1")
def mark_info_missing(pdf):
    del pdf.Root["/MarkInfo"]


@mutant("no ua1")
def pdfuaid_missing(pdf):
    edit_xmp(pdf, rb"<pdfuaid:part>1</pdfuaid:part>")


@mutant("no 2a")
def pdfaid_missing(pdf):
    edit_xmp(pdf, rb"<pdfaid:part>2</pdfaid:part>")


@mutant("2a 6.6.2.3.1-1")
def property_without_schema(pdf):
    edit_xmp(pdf, rb"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>\n?")


@mutant("metadata")
def xmp_and_info_disagree(pdf):
    pdf.docinfo["/Title"] = String("Toinen")


@mutant("2a 6.1.3-1", raw=True)
def identifier_missing(data):
    assert data.count(b"/ID [") > 0
    return data.replace(b"/ID [", b"/XX [")


@mutant("2a 6.1.3-2")
def encrypted(pdf):
    """Where it is written; by version 4, whose key is not made by chance."""


@mutant("2a 6.5.1-1")
def javascript(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


# ---- Fonts and colours ---------------------------------------------------------------------------------------------


@mutant("2a 6.2.11.4.1-1", "ua1 7.21.4.1-1")
def font_not_embedded(pdf):
    del font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


@mutant("2a 6.2.11.7.2-1", "ua1 7.21.7-1", "text")
def unicode_missing(pdf):
    del font(pdf)["/ToUnicode"]


@mutant("2a 6.2.11.7.2-2", "ua1 7.21.7-2", "text")
def unicode_of_no_character(pdf):
    edit_unicode(pdf, b"FFFE")


@mutant("2a 6.2.11.7.3-1", "text")
def unicode_of_private_use(pdf):
    edit_unicode(pdf, b"E001")


@mutant("2a 6.2.11.5-1", "ua1 7.21.5-1")
def wrong_width(pdf):
    widths = font(pdf).DescendantFonts[0].W[1]
    for i in range(len(widths)):
        widths[i] = 1 + int(widths[i]) * 2


@mutant("2a 6.2.4.3-2")
def intent_missing(pdf):
    del pdf.Root["/OutputIntents"]


@mutant("2a 6.2.4.3-3")
def colour_of_another_device(pdf):
    edit(pdf, SEQUENCE, rb"\g<1>0 0 0 1 k\n\2\3")
