"""The picture of the optimizer race: the landscape with the paths, and their losses."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from cs231n_utils.landscapes import LANDSCAPES
from cs231n_utils.plots import COLOURS, INK, LINE_STYLES, MARKERS
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.racers import LONGEST, RULES, State, describe, place, run

LOSSES = (1e-8, 1e4)


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
            right.set(xlabel="step", title="loss", yscale="log")
            right.set(xlim=(0, LONGEST), ylim=LOSSES)
            left.grid(False)
            looks = {
                rule: {
                    "color": COLOURS[i],
                    "ls": LINE_STYLES[i % len(LINE_STYLES)],
                    "lw": 1.6,
                }
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
        self._draw_ground(State())
        self.canvas.settle()

    def draw(self, state: State) -> Frame:
        """Draw the race up to the step of the state."""
        self._draw_ground(state)
        landscape = LANDSCAPES[state.landscape]
        paths, missing = run(state)
        for rule in RULES:
            for artists in (self.paths, self.losses, self.ends):
                artists[rule].set_visible(rule in paths)
        for rule, path in paths.items():
            loss = np.maximum(landscape.loss(path[:, 0], path[:, 1]), LOSSES[0])
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
        self._still = [contours, goal, names]
        self.canvas.forget()
