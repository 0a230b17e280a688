"""The search command centre: trials of a random search, and where to search next."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from cs231n_utils.skeletons import BadInput
from cs231n_utils.widgets.fields import Number, seed, setting

RATES, REGS = (1e-8, 10.0), (1e-8, 1e4)
NEAR = 0.08  # share of an axis that counts as its edge
BEST = 0.2  # share of the trials that a refined region holds
KEYS = ("learning_rate", "reg", "accuracy")


class Trial(NamedTuple):
    """One trial of the search."""

    learning_rate: float
    reg: float
    accuracy: float


@dataclass(frozen=True)
class State:
    """The region to search in next."""

    rate_low: float = setting(1e-6, Number("rate from", *RATES, 0.1, log=True))
    rate_high: float = setting(1e-1, Number("rate to", *RATES, 0.1, log=True))
    reg_low: float = setting(1e-6, Number("reg from", *REGS, 0.1, log=True))
    reg_high: float = setting(1e1, Number("reg to", *REGS, 0.1, log=True))
    trials: int = setting(8, Number("new trials", 1, 40, 1, whole=True))
    seed: int = seed()


def read_trials(results: Sequence[Mapping[str, Any]]) -> list[Trial]:
    """Read trials from dicts; the message says what a bad one lacks."""
    trials = []
    for i, result in enumerate(results):
        if missing := [key for key in KEYS if key not in result]:
            raise BadInput(f"Result {i} lacks {', '.join(missing)}: {dict(result)}.")
        trial = Trial(*(float(result[key]) for key in KEYS))
        if not (trial.learning_rate > 0 and trial.reg > 0):
            raise BadInput(
                f"Result {i} has learning_rate {trial.learning_rate:g} and reg "
                f"{trial.reg:g}; on logarithmic axes both must be above 0."
            )
        trials.append(trial)
    return trials


def around(trials: Sequence[Trial]) -> State:
    """Return the region that holds all trials."""
    if not trials:
        return State()
    return _region(State(), trials, margin=0.1)


def refined(state: State, trials: Sequence[Trial]) -> State:
    """Return the region around the best trials within the one that there is.

    One whose best trial lies at an edge grows there beyond it.
    """
    inside = sorted(within(state, trials), key=_accuracy, reverse=True)
    if not inside:
        return state
    best = inside[: max(3, math.ceil(BEST * len(inside)))]
    return _region(state, best, margin=0.3)


def within(state: State, trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials inside the region."""
    return [
        t
        for t in trials
        if state.rate_low <= t.learning_rate <= state.rate_high
        and state.reg_low <= t.reg <= state.reg_high
    ]


def proposals(state: State) -> list[dict[str, float]]:
    """Draw points for new trials, evenly over the logarithms.

    Returns
    -------
    points : list of dict
        With "learning_rate" and "reg".
    """
    rng = np.random.default_rng(state.seed)
    rates = np.log10([state.rate_low, state.rate_high])
    regs = np.log10([state.reg_low, state.reg_high])
    return [
        {
            "learning_rate": float(10 ** rng.uniform(*np.sort(rates))),
            "reg": float(10 ** rng.uniform(*np.sort(regs))),
        }
        for _ in range(state.trials)
    ]


def at_the_edge(trials: Sequence[Trial]) -> list[str]:
    """Say at which edges of the searched area the best trial lies.

    The best trial at an edge means that better ones may lie beyond it.
    """
    if len(trials) < 3:
        return []
    best = max(trials, key=_accuracy)
    edges = []
    for name, all_values, value in (
        ("learning rate", [t.learning_rate for t in trials], best.learning_rate),
        ("regularisation", [t.reg for t in trials], best.reg),
    ):
        low, high = np.log10(min(all_values)), np.log10(max(all_values))
        place = (np.log10(value) - low) / ((high - low) or 1)
        if place < NEAR or place > 1 - NEAR:
            side = "lowest" if place < NEAR else "highest"
            edges.append(f"the {side} {name}")
    return edges


def _accuracy(trial: Trial) -> float:
    return trial.accuracy if math.isfinite(trial.accuracy) else -math.inf


def _region(state: State, trials: Sequence[Trial], margin: float) -> State:
    """Return the region around trials, `margin` powers of ten wider on each side."""

    def ends(values: list[float], limits: tuple[float, float]) -> tuple[float, float]:
        low, high = min(values) / 10**margin, max(values) * 10**margin
        ends = (max(low, limits[0]), min(high, limits[1]))
        return float(f"{ends[0]:.4g}"), float(f"{ends[1]:.4g}")

    rates = ends([t.learning_rate for t in trials], RATES)
    regs = ends([t.reg for t in trials], REGS)
    return replace(
        state,
        rate_low=rates[0],
        rate_high=rates[1],
        reg_low=regs[0],
        reg_high=regs[1],
    )
