"""What a range test raises the rate through, and what its losses say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cs231n_utils.widgets.fields import Choice, Number, seed, setting
from cs231n_utils.widgets.runs import INITS, Run
from cs231n_utils.widgets.verdicts import smooth

LOW, HIGH = 1e-7, 10.0
FALLS = 0.01  # share of the first loss that is a fall, and not noise
RISES = 1.1  # times the lowest loss that is a rise


@dataclass(frozen=True)
class State:
    """From which rate to which, in how many steps."""

    low: float = setting(1e-6, Number("lowest rate", LOW, HIGH, 0.5, log=True))
    high: float = setting(1.0, Number("highest rate", LOW, HIGH, 0.5, log=True))
    steps: int = setting(300, Number("steps", 100, 1000, 50, whole=True))
    momentum: float = setting(0.0, Number("momentum", 0, 0.99, 0.01))
    batch: str = setting("100", Choice("batch size", ("10", "20", "50", "100", "500")))
    init: str = setting("0.001", Choice("initial weights", INITS))
    seed: int = seed()


class Range(NamedTuple):
    """Where the loss begins to fall, falls fastest, and begins to rise."""

    falls: float | None
    fastest: float | None
    rises: float | None


def rate_at(state: State, t: int) -> float:
    """Return the rate of step t: equal factors from step to step."""
    return float(state.low * (state.high / state.low) ** (t / (state.steps - 1)))


def read_range(rates: Sequence[float], losses: Sequence[float]) -> Range:
    """Read the useful rates off a range test.

    Parameters
    ----------
    rates, losses : lists of float, of one length
    """
    means, first = smooth(losses), losses[0]
    least = int(np.argmin(means))
    fallen = np.flatnonzero(means[: least + 1] < first * (1 - FALLS))
    risen = least + np.flatnonzero(means[least:] > RISES * means[least])
    slopes = np.diff(means[: least + 1])
    return Range(
        rates[fallen[0]] if len(fallen) else None,
        rates[int(np.argmin(slopes))] if len(fallen) and len(slopes) else None,
        rates[risen[0]] if len(risen) else None,
    )


def describe(state: State, run: Run | None) -> str:
    """Say in words what the range test has found."""
    if run is None or not run.losses:
        return (
            f"Nothing has run yet. Press Start to raise the rate from {state.low:.2g} "
            f"to {state.high:.2g} in {state.steps} steps."
        )
    found = read_range(run.rates, run.losses)
    words = [
        f"Step {len(run.losses)} of {run.planned}, rate {run.rates[-1]:.2g}, loss "
        f"{run.losses[-1]:.3g}."
    ]
    if found.falls and found.fastest:
        words.append(f"The loss falls from a rate of {found.falls:.1g} on, fastest at "
                     f"{found.fastest:.1g}.")  # fmt: skip
    if found.rises:
        words.append(f"It rises from {found.rises:.1g} on: stay well below.")
    return " ".join(words)
