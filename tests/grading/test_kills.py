"""A grader that is killed at any instant loses nothing, and does nothing twice."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.editions import to_text
from grading.simulate import students
from grading.store import Store, dump

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(1200)]
KILLS = 100
CLASS = 30
SEED = 20
# Imports once what a grader needs, and forks one for each line that it reads.
FORKS = """
import os, sys
sys.modules["rfc3987_syntax"] = None
from grading.cli import main
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        os._exit(main(["grade", "--course", line.strip()]))
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("ended", flush=True)
"""


class Graders:
    """Starts graders, and kills them."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", FORKS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, course):
        self.process.stdin.write(f"{course}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def ended(self):
        assert self.process.stdout.readline() == "ended\n"

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture(scope="module")
def graders():
    made = Graders()
    yield made
    made.close()


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Return a course folder in which nothing is graded yet."""
    course = tmp_path_factory.mktemp("fresh")
    kinds = students("batchnorm")
    for number in range(CLASS):
        kind = "half-right" if number % 10 == 3 else "blank"
        folder = course / "submitted" / f"student-{number:02}" / "batchnorm"
        folder.mkdir(parents=True)
        (folder / "batchnorm.ipynb").write_text(to_text(kinds[kind]))
    return course


@pytest.fixture(scope="module")
def undisturbed(handed_in, graders, tmp_path_factory):
    """Return what an undisturbed run leaves, and how long it took."""
    course = fresh(handed_in, tmp_path_factory.mktemp("undisturbed") / "course")
    start = time.monotonic()
    graders.start(course)
    graders.ended()
    seconds = time.monotonic() - start
    assert len(recorded(course)) == CLASS
    return left_by(course), seconds


def fresh(handed_in, course):
    shutil.rmtree(course, ignore_errors=True)
    shutil.copytree(handed_in, course)
    return course


def recorded(course):
    """Return the students whose grading was recorded, as often as it was."""
    if not (course / "gradebook.db").exists():
        return []
    with Store(course) as store:
        return [entry["student"] for entry in store.history()]


def left_by(course):
    """Return all that a run leaves: the gradebook, and which files there are."""
    files = {p.relative_to(course) for p in course.rglob("*") if p.is_file()}
    return dump(course / "gradebook.db"), files


def family(session):
    """Return the living processes of a session."""
    alive = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:
            continue
        name, _, rest = text.rpartition(")")
        state, _, _, its_session = rest.split()[:4]
        if int(its_session) == session and state != "Z":
            alive.append(f"{name}: {command(path)}")
    return alive


def command(path):
    try:
        return path.with_name("cmdline").read_text().replace("\0", " ")[:200]
    except OSError:
        return ""


def all_gone(session):
    end = time.monotonic() + 5
    while alive := family(session):
        if time.monotonic() > end:
            return alive
        time.sleep(0.02)
    return []


def test_killed_at_a_hundred_instants_it_leaves_what_an_undisturbed_run_leaves(
    handed_in, undisturbed, graders, tmp_path
):
    (contents, files), seconds = undisturbed
    rng, course = random.Random(SEED), fresh(handed_in, tmp_path / "course")
    rounds, cut_short, before = 0, 0, []
    for kill in range(KILLS):
        pid = graders.start(course)
        # What is left to do becomes less from kill to kill.
        time.sleep(rng.uniform(0, 0.6 * seconds))
        with contextlib.suppress(ProcessLookupError):  # it was done already
            # The grader alone, or all of its family at once.
            (os.kill if kill % 3 else os.killpg)(pid, signal.SIGKILL)
        graders.ended()
        assert all_gone(pid) == [], kill
        after = recorded(course)
        assert after[: len(before)] == before, "what was recorded stays"
        cut_short += len(after) < CLASS
        before = after
        if len(after) == CLASS:
            graders.start(course)
            graders.ended()
            assert left_by(course) == (contents, files), kill
            assert sorted(recorded(course)) == sorted(set(before)), "nothing twice"
            course, before, rounds = fresh(handed_in, course), [], rounds + 1
    graders.start(course)
    graders.ended()
    assert left_by(course) == (contents, files)
    assert rounds >= 1
    assert cut_short >= 0.4 * KILLS, "many kills come before the end"
