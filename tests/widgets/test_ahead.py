"""Pictures drawn ahead are those that the widget would draw, or are forgotten."""

import asyncio

import pytest
from every_widget import ALL, LIVE

from cs231n_utils.skeletons import filling
from cs231n_utils.widgets import ahead, base
from cs231n_utils.widgets.fields import Number
from cs231n_utils.widgets.picture import Picture
from cs231n_utils.widgets.state import write_state

pytestmark = pytest.mark.usefixtures("keys")
# A slider of each widget that the pictures beside its place are drawn for.
SLIDERS = {
    "activation": "shift",
    "init": "std",
    "batch-norm": "shift",
    "dropout": "p",
    "race": "across",
    "learning-rate": "rate",
    "range-test": "low",
    "gallery": "run",
    "augmentation": "jitter",
    "search": "rate_low",
}


@pytest.fixture
def told(monkeypatch):
    """Return what the page is told, in order."""
    said = []
    monkeypatch.setattr(ahead, "BREATH", 0.0)
    monkeypatch.setattr(ahead, "SLOW", float("inf"))  # also on a busy machine
    monkeypatch.setattr(
        Picture,
        "keep",
        lambda _, slider, place, png, text: said.append((place, png, text)),
    )
    monkeypatch.setattr(Picture, "forget", lambda _: said.append("forget"))
    monkeypatch.setattr(Picture, "show", lambda _: said.append("show"))
    return said


def kept(told):
    """Return the pictures among what the page was told."""
    return [said for said in told if not isinstance(said, str)]


def step(widget, name, by=1):
    """Move a slider as its key does."""
    slider = widget.inputs[name].widget
    steps = by * slider.step
    slider.value = (
        slider.value * 10**steps if on_log(widget, name) else (slider.value + steps)
    )


def on_log(widget, name):
    return widget.inputs[name].control.log


async def filled(widget):
    """Wait until nothing more is drawn ahead."""
    while widget._ahead._task and not widget._ahead._task.done():
        await asyncio.sleep(0)
    if widget._ahead._task:
        widget._ahead._task.result()


