"""The init explorer: what initial weights do to a signal through depth, both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from cs231n_utils.init import activations_by_layer, gradients_by_layer, init_weights
from cs231n_utils.plots import COLOURS
from cs231n_utils.types import Array
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.fields import Choice, Number, seed, setting

WIDTH, BATCH, DEEPEST = 100, 100, 12
RULES = ("number", "zero", "xavier", "glorot", "he")
BINS = 60
# What the panels show: activations as they are, gradients by their power of ten.
RANGES = {"tanh": (-1.1, 1.1), "relu": (-0.3, 4.0)}
POWERS = (-12.0, 6.0)


@dataclass(frozen=True)
class State:
    """A chain of layers and the rule of its initial weights."""

    rule: str = setting("number", Choice("rule", RULES))
    std: float = setting(0.01, Number("std", 1e-3, 10, 0.05, log=True))
    nonlinearity: str = setting("tanh", Choice("nonlinearity", ("tanh", "relu")))
    layers: int = setting(10, Number("layers", 2, DEEPEST, 1, whole=True))
    seed: int = seed()


def signals(state: State) -> tuple[list[Array], list[Array]]:
    """Return the activations and the gradients of each layer.

    Returns
    -------
    hs, dzs : lists of arrays of shape (100, 100)
    """
    rng = np.random.default_rng(state.seed)
    x = rng.standard_normal((BATCH, WIDTH))
    dout = rng.standard_normal((BATCH, WIDTH))
    rule: str | float = state.std if state.rule == "number" else state.rule
    weights = [init_weights(WIDTH, WIDTH, rule, rng) for _ in range(state.layers)]
    with np.errstate(all="ignore"):
        hs = activations_by_layer(x, weights, state.nonlinearity)
        return hs, gradients_by_layer(dout, hs, weights, state.nonlinearity)


def describe(state: State, hs: list[Array], dzs: list[Array]) -> str:
    """Say in words what happens to the signal."""
    rule = f"std {state.std:.3g}" if state.rule == "number" else state.rule
    h, g = [float(np.std(a)) for a in hs], [float(np.std(a)) for a in dzs]
    words = [
        f"{state.layers} layers of {state.nonlinearity}, weights by {rule}. Forwards, "
        f"the standard deviation goes from {h[0]:.2g} in layer 1 to {h[-1]:.2g} in "
        f"layer {state.layers}: {_verdict(h[0], h[-1])}. Backwards, the gradient goes "
        f"from {g[-1]:.2g} in the last layer to {g[0]:.2g} in the first: "
        f"{_verdict(g[-1], g[0])}."
    ]
    if state.nonlinearity == "tanh":
        words.append(f"{np.mean(np.abs(hs[-1]) > 0.99):.0%} of the last are saturated.")
    else:
        words.append(f"{np.mean(hs[-1] == 0):.0%} of the last are 0.")
    return " ".join(words)


def _verdict(first: float, last: float) -> str:
    if not np.isfinite(last) or last > 10 * first:
        return "it explodes"
    return "it dies out" if last < 0.1 * first or last == 0 else "it lives"


def outline(values: Array, left: float, window: tuple[float, float]) -> Array:
    """Return the outline of a histogram that stands upright, its foot at `left`."""
    low, high = window
    edges = np.linspace(low, high, BINS + 1)
    inside = np.clip(np.nan_to_num(values, posinf=high, neginf=low), low, high)
    # Equal bins by their number are counted much faster than by their edges.
    counts = np.histogram(inside, BINS, window)[0]
    width = 0.8 * counts / max(1, counts.max())
    x = left + np.r_[0, np.repeat(width, 2), 0]
    return np.column_stack([x, np.r_[low, np.repeat(edges, 2)[1:-1], high]])


class Scene:
    """Histograms layer by layer: activations on the left, gradients on the right."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        from matplotlib.collections import PolyCollection

        self.canvas = Canvas(2, height=3.6)
        self._drawn = ""
        self.shapes = [PolyCollection([], facecolor=COLOURS[i]) for i in (0, 1)]
        titles = ("activations (zeros left out)", "gradients: log10 of their size")
        with house_style():
            for ax, title, shape in zip(
                self.canvas.axes, titles, self.shapes, strict=True
            ):
                ax.set(title=title, xlabel="layer", xlim=(0.9, DEEPEST + 1))
                ax.set_ylim(*POWERS)
                ax.set_xticks(np.arange(1, DEEPEST + 1))
                ax.add_collection(shape, autolim=False)
                self.canvas.moving(shape)
        self.notes = [self.canvas.note(ax, x=0.98) for ax in self.canvas.axes]
        self._fit("tanh")
        self.canvas.settle()

    def _fit(self, nonlinearity: str) -> None:
        self._drawn = nonlinearity
        self.canvas.axes[0].set_ylim(*RANGES[nonlinearity])
        self.canvas.forget()

    def draw(self, state: State) -> Frame:
        """Draw the histograms of a state."""
        hs, dzs = signals(state)
        window = RANGES[state.nonlinearity]
        if self._drawn != state.nonlinearity:
            self._fit(state.nonlinearity)
        sizes = [np.abs(g[g != 0]) for g in dzs]
        # The zeros of ReLU would hide all else; the words give their share.
        live = [h[h != 0] for h in hs]
        self.shapes[0].set_verts([outline(h, i, window) for i, h in enumerate(live, 1)])
        self.shapes[1].set_verts(
            [outline(np.log10(g), i, POWERS) for i, g in enumerate(sizes, 1)]
        )
        for note, part in zip(self.notes, (hs, dzs), strict=True):
            note.set_text(f"std {np.std(part[0]):.2g} to {np.std(part[-1]):.2g}")
        return Frame(self.canvas.png(), describe(state, hs, dzs))


class InitExplorer(Explorer):
    """Show what initial weights do to activations and gradients, layer by layer."""

    question = "At which size of the initial weights does a signal live through depth?"
    make_scene = Scene
