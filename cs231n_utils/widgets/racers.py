"""Who races over which landscape from where, and what becomes of them, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cs231n_utils.landscapes import LANDSCAPES, Landscape, race
from cs231n_utils.skeletons import NotFilled
from cs231n_utils.types import Array
from cs231n_utils.widgets.fields import Choice, Flag, Number, Several, seed, setting

RULES = ("sgd", "sgd_momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad")
ADAPTIVE = RULES[3:]
LONGEST = 200


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
