#!/usr/bin/env python3
"""Checks what reports tell of themselves: Info and XMP alike, title, subject, author, keywords, language, dates, page labels, bookmarks.

usage: check-meta.py REPORT.pdf...

What a report must tell follows from the address in its provenance. Prints what is wrong; status 1 where anything is.
"""
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from urllib.parse import parse_qs, urlsplit

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "vuosikello": "urn:vuosikello:provenance:1.0:",
}
# PDFDocEncoding where it is not Latin-1 (ISO 32000-1, D.2)
PDF_DOC = dict(zip(range(0x80, 0x9F), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž")) | {0xA0: "€"}


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout


class Report:
    def __init__(self, path):
        self.faults = []
        self.objects = json.loads(run("qpdf", "--json=2", "--json-key=qpdf", path))["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalogue = self.follow(self.trailer["/Root"])
        self.info = self.follow(self.trailer["/Info"])
        root = xml.fromstring(run("pdfinfo", "-meta", path).strip())
        self.xmp = root.find("rdf:RDF/rdf:Description", SPACES)

    def follow(self, value):
        if isinstance(value, str) and re.fullmatch(r"\d+ 0 R", value):
            return self.objects["obj:" + value]["value"]
        return value

    def told(self, key):
        text = self.info.get("/" + key, "")
        if text.startswith("b:"):  # qpdf takes a PDFDocEncoding for bytes where much of it is not ASCII
            return "".join(PDF_DOC.get(byte, chr(byte)) for byte in bytes.fromhex(text[2:]))
        return text.removeprefix("u:")

    def read(self, path):
        element = self.xmp.find(path, SPACES)
        return "" if element is None else element.text

    def must(self, right, what):
        if not right:
            self.faults.append(what)


def date_of(text):
    """D:20221212000000+00'00' as XMP writes it."""
    return re.sub(r"^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\+(\d\d)'(\d\d)'$", r"\1-\2-\3T\4:\5:\6+\7:\8", text)


def check_alike(report):
    for key, path in (
        ("Title", "dc:title/rdf:Alt/rdf:li"),
        ("Subject", "dc:description/rdf:Alt/rdf:li"),
        ("Author", "dc:creator/rdf:Seq/rdf:li"),
        ("Keywords", "pdf:Keywords"),
        ("Producer", "pdf:Producer"),
        ("Creator", "xmp:CreatorTool"),
    ):
        report.must(report.told(key) != "", f"{key} is missing in Info")
        report.must(report.told(key) == report.read(path), f"{key}: {report.told(key)!r}, XMP {report.read(path)!r}")
    for key, path in (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")):
        report.must(date_of(report.told(key)) == report.read(path), f"{key}: {report.told(key)!r}, XMP {report.read(path)!r}")
        report.must(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+00:00", report.read(path)), f"{path} is no day")


def check_chosen(report):
    """Title, keywords and language against the address."""
    address = urlsplit(report.read("vuosikello:query"))
    chosen = parse_qs(address.query, strict_parsing=True)
    folder = address.path.split("/")[3]
    words = [report.told("Subject"), chosen["year"][0]]
    if folder in ("organisations", "appendices"):
        words.append(report.told("Author"))
    if folder == "goals":
        words.append(report.told("Title").rsplit(" – ", 1)[0])
    for word in words:
        report.must(word in report.told("Keywords"), f"{word!r} is not in Keywords: {report.told('Keywords')!r}")
    language = report.read("dc:language/rdf:Bag/rdf:li")
    report.must([language] == chosen["lang"], f"dc:language is {language!r}, asked for was {chosen['lang']}")
    report.must(report.catalogue["/Lang"] == "u:" + language, f"Lang is {report.catalogue['/Lang']!r}")
    report.must(report.read("vuosikello:program") in report.told("Creator"), "Creator lacks the program's version")
    plans = [item.text for item in report.xmp.findall("vuosikello:plans/rdf:Seq/rdf:li", SPACES)]
    report.must(plans and plans[0].startswith(address.path.split("/")[2] + " "), f"the first plan is not its own: {plans}")


def check_catalogue(report):
    report.must(report.follow(report.catalogue["/ViewerPreferences"]).get("/DisplayDocTitle") is True, "no DisplayDocTitle")
    outlines = report.follow(report.catalogue.get("/Outlines", {}))
    report.must("/First" in outlines, "no bookmarks")
    labels = report.follow(report.catalogue["/PageLabels"])["/Nums"]
    rows = {labels[i]: report.follow(labels[i + 1]) for i in range(0, len(labels), 2)}
    report.must(0 in rows, "the first page has no label")
    attached = "attachment=" in report.read("vuosikello:query")  # such an appendix has no cover
    for page, row in rows.items():
        numbered = row.get("/S") == "/D" and row.get("/St") == page + 1
        report.must(numbered if page > 0 or attached else "/S" not in row, f"page {page + 1}: label {row}")


def main():
    wrong = 0
    for path in sys.argv[1:]:
        report = Report(path)
        check_alike(report)
        check_chosen(report)
        check_catalogue(report)
        for fault in report.faults:
            print(f"{path}: {fault}")
        wrong += len(report.faults)
    return 1 if wrong or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
