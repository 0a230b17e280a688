"""The batch-norm explorer: what it does to inputs, and what the batch size does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from cs231n_utils.layers import batchnorm_forward
from cs231n_utils.plots import COLOURS, INK
from cs231n_utils.types import Array
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.fields import Choice, Number, seed, setting

REACH = 8.0
BINS = np.linspace(-REACH, REACH, 65)
TRIALS = 200  # batches in which the same example is looked at
TRAINED = 40  # batches that the running averages have seen
SIZES = ("2", "4", "8", "16", "32", "64", "128")


@dataclass(frozen=True)
class State:
    """The inputs of a unit, and the batch norm before it."""

    shift: float = setting(3.0, Number("input mean", -5, 5, 0.1))
    spread: float = setting(2.0, Number("input std", 0.05, 20, 0.05, log=True))
    gamma: float = setting(1.0, Number("gamma", 0.1, 3, 0.1))
    beta: float = setting(0.0, Number("beta", -3, 3, 0.1))
    batch: str = setting("8", Choice("batch size", SIZES))
    mode: str = setting("train", Choice("mode", ("train", "test")))
    seed: int = seed()


@dataclass(frozen=True)
class Normalised:
    """Inputs and outputs of a unit, and what becomes of one example."""

    before: Array
    after: Array
    example: float
    outputs: Array  # of the example, in TRIALS batches


def explore(state: State) -> Normalised:
    """Normalise TRIALS batches side by side, as they are and with a shared example."""
    rng = np.random.default_rng(state.seed)
    size = int(state.batch)
    example = state.shift + state.spread
    gamma, beta = np.full(TRIALS, state.gamma), np.full(TRIALS, state.beta)
    param = {"mode": "train"}

    def batch() -> Array:
        z: Array = state.shift + state.spread * rng.standard_normal((size, TRIALS))
        return z

    if state.mode == "test":
        for _ in range(TRAINED):
            batchnorm_forward(batch(), gamma, beta, param)
        param["mode"] = "test"
    x = batch()
    after, _ = batchnorm_forward(x.copy(), gamma, beta, dict(param))
    shared = np.vstack([np.full((1, TRIALS), example), x[1:]])
    outputs, _ = batchnorm_forward(shared, gamma, beta, dict(param))
    return Normalised(x.ravel(), after.ravel(), example, outputs[0])


def describe(state: State, found: Normalised) -> str:
    """Say in words what the picture shows."""
    return (
        f"Mode {state.mode}, batches of {state.batch}. Inputs with mean "
        f"{found.before.mean():.2f} and standard deviation {found.before.std():.2f} "
        f"become outputs with mean {found.after.mean():.2f} and standard deviation "
        f"{found.after.std():.2f}. The same example, {found.example:.2f}, becomes "
        f"{found.outputs.mean():.2f} on average; from batch to batch that varies with "
        f"standard deviation {found.outputs.std():.2f}."
    )


class Scene:
    """Inputs and outputs on the left, one example in many batches on the right."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(2, height=3.4)
        left, right = self.canvas.axes
        bars = np.zeros(len(BINS) - 1)
        with house_style():
            for ax in (left, right):
                ax.set(xlim=(-REACH, REACH), ylim=(0, 1.25), ylabel="highest bar: 1")
                ax.axvline(0, color=INK, lw=0.6)
            left.set(title="before (outline) and after (filled)", xlabel="value")
            right.set(title=f"one example, in {TRIALS} batches", xlabel="output")
            after = left.stairs(bars, BINS, fill=True, color=COLOURS[5])
            before = left.stairs(bars, BINS, color=COLOURS[1], lw=2)
            output = right.stairs(bars, BINS, fill=True, color=COLOURS[2])
        moving = self.canvas.moving
        self.after, self.before = moving(after), moving(before)
        self.output = moving(output)
        self.note = self.canvas.note(right)

    def draw(self, state: State) -> Frame:
        """Draw the explorer's picture."""
        found = explore(state)
        for stairs, values in (
            (self.before, found.before),
            (self.after, found.after),
            (self.output, found.outputs),
        ):
            counts = np.histogram(np.clip(values, -REACH, REACH), BINS)[0]
            stairs.set_data(counts / max(1, counts.max()))
        self.note.set_text(f"{state.mode}, std {found.outputs.std():.2f}")
        return Frame(self.canvas.png(), describe(state, found))


class BatchNormExplorer(Explorer):
    """Show what batch norm does to a unit's inputs, and to one example in them."""

    question = "What does batch norm change, and why does the batch size matter?"
    make_scene = Scene
