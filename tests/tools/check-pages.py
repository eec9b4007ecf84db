#!/usr/bin/env python3
"""Checks the pages that reports have against themselves and against their PDFs.

usage: check-pages.py BASE PLAN...

Reads from the service at BASE every page of the plans' organisations, goals and indicators, in each language: it must be well-formed, with one h1 and no
level of headings skipped, every id once, every link within the page alive, every cell's headers header cells of the page, no style and no script of its
own. Each line of the PDF of the same report (pdftotext -raw) must be on the page. White space, soft hyphens and bullets do not count. Prints what is wrong; status 1 where anything is.
"""
import html.parser
import json
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

LANGUAGES = ("fi", "sv", "en")
CONTINUED = r"\((jatkuu|forts\.|continued)\)"
VOID = {"meta", "link", "br", "img", "input"}


def squeeze(text):
    return re.sub(r"[\s\u00ad\u00a0\u200b\ufeff•]+", "", text)


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.ids, self.links, self.headers, self.levels = [], [], {}, [], [], []
        self.text = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append("not closed: " + " ".join(self.open))
        self.judge()

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if len(told) != len(attributes):
            self.faults.append(f"<{tag}> has an attribute twice")
        for name in told:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag}> has {name}")
        if tag == "script" and "src" not in told:
            self.faults.append("a script in the page")
        if "id" in told:
            if told["id"] in self.ids:
                self.faults.append("twice: id " + told["id"])
            self.ids[told["id"]] = tag
        for reference in ("aria-labelledby", "for"):
            self.links += told.get(reference, "").split()
        if told.get("href", "").startswith("#"):
            self.links.append(urllib.parse.unquote(told["href"][1:]))
        self.headers += told.get("headers", "").split()
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if told.get("class") == "mark" and "aria-label" in told:
            self.text.append(told["aria-label"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        self.text.append(data)

    def judge(self):
        self.faults += [f"leads nowhere: {link}" for link in self.links if link not in self.ids]
        self.faults += [f"no header cell: {name}" for name in self.headers if self.ids.get(name) != "th"]
        if self.levels.count(1) != 1:
            self.faults.append(f"{self.levels.count(1)} h1")
        self.faults += [f"h{b} behind h{a}" for a, b in zip(self.levels, self.levels[1:]) if b > a + 1]


def fetch(base, address):
    with urllib.request.urlopen(base + address, timeout=30) as answer:
        return answer.read()


def lines_of(pdf):
    """The lines of the PDF in the order of its content, without the cover, the contents, and what stands on every page. A name that is told
    again ends in an ellipsis where it is cut."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        told = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True).stdout.decode()
    pages = [[squeeze(line) for line in page.split("\n") if squeeze(line)] for page in told.split("\f") if page.strip()]
    common = {line for line in pages[-1] if sum(line in page for page in pages[1:]) > len(pages[1:]) / 2}
    foot = re.compile(r"(sivu|sida|page)\d+(/|av|of)\d+$")
    return [line.removesuffix("…") for page in pages[2:] for line in page
            if line not in common and not foot.match(line) and not re.search(CONTINUED, line)]


def is_in(line, text):
    """A row that goes on over a page's end has lines of two cells."""
    return line in text or any(line[:i] in text and line[i:] in text for i in range(5, len(line) - 5))


def check(base, address, query, against_pdf):
    page = Page(fetch(base, address + query).decode())
    faults = page.faults
    text = squeeze("".join(page.text))
    for line in lines_of(fetch(base, address + ".pdf" + query)) if against_pdf else ():
        if not is_in(line, text):
            faults.append("not on the page: " + line)
    for fault in faults:
        print(f"{address}{query}: {fault}")
    return len(faults)


def main(base, plans):
    faults = pages = 0
    for plan in plans:
        def ids(what):
            return [row["id"] for row in json.loads(fetch(base, f"/api/v1/plans/{plan}/{what}"))[what]]
        root = f"/plans/{plan}"
        reports = [f"{root}/organisations/{id}" for id in ids("organisations")] + [f"{root}/goals/{id}" for id in ids("goals")]
        indicators = ids("indicators")
        reports += [f"{root}/indicators"] if indicators else []
        for language in LANGUAGES:
            for address in reports:
                faults += check(base, address, f"?lang={language}", True)
                pages += 1
            for number, id in enumerate(indicators):
                faults += check(base, f"{root}/indicators/{id}", f"?lang={language}", number % 8 == 0)
                pages += 1
    print(f"{pages} pages, {faults} faults")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
