"""Every notebook has the parts that a student may count on."""

import re

import nbformat
import pytest

from cs231n_utils import chance, checks
from cs231n_utils.carry import read_definitions
from grading.checking import exercises
from grading.editions import released, source_notebook, student_notebook

# What a check cell may call to judge an answer.
JUDGES = {*vars(checks), *vars(chance)}


def parts(name):
    """Return the cells of each numbered part of a notebook, by its title."""
    found, title = {}, None
    for cell in source_notebook(name).cells:
        if heading := re.match(r"## (.+)", cell.source):
            title = heading[1]
        if title and title[0].isdigit():
            found.setdefault(title, []).append(cell)
    return found


def is_question(cell):
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("grade") and marks.get("solution"))


@pytest.mark.parametrize("name", released())
def test_every_part_has_a_prediction_and_a_written_question(name):
    found = parts(name)
    assert len(found) >= 4
    for title, cells in found.items():
        assert any(re.search("^predict\\(", c.source, re.M) for c in cells), title
        assert any(map(is_question, cells)), title


@pytest.mark.parametrize("name", released())
def test_every_exercise_has_visible_and_hidden_checks(name):
    for cell in source_notebook(name).cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            visible, hidden, _ = cell.source.partition("### BEGIN HIDDEN TESTS")
            assert hidden, marks["grade_id"]
            called = set(re.findall(r"^\s*(\w+)\(", visible, re.M))
            assert called & JUDGES - {"passed", "run"}, marks["grade_id"]


@pytest.mark.parametrize("name", released())
def test_a_blank_notebook_is_carried_over_without_a_word(name, tmp_path, capsys):
    path = tmp_path / f"{name}.ipynb"
    nbformat.write(student_notebook(name), path)
    # A default argument of an experiment may not name an exercise: it is asked at once.
    assert not set(exercises(name)) & set(read_definitions(path))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", released())
def test_notebook_ends_with_three_questions_from_memory(name):
    last = source_notebook(name).cells[-1].source
    assert last.count("<details><summary>") == 3


def test_course_has_its_size():
    sources = [
        cell.source for name in released() for cell in source_notebook(name).cells
    ]
    assert sum(len(exercises(name)) for name in released()) >= 60
    assert sum("plots.show(" in source for source in sources) >= 25
