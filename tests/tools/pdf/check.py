#!/usr/bin/python3
"""Judges PDF files by veraPDF (one Java machine for all), by structure.py and by qpdf, and the judges by mutants that they must reject. Prints TAP.

usage: check.py --jars FOLDER --work FOLDER [--mutants GOOD_FILE] [--device FILE...] [--reports FILE...]

--jars      where veraPDF is, or is put
--work      for the mutants and what veraPDF says
--mutants   the report that mutants (mutants.py) are made of
--device    files of the PDF device alone: by veraPDF and qpdf only
--reports   whole reports: by all

Where veraPDF cannot be had it is skipped, loudly; never when CI=true.
"""
import argparse
import multiprocessing
import os
import subprocess
import sys

import mutants
import structure
import verapdf
from tap import Tap


def qpdf(path):
    done = subprocess.run(["qpdf", "--check", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return [] if done.returncode == 0 else [f"qpdf: {line}" for line in done.stdout.splitlines()[-3:]]


def sound(report):
    return [f"{rule}: {detail}" for rule, detail in structure.faults(report)] + qpdf(report)


def rules_of(mutant):
    return {rule for rule, _ in structure.faults(mutant)}


def judge_mutant(tap, mutant, seen, validated):
    """By the rules that its table names; those of veraPDF only where it is there."""
    wanted = [rule for rule in mutant.rules if validated or " " not in rule]
    if wanted:
        faults = [f"not by {rule}, but by {sorted(seen) or 'none'}" for rule in wanted if rule not in seen]
        tap.test(f"mutant {mutant.name} is rejected by {', '.join(wanted)}", faults)
    else:
        tap.skip(f"mutant {mutant.name}", "veraPDF cannot be had")


def judge(tap, options):
    written = mutants.write(options.mutants, options.work) if options.mutants else []
    made = {path: mutant for mutant, path in written if mutant}
    reports = options.reports + [path for mutant, path in written if not mutant]
    validation = judged = None
    try:
        validation = verapdf.Validation(options.jars, options.device + reports + list(made), options.work)
    except verapdf.Missing as why:
        tap.lacks("veraPDF", why)
    with multiprocessing.Pool() as pool:  # while veraPDF is at work
        for judgement, work, paths in (("structure, qpdf", sound, reports), ("qpdf", qpdf, options.device)):
            for path, faults in zip(paths, pool.imap(work, paths)):
                tap.test(f"{judgement}: {name(path)}", faults)
        seen = dict(zip(made, pool.map(rules_of, made)))
    if validation:
        judged = validation.wait()
        for path in options.device + reports:
            tap.test(f"PDF/UA-1, PDF/A-2a: {name(path)}", judged[path])
    for path, mutant in made.items():
        judge_mutant(tap, mutant, seen[path].union(judged[path] if judged else ()), judged is not None)


def name(path):
    return "/".join(path.split("/")[-2:])


def main():
    parser = argparse.ArgumentParser()
    for required in ("--jars", "--work"):
        parser.add_argument(required, required=True, type=os.path.realpath)
    parser.add_argument("--mutants")
    for files in ("--device", "--reports"):
        parser.add_argument(files, nargs="*", default=[], type=os.path.realpath)
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    tap = Tap()
    if not options.device + options.reports:
        tap.test("there are PDF files", ["none"])
    judge(tap, options)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
