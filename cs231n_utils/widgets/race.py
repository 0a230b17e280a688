"""The optimizer race: several update rules on one landscape, from one start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import ipywidgets as ipw
import numpy as np

from cs231n_utils.landscapes import LANDSCAPES, Landscape, race
from cs231n_utils.plots import COLOURS, INK, LINE_STYLES, MARKERS
from cs231n_utils.skeletons import NotFilled
from cs231n_utils.types import Array
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.state import Choice, Flag, Number, Several, seed, setting

RULES = ("sgd", "sgd_momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad")
ADAPTIVE = RULES[3:]
LONGEST = 200
FLOOR = 1e-8


@dataclass(frozen=True)
class State:
    """Who races where. The start is given in percent of the picture."""

    landscape: str = setting("ravine", Choice("landscape", tuple(LANDSCAPES)))
    rules: tuple[str, ...] = setting(RULES[:2], Several("rules", RULES))
    rate: float = setting(0.01, Number("learning rate", 1e-4, 1, 0.05, log=True))
    adaptive: float = setting(0.1, Number("adaptive rate", 1e-4, 1, 0.05, True))
    across: float = setting(7.5, Number("start, across %", 0, 100, 0.5))
    up: float = setting(75.0, Number("start, up %", 0, 100, 0.5))
    steps: int = setting(100, Number("steps", 0, LONGEST, 1, whole=True))
    noise: bool = setting(False, Flag("noisy gradients"))
    seed: int = seed()


def place(landscape: Landscape, across: float, up: float) -> tuple[float, float]:
    """Turn percent of the picture into a point of the landscape."""
    left, right, low, high = landscape.window
    x = left + (right - left) * across / 100
    return x, low + (high - low) * up / 100


def percent(landscape: Landscape, x: float, y: float) -> tuple[float, float]:
    """Turn a point of the landscape into percent, in steps of a half."""
    left, right, low, high = landscape.window
    shares = (x - left) / (right - left), (y - low) / (high - low)
    across, up = (min(100.0, max(0.0, round(200 * share) / 2)) for share in shares)
    return across, up


def run(state: State) -> tuple[dict[str, Array], list[str]]:
    """Let the rules race.

    Returns
    -------
    paths : dict of arrays of shape (steps + 1, 2)
    missing : list of str
        For each rule that nobody has written, a sentence that says so.
    """
    landscape = LANDSCAPES[state.landscape]
    landscape = replace(landscape, start=place(landscape, state.across, state.up))
    paths, missing = {}, []
    for rule in state.rules:
        # The same noise for each, so that only the rules differ.
        rng = np.random.default_rng(state.seed) if state.noise else None
        rate = state.adaptive if rule in ADAPTIVE else state.rate
        config = {"learning_rate": rate}
        try:
            paths[rule] = race(rule, landscape, state.steps, config, rng)
        except NotFilled as error:
            missing.append(str(error))
    return paths, missing


def describe(state: State, paths: dict[str, Array], missing: list[str]) -> str:
    """Say in words where each rule has got to."""
    landscape = LANDSCAPES[state.landscape]
    x, y = place(landscape, state.across, state.up)
    words = [
        f"The {state.landscape}, from ({x:.2f}, {y:.2f}), where the loss is "
        f"{landscape.loss(x, y):.3g}. Learning rate {state.rate:.3g}, of adaptive "
        f"rules {state.adaptive:.3g}. After {state.steps} steps:"
    ]
    for rule, path in paths.items():
        end = path[-1]
        if np.isnan(end).any():
            words.append(f"{rule} has left all bounds.")
        else:
            words.append(f"{rule} has loss {landscape.loss(*end):.3g}.")
    return " ".join(words + missing)


class Scene:
    """The landscape with a path for each rule, and their losses."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(2, height=3.8)
        self._drawn: Any = None
        self._still: list[Any] = []
        left, right = self.canvas.axes
        moving = self.canvas.moving
        with house_style():
            right.set(xlabel="step", title="loss", yscale="log", xlim=(0, LONGEST))
            left.grid(False)
            looks = {
                rule: {"color": COLOURS[i], "ls": LINE_STYLES[i % 4], "lw": 1.6}
                for i, rule in enumerate(RULES)
            }
            self.paths = {
                r: moving(left.plot([], [], **k)[0]) for r, k in looks.items()
            }
            self.losses = {
                r: moving(right.plot([], [], **k)[0]) for r, k in looks.items()
            }
            self.ends = {
                r: moving(left.plot([], [], MARKERS[i], color=COLOURS[i], ms=7)[0])
                for i, r in enumerate(RULES)
            }
            (self.start,) = left.plot([], [], "x", color=INK, ms=9, mew=2)
        moving(self.start)

    def draw(self, state: State) -> Frame:
        """Draw the race up to the step of the state."""
        self._draw_ground(state)
        landscape = LANDSCAPES[state.landscape]
        paths, missing = run(state)
        for rule in RULES:
            for artists in (self.paths, self.losses, self.ends):
                artists[rule].set_visible(rule in paths)
        for rule, path in paths.items():
            loss = np.maximum(landscape.loss(path[:, 0], path[:, 1]), FLOOR)
            self.paths[rule].set_data(path[:, 0], path[:, 1])
            self.losses[rule].set_data(np.arange(len(path)), loss)
            self.ends[rule].set_data(path[-1:, 0], path[-1:, 1])
        x, y = place(landscape, state.across, state.up)
        self.start.set_data([x], [y])
        return Frame(self.canvas.png(), describe(state, paths, missing))

    def _draw_ground(self, state: State) -> None:
        """Draw what stays: contours and the names of the rules."""
        if self._drawn == (state.landscape, state.rules):
            return
        self._drawn = (state.landscape, state.rules)
        for artist in self._still:
            artist.remove()
        left, right = self.canvas.axes
        landscape = LANDSCAPES[state.landscape]
        x0, x1, y0, y1 = landscape.window
        x, y = np.meshgrid(np.linspace(x0, x1, 90), np.linspace(y0, y1, 90))
        z = landscape.loss(x, y)
        highest = 10 * float(z.max())
        levels = np.geomspace(1e-4 * z.max(), z.max(), 14)
        with house_style():
            contours = left.contour(x, y, z, levels, colors="#b0b0b0", linewidths=0.8)
            (goal,) = left.plot(*landscape.minimum, "*", color=INK, ms=10, zorder=1)
            names = right.legend(
                [self.losses[rule] for rule in state.rules],
                state.rules,
                loc="upper right",
            )
            left.set_title(f"{state.landscape} (cross: start, star: minimum)")
        left.set(xlim=(x0, x1), ylim=(y0, y1), xlabel="x", ylabel="y")
        right.set_ylim(FLOOR, highest)
        self._still = [contours, goal, names]
        self.canvas.forget()


