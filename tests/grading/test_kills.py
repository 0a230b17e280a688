"""A grader that is killed at any instant loses nothing, and does nothing twice."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import time

import pytest
from nursery import Nursery, is_over

from grading.editions import to_text
from grading.simulate import students
from grading.store import Store, dump

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(1800)]
# THOROUGH=1 kills a hundred times, which takes many minutes.
KILLS = 100 if os.environ.get("THOROUGH") else 40
CLASS = 30
SEED = 20
# One in so many graders is started as a shell would start it; the others are forked.
ANEW = 8


@pytest.fixture(scope="module")
def graders(tmp_path_factory):
    made = Nursery(tmp_path_factory.mktemp("log") / "said")
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
    """Return what an undisturbed run leaves, and after how long it begins and ends."""
    course = fresh(handed_in, tmp_path_factory.mktemp("undisturbed") / "course")
    start = time.monotonic()
    graders.start("grade", "--course", course)
    while not (course / "autograded").exists():
        time.sleep(0.01)
    first = time.monotonic() - start
    assert graders.end() == (0, [])
    assert len(recorded(course)) == CLASS
    return left_by(course), (first, time.monotonic() - start)


def fresh(handed_in, course):
    shutil.rmtree(course, ignore_errors=True)
    shutil.copytree(handed_in, course)
    return course


def recorded(course):
    """Return each verdict and when it was recorded, and leave all as it is.

    A killed writer's journal is played back in a copy, for the next grader to find it.
    """
    copy = course.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for path in course.glob("gradebook.db*"):
        shutil.copy(path, copy)
    if not (copy / "gradebook.db").exists():
        return {}
    with contextlib.closing(sqlite3.connect(copy / "gradebook.db")) as connection:
        if not connection.execute(
            "SELECT * FROM sqlite_master WHERE name = 'verdicts'"
        ).fetchall():
            return {}
        rows = connection.execute('SELECT student, "when", row FROM verdicts')
        return {student: rest for student, *rest in rows}


def entries(course):
    """Return whose gradings the history has, and from which hashes."""
    names = ("student", "submission", "source", "environment", "seed", "why")
    with Store(course) as store:
        return [tuple(entry[name] for name in names) for entry in store.history()]


def left_by(course):
    """Return all that a run leaves: the gradebook, and which files there are."""
    files = {p.relative_to(course) for p in course.rglob("*") if p.is_file()}
    return dump(course / "gradebook.db"), files


def unfinished(course):
    """Return what shows that something is being written."""
    parts = course.glob("autograded/*/batchnorm/.*.part")
    return [*parts, *course.glob("gradebook.db-journal"), *course.glob(".*.db.part*")]


def wait_for(rng, kill, left, times, course, pid):
    """Wait for the instant of a kill: at random, or within the writing of something."""
    first, last = times
    if kill % 2:
        return time.sleep(rng.uniform(0, first + left / CLASS * (last - first)))
    wanted = CLASS - left + rng.randrange(1 + left // 4)
    journal = course / "gradebook.db-journal"
    # The journal of a transaction, or a file that is written beside it.
    written = journal.exists if kill % 4 else lambda: unfinished(course)
    while not is_over(pid):
        if len(list(course.glob("autograded/*"))) >= wanted and written():
            return time.sleep(rng.uniform(0, 0.001))
        time.sleep(0.0002)


def test_killed_at_a_hundred_instants_it_leaves_what_an_undisturbed_run_leaves(
    handed_in, undisturbed, graders, tmp_path
):
    expected, times = undisturbed
    rng, course = random.Random(SEED), fresh(handed_in, tmp_path / "course")
    count = dict.fromkeys(("kills", "within", "writing", "rounds"), 0)
    before = {}
    while count["kills"] < KILLS:
        now = f"kill {count['kills']} of seed {SEED}: {count}"
        words = ["--jobs", rng.choice("12")]
        anew = count["kills"] % ANEW == 5
        pid = graders.start("grade", "--course", course, *words, anew=anew)
        left = CLASS - len(before)
        wait_for(rng, count["kills"], left, times, course, pid)
        # The grader alone, or all of its group at once.
        (os.kill if rng.random() < 0.6 else os.killpg)(pid, signal.SIGKILL)
        code, alive = graders.end()
        assert code in (0, -signal.SIGKILL), (now, graders.said())
        assert alive == [], now
        after = recorded(course)
        assert before.items() <= after.items(), f"{now}: what was recorded stays"
        count["kills"] += code != 0
        count["within"] += code != 0 and len(after) < CLASS
        count["writing"] += code != 0 and bool(unfinished(course))
        before = after
        if len(after) == CLASS or count["kills"] == KILLS:
            assert graders.run("grade", "--course", course) == (0, []), now
            assert left_by(course) == expected, now
            assert before.items() <= recorded(course).items(), f"{now}: nothing twice"
            assert len(set(entries(course))) == len(entries(course)) == CLASS, now
            course, before = fresh(handed_in, course), {}
            count["rounds"] += 1
    print(count)
    assert count["within"] >= KILLS / 2, "most kills come before the end"
    assert count["writing"] >= KILLS / 10, "many come while something is written"
