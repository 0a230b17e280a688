"""What every widget promises."""

import asyncio
import base64
import functools
import html
import io
import os

import ipywidgets as ipw
import numpy as np
import pytest
from every_widget import ALL, LIVE
from nbformat.v4 import new_code_cell, new_output
from PIL import Image

from cs231n_utils import widgets
from cs231n_utils.skeletons import BadInput, filling
from cs231n_utils.widgets import base
from cs231n_utils.widgets.state import controls, read_state, write_state
from grading.feedback.outputs import rendered

pytestmark = pytest.mark.usefixtures("keys")
EVERY = pytest.mark.parametrize("name", ALL)


@pytest.fixture(scope="module")
def every(answers):
    """Make a widget once for all tests that leave it as it is."""

    @functools.cache
    def make(name):
        with filling(answers):
            make, line = ALL[name]
            return make(line)

    return make


@pytest.fixture
def made(every, name):
    return every(name)


def parts(widget):
    """Yield a widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def same_picture(png, other):
    """Tell whether hardly a pixel differs: a layout may move by a fraction of one."""
    one, two = (
        np.asarray(Image.open(io.BytesIO(p)).convert("L"), dtype=float) / 255
        for p in (png, other)
    )
    return one.shape == two.shape and np.mean(np.abs(one - two) > 0.25) < 0.01


@EVERY
def test_state_is_a_line_that_restores_the_same_picture(name, made):
    make, line = ALL[name]
    assert made.state == line
    again = make(made.state)
    assert again.picture.png == made.picture.png
    assert again.text == made.text
    assert write_state(type(made.values)()) != line


@EVERY
def test_line_that_is_typed_restores_the_state(name):
    make, line = ALL[name]
    widget = make()
    before = widget.picture.png, widget.text
    (field,) = [w for w in parts(widget) if isinstance(w, ipw.Text)]
    assert field.value == widget.state
    field.value = line
    assert widget.state == line
    assert (widget.picture.png, widget.text) != before


@EVERY
def test_nonsense_is_refused_in_a_sentence_and_changes_nothing(name, made):
    with pytest.raises(BadInput, match="nonsense"):
        ALL[name][0]("nonsense")
    widget, good = made, made.state
    (field,) = [w for w in parts(widget) if isinstance(w, ipw.Text)]

    def alerted():
        texts = [w.value for w in parts(widget) if isinstance(w, ipw.HTML)]
        return any('role="alert"' in text for text in texts)

    for line in ["nonsense", "colour=blue", "seed=pink", "seed=-1"]:
        with pytest.raises(BadInput, match=line.partition("=")[0]):
            read_state(type(widget.values), line)
        field.value = line
        assert widget.state == good
        assert alerted(), line
        field.value = good
        assert not alerted(), line


@EVERY
def test_where_no_widget_can_be_shown_there_is_a_picture_and_its_words(
    name, made, looks_like_stored
):
    bundle = made._repr_mimebundle_()
    png = base64.b64decode(bundle["image/png"])
    looks_like_stored(name, png)
    words = bundle["text/plain"]
    assert made.still().text in words
    assert made.question in words
    assert ALL[name][1] in words
    shown = bundle["text/html"]
    assert bundle["image/png"] in shown
    assert f"<figcaption>{html.escape(words)}</figcaption>" in shown
    assert "application/vnd.jupyter.widget-view+json" in bundle


@EVERY
def test_feedback_pages_show_the_picture_and_its_words(name, made):
    bundle = made._repr_mimebundle_()
    cell = new_code_cell(outputs=[new_output("display_data", bundle)])
    (shown,) = map(html.unescape, rendered(cell))
    assert f"data:image/png;base64,{bundle['image/png']}" in shown
    assert made.still().text in shown
    assert f'alt="{made.question}"' in shown


@pytest.mark.parametrize("name", sorted(set(LIVE) - {"search"}))
def test_where_nothing_has_run_the_still_picture_shows_recorded_runs(name, made):
    assert made.text.startswith("Nothing has run yet")
    assert made.still().text.startswith("Recorded beforehand. ")
    assert made.still().png != made.picture.png
    assert made.text.startswith("Nothing has run yet")


def test_search_without_trials_shows_recorded_ones_and_else_its_own(every):
    empty = widgets.SearchCommandCentre()
    assert "Recorded beforehand. 24 trials." in empty.still().text
    assert empty.results == []
    assert every("search").still().text == every("search").text


@EVERY
def test_everything_has_a_name_that_can_be_read_out(name, made):
    widget = made
    named = (ipw.FloatSlider, ipw.FloatLogSlider, ipw.IntSlider, ipw.Dropdown)
    named = (*named, ipw.Checkbox, ipw.Button, ipw.Text, ipw.FloatProgress)
    inputs = [w for w in parts(widget) if isinstance(w, named)]
    assert len(inputs) > len(controls(type(widget.values)))
    assert all(w.description for w in inputs)
    assert widget.question.endswith("?")
    assert len(widget.text) > 40


@EVERY
def test_words_are_those_of_the_picture_after_every_move(name, made):
    make, line = ALL[name]
    widget = make()
    fields = controls(type(widget.values))
    for field, value in fields.items():
        wanted = dict(part.split("=") for part in line.split())[field]
        widget.inputs[field].value = value.read(field, wanted)
        # In the gallery another seed shows another run, which begins undecided.
        if field == list(fields)[-1] or os.environ.get("THOROUGH"):
            fresh = made if widget.state == line else make(widget.state)
            assert widget.text.startswith(fresh.text), field
            assert same_picture(widget.picture.png, fresh.picture.png), field


def test_in_a_notebook_the_line_is_written_once_the_keys_rest(monkeypatch):
    monkeypatch.setattr(base, "REST", 0.001)
    make, line = ALL["activation"]

    async def move():
        widget = make(line)
        (field,) = [w for w in parts(widget) if isinstance(w, ipw.Text)]
        assert field.value == line
        told = []
        field.observe(lambda change: told.append(change["new"]), "value")
        for shift in (0.5, 1.0):
            widget.inputs["shift"].value = shift
        assert told == []
        while not told:
            await asyncio.sleep(0.001)
        assert told == [widget.state]

    asyncio.run(move())


@pytest.mark.parametrize("name", ["activation", "init", "batch-norm", "dropout"])
def test_missing_answer_is_named_with_its_notebook(name):
    make, line = ALL[name]
    with filling({}):
        widget = make(line)
    assert "is not written yet" in widget.text
    assert "notebook" in widget.text
    widget.refresh()
    assert "is not written yet" not in widget.text


@pytest.mark.parametrize("name", LIVE)
def test_missing_answer_ends_a_live_run_with_its_name(name):
    make, _ = ALL[name]
    with filling({}):
        widget = make().run()
    assert widget.status == "failed"
    assert "is not written yet" in widget.text


def test_rules_that_nobody_has_written_stay_out_of_the_race():
    make, line = ALL["race"]
    with filling({}):
        widget = make(line)
    assert "sgd has loss" in widget.text
    assert "`adam` is not written yet" in widget.text


def test_function_that_fails_is_told_in_a_sentence(answers):
    def broken(x):
        raise ZeroDivisionError("oh")

    make, line = ALL["activation"]
    with filling(answers | {"relu_forward": broken}):
        widget = make(line)
    assert widget.text == "Your function failed here: ZeroDivisionError: oh"


@pytest.mark.parametrize("name", ["activation", "init", "batch-norm", "dropout"])
def test_seed_alone_decides_what_is_random(name):
    make, _ = ALL[name]
    np.random.seed(1)  # noqa: NPY002
    widget = make("seed=1")
    one = widget.picture.png
    np.random.seed(2)  # noqa: NPY002
    widget.refresh()
    assert widget.picture.png == one
    widget.state = "seed=2"
    assert widget.picture.png != one


@pytest.mark.skipif("NEW_PICTURES" in os.environ, reason="would store the wrong ones")
@pytest.mark.parametrize("name", sorted(set(ALL) - set(LIVE)))
def test_comparison_of_pictures_sees_another_state(name, looks_like_stored):
    make, _ = ALL[name]
    with pytest.raises(AssertionError, match="of the pixels differ"):
        looks_like_stored(name, make().picture.png)
