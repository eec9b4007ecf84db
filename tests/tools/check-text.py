#!/usr/bin/env python3
"""Checks that every text of plan files is in the reports, whole and in order.

usage: check-text.py VUOSIKELLO DATABASE PLAN_FILE...

Reads each report's text in the order of its content (pdftotext -raw) and looks, for every action of the plan, for its cells in the order of the
plan's columns, in the whole plan and in its organisation's report; for titles, targets, definitions and events in the whole plan; for
follow-up in the organisation's report. A text may go on over page ends. White space, bullets and soft hyphens do not count. Where a cell refers to
another row, that row's number is expected in its place too. Prints what is missing; status 1 where anything is.
"""
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata


def plain(text, language):
    if text is None:
        return ""
    if isinstance(text, dict):
        if "merge" in text:
            return ""
        text = text.get(language) or next(iter(text.values()))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(re.sub(r"^- ", "", line) for line in text.split("\n"))
    return squeeze(text)


def squeeze(text):
    return re.sub(r"[\s\u00ad\u00a0\u200b\ufeff•]+", "", text)


def numbers_put(database, plan):
    """By action and field: the places (in bytes) where the plan's reports put numbers of rows, and what they put there."""
    found = {}
    rows = sqlite3.connect(database).execute(
        "SELECT r.action, r.field, r.from_byte, s.id, r.onwards FROM referents r JOIN plans p USING (plan)"
        " JOIN actions a ON a.plan = r.plan AND a.action = r.target"
        " JOIN subgoals s ON s.plan = r.plan AND s.subgoal = a.subgoal"
        " WHERE p.id = ? AND r.lang = p.language AND r.from_byte = r.to_byte ORDER BY r.action, r.position", (plan,))
    for action, field, place, number, onwards in rows:
        places = found.setdefault((action, field), {})
        before = places.get(place, "")
        places[place] = before + ("" if before[-1:] in ("", "–") else ", ") + number + ("–" if onwards else "")
    return found


def with_numbers(text, places, language):
    if not places or isinstance(text, dict) and "merge" in text:
        return text
    if isinstance(text, dict):
        text = text[language]
    text = unicodedata.normalize("NFC", text).encode()
    for place in sorted(places, reverse=True):
        text = text[:place] + places[place].encode() + text[place:]
    return text.decode()


def report(vuosikello, database, *what):
    """The report's pages, squeezed."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as pdf:
        subprocess.run([vuosikello, "--db", database, "report", *what, "-o", pdf.name], check=True)
        out = subprocess.run(["pdftotext", "-raw", pdf.name, "-"], capture_output=True, text=True, check=True).stdout
        return [squeeze(page) for page in out.split("\f")]


def longest_start(text, page, at):
    """How much of the start of `text` stands in page[at:]."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if page.find(text[:middle], at) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


MIDDLE = 200  # characters of a text that stand on a page between its first and last at least


def goes_on(text, pages, page, at, over=False):
    """Where the text ends on its first page, from `at` on, if it is all there or goes on over the following pages; else -1."""
    whole = pages[page].find(text, at)
    if whole >= 0:
        return whole + len(text)
    if page + 1 == len(pages):
        return -1
    # A start that is longer than what stands on the page can only be longer by chance: a few characters, which the next text on the page
    # begins with too. So the shortest whose rest goes on is the one. A text that goes over several pages fills those in between.
    longest = longest_start(text, pages[page], at)
    if over and longest < MIDDLE:
        return -1
    for length in range(max(longest - 8, 0) + 1, longest + 1):
        if goes_on(text[length:], pages, page + 1, 0, True) >= 0:
            return pages[page].find(text[:length], at) + length
    return -1


class Checker:
    def __init__(self, file):
        self.file, self.missing, self.found = file, [], 0

    def stand_at(self, pages, page, at, pieces):
        for piece in pieces:
            at = goes_on(piece, pages, page, at)
            if at < 0:
                return False
        return True

    def in_order(self, where, pages, pieces):
        """The pieces stand in the pages in this order, all beginning on one page."""
        pieces = [p for p in pieces if p]
        if not pieces:
            return
        start = pieces[0][:8]
        for page, text in enumerate(pages):
            at = text.find(start)
            while at >= 0:
                if self.stand_at(pages, page, at, pieces):
                    self.found += len(pieces)
                    return
                at = text.find(start, at + 1)
        absent = [p for p in pieces if not any(goes_on(p, pages, i, 0) >= 0 for i in range(len(pages)))]
        told = f"missing: {absent[0][:90]}" if absent else f"not in order: {[p[:30] for p in pieces]}"
        self.missing.append(f"{self.file}: {where}: {told}")


def check(vuosikello, database, file):
    plan = json.load(open(file, encoding="utf-8"))
    head = plan["plan"]
    language = head["language"]
    fields = [c["field"] for c in head["columns"] if c["field"] != "subgoal"]
    checker = Checker(file.rsplit("/", 1)[-1])
    whole = report(vuosikello, database, head["id"], "plan")
    own = {o["id"]: report(vuosikello, database, head["id"], "organisation", o["id"]) for o in plan["organisations"]}

    for goal in plan["goals"]:
        checker.in_order(f"goal {goal['id']}", whole, [plain(goal["title"], language)])
        for target in goal.get("targets", []):
            checker.in_order(f"goal {goal['id']}", whole, [plain(target, language)])
        for subgoal in goal["subgoals"]:
            checker.in_order(f"subgoal {subgoal['id']}", whole, [plain(subgoal["title"], language)])
    numbers = numbers_put(database, head["id"])
    for i, action in enumerate(plan["actions"]):
        cells = [plain(with_numbers(action.get(field), numbers.get((i, field)), language), language) for field in fields]
        for name, text in (("plan", whole), (action["organisation"], own[action["organisation"]])):
            checker.in_order(f"/actions/{i} in {name}", text, cells)
    for indicator in plan.get("indicators", []):
        checker.in_order(f"indicator {indicator['id']}", whole, [plain(indicator["title"], language)])
        checker.in_order(f"indicator {indicator['id']}", whole, [plain(indicator.get("definition"), language)])
    for event in plan.get("events", []):
        checker.in_order("events", whole, [plain(event["title"], language)])
    newest = max((f["year"] for f in plan.get("followups", [])), default=None)
    actions = {a["id"]: a["organisation"] for a in plan["actions"] if a.get("id")}
    for i, followup in enumerate(plan.get("followups", [])):
        organisation = followup.get("organisation") or actions[followup["action"]]
        if followup["year"] == newest:
            checker.in_order(f"/followups/{i}", own[organisation], [plain(followup.get("progress"), language)])
    return checker


missing, found = [], 0
for name in sys.argv[3:]:
    result = check(sys.argv[1], sys.argv[2], name)
    missing += result.missing
    found += result.found
print("\n".join(missing[:40]))
print(f"{found} texts found, {len(missing)} missing")
sys.exit(1 if missing or not found else 0)
