"""The structure of a tagged PDF file as a listener needs it: what veraPDF does not judge.

faults(path) gives a list of (rule, detail). The rules, each by the name that the mutants' table (mutants.py) knows it by:

metadata              title, subject, author, keywords and dates are there and the same in both places
lang, tabs, labels    the document has a language, each page the tabbing order of its structure and a label
headings              one H1, before all other headings; no level is skipped
nesting               an element stands where ISO 32000-1, 14.8.4 lets it
empty                 no list, item, paragraph, heading, contents or table without anything in it
table                 every row has the table's number of columns, spans counted
scope, headers        a header cell has a scope; a cell's Headers name header cells of its own table, none of which it heads itself
link                  a Link holds its annotation, which has words, is printed, and knows its element
figure                a Figure has an alternative text of more than a word, and a box on its page
artifact              an artifact says what kind it is
content               what is painted is in an element or an artifact, and in one of them only
tree                  each marked-content sequence is in the tree once; the parent tree says of it what the tree says
order                 on each page the tree's order is that of drawing
text                  every character shown is told to a reader as one that it can say
"""
import re
import sys
from collections import defaultdict

import pikepdf

HEADINGS = {f"H{n}": n for n in range(1, 7)}
BLOCKS = {"P", "L", "Table", "Figure", "TOC", "Sect", *HEADINGS}
PARENTS = {  # elements that stand below these only
    "Document": {None}, "LI": {"L"}, "Lbl": {"LI", "TOCI"}, "LBody": {"LI"}, "TOCI": {"TOC"}, "Caption": {"Table", "Figure", "L"},
    "THead": {"Table"}, "TBody": {"Table"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "Sect": {"Document", "Sect"},
}
KIDS = {"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"}, "Table": {"Caption", "THead", "TBody", "TR"},
        "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"}}
FILLED = {"L", "LI", "TOC", "TOCI", "P", "Table", "THead", "TBody", "TR", "Caption", "Reference", "Link", "Span", *HEADINGS}
INLINE = {"P", "Span", "Link", "Reference", "Lbl", *HEADINGS}  # hold no blocks
METADATA = {"/Title": "dc:title", "/Subject": "dc:description", "/Author": "dc:creator", "/Keywords": "pdf:Keywords", "/Creator": "xmp:CreatorTool",
            "/Producer": "pdf:Producer", "/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}
PAGINATION = {"Header", "Footer", "Watermark"}
UNSAYABLE = re.compile("[\\0\\ufffd-\\uffff\\ue000-\\uf8ff\\U000f0000-\\U0010ffff]")  # none, unknown, of private use
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}
SHOWS = {"Tj", "'", '"', "TJ"}
READ = " ".join({"BDC", "BMC", "EMC", "q", "Q", "Tf", "BI", "ID", "EI"} | PAINTS - {"INLINE IMAGE"} | SHOWS)


def items(array):
    """The members of what may be one object or an array of them."""
    if array is None:
        return []
    return list(array) if isinstance(array, pikepdf.Array) else [array]


