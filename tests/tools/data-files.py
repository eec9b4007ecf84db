#!/usr/bin/env python3
"""Reads the tables and the calendar that a running service gives, as other programs read them, and compares them with
the plan as the API gives it:

    data-files.py tables BASE PLAN
    data-files.py calendar BASE PLAN

Prints each fault in a line; status 1 where there is any."""
import csv
import datetime
import io
import json
import re
import sys
import urllib.request

import icalendar

faults = []


def fault(text):
    faults.append(text[:400])


def same(what, wanted, got):
    if wanted != got:
        fault(f"{what}: {got!r}, not {wanted!r}")


def fetch(address):
    with urllib.request.urlopen(BASE + address) as answer:
        return answer.read()


def read(address):
    """JSON with its fractions as they are written, not as binary ones."""
    return json.loads(fetch(address), parse_float=str)


def rows_of(address, dialect):
    """The table's rows; its bytes judged by RFC 4180 (2), whoever reads them."""
    data = fetch(f"{address}{'&' if '?' in address else '?'}dialect={dialect}")
    excel = dialect == "excel-fi"
    same(f"{address} {dialect}: byte order mark", excel, data.startswith(b"\xef\xbb\xbf"))
    text = data.decode("utf-8-sig" if excel else "utf-8")
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    if not outside.endswith("\r\n") or re.search(r"\r(?!\n)|(?<!\r)\n|\"", outside):
        fault(f"{address} {dialect}: rows do not end in CR LF, or a quotation mark stands alone")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if excel else ",", strict=True))
    for row in rows:
        same(f"{address} {dialect}: cells of a row", len(rows[0]), len(row))
        for cell in row:
            if excel and re.match(r"[=+@\t\r]|-(?![0-9]+(,[0-9]+)?(e-?[0-9]+)?$)", cell):
                fault(f"{address}: Excel takes for a formula: {cell!r}")
    return rows


def plain(cell):
    """A cell for Excel as it would be for programs."""
    cell = re.sub(r"^• ", "- ", cell, flags=re.MULTILINE)
    if cell.startswith("'"):
        return cell[1:]
    return cell.replace(",", ".") if re.fullmatch(r"-?\d+,\d+(e-?\d+)?", cell) else cell


def both(address):
    """The table, which says the same in both dialects."""
    rows = rows_of(address, "rfc4180")
    excel = rows_of(address, "excel-fi")
    same(f"{address}: rows for Excel", len(rows), len(excel))
    for row, other in zip(rows, excel):
        same(f"{address}: for Excel", row, [cell if cell in row else plain(cell) for cell in other])
    return rows


def number(value):
    """Digit by digit as the API wrote it (read)."""
    return "" if value is None else str(value)


def check_actions(plan, api, columns):
    """Every action's texts, as they are in the plan file."""
    actions = api["actions"]
    reported = {(row["organisation"], row["subgoal"], row.get("action")): row for row in api["followups"]
                if row["year"] == api["year"]}
    rows = both(f"/plans/{plan}/plan.csv")[1:]
    same("rows of the plan's table", len(actions), len(rows))
    for action, row in zip(actions, rows):
        same("organisation", action["organisation"], row[0])
        same("subgoal", action["subgoal"], row[4])
        same("action's id", action.get("id", ""), row[7])
        for place, field in enumerate(columns):
            same(f"{field} of {row[:5]}", action.get(field, ""), row[8 + place])
        followup = reported.get((action["organisation"], action["subgoal"], action.get("id")), {})
        same("progress", followup.get("progress", ""), row[8 + len(columns) + 2])
        same("date", followup.get("date", ""), row[8 + len(columns) + 4])


def check_parts(plan, api):
    """Tables of organisations and goals share the plan's table between them."""
    whole = rows_of(f"/plans/{plan}/plan.csv", "rfc4180")[1:]
    former = [row for row in api["organisations"] if "succeeds" in row]
    by_organisation = [row for organisation in api["organisations"] if organisation not in former
                       for row in both(f"/plans/{plan}/organisations/{organisation['id']}.csv")[1:]]
    if not former:
        same("rows of the organisations' tables", sorted(whole), sorted(by_organisation))
    by_goal = [row for goal in api["goals"] for row in both(f"/plans/{plan}/goals/{goal['id']}.csv")[1:]]
    same("rows of the goals' tables", sorted(whole), sorted(by_goal))
    for organisation in api["organisations"]:
        appendix = both(f"/plans/{plan}/appendices/{organisation['id']}.csv")[1:]
        same("rows of an appendix", [row for row in whole if row[0] == organisation["id"]], appendix)
    matrix = both(f"/plans/{plan}/status.csv")
    same("organisations of the matrix", [row["id"] for row in api["organisations"]], [row[0] for row in matrix[1:]])
    same("subgoals of the matrix", sum(len(goal["subgoals"]) for goal in api["goals"]), len(matrix[0]) - 2)
    # one status an action; "Ei koske organisaatiota" and the others have no comma in them
    same("statuses of the matrix", len(whole), sum(len(cell.split(", ")) for row in matrix[1:] for cell in row[2:] if cell))


