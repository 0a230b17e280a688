"""The widgets of the student edition, in the notebooks where they teach."""

import os
import re

import pytest

from grading.checking import exercises
from grading.editions import released, to_text
from grading.keys import source_path
from grading.publish import publish
from grading.simulate import answers_of, submission

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IMPORT = re.compile(r"^from cs231n_utils\.widgets import (\w+)", re.MULTILINE)
# This one shows the trials of a search, which takes most of a minute.
LONG = {"hyperparameter_search"}
PLACED = [
    (name, widget)
    for name in released()
    if name not in LONG or os.environ.get("THOROUGH")
    for widget in IMPORT.findall(source_path(name).read_text(encoding="utf-8"))
]
# Runs the cell that shows a widget, or all cells down to it; returns its place.
SHOW = """async ([widget, above]) => {
    const { commands, shell } = window.jupyterapp;
    const { content } = shell.currentWidget;
    const wanted = `from cs231n_utils.widgets import ${widget}`;
    const place = content.widgets.findIndex(
        cell => cell.model.sharedModel.getSource().includes(wanted));
    content.activeCellIndex = place;
    content.deselectAll();
    if (above) await commands.execute('notebook:run-all-above');
    content.activeCellIndex = place;
    await commands.execute('notebook:run-cell');
    await content.scrollToItem(place, 'start');
    content.widgets[place].node.dataset.shows = widget;
}"""


@pytest.fixture(scope="module")
def edition(lab):
    """Publish the student edition with every answer unlocked."""
    publish(lab.root / "explored", unlock=released())
    return lab.root / "explored"


@pytest.mark.parametrize(("name", "widget"), PLACED)
def test_widget_runs_what_the_student_wrote_and_is_moved_by_keyboard(
    name, widget, edition, page, open_notebook, run_to, shots
):
    solved = submission(name, answers_of(name))
    (edition / name / f"{name}.ipynb").write_text(to_text(solved), encoding="utf-8")
    page.set_viewport_size({"width": 1280, "height": 1150})
    open_notebook(f"explored/{name}/{name}.ipynb")
    if name not in LONG:
        run_to("setup", *exercises(name))
    page.evaluate(SHOW, [widget, name in LONG])
    cell = page.locator(f"[data-shows={widget}]")
    picture = cell.locator(".nn-picture canvas[data-shown]")
    picture.wait_for(timeout=200_000)
    assert "notebook `" not in picture.get_attribute("aria-label")
    before = picture.evaluate("picture => picture.toDataURL()")
    cell.locator(".widget-hslider").first.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([picture, before]) => picture.toDataURL() !== before",
        arg=[picture.element_handle(), before],
        timeout=20_000,
    )
    page.screenshot(path=shots / f"edition-{name}-{widget}.png")


def test_nine_widgets_are_placed():
    texts = [source_path(name).read_text(encoding="utf-8") for name in released()]
    assert len({w for text in texts for w in IMPORT.findall(text)}) == 9