def on_a_step(name):
    """Make a widget whose slider stands at one of its steps."""
    make, line = ALL[name]
    widget = make(line)
    moved = widget.inputs[SLIDERS[name]]
    widget.set(**{SLIDERS[name]: moved.at(moved.places // 2)})
    return widget


@pytest.mark.parametrize("name", ALL)
def test_what_the_page_keeps_is_what_the_widget_draws_there(name, told, monkeypatch):
    monkeypatch.setattr(ahead, "REACH", 2)
    widget, field = on_a_step(name), SLIDERS[name]

    async def move():
        step(widget, field)
        await filled(widget)

    asyncio.run(move())
    places = [place for place, *_ in told]
    here = widget.inputs[field].place
    assert places == list(ahead.around(here, widget.inputs[field].places))[:4]
    for place, png, text in told[:2]:
        widget.inputs[field].value = widget.inputs[field].at(place)
        widget.refresh()
        assert (widget.picture.png, widget.text) == (png, text)


@pytest.mark.parametrize("name", ALL)
def test_every_step_of_every_slider_is_a_value_of_the_state(name):
    make, _ = ALL[name]
    widget = make()
    for field, moved in widget.inputs.items():
        if not isinstance(moved.control, Number):
            assert (moved.places, moved.place) == (0, None)
            continue
        for place in {0, 1, moved.places // 2, moved.places - 1}:
            with widget.quiet():
                moved.value = moved.at(place)
            assert moved.value == moved.at(place), field
            if not moved.control.log:  # four digits of a power of ten are beside it
                assert moved.place == place, field


def test_value_between_two_steps_has_no_place():
    make, _ = ALL["activation"]
    assert make("shift=0.13").inputs["shift"].place is None
    assert make("spread=1.07").inputs["spread"].place is None
    assert make("shift=-4").inputs["shift"].place == 0


def test_nearest_places_come_first_and_none_beyond_the_ends():
    assert list(ahead.around(0, 3)) == [1, 2]
    assert list(ahead.around(2, 3)) == [1, 0]
    assert list(ahead.around(50, 101))[:4] == [51, 49, 52, 48]
    assert len(list(ahead.around(50, 101))) == 2 * ahead.REACH


def moved_once(told, then):
    """Move a slider, let pictures be drawn, do something, and return what was told."""
    widget = on_a_step("activation")

    async def act():
        step(widget, "shift")
        await filled(widget)
        assert len(told) == 2 * ahead.REACH
        told.clear()
        then(widget)
        await filled(widget)

    asyncio.run(act())
    return widget


def drawn_in(monkeypatch):
    """Return the states that are drawn from now on."""
    drawn, old = [], base.drawn

    def draw(scene, state):
        drawn.append(write_state(state))
        return old(scene, state)

    monkeypatch.setattr(base, "drawn", draw)
    return drawn


def test_slider_that_gets_to_a_kept_picture_draws_only_what_comes_into_reach(
    told, monkeypatch
):
    drawn = []
    monkeypatch.setattr(base, "REST", 0.0)

    def then(widget):
        drawn.extend([drawn_in(monkeypatch), widget.picture.png])
        step(widget, "shift")
        assert widget.picture.png == drawn[1], "it travels when the keys rest"

    widget = moved_once(told, then)
    fresh = ALL["activation"][0](widget.state)
    assert widget.inputs["shift"].place not in [place for place, *_ in kept(told)]
    assert len(drawn[0]) <= 3
    assert widget.text == fresh.text
    assert widget.picture.png == fresh.picture.png


@pytest.mark.parametrize(
    "then",
    [
        lambda widget: step(widget, "spread"),
        lambda widget: widget.refresh(),
        lambda widget: setattr(widget, "state", "shift=1"),
        lambda widget: setattr(widget.inputs["function"], "value", "tanh"),
    ],
)
def test_pictures_are_forgotten_when_anything_else_changes(told, then):
    moved_once(told, then)
    assert told[0] == "forget"


def test_pictures_from_before_a_cell_ran_are_forgotten(told, monkeypatch):
    def then(widget):
        monkeypatch.setattr(ahead, "cell", lambda: 99)
        step(widget, "shift")

    moved_once(told, then)
    assert told[0] == "forget"
    assert len(told) == 1 + 2 * ahead.REACH


def test_page_that_ran_ahead_is_told_to_come_back(told):
    """The picture of the kernel stays the same, so nothing else would tell it."""

    def then(widget):
        before, line = widget.picture.png, widget.state
        step(widget, "shift")
        assert widget.picture.png == before
        widget.state = line
        assert widget.picture.png == before

    moved_once(told, then)
    assert told[:2] == ["forget", "show"]


def test_picture_that_takes_long_is_drawn_when_it_is_asked_for(told, monkeypatch):
    monkeypatch.setattr(ahead, "SLOW", 0.0)
    widget = on_a_step("activation")

    async def act():
        step(widget, "shift")
        await filled(widget)

    asyncio.run(act())
    assert len(told) == 1


def test_without_a_notebook_nothing_is_drawn_ahead(told, monkeypatch):
    widget, drawn = on_a_step("activation"), drawn_in(monkeypatch)
    step(widget, "shift")
    assert told == []
    assert drawn == [widget.state]


@pytest.mark.parametrize("name", sorted(set(LIVE) - {"search"}))
def test_what_a_live_run_changes_is_not_drawn_ahead(name, told):
    widget = on_a_step(name)

    async def act():
        widget.start()
        step(widget, SLIDERS[name])
        assert widget._ahead._task is None
        widget.cancel()
        told.clear()
        step(widget, SLIDERS[name])
        assert widget._ahead._task is not None
        widget._ahead.stop()

    asyncio.run(act())


@pytest.mark.parametrize("name", sorted(set(LIVE) - {"search"}))
def test_run_that_fails_at_once_finds_nothing_kept_in_its_way(name, told):
    """The page prefers what it keeps, and would go on showing that."""
    widget = on_a_step(name)

    async def act():
        step(widget, SLIDERS[name])
        await filled(widget)
        step(widget, SLIDERS[name])
        told.clear()
        with filling({}):
            widget.start()
            await widget.job._task

    asyncio.run(act())
    assert widget.status == "failed"
    assert told == ["show", "forget"]
    assert "is not written yet" in widget.text


def test_run_beside_another_is_undecided_and_its_diagnosis_not_given(told, monkeypatch):
    monkeypatch.setattr(ahead, "REACH", 1)
    widget = ALL["gallery"][0]("run=3")

    async def act():
        widget.inputs["diagnosis"].value = "exploding"
        step(widget, "run")
        await filled(widget)

    asyncio.run(act())
    assert [place + 1 for place, *_ in kept(told)] == [5, 3]
    assert all("What is your diagnosis?" in text for *_, text in kept(told))
    assert len(widget.answers) == 1
