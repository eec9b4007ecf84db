#!/usr/bin/env python3
"""Checks that every text of plan files is in the reports, whole and in order.

usage: check-text.py VUOSIKELLO DATABASE PLAN_FILE...

Reads each report's logical structure (pdfinfo -struct-text) and looks, for every action of the plan, for its cells in the plan's columns' order,
in the whole plan and in its organisation's report; for titles, targets, definitions and events in the whole plan; for follow-up in the organisation's
report. White space, bullets and soft hyphens do not count. Prints what is missing; status 1 where anything is.
"""
import json
import re
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
    text = "\n".join(re.sub(r"^\s*- ", "", line) for line in text.split("\n"))
    return squeeze(text)


def squeeze(text):
    return re.sub(r"[\s\u00ad\u00a0\u200b\ufeff]+", "", text)


def structure(pdf):
    out = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True).stdout
    return squeeze("".join(m.group(1) for m in re.finditer(r'^ *"(.*?)"$', out, re.M | re.S)))


def report(vuosikello, database, *what):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as pdf:
        subprocess.run([vuosikello, "--db", database, "report", *what, "-o", pdf.name], check=True)
        return structure(pdf.name)


class Checker:
    def __init__(self, file):
        self.file, self.missing, self.found = file, [], 0

    def in_order(self, where, text, pieces):
        """The pieces stand in `text` in this order. Looks from every place where the first stands."""
        pieces = [p for p in pieces if p]
        if not pieces:
            return
        at = text.find(pieces[0])
        while at >= 0:
            end = at
            for piece in pieces:
                end = text.find(piece, end)
                if end < 0:
                    break
                end += len(piece)
            else:
                self.found += len(pieces)
                return
            at = text.find(pieces[0], at + 1)
        absent = next((p for p in pieces if p not in text), None)
        self.missing.append(f"{self.file}: {where}: " + (f"missing: {absent[:90]}" if absent else f"not in order: {[p[:30] for p in pieces]}"))


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
    for i, action in enumerate(plan["actions"]):
        cells = [plain(action.get(field), language) for field in fields]
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
