"""The commands that an instructor types, with their exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading.cli import main
from grading.course import Course
from grading.editions import to_text
from grading.keys import COURSE
from grading.simulate import students


def test_plain_nbgrader_grades_the_course_from_its_own_folder(tmp_path):
    course = Course(tmp_path)
    source = tmp_path / "source" / "batchnorm" / "batchnorm.ipynb"
    source.write_text(
        (COURSE / "source" / "batchnorm" / "batchnorm.ipynb").read_text("utf-8"),
        encoding="utf-8",
    )
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
    assert "(Score: 17.0 / 34.0)" in page


def test_demo_prints_every_submission_as_json(tmp_path, capsys, monkeypatch):
    every = students("batchnorm")
    few = {name: every[name] for name in ("right", "blank")}
    monkeypatch.setattr("grading.cli.students", lambda name: few)
    assert main(["demo", "--json", "--out", str(tmp_path / "demo")]) == 0
    right, blank = json.loads(capsys.readouterr().out)
    assert (right["student"], right["assignment"]) == ("right", "batchnorm")
    assert right["score"] == 26
    assert right["maximum"] == blank["maximum"] == 34
    assert blank["score"] == 0
    assert right["verdict"] == "graded"
    report = (tmp_path / "demo" / "report.html").read_text(encoding="utf-8")
    assert "Report on 2 submissions" in report
    assert "`batchnorm_forward` is not written yet" in report
    assert "http" not in report


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
    "verb", ["notebooks", "publish", "lab", "demo", "intake", "export"]
)
def test_every_verb_explains_itself_with_an_example(verb, capsys):
    with pytest.raises(SystemExit) as done:
        main([verb, "--help"])
    assert done.value.code == 0
    assert f"example: python -m grading {verb}" in capsys.readouterr().out
