#!/usr/bin/python3
"""Opens PDF files in four readers: poppler, MuPDF, PDF.js and Chromium. Prints TAP.

usage: readers.py --pdfjs FOLDER FILE...

poppler and MuPDF draw every page, and no page is blank; both read the same words. PDF.js (fetched into FOLDER with npm) reads the same structure and text as
poppler. Chromium shows a page and the document's title; it is tried with a blank page as well, of which it must not say that it is seen.
Where PDF.js or Chromium cannot be had it is skipped, loudly; never when CI=true.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

import pikepdf
from PIL import Image

import chromium
from tap import Tap

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True).stdout


def squeeze(text):
    """Without what readers differ in: spaces, ends of lines, soft hyphens."""
    return re.sub(r"[\s\u00ad\u00a0]+", "", text)


# ---- poppler and MuPDF ---------------------------------------------------------------------------------------------


def blank_pages(pictures):
    pages = [page for page, name in enumerate(sorted(pictures), 1) if Image.open(name).convert("L").getextrema()[0] > 200]
    return [f"page {page} is blank" for page in pages] or ([] if pictures else ["no pages"])


def drawn(path, pages):
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", "40", "-png", path, f"{folder}/poppler")
        run("mutool", "draw", "-q", "-r", "40", "-o", f"{folder}/mupdf-%03d.png", path)
        for reader in ("poppler", "mupdf"):
            pictures = glob.glob(f"{folder}/{reader}*.png")
            faults += [f"{reader}: {fault}" for fault in blank_pages(pictures)]
            if len(pictures) != pages:
                faults.append(f"{reader}: {len(pictures)} of {pages} pages")
    return faults


def same_words(path):
    """Each word that the one reads is among the other's; their orders differ."""
    text = {"poppler": run("pdftotext", "-raw", path, "-"), "mupdf": run("mutool", "draw", "-q", "-F", "text", path)}
    whole = {reader: squeeze(said) for reader, said in text.items()}
    faults = []
    for reader, other in (("poppler", "mupdf"), ("mupdf", "poppler")):
        words = [squeeze(word) for word in text[reader].split()]
        faults += [f"{other} does not read {word!r}" for word in words if word not in whole[other]]
    return faults if len(whole["poppler"]) > 100 else ["hardly any text"]


# ---- PDF.js --------------------------------------------------------------------------------------------------------


def poppler_tree(path):
    """(role, text) of each element in order, as pdfinfo reads them; the text is what stands in the element itself."""
    found, stack = [], []
    for line in run("pdfinfo", "-struct-text", path).splitlines():
        depth, text = (len(line) - len(line.lstrip())) // 2, line.strip()
        if text.startswith('"') and text.endswith('"'):
            owner = next(entry for level, entry in reversed(stack) if level < depth)
            owner[1] += text[1:-1]
        elif not text.startswith(("/", "Object")):
            while stack and stack[-1][0] >= depth:
                stack.pop()
            found.append([re.match(r"\w+", text)[0], ""])
            stack.append((depth, found[-1]))
    return [(role, squeeze(text)) for role, text in found]


def pdfjs_tree(path, folder):
    """The same as PDF.js reads them, page by page; and what it finds outside of all elements."""
    lines = [line.split("\t", 1) for line in run("node", f"{HERE}/pdfjs/read.js", folder, path).splitlines()]
    return [(role, squeeze(text)) for role, text in lines if role != "outside"], [text for role, text in lines if role == "outside"]


def compare_trees(whole, pieces):
    """Every element's text is made of pieces of that role, in their order; and no piece is left. An element that goes over pages has one on each."""
    pieces = [piece for piece in pieces if piece[1]]
    for role, text in whole:
        rest = text
        while rest:
            at = next((i for i, piece in enumerate(pieces) if piece[0] == role and rest.startswith(piece[1])), None)
            if at is None:
                return [f"PDF.js does not read {role} {rest[:60]!r}"]
            rest = rest[len(pieces.pop(at)[1]):]
    return [f"PDF.js alone reads {role} {text[:60]!r}" for role, text in pieces]


def roles_of(tree):
    """How many elements of each role that none but one page holds: cells and rows may go over pages, headings not."""
    return {role: [r for r, _ in tree].count(role) for role in ("H1", "H2", "H3", "Figure", "Link", "TOC")}


def read_by_pdfjs(path, folder):
    whole = poppler_tree(path)
    pieces, outside = pdfjs_tree(path, folder)
    faults = compare_trees(whole, pieces)
    if roles_of(whole) != roles_of(pieces):
        faults.append(f"poppler has {roles_of(whole)}, PDF.js {roles_of(pieces)}")
    if sum(len(text) for _, text in pieces) < 100:
        faults.append("hardly any text")
    more = Counter(squeeze("".join([text for _, text in pieces] + outside))) - Counter(squeeze(run("pdftotext", "-raw", path, "-")))
    return faults + [f"PDF.js reads {count} {letter!r} more than pdftotext" for letter, count in more.items()]


def fetch_pdfjs(folder):
    """Why it cannot be had; None where it is there."""
    if os.path.isdir(f"{folder}/node_modules/pdfjs-dist"):
        return None
    if not shutil.which("node") or not shutil.which("npm"):
        return "node or npm is not there"
    os.makedirs(folder, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(f"{HERE}/pdfjs/{name}", folder)
    command = ["npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return None if done.returncode == 0 else "\n".join(done.stdout.splitlines()[-5:])


# ---- Chromium ------------------------------------------------------------------------------------------------------


def blank_copy(path, folder):
    copy = f"{folder}/blank.pdf"
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"")
        pdf.save(copy)
    return copy


def shown_by_chromium(tap, paths):
    with tempfile.TemporaryDirectory() as folder, chromium.Chromium() as browser:
        for path in paths:
            seen, title = browser.shows(path)
            with pikepdf.open(path) as pdf:
                wanted = str(pdf.docinfo["/Title"])
            faults = ([] if seen else ["no page is seen"]) + ([] if title == wanted else [f"its title is {title!r}"])
            tap.test(f"Chromium shows {os.path.basename(path)}", faults)
        tap.test("Chromium: a blank page is not taken for one that is seen", ["it is"] if browser.shows(blank_copy(paths[0], folder), 3)[0] else [])


# ---- All -----------------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pdfjs", required=True, type=os.path.realpath)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    tap = Tap()
    for path in options.files:
        name = os.path.basename(path)
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        tap.test(f"poppler and MuPDF draw {name}", drawn(path, pages))
        tap.test(f"poppler and MuPDF read the same words of {name}", same_words(path))
    missing = fetch_pdfjs(options.pdfjs)
    if missing:
        tap.lacks("PDF.js", missing)
    else:
        for path in options.files:
            tap.test(f"PDF.js reads the structure of {os.path.basename(path)} as poppler does", read_by_pdfjs(path, options.pdfjs))
    if shutil.which("chromium"):
        shown_by_chromium(tap, options.files)
    else:
        tap.lacks("Chromium", "it is not there")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
