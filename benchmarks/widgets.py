"""How fast the widgets answer a key, in JupyterLab in a browser.

    python -P benchmarks/widgets.py [--presses 20] [ActivationExplorer ...]

For each widget: the time from the first key press to the first frame with the new
picture, its median over all presses, the processor time of the picture in Python alone,
and the pictures a second while the key is held for two seconds. Last, the steps a
second that the learning-rate explorer trains while it streams.

Other work on the machine lengthens all of them. So each line says how busy it was: the
load, and how many times its processor time a loop took by the clock.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ipywidgets as ipw
import nbformat
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))

from lab_server import CHROMIUM, FLAGS, IDLE, RUN, Lab, serving

from cs231n_utils import widgets
from grading.explore import fill_all

# Each widget with the label of a slider, and the most milliseconds it may take.
WIDGETS = {
    "ActivationExplorer": ("input mean", 50),
    "OptimizerRace": ("start, across %", 50),
    "InitExplorer": ("std", 100),
    "BatchNormExplorer": ("input mean", 100),
    "DropoutExplorer": ("p, chance to keep", 100),
    "LearningRateExplorer": ("learning rate", 100),
    "RangeTest": ("lowest rate", 100),
    "LossCurveGallery": ("run", 100),
    "AugmentationViewer": ("colour jitter", 100),
    "SearchCommandCentre": ("rate from", 100),
}
BURST, REPEATS = 2.0, 30  # seconds, and how often a second a key repeats that is held
STEPS = 2000
FILL = "from grading.explore import fill_all\nfill_all()"
# From a key to the first frame in which the picture is another; only `waiting` asks for
# frames, as that costs time itself.
WATCH = """picture => {
    window.waits = []; window.pictures = 0; window.waiting = true;
    let pressed, shown;
    const look = () => {
        if (picture.dataset.shown !== shown) {
            window.waits.push(performance.now() - pressed);
        } else requestAnimationFrame(look);
    };
    document.addEventListener('keydown', () => {
        if (!window.waiting) return;
        pressed = performance.now(); shown = picture.dataset.shown;
        requestAnimationFrame(look);
    }, true);
    new MutationObserver(() => { window.pictures += 1; })
        .observe(picture, { attributeFilter: ['data-shown'] });
}"""
STATUS = "() => document.querySelector('.widget-hprogress label').innerText"


@contextmanager
def opened(browser: Any, lab: Lab, name: str, line: str) -> Iterator[Any]:
    """Open a notebook with one widget, run it, and watch its picture."""
    made = f"from cs231n_utils.widgets import {name}\n{name}(state={line!r})"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(source) for source in (FILL, made)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.root / f"{name}.ipynb")
    page = browser.new_page(viewport={"width": 1280, "height": 1150})
    page.route(lambda url: "//127.0.0.1:" not in url, lambda route: route.abort())
    space = secrets.token_hex(4)
    page.goto(
        f"{lab.base}/lab/workspaces/{space}/tree/{name}.ipynb?reset&token={lab.token}"
    )
    page.wait_for_function("window.jupyterapp !== undefined")
    page.evaluate("() => window.jupyterapp.restored.then(() => null)")
    page.wait_for_function(IDLE, timeout=60_000)
    page.evaluate(RUN, "notebook:run-all-cells")
    picture = page.locator(".nn-picture canvas[data-shown]")
    picture.wait_for(timeout=60_000)
    page.wait_for_timeout(1000)
    picture.evaluate(WATCH)
    yield page
    # A kernel that is left behind would take its share of the next measurement.
    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"
        ".then(() => null)"
    )
    page.close()


def key(i: int) -> str:
    """Return the key that moves to the right or back: no slider comes to its end."""
    return "ArrowRight" if i % 8 < 4 else "ArrowLeft"


def one_widget(page: Any, label: str, presses: int) -> tuple[float, float, float]:
    """Return the milliseconds from a key to the picture, and pictures a second.

    The time of the first key stands by itself: its picture is not drawn ahead.
    """
    row = page.locator(".widget-hslider", has=page.get_by_text(label)).first
    row.get_by_role("slider").focus()
    for i in range(presses):
        page.keyboard.press(key(i))
        page.wait_for_timeout(300)
    waits = page.evaluate("window.waits")
    page.evaluate("window.waiting = false; window.pictures = 0")
    hold(page)
    rate = page.evaluate("window.pictures") / BURST
    return waits[0], statistics.median(waits), rate


def hold(page: Any) -> None:
    """Hold a key, and at times the other one, as long as the burst lasts."""
    start, i = time.perf_counter(), 0
    while (now := time.perf_counter() - start) < BURST:
        if now * REPEATS < i:
            page.wait_for_timeout(1000 * (i / REPEATS - now))
        page.keyboard.down(key(i))
        if key(i + 1) != key(i):
            page.keyboard.up(key(i))
        i += 1


def in_python(name: str, label: str, moves: int = 20) -> float:
    """Return the milliseconds of processor time from a move to its picture."""
    widget = getattr(widgets, name)()
    slider = next(
        each.widget for each in widget.inputs.values() if each.control.label == label
    )
    times = []
    for i in range(moves):
        further = i % 8 < 4
        began = time.process_time()
        if isinstance(slider, ipw.FloatLogSlider):
            slider.value *= 10 ** (slider.step if further else -slider.step)
        else:
            slider.value += slider.step if further else -slider.step
        assert widget.text
        times.append(time.process_time() - began)
    return 1000 * statistics.median(times)


def crowded() -> float:
    """Return how many times its processor time a loop takes by the clock."""
    clock, processor = time.perf_counter(), time.process_time()
    while time.process_time() - processor < 0.2:
        pass
    return (time.perf_counter() - clock) / (time.process_time() - processor)


def streaming(page: Any) -> tuple[float, float]:
    """Return steps and pictures a second of a live run, once its data are made."""
    for _ in range(2):
        page.evaluate("window.pictures = 0")
        start = time.perf_counter()
        page.get_by_role("button", name="Start", exact=True).click()
        page.wait_for_function(f"({STATUS})() === 'running'", polling=20)
        page.wait_for_function(f"({STATUS})() === 'done'", polling=20, timeout=120_000)
        seconds = time.perf_counter() - start
    return STEPS / seconds, page.evaluate("window.pictures") / seconds


def main() -> None:
    """Measure the widgets and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("widgets", nargs="*", help="only these (default: all)")
    parser.add_argument("--presses", type=int, default=20)
    args = parser.parse_args()
    if not CHROMIUM:
        print("No chromium here: install it, or name it in $CHROMIUM.")
        return
    fill_all()
    print(f"{os.cpu_count()} cores")
    print(
        f"{'widget':20} {'first key':>9} {'ms to picture':>13} {'at most':>7} "
        f"{'in Python':>9} {'pictures/s':>10} {'load':>5} {'waits':>6}"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, root = Path(folder, "home"), Path(folder, "root")
        home.mkdir()
        root.mkdir()
        with serving(home, root) as lab:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name in args.widgets or WIDGETS:
                label, most = WIDGETS[name]
                with opened(browser, lab, name, "") as page:
                    first, wait, rate = one_widget(page, label, args.presses)
                print(
                    f"{name:20} {first:9.0f} {wait:13.0f} {most:7d} "
                    f"{in_python(name, label):9.1f} {rate:10.1f} "
                    f"{os.getloadavg()[0]:5.1f} {crowded():6.2f}",
                    flush=True,
                )
            line = f"rate=0.0001 steps={STEPS}"
            with opened(browser, lab, "LearningRateExplorer", line) as page:
                steps, rate = streaming(page)
            print(
                f"streaming: {steps:.0f} steps/s (at least 300), {rate:.0f} pictures/s,"
                f" load {os.getloadavg()[0]:.1f}"
            )
            browser.close()


if __name__ == "__main__":
    main()
