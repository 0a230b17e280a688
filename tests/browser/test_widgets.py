"""Every widget in JupyterLab: moved by keyboard, seen to change, live runs steered."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]

# Each widget, and the label of an input that a key moves.
WIDGETS = {
    "ActivationExplorer": "input mean",
    "InitExplorer": "layers",
    "BatchNormExplorer": "input mean",
    "DropoutExplorer": "p, chance to keep",
    "OptimizerRace": "start, across %",
    "LearningRateExplorer": "learning rate",
    "RangeTest": "lowest rate",
    "LossCurveGallery": "run",
    "AugmentationViewer": "colour jitter",
    "SearchCommandCentre": "rate from",
}
FILL = "from grading.explore import fill_all\nfill_all()"
UNFILLED = """from cs231n_utils.skeletons import filling
with filling({}):
    shown = ActivationExplorer()
shown"""
PIXELS = "picture => picture.toDataURL()"
SHOWN = "picture => picture.dataset.shown"
# The kernel sleeps, and its widgets hear nothing.
SLEEP = """code => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    window.asleep = true;
    kernel.requestExecute({ code }).done.then(() => { window.asleep = false; });
}"""
AWAKE = "() => window.asleep === false"
MOVED = "([picture, shown]) => picture.dataset.shown !== shown || !window.asleep"


@pytest.fixture(scope="module")
def page(bench_page):
    """Return the page that all tests share."""
    return bench_page


@pytest.fixture
def open_widget(run_cell, page):
    """Run a cell that shows one widget; return its picture."""

    def go(name, line="", shown=None):
        imported = f"from cs231n_utils.widgets import {name}\n"
        run_cell(f"{FILL}\n{imported}" + (shown or f"{name}(state={line!r})"))
        picture = page.locator(".nn-picture canvas[data-shown]")
        picture.wait_for(timeout=60_000)
        return picture

    return go


def change(page, picture, act):
    """Do something; return the pixels before and after the picture has changed."""
    before, shown = picture.evaluate(PIXELS), picture.evaluate(SHOWN)
    act()
    page.wait_for_function(
        "([picture, shown]) => picture.dataset.shown !== shown",
        arg=[picture.element_handle(), shown],
        timeout=20_000,
    )
    return before, picture.evaluate(PIXELS)


@pytest.mark.parametrize("name", WIDGETS)
def test_key_moves_a_slider_and_the_picture_changes(name, page, open_widget, shots):
    picture = open_widget(name)
    row = page.locator(".widget-hslider", has=page.get_by_text(WIDGETS[name])).first
    slider = row.get_by_role("slider")
    words = picture.get_attribute("aria-label")
    assert len(words) > 40
    slider.focus()
    before, after = change(page, picture, lambda: page.keyboard.press("ArrowRight"))
    assert before != after
    assert picture.get_attribute("aria-label")
    caption = page.locator(".nn-picture figcaption")
    assert picture.get_attribute("role") == "img"
    assert caption.inner_text() == picture.get_attribute("aria-label")
    assert caption.get_attribute("aria-live") == "polite"
    assert page.locator("input[type=text]").last.input_value()
    page.screenshot(path=shots / f"widget-{name}.png")


def asleep(page, picture, key):
    """Press a key while the kernel sleeps; return what is shown then, if it is new."""
    before = picture.evaluate(SHOWN)
    page.evaluate(SLEEP, "import time; time.sleep(1.5)")
    page.keyboard.press(key)
    page.wait_for_function(MOVED, arg=[picture.element_handle(), before])
    shown = picture.evaluate(PIXELS), picture.get_attribute("aria-label")
    moved = page.evaluate("() => window.asleep")
    page.wait_for_function(AWAKE)
    return shown if moved else None


@pytest.mark.parametrize("name", ["ActivationExplorer", "DropoutExplorer"])
def test_pictures_drawn_ahead_are_shown_at_once_and_are_right(name, page, open_widget):
    picture = open_widget(name)
    row = page.locator(".widget-hslider", has=page.get_by_text(WIDGETS[name])).first
    row.get_by_role("slider").focus()
    # How soon they are there depends on the machine.
    for key in 10 * ["ArrowRight", "ArrowLeft"]:
        change(page, picture, lambda key=key: page.keyboard.press(key))
        page.wait_for_timeout(500)
        before = picture.evaluate(PIXELS)
        if shown := asleep(page, picture, key):
            break
    else:
        raise AssertionError("no picture came while the kernel slept")
    # A cell has run: the kernel takes nothing for known, and draws again.
    page.wait_for_timeout(1000)
    assert shown == (picture.evaluate(PIXELS), picture.get_attribute("aria-label"))
    assert shown[0] != before


def test_every_input_is_reached_by_the_tab_key(page, open_widget):
    open_widget("LearningRateExplorer")
    page.locator(".widget-hslider").first.get_by_role("slider").focus()
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "() => document.activeElement.textContent.trim().split('\\n')[0] ||"
                " document.activeElement.closest('.jupyter-widgets')?.innerText"
            )
        )
    assert {"Start", "Clear earlier"} <= reached


@pytest.mark.parametrize("name", ["LearningRateExplorer", "RangeTest"])
def test_live_run_starts_streams_pauses_and_is_cancelled(
    name, page, open_widget, shots
):
    steps = {"LearningRateExplorer": 2000, "RangeTest": 1000}[name]
    high = " high=0.001" if name == "RangeTest" else " rate=0.0001"
    picture = open_widget(name, f"steps={steps}{high}")
    status = page.locator(".widget-hprogress label")

    def button(label):
        return page.get_by_role("button", name=label, exact=True)

    button("Start").focus()
    change(page, picture, lambda: page.keyboard.press("Enter"))
    for _ in range(3):
        change(page, picture, lambda: None)
    assert status.inner_text() == "running"
    button("Pause").focus()
    page.keyboard.press("Enter")
    button("Resume").wait_for()
    assert status.inner_text() == "paused"
    still = picture.evaluate(PIXELS)
    page.wait_for_timeout(300)  # three pictures long
    assert picture.evaluate(PIXELS) == still
    page.screenshot(path=shots / f"widget-{name}-paused.png")
    change(page, picture, lambda: page.keyboard.press("Enter"))
    button("Pause").wait_for()
    button("Cancel").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.widget-hprogress label').innerText"
        " === 'cancelled'"
    )
    assert button("Cancel").is_disabled()
    assert f"of {steps}" in picture.get_attribute("aria-label")


def test_click_on_the_landscape_sets_the_start(page, open_widget):
    picture = open_widget("OptimizerRace")
    box = picture.bounding_box()
    place = {"x": 0.3 * box["width"], "y": 0.3 * box["height"]}
    before, after = change(page, picture, lambda: picture.click(position=place))
    assert before != after
    line = page.locator("input[type=text]").last
    page.wait_for_function(
        "field => !field.value.includes('across=7.5')", arg=line.element_handle()
    )
    assert "steps=100" in line.input_value()


def test_drag_over_the_trials_chooses_the_region(page, open_widget, shots):
    picture = open_widget("SearchCommandCentre")
    box = picture.bounding_box()

    def drag():
        page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.6 * box["height"])
        page.mouse.up()

    before, after = change(page, picture, drag)
    assert before != after


def test_typed_line_restores_a_state_and_nonsense_is_told(page, open_widget, shots):
    picture = open_widget("ActivationExplorer")
    field = page.locator("input[type=text]").last

    def type_line():
        field.fill("function=relu shift=-2 spread=1 seed=4")
        field.press("Enter")

    change(page, picture, type_line)
    assert picture.get_attribute("aria-label").startswith("relu: at 0")
    field.fill("function=rleu")
    field.press("Enter")
    alert = page.get_by_role("alert").filter(has_text="choose function from")
    alert.wait_for()
    page.screenshot(path=shots / "widget-alert.png")


def test_missing_answer_is_named_where_the_picture_would_be(page, open_widget, shots):
    picture = open_widget("ActivationExplorer", shown=UNFILLED)
    assert "notebook `activations`" in picture.get_attribute("aria-label")
    page.screenshot(path=shots / "widget-missing.png")
