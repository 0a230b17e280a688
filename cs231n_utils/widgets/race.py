"""The optimizer race: several update rules on one landscape, from one start."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw

from cs231n_utils.landscapes import LANDSCAPES
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.race_picture import Scene
from cs231n_utils.widgets.racers import LONGEST, percent


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
