"""What a student and an author see in JupyterLab."""

import json
import shutil

import pytest

from grading.course import Course
from grading.editions import to_text
from grading.proof import ANSWERS, read_answer
from grading.publish import publish
from grading.simulate import answers_of, submission, with_stored

pytestmark = pytest.mark.browser

# Cells live outside the window's view too: ask the notebook's model, not the page.
OUTPUTS = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
    return JSON.stringify(Array.from(cells).map(cell => cell.toJSON()));
}"""


@pytest.fixture(scope="module")
def edition(lab):
    """Publish the student edition into the lab's folder."""
    publish(lab.root / "edition", unlock=["backprop"])
    return lab.root / "edition"


def outputs(page):
    """Return, for each cell that has a grade_id, its outputs as one text."""
    cells = json.loads(page.evaluate(OUTPUTS))
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: json.dumps(cell.get("outputs", []))
        for cell in cells
        if "nbgrader" in cell["metadata"]
    }


def test_solved_notebook_passes_its_checks_and_shows_its_figures(
    edition, lab, page, open_notebook, run_all, shots
):
    solved = submission("backprop", answers_of("backprop"))
    (edition / "backprop" / "solved.ipynb").write_text(to_text(solved))
    open_notebook("edition/backprop/solved.ipynb")
    run_all()
    said = {k: v for k, v in outputs(page).items() if k.startswith("test-")}
    assert said
    for grade_id, text in said.items():
        assert "Passed: " in text, (grade_id, text)
    figures = page.locator("figure img")
    assert figures.count() >= 1
    page.set_viewport_size({"width": 1280, "height": 2400})
    for index in range(figures.count()):
        assert figures.nth(index).get_attribute("alt")
    figures.first.scroll_into_view_if_needed()
    page.screenshot(path=shots / "solved.png")


def test_blank_notebook_says_in_a_sentence_what_to_write(
    edition, page, open_notebook, run_to, shots
):
    open_notebook("edition/batchnorm/batchnorm.ipynb")
    run_to("setup", "batchnorm_forward", "test-batchnorm_forward-train")
    said = outputs(page)["test-batchnorm_forward-train"]
    assert "`batchnorm_forward` is not written yet." in said
    assert "Traceback" not in said
    page.screenshot(path=shots / "blank.png")


def test_wrong_answer_is_named_below_its_check(
    edition, page, open_notebook, run_to, shots
):
    swapped = ANSWERS / "batchnorm_forward" / "wrong" / "momentum_swapped.py"
    wrong = with_stored("batchnorm", read_answer(swapped))
    notebook = submission("batchnorm", wrong)
    (edition / "batchnorm" / "wrong.ipynb").write_text(to_text(notebook))
    open_notebook("edition/batchnorm/wrong.ipynb")
    run_to("setup", "batchnorm_forward", "test-batchnorm_forward-running")
    said = page.get_by_text("the momentum is the wrong way round").last
    said.scroll_into_view_if_needed()
    page.screenshot(path=shots / "wrong.png")
    assert "Traceback" not in outputs(page)["test-batchnorm_forward-running"]


def test_source_opened_edited_and_saved_in_the_browser_changes_one_line(
    lab, page, open_notebook
):
    course = Course(lab.root / "assignments")
    path = course.root / "source" / "batchnorm" / "batchnorm.py"
    before = path.read_text(encoding="utf-8")
    open_notebook("assignments/source/batchnorm/batchnorm.py")
    page.evaluate(
        """() => {
            const panel = window.jupyterapp.shell.currentWidget;
            const model = panel.content.model.cells.get(0).sharedModel;
            model.setSource(model.getSource() + '\\n\\nA line more.');
            return panel.context.save().then(() => null);
        }"""
    )
    after = path.read_text(encoding="utf-8")
    assert after.replace("#\n# A line more.\n", "", 1) == before
    shutil.rmtree(course.root)
