"""The dropout explorer: one mask, and the average over many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from cs231n_utils.layers import dropout_forward
from cs231n_utils.plots import COLOURS, INK
from cs231n_utils.types import Array
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.fields import Choice, Number, seed, setting

SIDE = 20
TOP = 6.0  # what the picture shows of an output


@dataclass(frozen=True)
class State:
    """A dropout layer on 400 units."""

    p: float = setting(0.5, Number("p, chance to keep", 0.05, 1, 0.05))
    mode: str = setting("train", Choice("mode", ("train", "test")))
    masks: int = setting(10, Number("masks averaged", 1, 200, 1, whole=True))
    seed: int = seed()


def explore(state: State) -> tuple[Array, Array, Array]:
    """Return the inputs, one output, and the mean output over the masks.

    Returns
    -------
    x, out, mean : arrays of shape (400,)
    """
    x = 0.2 + 2.6 * np.random.default_rng([state.seed, 1]).random(SIDE * SIDE)
    outs = []
    for i in range(state.masks):
        param = {"p": state.p, "mode": state.mode, "seed": 1000 * state.seed + i}
        outs.append(dropout_forward(x.copy(), param)[0])
    return x, outs[0], np.mean(outs, axis=0)


def describe(state: State, x: Array, out: Array, mean: Array) -> str:
    """Say in words what the picture shows."""
    off = float(np.sqrt(np.mean((mean - x) ** 2)))
    return (
        f"Mode {state.mode}, p = {state.p:g}: one mask keeps "
        f"{np.mean(out != 0):.0%} of {x.size} units. The mean of all units is "
        f"{x.mean():.2f} before and {out.mean():.2f} after. Averaged over "
        f"{state.masks} masks, an output differs from its input by {off:.2f} (root "
        "mean square)."
    )


class Scene:
    """The units after one mask, and their mean over many masks against the input."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(2, height=3.8)
        left, right = self.canvas.axes
        zeros = np.zeros((SIDE, SIDE))
        with house_style():
            left.set_title("outputs after one mask (white: dropped)")
            left.set_axis_off()
            units = left.imshow(
                zeros, cmap="viridis", vmin=0, vmax=TOP, interpolation="nearest"
            )
            # Through the methods of the colour map, which is a copy.
            colours = units.get_cmap().with_extremes(bad="white")
            units.set_cmap(colours)
            self.canvas.fig.colorbar(units, ax=left, label="output", extend="max")
            right.set(title="mean over the masks", xlabel="input", ylabel="mean output")
            right.set(xlim=(0, 3.1), ylim=(0, TOP))
            right.axline((0, 0), slope=1, color=INK, lw=1, ls="--")
            (dots,) = right.plot([], [], "o", ms=3, color=COLOURS[0], alpha=0.6)
        self.units, self.dots = self.canvas.moving(units), self.canvas.moving(dots)
        self.note = self.canvas.note(right)

    def draw(self, state: State) -> Frame:
        """Draw the explorer's picture."""
        x, out, mean = explore(state)
        shown = np.where(out == 0, np.nan, out)
        self.units.set_data(shown.reshape(SIDE, SIDE))
        self.dots.set_data(x, np.minimum(mean, TOP))
        self.note.set_text(f"p = {state.p:g}, {state.masks} masks")
        return Frame(self.canvas.png(), describe(state, x, out, mean))


class DropoutExplorer(Explorer):
    """Show what one dropout mask does, and what remains on average."""

    question = "What does one mask do to a layer, and what does it do on average?"
    make_scene = Scene
