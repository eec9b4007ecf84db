"""Tests told as TAP on standard output."""
import os
import sys

SHOWN = 8  # faults of a test that are told


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def test(self, what, faults):
        """Passes where there are no faults."""
        self.count += 1
        self.failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {self.count} - {what}", flush=True)
        for fault in faults[:SHOWN]:
            print(f"#   {fault}")
        if len(faults) > SHOWN:
            print(f"#   and {len(faults) - SHOWN} more")

    def skip(self, what, why):
        self.count += 1
        print(f"ok {self.count} - {what} # SKIP {why}")

    def lacks(self, judge, why):
        """A judge that cannot be had is told loudly and skipped; where CI=true it is a failure."""
        print(f"################ {judge} cannot be had: what it judges is NOT checked ################\n{why}", file=sys.stderr)
        if os.environ.get("CI") == "true":
            self.test(judge, ["cannot be had"])
        else:
            self.skip(judge, "cannot be had")

    def end(self):
        """Gives the exit status."""
        print(f"1..{self.count}")
        return 1 if self.failed else 0
