#!/usr/bin/env python3
"""Writes plan files that keep to the schema and are as awkward as it lets them be.

usage: hostile-plans.py OUT_FOLDER [NAME...]     all of them without names
       hostile-plans.py --quick | --slow         the names of those made in seconds, of the others

Each file's plan has the file's name as its id. Nothing is random: the same program writes the same files.
"""
import json
import os
import sys

TEXT_MAX = 64 * 1024  # LIMIT_TEXT of base/limits.h
FIELDS = ["subgoal", "action", "measure", "schedule", "actors", "monitoring", "resources"]
STATUSES = ["not_started", "in_progress", "done", "continuous", "delayed", "cancelled"]


def plan(name, columns=3, organisations=2, goals=1, subgoals=2, **head):
    """A sound plan of one row for each organisation and subgoal; the cases below spoil it."""
    made = {
        "format": "vuosikello/plan", "version": 1,
        "plan": {"id": name, "title": "Plan " + name, "period": {"from": 2020, "to": 2024}, "language": "fi",
                 "columns": [{"field": f, "heading": f.capitalize()} for f in FIELDS[:columns]], **head},
        "organisations": [{"id": f"o{i}", "name": f"Organisation {i}", "kind": "other"} for i in range(organisations)],
        "goals": [{"id": f"G{g}", "number": str(g), "title": f"Goal {g}",
                   "subgoals": [{"id": f"G{g}.{s}", "number": str(s), "title": f"Subgoal {g}.{s}"} for s in range(subgoals)]}
                  for g in range(goals)],
        "actions": [],
    }
    for o in range(organisations):
        for g in range(goals):
            for s in range(subgoals):
                made["actions"].append({"organisation": f"o{o}", "subgoal": f"G{g}.{s}",
                                        **{f: f"{f} {o}.{g}.{s}" for f in FIELDS[1:columns]}})
    return made


def measured(made, areas=1, indicators=1, years=(2021,), value=lambda i, a, y: 40.0 + i + a):
    """Adds indicators with their observations: the country's and the areas'."""
    made["areas"] = [{"id": "maa", "name": "Koko maa", "kind": "country"}]
    made["areas"] += [{"id": f"a{i}", "name": f"Area {i}", "kind": "region", "parent": "maa"} for i in range(areas)]
    made["plan"]["area"] = "a0"
    made["indicators"] = [{"id": f"i{i}", "number": i + 1, "title": f"Indicator {i}", "unit": "%", "decimals": 1,
                           "definition": f"What {i} tells.", "direction": "higher_is_better", "sources": ["A register"],
                           "subgoals": [made["goals"][0]["subgoals"][0]["id"]]} for i in range(indicators)]
    made["observations"] = [{"indicator": f"i{i}", "area": area["id"], "year": year, "value": value(i, a, year)}
                            for i in range(indicators) for a, area in enumerate(made["areas"]) for year in years]
    return made


def followed(made, progress, years=(2022,), **more):
    made["followups"] = [{"organisation": a["organisation"], "subgoal": a["subgoal"], "year": year,
                          "status": STATUSES[(i + year) % len(STATUSES)], "progress": progress, **more}
                         for i, a in enumerate(made["actions"]) for year in years]
    return made


def everywhere(made, text, line=None):
    """Puts a text wherever one may stand; `line` where it must be one line."""
    line = line or text.replace("\n", " ")
    head = made["plan"]
    head.update(title=line, part=line, slogans=[line, line], note=text, goal_label=line,
                approvals=[{"body": line, "date": "2020-02-29", "section": line, "diary_number": line}])
    for column in head["columns"]:
        column.update(heading=line, prompt=line)
    measured(made)
    made["groups"] = [{"id": "band", "name": line}]
    made["themes"] = [{"id": "theme", "name": line}]
    made["populations"] = [{"id": "pop", "name": line}]
    for area in made["areas"]:
        area["name"] = line
    for organisation in made["organisations"]:
        organisation.update(name=line, members=[{"id": organisation["id"] + "-m", "name": line}])
    for goal in made["goals"]:
        goal.update(title=line, number=line, targets=[line])
        for subgoal in goal["subgoals"]:
            subgoal.update(title=line, number=line, group="band", ease="hard", impact="high")
    for action in made["actions"]:
        for field in FIELDS[1:]:
            if field in action:
                action[field] = text
    for indicator in made["indicators"]:
        indicator.update(title=line, definition=text, unit=line, sources=[line], theme="theme", populations=["pop"])
    for observation in made["observations"]:
        observation.update(note=text, population="pop")
    made["events"] = [{"month": 1, "to_month": 12, "title": line, "actors": line, "kind": "decision"}]
    return followed(made, text, figures=[{"name": line, "value": 1.5, "unit": line}, {"name": line, "value": True}],
                    author=line, date="2022-12-31")