class Element:
    def __init__(self, dictionary, parent):
        self.dictionary, self.parent = dictionary, parent
        self.type = str(dictionary.get("/S", "/?"))[1:]
        self.kids = []  # elements, ("mcid", page, number), ("object", page, annotation)

    def elements(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def below(self):
        """The element and all below it, in reading order."""
        yield self
        for kid in self.elements():
            yield from kid.below()

    def own(self):
        """Its content that is in no element below it."""
        return [kid for kid in self.kids if not isinstance(kid, Element)]

    def content(self):
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.content()
            else:
                yield kid

    def attribute(self, name):
        for attributes in items(self.dictionary.get("/A")):
            if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
                return attributes[name]
        return None

    def inside(self, kind):
        element = self
        while element is not None and element.type != kind:
            element = element.parent
        return element

    def __str__(self):
        number = self.dictionary.objgen[0]
        return f"{self.type} (object {number})" if number else self.type


class Checker:
    def __init__(self, pdf):
        self.pdf, self.found = pdf, []
        self.pages = [page.obj for page in pdf.pages]
        self.page_of = {page.objgen: i for i, page in enumerate(self.pages)}
        self.content = [{} for _ in self.pages]  # by page: MCID to its ActualText
        self.root, self.fonts = None, {}

    def font(self, dictionary):
        key = dictionary.objgen if dictionary is not None else None
        if key not in self.fonts:
            self.fonts[key] = Font(dictionary)
        return self.fonts[key]

    def fault(self, rule, detail):
        self.found.append((rule, detail))

    # ---- The tree --------------------------------------------------------------------------------------------------

    def read_tree(self):
        tree = self.pdf.Root.get("/StructTreeRoot")
        tops = items(tree.get("/K")) if tree is not None else []
        if len(tops) != 1:
            self.fault("tree", f"{len(tops)} elements at the top")
            return False
        self.seen = set()
        self.root = self.read_element(tops[0], None, None)
        if self.root.type != "Document":
            self.fault("nesting", f"{self.root} at the top")
        return True

    def read_element(self, dictionary, parent, page):
        element = Element(dictionary, parent)
        if dictionary.is_indirect:
            if dictionary.objgen in self.seen:
                self.fault("tree", f"{element} stands twice in the tree")
                return element
            self.seen.add(dictionary.objgen)
        if parent is not None and (dictionary.get("/P") is None or dictionary.P.objgen != parent.dictionary.objgen):
            self.fault("tree", f"{element} names another parent than {parent}")
        page = dictionary.get("/Pg", page)
        for kid in items(dictionary.get("/K")):
            self.read_kid(element, kid, page)
        return element

    def read_kid(self, element, kid, page):
        if isinstance(kid, int):
            element.kids.append(("mcid", self.page_number(page), kid))
        elif kid.get("/Type") == "/MCR":
            element.kids.append(("mcid", self.page_number(kid.get("/Pg", page)), int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.kids.append(("object", self.page_number(kid.get("/Pg", page)), kid.get("/Obj")))
        else:
            element.kids.append(self.read_element(kid, element, page))

    def page_number(self, page):
        return self.page_of.get(page.objgen, -1) if page is not None else -1

    # ---- What a listener hears -------------------------------------------------------------------------------------

    def check_metadata(self):
        """Info and XMP tell the same (PDF/A-2 does not ask it, readers show the one or the other)."""
        info = self.pdf.docinfo
        xmp = self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        for key, name in METADATA.items():
            told, value = str(info.get(key, "")), xmp.get(name, "")
            value = ", ".join(value) if isinstance(value, list) else value
            if key.endswith("Date"):
                told, value = re.sub(r"\D", "", told), re.sub(r"\D", "", value)
            if not told or told != value:
                self.fault("metadata", f"{key}: {told!r} and {value!r}")
        if list(xmp.get("dc:language", [])) != [str(self.pdf.Root.get("/Lang", ""))]:
            self.fault("metadata", "XMP names another language")

    def check_document(self):
        root = self.pdf.Root
        if not str(root.get("/Lang", "")):
            self.fault("lang", "the document has no language")
        labels = root.get("/PageLabels")
        if labels is None or not pikepdf.NumberTree(labels) or 0 not in pikepdf.NumberTree(labels):
            self.fault("labels", "pages have no labels")
        for i, page in enumerate(self.pages):
            if page.get("/Tabs") != "/S":
                self.fault("tabs", f"page {i + 1}")

    def check_headings(self):
        level = 0
        for element in self.root.below():
            here = HEADINGS.get(element.type)
            if here is None:
                continue
            if here > level + 1:
                self.fault("headings", f"{element} after level {level}")
            if here == 1 and level > 0:
                self.fault("headings", f"a second {element}")
            level = here
        if level == 0:
            self.fault("headings", "none")

    def check_element(self, element):
        above = element.parent.type if element.parent else None
        kinds = [kid.type for kid in element.elements()]
        if element.type in PARENTS and above not in PARENTS[element.type]:
            self.fault("nesting", f"{element} in {above}")
        if element.type in KIDS and (not set(kinds) <= KIDS[element.type] or len(kinds) < len(element.kids)):
            self.fault("nesting", f"{element} holds {sorted(set(kinds) - KIDS[element.type]) or 'content'}")
        if element.type in INLINE and set(kinds) & BLOCKS:
            self.fault("nesting", f"{element} holds {sorted(set(kinds) & BLOCKS)}")
        if element.type in FILLED and not element.kids:
            self.fault("empty", str(element))
        if element.type == "LI" and kinds.count("LBody") != 1:
            self.fault("nesting", f"{element} has {kinds.count('LBody')} LBody")
        check = {"Table": self.check_table, "Link": self.check_link, "Figure": self.check_figure}.get(element.type)
        if check:
            check(element)

    def check_table(self, table):
        rows = [e for e in table.below() if e.type == "TR" and e.inside("Table") is table]
        if not rows:
            return self.fault("empty", f"{table} without rows")
        if [e.type for e in table.elements()].count("THead") > 1:
            self.fault("nesting", f"{table} has two THead")
        heads = {str(cell.dictionary.ID): cell for row in rows for cell in row.elements() if cell.type == "TH" and "/ID" in cell.dictionary}
        covered, widths = defaultdict(int), []  # by row: columns that spans from above cover
        for at, row in enumerate(rows):
            width = covered[at]
            for cell in row.elements():
                across, down = int(cell.attribute("/ColSpan") or 1), int(cell.attribute("/RowSpan") or 1)
                width += across
                for below in range(at + 1, at + down):
                    covered[below] += across
                self.check_cell(cell, heads)
            widths.append(width)
        if len(set(widths)) > 1 or max(covered, default=0) >= len(rows):
            self.fault("table", f"{table}: rows of {sorted(set(widths))} columns, spans to row {max(covered, default=0) + 1} of {len(rows)}")

    def check_cell(self, cell, heads):
        if cell.type == "TH" and cell.attribute("/Scope") not in ("/Column", "/Row", "/Both"):
            self.fault("scope", str(cell))
        own = str(cell.dictionary.get("/ID", ""))
        for header in items(cell.attribute("/Headers")):
            if str(header) not in heads:
                self.fault("headers", f"{cell} names {str(header)!r}")
            elif own and own in map(str, items(heads[str(header)].attribute("/Headers"))):
                self.fault("headers", f"{cell} and {heads[str(header)]} head each other")

    def check_link(self, link):
        objects = [kid for kid in link.content() if kid[0] == "object"]
        if not objects:
            self.fault("link", f"{link} without annotation")
        for _, page, annotation in objects:
            if annotation is None or annotation.get("/Subtype") != "/Link":
                self.fault("link", f"{link} holds no link annotation")
                continue
            if not str(annotation.get("/Contents", "")).strip():
                self.fault("link", f"the annotation of {link} has no words")
            if not int(annotation.get("/F", 0)) & 4:
                self.fault("link", f"the annotation of {link} is not printed")
            if page < 0 or annotation.objgen not in [a.objgen for a in items(self.pages[page].get("/Annots"))]:
                self.fault("link", f"the annotation of {link} is on another page")

    def check_figure(self, figure):
        if len(str(figure.dictionary.get("/Alt", "")).split()) < 2:
            self.fault("figure", f"{figure} has no alternative text")
        box = figure.attribute("/BBox")
        if box is None or len(box) != 4:
            return self.fault("figure", f"{figure} has no box")
        left, bottom, right, top = [float(edge) for edge in box]
        for page in {page for _, page, _ in figure.content()}:
            media = [float(edge) for edge in self.pages[page].MediaBox]
            if not (media[0] <= left < right <= media[2] and media[1] <= bottom < top <= media[3]):
                self.fault("figure", f"the box of {figure} leaves its page")

    # ---- Content ---------------------------------------------------------------------------------------------------

    def check_content(self):
        for i, page in enumerate(self.pages):
            Content(self, i, page).read()

    # ---- Both ways between tree and content ------------------------------------------------------------------------

    def check_references(self):
        parents, next_key = {}, 0
        tree = self.pdf.Root.StructTreeRoot
        if "/ParentTree" in tree:
            parents = dict(pikepdf.NumberTree(tree.ParentTree).items())
            next_key = int(tree.get("/ParentTreeNextKey", 0))
        if max(parents, default=-1) >= next_key:
            self.fault("tree", "ParentTreeNextKey is used already")
        named = [defaultdict(list) for _ in self.pages]
        objects = set()
        for element in self.root.below():
            for kind, page, what in element.own():
                if page < 0:
                    self.fault("tree", f"{element} has content on no page")
                elif kind == "mcid":
                    named[page][what].append(element)
                else:
                    objects.add(what.objgen)
                    if self.parent(parents, what.get("/StructParent")) != element.dictionary.objgen:
                        self.fault("tree", f"the annotation of {element} names another element")
        for i, page in enumerate(self.pages):
            self.check_page(i, page, named[i], parents)
            for annotation in items(page.get("/Annots")):
                if annotation.objgen not in objects:
                    self.fault("tree", f"page {i + 1}: an annotation is in no element")

    def parent(self, parents, key):
        entry = parents.get(int(key)) if key is not None else None
        return entry.objgen if isinstance(entry, pikepdf.Dictionary) else None

    def check_page(self, i, page, named, parents):
        entry = parents.get(int(page.StructParents)) if "/StructParents" in page else None
        if not isinstance(entry, pikepdf.Array):
            return self.fault("tree", f"page {i + 1} is not in the parent tree")
        drawn = self.content[i]
        for mcid in sorted(set(drawn) - set(named)):
            self.fault("tree", f"page {i + 1}: {mcid} is in no element")
        for mcid in sorted(set(named) - set(drawn)):
            self.fault("tree", f"page {i + 1}: {mcid} of {named[mcid][0]} is not drawn")
        for mcid, elements in named.items():
            if len(elements) > 1:
                self.fault("tree", f"page {i + 1}: {mcid} is in {len(elements)} elements")
            told = entry[mcid] if mcid < len(entry) else None
            if told is None or told.objgen != elements[0].dictionary.objgen:
                self.fault("tree", f"page {i + 1}: the parent tree names another element for {mcid} than {elements[0]}")
        return None

    def check_order(self, element, last):
        """A merged cell that goes on over a page is drawn there behind what stands above its rows: it has an order of its own."""
        for kid in element.kids:
            if isinstance(kid, Element):
                merged = kid.type in ("TH", "TD") and int(kid.attribute("/RowSpan") or 1) > 1
                self.check_order(kid, {} if merged else last)
            elif kid[0] == "mcid":
                page, mcid = kid[1:]
                if mcid < last.get(page, -1):
                    self.fault("order", f"page {page + 1}: {element} has {mcid} after {last[page]}")
                last[page] = mcid

    def check(self):
        self.check_metadata()
        self.check_document()
        self.check_content()
        if self.read_tree():
            self.check_headings()
            for element in self.root.below():
                self.check_element(element)
            self.check_order(self.root, {})
            self.check_references()
        return self.found


class Content:
    """A page's operators, and those of the forms that it paints."""

    def __init__(self, checker, number, page):
        self.checker, self.number, self.page = checker, number, page
        self.open = []  # marked-content sequences: None, "artifact" or an MCID

    def fault(self, rule, detail):
        self.checker.fault(rule, f"page {self.number + 1}: {detail}")

    def read(self):
        self.read_stream(self.page, self.page.get("/Resources", pikepdf.Dictionary()))
        if self.open:
            self.fault("content", "a marked-content sequence is not closed")

    def read_stream(self, stream, resources, depth=0):
        font = None
        stack = []
        for operands, operator in pikepdf.parse_content_stream(stream, READ):
            name = str(operator)
            if name in ("BDC", "BMC"):
                self.begin(operands, resources)
            elif name == "EMC":
                if not self.open:
                    self.fault("content", "EMC without beginning")
                else:
                    self.open.pop()
            elif name == "q":
                stack.append(font)
            elif name == "Q":
                font = stack.pop() if stack else None
            elif name == "Tf":
                font = self.checker.font(resources.get("/Font", {}).get(str(operands[0])))
            elif name in SHOWS:
                self.painted(name)
                self.show(operands, font)
            elif name in PAINTS:
                self.painted(name)
                if name == "Do":
                    form = resources.get("/XObject", {}).get(str(operands[0]))
                    if form is not None and form.get("/Subtype") == "/Form" and depth < 9:
                        self.read_stream(form, form.get("/Resources", resources), depth + 1)

    def begin(self, operands, resources):
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), pikepdf.Dictionary())
        around = [mark for mark in self.open if mark is not None]
        mark = None
        if operands[0] == "/Artifact":
            mark = "artifact"
            kind, subtype = str(properties.get("/Type", ""))[1:], str(properties.get("/Subtype", ""))[1:]
            if kind not in ("Pagination", "Layout", "Page", "Background") or (kind == "Pagination" and subtype not in PAGINATION):
                self.fault("artifact", f"of kind {kind!r} {subtype!r}")
        elif "/MCID" in properties:
            mark = int(properties.MCID)
            if mark in self.checker.content[self.number]:
                self.fault("tree", f"{mark} is drawn twice")
            self.checker.content[self.number][mark] = str(properties.get("/ActualText", ""))
        if mark is not None and around:
            self.fault("content", f"{mark} inside of {around[-1]}")
        self.open.append(mark)

    def painted(self, name):
        if not any(mark is not None for mark in self.open):
            self.fault("content", f"{name} outside of elements and artifacts")

    def show(self, operands, font):
        if font is None:
            return self.fault("text", "shown in no font")
        for operand in operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]:
            if isinstance(operand, pikepdf.String):
                for code in font.unsayable(bytes(operand)):
                    self.fault("text", f"the font does not tell what {code.hex()} is")
        return None


