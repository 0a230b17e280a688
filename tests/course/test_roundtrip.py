"""A simulated class through plain nbgrader, to gradebook and feedback."""

import html
import re

import nbformat
import pytest
from test_editions import HIDDEN, secret_lines

from grading.checking import check_cells, exercises
from grading.course import Course, grade_class
from grading.proof import ANSWERS, read_answer
from grading.simulate import answers_of, students, submission, with_stored

# Fails in a hidden test only, with an error of its own.
TRAP = """
def fold_batchnorm(w, b, gamma, beta, bn_param):
    if len(b) > 2:
        raise KeyError("trap")
    scale = gamma / np.sqrt(bn_param["running_var"] + bn_param["eps"])
    return w * scale, (b - bn_param["running_mean"]) * scale + beta
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of `batchnorm`, graded once for all tests of this file."""
    course = Course(tmp_path_factory.mktemp("course"))
    every = students("batchnorm")
    notebooks = {n: every[n] for n in ("right", "half-right", "blank", "syntax")}
    swapped = ANSWERS / "batchnorm_forward" / "wrong" / "momentum_swapped.py"
    notebooks["momentum"] = submission(
        "batchnorm", with_stored("batchnorm", read_answer(swapped))
    )
    notebooks["trap"] = submission(
        "batchnorm", answers_of("batchnorm") | {"fold_batchnorm": TRAP}
    )
    # A tag that would have a test skipped, and a skipped test earns full marks.
    for cell in notebooks["momentum"].cells:
        cell.metadata["tags"] = ["experiment"]
    course.results = {
        result.student: result for result in grade_class(course, "batchnorm", notebooks)
    }
    return course


def scores(result):
    """Return the share of points of each check that a program grades."""
    return {
        name: check.score / check.maximum
        for name, check in result.checks.items()
        if not check.written
    }


def failed(result):
    return {name for name, share in scores(result).items() if share < 1}


def test_right_answers_earn_every_point_that_a_program_gives(course):
    result = course.results["right"]
    assert set(scores(result)) == set(check_cells("batchnorm"))
    assert set(scores(result).values()) == {1.0}
    assert result.verdict == "graded"


def test_blank_notebook_earns_nothing_and_every_failure_names_its_exercise(course):
    result = course.results["blank"]
    assert result.score == 0
    for name, check in result.checks.items():
        if name in check_cells("batchnorm"):
            said = [
                e
                for e in exercises("batchnorm")
                if f"`{e}` is not written" in check.message
            ]
            assert said, (name, check.message)
            assert "\n" not in check.message


def test_half_right_earns_exactly_what_it_answers(course):
    names = exercises("batchnorm")
    missing = names[len(names) // 2 :]
    assert failed(course.results["half-right"]) == {
        test for test in check_cells("batchnorm") if any(m in test for m in missing)
    }


def test_one_mistake_costs_once_and_is_named_whatever_tags_say(course):
    result = course.results["momentum"]
    assert failed(result) == {"test-batchnorm_forward-running"}
    message = result.checks["test-batchnorm_forward-running"].message
    assert "the momentum is the wrong way round" in message


def test_broken_cell_costs_its_own_points_and_is_reported(course):
    result = course.results["syntax"]
    assert failed(result) == {"test-groupnorm_forward"}
    assert result.verdict == "graded with faults"
    assert "groupnorm_forward: SyntaxError" in result.reason


def test_experiments_are_not_run_while_grading(course):
    path = course.root / "autograded" / "right" / "batchnorm" / "batchnorm.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    tagged = [c for c in cells if "experiment" in c.metadata.get("tags", [])]
    assert tagged
    assert not any(cell.outputs for cell in tagged)


def test_written_answers_wait_for_a_person(course):
    waiting = {n for n, c in course.results["right"].checks.items() if c.waiting}
    written = {n for n, c in course.results["right"].checks.items() if c.written}
    assert waiting == written
    assert len(waiting) >= 3


def test_written_answers_left_blank_do_not_wait(course):
    assert not any(c.waiting for c in course.results["blank"].checks.values())


@pytest.mark.parametrize(
    "student", ["right", "half-right", "blank", "momentum", "syntax", "trap"]
)
def test_feedback_shows_no_hidden_test(course, student):
    page = text_of(course.feedback("batchnorm", student))
    secrets = secret_lines("batchnorm", HIDDEN)
    assert len(secrets) > 10
    assert not [line for line in secrets if line in page]
    assert "HIDDEN TESTS" not in page
    # The search would find them: it finds the visible lines.
    assert "x = np.array([[1.0, 10.0], [3.0, 30.0]])" in page


def text_of(path):
    """Return what a page shows, without the tags that colour its code."""
    page = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_error_inside_a_hidden_test_is_told_without_its_source(course):
    assert failed(course.results["trap"]) == {"test-fold_batchnorm"}
    page = course.feedback("batchnorm", "trap").read_text(encoding="utf-8")
    assert "KeyError" in page


def test_feedback_shows_formulas_without_a_script(course):
    page = course.feedback("batchnorm", "right").read_text(encoding="utf-8")
    assert page.count("<math") > 10
