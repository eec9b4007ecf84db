"""veraPDF over many files in one Java machine, by the profiles that a file says it holds to: PDF/UA-1 and PDF/A-2a, and it must say both.

It comes from Maven's registry. Its work is started, and waited for later; what it then gives is, by path, the rules that reject the file: "ua1 7.3-1" (profile,
clause, test), "no ua1" where the file does not hold itself to a profile or could not be judged by it, "warning: ..." for what else was said of it.
"""
import json
import os
import shutil
import subprocess

PROFILES = {"PDF/UA-1 validation profile": "ua1", "PDF/A-2A validation profile": "2a"}


class Missing(Exception):
    """veraPDF cannot be fetched or run here."""


def fetch(folder):
    """Its jar files into the folder, unless they are there."""
    if not shutil.which("java"):
        raise Missing("java is not there")
    if os.path.isdir(folder):
        return
    part = folder + ".part"
    shutil.rmtree(part, ignore_errors=True)
    pom = os.path.join(os.path.dirname(os.path.abspath(__file__)), "verapdf-pom.xml")
    command = ["mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={os.path.abspath(part)}"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError as error:
        raise Missing(str(error)) from error
    if done.returncode != 0:
        shutil.rmtree(part, ignore_errors=True)
        raise Missing("\n".join(done.stdout.splitlines()[-5:]))
    os.rename(part, folder)


class Validation:
    def __init__(self, jars, paths, work):
        """Starts it; `work`: a folder for what it says."""
        fetch(jars)
        self.paths, self.said = paths, os.path.join(work, "verapdf.json")
        command = ["java", "-XX:+UseSerialGC", "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
        command += ["--format", "json", "--addlogs", "--maxfailuresdisplayed", "1", *paths]
        with open(self.said, "wb") as said, open(os.path.join(work, "verapdf.log"), "wb") as told:
            self.process = subprocess.Popen(command, stdout=said, stderr=told)

    def wait(self):
        self.process.wait()
        found = {path: ["no ua1", "no 2a"] for path in self.paths}
        with open(self.said, encoding="utf-8") as said:
            for job in json.load(said)["report"]["jobs"]:
                found[job["itemDetails"]["name"]] = rules(job)
        return found


def rules(job):
    found, judged = [], set()
    for result in job.get("validationResult", []):
        profile = PROFILES.get(result["profileName"], result["profileName"])
        failed = [f"{profile} {rule['clause']}-{rule['testNumber']}" for rule in result["details"]["ruleSummaries"]]
        found += failed
        if result["jobEndStatus"] == "normal" and result["compliant"] == (not failed):
            judged.add(profile)
    found += [f"no {profile}" for profile in PROFILES.values() if profile not in judged]
    found += [f"warning: {log['message']}" for log in job.get("logs", {}).get("logs", [])]
    return found