# ---- Texts ----

def cell_texts(name, *texts):
    """One row a text, in each column, and as follow-up."""
    made = plan(name, columns=4, organisations=1, subgoals=len(texts))
    for action, text in zip(made["actions"], texts):
        for field in FIELDS[1:4]:
            action[field] = text
    followed(made, None)
    for followup, text in zip(made["followups"], texts):
        followup["progress"] = text
    return made


def fit(unit):
    """As many of a unit as a text may hold."""
    return unit * (TEXT_MAX // len(unit.encode()))


ODD = {
    "formats": "%s%n%d%1$s%999999d %%",
    "markup": "</script><b onclick='x'>&amp;&lt;\"</td></html><!-- ]]>",
    "pdf-strings": "( \\ ) \\( \\) \\\\ <</S/P>> endobj endstream stream xref %%EOF (((( ))",
    "control": "a\x01b\x02\x1b[31mc\x7fd\u009fe\u0091fg\u00adh\u200bi\ufeffj\u2060k\ufffel\ufffdm",
    "right-to-left": "שלום עולם, مرحبا بالعالم 123 abc ١٢٣",
    "cjk": "福祉計画 복지 계획 ภาษาไทย हिन्दी தமிழ்",
    "emoji": "👩‍👩‍👧‍👦 🇫🇮 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☃️ 1️⃣ 🧑🏿‍🚀",
    "combining": "Z̸̡̢̛̗͉͎̺͗̆̍a͕̣̎l̵͓̥g̷̡̠̈o a\u0301\u0301\u0301 \u0308 x\u20dd ä̈ ö̧",
    "spaces": "a\u00a0b\u2009c\u202fd\u3000e\tf  g   h\u2003\u2003i",
    "private": "\ue000\uf8ff\U000f0000\U0010fffd\ufdd0\U0001fffe\U000e0001",
    "lists": "- one\n- \n-\n- - two\n  - three\n-no\n—\n- " + "long " * 60 + "\n\n\n- last",
    "digraphs": "ǅ ﬁ ﬃ ß ẞ İ ı ſ Ǆ ŉ ẖ ΐ",
}

MANY_LINES = "\n".join(f"line {i}" for i in range(6000))


def only_newlines():
    return cell_texts("only-newlines", "\n" * 1000, "\n \n \n", "-\n-\n-", "- \n- \n- ", "a" + "\n" * 500 + "b")


def many_newlines():
    return cell_texts("many-newlines", "\n" * TEXT_MAX, "a" + "\n" * 30000 + "b", "- \n" * 20000, MANY_LINES)


def long_words():
    return cell_texts("long-words", fit("a"), fit("A-"), fit("ÄÖ"), fit("\u00a0x"))


def long_texts():
    return cell_texts("long-texts", fit("sana "), fit("- kohta\n"), fit("erittäin-pitkä/sana.vailla,välejä;"))


def long_strange():
    return cell_texts("long-strange", fit("福"), fit("👍"), fit("ש"), fit("a\u0301"), "a" + fit("\u0301")[:-1], fit("\u200d"))


def combining_thousands():
    return cell_texts("combining-thousands", "a" + "\u0301" * 4000 + "b", "\u0308" * 4000, "o\u0323\u0302" * 2000, "\u00ad" * 4000)


def long_lines():
    """Every line 4 KiB: titles, headings, names, units, numbers."""
    return everywhere(plan("long-lines", columns=7, organisations=1, subgoals=1), "x" * 4096)


def longest_lines():
    return everywhere(plan("longest-lines", columns=3, organisations=1, subgoals=1), fit("w"))


def long_headings():
    return everywhere(plan("long-headings", columns=7, organisations=1, subgoals=1), "Pitkä otsikko ja " * 300)


def long_followups():
    return followed(plan("long-followups"), fit("seuranta "), years=(2020, 2021, 2022, 2023, 2024))


# ---- Sizes ----

def two_columns():
    return followed(plan("two-columns", columns=2), "x")


def seven_columns():
    return followed(plan("seven-columns", columns=7), "- kohta\n- toinen\n\nkappale " * 20)


def reversed_columns():
    """The other columns stand in an order of their own, one of them twice as wide as its name."""
    made = plan("reversed-columns", columns=7)
    made["plan"]["columns"][1:] = reversed(made["plan"]["columns"][1:])
    return made


def bare():
    """Nothing that may be left out."""
    return {"format": "vuosikello/plan", "version": 1,
            "plan": {"id": "bare", "title": "x", "period": {"from": 2020, "to": 2020}, "language": "en",
                     "columns": [{"field": "subgoal", "heading": "s"}, {"field": "action", "heading": "a"}]},
            "organisations": [{"id": "o", "name": "o", "kind": "other"}],
            "goals": [{"id": "1", "number": "-", "title": "g", "subgoals": []}], "actions": []}


def no_actions():
    made = measured(plan("no-actions", goals=3))
    made["actions"] = []
    return made


def nulls():
    """Empty is as good as absent, wherever that is allowed."""
    made = plan("nulls", columns=7)
    for action in made["actions"]:
        action.update({field: None for field in FIELDS[1:]})
    made["actions"][1].update({field: "" for field in FIELDS[1:]})
    made["actions"][2].update({field: "   \n " for field in FIELDS[1:]})
    made.update(areas=[], groups=[], populations=[], indicators=[], observations=[], events=[], followups=[], themes=[])
    return made


def many_goals():
    return followed(plan("many-goals", organisations=2, goals=100, subgoals=2), "x")


def many_subgoals():
    return followed(plan("many-subgoals", organisations=12, goals=1, subgoals=150), "x")


def many_organisations():
    return followed(plan("many-organisations", columns=2, organisations=300, goals=1, subgoals=3), "x")


def ids():
    made = plan("i" + "d" * 62 + "9", organisations=1, goals=0)
    made["organisations"][0]["id"] = "o" + "-" * 62 + "z"
    for goal in ("a.b-c", "A" * 32, "0", "1-1.1-1", "pdf", "plan", "a.PDF"):
        made["goals"].append({"id": goal, "number": ".", "title": goal, "subgoals": [{"id": "s-" + goal[:20], "title": goal}]})
        made["actions"].append({"organisation": made["organisations"][0]["id"], "subgoal": "s-" + goal[:20], "action": "x",
                                "id": ("a" + goal.lower().replace(".", "-") * 3)[:64]})
    return made


def bands():
    """A band for each row, and subgoals without any between them."""
    made = plan("bands", organisations=2, subgoals=40)
    made["groups"] = [{"id": f"b{i}", "name": f"Band {i}"} for i in range(40)]
    for i, subgoal in enumerate(made["goals"][0]["subgoals"]):
        if i % 5:
            subgoal["group"] = f"b{39 - i}"
    return made


def merged():
    """Cells merged over 200 rows, of one subgoal and over many, the first of them longer than a page."""
    made = plan("merged", columns=5, organisations=2, subgoals=0)
    subgoals = made["goals"][0]["subgoals"]
    subgoals += [{"id": f"s{s}", "number": str(s), "title": f"Subgoal {s}"} for s in range(51)]
    above = {"merge": "above"}
    for organisation in ("o0", "o1"):
        for row in range(200):
            made["actions"].append({
                "organisation": organisation, "subgoal": f"s{row // 4}", "id": f"{organisation}-{row}",
                "action": "teko " * (2000 if organisation == "o1" else 2) if row == 0 else above,
                "measure": above if row % 50 else "mittari\n" * (300 if row == 100 else 2),
                "schedule": above if row % 3 else f"rivi {row}", "actors": f"toimija {row}" if row % 7 else above if row else "t"})
        made["actions"].append({"organisation": organisation, "subgoal": "s50", "action": above, "measure": above})
    made["followups"] = [{"action": a["id"], "year": 2022, "status": STATUSES[i % 6], "progress": "seuranta " * (i % 40)}
                         for i, a in enumerate(made["actions"]) if "id" in a and i % 3 == 0]
    return made


def many_observations():
    made = measured(plan("many-observations"), areas=9, indicators=20, years=range(2005, 2025),
                    value=lambda i, a, y: (i * 7 + a * 3 + y) % 100 + 0.5)
    return made


def many_years():
    return followed(plan("many-years", period={"from": 1900, "to": 2200}), "x", years=range(1900, 2201, 10))


def many_events():
    made = plan("many-events")
    made["events"] = [{"month": 1 + i % 12, "title": f"Event {i}", "kind": ["planning", "action", "followup", "evaluation", "decision"][i % 5],
                       "to_month": 1 + (i * 5) % 12} for i in range(360)]
    return made


def events_of_months():
    made = plan("events-of-months")
    made["events"] = [{"month": 1 + i, "title": "Kokous, jonka nimi on pitkä ja jatkuu " * (1 + i % 4), "actors": "hallitus"} for i in range(12)]
    made["events"] += [{"month": 12, "to_month": 1, "title": "Yli vuodenvaihteen"}, {"month": 6, "to_month": 5, "title": "Koko vuosi"}]
    return made


# ---- Numbers ----

EXTREMES = [1e300, -1e300, 1e-300, -1e-300, -0.0, 0.0, 1.7976931348623157e308, 5e-324, 0.05, 99.95, 1e15, 123456789.123456789, -50, 100]


def extremes():
    """Numbers at the ends of what a double holds, as values, intervals, targets, tolerances, figures."""
    made = measured(plan("extremes"), areas=2, indicators=len(EXTREMES) * 2, years=(1900, 2020, 2200),
                    value=lambda i, a, y: EXTREMES[(i + a) % len(EXTREMES)])
    for i, indicator in enumerate(made["indicators"]):
        value = EXTREMES[i % len(EXTREMES)]
        indicator.update(number=[1, 0, -5, 2147483647][i % 4] if i > 3 else i + 1, unit=["%", "kpl", "x" * 40][i % 3], decimals=i % 5,
                         scale=["share", "change", "rate", "count", "index"][i % 5],
                         direction=["higher_is_better", "lower_is_better", "none"][i % 3],
                         tolerance={"relative" if i % 2 else "absolute": abs(value)},
                         targets=[{"year": 1900, "value": value}, {"year": 2200, "value": -value}])
    for i, observation in enumerate(made["observations"]):
        observation.update(low=min(observation["value"], -1), high=max(observation["value"], 1), n=[1, 2147483647, 30][i % 3])
    numbers = set()
    for i, indicator in enumerate(made["indicators"]):  # numbers must differ
        while indicator["number"] in numbers:
            indicator["number"] += 7 if indicator["number"] < 1000 else -7
        numbers.add(indicator["number"])
    return followed(made, "x", years=(1900, 2200), figures=[{"name": f"n{i}", "value": v} for i, v in enumerate(EXTREMES)])


def duplicates():
    """Everything that may be the same is."""
    made = measured(plan("duplicates", organisations=5, goals=5, subgoals=5), areas=3, indicators=6)
    for things in (made["organisations"], made["areas"]):
        for thing in things:
            thing["name"] = "Sama"
    for goal in made["goals"]:
        goal.update(title="Sama", number="1")
        for subgoal in goal["subgoals"]:
            subgoal.update(title="Sama", number="1")
    for indicator in made["indicators"]:
        indicator["title"] = "Sama"
    return made


def members():
    """An organisation of many members, organisations that took over the work of all before them, many areas each."""
    made = measured(plan("members", organisations=6), areas=8, indicators=8)
    for i, organisation in enumerate(made["organisations"]):
        organisation.update(members=[{"id": f"m{i}-{j}", "name": f"Member {j}", "area": f"a{j}"} for j in range(8)],
                            areas=[f"a{j}" for j in range(8)], succeeds=[f"o{j}" for j in range(i)])
    return made


def based_on_itself():
    made = followed(plan("based-on-itself"), "x")
    for goal in made["goals"]:
        for subgoal in goal["subgoals"]:
            subgoal["based_on"] = {"plan": "based-on-itself", "subgoal": "G0.0"}
    return made


def by_language():
    made = everywhere(plan("by-language", columns=4), "x")
    made["plan"]["title"] = {"sv": "Bara på svenska"}
    for action in made["actions"]:
        action.update(action={"en": "English only (%s)"}, measure={"fi": "suomi", "sv": "svenska " * 200, "en": ""})
    return made


def populations():
    made = measured(plan("populations"), areas=2, indicators=3)
    made["populations"] = [{"id": f"p{i}", "name": f"Väestö {i} " * (1 + i % 8)} for i in range(60)]
    made["indicators"][0]["populations"] = [p["id"] for p in made["populations"]]
    made["indicators"][1]["populations"] = [{"population": p["id"], "unit": "x" * (1 + i), "decimals": i % 5, "scale": "count"}
                                            for i, p in enumerate(made["populations"])]
    made["observations"] = [{"indicator": f"i{i}", "population": p["id"], "area": area["id"], "year": year, "value": 12.5}
                            for i in range(2) for p in made["populations"] for area in made["areas"] for year in (2019, 2021, 2023)]
    return made


QUICK = [two_columns, seven_columns, reversed_columns, bare, no_actions, nulls, only_newlines, ids, bands, events_of_months, many_events,
         extremes, duplicates, members, based_on_itself, by_language, long_words, combining_thousands, merged, many_years, long_lines,
         populations]
SLOW = [many_newlines, long_texts, long_strange, longest_lines, long_headings, long_followups, many_goals, many_subgoals, many_organisations,
        many_observations]


def odd(name, text):
    return lambda: everywhere(plan("odd-" + name, columns=7), text)


def all_plans():
    made = {function.__name__.replace("_", "-"): function for function in QUICK + SLOW}
    made.update({"odd-" + name: odd(name, text) for name, text in ODD.items()})
    return made


def main():
    plans = all_plans()
    slow = [function.__name__.replace("_", "-") for function in SLOW]
    if sys.argv[1:] in (["--quick"], ["--slow"]):
        print("\n".join(name for name in plans if (name in slow) == (sys.argv[1] == "--slow")))
        return
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    for name in sys.argv[2:] or plans:
        with open(os.path.join(sys.argv[1], name + ".json"), "w", encoding="utf-8") as out:
            json.dump(plans[name](), out, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
