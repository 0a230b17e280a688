"""Start graders whose whole families can be seen, also after they are killed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from grading.inside.memory import descendants

# Adopts what graders leave behind. It imports once what a grader needs, and forks one
# for each request, or starts one as a shell would.
ADOPTS = """
import json, os, sys, time
sys.modules["rfc3987_syntax"] = None
from grading.cli import main
from grading.inside.walls import PR_SET_CHILD_SUBREAPER, libc
libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
while True:
    words, anew, log = json.loads(sys.stdin.readline() or sys.exit())
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for fd in (1, 2):
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), fd)
        if anew:
            os.execv(sys.executable, [sys.executable, "-m", "grading", *words])
        code = main(words)
        sys.stdout.flush()
        os._exit(code)
    while os.getsid(pid) != pid:
        time.sleep(0.001)
    print(pid, flush=True)
    sys.stdin.readline()  # until then its number belongs to nobody else
    print(os.waitpid(pid, 0)[1], flush=True)
    sys.stdin.readline()
    while True:  # the orphans that have ended
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                break
        except ChildProcessError:
            break
"""


class Nursery:
    """Starts graders one after the other, and sees what they leave behind."""

    def __init__(self, log: Path):
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-c", ADOPTS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, *words, anew=False):
        """Start a grader in a session of its own; return its number.

        With `anew` by `python -m grading`, else forked from what is imported already.
        """
        self.log.unlink(missing_ok=True)
        self._say(json.dumps([[*map(str, words)], anew, str(self.log)]))
        return int(self.process.stdout.readline())

    def end(self):
        """Wait until the grader ends; return its exit code, and who outlives it.

        Those have five seconds.
        """
        self._say("")
        code = os.waitstatus_to_exitcode(int(self.process.stdout.readline()))
        end = time.monotonic() + 5
        while (alive := self.family()) and time.monotonic() < end:
            time.sleep(0.02)
        self._say("")
        return code, alive

    def run(self, *words):
        """Let a grader run to its end."""
        self.start(*words)
        return self.end()

    def family(self):
        """Return the living processes that graders have started."""
        found = {pid: _about(pid) for pid in descendants(self.process.pid)}
        return [f"{pid}: {about}" for pid, about in found.items() if about]

    def said(self):
        """Return what the grader has said."""
        return self.log.read_text()

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def _say(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()


def is_over(pid):
    """Tell whether a process has ended, though nobody has taken leave of it."""
    return not _about(pid)


def _about(pid):
    try:
        place = Path("/proc", str(pid))
        if place.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return ""
        words = place.joinpath("cmdline").read_text().replace("\0", " ")
        return words[:200] or "without a command line"
    except OSError:
        return ""
