"""Honest submissions get the same scores from nbgrader and from us, cell by cell."""

import os
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade, is_grade

from grading.checking import exercises
from grading.course import Course, grade_class
from grading.editions import released, to_text
from grading.proof import stored_answers
from grading.simulate import answers_of, students, submission, with_stored

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(600)]
WARNS = "import warnings\nwarnings.warn('mind the gap')\nprint(1 / np.float64(3))"


def honest(name):
    """Return honest submissions of every kind, by student.

    Of most assignments two; THOROUGH=1 takes as many of all as of batchnorm.
    """
    made = dict(students(name))
    if name != "batchnorm" and not os.environ.get("THOROUGH"):
        return {
            kind: made[kind] for kind in ("right", "half-right", "blank", "mistake")
        }
    stored, count = stored_answers(name), 5
    for kind, right in (("style", True), ("wrong", False)):
        some = [answer for answer in stored if answer.right == right]
        for number, answer in enumerate(some[:: len(some) // count][:count]):
            made[f"{kind}-{number}"] = submission(name, with_stored(name, answer))
    warning = submission(name, answers_of(name))
    warning.cells.insert(3, nbformat.v4.new_code_cell(WARNS, id="warns"))
    made["warns"] = warning
    return made


@pytest.fixture(scope="module", params=released())
def both(request, tmp_path_factory):
    """Grade the same submissions by nbgrader and by us."""
    name = request.param
    theirs, ours = (tmp_path_factory.mktemp(who) for who in ("theirs", "ours"))
    notebooks = honest(name)
    course = Course(theirs)
    results = grade_class(course, name, notebooks)
    for student, notebook in notebooks.items():
        path = ours / "submitted" / student / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(to_text(notebook), encoding="utf-8")
    command = [sys.executable, "-m", "grading", "grade", name, "--course", ours]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return name, {r.student: r for r in results}, theirs, ours


def grades(root, name):
    """Return what a gradebook says of each graded cell."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            (submitted.student.id, grade.name): (
                grade.auto_score,
                grade.max_score,
                bool(grade.needs_manual_grade),
            )
            for submitted in book.assignment_submissions(name)
            for notebook in submitted.notebooks
            for grade in notebook.grades
        }


def autograded(root, name):
    for path in sorted((root / "autograded").glob(f"*/{name}/{name}.ipynb")):
        yield path.parts[-3], nbformat.read(path, as_version=4)


def test_scores_are_equal_cell_by_cell(both):
    name, results, theirs, ours = both
    expected = grades(theirs, name)
    assert len({student for student, _ in expected}) == len(results)
    assert len(results) >= (8 if "warns" in results else 2)
    assert grades(ours, name) == expected


def test_class_has_full_half_and_no_points(both):
    name, results, *_ = both
    shares = {student: result.score for student, result in results.items()}
    assert shares["blank"] == 0 < shares["right"]
    if "warns" in shares:
        assert 0 < shares["half-right"] < shares["right"] == shares["warns"]
    assert len(exercises(name)) > 3


def test_failed_checks_say_the_same(both):
    name, results, _, ours = both
    for student, notebook in autograded(ours, name):
        for cell in notebook.cells:
            if cell.cell_type == "code" and is_grade(cell):
                said = [
                    f"{o.ename}: {o.evalue}".strip()
                    for o in cell.outputs
                    if o.output_type == "error"
                ]
                grade_id = cell.metadata.nbgrader.grade_id
                assert (said or [""])[0] == results[student].checks[grade_id].message


def test_nbgrader_reads_our_scores_from_our_notebooks(both):
    name, _, _, ours = both
    recorded = grades(ours, name)
    for student, notebook in autograded(ours, name):
        nbformat.validate(notebook)
        for cell in notebook.cells:
            if is_grade(cell):
                score, maximum = determine_grade(cell)
                grade_id = cell.metadata.nbgrader.grade_id
                assert recorded[student, grade_id][:2] == (score, maximum)