def check_indicators(plan, api):
    rows = both(f"/plans/{plan}/indicators.csv")[1:]
    same("rows of the indicators' table", len(api["observations"]), len(rows))
    names = {row["population"]["id"]: row["population"]["name"] for indicator in api["indicators"]
             for row in indicator["series"] if "population" in row}
    wanted = {(row["indicator"], names.get(row.get("population"), ""), row["area"]): row for row in api["assessments"]}
    for observation, row in zip(api["observations"], rows):
        same("indicator", observation["indicator"], row[0])
        same("area and year", [observation["area"], str(observation["year"])], [row[6], row[8]])
        same("figure", number(observation.get("value")), row[9])
        same("interval", [number(observation.get("low")), number(observation.get("high"))], row[11:13])
        assessment = wanted.get((row[0], row[4], row[6]))
        if row[17]:
            same("rule", assessment["rule_text"], row[17])
            same("year of the assessment", str(assessment["year"]), row[8])
            same("figures of the assessment", [number(assessment.get(key)) for key in ("national_value", "difference")],
                 row[14:16])
        elif assessment and assessment["rule"] in ("test", "interval", "tolerance") and row[8] == str(assessment["year"]):
            fault(f"{row[:9]}: lacks its assessment")
    single = [row for indicator in api["indicators"] for row in both(f"/plans/{plan}/indicators/{indicator['id']}.csv")[1:]]
    same("rows of the single indicators' tables", rows, single)


def tables(plan):
    api = {}
    for part in ("organisations", "goals", "indicators", "actions", "follow-ups", "observations", "assessments"):
        api.update(read(f"/api/v1/plans/{plan}/{part}"))
    file = read(f"/api/v1/plans/{plan}")
    check_actions(plan, api, [column["field"] for column in file["plan"]["columns"][1:]])
    check_parts(plan, api)
    if api["indicators"]:
        check_indicators(plan, api)


# ---- The calendar ----

def check_lines(data):
    if not data.endswith(b"\r\n") or re.search(rb"\r(?!\n)|(?<!\r)\n", data):
        fault("lines do not end in CR LF")
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            fault(f"a line of {len(line)} octets: {line!r}")
        line.decode("utf-8")  # raises where a character was cut


def texts_of(data, name):
    """The values of a property, unfolded and unescaped (RFC 5545, 3.1 and 3.3.11); icalendar unescapes twice."""
    text = data.decode("utf-8").replace("\r\n ", "")
    values = re.findall(rf"^{name}(?:;[A-Z]+=\w+)*:(.*)\r$", text, re.M)
    return [re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value) for value in values]


def check_event(event, wanted, period):
    last = wanted.get("to_month", wanted["month"])
    last += 12 if last < wanted["month"] else 0
    same("first day", datetime.date(period["from"], wanted["month"], 1), event["DTSTART"].dt)
    same("day after the last", datetime.date(period["from"] + last // 12, last % 12 + 1, 1), event["DTEND"].dt)
    years = period["to"] - period["from"] + 1
    same("repetition", {"FREQ": ["YEARLY"], "COUNT": [years]} if years > 1 else {}, dict(event.get("RRULE", {})))
    same("busy", "TRANSPARENT", str(event["TRANSP"]))


def calendar(plan):
    data = fetch(f"/plans/{plan}/clock.ics")
    check_lines(data)
    made = icalendar.Calendar.from_ical(data)
    events = made.walk("VEVENT")
    wanted = read(f"/api/v1/plans/{plan}/events")["events"]
    period = read(f"/api/v1/plans/{plan}")["plan"]["period"]
    same("events", len(wanted), len(events))
    same("different UIDs", len(events), len({str(event["UID"]) for event in events}))
    same("titles", [row["title"] for row in wanted], texts_of(data, "SUMMARY"))
    for row, description in zip(wanted, texts_of(data, "DESCRIPTION")):
        if row.get("actors", "") not in description:
            fault(f"{row['title']}: its actors are not told")
    for event, row in zip(events, wanted):
        same("errors in an event", [], event.errors)
        check_event(event, row, period)
    other = icalendar.Calendar.from_ical(fetch(f"/plans/{plan}/clock.ics?lang=sv")).walk("VEVENT")
    same("UIDs in Swedish", [str(event["UID"]) for event in events], [str(event["UID"]) for event in other])


BASE = sys.argv[2]
{"tables": tables, "calendar": calendar}[sys.argv[1]](sys.argv[3])
print("\n".join(faults[:40]))
sys.exit(1 if faults else 0)