class Font:
    """What a font tells of its codes: how many bytes they have, and their characters."""

    def __init__(self, font):
        self.said, self.length, self.sayable = {}, 1, set()
        if font is None:
            return
        if font.get("/Subtype") == "/Type0":
            encoding = font.get("/Encoding")
            self.length = 2
            if isinstance(encoding, pikepdf.Stream):
                first = re.search(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>", encoding.read_bytes())
                self.length = len(first[1]) // 2 if first else 2
        if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            self.read_cmap(font.ToUnicode.read_bytes())
        self.sayable = {code for code, text in self.said.items() if text and not UNSAYABLE.search(text)}

    def read_cmap(self, cmap):
        for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
            for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>", part):
                self.said[bytes.fromhex(code.decode())] = self.text(text)
        for part in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
            for first, last, start, array in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[(.*?)\])", part, re.S):
                texts = [self.text(t) for t in re.findall(rb"<([0-9A-Fa-f\s]+)>", array)]
                for i in range(int(last, 16) - int(first, 16) + 1):
                    code = (int(first, 16) + i).to_bytes(len(first) // 2, "big")
                    if start:
                        text = self.text(start)
                        self.said[code] = text[:-1] + chr(ord(text[-1]) + i)
                    elif i < len(texts):
                        self.said[code] = texts[i]

    @staticmethod
    def text(digits):
        return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")

    def unsayable(self, shown):
        """Codes in it for which no character is told that a voice can say."""
        codes = {shown[at : at + self.length] for at in range(0, len(shown), self.length)}
        return [code for code in codes if code not in self.sayable]


def told(path):
    """What a listener is told that is not text of the page, in reading order: languages, alternatives, what stands for a mark, where links lead."""
    lines = []
    with pikepdf.open(path) as pdf:
        checker = Checker(pdf)
        checker.check_content()
        checker.read_tree()
        for element in checker.root.below():
            told = [f"{key[1:]}: {element.dictionary[key]}" for key in ("/Lang", "/Alt", "/ActualText") if key in element.dictionary]
            for kind, page, what in element.own():
                text = checker.content[page].get(what, "") if kind == "mcid" else str(what.get("/Contents", ""))
                line = f"{'ActualText' if kind == 'mcid' else 'Contents'}: {text}"
                told += [line] if text and line not in told else []
            lines += [f"{element.type} {line}" for line in told]
    return lines


def faults(path):
    """Of the file; a file that cannot be read is a fault as well."""
    try:
        with pikepdf.open(path) as pdf:
            return Checker(pdf).check()
    except Exception as error:  # whatever a broken file brings about
        return [("broken", f"{type(error).__name__}: {error}")]


if __name__ == "__main__":  # structure.py FILE
    print("\n".join(told(sys.argv[1])))
