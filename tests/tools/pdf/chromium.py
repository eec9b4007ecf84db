"""Chromium's own viewer of PDF, without a window: pictures of what it shows.

Its --screenshot takes the picture before the viewer has drawn a page; so it is asked through its debugging pipe until it has.
"""
import base64
import io
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

from PIL import Image

QUIET = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--window-size=1000,1400", "--remote-debugging-pipe"]
PAPER, INK = 250, 110  # a page's paper is at least so light, its ink at most so light, of 255
PATIENCE = 30          # seconds until a page must be seen
ANSWER = 10            # seconds until a question must be answered


def has_page(picture):
    """Whether it shows paper with ink on it: of the picture's middle, right of the viewer's own column, at least a third is paper, and in rows that
    are mostly paper there is some ink."""
    grey = picture.convert("L")
    width, height = grey.size
    part = grey.crop((width * 2 // 5, height // 10, width * 9 // 10, height * 2 // 5))
    rows = [part.crop((0, y, part.width, y + 1)).tobytes() for y in range(part.height)]
    paper = sum(level >= PAPER for row in rows for level in row)
    ink = sum(level <= INK for row in rows if sum(level >= PAPER for level in row) > part.width // 2 for level in row)
    return paper > part.width * part.height // 3 and ink > 300


class Chromium:
    """One browser; to be used in a with statement."""

    def __enter__(self):
        self.profile = tempfile.mkdtemp()
        hears, self.to = os.pipe()
        self.heard, tells = os.pipe()
        command = f'exec chromium "$@" about:blank 3<&{hears} 4>&{tells} 2>/dev/null'
        self.process = subprocess.Popen(["sh", "-c", command, "chromium", *QUIET, f"--user-data-dir={self.profile}"], pass_fds=(hears, tells))
        os.close(hears)
        os.close(tells)
        self.number, self.pending = 0, b""
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(ANSWER)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method, session=None, **parameters):
        """The answer; TimeoutError where none comes."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        os.write(self.to, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + ANSWER
        while True:
            while b"\0" in self.pending:
                answer, self.pending = self.pending.split(b"\0", 1)
                answer = json.loads(answer)
                if answer.get("id") == self.number:
                    if "error" in answer:
                        raise OSError(answer["error"]["message"])
                    return answer["result"]
            if not select.select([self.heard], [], [], max(end - time.monotonic(), 0))[0]:
                raise TimeoutError(f"chromium does not answer {method}")
            piece = os.read(self.heard, 1 << 20)
            if not piece:
                raise OSError("chromium has ended")
            self.pending += piece

    def is_seen(self, session):
        try:
            data = self.ask("Page.captureScreenshot", session)["data"]
        except TimeoutError:  # asked again: it may be between two pages
            return False
        return has_page(Image.open(io.BytesIO(base64.b64decode(data))))

    def shows(self, path, patience=PATIENCE):
        """Opens the file in a tab of its own. Gives whether a page is seen within the time, and the title that the viewer shows."""
        tab = self.ask("Target.createTarget", url=f"file://{os.path.abspath(path)}")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        end = time.monotonic() + patience
        seen = False
        while not seen and time.monotonic() < end:
            time.sleep(0.2)
            seen = self.is_seen(session)
        title = next(t["title"] for t in self.ask("Target.getTargets")["targetInfos"] if t["targetId"] == tab)
        self.ask("Target.closeTarget", targetId=tab)
        return seen, title
