"""`grade` and `regrade`: what is done, what is left alone, and what they say."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from grading.cli import main
from grading.editions import to_text
from grading.keys import COURSE
from grading.simulate import students
from grading.store import Store
from grading.verbs import changes
from grading.verdicts import Check, Verdict

pytestmark = pytest.mark.sandbox
PROJECT = COURSE.parent
HIDDEN = "for momentum in (0.9, 0.3):"


def hand_in(course, student, kind):
    path = course / "submitted" / student / "batchnorm" / "batchnorm.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_text(students("batchnorm")[kind]), encoding="utf-8")


def grading(*words, **more):
    command = [sys.executable, "-m", "grading", *words]
    return subprocess.run(command, capture_output=True, text=True, **more)


def history(course):
    with Store(course) as store:
        return [(e["student"], e["why"]) for e in store.history()]


def test_grade_does_what_is_new_and_nothing_twice(tmp_path):
    hand_in(tmp_path, "ada", "blank")
    first = grading("grade", "batchnorm", "--course", tmp_path, "--json")
    assert [r["student"] for r in json.loads(first.stdout)] == ["ada"]
    hand_in(tmp_path, "bob", "half-right")
    second = grading("grade", "batchnorm", "--course", tmp_path, "--json")
    (bob,) = json.loads(second.stdout)
    assert (bob["student"], bob["score"], bob["verdict"]) == ("bob", 17, "graded")
    assert set(bob["audit"]) == {
        *("submission", "source", "environment", "seed"),
        "sandbox",
    }
    third = grading("grade", "--course", tmp_path)
    assert "0 graded, 2 were graded already" in third.stderr
    hand_in(tmp_path, "ada", "half-right")
    fourth = grading("grade", "--course", tmp_path, "--json")
    assert [r["score"] for r in json.loads(fourth.stdout)] == [17]
    assert [student for student, _ in history(tmp_path)] == ["ada", "bob", "ada"]


def test_only_the_named_students_are_graded(tmp_path):
    for student in ("ada", "bob", "eve"):
        hand_in(tmp_path, student, "blank")
    words = ["--student", "ada", "--student", "eve"]
    done = grading("grade", "--course", tmp_path, *words, "--json")
    assert [r["student"] for r in json.loads(done.stdout)] == ["ada", "eve"]


def test_nothing_changes_when_nothing_has_changed(tmp_path):
    hand_in(tmp_path, "ada", "half-right")
    grading("grade", "--course", tmp_path)
    done = grading("regrade", "--all", "--course", tmp_path)
    assert done.returncode == 0
    assert "of 1 submissions graded anew, 0 would change" in done.stdout
    assert history(tmp_path) == [("ada", "graded")]


def test_without_a_sandbox_it_is_said_loudly_and_recorded(tmp_path):
    hand_in(tmp_path, "ada", "half-right")
    words = ["--sandbox", "none", "--json"]
    done = grading("grade", "--course", tmp_path, *words)
    (ada,) = json.loads(done.stdout)
    assert "Without a sandbox" in done.stderr
    assert ada["score"] == 17
    assert ada["audit"]["sandbox"] == "none"
    assert "without a sandbox" in ada["reason"]


def test_lateness_costs_what_the_file_says(tmp_path):
    hand_in(tmp_path, "ada", "half-right")
    folder = tmp_path / "submitted" / "ada" / "batchnorm"
    (folder / "timestamp.txt").write_text("2026-10-06 12:00:00 UTC")
    (tmp_path / "late.toml").write_text(
        "[penalty]\nshare = 0.1\n[due]\nbatchnorm = 2026-10-05T18:00:00Z\n"
    )
    assert grading("grade", "--course", tmp_path).returncode == 0
    out = tmp_path / "grades.csv"
    words = ["--format", "nbgrader", "--db", tmp_path / "gradebook.db", "--out", out]
    grading("export", *words)
    assert ",17.0,1.7,15.3," in out.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bachnorm"], "There is no notebook 'bachnorm'"),
        (["--jobs", "0"], "--jobs must be at least 1"),
        (["--course", "nowhere"], "There is no folder nowhere"),
        (["--cluster", "tcp://127.0.0.1:9"], "No scheduler answers at tcp://127"),
    ],
)
def test_bad_arguments_get_one_line(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    hand_in(tmp_path, "ada", "blank")
    course = [] if "--course" in words else ["--course", str(tmp_path)]
    assert main(["grade", *words, *course]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert said in lines[-1]
    assert not any("Traceback" in line for line in lines)


@pytest.fixture
def checkout(tmp_path):
    """Return a copy of the project whose checks may be changed."""
    for name in ("assignments", "cs231n_utils", "grading"):
        ignored = shutil.ignore_patterns("__pycache__", "*.ipynb", "gradebook.db*")
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=ignored)
    return tmp_path


def test_changed_check_is_said_shown_and_then_applied(checkout):
    course = checkout / "course"
    hand_in(course, "ada", "half-right")
    place = {"cwd": checkout, "env": os.environ | {"PYTHONPATH": str(checkout)}}
    assert grading("grade", "--course", course, **place).returncode == 0
    source = checkout / "assignments" / "source" / "batchnorm" / "batchnorm.py"
    text = source.read_text(encoding="utf-8")
    assert HIDDEN in text
    source.write_text(text.replace(HIDDEN, f"assert False, 'stricter'\n{HIDDEN}"))
    again = grading("grade", "--course", course, **place)
    assert "1 were graded with other checks" in again.stderr
    shown = grading("regrade", "--course", course, **place)
    assert shown.returncode == 1
    assert "test-batchnorm_forward-running" in shown.stdout
    assert "2 / 2" in shown.stdout
    assert "Nothing was changed" in shown.stdout
    assert history(course) == [("ada", "graded")]
    applied = grading("regrade", "--apply", "--course", course, **place)
    assert applied.returncode == 0
    assert history(course) == [("ada", "graded"), ("ada", "regraded")]
    with Store(course) as store:
        (ada,) = store.verdicts()
        entry = store.history()[-1]
    assert ada.score == 15
    assert (entry["old_score"], entry["new_score"]) == (17, 15)


def test_changes_lists_the_checks_that_differ_and_leaves_words_to_people():
    before = Verdict("ada", "a", checks={"x": Check(1, 2), "y": Check(3, 3)})
    after = Verdict("ada", "a", checks={"x": Check(2, 2), "z": Check(0, 1, "No.\nx")})
    for verdict, score in ((before, 2), (after, 0)):
        verdict.checks["words"] = Check(score, 2, written=True)
    assert changes(before, after) == [
        ("ada", "x", "1 / 2", "2 / 2", ""),
        ("ada", "y", "3 / 3", "-", ""),
        ("ada", "z", "-", "0 / 1", "No."),
    ]
