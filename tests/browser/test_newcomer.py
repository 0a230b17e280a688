"""A newcomer fills the cells of each notebook, first wrongly and then rightly."""

import json
import os
import shutil

import pytest

from grading.checking import check_cells, exercises
from grading.editions import released, to_text
from grading.proof import stored_answers
from grading.publish import publish
from grading.simulate import answers_of, submission, with_stored

# THOROUGH=1 goes through all notebooks, half a minute for each.
NAMES = released() if os.environ.get("THOROUGH") else ["backprop", "babysitting"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPE = """([grade_id, source]) => {
    const { content } = window.jupyterapp.shell.currentWidget;
    const cell = content.widgets.find(cell =>
        cell.model.getMetadata('nbgrader')?.grade_id === grade_id);
    cell.model.sharedModel.setSource(source);
}"""
SAID = """grade_id => {
    const { content } = window.jupyterapp.shell.currentWidget;
    const cell = content.widgets.find(cell =>
        cell.model.getMetadata('nbgrader')?.grade_id === grade_id);
    return JSON.stringify(cell.model.toJSON().outputs ?? []);
}"""

# Scroll to what the active cell says.
LOOK = """() => window.jupyterapp.shell.currentWidget.content.activeCell
    .outputArea.node.scrollIntoView({ block: 'end' })"""


@pytest.fixture(params=NAMES)
def name(request, lab):
    """Publish the student edition where all other notebooks are solved already."""
    edition = lab.root / "newcomer"
    shutil.rmtree(edition, ignore_errors=True)
    publish(edition)
    for other in set(released()) - {request.param}:
        solved = submission(other, answers_of(other))
        (edition / other / f"{other}.ipynb").write_text(to_text(solved))
    return request.param


def text_of(output):
    return output.get("evalue") or output.get("text") or json.dumps(output.get("data"))


@pytest.fixture
def told(page, run_to):
    """Put answers into cells, run those and a check, and return what is said."""

    def go(answers, cells, check):
        for cell in cells:
            page.evaluate(TYPE, [cell, answers[cell]])
        run_to(*cells, check)
        return "\n".join(map(text_of, json.loads(page.evaluate(SAID, check))))

    return go


def first_wrong(name, exercise):
    """Return the first stored wrong answer whose mistake is named."""
    for answer in stored_answers(name):
        if answer.path.parts[-3] == exercise and not answer.right and answer.says:
            return answer
    return None


def test_newcomer_is_told_what_is_wrong_and_then_passes(
    name, page, open_notebook, run_to, told, shots
):
    open_notebook(f"newcomer/{name}/{name}.ipynb")
    run_to("setup")
    right, named = answers_of(name), 0
    for exercise in exercises(name):
        cells, marks = [exercise], f"test-{exercise}"
        check = next(c for c in check_cells(name) if c.startswith(marks))
        if wrong := first_wrong(name, exercise):
            answers, check = with_stored(name, wrong), wrong.checks[0]
            # Some need a forward pass that goes with them.
            cells = [cell for cell in answers if answers[cell] != right[cell]]
            said = told(answers, cells, check)
            assert wrong.says in said, (exercise, said)
            assert "Traceback" not in said
            page.evaluate(LOOK)
            page.screenshot(path=shots / f"{name}-{exercise}-wrong.png")
            named += 1
        said = told(right, cells, check)
        assert "Passed: " in said, (exercise, said)
    assert named >= len(exercises(name)) / 2
    page.screenshot(path=shots / f"{name}-right.png")