class OptimizerRace(Explorer):
    """Let update rules race over a landscape.

    A click on the landscape sets the start; so do the two sliders.
    """

    question = "Which update rule gets down this landscape, and which one is lost?"
    make_scene = Scene

    def __init__(self, state: str = "") -> None:
        super().__init__(state)
        self.picture.points = True
        self.picture.on_drag(lambda _, end: self.click(*end))
        self.inputs["landscape"].observe(self._go_home)

    def _layout(self) -> list[Any]:
        heading, row, *rest = super()._layout()
        play = ipw.Play(
            value=self.inputs["steps"].value,
            max=LONGEST,
            interval=50,
            description="play the race",
        )
        ipw.jslink((play, "value"), (self.inputs["steps"].widget, "value"))
        return [heading, row, play, *rest]

    def click(self, across: float, down: float) -> None:
        """Set the start at a place of the picture, if it lies on the landscape."""
        canvas, (left, _) = self.scene.canvas, self.scene.canvas.axes
        size = canvas.fig.bbox.size
        x, y = left.transData.inverted().transform((across, 1 - down) * size)
        x0, x1, y0, y1 = LANDSCAPES[self.values.landscape].window
        if x0 <= x <= x1 and y0 <= y <= y1:
            where = percent(LANDSCAPES[self.values.landscape], x, y)
            self.set(across=where[0], up=where[1])

    def _go_home(self, _: object) -> None:
        """Start where the landscape is interesting."""
        if not self._quiet:
            landscape = LANDSCAPES[self.values.landscape]
            across, up = percent(landscape, *landscape.start)
            self.set(across=across, up=up)
