"""The activation explorer: a function, its gradient, and which inputs it saturates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from cs231n_utils.layers.by_name import ACTIVATIONS
from cs231n_utils.plots import COLOURS, INK
from cs231n_utils.types import Array
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.fields import Choice, Number, seed, setting

REACH = 8.0
FLAT = 0.05
COUNT = 4000
BINS = np.linspace(-REACH, REACH, 65)
FUNCTION = Choice("function", tuple(ACTIVATIONS))


@dataclass(frozen=True)
class State:
    """An activation function and the inputs that it gets."""

    function: str = setting("tanh", FUNCTION)
    shift: float = setting(0.0, Number("input mean", -4, 4, 0.1))
    spread: float = setting(1.0, Number("input std", 0.1, 10, 0.05, log=True))
    seed: int = seed()


@dataclass(frozen=True)
class Activation:
    """What a function makes of a line of numbers, and of random inputs."""

    x: Array
    y: Array
    slope: Array
    inputs: Array
    flat: float  # share of the inputs at which the slope is below FLAT
    passed: float  # mean absolute slope at the inputs: what of a gradient comes through


def value_and_slope(function: str, x: Array) -> tuple[Array, Array]:
    """Return f(x) and f'(x), entry by entry, by the forward and the backward pass."""
    forward, backward = ACTIVATIONS[function]
    row = x.reshape(1, -1)
    y, cache = forward(row.copy())
    slope = backward(np.ones_like(row), cache)
    return np.ravel(y), np.ravel(slope)


def explore(state: State) -> Activation:
    """Compute what the activation explorer shows."""
    x = np.linspace(-REACH, REACH, 401)
    y, slope = value_and_slope(state.function, x)
    z = np.random.default_rng(state.seed).standard_normal(COUNT)
    inputs = state.shift + state.spread * z
    _, at = value_and_slope(state.function, inputs)
    flat = float(np.mean(np.abs(at) < FLAT))
    return Activation(x, y, slope, inputs, flat, float(np.mean(np.abs(at))))


def describe(state: State, found: Activation) -> str:
    """Say in words what the picture shows."""
    middle = len(found.x) // 2
    return (
        f"{state.function}: at 0 the value is {found.y[middle]:.2f} and the slope "
        f"{found.slope[middle]:.2f}. Of {COUNT} inputs with mean {state.shift:g} and "
        f"standard deviation {state.spread:g}, {found.flat:.0%} are saturated: the "
        f"slope there is below {FLAT:g}. On average {found.passed:.2f} of a gradient "
        "comes through."
    )


class Scene:
    """Two panels: the function with its gradient, and the inputs."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(2, height=3.4)
        left, right = self.canvas.axes
        with house_style():
            left.set(xlim=(-REACH, REACH), ylim=(-1.9, 3.4), xlabel="input x")
            left.set_title("function and gradient")
            left.axhline(0, color=INK, lw=0.6)
            right.set(xlim=(-REACH, REACH), ylim=(0, 1.3), xlabel="input x")
            right.set(
                ylabel="inputs (highest bar: 1)", title="inputs, saturated ones dark"
            )
            (value,) = left.plot([], [], color=COLOURS[0], label="f(x)")
            (slope,) = left.plot([], [], "--", color=COLOURS[1], label="f'(x)")
            left.legend(loc="upper left")
            live = right.stairs(np.zeros(64), BINS, fill=True, color=COLOURS[5])
            flat = right.stairs(np.zeros(64), BINS, fill=True, color=COLOURS[0])
        self.value, self.slope = self.canvas.moving(value), self.canvas.moving(slope)
        self.live, self.flat = self.canvas.moving(live), self.canvas.moving(flat)
        self.note = self.canvas.note(right)

    def draw(self, state: State) -> Frame:
        """Draw the explorer's picture."""
        found = explore(state)
        self.value.set_data(found.x, found.y)
        self.slope.set_data(found.x, found.slope)
        inside = np.clip(found.inputs, -REACH, REACH)
        heights = np.histogram(inside, BINS)[0] / COUNT
        at = 0.5 * (BINS[1:] + BINS[:-1])
        _, slopes = value_and_slope(state.function, at)
        heights = heights / heights.max()
        self.live.set_data(heights)
        self.flat.set_data(np.where(np.abs(slopes) < FLAT, heights, 0))
        self.note.set_text(f"{state.function}\n{found.flat:.0%} saturated")
        return Frame(self.canvas.png(), describe(state, found))


class ActivationExplorer(Explorer):
    """Show an activation function, its gradient, and how many inputs saturate it."""

    question = "Which inputs does this function saturate, so that no gradient passes?"
    make_scene = Scene
