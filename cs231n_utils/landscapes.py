"""Losses of two numbers, on which update rules can be watched.

    path = race("adam", LANDSCAPES["ravine"], 100, {"learning_rate": 0.1})

A landscape's functions take x and y as numbers, or as arrays of one shape to draw it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cs231n_utils.solver import Rule, find_rule
from cs231n_utils.types import Array, ParamDict

# Beyond this a path counts as lost.
LOST = 1e6


@dataclass(frozen=True)
class Landscape:
    """A loss of two numbers.

    Attributes
    ----------
    loss : callable
        loss(x, y), of the shape of x.
    gradient : callable
        gradient(x, y) -> (slope along x, slope along y).
    start : tuple of float
        Where a race begins.
    minimum : tuple of float
        Where the loss is lowest; one such place where there are several.
    window : tuple of float
        What a picture shows: lowest x, highest x, lowest y, highest y.
    noise : float
        Standard deviation of what a minibatch adds to each slope; used by `race` when
        it is given a generator.
    """

    loss: Callable[[Any, Any], Any]
    gradient: Callable[[Any, Any], tuple[Any, Any]]
    start: tuple[float, float]
    minimum: tuple[float, float]
    window: tuple[float, float, float, float]
    noise: float = 0.0

    def at(self, w: Array) -> float:
        """Return the loss at a point of shape (2,), as `minimise` wants it."""
        return float(self.loss(*w))

    def slope(self, w: Array) -> Array:
        """Return the gradient at a point of shape (2,)."""
        return np.array(self.gradient(*w))


def ravine(condition: float = 50.0) -> Landscape:
    """Return a valley that is `condition` times steeper across than along."""
    return Landscape(
        loss=lambda x, y: 0.5 * (x**2 + condition * y**2),
        gradient=lambda x, y: (x, condition * y),
        start=(-9.0, 1.0),
        minimum=(0.0, 0.0),
        window=(-10.0, 3.0, -2.0, 2.0),
        noise=1.0,
    )


def saddle(offset: float = 1e-3) -> Landscape:
    """Return a saddle at 0 between two minima at y = 1 and y = -1.

    The start lies `offset` off the ridge that runs into the saddle.
    """
    return Landscape(
        loss=lambda x, y: 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4 + 0.25,
        gradient=lambda x, y: (x, y**3 - y),
        start=(-1.5, offset),
        minimum=(0.0, 1.0),
        window=(-2.0, 1.0, -1.6, 1.6),
        noise=0.1,
    )


def beale() -> Landscape:
    """Return Beale's function: flat plains, steep walls, and a narrow way down."""

    def parts(x: Any, y: Any) -> list[tuple[Any, Any, Any]]:
        """Return each residual with its slopes along x and y."""
        return [
            (c - x + x * y**n, y**n - 1, n * x * y ** (n - 1))
            for n, c in ((1, 1.5), (2, 2.25), (3, 2.625))
        ]

    return Landscape(
        loss=lambda x, y: sum(r**2 for r, _, _ in parts(x, y)),
        gradient=lambda x, y: (
            sum(2 * r * a for r, a, _ in parts(x, y)),
            sum(2 * r * b for r, _, b in parts(x, y)),
        ),
        start=(0.7, 1.4),
        minimum=(3.0, 0.5),
        window=(-0.5, 4.0, -1.0, 2.0),
        noise=1.0,
    )


def bowl() -> Landscape:
    """Return a round bowl, in which nothing is hard but the noise."""
    return Landscape(
        loss=lambda x, y: 0.5 * (x**2 + y**2),
        gradient=lambda x, y: (x, y),
        start=(-4.0, 3.0),
        minimum=(0.0, 0.0),
        window=(-5.0, 2.0, -2.0, 4.0),
        noise=2.0,
    )


def rotated(landscape: Landscape, degrees: float) -> Landscape:
    """Return the same landscape, turned around 0 against the clock."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))

    def turn(x: Any, y: Any) -> tuple[Any, Any]:
        return c * x - s * y, s * x + c * y

    def back(x: Any, y: Any) -> tuple[Any, Any]:
        return c * x + s * y, c * y - s * x

    return replace(
        landscape,
        loss=lambda x, y: landscape.loss(*back(x, y)),
        gradient=lambda x, y: turn(*landscape.gradient(*back(x, y))),
        start=turn(*landscape.start),
        minimum=turn(*landscape.minimum),
    )


LANDSCAPES: dict[str, Landscape] = {
    "ravine": ravine(),
    "saddle": saddle(),
    "beale": beale(),
    "bowl": bowl(),
}


def race(
    rule: str | Rule,
    landscape: Landscape,
    steps: int,
    config: ParamDict,
    rng: np.random.Generator | None = None,
    schedule: Callable[[int], float] | None = None,
) -> Array:
    """Let an update rule run over a landscape from its start.

    Parameters
    ----------
    rule : str or callable
        As for `Solver`.
    landscape : Landscape
    steps : int
    config : dict
        Settings for the rule, with "learning_rate" where there is a schedule. It is
        copied.
    rng : numpy Generator, optional
        Draws the noise of the gradients. Without it there is none.
    schedule : callable, optional
        schedule(t) is a factor for the rate of step t.

    Returns
    -------
    path : array of shape (steps + 1, 2)
        From the start on. Where a path has left all bounds the rest is nan.
    """
    step, state = find_rule(rule), dict(config)
    rate = state.get("learning_rate", 0.0)
    path = np.full((steps + 1, 2), np.nan)
    path[0] = landscape.start
    for t in range(steps):
        gradient = landscape.slope(path[t])
        if rng is not None:
            gradient = gradient + landscape.noise * rng.standard_normal(2)
        if schedule is not None:
            state["learning_rate"] = rate * schedule(t)
        w, state = step(path[t].copy(), gradient, state)
        if not np.abs(w).max() < LOST:
            break
        path[t + 1] = w
    return path
