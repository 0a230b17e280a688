"""The commands that an instructor types, with their exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading.cli import main
from grading.course import Course
from grading.editions import source_notebook, to_text
from grading.keys import COURSE
from grading.simulate import simulated_class, students


def test_plain_nbgrader_grades_the_course_from_its_own_folder(tmp_path):
    course = Course(tmp_path)
    source = tmp_path / "source" / "batchnorm" / "batchnorm.ipynb"
    source.write_text(to_text(source_notebook("batchnorm")), encoding="utf-8")
    course.submit("batchnorm", {"half-right": students("batchnorm")["half-right"]})
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        program = Path(sys.executable).with_name("nbgrader")
        ran = subprocess.run(
            [program, command, "batchnorm"],
            cwd=tmp_path,
            # As typed where no environment is activated.
            env={**os.environ, "PATH": os.defpath},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert ran.returncode == 0, ran.stderr
    page = course.feedback("batchnorm", "half-right").read_text(encoding="utf-8")
    assert "Score: 17 / 36" in page


@pytest.mark.sandbox
@pytest.mark.timeout(1000)
def test_demo_takes_a_class_all_the_way_and_gives_each_what_it_deserves(tmp_path):
    out, names = tmp_path / "demo", ["activations", "batchnorm"]
    # Four jobs at a time: the class holds many that wait until their time is over.
    words = [*names, "--json", "--jobs", "4", "--out", out]
    command = [sys.executable, "-m", "grading", "demo", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    rows = {(r["assignment"], r["student"]): r for r in json.loads(done.stdout)}
    handed = {(n, one.student): one for n in names for one in simulated_class(n)}
    assert len(handed) >= 30 * len(names)
    assert set(rows) == set(handed)
    for key, one in handed.items():
        row = rows[key]
        assert row["score"] == one.score, (key, row["reason"])
        assert row["maximum"] > one.score
        assert (row["verdict"] == "unreadable") == (one.deserves is None)
        assert row["verdict"] == "graded" or row["reason"]
    report = (out / "report.html").read_text(encoding="utf-8")
    assert f"{len(handed)} submissions" in report
    assert "://" not in report
    pages = list((out / "course" / "feedback").glob("*/*/*.html"))
    assert len(pages) == len(handed)
    assert (out / "grades.csv").read_text().count("\n") >= len(handed)


def test_demo_refuses_a_folder_that_holds_something_else(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["demo", "--out", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_publish_says_where_the_edition_is(tmp_path, capsys):
    assert main(["publish", str(tmp_path / "edition")]) == 0
    assert "student edition is in" in capsys.readouterr().out
    assert main(["publish", str(COURSE.parent)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_check_of_notebooks_fails_when_a_stored_one_is_stale(capsys, monkeypatch):
    assert main(["notebooks", "--check"]) == 0
    monkeypatch.setattr("grading.editions.to_text", lambda nb: to_text(nb) + " ")
    assert main(["notebooks", "--check"]) == 1
    assert "does not equal its source" in capsys.readouterr().out


@pytest.mark.parametrize(
    "verb",
    [
        *("notebooks", "publish", "lab", "demo", "intake", "export"),
        *("grade", "regrade", "feedback", "report", "doctor", "new-exercise"),
    ],
)
def test_every_verb_explains_itself_with_an_example(verb, capsys):
    with pytest.raises(SystemExit) as done:
        main([verb, "--help"])
    assert done.value.code == 0
    assert f"example: python -m grading {verb}" in capsys.readouterr().out
